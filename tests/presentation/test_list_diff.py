"""From one order to another in the fewest steps."""

from hypothesis import given
from hypothesis import strategies as st

from dreamboard.presentation.board.list_diff import Insert, Move, Remove, edits

ORDERS = st.lists(st.integers(0, 30), unique=True)


def follow(rows, steps):
    rows = list(rows)
    for step in steps:
        match step:
            case Remove(first, last):
                del rows[first : last + 1]
            case Insert(row, ids):
                rows[row:row] = ids
            case Move(source, target):
                rows.insert(target, rows.pop(source))
    return rows


@given(ORDERS, ORDERS)
def test_the_steps_lead_from_one_order_to_the_other(old, new):
    assert follow(old, edits(old, new)) == new


@given(ORDERS)
def test_the_same_order_takes_no_step(rows):
    assert list(edits(rows, rows)) == []


@given(st.lists(st.integers(), unique=True, min_size=2), st.data())
def test_one_card_moved_is_one_step(rows, data):
    source = data.draw(st.integers(0, len(rows) - 1))
    target = data.draw(st.integers(0, len(rows) - 1).filter(lambda row: row != source))
    moved = list(rows)
    moved.insert(target, moved.pop(source))
    assert len(list(edits(rows, moved))) == 1


def test_neighbours_come_and_go_together():
    assert list(edits([1, 2, 3, 4], [1, 4])) == [Remove(1, 2)]
    assert list(edits([1, 4], [1, 2, 3, 4])) == [Insert(1, (2, 3))]
