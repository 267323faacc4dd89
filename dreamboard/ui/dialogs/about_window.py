"""About: the version, the board, and what the program is made of with the licence of each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dreamboard.ui.dialogs.list_window import ListWindow

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Part:
    """A library or a face that the program is made of."""

    name: str
    version: str
    licence: str


class AboutWindow(ListWindow):
    """Everything on it can be copied, for a report."""

    def __init__(
        self, version: str, board: str, parts: Sequence[Part], parent: QWidget | None = None
    ) -> None:
        """`board` is where the board's file lies."""
        lead = translate("AboutWindow", "Version {version}, MIT licence. The board is {board}.")
        super().__init__(
            translate("AboutWindow", "Dreamboard"),
            lead.format(version=version, board=board),
            (
                translate("AboutWindow", "Made of"),
                translate("AboutWindow", "Version"),
                translate("AboutWindow", "Licence"),
            ),
            "",
            parent,
        )
        self.setObjectName("aboutWindow")
        self._text = "\n".join(
            [f"Dreamboard {version}", *(f"{part.name} {part.version} ({part.licence})" for part in parts)]
        )
        self.show_rows([(part.name, part.version, part.licence) for part in parts])
        self.add_button(
            self.tr("Copy"),
            "copyVersions",
            lambda: QGuiApplication.clipboard().setText(self._text),
            first=True,
        )
