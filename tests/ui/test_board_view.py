"""The board in a window: keys, selection, drops wherever they fall, columns, and names for everybody."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from dreamboard.domain.values import GroupBy
from dreamboard.services.commands import Edit, MoveCards, MoveStage, Place, PlanTouch
from dreamboard.services.filters import CardFilter
from dreamboard.ui.board.column_menu import fill_column_menu
from tests.board_world import WEDNESDAY, BoardWorld, make_card
from tests.ui.board_bench import BoardBench

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def world(qapp):
    """Cards 1 to 4 in the first column, 11 to 13 in the second, none in the third, 41 in the fourth."""
    cards = [make_card(n, 1) for n in (1, 2, 3, 4)] + [make_card(n, 2) for n in (11, 12, 13)]
    return BoardWorld([*cards, make_card(41, 4)])


@pytest.fixture
def bench(world, theme, qtbot):
    made = BoardBench(world, theme)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.view.take_focus()
    return made


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def click(bench, pursuit_id, modifier=Qt.KeyboardModifier.NoModifier):
    view = bench.view.column_of(pursuit_id).cards
    at = view.viewport().mapFromGlobal(bench.place(pursuit_id))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def chosen(bench):
    return sorted(bench.presenter.selection.ids), bench.presenter.selection.current


def test_the_board_and_its_columns_have_names(bench):
    assert bench.view.objectName() == "board"
    pursuing = bench.window.findChild(QListView, "stage-pursuing")
    assert pursuing is bench.cards(2)
    assert pursuing.accessibleName() == "Pursuing, 3 cards"


def test_assistive_technology_reads_a_card_whole(bench):
    reader = QAccessible.queryAccessibleInterface(bench.cards(2))
    assert reader.childCount() == 3
    text = reader.child(0).text(QAccessible.Text.Name)
    assert text.startswith("Dream client, Account 11, $100,000 a year, Dana Whitfield")


def test_the_first_card_has_the_keys(bench):
    assert chosen(bench) == ([1], 1)
    assert bench.cards(1).hasFocus()


def test_arrows_go_from_card_to_card_and_over_empty_columns(bench):
    press(Qt.Key.Key_Down)
    assert chosen(bench) == ([2], 2)
    press(Qt.Key.Key_Right)
    assert chosen(bench) == ([12], 12)
    press(Qt.Key.Key_Right)
    assert chosen(bench) == ([41], 41)
    assert bench.cards(4).hasFocus()
    press(Qt.Key.Key_Right)
    assert chosen(bench) == ([41], 41)
    press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert chosen(bench) == ([1], 1)


def test_shift_and_arrows_extend_the_selection(bench):
    press(Qt.Key.Key_Down, modifier=SHIFT)
    assert chosen(bench) == ([1, 2], 2)
    press(Qt.Key.Key_Right, modifier=SHIFT)
    assert chosen(bench) == ([1, 2, 12], 12)
    press(Qt.Key.Key_Down)
    assert chosen(bench) == ([13], 13)


def test_ctrl_and_arrows_move_the_card_and_the_keys_stay_on_it(bench, world):
    press(Qt.Key.Key_Right, modifier=CTRL)
    assert world.commands == [MoveCards((1,), Place(2, None, 11))]
    assert bench.cards(2).hasFocus()
    press(Qt.Key.Key_Down, modifier=CTRL)
    assert bench.ids(2) == [11, 1, 12, 13]
    assert chosen(bench) == ([1], 1)
    world.undo()
    assert chosen(bench) == ([1], 1)
    assert bench.ids(2) == [1, 11, 12, 13]
    press(Qt.Key.Key_Left, modifier=CTRL)
    assert bench.ids(1) == [1, 2, 3, 4]
    assert bench.cards(1).hasFocus()


def test_space_opens_the_card(bench, qtbot):
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(bench.presenter.opened) as opened:
        press(Qt.Key.Key_Space)
    assert opened.args == [2]
    assert chosen(bench) == ([2], 2)


def test_digits_jump_to_a_column(bench):
    press(Qt.Key.Key_2)
    assert chosen(bench) == ([11], 11)
    press(Qt.Key.Key_Down, Qt.Key.Key_1, Qt.Key.Key_2)
    assert chosen(bench) == ([12], 12)
    press(Qt.Key.Key_3)
    assert bench.cards(3).hasFocus()


def test_a_click_chooses_one_card_on_the_whole_board(bench):
    click(bench, 2)
    assert chosen(bench) == ([2], 2)
    click(bench, 12)
    assert chosen(bench) == ([12], 12)
    assert bench.cards(1).selectionModel().selectedIndexes() == []


def test_ctrl_click_adds_across_columns_and_shift_click_within(bench):
    click(bench, 2)
    click(bench, 12, CTRL)
    assert chosen(bench) == ([2, 12], 12)
    click(bench, 41, CTRL)
    click(bench, 2, CTRL)
    assert sorted(bench.presenter.selection.ids) == [12, 41]
    click(bench, 1)
    click(bench, 3, SHIFT)
    assert chosen(bench) == ([1, 2, 3], 3)


def test_a_click_on_empty_space_keeps_the_selection(bench):
    click(bench, 2)
    viewport = bench.cards(1).viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().bottomLeft() + QPoint(50, -20))
    assert chosen(bench) == ([2], 2)


def test_the_selection_is_shown_by_the_lists(bench):
    bench.presenter.select([1, 3, 12], 3)
    assert [index.row() for index in bench.cards(1).selectedIndexes()] == [0, 2]
    assert [index.row() for index in bench.cards(2).selectedIndexes()] == [1]
    assert bench.cards(1).currentIndex().row() == 2


@pytest.mark.parametrize(("down", "expected"), [(0.2, [11, 1, 12, 13]), (0.8, [11, 12, 1, 13])])
def test_a_drop_on_a_card_lands_in_the_nearer_gap(bench, down, expected):
    bench.drop([1], bench.place(12, down))
    assert bench.ids(2) == expected


def test_a_drop_in_a_gap_is_a_drop(bench):
    bench.drop([1], bench.place(11, 0.97))
    assert bench.ids(2) == [11, 1, 12, 13]


def test_a_drop_below_the_last_card_lands_at_the_end(bench):
    bench.drop([1], bench.below_the_last(2))
    assert bench.ids(2) == [11, 12, 13, 1]


def test_a_drop_on_the_head_of_a_column_lands_on_top(bench):
    bench.drop([1], bench.middle(bench.columns[1].header))
    assert bench.ids(2) == [1, 11, 12, 13]


def test_a_drop_between_two_columns_is_meant_for_the_nearer(bench):
    second = bench.columns[1]
    bench.drop([1], second.mapToGlobal(QPoint(-3, 300)))
    assert bench.ids(2) == [11, 12, 13, 1]


def test_a_drop_into_an_empty_column(bench):
    bench.drop([1, 11], bench.middle(bench.columns[2]))
    assert bench.ids(3) == [1, 11]


def test_a_drop_on_a_collapsed_column(bench, world):
    world.stages[2] = replace(world.stages[2], collapsed=True)
    bench.presenter.load()
    bench.settle()
    bench.drop([1], bench.middle(bench.columns[1].strip))
    assert bench.ids(2) == [11, 12, 13, 1]
    assert chosen(bench) == ([1], 1)


def test_what_is_not_cards_cannot_be_dropped(bench):
    data = QMimeData()
    data.setText("1")
    assert not bench.offer(data, bench.place(1))


def test_the_target_is_marked_while_cards_are_over_it(bench):
    assert bench.drag_over([1], bench.place(12, 0.2))
    looks = [column.property("column") for column in bench.columns]
    assert looks == ["plain", "target", "plain", "plain", "plain", "plain"]
    with_mark = bench.cards(2).grab().toImage()
    bench.leave()
    assert bench.columns[1].property("column") == "plain"
    assert bench.cards(2).grab().toImage() != with_mark
    assert bench.world.commands == []


def test_by_when_a_drop_plans_and_no_gap_is_marked(bench, world):
    bench.presenter.group_by(GroupBy.WHEN)
    bench.settle()
    plain = bench.cards(2).grab().toImage()
    bench.drag_over([1], bench.middle(bench.columns[1]))
    assert bench.cards(2).grab().toImage() == plain
    bench.drop([1], bench.middle(bench.columns[1]))
    assert world.commands == [PlanTouch((1,), WEDNESDAY)]
    assert bench.window.findChild(QListView, "stage-today").accessibleName() == "Today, 1 card"


def test_a_drag_held_at_the_edge_scrolls_board_and_column(world, theme, qtbot):
    world.cards_by_id |= {n: make_card(n, 2) for n in range(100, 130)}
    bench = BoardBench(world, theme, size=(700, 400))
    qtbot.addWidget(bench.window)
    bench.window.show()
    bench.settle()
    board, second = bench.view.horizontalScrollBar(), bench.cards(2).verticalScrollBar()
    viewport = bench.view.viewport()
    low = bench.cards(2).viewport()
    bench.drag_over([1], low.mapToGlobal(QPoint(20, low.height() - 4)))
    qtbot.waitUntil(lambda: second.value() > 200)
    bench.drag_over([1], low.mapToGlobal(QPoint(20, 4)))
    qtbot.waitUntil(lambda: second.value() == 0)
    bench.drag_over([1], viewport.mapToGlobal(QPoint(viewport.width() - 3, 200)))
    qtbot.waitUntil(lambda: board.value() == board.maximum())
    bench.drag_over([1], viewport.mapToGlobal(QPoint(3, 200)))
    qtbot.waitUntil(lambda: board.value() == 0)
    bench.leave()
    assert world.commands == []


def test_a_drop_after_scrolling_lands_in_the_column_then_under_the_mouse(world, theme, qtbot):
    bench = BoardBench(world, theme, size=(700, 400))
    qtbot.addWidget(bench.window)
    bench.window.show()
    bench.settle()
    viewport = bench.view.viewport()
    right = viewport.mapToGlobal(QPoint(viewport.width() - 30, 200))
    bench.drag_over([1], right)
    bar = bench.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    with qtbot.waitSignal(bench.presenter.win_asked):
        bench.let_go([1], right)


def test_a_renamed_column_says_so(bench, world, qtbot):
    bench.columns[0].header.rename()
    editor = bench.columns[0].header.findChild(QLineEdit)
    assert editor.isVisible()
    assert editor.text() == "Dream list"
    QTest.keyClicks(editor, "Hot & new")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert world.commands == [Edit("Stage", 1, (("name", "Hot & new"),))]
    assert bench.cards(1).accessibleName() == "Hot & new, 4 cards"
    assert not editor.isVisible()


def test_escape_leaves_a_columns_name(bench, world):
    bench.columns[0].header.rename()
    editor = bench.columns[0].header.findChild(QLineEdit)
    QTest.keyClicks(editor, "Hot")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert world.commands == []


def menu_of(bench, number):
    column = bench.columns[number - 1]
    menu = column.header.menu
    fill_column_menu(menu, column.model.column.stage, bench.presenter, column.header.rename)
    return menu


def entry(menu, *path):
    for text in path:
        action = next(action for action in menu.actions() if action.text() == text)
        menu = action.menu()
    return action


def test_the_menu_colours_limits_collapses_and_moves_a_column(bench, world):
    entry(menu_of(bench, 1), "Colour", "Teal").trigger()
    entry(menu_of(bench, 1), "Limit", "3").trigger()
    assert bench.cards(1).accessibleName() == "Dream list, 4 cards, more than its limit of 3"
    assert entry(menu_of(bench, 1), "Limit", "3").isChecked()
    entry(menu_of(bench, 1), "Move to the right").trigger()
    assert [column.model.column.slug for column in bench.columns][:2] == ["pursuing", "dream_list"]
    entry(menu_of(bench, 2), "Collapse").trigger()
    assert bench.columns[1].collapsed
    assert bench.columns[1].strip.isVisible()
    assert not bench.columns[1].cards.isVisible()
    assert world.commands[2] == MoveStage(1, 2)
    assert not entry(menu_of(bench, 1), "Move to the left").isEnabled()


def test_a_strip_opens_when_pressed(bench, world):
    world.stages[2] = replace(world.stages[2], collapsed=True)
    bench.presenter.load()
    bench.settle()
    QTest.mouseClick(bench.columns[1].strip, Qt.MouseButton.LeftButton)
    assert world.commands == [Edit("Stage", 2, (("collapsed", False),))]
    assert bench.columns[1].cards.isVisible()


def test_a_new_column_stands_beside_and_waits_for_its_name(bench):
    entry(menu_of(bench, 2), "Add a column to the right", "In conversation").trigger()
    bench.settle()
    assert [column.model.column.name for column in bench.columns][2] == "In conversation 2"
    assert bench.columns[2].header.findChild(QLineEdit).isVisible()


def test_the_head_warns_in_words_of_too_many_cards(bench, world, theme):
    world.stages[1] = replace(world.stages[1], card_limit=3)
    bench.presenter.load()
    shown = bench.columns[0].header.grab().toImage()
    inks = {shown.pixelColor(x, y).name().upper() for x in range(120) for y in range(shown.height())}
    assert theme.tokens.due in inks
    assert bench.columns[0].header._count.text() == "4 of 3"


def test_a_filter_tells_how_many_it_left(bench):
    bench.presenter.show_only(CardFilter(text="account 2"))
    assert bench.columns[0].header._count.text() == "1 / 4"


def test_columns_come_and_go_without_leftovers(bench, qapp):
    for kind in (GroupBy.WHEN, GroupBy.STAGE, GroupBy.WHEN, GroupBy.STAGE):
        bench.presenter.group_by(kind)
    bench.settle()
    qapp.sendPostedEvents(None, 52)
    assert len(bench.window.findChildren(QListView)) == 6
    assert len(bench.presenter.model.children()) == 6


def test_the_keys_go_on_from_a_strip(bench, world):
    world.stages[2] = replace(world.stages[2], collapsed=True)
    bench.presenter.load()
    bench.settle()
    press(Qt.Key.Key_Right, modifier=CTRL)
    assert bench.columns[1].strip.hasFocus()
    press(Qt.Key.Key_Right, modifier=CTRL)
    assert bench.ids(3) == [1]
    assert bench.cards(3).hasFocus()


def test_larger_text_makes_larger_cards(bench, theme):
    before = bench.cards(1).visualRect(bench.cards(1).model().index(0, 0)).height()
    theme.choose(text_scale=1.5)
    bench.settle()
    after = bench.cards(1).visualRect(bench.cards(1).model().index(0, 0)).height()
    assert after == 128
    assert before == 88
