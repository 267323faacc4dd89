"""Try something new, give before you ask, and what the rep answered before."""

from dataclasses import replace

import pytest

from dreamboard.domain.book import Book, ContactAt, ReachCount, ReachLog
from dreamboard.domain.engine import after
from dreamboard.domain.model import Contact, Feedback
from dreamboard.domain.plays.feedback import KEEPS_THE_CARD
from dreamboard.domain.values import Channel, FeedbackKind, IdeaKind, Intent, LossReason, Play, Role
from tests.domain.cards import (
    DANA,
    LUIS,
    NORTHWIND,
    SAM,
    SETTINGS,
    TODAY,
    at,
    card,
    dana,
    day,
    idea,
    lost_card,
    next_touch,
    quote,
    renumbered,
    said,
    sam,
    touch,
    why_not,
)
from tests.domain.every_play import BOOKS, IN_EVERY_PLAY

PAPER = idea(1, "Dock delays", kind=IdeaKind.WHITE_PAPER)


def feedback(kind: FeedbackKind, play: Play = Play.RHYTHM, on: int = 0, **fields: object) -> Feedback:
    return Feedback(1, 1, kind, play, day(on), **fields)


def test_after_two_voicemails_an_e_mail_goes_with_them():
    found = next_touch(card(touch(-60, "vm"), touch(-40, "vm")))
    assert found.channel is Channel.EMAIL
    assert "2 voicemails in a row: an e-mail goes with them." in said(found)
    assert len(found.reasons[-1].evidence.touches) == 2


def test_after_two_unanswered_e_mails_it_is_the_telephone():
    found = next_touch(card(touch(-60, "mail"), touch(-40, "mail")))
    assert found.channel is Channel.CALL
    assert "Your last 2 e-mails went unanswered: this time by telephone." in said(found)


def test_an_answer_ends_the_row():
    assert (
        next_touch(card(touch(-60, "vm"), touch(-50, "vm"), touch(-40, "call spoke"))).channel is Channel.CALL
    )


def test_the_channel_that_is_tried_is_one_all_day_and_not_the_same_for_all():
    """After e-mails without an answer, telephone or one of what the log knows, by chance."""
    reach = ReachLog({(c, 1, 9): ReachCount(9, 2) for c in (Channel.CALL, Channel.MESSAGE, Channel.LETTER)})
    tried = set()
    for number in range(1, 40):
        silent = renumbered(card(touch(-60, "mail"), touch(-40, "mail")), number)
        of_the_day = {next_touch(silent, hour=hour, reach=reach).channel for hour in range(0, 24, 4)}
        assert len(of_the_day) == 1
        tried |= of_the_day
    assert tried == {Channel.CALL, Channel.MESSAGE, Channel.LETTER}


def test_what_the_contact_prefers_comes_first_until_it_goes_unanswered():
    prefers = (dana(preferred_channel=Channel.MESSAGE),)
    assert next_touch(card(touch(-60, "call"), contacts=prefers)).channel is Channel.MESSAGE
    silent = card(touch(-60, "message"), touch(-50, "message"), contacts=prefers)
    assert next_touch(silent).channel in (Channel.CALL, Channel.EMAIL)


def test_a_contact_without_a_telephone_number_gets_an_e_mail():
    assert (
        next_touch(card(touch(-60, "call"), contacts=(dana(emails=("d@x.example",)),))).channel
        is Channel.EMAIL
    )


def test_the_channel_that_is_answered_more_often_is_proposed():
    reach = ReachLog({(Channel.EMAIL, 1, 9): ReachCount(40, 20), (Channel.CALL, 1, 9): ReachCount(40, 2)})
    assert next_touch(card(touch(-60, "call")), reach=reach).channel is Channel.EMAIL


def test_after_six_unanswered_another_contact_is_proposed_and_said():
    silent = [touch(-100 + 8 * n, "vm" if n % 2 else "mail") for n in range(6)]
    found = next_touch(card(*silent, contacts=(dana(), sam())))
    assert found.contact_id == SAM
    assert "6 touches in a row went unanswered, so Sam Idowu this time." in said(found)
    alone = next_touch(card(*silent))
    assert "come with something new, or find another contact" in said(alone)


