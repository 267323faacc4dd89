"""Which cards a filter shows."""

import pytest

from dreamboard.domain.values import PursuitKind
from dreamboard.services.filters import CardFilter
from tests.factories import card_view

CARD = card_view(
    account="Łódź Stahl & Söhne",
    title="Mobile generators",
    decision_maker="Zoë Straßer",
    lost_to="Rival Corp",
    tags=("energy", "west"),
)


def test_an_empty_filter_shows_every_card():
    assert CardFilter().everything
    assert CardFilter(text="  ").everything
    assert CardFilter().shows(CARD)


@pytest.mark.parametrize(
    "text", ["lodz", "SOHNE stahl", "strasser", "zoe", "generators lodz", "rival", "ener", "  ", "&"]
)
def test_words_are_found_as_people_type_them(text):
    assert CardFilter(text=text).shows(CARD)


@pytest.mark.parametrize("text", ["steel", "lodz steel", "generatorslodz"])
def test_a_word_that_the_card_does_not_say_hides_it(text):
    assert not CardFilter(text=text).shows(CARD)


def test_a_card_has_to_have_all_the_tags():
    assert CardFilter(tags=frozenset({"energy", "west"})).shows(CARD)
    assert not CardFilter(tags=frozenset({"energy", "east"})).shows(CARD)


def test_kinds_are_told_apart():
    assert CardFilter(kind=PursuitKind.DREAM_CLIENT).shows(CARD)
    assert not CardFilter(kind=PursuitKind.LOST_DEAL).shows(CARD)
