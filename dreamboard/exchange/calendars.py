"""Reading calendars: every event that had or has people in it, one line an occurrence.

Events are cut out of the file one by one, so that a broken one is a rejected line and no more. Only what is
needed of an event is handed to ``icalendar``, which knows dates and time zones. A series is followed within a
window around today, by a budget that no rule can overrun.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.dates import FIRST_YEAR, LAST_YEAR
from dreamboard.exchange.mail import addresses
from dreamboard.exchange.mail_html import text_of_html
from dreamboard.exchange.mime import as_text
from dreamboard.exchange.tables import Record, Table
from dreamboard.exchange.texts import decode
from dreamboard.services.import_plan import Kind

HEADER = ("id", "at", "channel", "recipients", "subject", "note", "automatic", "declined")
SOURCE = "calendar"
ALONE = "nobody is invited"
"""Why an event is not taken, unless the rep says whose it is."""
MAX_EVENTS = 100_000
MAX_EVENT = 200_000
"""Characters of one event that are looked at."""
MAX_NOTE = 8_000
MAX_OCCURRENCES = 400
"""Of one series."""
MAX_STEPS = 500_000
"""Days that the series of a file are looked at on, together."""

_KEPT = frozenset(
    {
        *(
            "DTSTART",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "UID",
            "RECURRENCE-ID",
            "RRULE",
            "RDATE",
            "EXDATE",
        ),
        *("ATTENDEE", "ORGANIZER", "STATUS"),
    }
)
_NAME = re.compile(r"([A-Za-z0-9-]{1,40})[;:]")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_NOT_PEOPLE = frozenset({"ROOM", "RESOURCE"})
_CALLED_OFF = re.compile(r"^METHOD:CANCEL\s*$", re.IGNORECASE | re.MULTILINE)
_PACKED = re.compile(r"^([^:\n]*);ENCODING=QUOTED-PRINTABLE([^:\n]*):(.*)$", re.IGNORECASE)
_TAG = re.compile(r"<(?:br|p|a|b|div|span|html|ul|ol|table)\b[^>]{0,500}>", re.IGNORECASE)
_BARE_ZONE = re.compile(r"TZID=(\((?:UTC|GMT)[^\")]{0,20}\)[^\":;]{0,100})")
"""A zone's name with a colon in it, which has to stand in quotes and does not."""
_EVERY = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"})
_LONGER = _EVERY | {"BYMONTHDAY", "BYSETPOS"}
_FOLLOWED = {
    "DAILY": _EVERY,
    "WEEKLY": _EVERY,
    "MONTHLY": _LONGER,
    "YEARLY": _LONGER | {"BYYEARDAY", "BYWEEKNO"},
}
"""What a rule may be made of. Others may come seldom or never, and be looked for to the end of time."""
_MOST_COUNTED = 20_000
"""Events of a series that says how many there are: daily for fifty years."""
_SOUGHT = 100_000
"""Steps that a rule which may never come true is charged for."""
_GLOBAL_ZONE = re.compile(
    r"(TZID=\"?)/[^:;\"]*?"
    r"((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[\w/+-]+)"
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a series is followed over, around today. Of what is ahead only the next is taken."""

    first: date
    today: date
    last: date

    @classmethod
    def around(cls, today: date) -> Window:
        """A year back and half a year ahead."""
        return cls(today - timedelta(365), today, today + timedelta(183))


@dataclass(slots=True)
class _Block:
    line: int
    lines: list[str] = field(default_factory=list)
    size: int = 0


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar, by its first bytes."""
    head = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    return head.startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"BEGIN:VTODO", b"BEGIN:VTIMEZONE"))


