"""Levels 1, 2 and 5, quotes, the last call and the debrief: what is proposed, in words."""

from dreamboard.domain.values import Channel, IdeaKind, Intent, Play
from tests.domain.cards import (
    DANA,
    LUIS,
    card,
    dana,
    day,
    idea,
    lost_card,
    next_touch,
    plan,
    quote,
    said,
    sam,
    touch,
)

PAPER = idea(1, "Dock delays", kind=IdeaKind.WHITE_PAPER)


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


def test_nothing_else_is_proposed_before_a_promised_day():
    found = next_touch(
        card(touch(-300, "call"), plans=(plan(5, text="send the rates"),), quotes=(quote(-9),))
    )
    assert (found.play, found.level, found.due) == (Play.PROMISE, 2, day(5))
    assert str(found.chip) == "Mon"
    assert "send the rates" in said(found)


def test_a_plan_keeps_its_contact_channel_and_idea():
    found = next_touch(
        card(plans=(plan(0, contact_id=3, channel=Channel.LETTER, idea_id=1),), contacts=(dana(), sam())),
        ideas=(PAPER,),
    )
    assert (found.contact_id, found.channel, found.idea_id) == (3, Channel.LETTER, 1)
    assert str(found.headline) == "Send Sam Idowu the white paper today"


def test_a_date_they_named_is_kept_by_the_first_touch_after_it():
    named = {"come_back_on": day(-3)}
    assert next_touch(card(touch(-60, "call"), pursuit=named)).play is Play.NAMED_DATE
    assert next_touch(card(touch(-60, "call"), touch(-1, "vm"), pursuit=named)).play is Play.RHYTHM


def test_before_a_named_date_even_a_quiet_card_rests():
    found = next_touch(card(touch(-300, "call"), pursuit={"come_back_on": day(42)}))
    assert (found.play, found.due) == (Play.NAMED_DATE, day(42))
    assert "asked to hear from you" in said(found)


def test_the_day_after_a_loss_the_introducer_is_thanked_first():
    found = next_touch(lost_card(-1))
    assert (found.play, found.level, found.intent, found.contact_id) == (
        Play.LAST_CALL,
        3,
        Intent.THANK,
        LUIS,
    )
    assert str(found.headline) == "Thank Luis Ortega today"
    assert "No ask" in said(found)
    assert str(found.chip) == "Thank Luis"


def test_a_loss_on_friday_is_thanked_for_on_monday():
    found = next_touch(lost_card(2), days=2)
    assert (found.play, found.due) == (Play.LAST_CALL, day(5))


def test_then_the_decision_maker_is_thanked_for_the_chance():
    found = next_touch(lost_card(-1, touch(0, "call", to=LUIS)))
    assert (found.play, found.contact_id) == (Play.THANK_DECISION_MAKER, DANA)


def test_a_last_call_that_rang_out_is_tried_the_next_working_day():
    found = next_touch(lost_card(-1, touch(0, "rang", to=LUIS), touch(0, "call thank")))
    assert (found.play, found.due) == (Play.LAST_CALL, day(1))


def test_the_debrief_is_asked_for_from_day_seven():
    thanked = (touch(-7, "call thank", to=LUIS), touch(-7, "call thank 10"))
    found = next_touch(lost_card(-8, *thanked))
    assert (found.play, found.intent, found.due) == (Play.DEBRIEF, Intent.LEARN, day(-1))
    assert found.latest == day(2)


def test_the_debrief_is_no_longer_asked_for_after_a_month():
    assert next_touch(lost_card(-31)).play is not Play.DEBRIEF


def test_a_debrief_without_an_answer_is_asked_for_again_after_a_week():
    found = next_touch(lost_card(-8, touch(-1, "mail learn")))
    assert (found.play, found.due) == (Play.DEBRIEF, day(6))


def test_the_day_after_a_debrief_they_are_thanked_for_it():
    found = next_touch(lost_card(-9, touch(-1, "meeting spoke learn")))
    assert found.play is Play.DEBRIEF_THANKS
    assert str(found.headline) == "Thank Dana Whitfield for the debrief today"


def test_a_quote_is_followed_up_at_its_days_and_then_stays_on_the_desk():
    sent = quote(-40)  # a Friday
    done: list = []
    for due in (-39, -37, -33, -26, -10, 20):
        found = next_touch(card(*done, quotes=(sent,)), days=due)
        assert (found.play, found.level, found.due) == (Play.QUOTE_FOLLOW_UP, 4, at_work(due))
        done.append(touch(due, "call rang"))


def test_several_touches_on_one_day_are_one_follow_up():
    found = next_touch(card(touch(-8, "vm"), touch(-8, "mail 10"), quotes=(quote(-9),)))
    assert "1 follow-up so far" in said(found)


def test_a_quote_that_was_won_is_off_the_desk():
    from dreamboard.domain.values import QuoteOutcome

    assert (
        next_touch(card(touch(-3, "call"), quotes=(quote(-9, outcome=QuoteOutcome.WON),))).play is Play.RHYTHM
    )


def test_the_rhythm_of_the_card_says_when_and_why():
    found = next_touch(
        card(touch(-23, "call spoke ask"), pursuit={"ideal_days": 14, "max_days": 21}), ideas=(PAPER,)
    )
    assert (found.play, found.level, found.due, found.tier) == (Play.RHYTHM, 5, day(-9), 0)
    assert found.latest == day(-2)
    assert found.overdue(day(0))
    assert said(found).splitlines() == [
        "Call Dana Whitfield today",
        "Open with the white paper “Dock delays” (value, not an ask).",
        "23 days quiet; this card’s rhythm is every 14 days, at most 21.",
    ]


def test_a_card_inside_its_rhythm_still_has_a_next_touch():
    found = next_touch(card(touch(-3, "call spoke")))
    assert found.due > day(0)
    assert str(found.chip) == "23 Dec"


def test_a_lost_deal_is_touched_at_day_thirty_then_ninety_then_quarterly():
    for lost_on, effort, due in ((-31, -20, -1), (-60, -29, 30), (-91, -60, -1), (-120, -31, 60)):
        found = next_touch(lost_card(lost_on, touch(effort, "mail give")))
        assert (found.play, found.level, found.due) == (Play.LOST_RHYTHM, 5, at_work(due))


def at_work(days):
    found = day(days)
    while found.weekday() > 4:
        days += 1
        found = day(days)
    return found


def test_a_contact_marked_do_not_contact_is_left_alone_and_another_is_found():
    alone = next_touch(card(touch(-90, "call"), contacts=(dana(do_not_contact=True),)))
    assert (alone.play, alone.channel) == (Play.FIND_DECISION_MAKER, None)
    assert next_touch(card(touch(-90, "call"), contacts=(dana(do_not_contact=True), sam()))).contact_id == 3


def test_do_not_contact_means_never():
    assert next_touch(card(touch(-300, "call"), account={"do_not_contact": True})) is None
    assert next_touch(card(touch(-1, "in mail"), account={"do_not_contact": True})) is None


def test_nothing_before_a_not_before_date():
    found = next_touch(card(touch(-300, "call"), account={"not_before": day(20)}))
    assert found.due == at_work(20)
    assert found.guard.guard == "not_before"


def test_a_retired_card_has_no_next_touch():
    assert next_touch(card(pursuit={"retired_on": day(-1)})) is None
