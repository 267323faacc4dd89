"""Stand-ins for what the services are given: a clock, and a board that is dictionaries of rows.

The board keeps the promises of the unit-of-work protocol in the plainest way there is, so it doubles as the
model that the real store is held against.
"""

import dataclasses
import types
import typing
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from dreamboard.domain import model
from dreamboard.domain.errors import NotFound
from dreamboard.domain.figures import figures_held, figures_of
from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    ImportRecord,
    Pursuit,
    Round,
    Row,
    Stage,
    StageMove,
    Touch,
)
from dreamboard.domain.references import REFERENCES, Hold, held_by
from dreamboard.domain.text import fold
from dreamboard.domain.values import StageKind
from dreamboard.services.changes import ChangeSet, Delta, RowImage, Step
from dreamboard.services.commands import AddPursuit, LosePursuits, Loss, Place
from dreamboard.services.dispatcher import Dispatcher

DEFAULT_STAGES = (
    ("Dream list", StageKind.DREAM_LIST),
    ("Pursuing", StageKind.PURSUING),
    ("In conversation", StageKind.IN_CONVERSATION),
    ("Proposal out", StageKind.PROPOSAL_OUT),
    ("Not now", StageKind.NOT_NOW),
    ("Won", StageKind.WON),
)


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at: datetime = datetime(2026, 3, 2, 15, tzinfo=UTC), zone: str = "UTC") -> None:
        self._at = at
        self._zone = ZoneInfo(zone)

    @property
    def zone(self) -> tzinfo:
        return self._zone

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return self._at.astimezone(self._zone).date()

    def go_on(self, **time: float) -> None:
        """Let time pass: ``clock.go_on(days=3)``."""
        self._at += timedelta(**time)


def image_of(row: Row) -> dict[str, object]:
    """A row as data that JSON can hold."""
    return {field.name: _plain(getattr(row, field.name)) for field in dataclasses.fields(row)}


def row_of(kind: type[Row], image: dict[str, object]) -> Row:
    """The row that ``image_of`` described."""
    hints = typing.get_type_hints(kind)
    return kind(**{name: _typed(hints[name], value) for name, value in image.items()})


