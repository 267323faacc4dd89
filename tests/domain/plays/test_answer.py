"""The play *answer*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Intent,
    Play,
)
from tests.domain.cards import (
    SAM,
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


def test_an_unanswered_message_comes_before_everything():
    waiting = card(touch(-1, "in mail"), plans=(plan(0),), quotes=(quote(-9),))
    found = next_touch(waiting)
    assert (found.play, found.level, found.intent, found.due) == (Play.ANSWER, 1, Intent.REPLY, day(-1))
    assert str(found.headline) == "Answer Dana Whitfield today"
    assert found.reasons[0].evidence.touches == (waiting.touches[0].id,)


def test_an_answer_that_went_out_ends_the_waiting():
    assert next_touch(card(touch(-2, "in mail"), touch(-1, "mail"))).play is Play.RHYTHM


def test_a_call_that_rang_out_is_no_answer_and_is_tried_again_the_next_day():
    found = next_touch(card(touch(-2, "in mail"), touch(0, "rang")))
    assert (found.play, found.due) == (Play.ANSWER, day(1))


def test_an_answer_to_somebody_else_is_no_answer():
    found = next_touch(card(touch(-2, "in mail"), touch(-1, "mail", to=3), contacts=(dana(), sam())))
    assert found.play is Play.ANSWER


def test_a_conversation_needs_no_answer_and_a_missed_call_does():
    assert next_touch(card(touch(-1, "in call spoke"))).play is Play.RHYTHM
    assert "did not reach you" in said(next_touch(card(touch(-1, "in vm"))))


def test_a_no_that_closed_the_round_is_answered_by_the_thanks():
    assert next_touch(lost_card(-1, touch(-1, "in mail no"))).play is Play.LAST_CALL


def test_a_conversation_with_one_contact_does_not_answer_another():
    both = (dana(), sam())
    mail = touch(-3, "in mail", to=SAM)
    talked = card(mail, touch(-2, "in call spoke"), contacts=both)
    assert next_touch(talked).play is Play.ANSWER
    own = card(mail, touch(-2, "in call spoke", to=SAM), contacts=both)
    assert next_touch(own).play is not Play.ANSWER
    nobody = card(mail, touch(-2, "in call spoke", to=None), touch(-1, "vm"), contacts=both)
    assert next_touch(nobody).play is not Play.ANSWER


def test_what_nobody_by_name_wrote_is_not_told_as_the_decision_makers():
    found = next_touch(card(touch(-1, "in mail", to=None)))
    assert str(found.headline) == "Answer Dana Whitfield today"
    assert "They wrote yesterday; nothing went back yet." in said(found)
    assert "Dana Whitfield wrote yesterday" in said(next_touch(card(touch(-1, "in mail"))))