def test_an_ask_has_to_be_earned_by_three_gives():
    gives = [touch(-100 + 10 * n, "call spoke give") for n in range(3)]
    earned = next_touch(card(*gives), 60)
    assert (earned.intent, earned.gives, earned.asks) == (Intent.ASK, 3, 0)
    assert "3 gives and no ask lately, so you may ask for a short conversation." in said(earned)
    spent = next_touch(card(*gives, touch(-10, "call spoke ask")), 60, ideas=(PAPER,))
    assert (spent.intent, spent.gives, spent.asks, spent.idea_id) == (Intent.GIVE, 3, 1, 1)
    quoted = next_touch(card(*gives, quotes=(quote(-9),)))
    assert quoted.intent is Intent.ASK
    assert "Ask how the quote of $410,000 stands" in said(quoted)


def test_a_give_names_an_idea_that_fits_and_that_they_have_not_had():
    ideas = (
        idea(1, "General"),
        idea(2, "For banks", industries=("Banking",)),
        idea(3, "For freight", industries=("Freight",)),
        idea(4, "On price", loss_reasons=(LossReason.PRICE,)),
        idea(5, "On timing", loss_reasons=(LossReason.TIMING,)),
        idea(6, "On price, retired", loss_reasons=(LossReason.PRICE,), retired=True),
        idea(7, "For users", roles=(Role.USER,)),
    )
    freight = {"industry": "freight"}

    def given(*touches, **parts) -> int | None:
        return next_touch(
            lost_card(-31, touch(-20, "mail"), *touches, account=freight, **parts), ideas=ideas
        ).idea_id

    assert given() == 4
    assert given(touch(-60, "mail", idea_id=4)) == 3
    assert given(touch(-60, "mail", idea_id=4), touch(-61, "mail", idea_id=3)) == 1
    refused = (feedback(FeedbackKind.ANOTHER_IDEA, Play.LOST_RHYTHM, idea_id=4),)
    assert given(feedback=refused) == 3


def test_a_snooze_lets_the_card_rest_until_its_day():
    snoozed = (feedback(FeedbackKind.SNOOZE, until=day(5)),)
    found = next_touch(card(touch(-60, "call"), feedback=snoozed))
    assert (found.play, found.due) == (Play.RHYTHM, day(5))
    assert "Snoozed until 30 Nov." in why_not(card(touch(-60, "call"), feedback=snoozed), Play.RHYTHM)


def test_a_snooze_does_not_hold_back_what_is_more_pressing():
    snoozed = (feedback(FeedbackKind.SNOOZE, on=-2, until=day(50)),)
    assert next_touch(card(touch(-1, "in mail"), feedback=snoozed)).play is Play.ANSWER
    assert (
        next_touch(card(touch(-60, "call"), quotes=(quote(-1),), feedback=snoozed)).play
        is Play.QUOTE_FOLLOW_UP
    )


def test_a_play_set_aside_makes_room_for_the_next_and_returns_when_its_evidence_changes():
    chased = card(touch(-60, "call"), quotes=(quote(-9),))
    first = next_touch(chased)
    aside = (
        feedback(FeedbackKind.NOT_THIS, first.play, evidence=first.evidence, reason="they are on holiday"),
    )
    second = next_touch(card(touch(-60, "call"), quotes=(quote(-9),), feedback=aside))
    assert (first.play, second.play) == (Play.QUOTE_FOLLOW_UP, Play.RHYTHM)
    held = why_not(card(touch(-60, "call"), quotes=(quote(-9),), feedback=aside), Play.QUOTE_FOLLOW_UP)
    assert held == "You set it aside: “they are on holiday”. It comes back when something changes."
    again = next_touch(card(touch(-60, "call"), touch(-1, "vm"), quotes=(quote(-9),), feedback=aside), 20)
    assert again.play is Play.QUOTE_FOLLOW_UP


