"""Drops, keys and menus of the board turned into commands, and change sets into what is shown."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, count

from PySide6.QtCore import QObject, Qt, Signal

from dreamboard.domain.model import Stage
from dreamboard.domain.text import fold
from dreamboard.domain.values import GroupBy, StageKind
from dreamboard.presentation.board.board_model import BoardModel, SuggestionOf
from dreamboard.presentation.board.column_model import ColumnModel
from dreamboard.presentation.board.groupings import ByStage, Column, Landing, Refusal, stage_key
from dreamboard.presentation.board.requests import Direction, DropRequest, LossRequest, WinRequest
from dreamboard.presentation.bridge import Bridge
from dreamboard.presentation.wording import word
from dreamboard.services.changes import ChangeSet
from dreamboard.services.commands import AddStage, Edit, MoveStage, RemoveStage
from dreamboard.services.filters import CardFilter
from dreamboard.services.ports import Clock, Queries

FOLLOWED = 50
"""At most so many cards that moved at once are selected: more is a change of the board, not of some cards."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cards are selected, and on which of them the keys are."""

    ids: frozenset[int] = frozenset()
    current: int | None = None


class BoardPresenter(QObject):
    """Everything the board does, without a widget.

    Cards that have to be asked about first go out as `loss_asked` and `win_asked`; whoever fills the sheet in
    gives `request.command(...)` to the bridge, and on Cancel does nothing.
    """

    loss_asked = Signal(object)  # LossRequest
    win_asked = Signal(object)  # WinRequest
    refused = Signal(str)
    selection_changed = Signal(object)  # Selection
    opened = Signal(int)  # a pursuit
    rename_wanted = Signal(str)  # the column with that key, just made

    def __init__(
        self,
        bridge: Bridge,
        queries: Queries,
        clock: Clock,
        suggestion_of: SuggestionOf = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._queries = queries
        self._clock = clock
        self._selection = Selection()
        self._in_sight = True
        self._stale = False
        self.model = BoardModel(clock.today(), suggestion_of, self)
        # Queued: the drop is over, and Qt done with its drag, before anything happens.
        self.model.dropped.connect(self.drop, Qt.ConnectionType.QueuedConnection)
        bridge.changed.connect(self.follow)

    @property
    def selection(self) -> Selection:
        """Which cards are selected."""
        return self._selection

    def load(self) -> None:
        """Reads the whole board."""
        today = self._clock.today()
        self._stale = False
        place = self._place_of_current()
        self.model.load(self._queries.board(today), today)
        self._let_go(place)

    def follow(self, changes: ChangeSet) -> None:
        """Shows what a command changed. Cards that it moved are selected, as by an undo of another day."""
        if not self._in_sight:
            self._stale = True
            return
        if changes.bulk or changes.of(Stage) or self._clock.today() != self.model.today:
            self.load()
        elif changes.pursuits:
            cards = self._queries.cards(changes.pursuits, self.model.today)
            place = self._place_of_current()
            moved = self.model.refresh(changes.pursuits, cards)
            self._let_go(place)
            if (
                len(moved) <= FOLLOWED
                and moved.isdisjoint(self._selection.ids)
                and self.model.in_order(moved)
            ):
                self.select(moved)

    def set_in_sight(self, in_sight: bool) -> None:
        """A board behind another page only remembers that it is stale."""
        self._in_sight = in_sight
        if in_sight and self._stale:
            self.load()

    def select(self, pursuit_ids: Collection[int], current: int | None = None) -> None:
        """Selects cards; the keys are on `current`, or else on the first of them."""
        ids = self.model.in_order(pursuit_ids)
        if current is None:
            current = ids[0] if ids else None
        self._set(Selection(frozenset(ids), current))

    def open_current(self) -> None:
        """Asks for the card the keys are on to be opened."""
        if self._selection.current is not None:
            self.opened.emit(self._selection.current)

    def group_by(self, kind: GroupBy) -> None:
        """Lays the board out by stage or by date."""
        self.model.group_by(kind)
        self._let_go(("", 0))

    def show_only(self, wanted: CardFilter) -> None:
        """Lets only some cards be in sight."""
        self.model.show_only(wanted)
        self._let_go(("", 0))

    def drop(self, request: DropRequest) -> None:
        """Cards were let go over a column."""
        column = self.model.column(request.column_key)
        cards = [card for card in map(self.model.card, request.pursuit_ids) if card is not None]
        if column is None or not cards:
            self.refused.emit(self.tr("The board has changed meanwhile. Nothing was moved."))
            return
        moving = {card.id for card in cards}
        above = [key for key in column.ids[: request.row] if key not in moving]
        below = [key for key in column.ids[request.row :] if key not in moving]
        if [*above, *(card.id for card in cards), *below] == list(column.ids):
            return
        landing = Landing(cards, column.column, above[-1] if above else None, below[0] if below else None)
        self._act(self.model.grouping.landing(landing, self.model.stages))

    def move(self, direction: Direction) -> None:
        """A key takes the selected cards one place on, as a drop there would."""
        current = self._selection.current
        column = self.model.column_of(current) if current is not None else None
        if column is None or current is None:
            return
        ids = self.model.in_order(self._selection.ids | {current})
        across, down = direction.value
        if across:
            columns = self.model.columns
            place = columns.index(column) + across
            if 0 <= place < len(columns):
                row = min(column.row_of(current), len(columns[place].ids))
                self.drop(DropRequest(columns[place].column.key, ids, row))
        elif self.model.grouping.by_hand:
            self._move_along(column, ids, down)
        else:
            self.refused.emit(self.tr("Cards are in the order of their dates here."))

    def lose(self, pursuit_ids: Collection[int]) -> None:
        """Asks for the loss sheet, as a drop at the end of the first Not now column would."""
        self._land_in_kind(pursuit_ids, StageKind.NOT_NOW)

    def win(self, pursuit_ids: Collection[int]) -> None:
        """Asks for the won sheet, as a drop at the end of the first Won column would."""
        self._land_in_kind(pursuit_ids, StageKind.WON)

    def edit_column(self, stage_id: int, **values: object) -> None:
        """Changes what the rep may change of a stage: name, colour, card_limit, collapsed."""
        self._bridge.run(Edit("Stage", stage_id, tuple(values.items())))

    def add_column(self, kind: StageKind, after_id: int | None) -> None:
        """Makes a column right of another, named after its kind until the rep names it."""
        done = self._bridge.run(AddStage(self._free_name(word(kind)), kind, after_id))
        if done is not None and done.made:
            self.rename_wanted.emit(stage_key(done.made[0]))

    def move_column(self, stage_id: int, steps: int) -> None:
        """Takes a column `steps` places to the right; to the left when negative."""
        ids = [model.column.stage.id for model in self.model.columns if model.column.stage]
        place = ids.index(stage_id) + steps
        if 0 <= place < len(ids):
            ids.remove(stage_id)
            self._bridge.run(MoveStage(stage_id, ids[place - 1] if place else None))

    def remove_column(self, stage_id: int) -> None:
        """Takes a column away; its cards go to another column of its kind, if there is one."""
        stage = self.model.stages[stage_id]
        others = (s.id for s in self.model.stages.values() if s.kind is stage.kind and s.id != stage_id)
        self._bridge.run(RemoveStage(stage_id, next(others, None)))

    def _free_name(self, name: str) -> str:
        taken = {fold(stage.name) for stage in self.model.stages.values()}
        numbered = (f"{name} {number}" for number in count(2))
        return next(free for free in chain([name], numbered) if fold(free) not in taken)

    def _land_in_kind(self, pursuit_ids: Collection[int], kind: StageKind) -> None:
        stages = sorted(self.model.stages.values(), key=lambda stage: (stage.position, stage.id))
        stage = next((stage for stage in stages if stage.kind is kind), None)
        cards = [card for card in map(self.model.card, self.model.in_order(pursuit_ids)) if card is not None]
        if stage is None or not cards:
            return
        column = Column(stage_key(stage.id), stage.kind.value, stage.name, stage)
        self._act(ByStage().landing(Landing(cards, column), self.model.stages))

    def _move_along(self, column: ColumnModel, ids: tuple[int, ...], down: int) -> None:
        rest = [key for key in column.ids if key not in ids]
        rows = [row for row in map(column.row_of, ids) if row >= 0]
        gap = sum(1 for key in column.ids[: min(rows)] if key not in ids) + down
        if 0 <= gap <= len(rest):
            row = column.row_of(rest[gap]) if gap < len(rest) else len(column.ids)
            self.drop(DropRequest(column.column.key, ids, row))

    def _act(self, answer: object) -> None:
        match answer:
            case None:
                pass
            case Refusal(text):
                self.refused.emit(text)
            case LossRequest():
                self.loss_asked.emit(answer)
            case WinRequest():
                self.win_asked.emit(answer)
            case _:
                self._bridge.run(answer)

    def _place_of_current(self) -> tuple[str, int]:
        """The column and the row that the keys are on."""
        current = self._selection.current
        column = self.model.column_of(current) if current is not None else None
        return (column.column.key, column.row_of(current)) if column and current is not None else ("", 0)

    def _let_go(self, place: tuple[str, int]) -> None:
        """Cards out of sight are not selected; with the last one gone, the card in its place is."""
        ids = self.model.in_order(self._selection.ids)
        current = self._selection.current
        if current is not None and self.model.column_of(current) is None:
            current = ids[0] if ids else None
        column = self.model.column(place[0])
        if current is None and column is not None and column.ids:
            current = column.ids[min(place[1], len(column.ids) - 1)]
            ids = ids or (current,)
        self._set(Selection(frozenset(ids), current))

    def _set(self, selection: Selection) -> None:
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)
