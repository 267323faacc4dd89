"""Level 2, *a promise is due*: a plan the rep made.

Before its date nothing else is suggested for the card but an answer and a new decision-maker. A plan is
honoured on its very day, weekend or not: the rep chose it. An idea planned with it is named, and a loss that
the card has not come back from.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays.after_loss import loss_reason
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.offer import offer
from dreamboard.domain.plays.view import View
from dreamboard.domain.rhythm import RhythmSource
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import ago_text, day_text, quoted, say

LONG_AGO = 30
"""Days after which it is said how long ago the day of a plan was."""


def propose(view: View) -> Iterator[Candidate]:
    """The earliest open plan."""
    plan = view.plan
    if plan is None:
        return
    contact = view.person(plan.contact_id)
    yield Candidate(
        Play.PROMISE,
        plan.on,
        Intent.GIVE if plan.idea_id is not None else Intent.REPLY if plan.promised else Intent.GIVE,
        f"plan {plan.id} {plan.on}",
        _tell,
        contact=contact,
        contact_fixed=contact is not None,
        channel=plan.channel,
        idea_id=plan.idea_id,
        patience=1,
        plan=plan,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    plan = view.plan
    assert plan is not None
    rests = Evidence(plans=(plan.id,))
    day = day_text(plan.on, view.today)
    late = (view.today - plan.on).days
    when = "today" if late == 0 else "yesterday" if late == 1 else day
    if late > LONG_AGO:
        when = f"{day}, {ago_text(plan.on, view.today)}"
    if plan.promised:
        why = say("You promised them this for {when}.", when=when)
    else:
        why = say("You planned this for {when}.", when=when)
    reasons = [Reason(why, rests)]
    if chosen.idea is not None:
        summary = offer(chosen)
        if plan.text.strip():
            reasons.append(Reason(say("Your note: “{text}”", text=quoted(plan.text)), rests))
    elif plan.text.strip():
        summary = say("Your note: “{text}”", text=quoted(plan.text))
    elif plan.promised:
        summary = say("A promise of yours: keep it, whatever else the day holds.")
    elif late < 0:
        summary = say("As you planned it. Until that day nothing else is proposed here.")
    else:
        summary = say("As you planned it.")
    if view.lost is not None and view.rhythm.source is RhythmSource.LOST:
        reasons.append(loss_reason(chosen))
    if plan.text.strip():
        aside = say("{text}", text=quoted(plan.text, 40))
    elif plan.promised:
        aside = say("promised for {day}", day=day)
    else:
        aside = say("planned for {day}", day=day)
    return Telling(summary, tuple(reasons), aside)
