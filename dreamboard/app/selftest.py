"""The installed program tries itself out: a window on a board of its own, driven as a hand would."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dreamboard import __version__
from dreamboard.app.cli_print import safe
from dreamboard.app.screen import missing_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from dreamboard.app.workspace import Workspace
    from dreamboard.presentation.preferences import Preferences
    from dreamboard.ui.theme import Theme

PATIENCE: Final = 20.0
"""Seconds that the window may take for one step, on a slow machine under load."""
ACCOUNT: Final = "Selftest Freight"
LINE: Final = "call spoke selftest: all is well"


def run(picture: Path | None = None) -> int:
    """Print what is found, line by line; 0 when all is well. ``picture`` is where the screenshot goes."""
    if missing_screen(sys.platform, os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    report = Report()
    report.note(f"Dreamboard {__version__}, Python {platform.python_version()}, {platform.platform()}")
    with tempfile.TemporaryDirectory(prefix="dreamboard-self-test-", ignore_cleanup_errors=True) as folder:
        try:
            _drive(Path(folder), picture, report)
        except Exception:  # whatever it is, it is a finding
            report.found("the program runs through", ok=False)
            report.note(traceback.format_exc())
    report.note("All is well." if report.well else "Something is not as it should be.")
    return 0 if report.well else 1


class Report:
    """Findings, each printed as it comes."""

    def __init__(self) -> None:
        self.well = True

    def found(self, what: str, *, ok: bool) -> None:
        """Something was looked at."""
        self.well = self.well and ok
        self._print(f"{'ok ' if ok else 'BAD'}  {what}")

    def note(self, text: str) -> None:
        """Something worth knowing."""
        for line in text.rstrip().splitlines():
            self._print(line)

    @staticmethod
    def _print(line: str) -> None:
        # Even a terminal of another alphabet gets the finding.
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        print(safe(line).encode(encoding, "replace").decode(encoding), flush=True)


def _drive(folder: Path, picture: Path | None, report: Report) -> None:
    # Qt is first loaded here: what it needs may be missing, and that is a finding.
    from PySide6 import __version__ as binding
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from dreamboard.app.clock import SystemClock
    from dreamboard.app.sample import make_sample
    from dreamboard.app.workspace import open_workspace
    from dreamboard.presentation.preferences import Preferences
    from dreamboard.ui.theme import Theme

    qInstallMessageHandler(lambda _kind, _where, text: _heard(text, report))
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    report.note(f"PySide6 {binding}, platform {application.platformName()}")
    clock = SystemClock()
    board = folder / "board.dreamboard"
    make_sample(board, clock)
    workspace = open_workspace(board, clock)
    report.found(
        f"a board is made and opened: {workspace.queries.counts(clock.today()).cards} cards", ok=True
    )
    preferences = Preferences(folder / "window.ini")
    hand = Hand(application, workspace, Theme(application), preferences)
    try:
        _work(hand, report)
        _take_picture(hand, picture, report)
    finally:
        hand.close()
        qInstallMessageHandler(None)
    _look_at_the_file(board, report)


def _heard(text: str, report: Report) -> None:
    """What Qt says; of itself without a screen it says too much."""
    if not text.startswith("This plugin does not support"):
        report.note(f"Qt: {text}")


class Hand:
    """The window, and the few things that are done to it."""

    def __init__(
        self, application: QApplication, workspace: Workspace, theme: Theme, preferences: Preferences
    ):
        from dreamboard.app.bootstrap import furnish
        from dreamboard.ui.main_window import MainWindow

        self.application = application
        self.workspace = workspace
        self.window = MainWindow()
        self.window.show()
        self.shell = furnish(self.window, application, workspace, theme, preferences)
        self.window.activateWindow()

    def until(self, true: Callable[[], bool]) -> bool:
        """Let the window work until something is so; whether it came to be."""
        from PySide6.QtCore import QDeadlineTimer
        from PySide6.QtTest import QTest

        deadline = QDeadlineTimer(int(PATIENCE * 1000))
        while not true():
            if deadline.hasExpired():
                return False
            QTest.qWait(20)
        return True

    def laid_out(self) -> bool:
        """Whether the columns have come to stand side by side."""
        columns = self.window.parts.board.columns()
        return self.window.isVisible() and columns[-1].x() > columns[0].x()

    def stage_of(self, pursuit_id: int) -> str:
        """The column a card is in on the disk."""
        from dreamboard.domain.model import Pursuit, Stage

        rows = self.workspace.queries
        return rows.row(Stage, rows.row(Pursuit, pursuit_id).stage_id).name

    def drop(self, pursuit_id: int, slug: str) -> None:
        """Let a card go over a column: the half of a drag that changes something."""
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

        view = self.window.parts.board
        model = self.shell.presenter.model.column_of(pursuit_id)
        target = next(column for column in view.columns() if column.model.column.slug == slug)
        assert model is not None
        view.ensureWidgetVisible(target)
        data = model.mimeData([model.index_of(pursuit_id)])
        at = view.viewport().mapFromGlobal(
            target.mapToGlobal(QPoint(target.width() // 2, target.height() // 2))
        )
        rest = (
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        with warnings.catch_warnings():
            # Qt has no other constructor; the binding takes it for the deprecated one of the base class.
            warnings.simplefilter("ignore", DeprecationWarning)
            events = QDragEnterEvent(at, *rest), QDragMoveEvent(at, *rest), QDropEvent(QPointF(at), *rest)
        for event in events:
            self.application.sendEvent(view.viewport(), event)

    def log(self, line: str) -> bool:
        """Open the quick log with its key, type a line and press Return."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QDialog, QLineEdit

        def sheet() -> QDialog | None:
            found = self.window.findChild(QDialog, "quickLog")
            return found if isinstance(found, QDialog) and found.isVisible() else None

        self.shell.actions["log"].trigger()
        if not self.until(lambda: sheet() is not None):
            return False
        opened = sheet()
        assert opened is not None
        typed = opened.findChild(QLineEdit, "quickLogLine")
        assert isinstance(typed, QLineEdit)
        QTest.keyClicks(typed, line)
        QTest.qWait(50)
        QTest.keyClick(typed, Qt.Key.Key_Return)
        return self.until(lambda: sheet() is None)

    def close(self) -> None:
        """The window goes, and lets go of the board."""
        self.window.close()
        self.shell.close()
        self.window.deleteLater()


