"""Which backups are kept: recent ones, then one a day, a week and a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

RECENT: Final = 5
DAILY: Final = 12
WEEKLY: Final = 10
MONTHLY: Final = 9


def kept(taken: Sequence[datetime], now: datetime) -> set[int]:
    """The positions, in ``taken``, of the backups to keep.

    The five newest; then of each of the twelve newest days that have one the last, of ten weeks, of nine
    months: about a year back. A backup dated in the future, from a clock that was wrong, is kept and fills no
    place. The numbers are Anki's.
    """
    newest_first = sorted(range(len(taken)), key=lambda place: taken[place], reverse=True)
    ahead = {place for place in newest_first if taken[place] > now}
    past = [place for place in newest_first if place not in ahead]
    keep = ahead | set(past[:RECENT])
    for count, period in _PERIODS:
        of_period: dict[object, int] = {}
        for place in past:
            of_period.setdefault(period(taken[place]), place)
        keep |= set(list(of_period.values())[:count])
    return keep


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return (at.year, at.month)


_PERIODS: Final[tuple[tuple[int, Callable[[datetime], object]], ...]] = (
    (DAILY, _day),
    (WEEKLY, _week),
    (MONTHLY, _month),
)
