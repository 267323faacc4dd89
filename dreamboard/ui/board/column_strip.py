"""A collapsed column: a narrow strip with its name from top to bottom, and how many cards it holds."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.plain_text import one_line
from dreamboard.ui.theme import Theme

_WIDTH = 36


class ColumnStrip(QWidget):
    """Takes drops like any column (the board sees to that), and opens when pressed."""

    expand_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._count = ""
        self._warns = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Collapsed. Click to open the column."))

    def show_column(self, name: str, count: str, warns: bool) -> None:
        """What the strip says; `warns` when it holds more than its limit."""
        self._name, self._count, self._warns = one_line(name), count, warns
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(200))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.expand_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.expand_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 9, 9)
        painter.translate(self.width(), px(12))
        painter.rotate(90)
        strong, base = theme.font(TextStyle.STRONG), theme.font(TextStyle.BASE, tabular=True)
        room = self.height() - px(24)
        count_width = QFontMetrics(base).horizontalAdvance(self._count)
        metrics = QFontMetrics(strong)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room - count_width - px(8))
        name_width = metrics.horizontalAdvance(name)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(strong)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRect(0, 0, name_width + px(4), self.width()), flags, name)
        painter.setFont(base)
        painter.setPen(theme.colour("due" if self._warns else "muted"))
        painter.drawText(QRect(name_width + px(8), 0, count_width + px(4), self.width()), flags, self._count)
        painter.end()
