"""What the quick log shows of a line while it is typed: chips, choices, names that fit, what it would log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dreamboard.domain.text import fold
from dreamboard.presentation.tone import Tone
from dreamboard.services.commands import LogTouch
from dreamboard.services.read_models import Naming

MOST_COMPLETIONS = 6
_SHORTEST = 2
_LONGEST_NAME = 4  # words of a name that are looked at together


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that was understood, as its chip says it."""

    text: str
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that fit several things: the question, and for each answer the line that says it plainly."""

    question: str
    options: tuple[tuple[str, str], ...]  # text of the button, the whole line with it


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as understood so far. ``command`` is there when it can be logged as it is; ``problem`` says what
    is missing when it cannot. ``draft`` is what the form begins with, as far as it goes."""

    chips: tuple[Understood, ...] = ()
    choices: tuple[Choice, ...] = ()
    problem: str = ""
    command: LogTouch | None = None
    draft: LogTouch | None = None


Reader = Callable[[str], Reading]
"""Understands a line at this moment."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that what stands before the cursor may become, and from where it takes the place of it."""

    start: int
    text: str
    remark: str = ""  # what tells it from another of the same name


def completions(naming: Naming, line: str, cursor: int) -> tuple[Completion, ...]:
    """Names that begin with the words before the cursor, the longest run of words first."""
    before = line[:cursor]
    if not before or before[-1].isspace():
        return ()
    starts = [
        place for place, sign in enumerate(before) if sign != " " and (not place or before[place - 1] == " ")
    ]
    for start in starts[-_LONGEST_NAME:]:
        typed = before[start:]
        found = _ideas(naming, typed, start) if typed.startswith("#") else _names(naming, typed, start)
        if any(fold(one.text) == fold(typed) for one in found):
            return ()  # typed to its end
        if found:
            return tuple(found[:MOST_COMPLETIONS])
    return ()


def _names(naming: Naming, typed: str, start: int) -> list[Completion]:
    wanted = fold(typed)
    if len(wanted) < _SHORTEST:
        return []
    accounts = {account.id: account.name for account in naming.accounts}
    found = [
        Completion(
            start, contact.name, accounts.get(contact.account_ids[0], "") if contact.account_ids else ""
        )
        for contact in naming.contacts
        if _begins(contact.name, wanted)
    ]
    found += [Completion(start, account.name) for account in naming.accounts if _begins(account.name, wanted)]
    return sorted(found, key=lambda one: (not fold(one.text).startswith(wanted), fold(one.text)))


def _ideas(naming: Naming, typed: str, start: int) -> list[Completion]:
    wanted = fold(typed[1:])
    return [Completion(start, f"#{idea.title}") for idea in naming.ideas if _begins(idea.title, wanted)]


def _begins(name: str, wanted: str) -> bool:
    """Whether the name, or what follows one of its words, begins so."""
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded
