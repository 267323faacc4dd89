"""Who could use an idea, what stands on the desk, and which losses wait for a first move."""

from dataclasses import replace
from datetime import date

import pytest

from dreamboard.domain.book import Book
from dreamboard.domain.desk import Rate, closing_rate, desk_of
from dreamboard.domain.first_moves import losses, months_before
from dreamboard.domain.idea_matches import uses, who_could_use
from dreamboard.domain.values import LossReason, Outcome, QuoteOutcome, Role
from tests.domain.cards import (
    LUIS,
    SETTINGS,
    TODAY,
    at,
    card,
    dana,
    day,
    idea,
    lost,
    lost_card,
    plan,
    quote,
    renumbered,
    touch,
)

PAPER = idea(1, "Dock delays", loss_reasons=(LossReason.PRICE,))
RAIL = idea(2, "Rail benchmark", industries=("Rail",), roles=(Role.DECISION_MAKER,))


def book(*cards, ideas=()):
    return Book(tuple(renumbered(each, n) for n, each in enumerate(cards, start=1)), tuple(ideas))


def numbers(matches):
    return [match.pursuit_id for match in matches]


def test_an_idea_is_for_every_card_whose_loss_reason_it_answers():
    cards = (lost_card(-40), lost_card(-40, rounds=lost(-40, reason_said=LossReason.TIMING)), card())
    (match,) = who_could_use(PAPER, book(*cards), at(), SETTINGS)
    assert (match.pursuit_id, match.reason, match.industry) == (1, LossReason.PRICE, "")


def test_what_is_believed_counts_before_what_was_said():
    believed = lost_card(-40, rounds=lost(-40, reason_believed=LossReason.TIMING))
    assert who_could_use(PAPER, book(believed), at(), SETTINGS) == ()


def test_an_idea_is_for_the_industry_and_the_role_it_names():
    rail, tagged, other = (card(account=about) for about in ({"industry": "rail"}, {"tags": ("rail",)}, {}))
    found = who_could_use(RAIL, book(rail, tagged, other), at(), SETTINGS)
    assert numbers(found) == [1, 2]
    assert (found[0].industry, found[0].role, found[0].fitness) == ("Rail", Role.DECISION_MAKER, 3)


def test_the_best_answer_comes_first_then_the_most_worth():
    small, large = (lost_card(-40, pursuit={"value_minor": v}) for v in (100, 900))
    assert numbers(who_could_use(PAPER, book(small, large), at(), SETTINGS)) == [2, 1]


@pytest.mark.parametrize(
    "left_out",
    [
        lost_card(-40, touch(-9, "mail give", idea_id=1)),
        lost_card(-40, account={"do_not_contact": True}),
        lost_card(-40, contacts=(dana(do_not_contact=True),)),
        lost_card(-40, plans=(plan(5, idea_id=7),)),
    ],
    ids=["had", "account", "contact", "planned"],
)
def test_who_had_it_or_must_be_left_alone_is_no_match(left_out):
    assert who_could_use(PAPER, book(left_out), at(), SETTINGS) == ()


def test_an_idea_without_tags_or_retired_answers_nobody_in_particular():
    cards = book(lost_card(-40))
    assert who_could_use(idea(3, "A poem"), cards, at(), SETTINGS) == ()
    assert who_could_use(replace(PAPER, retired=True), cards, at(), SETTINGS) == ()


def test_who_has_had_it_and_what_came_of_it():
    cards = book(
        card(touch(-20, "mail give", idea_id=1, id=11), touch(-17, "in call", id=12)),
        card(touch(-80, "mail give", idea_id=1, id=21), touch(-10, "in call", id=22)),
        card(touch(-5, "call spoke give", idea_id=1, id=31)),
    )
    (use,) = uses([PAPER], cards, at(), SETTINGS)
    came = {given.pursuit_id: (given.on, given.answered_on, given.outcome) for given in use.given}
    assert came == {
        1: (day(-20), day(-17), Outcome.SENT),
        2: (day(-80), None, Outcome.SENT),
        3: (day(-5), day(-5), Outcome.SPOKE),
    }
    assert [given.pursuit_id for given in use.given] == [3, 1, 2]


