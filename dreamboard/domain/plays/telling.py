"""Headline, chip and the reasons every play shares: the last words put on a suggestion."""

from __future__ import annotations

from datetime import date

from dreamboard.domain.follow_ups import BANDS, MOST
from dreamboard.domain.odds import AGE, GAP, MADE, Like
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.reach import BandFound, WeekdayFound
from dreamboard.domain.suggestion import Evidence, Reason, Sentence, Suggestion, TimeBand
from dreamboard.domain.values import Channel, IdeaKind, Play
from dreamboard.domain.words import (
    BY_CHANNEL,
    FULL_WEEKDAYS,
    IDEA_WORDS,
    MANY_TOUCHES,
    WRITTEN,
    chip_day,
    day_text,
    days_text,
    hour_text,
    quoted,
    say,
)
from dreamboard.domain.workdays import plus

LEADS = {
    Channel.CALL: "Call {name}",
    Channel.EMAIL: "E-mail {name}",
    Channel.MEETING: "Meet {name}",
    Channel.MESSAGE: "Message {name}",
    Channel.SOCIAL: "Write to {name} on social media",
    Channel.LETTER: "Write {name} a letter",
    Channel.VISIT: "Visit {name}",
    Channel.OTHER: "Get in touch with {name}",
}
CHIPS = {
    Channel.CALL: "Call today",
    Channel.EMAIL: "E-mail today",
    Channel.MEETING: "Meet today",
    Channel.MESSAGE: "Message today",
    Channel.SOCIAL: "Write today",
    Channel.LETTER: "Letter today",
    Channel.VISIT: "Visit today",
    Channel.OTHER: "Touch today",
}
IDEA_CHIPS = {
    IdeaKind.WHITE_PAPER: "White paper",
    IdeaKind.BENCHMARK: "Benchmark",
    IdeaKind.INTRODUCTION: "Introduction",
    IdeaKind.INVITATION: "Invitation",
    IdeaKind.CASE: "Case",
    IdeaKind.INSIGHT: "Insight",
}


def dress(
    chosen: Chosen, candidate: Candidate, telling: Telling, act_on: date, band: TimeBand | None
) -> tuple[Sentence, Sentence]:
    """The headline and the chip."""
    today = chosen.view.today
    channel, idea = chosen.channel, chosen.idea
    if telling.lead is not None:
        lead = telling.lead
    elif (
        channel in WRITTEN
        and idea is not None
        and idea.kind not in (IdeaKind.INTRODUCTION, IdeaKind.INVITATION)
    ):
        lead = say("Send {name} the {kind}", name=chosen.name, kind=IDEA_WORDS[idea.kind])
    else:
        lead = say(LEADS[channel or Channel.OTHER], name=chosen.name)
    if act_on <= today:
        chip = telling.chip
        if chip is None and channel in WRITTEN and idea is not None:
            chip = say(IDEA_CHIPS[idea.kind])
        return _when(lead, chosen, candidate, act_on, band), chip or say(CHIPS[channel or Channel.OTHER])
    return _when(lead, chosen, candidate, act_on, band), say("{day}", day=chip_day(act_on, today))


def _when(
    lead: Sentence, chosen: Chosen, candidate: Candidate, act_on: date, band: TimeBand | None
) -> Sentence:
    today = chosen.view.today
    if act_on <= today:
        if candidate.touches_nobody:
            return lead
        if band is not None:
            hours = f"{hour_text(band.start)}–{hour_text(band.end)}"
            if chosen.view.zone is not chosen.view.settings.zone:
                return Sentence(lead.template + " today, {hours} their time", {**lead.values, "hours": hours})
            return Sentence(lead.template + " today, {hours}", {**lead.values, "hours": hours})
        return Sentence(lead.template + " today", lead.values)
    if act_on == plus(today, 1):
        return Sentence(lead.template + " tomorrow", lead.values)
    return Sentence(lead.template + " on {day}", {**lead.values, "day": day_text(act_on, today)})


def still_ahead(view: View, band: TimeBand, act_on: date) -> bool:
    """Whether a part of the day can be proposed: for today, before it is over where they are, and not on a
    day that is no working day there, though it is one here."""
    there = view.there(view.at)
    if there.date() != view.today and view.working(there.date()) != there.date():
        return False
    return act_on <= view.today and there.time() < band.end


