"""What the search line found beyond the cards in sight: accounts, people, touches, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dreamboard.services.read_models import SearchHit
from dreamboard.ui.plain_text import one_line
from dreamboard.ui.top_bar import SearchField

PAUSE_MS: Final = 120
"""Silence after a letter before the whole log is searched; the cards on the board follow every letter."""
SHOWN: Final = 12


class SearchResults(QListWidget):
    """A list under the search line. It never takes the focus by itself: Down goes into it, Esc leaves."""

    picked = Signal(object)  # SearchHit

    def __init__(
        self, field: SearchField, search: Callable[[str], Sequence[SearchHit]], window: QWidget
    ) -> None:
        super().__init__(window)
        self.setObjectName("searchResults")
        self.setAccessibleName(self.tr("What was found"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._field = field
        self._window = window
        self._search = search
        self._hits: Sequence[SearchHit] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        field.textChanged.connect(self._typed)
        field.stepped_down.connect(self._enter)
        field.left.connect(self.hide)
        self.itemActivated.connect(lambda _item: self._pick())
        self.itemClicked.connect(lambda _item: self._pick())
        window.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay below the line when the window changes size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, and Up on the first line, go back to the search line."""
        leaving = event.key() == Qt.Key.Key_Escape
        if leaving or (event.key() == Qt.Key.Key_Up and self.currentRow() <= 0):
            if leaving:
                self.hide()
            self._field.setFocus()
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.hide()

    def _look(self) -> None:
        self._hits = self._search(self._field.text())[:SHOWN]
        self.clear()
        for hit in self._hits:
            text = one_line(hit.title if not hit.snippet else f"{hit.title}: {hit.snippet}")
            self.addItem(QListWidgetItem(text))
        if not self._hits:
            item = QListWidgetItem(self.tr("Nothing found beyond the cards in sight"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self._place()
        self.show()
        self.raise_()

    def _enter(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._look()
        if self.isVisible() and self._hits:
            self.setCurrentRow(0)
            self.setFocus()

    def _pick(self) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._hits):
            self.hide()
            self.picked.emit(self._hits[row])

    def _place(self) -> None:
        corner = self._field.mapTo(self._window, QPoint(0, self._field.height() + 4))
        height = self.sizeHintForRow(0) * self.count() + 2 * self.frameWidth() + 8
        width = min(max(self._field.width(), 520), self._window.width() - corner.x() - 16)
        self.setGeometry(corner.x(), corner.y(), width, min(height, 420))
