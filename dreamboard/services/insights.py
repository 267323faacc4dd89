"""What the page of figures shows: counts from the rep's own log, each with its sample size, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dreamboard.domain.values import Channel
from dreamboard.services.read_models import MoneySum

WEEKS = 26
"""Weeks of touches shown."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def per_cent(self) -> int:
        """Rounded; 0 of nothing is 0."""
        return round(100 * self.part / self.whole) if self.whole else 0


@dataclass(frozen=True, slots=True)
class RoundLength:
    """How long rounds that ended one way took: the median of days and of touches, and how many there were."""

    rounds: int = 0
    days: int = 0
    touches: int = 0


@dataclass(frozen=True, slots=True)
class Insights:
    """All figures of the page as of a day."""

    on: date
    reach_by_channel: tuple[tuple[Channel, Share], ...] = ()  # reached of tried; most tried first
    reach_by_hour: tuple[tuple[int, Share], ...] = ()  # calls, by the contact's hour, 0 to 23
    touches_by_week: tuple[tuple[date, int, int], ...] = ()  # Monday, outbound, inbound; oldest first
    lost: int = 0  # pursuits that lost a round in the last 12 months
    lost_money: tuple[MoneySum, ...] = ()
    lost_pursued: int = 0  # of those, touched since the loss and not retired
    on_desk: tuple[MoneySum, ...] = ()
    unchased: tuple[MoneySum, ...] = ()
    quote_ages: tuple[tuple[int, int | None, int], ...] = ()  # from day, to day, how many open quotes
    quotes_won: Share = Share()  # of those closed won or lost
    gives: int = 0  # outbound, last 90 days
    asks: int = 0
    win_backs: int = 0  # rounds won after a lost one
    win_back_money: tuple[MoneySum, ...] = ()
    won_rounds: RoundLength = RoundLength()
    lost_rounds: RoundLength = RoundLength()


class InsightQueries(Protocol):
    """The question behind the page; answered aside, for it reads the whole log."""

    def insights(self, on: date) -> Insights:
        """All figures as of a day."""
