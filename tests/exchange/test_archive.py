"""The whole board out and in again."""

import json
import os
import stat
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput, Refused
from dreamboard.domain.model import ROW_TYPES, Account, Contact, ImportRecord, Stage
from dreamboard.domain.values import (
    Channel,
    Direction,
    Intent,
    LossReason,
    Outcome,
    Role,
    SignalKind,
    StageKind,
)
from dreamboard.exchange.archive import export_folder, export_json, is_archive, read_archive
from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.exchange.rows import cells_of, plain_of, row_of_cells, row_of_plain
from dreamboard.services.commands import (
    AddConditions,
    AddIdea,
    AddPursuit,
    AddQuote,
    AddSignal,
    ChangeSetting,
    Delete,
    LogTouch,
    LosePursuits,
    Loss,
    NewContact,
    Place,
    PlanTouch,
)
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import ApplyArchive, ApplyImport, Archive
from dreamboard.store.open import open_board
from tests.exchange.whole_boards import ANY_ROW, TEXT, any_boards, telling_board, told
from tests.fakes import FakeClock

NASTY = [
    "=1+1",
    "'=x",
    "+44 20 7946 0958",
    "@handle",
    "-5",
    "a;b",
    "a\\;b",
    'say "hi", twice',
    "line\nbreak",
    "北京",
]


class Desk:
    """A real board."""

    def __init__(self, path: Path) -> None:
        self.clock = FakeClock()
        self.board = open_board(path, self.clock)
        self.run = Dispatcher(HANDLERS, self.board.unit, self.clock).run

    def dump(self):
        return {
            kind.__name__: [
                plain_of(row) | ({"step_id": None} if kind is ImportRecord else {})
                for row in self.board.queries.rows(kind)
            ]
            for kind in ROW_TYPES
        }


@pytest.fixture
def desks(tmp_path):
    opened = []

    def new() -> Desk:
        opened.append(Desk(tmp_path / f"board{len(opened)}" / "board.dreamboard"))
        return opened[-1]

    yield new
    for desk in opened:
        desk.board.close()


def fill(desk: Desk, names: list[str], notes: list[str]) -> None:
    """A bit of everything."""
    day = date(2026, 2, 1)
    stages = {stage.kind: stage.id for stage in desk.board.queries.rows(Stage)}
    for number, name in enumerate(names):
        contact = NewContact(
            f"{name} person", "Boss", Role.DECISION_MAKER, ("a@b.example",), ("+44 20 7946 0958",)
        )
        card = desk.run(AddPursuit(name, contact=contact, value_minor=number * 100, tags=("a;b", "c"))).made[
            0
        ]
        for note in notes:
            desk.run(
                LogTouch(
                    Channel.CALL, Direction.OUT, Outcome.SPOKE, pursuit_id=card, intent=Intent.GIVE, note=note
                )
            )
        if number % 2:
            place = Place(stages[StageKind.NOT_NOW])
            desk.run(LosePursuits((card,), place, Loss(LossReason.PRICE, note="too dear"), day))
        else:
            desk.run(AddQuote(card, 5_000, "EUR", day, note="=HYPERLINK()"))
            desk.run(PlanTouch((card,), day + timedelta(days=90), Channel.EMAIL, text="@ write"))
        desk.run(AddConditions(card, ("do X", "do Y")))
    desk.run(
        AddIdea("A paper", industries=("ports", "")[:1], roles=(Role.USER,), loss_reasons=(LossReason.FIT,))
    )
    desk.run(ChangeSetting("cap", "7"))
    account = desk.board.queries.rows(Account)[0]
    desk.run(AddSignal(account.id, SignalKind.NEWS, day, note="-1+2"))
    desk.run(Delete("Contact", (desk.board.queries.rows(Contact)[0].id,)))


