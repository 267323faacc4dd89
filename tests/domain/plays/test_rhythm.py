"""The play *rhythm*: what is proposed when, in words."""

from dataclasses import replace

from dreamboard.domain.values import (
    Play,
    RoundOutcome,
    StageKind,
)
from tests.domain.cards import (
    PAPER,
    card,
    day,
    lost,
    lost_card,
    next_touch,
    said,
    touch,
    why_not,
)


def test_the_rhythm_of_the_card_says_when_and_why():
    found = next_touch(
        card(touch(-23, "call spoke ask"), pursuit={"ideal_days": 14, "max_days": 21}), ideas=(PAPER,)
    )
    assert (found.play, found.level, found.due, found.tier) == (Play.RHYTHM, 5, day(-9), 0)
    assert found.latest == day(-2)
    assert found.overdue(day(0))
    assert said(found).splitlines() == [
        "Call Dana Whitfield today",
        "Open with the white paper “Dock delays” (value, not an ask).",
        "23 days quiet; this card’s rhythm is every 14 days, at most 21.",
    ]


def test_a_card_inside_its_rhythm_still_has_a_next_touch():
    found = next_touch(card(touch(-3, "call spoke")))
    assert found.due > day(0)
    assert str(found.chip) == "23 Dec"


def test_a_retired_card_has_no_next_touch():
    retired = card(pursuit={"retired_on": day(-1)})
    assert next_touch(retired) is None
    assert why_not(retired, Play.RHYTHM) == "The card was retired on 24 Nov."


def test_a_rhythm_the_rep_set_replaces_the_days_of_a_lost_deal():
    found = next_touch(lost_card(-60, touch(-20, "vm"), pursuit={"ideal_days": 7, "max_days": 10}))
    assert (found.play, found.due) == (Play.RHYTHM, day(-13))


def test_a_card_back_in_conversation_has_the_rhythm_of_its_stage():
    found = next_touch(lost_card(-120, touch(-3, "call"), stage=StageKind.IN_CONVERSATION))
    assert (found.play, found.due) == (Play.RHYTHM, day(12))  # a Monday


def test_a_round_won_after_the_loss_ends_the_days_of_a_lost_deal():
    first, second = lost(-120)
    won = replace(second, closed_on=day(-100), outcome=RoundOutcome.WON)
    found = next_touch(lost_card(-120, touch(-29, "mail"), rounds=(first, won)))
    assert found.play is Play.RHYTHM
