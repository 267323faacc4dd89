"""Level 3, *conditions*: open ones are work to do.

It touches nobody, so it never keeps a card from being touched: it gives way on its card once the maximum gap
has passed or a follow-up of a quote is due.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import counted, quoted, say
from dreamboard.domain.workdays import local_date


def propose(view: View) -> Iterator[Candidate]:
    """The first open condition of the open round."""
    still = [c for c in view.conditions if c.met_on is None or c.met_on > view.today]
    playing = view.open_round
    if not still or playing is None:
        return
    since = view.last_on or local_date(view.pursuit.created_at, view.settings.zone)
    yield Candidate(
        Play.OPEN_CONDITION,
        max(playing.opened_on, since) if playing.opened_on <= view.today else since,
        Intent.GIVE,
        f"condition {still[0].id} {len(still)}",
        _tell,
        order=7,
        touches_nobody=True,
        gives_way=True,
        patience=14,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    still = [c for c in view.conditions if c.met_on is None or c.met_on > view.today]
    met = len(view.conditions) - len(still)
    rests = Evidence(conditions=tuple(c.id for c in still))
    if met:
        why = say(
            "{met} of {all} is met; this one is next."
            if met == 1
            else "{met} of {all} are met; this one is next.",
            met=str(met),
            all=counted(len(view.conditions), "condition", "conditions"),
        )
    else:
        why = say(
            "They named what would win it: {count}.", count=counted(len(still), "condition", "conditions")
        )
    return Telling(
        say("To do: “{text}”. When all are met, call the buyer.", text=quoted(still[0].text)),
        (Reason(why, rests),),
        aside=say("{count} open", count=counted(len(still), "condition", "conditions")),
        chip=say("{count}", count=counted(len(still), "condition", "conditions"))
        if len(still) < 100
        else say("Conditions"),
        lead=say("Work on what {account} asked for", account=quoted(view.account.name) or "this account"),
    )
