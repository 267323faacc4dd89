"""The play *promise*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Channel,
    Play,
)
from tests.domain.cards import (
    PAPER,
    card,
    dana,
    day,
    lost_card,
    next_touch,
    plan,
    quote,
    said,
    sam,
    touch,
)


def test_nothing_else_is_proposed_before_a_promised_day():
    found = next_touch(
        card(touch(-300, "call"), plans=(plan(5, text="send the rates"),), quotes=(quote(-9),))
    )
    assert (found.play, found.level, found.due) == (Play.PROMISE, 2, day(5))
    assert str(found.chip) == "Mon"
    assert "send the rates" in said(found)


def test_a_planned_idea_is_named_and_so_is_the_loss_it_answers():
    found = next_touch(
        lost_card(-60, plans=(plan(0, text="First move", idea_id=1),), contacts=(dana(),)), ideas=(PAPER,)
    )
    assert found.play is Play.PROMISE
    assert PAPER.title in str(found.summary)
    assert "You planned this for today." in said(found)
    assert "Your note: “First move”" in said(found)
    assert "Lost to Atlas 60 days ago; they said price." in said(found)


def test_a_plan_keeps_its_contact_channel_and_idea():
    found = next_touch(
        card(plans=(plan(0, contact_id=3, channel=Channel.LETTER, idea_id=1),), contacts=(dana(), sam())),
        ideas=(PAPER,),
    )
    assert (found.contact_id, found.channel, found.idea_id) == (3, Channel.LETTER, 1)
    assert str(found.headline) == "Send Sam Idowu the white paper today"
