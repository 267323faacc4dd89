"""Dates, times and amounts as people type them, or a sentence about what was not understood."""

from datetime import UTC, date, datetime

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Money
from dreamboard.presentation.loss_words import LossSketch, consequence_head, consequence_rest, price_remark
from dreamboard.presentation.typed import split_texts, typed_count, typed_day, typed_instant, typed_money

TODAY = date(2026, 11, 22)  # a Sunday
NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("4 jan", date(2027, 1, 4)),
        ("2027-01-04", date(2027, 1, 4)),
        ("fri", date(2026, 11, 27)),
        ("+14d", date(2026, 12, 6)),
        (" Tomorrow ", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_it_is_said(text, day):
    assert typed_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"), [("fri", date(2026, 11, 20)), ("4 sep", date(2026, 9, 4)), ("4 jan", date(2026, 1, 4))]
)
def test_a_day_that_was_lies_behind(text, day):
    assert typed_day(text, TODAY, past=True) == day


@pytest.mark.parametrize("text", ["soon", "31 feb", "4/13/99x", "fri 15:00", "4 jan and more"])
def test_what_is_no_day_is_refused_with_how_to_write_one(text):
    with pytest.raises(BadInput, match="2027-01-04"):
        typed_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", NOW),
        ("yesterday 15:40", datetime(2026, 11, 21, 15, 40, tzinfo=UTC)),
        ("9:30", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        ("4 sep", datetime(2026, 9, 4, 12, tzinfo=UTC)),
        ("2026-11-20 08:15", datetime(2026, 11, 20, 8, 15, tzinfo=UTC)),
    ],
)
def test_when_it_happened_is_read_as_it_is_said(text, at):
    assert typed_instant(text, NOW, UTC) == at


@pytest.mark.parametrize(("text", "why"), [("tomorrow", "to come"), ("whenever", "No time was understood")])
def test_what_cannot_have_happened_is_refused(text, why):
    with pytest.raises(BadInput, match=why):
        typed_instant(text, NOW, UTC)


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("$488,000", 48_800_000, "USD"),
        ("488k", 48_800_000, "EUR"),
        ("1.9m", 190_000_000, "EUR"),
        ("1.234,56 €", 123_456, "EUR"),
        ("$22,700.00", 2_270_000, "USD"),
        ("CHF 980", 98_000, "CHF"),
        ("980 chf", 98_000, "CHF"),
        ("¥1,500,000", 1_500_000, "JPY"),
        ("488.000", 48_800_000, "EUR"),
        ("12.5", 1_250, "EUR"),
        ("1 000 000", 100_000_000, "EUR"),
        ("0", 0, "EUR"),
    ],
)
def test_an_amount_is_read_in_the_ways_people_write_it(text, minor, currency):
    assert typed_money(text, "EUR") == Money(minor, currency)


@pytest.mark.parametrize("text", ["much", "-5", "$€5", "1e9", "5 5k x", "9999999999999999"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(BadInput):
        typed_money(text, "USD")


def test_nothing_typed_is_nothing():
    assert typed_money("  ", "USD") is None
    assert typed_count("", "The limit") is None
    assert typed_count("30", "The limit") == 30
    with pytest.raises(BadInput, match="The limit is a whole number"):
        typed_count("many", "The limit")
    assert split_texts("Rate lock for 24 months; weekly on-site rep\n ;EDI") == (
        "Rate lock for 24 months",
        "weekly on-site rep",
        "EDI",
    )


def test_a_loss_says_what_it_leads_to_as_in_the_drawing():
    sketch = LossSketch(TODAY, 1, "Luis Ortega", "Ana Boyd", conditions=2)
    assert consequence_head(sketch, TODAY) == "Round 2 starts today."
    assert consequence_rest(sketch, TODAY, Settings()) == (
        "Tomorrow: thank Luis Ortega, no ask. 7 to 10 days: ask Ana Boyd for a debrief. "
        "Day 30: something useful, no ask. The two conditions stay on the card until met."
    )


def test_a_loss_of_long_ago_leaves_out_what_is_past():
    sketch = LossSketch(date(2026, 4, 2), 3, "Luis Ortega", "Ana Boyd")
    assert consequence_head(sketch, TODAY) == "Round 4 starts 2 Apr."
    assert (
        consequence_rest(sketch, TODAY, Settings())
        == "Then something useful every quarter, no ask before it."
    )


def test_a_named_date_silences_the_rest():
    sketch = LossSketch(TODAY, 1, come_back_on=date(2027, 1, 4), conditions=1)
    assert consequence_rest(sketch, TODAY, Settings()) == (
        "Tomorrow: thank whoever gave us the chance, no ask. "
        "Then nothing until 4 Jan 2027, the date they named. "
        "The condition stays on the card until met."
    )


@pytest.mark.parametrize(
    ("theirs", "remark"),
    [(48_800_000, "6% under ours"), (60_000_000, "15% over ours"), (52_000_000, "the same as ours")],
)
def test_their_price_is_held_against_ours(theirs, remark):
    assert price_remark(Money(theirs, "USD"), Money(52_000_000, "USD")) == remark


def test_prices_in_two_currencies_are_not_compared():
    assert price_remark(Money(1, "EUR"), Money(1, "USD")) == ""
    assert price_remark(None, Money(1, "USD")) == ""
