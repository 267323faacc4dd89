"""Edits: new values for the fields of a row that the rep may change, each checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import (
    KIND_BY_NAME,
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
from dreamboard.services.commands import Edit
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers.edit_fields import EDITABLE
from dreamboard.services.handlers.edit_rules import keep_rules
from dreamboard.services.handlers.rows import cards, cards_words, day_words
from dreamboard.services.handlers.touches import CHANNEL_WORDS
from dreamboard.services.ports import Clock, UnitOfWork


def edit(command: Edit, unit: UnitOfWork, clock: Clock) -> Handled:
    """Some fields of one row. An edit to the values that are there changes nothing."""
    kind = KIND_BY_NAME.get(command.kind)
    fields = EDITABLE.get(kind) if kind else None
    if kind is None or fields is None:
        raise Refused(f"A {command.kind} is not edited by hand.")
    row = unit.get(kind, command.id)
    values: dict[str, Any] = {}
    for field, value in command.values:
        if field not in fields:
            raise Refused(f"“{field}” of a {command.kind} is not edited by hand.")
        values[field] = fields[field](value)
    changed = {field: value for field, value in values.items() if getattr(row, field) != value}
    edited = replace(row, **changed)
    if changed:
        edited = keep_rules(row, edited, unit, clock)
        unit.update(edited)
    if isinstance(row, Touch) and isinstance(edited, Touch) and edited != row:
        unit.refresh_figures({touch.pursuit_id for touch in (row, edited) if touch.pursuit_id is not None})
    return Handled(_label(row_words(unit, row, clock), values))


def row_words(unit: UnitOfWork, row: Row, clock: Clock) -> str:
    """A row as labels call it: "Harbor Steel", "the call of 3 Mar 2026"."""
    match row:
        case Account() | Contact():
            return row.name
        case Stage():
            return f"column {row.name}"
        case Pursuit():
            return cards_words(unit, [row])
        case Touch():
            return f"the {CHANNEL_WORDS[row.channel]} of {day_words(row.at.astimezone(clock.zone).date())}"
        case Idea():
            return f"the idea “{row.title}”"
        case Condition():
            return f"the condition “{row.text}”"
        case Quote() | Plan() | Round():
            what = type(row).__name__.lower()
            return f"the {what} of {cards_words(unit, cards(unit, [row.pursuit_id], retired=True))}"
        case Signal():
            return f"the signal of {day_words(row.on)}"
        case Employment():
            return f"the job of {unit.get(Contact, row.contact_id).name}"
        case _:
            return type(row).__name__


def _label(of: str, values: dict[str, Any]) -> str:
    """What the step is called: by the field, when it is one."""
    if len({_field_words(field) for field in values}) != 1:
        return f"Edit {of}"
    field, value = next(iter(values.items()))
    if field == "collapsed":
        return f"{'Collapse' if value else 'Unfold'} {of}"
    return f"Change the {_field_words(field)} of {of}"


def _field_words(field: str) -> str:
    plain = field.removesuffix("_id").removesuffix("_minor").replace("_", " ")
    return _SAID.get(field, plain)


_SAID = {
    "at": "time",
    "on": "day",
    "until": "last day",
    "since": "first day",
    "card_limit": "limit",
    "ideal_days": "rhythm",
    "max_days": "rhythm",
    "min_days_between": "days between touches",
    "promised": "promise",
    "ours_to_change": "causes",
    "changeable": "causes",
    "reason_said": "reason",
    "reason_believed": "reason",
    "do_not_contact": "mark “do not contact”",
    "retired": "place in the library",
}
"""Fields that are called something else by a person."""
