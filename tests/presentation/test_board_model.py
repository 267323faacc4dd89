"""The board's models: they mirror what was read with the fewest row signals, and let no drop remove a row."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from dreamboard.domain.values import GroupBy, PursuitKind
from dreamboard.presentation.board.board_model import BoardModel
from dreamboard.presentation.board.card_face import CardFace
from dreamboard.presentation.board.column_model import MOST_STEPS
from dreamboard.presentation.mime import CARDS, cards_from_mime, cards_to_mime
from dreamboard.presentation.roles import CardRole
from dreamboard.services.filters import CardFilter
from tests.board_world import WEDNESDAY, BoardWorld, big_board, make_card, suggested


@pytest.fixture
def world(qapp):
    return BoardWorld([make_card(n, 1 + n // 5) for n in range(10)])


@pytest.fixture
def board(world):
    model = BoardModel(WEDNESDAY)
    model.load(world.board(WEDNESDAY), WEDNESDAY)
    return model


class Signals:
    """Names of the row signals of some models, in order."""

    def __init__(self, *models):
        self.seen = []
        for model in models:
            for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "modelReset", "dataChanged"):
                getattr(model, name).connect(lambda *_, name=name: self.seen.append(name))


def refresh(board, *cards):
    return board.refresh([card.id for card in cards], cards)


def test_cards_stand_in_their_columns_in_order(board):
    assert [list(column.ids) for column in board.columns[:2]] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]


def test_a_move_across_is_one_remove_and_one_insert(board):
    seen = Signals(*board.columns).seen
    assert refresh(board, make_card(2, 2, rank=7 * 1024 - 1)) == {2}
    assert sorted(seen) == ["rowsInserted", "rowsRemoved"]
    assert list(board.columns[1].ids) == [5, 6, 2, 7, 8, 9]


def test_a_move_within_is_one_move_of_a_row(board):
    column = board.columns[0]
    held = QPersistentModelIndex(column.index_of(0))
    seen = Signals(*board.columns).seen
    refresh(board, make_card(0, 1, rank=3 * 1024 + 1))
    assert seen == ["rowsMoved", "dataChanged"]
    assert list(column.ids) == [1, 2, 3, 0, 4]
    assert held.row() == 3


def test_a_card_that_only_looks_different_changes_its_data_alone(board):
    seen = Signals(*board.columns).seen
    assert refresh(board, make_card(3, 1, account="Teller")) == frozenset()
    assert seen == ["dataChanged"]
    assert board.columns[0].index_of(3).data() == "Teller"


def test_other_ranks_of_neighbours_move_nobody(board):
    cards = [make_card(n, 1, rank=n * 10 + 5) for n in range(5)]
    arrived = make_card(5, 1, rank=1)
    assert refresh(board, *cards, arrived) == {5}
    assert list(board.columns[0].ids) == [5, 0, 1, 2, 3, 4]


def test_a_card_that_was_asked_for_and_not_found_is_gone(board):
    seen = Signals(*board.columns).seen
    board.refresh([3], [])
    assert seen == ["rowsRemoved"]
    assert board.card(3) is None


def test_reading_the_board_again_changes_nothing_that_is_as_it_was(board, world, qtbot):
    seen = Signals(*board.columns).seen
    with qtbot.assertNotEmitted(board.columns_changed):
        board.load(world.board(WEDNESDAY), WEDNESDAY)
    assert seen == []


def test_a_column_renamed_keeps_its_model(board, world, qtbot):
    before = board.columns
    world.stages[1] = replace(world.stages[1], name="Hot")
    with qtbot.waitSignal(board.columns_changed):
        board.load(world.board(WEDNESDAY), WEDNESDAY)
    assert board.columns == before
    assert board.columns[0].column.name == "Hot"


def test_the_models_keep_the_rules_of_item_models(board, world):
    testers = [
        QAbstractItemModelTester(column, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for column in board.columns
    ]
    refresh(board, make_card(2, 2, rank=1), make_card(7, 1, rank=1), make_card(20, 1, rank=2))
    board.refresh([0, 9], [])
    board.show_only(CardFilter(text="account 2"))
    board.show_only(CardFilter())
    assert testers
    assert list(board.columns[0].ids) == [7, 20, 1, 3, 4]


def test_a_drop_only_asks(board, qtbot):
    column = board.columns[1]
    seen = Signals(*board.columns).seen
    with qtbot.waitSignal(board.dropped) as asked:
        taken = column.dropMimeData(cards_to_mime([1, 2]), Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    assert taken is False
    request = asked.args[0]
    assert (request.column_key, request.pursuit_ids, request.row) == ("stage 2", (1, 2), 3)
    assert seen == []


def test_rows_cannot_be_removed_from_outside(board):
    assert board.columns[0].removeRows(0, 1) is False


def test_a_drop_on_a_card_or_below_the_last_is_a_drop(board, qtbot):
    column = board.columns[1]
    for row, parent, gap in ((-1, column.index(2), 2), (-1, QModelIndex(), 5)):
        with qtbot.waitSignal(board.dropped) as asked:
            column.dropMimeData(cards_to_mime([1]), Qt.DropAction.MoveAction, row, 0, parent)
        assert asked.args[0].row == gap


def test_cards_travel_as_ids_in_the_order_of_their_rows(board):
    column = board.columns[0]
    data = column.mimeData([column.index(3), column.index(1)])
    assert column.mimeTypes() == data.formats() == [CARDS]
    assert cards_from_mime(data) == (1, 3)


def test_cards_of_another_program_are_not_taken(board, qtbot):
    data = cards_to_mime([1])
    data.setData(CARDS, b"somebody-else 1 2")
    column = board.columns[0]
    assert not column.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    with qtbot.assertNotEmitted(board.dropped):
        column.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"1 2 3"])
def test_garbage_is_no_cards(raw):
    data = cards_to_mime([1])
    data.setData(CARDS, raw)
    assert cards_from_mime(data) == ()


def test_a_card_answers_all_its_roles(board):
    index = board.columns[0].index_of(3)
    assert index.data(CardRole.PURSUIT_ID) == 3
    assert isinstance(index.data(CardRole.FACE), CardFace)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Dream client, Account 3, $100,000")
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("Account 3\n")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_filters_hide_by_kind_tag_and_folded_words(board):
    refresh(
        board,
        make_card(1, 1, kind=PursuitKind.LOST_DEAL, account="Straße & Söhne", tags=("west",)),
        make_card(2, 1, tags=("west", "hot"), decision_maker="Łucja Nowak"),
    )
    first = board.columns[0]
    board.show_only(CardFilter(kind=PursuitKind.LOST_DEAL))
    assert list(first.ids) == [1]
    board.show_only(CardFilter(tags=frozenset({"west"})))
    assert list(first.ids) == [1, 2]
    board.show_only(CardFilter(tags=frozenset({"west", "hot"})))
    assert list(first.ids) == [2]
    board.show_only(CardFilter(text="SOHNE strasse"))
    assert list(first.ids) == [1]
    board.show_only(CardFilter(text="lucja"))
    assert list(first.ids) == [2]
    board.show_only(CardFilter(text=" "))
    assert list(first.ids) == [0, 1, 2, 3, 4]
    assert board.tags() == ["hot", "west"]


def test_figures_tell_what_is_shown_and_what_is_held(board, world):
    world.stages[1] = replace(world.stages[1], card_limit=4)
    board.load(world.board(WEDNESDAY), WEDNESDAY)
    refresh(
        board, make_card(1, 1, value_minor=2_000_000_00, currency="EUR"), make_card(2, 1, value_minor=None)
    )
    figures = board.figures("stage 1")
    assert (figures.shown, figures.held, figures.over_limit) == (5, 5, True)
    assert figures.value == "€2.0M + $300k"
    board.show_only(CardFilter(text="account 3"))
    figures = board.figures("stage 1")
    assert (figures.shown, figures.held, figures.value) == (1, 5, "$100k")


def test_by_when_cards_are_in_the_order_of_their_plans(board):
    refresh(board, make_card(8, 2, plan_on=WEDNESDAY), make_card(1, 1, plan_on=WEDNESDAY))
    board.group_by(GroupBy.WHEN)
    assert [column.column.slug for column in board.columns][:2] == ["overdue", "today"]
    assert list(board.column("today").ids) == [1, 8]
    assert board.column_of(8) is board.column("today")
    board.group_by(GroupBy.STAGE)
    assert board.column_of(8) is board.columns[1]


def test_at_midnight_plans_fall_into_other_columns(board, world):
    board.group_by(GroupBy.WHEN)
    world.change(make_card(1, 1, plan_on=WEDNESDAY))
    thursday = WEDNESDAY.replace(day=19)
    board.load(world.board(thursday), thursday)
    assert list(board.column("overdue").ids) == [1]


def test_a_suggestion_that_came_is_painted(world, qapp):
    known = {}
    board = BoardModel(WEDNESDAY, known.get)
    board.load(world.board(WEDNESDAY), WEDNESDAY)
    assert board.columns[0].index_of(1).data(CardRole.FACE).chip.text == ""
    known[1] = suggested(WEDNESDAY, "Call today")
    seen = Signals(*board.columns).seen
    board.retell({1, 999})
    assert seen == ["dataChanged"]
    assert board.columns[0].index_of(1).data(CardRole.FACE).chip.text == "Call today"


def test_two_thousand_cards_are_taken_in_filtered_and_moved_with_few_signals(qapp):
    model = BoardModel(WEDNESDAY)
    model.load(BoardWorld(big_board(2000)).board(WEDNESDAY), WEDNESDAY)
    seen = Signals(*model.columns).seen
    model.show_only(CardFilter(text="account 19"))
    assert 0 < len(seen) <= MOST_STEPS * len(model.columns)
    seen.clear()
    model.show_only(CardFilter(kind=PursuitKind.LOST_DEAL))
    assert len(seen) <= MOST_STEPS * len(model.columns)
    model.show_only(CardFilter())
    seen.clear()
    refresh(model, replace(model.card(500), rank=1))
    assert seen == ["rowsMoved", "dataChanged"]