def read_calendar(
    data: bytes,
    name: str,
    window: Window | None = None,
    encoding: str = "",
    path: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Table:
    """The events of a calendar. Without a window a series is its first event alone. Raises ``BadInput``."""
    text, used, sure = decode(data, name, encoding)
    if "VERSION:1.0" in text[:2_000]:
        text = re.sub(r"=\r?\n", "", text)  # quoted-printable goes on in the next line
    zones, blocks = _blocks(text, name)
    _learn_zones(zones)
    events = []
    for number, block in enumerate(blocks):
        if number % 200 == 0 and cancelled():
            raise BadInput(f"Reading {name} was cancelled.")
        events.append((block.line, _event(block)))
    if not events:
        raise BadInput(f"{name} holds no event.")
    replaced = {
        (str(event.get("UID", "")), _key(_value(event, "RECURRENCE-ID")))
        for _, event in events
        if event is not None and "RECURRENCE-ID" in event
    }
    called_off = _CALLED_OFF.search(text) is not None
    budget = MAX_STEPS
    records = []
    for number, (line, event) in enumerate(events):
        if number % 200 == 0 and cancelled():
            raise BadInput(f"Reading {name} was cancelled.")
        if event is None:
            records.append(Record(line, ("", "an event that cannot be read", *[""] * (len(HEADER) - 2))))
            continue
        starts, budget = _starts(event, window, budget)
        uid = " ".join(str(event.get("UID", "")).split())[:150]
        for key, start in starts:
            if key and "RECURRENCE-ID" not in event and (str(event.get("UID", "")), key) in replaced:
                continue
            own = uid and f"{uid} {key}".strip()
            records.append(Record(line, _cells(event, own, start, called_off=called_off)))
    return Table(name, HEADER, tuple(records), path, used, sure, "", 1, "", Kind.TOUCHES, "iCalendar", SOURCE)


# Cutting


def _blocks(text: str, name: str) -> tuple[list[_Block], list[_Block]]:
    """The time zones and the events of a file, with the lines that are needed of each."""
    zones: list[_Block] = []
    events: list[_Block] = []
    inside: list[str] = []
    open_block: _Block | None = None
    keeps = False
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t"):
            if open_block is not None and keeps and open_block.size < MAX_EVENT:
                open_block.lines.append(line)
                open_block.size += len(line)
            continue
        found = _NAME.match(line.lstrip())
        word = found[1].upper() if found else ""
        what = line.partition(":")[2].strip().upper()
        keeps = False
        if word == "BEGIN":
            if what in ("VEVENT", "VTIMEZONE") and open_block is None:
                open_block = _Block(number)
                (events if what == "VEVENT" else zones).append(open_block)
                inside = [what]
                if len(events) > MAX_EVENTS:
                    raise BadInput(f"{name} has more than {MAX_EVENTS:,} events: split the file.")
            elif open_block is not None and len(inside) < 1_000:
                inside.append(what)
        elif word == "END" and open_block is not None:
            if what == inside[0]:
                open_block = None
            elif len(inside) > 1:
                inside.pop()
        elif open_block is not None:
            in_zone = inside[0] == "VTIMEZONE"
            keeps = open_block.size < MAX_EVENT and (in_zone or (len(inside) == 1 and word in _KEPT))
        if open_block is not None and inside[0] == "VTIMEZONE" and word in ("BEGIN", "END"):
            open_block.lines.append(f"{word}:{what}")
        if keeps and open_block is not None:
            open_block.lines.append(line.lstrip())
            open_block.size += len(line)
    return zones[:500], events


def _learn_zones(zones: list[_Block]) -> None:
    """Let the zones that the file itself defines be known when its events are read."""
    from icalendar import Calendar  # loaded when the first calendar is read
    from icalendar.timezone import tzp

    tzp.use_default()  # what another file called by the same name is forgotten
    for zone in zones:
        text = "\r\n".join(["BEGIN:VCALENDAR", *zone.lines, "END:VTIMEZONE", "END:VCALENDAR", ""])
        try:
            Calendar.from_ical(text)
        except Exception:  # noqa: S112 - without it, its events are read by the zone's name
            continue


def _event(block: _Block) -> Any:
    """An event, or ``None`` for one that cannot be read."""
    from icalendar import Event

    try:
        lines = [_mended(line) for line in block.lines]
        return Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    except Exception:
        return None


def _mended(line: str) -> str:
    """A line as the standard has it, of those that programs are known to write otherwise."""
    if "TZID=" in line:
        # Some put a name of their own before the zone's.
        return _BARE_ZONE.sub(r'TZID="\1"', _GLOBAL_ZONE.sub(r"\1\2", line))
    packed = _PACKED.match(line)
    if packed is None:
        return line
    charset = re.search(r"CHARSET=\"?([\w.:-]{1,40})", packed[1] + packed[2], re.IGNORECASE)
    said = as_text(quopri.decodestring(packed[3].encode("utf-8", "replace")), charset[1] if charset else "")
    return f"{packed[1].partition(';')[0]}:{said}".replace("\r\n", "\\n").replace("\n", "\\n")


def _value(event: Any, name: str) -> Any:
    try:
        found = event.get(name)
        return getattr(found[0] if isinstance(found, list) else found, "dt", None)
    except Exception:
        return None


# When


def _starts(event: Any, window: Window | None, budget: int) -> tuple[list[tuple[str, Any]], int]:
    """The (key, start) of each occurrence that is taken, and what is left of the budget."""
    start = _value(event, "DTSTART")
    if not isinstance(start, date):
        return [("", None)], budget
    own = _value(event, "RECURRENCE-ID")
    if own is not None:
        return [(_key(own), start)], budget
    if "RRULE" not in event and "RDATE" not in event:
        return [("", start)], budget
    cost = _steps(event, (window.last - _day(start)).days) if window else 0
    if window is None or cost < 0 or budget <= 0 or cost > budget or _day(start).year < FIRST_YEAR:
        return [(_key(start), start)], budget
    try:
        found = list(_series(event, start, window))
    except (
        Exception
    ):  # a rule that makes no sense, or is too fine, is followed no further than its first event
        found = [start]
    return [(_key(one), one) for one in found], budget - cost - (0 if found else _SOUGHT)


def _steps(event: Any, days: int) -> int:
    """How many of so many days a series is looked at on: of a weekly one only its days of the week."""
    rules = event.get("RRULE", {})
    rule = rules[0] if isinstance(rules, list) and rules else rules
    weekly = isinstance(rule, dict) and str(rule.get("FREQ", [""])[0]).upper() == "WEEKLY"
    return days * max(1, len(rule.get("BYDAY", ()))) // 7 if weekly else days


def _series(event: Any, start: Any, window: Window) -> Iterator[Any]:
    from dateutil.rrule import rruleset, rrulestr

    # Followed on the wall clock of where it is held: ten o'clock stays ten o'clock.
    zone = getattr(start, "tzinfo", None)
    held = _wall(start, zone)
    last = datetime.combine(window.last, datetime.max.time())
    series = rruleset()
    series.rdate(held)
    rules = event.get("RRULE", [])
    for rule in (rules if isinstance(rules, list) else [rules])[:5]:
        parts = {str(name).upper(): values for name, values in rule.items()}
        allowed = _FOLLOWED.get(str(parts.get("FREQ", [""])[0]).upper(), frozenset())
        if not parts.keys() <= allowed or not 1 <= int(parts.get("INTERVAL", [1])[0]) <= 1_000:
            raise ValueError(rule)
        count = int(parts.pop("COUNT", [0])[0])
        until = parts.pop("UNTIL", [None])[0]
        ends = min(last, _wall(until, zone)) if isinstance(until, datetime) else last
        if isinstance(until, date) and not isinstance(until, datetime):
            ends = min(last, datetime.combine(until, datetime.max.time()))
        text = ";".join(f"{name}={','.join(map(_rule_text, values))}" for name, values in parts.items())
        found = rrulestr(text, dtstart=held).replace(until=ends)
        if count:
            for one in islice(found, min(count, _MOST_COUNTED)):
                series.rdate(one)
        else:
            series.rrule(found)
    for one in _dates(event, "RDATE"):
        series.rdate(_wall(one, zone))
    days_out = set()
    for one in _dates(event, "EXDATE"):
        if isinstance(start, datetime) and not isinstance(one, datetime):
            days_out.add(one)  # the whole day is left out
        series.exdate(_wall(one, zone))
    taken = ahead = 0
    for one in series:
        if one.date() > window.last or taken >= MAX_OCCURRENCES or ahead:
            return
        if one.date() >= window.first and one.date() not in days_out:
            taken += 1
            ahead += one.date() > window.today
            yield one.replace(tzinfo=zone) if isinstance(start, datetime) else one.date()


def _rule_text(value: object) -> str:
    return str(getattr(value, "value", value))


def _dates(event: Any, name: str) -> list[Any]:
    found = event.get(name, [])
    lists = found if isinstance(found, list) else [found]
    values = [one.dt for several in lists for one in getattr(several, "dts", ())]
    # A period says when it begins first.
    return [one[0] if isinstance(one, tuple) else one for one in values][:1_000]


def _wall(value: date, zone: Any) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, datetime.min.time())
    if value.tzinfo is not None and zone is not None:
        value = value.astimezone(zone)
    return value.replace(tzinfo=None)


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def _key(value: Any) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    if isinstance(value, datetime):
        return value.strftime("%Y%m%dT%H%M%S")
    return value.strftime("%Y%m%d") if isinstance(value, date) else ""


