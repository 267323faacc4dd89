"""The play *debrief thanks*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    lost_card,
    next_touch,
    touch,
)


def test_the_day_after_a_debrief_they_are_thanked_for_it():
    found = next_touch(lost_card(-9, touch(-1, "meeting spoke learn")))
    assert found.play is Play.DEBRIEF_THANKS
    assert str(found.headline) == "Thank Dana Whitfield for the debrief today"
