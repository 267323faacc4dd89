"""The board as it is looked at: cards by id, fallen into columns, those in sight of the filter."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from dreamboard.domain.model import Stage
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.text import fold
from dreamboard.domain.values import GroupBy
from dreamboard.presentation.board.card_face import CardFace, face_of, spoken, tip_of
from dreamboard.presentation.board.column_model import ColumnModel
from dreamboard.presentation.board.groupings import ByStage, ByWhen, Column, Grouping
from dreamboard.presentation.figures import money_sums
from dreamboard.presentation.roles import CardRole
from dreamboard.services.filters import CardFilter, accepts, searched_text
from dreamboard.services.read_models import BoardView, CardView

SuggestionOf = Callable[[int], Suggestion | None]
"""The suggestion of a pursuit if it has been worked out."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the head of a column says about its cards."""

    shown: int
    held: int
    """With those that the filter hides."""
    value: str
    """Of those shown, added up by currency, the largest sum first."""
    over_limit: bool


class BoardModel(QObject):
    """Mirrors what the queries told of the board, with the fewest row signals.

    Between `about_to_change` and `changed` rows come and go; a view holds on to ids, not to indexes.
    """

    about_to_change = Signal()
    changed = Signal()
    columns_changed = Signal()  # which columns there are, their names or looks
    figures_changed = Signal(str)  # of the column with that key
    dropped = Signal(object)  # DropRequest; connect it queued, for nothing slow may run inside a drop

    def __init__(
        self, today: date, suggestion_of: SuggestionOf = lambda _: None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._suggestion_of = suggestion_of
        self._grouping: Grouping = ByStage()
        self._filter = CardFilter()
        self._stages: dict[int, Stage] = {}
        self._cards: dict[int, CardView] = {}
        self._columns: dict[str, ColumnModel] = {}
        self._held: dict[str, list[int]] = {}
        self._faces: dict[int, CardFace] = {}
        self._searched: dict[int, str] = {}

    @property
    def today(self) -> date:
        """The day the board is looked at."""
        return self._today

    @property
    def grouping(self) -> Grouping:
        """How cards fall into columns."""
        return self._grouping

    @property
    def filter(self) -> CardFilter:
        """Which cards are in sight."""
        return self._filter

    @property
    def stages(self) -> dict[int, Stage]:
        """The stages by id."""
        return self._stages

    @property
    def columns(self) -> Sequence[ColumnModel]:
        """From left to right."""
        return tuple(self._columns.values())

    @property
    def count(self) -> int:
        """How many cards there are, those out of sight too."""
        return len(self._cards)

    @property
    def count_in_sight(self) -> int:
        """How many cards the filter leaves."""
        return sum(len(column.ids) for column in self._columns.values())

    def tags(self) -> list[str]:
        """Every tag on the board, in order of the alphabet."""
        return sorted({tag for card in self._cards.values() for tag in card.tags})

    def column(self, key: str) -> ColumnModel | None:
        """The column of that key, if there is one now."""
        return self._columns.get(key)

    def column_of(self, pursuit_id: int) -> ColumnModel | None:
        """The column in which a card is in sight."""
        card = self._cards.get(pursuit_id)
        column = self._columns.get(self._grouping.column_key(card)) if card else None
        return column if column is not None and column.row_of(pursuit_id) >= 0 else None

    def card(self, pursuit_id: int) -> CardView | None:
        """A card by the id of its pursuit."""
        return self._cards.get(pursuit_id)

    def ids(self) -> tuple[int, ...]:
        """All cards on the board, those that a filter hides too."""
        return tuple(self._cards)

    def cards(self) -> Iterable[CardView]:
        """All cards on the board, those that a filter hides too."""
        return self._cards.values()

    def in_order(self, pursuit_ids: Collection[int]) -> tuple[int, ...]:
        """Those of the ids that are in sight, column by column, top to bottom."""
        wanted = frozenset(pursuit_ids)
        return tuple(key for column in self.columns for key in column.ids if key in wanted)

    def figures(self, key: str) -> Figures:
        """What the head of a column says."""
        column, held = self._columns[key], len(self._held.get(key, ()))
        sums: dict[str, int] = {}
        for card in map(self._cards.__getitem__, column.ids):
            if card.value_minor is not None:
                sums[card.currency] = sums.get(card.currency, 0) + card.value_minor
        largest = sorted(((minor, currency) for currency, minor in sums.items()), reverse=True)
        limit = column.column.limit
        return Figures(len(column.ids), held, money_sums(largest), limit is not None and held > limit)

    def load(self, board: BoardView, today: date) -> None:
        """Shows another reading of the whole board."""
        with self._changing():
            self._today = today
            if isinstance(self._grouping, ByWhen):
                self._grouping = ByWhen(today)
            self._stages = {column.stage.id: column.stage for column in board.columns}
            before, self._cards = self._cards, {c.id: c for column in board.columns for c in column.cards}
            retold = {key for key, card in self._cards.items() if before.get(key) != card}
            self._forget(retold | (before.keys() - self._cards.keys()))
            self._faces.clear()
            self._lay_out(retold)

    def refresh(self, pursuit_ids: Iterable[int], cards: Iterable[CardView]) -> frozenset[int]:
        """Takes in new readings of some cards; those asked for and not among them are gone.

        Returns the ids of the cards that now stand somewhere else, or newly on the board.
        """
        read = {card.id: card for card in cards}
        moved = self._moved(read)
        with self._changing():
            asked = {*pursuit_ids, *read}
            before = self._keys_of(asked)
            for gone in asked - read.keys():
                self._cards.pop(gone, None)
            self._cards.update(read)
            self._forget(asked)
            for key in before | self._keys_of(asked):
                stayed = [i for i in self._held[key] if i not in asked]
                came = [i for i in read if self._grouping.column_key(read[i]) == key]
                self._held[key] = sorted(stayed + came, key=lambda i: self._grouping.order(self._cards[i]))
                self._show(key, asked)
        return moved

    def retell(self, pursuit_ids: Iterable[int]) -> None:
        """The suggestions of these cards are others: their faces are drawn anew."""
        known = [key for key in pursuit_ids if key in self._cards]
        for key in known:
            self._faces.pop(key, None)
        for column in self._columns.values():
            column.show_ids(column.ids, known)

    def group_by(self, kind: GroupBy) -> None:
        """Lays the board out by stage or by date."""
        if kind is self._grouping.kind:
            return
        with self._changing():
            self._grouping = ByStage() if kind is GroupBy.STAGE else ByWhen(self._today)
            self._lay_out(())

    def show_only(self, wanted: CardFilter) -> None:
        """Lets only some cards be in sight."""
        if wanted == self._filter:
            return
        with self._changing():
            self._filter = wanted
            # Which column holds which cards, and in what order, is as before.
            for key in self._held:
                self._show(key, ())

    @contextmanager
    def _changing(self) -> Iterator[None]:
        self.about_to_change.emit()
        yield
        self.changed.emit()

    def _lay_out(self, retold: Collection[int]) -> None:
        wanted = self._grouping.columns(self._stages.values())
        if wanted != [model.column for model in self._columns.values()]:
            before, self._columns = self._columns, {c.key: self._model_of(c) for c in wanted}
            self._fill(retold)
            self.columns_changed.emit()
            for gone in before.keys() - self._columns.keys():
                before[gone].deleteLater()
        else:
            self._fill(retold)

    def _model_of(self, column: Column) -> ColumnModel:
        model = self._columns.get(column.key)
        if model is None:
            model = ColumnModel(column, self._answer, self)
            model.dropped.connect(self.dropped)
        model.column = column
        return model

    def _fill(self, retold: Collection[int]) -> None:
        """Brings every column up to date."""
        grouping, order = self._grouping, self._grouping.order
        held: dict[str, list[int]] = {key: [] for key in self._columns}
        keyed = ((grouping.column_key(card), order(card), card.id) for card in self._cards.values())
        for key, rows in groupby(sorted(keyed), key=lambda row: row[0]):
            if key in held:
                held[key] = [pursuit_id for _, _, pursuit_id in rows]
        self._held = held
        for key in held:
            self._show(key, retold)

    def _show(self, key: str, retold: Collection[int]) -> None:
        """Puts in sight what the filter lets through of a column."""
        shown = self._held[key]
        if self._filter.active:
            wanted, words = self._filter, tuple(fold(self._filter.text).split())
            cards = map(self._cards.__getitem__, shown)
            searched = self._searched_text if words else lambda _: ""
            shown = [card.id for card in cards if accepts(wanted, words, card, searched(card))]
        self._columns[key].show_ids(shown, retold)
        self.figures_changed.emit(key)

    def _keys_of(self, pursuit_ids: Iterable[int]) -> set[str]:
        """The columns there are that some cards fall into."""
        cards = (self._cards[key] for key in pursuit_ids if key in self._cards)
        return {self._grouping.column_key(card) for card in cards} & self._columns.keys()

    def _searched_text(self, card: CardView) -> str:
        text = self._searched.get(card.id)
        if text is None:
            text = self._searched[card.id] = searched_text(card)
        return text

    def _moved(self, read: dict[int, CardView]) -> frozenset[int]:
        """Those that are new or in another column; where there are none, those with another rank.

        A move between columns may give the neighbours other ranks too, which moves nobody in sight.
        """
        known = {key: self._cards[key] for key in read if key in self._cards}
        key_of = self._grouping.column_key
        across = (key for key in read if key not in known or key_of(known[key]) != key_of(read[key]))
        along = (key for key in known if self._grouping.by_hand and known[key].rank != read[key].rank)
        return frozenset(across) or frozenset(along)

    def _forget(self, pursuit_ids: Iterable[int]) -> None:
        for key in pursuit_ids:
            self._faces.pop(key, None)
            self._searched.pop(key, None)

    def _face(self, card: CardView) -> CardFace:
        face = self._faces.get(card.id)
        if face is None:
            stage = self._stages[card.stage_id].kind
            face = face_of(card, stage, self._today, self._suggestion_of(card.id))
            self._faces[card.id] = face
        return face

    def _answer(self, pursuit_id: int, role: int) -> Any:
        card = self._cards.get(pursuit_id)
        if card is None:
            return None
        match role:
            case CardRole.FACE:
                return self._face(card)
            case Qt.ItemDataRole.DisplayRole:
                return card.account
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(card, self._face(card))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_of(card, self._face(card), self._today)
        return None
