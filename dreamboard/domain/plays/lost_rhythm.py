"""Level 5, *the rhythm of a lost deal*: day 30 value only, day 90 value and a light check, then quarterly.

A touch up to a week before one of those days stands for it, as does a talk that was only to thank; thanks
that are left or sent do not, nor do answers. The days come from
published care steps after a loss; a deal nobody touched since is a first move.

A rival's price rise or a reorganisation since the loss and since the last effort pulls the next of these days
forward, to the working day after it: the cause of the loss may just have changed. Thanks and debrief come
first, so not before day 10 after the loss; and not within a week of the last effort. It stays a touch of the
day it pulls forward (value only, then a light check) and keeps every guard; once it is made, the days go on
as before. The rule and its figures are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from dreamboard.domain.model import Touch
from dreamboard.domain.plays.after_loss import loss_reason, waits_for_first_move
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.fresh_signals import hurrying, signal_reason
from dreamboard.domain.plays.offer import heard, offer
from dreamboard.domain.plays.view import View
from dreamboard.domain.rhythm import RhythmSource
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import IDEA_WORDS, ago_text, every_text, long_text, quoted, say
from dreamboard.domain.workdays import plus

A_QUARTER = range(85, 96)
"""Days that are called a quarter."""


def propose(view: View) -> Iterator[Candidate]:
    """The next of the days that is not served yet."""
    if view.rhythm.source is not RhythmSource.LOST or view.lost_on is None or view.lost is None:
        return
    if waits_for_first_move(view) is not None:
        return
    number, due, latest = next_day(view, view.lost_on)
    asks = number >= len(view.settings.lost_days) and view.may_ask
    evidence = f"lost rhythm {view.lost.id} {number}"
    signals = hurrying(view, view.lost_on)
    if signals:
        pulled = pulled_day(view, view.lost_on, signals[0].on)
        if pulled < due:
            due, latest = pulled, min(latest, plus(pulled, view.settings.lost_served))
            evidence += f" signal {signals[-1].id}"
    yield Candidate(
        Play.LOST_RHYTHM,
        due,
        Intent.ASK if asks else Intent.GIVE,
        evidence,
        partial(_tell, number=number),
        latest=latest,
        tier=0 if view.today > latest else 1,
        brings_idea=not asks,
        patience=max(1, view.settings.lost_every_max - view.settings.lost_every),
    )


def next_day(view: View, lost_on: date) -> tuple[int, date, date]:
    """The number (from 0) of the next day to keep, that day, and the last on which it is not overdue.

    After the last of the days (30 and 90) they go on quarterly from the loss. Without an effort since, the
    first is still to keep.
    """
    settings = view.settings
    newest = newest_kept(view)
    effort = view.day_of(newest) if newest is not None else None
    slack = settings.lost_every_max - settings.lost_every
    served = (effort - lost_on).days + settings.lost_served if effort and effort > lost_on else 0
    for number, days in enumerate(settings.lost_days):
        if days > served:
            due = plus(lost_on, days)
            return number, due, plus(due, min(slack, max(1, days // 2)))
    every = max(1, settings.lost_every)
    base = settings.lost_days[-1] if settings.lost_days else 0
    turns = max(1, (served - base) // every + 1)
    due = plus(lost_on, base + turns * every)
    return len(settings.lost_days) + turns - 1, due, plus(due, slack)


def newest_kept(view: View) -> Touch | None:
    """The rep's newest touch that can stand for one of the days."""
    for touch in view.outbound:
        if touch.intent is not Intent.REPLY and (touch.intent is not Intent.THANK or touch.outcome.reached):
            return touch
    return None


def pulled_day(view: View, lost_on: date, signal_on: date) -> date:
    """The day to which a signal pulls the next touch of a lost deal forward."""
    settings = view.settings
    effort = view.last_effort_on or lost_on
    return max(
        view.next_working(signal_on), plus(lost_on, settings.debrief_to), plus(effort, settings.lost_served)
    )


def _tell(chosen: Chosen, number: int) -> Telling:
    view = chosen.view
    assert view.lost_on is not None
    count = len(view.settings.lost_days)
    if chosen.idea is not None:
        kind, title = IDEA_WORDS[chosen.idea.kind], quoted(chosen.idea.title)
        if number == 0:
            summary = say("Give the {kind} “{title}”: value only, nothing asked.", kind=kind, title=title)
        elif number < count:
            summary = say(
                "Give the {kind} “{title}” and ask lightly how it is going.", kind=kind, title=title
            )
        else:
            summary = offer(chosen)
    elif number == 0:
        summary = say("Value only: bring something useful and ask for nothing.")
    elif number < count:
        summary = say("Bring something useful and ask lightly how it is going.")
    else:
        summary = offer(chosen)
    reasons = [loss_reason(chosen), *(signal_reason(view, s) for s in hurrying(view, view.lost_on)[-1:])]
    newest = newest_kept(view)
    if newest is not None and view.lost_on < view.day_of(newest) < view.today:
        quiet = long_text((view.today - view.day_of(newest)).days)
        reasons.append(
            Reason(say("{quiet} since your last touch.", quiet=quiet), Evidence(touches=(newest.id,)))
        )
    if number >= count:
        every = view.settings.lost_every
        often = "once a quarter" if every in A_QUARTER else every_text(every)
        reasons.append(Reason(say("A lost deal is kept warm {often}.", often=often)))
    return Telling(
        summary, (*reasons, *heard(view)), aside=say("lost {when}", when=ago_text(view.lost_on, view.today))
    )
