"""Paints the rows of the timeline: a rail with round icons, title and chip, day at the right, note below."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dreamboard.presentation.timeline_lines import Key, Line
from dreamboard.presentation.timeline_model import HIGHLIGHT_ROLE, LINE_ROLE, TimelineModel
from dreamboard.ui.icons import Icons
from dreamboard.ui.theme import Theme
from dreamboard.ui.timeline.layout import CLIP_WIDTH, RowLayout, RowMeasure, rounded
from dreamboard.ui.tokens import Tone

EDGE = 6
"""Room left and right of a row's content, inside which the selection's ground shows."""

_TOP = 3
_ICON = 12
_Index = QModelIndex | QPersistentModelIndex


class TimelineDelegate(QStyledItemDelegate):
    """Paints lines; knows which notes are unfolded."""

    def __init__(self, timeline: TimelineModel, theme: Theme, icons: Icons, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._timeline = timeline
        self._view = view
        self._theme = theme
        self._icons = icons
        self._measure = RowMeasure(theme)
        self._pictures: dict[tuple[str, str, float], QPixmap] = {}
        self._unfolded: set[Key] = set()
        theme.changed.connect(self._rescale)
        self._rescale()

    def _rescale(self) -> None:
        self._pictures.clear()
        self._edge, self._top = self._theme.px(EDGE), self._theme.px(_TOP)

    def toggle_unfolded(self, index: _Index, width: int) -> bool:
        """Unfold a note that is longer than its row shows, or fold it again; whether there was one."""
        line: Line = index.data(LINE_ROLE)
        if not self.layout_of(line, width).foldable:
            return False
        self._unfolded ^= {line.key}
        self.sizeHintChanged.emit(index)
        return True

    def layout_of(self, line: Line, width: int) -> RowLayout:
        """How a line lies in a row of that width, edges included."""
        unfolded = bool(self._unfolded) and line.key in self._unfolded
        return self._measure.row(line, width - 2 * self._edge, unfolded)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # Asked of every row at each layout: the model is asked directly, not through C++ and back.
        line = self._timeline.line(index)
        assert line is not None
        width = self._view.viewport().width()
        return QSize(width, self.layout_of(line, width).height + self._top)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        state = option.state
        layout = self.layout_of(line, rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state, bool(index.data(HIGHLIGHT_ROLE)))
        painter.translate(rect.topLeft() + QPoint(self._edge, self._top))
        self._paint_rail(painter, rect, layout, index)
        if line.rule:
            self._paint_rule(painter, line, layout, rect.width() - 2 * self._edge)
        else:
            self._paint_icon(painter, line, layout)
            self._paint_head(painter, line, layout)
        self._paint_notes(painter, line, layout)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, highlit: bool) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "accent_soft" if highlit or (selected and focused) else "hover"
        if not (highlit or selected or hovered):
            return
        painter.setPen(
            QPen(self._theme.colour("accent"), 1) if selected and focused else QPen(Qt.PenStyle.NoPen)
        )
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(rounded(rect.adjusted(0, 0, 0, -2)), 6, 6)

    def _paint_rail(self, painter: QPainter, rect: QRect, layout: RowLayout, index: _Index) -> None:
        """The line behind the icons, from the first icon's middle to the last one's."""
        px = self._theme.px
        middle = px(10)
        centre = layout.icon.center().y() if not layout.icon.isNull() else layout.title_rect.center().y()
        model: QAbstractItemModel = index.model()
        first = index.row() == 0
        last = index.row() == model.rowCount() - 1 and not model.canFetchMore(QModelIndex())
        top = centre if first else -self._top
        bottom = centre if last else rect.height() - self._top
        painter.setPen(QPen(self._theme.colour("line"), 2))
        painter.drawLine(middle, top, middle, bottom)

    def _paint_icon(self, painter: QPainter, line: Line, layout: RowLayout) -> None:
        theme = self._theme
        pen = QPen(theme.colour("accent" if line.planned else "line"), 1)
        if line.planned:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("panel"))
        painter.drawEllipse(rounded(layout.icon))
        size = theme.px(_ICON)
        corner = layout.icon.center() - QPoint(size // 2 - 1, size // 2 - 1)
        colour = "accent" if line.planned else "muted"
        painter.drawPixmap(corner, self._picture(painter, line.icon, colour, size))

    def _paint_head(self, painter: QPainter, line: Line, layout: RowLayout) -> None:
        theme = self._theme
        painter.setFont(self._measure.title_font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(layout.title_rect, _MIDDLE, layout.title)
        if line.chip:
            ink, ground = theme.tokens.tone(Tone(line.tone.value))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(layout.chip_rect, 4, 4)
            painter.setFont(self._measure.chip_font)
            painter.setPen(QColor(ink))
            painter.drawText(layout.chip_rect, int(Qt.AlignmentFlag.AlignCenter), line.chip)
        painter.setFont(self._measure.when_font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(layout.when_rect, _MIDDLE, line.when)

    def _paint_rule(self, painter: QPainter, line: Line, layout: RowLayout, width: int) -> None:
        theme = self._theme
        y = layout.title_rect.center().y()
        painter.setPen(QPen(theme.colour("lost"), 1))
        painter.drawLine(0, y, layout.title_rect.left() - theme.px(4), y)
        painter.drawLine(layout.title_rect.right() + theme.px(8), y, width, y)
        painter.setFont(self._measure.rule_font)
        painter.drawText(layout.title_rect, _MIDDLE, layout.title)

    def _paint_notes(self, painter: QPainter, line: Line, layout: RowLayout) -> None:
        painter.setFont(self._measure.body_font)
        painter.setPen(self._theme.colour("muted"))
        ascent = painter.fontMetrics().ascent()
        for part in layout.body:
            painter.drawText(layout.body_left, part.top + ascent, part.text)
        if layout.clip:
            size = self._theme.px(_ICON)
            corner = QPoint(layout.clip_rect.left(), layout.clip_rect.center().y() - size // 2 + 1)
            painter.drawPixmap(corner, self._picture(painter, "paperclip", "muted", size))
            names = layout.clip_rect.adjusted(self._theme.px(CLIP_WIDTH), 0, 0, 0)
            painter.drawText(names, _MIDDLE, layout.clip)
        if line.quiet:
            painter.setFont(self._measure.when_font)
            painter.drawText(layout.quiet_rect, _MIDDLE, line.quiet)
            said = painter.fontMetrics().horizontalAdvance(line.quiet) + self._theme.px(8)
            y = layout.quiet_rect.center().y()
            pen = QPen(self._theme.colour("line"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(layout.quiet_rect.left() + said, y, layout.quiet_rect.right(), y)

    def _picture(self, painter: QPainter, name: str, colour: str, size: int) -> QPixmap:
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour, ratio)
        if key not in self._pictures:
            self._pictures[key] = self._icons.pixmap(name, size, ratio, colour)
        return self._pictures[key]


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
