"""What may be written down: each check gives the value as it is kept, or refuses it in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dreamboard.domain.errors import Refused
from dreamboard.domain.text import fold, printable
from dreamboard.services.commands import NewContact
from dreamboard.services.ports import Clock

LONGEST_NAME = 200
LONGEST_LINE = 1_000
LONGEST_NOTE = 100_000
LONGEST_TAG = 50
MOST_MINOR = 10**15
"""Amounts from here on are slips of the keyboard: ten trillion dollars."""
FIRST_DAY = date(1970, 1, 1)
LAST_DAY = date(2100, 12, 31)
CLOCKS_APART = timedelta(minutes=5)
"""How far ahead of our clock a touch may be: other programs' clocks are not ours."""


def name(text: str, what: str) -> str:
    """A name of one line; ``what`` begins the refusal: "An account"."""
    kept = printable(text)
    if not kept:
        raise Refused(f"{what} needs a name.")
    return _no_longer(kept, LONGEST_NAME, f"{what}'s name")


def line(text: str, what: str) -> str:
    """One line that may be empty; ``what`` begins the refusal: "The title"."""
    return _no_longer(printable(text), LONGEST_LINE, what)


def note(text: str, what: str = "The note") -> str:
    """Text of several lines that may be empty."""
    return _no_longer(printable(text, lines=True), LONGEST_NOTE, what)


def lines(texts: Iterable[str], what: str) -> tuple[str, ...]:
    """Lines without the empty ones and the repeated ones, in the order given."""
    return tuple(dict.fromkeys(kept for text in texts if (kept := line(text, what))))


def tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags in lower case, sorted, each once."""
    kept = {printable(text).lower() for text in texts} - {""}
    for tag in kept:
        _no_longer(tag, LONGEST_TAG, "A tag")
    return tuple(sorted(kept))


def emails(texts: Iterable[str]) -> tuple[str, ...]:
    """E-mail addresses as typed, each once; only what cannot be one is refused."""
    kept = lines(texts, "An e-mail address")
    for address in kept:
        before, at, after = address.rpartition("@")
        if not (before and at and after) or " " in address:
            raise Refused(
                f"“{_short(address)}” is not an e-mail address: it reads like name@company.example."
            )
    return kept


def telephones(texts: Iterable[str]) -> tuple[str, ...]:
    """Telephone numbers as typed, each once; one without a digit is refused."""
    kept = lines(texts, "A telephone number")
    for number in kept:
        if not any(mark.isdigit() for mark in number):
            raise Refused(f"“{_short(number)}” is not a telephone number: it has no digit.")
    return kept


def contact(new: NewContact) -> NewContact:
    """A contact to be made, every text of it checked."""
    return NewContact(
        name(new.name, "A contact"),
        line(new.title, "The title"),
        new.role,
        emails(new.emails),
        telephones(new.telephones),
    )


def amount(minor: int, what: str) -> int:
    """Minor units from nothing up; ``what`` begins the refusal: "The yearly value"."""
    if minor < 0:
        raise Refused(f"{what} cannot be less than nothing.")
    if minor >= MOST_MINOR:
        raise Refused(f"{what} is too large to be meant: check the number of zeros.")
    return minor


def currency(code: str) -> str:
    """The three letters of ISO 4217, in capitals."""
    kept = printable(code).upper()
    if not re.fullmatch("[A-Z]{3}", kept):
        raise Refused(f"“{_short(code)}” is not a currency: give its three letters, such as USD or EUR.")
    return kept


def country(code: str) -> str:
    """The two letters of ISO 3166-1, in capitals, or nothing."""
    kept = printable(code).upper()
    if kept and not re.fullmatch("[A-Z]{2}", kept):
        raise Refused(f"“{_short(code)}” is not a country: give its two letters, such as US or DE.")
    return kept


def colour(code: str) -> str:
    """ "#RRGGBB" in capitals, or nothing."""
    kept = printable(code).upper()
    if kept and not re.fullmatch("#[0-9A-F]{6}", kept):
        raise Refused(f"“{_short(code)}” is not a colour: give it as #RRGGBB.")
    return kept


def time_zone(key: str) -> str:
    """The IANA name of a time zone this machine knows, or nothing."""
    kept = printable(key)
    if kept:
        try:
            ZoneInfo(kept)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Refused(
                f"“{_short(key)}” is not a time zone: give it as Area/City, such as America/Chicago."
            ) from None
    return kept


def count(number: int, what: str, *, least: int = 1, most: int = 1_000_000) -> int:
    """A whole number within reason."""
    if not least <= number <= most:
        raise Refused(f"{what} must lie between {least:,} and {most:,}.")
    return number


def day(on: date, what: str) -> date:
    """A day on the calendar of this board; ``what`` begins the refusal: "The date"."""
    if not FIRST_DAY <= on <= LAST_DAY:
        raise Refused(f"{what} must lie between {FIRST_DAY.year} and {LAST_DAY.year}, not in {on.year}.")
    return on


def past_day(on: date | None, clock: Clock, what: str) -> date:
    """A day that has come; today where none is given. ``what`` begins the refusal: "The loss"."""
    if on is None:
        return clock.today()
    if on > clock.today():
        raise Refused(f"{what} is dated {on:%Y-%m-%d}, which has not come yet.")
    return day(on, f"{what}'s date")


def coming_day(on: date, clock: Clock, what: str) -> date:
    """Today or a day to come; ``what`` begins the refusal: "A plan"."""
    if on < clock.today():
        raise Refused(f"{what} is for a day to come, and {on:%Y-%m-%d} is past.")
    return day(on, f"{what}'s date")


def instant(at: datetime) -> datetime:
    """A moment in UTC and whole seconds, within the years of this board."""
    if at.tzinfo is None:
        raise Refused("The time of a touch needs its time zone.")
    if not FIRST_DAY.year <= at.year <= LAST_DAY.year:
        raise Refused(f"A touch must lie between {FIRST_DAY.year} and {LAST_DAY.year}, not in {at.year}.")
    return at.astimezone(UTC).replace(microsecond=0)


def past_instant(at: datetime | None, clock: Clock) -> datetime:
    """When a touch was; now where no time is given."""
    if at is None:
        return clock.now()
    kept = instant(at)
    if kept > clock.now() + CLOCKS_APART:
        local = kept.astimezone(clock.zone)
        raise Refused(f"{local:%Y-%m-%d %H:%M} has not come yet: plan this touch instead of logging it.")
    return kept


def rhythm(ideal: int | None, most: int | None) -> None:
    """Refuse ideal days beyond the maximum days, and days that no rhythm has."""
    for days in (ideal, most):
        if days is not None:
            count(days, "Days between touches", most=3_650)
    if ideal is not None and most is not None and ideal > most:
        raise Refused(f"The ideal gap ({ideal} days) cannot be longer than the longest ({most} days).")


def same_name(one: str, other: str) -> bool:
    """Whether a person would call both names the same."""
    return fold(one) == fold(other)


def _no_longer(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise Refused(f"{what} is {len(text):,} characters long; {most:,} is the most that is kept.")
    return text


def _short(text: str) -> str:
    kept = printable(text)
    return kept if len(kept) <= 40 else kept[:39] + "…"
