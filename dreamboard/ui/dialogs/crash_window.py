"""The window for a failure of the program itself: what happened, Copy, and where the log is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dreamboard.ui.plain_text import PlainLabel


class CrashWindow(QDialog):
    """Says that what was confirmed is saved, shows the report, can copy it, and never sends it."""

    def __init__(self, report: str, log_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashWindow")
        self.setWindowTitle(self.tr("Something went wrong"))
        title = PlainLabel(self.tr("Something went wrong"), self, style="title")
        text = PlainLabel(
            self.tr(
                "The last action may not have happened; everything before it is saved. "
                "Nothing is sent anywhere. You can copy the report below and pass it on; look it through "
                "first, for what an error says may quote your board. The log is in {folder}."
            ).format(folder=log_folder),
            self,
            wrap=True,
        )
        self._report = QPlainTextEdit(report, self)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Report"))
        copy = QPushButton(self.tr("Copy the report"), self)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addWidget(self._report, 1)
        layout.addLayout(buttons)
        self.resize(640, 440)
