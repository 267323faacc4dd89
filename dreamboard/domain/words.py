"""How days, money, names and counts are written in the sentences of the rules.

Sentences stay templates with values, so that a window can translate them; these helpers write the values.
"""

from __future__ import annotations

from datetime import date, time

from dreamboard.domain.model import Contact
from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Channel, IdeaKind, LossReason, Role, decimals_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FULL_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
CHIP_NAME = 8
"""Longest first name that still fits a chip."""
LONGEST = 60
"""Longest piece of the rep's own text inside a sentence; longer ones are cut."""
MONTHS_FROM = 366
"""Days from which a stretch of time is told in months."""
YOUR_CONTACT, THIS_ACCOUNT = "your contact", "this account"
BY_ROLE = {role: f"the {role.value.replace('_', '-')}" for role in Role}
NAMELESS = frozenset((YOUR_CONTACT, THIS_ACCOUNT, *BY_ROLE.values()))
"""What those are called whose name is not known."""
_OURS = ("the", "your", "this")
FORMS_OF_ADDRESS = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "herr", "frau", *_OURS)
)
"""First words that are nobody's first name."""

BY_CHANNEL = {
    Channel.CALL: "by telephone",
    Channel.EMAIL: "by e-mail",
    Channel.MEETING: "in a meeting",
    Channel.MESSAGE: "by message",
    Channel.SOCIAL: "on social media",
    Channel.LETTER: "by letter",
    Channel.VISIT: "with a visit",
    Channel.OTHER: "another way",
}
ONE_TOUCH = {
    Channel.CALL: "call",
    Channel.EMAIL: "e-mail",
    Channel.MEETING: "meeting",
    Channel.MESSAGE: "message",
    Channel.SOCIAL: "social message",
    Channel.LETTER: "letter",
    Channel.VISIT: "visit",
    Channel.OTHER: "touch",
}
MANY_TOUCHES = {
    channel: f"{word}es" if word.endswith("ch") else f"{word}s" for channel, word in ONE_TOUCH.items()
}
WRITTEN = frozenset({Channel.EMAIL, Channel.MESSAGE, Channel.SOCIAL, Channel.LETTER})
IDEA_WORDS = {
    IdeaKind.WHITE_PAPER: "white paper",
    IdeaKind.BENCHMARK: "benchmark",
    IdeaKind.INTRODUCTION: "introduction",
    IdeaKind.INVITATION: "invitation",
    IdeaKind.CASE: "case",
    IdeaKind.INSIGHT: "insight",
}
LOSS_WORDS = {
    LossReason.PRICE: "price",
    LossReason.TIMING: "timing",
    LossReason.BUDGET: "budget",
    LossReason.NO_DECISION: "no decision",
    LossReason.FIT: "fit",
    LossReason.RELATIONSHIP: "the relationship",
    LossReason.RIVAL_CONTRACT: "the rival’s contract",
    LossReason.OTHER: "another reason",
}


def say(template: str, /, **values: str) -> Sentence:
    """A sentence of a template and the values written into it. Where it begins with words of ours for one
    whose name is not known, they begin with a capital."""
    if template.startswith("{"):
        first = template[1 : template.index("}")]
        if values[first] in NAMELESS:
            values[first] = values[first][0].upper() + values[first][1:]
    return Sentence(template, values)


def day_text(day: date, today: date) -> str:
    """A day as it is said: "4 Dec", with the year when that is not plain from today."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if abs((day - today).days) < 300 else f"{text} {day.year}"


def chip_day(day: date, today: date) -> str:
    """A day as a chip shows it: a weekday inside the coming week, else "4 Jan"."""
    return WEEKDAYS[day.weekday()] if 0 < (day - today).days < 7 else day_text(day, today)


def days_text(days: int) -> str:
    """ "1 day", "14 days"."""
    return counted(days, "day", "days")


def long_text(days: int) -> str:
    """How long a stretch of time was: "1 day", "300 days", "13 months", "2 years"."""
    if days < MONTHS_FROM:
        return days_text(days)
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"


def every_text(days: int) -> str:
    """ "every day", "every 14 days"."""
    return "every day" if days == 1 else f"every {days_text(days)}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def ago_text(day: date, today: date) -> str:
    """ "today", "yesterday", "9 days ago", "7 months ago"; "on 4 Dec" for a day to come."""
    days = (today - day).days
    if days < 0:
        return f"on {day_text(day, today)}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days <= 60:
        return f"{days} days ago"
    if days < 730:
        return f"{days // 30} months ago"
    return f"{days // 365} years ago"


def money_text(minor: int, currency: str) -> str:
    """ "$410,000", "£12.50", "410,000 CHF"; cents are left out where there are none."""
    places = decimals_of(currency)
    whole, rest = divmod(abs(minor), 10**places)
    text = f"{whole:,}" + (f".{rest:0{places}}" if rest else "")
    sign = "-" if minor < 0 else ""
    return f"{sign}{SIGNS[currency]}{text}" if currency in SIGNS else f"{sign}{text} {currency}".rstrip()


def hour_text(at: time) -> str:
    """ "8:30"."""
    return f"{at.hour}:{at.minute:02}"


def quoted(text: str, longest: int = LONGEST) -> str:
    """The rep's own words inside a sentence: on one line, and cut when they are long."""
    flat = " ".join(text[: 4 * longest].split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def called(contact: Contact | None, role: Role | None, account: str) -> str:
    """How a contact is named in a sentence: by name, else by role, else as somebody at the account."""
    if contact is not None and contact.name.strip():
        return quoted(contact.name)
    if contact is None or role is None:
        return quoted(account) or THIS_ACCOUNT if contact is None else YOUR_CONTACT
    return BY_ROLE[role]


def first_name(name: str) -> str:
    """The first name when it is plain which word that is and short enough for a chip, else nothing."""
    first = next(iter(name.split()), "")
    # "Smith, Anna" begins with the family name, "J. Smith" with a letter, "Dr Smith" with no name at all.
    if first.endswith((",", ".")) or len(first) < 2 or first.casefold() in FORMS_OF_ADDRESS:
        return ""
    return first if len(first) <= CHIP_NAME else ""
