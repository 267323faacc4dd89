"""The play *named date*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    card,
    day,
    next_touch,
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
