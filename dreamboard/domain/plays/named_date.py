"""Level 2, *a date they named*: "call us in Q1".

Kept by the first outbound touch on or after that date. Before it nothing else is suggested for the card but
an answer and a new decision-maker.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling, reason
from dreamboard.domain.plays.view import View
from dreamboard.domain.values import Direction, Intent, Outcome, Play
from dreamboard.domain.words import ago_text, day_text, say
from dreamboard.domain.workdays import plus

LONG_AGO = 30
"""Days after which the day they named is no occasion any more, but is still owed."""


def propose(view: View) -> Iterator[Candidate]:
    """The date they named, until it is kept."""
    named = view.pursuit.come_back_on
    if named is None:
        return
    due = named
    for touch in view.since(named):
        if touch.direction is Direction.OUT:
            if touch.outcome is not Outcome.NO_ANSWER:
                return
            due = max(due, plus(view.day_of(touch), 1))  # rang out: the next day again
    yield Candidate(
        Play.NAMED_DATE,
        due,
        Intent.ASK if view.may_ask else Intent.GIVE,
        f"named {named}",
        _tell,
        brings_idea=not view.may_ask,
        patience=3,
        order=1,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    named = view.pursuit.come_back_on
    assert named is not None
    if named > view.today:
        summary = say("They named the day themselves. Until then, leave them in peace.")
        why = reason("They asked to hear from you from {day} on.", day=day_text(named, view.today))
    else:
        summary = say("They named the day themselves: say that you are in touch because they asked you to.")
        if (view.today - named).days > LONG_AGO:
            summary = say(
                "They named the day themselves, and it has gone by: say so, and hear how things stand."
            )
        why = (
            reason(
                "They asked to hear from you from {day} on; that day was {when}.",
                day=day_text(named, view.today),
                when=ago_text(named, view.today),
            )
            if named < view.today
            else reason("They asked to hear from you from today on.")
        )
    return Telling(summary, (why,), say("they said {day}", day=day_text(named, view.today)))
