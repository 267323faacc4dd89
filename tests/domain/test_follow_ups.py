"""What the log teaches about following up quotes."""

from datetime import UTC

import pytest

from dreamboard.domain.book import ReachCount, ReachLog
from dreamboard.domain.follow_ups import added, cell, follow_up_counts
from dreamboard.domain.reach import Reach
from dreamboard.domain.values import QuoteOutcome
from tests.domain.cards import SETTINGS, TODAY, card, day, next_touch, quote, said, touch


def counts(quotes, *touches):
    return follow_up_counts(quotes, touches, TODAY, UTC)


def test_a_follow_up_is_counted_where_it_stood_and_answered_by_what_came_within_a_week():
    found = counts([quote(-30)], touch(-27, "vm"), touch(-20, "vm"), touch(-18, "in mail"))
    assert found == {cell(0, 3, 3): ReachCount(1, 0), cell(1, 7, 10): ReachCount(1, 1)}


def test_one_that_still_waits_is_not_counted_yet():
    assert counts([quote(-9)], touch(-3, "vm")) == {}
    assert counts([quote(-9, outcome=QuoteOutcome.LOST, closed_on=day(-2))], touch(-3, "vm")) == {
        cell(0, 6, 6): ReachCount(1, 0)
    }


def test_a_quote_won_within_a_week_is_an_answer():
    won = quote(-30, outcome=QuoteOutcome.WON, closed_on=day(-20))
    assert counts([won], touch(-22, "mail"))[cell(0, 8, 8)] == ReachCount(1, 1)


def test_today_is_not_known_yet():
    assert counts([quote(-30)], touch(-20, "vm"), touch(0, "in mail")) == {cell(0, 10, 10): ReachCount(1, 0)}


def test_several_touches_on_a_day_are_one_and_those_after_the_end_none():
    lost = quote(-30, outcome=QuoteOutcome.LOST, closed_on=day(-15))
    assert counts([lost], touch(-20, "vm"), touch(-20, "mail 10"), touch(-12, "vm")) == {
        cell(0, 10, 10): ReachCount(1, 0)
    }


def test_the_chance_is_pooled_from_all_follow_ups_to_those_like_this_one():
    log = added(
        [
            {cell(0, 3, 3): ReachCount(40, 20), cell(0, 1, 1): ReachCount(40, 4)},
            {cell(1, 4, 7): ReachCount(40, 8)},
        ]
    )
    reach = Reach(ReachLog(follow_ups=log), SETTINGS)
    good, bad, unknown = (reach.follow_up(cell(0, n, n)) for n in (3, 1, 30))
    assert bad < unknown < good
    assert reach.follow_up(cell(9, 9, 9)) == pytest.approx(reach.follow_up(cell(5, 2, 2)), abs=0.05)
    assert Reach(ReachLog(), SETTINGS).follow_up(cell(0, 1, 1)) is None


def test_the_learned_chance_orders_the_desk_and_says_its_sample():
    out = card(touch(-20, "call"), quotes=(quote(-3),))
    likely = ReachLog(follow_ups={cell(0, 3, 3): ReachCount(30, 20)})
    hardly = ReachLog(follow_ups={cell(0, 3, 3): ReachCount(30, 2)})
    assert next_touch(out, reach=likely).worth > 3 * next_touch(out, reach=hardly).worth
    assert "Of your 30 follow-ups at this point, 20 had an answer within a week." in said(
        next_touch(out, reach=likely)
    )
    few = ReachLog(follow_ups={cell(0, 3, 3): ReachCount(4, 2)})
    assert "at this point" not in said(next_touch(out, reach=few))
