"""Level 3, *the contract window*: 180, 90 and 45 days before the rival's contract ends.

The end comes from the account, or from a signal dated in the future. Each of the three days is kept by an
outbound touch on or after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.offer import offer
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play, SignalKind
from dreamboard.domain.words import day_text, days_text, quoted, say
from dreamboard.domain.workdays import plus


def propose(view: View) -> Iterator[Candidate]:
    """The window that is open and not kept yet, else the next one to open."""
    end = contract_end(view)
    if end is None:
        return
    opens = [plus(end, -days) for days in view.settings.contract_days]
    passed = [day for day in opens if day <= view.today]
    due = None
    if passed and not (view.last_effort_on is not None and view.last_effort_on >= passed[-1]):
        due = passed[-1]
    else:
        due = next((day for day in opens if day > view.today), None)
    if due is None:
        return
    yield Candidate(
        Play.CONTRACT_WINDOW,
        due,
        Intent.ASK if view.may_ask else Intent.GIVE,
        f"contract {end} {due}",
        _tell,
        order=6,
        brings_idea=not view.may_ask,
        expires=plus(end, 1),
        latest=plus(due, 14),
        patience=14,
    )


def contract_end(view: View) -> date | None:
    """The end of the rival's contract: the earliest known that has not passed, else the last that has."""
    ends = [s.on for s in view.dossier.signals if s.kind is SignalKind.CONTRACT_END]
    if view.account.rival_contract_end is not None:
        ends.append(view.account.rival_contract_end)
    coming = [day for day in ends if day >= view.today]
    return min(coming) if coming else max(ends, default=None)


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    end = contract_end(view)
    assert end is not None
    rests = Evidence(
        signals=tuple(
            sorted(s.id for s in view.dossier.signals if s.kind is SignalKind.CONTRACT_END and s.on == end)
        )
    )
    rival = quoted(view.account.rival or (view.lost.rival if view.lost else ""), 30)
    left = (end - view.today).days
    values = {"day": day_text(end, view.today), "left": days_text(left), "rival": rival}
    if not left:
        why = say("Their contract ends today.")
    elif rival:
        why = say("Their contract with {rival} ends on {day}, in {left}.", **values)
    else:
        why = say("Their contract ends on {day}, in {left}.", **values)
    return Telling(
        offer(chosen)
        if chosen.idea or chosen.intent is Intent.ASK
        else say("Be in their mind before they choose again: bring something useful."),
        (Reason(why, rests),),
        aside=say("contract ends {day}", **values),
        chip=say("Contract ends"),
    )
