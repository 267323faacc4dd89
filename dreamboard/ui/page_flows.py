"""The windows beside the board: each opened once, read aside, and read anew after every change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from dreamboard.domain.book import ReachLog
from dreamboard.domain.idea_matches import Match, uses
from dreamboard.domain.model import Idea
from dreamboard.presentation.actions import Actions
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.changes import ChangeSet
from dreamboard.services.planning import load_ahead, plan_idea
from dreamboard.ui.card_flows import Means
from dreamboard.ui.dialogs.idea_sheet import IdeaSheet
from dreamboard.ui.pages.ideas_window import IdeasWindow
from dreamboard.ui.pages.page_window import PageWindow


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
