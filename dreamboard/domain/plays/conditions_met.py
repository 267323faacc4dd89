"""Level 3, *conditions*: the moment all are met, call the buyer, that day.

Kept by a touch to the buyer after that day, or on it by an ask (a conversation whose purpose was not noted
counts as one). A call that rang out is tried again the next working day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Channel, Direction, Intent, Outcome, Play
from dreamboard.domain.words import ago_text, counted, quoted, say

MENTIONED = 3
"""Conditions that a reason names before it only counts them."""


def propose(view: View) -> Iterator[Candidate]:
    """The call to the buyer, once every condition of the open round is met."""
    met_on = all_met_on(view)
    if met_on is None or met_on > view.today:
        return
    buyer = view.decision_maker or view.primary
    buyer_id = buyer.contact.id if buyer else None
    due = met_on
    for touch in view.since(met_on):
        if touch.direction is not Direction.OUT or touch.contact_id not in (buyer_id, None):
            continue
        if view.day_of(touch) == met_on and touch.intent not in (Intent.ASK, None):
            continue
        if touch.outcome is not Outcome.NO_ANSWER:
            return
        due = max(due, view.next_working(view.day_of(touch)))
    yield Candidate(
        Play.CONDITIONS_MET,
        due,
        Intent.ASK,
        "conditions " + " ".join(str(c.id) for c in view.conditions),
        _tell,
        contact=buyer,
        contact_fixed=buyer is not None,
        channel=Channel.CALL,
        patience=1,
    )


def all_met_on(view: View) -> date | None:
    """The day the last condition was met; ``None`` while one is open, or when there are none."""
    met = [c.met_on for c in view.conditions if c.met_on is not None]
    return max(met) if met and len(met) == len(view.conditions) else None


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    conditions = view.conditions
    met_on = all_met_on(view)
    assert met_on is not None
    rests = Evidence(conditions=tuple(c.id for c in conditions))
    when = ago_text(met_on, view.today)
    if len(conditions) == 1:
        why = say(
            "What they asked for is done: “{text}”, met {when}.", text=quoted(conditions[0].text), when=when
        )
        summary = say("Call the buyer: the condition they named is met. Ask for the business.")
    else:
        why = say(
            "All {count} are met, the last {when}.",
            count=counted(len(conditions), "condition", "conditions"),
            when=when,
        )
        summary = say("Call the buyer: everything they asked for is done. Ask for the business.")
    reasons = [Reason(why, rests)]
    if 1 < len(conditions) <= MENTIONED:
        texts = ", ".join(f"“{quoted(c.text, 30)}”" for c in conditions)
        reasons.append(Reason(say("They asked for {texts}.", texts=texts), rests))
    return Telling(summary, tuple(reasons), aside=say("conditions met"), chip=say("Call the buyer"))
