"""The book: frozen read data about pursuits, all that the rules may look at.

A rule never asks for more than a ``Dossier`` (one pursuit with everything around it), the ideas, and what
the whole log teaches about reaching people. So the answer for one pursuit is the same whether it was asked
for alone or with the whole board.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Feedback,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.values import Channel, Role


@dataclass(frozen=True, slots=True)
class ContactAt:
    """A contact as one account knows them."""

    contact: Contact
    account_id: int
    title: str = ""
    role: Role | None = None
    since: date | None = None
    until: date | None = None

    @property
    def current(self) -> bool:
        """Whether they still work there."""
        return self.until is None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One pursuit and everything around it. Sequences are ordered as said; none is ``None``."""

    pursuit: Pursuit
    account: Account
    stage: Stage
    contacts: tuple[ContactAt, ...] = ()  # of the account, past ones and the pursuit's introducers too
    rounds: tuple[Round, ...] = ()  # by number
    conditions: tuple[Condition, ...] = ()  # of all rounds, by position
    quotes: tuple[Quote, ...] = ()  # by date sent
    touches: tuple[Touch, ...] = ()  # of the pursuit, and the account's that hang on no pursuit; oldest first
    signals: tuple[Signal, ...] = ()  # of the account, oldest first
    plans: tuple[Plan, ...] = ()  # not done, by date
    feedback: tuple[Feedback, ...] = ()  # oldest first
    won_before: bool = False
    moved_to: Mapping[int, str] = field(default_factory=dict)  # contact id -> account they work at now
    followed: frozenset[int] = frozenset()  # contacts who left for an account that is on the board
    decided_at: Mapping[int, str] = field(
        default_factory=dict
    )  # contact id -> account they decided at before


@dataclass(frozen=True, slots=True)
class ReachCount:
    """How often outbound touches were tried and answered in one cell of the rep's log."""

    tried: int = 0
    reached: int = 0


FollowUpCell = tuple[int, int, int, int]
"""Follow-ups made before, and by ``domain.follow_ups`` the bands of days since the last of them (or since the
quote), of the quote's age in days, and of its amount."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How the follow-ups of quotes turned out so far.

    ``settled`` are those that had an answer, or can have none any more. ``waiting`` are those still inside
    their week, by whole days waited. ``delays`` says of answers how many days they took, counted only where
    the week is over: of younger follow-ups only the quick answers are known.
    """

    settled: Mapping[FollowUpCell, ReachCount] = field(default_factory=dict)
    waiting: Mapping[tuple[FollowUpCell, int], int] = field(default_factory=dict)
    delays: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReachLog:
    """The rep's whole log of outbound touches, counted once.

    ``cells`` is keyed by channel, weekday (Monday 0) and hour, in the contact's local time (the account's
    zone, else the rep's). ``accounts`` and ``contacts`` are keyed by id and channel.
    """

    cells: Mapping[tuple[Channel, int, int], ReachCount] = field(default_factory=dict)
    accounts: Mapping[tuple[int, Channel], ReachCount] = field(default_factory=dict)
    contacts: Mapping[tuple[int, Channel], ReachCount] = field(default_factory=dict)
    follow_ups: FollowUps = field(default_factory=FollowUps)


@dataclass(frozen=True, slots=True)
class Book:
    """What ``suggest`` reads."""

    dossiers: tuple[Dossier, ...] = ()
    ideas: tuple[Idea, ...] = ()
    reach: ReachLog = field(default_factory=ReachLog)
