"""What the rep's own log teaches about following up quotes: how many follow-ups had been made, how long the
silence was, how old the quote, and whether an answer came within a week.

No sound study of following up quotes was found, so nothing is assumed: without a log there is no opinion.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, tzinfo

from dreamboard.domain.book import ReachCount
from dreamboard.domain.model import Quote, Touch
from dreamboard.domain.values import Direction, QuoteOutcome
from dreamboard.domain.workdays import local_date, plus

ANSWER_DAYS = 7
"""An answer within so many days counts as brought by the follow-up."""
BANDS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 21, 30)
"""Where bands of days begin; the first is the same day."""
MOST = 6
"""Follow-ups from this one on are counted together."""

Cell = tuple[int, int, int]
"""Follow-ups made before, band of days since the last of them (or since the quote), band of its age."""


def cell(made: int, gap: int, age: int) -> Cell:
    """The cell of a follow-up; ``gap`` and ``age`` in days."""
    return min(made, MOST), bisect_right(BANDS, gap), bisect_right(BANDS, age)


def follow_up_counts(
    quotes: Iterable[Quote], touches: Iterable[Touch], on: date, zone: tzinfo
) -> dict[Cell, ReachCount]:
    """The follow-ups of one pursuit's quotes up to the day before ``on``, counted by cell.

    A follow-up is a day with an outbound touch from when the quote went out until it was closed. One on the
    day itself teaches how those turn out, and is not counted among those made before. A follow-up was
    answered when an inbound touch came, an outbound one reached somebody or the quote was won, within a week.
    One still waiting inside its week is not counted yet.
    """
    days: list[tuple[date, int | None]] = []
    heard: set[date] = set()
    for touch in touches:
        day = local_date(touch.at, zone)
        if day < on:
            if touch.direction is Direction.OUT:
                days.append((day, touch.quote_id))
            if touch.direction is Direction.IN or touch.outcome.reached:
                heard.add(day)
    found: dict[Cell, ReachCount] = {}
    for quote in quotes:
        closed = quote.closed_on if quote.outcome is not None and quote.closed_on is not None else date.max
        answers = heard | ({closed} if quote.outcome is QuoteOutcome.WON and closed < on else set())
        chased = sorted({d for d, of in days if quote.sent_on <= d <= closed and of in (None, quote.id)})
        last, made = quote.sent_on, 0
        for day in chased:
            answered = any(day <= a <= plus(day, ANSWER_DAYS) for a in answers)
            if answered or closed < on or plus(day, ANSWER_DAYS) < on:
                where = cell(made, (day - last).days, (day - quote.sent_on).days)
                before = found.get(where, ReachCount())
                found[where] = ReachCount(before.tried + 1, before.reached + answered)
            last, made = day, made + (day > quote.sent_on)
    return found


def added(counts: Iterable[Mapping[Cell, ReachCount]]) -> dict[Cell, ReachCount]:
    """The counts of many pursuits together."""
    found: dict[Cell, ReachCount] = {}
    for each in counts:
        for where, count in each.items():
            before = found.get(where, ReachCount())
            found[where] = ReachCount(before.tried + count.tried, before.reached + count.reached)
    return found
