"""The guards, applied last: what holds a suggestion back, what it says, and what would lift it.

- *do not contact*: the account, or a contact (one who asked to stop is marked so); never, until edited.
- *not before*: a date at the account or the contact.
- *contact cap*: 2 proactive touches per contact in 14 days and 6 in 90. A rhythm the rep set for the card
  replaces it; thanks after a loss, and what answers the contact's own question (a quote, conditions, a
  promise), is not held back by it but counts.
- *too often*: the number of days a contact gave; it holds whatever the rhythm.
- *weekend*, *holiday*: in the country of the account. An answer, and a day the rep chose, stand.
- *quiet hours*: where the account is. They say when to call, and hold nothing back for a day.

All but *do not contact* give way where the rep overruled them for what is proposed.
A guard speaks while it holds; once it has lifted, what is due is due from the day it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dreamboard.domain.book import ContactAt
from dreamboard.domain.plays.candidate import Candidate
from dreamboard.domain.plays.feedback import overruled
from dreamboard.domain.plays.view import View
from dreamboard.domain.rhythm import RhythmSource
from dreamboard.domain.suggestion import GuardNote, Sentence
from dreamboard.domain.values import Channel, Intent, Play
from dreamboard.domain.words import (
    FULL_WEEKDAYS,
    ONE_TOUCH,
    called,
    counted,
    day_text,
    days_text,
    hour_text,
    say,
)
from dreamboard.domain.workdays import is_quiet, is_weekend, plus

ANSWERS_THEM = frozenset(
    {
        Play.ANSWER,
        Play.PROMISE,
        Play.NAMED_DATE,
        Play.CONDITIONS_MET,
        Play.QUOTE_FOLLOW_UP,
        Play.LAST_CALL,
        Play.THANK_DECISION_MAKER,
        Play.DEBRIEF_THANKS,
    }
)
"""Plays that follow from what the contact did or asked for: not held back by the cap."""
ANY_DAY = frozenset({Play.ANSWER, Play.PROMISE})
"""Plays that stand on a weekend or holiday."""
WHENEVER = frozenset({Play.ANSWER, Play.PROMISE, Play.NAMED_DATE, Play.CONDITIONS_MET})
"""Plays that "too often" does not hold back."""
BY_HOUR = frozenset({Channel.CALL, Channel.MESSAGE, Channel.VISIT, Channel.MEETING})
"""Channels that disturb at the wrong hour."""
AGREED = frozenset({Channel.VISIT, Channel.MEETING})
"""Channels whose hour both sides agree on, once they are promised."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guards make of a candidate. ``due`` is ``None`` when it must never happen; ``act_on`` is the
    first day, from today on, on which it may."""

    due: date | None
    act_on: date | None
    note: GuardNote | None = None


def judge(view: View, candidate: Candidate, contact: ContactAt | None, due: date) -> Verdict:
    """Apply every guard but the hours to a candidate that would be due on a day."""
    if view.account.do_not_contact:
        return Verdict(None, None, _account_never(view))
    if candidate.touches_nobody:
        return Verdict(due, max(due, view.today))
    if contact is not None and contact.contact.do_not_contact:
        return Verdict(None, None, _contact_never(contact, view))
    if overruled(view, candidate):
        return Verdict(due, max(due, view.today))
    note: GuardNote | None = None
    if candidate.play is not Play.ANSWER:
        due, note = _not_before(view, contact, due, note)
    if contact is not None:
        due, note = _too_often(view, candidate, contact, due, note)
        due, note = _cap(view, candidate, contact, due, note)
    if candidate.play in ANY_DAY:
        return Verdict(due, max(due, view.today), note)
    working = view.working(due)
    if working != due:
        if working > view.today:
            note = note or _closed(view, due, working)
        due = working
    act_on = view.working(max(due, view.today))
    if act_on != max(due, view.today):
        note = _closed(view, view.today, act_on)
    return Verdict(due, act_on, note)


def hours(view: View, channel: Channel | None, candidate: Candidate, act_on: date) -> GuardNote | None:
    """The note of the hours, when the touch is for today and it is no time to call there now: a quiet hour,
    or with them already (or still) a day on which nobody works."""
    if channel not in BY_HOUR or act_on != view.today or candidate.play is Play.ANSWER:
        return None
    if overruled(view, candidate) or (candidate.play is Play.PROMISE and channel in AGREED):
        return None
    local = view.there(view.at)
    if candidate.play not in ANY_DAY and view.working(local.date()) != local.date():
        return _closed(view, local.date(), view.working(local.date()), there=True)
    if not is_quiet(local.time(), view.settings):
        return None
    opens = hour_text(view.settings.quiet_before)
    return GuardNote(
        "quiet_hours",
        say(
            "It is {now} there, outside the hours for a {touch}.",
            now=hour_text(local.time()),
            touch=ONE_TOUCH[channel],
        ),
        say("They begin again at {opens} there.", opens=opens),
    )


def _account_never(view: View) -> GuardNote:
    says = say("{account} is marked do not contact.", account=called(None, None, view.account.name))
    return GuardNote("do_not_contact", says, say("Only editing the account lifts it."), overridable=False)


def _contact_never(contact: ContactAt, view: View) -> GuardNote:
    says = say(
        "{name} is marked do not contact.", name=called(contact.contact, contact.role, view.account.name)
    )
    return GuardNote("do_not_contact", says, say("Only editing the contact lifts it."), overridable=False)


def _not_before(
    view: View, contact: ContactAt | None, due: date, note: GuardNote | None
) -> tuple[date, GuardNote | None]:
    days = [view.account.not_before, contact.contact.not_before if contact else None]
    latest = max((day for day in days if day is not None), default=None)
    if latest is None or latest <= due:
        return due, note
    if latest <= view.today:
        return latest, note
    owner = "account" if latest == view.account.not_before else "contact"
    says = (
        say("This account is not to be touched before {day}.", day=day_text(latest, view.today))
        if owner == "account"
        else say("This contact is not to be touched before {day}.", day=day_text(latest, view.today))
    )
    return latest, GuardNote("not_before", says, say("It lifts on that day, or when you change the date."))


def _too_often(
    view: View, candidate: Candidate, contact: ContactAt, due: date, note: GuardNote | None
) -> tuple[date, GuardNote | None]:
    wanted = contact.contact.min_days_between
    if not wanted or candidate.play in WHENEVER:
        return due, note
    last = next((t for t in view.outbound if t.contact_id in (contact.contact.id, None)), None)
    if last is None:
        return due, note
    until = plus(view.day_of(last), wanted)
    if until <= due:
        return due, note
    if until <= view.today:
        return until, note
    name = called(contact.contact, contact.role, view.account.name)
    return until, GuardNote(
        "too_often",
        say("{name} asked for at least {days} between touches.", name=name, days=days_text(wanted)),
        say("It lifts on {day}, or when they change their mind.", day=day_text(until, view.today)),
    )


def _cap(
    view: View, candidate: Candidate, contact: ContactAt, due: date, note: GuardNote | None
) -> tuple[date, GuardNote | None]:
    if candidate.play in ANSWERS_THEM or view.rhythm.source is RhythmSource.CARD:
        return due, note
    for most, days in view.settings.caps:
        until = _room_again(view, contact.contact.id, most, days)
        if until is None or until <= due:
            continue
        due = until
        if until > view.today:
            name = called(contact.contact, contact.role, view.account.name)
            note = GuardNote(
                "contact_cap",
                say(
                    "{name} had {touches} within {days}: more would be too much.",
                    name=name,
                    touches=counted(most, "touch", "touches"),
                    days=days_text(days),
                ),
                say(
                    "It lifts on {day}, or with a rhythm of its own for this card.",
                    day=day_text(until, view.today),
                ),
            )
    return due, note


def _room_again(view: View, contact_id: int, most: int, days: int) -> date | None:
    """The day from which one more touch to a contact stays within the cap; ``None``: it did all along.

    Replies and thanks do not count. Touches to nobody by name count for everybody.
    """
    oldest = view.start_of(plus(view.today, -days))
    left = most
    for touch in view.outbound:
        if touch.at < oldest:
            return None
        if touch.contact_id in (contact_id, None) and touch.intent not in (Intent.REPLY, Intent.THANK):
            left -= 1
            if not left:
                return plus(view.day_of(touch), days)
    return None


def _closed(view: View, day: date, opens: date, there: bool = False) -> GuardNote:
    """Why a day is no working day there, and which is. ``there``: it is that day with them, not with the
    rep."""
    values = {"day": _day(day, view), "opens": _day(opens, view)}
    lifts = Sentence("{opens}, is a working day there.", values)
    if is_weekend(day, view.settings):
        date_, weekday = day_text(day, view.today), FULL_WEEKDAYS[day.weekday()]
        if there:
            return GuardNote(
                "weekend", say("It is {weekday} there, {date}.", date=date_, weekday=weekday), lifts
            )
        return GuardNote("weekend", say("{date} is a {weekday}.", date=date_, weekday=weekday), lifts)
    return GuardNote("holiday", Sentence("{day}, is a public holiday there.", values), lifts)


def _day(day: date, view: View) -> str:
    return f"{FULL_WEEKDAYS[day.weekday()]}, {day_text(day, view.today)}"
