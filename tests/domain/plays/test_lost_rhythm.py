"""The play *lost rhythm*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    at_work,
    lost_card,
    next_touch,
    said,
    touch,
)


def test_a_lost_deal_is_touched_at_day_thirty_then_ninety_then_quarterly():
    for lost_on, effort, due in ((-31, -20, -1), (-60, -29, 30), (-91, -60, -1), (-120, -31, 60)):
        found = next_touch(lost_card(lost_on, touch(effort, "mail give")))
        assert (found.play, found.level, found.due) == (Play.LOST_RHYTHM, 5, at_work(due))


def test_a_talk_that_was_only_to_thank_stands_for_a_day_and_thanks_that_were_sent_do_not():
    for words, due in (("call spoke thank", 59), ("mail thank", -1), ("vm thank", -1), ("mail reply", -1)):
        found = next_touch(lost_card(-31, touch(0, words)))
        assert (found.play, found.due) == (Play.LOST_RHYTHM, at_work(due)), words


def test_the_days_since_the_last_touch_are_told_from_the_next_day_on():
    talked = lost_card(-31, touch(-1, "call spoke thank"))
    assert "1 day since your last touch." in said(next_touch(talked))
    assert "since your last touch" not in said(next_touch(talked, -1))


def test_older_losses_go_by_their_rhythm():
    assert next_touch(lost_card(-500)).play is Play.LOST_RHYTHM
