"""The whole log of outbound touches, counted once for what it teaches about reaching people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from dreamboard.domain.book import ReachCount, ReachLog
from dreamboard.domain.model import Account, Pursuit, Touch
from dreamboard.domain.values import Channel, Direction
from dreamboard.store.columns import instant
from dreamboard.store.figures import answered
from dreamboard.store.follow_up_log import follow_up_log
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES

K = TypeVar("K")

_touch, _pursuit, _account = TABLES[Touch], TABLES[Pursuit], TABLES[Account]
_OF_ACCOUNT = sa.func.coalesce(_touch.c.account_id, _pursuit.c.account_id)
_OUTBOUND = (
    sa.select(
        _touch.c.channel,
        sa.case((answered(_touch), 1), else_=0),
        _touch.c.at,
        _OF_ACCOUNT,
        _touch.c.contact_id,
        _account.c.time_zone,
    )
    .select_from(
        _touch.outerjoin(_pursuit, _touch.c.pursuit_id == _pursuit.c.id).outerjoin(
            _account, _account.c.id == _OF_ACCOUNT
        )
    )
    .where(_touch.c.direction == Direction.OUT.value)
)

_HOUR, _DAY = 3600, 86_400
_THURSDAY = 3
"""The weekday that instants count from: 1 January 1970."""


def reach_log(link: Link, zone: tzinfo, on: date) -> ReachLog:
    """Every outbound touch of the board by channel, weekday and hour at the account (``zone``, the rep's,
    where it names none), by account and by contact; and how follow-ups of quotes had turned out by the
    morning of a day."""
    clock = _Clock(zone)
    cells: dict[tuple[str, int, int], list[int]] = defaultdict(_nothing)
    accounts: dict[tuple[int, str], list[int]] = defaultdict(_nothing)
    contacts: dict[tuple[int, str], list[int]] = defaultdict(_nothing)
    for channel, reached, at, account_id, contact_id, named in link.fetch(_OUTBOUND):
        local = at + clock.offset(named, at)
        counts = [cells[channel, (local // _DAY + _THURSDAY) % 7, local // _HOUR % 24]]
        if account_id is not None:
            counts.append(accounts[account_id, channel])
        if contact_id is not None:
            counts.append(contacts[contact_id, channel])
        for count in counts:
            count[0] += 1
            count[1] += reached
    channels = {channel.value: channel for channel in Channel}
    return ReachLog(
        cells=_counted({(channels[c], day, hour): n for (c, day, hour), n in cells.items()}),
        accounts=_counted({(one, channels[c]): n for (one, c), n in accounts.items()}),
        contacts=_counted({(one, channels[c]): n for (one, c), n in contacts.items()}),
        follow_ups=follow_up_log(link, on, zone),
    )


def _nothing() -> list[int]:
    return [0, 0]


def _counted(counts: Mapping[K, list[int]]) -> dict[K, ReachCount]:
    return {key: ReachCount(tried, reached) for key, (tried, reached) in counts.items()}


class _Clock:
    """How far local clocks are from UTC, looked up once for each zone and day."""

    def __init__(self, own: tzinfo) -> None:
        self._zones: dict[str | None, tzinfo] = {None: own, "": own}
        self._own = own
        self._days: dict[tuple[str | None, int], int | None] = {}

    def offset(self, named: str | None, at: int) -> int:
        """Seconds that a clock in the zone is ahead of UTC."""
        day = at // _DAY
        if (named, day) not in self._days:
            first, last = (self._ahead(named, moment) for moment in (day * _DAY, (day + 1) * _DAY - 1))
            self._days[named, day] = first if first == last else None  # None: the clocks change that day
        found = self._days[named, day]
        return self._ahead(named, at) if found is None else found

    def _ahead(self, named: str | None, at: int) -> int:
        ahead = instant(at).astimezone(self._zone(named)).utcoffset()
        return int(ahead.total_seconds()) if ahead else 0

    def _zone(self, named: str | None) -> tzinfo:
        if named not in self._zones:
            try:
                self._zones[named] = ZoneInfo(str(named))
            except (KeyError, ValueError, OSError):  # what somebody typed
                self._zones[named] = self._own
        return self._zones[named]
