"""Where dragged cards would land, wherever on the board the mouse is, and scrolling at the edges."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from dreamboard.presentation.board.requests import DropRequest
from dreamboard.ui.board.column_view import ColumnView

EDGE = 48
"""So near to an edge (px) the board or a column begins to scroll, faster the nearer."""
_TICK_MS = 16
_FASTEST = 18


class DropGuide(QObject):
    """Follows one drag over the board.

    The target is worked out from the place on the screen, not from the widget that Qt names: that one is no
    longer under the mouse once the board has scrolled below it.
    """

    def __init__(self, board: QAbstractScrollArea, columns: Callable[[], Sequence[ColumnView]]) -> None:
        super().__init__(board)
        self._board = board
        self._columns = columns
        self._position: QPoint | None = None
        self._by_hand = True
        self._onto_card = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._scroll)

    def move_to(self, position: QPoint, *, by_hand: bool = False, onto_card: bool = False) -> None:
        """The drag is at this global position; `by_hand`: the place in a column matters too; `onto_card`: it
        is for the card under the mouse, and for no column."""
        self._position = position
        self._onto_card = onto_card
        self._by_hand = by_hand
        self._mark()
        if self._at_an_edge():
            self._timer.start()
        else:
            self._timer.stop()

    def end(self) -> None:
        """The drag has left, landed or been given up."""
        self._position = None
        self._timer.stop()
        for column in self._columns():
            column.mark_as_target(None, target=False)
            column.mark_taker(None)

    def card_at(self, position: QPoint) -> int | None:
        """The card in sight at this global position."""
        found = (column.card_at(position) for column in self._columns())
        return next((card for card in found if card is not None), None)

    def landing(self, position: QPoint, pursuit_ids: tuple[int, ...]) -> DropRequest | None:
        """What letting go at this global position asks for."""
        column = self._column_at(position)
        if column is None:
            return None
        return DropRequest(column.model.column.key, pursuit_ids, column.gap_at(position))

    def _mark(self) -> None:
        if self._position is None:
            return
        if self._onto_card:
            for column in self._columns():
                column.mark_taker(self._position)
            return
        target = self._column_at(self._position)
        for column in self._columns():
            here = column is target
            gap = column.gap_at(self._position) if here and self._by_hand else None
            column.mark_as_target(gap, target=here)

    def _column_at(self, position: QPoint) -> ColumnView | None:
        """The column under the mouse, or the nearest: a drop beside a column is meant for it."""

        def distance(column: ColumnView) -> int:
            left = column.mapToGlobal(QPoint(0, 0)).x()
            return max(left - position.x(), position.x() - (left + column.width()), 0)

        return min(self._columns(), key=distance, default=None)

    def _at_an_edge(self) -> bool:
        return any(step for _, step in self._steps())

    def _scroll(self) -> None:
        for bar, step in self._steps():
            bar.setValue(bar.value() + step)
        self._mark()

    def _steps(self) -> list[tuple[QScrollBar, int]]:
        """The scroll bars that can go on, and by how much."""
        if self._position is None:
            return []
        viewport = self._board.viewport()
        at = viewport.mapFromGlobal(self._position)
        found = [(self._board.horizontalScrollBar(), _speed(at.x(), viewport.width()))]
        column = self._column_at(self._position)
        if column is not None and not column.collapsed:
            inside = column.cards.viewport().mapFromGlobal(self._position)
            found.append((column.cards.verticalScrollBar(), _speed(inside.y(), column.cards.height())))
        return [(bar, step) for bar, step in found if _can_go(bar, step)]


def _speed(at: int, length: int) -> int:
    """Pixels a tick at a place along a length, negative near its start."""
    if at < EDGE:
        return -_step(EDGE - at)
    return _step(at - (length - EDGE)) if at > length - EDGE else 0


def _step(depth: int) -> int:
    return max(1, min(depth, EDGE) * _FASTEST // EDGE)


def _can_go(bar: QScrollBar, step: int) -> bool:
    return bar.value() < bar.maximum() if step > 0 else step < 0 and bar.value() > bar.minimum()
