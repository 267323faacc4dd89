"""The figures of the status bar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import Pursuit, Quote, Round, Touch
from dreamboard.domain.values import Direction, RoundOutcome
from dreamboard.services.read_models import Counts, MoneySum
from dreamboard.store.days import day_start, next_day_start
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES

_pursuit, _quote, _round, _touch = (TABLES[kind].c for kind in (Pursuit, Quote, Round, Touch))

_CARDS = sa.select(sa.func.count()).where(_pursuit.retired_on.is_(None))
_DONE = sa.select(sa.func.count()).where(
    _touch.at >= sa.bindparam("start"),
    _touch.at < sa.bindparam("end"),
    _touch.direction == Direction.OUT.value,
)
_QUOTES = (
    sa.select(_quote.currency, _quote.amount_minor, _quote.sent_on, _pursuit.last_out_at)
    .join_from(TABLES[Quote], TABLES[Pursuit], _quote.pursuit_id == _pursuit.id)
    .where(_quote.outcome.is_(None), _quote.closed_on.is_(None), _pursuit.retired_on.is_(None))
)
_LOSSES = (
    sa.select(_round.closed_on, _pursuit.last_touch_at, _round.pursuit_id)
    .join_from(TABLES[Round], TABLES[Pursuit], _round.pursuit_id == _pursuit.id)
    .where(
        _round.outcome == RoundOutcome.LOST.value,
        _round.closed_on >= sa.bindparam("since"),
        _pursuit.retired_on.is_(None),
    )
    .order_by(_round.pursuit_id, _round.number)
)


def counts(link: Link, on: date, zone: tzinfo) -> Counts:
    """The figures as of a day. A quote is chased by any outbound touch of its card after the day it was sent;
    a loss is untouched when nothing passed after its day."""
    day = {"start": day_start(on, zone), "end": next_day_start(on, zone)}
    quotes = link.fetch(_QUOTES)
    losses = {row[2]: row for row in link.fetch(_LOSSES, {"since": _a_year_before(on).isoformat()})}
    return Counts(
        cards=int(link.fetch(_CARDS)[0][0]),
        lost_untouched=sum(not _after(row[1], row[0], zone) for row in losses.values()),
        on_desk=_sums(quotes),
        unchased=_sums(row for row in quotes if not _after(row[3], row[2], zone)),
        done_today=int(link.fetch(_DONE, day)[0][0]),
    )


def _after(at: int | None, day: str, zone: tzinfo) -> bool:
    return at is not None and at >= _day_after(day, zone)


@lru_cache(4096)
def _day_after(day: str, zone: tzinfo) -> int:
    return next_day_start(date.fromisoformat(day), zone)


def _sums(quotes: Iterable[Any]) -> tuple[MoneySum, ...]:
    sums: dict[str, tuple[int, int]] = {}
    for currency, amount, *_ in quotes:
        minor, count = sums.get(currency, (0, 0))
        sums[currency] = (minor + amount, count + 1)
    largest_first = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(MoneySum(minor, currency, count) for currency, (minor, count) in largest_first)


def _a_year_before(on: date) -> date:
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return date(on.year - 1, on.month, day) if on.year > 1 else date.min