def test_the_desk_counts_follow_ups_ages_and_money():
    cards = book(
        card(touch(-6, "call"), touch(-6, "mail", id=5), touch(-3, "mail"), quotes=(quote(-9),)),
        card(quotes=(quote(-40, 9_000, id=2),)),
        card(quotes=(quote(-2, 100, id=3, outcome=QuoteOutcome.LOST, closed_on=day(-1)),)),
    )
    desk = desk_of(cards, [], at(), SETTINGS)
    assert [(q.pursuit_id, q.follow_ups, q.age, q.quiet) for q in desk.quotes] == [
        (2, 0, 40, 40),
        (1, 2, 9, 3),
    ]
    assert desk.total == ((41_009_000, "USD"),)
    assert (desk.unchased, desk.unchased_count) == (((9_000, "USD"),), 1)
    assert [(band.start, band.count) for band in desk.bands] == [(0, 0), (8, 1), (31, 1), (91, 0)]


def test_sums_of_several_currencies_stay_apart():
    cards = book(
        card(quotes=(quote(-1, 100),)), card(quotes=(replace(quote(-1, 900, id=2), currency="EUR"),))
    )
    assert desk_of(cards, [], at(), SETTINGS).total == ((900, "EUR"), (100, "USD"))


def closed(won, lost_ones, withdrawn=0):
    outcomes = (
        [QuoteOutcome.WON] * won + [QuoteOutcome.LOST] * lost_ones + [QuoteOutcome.WITHDRAWN] * withdrawn
    )
    return [quote(-90, id=n, outcome=o, closed_on=day(-9)) for n, o in enumerate(outcomes, 1)]


def test_no_rate_is_told_of_fewer_than_ten_closed_quotes():
    cards = book(card(quotes=(quote(-9, 1_000),)))
    assert closing_rate(closed(3, 6, withdrawn=5)) == Rate(3, 9)
    assert desk_of(cards, closed(3, 6, withdrawn=5), at(), SETTINGS).worth == ()
    assert desk_of(cards, closed(4, 6), at(), SETTINGS).worth == ((400, "USD"),)


def test_losses_of_the_last_months_with_those_touched_since():
    cards = book(
        lost_card(-40, touch(-40, "call"), pursuit={"value_minor": 500}),
        lost_card(-100, touch(-9, "call"), pursuit={"value_minor": 900}),
        lost_card(-400),
        card(),
        ideas=[PAPER],
    )
    found = losses(cards, at(), SETTINGS)
    assert [c.pursuit_id for c in found.cards] == [1, 2]
    assert (found.touched, found.money) == (1, ((1_400, "USD"),))
    assert [c.waits for c in found.cards] == [True, False]
    assert (found.cards[0].idea, found.cards[0].reason) == ("Dock delays", LossReason.PRICE)
    assert len(losses(cards, at(), SETTINGS, months=2).cards) == 1
    assert len(losses(cards, at(), SETTINGS, months=24).cards) == 3


def test_by_whom_a_lost_deal_was_touched_since_the_most_often_first():
    touches = (touch(-9, "call"), touch(-8, "in mail"), touch(-7, "in call"), touch(-6, "in mail", to=LUIS))
    (found,) = losses(book(lost_card(-40, *touches, touch(-41, "in call", to=LUIS))), at(), SETTINGS).cards
    assert (found.touches, found.touched_by) == (4, ("Dana Whitfield", "", "Luis Ortega"))
    (untouched,) = losses(book(lost_card(-40)), at(), SETTINGS).cards
    assert untouched.touched_by == ()


def test_what_is_planned_or_must_be_left_alone_does_not_wait():
    cards = book(lost_card(-40, plans=(plan(3),)), lost_card(-40, account={"do_not_contact": True}))
    assert [c.waits for c in losses(cards, at(), SETTINGS).cards] == [False, False]


@pytest.mark.parametrize(
    ("held", "until"),
    [
        (lost_card(-5), day(25)),
        (lost_card(-60, pursuit={"come_back_on": day(40)}), day(40)),
        (lost_card(-60, account={"not_before": day(9)}), day(9)),
        (lost_card(-60), None),
    ],
    ids=["fresh", "come back", "not before", "free"],
)
def test_a_fresh_loss_and_a_day_they_named_keep_first_moves_and_ideas_back(held, until):
    (found,) = losses(book(held, ideas=[PAPER]), at(), SETTINGS).cards
    (match,) = who_could_use(PAPER, book(held), at(), SETTINGS)
    assert found.held_until == match.held_until == until
    assert found.waits is (until is None)


def test_months_before_ends_in_the_month():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 11, 25), 12) == date(2025, 11, 25)
    assert months_before(date(2, 1, 1), 30) == date.min
    assert months_before(TODAY, 0) == TODAY
