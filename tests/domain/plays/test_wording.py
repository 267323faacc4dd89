"""What the plays say, read through as a rep would: with odd data, early and late."""

import re
from dataclasses import replace

import pytest

from dreamboard.domain.book import Book, ReachCount, ReachLog
from dreamboard.domain.engine import candidates, suggest
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Channel, LossReason, Play
from dreamboard.domain.words import every_text, first_name, long_text
from tests.domain.cards import (
    CHANGE,
    LUIS,
    SETTINGS,
    THANKED,
    at,
    card,
    condition,
    dana,
    day,
    lost,
    lost_card,
    next_touch,
    plan,
    priya,
    quote,
    said,
    touch,
)
from tests.domain.every_play import BOOKS, IN_EVERY_PLAY

LONG = "Anna-Maria " * 20


def renamed(dossier, name):
    """The same card, where everybody has that name."""
    contacts = tuple(replace(c, contact=replace(c.contact, name=name)) for c in dossier.contacts)
    return replace(dossier, contacts=contacts)


def everything(dossier, days=0, **book):
    """What is proposed on such a day, with all it says."""
    found = next_touch(dossier, days, **book)
    guard = (found.guard.says, found.guard.lifted_by) if found.guard else ()
    parts = (found.headline, found.summary, found.chip, found.aside, *(r.sentence for r in found.reasons))
    return found, [str(part) for part in (*parts, *guard)]


@pytest.mark.parametrize("play", IN_EVERY_PLAY)
def test_there_is_a_card_for_every_play(play):
    assert next_touch(IN_EVERY_PLAY[play], **BOOKS.get(play, {})).play is play


@pytest.mark.parametrize("name", ["", "Cher", LONG, "Dr. J. Smith", "{name} & <b>Co</b>", "山田太郎"])
@pytest.mark.parametrize("days", [0, 1, 400])
@pytest.mark.parametrize("play", IN_EVERY_PLAY)
def test_no_play_says_anything_odd_of_an_odd_name_now_or_much_later(play, days, name):
    dossier = renamed(IN_EVERY_PLAY[play], name)
    found, said_of_it = everything(dossier, days, **BOOKS.get(play, {}))
    for text in said_of_it:
        assert not re.search(r"\b1 (days|months|years|touches|calls|asks|gives|conditions|sites)\b", text), (
            text
        )
        assert not re.search(r"  |\s[.,;:]|\.\.|,,|\{\}|None|-\d+ (day|month)|^[ ,.;:]|“”", text), text
        assert len(text) < 250
    for text in (str(found.headline), str(found.summary), *said_of_it[4:]):
        # A name may begin as it is written; words of ours do not begin a sentence small.
        assert name or text[0].isupper() or not text[0].isalpha(), text
    assert not re.search(r"\b(Dr|J)\b", str(found.chip))
    told = candidates(dossier, Book((dossier,), **BOOKS.get(play, {})), at(days), SETTINGS)
    assert all(str(each.headline) for each in told)


def test_one_without_a_name_begins_a_sentence_with_a_capital():
    found = next_touch(renamed(card(touch(-1, "in mail")), ""))
    assert str(found.reasons[0].sentence) == "The decision-maker wrote yesterday; nothing went back yet."
    unknown = (replace(dana(), contact=replace(dana().contact, name=""), role=None),)
    found = next_touch(card(touch(-1, "in mail"), contacts=unknown))
    assert str(found.reasons[0].sentence) == "Your contact wrote yesterday; nothing went back yet."
    assert str(found.headline) == "Answer your contact today"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Luis Ortega", "Luis"),
        ("Cher", "Cher"),
        ("Dr. Luis Ortega", ""),
        ("Mr Ortega", ""),
        ("Ortega, Luis", ""),
        ("J. Ames", ""),
        ("the decision-maker", ""),
        ("Maximilian Kraus", ""),
        ("", ""),
    ],
)
def test_a_first_name_is_taken_only_where_it_is_plain_which_word_that_is(name, first):
    assert first_name(name) == first


def test_long_stretches_are_told_in_months_and_a_rhythm_of_a_day_as_every_day():
    assert [long_text(days) for days in (1, 365, 366, 729, 730)] == [
        "1 day", "365 days", "12 months", "24 months", "2 years",
    ]  # fmt: skip
    assert (every_text(1), every_text(7)) == ("every day", "every 7 days")
    quiet = next_touch(card(touch(-400, "call spoke")))
    assert "13 months quiet; the rhythm here is every 30 days, at most 45." in said(quiet)


def test_the_day_before_is_called_yesterday():
    daily = {"ideal_days": 2, "max_days": 3}
    assert "Last touch yesterday; this card’s rhythm is every 2 days, at most 3." in said(
        next_touch(card(touch(-1, "call spoke"), pursuit=daily))
    )


def test_one_who_called_or_came_in_vain_is_not_said_to_have_written():
    called = next_touch(card(touch(-4, "in vm")))
    assert str(called.aside) == "called 4 days ago"
    came = next_touch(card(touch(-4, "in visit no_answer")))
    assert "Dana Whitfield came 4 days ago and did not find you." in said(came)
    assert str(came.aside) == "came 4 days ago"


