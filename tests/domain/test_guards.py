"""What holds a suggestion back, and what would lift it."""

from dataclasses import replace
from datetime import datetime

import pytest

from dreamboard.domain.book import Book, ReachCount, ReachLog
from dreamboard.domain.engine import suggest
from dreamboard.domain.model import Feedback
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Channel, FeedbackKind, Play
from tests.domain.cards import (
    SETTINGS,
    card,
    dana,
    day,
    lost_card,
    next_touch,
    plan,
    quote,
    sam,
    touch,
    why_not,
)

OFTEN = {"stage_fields": {"ideal_days": 3, "max_days": 5}}


def test_two_touches_in_two_weeks_are_the_most_for_a_contact():
    found = next_touch(card(touch(-8, "vm"), touch(-5, "mail"), **OFTEN))
    assert (found.play, found.due, found.guard.guard) == (Play.RHYTHM, day(6), "contact_cap")
    assert str(found.guard.says) == "Dana Whitfield had 2 touches within 14 days: more would be too much."
    assert str(found.guard.lifted_by) == "It lifts on 1 Dec, or with a rhythm of its own for this card."
    assert found.guard.overridable


def test_six_touches_in_ninety_days_are_the_most():
    six = [touch(-89 + 14 * n, "vm") for n in range(6)]
    found = next_touch(card(*six, **OFTEN))
    assert (found.due, found.guard.guard) == (day(1), "contact_cap")


def test_thanks_and_answers_do_not_count():
    assert next_touch(card(touch(-8, "call thank"), touch(-5, "mail reply"), **OFTEN)).guard is None


def test_a_rhythm_the_rep_set_replaces_the_cap():
    weekly = card(*[touch(-7 * n, "vm") for n in range(1, 9)], pursuit={"ideal_days": 7, "max_days": 10})
    found = next_touch(weekly)
    assert (found.due, found.guard) == (day(0), None)


def test_what_answers_them_is_not_held_back():
    busy = (touch(-9, "vm"), touch(-8, "vm"), touch(-3, "mail"))
    assert next_touch(card(*busy, quotes=(quote(-7),))).due == day(-1)
    assert next_touch(card(*busy, plans=(plan(0),))).due == day(0)
    assert next_touch(card(*busy, touch(0, "in mail 8"))).play is Play.ANSWER
    assert next_touch(lost_card(-1, *busy)).play is Play.LAST_CALL


def test_every_two_weeks_is_too_much_even_for_a_rhythm_of_the_rep():
    found = next_touch(
        card(touch(-10, "call"), contacts=(dana(min_days_between=30),), pursuit={"ideal_days": 14})
    )
    assert (found.due, found.guard.guard) == (day(20), "too_often")
    assert str(found.guard.says) == "Dana Whitfield asked for at least 30 days between touches."
    assert str(found.guard.lifted_by) == "It lifts on 15 Dec, or when they change their mind."


def test_a_guard_that_has_lifted_is_silent_and_what_it_held_is_due_from_that_day():
    asked = card(
        touch(-30, "call"), contacts=(dana(min_days_between=30),), pursuit={"ideal_days": 14, "max_days": 21}
    )
    for later in (0, 1):
        found = next_touch(asked, later)
        assert (found.due, found.guard) == (day(0), None)
    capped = card(touch(-17, "vm"), touch(-14, "mail"), **OFTEN)
    found = next_touch(capped)
    assert (found.due <= day(0), found.guard) == (True, None)


def test_a_marked_contact_is_said_to_be_marked():
    marked = lost_card(-1, contacts=(dana(do_not_contact=True), sam()))
    assert why_not(marked, Play.THANK_DECISION_MAKER) == "Dana Whitfield is marked do not contact."


def test_quiet_hours_say_when_to_call_and_hide_nothing():
    chicago = card(touch(-60, "call"), account={"time_zone": "America/Chicago"})
    early = next_touch(chicago, hour=9)
    assert early.guard.guard == "quiet_hours"
    assert str(early.guard.says) == "It is 3:00 there, outside the hours for a call."
    assert early.act_on == day(0)
    assert next_touch(chicago, hour=15).guard is None


def test_quiet_hours_follow_the_clocks_of_the_place():
    # In Chicago the clocks go back on 1 November 2026: 13:00 UTC is 8:00 the day before, 7:00 the day after.
    chicago = card(touch(-60, "call"), account={"time_zone": "America/Chicago"})
    assert next_touch(chicago, -26, hour=13).guard is None
    assert next_touch(chicago, -22, hour=13).guard.guard == "quiet_hours"


