"""Local days against instants, in the one direction the store needs: where a day begins and which it is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from dreamboard.store.columns import instant


def day_start(day: date, zone: tzinfo) -> int:
    """When a local day begins, in seconds since 1970."""
    return int(datetime.combine(day, time(), zone).timestamp())


def next_day_start(day: date, zone: tzinfo) -> int:
    """When the day after begins; for the last day of the calendar, never."""
    return day_start(day + timedelta(days=1), zone) if day < date.max else 2**62


def day_of(seconds: int, zone: tzinfo) -> date:
    """The local day of an instant."""
    return instant(seconds).astimezone(zone).date()
