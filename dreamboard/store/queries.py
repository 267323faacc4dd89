"""The questions that windows and the command line ask; fills ``ports.Queries``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import date, tzinfo
from typing import TypeVar

from dreamboard.domain.book import Book, ReachLog
from dreamboard.domain.errors import NotFound
from dreamboard.domain.model import Account, Contact, Row
from dreamboard.services.changes import Delta, Step
from dreamboard.services.ports import Clock
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
from dreamboard.store.account_view import account_details
from dreamboard.store.attachments import kept_files
from dreamboard.store.board_view import board_view, card_views
from dreamboard.store.book import book
from dreamboard.store.columns import codec_of
from dreamboard.store.counts import counts
from dreamboard.store.holdings import holdings
from dreamboard.store.journal import Journal
from dreamboard.store.link import Link
from dreamboard.store.naming import naming
from dreamboard.store.reach_log import reach_log
from dreamboard.store.search import search
from dreamboard.store.tables import Tables
from dreamboard.store.timeline import timeline

R = TypeVar("R", bound=Row)


class SqlQueries:
    """Each question is one short read transaction. ``link`` gives the calling thread's connection in one."""

    def __init__(self, link: Callable[[], AbstractContextManager[Link]], clock: Clock) -> None:
        self._link = link
        self._clock = clock

    def board(self, on: date) -> BoardView:
        with self._link() as link:
            return board_view(link, on, self._clock.zone)

    def cards(self, pursuit_ids: Collection[int], on: date) -> tuple[CardView, ...]:
        with self._link() as link:
            return card_views(link, on, self._clock.zone, pursuit_ids)

    def timeline(
        self, scope: TimelineScope, wanted: TimelineFilter, on: date, after: str = "", limit: int = 100
    ) -> TimelinePage:
        with self._link() as link:
            return timeline(link, self._clock.zone, scope, wanted, after, limit)

    def account(self, account_id: int) -> AccountDetails:
        with self._link() as link:
            return account_details(link, account_id)

    def row(self, kind: type[R], row_id: int) -> R:
        found = self.rows(kind, [row_id])
        if not found:
            raise NotFound(f"This {kind.__name__.lower()} is not on the board any more (number {row_id}).")
        return found[0]

    def rows(self, kind: type[R], row_ids: Collection[int] | None = None) -> list[R]:
        with self._link() as link:
            tables = Tables(link)
            found = tables.all(kind) if row_ids is None else tables.find_in(kind, "id", row_ids)
        return codec_of(kind).rows(found)

    def attachments(self, touch_ids: Collection[int]) -> tuple[KeptFile, ...]:
        with self._link() as link:
            return kept_files(link, touch_ids)

    def book(self, pursuit_ids: Collection[int] | None = None, reach: ReachLog | None = None) -> Book:
        with self._link() as link:
            known = reach if reach is not None else reach_log(link, self._clock.zone, self._clock.today())
            return book(link, pursuit_ids, known)

    def reach_log(self, zone: tzinfo) -> ReachLog:
        with self._link() as link:
            return reach_log(link, zone, self._clock.today())

    def holdings(self, kind: type[Account] | type[Contact], row_id: int) -> Holdings:
        with self._link() as link:
            return holdings(link, kind, row_id)

    def search(self, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
        with self._link() as link:
            return search(link, text, limit)

    def naming(self) -> Naming:
        with self._link() as link:
            return naming(link)

    def counts(self, on: date) -> Counts:
        with self._link() as link:
            return counts(link, on, self._clock.zone)

    def steps(self, limit: int = 100) -> tuple[Step, ...]:
        with self._link() as link:
            return Journal(link).newest(limit)

    def journal(self) -> list[tuple[Step, Delta]]:
        with self._link() as link:
            return Journal(link).whole()

    def undo_steps(self) -> tuple[Step | None, Step | None]:
        with self._link() as link:
            journal = Journal(link)
            return journal.last(), journal.next()

    def version(self) -> int:
        with self._link() as link, link.words():
            return link.backend.version(link.connection)
