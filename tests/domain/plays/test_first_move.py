"""The play *first move*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    PAPER,
    lost_card,
    next_touch,
    said,
)


def test_a_lost_deal_nobody_touched_since_is_a_first_move():
    found = next_touch(lost_card(-150), ideas=(PAPER,))
    assert (found.play, found.level, found.idea_id) == (Play.FIRST_MOVE, 6, 1)
    assert "Nobody has been in touch since." in said(found)
    assert found.reasons[1].evidence.rounds == (1,)
