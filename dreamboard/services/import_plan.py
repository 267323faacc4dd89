"""What an import would do, line by line, before anything is done: frozen, to be shown, counted and applied.

A plan is made by ``exchange.importing`` and brought onto the board by the command ``ApplyImport``. Every
line of every file ends in exactly one outcome. Rows that the plan makes carry negative ids and refer to each
other by them; ``ApplyImport`` gives the real ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dreamboard.domain.model import Row
from dreamboard.domain.values import Money


class Kind(StrEnum):
    """What the lines of a file are."""

    ACCOUNTS = "accounts"
    CONTACTS = "contacts"
    DEALS = "deals"
    TOUCHES = "touches"
    QUOTES = "quotes"


class LineOutcome(StrEnum):
    """What becomes of a line."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # nothing to bring in: deleted there, said twice, a footer
    REJECTED = "rejected"  # could not be brought in: saved with its reason, to be mended


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of a file and what becomes of it."""

    file: int  # index in ``ImportPlan.files``
    line: int  # in the file, the first is 1
    kind: Kind
    outcome: LineOutcome
    name: str  # whom or what it is about, as a person would say it
    text: str = ""  # what becomes of it: "lost deal, round 2 open"; or why nothing does
    unattached: bool = False  # a touch or quote that hangs on nothing known
    account: str = ""  # the account it is about or hangs on
    amount: Money | None = None
    day: date | None = None  # when it closed, is expected to, passed or was sent
    touch: int = 0  # the touch that it stands for, a negative id where the plan makes it; 0: none


class DoubtAnswer(StrEnum):
    """What a line in doubt is taken for."""

    SAME = "same"  # what the board has already: updated
    NEW = "new"  # something else: created
    SKIP = "skip"  # left out


@dataclass(frozen=True, slots=True)
class DoubtFact:
    """One thing that both sides of a doubt may say; empty where one says nothing."""

    label: str
    theirs: str
    ours: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.theirs and self.ours) and self.theirs.casefold() != self.ours.casefold()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a file that may be something the board has, for the rep to decide."""

    key: str  # what its answer is kept under: the same however often the files are planned
    file: int
    line: int
    kind: Kind  # of what is in doubt: the account of a deal's line is an account
    theirs: str  # what it is called in the file
    ours: str  # what the board's is called
    why: str  # in words, why neither is sure
    facts: tuple[DoubtFact, ...]
    default: DoubtAnswer  # what holds while nothing is said
    answer: DoubtAnswer | None = None  # None: undecided

    @property
    def taken_for(self) -> DoubtAnswer:
        """What it is taken for in the plan."""
        return self.answer or self.default


@dataclass(frozen=True, slots=True)
class StageWord:
    """A stage of the other program that fits no column here."""

    text: str
    deals: int
    stage_id: int  # where they will go unless it is mapped


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """A column of dates that could be read day first or month first. Nothing is planned until it is said."""

    file: int
    column: str
    sample: str


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file as the plan took it."""

    name: str
    path: str
    kind: Kind
    program: str  # "Salesforce"; empty: not recognised
    encoding: str
    encoding_sure: bool
    header: tuple[str, ...]
    columns: Mapping[str, str]  # column -> field
    rejected: tuple[tuple[str, ...], ...] = field(default=(), repr=False)  # cells, the reason last

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that are not taken."""
        return tuple(column for column in self.header if column not in self.columns)


@dataclass(frozen=True, slots=True)
class RowChange:
    """New values for fields of a row on the board."""

    row_type: type[Row]
    id: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who wrote, or was written to, and is no contact yet; only of an import to one card."""

    name: str  # as their own messages have it; empty where they say none
    address: str
    letters: tuple[tuple[str, str], ...]  # (source, id there) of what passed with them


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import would do."""

    files: tuple[PlannedFile, ...] = ()
    lines: tuple[PlannedLine, ...] = field(default=(), repr=False)
    new: tuple[Row, ...] = field(default=(), repr=False)  # negative ids; pursuits of rank 0 go to the end
    changes: tuple[RowChange, ...] = field(default=(), repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)  # remembered mappings, JSON by name
    open_orders: tuple[OpenOrder, ...] = ()
    asks_own: tuple[str, ...] = ()  # addresses that may be the rep's; nothing is planned until it is said
    stage_words: tuple[StageWord, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)  # decided ones too
    strangers: tuple[Stranger, ...] = ()
    notes: tuple[str, ...] = ()  # what else the rep should know, a sentence each

    def counts(self) -> dict[Kind, dict[LineOutcome, int]]:
        """Lines by kind and outcome, all five outcomes of every kind that a file holds. They add up to the
        lines of the files."""
        tally = Counter((line.kind, line.outcome) for line in self.lines)
        kinds = {file.kind for file in self.files}
        return {
            kind: {outcome: tally[kind, outcome] for outcome in LineOutcome} for kind in Kind if kind in kinds
        }

    def made_along(self) -> dict[str, int]:
        """Accounts and contacts that no line of theirs stands for: a deal named them."""
        tally = Counter(type(row).__name__ for row in self.new)
        lines = Counter(line.kind for line in self.lines if line.outcome is LineOutcome.CREATED)
        for name, kind in (("Account", Kind.ACCOUNTS), ("Contact", Kind.CONTACTS)):
            tally[name] -= lines[kind]
        return {name: tally[name] for name in ("Account", "Contact") if tally[name] > 0}

    def unattached(self) -> tuple[PlannedLine, ...]:
        """The touches and quotes that hang on nothing known."""
        return tuple(line for line in self.lines if line.unattached)

    def undecided(self) -> tuple[Doubt, ...]:
        """The doubts that nothing was said about: their defaults hold."""
        return tuple(doubt for doubt in self.doubts if doubt.answer is None)

    def rejected(self) -> tuple[PlannedLine, ...]:
        """The lines that could not be brought in."""
        return tuple(line for line in self.lines if line.outcome is LineOutcome.REJECTED)

    @property
    def asks(self) -> bool:
        """Whether something has to be said before anything can be planned."""
        return bool(self.open_orders or self.asks_own)

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave the board as it is."""
        return not self.new and not self.changes


@dataclass(frozen=True, slots=True)
class ApplyImport:
    """A plan onto the board: one transaction, one undo step. ``open_orders`` must be empty."""

    plan: ImportPlan


@dataclass(frozen=True, slots=True)
class KeepStranger:
    """A stranger as a contact at an account, with what passed with them."""

    account_id: int
    stranger: Stranger


@dataclass(frozen=True, slots=True)
class RevertImport:
    """An import taken back: what it made goes, what it changed is as before; what the rep did since stays,
    and the label of what was done says so."""

    record_id: int


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that an export of a whole board held, with its ids; parents before what hangs on them."""

    name: str  # of the file
    rows: tuple[Row, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ApplyArchive:
    """A whole board as it was exported, onto a board that is empty; onto itself it changes nothing."""

    archive: Archive