@pytest.mark.parametrize("as_folder", [False, True])
def test_everything_out_and_into_an_empty_board_is_the_same_board(desks, tmp_path, as_folder):
    desk = desks()
    fill(desk, NASTY, [*NASTY, "'", "''=", "tab\there"])
    target = tmp_path / ("out" if as_folder else "out.json")
    rows = (export_folder if as_folder else export_json)(desk.board.queries, target)
    assert rows == sum(map(len, desk.dump().values()))
    assert is_archive([target])
    empty = desks()
    empty.run(ApplyArchive(read_archive([target])))
    assert empty.dump() == desk.dump()


def test_an_import_comes_back_with_its_ids_so_that_it_is_known_again(desks, tmp_path):
    source = tmp_path / "deals.csv"
    source.write_text("Deal,Company,Amount,Stage\nPumps,Acme,1200,Lost\n")
    desk, empty = desks(), desks()

    def take(at: Desk):
        files = read_files([source])
        plan = plan_import(
            files, take_snapshot(at.board.queries, kinds_of(files)), Choices(), at.clock.now(), at.clock.zone
        )
        at.run(ApplyImport(plan))
        return plan

    take(desk)
    export_json(desk.board.queries, tmp_path / "out.json")
    empty.run(ApplyArchive(read_archive([tmp_path / "out.json"])))
    assert empty.dump() == desk.dump()
    assert take(empty).changes_nothing


def test_the_same_archive_again_changes_nothing_and_another_board_refuses_it(desks, tmp_path):
    desk, other = desks(), desks()
    fill(desk, ["Acme"], ["x"])
    export_json(desk.board.queries, tmp_path / "out.json")
    archive = read_archive([tmp_path / "out.json"])
    assert desk.run(ApplyArchive(archive)).changes.step is None
    other.run(AddPursuit("Somebody else"))
    before = other.dump()
    with pytest.raises(Refused, match="not empty"):
        other.run(ApplyArchive(archive))
    assert other.dump() == before


def test_taking_an_archive_in_is_one_undo_step(desks, tmp_path):
    desk, empty = desks(), desks()
    fill(desk, ["Acme"], ["x"])
    export_json(desk.board.queries, tmp_path / "out.json")
    before = empty.dump()
    dispatcher = Dispatcher(HANDLERS, empty.board.unit, empty.clock)
    dispatcher.run(ApplyArchive(read_archive([tmp_path / "out.json"])))
    dispatcher.undo()
    assert empty.dump() == before


def test_files_are_for_the_rep_alone_and_replaced_whole(desks, tmp_path):
    desk = desks()
    fill(desk, ["Acme"], ["x"])
    export_folder(desk.board.queries, tmp_path / "out")
    export_folder(desk.board.queries, tmp_path / "out")
    export_json(desk.board.queries, tmp_path / "out.json")
    files = [*(tmp_path / "out").iterdir(), tmp_path / "out.json"]
    assert len(files) == len(ROW_TYPES) + 1
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_an_export_that_cannot_be_written_says_so(desks, tmp_path):
    with pytest.raises(BadInput, match="cannot be written"):
        export_json(desks().board.queries, tmp_path / "nowhere" / "out.json")


def test_no_cell_of_a_table_would_run(desks, tmp_path):
    desk = desks()
    fill(desk, NASTY, NASTY)
    export_folder(desk.board.queries, tmp_path / "out")
    text = (tmp_path / "out" / "touches.csv").read_text(encoding="utf-8")
    assert "'=1+1" in text
    assert ",=1+1" not in text
    assert "'+44" not in text


DEFAULTS = {kind: {field.name: field.default for field in fields(kind)} for kind in ROW_TYPES}
HEAD = '{"format": "dreamboard", "version": 1, "rows": '


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a JSON file"),
        ("[" * 100_000, "not a JSON file"),
        ("[]", "not an export"),
        ('{"companies": []}', "not an export"),
        ('{"format": "dreamboard", "version": 2, "rows": {}}', "newer version"),
        (HEAD + '{"Unicorn": []}}', "Unicorn"),
        (
            HEAD + '{"Account": [{"id": 1}]}}',
            "Account 1: the field name is missing",
        ),
        (HEAD + '{"Account": [{"id": 0, "name": "x"}]}}', "its id"),
        (HEAD + '{"Account": [{"id": 1, "name": 7}]}}', "name: '7'"),
        (
            HEAD + '{"Account": [{"id": 1, "name": "x", "y": 1}]}}',
            "no field y",
        ),
        (
            HEAD + '{"Account": [{"id": 1, "name": "", "parent_id": 9}]}}',
            "refers to Account 9",
        ),
    ],
)
def test_a_damaged_archive_is_refused_with_file_and_place(tmp_path, text, words):
    path = tmp_path / "out.json"
    path.write_text(text)
    with pytest.raises(BadInput, match=words) as refusal:
        read_archive([path])
    assert "out.json" in str(refusal.value)


