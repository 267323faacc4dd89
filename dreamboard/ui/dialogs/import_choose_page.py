"""The files of an import: chosen, dropped, added to and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from dreamboard.ui.plain_text import PlainLabel, one_line, set_tool_tip


class ChoosePage(QWidget):
    """Which files are imported together. `choose_wanted` asks for more of them."""

    choose_wanted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: tuple[Path, ...] = ()
        self._hint = PlainLabel(self.tr("Drop files here"), style="muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setProperty("drop_here", True)
        self.list = QListWidget()
        self.list.setObjectName("importFiles")
        self.list.setAccessibleName(self.tr("Files to import"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.more_button = self._button(self.tr("Add files…"), "importAddFiles")
        self.more_button.clicked.connect(self.choose_wanted)
        self.remove_button = self._button(self.tr("Take out of the list"), "importTakeOut")
        self.remove_button.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._remove)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.more_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._hint, 1)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._buttons)
        self.show_paths(())

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order they came."""
        return self._paths

    def show_paths(self, paths: Sequence[Path]) -> None:
        """These files."""
        self._paths = tuple(paths)
        self.list.clear()
        for path in paths:
            item = QListWidgetItem(one_line(path.name))
            set_tool_tip(item, str(path))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if paths else -1)
        for widget in (self.list, self._buttons):
            widget.setVisible(bool(paths))
        self._hint.setVisible(not paths)

    def _remove(self) -> None:
        gone = {index.row() for index in self.list.selectedIndexes()}
        if gone:
            self.show_paths([path for row, path in enumerate(self._paths) if row not in gone])
            self.changed.emit()

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button
