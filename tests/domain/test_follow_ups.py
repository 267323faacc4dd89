"""What the log teaches about following up quotes."""

from datetime import UTC

from dreamboard.domain.book import FollowUps, ReachCount
from dreamboard.domain.follow_ups import added, cell, follow_up_counts
from dreamboard.domain.values import QuoteOutcome
from tests.domain.cards import TODAY, day, quote, touch

AMOUNT = 410_000
"""Of the quotes of these tests, in plain units."""


def at(made, gap, age):
    return cell(made, gap, age, AMOUNT)


def counts(quotes, *touches):
    return follow_up_counts(quotes, touches, TODAY, UTC)


def test_a_follow_up_is_counted_where_it_stood_and_answered_by_what_came_within_a_week():
    found = counts([quote(-30)], touch(-27, "vm"), touch(-20, "vm"), touch(-18, "in mail"))
    assert found.settled == {at(0, 3, 3): ReachCount(1, 0), at(1, 7, 10): ReachCount(1, 1)}


def test_one_that_still_waits_is_known_by_the_days_it_has_waited():
    waiting = counts([quote(-9)], touch(-3, "vm"))
    assert (waiting.settled, waiting.waiting) == ({}, {(at(0, 6, 6), 2): 1})
    lost = counts([quote(-9, outcome=QuoteOutcome.LOST, closed_on=day(-2))], touch(-3, "vm"))
    assert (lost.settled, lost.waiting) == ({at(0, 6, 6): ReachCount(1, 0)}, {})


def test_how_long_answers_took_is_known_from_weeks_that_are_over():
    found = counts(
        [quote(-30)], touch(-20, "vm"), touch(-17, "in mail"), touch(-3, "vm"), touch(-2, "in mail")
    )
    assert found.delays == {3: 1}
    assert sum(c.reached for c in found.settled.values()) == 2


def test_a_quote_won_within_a_week_is_an_answer():
    won = quote(-30, outcome=QuoteOutcome.WON, closed_on=day(-20))
    assert counts([won], touch(-22, "mail")).settled[at(0, 8, 8)] == ReachCount(1, 1)


def test_today_is_not_known_yet():
    assert counts([quote(-30)], touch(-20, "vm"), touch(0, "in mail")).settled == {
        at(0, 10, 10): ReachCount(1, 0)
    }


def test_several_touches_on_a_day_are_one_and_those_after_the_end_none():
    lost = quote(-30, outcome=QuoteOutcome.LOST, closed_on=day(-15))
    assert counts([lost], touch(-20, "vm"), touch(-20, "mail 10"), touch(-12, "vm")).settled == {
        at(0, 10, 10): ReachCount(1, 0)
    }


def test_the_counts_of_many_pursuits_add_up():
    one = counts([quote(-30)], touch(-20, "vm"), touch(-17, "in mail"))
    two = counts([quote(-30)], touch(-20, "vm"), touch(-2, "vm"))
    both = added([one, two, FollowUps()])
    assert both.settled[at(0, 10, 10)] == ReachCount(2, 1)
    assert sum(both.waiting.values()) == 1
    assert both.delays == {3: 1}
