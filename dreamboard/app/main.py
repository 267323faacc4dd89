"""Starts the window: one instance a board, painted first, filled as soon as the store is there.

What stands at the top here is all that a first paint needs; everything else is loaded after it.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dreamboard.app.crash import CrashHook
from dreamboard.app.paths import log_folder, make_private, preferences_file
from dreamboard.app.single_instance import SingleInstance, raise_other
from dreamboard.domain.errors import DreamboardError
from dreamboard.presentation.preferences import Preferences
from dreamboard.ui.main_window import MainWindow
from dreamboard.ui.theme import SchemeChoice, Theme

if TYPE_CHECKING:
    from dreamboard.app.bootstrap import Shell
    from dreamboard.app.workspace import Workspace

log = logging.getLogger(__name__)


class BoardOpener(threading.Thread):
    """Imports the store and opens the board while the window's parts are loaded: the store is what a start
    waits for. It begins when the window is painted; before that it would only take turns with the paint."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="open the board", daemon=True)
        self._path = path
        self._workspace: Workspace | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """On its own thread."""
        try:
            from dreamboard.app.clock import SystemClock
            from dreamboard.app.workspace import open_workspace

            # Whether the whole file is sound is looked at later, beside the window.
            self._workspace = open_workspace(self._path, SystemClock(), check=False)
        except BaseException as error:
            self._error = error

    def workspace(self) -> Workspace:
        """Wait for the board; from here on it is the calling thread's. Raises what opening it raised."""
        self.join()
        if self._error is not None:
            raise self._error
        assert self._workspace is not None
        self._workspace.board.settle()
        return self._workspace


class Start(QObject):
    """The start, from a painted window to a filled board; keeps what lives as long as the window."""

    filled = Signal()  # the board is in the window, and painted
    start_again = Signal()  # the board's file is another one now

    def __init__(self, application: QApplication, path: Path) -> None:
        super().__init__(application)
        self._application = application
        self._opener = BoardOpener(path)
        self._path = path
        self.preferences = Preferences(make_private(preferences_file().parent) / preferences_file().name)
        self.theme = theme_of(application, self.preferences)
        self.window = MainWindow()
        self.window.take_geometry(self.preferences.state("geometry"))
        self.shell: Shell | None = None

    def show(self) -> None:
        """Paint the empty window now, and fill it when the event loop has done so."""
        self.window.painted.connect(self._begin)
        self.window.show()

    def fill(self) -> None:
        """Put the board into the window; a board that cannot be opened is told, and the program ends."""
        from dreamboard.app.bootstrap import furnish

        try:
            workspace = self._opener.workspace()
        except DreamboardError as error:
            self._give_up(error)
            return
        try:
            self.shell = furnish(self.window, self._application, workspace, self.theme, self.preferences)
        except Exception:
            workspace.close()
            try:
                self._check_file()  # a damaged file may break anything that reads it
            except DreamboardError as damaged:
                self._give_up(damaged)
                return
            raise
        self.shell.does.files.restore_wanted.connect(self.restore)
        self.shell.at_rest.timeout.connect(self._look_after_file)
        self.window.closing.connect(self.end)

    def end(self) -> None:
        """The window goes: stop what runs."""
        if self.shell is not None:
            self.shell.close()
            self.shell = None

    def restore(self, backup: Path) -> None:
        """Put a backup in the board's place: the board is closed for it, and opened again by a new start."""
        from dreamboard.app.clock import SystemClock
        from dreamboard.store.backup import restore

        self.end()
        try:
            restore(self._path, backup, SystemClock().now())
        except DreamboardError as error:
            self._refuse(str(error))
            return
        self.start_again.emit()

    def _begin(self) -> None:
        """The window is painted: get the board, and meanwhile what shows it."""
        from dreamboard.app.logs import start_log

        self._opener.start()
        start_log()
        QTimer.singleShot(0, self, self.fill)

    def _look_after_file(self) -> None:
        """The board is painted: is the whole file sound, and is a backup due?"""
        self.filled.emit()
        if self.shell is not None:
            job = self.shell.jobs.start(lambda _progress: self._check_file())
            job.finished.connect(lambda _whole: self._back_up())
            job.failed.connect(self._close_damaged)

    def _check_file(self) -> None:
        from dreamboard.store.open import check_board

        check_board(self._path)

    def _back_up(self) -> None:
        if self.shell is not None:
            self.shell.does.files.back_up_if_due()

    def _close_damaged(self, text: str) -> None:
        self.end()
        self._refuse(text)

    def _give_up(self, error: DreamboardError) -> None:
        log.error("the board could not be opened: %s", type(error).__name__)
        self._refuse(str(error))

    def _refuse(self, text: str) -> None:
        from dreamboard.ui.plain_text import BoxIcon, message_box

        box = message_box(self.window, "Dreamboard", text, icon=BoxIcon.Warning)
        box.finished.connect(lambda _code: self._application.exit(1))
        box.open()


def theme_of(application: QApplication, preferences: Preferences) -> Theme:
    """The look the rep chose last."""
    try:
        scheme = SchemeChoice(preferences.text("scheme", SchemeChoice.SYSTEM))
        scale = float(preferences.text("text_scale", "1"))
    except ValueError:
        scheme, scale = SchemeChoice.SYSTEM, 1.0
    return Theme(application, scheme, text_scale=scale)


def run(path: Path, filled: Callable[[], None] = lambda: None) -> int:
    """Open the window on a board; the program's exit code. ``filled`` is called once the board is painted."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Dreamboard")
    application.setDesktopFileName("dreamboard")
    if raise_other(path):
        return 0
    instance = SingleInstance(path)
    start = Start(application, path)
    start.filled.connect(filled)
    instance.raise_wanted.connect(start.window.come_to_front)

    def start_again() -> None:
        from PySide6.QtCore import QProcess

        instance.close()
        QProcess.startDetached(sys.executable, ["-m", "dreamboard", "--board", str(path)])
        application.quit()

    start.start_again.connect(start_again)
    hook = CrashHook(lambda report: _show_crash(report, start.window))
    hook.install()
    start.show()
    try:
        return application.exec()
    finally:
        start.end()
        hook.remove()
        instance.close()
        from dreamboard.app.logs import stop_log

        stop_log()


def _show_crash(report: str, window: MainWindow) -> None:
    """Tell of a failure; while one is told, the next are only logged."""
    from dreamboard.ui.dialogs.crash_window import CrashWindow

    if window.findChild(CrashWindow) is not None:
        return
    dialog = CrashWindow(report, log_folder(), window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
