"""Boards that hold a row of every kind with something in every field, one telling and any number of wild."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from dreamboard.domain.model import ROW_TYPES, Row, Touch
from dreamboard.domain.references import REFERENCES

NASTY = "=1+1; 'x' \\; \"y\", +44 20\n\tנ \u202e@z"
_SAID: Mapping[str, Any] = {  # where not everything will do
    "currency": "EUR",
    "country": "DE",
    "colour": "#AA00FF",
    "time_zone": "Europe/Riga",
    "domain": "x.example",
    "value": '{"a": [1, "b"]}',
    "counts": '{"deals": {"created": 1}}',
    "rows": "{}",
    "confidence": 70,
    "number": 2,
    "step_id": None,
    "ours": 1,
}
_DERIVED = {"touch_count", "last_touch_at", "last_in_at", "last_out_at", "unanswered", "outbound_count"}
_REFERS = {(reference.kind, reference.field): reference.to for reference in REFERENCES}


def telling_board() -> dict[type[Row], list[Row]]:
    """Two rows of every kind: the first with what it cannot do without, the second with every field told."""
    return {kind: [_plain_row(kind), _telling_row(kind)] for kind in ROW_TYPES}


def told(kind: type[Row]) -> set[str]:
    """The fields of a kind that an archive has to bring back: those with a default, derived ones aside."""
    return {one.name for one in fields(kind) if one.default is not MISSING} - _DERIVED - {"step_id"}


def _plain_row(kind: type[Row]) -> Row:
    hints = get_type_hints(kind)
    given = {
        one.name: _value(kind, one.name, hints[one.name], 1)
        for one in fields(kind)
        if one.default is MISSING or (kind, one.name) == (Touch, "account_id")  # it hangs on something
    }
    made: Any = kind
    return made(**given)


def _telling_row(kind: type[Row]) -> Row:
    hints = get_type_hints(kind)
    named = [one.name for one in fields(kind) if one.name not in _DERIVED]
    made: Any = kind
    return made(**{name: _value(kind, name, hints[name], 2) for name in named})


def _value(kind: type[Row], name: str, hint: Any, number: int) -> Any:
    if name == "id":
        return number
    if (kind, name) in _REFERS:
        return 1
    if name in _SAID:
        return _SAID[name] if name != "number" else number
    plain = _plain_type(hint)
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        return (item(list(item)[-1]),) if issubclass(item, StrEnum) else ("a;b", "c\\", " d", "")
    if issubclass(plain, StrEnum):
        return list(plain)[-1]
    if plain is datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) + timedelta(number)
    if plain is date:
        return date(2026, 1, 2) + timedelta(number)
    return {bool: True, int: 3 + number, str: f"{name} {number} {NASTY}", bytes: b"\0=\xff+"}[plain]


def _plain_type(hint: Any) -> Any:
    return (
        next((part for part in get_args(hint) if part is not type(None)), hint) if _may_lack(hint) else hint
    )


def _may_lack(hint: Any) -> bool:
    return type(None) in get_args(hint)


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
_EXTREMES: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(-(2**63), 2**63 - 1),
    bytes: st.binary(max_size=20),
    str: TEXT | st.sampled_from([NASTY, "'", "'=", "\r", "\n", "\ufeff", "\x85", "\u2028", "x" * 40_000]),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
}


def _any_of(hint: Any) -> st.SearchStrategy[Any]:
    plain = _plain_type(hint)
    if get_origin(plain) is tuple:
        found = st.lists(_any_of(get_args(plain)[0]), max_size=4).map(tuple)
    else:
        found = _EXTREMES[plain] if plain in _EXTREMES else st.sampled_from(list(plain))
    return st.none() | found if _may_lack(hint) else found


def _any_row(kind: type[Row]) -> st.SearchStrategy[Row]:
    hints = get_type_hints(kind)
    given = {name: _any_of(hint) for name, hint in hints.items()}
    given["id"] = st.integers(1, 2**63 - 1)
    return st.builds(kind, **given)


ANY_ROW: st.SearchStrategy[Row] = st.sampled_from(ROW_TYPES).flatmap(_any_row)
"""A row of any kind, every field anything that its type allows."""


@st.composite
def any_boards(draw: Any) -> dict[type[Row], list[Row]]:
    """Some rows of some kinds; what refers to a row refers to one that is there."""
    found: dict[type[Row], list[Row]] = {kind: [] for kind in ROW_TYPES}
    for kind in ROW_TYPES:
        needs = [(name, to) for (of, name), to in _REFERS.items() if of is kind]
        hints = get_type_hints(kind)
        if any(not found[to] and not _may_lack(hints[name]) for name, to in needs):
            continue
        ids = draw(st.lists(st.integers(1, 2**63 - 1), max_size=2, unique=True))
        for row_id in sorted(ids):
            given = {name: draw(_any_of(hint)) for name, hint in hints.items()} | {"id": row_id}
            for name, to in needs:
                there = [row.id for row in found[to]]
                given[name] = draw(
                    st.sampled_from(there) | st.none()
                    if _may_lack(hints[name]) and there
                    else st.sampled_from(there or [None])
                )
            made: Any = kind
            found[kind].append(made(**given))
    return found
