"""What the program proposes: the shape of a suggestion, its reasons, and of a day.

A suggestion never acts. Sentences are kept as a template with values, so that a window can translate the
template; ``str()`` gives the English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from dreamboard.domain.values import Channel, Intent, Play


@dataclass(frozen=True, slots=True)
class Sentence:
    """A plain sentence: ``template`` in ``str.format`` form, ``values`` already written out as text."""

    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The ids of the rows a reason rests on."""

    touches: tuple[int, ...] = ()
    signals: tuple[int, ...] = ()
    quotes: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()
    plans: tuple[int, ...] = ()
    conditions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in one sentence, and what it rests on."""

    sentence: Sentence
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class GuardNote:
    """The guard that shaped or held back a suggestion: what it says, and what would lift it."""

    guard: str  # "do_not_contact", "contact_cap", "not_before", "weekend", "holiday", "quiet_hours", …
    says: Sentence
    lifted_by: Sentence
    overridable: bool = True


@dataclass(frozen=True, slots=True)
class TimeBand:
    """A part of the contact's day that the evidence carries, with its sample size."""

    start: time
    end: time
    reached: int
    tried: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whom to touch next on one pursuit: how, when, with what, and why.

    ``due`` may lie in the future; it may lie in the past, when it is overdue. ``worth`` orders suggestions
    inside a level (value × chance of reaching × how far past due) and is never shown.
    """

    pursuit_id: int
    account_id: int
    account_name: str
    play: Play
    level: int
    due: date
    intent: Intent
    headline: Sentence  # "Call Dana Whitfield today, 8:30–9:30"
    summary: Sentence  # one or two sentences below it
    chip: Sentence  # on the card: "Call today", "Thank Luis", "Tue"
    reasons: tuple[Reason, ...]
    channel: Channel | None = None  # None: work to do that touches nobody (research, a condition)
    contact_id: int | None = None
    contact_name: str = ""
    idea_id: int | None = None
    idea_title: str = ""
    quote_id: int | None = None
    plan_id: int | None = None
    band: TimeBand | None = None
    guard: GuardNote | None = None
    gives: int = 0  # of the last outbound touches, for the give : ask bar
    asks: int = 0
    worth: float = 0.0
    evidence: str = ""  # fingerprint of what the play rests on, for "not this"
    act_on: date | None = None  # the first day a guard lets it happen; ``None``: today, or ``due`` when later
    latest: date | None = None  # from the day after it is overdue; ``None``: from the day after ``due``
    tier: int = 0  # inside a level, a lower tier comes first whatever its worth
    aside: Sentence = field(default_factory=lambda: Sentence(""))  # "lost yesterday", "23 days quiet"
    country: str = ""  # of the account, for its public holidays

    def overdue(self, on: date) -> bool:
        """Whether it is past the day it should have happened by."""
        return on > (self.latest or self.due)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A suggestion due today that the day has no room for, and why."""

    suggestion: Suggestion
    why: Sentence


@dataclass(frozen=True, slots=True)
class Day:
    """A day's queue, in order, and what it leaves out."""

    on: date
    queue: tuple[Suggestion, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    later: tuple[Suggestion, ...] = ()  # not due yet, by date
