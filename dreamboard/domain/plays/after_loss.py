"""What the plays after a loss share: how long they run, and what was done since.

They run until the first day of the lost deal's own rhythm (day 30 by default) takes over.
"""

from __future__ import annotations

from datetime import date

from dreamboard.domain.model import Touch
from dreamboard.domain.plays.candidate import Chosen
from dreamboard.domain.plays.view import View
from dreamboard.domain.rhythm import RhythmSource
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Direction, Intent, LossReason, Outcome
from dreamboard.domain.words import LOSS_WORDS, ago_text, quoted, say
from dreamboard.domain.workdays import plus

THEY_SAID = {
    **LOSS_WORDS,
    LossReason.NO_DECISION: "there was no decision",
    LossReason.FIT: "it did not fit",
    LossReason.OTHER: "",
}
"""What they gave as the reason, behind "they said"."""


def running(view: View) -> date | None:
    """The day of the loss, while its clock runs; else ``None``."""
    lost = view.lost_on
    if lost is None or view.today >= view.working(plus(lost, view.settings.debrief_until)):
        return None
    return lost


def thanked(view: View, contact_id: int | None, lost: date) -> tuple[bool, Touch | None]:
    """Whether a contact was reached out to since the loss, and the newest call to them that rang out.

    A touch on the very day of the loss counts when it was meant as thanks: before the loss was told there
    was nothing to thank for.
    """
    rang_out: Touch | None = None
    for touch in view.since(lost):
        if touch.direction is not Direction.OUT or touch.contact_id not in (contact_id, None):
            continue
        if view.day_of(touch) == lost and touch.intent is not Intent.THANK:
            continue
        if touch.outcome is not Outcome.NO_ANSWER:
            return True, None
        rang_out = rang_out or touch
    return False, rang_out


def effort_since(view: View, day: date) -> bool:
    """Whether the rep did more than thank or answer from a day on."""
    return view.last_effort_on is not None and view.last_effort_on >= day


def thanks_due(view: View, lost: date, rang_out: Touch | None) -> date:
    """The working day after the loss, or after the last call that rang out."""
    return view.next_working(max(lost, view.day_of(rang_out)) if rang_out else lost)


def loss_reason(chosen: Chosen) -> Reason:
    """ "Lost to Atlas 8 days ago, on price." with what is known of it."""
    view = chosen.view
    lost, lost_on = view.lost, view.lost_on
    assert lost is not None
    assert lost_on is not None
    when = ago_text(lost_on, view.today)
    why = THEY_SAID[lost.reason_said] if lost.reason_said is not None else ""
    rival = quoted(lost.rival, 30)
    if rival and why:
        sentence = say("Lost to {rival} {when}; they said {why}.", rival=rival, when=when, why=why)
    elif rival:
        sentence = say("Lost to {rival} {when}.", rival=rival, when=when)
    elif why:
        sentence = say("Lost {when}; they said {why}.", when=when, why=why)
    else:
        sentence = say("Lost {when}.", when=when)
    return Reason(sentence, Evidence(rounds=(lost.id,)))


def waits_for_first_move(view: View) -> date | None:
    """The day from which an untouched loss of the last months waits for its first touch; ``None`` when it
    was touched, is older, or its own first day (day 30) still stands."""
    lost, settings = view.lost_on, view.settings
    if lost is None or view.rhythm.source is not RhythmSource.LOST:
        return None
    if any(t.direction is Direction.OUT for t in view.since(plus(lost, 1))):
        return None
    first = settings.lost_days[0] if settings.lost_days else settings.lost_every
    from_day = plus(lost, first + first // 2)
    until = plus(lost, settings.first_move_months * 61 // 2)
    return plus(from_day, 1) if from_day < view.today <= until else None
