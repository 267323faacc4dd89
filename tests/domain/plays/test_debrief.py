"""The play *debrief*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Intent,
    Play,
)
from tests.domain.cards import (
    LUIS,
    day,
    lost_card,
    next_touch,
    touch,
)


def test_the_debrief_is_asked_for_from_day_seven():
    thanked = (touch(-7, "call thank", to=LUIS), touch(-7, "call thank 10"))
    found = next_touch(lost_card(-8, *thanked))
    assert (found.play, found.intent, found.due) == (Play.DEBRIEF, Intent.LEARN, day(-1))
    assert found.latest == day(2)


def test_the_debrief_is_no_longer_asked_for_after_a_month():
    assert next_touch(lost_card(-31)).play is not Play.DEBRIEF


def test_a_debrief_without_an_answer_is_asked_for_again_after_a_week():
    found = next_touch(lost_card(-8, touch(-1, "mail learn")))
    assert (found.play, found.due) == (Play.DEBRIEF, day(6))
