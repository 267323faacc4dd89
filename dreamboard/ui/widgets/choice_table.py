"""Two columns of values side by side, and what they come to: in some lines one of the two is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dreamboard.ui.plain_text import one_line
from dreamboard.ui.widgets.plain_table import PlainTable

CHOSEN, NOT_CHOSEN = "●", "○"
"""Marks before the values that can be chosen: never colour alone."""


class ChoiceTable(PlainTable):
    """Left and Right choose in the current line, and so does a click on a value."""

    chosen = Signal(int, int)  # line, side: 0 left, 1 right

    def __init__(self, name: str, columns: Sequence[str], parent: QWidget | None = None) -> None:
        """``columns`` are the titles of the label, of the left and the right, and of what they come to."""
        super().__init__(name, columns, parent, stretch=(1, 2, 3))
        self.setWordWrap(False)  # an address is cut at its end, not at its first space
        self._sides: list[int | None] = []
        self.cellClicked.connect(self._click)

    def show_lines(self, lines: Sequence[tuple[Sequence[str], int | None]]) -> None:
        """The cells of each line, and the side that is chosen in it, where there is a choice."""
        self._sides = [side for _, side in lines]
        self.show_rows([_marked(cells, side) for cells, side in lines])
        for row, (cells, side) in enumerate(lines):
            if side is not None:
                for which in (0, 1):
                    self._say(row, which, cells[which + 1], chosen=which == side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if side is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._choose(self.currentRow(), side)
        else:
            super().keyPressEvent(event)

    def _say(self, row: int, side: int, value: str, *, chosen: bool) -> None:
        """A mark is seen; what is read aloud says it in words."""
        item = self.item(row, side + 1)
        if item is not None:
            said = self.tr("{value}, chosen") if chosen else self.tr("{value}, not chosen")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, one_line(said.format(value=value)))

    def _click(self, row: int, column: int) -> None:
        if column in (1, 2):
            self._choose(row, column - 1)

    def _choose(self, row: int, side: int) -> None:
        if 0 <= row < len(self._sides) and self._sides[row] not in (None, side):
            self.chosen.emit(row, side)


def _marked(cells: Sequence[str], side: int | None) -> list[str]:
    if side is None:
        return list(cells)
    marks = (CHOSEN, NOT_CHOSEN) if side == 0 else (NOT_CHOSEN, CHOSEN)
    return [cells[0], f"{marks[0]} {cells[1]}", f"{marks[1]} {cells[2]}", *cells[3:]]
