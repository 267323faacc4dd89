"""What the rep may answer to a suggestion, as the commands that it stands for."""

from __future__ import annotations

from datetime import date

from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import FeedbackKind, Outcome
from dreamboard.services.commands import GiveFeedback, LogTouch


def log_of(suggestion: Suggestion, outcome: Outcome) -> LogTouch:
    """The touch that follows a suggestion; it must have a channel."""
    assert suggestion.channel is not None
    return LogTouch(
        channel=suggestion.channel,
        outcome=outcome,
        account_id=suggestion.account_id,
        contact_id=suggestion.contact_id,
        pursuit_id=suggestion.pursuit_id,
        intent=suggestion.intent,
        idea_id=suggestion.idea_id,
        quote_id=suggestion.quote_id,
        play=suggestion.play,
        plan_id=suggestion.plan_id,
    )


def snooze_of(suggestion: Suggestion, until: date) -> GiveFeedback:
    """Not before that day."""
    return _feedback(suggestion, FeedbackKind.SNOOZE, until=until)


def not_this_of(suggestion: Suggestion, reason: str) -> GiveFeedback:
    """Not this one until what it rests on changes."""
    return _feedback(suggestion, FeedbackKind.NOT_THIS, reason=reason)


def another_idea_of(suggestion: Suggestion) -> GiveFeedback:
    """The same touch with another idea."""
    return _feedback(suggestion, FeedbackKind.ANOTHER_IDEA, idea_id=suggestion.idea_id)


def override_of(suggestion: Suggestion, reason: str) -> GiveFeedback:
    """All the same, whatever the guard says: up to the day to which it holds the suggestion back."""
    until = max(suggestion.act_on or suggestion.due, suggestion.due)
    return _feedback(suggestion, FeedbackKind.OVERRIDE, until=until, reason=reason)


def _feedback(
    suggestion: Suggestion,
    kind: FeedbackKind,
    *,
    until: date | None = None,
    idea_id: int | None = None,
    reason: str = "",
) -> GiveFeedback:
    return GiveFeedback(
        pursuit_id=suggestion.pursuit_id,
        kind=kind,
        play=suggestion.play,
        until=until,
        idea_id=idea_id,
        reason=reason,
        evidence=suggestion.evidence,
    )
