"""The windows beside the board: each opened once, read aside, and read anew after every change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from dreamboard.domain.book import ReachLog
from dreamboard.domain.desk import Desk, desk_of
from dreamboard.domain.engine import Considered, candidates
from dreamboard.domain.first_moves import Losses, LostCard, losses
from dreamboard.domain.forecast import forecast, too_much
from dreamboard.domain.idea_matches import Match, uses
from dreamboard.domain.model import Idea, Quote, Round
from dreamboard.domain.rhythm import rhythm_of
from dreamboard.domain.values import RoundOutcome
from dreamboard.presentation.actions import Actions
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.changes import ChangeSet
from dreamboard.services.planning import (
    days_of_first_moves,
    load_ahead,
    plan_first_moves,
    plan_idea,
    plan_spread,
)
from dreamboard.services.read_models import CardView
from dreamboard.services.rhythm_change import RhythmChange
from dreamboard.ui.card_flows import Means
from dreamboard.ui.dialogs.idea_sheet import IdeaSheet
from dreamboard.ui.dialogs.settings_sheet import SettingsSheet
from dreamboard.ui.pages.desk_window import DeskWindow
from dreamboard.ui.pages.first_moves_window import FirstMovesWindow
from dreamboard.ui.pages.ideas_window import IdeasWindow
from dreamboard.ui.pages.page_window import PageWindow
from dreamboard.ui.pages.rhythm_scopes import scopes
from dreamboard.ui.pages.why_window import WhyWindow
from dreamboard.ui.pages.workload_window import Ahead, Scope, WorkloadWindow

if TYPE_CHECKING:
    from dreamboard.services.doubles import Double


class PageFlows(QObject):
    """Opens the windows and does what they ask for."""

    card_wanted = Signal(int)  # a pursuit's id: select that card

    def __init__(self, means: Means, jobs: Jobs, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._means = means
        self._jobs = jobs
        self._shared: tuple[QAction, ...] = (actions["undo"], actions["redo"])
        self._open: dict[str, PageWindow] = {}

    def follow(self, changes: ChangeSet) -> None:
        """After a change: what is open reads anew."""
        for window in self._open.values():
            window.refresh()

    def ideas(self) -> None:
        """The library of ideas."""
        self._show("ideas", self._make_ideas)

    def desk(self) -> None:
        """Money on the desk."""
        self._show("desk", self._make_desk)

    def first_moves(self) -> None:
        """Deals lost lately."""
        self._show("first_moves", self._make_first_moves)

    def why(self) -> None:
        """What else was considered for the selected card; without one, nothing."""
        means = self._means
        current = means.presenter.selection.current
        card = means.presenter.model.card(current) if current is not None else None
        if card is None:
            return
        if (window := self._open.get("why")) is not None:
            window.close()
        self._show("why", lambda: self._make_why(card))

    def workload(self) -> None:
        """The weeks ahead."""
        self._show("workload", self._make_workload)

    def doubles(self) -> None:
        """Records that may be one."""
        self._show("doubles", self._make_doubles)

    def merge_with(self) -> None:
        """The selected card's account, or one of its contacts, beside another; without a card, nothing."""
        means = self._means
        current = means.presenter.selection.current
        card = means.presenter.model.card(current) if current is not None else None
        if card is None:
            return
        from dreamboard.ui.dialogs.merge_sheet import MergeSheet

        sheet = MergeSheet(means.queries.account(card.account_id), means.names.naming(), means.window)
        means.open(sheet, lambda: self._compare(sheet.pair))

    def settings(self) -> None:
        """The numbers the rules go by."""
        means = self._means
        means.open(SettingsSheet(means.settings, means.bridge.run, means.window))

    def _make_ideas(self) -> PageWindow:
        means = self._means
        window = IdeasWindow(means.clock, means.bridge.run, self._jobs, self._shared, means.window)
        window.add_wanted.connect(lambda: self._open_idea(window, None))
        window.edit_wanted.connect(lambda idea: self._open_idea(window, idea))
        window.plan_wanted.connect(self._plan_idea)
        queries, clock, settings = means.queries, means.clock, means.suggester
        window.read_by(
            lambda: uses(queries.rows(Idea), queries.book(None, ReachLog()), clock.now(), settings.settings)
        )
        return window

    def _make_desk(self) -> PageWindow:
        means = self._means

        def read(days: int) -> Desk:
            quotes = means.queries.rows(Quote)
            with_open = {quote.pursuit_id for quote in quotes if quote.outcome is None}
            book = means.queries.book(with_open, ReachLog())
            return desk_of(book, quotes, means.clock.now(), means.settings, days)

        return DeskWindow(read, means.clock, means.bridge.run, self._jobs, self._shared, means.window)

    def _make_first_moves(self) -> PageWindow:
        means = self._means

        def read(months: int) -> Losses:
            rounds = means.queries.rows(Round)
            lost = {each.pursuit_id for each in rounds if each.outcome is RoundOutcome.LOST}
            book = means.queries.book(lost, ReachLog())
            return losses(book, means.clock.now(), means.settings, months)

        window = FirstMovesWindow(
            read,
            self._days_for,
            means.clock,
            self._jobs,
            self._shared,
            means.window,
            months=means.settings.first_move_months,
        )
        window.plan_wanted.connect(self._plan_first_moves)
        return window

    def _make_workload(self) -> PageWindow:
        means = self._means

        def read(change: RhythmChange | None) -> Ahead:
            book, at, settings = means.queries.book(None, ReachLog()), means.clock.now(), means.settings
            now = forecast(book, at, settings)
            then = None
            if change is not None:
                changed_book, changed_settings = change.applied(book, settings)
                then = forecast(changed_book, at, changed_settings)
            moving = too_much(now.suggestions, means.clock.today(), settings)
            return Ahead(now, then, settings.day_cap, len(moving))

        window = WorkloadWindow(
            read, self._scopes(), means.clock, means.theme, self._jobs, self._shared, means.window
        )
        window.change_wanted.connect(lambda change: means.bridge.run(change.command(means.settings)))
        window.spread_wanted.connect(self._spread)
        return window

    def _scopes(self) -> list[Scope]:
        means = self._means
        model, current = means.presenter.model, means.presenter.selection.current
        card = model.card(current) if current is not None else None
        rhythm = None
        if card is not None:
            dossiers = means.queries.book((card.id,), ReachLog()).dossiers
            rhythm = rhythm_of(dossiers[0], means.settings).rhythm if dossiers else None
        return scopes(card, rhythm, model.stages.values(), model.tags(), means.settings)

    def _spread(self) -> None:
        means = self._means
        today = means.clock.today()
        means.bridge.run(plan_spread(means.suggester.all_known(), today, means.settings))

    def _make_why(self, card: CardView) -> PageWindow:
        means = self._means
        window = WhyWindow(card.account, means.clock, self._jobs, self._shared, means.window)

        def read() -> list[Considered]:
            book = means.queries.book((card.id,))
            found = [candidates(d, book, means.clock.now(), means.settings) for d in book.dossiers]
            return found[0] if found else []

        window.read_by(read)
        return window

    def _make_doubles(self) -> PageWindow:
        # Names are compared by a library that a start does without.
        from dreamboard.presentation.double_words import compared
        from dreamboard.services.doubles import find_doubles, read_records
        from dreamboard.ui.pages.doubles_window import DoublesWindow

        means = self._means
        queries = means.queries
        return DoublesWindow(
            lambda step: find_doubles(read_records(queries), step),
            lambda pair: compared(pair, queries),
            means.clock,
            means.bridge.run,
            self._jobs,
            self._shared,
            means.window,
        )

    def _compare(self, pair: Double | None) -> None:
        from dreamboard.ui.pages.doubles_window import DoublesWindow

        self.doubles()
        window = self._open["doubles"]
        if isinstance(window, DoublesWindow) and pair is not None:
            window.show_chosen(pair)

    def _days_for(self, cards: Sequence[LostCard]) -> list[date]:
        load = self._load([card.pursuit_id for card in cards])
        return days_of_first_moves(cards, load, self._means.clock.today(), self._means.settings)

    def _plan_first_moves(self, cards: Sequence[LostCard]) -> None:
        means = self._means
        load = self._load([card.pursuit_id for card in cards])
        means.bridge.run(plan_first_moves(cards, load, means.clock.today(), means.settings))

    def _open_idea(self, window: IdeasWindow, idea: Idea | None) -> None:
        def run(command: object) -> object:
            done = self._means.bridge.run(command)
            if done is not None and done.made:
                window.select(done.made[0])
            return done

        self._means.open(IdeaSheet(run, window, editing=idea))

    def _plan_idea(self, idea: Idea, matches: tuple[Match, ...]) -> None:
        means = self._means
        load = self._load([match.pursuit_id for match in matches])
        means.bridge.run(plan_idea(idea, matches, load, means.clock.today(), means.settings))

    def _load(self, without: Collection[int]) -> Mapping[date, int]:
        return load_ahead(self._means.suggester.all_known(), self._means.clock.today(), without)

    def _show(self, name: str, make: Callable[[], PageWindow]) -> None:
        window = self._open.get(name)
        if window is None:
            window = self._open[name] = make()
            window.card_wanted.connect(self.card_wanted)
            self._means.bridge.refused.connect(window.tell)
            window.finished.connect(lambda _code: self._close(name))
        window.open_beside()

    def _close(self, name: str) -> None:
        self._open.pop(name).deleteLater()
