"""Level 1, *they wait for us*: an inbound touch without an answer; today.

A written touch, or a call that did not reach the rep, waits until something goes back to that contact; a
call that rang out is no answer, and is tried again the next day. A conversation needs no answer and answers
what that contact sent before; so does a wish to be left alone. A no that closed the round needs none either:
the plays after a loss answer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dreamboard.domain.model import Touch
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Channel, Direction, Intent, Outcome, Play
from dreamboard.domain.words import ago_text, first_name, say
from dreamboard.domain.workdays import plus

SPOKEN = frozenset({Channel.CALL, Channel.MEETING, Channel.VISIT})
MISSED = frozenset({Outcome.VOICEMAIL, Outcome.NO_ANSWER})
LONG_AGO = 30
"""Days after which nobody sits waiting any more: what is owed is still owed, and told in other words."""


def propose(view: View) -> Iterator[Candidate]:
    """The newest touch that waits, if any."""
    answered: set[int] = set()
    rang_out: Touch | None = None
    if len(view.outbound) == len(view.touches):
        return
    out, unanswered = Direction.OUT, Outcome.NO_ANSWER
    for touch in view.touches:
        if touch.direction is out:
            if touch.outcome is not unanswered:
                if touch.contact_id is None:
                    return  # an answer to nobody by name answers everybody
                answered.add(touch.contact_id)
            elif rang_out is None:
                rang_out = touch
            continue
        if _is_settled(touch):
            if touch.contact_id is None:
                return
            answered.add(touch.contact_id)
            continue
        if touch.contact_id in answered or (answered and touch.contact_id is None):
            continue
        if _closed_a_round(touch, view):
            return
        day = view.day_of(touch)
        yield Candidate(
            Play.ANSWER,
            plus(view.day_of(rang_out), 1) if rang_out else day,
            Intent.REPLY,
            f"answer {touch.id}",
            partial(_tell, touch=touch),
            contact=view.person(touch.contact_id),
            contact_fixed=touch.contact_id is not None,
            channel=touch.channel if touch.channel is not Channel.OTHER else None,
            patience=1,
        )
        return


def _is_settled(touch: Touch) -> bool:
    """Whether nothing need go back, nor to what came from them before."""
    return touch.outcome is Outcome.STOP or (touch.channel in SPOKEN and touch.outcome not in MISSED)


def _closed_a_round(touch: Touch, view: View) -> bool:
    day = view.day_of(touch)
    return any(r.closed_on is not None and day <= r.closed_on <= view.today for r in view.rounds)


def _tell(chosen: Chosen, touch: Touch) -> Telling:
    view = chosen.view
    when = ago_text(view.day_of(touch), view.today)
    rests = Evidence(touches=(touch.id,))
    first = first_name(chosen.name)
    who = chosen.name if touch.contact_id is not None else "They"  # whom to answer may not have written
    long_ago = (view.today - view.day_of(touch)).days > LONG_AGO
    if touch.channel is Channel.CALL:
        why = say("{name} called {when} and did not reach you.", name=who, when=when)
        summary = say("They called and wait to hear from you. Ring back before anything else.")
    elif touch.channel in SPOKEN:
        why = say("{name} came {when} and did not find you.", name=who, when=when)
        summary = say("They came and wait to hear from you. Be in touch before anything else.")
    elif touch.outcome in (Outcome.NO, Outcome.NOT_NOW):
        why = say("{name} wrote {when} that it is not for now; nothing went back yet.", name=who, when=when)
        summary = say("Thank them for the plain answer and leave the door open. No ask.")
    elif touch.outcome in (Outcome.YES, Outcome.ORDER):
        why = say("{name} said yes {when}; nothing went back yet.", name=who, when=when)
        summary = say("Thank them and say what happens next.")
    else:
        why = say("{name} wrote {when}; nothing went back yet.", name=who, when=when)
        summary = say("They wrote and wait for an answer. It comes before anything else.")
    if long_ago and touch.outcome not in (Outcome.NO, Outcome.NOT_NOW):
        summary = say("They never heard back. A late answer is still welcome: say so, and pick it up again.")
    wrote = "called" if touch.channel is Channel.CALL else "came" if touch.channel in SPOKEN else "wrote"
    return Telling(
        summary,
        (Reason(why, rests),),
        aside=say("waiting since {when}", when=when)
        if when in ("today", "yesterday")
        else say(wrote + " {when}", when=when),
        chip=say("Answer {first}", first=first) if 0 < len(first) <= 7 else say("Answer"),
        lead=say("Answer {name}", name=chosen.name),
    )
