"""Days as they are where the account is: weekends, public holidays, and the hours that are fit for a call.

Nothing here fails on odd dates: arithmetic stops at the ends of the calendar, an unknown time zone is taken
as the rep's own.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from dreamboard.domain.settings import Settings

LONGEST_CLOSURE = 31
"""Days after which the search for a working day gives up: a calendar that closes longer is wrong."""


@lru_cache(maxsize=512)
def _named_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the zone database
        return None


def zone_of(name: str, fallback: tzinfo) -> tzinfo:
    """The zone of an IANA name; ``fallback`` (the rep's) when it is empty or no longer exists."""
    return (_named_zone(name) or fallback) if name else fallback


def local_date(at: datetime, zone: tzinfo) -> date:
    """The day of an instant in a zone; at the ends of the calendar, the day in UTC."""
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return at.date()


def plus(day: date, days: int) -> date:
    """So many days later (or earlier), stopping at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def is_weekend(day: date, settings: Settings) -> bool:
    """Whether a day is of the weekend."""
    return day.weekday() in settings.weekend


def is_working_day(day: date, country: str, settings: Settings) -> bool:
    """Whether people in a country (empty: the rep's) work on a day."""
    return day.weekday() not in settings.weekend and not settings.is_holiday(day, country or settings.country)


def working_day(day: date, country: str, settings: Settings) -> date:
    """The day itself, or the next on which people there work."""
    found = day
    for _ in range(LONGEST_CLOSURE):
        if is_working_day(found, country, settings):
            return found
        found = plus(found, 1)
    return day


def next_working_day(day: date, country: str, settings: Settings) -> date:
    """The first day after this one on which people there work."""
    return working_day(plus(day, 1), country, settings)


def is_quiet(local: time, settings: Settings) -> bool:
    """Whether an hour is unfit for a call. Quiet hours may run over midnight or not."""
    before, after = settings.quiet_before, settings.quiet_from
    if before <= after:
        return local < before or local >= after
    return after <= local < before
