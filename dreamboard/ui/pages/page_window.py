"""What every window beside the board is: read aside, read anew after every change, and never in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dreamboard.presentation.jobs import Job, Jobs
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

_SHARE_OF_SCREEN = 0.92

Read = Callable[[], Any]
"""Reads what a window shows; on another thread, so it touches no widget."""


class PageWindow(QDialog):
    """Stays open beside the board, which goes on working. Esc closes it; undo and redo work in it too.

    Subclasses fill ``body`` and override ``show_found``.
    """

    card_wanted = Signal(int)  # a pursuit's id: select that card

    def __init__(
        self,
        title: str,
        lead: str,
        jobs: Jobs,
        shared: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """``shared`` are actions of the main window whose keys work here too."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty("sheet", True)
        self.setAccessibleName(title)
        self.addActions(list(shared))
        self._jobs = jobs
        self._job: Job | None = None
        self._stale = False
        self._was_read = False
        self._read: Read = lambda: None
        self.lead = PlainLabel(lead, style="muted", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._problem = PlainLabel(style="problem", wrap=True)
        self._problem.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        close = KeyHintButton(self.tr("Close"), "Esc", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        whole.setSpacing(10)
        whole.addWidget(PlainLabel(title, style="title"))
        whole.addWidget(self.lead)
        whole.addLayout(self.body, 1)
        whole.addWidget(self._problem)
        whole.addLayout(self.buttons)

    @property
    def was_read(self) -> bool:
        """Whether it has shown anything yet."""
        return self._was_read

    def show_found(self, found: Any) -> None:
        """What ``read`` gave."""
        raise NotImplementedError

    def read_by(self, read: Read) -> None:
        """What reads what is shown; at once, and after every change."""
        self._read = read
        self.refresh()

    def start_reading(self, read: Read) -> Job:
        """Put a reading on the pool; a window that tells how far it is overrides this."""
        return self._jobs.start(lambda _progress: read())

    def refresh(self) -> None:
        """Read anew. While one reading is under way, one more follows it, however often this is asked."""
        if self._job is not None:
            self._stale = True
            return
        self._stale = False
        self._job = self.start_reading(self._read)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self.tell)
        self._job.over.connect(self._over)

    def tell(self, problem: str) -> None:
        """Say why something was refused."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @property
    def problem(self) -> str:
        """What is said above the buttons."""
        return self._problem.text()

    def add_button(
        self, text: str, name: str, slot: Callable[[], object], *, first: bool = False
    ) -> QPushButton:
        """A button left of Close."""
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setProperty("primary", first)
        button.clicked.connect(lambda _down=False: slot())
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button

    def open_beside(self) -> None:
        """Show it, or bring it to the front."""
        if not self.isVisible():
            self._grow_with_text()
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()
        self.raise_()
        self.activateWindow()

    def _grow_with_text(self) -> None:
        """Larger text gets a larger window, as far as the screen goes."""
        scale = max(1.0, self.font().pixelSize() / TextStyle.BASE.value[0])
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        self.resize((self.size() * scale).boundedTo(room))

    def _take(self, found: object) -> None:
        self._was_read = True
        self.show_found(found)

    def _over(self) -> None:
        self._job = None
        if self._stale:
            self.refresh()
