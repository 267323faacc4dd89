"""How alike names in a file are to those on the board: ``services.likeness``, kept at hand for many lines."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from dreamboard.domain.text import fold
from dreamboard.services import likeness
from dreamboard.services.likeness import ALIKE, BY_INITIAL

__all__ = [
    "ALIKE",
    "BY_INITIAL",
    "EQUAL",
    "companies_alike",
    "companies_related",
    "company_core",
    "people_alike",
    "titles_alike",
]

EQUAL = likeness.SAME
"""The likeness of names that differ in spelling alone."""
_RELATED = 75
_DIGITS = re.compile(r"\d+")
_company_name = lru_cache(maxsize=65_536)(likeness.company_name)
_person_name = lru_cache(maxsize=65_536)(likeness.person_name)


def company_core(name: str) -> str:
    """A company's name without its legal form: "Acme, Inc." and "ACME Incorporated" are both "acme"."""
    return _company_name(name).core


def companies_alike(one: str, other: str) -> float:
    """How alike two companies are called, legal forms aside."""
    return likeness.companies_alike(_company_name(one), _company_name(other))


def companies_related(one: str, other: str) -> bool:
    """Whether one name holds the other's words, or they are alike: "Northwind" and "Northwind Docks"."""
    first, second = set(_company_name(one).words), set(_company_name(other).words)
    return bool(first and second) and (
        first <= second or second <= first or companies_alike(one, other) >= _RELATED
    )


def people_alike(one: str, other: str) -> float:
    """How alike two people are called."""
    return likeness.people_alike(_person_name(one), _person_name(other))


def titles_alike(one: str, other: str) -> float:
    """How alike two deals are called; another year or number in the name is another deal."""
    first, second = fold(one), fold(other)
    return 0.0 if _DIGITS.findall(first) != _DIGITS.findall(second) else fuzz.ratio(first, second)
