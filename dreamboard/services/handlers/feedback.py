"""Feedback: what the rep answered to a suggestion, so that it is respected."""

from __future__ import annotations

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Feedback, Idea
from dreamboard.domain.values import FeedbackKind
from dreamboard.services.commands import GiveFeedback
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import cards, cards_words, day_words
from dreamboard.services.ports import Clock, UnitOfWork


def give_feedback(command: GiveFeedback, unit: UnitOfWork, clock: Clock) -> Handled:
    """Snooze, not this, another idea, or a guard overruled. Makes the feedback."""
    (card,) = cards(unit, [command.pursuit_id])
    words = cards_words(unit, [card])
    label = f"Set aside a suggestion for {words}"
    reason = checks.line(command.reason, "The reason")
    until = None
    if command.kind is FeedbackKind.SNOOZE:
        if command.until is None or command.until <= clock.today():
            raise Refused("Snooze until a day to come.")
        until = checks.day(command.until, "The day")
        label = f"Snooze {words} until {day_words(until)}"
    elif command.kind is FeedbackKind.ANOTHER_IDEA:
        if command.idea_id is None:
            raise Refused("Which idea was it? There is none to replace.")
        label = f"Another idea for {words}"
    elif command.kind is FeedbackKind.OVERRIDE:
        if not reason:
            raise Refused("To overrule this, say why.")
        if command.until is not None:
            until = checks.coming_day(command.until, clock, "Overruling this")
        label = f"Overrule what holds {words} back"
    if command.idea_id is not None:
        unit.get(Idea, command.idea_id)
    made = unit.add(
        Feedback(
            id=0,
            pursuit_id=card.id,
            kind=command.kind,
            play=command.play,
            on=clock.today(),
            until=until,
            idea_id=command.idea_id,
            reason=reason,
            evidence=checks.note(command.evidence, "The evidence"),
        )
    )
    return Handled(label, (made.id,))
