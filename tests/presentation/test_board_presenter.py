"""Drops and keys become commands; what commands change is shown, and the selection follows the cards."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt

from dreamboard.domain.model import Stage
from dreamboard.domain.values import GroupBy, StageKind
from dreamboard.presentation.board.presenter import BoardPresenter, Selection
from dreamboard.presentation.board.requests import Direction, DropRequest, LossRequest, WinRequest
from dreamboard.presentation.mime import cards_to_mime
from dreamboard.services.changes import ChangeSet
from dreamboard.services.commands import (
    AddStage,
    Edit,
    Loss,
    MoveCards,
    MoveStage,
    Place,
    PlanTouch,
    RemoveStage,
)
from dreamboard.services.filters import CardFilter
from tests.board_world import WEDNESDAY, BoardWorld, make_card


@pytest.fixture
def world(qapp):
    """Cards 1 to 4 in the first column, 11 to 13 in the second, none in the third, 51 in Not now."""
    first = [make_card(n, 1) for n in (1, 2, 3, 4)]
    return BoardWorld([*first, *(make_card(n, 2) for n in (11, 12, 13)), make_card(51, 5)])


@pytest.fixture
def presenter(world):
    made = BoardPresenter(world, world, world.clock)
    made.load()
    return made


def drop(presenter, ids, key, row):
    presenter.drop(DropRequest(key, tuple(ids), row))


def test_a_drop_between_two_cards_lands_there(presenter, world):
    drop(presenter, [2], "stage 2", 1)
    assert world.commands == [MoveCards((2,), Place(2, 11, 12))]
    assert world.ids_in(2) == [11, 2, 12, 13]
    assert list(presenter.model.columns[1].ids) == [11, 2, 12, 13]


def test_several_cards_keep_their_order(presenter, world):
    drop(presenter, [1, 3], "stage 2", 3)
    assert world.ids_in(2) == [11, 12, 13, 1, 3]


def test_a_drop_within_a_column_counts_rows_without_the_dragged_ones(presenter, world):
    drop(presenter, [1], "stage 1", 3)
    assert world.commands == [MoveCards((1,), Place(1, 3, 4))]


@pytest.mark.parametrize("row", [1, 2])
def test_a_card_let_go_where_it_stands_is_no_move(presenter, world, row):
    drop(presenter, [2], "stage 1", row)
    assert world.commands == []


def test_cards_gathered_are_a_move(presenter, world):
    drop(presenter, [1, 3], "stage 1", 1)
    assert world.ids_in(1) == [1, 3, 2, 4]


def test_a_drop_under_a_filter_lands_beside_the_cards_in_sight(presenter, world):
    presenter.show_only(CardFilter(text="account 1"))
    drop(presenter, [1], "stage 2", 3)
    assert world.commands == [MoveCards((1,), Place(2, 13))]


def test_a_drop_through_the_model_is_queued(presenter, world, qtbot):
    column = presenter.model.columns[1]
    column.dropMimeData(cards_to_mime([1]), Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert world.commands == []
    qtbot.waitUntil(lambda: world.commands == [MoveCards((1,), Place(2, None, 11))])


def test_a_drop_on_a_column_that_is_gone_is_refused_in_words(presenter, world, qtbot):
    with qtbot.waitSignal(presenter.refused):
        drop(presenter, [1], "stage 99", 0)
    with qtbot.waitSignal(presenter.refused):
        drop(presenter, [99], "stage 1", 0)
    assert world.commands == []


def test_a_drop_into_not_now_asks_first_and_changes_nothing(presenter, world, qtbot):
    with qtbot.waitSignal(presenter.loss_asked) as asked:
        drop(presenter, [1, 2], "stage 5", 0)
    request = asked.args[0]
    assert request == LossRequest((1, 2), Place(5, None, 51), (1, 2))
    assert world.commands == []
    world.run(request.command(Loss(), WEDNESDAY))
    assert list(presenter.model.columns[4].ids) == [1, 2, 51]


def test_a_drop_on_won_asks_for_the_amount(presenter, world, qtbot):
    with qtbot.waitSignal(presenter.win_asked) as asked:
        drop(presenter, [1], "stage 6", 0)
    assert asked.args == [WinRequest((1,), Place(6), (1,))]
    assert world.commands == []


def test_losing_and_winning_by_menu_is_a_drop_at_the_end(presenter, qtbot):
    with qtbot.waitSignal(presenter.loss_asked) as asked:
        presenter.lose([2, 1])
    assert asked.args == [LossRequest((1, 2), Place(5), (1, 2))]
    with qtbot.waitSignal(presenter.win_asked) as asked:
        presenter.win([2])
    assert asked.args == [WinRequest((2,), Place(6), (2,))]


def test_by_when_a_drop_plans_the_date(presenter, world):
    presenter.group_by(GroupBy.WHEN)
    drop(presenter, [1], "this-week", 0)
    assert world.commands == [PlanTouch((1,), WEDNESDAY + timedelta(days=1))]
    assert list(presenter.model.column("this-week").ids) == [1]


def test_by_when_the_past_refuses_in_words(presenter, world, qtbot):
    presenter.group_by(GroupBy.WHEN)
    with qtbot.waitSignal(presenter.refused):
        drop(presenter, [1], "overdue", 0)
    assert world.commands == []


@pytest.mark.parametrize(
    ("start", "direction", "command"),
    [
        (2, Direction.UP, MoveCards((2,), Place(1, None, 1))),
        (2, Direction.DOWN, MoveCards((2,), Place(1, 3, 4))),
        (2, Direction.RIGHT, MoveCards((2,), Place(2, 11, 12))),
        (4, Direction.RIGHT, MoveCards((4,), Place(2, 13))),
        (12, Direction.LEFT, MoveCards((12,), Place(1, 1, 2))),
        (12, Direction.RIGHT, MoveCards((12,), Place(3))),
        (1, Direction.UP, None),
        (4, Direction.DOWN, None),
        (1, Direction.LEFT, None),
    ],
)
def test_a_key_moves_a_card_as_a_drop_would(presenter, world, start, direction, command):
    presenter.select([start])
    presenter.move(direction)
    assert world.commands == ([command] if command else [])


def test_a_key_moves_several_cards_as_one(presenter, world):
    presenter.select([2, 3])
    presenter.move(Direction.DOWN)
    assert world.ids_in(1) == [1, 4, 2, 3]
    presenter.move(Direction.UP)
    assert world.ids_in(1) == [1, 2, 3, 4]
    presenter.move(Direction.RIGHT)
    assert world.ids_in(2) == [11, 2, 3, 12, 13]


def test_by_when_the_order_is_not_the_reps(presenter, world, qtbot):
    presenter.group_by(GroupBy.WHEN)
    presenter.select([2])
    with qtbot.waitSignal(presenter.refused):
        presenter.move(Direction.DOWN)
    assert world.commands == []


def test_a_key_without_a_card_does_nothing(presenter, world):
    presenter.move(Direction.DOWN)
    presenter.open_current()
    assert world.commands == []


def test_the_selection_follows_a_card_that_moved(presenter, world):
    presenter.select([2])
    drop(presenter, [2], "stage 2", 0)
    assert presenter.selection == Selection(frozenset({2}), 2)
    world.undo()
    assert presenter.selection == Selection(frozenset({2}), 2)


def test_an_undo_selects_the_card_it_brought_back(presenter, world):
    presenter.select([2])
    drop(presenter, [2], "stage 2", 0)
    presenter.select([51])
    world.undo()
    assert presenter.selection == Selection(frozenset({2}), 2)


def test_a_new_card_is_selected(presenter, world):
    presenter.select([2])
    world.change(make_card(60, 3))
    assert presenter.selection == Selection(frozenset({60}), 60)


def test_a_card_changed_where_it_stands_leaves_the_selection(presenter, world):
    presenter.select([2])
    world.change(make_card(11, 2, account="Teller"))
    assert presenter.selection.current == 2


def test_with_the_card_gone_the_next_one_is_selected(presenter, world):
    presenter.select([2])
    world.remove(2)
    assert presenter.selection == Selection(frozenset({3}), 3)
    presenter.select([4])
    world.remove(4)
    assert presenter.selection == Selection(frozenset({3}), 3)


def test_cards_out_of_sight_are_not_selected(presenter):
    presenter.select([1, 2])
    presenter.show_only(CardFilter(text="account 2"))
    assert presenter.selection == Selection(frozenset({2}), 2)
    presenter.show_only(CardFilter(text="nobody"))
    assert presenter.selection == Selection()


def test_only_what_changed_is_read(presenter, world):
    world.reads.clear()
    world.change(make_card(2, 1, account="Teller"))
    assert world.reads == ["cards"]


def test_a_change_of_unknown_size_reads_the_board_anew(presenter, world):
    world.reads.clear()
    world.changed.emit(ChangeSet(bulk=True))
    world.changed.emit(ChangeSet(ids={"Stage": frozenset({1})}))
    assert world.reads == ["board", "board"]


def test_a_new_day_reads_the_board_anew(presenter, world):
    world.reads.clear()
    world.clock.go_on(days=1)
    world.change(make_card(2, 1, account="Teller"))
    assert world.reads == ["board"]
    assert presenter.model.today == WEDNESDAY + timedelta(days=1)


def test_a_board_behind_another_page_reads_nothing_until_it_is_seen(presenter, world):
    presenter.set_in_sight(False)
    world.reads.clear()
    world.change(make_card(2, 1, account="Teller"))
    world.change(make_card(2, 1, account="Teller Foods"))
    assert world.reads == []
    presenter.set_in_sight(True)
    assert world.reads == ["board"]
    presenter.set_in_sight(True)
    assert world.reads == ["board"]


def test_space_opens_the_card_the_keys_are_on(presenter, qtbot):
    presenter.select([2])
    with qtbot.waitSignal(presenter.opened) as opened:
        presenter.open_current()
    assert opened.args == [2]


def test_columns_are_changed_by_commands(presenter, world):
    presenter.edit_column(1, name="Hot", colour="#2A9D8F")
    presenter.move_column(2, -1)
    presenter.move_column(2, 1)
    presenter.move_column(2, -9)
    assert world.commands == [
        Edit("Stage", 1, (("name", "Hot"), ("colour", "#2A9D8F"))),
        MoveStage(2, None),
        MoveStage(2, 1),
    ]
    assert [column.column.name for column in presenter.model.columns][:2] == ["Hot", "Pursuing"]


def test_a_new_column_is_named_after_its_kind_until_the_rep_names_it(presenter, world, qtbot):
    with qtbot.waitSignal(presenter.rename_wanted) as wanted:
        presenter.add_column(StageKind.PURSUING, 2)
    assert wanted.args == ["stage 7"]
    assert world.commands == [AddStage("Pursuing 2", StageKind.PURSUING, 2)]
    assert presenter.model.columns[2].column.key == "stage 7"


def test_a_column_removed_leaves_its_cards_to_another_of_its_kind(presenter, world):
    world.stages[7] = Stage(7, "Hot", StageKind.PURSUING, 25)
    presenter.load()
    presenter.remove_column(7)
    presenter.remove_column(3)
    assert world.commands == [RemoveStage(7, 2), RemoveStage(3, None)]
