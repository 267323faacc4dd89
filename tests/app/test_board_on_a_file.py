"""The board on a real file: what is dropped is on the disk, and what undo brings back is where it was."""

import pytest

from dreamboard.app.workspace import open_workspace
from dreamboard.domain.model import Stage
from dreamboard.domain.values import GroupBy, PursuitKind, StageKind
from dreamboard.presentation.board.presenter import BoardPresenter, Selection
from dreamboard.presentation.board.requests import Direction, DropRequest
from dreamboard.presentation.bridge import Bridge
from dreamboard.services.commands import AddPursuit, Loss, PlanTouch
from tests.fakes import FakeClock


@pytest.fixture
def workspace(tmp_path):
    with open_workspace(tmp_path / "mine.dreamboard", FakeClock()) as opened:
        yield opened


@pytest.fixture
def bridge(qapp, workspace):
    return Bridge(workspace.dispatcher, workspace.queries)


@pytest.fixture
def presenter(bridge, workspace):
    """A board with three cards in Pursuing and none elsewhere."""
    made = BoardPresenter(bridge, workspace.queries, workspace.clock)
    stage = next(s for s in workspace.queries.rows(Stage) if s.kind is StageKind.PURSUING)
    for name in ("Cobalt", "Harbor", "Osprey"):
        assert bridge.run(AddPursuit(name, kind=PursuitKind.DREAM_CLIENT, stage_id=stage.id))
    made.load()
    return made


def names(presenter, slug):
    column = next(column for column in presenter.model.columns if column.column.slug == slug)
    return [presenter.model.card(key).account for key in column.ids]


def key_of(presenter, slug):
    return next(column.column.key for column in presenter.model.columns if column.column.slug == slug)


def card(presenter, name):
    return next(card for card in presenter.model.cards() if card.account == name)


def test_drops_are_on_the_disk_and_undone_step_by_step(presenter, bridge):
    first, last = card(presenter, "Cobalt").id, card(presenter, "Osprey").id
    presenter.drop(DropRequest(key_of(presenter, "pursuing"), (last,), 0))
    assert names(presenter, "pursuing") == ["Osprey", "Cobalt", "Harbor"]
    presenter.drop(DropRequest(key_of(presenter, "in_conversation"), (last, first), 0))
    assert names(presenter, "in_conversation") == ["Osprey", "Cobalt"]
    presenter.load()
    assert names(presenter, "in_conversation") == ["Osprey", "Cobalt"]
    bridge.undo()
    assert names(presenter, "pursuing") == ["Osprey", "Cobalt", "Harbor"]
    bridge.undo()
    assert names(presenter, "pursuing") == ["Cobalt", "Harbor", "Osprey"]
    bridge.redo()
    assert names(presenter, "pursuing") == ["Osprey", "Cobalt", "Harbor"]


def test_a_hundred_moves_into_the_same_gap_keep_the_order(presenter):
    ids = {card.account: card.id for card in presenter.model.cards()}
    for turn in range(100):
        moving = ids["Harbor" if turn % 2 else "Osprey"]
        presenter.drop(DropRequest(key_of(presenter, "pursuing"), (moving,), 1))
        presenter.select([moving])
    assert names(presenter, "pursuing") == ["Cobalt", "Harbor", "Osprey"]


def test_a_loss_is_one_step_and_the_selection_goes_with_the_card(presenter, bridge, qtbot):
    harbor = card(presenter, "Harbor").id
    presenter.select([harbor])
    with qtbot.waitSignal(presenter.loss_asked) as asked:
        presenter.drop(DropRequest(key_of(presenter, "not_now"), (harbor,), 0))
    assert names(presenter, "not_now") == []
    bridge.run(asked.args[0].command(Loss(rival="Atlas")))
    assert names(presenter, "not_now") == ["Harbor"]
    assert presenter.selection == Selection(frozenset({harbor}), harbor)
    bridge.undo()
    assert names(presenter, "pursuing") == ["Cobalt", "Harbor", "Osprey"]


def test_two_lost_cards_one_from_a_not_now_column_land_in_one_step(presenter, bridge, qtbot):
    harbor, cobalt = card(presenter, "Harbor").id, card(presenter, "Cobalt").id
    with qtbot.waitSignal(presenter.loss_asked) as asked:
        presenter.lose([harbor])
    bridge.run(asked.args[0].command(Loss()))
    with qtbot.waitSignal(presenter.loss_asked) as asked:
        presenter.drop(DropRequest(key_of(presenter, "not_now"), (cobalt, harbor), 1))
    bridge.run(asked.args[0].command(Loss()))
    assert names(presenter, "not_now") == ["Cobalt", "Harbor"]
    bridge.undo()
    assert (names(presenter, "not_now"), names(presenter, "pursuing")) == (["Harbor"], ["Cobalt", "Osprey"])


def test_a_win_is_asked_for_and_lands(presenter, bridge, qtbot):
    with qtbot.waitSignal(presenter.win_asked) as asked:
        presenter.win([card(presenter, "Harbor").id])
    bridge.run(asked.args[0].command(10_000_00, "USD"))
    assert names(presenter, "won") == ["Harbor"]


def test_by_when_a_drop_is_a_plan_on_the_disk(presenter, bridge, workspace):
    presenter.group_by(GroupBy.WHEN)
    harbor = card(presenter, "Harbor").id
    presenter.select([harbor])
    presenter.drop(DropRequest("next-week", (harbor,), 0))
    assert names(presenter, "next-week") == ["Harbor"]
    presenter.move(Direction.LEFT)
    assert names(presenter, "this-week") == ["Harbor"]
    presenter.drop(DropRequest("nothing-planned", (harbor,), 0))
    assert "Harbor" in names(presenter, "nothing-planned")
    bridge.undo()
    assert names(presenter, "this-week") == ["Harbor"]
    bridge.run(PlanTouch((harbor,), workspace.clock.today()))
    assert names(presenter, "today") == ["Harbor"]


def test_columns_are_made_named_limited_moved_and_taken_away(presenter, bridge, qtbot):
    pursuing = presenter.model.column(key_of(presenter, "pursuing")).column.stage.id
    with qtbot.waitSignal(presenter.rename_wanted) as wanted:
        presenter.add_column(StageKind.PURSUING, pursuing)
    new = presenter.model.column(wanted.args[0]).column.stage.id
    presenter.edit_column(new, name="Hot", colour="#2A9D8F", card_limit=2, collapsed=True)
    presenter.move_column(new, -2)
    column = presenter.model.columns[0].column
    assert (column.name, column.limit, column.collapsed, column.slug) == ("Hot", 2, True, "pursuing")
    presenter.remove_column(pursuing)
    assert presenter.model.columns[0].column.name == "Hot"
    assert len(presenter.model.columns[0].ids) == 3
    assert presenter.model.figures(presenter.model.columns[0].column.key).over_limit
    for _ in range(4):
        bridge.undo()
    assert names(presenter, "pursuing") == ["Cobalt", "Harbor", "Osprey"]
    assert len(presenter.model.columns) == 6


def test_the_last_column_of_a_kind_stays_and_says_why(presenter, bridge, qtbot):
    pursuing = presenter.model.column(key_of(presenter, "pursuing")).column.stage.id
    with qtbot.waitSignal(bridge.refused):
        presenter.remove_column(pursuing)
    assert len(presenter.model.columns) == 6
