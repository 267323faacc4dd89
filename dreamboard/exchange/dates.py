"""Days and instants as other programs write them.

A cell becomes a ``When``: a day, and where a time stood beside it also the instant. Whether 03/04 is March
or April is told by the column (``orders_shown``), or asked; it is never guessed from one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import lru_cache

from dreamboard.domain.text import fold, printable
from dreamboard.services.handlers.checks import FIRST_DAY, LAST_DAY


class DateOrder(StrEnum):
    """What comes first in 03/04/2026."""

    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class When:
    """A day as written, and the instant where the cell gave a time of day."""

    day: date
    at: datetime | None = None  # UTC, whole seconds


FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's counts have no zone
_EXCEL_RANGE = (10_000, 80_000)  # 1927 to 2119: no year, no amount of money looks the same all down a column

_TIME = (
    r"(?:[T\s,]+(?:at\s+|um\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?\s*(?P<zone>Z?[+-]\d{2}:?\d{2}|Z?[+-]\d{2}|Z|[A-Z]{3,4})?)?$"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})" + _TIME)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T(?P<hms>\d{4,6})(?P<zone>Z?))?$")
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<sep>[/.\-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y>\d{4}|\d{2})" + _TIME)
_NAMED = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\-/]+(?:de\s+)?(?P<name>[^\W\d]{3,12})\.?,?"
    r"[\s\-/]+(?:de\s+)?(?P<y>\d{4}|\d{2})" + _TIME
)
_NAMED_FIRST = re.compile(
    r"(?:[^\W\d]{2,12}\.?,\s+)?(?P<name>[^\W\d]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"
    + _TIME
)
_COUNT = re.compile(r"\d{4,6}(?:[.,]\d+)?$")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_NOTHING = frozenset({"", "-", "--", "0", "0.0", "n/a", "na", "#n/a", "null", "none", "0000-00-00", "\\n"})

_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "CET": 60, "WEST": 60, "CEST": 120, "EET": 120,
    "EEST": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
    "PDT": -420,
}  # fmt: skip

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier enero gennaio januari janeiro jan jän januar janv ene gen",
            "february februar fevrier febrero febbraio februari fevereiro feb fev fevr",
            "march marz mars marzo maart marco mar mrz maa mrt",
            "april avril abril aprile apr avr abr",
            "may mai mayo maggio mei maio mag",
            "june juni juin junio giugno junho jun giu",
            "july juli juillet julio luglio julho jul juil lug",
            "august aout agosto augustus aug ago",
            "september septembre septiembre settembre setembro sep sept set",
            "october oktober octobre octubre ottobre outubro oct okt ott out",
            "november novembre noviembre novembro nov",
            "december dezember decembre diciembre dicembre dezembro dec dez dic",
        ),
        1,
    )
    for name in names.split()
}


def orders_shown(cells: Iterable[str]) -> tuple[set[DateOrder], bool]:
    """The orders that days above 12 prove, and whether any cell depends on the order at all."""
    shown: set[DateOrder] = set()
    depends = False
    for cell in cells:
        found = _NUMBERS.match(cell.strip())
        if not found or found["sep"] == ".":
            continue
        first, second = int(found["a"]), int(found["b"])
        if first > 12 >= second:
            shown.add(DateOrder.DMY)
        elif second > 12 >= first:
            shown.add(DateOrder.MDY)
        elif first != second:
            depends = True
    return shown, depends


def are_counts(cells: Iterable[str]) -> bool:
    """Whether a column of dates holds Excel's day counts: every filled cell, and at least one."""
    any_count = False
    for cell in cells:
        text = cell.strip()
        if text.lower() in _NOTHING:
            continue
        if not _COUNT.match(text) or not _EXCEL_RANGE[0] <= float(text.replace(",", ".")) <= _EXCEL_RANGE[1]:
            return False
        any_count = True
    return any_count


