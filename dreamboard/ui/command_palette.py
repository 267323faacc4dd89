"""Ctrl+K: every action and every account, by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dreamboard.domain.text import fold
from dreamboard.presentation.actions import Actions, spoken

SHOWN: Final = 40
"""Rows at most: nobody reads on, and a list of 2,000 would take longer than a frame to fill."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette."""

    text: str
    hint: str
    run: Callable[[], object]


def matches(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices in which every typed word begins a word; those that begin with the first one on top."""
    words = fold(typed).split()
    if not words:
        return list(choices[:SHOWN])
    found: list[tuple[int, int, Choice]] = []
    for order, choice in enumerate(choices):
        text = fold(choice.text)
        if all(text.startswith(word) or f" {word}" in text for word in words):
            found.append((0 if text.startswith(words[0]) else 1, order, choice))
    return [choice for _, _, choice in sorted(found, key=lambda row: row[:2])[:SHOWN]]


def action_choices(actions: Actions) -> list[Choice]:
    """The enabled actions, as the palette shows them."""
    return [
        Choice(
            spoken(action.text()),
            ", ".join(
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys
            ),
            action.trigger,
        )
        for spec, action in actions
        if action.isEnabled() and spec.name != "palette"
    ]


class CommandPalette(QDialog):
    """A line to type in and what fits below it. Enter does the first or the chosen one, after closing."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Command palette"))
        self._choices = choices
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Type a command or an account"))
        self._field.setAccessibleName(self.tr("Command or account"))
        self._field.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("What fits"))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.resize(560, 420)
        self._field.textChanged.connect(self._fill)
        self._list.itemActivated.connect(lambda _item: self._accept_current())
        self._list.itemClicked.connect(lambda _item: self._accept_current())
        self._shown: list[Choice] = []
        self.chosen: Choice | None = None
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter in the line move and choose in the list."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in step:
                row = self._list.currentRow() + step[Qt.Key(event.key())]
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._accept_current()
                return True
        return super().eventFilter(watched, event)

    def run_chosen(self) -> None:
        """Do what was chosen."""
        if self.chosen is not None:
            self.chosen.run()

    def _fill(self, typed: str) -> None:
        self._shown = matches(self._choices, typed)
        self._list.clear()
        for choice in self._shown:
            item = QListWidgetItem(choice.text if not choice.hint else f"{choice.text}    {choice.hint}")
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _accept_current(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            self.chosen = self._shown[row]
            self.accept()
