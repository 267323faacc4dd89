"""What hangs on the mouse while cards are dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle

from dreamboard.presentation.board.card_face import CardFace
from dreamboard.ui.board.card_delegate import CardDelegate
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.theme import Theme

_STACK = 4
_BADGE = 22


def drag_picture(
    faces: Sequence[CardFace], size: QSize, ratio: float, delegate: CardDelegate, theme: Theme
) -> QPixmap:
    """The first card, `size` large, on a stack of as many as there are (three at most), with their number."""
    behind = min(len(faces), 3) - 1
    edge = theme.px(_BADGE) // 2 if behind else 0
    whole = QSize(size.width() + behind * _STACK + edge, size.height() + behind * _STACK + edge)
    picture = QPixmap(whole * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.92)
    for depth in range(behind, 0, -1):
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("panel"))
        corner = QPoint(depth * _STACK, edge + depth * _STACK)
        painter.drawRoundedRect(QRectF(QRect(corner, size)).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    card = QRect(QPoint(0, edge), size)
    delegate.paint_card(painter, card, faces[0], QStyle.StateFlag.State_Selected)
    if behind:
        painter.setOpacity(1)
        _paint_badge(painter, QPoint(size.width(), edge), len(faces), theme)
    painter.end()
    return picture


def _paint_badge(painter: QPainter, centre: QPoint, count: int, theme: Theme) -> None:
    side = theme.px(_BADGE)
    badge = QRect(centre.x() - side // 2 - _STACK, centre.y() - side // 2, side, side)
    painter.setPen(QPen(theme.colour("panel"), 1.5))
    painter.setBrush(theme.colour("fill"))
    painter.drawEllipse(badge)
    painter.setFont(theme.font(TextStyle.CHIP))
    painter.setPen(theme.colour("on_fill"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count) if count < 100 else "99+")