@pytest.mark.parametrize("play", [play for play in IN_EVERY_PLAY if play not in KEEPS_THE_CARD])
def test_whatever_is_set_aside_stays_away_while_its_evidence_is_the_same(play):
    dossier, book = IN_EVERY_PLAY[play], BOOKS.get(play, {})
    shown = next_touch(dossier, **book)
    assert shown.play is play
    aside = feedback(FeedbackKind.NOT_THIS, play, evidence=shown.evidence)
    for later in (0, 1, 40):
        found = next_touch(replace(dossier, feedback=(aside,)), later, **book)
        assert found is None or (found.play, found.evidence) != (play, shown.evidence)
    changed = replace(aside, evidence=shown.evidence + " as it was before")
    assert next_touch(replace(dossier, feedback=(changed,)), **book).play is play


def test_what_was_done_instead_changes_what_is_proposed_next():
    """A call was proposed; the rep wrote to somebody else. That counts, and the silence after it too."""
    quiet = card(touch(-60, "call"), contacts=(dana(), sam()))
    proposed = next_touch(quiet)
    assert (proposed.contact_id, proposed.channel) == (DANA, Channel.CALL)
    instead = replace(quiet, touches=(*quiet.touches, touch(0, "mail", to=SAM)))
    following = next_touch(instead, 45)
    assert following.due > day(20)
    wrote_twice = replace(instead, touches=(*instead.touches, touch(10, "mail"), touch(20, "mail")))
    assert next_touch(wrote_twice, 60).channel is Channel.CALL


def test_a_rhythm_set_aside_skips_one_round_and_the_card_is_not_forgotten():
    first = next_touch(card(touch(-60, "call")))
    aside = (feedback(FeedbackKind.NOT_THIS, first.play, evidence=first.evidence),)
    found = next_touch(card(touch(-60, "call"), feedback=aside))
    assert (found.play, found.due) == (Play.RHYTHM, day(30))


def test_an_outcome_says_its_consequence_before_it_is_pressed():
    def told(dossier, words, **fields) -> str:
        return str(after(dossier, touch(0, words, **fields), Book((dossier,)), at(), SETTINGS))

    quiet = card(touch(-40, "vm"), pursuit={"ideal_days": 9, "max_days": 12})
    assert told(quiet, "vm") == "next on 4 Dec, by e-mail"
    assert told(quiet, "call spoke") == "next on 4 Dec, by telephone"
    assert told(quiet, "stop") == "next on 27 Nov; groundwork first"
    assert told(lost_card(-1), "call thank", to=LUIS) == "next today, Dana Whitfield by telephone"
    assert told(card(touch(-1, "call"), contacts=()), "stop", to=None) == "no further touch is proposed"


def test_what_holds_back_the_first_of_two_who_decide_does_not_bind_the_second():
    """After six unanswered it is the other's turn; the day before which the first is to be left in peace is
    not theirs."""
    other = ContactAt(Contact(SAM, "Sam Bauer"), NORTHWIND, "Owner", Role.DECISION_MAKER)
    asked = dana(not_before=day(300))
    five = [touch(-100 + n, "mail") for n in range(5)]
    waiting = next_touch(card(*five, contacts=(asked, other)))
    assert (waiting.contact_id, waiting.due, waiting.guard.guard) == (DANA, day(300), "not_before")
    turned = next_touch(card(*five, touch(0, "mail 8"), contacts=(asked, other)))
    assert turned.contact_id == SAM
    assert TODAY < turned.due < day(300)
    assert "6 touches in a row went unanswered, so Sam Bauer this time." in said(turned)


def test_whom_nobody_may_touch_yet_is_not_waited_for_where_all_were_tried_and_somebody_is_free():
    other = ContactAt(Contact(SAM, "Sam Bauer"), NORTHWIND, "Owner", Role.DECISION_MAKER)
    asked = dana(not_before=day(300))
    silent = [touch(-300 + 12 * n, "mail", to=DANA if n < 6 else SAM) for n in range(13)]
    found = next_touch(card(*silent, contacts=(asked, other)))
    assert (found.contact_id, found.due) == (SAM, next_touch(card(*silent, contacts=(other,))).due)
    assert next_touch(card(*silent, contacts=(dana(), other))).contact_id == DANA  # tried less often
    alone = next_touch(card(*silent, contacts=(asked,)))
    assert (alone.contact_id, alone.due, alone.guard.guard) == (DANA, day(300), "not_before")
