"""Today's queue below the next touch: ranked, with what is done and what is hidden."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dreamboard.presentation.today_model import CURRENT_ROLE, ROW_ROLE, TodayModel, TodayRow
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.plain_text import PlainLabel, one_line, show_tool_tip
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.panel import Panel
from dreamboard.ui.widgets.wrapped_button import WrappedButton

_ROW = 27
_NUMBER = 24
_EDGE = 6
_MOST_ROWS = 4
_ROWS_OF_PAGE = 24
_Index = QModelIndex | QPersistentModelIndex


class TodayPanel(Panel):
    """Rows that take the rep to their card by click or Enter; the next touch shows them one by one.

    As a page it shows the whole queue; beside the board, the first rows of it.
    """

    chosen = Signal(int)  # pursuit id

    def __init__(
        self, model: TodayModel, theme: Theme, parent: QWidget | None = None, *, page: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("day" if page else "today")
        self.setAccessibleName(self.tr("Today"))
        self._model = model
        self._done = PlainLabel(style="small")
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 0, _EDGE, 0)
        head.addWidget(PlainLabel(self.tr("Today"), style="heading"), 1)
        head.addWidget(self._done)
        self.view = _TodayList(model, theme, self, most_rows=_ROWS_OF_PAGE if page else _MOST_ROWS)
        self.view.chosen.connect(self.chosen)
        self._empty = PlainLabel(style="muted", wrap=True)
        self._empty.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._hidden = WrappedButton("", theme, self)
        self._hidden.setObjectName("todayHidden")
        self._hidden.setCheckable(True)
        self._hidden.toggled.connect(model.set_hidden_shown)
        self.body.setContentsMargins(8, 10, 8, 8)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self.view)
        self.body.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(_EDGE, 2, _EDGE, 0)
        foot.addWidget(self._hidden)
        self.body.addLayout(foot)
        if page:
            self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        model.summary_changed.connect(self._refresh)
        model.modelReset.connect(self._refresh)
        self._refresh()

    def show_current(self, pursuit_id: int | None) -> None:
        """Mark the row of the selected card."""
        self._model.set_current(pursuit_id)
        row = self._model.row_of(pursuit_id)
        if row >= 0:
            self.view.scrollTo(self._model.index(row))

    def _refresh(self) -> None:
        self._done.setText(self._model.done_text)
        self._hidden.set_said(self._model.hidden_text)
        self._hidden.setVisible(bool(self._model.hidden_text))
        empty = self._model.rowCount() == 0
        self._empty.setText(self._model.empty_text)
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)
        self.view.updateGeometry()


class _TodayList(QListView):
    """Arrows move, Enter or a click chooses."""

    chosen = Signal(int)

    def __init__(self, model: TodayModel, theme: Theme, parent: QWidget, *, most_rows: int) -> None:
        super().__init__(parent)
        self._most_rows = most_rows
        self.setObjectName("todayList")
        self.setAccessibleName(self.tr("Today’s queue"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.viewport().setAutoFillBackground(False)
        self._theme = theme
        self._delegate = _TodayDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._today = model
        self.clicked.connect(self._choose)
        theme.changed.connect(self._rescale)

    def sizeHint(self) -> QSize:
        rows = min(max(self._today.rowCount(), 1), self._most_rows)
        return QSize(280, rows * self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            row = self._today.row(index)
            if row is not None:
                text = f"{row.headline}\n{row.aside}"
                show_tool_tip(event.globalPos(), text, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        row = self._today.row(index)
        if row is not None:
            self.chosen.emit(row.pursuit_id)

    def _rescale(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


class _TodayDelegate(QStyledItemDelegate):
    """A number, what to do, and with whom and why at the right; a line above each row."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        row: TodayRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.left() + _EDGE, rect.top(), rect.right() - _EDGE, rect.top())
        self._paint_ground(painter, option, bool(index.data(CURRENT_ROLE)))
        inner = rect.adjusted(_EDGE, 1, -_EDGE, 0)
        strong = theme.font(TextStyle.STRONG)
        number = QRect(inner.left(), inner.top(), theme.px(_NUMBER), inner.height())
        painter.setFont(theme.font(TextStyle.BASE, tabular=True))
        painter.setPen(theme.colour("muted"))
        painter.drawText(number, _LEFT, row.number)
        room = inner.adjusted(number.width(), 0, 0, 0)
        metrics = QFontMetrics(strong)
        said = one_line(row.headline)
        width = min(metrics.horizontalAdvance(said) + 1, int(room.width() * 0.62))
        painter.setFont(strong)
        painter.setPen(theme.colour("muted" if row.why_hidden else "ink"))
        painter.drawText(room, _LEFT, metrics.elidedText(said, Qt.TextElideMode.ElideRight, width))
        small = theme.font(TextStyle.SMALL, tabular=True)
        aside = room.adjusted(width + theme.px(12), 0, 0, 0)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        elided = QFontMetrics(small).elidedText(
            one_line(row.aside), Qt.TextElideMode.ElideRight, aside.width()
        )
        painter.drawText(aside, _RIGHT, elided)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, current: bool) -> None:
        state = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (current or focused or hovered):
            return
        painter.setPen(QPen(self._theme.colour("accent"), 1) if focused else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(self._theme.colour("accent_soft" if current else "hover"))
        painter.drawRoundedRect(option.rect.adjusted(1, 2, -2, -1), 5, 5)


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
