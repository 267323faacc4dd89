"""Touches a week as columns: what went out, and on top of it what came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamboard.presentation.figures import short_date
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.theme import Theme

_HEIGHT: Final = 120
_WORDS: Final = 20


class WeekChart(QWidget):
    """Columns by week, the first, middle and last named, the largest written above it."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._weeks: Sequence[tuple[date, int, int]] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_weeks(self, weeks: Sequence[tuple[date, int, int]], today: date) -> None:
        """Other weeks: Monday, outbound, inbound."""
        self._weeks = tuple(weeks)
        self._today = today
        out, inbound = sum(week[1] for week in weeks), sum(week[2] for week in weeks)
        self.setAccessibleName(
            self.tr("{name}: {out} out and {inbound} in, over {weeks} weeks").format(
                name=self._name, out=out, inbound=inbound, weeks=len(weeks)
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(_HEIGHT + _WORDS))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(TextStyle.SMALL, tabular=True))
        words = self._theme.px(_WORDS)
        floor = self.height() - words
        most = max(1, *(out + inbound for _, out, inbound in self._weeks))
        step = self.width() / len(self._weeks)
        painter.setPen(Qt.PenStyle.NoPen)
        for index, (_, out, inbound) in enumerate(self._weeks):
            left = index * step + 1
            base = (floor - words) * out / most
            top = (floor - words) * inbound / most
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRect(QRectF(left, floor - base, step - 3, base))
            painter.setBrush(self._theme.colour("good"))
            painter.drawRect(QRectF(left, floor - base - top, step - 3, top))
        painter.setPen(self._theme.colour("muted"))
        last = len(self._weeks) - 1
        for index, align in ((0, Qt.AlignmentFlag.AlignLeft), (last, Qt.AlignmentFlag.AlignRight)):
            text = short_date(self._weeks[index][0], self._today)
            painter.drawText(
                QRectF(0, floor, self.width(), words), int(align | Qt.AlignmentFlag.AlignVCenter), text
            )
        painter.drawText(
            QRectF(0, 0, self.width(), words),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            self.tr("most in a week: {n}").format(n=most),
        )
        painter.end()
