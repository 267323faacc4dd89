"""The play *find decision maker*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    card,
    dana,
    day,
    next_touch,
    said,
    sam,
    touch,
)


def test_without_a_decision_maker_finding_one_is_groundwork():
    found = next_touch(card(touch(-9, "call", to=3), contacts=(sam(),)))
    assert (found.play, found.level, found.channel) == (Play.FIND_DECISION_MAKER, 6, None)
    assert str(found.headline) == "Find the decision-maker at Northwind Freight"
    assert "Ask Sam Idowu" in said(found)


def test_on_a_card_never_touched_groundwork_comes_before_the_first_call():
    found = next_touch(card(contacts=(), created=0))
    assert (found.play, found.due) == (Play.FIND_DECISION_MAKER, day(0))
    assert next_touch(card(created=0)).play is Play.RHYTHM
    assert next_touch(card(contacts=(), created=0), 7).play is Play.RHYTHM


def test_a_contact_marked_do_not_contact_is_left_alone_and_another_is_found():
    alone = next_touch(card(touch(-90, "call"), contacts=(dana(do_not_contact=True),)))
    assert (alone.play, alone.channel) == (Play.FIND_DECISION_MAKER, None)
    assert next_touch(card(touch(-90, "call"), contacts=(dana(do_not_contact=True), sam()))).contact_id == 3
