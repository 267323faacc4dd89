"""A window with a list and what can be done with the line that is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.key_hint_button import KeyHintButton
from dreamboard.ui.widgets.plain_table import PlainTable


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
        self.table = PlainTable(title, columns)
        self.table.activated_row.connect(lambda _row: self._first())
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
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)

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
