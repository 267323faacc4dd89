"""Which cards a filter shows."""

import pytest

from dreamboard.domain.text import fold
from dreamboard.domain.values import PursuitKind
from dreamboard.services.filters import CardFilter, accepts, searched_text
from tests.factories import card_view

CARD = card_view(
    account="Łódź Stahl & Söhne",
    title="Mobile generators",
    decision_maker="Zoë Straßer",
    lost_to="Rival Corp",
    tags=("energy", "west"),
)


def shows(wanted):
    return accepts(wanted, tuple(fold(wanted.text).split()), CARD, searched_text(CARD))


def test_an_empty_filter_shows_every_card():
    assert not CardFilter().active
    assert not CardFilter(text="  ").active
    assert shows(CardFilter())


@pytest.mark.parametrize(
    "text", ["lodz", "SOHNE stahl", "strasser", "zoe", "generators lodz", "rival", "ener", "  ", "&"]
)
def test_words_are_found_as_people_type_them(text):
    assert shows(CardFilter(text=text))


@pytest.mark.parametrize("text", ["steel", "lodz steel", "generatorslodz"])
def test_a_word_that_the_card_does_not_say_hides_it(text):
    assert not shows(CardFilter(text=text))


def test_a_card_has_to_have_all_the_tags():
    assert shows(CardFilter(tags=frozenset({"energy", "west"})))
    assert not shows(CardFilter(tags=frozenset({"energy", "east"})))


def test_kinds_are_told_apart():
    assert shows(CardFilter(kind=PursuitKind.DREAM_CLIENT))
    assert not shows(CardFilter(kind=PursuitKind.LOST_DEAL))
