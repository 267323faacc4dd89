"""Dates and times as people type them into a line: when it happened, and when to touch next.

A bare weekday or date that lies ahead is the next touch; one that lies behind is when it happened.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

RECENT_DAYS = 120
"""How far back a date without a year still means the past one: touches are logged late, but not by half a
year, and next touches are planned up to a year ahead."""

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday", "fri friday",
         "sat saturday", "sun sunday")
    )
    for name in names.split()
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_UNITS = {
    name: unit
    for unit, names in {
        "d": "d day days",
        "w": "w wk wks week weeks", "m": "m mo mon month months", "y": "y yr yrs year years",
    }.items()
    for name in names.split()
}  # fmt: skip

_RELATIVE = re.compile(r"\+([0-9]{1,4})([a-z]+)")
_COUNT = re.compile(r"[0-9]{1,3}")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-.]?([a-z]{3,9})")
_YEAR = re.compile(r"[12][0-9]{3}")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?(am|pm)?")
_HOUR = re.compile(r"(1[0-2]|0?[1-9])(am|pm)")
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_ISO_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}\S*")


@dataclass(frozen=True, slots=True)
class Dated:
    """A phrase understood: how many words it took, and what it says. ``ahead`` is a next touch; otherwise it
    is when the touch happened, of which a part may be missing. ``day`` is ``None`` beside ``impossible``
    where the words are a date that no calendar has."""

    length: int
    ahead: bool
    day: date | None = None
    clock: time | None = None
    instant: datetime | None = None
    bare_weekday: bool = False
    impossible: bool = False


def dated(words: list[str], today: date) -> Dated | None:
    """The date or time that a line's folded words begin with, seen from a day of the rep's."""
    if not words or not words[0]:
        return None
    found = _day_phrase(words, today)
    if found is None:
        clock = _clock(words[0])
        if clock is None:
            return None
        after = _day_phrase(words[1:], today)  # "15:40 yesterday"
        if after and not after.ahead and after.day and after.clock is None:
            return Dated(after.length + 1, False, after.day, clock)
        return Dated(1, False, clock=clock)
    if found.instant or found.impossible or found.length >= len(words):
        return found
    rest = words[found.length :]
    skipped = 1 if rest[0] in ("at", "@") and len(rest) > 1 else 0
    clock = _clock(rest[skipped])
    if clock is None:
        return found
    length = found.length + skipped + 1
    if found.bare_weekday and found.day:  # "mon 9:00" tells of a touch that was
        return Dated(length, False, found.day - timedelta(days=7), clock)
    return Dated(length, found.ahead, found.day, clock)


def instant_of(day: date, clock: time | None, zone: tzinfo) -> datetime:
    """That time of that day as an aware instant in the rep's zone; noon where only the day is known."""
    return datetime.combine(day, clock or time(12), zone)


def _day_phrase(words: list[str], today: date) -> Dated | None:
    if not words or not words[0]:
        return None
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first == "yesterday":
        return Dated(1, False, today - timedelta(days=1))
    if first == "today":
        return Dated(1, False, today)
    if first in ("tomorrow", "tmrw", "tmr"):
        return _ahead(1, today, 1, "d")
    if relative := _RELATIVE.fullmatch(first):
        return _ahead(1, today, int(relative[1]), _UNITS.get(relative[2]))
    if first == "in" and _COUNT.fullmatch(second) and len(words) > 2 and len(words[2]) > 2:
        return _ahead(3, today, int(second), _UNITS.get(words[2]))
    if first == "next":
        return _next(second, today) or _forced(words, today, ahead=True)
    if first == "last":
        if second in _WEEKDAYS:
            back = (today.weekday() - _WEEKDAYS[second] - 1) % 7 + 1
            return Dated(2, False, today - timedelta(days=back))
        return _forced(words, today, ahead=False)
    if first == "this" and second in _WEEKDAYS:
        return Dated(2, True, _coming(second, today))
    if first in _WEEKDAYS:
        return Dated(1, True, _coming(first, today), bare_weekday=True)
    return _calendar_day(words, today)