def band_reason(view: View, channel: Channel | None, found: BandFound | None) -> tuple[Reason, ...]:
    """Why a part of the day is proposed, with the sample sizes of both."""
    if channel is None or found is None:
        return ()
    band = found.band
    here = tuple(
        sorted(
            t.id
            for t in view.outbound[:100]
            if t.channel is channel and band.start <= view.there(t.at).time() < band.end
        )
    )
    sentence = say(
        "Of your {touches} between {start} and {end}, {reached} of {tried} were answered; at other hours "
        "{rest_reached} of {rest_tried}.",
        touches=MANY_TOUCHES[channel],
        start=hour_text(band.start),
        end=hour_text(band.end),
        reached=f"{band.reached:,}",
        tried=f"{band.tried:,}",
        rest_reached=f"{found.rest_reached:,}",
        rest_tried=f"{found.rest_tried:,}",
    )
    return (Reason(sentence, Evidence(touches=here)),)


def weekday_reason(view: View, act_on: date, found: WeekdayFound | None) -> tuple[Reason, ...]:
    """Why a call is proposed for its day of the week, with the sample sizes of that day and the others."""
    if found is None or act_on.weekday() != found.weekday:
        return ()
    here = tuple(
        sorted(
            t.id
            for t in view.outbound[:100]
            if t.channel is Channel.CALL and view.there(t.at).weekday() == found.weekday
        )
    )
    sentence = say(
        "Of your calls on a {weekday}, {reached} of {tried} were answered; on other days {rest_reached} of "
        "{rest_tried}.",
        weekday=FULL_WEEKDAYS[found.weekday],
        reached=f"{found.reached:,}",
        tried=f"{found.tried:,}",
        rest_reached=f"{found.rest_reached:,}",
        rest_tried=f"{found.rest_tried:,}",
    )
    return (Reason(sentence, Evidence(touches=here)),)


NTH = ("first", "second", "third", "fourth", "fifth", "sixth")


def follow_up_reason(like: Like | None) -> tuple[Reason, ...]:
    """How follow-ups like this one turned out before, beside the others, once there are enough of them."""
    if like is None:
        return ()
    values = {
        "tried": f"{like.these.tried:,}",
        "reached": f"{like.these.reached:,}",
        "others": f"{like.others.tried:,}",
        "others_reached": f"{like.others.reached:,}",
    }
    if like.what == MADE:
        which = "{nth} follow-ups" if like.band < MOST else "follow-ups after the {nth}"
        values["nth"] = NTH[min(like.band, MOST - 1)]
    elif like.what == GAP and like.band == 0:
        which = "follow-ups on the day a quote went out or of the one before"
    elif like.what == GAP:
        which, values["days"] = "follow-ups after {days} without one", _days_of(like.band)
    elif like.what == AGE and like.band == 0:
        which = "follow-ups on the day the quote went out"
    elif like.what == AGE:
        which, values["days"] = "follow-ups of quotes {days} old", _days_of(like.band)
    else:
        which = "follow-ups of quotes of about this amount"
    end = ", {reached} had an answer within a week; of the others {others_reached} of {others}."
    return (Reason(Sentence("Of your {tried} " + which + end, values)),)


def _days_of(band: int) -> str:
    """The days of a band, in words."""
    low = BANDS[band - 1]
    if band == len(BANDS):
        return f"{low} days or more"
    high = BANDS[band] - 1
    return days_text(low) if high == low else f"{low} to {high} days"


def after_sentence(following: Suggestion | None, contact_id: int | None, today: date) -> Sentence:
    """What follows a touch to a contact, as an outcome's button says it: "next on 4 Dec, by e-mail"."""
    if following is None:
        return say("no further touch is proposed")
    day = max(following.act_on or following.due, today)
    values = {"day": day_text(day, today)}
    when = "next today" if day == today else "next tomorrow" if day == plus(today, 1) else "next on {day}"
    if following.channel is None:
        what = (
            "; their conditions come first" if following.play is Play.OPEN_CONDITION else "; groundwork first"
        )
        return Sentence(when + what, values)
    values["way"] = BY_CHANNEL[following.channel]
    if following.contact_name and following.contact_id != contact_id:
        return Sentence(when + ", {name} {way}", {**values, "name": quoted(following.contact_name, 30)})
    return Sentence(when + ", {way}", values)
