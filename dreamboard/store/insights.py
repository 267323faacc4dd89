"""The figures of the insights page, read from the whole log. Slow by nature: asked aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from statistics import median_low

import sqlalchemy as sa

from dreamboard.domain.book import ReachLog
from dreamboard.domain.desk import AGE_BANDS
from dreamboard.domain.model import Pursuit, Quote, Round, Touch
from dreamboard.domain.values import Channel, Direction, Intent, QuoteOutcome, RoundOutcome
from dreamboard.services.insights import WEEKS, Insights, RoundLength, Share
from dreamboard.services.read_models import Counts, MoneySum
from dreamboard.store.schema import TABLES

_GIVE_DAYS = 90
_LOSS_DAYS = 365


def read_insights(
    connection: sa.Connection, on: date, zone: tzinfo, reach: ReachLog, counts: Counts
) -> Insights:
    """All figures as of a day. ``reach`` and ``counts`` are what the store has answered already."""
    quotes, touch = TABLES[Quote], TABLES[Touch]
    sent = [
        (date.fromisoformat(sent_on), outcome)
        for sent_on, outcome in connection.execute(sa.select(quotes.c.sent_on, quotes.c.outcome))
    ]
    intents = Counter(
        intent
        for (intent,) in connection.execute(
            sa.select(touch.c.intent).where(
                touch.c.direction == Direction.OUT.value,
                touch.c.at >= _instant(on - timedelta(days=_GIVE_DAYS), zone),
            )
        )
    )
    won = sum(outcome == QuoteOutcome.WON.value for _, outcome in sent)
    closed = won + sum(outcome == QuoteOutcome.LOST.value for _, outcome in sent)
    lost, lost_money, pursued = _losses(connection, on, zone)
    win_backs = _win_backs(connection)
    return Insights(
        on=on,
        reach_by_channel=_by_channel(reach),
        reach_by_hour=_by_hour(reach),
        touches_by_week=_weeks(connection, on, zone),
        lost=lost,
        lost_money=lost_money,
        lost_pursued=pursued,
        on_desk=counts.on_desk,
        unchased=counts.unchased,
        quote_ages=_ages(((on - sent_on).days for sent_on, outcome in sent if outcome is None)),
        quotes_won=Share(won, closed),
        gives=intents[Intent.GIVE.value],
        asks=intents[Intent.ASK.value],
        win_backs=sum(each.count for each in win_backs),
        win_back_money=win_backs,
        won_rounds=_round_length(connection, RoundOutcome.WON, zone),
        lost_rounds=_round_length(connection, RoundOutcome.LOST, zone),
    )


def _by_channel(reach: ReachLog) -> tuple[tuple[Channel, Share], ...]:
    tried: Counter[Channel] = Counter()
    reached: Counter[Channel] = Counter()
    for (channel, _, _), count in reach.cells.items():
        tried[channel] += count.tried
        reached[channel] += count.reached
    return tuple((channel, Share(reached[channel], n)) for channel, n in tried.most_common())


def _by_hour(reach: ReachLog) -> tuple[tuple[int, Share], ...]:
    tried: Counter[int] = Counter()
    reached: Counter[int] = Counter()
    for (channel, _, hour), count in reach.cells.items():
        if channel is Channel.CALL:
            tried[hour] += count.tried
            reached[hour] += count.reached
    return tuple((hour, Share(reached[hour], tried[hour])) for hour in sorted(tried))


def _weeks(connection: sa.Connection, on: date, zone: tzinfo) -> tuple[tuple[date, int, int], ...]:
    monday = on - timedelta(days=on.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    touch = TABLES[Touch]
    found: Counter[tuple[int, bool]] = Counter()
    rows = connection.execute(
        sa.select(touch.c.at, touch.c.direction).where(touch.c.at >= _instant(first, zone))
    )
    for at, direction in rows:
        day = datetime.fromtimestamp(at, UTC).astimezone(zone).date()
        found[(day - first).days // 7, direction == Direction.IN.value] += 1
    return tuple(
        (first + timedelta(weeks=week), found[week, False], found[week, True]) for week in range(WEEKS)
    )


def _losses(connection: sa.Connection, on: date, zone: tzinfo) -> tuple[int, tuple[MoneySum, ...], int]:
    rounds, pursuit = TABLES[Round], TABLES[Pursuit]
    last = (
        sa.select(rounds.c.pursuit_id, sa.func.max(rounds.c.closed_on).label("lost_on"))
        .where(
            rounds.c.outcome == RoundOutcome.LOST.value,
            rounds.c.closed_on >= (on - timedelta(days=_LOSS_DAYS)).isoformat(),
        )
        .group_by(rounds.c.pursuit_id)
        .subquery()
    )
    rows = connection.execute(
        sa.select(
            last.c.lost_on,
            pursuit.c.value_minor,
            pursuit.c.currency,
            pursuit.c.last_out_at,
            pursuit.c.retired_on,
        ).join(pursuit, pursuit.c.id == last.c.pursuit_id)
    ).all()
    pursued = sum(
        retired is None and out is not None and out >= _instant(date.fromisoformat(lost_on), zone)
        for lost_on, _, _, out, retired in rows
    )
    return len(rows), _sums((value or 0, currency) for _, value, currency, _, _ in rows), pursued


def _win_backs(connection: sa.Connection) -> tuple[MoneySum, ...]:
    rounds = TABLES[Round]
    lost = sa.select(rounds.c.pursuit_id).where(rounds.c.outcome == RoundOutcome.LOST.value)
    rows = connection.execute(
        sa.select(rounds.c.won_minor, rounds.c.currency).where(
            rounds.c.outcome == RoundOutcome.WON.value,
            rounds.c.number > 1,
            rounds.c.pursuit_id.in_(lost),
        )
    )
    return _sums((minor or 0, currency) for minor, currency in rows)


def _round_length(connection: sa.Connection, outcome: RoundOutcome, zone: tzinfo) -> RoundLength:
    rounds, touch = TABLES[Round], TABLES[Touch]
    ended = [
        (pursuit_id, date.fromisoformat(opened), date.fromisoformat(closed))
        for pursuit_id, opened, closed in connection.execute(
            sa.select(rounds.c.pursuit_id, rounds.c.opened_on, rounds.c.closed_on).where(
                rounds.c.outcome == outcome.value, rounds.c.closed_on.is_not(None)
            )
        )
    ]
    if not ended:
        return RoundLength()
    at: defaultdict[int, list[int]] = defaultdict(list)
    ids = sa.select(rounds.c.pursuit_id).where(rounds.c.outcome == outcome.value)
    for pursuit_id, instant in connection.execute(
        sa.select(touch.c.pursuit_id, touch.c.at).where(touch.c.pursuit_id.in_(ids))
    ):
        at[pursuit_id].append(instant)
    touches = [
        sum(
            _instant(opened, zone) <= instant < _instant(closed + timedelta(days=1), zone)
            for instant in at[pursuit_id]
        )
        for pursuit_id, opened, closed in ended
    ]
    days = [max(0, (closed - opened).days) for _, opened, closed in ended]
    return RoundLength(len(ended), median_low(days), median_low(touches))


def _ages(ages: Iterable[int]) -> tuple[tuple[int, int | None, int], ...]:
    found = list(ages)
    return tuple(
        (start, end, sum(start <= max(0, age) and (end is None or age <= end) for age in found))
        for start, end in AGE_BANDS
    )


def _sums(amounts: Iterable[tuple[int, str]]) -> tuple[MoneySum, ...]:
    total: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for minor, currency in amounts:
        total[currency] += minor
        count[currency] += 1
    return tuple(MoneySum(minor, currency, count[currency]) for currency, minor in total.most_common())


def _instant(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())
