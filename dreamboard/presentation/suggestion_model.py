"""A suggestion as the next-touch panel shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.suggestion import Evidence, Suggestion
from dreamboard.domain.values import Channel, Outcome
from dreamboard.presentation import figures, wording

translate = QCoreApplication.translate

_WRITTEN = (
    Outcome.SENT, Outcome.REPLIED, Outcome.NOT_NOW, Outcome.NO, Outcome.YES, Outcome.ORDER, Outcome.STOP,
)  # fmt: skip
_SPOKEN = (
    Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.SPOKE, Outcome.NOT_NOW, Outcome.NO, Outcome.YES,
    Outcome.ORDER, Outcome.STOP,
)  # fmt: skip
_MET = (
    Outcome.SPOKE, Outcome.NO_ANSWER, Outcome.NOT_NOW, Outcome.NO, Outcome.YES, Outcome.ORDER, Outcome.STOP,
)  # fmt: skip


def outcomes_of(channel: Channel) -> tuple[Outcome, ...]:
    """What can come of an outbound touch on a channel, the commonest first."""
    if channel is Channel.CALL:
        return _SPOKEN
    return _MET if channel in (Channel.MEETING, Channel.VISIT) else _WRITTEN


@dataclass(frozen=True, slots=True)
class ReasonText:
    """One reason in words, and what it rests on."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NextTouchView:
    """Everything the panel shows of one suggestion, as text."""

    suggestion: Suggestion
    account: str
    headline: str
    summary: str
    reasons: tuple[ReasonText, ...]
    guard: str  # what holds it back; empty: nothing
    lifted_by: str
    overridable: bool
    ratio: str  # "6 : 2"; empty before the first of either

    @property
    def loggable(self) -> bool:
        """Whether following it is a touch; research is not."""
        return self.suggestion.channel is not None

    @property
    def has_idea(self) -> bool:
        """Whether there is an idea to refuse for another."""
        return self.suggestion.idea_id is not None


def view_of(suggestion: Suggestion) -> NextTouchView:
    """A suggestion in words."""
    guard = suggestion.guard
    given = suggestion.gives or suggestion.asks
    return NextTouchView(
        suggestion=suggestion,
        account=suggestion.account_name,
        headline=wording.sentence(suggestion.headline),
        summary=wording.sentence(suggestion.summary),
        reasons=tuple(ReasonText(wording.sentence(r.sentence), r.evidence) for r in suggestion.reasons),
        guard=wording.sentence(guard.says) if guard else "",
        lifted_by=wording.sentence(guard.lifted_by) if guard else "",
        overridable=guard is not None and guard.overridable,
        ratio=f"{suggestion.gives} : {suggestion.asks}" if given else "",
    )


def snooze_choices(today: date) -> tuple[tuple[str, date], ...]:
    """The usual snoozes in words, each with the day it ends."""
    monday = today + timedelta(days=7 - today.weekday())
    choices = (
        (translate("suggestion", "Tomorrow"), today + timedelta(days=1)),
        (translate("suggestion", "In 3 days"), today + timedelta(days=3)),
        (translate("suggestion", "Next week"), monday),
        (translate("suggestion", "In a month"), figures.month_later(today)),
    )
    return tuple(
        (translate("suggestion", "{when}, {day}").format(when=when, day=figures.long_date(day, today)), day)
        for when, day in choices
    )
