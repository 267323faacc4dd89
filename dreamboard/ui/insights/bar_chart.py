"""Bars with their figures written beside them: no axis to read off, nothing told by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.plain_text import one_line
from dreamboard.ui.theme import Theme

_ROW: Final = 24
_LABEL: Final = 96
_FIGURE: Final = 132


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``length`` between 0 and 1, its figure as written ("5 of 11, 45 %")."""

    label: str
    length: float
    figure: str
    faint: bool = False  # too few to trust


class BarChart(QWidget):
    """Horizontal bars, one a line."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_bars(())

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Other bars."""
        self._bars = tuple(bars)
        told = "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)
        self.setAccessibleName(f"{self._name}. {told}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(_ROW) * max(1, len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LABEL + _FIGURE + 40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(TextStyle.BASE, tabular=True))
        row, label, figure = (self._theme.px(size) for size in (_ROW, _LABEL, _FIGURE))
        room = max(self.width() - label - figure - 16, 20)
        metrics = painter.fontMetrics()
        for index, bar in enumerate(self._bars):
            top = index * row
            painter.setPen(self._theme.colour("muted"))
            text = metrics.elidedText(one_line(bar.label), Qt.TextElideMode.ElideRight, label)
            painter.drawText(QRectF(0, top, label, row), int(Qt.AlignmentFlag.AlignVCenter), text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("line"))
            painter.drawRoundedRect(QRectF(label + 8, top + row / 2 - 4, room, 8), 4, 4)
            if bar.length > 0:
                painter.setBrush(self._theme.colour("faint" if bar.faint else "accent"))
                painter.drawRoundedRect(
                    QRectF(label + 8, top + row / 2 - 4, max(room * min(bar.length, 1.0), 4), 8), 4, 4
                )
            painter.setPen(self._theme.colour("ink"))
            painter.drawText(
                QRectF(label + room + 16, top, figure, row), int(Qt.AlignmentFlag.AlignVCenter), bar.figure
            )
        painter.end()
