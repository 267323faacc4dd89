"""Level 3, day 1 after a loss: thank the decision-maker for the chance. No ask.

After the introducer, where there is one. Kept by the first touch that got through to the decision-maker.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays.after_loss import effort_since, loss_reason, running, thanked, thanks_due
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import ago_text, first_name, say
from dreamboard.domain.workdays import plus


def propose(view: View) -> Iterator[Candidate]:
    """Thanks to the decision-maker, until given."""
    lost = running(view)
    if lost is None:
        return
    debrief_from = plus(lost, view.settings.debrief_from)
    if effort_since(view, debrief_from):
        return
    contact = view.decision_maker or view.primary
    contact_id = contact.contact.id if contact else None
    done, rang_out = thanked(view, contact_id, lost)
    if done or (view.lost and contact_id is not None and contact_id == view.lost.introducer_id):
        return
    yield Candidate(
        Play.THANK_DECISION_MAKER,
        thanks_due(view, lost, rang_out),
        Intent.THANK,
        f"thanks {view.lost.id if view.lost else 0}",
        _tell,
        order=3 if view.today < debrief_from else 9,
        contact=contact,
        contact_fixed=contact is not None,
        patience=1,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    assert view.lost_on is not None
    first = first_name(chosen.name) if chosen.contact else ""
    return Telling(
        say("Thank them for the chance to compete and wish them well with their choice. No ask."),
        (loss_reason(chosen),),
        aside=say("lost {when}", when=ago_text(view.lost_on, view.today)),
        chip=say("Thank {first}", first=first) if first else say("Say thanks"),
        lead=say("Thank {name}", name=chosen.name),
    )
