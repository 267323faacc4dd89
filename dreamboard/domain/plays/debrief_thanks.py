"""Level 3, the day after a debrief: thank them, ask to stay in contact and to try again.

Kept by the first outbound touch after the day of the debrief; it stands for two weeks, then the rhythm of the
card carries on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Direction, Intent, Outcome, Play
from dreamboard.domain.words import ago_text, first_name, say
from dreamboard.domain.workdays import plus

FOR_DAYS = 14


def propose(view: View) -> Iterator[Candidate]:
    """Thanks for the debrief, until given."""
    held = debriefed_on(view)
    if held is None or view.lost is None:
        return
    due = view.next_working(held)
    for touch in view.since(plus(held, 1)):
        if touch.direction is Direction.OUT:
            if touch.outcome is not Outcome.NO_ANSWER:
                return
            due = max(due, view.next_working(view.day_of(touch)))
    yield Candidate(
        Play.DEBRIEF_THANKS,
        due,
        Intent.THANK,
        f"debrief thanks {view.lost.id}",
        _tell,
        order=4,
        expires=plus(view.next_working(held), FOR_DAYS),
        patience=1,
    )


def debriefed_on(view: View) -> date | None:
    """The day of the debrief after the last loss: as recorded, else of the conversation meant to learn."""
    if view.lost is None or view.lost_on is None:
        return None
    if view.lost.debriefed_on is not None:
        return view.lost.debriefed_on
    for touch in view.since(plus(view.lost_on, 1)):
        if touch.intent is Intent.LEARN and touch.outcome in (Outcome.SPOKE, Outcome.REPLIED, Outcome.YES):
            return view.day_of(touch)
    return None


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    held = debriefed_on(view)
    assert held is not None
    assert view.lost is not None
    first = first_name(chosen.name) if chosen.contact else ""
    return Telling(
        say("Thank them for the debrief; ask to stay in contact and to try again when the time comes."),
        (
            Reason(
                say("They told you {when} what decided it.", when=ago_text(held, view.today)),
                Evidence(rounds=(view.lost.id,)),
            ),
        ),
        aside=say("debrief {when}", when=ago_text(held, view.today)),
        chip=say("Thank {first}", first=first) if first else say("Say thanks"),
        lead=say("Thank {name} for the debrief", name=chosen.name),
    )