def test_an_answer_owed_for_long_is_told_in_other_words():
    long_ago = said(next_touch(card(touch(-300, "in mail"))))
    assert "They never heard back. A late answer is still welcome: say so, and pick it up again." in long_ago
    assert "wait" not in long_ago


def test_work_that_touches_nobody_is_not_told_to_find_another_contact():
    silent = [touch(-100 + 8 * n, "vm" if n % 2 else "mail") for n in range(7)]
    working = lost_card(-2, *silent, *THANKED[:1], conditions=(condition(1, "EDI"),), stage_fields={})
    found = next_touch(replace(working, touches=(*silent, *THANKED)))
    assert found.play is Play.OPEN_CONDITION
    assert "in a row" not in said(found)


def test_a_day_they_named_is_kept_on_any_channel_and_told_as_gone_by_when_it_is():
    named = card(touch(-60, "vm"), touch(-50, "vm"), pursuit={"come_back_on": day(0)})
    kept = next_touch(named)
    assert kept.channel is Channel.EMAIL
    assert "say that you are in touch because they asked you to" in said(kept)
    assert "it has gone by: say so, and hear how things stand" in said(next_touch(named, 200))


def test_a_plan_left_for_long_says_how_long_ago_its_day_was():
    planned = card(plans=(plan(0),))
    assert "You planned this for today." in said(next_touch(planned))
    assert "You planned this for yesterday." in said(next_touch(planned, 1))
    assert "You planned this for 25 Nov, 3 months ago." in said(next_touch(planned, 100))
    assert "Until that day" not in said(next_touch(planned))
    promised = card(plans=(plan(0, promised=True),))
    assert "You promised them this for 25 Nov 2026, 13 months ago." in said(next_touch(promised, 400))


def test_a_newcomer_is_new_for_some_months():
    change = card(touch(-60, "call no"), contacts=(dana(), priya()), signals=CHANGE)
    assert "New VP Operations." in said(next_touch(change))
    late = said(next_touch(change, 120))
    assert "New VP" not in late
    assert "Dana Whitfield has not been reached since." in late


def test_a_quote_that_ran_out_is_offered_anew_and_not_asked_about():
    found = next_touch(card(touch(-9, "call spoke"), quotes=(quote(-9, valid_until=day(-1)),)))
    assert str(found.summary) == "Offer to renew the quote of $410,000; its time has run out."


def test_a_debrief_asked_for_in_vain_says_when():
    asked = lost_card(-15, touch(-8, "call thank", to=LUIS), touch(-8, "mail learn"))
    assert "You asked 8 days ago; no answer came yet." in said(next_touch(asked))
    unsure = {"introducer_id": LUIS, "reason_believed": LossReason.NO_DECISION}
    debrief = next_touch(lost_card(-9, *THANKED, rounds=lost(-9, **unsure)))
    assert "You believe they decided nothing: a debrief would tell." in said(debrief)


def test_a_lost_deal_s_own_days_are_told_as_the_rep_set_them():
    kept = lost_card(-200, touch(-100, "mail give"))
    assert "A lost deal is kept warm once a quarter." in said(next_touch(kept))
    monthly = next_touch(kept, settings=Settings(lost_every=30, lost_every_max=45))
    assert "A lost deal is kept warm every 30 days." in said(monthly)


def test_a_single_unanswered_touch_is_not_counted():
    found = next_touch(card(touch(-40, "mail")), settings=Settings(channel_after=1))
    assert "Your last e-mail went unanswered: this time by telephone." in said(found)


def test_a_weekend_is_told_by_its_weekday():
    guard = next_touch(card(touch(-60, "call")), 3).guard
    assert (
        f"{guard.says} {guard.lifted_by}" == "28 Nov is a Saturday. Monday, 30 Nov, is a working day there."
    )


def test_hours_that_are_over_are_not_proposed_for_today():
    log = ReachLog(
        {(Channel.CALL, 1, 9): ReachCount(1100, 500), (Channel.CALL, 1, 15): ReachCount(1200, 100)}
    )
    morning = next_touch(card(touch(-60, "call")), reach=log)
    assert str(morning.headline) == "Call Dana Whitfield today, 8:00–10:00"
    assert "500 of 1,100 were answered; at other hours 100 of 1,200." in said(morning)
    evening = next_touch(card(touch(-60, "call")), hour=16, reach=log)
    assert str(evening.headline) == "Call Dana Whitfield today"
    assert "8:00" not in said(evening)


def test_no_suggestion_changes_with_the_name_but_in_its_words():
    for dossier in IN_EVERY_PLAY.values():
        plain = suggest(Book((dossier,)), at(), SETTINGS)[0]
        odd = suggest(Book((renamed(dossier, LONG),)), at(), SETTINGS)[0]
        assert (plain.play, plain.due, plain.channel) == (odd.play, odd.due, odd.channel)
