"""The cards of one column, as a list model."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from dreamboard.presentation.board.groupings import Column
from dreamboard.presentation.board.list_diff import Edit, Insert, Move, Remove, edits, runs
from dreamboard.presentation.board.requests import DropRequest
from dreamboard.presentation.mime import CARDS, cards_from_mime, cards_to_mime
from dreamboard.presentation.roles import CardRole

AnyIndex = QModelIndex | QPersistentModelIndex

MOST_STEPS = 40
"""From this many steps on a reset is cheaper for the view than following them (measured on 2,000 cards)."""

_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class ColumnModel(QAbstractListModel):
    """Mirrors the ids in sight in one column; everything else is asked of `answer`, by id and role.

    A drop asks and removes nothing: `dropped` goes out and `dropMimeData` returns False, so that Qt does not
    take away rows on its own account.
    """

    dropped = Signal(object)  # DropRequest

    def __init__(
        self, column: Column, answer: Callable[[int, int], Any], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.column = column
        self._answer = answer
        self._ids: list[int] = []
        self._rows: dict[int, int] | None = {}

    @property
    def ids(self) -> Sequence[int]:
        """The pursuits in sight, top to bottom."""
        return self._ids

    def row_of(self, pursuit_id: int) -> int:
        """The row of a card, -1 where it is not in sight here."""
        if self._rows is None:
            self._rows = {key: row for row, key in enumerate(self._ids)}
        return self._rows.get(pursuit_id, -1)

    def index_of(self, pursuit_id: int) -> QModelIndex:
        """The index of a card, invalid where it is not in sight here."""
        return self.index(self.row_of(pursuit_id))

    def show_ids(self, ids: Sequence[int], retold: Collection[int] = ()) -> None:
        """Shows these cards in this order; those in `retold` look different from before."""
        # Rows that are new are asked for everything anyway.
        known = [pursuit_id for pursuit_id in retold if self.row_of(pursuit_id) >= 0]
        if ids != self._ids and self._rearrange(ids):
            return
        for first, last in runs(sorted(row for row in map(self.row_of, known) if row >= 0)):
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        pursuit_id = self._ids[index.row()]
        return pursuit_id if role == CardRole.PURSUIT_ID else self._answer(pursuit_id, role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [CARDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return cards_to_mime([self._ids[row] for row in sorted(index.row() for index in indexes)])

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        return bool(cards_from_mime(data))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        ids = cards_from_mime(data)
        if ids:
            gap = parent.row() if parent.isValid() else row
            self.dropped.emit(DropRequest(self.column.key, ids, gap if gap >= 0 else len(self._ids)))
        return False

    def _rearrange(self, ids: Sequence[int]) -> bool:
        """Takes the rows to another order; whether that was a reset."""
        steps = list(edits(self._ids, ids))
        if len(steps) > MOST_STEPS or not self._ids:
            self.beginResetModel()
            self._ids = list(ids)
            self._rows = None
            self.endResetModel()
            return True
        for step in steps:
            self._do(step)
        return False

    def _do(self, step: Edit) -> None:
        nowhere = QModelIndex()
        self._rows = None
        match step:
            case Remove(first, last):
                self.beginRemoveRows(nowhere, first, last)
                del self._ids[first : last + 1]
                self.endRemoveRows()
            case Insert(row, ids):
                self.beginInsertRows(nowhere, row, row + len(ids) - 1)
                self._ids[row:row] = ids
                self.endInsertRows()
            case Move(source, target):
                # Qt counts the target with the row still in its old place.
                gap = target + 1 if target > source else target
                self.beginMoveRows(nowhere, source, source, nowhere, gap)
                self._ids.insert(target, self._ids.pop(source))
                self.endMoveRows()
