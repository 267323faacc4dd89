"""Cards are dragged with a real mouse, wherever a rep may let them go."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from dreamboard.services.commands import MoveCards
from dreamboard.ui.theme import SchemeChoice, Theme
from tests.board_world import BoardWorld, make_card
from tests.ui.board_bench import BoardBench

pytestmark = pytest.mark.e2e


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, SchemeChoice.LIGHT)
    yield made
    made.setParent(None)
    made.deleteLater()


@pytest.fixture
def world(qapp):
    """Cards 1 to 4 in the first column, 11 to 13 in the second, none in the third, 41 in the fourth."""
    cards = [make_card(n, 1) for n in (1, 2, 3, 4)] + [make_card(n, 2) for n in (11, 12, 13)]
    return BoardWorld([*cards, make_card(41, 4)])


@pytest.fixture
def board(world, theme, show):
    """A window on the world; call it to show it in another size."""

    def shown(width=1400, height=700):
        bench = BoardBench(world, theme, (width, height))
        show(bench.window)
        bench.settle()
        return bench

    return shown


def test_a_card_goes_to_another_column(board, mouse):
    bench = board()
    mouse.drag(bench.place(2), bench.place(12, 0.2))
    assert (bench.ids(1), bench.ids(2)) == ([1, 3, 4], [11, 2, 12, 13])
    assert bench.presenter.selection.ids == {2}
    assert bench.cards(2).hasFocus()


def test_a_card_goes_down_its_own_column(board, mouse):
    bench = board()
    mouse.drag(bench.place(1), bench.place(3, 0.8))
    assert bench.ids(1) == [2, 3, 1, 4]


def test_a_card_goes_up_its_own_column(board, mouse):
    bench = board()
    mouse.drag(bench.place(4), bench.place(1, 0.1))
    assert bench.ids(1) == [4, 1, 2, 3]


def test_several_cards_go_together_in_their_order(board, mouse):
    bench = board()
    mouse.click(bench.place(3))
    mouse.click(bench.place(1), holding="ctrl")
    mouse.click(bench.place(12), holding="ctrl")
    mouse.drag(bench.place(3), bench.place(41, 0.8))
    assert bench.ids(4) == [41, 1, 3, 12]
    assert [len(command.pursuit_ids) for command in bench.world.commands] == [3]
    bench.world.undo()
    assert (bench.ids(1), bench.ids(2), bench.ids(4)) == ([1, 2, 3, 4], [11, 12, 13], [41])


def test_cards_chosen_with_shift_go_together(board, mouse):
    bench = board()
    mouse.click(bench.place(1))
    mouse.click(bench.place(3), holding="shift")
    mouse.drag(bench.place(2), bench.below_the_last(3))
    assert bench.ids(3) == [1, 2, 3]


def test_a_drop_on_empty_space_goes_to_the_end(board, mouse):
    bench = board()
    mouse.drag(bench.place(1), bench.below_the_last(2))
    assert bench.ids(2) == [11, 12, 13, 1]


@pytest.mark.parametrize("down", [0.93, 0.97, 1.0])
def test_a_drop_in_or_near_a_gap_is_a_drop(board, mouse, down):
    bench = board()
    mouse.drag(bench.place(1), bench.place(11, down))
    assert bench.ids(2) == [11, 1, 12, 13]
    assert bench.ids(1) == [2, 3, 4]


def test_a_drop_between_columns_is_a_drop(board, mouse):
    bench = board()
    mouse.drag(bench.place(1), bench.columns[1].mapToGlobal(QPoint(-4, 400)))
    assert 1 in bench.ids(2)


def test_a_drop_on_the_head_of_a_column_is_a_drop(board, mouse):
    bench = board()
    mouse.drag(bench.place(1), bench.middle(bench.columns[1].header))
    assert bench.ids(2) == [1, 11, 12, 13]


def test_a_drop_on_a_collapsed_column_is_a_drop(board, world, mouse):
    world.stages[3] = replace(world.stages[3], collapsed=True)
    bench = board()
    mouse.drag(bench.place(1), bench.middle(bench.columns[2].strip))
    assert bench.ids(3) == [1]


def test_escape_leaves_everything_where_it_was(board, mouse):
    bench = board()
    mouse.drag(bench.place(1), bench.place(12), cancel=True)
    assert bench.world.commands == []
    assert (bench.ids(1), bench.ids(2)) == ([1, 2, 3, 4], [11, 12, 13])
    assert {column.property("column") for column in bench.columns} == {"plain"}
    mouse.drag(bench.place(1), bench.place(12, 0.2))
    assert bench.ids(2) == [11, 1, 12, 13]


def test_a_drop_off_the_board_leaves_everything_where_it_was(board, mouse):
    bench = board(width=900, height=500)
    outside = bench.window.mapToGlobal(QPoint(1000, 600))
    mouse.drag(bench.place(1), outside)
    assert bench.world.commands == []
    assert bench.ids(1) == [1, 2, 3, 4]


def test_a_drag_held_at_the_right_edge_reaches_the_last_column(board, mouse):
    bench = board(width=700)
    viewport = bench.view.viewport()
    edge = viewport.mapToGlobal(QPoint(viewport.width() - 4, 300))
    asked = []
    bench.presenter.win_asked.connect(asked.append)
    bar = bench.view.horizontalScrollBar()
    mouse.drag(bench.place(1), edge, hold=lambda: bar.value() == bar.maximum())
    assert bar.value() == bar.maximum()
    assert [request.pursuit_ids for request in asked] == [(1,)]
    assert bench.world.commands == []


def test_a_drag_held_at_the_left_edge_reaches_the_first_column(board, mouse):
    bench = board(width=700)
    bench.presenter.select([41])
    bench.view.take_focus()
    bench.settle()
    left = bench.view.viewport().mapToGlobal(QPoint(4, 300))
    bar = bench.view.horizontalScrollBar()
    mouse.drag(bench.place(41), left, hold=lambda: bar.value() == 0)
    assert bar.value() == 0
    assert bench.ids(1) == [1, 2, 3, 41, 4]


def test_a_drag_held_at_the_bottom_of_a_column_reaches_its_end(board, world, mouse):
    world.cards_by_id |= {n: make_card(n, 2) for n in range(100, 120)}
    bench = board(height=400)
    low = bench.cards(2).viewport()
    bottom = low.mapToGlobal(QPoint(40, low.height() - 3))
    bar = bench.cards(2).verticalScrollBar()
    mouse.drag(bench.place(1), bottom, hold=lambda: bar.value() == bar.maximum())
    assert bench.ids(2)[-1] == 1


def test_a_drag_held_at_the_top_of_a_column_reaches_its_beginning(board, world, mouse):
    world.cards_by_id |= {n: make_card(n, 2) for n in range(100, 120)}
    bench = board(height=400)
    bench.cards(2).scrollToBottom()
    high = bench.cards(2).viewport()
    bar = bench.cards(2).verticalScrollBar()
    mouse.drag(bench.place(1), high.mapToGlobal(QPoint(40, 3)), hold=lambda: bar.value() == 0)
    assert bench.ids(2)[0] == 1


def test_the_keys_do_what_the_mouse_does(board, keyboard, mouse):
    bench = board()
    mouse.click(bench.place(2))
    keyboard.press("ctrl+Right", "ctrl+Down", "ctrl+Right", "ctrl+Left")
    assert all(isinstance(command, MoveCards) for command in bench.world.commands)
    assert bench.ids(2) == [2, 11, 12, 13]
    assert bench.presenter.selection.current == 2


def test_a_click_that_trembles_is_no_drag(board, mouse):
    bench = board()
    mouse.drag(bench.place(2), bench.place(2) + QPoint(3, 2), steps=3)
    assert bench.world.commands == []
    assert bench.presenter.selection.ids == {2}
