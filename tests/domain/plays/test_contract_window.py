"""The play *contract window*: what is proposed when, in words."""

import pytest

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


@pytest.mark.parametrize(
    ("left", "due"), [(200, 20), (180, 0), (170, -10), (90, 0), (80, -10), (45, 0), (20, -25)]
)
def test_a_rivals_contract_opens_three_windows(left, due):
    found = next_touch(
        card(
            touch(-100, "call"),
            pursuit={"ideal_days": 365},
            account={"rival": "Atlas", "rival_contract_end": day(left)},
        )
    )
    assert (found.play, found.level) == (Play.CONTRACT_WINDOW, 3)
    assert abs((found.due - day(due)).days) <= 2  # weekends
    assert "Their contract with Atlas ends on" in said(found)


def test_a_window_is_kept_by_a_touch_inside_it():
    found = next_touch(
        card(touch(-3, "mail give"), pursuit={"ideal_days": 365}, account={"rival_contract_end": day(80)})
    )
    assert (found.play, found.due) == (Play.CONTRACT_WINDOW, day(35))


def test_a_contract_that_ended_opens_nothing():
    assert next_touch(card(touch(-3, "call"), account={"rival_contract_end": day(-400)})).play is Play.RHYTHM
