"""The day's queue."""

from dataclasses import replace
from datetime import date

from dreamboard.domain.book import Book
from dreamboard.domain.day import arrange
from dreamboard.domain.engine import suggest
from dreamboard.domain.settings import Settings
from tests.domain.cards import SETTINGS, TODAY, at, card, day, plan, quote, renumbered, touch


def board(*cards):
    return suggest(Book(tuple(renumbered(c, n) for n, c in enumerate(cards, start=1))), at(), SETTINGS)


def test_at_most_three_of_a_play_and_the_rest_is_hidden_with_the_reason():
    today = arrange(board(*[card(touch(-60, "call")) for _ in range(5)]), TODAY, SETTINGS)
    assert len(today.queue) == 3
    assert [str(h.why) for h in today.hidden] == ["3 of this kind are enough for a day."] * 2


def test_at_most_ten_a_day_with_those_done_counted():
    cards = [
        *[card(touch(-60, "call")) for _ in range(3)],
        *[card(touch(-9, "call"), quotes=(quote(-8),)) for _ in range(3)],
        *[card(touch(-9, "in mail")) for _ in range(3)],
        *[card(plans=(plan(0),)) for _ in range(3)],
    ]
    assert len(arrange(board(*cards), TODAY, SETTINGS).queue) == 10
    late = arrange(board(*cards), TODAY, SETTINGS, done=8)
    assert [s.level for s in late.queue] == [1, 1]
    assert "The day is full: 10 touches are the most." in {str(h.why) for h in late.hidden}


def test_one_suggestion_an_account():
    two = [card(touch(-60, "call")), replace(card(touch(-9, "in mail")))]
    found = board(*two)
    same = [replace(s, account_id=7) for s in found]
    today = arrange(same, TODAY, SETTINGS)
    assert len(today.queue) == 1
    assert str(today.hidden[0].why) == "Another touch of the same account is in today’s queue."


def test_on_a_weekend_what_is_due_waits_for_monday():
    saturday = day(3)
    found = suggest(Book((card(touch(-60, "call")),)), at(3), SETTINGS)
    today = arrange(found, saturday, SETTINGS)
    assert today.queue == ()
    assert str(today.hidden[0].why) == "They are closed today; Monday, 30 Nov, is a working day there."
    assert found[0].guard.guard == "weekend"


def test_a_public_holiday_there_is_no_working_day():
    rules = Settings(is_holiday=lambda on, country: country == "US" and on == date(2026, 11, 26))
    book = Book((card(touch(-60, "call"), account={"country": "US"}),))
    (found,) = suggest(book, at(1), rules)
    assert (found.act_on, found.guard.guard) == (day(2), "holiday")
    assert suggest(book, at(1), SETTINGS)[0].act_on == day(1)


def test_what_is_not_due_comes_later_by_date():
    today = arrange(
        board(card(touch(-3, "call")), card(touch(-20, "call")), card(touch(-9, "call"))), TODAY, SETTINGS
    )
    assert today.queue == ()
    assert [s.due for s in today.later] == sorted(s.due for s in today.later)
