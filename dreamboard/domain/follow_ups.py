"""What the rep's own log holds about following up quotes: how many follow-ups had been made, how long the
silence was, how old and how large the quote, and whether an answer came within a week.

No sound study of following up quotes was found, so nothing is assumed: ``domain.odds`` learns from these
counts, and without a log there is no opinion.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import date, tzinfo

from dreamboard.domain.book import FollowUpCell, FollowUps, ReachCount
from dreamboard.domain.model import Quote, Touch
from dreamboard.domain.values import Direction, QuoteOutcome, decimals_of
from dreamboard.domain.workdays import local_date, plus

ANSWER_DAYS = 7
"""An answer within so many days counts as brought by the follow-up."""
BANDS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 21, 30, 45, 60, 90, 180)
"""Where bands of days begin; the first is the same day."""
MOST = 6
"""Follow-ups from this one on are counted together."""
SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
"""Where bands of a quote's amount begin, in plain units of its currency."""


def cell(made: int, gap: int, age: int, amount: float = 0.0) -> FollowUpCell:
    """The cell of a follow-up; ``gap`` and ``age`` in days, ``amount`` of the quote in plain units."""
    return (
        min(made, MOST),
        bisect_right(BANDS, gap),
        bisect_right(BANDS, age),
        bisect_right(SIZES, amount),
    )


def amount_of(quote: Quote) -> float:
    """A quote's amount in plain units of its currency."""
    return float(quote.amount_minor / 10 ** decimals_of(quote.currency))


def follow_up_counts(quotes: Iterable[Quote], touches: Iterable[Touch], on: date, zone: tzinfo) -> FollowUps:
    """The follow-ups of one pursuit's quotes up to the day before ``on``, counted by cell.

    A follow-up is a day with an outbound touch from when the quote went out until it was closed. One on the
    day itself teaches how those turn out, and is not counted among those made before. A follow-up was
    answered when an inbound touch came, an outbound one reached somebody or the quote was won, within a week.
    One without an answer inside its week waits still, with the days it has waited.
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
    settled: dict[FollowUpCell, ReachCount] = {}
    waiting: Counter[tuple[FollowUpCell, int]] = Counter()
    delays: Counter[int] = Counter()
    for quote in quotes:
        closed = quote.closed_on if quote.outcome is not None and quote.closed_on is not None else date.max
        answers = heard | ({closed} if quote.outcome is QuoteOutcome.WON and closed < on else set())
        chased = sorted({d for d, of in days if quote.sent_on <= d <= closed and of in (None, quote.id)})
        last, made = quote.sent_on, 0
        for day in chased:
            where = cell(made, (day - last).days, (day - quote.sent_on).days, amount_of(quote))
            answer = min((a for a in answers if day <= a <= plus(day, ANSWER_DAYS)), default=None)
            over = plus(day, ANSWER_DAYS) < on
            if answer is not None or closed < on or over:
                before = settled.get(where, ReachCount())
                settled[where] = ReachCount(before.tried + 1, before.reached + (answer is not None))
            else:
                waiting[where, (on - day).days - 1] += 1
            if answer is not None and over:
                delays[(answer - day).days] += 1
            last, made = day, made + (day > quote.sent_on)
    return FollowUps(settled, waiting, delays)


def added(counts: Iterable[FollowUps]) -> FollowUps:
    """The counts of many pursuits together."""
    settled: dict[FollowUpCell, ReachCount] = {}
    waiting: Counter[tuple[FollowUpCell, int]] = Counter()
    delays: Counter[int] = Counter()
    for each in counts:
        for where, count in each.settled.items():
            before = settled.get(where, ReachCount())
            settled[where] = ReachCount(before.tried + count.tried, before.reached + count.reached)
        waiting.update(each.waiting)
        delays.update(each.delays)
    return FollowUps(settled, waiting, delays)
