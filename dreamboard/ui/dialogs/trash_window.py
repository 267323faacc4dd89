"""The trash: what was deleted or retired, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dreamboard.presentation.restoring import Restorable
from dreamboard.ui.dialogs.command_sheet import Run
from dreamboard.ui.dialogs.list_window import ListWindow

translate = QCoreApplication.translate


class TrashWindow(ListWindow):
    """Lists what `read` gives, and reads it anew after each restoring."""

    def __init__(
        self, read: Callable[[], Sequence[Restorable]], run: Run, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            translate("TrashWindow", "Trash"),
            translate(
                "TrashWindow", "Nothing here is ever thrown away by itself. What comes back comes back whole."
            ),
            (
                translate("TrashWindow", "What"),
                translate("TrashWindow", "Why"),
                translate("TrashWindow", "When"),
            ),
            translate("TrashWindow", "Nothing was deleted or retired."),
            parent,
        )
        self.setObjectName("trashWindow")
        self._read = read
        self._run = run
        self._rows: Sequence[Restorable] = ()
        self.restore_button = self.add_button(self.tr("Restore"), "restore", self._restore, first=True)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._rows = self._read()
        self.show_rows([(row.what, row.why, row.when) for row in self._rows])
        self.restore_button.setEnabled(bool(self._rows))

    def _restore(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._rows):
            self.tell("")
            if self._run(self._rows[row].command) is not None:
                self.refresh()
