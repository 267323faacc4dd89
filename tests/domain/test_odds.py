"""What the follow-ups of a log teach about the next, on logs of which the truth is known."""

import math
from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from dreamboard.domain.book import FollowUps, ReachCount, ReachLog
from dreamboard.domain.follow_ups import cell
from dreamboard.domain.odds import AGE, GAP, MADE, SIZE, Odds, odds_of
from tests.domain.cards import card, next_touch, quote, said, touch


def settled(*counts):
    """A log of cells, each with the follow-ups tried and answered."""
    return FollowUps({where: ReachCount(tried, got) for where, tried, got in counts})


def drawn(truth, number=2000):
    """A log of follow-ups of chance number, gap, age and amount, answered with the chance ``truth`` says."""
    dice = Random(11)
    counts = {}
    for _ in range(number):
        made, gap, age, amount = (
            dice.randrange(6),
            dice.randrange(1, 12),
            dice.randrange(1, 40),
            1000 * 4 ** dice.gauss(2, 1),
        )
        answered = dice.random() < truth(made, gap, age, amount)
        before = counts.get(cell(made, gap, age, amount), ReachCount())
        counts[cell(made, gap, age, amount)] = ReachCount(before.tried + 1, before.reached + answered)
    return FollowUps(counts)


def right(truth):
    """How often, of two follow-ups whose true chances differ, what was learned puts the better first."""
    odds, dice = Odds(drawn(truth)), Random(12)
    good = total = 0
    for _ in range(1000):
        one, other = (
            (dice.randrange(6), dice.randrange(1, 12), dice.randrange(1, 40), 1000 * 4 ** dice.gauss(2, 1))
            for _ in range(2)
        )
        apart = truth(*one) - truth(*other)
        if abs(apart) > 0.02:
            total += 1
            good += (odds.chance(cell(*one)) - odds.chance(cell(*other))) * apart > 0
    return good / total


@pytest.mark.parametrize(
    "truth",
    [
        pytest.param(lambda made, gap, age, amount: 0.05 if gap < 6 else 0.4, id="after a long silence"),
        pytest.param(lambda made, gap, age, amount: 0.4 if gap < 4 else 0.05, id="soon"),
        pytest.param(lambda made, gap, age, amount: 0.03 + 0.5 * math.exp(-age / 10), id="young quotes"),
        pytest.param(lambda made, gap, age, amount: 0.02 + age / 80, id="old quotes"),
        pytest.param(lambda made, gap, age, amount: 0.5 if made == 2 else 0.1, id="the third"),
        pytest.param(lambda made, gap, age, amount: 0.5 if amount > 16_000 else 0.05, id="large quotes"),
        pytest.param(lambda made, gap, age, amount: 0.05 if amount > 16_000 else 0.5, id="small quotes"),
        pytest.param(
            lambda made, gap, age, amount: 0.4 if (gap < 6) == (made < 3) else 0.05,
            id="first soon, then late",
        ),
    ],
)
def test_whatever_holds_in_a_log_is_learned(truth):
    assert right(truth) > 0.8


def test_what_makes_no_difference_comes_out_nearly_flat():
    odds = Odds(drawn(lambda made, gap, age, amount: 0.3))
    chances = [odds.chance(cell(m, g, a, 10_000)) for m in range(6) for g in (1, 4, 9) for a in (1, 9, 35)]
    assert fmean(abs(chance - 0.3) for chance in chances) < 0.05


def test_a_few_follow_ups_move_little_and_none_nothing():
    assert odds_of(FollowUps()) is None
    few = Odds(settled((cell(0, 3, 3), 2, 2)))
    assert 0.2 < few.chance(cell(0, 3, 3)) < 0.5
    many = Odds(settled((cell(0, 3, 3), 60, 60)))
    assert many.chance(cell(0, 3, 3)) > 0.85


