"""What the services need of the outside: a clock, a unit of work, and questions. ``store`` and ``app`` fill
them in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from types import TracebackType
from typing import Protocol, Self, TypeVar

from dreamboard.domain.book import Book, ReachLog
from dreamboard.domain.model import Account, Contact, Row
from dreamboard.services.changes import ChangeSet, Delta, JsonValue, Step
from dreamboard.services.read_models import (
    AccountDetails,
    BoardView,
    CardView,
    Counts,
    Holdings,
    KeptFile,
    Naming,
    SearchHit,
    TimelineFilter,
    TimelinePage,
    TimelineScope,
)

R = TypeVar("R", bound=Row)


class Clock(Protocol):
    """The one place that knows what time it is."""

    @property
    def zone(self) -> tzinfo:
        """The rep's time zone."""

    def now(self) -> datetime:
        """This instant, aware, UTC, whole seconds."""

    def today(self) -> date:
        """This day in the rep's zone."""


class UnitOfWork(Protocol):
    """One transaction that remembers how every row it changes looked before.

    Leaving the block without ``commit`` rolls back. All failures of the store surface as
    ``domain.errors.DreamboardError``.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def get(self, kind: type[R], row_id: int) -> R:
        """One row; raises ``NotFound`` with a sentence for a person."""

    def find(self, kind: type[R], /, **equals: object) -> list[R]:
        """The rows whose fields equal the given values (``None`` matches an empty field), by id."""

    def find_in(self, kind: type[R], field: str, values: Collection[object]) -> list[R]:
        """The rows whose field is one of the values, by id; any number of values."""

    def named(self, kind: type[R], name: str) -> list[R]:
        """The accounts, contacts or stages whose name folds (``domain.text.fold``) like this one, by id."""

    def add(self, row: R) -> R:
        """A new row; an id of 0 is replaced by the next one. Returns the row with its id."""

    def add_many(self, rows: Sequence[R]) -> list[R]:
        """Many new rows of one kind in one statement. Ids of 0 are replaced by the next ones, in the order
        of the rows; else all rows have ids that were never used."""

    def update(self, row: Row) -> None:
        """The row with this id now looks like this."""

    def update_many(self, rows: Sequence[Row]) -> None:
        """Many rows of one kind in one statement."""

    def point_to(self, kind: type[Row], field: str, gone: Collection[int], to_id: int) -> None:
        """Every row whose field holds one of these ids points to another row from now on."""

    def delete(self, kind: type[Row], row_ids: Collection[int]) -> Delta:
        """Rows away, and every row that hangs on them; a mere mention elsewhere is emptied
        (``domain.references``). Returns how each row it took or emptied looked right before."""

    def refresh_figures(self, pursuit_ids: Iterable[int]) -> None:
        """Derive the pursuits' figures from their touches anew."""

    def neighbours(self, stage_id: int) -> list[tuple[int, int]]:
        """(pursuit id, rank) of the cards in a column, retired ones too, by rank then id."""

    def changed(self) -> Delta:
        """How the rows changed so far looked before this unit of work."""

    def apply(self, delta: Delta) -> Delta:
        """Put the images back; returns the delta that would take it back."""

    def change_set(self, step: Step | None, *, bulk: bool = False) -> ChangeSet:
        """What this unit changed, widened to the pursuits and accounts that look different. ``bulk`` is set
        when asked for, or when the change is large."""

    def push_step(self, label: str, at: datetime) -> Step:
        """Write the journal entry of this unit (drops the steps that were undone and can no longer be
        redone)."""

    def last_step(self) -> Step | None:
        """The step Undo would take back."""

    def next_step(self) -> Step | None:
        """The step Redo would do again."""

    def steps_since(self, step_id: int) -> list[tuple[Step, Delta]]:
        """The steps that stand, from this one on, the oldest first, each with what would take it back."""

    def journal(self) -> list[tuple[Step, Delta]]:
        """Every step, those that were taken back too, the oldest first, with what would flip it."""

    def forget(self, last_id: int) -> None:
        """The steps up to this one, and those that were taken back, away for good. The search index is made
        anew when this commits, so that it holds no word of what is gone."""

    def images(self, kind: type[Row], row_ids: Collection[int]) -> dict[int, Mapping[str, JsonValue]]:
        """How rows look now, as deltas hold them, whole; those that are gone are left out."""

    def take_back(self, step: Step) -> Step:
        """Apply the step's delta and flip it between done and undone, keeping the opposite delta."""

    def commit(self) -> None:
        """Make it so, durably."""


class Queries(Protocol):
    """Questions to the board. Each is one short read transaction of its own."""

    def board(self, on: date) -> BoardView:
        """The whole board as of a day (sparklines end in its week)."""

    def cards(self, pursuit_ids: Collection[int], on: date) -> tuple[CardView, ...]:
        """Some cards, retired and deleted ones left out."""

    def timeline(
        self, scope: TimelineScope, wanted: TimelineFilter, on: date, after: str = "", limit: int = 100
    ) -> TimelinePage:
        """A page of the timeline; ``after`` is the ``next`` of the page before."""

    def account(self, account_id: int) -> AccountDetails:
        """One account with contacts, pursuits, rounds, quotes, conditions."""

    def row(self, kind: type[R], row_id: int) -> R:
        """One row; raises ``NotFound``."""

    def rows(self, kind: type[R], row_ids: Collection[int] | None = None) -> list[R]:
        """Some or all rows of a kind, by id."""

    def attachments(self, touch_ids: Collection[int]) -> tuple[KeptFile, ...]:
        """What is kept of what came with some touches, without the contents, by touch, then id. A content is
        read by ``row``, one at a time."""

    def book(self, pursuit_ids: Collection[int] | None = None, reach: ReachLog | None = None) -> Book:
        """The book of some pursuits, or of all that are not retired; ``reach`` when it is already known."""

    def reach_log(self, zone: tzinfo) -> ReachLog:
        """The whole log of outbound touches, counted."""

    def naming(self) -> Naming:
        """Names of everything that a line may mention."""

    def holdings(self, kind: type[Account] | type[Contact], row_id: int) -> Holdings:
        """What hangs on an account or a contact; nothing on one that is gone."""

    def search(self, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Accounts, contacts, touches and notes that hold all the words, best first."""

    def counts(self, on: date) -> Counts:
        """The figures of the status bar."""

    def steps(self, limit: int = 100) -> tuple[Step, ...]:
        """The journal, newest first."""

    def journal(self) -> list[tuple[Step, Delta]]:
        """Every step with its delta, as ``UnitOfWork.journal`` says."""

    def undo_steps(self) -> tuple[Step | None, Step | None]:
        """The steps that Undo and Redo would take, as ``UnitOfWork.last_step`` and ``next_step`` say."""

    def version(self) -> int:
        """A number that changes when *another* connection committed something."""
