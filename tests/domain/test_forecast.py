"""The weeks ahead as the rhythms ask for them, before and after a change."""

from dataclasses import replace

from dreamboard.domain.book import Book
from dreamboard.domain.engine import suggest
from dreamboard.domain.forecast import forecast, too_much, with_card_rhythm, with_stage_rhythm
from dreamboard.domain.rhythm import Rhythm
from tests.domain.cards import SETTINGS, TODAY, at, card, day, plan, renumbered, touch


def book(*cards):
    return Book(tuple(renumbered(each, n) for n, each in enumerate(cards, start=1)))


def weekly(*touches, **parts):
    return card(*touches, pursuit={"ideal_days": 7, "max_days": 10}, **parts)


def test_a_weekly_card_asks_for_a_touch_a_week():
    found = forecast(book(weekly(touch(-7, "call"))), at(), SETTINGS)
    assert [week.touches for week in found.weeks] == [1] * 13
    assert found.touches == 13
    assert found.overfull == ()


def test_touches_fall_on_working_days_alone():
    cards = [weekly(touch(-n, "call")) for n in range(1, 8)]
    found = forecast(book(*cards), at(), SETTINGS)
    assert all(when.weekday() < 5 for when in found.load)


def test_a_rhythm_of_its_own_shows_what_it_would_cost():
    now = book(*[card(touch(-3, "call")) for _ in range(4)])
    before = forecast(now, at(), SETTINGS)
    after = forecast(with_card_rhythm(now, {1}, Rhythm(7, 10)), at(), SETTINGS)
    assert after.touches > before.touches
    assert after.touches - before.touches <= 13
    everybody = forecast(with_stage_rhythm(now, 1, Rhythm(7, 10)), at(), SETTINGS)
    assert everybody.touches > after.touches
    assert forecast(with_stage_rhythm(now, 99, Rhythm(7, 10)), at(), SETTINGS) == before


def test_days_over_the_cap_are_named():
    found = forecast(book(*[card(touch(-60, "call")) for _ in range(12)]), at(), SETTINGS)
    assert found.overfull[0] == TODAY
    assert found.load[TODAY] == 12


def test_what_is_too_much_is_the_least_pressing_and_never_a_promise():
    promised = [card(plans=(plan(0),)) for _ in range(9)]
    late = [card(touch(-60 - n, "call")) for n in range(3)]
    found = suggest(book(*promised, *late), at(), SETTINGS)
    moved = too_much(found, TODAY, SETTINGS)
    assert len(moved) == 2
    assert all(each.pursuit_id > 9 for each in moved)
    assert too_much(found, TODAY, replace(SETTINGS, day_cap=12)) == ()


def test_nothing_moves_where_only_promises_are_too_many():
    found = suggest(book(*[card(plans=(plan(5),)) for _ in range(14)]), at(), SETTINGS)
    assert {s.due for s in found} == {day(5)}
    assert too_much(found, TODAY, SETTINGS) == ()