@pytest.mark.parametrize(
    ("zone", "moment", "clock"),
    [
        ("America/New_York", "2026-03-06 12:30", "7:30"),  # the Friday before the clocks go forward
        ("America/New_York", "2026-03-06 13:00", None),
        ("America/New_York", "2026-03-09 12:00", None),  # the Monday after
        ("America/New_York", "2026-03-09 11:59", "7:59"),
        (
            "Australia/Lord_Howe",
            "2026-04-02 21:00",
            None,
        ),  # 8:00 on Friday; on Sunday they go back half an hour
        ("Australia/Lord_Howe", "2026-04-06 21:00", "7:30"),
        ("Australia/Lord_Howe", "2026-04-06 21:30", None),
        ("US/Pacific-New", "2026-03-09 07:59", "7:59"),  # no longer in the database: the rep's own, UTC
    ],
)
def test_quiet_hours_across_a_change_of_the_clocks(zone, moment, clock):
    there = card(touch(-400, "call"), account={"time_zone": zone})
    (found,) = suggest(Book((there,)), datetime.fromisoformat(f"{moment}+00:00"), SETTINGS)
    note = found.guard
    assert (None if note is None else str(note.says)) == (
        None if clock is None else f"It is {clock} there, outside the hours for a call."
    )


def test_a_day_off_where_they_are_is_said_though_it_is_a_working_day_here():
    """With the rep it is Friday evening, with them Saturday morning."""
    tokyo = card(touch(-60, "call"), account={"time_zone": "Asia/Tokyo", "country": "JP"})
    found = next_touch(tokyo, 2, hour=23)
    assert (found.act_on, found.guard.guard) == (day(2), "weekend")
    assert str(found.guard.says) == "It is Saturday there, 28 Nov."
    assert str(found.guard.lifted_by) == "Monday, 30 Nov, is a working day there."
    rules = Settings(is_holiday=lambda on, country: country == "JP" and on == day(1))
    found = next_touch(tokyo, 0, hour=23, settings=rules)
    assert str(found.guard.says) == "Thursday, 26 Nov, is a public holiday there."
    mornings = ReachLog({(Channel.CALL, 1, 8): ReachCount(50, 25), (Channel.CALL, 1, 15): ReachCount(50, 5)})
    assert str(next_touch(tokyo, 2, hour=23, reach=mornings).headline) == "Call Dana Whitfield today"
    mail = card(touch(-60, "call"), account={"time_zone": "Asia/Tokyo"}, contacts=(dana(emails=("d@x",)),))
    assert next_touch(mail, 2, hour=23).guard is None
    assert next_touch(card(plans=(plan(2),), account={"time_zone": "Asia/Tokyo"}), 2, hour=23).guard is None


def test_a_letter_has_no_quiet_hours():
    letter = card(touch(-60, "call"), contacts=(dana(preferred_channel=Channel.LETTER),))
    assert next_touch(letter, hour=3).guard is None


def test_not_before_dates_of_account_and_contact():
    both = card(touch(-60, "call"), account={"not_before": day(5)}, contacts=(dana(not_before=day(9)),))
    found = next_touch(both)
    assert (found.due, found.guard.guard) == (day(9), "not_before")
    assert "before 4 Dec" in str(found.guard.says)
    answered = replace(both, touches=(*both.touches, touch(-1, "in mail")))
    assert next_touch(answered).play is Play.ANSWER


def test_do_not_contact_means_never():
    assert next_touch(card(touch(-300, "call"), account={"do_not_contact": True})) is None
    assert next_touch(card(touch(-1, "in mail"), account={"do_not_contact": True})) is None


def test_what_the_rep_overrules_is_lifted_for_that_suggestion_alone():
    busy = card(touch(-8, "vm"), touch(-5, "mail"), **OFTEN)
    held = next_touch(busy)
    said = Feedback(
        1, 1, FeedbackKind.OVERRIDE, held.play, day(0), held.due, reason="they asked", evidence=held.evidence
    )
    overruled = replace(busy, feedback=(said,))
    found = next_touch(overruled)
    assert (found.play, found.due, found.guard) == (held.play, day(-2), None)
    assert next_touch(overruled, 3).guard is None
    touched = replace(overruled, touches=(*busy.touches, touch(0, "mail")))
    assert next_touch(touched, 1).guard.guard == "contact_cap"


def test_without_a_day_a_guard_is_overruled_for_that_day_alone():
    busy = card(touch(-8, "vm"), touch(-5, "mail"), **OFTEN)
    said = Feedback(1, 1, FeedbackKind.OVERRIDE, Play.RHYTHM, day(0), reason="they asked")
    assert next_touch(replace(busy, feedback=(said,))).guard is None
    assert next_touch(replace(busy, feedback=(said,)), 1).guard.guard == "contact_cap"


def test_a_mark_of_do_not_contact_is_not_overruled():
    said = Feedback(1, 1, FeedbackKind.OVERRIDE, Play.RHYTHM, day(0), reason="they asked")
    marked = card(touch(-60, "call"), contacts=(dana(do_not_contact=True),), feedback=(said,))
    assert why_not(marked, Play.RHYTHM) == "Dana Whitfield is marked do not contact."


def test_an_agreed_meeting_has_its_own_hour():
    met = card(touch(-60, "call"), plans=(plan(0, channel=Channel.MEETING),))
    assert next_touch(met, hour=3).guard is None
