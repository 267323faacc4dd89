"""Level 6, *groundwork*: no decision-maker is known, or the one who was has left."""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays import groundwork
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play, SignalKind
from dreamboard.domain.words import ago_text, called, counted, quoted, say


def propose(view: View) -> Iterator[Candidate]:
    """Finding who decides."""
    if not groundwork.nobody_decides(view):
        return
    yield Candidate(
        Play.FIND_DECISION_MAKER,
        groundwork.due(view),
        Intent.LEARN,
        "who " + " ".join(str(c.contact.id) for c in view.contacts),
        _tell,
        order=1,
        touches_nobody=True,
        patience=30,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    account = quoted(view.account.name) or "this account"
    left = next((s for s in view.signals if s.kind is SignalKind.DECISION_MAKER_LEFT), None)
    if left is not None:
        why = Reason(
            say(
                "The decision-maker left {when}; who came after is not known.",
                when=ago_text(left.on, view.today),
            ),
            Evidence(signals=(left.id,)),
        )
    elif view.decision_maker is not None:
        why = Reason(say("The decision-maker you know is marked do not contact."))
    elif view.contacts:
        count = counted(len(view.contacts), "contact", "contacts")
        why = Reason(say("You know {count} there, and nobody who decides.", count=count))
    else:
        why = Reason(say("Nobody there is known yet."))
    if view.usable:
        first = view.usable[0]
        summary = say(
            "Ask {name}, or look it up: who decides there?", name=called(first.contact, first.role, account)
        )
    else:
        summary = say("Look up who decides there before the next touch.")
    return Telling(
        summary,
        (why,),
        aside=say("no decision-maker yet"),
        chip=say("Who decides?"),
        lead=say("Find the decision-maker at {account}", account=account),
    )
