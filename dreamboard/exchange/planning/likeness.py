"""How alike two names are, from 0 to 100, as an import asks: by text, each name made ready once."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from dreamboard.domain.text import fold
from dreamboard.services import likeness

ALIKE = 88
"""From here on two names may be one: a letter or two apart in a name of ten."""

_DIGITS = re.compile(r"\d+")
_company = lru_cache(maxsize=65_536)(likeness.company_name)
_person = lru_cache(maxsize=65_536)(likeness.person_name)


def company_core(name: str) -> str:
    """A company's name without its legal form: "Acme, Inc." and "ACME Incorporated" are both "acme"."""
    return _company(name).core


def companies_alike(one: str, other: str) -> float:
    """How alike two companies are called, legal forms aside. Another number in the name, or a name within
    the other, is another company: "Depot 12" is not "Depot 13"."""
    return likeness.companies_alike(_company(one), _company(other))


def companies_related(one: str, other: str) -> bool:
    """Whether one name holds the other's words, or they are alike: "Northwind" and "Northwind Docks"."""
    first, second = set(company_core(one).split()), set(company_core(other).split())
    return bool(first and second) and (
        first <= second or second <= first or companies_alike(one, other) >= 75
    )


def people_alike(one: str, other: str) -> float:
    """How alike two people are called: the order of the words and initials do not part them."""
    return likeness.people_alike(_person(one), _person(other))


def titles_alike(one: str, other: str) -> float:
    """How alike two deals are called; another year or number in the name is another deal."""
    first, second = fold(one), fold(other)
    return 0.0 if _other_numbers(first, second) else fuzz.ratio(first, second)


def _other_numbers(one: str, other: str) -> bool:
    return _DIGITS.findall(one) != _DIGITS.findall(other)
