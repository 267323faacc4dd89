"""Paints a card. Nothing is built for it: a board of 2,000 cards costs what its visible ones do."""

from enum import Enum
from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dreamboard.domain.values import PursuitKind
from dreamboard.presentation.board.card_face import CardFace, Chip
from dreamboard.presentation.roles import CardRole
from dreamboard.presentation.tone import Tone
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import hide_tool_tip, one_line, show_tool_tip
from dreamboard.ui.theme import Theme

MARGIN = 8
"""Between the card and the edge of its column."""
GAP = 8
"""Between a card and the next."""
_HEIGHT = 80
_PADDING = 11
_RADIUS = 8.0
_MARK = 14
_BAR, _BAR_PITCH = 4, 6
_FITTED = 4096
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(_VERTICAL | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_VERTICAL | Qt.AlignmentFlag.AlignRight)


class _Part(Enum):
    """The texts of a card, each in a font of its own."""

    NAME = 1
    VALUE = 2
    LINE = 3
    CHIP = 4


class CardDelegate(QStyledItemDelegate):
    """One delegate for all columns. All lengths grow with the theme's text scale."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._theme = theme
        self._icons = icons
        self._marks: dict[tuple[PursuitKind, float], QPixmap] = {}
        self._take_theme()
        theme.changed.connect(self._take_theme)

    @property
    def row_height(self) -> int:
        """A card and the gap below it."""
        return self._theme.px(_HEIGHT) + GAP

    def card_rect(self, row: QRect, list_width: int) -> QRect:
        """The card within its row. A scroll bar narrows the row, but lies in the margin, not on the card."""
        return QRect(row.left() + MARGIN, row.top(), list_width - 2 * MARGIN, row.height() - GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(100), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        face = index.data(CardRole.FACE)
        if isinstance(face, CardFace):
            card = self.card_rect(option.rect, option.widget.width())
            self.paint_card(painter, card, face, option.state)

    def paint_card(self, painter: QPainter, card: QRect, face: CardFace, state: QStyle.StateFlag) -> None:
        """Paints a card anywhere: in its column, or under the mouse on its way to another."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        self._paint_ground(painter, card, state)
        inner = card.adjusted(px(_PADDING), px(8), -px(_PADDING), -px(9))
        top = QRect(inner.left(), inner.top(), inner.width(), px(20))
        line = QRect(inner.left(), top.bottom() + 1 + px(1), inner.width(), px(20))
        foot = QRect(inner.left(), inner.bottom() + 1 - px(18), inner.width(), px(18))
        self._paint_top(painter, top, face)
        self._text(painter, line, face.line, _Part.LINE, self._muted, _LEFT)
        spark = self._paint_spark(painter, foot, face)
        self._paint_chip(painter, foot.adjusted(0, 0, -(spark + px(6) if spark else 0), 0), face.chip)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The tip in plain text: Qt's own would guess."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if text and self.card_rect(option.rect, view.width()).contains(event.pos()):
            show_tool_tip(event.globalPos(), text, view.viewport(), option.rect)
        else:
            hide_tool_tip()
        return True

    def _take_theme(self) -> None:
        theme = self._theme
        self._marks.clear()
        self._fonts = {
            _Part.NAME: theme.font(TextStyle.STRONG),
            _Part.VALUE: theme.font(TextStyle.BASE, tabular=True),
            _Part.LINE: theme.font(TextStyle.BASE),
            _Part.CHIP: theme.font(TextStyle.CHIP),
        }
        self._metrics = {part: QFontMetrics(font) for part, font in self._fonts.items()}
        self._ink = theme.colour("ink")
        self._muted = theme.colour("muted")
        self._accent = theme.colour("accent")
        self._panel = theme.colour("panel")
        self._hover = theme.colour("hover")
        self._line = theme.colour("line")
        self._spark = theme.colour("spark")
        self._spark_strong = theme.colour("spark_strong")
        self._tones = {tone: tuple(map(QColor, theme.tokens.tone(tone))) for tone in Tone}
        self._heavy = theme.tokens.high_contrast
        # Scrolling paints the same texts again and again: measuring them is a third of painting a card.
        self._fitted = lru_cache(_FITTED)(self._fit)

    def _paint_ground(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        width = (3.0 if self._heavy else 2.0) if selected else 1.0
        pen = QPen(self._accent if selected or focused else self._line, width)
        if focused and not selected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and not selected
        painter.setBrush(self._hover if hovered else self._panel)
        half = width / 2
        painter.drawRoundedRect(QRectF(card).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _paint_top(self, painter: QPainter, row: QRect, face: CardFace) -> None:
        px = self._theme.px
        mark = self._mark(face.kind, painter.device().devicePixelRatioF())
        side = px(_MARK)
        painter.drawPixmap(QPointF(row.left() - px(1), row.center().y() - side / 2 + 0.5), mark)
        value, value_width = self._fitted(face.value, _Part.VALUE, row.width())
        name = row.adjusted(side + px(5), 0, -(value_width + px(8) if value_width else 0), 0)
        self._text(painter, name, face.account, _Part.NAME, self._ink, _LEFT)
        self._text(painter, row, value, _Part.VALUE, self._muted, _RIGHT)

    def _paint_chip(self, painter: QPainter, foot: QRect, chip: Chip) -> None:
        if not chip.text:
            return
        px = self._theme.px
        ink, ground = self._tones[chip.tone]
        room = foot.width() - px(12)
        text, wide = self._fitted(chip.text, _Part.CHIP, room)
        box = QRect(foot.left(), foot.top(), wide + px(12), foot.height())
        painter.setPen(QPen(ink, 1) if self._heavy else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(box), px(4), px(4))
        painter.setFont(self._fonts[_Part.CHIP])
        painter.setPen(ink)
        painter.drawText(box.adjusted(px(6), 0, 0, 0), _LEFT | _ONE_LINE, text)

    def _paint_spark(self, painter: QPainter, foot: QRect, face: CardFace) -> int:
        """A bar a week with a touch in it, taller and stronger where somebody was reached. Its width."""
        if not any(face.spark):
            return 0
        px = self._theme.px
        pitch, wide, base = px(_BAR_PITCH), px(_BAR), foot.bottom() - px(1)
        weeks = len(face.spark)
        left = foot.right() + 1 - (weeks - 1) * pitch - wide
        plain: list[QRect] = []
        strong: list[QRect] = []
        for week, (touches, reached) in enumerate(zip(face.spark, face.spark_reached, strict=True)):
            if touches:
                high = px(14 if reached and touches > 2 else 10 if reached else 6)
                bar = QRect(left + week * pitch, base - high, wide, high)
                (strong if reached else plain).append(bar)
        painter.setPen(Qt.PenStyle.NoPen)
        for bars, colour in ((plain, self._spark), (strong, self._spark_strong)):
            painter.setBrush(colour)
            painter.drawRects(bars)
        return foot.right() + 1 - min(bar.left() for bar in (*plain, *strong))

    def _mark(self, kind: PursuitKind, ratio: float) -> QPixmap:
        mark = self._marks.get((kind, ratio))
        if mark is None:
            side = self._theme.px(_MARK)
            if kind is PursuitKind.LOST_DEAL:
                mark = self._icons.pixmap("rotate-ccw", side, ratio, "lost")
            else:
                mark = _star(side, ratio, self._theme.colour("star"))
            self._marks[kind, ratio] = mark
        return mark

    def _text(
        self, painter: QPainter, box: QRect, text: str, part: _Part, colour: QColor, align: int
    ) -> None:
        painter.setFont(self._fonts[part])
        painter.setPen(colour)
        painter.drawText(box, align | _ONE_LINE, self._fitted(text, part, box.width())[0])

    def _fit(self, text: str, part: _Part, room: int) -> tuple[str, int]:
        """The text on one line, cut to a width, and the width that it takes."""
        metrics = self._metrics[part]
        shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, room)
        return shown, metrics.horizontalAdvance(shown)


def _star(side: int, ratio: float, colour: QColor) -> QPixmap:
    """A pointed star: the line icon's round corners make a blot of it at this size."""
    picture = QPixmap(QSize(side, side) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    points = []
    for corner in range(10):
        reach = side * (0.5 if corner % 2 == 0 else 0.2)
        angle = pi * (corner / 5 - 0.5)
        points.append(QPointF(side / 2 + reach * cos(angle), side * 0.53 + reach * sin(angle)))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(points)
    painter.end()
    return picture