def test_a_trend_carries_on_to_days_that_were_not_seen():
    odds = Odds(settled(*((cell(0, 1, age), 100, 70 // age) for age in (1, 2, 3, 5, 7, 10, 14))))
    assert odds.chance(cell(0, 1, 200)) < odds.chance(cell(0, 1, 50)) < odds.chance(cell(0, 1, 14))


def test_one_that_waits_counts_as_far_as_its_week_has_gone():
    """Fifty follow-ups of yesterday without an answer say little; were they left out, their few quick
    answers would stand alone, and were they failures, nothing made lately could look good."""
    where = cell(1, 7, 7)
    delays = {5: 40, 6: 40}
    before = settled((where, 200, 80), (cell(0, 1, 1), 200, 40))
    known = replace(before, delays=delays)
    yesterday = replace(known, waiting={(where, 0): 50})
    last_week = replace(known, waiting={(where, 6): 50})
    plain, little, much = (Odds(log).chance(where) for log in (known, yesterday, last_week))
    assert much < little - 0.03
    assert little == pytest.approx(plain, abs=0.01)


def test_the_order_of_the_counts_does_not_matter():
    log = drawn(lambda made, gap, age, amount: 0.1 + gap / 30, 200)
    back = FollowUps(dict(reversed(log.settled.items())))
    assert Odds(log).chance(cell(1, 5, 9, 8_000)) == Odds(back).chance(cell(1, 5, 9, 8_000))


def test_what_a_log_teaches_is_worked_out_once():
    log = settled((cell(0, 3, 3), 30, 20))
    assert odds_of(log) is odds_of(log)


LARGE = 410_000


def at(made, gap, age, amount=LARGE):
    return cell(made, gap, age, amount)


def test_the_learned_chance_orders_the_desk_and_says_its_sample():
    out = card(touch(-20, "call"), quotes=(quote(-3),))
    others = (at(2, 10, 30), 60, 12)
    likely = ReachLog(follow_ups=settled((at(0, 3, 3), 40, 30), others))
    hardly = ReachLog(follow_ups=settled((at(0, 3, 3), 40, 2), others))
    assert next_touch(out, reach=likely).worth > 3 * next_touch(out, reach=hardly).worth
    assert "Of your 40 first follow-ups, 30 had an answer within a week; of the others 12 of 60." in said(
        next_touch(out, reach=likely)
    )
    few = ReachLog(follow_ups=settled((at(0, 3, 3), 4, 2), (at(2, 10, 30), 6, 2)))
    assert "within a week" not in said(next_touch(out, reach=few))


@pytest.mark.parametrize(
    ("sent", "others", "sentence"),
    [
        (-3, at(0, 7, 7), "Of your 40 follow-ups after 3 days without one, 30 had"),
        (-12, at(0, 3, 3), "Of your 40 follow-ups after 10 to 13 days without one, 30 had"),
        (-400, at(0, 3, 3), "Of your 40 follow-ups after 180 days or more without one, 30 had"),
        (-3, at(0, 3, 3, 500), "Of your 40 follow-ups of quotes of about this amount, 30 had"),
    ],
)
def test_what_is_said_is_what_moves_the_chance_most(sent, others, sentence):
    log = settled((at(0, -sent, -sent), 40, 30), (others, 60, 6))
    assert sentence in said(next_touch(card(quotes=(quote(sent),)), reach=ReachLog(follow_ups=log)))


@pytest.mark.parametrize(
    ("what", "where"), [(MADE, at(4, 3, 9)), (GAP, at(1, 8, 9)), (AGE, at(1, 3, 50)), (SIZE, at(1, 3, 9, 90))]
)
def test_what_moves_the_chance_most_is_found_among_what_is_known(what, where):
    other = at(1, 3, 9)
    found = Odds(settled((where, 50, 40), (other, 50, 5))).like(where)
    assert found.what == what
    assert (found.these, found.others) == (ReachCount(50, 40), ReachCount(50, 5))


def test_without_a_log_value_and_lateness_decide():
    small, large = (card(quotes=(replace(quote(-3), amount_minor=m),)) for m in (1_000_000, 100_000_000))
    assert next_touch(large).worth == pytest.approx(10 * next_touch(small).worth)


def test_with_a_log_value_decides_between_chances_that_are_alike():
    """Within ten times the usual amount it moves a worth by little; far from that, by its root."""
    log = ReachLog(follow_ups=settled((at(0, 3, 3, 20_000), 500, 100), (at(1, 7, 9, 20_000), 500, 250)))

    def worth(sent, amount):
        return next_touch(card(quotes=(replace(quote(sent), amount_minor=amount * 100),)), reach=log).worth

    def nearly(amount):
        return pytest.approx(worth(-3, amount), rel=0.15)

    assert worth(-3, 15_000) < worth(-3, 100_000) == nearly(15_000)
    assert worth(-3, 2_000_000) > 2 * worth(-3, 100_000)
    assert worth(-3, 100) < worth(-3, 15_000) / 2
