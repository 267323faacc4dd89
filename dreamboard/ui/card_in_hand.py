"""What is beside the board follows the selected card, and the day follows every change."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from dreamboard.domain.suggestion import Evidence
from dreamboard.presentation.board.presenter import BoardPresenter, Selection
from dreamboard.presentation.suggester import PAINT_MS, Suggester
from dreamboard.presentation.timeline_model import TimelineModel
from dreamboard.presentation.today_model import TodayModel
from dreamboard.services.changes import ChangeSet
from dreamboard.services.ports import Clock, Queries
from dreamboard.services.read_models import Counts, TimelineScope
from dreamboard.ui.main_window import Parts

SETTLE_MS: Final = 30
"""Arrow keys held down go through thirty cards a second: the panes follow when they rest."""
FIGURES_MS: Final = 120
"""The figures and the day's queue are of the whole board: they are worked out when the actions rest."""


class CardInHand(QObject):
    """Keeps next touch, timeline and the day's queue in step with selection and changes."""

    def __init__(
        self,
        parts: Parts,
        presenter: BoardPresenter,
        suggester: Suggester,
        today: TodayModel,
        timeline: TimelineModel,
        queries: Queries,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._presenter = presenter
        self._suggester = suggester
        self._today = today
        self._timeline = timeline
        self._queries = queries
        self._clock = clock
        self._pursuit_id: int | None = None
        self._counts = Counts()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._show_card)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(FIGURES_MS)
        self._recount.timeout.connect(self._count)
        self._untold: list[ChangeSet] = []
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(PAINT_MS)
        self._tell.timeout.connect(self._tell_timeline)

    @property
    def pursuit_id(self) -> int | None:
        """The card that the panes show."""
        return self._pursuit_id

    @property
    def account_id(self) -> int | None:
        """Its account."""
        card = self._presenter.model.card(self._pursuit_id) if self._pursuit_id is not None else None
        return card.account_id if card is not None else None

    @property
    def waiting(self) -> bool:
        """Whether the panes have yet to follow."""
        return any(timer.isActive() for timer in (self._settle, self._recount, self._tell))

    def follow_selection(self, selection: Selection) -> None:
        """Another card, or none."""
        if selection.current != self._pursuit_id:
            self._pursuit_id = selection.current
            self._settle.start()

    def follow(self, changes: ChangeSet) -> None:
        """After a change: the timeline, the figures, and the card's panes if it changed; the board's repaint
        waits for none of them."""
        self._untold.append(changes)
        self._tell.start()
        self._recount.start()
        if changes.bulk or self._pursuit_id in changes.pursuits or self.account_id in changes.accounts:
            self._settle.start()

    def follow_suggestions(self, pursuit_ids: frozenset[int]) -> None:
        """Suggestions were worked out anew."""
        self._presenter.model.retell(pursuit_ids)
        if self._pursuit_id in pursuit_ids and not self._settle.isActive():
            self._show_suggestion()

    def show_evidence(self, evidence: Evidence) -> None:
        """The touches a reason rests on, in the timeline."""
        self._parts.timeline.highlight(evidence)

    def recount(self) -> None:
        """Ask for the figures soon."""
        self._recount.start()

    def stop(self) -> None:
        """Ask the board no more."""
        for timer in (self._settle, self._recount, self._tell):
            timer.stop()

    def _tell_timeline(self) -> None:
        untold, self._untold = self._untold, []
        for changes in untold:
            self._timeline.apply(changes)

    def _show_card(self) -> None:
        card = self._presenter.model.card(self._pursuit_id) if self._pursuit_id is not None else None
        scope = TimelineScope(card.account_id, card.id) if card is not None else None
        self._parts.timeline.show_scope(scope)
        for panel in (self._parts.today, self._parts.day):
            panel.show_current(card.id if card is not None else None)
        self._show_suggestion()

    def _show_suggestion(self) -> None:
        panel = self._parts.next_touch
        card = self._presenter.model.card(self._pursuit_id) if self._pursuit_id is not None else None
        if card is None:
            panel.show_nothing()
            return
        suggestion = self._suggester.suggestion(card.id)
        if suggestion is None:
            panel.show_nothing(card.account)
        else:
            panel.show_suggestion(suggestion)

    def _count(self) -> None:
        self._counts = self._queries.counts(self._clock.today())
        shown = self._presenter.model.count_in_sight if self._presenter.model.filter.active else None
        self._parts.status.show_counts(self._counts, shown)
        self._show_day()

    def _show_day(self) -> None:
        """The queue anew, once every card's suggestion is known: a queue in the making would tell lies."""
        if not self._suggester.settled:
            return
        day = self._suggester.day(self._counts.done_today)
        self._today.show(day, self._counts.done_today)
        self._parts.top_bar.show_waiting(len(day.queue))
