"""The play *last call*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Intent,
    Play,
)
from tests.domain.cards import (
    LUIS,
    day,
    lost_card,
    next_touch,
    said,
    touch,
)


def test_the_day_after_a_loss_the_introducer_is_thanked_first():
    found = next_touch(lost_card(-1))
    assert (found.play, found.level, found.intent, found.contact_id) == (
        Play.LAST_CALL,
        3,
        Intent.THANK,
        LUIS,
    )
    assert str(found.headline) == "Thank Luis Ortega today"
    assert "No ask" in said(found)
    assert str(found.chip) == "Thank Luis"


def test_a_loss_on_friday_is_thanked_for_on_monday():
    found = next_touch(lost_card(2), days=2)
    assert (found.play, found.due) == (Play.LAST_CALL, day(5))


def test_a_last_call_that_rang_out_is_tried_the_next_working_day():
    found = next_touch(lost_card(-1, touch(0, "rang", to=LUIS), touch(0, "call thank")))
    assert (found.play, found.due) == (Play.LAST_CALL, day(1))
