"""A window with a list and what can be done with the line that is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dreamboard.ui.plain_text import PlainLabel, one_line, set_tool_tip
from dreamboard.ui.widgets.key_hint_button import KeyHintButton


class ListWindow(QDialog):
    """Esc closes; Enter and a double click do what the first button does."""

    def __init__(
        self,
        title: str,
        lead: str,
        columns: Sequence[str],
        empty_text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty("sheet", True)
        self.setModal(True)
        self._first: Callable[[], object] = lambda: None
        self.table = QTableWidget(0, len(columns))
        self.table.setHorizontalHeaderLabels(list(columns))
        self.table.setAccessibleName(title)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(columns)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemActivated.connect(lambda _item: self._first())
        self._empty = PlainLabel(empty_text, style="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._problem = PlainLabel(style="problem", wrap=True)
        self._problem.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        close = KeyHintButton(self.tr("Close"), "Esc", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.buttons.addWidget(close)
        lead_label = PlainLabel(lead, style="muted", wrap=True)
        lead_label.setVisible(bool(lead))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        whole.setSpacing(10)
        whole.addWidget(PlainLabel(title, style="title"))
        whole.addWidget(lead_label)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._problem)
        whole.addLayout(self.buttons)
        self.resize(640, 420)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Fill the list; the selection stays where it was as far as it can."""
        current = max(self.table.currentRow(), 0)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(one_line(text))
                set_tool_tip(item, text)
                self.table.setItem(number, column, item)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows:
            self.table.selectRow(min(current, len(rows) - 1))

    def tell(self, problem: str) -> None:
        """Say why something was refused."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def add_button(
        self, text: str, name: str, slot: Callable[[], object], *, first: bool = False
    ) -> QPushButton:
        """A button left of Close; the first one is also what Enter does."""
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setProperty("primary", first)
        button.clicked.connect(lambda _down=False: slot())
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        if first:
            self._first = button.click
        return button