def _plain(value):
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _typed(hint, value):
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        (hint,) = (one for one in typing.get_args(hint) if one is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        return tuple(_typed(typing.get_args(hint)[0], one) for one in value)
    if issubclass(hint, date):
        return hint.fromisoformat(value)
    return hint(value)


Tables = dict[type[Row], dict[int, Row]]


class FakeBoard:
    """What a board file would hold: rows by kind, ids given, and the journal, oldest step first."""

    def __init__(self, stages: Iterable[tuple[str, StageKind]] = DEFAULT_STAGES) -> None:
        self.tables: Tables = {kind: {} for kind in ROW_TYPES}
        self.last_ids: dict[type[Row], int] = dict.fromkeys(ROW_TYPES, 0)
        self.journal: list[tuple[Step, Delta]] = []
        for number, (name, kind) in enumerate(stages, start=1):
            self.tables[Stage][number] = Stage(number, name, kind, number * 2**20)
            self.last_ids[Stage] = number

    def unit(self) -> "FakeUnitOfWork":
        """A unit of work on this board."""
        return FakeUnitOfWork(self)

    def all(self, kind: type[Row]) -> list:
        """The rows of a kind, by id."""
        return [row for _, row in sorted(self.tables[kind].items())]

    def dump(self) -> dict[str, list[Row]]:
        """Every row of every kind."""
        return {kind.__name__: self.all(kind) for kind in ROW_TYPES}


class FakeUnitOfWork:
    """One transaction on a ``FakeBoard``."""

    def __init__(self, board: FakeBoard) -> None:
        self._board = board
        self._tables: Tables = {}
        self._before: dict[tuple[type[Row], int], Row | None] = {}

    def __enter__(self):
        self._tables = {kind: dict(rows) for kind, rows in self._board.tables.items()}
        self._last_ids = dict(self._board.last_ids)
        self._journal = list(self._board.journal)
        return self

    def __exit__(self, kind, error, trace) -> None:
        pass

    def get(self, kind, row_id):
        try:
            return self._tables[kind][row_id]
        except KeyError:
            raise NotFound(
                f"There is no {kind.__name__.lower()} {row_id} on this board (any more)."
            ) from None

    def find(self, kind, /, **equals):
        return [
            row
            for _, row in sorted(self._tables[kind].items())
            if all(getattr(row, name) == value for name, value in equals.items())
        ]

    def find_in(self, kind, field: str, values: Collection[object]):
        wanted = set(values)
        return [row for _, row in sorted(self._tables[kind].items()) if getattr(row, field) in wanted]

    def named(self, kind, name: str):
        return [row for row in self.find(kind) if fold(row.name) == fold(name)]

    def add(self, row):
        if not row.id:
            row = dataclasses.replace(row, id=self._last_ids[type(row)] + 1)
        assert row.id not in self._tables[type(row)]
        self._last_ids[type(row)] = max(self._last_ids[type(row)], row.id)
        self._put(type(row), row.id, row)
        return row

    def add_many(self, rows: Sequence):
        return [self.add(row) for row in rows]

    def update(self, row: Row) -> None:
        self.get(type(row), row.id)
        self._put(type(row), row.id, row)

    def update_many(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self.update(row)

    def point_to(self, kind: type[Row], field: str, gone: Collection[int], to_id: int) -> None:
        self.update_many(
            [dataclasses.replace(row, **{field: to_id}) for row in self.find_in(kind, field, gone)]
        )

    def delete(self, kind: type[Row], row_ids: Collection[int]) -> Delta:
        looked: dict[tuple[type[Row], int], Row] = {}
        self._delete(kind, set(row_ids), looked)
        return Delta(
            tuple(RowImage(kind.__name__, row_id, image_of(row)) for (kind, row_id), row in looked.items())
        )

    def _delete(self, kind: type[Row], row_ids: set[int], looked: dict) -> None:
        for row_id in row_ids & self._tables[kind].keys():
            looked.setdefault((kind, row_id), self._tables[kind][row_id])
            self._put(kind, row_id, None)
        for reference in held_by(kind):
            holding = self.find_in(reference.kind, reference.field, row_ids)
            assert not holding or reference.hold is not Hold.NEEDS, f"{holding} needs what is being deleted"
            going = set()
            for row in holding:
                looked.setdefault((reference.kind, row.id), row)
                left = dataclasses.replace(row, **{reference.field: None})
                if reference.hold is Hold.HANGS or _hangs_on_nothing(left):
                    going.add(row.id)
                else:
                    self._put(reference.kind, row.id, left)
            if going:
                self._delete(reference.kind, going, looked)

    def refresh_figures(self, pursuit_ids: Iterable[int]) -> None:
        for pursuit in self.find_in(Pursuit, "id", set(pursuit_ids)):
            figures = figures_of(self.find(Touch, pursuit_id=pursuit.id))
            self._put(Pursuit, pursuit.id, dataclasses.replace(pursuit, **dataclasses.asdict(figures)))

    def neighbours(self, stage_id: int) -> list[tuple[int, int]]:
        cards = sorted(self.find(Pursuit, stage_id=stage_id), key=lambda card: (card.rank, card.id))
        return [(card.id, card.rank) for card in cards]

    def changed(self) -> Delta:
        images = []
        for (kind, row_id), before in self._before.items():
            if before != self._tables[kind].get(row_id):
                images.append(RowImage(kind.__name__, row_id, None if before is None else image_of(before)))
        return Delta(tuple(images))

    def apply(self, delta: Delta) -> Delta:
        opposite = []
        for image in delta.images:
            kind = getattr(model, image.kind)
            now = self._tables[kind].get(image.id)
            opposite.append(RowImage(image.kind, image.id, None if now is None else image_of(now)))
            self._put(kind, image.id, None if image.values is None else row_of(kind, dict(image.values)))
        return Delta(tuple(opposite))

    def change_set(self, step: Step | None, *, bulk: bool = False) -> ChangeSet:
        ids: dict[str, set[int]] = {}
        pursuits: set[int] = set()
        accounts: set[int] = set()
        for image in self.changed().images:
            ids.setdefault(image.kind, set()).add(image.id)
            kind = getattr(model, image.kind)
            for row in (self._before[kind, image.id], self._tables[kind].get(image.id)):
                pursuits |= {image.id} if kind is Pursuit else {getattr(row, "pursuit_id", None)}
                accounts |= {image.id} if kind is Account else {getattr(row, "account_id", None)}
        pursuits |= {card.id for card in self.find_in(Pursuit, "account_id", accounts)}
        return ChangeSet(
            step,
            {kind: frozenset(changed) for kind, changed in ids.items()},
            frozenset(pursuits - {None}),
            frozenset(accounts - {None}),
            bulk,
        )

    def push_step(self, label: str, at: datetime) -> Step:
        standing = [(step, delta) for step, delta in self._journal if not step.undone]
        last = max((step.id for step, _ in self._journal), default=0)
        step = Step(last + 1, at, label)
        delta = self.changed()
        self._journal = [*standing, (step, delta)]
        for image in delta.images:  # an import cannot know the step that it will have been
            if image.kind == "ImportRecord" and image.values is None:
                record = self._tables[ImportRecord][image.id]
                self._tables[ImportRecord][image.id] = dataclasses.replace(record, step_id=step.id)
        return step

    def last_step(self) -> Step | None:
        return next((step for step, _ in reversed(self._journal) if not step.undone), None)

    def next_step(self) -> Step | None:
        return next((step for step, _ in self._journal if step.undone), None)

    def steps_since(self, step_id: int):
        return [(step, delta) for step, delta in self._journal if not step.undone and step.id >= step_id]

    def journal(self):
        return list(self._journal)

    def forget(self, last_id: int) -> None:
        self._journal = [
            (step, delta) for step, delta in self._journal if not step.undone and step.id > last_id
        ]

    def images(self, kind, row_ids: Collection[int]):
        return {
            row_id: image_of(self._tables[kind][row_id]) for row_id in row_ids if row_id in self._tables[kind]
        }

    def take_back(self, step: Step) -> Step:
        place = next(number for number, (one, _) in enumerate(self._journal) if one.id == step.id)
        flipped = dataclasses.replace(step, undone=not step.undone)
        self._journal[place] = (flipped, self.apply(self._journal[place][1]))
        return flipped

    def commit(self) -> None:
        problems = problems_of(self._tables)
        assert problems == [], problems
        self._board.tables, self._board.last_ids = self._tables, self._last_ids
        self._board.journal = self._journal

    def _put(self, kind: type[Row], row_id: int, row: Row | None) -> None:
        self._before.setdefault((kind, row_id), self._tables[kind].get(row_id))
        if row is None:
            self._tables[kind].pop(row_id, None)
        else:
            self._tables[kind][row_id] = row


def _hangs_on_nothing(row: Row) -> bool:
    return isinstance(row, Touch) and row.account_id is row.contact_id is row.pursuit_id is None


def problems_of(tables: Tables) -> list[str]:
    """What can never be true of a board, whatever was done to it; empty when all is well."""
    problems = []
    for reference in REFERENCES:
        for row in tables[reference.kind].values():
            to = getattr(row, reference.field)
            if to is not None and to not in tables[reference.to]:
                problems.append(f"{row} points to no {reference.to.__name__}")
    rounds: dict[int, list[Round]] = {}
    for one in tables[Round].values():
        rounds.setdefault(one.pursuit_id, []).append(one)
    touches: dict[int | None, list[Touch]] = {}
    for touch in tables[Touch].values():
        touches.setdefault(touch.pursuit_id, []).append(touch)
    for pursuit in tables[Pursuit].values():
        problems += _problems_of_card(
            pursuit, tables[Stage][pursuit.stage_id], rounds.get(pursuit.id, []), touches.get(pursuit.id, [])
        )
    return problems


def _problems_of_card(pursuit: Pursuit, stage: Stage, rounds: list[Round], touches: list[Touch]) -> list[str]:
    problems = []
    open_rounds = [one for one in rounds if one.closed_on is None]
    wanted = 0 if stage.kind is StageKind.WON else 1
    if len(open_rounds) != wanted:
        problems.append(f"{len(open_rounds)} open rounds of {pursuit}")
    if sorted(one.number for one in rounds) != list(range(1, len(rounds) + 1)):
        problems.append(f"rounds of {pursuit} are not numbered from 1: {rounds}")
    if any(one.closed_on is not None and one.closed_on < one.opened_on for one in rounds):
        problems.append(f"a round of {pursuit} closed before it opened")
    if figures_held(pursuit) != figures_of(touches):
        problems.append(f"figures of {pursuit} are not those of its touches")
    return problems


class FakeDesk:
    """A board, a clock and a dispatcher: what a test of a command needs."""

    def __init__(self, board: FakeBoard | None = None, clock: FakeClock | None = None) -> None:
        from dreamboard.services.handlers import HANDLERS

        self.board = board or FakeBoard()
        self.clock = clock or FakeClock()
        self.dispatcher = Dispatcher(HANDLERS, self.board.unit, self.clock)

    def run(self, command: object):
        """Do a command; gives what the dispatcher gives."""
        return self.dispatcher.run(command)

    def all(self, kind, /, **equals) -> list:
        """The rows of a kind whose fields equal these, by id."""
        return [
            row
            for row in self.board.all(kind)
            if all(getattr(row, name) == value for name, value in equals.items())
        ]

    def one(self, kind, /, **equals):
        """The only such row."""
        (row,) = self.all(kind, **equals)
        return row

    def stage(self, kind: StageKind) -> Stage:
        """The first column of a kind."""
        return min(self.all(Stage, kind=kind), key=lambda stage: stage.position)

    def card(self, account: str = "Harbor Steel", **about) -> int:
        """A card of an account, by its id."""
        return self.run(AddPursuit(account, **about)).made[0]

    def lost(self, account: str = "Harbor Steel", on: date | None = None, **loss) -> int:
        """A dream client that lost its first round, by its id."""
        card = self.card(account)
        self.run(LosePursuits((card,), Place(self.stage(StageKind.NOT_NOW).id), Loss(**loss), on))
        return card

    def column(self, kind: StageKind) -> list[int]:
        """The ids of the cards in the first column of a kind, in order."""
        with self.board.unit() as unit:
            return [card for card, _ in unit.neighbours(self.stage(kind).id)]

    def moves(self) -> list[tuple[str, str]]:
        """The stage moves on record: from and to, by name."""
        return [(move.from_name, move.to_name) for move in self.all(StageMove)]
