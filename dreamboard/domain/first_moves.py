"""Deals lost lately: how many, how much, how many were touched since, and an idea for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from dreamboard.domain.book import Book
from dreamboard.domain.idea_matches import best_idea, held_until
from dreamboard.domain.model import Plan, Touch
from dreamboard.domain.plays.view import View
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Direction, LossReason
from dreamboard.domain.words import called


@dataclass(frozen=True, slots=True)
class LostCard:
    """A card whose last round was lost in the months asked for."""

    pursuit_id: int
    account_id: int
    account: str
    title: str
    lost_on: date
    reason: LossReason | None
    rival: str
    value_minor: int | None
    currency: str
    touches: int  # since the day of the loss
    plan: Plan | None
    idea_id: int | None  # meant for its loss reason, industry or role, and not had yet
    idea: str
    do_not_contact: bool
    held_until: date | None = None  # they named a day, or thanks and debrief come first
    country: str = ""  # of the account, for its public holidays
    touched_by: tuple[str, ...] = ()  # by whom since, the most often first: the rep "", a contact by name

    @property
    def waits(self) -> bool:
        """Whether nobody has touched it since, nothing is planned, and a first move may be."""
        held = self.do_not_contact or self.held_until is not None
        return not self.touches and self.plan is None and not held


@dataclass(frozen=True, slots=True)
class Losses:
    """The cards, those that wait first, then the most worth. Money is (minor units, currency), the largest
    first."""

    months: int
    cards: tuple[LostCard, ...]
    money: tuple[tuple[int, str], ...]

    @property
    def touched(self) -> int:
        """How many were touched since."""
        return sum(card.touches > 0 for card in self.cards)


def losses(book: Book, at: datetime, settings: Settings, months: int | None = None) -> Losses:
    """The cards of a book that lost their last round in the last months (the settings' where not given) and
    are not retired. Touches count from the day after the loss."""
    months = settings.first_move_months if months is None else months
    ideas = {idea.id: idea for idea in book.ideas if not idea.retired}
    found = []
    for dossier in book.dossiers:
        view = View(dossier, at, settings)
        if view.lost is None or view.lost_on is None or dossier.pursuit.retired_on is not None:
            continue
        if not months_before(view.today, months) <= view.lost_on <= view.today:
            continue
        idea = best_idea(dossier, ideas, at, settings)
        since = [touch for touch in view.touches if view.day_of(touch) > view.lost_on]
        found.append(
            LostCard(
                view.pursuit.id,
                view.account.id,
                view.account.name,
                view.pursuit.title,
                view.lost_on,
                view.loss_reason,
                view.lost.rival,
                view.pursuit.value_minor,
                view.pursuit.currency,
                len(since),
                view.plan,
                idea.id if idea else None,
                idea.title if idea else "",
                view.account.do_not_contact or bool(view.contacts and not view.usable),
                held_until(view),
                view.account.country,
                _by_whom(view, since),
            )
        )
    found.sort(key=lambda card: (not card.waits, -(card.value_minor or 0), card.lost_on, card.pursuit_id))
    money: Counter[str] = Counter()
    for card in found:
        money[card.currency] += card.value_minor or 0
    sums = tuple((minor, currency) for currency, minor in money.most_common() if minor)
    return Losses(months, tuple(found), sums)


def _by_whom(view: View, since: list[Touch]) -> tuple[str, ...]:
    found: Counter[str] = Counter()
    for touch in since:
        if touch.direction is Direction.OUT:
            found[""] += 1
        else:
            who = view.person(touch.contact_id)
            found[called(who.contact if who else None, who.role if who else None, view.account.name)] += 1
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or that month's last day; stops at the beginning of the calendar."""
    number = day.year * 12 + day.month - 1 - months
    if number < 12:
        return date.min
    year, month = divmod(number, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return date(year, month + 1, 28)
