"""Odd rows: each has a stated behaviour, and none stops the board."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dreamboard.domain.book import Book, ContactAt, ReachCount, ReachLog
from dreamboard.domain.day import arrange
from dreamboard.domain.engine import suggest
from dreamboard.domain.forecast import due_days, forecast
from dreamboard.domain.model import Contact, Round, Touch
from dreamboard.domain.values import Channel, Direction, Outcome, Play, Role, RoundOutcome
from tests.domain.cards import (
    DANA,
    LUIS,
    NORTHWIND,
    SETTINGS,
    TODAY,
    at,
    card,
    dana,
    day,
    lost_card,
    luis,
    next_touch,
    plan,
    quote,
    renumbered,
    said,
    touch,
)

EDGES = (date.min, date(1066, 10, 14), date(1969, 12, 31), date(2101, 1, 1), date.max)


@pytest.mark.parametrize("edge", EDGES)
def test_dates_before_1970_and_after_2100_are_taken_as_they_are(edge):
    """Arithmetic stops at the ends of the calendar; a far date is a far date."""
    moment = datetime(edge.year, edge.month, edge.day, 12, tzinfo=UTC)
    odd = [
        card(replace(touch(-1, "call"), at=moment)),
        card(touch(-60, "call"), account={"not_before": edge, "rival_contract_end": edge}),
        card(touch(-60, "call"), pursuit={"come_back_on": edge}),
        card(plans=(replace(plan(0), on=edge),)),
        card(quotes=(replace(quote(-9), sent_on=edge, valid_until=edge),)),
        lost_card(
            -9, rounds=(Round(1, 1, 1, edge, edge, RoundOutcome.LOST, introducer_id=LUIS, debriefed_on=edge),)
        ),
        card(contacts=(replace(dana(), since=edge, until=edge),)),
        replace(card(), pursuit=replace(card().pursuit, created_at=moment)),
    ]
    book = Book(tuple(renumbered(d, n) for n, d in enumerate(odd, start=1)))
    found = suggest(book, at(), SETTINGS)
    assert len(found) == len(odd)
    for each in found:
        assert said(each)
    today = arrange(found, TODAY, SETTINGS)
    assert len(today.queue) + len(today.hidden) + len(today.later) == len(odd)
    assert len(due_days(found, TODAY)) == len(odd)
    assert forecast(book, at(), SETTINGS).touches >= sum(each.due <= TODAY for each in found)


@pytest.mark.parametrize("edge", EDGES)
def test_the_board_can_be_asked_about_any_day(edge):
    moment = datetime(edge.year, edge.month, edge.day, 12, tzinfo=UTC)
    (found,) = suggest(Book((lost_card(-9, touch(-3, "vm"), quotes=(quote(-9),)),)), moment, SETTINGS)
    assert said(found)
    assert arrange([found], edge, SETTINGS)


@pytest.mark.parametrize("zone", ["America/Chicago", "Pacific/Kiritimati"])
def test_a_touch_at_the_end_of_the_calendar_has_an_hour_everywhere(zone):
    log = ReachLog({(Channel.CALL, 2, 9): ReachCount(20, 10), (Channel.CALL, 1, 15): ReachCount(20, 1)})
    first = replace(touch(-60, "call"), at=datetime.min.replace(tzinfo=UTC))
    assert said(next_touch(card(first, account={"time_zone": zone}), reach=log))


def test_a_touch_in_the_future_does_not_count_until_its_time_has_come():
    early = card(touch(-60, "call"), touch(2, "call"))
    assert next_touch(early).due == next_touch(card(touch(-60, "call"))).due
    assert next_touch(early, 3).due > day(3)


def test_a_contact_without_a_name_is_called_by_role():
    nameless = ContactAt(Contact(DANA, " "), NORTHWIND, "", Role.DECISION_MAKER)
    assert (
        str(next_touch(card(touch(-60, "call"), contacts=(nameless,))).headline)
        == "Call the decision-maker today"
    )
    nobody = replace(nameless, role=None)
    assert "your contact" in str(
        next_touch(card(touch(-60, "call"), contacts=(nobody,), quotes=(quote(-9),))).headline
    )
    thanked = next_touch(lost_card(-1, contacts=(nameless, replace(luis(), contact=Contact(LUIS, "")))))
    assert str(thanked.headline) == "Thank the introducer today"
    assert str(thanked.chip) == "Say thanks"


def test_a_round_closed_before_it_opened_counts_from_the_day_it_closed():
    backwards = (
        Round(1, 1, 1, day(5), day(-1), RoundOutcome.LOST, introducer_id=LUIS),
        Round(2, 1, 2, day(-1)),
    )
    assert next_touch(lost_card(-1, rounds=backwards)).play is Play.LAST_CALL


def test_a_thousand_touches_in_a_day_are_one_day_of_touching():
    many = tuple(
        Touch(
            n, at(-8) + timedelta(seconds=n), Channel.CALL, Direction.OUT, Outcome.VOICEMAIL, contact_id=DANA
        )
        for n in range(1, 1001)
    )
    found = next_touch(card(*many, quotes=(quote(-9),)))
    assert "1 follow-up so far" in said(found)
    assert len(said(found)) < 900
    assert all(len(reason.evidence.touches) <= 1000 for reason in found.reasons)


def test_two_currencies_at_one_account_are_compared_in_plain_units():
    """No rates are known, so none are used: 1,000 yen count as 1,000 dollars in the order of a queue."""
    dollars = card(touch(-60, "call"), pursuit={"value_minor": 100_000, "currency": "USD"})
    yen = card(touch(-60, "call"), pursuit={"value_minor": 1_000, "currency": "JPY"})
    assert next_touch(dollars).worth == next_touch(yen).worth
    both = card(touch(-60, "call"), quotes=(quote(-9), replace(quote(-9, id=2), currency="EUR")))
    assert "$410,000" in said(next_touch(both))


@pytest.mark.parametrize("zone", ["US/Pacific-New", "Mars/Olympus", "../../etc/passwd", "\0", "x" * 5000])
def test_a_time_zone_that_does_not_exist_is_the_reps_own(zone):
    found = next_touch(card(touch(-60, "call"), account={"time_zone": zone}), hour=3)
    assert str(found.guard.says) == "It is 3:00 there, outside the hours for a call."


def test_odd_rhythms_are_mended():
    assert next_touch(card(touch(-3, "call"), pursuit={"ideal_days": 30, "max_days": 2})).due == day(27)
    assert next_touch(card(touch(-3, "call"), pursuit={"ideal_days": 0})).due == day(-2)
    assert next_touch(card(touch(-3, "call"), pursuit={"max_days": 30})).due == day(19)


def test_a_long_name_with_lines_in_it_is_cut_to_one():
    long = ContactAt(Contact(DANA, "A\nB " + "x" * 10_000), NORTHWIND, "", Role.DECISION_MAKER)
    found = next_touch(card(touch(-60, "call"), contacts=(long,)))
    assert len(str(found.headline)) < 80
    assert "\n" not in str(found.headline)


def test_ten_thousand_touches_cost_no_more_than_twice_five_thousand():
    """By the calls that are made, which are the same on every machine."""
    words = ("vm", "rang", "mail", "call spoke give", "in mail", "mail give")
    many = [touch(-1 - n // 10, f"{words[n % 6]} {8 + n % 10}", id=n) for n in range(10_000)]
    assert calls_for(many) < 2.2 * calls_for(many[:5000])


def calls_for(touches: list[Touch]) -> int:
    """How many calls of functions a suggestion for a card with such touches takes."""
    book = Book((card(*touches, contacts=(dana(),)),))
    number = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        suggest(book, at(), SETTINGS)
    finally:
        sys.setprofile(before)
    return number
