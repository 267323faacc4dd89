"""The play *know the sites*: what is proposed when, in words."""

from dataclasses import replace

import pytest

from dreamboard.domain.engine import rank
from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    TODAY,
    at,
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


def came(dossier, days):
    """A card that came to the board on a day."""
    return replace(dossier, pursuit=replace(dossier.pursuit, created_at=at(days)))


@pytest.mark.parametrize("age", [0, 3, 6, 8, 30, 31, 36, 40, 400])
def test_a_card_never_touched_rises_on_whatever_day_the_sites_are_corrected(age):
    """The first touch stays where it is, of the same level, and no less late than it was."""
    one = next_touch(came(card(), -age))
    many = next_touch(came(card(account={"sites_known": 1, "sites_believed": 120}), -age))
    assert one.play is many.play is Play.RHYTHM
    assert rank(many, TODAY) < rank(one, TODAY)
    assert "You know 1 of 120 sites: ask who runs the others." in said(many)


def test_where_nobody_decides_groundwork_comes_first():
    many = came(card(contacts=(), account={"sites_known": 1, "sites_believed": 120}), -3)
    assert next_touch(many).play is Play.KNOW_THE_SITES


def test_most_sites_known_is_enough():
    assert (
        next_touch(card(touch(-9, "call"), account={"sites_known": 90, "sites_believed": 120})).play
        is Play.RHYTHM
    )
