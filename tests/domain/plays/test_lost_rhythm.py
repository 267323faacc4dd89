"""The play *lost rhythm*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    at_work,
    lost_card,
    next_touch,
    touch,
)


def test_a_lost_deal_is_touched_at_day_thirty_then_ninety_then_quarterly():
    for lost_on, effort, due in ((-31, -20, -1), (-60, -29, 30), (-91, -60, -1), (-120, -31, 60)):
        found = next_touch(lost_card(lost_on, touch(effort, "mail give")))
        assert (found.play, found.level, found.due) == (Play.LOST_RHYTHM, 5, at_work(due))


def test_older_losses_go_by_their_rhythm():
    assert next_touch(lost_card(-500)).play is Play.LOST_RHYTHM
