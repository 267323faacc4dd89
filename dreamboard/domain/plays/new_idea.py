"""Level 6, *groundwork*: an idea that came to the library after this card was lost, and answers why.

Not sooner than two weeks after the last touch: there is no hurry in giving.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.model import Idea
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.feedback import refused_ideas
from dreamboard.domain.plays.offer import offer
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import IDEA_WORDS, LOSS_WORDS, ago_text, say
from dreamboard.domain.workdays import plus


def propose(view: View) -> Iterator[Candidate]:
    """The best idea newer than the loss that answers its reason."""
    idea = answering(view)
    if idea is None or idea.created_on is None or view.lost_on is None:
        return
    due = max(idea.created_on, plus(view.lost_on, view.settings.debrief_until))
    if view.last_on is not None:
        due = max(due, plus(view.last_on, view.settings.new_idea_gap))
    yield Candidate(
        Play.NEW_IDEA,
        due,
        Intent.GIVE,
        f"idea {idea.id}",
        _tell,
        order=2,
        idea_id=idea.id,
        patience=30,
    )


def answering(view: View) -> Idea | None:
    """The best idea that is newer than the loss, answers its reason, and was neither had nor refused."""
    reason, lost_on = view.loss_reason, view.lost_on
    if reason is None or lost_on is None:
        return None
    role = view.primary.role if view.primary else None
    without = None
    for _, idea in view.library.ranked(reason, view.industries, role):
        if reason not in idea.loss_reasons or idea.created_on is None:
            continue
        if not lost_on < idea.created_on <= view.today:
            continue
        if without is None:
            without = view.ideas_had | refused_ideas(view)
        if idea.id not in without:
            return idea
    return None


def _tell(chosen: Chosen) -> Telling:
    view, idea = chosen.view, chosen.idea
    assert view.lost is not None
    assert view.loss_reason is not None
    assert idea is not None
    assert idea.created_on is not None
    why = say(
        "This {kind} came to your library {when} and answers why it was lost: {reason}.",
        kind=IDEA_WORDS[idea.kind],
        when=ago_text(idea.created_on, view.today),
        reason=LOSS_WORDS[view.loss_reason],
    )
    return Telling(
        offer(chosen),
        (Reason(why, Evidence(rounds=(view.lost.id,))),),
        aside=say("new {kind}", kind=IDEA_WORDS[idea.kind]),
        chip=say("New idea"),
    )
