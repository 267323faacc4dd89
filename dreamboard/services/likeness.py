"""How alike two names are, as a person would judge it: of companies, and of people.

A likeness runs from 0 (somebody else) to 100 (the same but for case, accents, order and legal form); between,
it is rapidfuzz's ratio, and only slips of the keyboard count: another word, another number, another
generation is another one. Scripts without upper case, where one sign is a word, are alike only when equal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from dreamboard.domain.text import fold

ALIKE: Final = 85.0
"""From here on two names are taken to be meant for one: a slip in a name of two words."""
SAME: Final = 100.0
_SLIP_LETTERS: Final = 5
_SLIP: Final = 80.0
"""A company's word is a slip of another from this likeness on: one letter in five."""
_PERSON_SLIP: Final = 75.0
"""A person's names are shorter: "Jon" and "John"."""
BY_INITIAL: Final = 90.0
"""Of people whose given name one side shortens."""
_WITH_MIDDLE_NAME: Final = 95.0

_LEGAL = frozenset({
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp",
    "plc", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ev", "se", "sa", "sas", "sarl",
    "sàrl", "srl", "spa", "snc", "bv", "nv", "cv", "vof", "oy", "oyj", "ab", "as", "asa", "aps", "ivs",
    "pty", "pte", "pvt", "private", "kk", "gk", "ltda", "eireli", "sl", "slu", "sro", "doo", "zrt",
    "kft", "bhd", "sdn", "tbk", "pt", "ооо", "оао", "зао", "пао", "ао", "жшс", "тов",
})  # fmt: skip
_LEGAL_SIGNS = re.compile(
    "株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|[(]株[)]|[(]주[)]|㈜|㈱"
)
_POLISH = re.compile(r"\bsp\.? ?z ?o\.? ?o\.?(?=\s|$|,)")
_SMALL = frozenset({"the", "and", "und", "et", "y", "e", "der", "die", "das", "la", "le", "les", "el", "los"})
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b|\W|$)")
_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "herr", "frau", "hr",
    "fr", "mme", "mlle", "m", "ing", "dipl", "mag", "lic", "rev", "hon", "phd", "mba", "md", "esq",
    "cpa",
})  # fmt: skip
_GENERATIONS = {
    "jr": "2", "junior": "2", "jun": "2", "sr": "1", "senior": "1", "sen": "1", "ii": "2", "iii": "3",
    "iv": "4",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name made ready to be compared."""

    words: tuple[str, ...]  # without its legal form, sorted
    core: str  # the same words as they are written
    legal: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name made ready to be compared."""

    words: tuple[str, ...]  # in the order spoken: the family name last
    generation: str = ""


def company_name(name: str) -> CompanyName:
    """A company's name without case, accents, dots and legal form; of "The Company Ltd" the words stay."""
    folded = fold(name)
    spaced = _LEGAL_SIGNS.sub(" co ", _POLISH.sub(" co ", folded))
    every = _WORD.findall(_DOTTED.sub(r"\1", spaced).replace("'", ""))
    legal = frozenset(word for word in every if word in _LEGAL)
    words = [word for word in every if word not in _LEGAL and word not in _SMALL] or every
    return CompanyName(tuple(sorted(words)), " ".join(words), legal)


def person_name(name: str) -> PersonName:
    """A person's name without case, accents and titles, "Fox, Dana" as "Dana Fox"."""
    folded = _BRACKETS.sub(" ", fold(name))
    before, comma, after = folded.partition(",")
    rest = _WORD.findall(after)
    if comma and any(word not in _GENERATIONS and word not in _TITLES for word in rest):
        folded = f"{after} {before}"
    words = _WORD.findall(folded.replace("'", ""))
    spoken = [word for word in words if word not in _TITLES]
    generation = next((_GENERATIONS[word] for word in spoken[1:] if word in _GENERATIONS), "")
    kept = spoken[:1] + [word for word in spoken[1:] if word not in _GENERATIONS]
    return PersonName(tuple(kept or words), generation)


def companies_alike(one: CompanyName, other: CompanyName) -> float:
    """How alike two companies' names are."""
    if not one.words or not other.words:
        return 0.0
    if one.words == other.words or one.core.replace(" ", "") == other.core.replace(" ", ""):
        return SAME
    left, right = _without_common(one.words, other.words)
    if not _are_slips(left, right, _SLIP, _SLIP_LETTERS):
        return 0.0
    return _ratio(one.words, other.words)


def people_alike(one: PersonName, other: PersonName) -> float:
    """How alike two people's names are. Of a father and a son of one name, not at all."""
    if one.generation != other.generation or not one.words or not other.words:
        return 0.0
    if sorted(one.words) == sorted(other.words) or "".join(one.words) == "".join(other.words):
        return SAME
    if min(len(one.words), len(other.words)) < 2:
        return 0.0
    left, right = _without_common(sorted(one.words), sorted(other.words))
    if not left or not right:
        return _WITH_MIDDLE_NAME
    if one.words[-1] == other.words[-1] and _by_initials(one.words[:-1], other.words[:-1]):
        return BY_INITIAL
    if not _are_slips(left, right, _PERSON_SLIP, 3):
        return 0.0
    return _ratio(sorted(one.words), sorted(other.words))


def _without_common(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    left, right = list(one), list(other)
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
    return left, right


def _are_slips(left: Sequence[str], right: Sequence[str], least: float, letters: int) -> bool:
    """Whether each word is a slip of the one that stands for it."""
    return len(left) == len(right) and all(
        min(len(a), len(b)) >= letters
        and _has_case(a)
        and _has_case(b)
        and not any(map(str.isdigit, a + b))
        and fuzz.ratio(a, b) >= least
        for a, b in zip(left, right, strict=True)
    )


def _by_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(
        ((len(a) == 1 or len(b) == 1) and a[0] == b[0]) or a == b for a, b in zip(one, other, strict=False)
    )


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    # What differs is never called the same, however long it is.
    return min(float(fuzz.ratio(" ".join(one), " ".join(other))), 99.0)


def _has_case(word: str) -> bool:
    return word.upper() != word
