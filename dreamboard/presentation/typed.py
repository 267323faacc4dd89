"""What a person types into a field of a form, understood or refused in a sentence to show beside it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.errors import BadInput
from dreamboard.domain.text import fold
from dreamboard.domain.values import Money, decimals_of
from dreamboard.services.quick_log_dates import Dated, dated, instant_of

translate = QCoreApplication.translate

MOST_MINOR = 10**15
"""No amount that a rep types is larger, in minor units."""

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_AMOUNT = re.compile(r"(?P<digits>[0-9][0-9.,' \u00a0\u202f]*)(?P<scale>[kmb]?)", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]{3}(?![A-Za-z])|(?<![A-Za-z])[A-Za-z]{3}$")
_NO_YEAR = re.compile(r"([0-9]{1,2}[a-z.-]* ?[a-z]{3,9}|[a-z]{3,9} [0-9]{1,2}[a-z]*)($| [0-9]{1,2}:)")
_RANGE = re.compile(r"([0-9]{1,6})")


def typed_day(text: str, today: date, *, past: bool = False) -> date | None:
    """A day as typed: "4 jan", "2027-01-04", "fri", "+14d", "tomorrow". Nothing typed is ``None``.

    ``past`` reads what has no year of its own as the day that was, not the one that comes. Raises
    ``BadInput``.
    """
    if not text.strip():
        return None
    found = _dated(text, today)
    if found is None or found.day is None or found.clock is not None:
        raise BadInput(
            translate("typed", "No date was understood. Write it as 4 jan, 2027-01-04, fri or +14d.")
        )
    return _before(found, text, today) if past else found.day


def typed_instant(text: str, now: datetime, zone: tzinfo) -> datetime:
    """When something happened: "yesterday 15:40", "4 nov", "15:40". Nothing typed is now; a day alone is its
    noon. Raises ``BadInput``, also for what is still to come."""
    if not text.strip():
        return now
    today = now.astimezone(zone).date()
    found = _dated(text, today)
    if found is None:
        raise BadInput(
            translate("typed", "No time was understood. Write it as yesterday 15:40, 4 nov or 9:30.")
        )
    if found.instant is not None:
        at = found.instant
    else:
        day = _before(found, text, today) or today
        at = now if day == today and found.clock is None else instant_of(day, found.clock, zone)
    if at > now:
        raise BadInput(translate("typed", "That is still to come. Plan a date for it instead."))
    return at


def typed_money(text: str, currency: str) -> Money | None:
    """An amount as typed: "$488,000", "488k", "1.234,56 €", "CHF 980". A currency that is not typed is the
    one given; nothing typed is ``None``. Raises ``BadInput``."""
    stripped = text.strip()
    if not stripped:
        return None
    signs = [code for sign, code in _SIGNS.items() if sign in stripped]
    rest = re.sub("[" + "".join(_SIGNS) + "]", " ", stripped).strip()
    code = _CODE.search(rest)
    if code:
        rest = (rest[: code.start()] + rest[code.end() :]).strip()
    found = _AMOUNT.fullmatch(rest)
    if found is None or len(signs) > 1:
        raise BadInput(translate("typed", "No amount was understood. Write it as 410000, 410k or $1.9m."))
    used = code[0].upper() if code else signs[0] if signs else currency
    value = Decimal(_plain_number(found["digits"])) * _SCALES[found["scale"].lower()]
    minor = int(value * 10 ** decimals_of(used))
    if minor > MOST_MINOR:
        raise BadInput(translate("typed", "That amount is too large."))
    return Money(minor, used)


def typed_count(text: str, what: str) -> int | None:
    """A whole number above nothing; nothing typed is ``None``. ``what`` names it in the refusal."""
    stripped = text.strip().replace(",", "")
    if not stripped:
        return None
    if not _RANGE.fullmatch(stripped) or int(stripped) < 1:
        raise BadInput(translate("typed", "{what} is a whole number, such as 30.").format(what=what))
    return int(stripped)


def split_texts(text: str) -> tuple[str, ...]:
    """Several things typed into one field, parted by semicolons or lines."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def _dated(text: str, today: date) -> Dated | None:
    words = fold(text).split()
    found = dated(words, today)
    return found if found is not None and found.length == len(words) and not found.impossible else None


def _before(found: Dated, text: str, today: date) -> date | None:
    """The day meant when it is known to have been: last Friday, last year's 4 January."""
    day = found.day
    if day is None or day <= today:
        return day
    if found.bare_weekday:
        return day - timedelta(days=7)
    if _NO_YEAR.match(fold(text)) and (day.month, day.day) != (2, 29):
        return day.replace(year=day.year - 1)
    return day


def _plain_number(digits: str) -> str:
    """Digits with a point before the decimals alone, whichever way the groups are parted."""
    packed = re.sub(r"[' \u00a0\u202f]", "", digits).rstrip(".,")
    last = max(packed.rfind("."), packed.rfind(","))
    if last < 0:
        return packed
    mark, decimals = packed[last], packed[last + 1 :]
    both = "." in packed and "," in packed
    # One mark with three digits behind it parts groups: 488,000 and 488.000 are the same here.
    parts_decimals = both or (packed.count(mark) == 1 and len(decimals) != 3)
    whole = re.sub(r"[.,]", "", packed[:last] if parts_decimals else packed)
    return f"{whole}.{decimals}" if parts_decimals else whole
