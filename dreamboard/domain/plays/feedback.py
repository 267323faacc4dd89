"""What the rep answered before: snoozed, not this, another idea, a guard overruled.

A snooze lets the card rest, from the level that was snoozed downwards. A play set aside comes back when its
evidence changes; the rhythm, which keeps a card from being forgotten, comes back after one more round of
itself. An idea refused is not proposed again for the card. A guard overruled is lifted from what it held back
then, up to the day given, without one on that day alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from dreamboard.domain.model import Feedback
from dreamboard.domain.plays.candidate import Candidate
from dreamboard.domain.plays.levels import level_of
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Direction, FeedbackKind, Play
from dreamboard.domain.words import day_text, quoted, say
from dreamboard.domain.workdays import plus

KEEPS_THE_CARD = frozenset({Play.RHYTHM, Play.LOST_RHYTHM, Play.FIRST_MOVE})


@dataclass(frozen=True, slots=True)
class Answered:
    """What the rep's answers mean for a candidate: not before a day, or not at all, and why."""

    until: date = date.min
    out: bool = False
    says: Sentence | None = None


FREE = Answered()


def held_back(view: View, candidate: Candidate) -> Answered:
    """Apply the rep's answers to a candidate."""
    found = FREE
    for given in sorted(view.dossier.feedback, key=attrgetter("on", "id")):
        if given.on > view.today:
            continue
        if given.kind is FeedbackKind.SNOOZE:
            until = given.until or given.on
            if until > found.until and level_of(candidate.play) >= level_of(given.play):
                found = Answered(until, False, say("Snoozed until {day}.", day=day_text(until, view.today)))
        elif given.kind is FeedbackKind.NOT_THIS and given.play is candidate.play:
            if not _still_rests(view, given, candidate):
                continue
            if candidate.play not in KEEPS_THE_CARD:
                return Answered(out=True, says=_set_aside(given.reason))
            until = plus(given.on, view.rhythm.rhythm.ideal)
            if until > found.until:
                found = Answered(until, False, _set_aside(given.reason))
    return found if found.until > candidate.due else FREE


def refused_ideas(view: View) -> frozenset[int]:
    """The ideas the rep did not want for this card."""
    return frozenset(
        f.idea_id
        for f in view.dossier.feedback
        if f.kind is FeedbackKind.ANOTHER_IDEA and f.idea_id is not None
    )


def overruled(view: View, candidate: Candidate) -> bool:
    """Whether the rep said of a candidate "do it all the same"."""
    return any(
        f.kind is FeedbackKind.OVERRIDE
        and f.play is candidate.play
        and f.on <= view.today <= (f.until or f.on)
        and f.evidence in ("", candidate.evidence)
        for f in view.dossier.feedback
    )


def _still_rests(view: View, given: Feedback, candidate: Candidate) -> bool:
    """Whether the evidence is what it was; an answer that kept none holds until they are heard."""
    if given.evidence:
        return given.evidence == candidate.evidence
    return not any(t.direction is Direction.IN or t.outcome.reached for t in view.since(plus(given.on, 1)))


def _set_aside(reason: str) -> Sentence:
    if reason.strip():
        return say(
            "You set it aside: “{reason}”. It comes back when something changes.", reason=quoted(reason)
        )
    return say("You set it aside. It comes back when something changes.")
