"""What happened at the account lately: a reason on its next suggestion, and what hurries a lost deal.

A rival's price rise, news, a reorganisation and the rep's own notes of the last 60 days are told on work that
has no errand of its own, until somebody there was reached since. A departure and a contract's end have plays
of their own. The 60 days are ours.
"""

from __future__ import annotations

from datetime import date

from dreamboard.domain.model import Signal
from dreamboard.domain.plays.candidate import Candidate
from dreamboard.domain.plays.levels import level_of
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Direction, Play, SignalKind
from dreamboard.domain.words import ago_text, quoted, say
from dreamboard.domain.workdays import plus

TOLD = frozenset({SignalKind.PRICE_RISE, SignalKind.NEWS, SignalKind.REORGANISATION, SignalKind.OTHER})
"""The kinds that no play of their own tells."""
HURRYING = frozenset({SignalKind.PRICE_RISE, SignalKind.REORGANISATION})
"""The kinds that may undo the reason of a loss."""
MOST_TOLD = 2
"""Signals told on one suggestion, the newest."""
LONGEST_NOTE = 60
"""Longest piece of a signal's note that is told."""


def fresh_reasons(view: View, candidate: Candidate, told: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The signals worth a word on a candidate, the newest first, without those its own reasons rest on."""
    if (
        level_of(candidate.play) < level_of(Play.QUOTE_FOLLOW_UP)
        and candidate.play is not Play.CONTRACT_WINDOW
    ):
        return ()
    first = plus(view.today, -view.settings.signal_days)
    known = {number for reason in told for number in reason.evidence.signals}
    fresh = [s for s in view.signals if s.kind in TOLD and s.on >= first and s.id not in known]
    if fresh:
        reached = [t for t in view.touches if t.direction is Direction.IN or t.outcome.reached]
        last = view.day_of(reached[0]) if reached else date.min
        fresh = [s for s in fresh if s.on >= last]
    return tuple(signal_reason(view, signal) for signal in fresh[:MOST_TOLD])


def hurrying(view: View, lost_on: date) -> tuple[Signal, ...]:
    """The signals since a loss that call for a touch no effort has answered yet, the oldest first.

    They do not grow stale: what made a touch due goes on to make it due until there is one.
    """
    since = max(lost_on, view.last_effort_on or lost_on)
    return tuple(s for s in reversed(view.signals) if s.kind in HURRYING and s.on > since)


def signal_reason(view: View, signal: Signal) -> Reason:
    """ "Atlas raised its prices 12 days ago." and the like, with the note that came with it."""
    rival = quoted(view.account.rival or (view.lost.rival if view.lost else ""), 30)
    # Its own full stop would stand beside the sentence's.
    when, note = ago_text(signal.on, view.today), quoted(signal.note, LONGEST_NOTE).rstrip(".")
    if signal.kind is SignalKind.PRICE_RISE:
        template = "{rival} raised its prices {when}" if rival else "Their supplier raised its prices {when}"
    elif signal.kind is SignalKind.REORGANISATION:
        template = "They reorganised {when}"
    elif signal.kind is SignalKind.NEWS:
        template = "There was news of them {when}"
    else:
        template = "You noted a change there {when}"
    values = {"when": when}
    if signal.kind is SignalKind.PRICE_RISE and rival:
        values["rival"] = rival
    if note:
        return Reason(say(template + ": “{note}”.", note=note, **values), Evidence(signals=(signal.id,)))
    return Reason(say(template + ".", **values), Evidence(signals=(signal.id,)))
