"""A list of lines with columns: read, not typed into; some can be ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from dreamboard.ui.plain_text import one_line, set_tool_tip


class PlainTable(QTableWidget):
    """Enter and a double click activate a line; Space ticks it where it can be ticked."""

    activated_row = Signal(int)
    picked = Signal(int)  # a line clicked or activated
    ticked = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        parent: QWidget | None = None,
        *,
        right: Collection[int] = (),
        stretch: Collection[int] = (0,),
        ticks: bool = False,
    ) -> None:
        """``name`` is for assistive technology; ``right`` are the columns of figures, ``stretch`` those that
        share what room there is and are cut where it is short; with ``ticks`` each line has a box to tick."""
        super().__init__(0, len(columns), parent)
        self.setHorizontalHeaderLabels(list(columns))
        self.setAccessibleName(name)
        self._right = frozenset(right)
        self._ticks = ticks
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)  # a text too long is cut where the room ends, not at the word before
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in range(len(columns)):
            fits = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if column in stretch else fits)
        for column in self._right:
            title = self.horizontalHeaderItem(column)
            assert title is not None
            title.setTextAlignment(_RIGHT)
        self.itemActivated.connect(lambda item: self.activated_row.emit(item.row()))
        self.activated_row.connect(self.picked)
        self.cellClicked.connect(lambda row, _column: self.picked.emit(row))
        self.itemChanged.connect(lambda _item: self.ticked.emit())

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Fill the list; the selection stays where it was as far as it can."""
        current = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(one_line(text))
                set_tool_tip(item, text)
                if column in self._right:
                    item.setTextAlignment(_RIGHT)
                if column == 0 and self._ticks:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Unchecked)
                self.setItem(number, column, item)
        self.blockSignals(False)
        if rows:
            self.selectRow(min(current, len(rows) - 1))

    def ticked_rows(self) -> list[int]:
        """The lines whose box is ticked, top to bottom."""
        return [row for row in range(self.rowCount()) if self._is_ticked(row)]

    def tick(self, rows: Collection[int]) -> None:
        """Tick these lines and no others."""
        self.blockSignals(True)
        for row in range(self.rowCount()):
            state = Qt.CheckState.Checked if row in rows else Qt.CheckState.Unchecked
            self._box(row).setCheckState(state)
        self.blockSignals(False)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if self._ticks and event.key() == Qt.Key.Key_Space and row >= 0:
            self._box(row).setCheckState(
                Qt.CheckState.Unchecked if self._is_ticked(row) else Qt.CheckState.Checked
            )
        else:
            super().keyPressEvent(event)

    def _is_ticked(self, row: int) -> bool:
        return self._box(row).checkState() is Qt.CheckState.Checked

    def _box(self, row: int) -> QTableWidgetItem:
        item = self.item(row, 0)
        assert item is not None
        return item


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
