"""The key sheet: every action of the table with its keys, and the few keys that belong to no action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dreamboard.presentation.actions import MENUS, Actions, spoken
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.fitted_scroll import FittedScroll
from dreamboard.ui.widgets.key_cap import KeyCap
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

translate = QCoreApplication.translate

_COLUMNS = 3


class KeySheet(QDialog):
    """Grouped as the menus are; Esc closes."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keySheet")
        self.setWindowTitle(self.tr("Keys"))
        self.setProperty("sheet", True)
        self.setModal(True)
        contents = QWidget()
        columns = QHBoxLayout(contents)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(32)
        stacks = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for title, rows in [*_by_menu(actions), (self.tr("On the board and in lists"), _of_no_action())]:
            shortest = heights.index(min(heights))
            stacks[shortest].addWidget(_group(title, rows))
            heights[shortest] += len(rows) + 2
        for stack in stacks:
            stack.setSpacing(16)
            stack.addStretch(1)
            columns.addLayout(stack, 1)
        close = KeyHintButton(self.tr("Close"), "Esc", self)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        whole.setSpacing(12)
        whole.addWidget(PlainLabel(self.tr("Keys"), style="title"))
        whole.addWidget(FittedScroll(contents), 1)
        whole.addLayout(foot)
        self.resize(940, 690)


def _by_menu(actions: Actions) -> Iterable[tuple[str, list[tuple[str, Sequence[QKeySequence]]]]]:
    for menu in MENUS:
        rows: list[tuple[str, Sequence[QKeySequence]]] = [
            (spoken(actions.base_text(spec.name)), [QKeySequence(key) for key in spec.keys])
            for spec, _action in actions
            if spec.menu == menu and spec.keys
        ]
        if rows:
            yield spoken(translate("actions", menu)), rows


def _of_no_action() -> list[tuple[str, Sequence[QKeySequence]]]:
    def keys(*names: str) -> list[QKeySequence]:
        return [QKeySequence(name) for name in names]

    return [
        (translate("KeySheet", "From card to card"), keys("Left", "Right", "Up", "Down")),
        (translate("KeySheet", "Go to a column"), keys("1", "6")),
        (translate("KeySheet", "Accept a sheet"), keys("Ctrl+Return")),
        (translate("KeySheet", "Leave a sheet, cancel a drag"), keys("Esc")),
        (translate("KeySheet", "Edit a line of the timeline"), keys("Return", "F2")),
        (translate("KeySheet", "Save what came with it"), keys("Ctrl+S")),
        (translate("KeySheet", "Unfold a long note"), keys("Space")),
    ]


def _group(title: str, rows: Sequence[tuple[str, Sequence[QKeySequence]]]) -> QWidget:
    group = QWidget()
    stack = QVBoxLayout(group)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(4)
    stack.addWidget(PlainLabel(title, style="heading"))
    for text, sequences in rows:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(PlainLabel(text, elide=Qt.TextElideMode.ElideRight), 1)
        for sequence in sequences:
            row.addWidget(KeyCap(sequence))
        stack.addLayout(row)
    return group
