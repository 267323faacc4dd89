"""Every word of the vocabularies has its text, and figures read as in the drawings."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest

from dreamboard.domain import values
from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Answer, Channel, Direction, Intent, LossReason, Outcome
from dreamboard.presentation import figures, wording

TODAY = date(2026, 11, 22)
SHOWN = [
    values.Answer, values.Channel, values.Direction, values.IdeaKind, values.Intent, values.LossReason,
    values.Outcome, values.PursuitKind, values.QuoteOutcome, values.Role, values.SignalKind, values.StageKind,
]  # fmt: skip


@pytest.mark.parametrize("vocabulary", SHOWN)
def test_every_member_has_a_word_of_its_own(vocabulary: type[StrEnum]):
    words = [wording.word(member) for member in vocabulary]
    assert all(words)
    assert len(set(words)) == len(words)


def test_equal_values_of_different_vocabularies_keep_their_words():
    assert wording.word(Answer.UNSURE) == "Not sure"
    assert wording.word(Outcome.NO) == "No"
    assert wording.word(Answer.NO) == "No"
    assert wording.word(Channel.OTHER) != wording.word(LossReason.OTHER)


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_touch_has_a_title(channel, direction, outcome):
    assert wording.touch_title(channel, direction, outcome)


@pytest.mark.parametrize(
    ("touch", "title"),
    [
        ((Channel.CALL, Direction.OUT, Outcome.VOICEMAIL), "Call, left voicemail"),
        ((Channel.CALL, Direction.OUT, Outcome.SPOKE), "Call, spoke"),
        ((Channel.EMAIL, Direction.OUT, Outcome.SENT), "E-mail sent"),
        ((Channel.MEETING, Direction.OUT, Outcome.SPOKE), "Meeting"),
        ((Channel.CALL, Direction.IN, Outcome.SPOKE), "They called"),
        ((Channel.CALL, Direction.IN, Outcome.ORDER), "They called, order"),
    ],
)
def test_a_touch_reads_as_a_person_would_say_it(touch, title):
    assert wording.touch_title(*touch) == title


def test_intents_and_reasons_fit_into_sentences():
    assert [wording.intent_done(intent) for intent in Intent][:2] == ["gave value", "asked"]
    assert wording.lost_on(LossReason.PRICE) == "on price"


def test_a_sentence_of_the_engine_is_filled_in():
    assert wording.sentence(Sentence("{n} days quiet", {"n": "23"})) == "23 days quiet"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (wording.touches(1), "1 touch"),
        (wording.touches(10_000), "10,000 touches"),
        (wording.quiet_days(41), "41 quiet days"),
        (wording.cards(0), "0 cards"),
        (wording.days(1), "1 day"),
    ],
)
def test_counts_have_their_plurals(text, said):
    assert text == said


def test_dates_have_their_year_only_when_it_is_another():
    assert figures.short_date(date(2026, 11, 16), TODAY) == "16 Nov"
    assert figures.short_date(date(2025, 9, 4), TODAY) == "4 Sep 2025"
    assert figures.long_date(date(2026, 11, 24), TODAY) == "Tue 24 Nov"


def test_instants_are_told_in_the_zone_of_the_rep():
    zone = timezone(timedelta(hours=-5))
    at = datetime(2026, 10, 31, 3, 40, tzinfo=UTC)
    assert figures.short_instant(at, zone, TODAY) == "30 Oct, 22:40"


@pytest.mark.parametrize(
    ("away", "said"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (3, "Wed"), (6, "Sat"), (7, "29 Nov")],
)
def test_near_days_have_names(away, said):
    assert figures.near_date(TODAY + timedelta(days=away), TODAY) == said


@pytest.mark.parametrize(("away", "said"), [(9, "9 days ago"), (213, "7 mo ago"), (1100, "3 y ago")])
def test_what_is_past_is_told_by_its_distance(away, said):
    assert figures.ago(TODAY - timedelta(days=away), TODAY) == said


def test_a_month_later_stays_inside_the_month():
    assert figures.month_later(date(2027, 1, 31)) == date(2027, 2, 28)
    assert figures.month_later(date(2026, 12, 5)) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("minor", "currency", "short", "whole"),
    [
        (200_000_000, "USD", "$2.0M", "$2,000,000"),
        (41_000_000, "USD", "$410k", "$410,000"),
        (1_100_000_000, "USD", "$11M", "$11,000,000"),
        (48_800_000, "USD", "$488k", "$488,000"),
        (123_456, "EUR", "€1.2k", "€1,234.56"),
        (95_000, "USD", "$950", "$950"),
        (99_999_999, "USD", "$1.0M", "$999,999.99"),
        (8_480_000_000_000, "USD", "$85B", "$84,800,000,000"),
        (1_500_000, "JPY", "¥1.5M", "¥1,500,000"),
        (98_000, "CHF", "CHF\N{NO-BREAK SPACE}980", "CHF\N{NO-BREAK SPACE}980"),
        (-500, "USD", "−$5", "−$5"),
        (0, "USD", "$0", "$0"),
    ],
)
def test_money_reads_short_on_a_card_and_whole_elsewhere(minor, currency, short, whole):
    assert figures.short_money(minor, currency) == short
    assert figures.money(minor, currency) == whole


def test_sums_in_several_currencies_stand_side_by_side():
    assert figures.money_sums([(210_000_000, "USD"), (30_000_000, "EUR")]) == "$2.1M + €300k"
    assert figures.money_sums([]) == ""
