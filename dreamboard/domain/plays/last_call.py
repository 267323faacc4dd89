"""Level 3, *one last call*: the working day after a loss, thank who introduced us. No ask.

Gratitude for an effort outlives the deal (Palmatier and others, Journal of Marketing 2009). It is kept by the
first touch that got through to the introducer; a call that rang out is tried again the next working day. From
the days of the debrief on, the debrief comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.book import ContactAt
from dreamboard.domain.plays.after_loss import effort_since, loss_reason, running, thanked, thanks_due
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Channel, Intent, Play, Role
from dreamboard.domain.words import ago_text, first_name, say
from dreamboard.domain.workdays import plus


def propose(view: View) -> Iterator[Candidate]:
    """Thanks to the introducer, until given."""
    lost = running(view)
    introducer = introducer_of(view)
    if lost is None or introducer is None:
        return
    debrief_from = plus(lost, view.settings.debrief_from)
    done, rang_out = thanked(view, introducer.contact.id, lost)
    if done or effort_since(view, debrief_from):
        return
    yield Candidate(
        Play.LAST_CALL,
        thanks_due(view, lost, rang_out),
        Intent.THANK,
        f"last call {view.lost.id if view.lost else 0}",
        _tell,
        order=2 if view.today < debrief_from else 8,
        contact=introducer,
        contact_fixed=True,
        channel=Channel.CALL,
        patience=1,
    )


def introducer_of(view: View) -> ContactAt | None:
    """Who introduced us to the lost round; else who has that role at the account."""
    if view.lost is None:
        return None
    named = view.person(view.lost.introducer_id)
    if named is not None:
        return named
    return next((c for c in view.contacts if c.role is Role.INTRODUCER), None)


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    assert view.lost is not None
    assert view.lost_on is not None
    first = first_name(chosen.name)
    introduced = Reason(
        say("{name} introduced you.", name=chosen.name)
        if view.lost.introducer_id is not None
        else say("{name} is your introducer there.", name=chosen.name),
        Evidence(rounds=(view.lost.id,)),
    )
    return Telling(
        say("One last call: thank them for the introduction and say how it ended. No ask."),
        (loss_reason(chosen), introduced),
        aside=say("lost {when}", when=ago_text(view.lost_on, view.today)),
        chip=say("Thank {first}", first=first) if first else say("Say thanks"),
        lead=say("Thank {name}", name=chosen.name),
    )
