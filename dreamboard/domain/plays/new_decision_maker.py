"""Level 3, *a new decision-maker*: within 14 days call the newcomer. The no came from somebody who has left.

Rests on the newest signal that one arrived, and is kept by the first touch to them that got through. It may
come before a promised date.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.book import ContactAt
from dreamboard.domain.model import Signal
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.offer import offer
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason, Sentence
from dreamboard.domain.values import Direction, Intent, Outcome, Play, SignalKind
from dreamboard.domain.words import ago_text, day_text, quoted, say
from dreamboard.domain.workdays import plus

NEW_FOR = 90
"""Days for which a newcomer is called new."""


def propose(view: View) -> Iterator[Candidate]:
    """The first call to the newcomer, until somebody was reached or a message left."""
    found = arrival(view)
    if found is None:
        return
    signal, newcomer = found
    due = signal.on
    for touch in view.since(signal.on):
        if touch.contact_id != newcomer.contact.id:
            continue
        if touch.direction is Direction.IN or touch.outcome is not Outcome.NO_ANSWER:
            return
        due = max(due, view.next_working(view.day_of(touch)))
    yield Candidate(
        Play.NEW_DECISION_MAKER,
        due,
        Intent.GIVE,
        f"newcomer {signal.id}",
        _tell,
        order=1,
        contact=newcomer,
        contact_fixed=True,
        brings_idea=True,
        latest=max(due, plus(signal.on, view.settings.newcomer_days)),
        patience=3,
    )


def arrival(view: View) -> tuple[Signal, ContactAt] | None:
    """The newest signal of a newcomer who still works there."""
    for signal in view.signals:
        if signal.kind is SignalKind.DECISION_MAKER_ARRIVED:
            who = next(
                (c for c in view.contacts if c.contact.id == signal.contact_id),
                view.decision_maker if signal.contact_id is None else None,
            )
            return (signal, who) if who is not None else None
    return None


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    found = arrival(view)
    assert found is not None
    signal, newcomer = found
    when = ago_text(signal.on, view.today)
    left = next((s for s in view.signals if s.kind is SignalKind.DECISION_MAKER_LEFT), None)
    no = next(
        (
            t
            for t in view.touches
            if t.outcome in (Outcome.NO, Outcome.NOT_NOW) and t.at < view.start_of(plus(signal.on, 1))
        ),
        None,
    )
    rests = Evidence(
        signals=(signal.id,) if left is None else (signal.id, left.id), touches=(no.id,) if no else ()
    )
    if no is not None or (view.lost_on is not None and view.lost_on <= signal.on):
        why = say("The decision-maker changed {when}: the “no” came from somebody else.", when=when)
    else:
        why = say("The decision-maker changed {when}: a fresh start.", when=when)
    within = plus(signal.on, view.settings.newcomer_days)
    reasons = [Reason(why, rests)]
    if view.today <= within:
        why = say("A newcomer is best called soon: by {day}.", day=day_text(within, view.today))
        reasons.append(Reason(why, Evidence(signals=(signal.id,))))
    else:
        why = say("{name} has not been reached since.", name=chosen.name)
        reasons.append(Reason(why, Evidence(signals=(signal.id,))))
    summary = offer(chosen)
    post = quoted(newcomer.title, 40)
    if post and (view.today - signal.on).days <= NEW_FOR:
        summary = Sentence("New {post}. " + summary.template, {"post": post, **summary.values})
    return Telling(summary, tuple(reasons), aside=say("new decision-maker"))
