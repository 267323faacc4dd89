"""How much was given against how much was asked, as a bar and in figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamboard.ui.theme import Theme

_HEIGHT = 6
_WIDTH = 120


class RatioBar(QWidget):
    """A bar in two parts: green for the gives, amber for the asks. The figures beside it say the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gives = self._asks = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_ratio(self, gives: int, asks: int) -> None:
        """Counts of touches."""
        self._gives, self._asks = gives, asks
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        total = self._gives + self._asks
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        split = self.width() * self._gives / total
        painter.fillRect(QRectF(0, 0, split, _HEIGHT), self._theme.colour("good"))
        painter.fillRect(QRectF(split, 0, self.width() - split, _HEIGHT), QColor(self._theme.tokens.star))
