"""The cards of one column in sight: selection, the start of a drag, and the mark where a drop would land."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from dreamboard.presentation.board.column_model import ColumnModel
from dreamboard.ui.board.card_delegate import GAP, MARGIN, CardDelegate
from dreamboard.ui.theme import Theme


class CardList(QListView):
    """One column's cards. Drops are the board's business: they count wherever on the board they fall."""

    alone = Signal()  # a selection that is not to be added to others
    drag_begun = Signal()

    def __init__(
        self, model: ColumnModel, delegate: CardDelegate, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = delegate
        self._gap: int | None = None
        self._taker: int | None = None
        self.setProperty("cards", True)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.viewport().setAcceptDrops(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)

    def column_model(self) -> ColumnModel:
        """The model, as what it is."""
        model = self.model()
        assert isinstance(model, ColumnModel)
        return model

    def gap_at(self, y: int) -> int:
        """The row before which something let go at this height of the viewport would land."""
        offset = y + self.verticalOffset()
        return max(0, min(round(offset / self._delegate.row_height), self.model().rowCount()))

    def mark_gap(self, gap: int | None) -> None:
        """Shows where cards would land; `None` takes the mark away."""
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def row_at(self, position: QPoint) -> int | None:
        """The row in sight at this global position."""
        at = self.viewport().mapFromGlobal(position)
        index = self.indexAt(at) if self.viewport().rect().contains(at) else QModelIndex()
        return index.row() if index.isValid() else None

    def mark_taker(self, row: int | None) -> None:
        """Shows which card would take what is dragged over it; `None` takes the mark away."""
        if row != self._taker:
            self._taker = row
            self.viewport().update()

    def startDrag(self, supported: Qt.DropAction) -> None:
        # Qt's own would remove rows afterwards, on the word of whatever took the drop.
        self.drag_begun.emit()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if not index.isValid():
            return QItemSelectionModel.SelectionFlag.NoUpdate
        command = super().selectionCommand(index, event)
        if command & QItemSelectionModel.SelectionFlag.Clear and event is not None:
            self.alone.emit()
        return command

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From column to column is the board's business.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the board, not a search."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None and self._taker is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._taker is not None:
            row = self.visualRect(self.model().index(self._taker, 0))
            card = self._delegate.card_rect(row, self.width())
            painter.drawRoundedRect(card.adjusted(1, 1, -2, -2), 8, 8)
        if self._gap is None:
            painter.end()
            return
        y = max(2, self._gap * self._delegate.row_height - GAP // 2 - self.verticalOffset())
        painter.drawLine(QPoint(MARGIN + 2, y), QPoint(self.width() - MARGIN - 2, y))
        painter.end()
