"""The play *new idea*: what is proposed when, in words."""

from dreamboard.domain.values import (
    LossReason,
    Play,
)
from tests.domain.cards import (
    day,
    idea,
    lost_card,
    next_touch,
    said,
    touch,
)


def test_a_new_idea_that_answers_the_loss_is_a_reason_to_call():
    answer = idea(5, "Price lock", created_on=day(-2), loss_reasons=(LossReason.PRICE,))
    found = next_touch(lost_card(-120, touch(-29, "mail give")), ideas=(answer,))
    assert (found.play, found.level, found.idea_id) == (Play.NEW_IDEA, 6, 5)
    assert "answers why it was lost: price" in said(found)
    other = idea(5, "Faster", created_on=day(-2), loss_reasons=(LossReason.TIMING,))
    assert next_touch(lost_card(-120, touch(-29, "mail give")), ideas=(other,)).play is Play.LOST_RHYTHM