def _work(hand: Hand, report: Report) -> None:
    from dreamboard.domain.model import Pursuit
    from dreamboard.services.commands import AddPursuit

    queries, clock = hand.workspace.queries, hand.workspace.clock
    count = queries.counts(clock.today()).cards
    before = queries.board(clock.today())
    painted = hand.until(lambda: hand.laid_out() and len(hand.shell.presenter.model.ids()) == count)
    report.found(f"the window shows all {count} cards", ok=painted)
    done = hand.shell.bridge.run(AddPursuit(ACCOUNT, value_minor=10_000_000))
    pursuit_id = done.made[0] if done else 0
    added = hand.until(lambda: pursuit_id in hand.shell.presenter.model.ids())
    report.found(f"a card is added: {ACCOUNT}", ok=added)
    if not added:
        return
    hand.drop(pursuit_id, "pursuing")
    moved = hand.until(lambda: hand.stage_of(pursuit_id) == "Pursuing")
    report.found("a card dropped on another column moves there, on the disk too", ok=moved)
    named = hand.until(lambda: any(each.name == ACCOUNT for each in hand.shell.names.naming().accounts))
    logged = named and hand.log(LINE)
    logged = logged and hand.until(lambda: queries.row(Pursuit, pursuit_id).touch_count == 1)
    report.found("a line typed into the quick log is a touch", ok=logged)
    suggested = hand.until(lambda: hand.shell.suggester.known(pursuit_id) is not None)
    report.found("the next touch is proposed", ok=suggested)
    for _ in range(3):
        hand.shell.actions["undo"].trigger()
    undone = hand.until(lambda: queries.board(clock.today()) == before)
    report.found("undo brings the board back to how it was", ok=undone)


def _take_picture(hand: Hand, picture: Path | None, report: Report) -> None:
    from PySide6.QtTest import QTest

    hand.window.parts.board.go_to_column(1)
    hand.window.parts.board.go_to_column(2)
    if picture is None:
        handle, name = tempfile.mkstemp(prefix="dreamboard-self-test-", suffix=".png")
        os.close(handle)
        picture = Path(name)
    hand.until(lambda: hand.shell.suggester.settled)
    QTest.qWait(300)
    grabbed = hand.window.grab()
    saved = grabbed.save(str(picture), "PNG") and picture.stat().st_size > 0
    report.found(f"a screenshot of {grabbed.width()} × {grabbed.height()} points: {picture}", ok=saved)


def _look_at_the_file(board: Path, report: Report) -> None:
    from dreamboard.store.doctor import examine

    findings = examine(board)
    for finding in findings:
        if not finding.ok:
            report.note(finding.text)
    report.found("the file left behind is whole", ok=all(finding.ok for finding in findings))