@lru_cache(maxsize=4096)
def read_when(
    text: str, zone: tzinfo, order: DateOrder | None = None, *, counts: bool = False
) -> When | None:
    """What a cell says; ``None`` where it says that there is no date.

    A time without a zone is local to ``zone``. Midnight exactly is a day that a program wrote as an
    instant: the day stays as written whatever the zone. Raises ``ValueError`` with the reason.
    """
    plain = " ".join(text.split())
    if plain.lower() in _NOTHING:
        return None
    if counts and _COUNT.match(plain):
        return _from_count(float(plain.replace(",", ".")), zone)
    if _EPOCH.match(plain):
        seconds = int(plain[:10])
        return _instant(datetime.fromtimestamp(seconds, UTC), zone)
    for pattern in (_YEAR_FIRST, _NUMBERS, _COMPACT, _NAMED, _NAMED_FIRST):
        found = pattern.match(plain)
        if found:
            return _from_match(found, zone, order, text)
    raise ValueError(f"“{printable(plain[:40])}” is not a date")


def _from_match(found: re.Match[str], zone: tzinfo, order: DateOrder | None, text: str) -> When:
    parts = found.groupdict()
    plain = printable(" ".join(text.split())[:40])
    if order is None and _depends_on_order(parts):
        raise ValueError(f"“{plain}” can be read day first or month first")
    if not FIRST_YEAR <= _year(parts) <= LAST_YEAR:
        raise ValueError(f"the year in “{plain}” lies outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        day = _day(parts, order)
        clock, offset = _clock(parts)
    except KeyError:
        raise ValueError(f"“{plain}” is not a date") from None
    except ValueError as error:
        raise ValueError(f"there is no day “{plain}”") from error
    if clock is None:
        return When(day)
    if offset is None:
        local = datetime.combine(day, clock, zone)
        return When(day, local.astimezone(UTC))
    at = datetime.combine(day, clock, offset).astimezone(UTC)
    if clock == time(0):
        return When(day, at)
    return _instant(at, zone)


def _instant(at: datetime, zone: tzinfo) -> When:
    return When(at.astimezone(zone).date(), at.replace(microsecond=0))


def _from_count(count: float, zone: tzinfo) -> When:
    moment = _EXCEL_ZERO + timedelta(seconds=round(count * 86_400))
    if moment.time() == time(0):
        return When(moment.date())
    return When(moment.date(), moment.replace(tzinfo=zone).astimezone(UTC))


def _day(parts: dict[str, str | None], order: DateOrder | None) -> date:
    year = _year(parts)
    if "name" in parts:
        return date(year, _MONTHS[fold(parts["name"] or "")], int(parts["d"] or 0))
    if "a" not in parts:
        return date(year, int(parts["m"] or 0), int(parts["d"] or 0))
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    if parts["sep"] == "." or first > 12:
        return date(year, second, first)
    if second > 12 or order is DateOrder.MDY:
        return date(year, first, second)
    return date(year, second, first)


def _year(parts: dict[str, str | None]) -> int:
    year = int(parts["y"] or 0)
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _depends_on_order(parts: dict[str, str | None]) -> bool:
    if "a" not in parts or parts["sep"] == ".":
        return False
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    return first <= 12 and second <= 12 and first != second


def _clock(parts: dict[str, str | None]) -> tuple[time | None, tzinfo | None]:
    """The time of day and its zone, each ``None`` where not given."""
    packed = parts.get("hms")
    if packed:
        clock: time | None = time(int(packed[:2]), int(packed[2:4]), int(packed[4:6] or 0))
    elif parts.get("hour"):
        hour = int(parts["hour"] or 0)
        half = (parts.get("half") or "")[:1].lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        clock = time(hour, int(parts["minute"] or 0), min(int(parts["second"] or 0), 59))
    else:
        return None, None
    return clock, _offset(parts.get("zone") or "")


def _offset(text: str) -> tzinfo | None:
    if not text:
        return None
    if text in _ZONES:
        return timezone(timedelta(minutes=_ZONES[text]))
    digits = text.lstrip("Z")  # Data Loader writes "Z-0300": the offset is what counts
    if digits[:1] not in ("+", "-"):
        return None
    hours, minutes = int(digits[1:3]), int(digits[3:].lstrip(":") or 0)
    sign = -1 if digits[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
