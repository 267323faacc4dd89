"""Many touches planned at once: inside the cap, and one undo step."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.book import Book
from dreamboard.domain.engine import suggest
from dreamboard.domain.first_moves import losses
from dreamboard.domain.idea_matches import who_could_use
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import LossReason
from dreamboard.services.commands import PlanTouch
from dreamboard.services.planning import (
    Wish,
    days_with_room,
    load_ahead,
    plan_first_moves,
    plan_idea,
    plan_spread,
)
from tests.domain.cards import SETTINGS, TODAY, at, card, day, idea, lost_card, plan, renumbered, touch

PAPER = idea(1, "Dock delays", loss_reasons=(LossReason.PRICE,))


def board(*cards):
    return Book(tuple(renumbered(each, n) for n, each in enumerate(cards, start=1)), (PAPER,))


@given(
    st.integers(0, 60),
    st.dictionaries(st.integers(0, 20), st.integers(0, 14), max_size=12),
    st.integers(1, 12),
    st.integers(1, 5),
)
def test_no_day_gets_more_than_its_room(count, busy, day_cap, play_cap):
    rules = Settings(day_cap=day_cap, play_cap=play_cap)
    load = {TODAY + timedelta(days=n): number for n, number in busy.items()}
    found = days_with_room([Wish()] * count, load, TODAY, rules)
    assert len(found) == count
    assert found == sorted(found)
    for when, number in Counter(found).items():
        assert when > TODAY
        assert when.weekday() < 5
        assert number <= play_cap
        assert number + load.get(when, 0) <= day_cap


def test_a_touch_waits_for_a_day_on_which_they_work_too_and_leaves_the_others_their_place():
    """Tomorrow is Thanksgiving."""
    rules = Settings(is_holiday=lambda on, country: country == "US" and on == day(1))
    wishes = [Wish("US"), Wish("DE"), Wish("US", after=day(2)), Wish(), Wish("US")]
    assert days_with_room(wishes, {}, TODAY, rules) == [day(2), day(1), day(5), day(1), day(2)]


def test_where_there_is_no_room_at_all_everything_goes_to_one_far_day():
    found = days_with_room([Wish()] * 3, {}, TODAY, Settings(play_cap=0))
    assert len(set(found)) == 1
    assert found[0] > day(700)


def test_what_is_spread_keeps_to_what_holds_it_back():
    """Sixteen accounts ask to be left alone for a month: none is planned before."""
    asked = board(*[card(touch(-60, "call"), account={"not_before": day(30)}) for _ in range(16)])
    commands = plan_spread(suggest(asked, at(), SETTINGS), TODAY, SETTINGS).commands
    assert len(commands) == 6
    assert min(command.on for command in commands) > day(30)


def test_first_moves_are_spread_over_the_coming_weeks_with_an_idea_each():
    cards = losses(board(*[lost_card(-60 - n) for n in range(20)]), at(), SETTINGS).cards
    batch = plan_first_moves(cards, {}, TODAY, SETTINGS)
    assert batch.label == "Plan the first move on 20 cards"
    days = Counter(command.on for command in batch.commands)
    assert max(days.values()) == 3
    assert max(days) == date(2026, 12, 4)
    assert {command.idea_id for command in batch.commands} == {1}


def test_the_load_ahead_leaves_out_what_is_due_and_what_is_planned_anew():
    book = board(card(plans=(plan(5),)), card(plans=(plan(5),)), card(touch(-60, "call")))
    found = suggest(book, at(), SETTINGS)
    assert load_ahead(found, TODAY) == {day(5): 2}
    assert load_ahead(found, TODAY, without={1}) == {day(5): 1}


def test_an_idea_goes_along_with_a_day_that_is_planned():
    book = board(lost_card(-40, plans=(plan(9),)), lost_card(-41, plans=(plan(-2),)), lost_card(-42))
    matches = who_could_use(PAPER, book, at(), SETTINGS)
    batch = plan_idea(PAPER, matches, {}, TODAY, SETTINGS)
    assert batch.label == "Plan “Dock delays” for 3 cards"
    assert sorted(batch.commands, key=lambda c: c.pursuit_ids) == [
        PlanTouch((1,), day(9), idea_id=1),
        PlanTouch((2,), day(1), idea_id=1),
        PlanTouch((3,), day(1), idea_id=1),
    ]


def test_an_idea_is_not_planned_where_thanks_and_debrief_come_first():
    matches = who_could_use(PAPER, board(lost_card(-3), lost_card(-42)), at(), SETTINGS)
    assert len(matches) == 2
    batch = plan_idea(PAPER, matches, {}, TODAY, SETTINGS)
    assert [command.pursuit_ids for command in batch.commands] == [(2,)]
