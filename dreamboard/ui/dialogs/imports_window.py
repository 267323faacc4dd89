"""The imports that were applied, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from dreamboard.presentation.past_imports import PastImport
from dreamboard.ui.dialogs.list_window import ListWindow

translate = QCoreApplication.translate


class ImportsWindow(ListWindow):
    """Lists what `read` gives. Taking back may be long and belongs to whoever has the board."""

    take_back_wanted = Signal(object)  # RevertImport

    def __init__(self, read: Callable[[], Sequence[PastImport]], parent: QWidget | None = None) -> None:
        super().__init__(
            translate("ImportsWindow", "Imports"),
            translate(
                "ImportsWindow",
                "Taking one back removes what it made and restores what it changed. What you worked on since"
                " stays, and you are told what that is. Undo brings it all back.",
            ),
            (
                translate("ImportsWindow", "Files"),
                translate("ImportsWindow", "Lines"),
                translate("ImportsWindow", "When"),
            ),
            translate("ImportsWindow", "Nothing was imported, or all of it was taken back."),
            parent,
        )
        self.setObjectName("importsWindow")
        self._read = read
        self._rows: Sequence[PastImport] = ()
        self.take_back_button = self.add_button(
            self.tr("Take this import back"), "takeImportBack", self._take_back, first=True
        )
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew, as after one was taken back."""
        self._rows = self._read()
        self.show_rows([(row.files, row.counts, row.when) for row in self._rows])
        self.take_back_button.setEnabled(bool(self._rows))

    def _take_back(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._rows) and self.take_back_button.isEnabled():
            self.tell("")
            self.take_back_button.setEnabled(False)
            self.take_back_wanted.emit(self._rows[row].command)
