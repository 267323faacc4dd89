"""The play *open condition*: what is proposed when, in words."""

from dreamboard.domain.model import Condition
from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    THANKED,
    card,
    condition,
    lost,
    lost_card,
    next_touch,
    quote,
    said,
    touch,
)


def test_open_conditions_are_work_to_do_that_touches_nobody():
    found = next_touch(
        lost_card(-2, *THANKED, conditions=(condition(1, "weekly visits"), condition(2, "EDI", 0)))
    )
    assert (found.play, found.level, found.channel) == (Play.OPEN_CONDITION, 3, None)
    assert str(found.headline) == "Work on what Northwind Freight asked for"
    assert "To do: “weekly visits”" in said(found)
    assert "1 of 2 conditions is met" in said(found)


def test_open_conditions_do_not_keep_a_card_from_being_touched():
    found = next_touch(lost_card(-150, touch(-140, "mail give"), conditions=(condition(1, "weekly visits"),)))
    assert found.play is Play.LOST_RHYTHM
    due = card(
        touch(-2, "call"), quotes=(quote(-9),), rounds=lost(-200), conditions=(condition(1, "visits"),)
    )
    assert next_touch(due, 3).play is Play.QUOTE_FOLLOW_UP


def test_conditions_of_a_closed_round_are_history():
    old = Condition(1, 1, 1, "visits", 1, None)
    assert next_touch(lost_card(-120, touch(-29, "mail give"), conditions=(old,))).play is Play.LOST_RHYTHM
