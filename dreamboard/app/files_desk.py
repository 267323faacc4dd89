"""Files in and out of the window: other boards, imports, exports, backups, the trash."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QFileDialog

from dreamboard.app.workspace import Workspace
from dreamboard.presentation.jobs import Jobs
from dreamboard.ui.card_flows import Means
from dreamboard.ui.main_window import MainWindow

_BOARDS = "*.dreamboard"


class FilesDesk(QObject):
    """Opens the windows that read and write files. Another board opens in a program of its own, so that one
    window is one board."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, means: Means, jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._means = means
        self._jobs = jobs

    def choose_board(self) -> None:
        """Another board, chosen."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a board"),
            str(self._workspace.path.parent),
            self.tr("Boards ({pattern})").format(pattern=_BOARDS),
        )
        if path:
            self._start("--board", path)

    def open_sample(self) -> None:
        """The sample board; never the rep's own."""
        self._start("demo")

    def import_files(self, paths: list[str]) -> None:
        """Bring files in."""

    def choose_import(self) -> None:
        """Bring files in, chosen."""

    def choose_export(self) -> None:
        """Take everything out."""

    def show_backups(self) -> None:
        """The backups of this board."""

    def show_trash(self) -> None:
        """What was deleted and retired."""

    def _start(self, *arguments: str) -> None:
        if not QProcess.startDetached(sys.executable, ["-m", "dreamboard", *arguments], str(Path.cwd()))[0]:
            self._means.bridge.refused.emit(self.tr("The other board could not be opened in a new window."))
