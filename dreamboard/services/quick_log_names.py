"""Names in a quick-log line: which accounts, contacts and ideas some words can mean, typing slips allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from dreamboard.services.quick_log_words import PROSE, name_words
from dreamboard.services.read_models import NamedAccount, NamedContact, NamedIdea, NamedPursuit, Naming

_PREFIX: Final = 3
"""Letters from which on the beginning of a word names it."""
_SLIP: Final = 79.0
"""Likeness (rapidfuzz ratio, 0 to 100) from which on a word is taken for a slip of another: one letter in
five."""
_SLIP_LETTERS: Final = 5
_MOST: Final = 40
"""Names that one word may mean at most; beyond it the word is too common to name anybody."""


class Named(StrEnum):
    """What a name is of."""

    ACCOUNT = "account"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that words of the line may mean. ``quality`` counts words: 1 for a whole one, less for its
    beginning or a slip, and more where the whole name was typed."""

    kind: Named
    id: int
    length: int  # words of the line taken
    quality: float


@dataclass(frozen=True, slots=True)
class _Name:
    kind: Named
    id: int
    words: tuple[str, ...]


class NamingIndex:
    """The names of a board, made ready to be looked up at every letter."""

    def __init__(self, naming: Naming) -> None:
        self.accounts: dict[int, NamedAccount] = {account.id: account for account in naming.accounts}
        self.contacts: dict[int, NamedContact] = {contact.id: contact for contact in naming.contacts}
        self.pursuits: dict[int, NamedPursuit] = {pursuit.id: pursuit for pursuit in naming.pursuits}
        self._ideas = naming.ideas
        names = [_Name(Named.ACCOUNT, a.id, name_words(a.name)) for a in naming.accounts]
        names += [_Name(Named.CONTACT, c.id, name_words(c.name)) for c in naming.contacts]
        self._by_word: dict[str, list[_Name]] = defaultdict(list)
        self._by_start: dict[str, set[str]] = defaultdict(set)
        for name in names:
            for word in set(name.words):
                self._by_word[word].append(name)
                self._by_start[word[:_PREFIX]].add(word)
        self._words = list(self._by_word)

    def at(self, words: Sequence[tuple[str, ...]], *, quoted: bool = False) -> list[Candidate]:
        """What the words at the beginning of a sequence of chunks may mean, the likeliest first.

        Each chunk gives the words it holds ("May" and "Co" for "May&Co"). A quoted chunk means whole names.
        """
        line = [word for chunk in words for word in chunk]
        if not line:
            return []
        ends = _ends(words)
        found = [self._fit(name, line, ends) for name in self._beginning_with(line[0])]
        best: dict[tuple[Named, int], Candidate] = {}
        for candidate in found:
            if candidate is None or (quoted and candidate.quality < candidate.length + 0.4):
                continue
            key = (candidate.kind, candidate.id)
            if key not in best or best[key].quality < candidate.quality:
                best[key] = candidate
        ordered = sorted(best.values(), key=lambda c: (-c.quality, -c.length, c.kind, c.id))
        return ordered if len(ordered) <= _MOST or ordered[0].length > 1 else []

    def whole_at(self, words: Sequence[tuple[str, ...]]) -> list[Candidate]:
        """Names of two words or more that stand here from their first word to their last."""
        return [c for c in self.at(words) if c.length > 1 and c.quality >= c.length + 0.5]

    def ideas(self, text: str) -> list[NamedIdea]:
        """The ideas that ``#text`` may mean: those that hold its words; a whole title alone."""
        wanted = name_words(text)
        if not wanted:
            return []
        found = []
        for idea in self._ideas:
            title = name_words(idea.title)
            if title == wanted:
                return [idea]
            joined = "".join(title)
            if joined.startswith("".join(wanted)) or all(
                any(word.startswith(each) for word in title) for each in wanted
            ):
                found.append(idea)
        return found

    def _beginning_with(self, word: str) -> Iterable[_Name]:
        known: set[str] = {word} if word in self._by_word else set()
        if word not in PROSE:
            if len(word) >= _PREFIX:
                known |= {each for each in self._by_start[word[:_PREFIX]] if each.startswith(word)}
            if not known and len(word) >= _SLIP_LETTERS:
                known |= {
                    each
                    for each, _, _ in process.extract(
                        word, self._words, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=5
                    )
                }
        return [name for each in sorted(known) for name in self._by_word[each]]

    @staticmethod
    def _fit(name: _Name, line: list[str], ends: dict[int, int]) -> Candidate | None:
        """How many words of the line belong to a name, in any order for a person, and how well."""
        left = list(name.words)
        quality = 0.0
        taken = 0
        for word in line[: len(name.words)]:
            fit = _best(word, left)
            if fit is None or (taken and word in PROSE and word not in left):
                break
            left.remove(fit[0])
            quality += fit[1]
            taken += 1
        while taken and taken not in ends:  # never half a chunk
            taken -= 1
        if not taken or (taken == 1 and line[0] in PROSE and len(name.words) > 1):
            return None
        if taken == len(name.words) and tuple(line[:taken]) == name.words:
            quality = taken + 0.5
        return Candidate(name.kind, name.id, ends[taken], quality)


def _best(word: str, words: list[str]) -> tuple[str, float] | None:
    if word in words:
        return word, 1.0
    if len(word) >= _PREFIX:
        begun = [each for each in words if each.startswith(word)]
        if begun:
            return min(begun, key=len), 0.8
    if len(word) >= _SLIP_LETTERS:
        slips = [(fuzz.ratio(word, each), each) for each in words]
        likeness, each = max(slips, default=(0.0, ""))
        if likeness >= _SLIP:
            return each, 0.6
    return None


def _ends(words: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """By the number of words taken, the number of chunks they fill exactly."""
    ends: dict[int, int] = {}
    total = 0
    for count, chunk in enumerate(words, start=1):
        total += len(chunk)
        if chunk:
            ends[total] = count
    return ends
