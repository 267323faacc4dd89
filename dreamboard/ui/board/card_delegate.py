"""Paints a card. Nothing is built for it: a board of 2,000 cards costs what its visible ones do."""

from math import cos, pi, sin

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dreamboard.domain.values import PursuitKind
from dreamboard.presentation.board.card_face import CardFace, Chip
from dreamboard.presentation.roles import CardRole
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
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(_VERTICAL | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_VERTICAL | Qt.AlignmentFlag.AlignRight)


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
        self._text(painter, line, face.line, self._base, self._muted, _LEFT)
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
        self._base = theme.font(TextStyle.BASE)
        self._strong = theme.font(TextStyle.STRONG)
        self._figures = theme.font(TextStyle.BASE, tabular=True)
        self._chip = theme.font(TextStyle.CHIP)
        self._ink = theme.colour("ink")
        self._muted = theme.colour("muted")
        self._accent = theme.colour("accent")
        self._panel = theme.colour("panel")
        self._hover = theme.colour("hover")
        self._line = theme.colour("line")
        self._spark = theme.colour("spark")
        self._spark_strong = theme.colour("spark_strong")

    def _paint_ground(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        width = 2.0 if selected else 1.0
        if self._theme.tokens.high_contrast and selected:
            width = 3.0
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
        value_width = self._width(face.value, self._figures) if face.value else 0
        name = row.adjusted(side + px(5), 0, -(value_width + px(8) if value_width else 0), 0)
        self._text(painter, name, face.account, self._strong, self._ink, _LEFT)
        if face.value:
            self._text(painter, row, face.value, self._figures, self._muted, _RIGHT)

    def _paint_chip(self, painter: QPainter, foot: QRect, chip: Chip) -> None:
        if not chip.text:
            return
        px = self._theme.px
        ink, ground = self._theme.tokens.tone(chip.tone)
        text = one_line(chip.text, 60)
        width = min(self._width(text, self._chip) + px(12), foot.width())
        box = QRect(foot.left(), foot.top(), width, foot.height())
        painter.setPen(QPen(QColor(ink), 1) if self._theme.tokens.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box), px(4), px(4))
        self._text(painter, box.adjusted(px(6), 0, -px(5), 0), text, self._chip, QColor(ink), _LEFT)

    def _paint_spark(self, painter: QPainter, foot: QRect, face: CardFace) -> int:
        """A bar a week with a touch in it, taller and stronger where somebody was reached. Its width."""
        if not any(face.spark):
            return 0
        px = self._theme.px
        pitch, wide, base = px(_BAR_PITCH), px(_BAR), foot.bottom() - px(1)
        weeks = len(face.spark)
        left = foot.right() + 1 - (weeks - 1) * pitch - wide
        first = weeks
        painter.setPen(Qt.PenStyle.NoPen)
        for week, (touches, reached) in enumerate(zip(face.spark, face.spark_reached, strict=True)):
            if touches:
                first = min(first, week)
                high = px(14 if reached and touches > 2 else 10 if reached else 6)
                painter.setBrush(self._spark_strong if reached else self._spark)
                painter.drawRoundedRect(QRectF(left + week * pitch, base - high, wide, high), 1, 1)
        return (weeks - first - 1) * pitch + wide

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
        self, painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, align: int
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, align | int(Qt.TextFlag.TextSingleLine), shown)

    def _width(self, text: str, font: QFont) -> int:
        return QFontMetrics(font).horizontalAdvance(text)


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