# What


def _cells(event: Any, key: str, start: Any, *, called_off: bool) -> tuple[str, ...]:
    people, declined = _people(event)
    left_out = "" if people else "everyone else declined" if declined else ALONE
    if called_off or str(event.get("STATUS", "")).upper() == "CANCELLED":
        left_out = "cancelled"
    place = _text(event, "LOCATION")
    told = _text(event, "DESCRIPTION")[: 4 * MAX_NOTE]
    told = text_of_html(told) if _TAG.search(told) else told
    note = "\n".join(filter(None, (told[:MAX_NOTE], place and f"At: {place[:500]}")))
    subject = " ".join(_text(event, "SUMMARY").split())[:1_000]
    said = ("\n".join(people), subject, note, left_out, "\n".join(declined))
    return (key, _cell(start), "meeting", *said)


def _people(event: Any) -> tuple[list[str], list[str]]:
    """The addresses of those invited and of who invites, and those of them that declined."""
    found: dict[str, bool] = {}
    for name in ("ATTENDEE", "ORGANIZER"):
        values = event.get(name, [])
        for one in (values if isinstance(values, list) else [values])[:1_000]:
            said = getattr(one, "params", {})
            if str(said.get("CUTYPE", "")).upper() in _NOT_PEOPLE:
                continue
            at = addresses(_MAILTO.sub("", str(one)[:400])) or addresses(str(said.get("EMAIL", ""))[:400])
            for address in at:
                declines = str(said.get("PARTSTAT", "")).upper() == "DECLINED"
                found[address] = found.get(address, False) or declines
    return [one for one in found if not found[one]], [one for one in found if found[one]]


def _text(event: Any, name: str) -> str:
    found = event.get(name, "")
    return str(found[0] if isinstance(found, list) and found else found).strip()


def _cell(start: Any) -> str:
    if not isinstance(start, date) or not FIRST_YEAR <= start.year <= LAST_YEAR:
        return "" if not isinstance(start, date) else start.isoformat()[:10]
    if not isinstance(start, datetime):
        return start.isoformat()
    if start.tzinfo is None:
        return start.isoformat(" ", "seconds")
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
