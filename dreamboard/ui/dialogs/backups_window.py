"""The backups of a board: those there are, one more, and going back to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from dreamboard.presentation import figures
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.list_window import ListWindow
from dreamboard.ui.dialogs.sheet import Sheet

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup: its file, when it was made, how large it is in bytes."""

    path: Path
    at: datetime
    size: int


class BackupsWindow(ListWindow):
    """Asks by signals: making and restoring take their time and belong to whoever has the board."""

    make_wanted = Signal()
    restore_wanted = Signal(object)  # Path; the rep has said yes

    def __init__(
        self, read: Callable[[], Sequence[BackupRow]], clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            translate("BackupsWindow", "Backups"),
            translate(
                "BackupsWindow",
                "Each was opened and read when it was made."
                " Going back to one keeps the board of now as another.",
            ),
            (translate("BackupsWindow", "Made"), translate("BackupsWindow", "Size")),
            translate(
                "BackupsWindow", "There is no backup yet. One is made by itself after a start with changes."
            ),
            parent,
        )
        self.setObjectName("backupsWindow")
        self._read = read
        self._clock = clock
        self._rows: Sequence[BackupRow] = ()
        self.make_button = self.add_button(self.tr("Back up now"), "makeBackup", self.make_wanted.emit)
        self.restore_button = self.add_button(
            self.tr("Go back to this…"), "restoreBackup", self.ask, first=True
        )
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew, as after a backup was made."""
        self._rows = self._read()
        self.show_rows([(self._made(row), _size(row.size)) for row in self._rows])
        self.restore_button.setEnabled(bool(self._rows))

    def ask(self) -> Sheet | None:
        """Ask whether to go back to the backup that is selected."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._rows):
            return None
        chosen = self._rows[row]
        sheet = Sheet(
            self.tr("Go back to this backup?"),
            self.tr(
                "The board becomes what it was at {when}."
                " What was done since is kept in a backup of its own, made first."
            ).format(when=self._made(chosen)),
            self.tr("Go back"),
            self,
            width=440,
            enter_accepts=True,
        )
        sheet.accepted.connect(lambda: self.restore_wanted.emit(chosen.path))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
        return sheet

    def _made(self, row: BackupRow) -> str:
        return figures.short_instant(row.at, self._clock.zone, self._clock.today())


def _size(size: int) -> str:
    """Bytes as a person reads them: "840 kB", "12.4 MB"."""
    if size < 1_000_000:
        return f"{max(round(size / 1000), 1):,} kB"
    return f"{size / 1_000_000:,.1f} MB"
