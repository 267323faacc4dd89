"""Dates, times and money as the window writes them. Show them in tabular figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.values import decimals_of

translate = QCoreApplication.translate

_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WEEKDAYS = (
    "Mon",
    "Tue",
    "Wed",
    "Thu",
    "Fri",
    "Sat",
    "Sun",
)
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "PHP": "₱"}
_STEPS = ((10**9, "B"), (10**6, "M"), (10**3, "k"))
_THIN = "\N{NO-BREAK SPACE}"


def short_date(day: date, today: date) -> str:
    """ "16 Nov", with the year when it is not this year's."""
    month = translate("figures", _MONTHS[day.month - 1])
    if day.year == today.year:
        return translate("figures", "{day} {month}").format(day=day.day, month=month)
    return full_date(day)


def full_date(day: date) -> str:
    """ "9 Nov 2005"."""
    month = translate("figures", _MONTHS[day.month - 1])
    return translate("figures", "{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def long_date(day: date, today: date) -> str:
    """ "Tue 18 Nov", with the year when it is not this year's."""
    return f"{weekday(day)} {short_date(day, today)}"


def weekday(day: date) -> str:
    """ "Tue"."""
    return translate("figures", _WEEKDAYS[day.weekday()])


def clock_time(at: datetime, zone: tzinfo) -> str:
    """ "15:40", in the rep's zone."""
    return f"{at.astimezone(zone):%H:%M}"


def short_instant(at: datetime, zone: tzinfo, today: date) -> str:
    """ "30 Oct, 15:40", in the rep's zone."""
    return f"{short_date(at.astimezone(zone).date(), today)}, {clock_time(at, zone)}"


def near_date(day: date, today: date) -> str:
    """ "yesterday", "today", "tomorrow", the weekday for the rest of the next six days, else "16 Nov"."""
    away = (day - today).days
    if away == -1:
        return translate("figures", "yesterday")
    if away == 0:
        return translate("figures", "today")
    if away == 1:
        return translate("figures", "tomorrow")
    return weekday(day) if 1 < away < 7 else short_date(day, today)


def ago(day: date, today: date) -> str:
    """How long since, on a card: "today", "yesterday", "9 days ago", "7 mo ago", "3 y ago"."""
    away = (today - day).days
    if away < 2:
        return near_date(day, today)
    if away < 60:
        return translate("figures", "{n} days ago").format(n=away)
    if away < 730:
        return translate("figures", "{n} mo ago").format(n=round(away / 30.44))
    return translate("figures", "{n} y ago").format(n=away // 365)


def month_later(day: date) -> date:
    """The same day of the next month, or that month's last day."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def money(minor: int, currency: str) -> str:
    """The whole amount: "$488,000", "€1,234.50", "CHF 980". Minor units are shown where there are any."""
    decimals = decimals_of(currency)
    unit = 10**decimals
    whole, rest = divmod(abs(minor), unit)
    amount = f"{whole:,}" + (f".{rest:0{decimals}d}" if rest else "")
    return _signed(minor, currency, amount)


def short_money(minor: int, currency: str) -> str:
    """The amount on a card: "$2.0M", "$410k", "$950". One decimal below ten of a unit."""
    units = abs(minor) / 10 ** decimals_of(currency)
    for step, letter in _STEPS:
        # What would round up to a thousand of a unit is one of the next.
        if units >= step * 0.9995 and units >= 1000 * 0.9995:
            value = units / step
            amount = f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"
            return _signed(minor, currency, amount + letter)
    return _signed(minor, currency, f"{units:,.0f}")


def money_sums(sums: Iterable[tuple[int, str]]) -> str:
    """Sums in several currencies, as given: "$2.1M + €300k". Nothing at all is an empty text."""
    return " + ".join(short_money(minor, currency) for minor, currency in sums)


def _signed(minor: int, currency: str, amount: str) -> str:
    symbol = _SYMBOLS.get(currency, f"{currency}{_THIN}" if currency else "")
    return f"{'−' if minor < 0 else ''}{symbol}{amount}"
