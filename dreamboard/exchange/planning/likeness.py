"""How alike two names are, from 0 to 100: pure functions of text."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from dreamboard.domain.text import fold

ALIKE = 88
"""From here on two names may be one: a letter or two apart in a name of ten."""

_WORD_ALIKE = 75
"""No word of a person's name may be further from its twin: Ann is not Dan."""

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_DOTTED = re.compile(r"(?<=\w)\.(?=\w\b|\s|,|$)|['’]")
_LEGAL_WORDS = (
    "inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg kgaa ohg ug "
    "eg mbh se sa sas sarl eurl srl spa bv nv ab as asa oy oyj aps kk kft zrt sl slu lda ltda cv pty "
    "pte pvt sp zoo oo z doo sro holding holdings"
)
_LEGAL_FORMS = frozenset(_LEGAL_WORDS.split())
_TITLE_WORDS = "mr mrs ms miss dr prof herr frau hr fr ing dipl mag mba phd sir dame sr sra m mme"
_TITLES = frozenset(_TITLE_WORDS.split())


@lru_cache(maxsize=65_536)
def company_core(name: str) -> str:
    """A company's name without its legal form: "Acme, Inc." and "ACME Incorporated" are both "acme"."""
    words = _WORD.findall(_DOTTED.sub("", fold(name)))
    core = words[1:] if len(words) > 1 and words[0] == "the" else words[:]
    while len(core) > 1 and (core[-1] in _LEGAL_FORMS or core[-1] in ("and", "und")):
        core.pop()
    return " ".join(word for word in core if word not in ("and", "und")) or " ".join(words)


def companies_alike(one: str, other: str) -> float:
    """How alike two companies are called, legal forms aside. Another number in the name, or a name within
    the other, is another company: "Depot 12" is not "Depot 13"."""
    first, second = company_core(one), company_core(other)
    if first == second:
        return 100.0 if first else 0.0
    return 0.0 if _other_numbers(first, second) else fuzz.ratio(first, second)


def companies_related(one: str, other: str) -> bool:
    """Whether one name holds the other's words, or they are alike: "Northwind" and "Northwind Docks"."""
    first, second = set(company_core(one).split()), set(company_core(other).split())
    return bool(first and second) and (
        first <= second or second <= first or companies_alike(one, other) >= 75
    )


@lru_cache(maxsize=65_536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles, the family name after a comma put last."""
    before, comma, after = fold(name).partition(",")
    words = _WORD.findall(f"{after} {before}" if comma else before)
    return tuple([word for word in words if word not in _TITLES] or words)


def people_alike(one: str, other: str) -> float:
    """How alike two people are called: the order of the words and initials do not part them."""
    first, second = person_words(one), person_words(other)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 100.0
    if first[-1] == second[-1] and _initials_fit(first[:-1], second[:-1]):
        return 95.0
    pairs = zip(sorted(first), sorted(second), strict=False)
    if len(first) != len(second) or any(fuzz.ratio(a, b) < _WORD_ALIKE for a, b in pairs):
        return 0.0
    return fuzz.ratio(" ".join(sorted(first)), " ".join(sorted(second)))


def _initials_fit(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether given names fit where one side shortens them: "D." and "Dana", "Dana" and "Dana M."."""
    pairs = list(zip(first, second, strict=False))
    return bool(pairs) and all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)


def titles_alike(one: str, other: str) -> float:
    """How alike two deals are called; another year or number in the name is another deal."""
    first, second = fold(one), fold(other)
    return 0.0 if _other_numbers(first, second) else fuzz.ratio(first, second)


def _other_numbers(one: str, other: str) -> bool:
    return _DIGITS.findall(one) != _DIGITS.findall(other)
