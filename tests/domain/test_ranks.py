"""Order within a column by ranks with gaps."""

from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.ranks import GAP, placed

ids = st.integers(1, 12)
columns = st.lists(st.tuples(ids, st.integers(-3, 40)), unique_by=lambda card: card[0]).map(
    lambda cards: sorted(cards, key=lambda card: (card[1], card[0]))
)


def in_order(column, ranks):
    """The ids of a column once the ranks are written."""
    return sorted({**dict(column), **ranks}, key=lambda one: ({**dict(column), **ranks}[one], one))


def test_a_card_between_two_moves_no_other():
    assert placed([(1, GAP), (2, 2 * GAP)], [3], above=1, below=2) == {3: GAP * 3 // 2}


def test_a_used_up_gap_spaces_the_column_anew():
    assert placed([(1, 5), (2, 6)], [3], above=1) == {1: GAP, 3: 2 * GAP, 2: 3 * GAP}


def test_the_first_card_of_a_column_has_room_on_both_sides():
    assert placed([], [1]) == {1: GAP}


@given(columns, st.lists(ids, min_size=1, unique=True), st.none() | ids, st.none() | ids)
def test_what_was_placed_stands_together_in_the_order_given_and_the_others_keep_theirs(
    column, moving, above, below
):
    ranks = placed(column, moving, above, below)
    order = in_order(column, ranks)
    start = order.index(moving[0])
    assert order[start : start + len(moving)] == moving
    assert [one for one in order if one not in moving] == [one for one, _ in column if one not in moving]


@given(columns, st.lists(ids, min_size=1, unique=True), st.none() | ids, st.none() | ids)
def test_cards_stand_next_to_a_neighbour_that_stays(column, moving, above, below):
    order = in_order(column, placed(column, moving, above, below))
    there = dict(column).keys() - set(moving)
    if above in there:
        assert order[order.index(moving[0]) - 1] == above
    elif below in there and above not in dict(column):
        assert order[order.index(moving[-1]) + 1] == below
    elif above is None and below is None:
        assert order[-1] == moving[-1]


@given(columns, st.lists(ids, min_size=1, unique=True), st.none() | ids, st.none() | ids)
def test_placing_again_changes_nothing(column, moving, above, below):
    ranks = {**dict(column), **placed(column, moving, above, below)}
    again = sorted(ranks.items(), key=lambda card: (card[1], card[0]))
    assert placed(again, moving, above, below) == {}
