"""Level 6, *first move*: a deal lost in the last 12 months that nobody has touched since.

It takes the place of the lost deal's rhythm once its first day has passed by; after the 12 months the rhythm
has the card again.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays.after_loss import loss_reason, waits_for_first_move
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.offer import offer
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import ago_text, quoted, say


def propose(view: View) -> Iterator[Candidate]:
    """The first touch since the loss."""
    due = waits_for_first_move(view)
    if due is None or view.lost is None:
        return
    yield Candidate(
        Play.FIRST_MOVE,
        due,
        Intent.GIVE,
        f"first move {view.lost.id}",
        _tell,
        order=0,
        brings_idea=True,
        patience=90,
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    assert view.lost is not None
    assert view.lost_on is not None
    rival = quoted(view.lost.rival, 30)
    summary = offer(chosen)
    if chosen.idea is None and rival:
        summary = say("Hear how it is going with {rival}; no ask for business yet.", rival=rival)
    untouched = Reason(say("Nobody has been in touch since."), Evidence(rounds=(view.lost.id,)))
    return Telling(
        summary,
        (loss_reason(chosen), untouched),
        aside=say("lost {when}", when=ago_text(view.lost_on, view.today)),
        chip=say("First move"),
    )
