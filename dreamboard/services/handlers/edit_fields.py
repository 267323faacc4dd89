"""Which fields of which rows the rep may change, and what each may hold.

Ids, derived figures, ranks and stages are not among them: those change by commands of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Employment,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.values import (
    Answer,
    Channel,
    Direction,
    IdeaKind,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    Role,
    SignalKind,
)
from dreamboard.services.handlers import checks

Check = Callable[[Any], object]
V = TypeVar("V")


def _of(kind: type[V], check: Callable[[V], object] | None = None) -> Check:
    """A value of one type, checked further."""

    def checked(value: Any) -> object:
        # A whole number is wanted where ``True`` is given: Python would take it for 1.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Refused(f"{value!r:.60} is not what this field holds.")
        return check(value) if check else value

    return checked


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _one_of(kind: type[StrEnum]) -> Check:
    """A member of a vocabulary, or its value as text."""

    def checked(value: Any) -> object:
        try:
            return kind(value)
        except ValueError:
            raise Refused(f"“{value!s:.60}” is not one of: {', '.join(kind)}.") from None

    return checked


def _each(check: Check) -> Check:
    """Several values without repetition, in the order given."""

    def checked(value: Any) -> object:
        return tuple(dict.fromkeys(check(one) for one in _several(value)))

    return checked


def _several(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple | list):
        raise Refused(f"{value!r:.60} is not a list.")
    return tuple(value)


def _texts(check: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Check:
    """Several texts, checked together."""
    text = _of(str)
    return lambda value: check(tuple(str(text(one)) for one in _several(value)))


def _name(what: str) -> Check:
    return _of(str, lambda text: checks.name(text, what))


def _line(what: str) -> Check:
    return _of(str, lambda text: checks.line(text, what))


def _day(what: str) -> Check:
    def checked(value: Any) -> object:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise Refused(f"{what} is a day, and {value!r:.60} is none.")
        return checks.day(value, what)

    return checked


def _count(what: str, least: int = 1, most: int = 1_000_000) -> Check:
    return _of(int, lambda number: checks.count(number, what, least=least, most=most))


def _amount(what: str) -> Check:
    return _of(int, lambda minor: checks.amount(minor, what))


_id = _of(int)
_yes_or_no = _of(bool)
_note = _of(str, checks.note)
_currency = _of(str, checks.currency)
_time_zone = _of(str, checks.time_zone)
_tags = _texts(checks.tags)
_days = _or_none(_count("Days between touches", most=3_650))
_channel = _or_none(_one_of(Channel))

EDITABLE: Mapping[type[Row], Mapping[str, Check]] = {
    Account: {
        "name": _name("An account"),
        "parent_id": _or_none(_id),
        "domain": _of(str, lambda text: checks.line(text, "The domain").lower()),
        "industry": _line("The industry"),
        "territory": _line("The territory"),
        "country": _of(str, checks.country),
        "time_zone": _time_zone,
        "sites_known": _count("Sites known", least=0),
        "sites_believed": _count("Sites believed", least=0),
        "spend_minor": _or_none(_amount("The yearly spend")),
        "currency": _currency,
        "rival": _line("The rival"),
        "rival_contract_end": _or_none(_day("The end of the rival's contract")),
        "not_before": _or_none(_day("The day not to touch them before")),
        "do_not_contact": _yes_or_no,
        "preferred_channel": _channel,
        "tags": _tags,
        "note": _note,
    },
    Contact: {
        "name": _name("A contact"),
        "emails": _texts(checks.emails),
        "telephones": _texts(checks.telephones),
        "time_zone": _time_zone,
        "preferred_channel": _channel,
        "do_not_contact": _yes_or_no,
        "not_before": _or_none(_day("The day not to touch them before")),
        "min_days_between": _days,
        "tags": _tags,
        "note": _note,
    },
    Employment: {
        "title": _line("The title"),
        "role": _or_none(_one_of(Role)),
        "since": _or_none(_day("The first day")),
        "until": _or_none(_day("The last day")),
    },
    Stage: {
        "name": _name("A column"),
        "colour": _of(str, checks.colour),
        "collapsed": _yes_or_no,
        "card_limit": _or_none(_count("A column's limit")),
        "ideal_days": _days,
        "max_days": _days,
    },
    Pursuit: {
        "kind": _one_of(PursuitKind),
        "title": _line("The title"),
        "value_minor": _or_none(_amount("The yearly value")),
        "currency": _currency,
        "ideal_days": _days,
        "max_days": _days,
        "come_back_on": _or_none(_day("The day to come back")),
        "tags": _tags,
        "note": _note,
    },
    Round: {
        "opened_on": _day("The day a round opened"),
        "closed_on": _day("The day a round ended"),
        "reason_said": _or_none(_one_of(LossReason)),
        "reason_believed": _or_none(_one_of(LossReason)),
        "reason_note": _note,
        "confidence": _or_none(_count("How sure we are, in per cent,", least=0, most=100)),
        "rival": _line("The rival"),
        "rival_price_minor": _or_none(_amount("The rival's price")),
        "changeable": _or_none(_one_of(Answer)),
        "ours_to_change": _or_none(_one_of(Answer)),
        "introducer_id": _or_none(_id),
        "won_minor": _or_none(_amount("The amount")),
        "currency": _currency,
        "debriefed_on": _or_none(_day("The debrief")),
        "debrief_note": _note,
    },
    Condition: {
        "text": _name("A condition"),
        "position": _count("The position", least=0),
        "met_on": _or_none(_day("The day it was met")),
    },
    Quote: {
        "amount_minor": _amount("The amount"),
        "currency": _currency,
        "sent_on": _day("The day it was sent"),
        "valid_until": _or_none(_day("The quote's last day")),
        "note": _note,
    },
    Touch: {
        "at": _of(datetime, checks.instant),
        "channel": _one_of(Channel),
        "direction": _one_of(Direction),
        "outcome": _one_of(Outcome),
        "account_id": _or_none(_id),
        "contact_id": _or_none(_id),
        "pursuit_id": _or_none(_id),
        "intent": _or_none(_one_of(Intent)),
        "idea_id": _or_none(_id),
        "quote_id": _or_none(_id),
        "subject": _line("The subject"),
        "note": _note,
    },
    Signal: {
        "kind": _one_of(SignalKind),
        "on": _day("The signal's date"),
        "contact_id": _or_none(_id),
        "note": _note,
    },
    Idea: {
        "title": _name("An idea"),
        "kind": _one_of(IdeaKind),
        "text": _note,
        "link": _line("The link"),
        "industries": _texts(lambda texts: checks.lines(texts, "An industry")),
        "roles": _each(_one_of(Role)),
        "loss_reasons": _each(_one_of(LossReason)),
        "retired": _yes_or_no,
    },
    Plan: {
        "on": _day("The date"),
        "channel": _channel,
        "contact_id": _or_none(_id),
        "idea_id": _or_none(_id),
        "text": _line("What is planned"),
        "promised": _yes_or_no,
    },
}
"""The check of each field that may be edited, by kind of row; it gives the value as it is kept."""
