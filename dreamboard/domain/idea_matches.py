"""Who could use an idea, who has had it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dreamboard.domain.book import Book, Dossier
from dreamboard.domain.ideas import fitness
from dreamboard.domain.model import Idea, Plan, Touch
from dreamboard.domain.plays.after_loss import running
from dreamboard.domain.plays.feedback import refused_ideas
from dreamboard.domain.plays.view import View
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Direction, LossReason, Outcome, Role, RoundOutcome
from dreamboard.domain.workdays import local_date, plus

ANSWER_DAYS = 30
"""An answer within so many days of an idea counts as one to it. Ours: nobody can know what it answers."""


@dataclass(frozen=True, slots=True)
class Match:
    """A card that an idea answers and whose account has not had it."""

    pursuit_id: int
    account_id: int
    account: str
    title: str
    fitness: int
    reason: LossReason | None  # of its last loss, where the idea answers it
    industry: str  # of the account, where the idea is meant for it
    role: Role | None  # of the contact to turn to, where the idea is meant for it
    value_minor: int | None
    currency: str
    plan: Plan | None  # what is planned there already
    held_until: date | None = None  # nothing is to be planned there before that day
    country: str = ""  # of the account, for its public holidays


@dataclass(frozen=True, slots=True)
class Given:
    """An idea that went to an account, and what came of it there."""

    touch_id: int
    pursuit_id: int
    account_id: int
    account: str
    on: date
    outcome: Outcome
    answered_on: date | None  # the same day when it was given in talk
    won_on: date | None  # the first round won since


@dataclass(frozen=True, slots=True)
class IdeaUse:
    """What a library shows of one idea."""

    idea: Idea
    matches: tuple[Match, ...] = ()
    given: tuple[Given, ...] = ()


def uses(ideas: Iterable[Idea], book: Book, at: datetime, settings: Settings) -> tuple[IdeaUse, ...]:
    """Every idea with who could use it and who has had it. A retired one is meant for nobody."""
    views = [View(dossier, at, settings) for dossier in book.dossiers]
    had: dict[int, dict[int, Given]] = {}
    for view in views:
        for touch in view.touches:
            if touch.idea_id is not None:
                had.setdefault(touch.idea_id, {}).setdefault(touch.id, _given(view, touch))
    found = []
    for idea in ideas:
        given = sorted(had.get(idea.id, {}).values(), key=lambda g: (g.on, g.touch_id), reverse=True)
        matches = () if idea.retired else tuple(_matches(idea, views))
        found.append(IdeaUse(idea, matches, tuple(given)))
    return tuple(found)


def who_could_use(idea: Idea, book: Book, at: datetime, settings: Settings) -> tuple[Match, ...]:
    """The cards whose loss reason, industry or role an idea answers and that have not had it, the best first.

    An idea without tags answers nobody in particular. Left out: accounts that asked to be left alone, cards
    on which the rep refused it, and cards whose plan carries an idea already.
    """
    return () if idea.retired else tuple(_matches(idea, [View(d, at, settings) for d in book.dossiers]))


def _matches(idea: Idea, views: Iterable[View]) -> list[Match]:
    found = [match for view in views if (match := _match(idea, view)) is not None]
    return sorted(
        found, key=lambda m: (-m.fitness, -(m.value_minor or 0), m.account.casefold(), m.pursuit_id)
    )


def _match(idea: Idea, view: View) -> Match | None:
    contact = view.primary
    role = contact.role if contact else None
    score = fitness(idea, view.loss_reason, view.industries, role)
    if not score or view.account.do_not_contact or (view.contacts and not view.usable):
        return None
    if idea.id in view.ideas_had or idea.id in refused_ideas(view):
        return None
    if view.plan is not None and view.plan.idea_id is not None:
        return None
    industry = next((i for i in idea.industries if i.casefold() in view.industries), "")
    return Match(
        view.pursuit.id,
        view.account.id,
        view.account.name,
        view.pursuit.title,
        score,
        view.loss_reason if view.loss_reason in idea.loss_reasons else None,
        industry,
        role if role in idea.roles else None,
        view.pursuit.value_minor,
        view.pursuit.currency,
        view.plan,
        held_until(view),
        view.account.country,
    )


def held_until(view: View) -> date | None:
    """The day before which nothing of the rep's own is to be planned on a card: they named a day, or a loss
    is so fresh that thanks and debrief come first. ``None``: any day will do."""
    lost = running(view)
    days = [view.pursuit.come_back_on, view.account.not_before]
    if lost is not None:
        days.append(plus(lost, view.settings.debrief_until))
    return max((day for day in days if day is not None and day > view.today), default=None)


def _given(view: View, touch: Touch) -> Given:
    on = view.day_of(touch)
    return Given(
        touch.id,
        view.pursuit.id,
        view.account.id,
        view.account.name,
        on,
        touch.outcome,
        _answered_on(view, touch, on),
        _won_since(view.dossier, on),
    )


def _answered_on(view: View, touch: Touch, on: date) -> date | None:
    if touch.direction is Direction.IN or touch.outcome.reached:
        return on
    later = [
        local_date(t.at, view.settings.zone)
        for t in view.touches
        if t.at > touch.at and (t.direction is Direction.IN or t.outcome.reached)
    ]
    return min((day for day in later if day <= plus(on, ANSWER_DAYS)), default=None)


def _won_since(dossier: Dossier, on: date) -> date | None:
    won = [r.closed_on for r in dossier.rounds if r.outcome is RoundOutcome.WON and r.closed_on is not None]
    return min((day for day in won if day >= on), default=None)


def best_idea(dossier: Dossier, ideas: Mapping[int, Idea], at: datetime, settings: Settings) -> Idea | None:
    """The idea that answers a card best and that its account has not had; ``None`` where none is meant for
    it."""
    view = View(dossier, at, settings)
    fitting = [(match.fitness, -idea.id, idea) for idea in ideas.values() if (match := _match(idea, view))]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None
