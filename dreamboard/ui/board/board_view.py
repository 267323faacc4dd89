"""The board: its columns side by side, the keys between them, and drags across them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from dreamboard.presentation.actions import Actions
from dreamboard.presentation.board.column_model import ColumnModel
from dreamboard.presentation.board.presenter import BoardPresenter, Selection
from dreamboard.presentation.board.requests import Direction
from dreamboard.presentation.mime import Files, cards_from_mime, cards_to_mime, files_from_mime
from dreamboard.presentation.roles import CardRole
from dreamboard.ui.board.card_delegate import GAP, MARGIN, CardDelegate
from dreamboard.ui.board.column_view import ColumnView
from dreamboard.ui.board.drag_picture import drag_picture
from dreamboard.ui.board.drop_guide import DropGuide
from dreamboard.ui.icons import Icons
from dreamboard.ui.theme import Theme

_MARGIN, _BETWEEN = 12, 10
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


class BoardView(QScrollArea):
    """Shows what the presenter's model holds, and tells the presenter what the rep does.

    The selection is the presenter's: lists show it, and what is picked in one of them goes there first.
    Files that are let go are only told of: `files_for_card` with the card and the files that it would take,
    `files_dropped` with the paths of all others.
    """

    files_for_card = Signal(int, object)
    files_dropped = Signal(object)

    def __init__(
        self,
        presenter: BoardPresenter,
        actions: Actions,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._theme = theme
        self._icons = icons
        self._delegate = CardDelegate(theme, icons)
        self._columns: dict[str, ColumnView] = {}
        self._showing = 0
        self.setObjectName("board")
        self.setAccessibleName(self.tr("Board"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(self)
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._row.setSpacing(_BETWEEN)
        self._row.addStretch(1)
        self.setWidget(content)
        self._guide = DropGuide(self, self.columns)
        model = presenter.model
        model.about_to_change.connect(self._hold_still)
        model.changed.connect(self._show_again)
        model.columns_changed.connect(self._lay_out)
        model.figures_changed.connect(self._show_figures)
        presenter.selection_changed.connect(self._show_selection)
        presenter.rename_wanted.connect(self._rename)
        theme.changed.connect(self._take_theme)
        self._take_actions(actions)
        self._lay_out()

    def columns(self) -> list[ColumnView]:
        """The columns from left to right."""
        return list(self._columns.values())

    def column_of(self, pursuit_id: int) -> ColumnView | None:
        """The column in which a card is in sight."""
        model = self._presenter.model.column_of(pursuit_id)
        return self._columns.get(model.column.key) if model is not None else None

    def go_to_column(self, number: int) -> None:
        """Puts the keys on a column, counted from 1."""
        if 0 < number <= len(self._columns):
            column = self.columns()[number - 1]
            self.ensureWidgetVisible(column, _MARGIN, 0)
            column.take_focus()
            if column.model.ids and not column.collapsed:
                current = column.cards.currentIndex()
                key = current.data(CardRole.PURSUIT_ID) if current.isValid() else column.model.ids[0]
                self._presenter.select((key,), key)

    def take_focus(self) -> None:
        """Puts the keys on the card selected, or on the first column."""
        current = self._presenter.selection.current
        column = self.column_of(current) if current is not None else None
        if column is not None:
            column.take_focus()
        else:
            self.go_to_column(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if step is None or plain:
            super().keyPressEvent(event)
            return
        self._go_sideways(step, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag_over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag_over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._guide.end()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_from_mime(event.mimeData())
        if files is not None and not cards_from_mime(event.mimeData()):
            self._drop_files(event, files)
            return
        ids = cards_from_mime(event.mimeData())
        request = self._guide.landing(self._global(event), ids) if ids else None
        self._guide.end()
        column = self._columns.get(request.column_key) if request is not None else None
        if request is None or column is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        column.model.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, request.row, 0, QModelIndex())

    def _take_actions(self, actions: Actions) -> None:
        """The keys that count only while the board has them."""
        presenter = self._presenter
        slots: dict[str, Callable[[], None]] = {
            **{f"move_{way.name.lower()}": partial(presenter.move, way) for way in Direction},
            "open_card": presenter.open_current,
            **{f"column_{n}": partial(self.go_to_column, n) for n in range(1, 7)},
        }
        for name, slot in slots.items():
            actions.on(name, slot)
        self.addActions([action for spec, action in actions if spec.on_board or spec.name in slots])

    def _lay_out(self) -> None:
        """Makes, reuses and drops columns until they are those of the model."""
        before, self._columns = self._columns, {}
        for place, model in enumerate(self._presenter.model.columns):
            view = before.pop(model.column.key, None)
            if view is None or view.model is not model:
                view = self._column_for(model)
            else:
                view.show_column()
            self._columns[model.column.key] = view
            self._row.insertWidget(place, view, 100)
            view.show()
        for gone in before.values():
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for left, right in zip(self.columns(), self.columns()[1:], strict=False):
            QWidget.setTabOrder(left.cards, right.cards)

    def _column_for(self, model: ColumnModel) -> ColumnView:
        view = ColumnView(model, self._presenter, self._delegate, self._theme, self._icons, self.widget())
        cards = view.cards
        cards.alone.connect(lambda: self._let_others_go(view))
        cards.drag_begun.connect(lambda: self._drag(view))
        cards.activated.connect(lambda _: self._presenter.open_current())
        cards.selectionModel().selectionChanged.connect(lambda *_: self._take_selection(view))
        cards.selectionModel().currentChanged.connect(lambda *_: self._take_selection(view))
        return view

    def _show_figures(self, key: str) -> None:
        if key in self._columns:
            self._columns[key].show_figures()

    def _rename(self, key: str) -> None:
        if key in self._columns:
            self.ensureWidgetVisible(self._columns[key], _MARGIN, 0)
            self._columns[key].header.rename()

    def _take_theme(self) -> None:
        for column in self._columns.values():
            # Rows of another height: uniform sizes are measured once only.
            column.cards.scheduleDelayedItemsLayout()
            column.cards.viewport().update()
            column.strip.update()

    # Selection ---------------------------------------------------------------------------------------------

    def _hold_still(self) -> None:
        self._showing += 1

    def _show_again(self) -> None:
        self._showing -= 1
        self._show_selection(self._presenter.selection)

    def _take_selection(self, view: ColumnView) -> None:
        """What the rep picked in one list, with what is selected in the others."""
        if self._showing:
            return
        picked = [
            column.model.ids[index.row()]
            for column in self._columns.values()
            for index in column.cards.selectionModel().selectedIndexes()
        ]
        current = view.cards.currentIndex()
        self._presenter.select(picked, current.data(CardRole.PURSUIT_ID) if current.isValid() else None)

    def _let_others_go(self, view: ColumnView) -> None:
        self._showing += 1
        for column in self._columns.values():
            if column is not view:
                column.cards.clearSelection()
        self._showing -= 1
        self._take_selection(view)

    def _show_selection(self, selection: Selection) -> None:
        if self._showing:
            return
        self._showing += 1
        for column in self._columns.values():
            model, picks = column.model, column.cards.selectionModel()
            wanted = QItemSelection()
            for index in map(model.index_of, selection.ids):
                if index.isValid():
                    wanted.select(index, index)
            if wanted != picks.selection():
                picks.select(wanted, _SELECT)
        column_of_current = self.column_of(selection.current) if selection.current is not None else None
        if column_of_current is not None and selection.current is not None:
            self._show_current(column_of_current, selection.current)
        self._showing -= 1

    def _show_current(self, column: ColumnView, pursuit_id: int) -> None:
        index = column.model.index_of(pursuit_id)
        column.cards.selectionModel().setCurrentIndex(index, _KEEP)
        column.cards.scrollTo(index)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(column, _MARGIN, 0)
            column.take_focus()

    def _go_sideways(self, step: int, *, extend: bool) -> None:
        """To the card at the same height in the next column that has one."""
        current = self._presenter.selection.current
        here = self.column_of(current) if current is not None else None
        if here is None or current is None:
            self.go_to_column(1)
            return
        y = here.cards.visualRect(here.model.index_of(current)).center().y()
        columns = self.columns()
        place = columns.index(here) + step
        while 0 <= place < len(columns):
            there = columns[place]
            if there.model.ids and not there.collapsed:
                row = min(there.cards.gap_at(y - self._delegate.row_height // 2), len(there.model.ids) - 1)
                key = there.model.ids[row]
                others = self._presenter.selection.ids if extend else frozenset()
                self._presenter.select({*others, key}, key)
                return
            place += step

    # Dragging ----------------------------------------------------------------------------------------------

    def _drag(self, view: ColumnView) -> None:
        """Runs a drag of the selected cards; whatever comes of it, nothing is done here afterwards."""
        model = self._presenter.model
        ids = model.in_order(self._presenter.selection.ids)
        current = view.cards.currentIndex()
        if not ids or not current.isValid():
            return
        first = current.data(CardRole.PURSUIT_ID)
        shown = [first, *(key for key in ids if key != first)]
        faces = [index.data(CardRole.FACE) for key in shown for index in [self._index_of(key)]]
        row = view.cards.visualRect(current)
        size = QSize(view.cards.width() - 2 * MARGIN, row.height() - GAP)
        picture = drag_picture(faces, size, self.devicePixelRatioF(), self._delegate, self._theme)
        drag = QDrag(self)
        drag.setMimeData(cards_to_mime(ids))
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(size.width() // 3, size.height() // 3))
        drag.exec(Qt.DropAction.MoveAction)
        self._guide.end()

    def _index_of(self, pursuit_id: int) -> QModelIndex:
        model = self._presenter.model.column_of(pursuit_id)
        return model.index_of(pursuit_id) if model is not None else QModelIndex()

    def _drag_over(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if not cards_from_mime(event.mimeData()):
            self._drag_files_over(event)
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._guide.move_to(self._global(event), by_hand=self._presenter.model.grouping.by_hand)

    def _drag_files_over(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        files = files_from_mime(event.mimeData())
        if files is None:
            event.ignore()
            return
        position = self._global(event)
        if files.for_a_card:
            self._guide.move_to(position, onto_card=True)
        # A message without a file is for a card alone.
        if files.paths or self._guide.card_at(position) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _drop_files(self, event: QDropEvent, files: Files) -> None:
        """Only tells of them: reading takes time, and the drag's other end waits."""
        card = self._guide.card_at(self._global(event)) if files.for_a_card else None
        self._guide.end()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if card is not None:
            self.files_for_card.emit(card, files)
        elif files.paths:
            self.files_dropped.emit(list(files.paths))

    def _global(self, event: QDropEvent) -> QPoint:
        return self.viewport().mapToGlobal(event.position().toPoint())
