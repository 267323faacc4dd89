"""The window: the board with its panes beside it, the day, and the page of figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:  # the window is painted before any of these is loaded; so late imports stand below
    from dreamboard.presentation.actions import Actions
    from dreamboard.ui.board.board_view import BoardView
    from dreamboard.ui.empty_board import EmptyBoard
    from dreamboard.ui.insights.page import InsightsPage
    from dreamboard.ui.next_touch_panel import NextTouchPanel
    from dreamboard.ui.status_line import StatusLine
    from dreamboard.ui.timeline.panel import TimelinePanel
    from dreamboard.ui.today_panel import TodayPanel
    from dreamboard.ui.top_bar import TopBar

SIDE_WIDTH: Final = 412
"""Pixels of the panes at the first start: a sentence of a reason takes two lines."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The widgets that the window arranges; each was given what it needs by ``app.bootstrap``."""

    top_bar: TopBar
    board: BoardView
    empty: EmptyBoard
    next_touch: NextTouchPanel
    today: TodayPanel
    day: TodayPanel
    timeline: TimelinePanel
    insights: InsightsPage
    status: StatusLine


class MainWindow(QMainWindow):
    """Arranges its parts, shows one page of them, and takes dropped files. It decides nothing.

    It can be shown before its parts are there: ``furnish`` puts them in.
    """

    painted = Signal()  # once, when it has first been painted
    filled = Signal()  # once, when it has been painted with its parts
    page_shown = Signal(str)  # of presentation.actions.PAGES
    files_dropped = Signal(object)  # list of paths
    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mainWindow")
        self.setWindowTitle("Dreamboard")
        self.setAccessibleName("Dreamboard")
        self.resize(1440, 900)
        self._page = "board"
        self._empty = False
        self._to_tell: list[SignalInstance] = [self.painted]

    def furnish(self, parts: Parts, actions: Actions) -> None:
        """Put everything into the window."""
        from dreamboard.ui.plain_text import PlainLabel
        from dreamboard.ui.snack_bar import SnackBar

        self.setAcceptDrops(True)
        self.parts = parts
        self._actions = actions
        self._pages = QStackedWidget(self)
        self._nothing_fits = PlainLabel(
            self.tr("No card fits. Empty the search line with Esc, or choose All and no tag."), style="muted"
        )
        self._nothing_fits.setObjectName("nothingFits")
        self._nothing_fits.setContentsMargins(16, 12, 16, 0)
        self._nothing_fits.hide()
        self._board = QWidget(self)
        stacked = QVBoxLayout(self._board)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self._nothing_fits)
        stacked.addWidget(parts.board, 1)
        self._pages.addWidget(self._board)
        self._day = QWidget(self)
        around = QVBoxLayout(self._day)
        around.setContentsMargins(12, 12, 6, 12)
        around.addWidget(parts.day)
        self._pages.addWidget(self._day)
        self._pages.addWidget(parts.insights)
        self._pages.addWidget(parts.empty)
        self._side = self._make_side()
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("panes")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(6)
        self._splitter.addWidget(self._pages)
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([1440 - SIDE_WIDTH, SIDE_WIDTH])
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(parts.top_bar)
        layout.addWidget(self._splitter, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(parts.status)
        self.snack = SnackBar(centre)
        self._make_menus()
        self._to_tell.append(self.filled)

    @property
    def page(self) -> str:
        """The page in sight, of ``PAGES``."""
        return self._page

    def show_page(self, page: str) -> None:
        """Board, today or insights."""
        self._page = page
        self.parts.top_bar.pages.choose(page)
        self._arrange()
        self.page_shown.emit(page)

    def show_empty(self, empty: bool) -> None:
        """Whether there is no card at all: the board's place then says how to begin."""
        if empty != self._empty:
            self._empty = empty
            self._arrange()

    def show_nothing_fits(self, nothing: bool) -> None:
        """Whether a filter leaves no card in sight: the board then says why, and the way out."""
        self._nothing_fits.setVisible(nothing)

    def show_side(self, shown: bool) -> None:
        """The panes beside the board."""
        self._actions["side_panes"].setChecked(shown)
        self._arrange()

    def show_undo(self, undo: str, redo: str) -> None:
        """What Undo and Redo would do; empty when there is nothing."""
        from dreamboard.ui.plain_text import control_text

        for name, step in (("undo", undo), ("redo", redo)):
            action = self._actions[name]
            base = self._actions.base_text(name)
            action.setText(f"{base} {control_text(step)}" if step else base)
            action.setEnabled(bool(step))

    def take_geometry(self, geometry: QByteArray) -> None:
        """Where and how large it was; what does not fit any screen of today is put right by Qt."""
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def shape(self) -> dict[str, QByteArray]:
        """Geometry and splitters, to be remembered."""
        return {
            "geometry": self.saveGeometry(),
            "panes": self._splitter.saveState(),
        }

    def take_panes(self, state: QByteArray) -> None:
        """The panes as wide as they were left."""
        if not state.isEmpty():
            self._splitter.restoreState(state)

    def come_to_front(self) -> None:
        """Somebody started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time, and of the first time with the parts."""
        super().paintEvent(event)
        while self._to_tell:
            self._to_tell.pop().emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from a file manager are imported; anything else is not the window's."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on once the drop is over."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already: nothing to ask."""
        self.closing.emit()
        super().closeEvent(event)

    def _make_side(self) -> QWidget:
        """The suggestion takes the height it needs, the timeline what is left."""
        side = QWidget(self)
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.parts.next_touch)
        column.addWidget(self.parts.today)
        column.addWidget(self.parts.timeline, 1)
        side.setMinimumWidth(300)
        return side

    def _make_menus(self) -> None:
        from dreamboard.presentation.actions import MENUS

        menus: dict[str, QMenu] = {}
        for title in MENUS:
            menus[title] = self.menuBar().addMenu(QCoreApplication.translate("actions", title))
        for spec, action in self._actions:
            if not spec.on_board:  # those are the board's own
                self.addAction(action)
            if spec.menu:
                if spec.separator_before:
                    menus[spec.menu].addSeparator()
                menus[spec.menu].addAction(action)
        for names in (
            ("by_stage", "by_when"),
            ("filter_all", "filter_dream", "filter_lost"),
            ("scheme_system", "scheme_light", "scheme_dark"),
        ):
            group = QActionGroup(self)
            for name in names:
                group.addAction(self._actions[name])

    def _arrange(self) -> None:
        parts = self.parts
        pages: dict[str, QWidget] = {"board": self._board, "today": self._day, "insights": parts.insights}
        page = pages[self._page]
        self._pages.setCurrentWidget(parts.empty if self._empty and page is not parts.insights else page)
        side: QAction = self._actions["side_panes"]
        self._side.setVisible(side.isChecked() and page is not parts.insights)
        # The day's page lists the queue in full; the short one beside it would say it twice.
        parts.today.setVisible(page is not self._day)