def _coming(weekday: str, today: date) -> date:
    return today + timedelta(days=(_WEEKDAYS[weekday] - today.weekday() - 1) % 7 + 1)


def _next(word: str, today: date) -> Dated | None:
    """After "next": the weekday of the week after this one, or a week, month or year from now."""
    if word in _WEEKDAYS:
        return Dated(2, True, today + timedelta(days=7 - today.weekday() + _WEEKDAYS[word]))
    if word in ("week", "month", "year"):
        return _ahead(2, today, 1, _UNITS[word])
    return None


def _forced(words: list[str], today: date, *, ahead: bool) -> Dated | None:
    """A date after "next" or "last", whichever way it would have been read."""
    found = _calendar_day(words[1:], today, ahead=ahead)
    if found is None or found.day is None:
        return None
    return Dated(found.length + 1, ahead, found.day)


def _ahead(length: int, today: date, count: int, unit: str | None) -> Dated | None:
    if unit is None:
        return None
    try:
        if unit in "dw":
            return Dated(length, True, today + timedelta(days=count * (7 if unit == "w" else 1)))
        months = today.month - 1 + count * (12 if unit == "y" else 1)
        year, month = today.year + months // 12, months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        return Dated(length, True, date(year, month, min(today.day, last)))
    except (OverflowError, ValueError):
        return Dated(length, True, impossible=True)


def _calendar_day(words: list[str], today: date, *, ahead: bool | None = None) -> Dated | None:
    if not words or not words[0]:
        return None
    if _ISO_INSTANT.fullmatch(words[0]):
        return _iso_instant(words[0], today)
    if iso := _ISO.fullmatch(words[0]):
        return _placed(1, int(iso[1]), int(iso[2]), int(iso[3]), today, ahead)
    length, day, month = _day_and_month(words)
    if not length:
        return None
    if len(words) > length and _YEAR.fullmatch(words[length]):
        return _placed(length + 1, int(words[length]), month, day, today, ahead)
    years = [year for year in range(today.year - 4, today.year + 9) if _exists(year, month, day)]
    if not years:
        return Dated(length, True, impossible=True)
    days = [date(year, month, day) for year in years]
    past = max(day for day in days if day <= today)
    future = min(day for day in days if day > today)
    if ahead is None:
        ahead = (today - past).days > RECENT_DAYS
    return Dated(length, ahead, future if ahead else past)


def _day_and_month(words: list[str]) -> tuple[int, int, int]:
    """How many words a day and a month take at the start, and which they are; a length of 0 is none."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if (day := _DAY.fullmatch(first)) and second in _MONTHS:
        return 2, int(day[1]), _MONTHS[second]
    if first in _MONTHS and (day := _DAY.fullmatch(second)):
        return 2, int(day[1]), _MONTHS[first]
    if (joined := _DAY_MONTH.fullmatch(first)) and joined[2] in _MONTHS:
        return 1, int(joined[1]), _MONTHS[joined[2]]
    return 0, 0, 0


def _placed(length: int, year: int, month: int, day: int, today: date, ahead: bool | None) -> Dated:
    if not _exists(year, month, day):
        return Dated(length, False, impossible=True)
    found = date(year, month, day)
    return Dated(length, found > today if ahead is None else ahead, found)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 < year < 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _iso_instant(word: str, today: date) -> Dated:
    try:
        instant = datetime.fromisoformat(word.upper())
        if not 1 < instant.year < 9999:
            raise ValueError
    except ValueError:
        return Dated(1, False, impossible=True)
    if instant.tzinfo is None:
        return Dated(1, instant.date() > today, instant.date(), instant.time().replace(microsecond=0))
    return Dated(1, False, instant.date(), instant=instant.replace(microsecond=0))


def _clock(word: str) -> time | None:
    if found := _CLOCK.fullmatch(word):
        hour, minute, half = int(found[1]), int(found[2]), found[3]
        if half and not 1 <= hour <= 12:
            return None
        return time(_hour(hour, half), minute)
    if found := _HOUR.fullmatch(word):
        return time(_hour(int(found[1]), found[2]))
    return None


def _hour(hour: int, half: str | None) -> int:
    return hour if half is None else hour % 12 + (12 if half == "pm" else 0)
