"""A rhythm about to be changed: what it would be like is what making it so gives."""

import pytest

from dreamboard.domain.book import Book
from dreamboard.domain.engine import suggest
from dreamboard.domain.forecast import forecast
from dreamboard.domain.rhythm import Rhythm
from dreamboard.domain.settings import NamedRhythm
from dreamboard.services.commands import Edit
from dreamboard.services.planning import plan_spread
from dreamboard.services.rhythm_change import RhythmChange
from tests.domain.cards import SETTINGS, TODAY, at, card, day, renumbered, touch

WEEKLY = Rhythm(7, 10)


def book():
    return Book(
        tuple(
            renumbered(card(touch(-3, "call"), pursuit={"tags": tags}), number)
            for number, tags in enumerate((("vip",), (), ("vip",)), start=1)
        )
    )


@pytest.mark.parametrize(
    ("change", "cards"),
    [
        (RhythmChange(WEEKLY, pursuit_id=2), 1),
        (RhythmChange(WEEKLY, stage_id=1), 3),
        (RhythmChange(WEEKLY, tag="vip"), 2),
    ],
    ids=["card", "column", "tag"],
)
def test_a_change_is_tried_on_the_cards_it_is_for(change, cards):
    changed, settings = change.applied(book(), SETTINGS)
    # Every month a touch makes two in the weeks ahead, every week one makes twelve.
    assert forecast(book(), at(), SETTINGS).touches == 3 * 2
    assert forecast(changed, at(), settings).touches == cards * 12 + (3 - cards) * 2


def test_cards_and_columns_are_edited():
    assert RhythmChange(WEEKLY, pursuit_id=2).command(SETTINGS) == Edit(
        "Pursuit", 2, (("ideal_days", 7), ("max_days", 10))
    )
    assert RhythmChange(WEEKLY, stage_id=4).command(SETTINGS).kind == "Stage"


def test_a_tag_gets_the_rhythm_of_those_days_or_a_new_one():
    _, known = RhythmChange(WEEKLY, tag="vip").applied(book(), SETTINGS)
    assert known.tag_rhythms == (("vip", "weekly"),)
    assert known.rhythms == SETTINGS.rhythms
    _, other = RhythmChange(Rhythm(9, 12), tag="vip").applied(book(), known)
    assert other.tag_rhythms == (("vip", "9/12"),)
    assert other.rhythms[-1] == NamedRhythm("9/12", 9, 12)
    assert RhythmChange(WEEKLY, tag="vip").command(known) is None


def test_what_is_too_much_is_planned_on_days_with_room():
    cards = [renumbered(card(touch(-60, "call")), n) for n in range(1, 17)]
    found = suggest(Book(tuple(cards)), at(), SETTINGS)
    batch = plan_spread(found, TODAY, SETTINGS)
    assert batch.label == "Spread 6 cards over days with room"
    assert [command.on for command in batch.commands] == [day(1)] * 3 + [day(2)] * 3
    assert all(command.contact_id == 1 for command in batch.commands)