def test_a_newer_field_is_not_dropped_in_silence(desks, tmp_path):
    desk = desks()
    export_json(desk.board.queries, tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_text())
    data["rows"]["Stage"][0]["mood"] = "good"
    (tmp_path / "out.json").write_text(json.dumps(data))
    with pytest.raises(BadInput, match="Stage 1: there is no field mood"):
        read_archive([tmp_path / "out.json"])


@given(ANY_ROW)
@settings(max_examples=200)
def test_every_row_comes_back_from_json_and_from_cells(row):
    assert row_of_plain(type(row), json.loads(json.dumps(plain_of(row)))) == row
    names = list(plain_of(row))
    assert row_of_cells(type(row), dict(zip(names, cells_of(row), strict=True))) == row


class Rows:
    """The one question that an export asks, answered from rows in the memory."""

    def __init__(self, found) -> None:
        self._found = found

    def rows(self, kind, row_ids=None):
        return self._found[kind]


@given(any_boards())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_rows_leave_and_come_back_as_they_were(tmp_path_factory, board):
    folder = tmp_path_factory.mktemp("rows")
    export_json(Rows(board), folder / "out.json")
    export_folder(Rows(board), folder / "out")
    expected = tuple(
        replace(row, step_id=None) if isinstance(row, ImportRecord) else row
        for kind in ROW_TYPES
        for row in board[kind]
    )
    assert read_archive([folder / "out.json"]).rows == expected
    assert read_archive([folder / "out"]).rows == expected


def test_a_board_with_something_in_every_field_comes_back_with_it(desks, tmp_path):
    board = telling_board()
    desk = desks()
    desk.run(ApplyArchive(Archive("all", tuple(row for kind in ROW_TYPES for row in board[kind]))))
    for kind in ROW_TYPES:
        rows = desk.board.queries.rows(kind)
        same = {
            name for name in told(kind) if all(getattr(row, name) == DEFAULTS[kind][name] for row in rows)
        }
        assert not same, f"nothing is told in {kind.__name__}: {same}"
    export_json(desk.board.queries, tmp_path / "out.json")
    export_folder(desk.board.queries, tmp_path / "out")
    for source in (tmp_path / "out.json", tmp_path / "out"):
        empty = desks()
        empty.run(ApplyArchive(read_archive([source])))
        assert empty.dump() == desk.dump()


@given(
    names=st.lists(
        TEXT.filter(lambda text: text.strip() and text.isprintable()), min_size=1, max_size=3, unique=True
    ),
    notes=st.lists(TEXT, max_size=3),
)
@settings(max_examples=8, deadline=None)
def test_any_board_comes_back_from_json_and_from_a_folder(tmp_path_factory, names, notes):
    folder = tmp_path_factory.mktemp("round")
    desk = Desk(folder / "a" / "board.dreamboard")
    opened = [desk]
    try:
        fill(desk, [name.strip()[:50] or "x" for name in names], notes)
        export_json(desk.board.queries, folder / "out.json")
        export_folder(desk.board.queries, folder / "out")
        for number, source in enumerate((folder / "out.json", folder / "out")):
            empty = Desk(folder / f"b{number}" / "board.dreamboard")
            opened.append(empty)
            empty.run(ApplyArchive(read_archive([source])))
            assert empty.dump() == desk.dump()
    finally:
        for one in opened:
            one.board.close()
