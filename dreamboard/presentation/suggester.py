"""Keeps a suggestion for every card, worked out at idle, in slices; a changed card costs its own work.

Nothing is worked out before the board is painted. What a rep looks at comes first, then the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from dreamboard.domain.book import Book, ReachLog
from dreamboard.domain.model import Idea, Stage, Touch
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Day, Sentence, Suggestion
from dreamboard.presentation.figures import long_date
from dreamboard.services.changes import ChangeSet
from dreamboard.services.commands import LogTouch
from dreamboard.services.ports import Clock, Queries

SLICE_S: Final = 0.006
"""A slice's share of a frame (16 ms), in seconds: the rest is the window's."""
_FIRST_SLICE: Final = 4
_LARGEST_SLICE: Final = 64
PAINT_MS: Final = 50
"""After a change the window is painted first, in turns of its own and on slow machines too: nobody misses
these milliseconds, but a card of thousands of touches takes a tenth of a second to think about."""
_DAY_CHECK_MS: Final = 30_000


class Suggester(QObject):
    """Suggestions by pursuit, and the day made of them."""

    suggested = Signal(object)  # frozenset[int]: pursuits whose suggestion was worked out anew
    day_changed = Signal()  # the queue may look different
    date_changed = Signal()  # midnight has passed

    def __init__(
        self, queries: Queries, settings: Settings, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._queries = queries
        self._settings = settings
        self._clock = clock
        self._reach: ReachLog | None = None
        self._known: dict[int, Suggestion | None] = {}  # None: there is nothing to propose
        self._stale: dict[int, None] = {}  # in the order they are to be worked out
        self._today = clock.today()
        self._slice = _FIRST_SLICE
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._work)
        self._calendar = QTimer(self)
        self._calendar.setInterval(_DAY_CHECK_MS)
        self._calendar.timeout.connect(self.look_at_calendar)

    @property
    def settings(self) -> Settings:
        """The numbers the rules go by."""
        return self._settings

    @property
    def settled(self) -> bool:
        """Whether every card's suggestion is known."""
        return self._reach is not None and not self._stale

    def start(self, pursuit_ids: Iterable[int], reach: ReachLog) -> None:
        """Work out these cards, the first ones first. ``reach`` is the log as it stands."""
        self._reach = reach
        self._known.clear()
        self._stale = dict.fromkeys(pursuit_ids)
        self._calendar.start()
        self._idle.start()

    def stop(self) -> None:
        """Work no more."""
        self._idle.stop()
        self._calendar.stop()

    def use(self, settings: Settings) -> None:
        """Other numbers: everything is worked out anew."""
        self._settings = settings
        self._restart([*self._known, *self._stale])

    def follow(self, changes: ChangeSet, pursuit_ids: Iterable[int]) -> None:
        """After a change: what it touches is stale, and with columns and ideas, which every card may rest on,
        all of it. ``pursuit_ids`` are the cards there are now, asked for only then."""
        if changes.bulk or changes.of(Stage) or changes.of(Idea):
            self._restart(pursuit_ids)
            return
        for pursuit_id in changes.pursuits:
            self._stale[pursuit_id] = None
        if self._stale and self._reach is not None:
            self._idle.start(PAINT_MS)

    def suggestion(self, pursuit_id: int) -> Suggestion | None:
        """The suggestion of one card, worked out now if it is not known."""
        if pursuit_id in self._stale or pursuit_id not in self._known:
            self._work_out((pursuit_id,))
        return self._known.get(pursuit_id)

    def known(self, pursuit_id: int) -> Suggestion | None:
        """The suggestion of one card if it has been worked out; never any work."""
        return self._known.get(pursuit_id)

    def all_known(self) -> tuple[Suggestion, ...]:
        """Every suggestion that has been worked out."""
        return tuple(each for each in self._known.values() if each is not None)

    def consequence(self, draft: LogTouch) -> Sentence:
        """What would be proposed next on its card if this touch were logged; empty when it has no card."""
        if draft.pursuit_id is None:
            return Sentence("")
        if draft.next_on is not None:
            day = long_date(draft.next_on, self._clock.today())
            return Sentence("next on {day}, as you say", {"day": day})
        from dreamboard.domain.engine import after

        touch = Touch(
            id=0,
            at=draft.at or self._clock.now(),
            channel=draft.channel,
            direction=draft.direction,
            outcome=draft.outcome,
            account_id=draft.account_id,
            contact_id=draft.contact_id,
            pursuit_id=draft.pursuit_id,
            intent=draft.intent,
            idea_id=draft.idea_id,
            quote_id=draft.quote_id,
            play=draft.play,
        )
        book: Book = self._queries.book((draft.pursuit_id,), self._reach)
        return after(book.dossiers[0], touch, book, self._clock.now(), self._settings)

    def day(self, done_today: int) -> Day:
        """Today's queue from what is known so far; ``done_today`` touches already count against the cap."""
        from dreamboard.domain.day import arrange

        return arrange(self.all_known(), self._today, self._settings, done=done_today)

    def look_at_calendar(self) -> None:
        """After midnight everything is asked anew."""
        today = self._clock.today()
        if today != self._today:
            self._today = today
            self._restart([*self._known, *self._stale])
            self.date_changed.emit()

    @property
    def today(self) -> date:
        """The day the suggestions are for."""
        return self._today

    def _restart(self, pursuit_ids: Iterable[int]) -> None:
        self._stale = dict.fromkeys(pursuit_ids)
        gone = self._known.keys() - self._stale.keys()
        for pursuit_id in gone:
            del self._known[pursuit_id]
        if self._reach is not None:
            self._idle.start()
        if gone:
            self.day_changed.emit()

    def _work(self) -> None:
        self._idle.setInterval(0)
        slice_ids = tuple(pursuit_id for pursuit_id, _ in zip(self._stale, range(self._slice), strict=False))
        if slice_ids:
            began = perf_counter()
            self._work_out(slice_ids)
            spent = perf_counter() - began
            grown = self._slice * 2 if spent < SLICE_S / 2 else self._slice
            self._slice = max(1, min(_LARGEST_SLICE, self._slice // 2 if spent > SLICE_S else grown))
        if not self._stale:
            self._idle.stop()
            self.day_changed.emit()

    def _work_out(self, pursuit_ids: tuple[int, ...]) -> None:
        # The plays are many modules: nothing is worked out before the board is painted, nor are they loaded.
        from dreamboard.domain.engine import suggest

        book = self._queries.book(pursuit_ids, self._reach)
        found = {s.pursuit_id: s for s in suggest(book, self._clock.now(), self._settings)}
        for pursuit_id in pursuit_ids:
            self._stale.pop(pursuit_id, None)
            self._known[pursuit_id] = found.get(pursuit_id)
        self.suggested.emit(frozenset(pursuit_ids))
