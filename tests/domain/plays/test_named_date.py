"""The play *named date*: what is proposed when, in words."""

import pytest

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    card,
    day,
    next_touch,
    plan,
    said,
    touch,
)


def test_a_date_they_named_is_kept_by_the_first_touch_after_it():
    named = {"come_back_on": day(-3)}
    assert next_touch(card(touch(-60, "call"), pursuit=named)).play is Play.NAMED_DATE
    assert next_touch(card(touch(-60, "call"), touch(-1, "vm"), pursuit=named)).play is Play.RHYTHM


def test_before_a_named_date_even_a_quiet_card_rests():
    found = next_touch(card(touch(-300, "call"), pursuit={"come_back_on": day(42)}))
    assert (found.play, found.due) == (Play.NAMED_DATE, day(42))
    assert "asked to hear from you" in said(found)


@pytest.mark.parametrize("heard", ["rang", "vm", "call spoke"])
def test_what_the_rep_planned_after_their_day_stands_whatever_a_call_comes_to(heard):
    """A day that has come is behind the plan; that it rang out then may not bring a touch nearer."""
    waiting = card(touch(-60, "call"), pursuit={"come_back_on": day(-1)}, plans=(plan(10),))
    assert (next_touch(waiting).play, next_touch(waiting).due) == (Play.PROMISE, day(10))
    tried = card(
        touch(-60, "call"), touch(0, f"{heard} 8"), pursuit={"come_back_on": day(-1)}, plans=(plan(10),)
    )
    assert (next_touch(tried).play, next_touch(tried).due) == (Play.PROMISE, day(10))
