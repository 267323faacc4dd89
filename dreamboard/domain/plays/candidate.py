"""What a play proposes before contact, channel, idea and guards are settled: cheap to make, told only when it
wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dreamboard.domain.book import ContactAt, FollowUpCell
from dreamboard.domain.model import Idea, Plan, Quote
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Reason, Sentence
from dreamboard.domain.values import Channel, Intent, Play
from dreamboard.domain.words import say


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a suggestion."""

    summary: Sentence
    reasons: tuple[Reason, ...]
    aside: Sentence
    chip: Sentence | None = None  # when it is for today; ``None``: by channel
    lead: Sentence | None = None  # "Thank {name}"; ``None``: by channel


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was settled for a candidate, for its words."""

    view: View
    contact: ContactAt | None
    name: str  # of the contact, as said
    channel: Channel | None
    intent: Intent
    idea: Idea | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposal of one play for one card.

    ``due`` is the day by the play's own rule, before guards. ``order`` ranks plays of one level on the same
    card. ``evidence`` names what the play rests on: a play that was set aside returns when it changes.
    """

    play: Play
    due: date
    intent: Intent
    evidence: str
    tell: Callable[[Chosen], Telling]
    order: int = 0
    tier: int = 0
    latest: date | None = None
    contact: ContactAt | None = None
    contact_fixed: bool = False  # the play is about this contact and nobody else
    channel: Channel | None = None
    touches_nobody: bool = False
    brings_idea: bool = False
    idea_id: int | None = None
    gives_way: bool = False  # on its card, to a quote to chase and to a rhythm past its maximum
    expires: date | None = None  # from this day on it is too late; the rhythm takes over
    value_minor: int | None = None  # what is at stake, when not the card's value
    currency: str = ""
    weight: float = 1.0  # a factor of worth that only this play knows
    patience: int = 7  # days past due that double its weight
    quote: Quote | None = None
    follow_up: FollowUpCell | None = None  # of that quote, were it made today
    plan: Plan | None = None


def reason(template: str, /, **values: str) -> Reason:
    """A reason that rests on nothing but the card itself."""
    return Reason(say(template, **values))
