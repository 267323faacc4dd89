"""The play *thank decision maker*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    DANA,
    LUIS,
    lost_card,
    next_touch,
    touch,
)


def test_then_the_decision_maker_is_thanked_for_the_chance():
    found = next_touch(lost_card(-1, touch(0, "call", to=LUIS)))
    assert (found.play, found.contact_id) == (Play.THANK_DECISION_MAKER, DANA)
