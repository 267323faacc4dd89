"""The play *quote follow up*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
    QuoteOutcome,
)
from tests.domain.cards import (
    at_work,
    card,
    next_touch,
    quote,
    said,
    touch,
)


def test_a_quote_is_followed_up_at_its_days_and_then_stays_on_the_desk():
    sent = quote(-40)  # a Friday
    done: list = []
    for due in (-39, -37, -33, -26, -10, 20):
        found = next_touch(card(*done, quotes=(sent,)), days=due)
        assert (found.play, found.level, found.due) == (Play.QUOTE_FOLLOW_UP, 4, at_work(due))
        done.append(touch(due, "call rang"))


def test_several_touches_on_one_day_are_one_follow_up():
    found = next_touch(card(touch(-8, "vm"), touch(-8, "mail 10"), quotes=(quote(-9),)))
    assert "1 follow-up so far" in said(found)


def test_a_quote_that_was_won_is_off_the_desk():
    assert (
        next_touch(card(touch(-3, "call"), quotes=(quote(-9, outcome=QuoteOutcome.WON),))).play is Play.RHYTHM
    )
