"""Level 3, *debrief*: days 7 to 10 after a loss, ask for a meeting to learn why; asked until day 30.

Buyers tell a seller the full reason less than half of the time, says a win-loss consultancy; why a customer
left says who comes back and what it takes (Kumar, Bhagwat, Zhang, Journal of Marketing 2015, on lost
customers). An attempt without an answer is repeated after a week. It is over once the debrief is recorded or
a touch meant to learn reached anybody, whatever they said.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays.after_loss import loss_reason, running
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Direction, Intent, LossReason, Play
from dreamboard.domain.words import LOSS_WORDS, ago_text, say
from dreamboard.domain.workdays import plus


def propose(view: View) -> Iterator[Candidate]:
    """The question why, until it is answered or the time for it is over."""
    lost = running(view)
    if lost is None or view.lost is None or view.lost.debriefed_on is not None:
        return
    due = plus(lost, view.settings.debrief_from)
    for touch in view.since(plus(lost, 1)):
        if touch.intent is Intent.LEARN and (touch.outcome.reached or touch.direction is Direction.IN):
            return
    if view.last_effort_on is not None and view.last_effort_on > lost:
        due = max(due, plus(view.last_effort_on, view.settings.debrief_again))
    if due > plus(lost, view.settings.debrief_until):
        return
    yield Candidate(
        Play.DEBRIEF,
        due,
        Intent.LEARN,
        f"debrief {view.lost.id} {sum(1 for _ in view.since(plus(lost, 1)))}",
        _tell,
        order=5,
        latest=max(due, plus(lost, view.settings.debrief_to)),
        patience=3,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    lost, lost_on = view.lost, view.lost_on
    assert lost is not None
    assert lost_on is not None
    reasons = [loss_reason(chosen)]
    believed, said = lost.reason_believed, lost.reason_said
    if believed is not None and believed is not said and believed is not LossReason.OTHER:
        why = say("You believe it was {believed}: a debrief would tell.", believed=LOSS_WORDS[believed])
        if believed is LossReason.NO_DECISION:
            why = say("You believe they decided nothing: a debrief would tell.")
        elif believed is LossReason.FIT:
            why = say("You believe it did not fit: a debrief would tell.")
        reasons.append(Reason(why, Evidence(rounds=(lost.id,))))
    asked = [t for t in view.since(plus(lost_on, 1)) if t.intent is Intent.LEARN]
    if asked:
        when = ago_text(view.day_of(asked[0]), view.today)
        reasons.append(
            Reason(
                say("You asked {when}; no answer came yet.", when=when),
                Evidence(touches=tuple(t.id for t in asked)),
            )
        )
    return Telling(
        say("Ask for a short meeting to learn what decided it. Listen; nothing is for sale."),
        tuple(reasons),
        aside=say("lost {when}", when=ago_text(lost_on, view.today)),
        chip=say("Ask why"),
        lead=say("Ask {name} for a debrief", name=chosen.name),
    )
