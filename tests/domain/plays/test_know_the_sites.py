"""The play *know the sites*: what is proposed when, in words."""

import pytest

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    card,
    next_touch,
    said,
    touch,
)


def test_one_shop_that_turns_out_to_have_120_sites_is_researched_and_rises():
    one = card(touch(-9, "call"), account={"sites_known": 1, "sites_believed": 1})
    many = card(touch(-9, "call"), account={"sites_known": 1, "sites_believed": 120})
    found = next_touch(many)
    assert (found.play, found.level) == (Play.KNOW_THE_SITES, 6)
    assert "You know 1 of 120 sites." in said(found)
    assert next_touch(many, 60).worth == pytest.approx(10 * next_touch(one, 60).worth)


def test_most_sites_known_is_enough():
    assert (
        next_touch(card(touch(-9, "call"), account={"sites_known": 90, "sites_believed": 120})).play
        is Play.RHYTHM
    )
