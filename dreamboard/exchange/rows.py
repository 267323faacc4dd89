"""Rows of the board as plain data for files, and back: as JSON values, and as the cells of a table."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from dreamboard.domain.model import Row

_ESCAPES = (("\\", "\\\\"), (";", "\\;"))
_NOTHING = "\\-"  # an empty text within a list
_PARTS = re.compile(r"((?:\\.|[^\\;])*)(?:;|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind of row: how its value is written and read."""

    name: str
    optional: bool
    default: Any  # MISSING where there is none
    to_plain: Callable[[Any], Any]  # a JSON value
    from_plain: Callable[[Any], Any]
    to_cell: Callable[[Any], str]
    from_cell: Callable[[str], Any]


_columns: dict[type[Row], tuple[Column, ...]] = {}


def columns_of(kind: type[Row]) -> tuple[Column, ...]:
    """The fields of a kind of row, in order."""
    if kind not in _columns:
        hints = get_type_hints(kind)
        _columns[kind] = tuple(_column(one.name, hints[one.name], one.default) for one in fields(kind))
    return _columns[kind]


def _column(name: str, hint: Any, default: Any) -> Column:
    optional = get_origin(hint) is UnionType and NoneType in get_args(hint)
    plain = next(part for part in get_args(hint) if part is not NoneType) if optional else hint
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        return Column(
            name, optional, default, list, _list_of(item), _joined, lambda cell: _list_of(item)(_parts(cell))
        )
    if plain is datetime:
        return Column(name, optional, default, _instant_text, _instant, _instant_text, _instant)
    if plain is date:
        return Column(name, optional, default, date.isoformat, _day, date.isoformat, _day)
    if plain is bool:
        return Column(
            name, optional, default, bool, _exactly(bool), lambda v: "yes" if v else "no", _yes_or_no
        )
    if plain is bytes:
        return Column(name, optional, default, _base64, _from_base64, _base64, _from_base64)
    if plain is int:
        return Column(name, optional, default, int, _exactly(int), str, int)
    if issubclass(plain, StrEnum):
        return Column(name, optional, default, str, plain, str, plain)
    return Column(name, optional, default, str, _exactly(str), str, str)


def plain_of(row: Row) -> dict[str, Any]:
    """A row as JSON values by field."""
    given: dict[str, Any] = {}
    for column in columns_of(type(row)):
        value = getattr(row, column.name)
        given[column.name] = None if value is None else column.to_plain(value)
    return given


def row_of_plain(kind: type[Row], given: Mapping[str, Any]) -> Row:
    """The row that ``plain_of`` described; fields that are not given have their defaults. Raises
    ``ValueError`` naming the field."""
    columns = columns_of(kind)
    unknown = given.keys() - {column.name for column in columns}
    if unknown:
        raise ValueError(f"there is no field {sorted(unknown)[0]}")
    return _made(kind, given, lambda column: column.from_plain)


def cells_of(row: Row) -> list[str]:
    """A row as cells of text, in the order of its fields; nothing is an empty cell."""
    values = ((column, getattr(row, column.name)) for column in columns_of(type(row)))
    return ["" if value is None else column.to_cell(value) for column, value in values]


def row_of_cells(kind: type[Row], given: Mapping[str, str]) -> Row:
    """The row that ``cells_of`` described. Raises ``ValueError`` naming the field."""
    columns = {column.name: column for column in columns_of(kind)}
    values = {
        name: None if cell == "" and columns[name].optional else cell
        for name, cell in given.items()
        if name in columns
    }
    return _made(kind, values, lambda column: column.from_cell)


def _made(kind: type[Row], given: Mapping[str, Any], reader: Callable[[Column], Callable[[Any], Any]]) -> Row:
    values: dict[str, Any] = {}
    for column in columns_of(kind):
        if column.name not in given:
            if column.default is MISSING:
                raise ValueError(f"the field {column.name} is missing")
            continue
        value = given[column.name]
        if value is None and column.optional:
            values[column.name] = None
            continue
        try:
            values[column.name] = reader(column)(value)
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(f"{column.name}: {str(value)[:40]!r} is not what it can be") from error
    made: Any = kind
    row: Row = made(**values)
    if row.id < 1:
        raise ValueError("its id is not a number from 1 on")
    return row


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(value)
        return value

    return read


def _list_of(item: Any) -> Callable[[Any], tuple[Any, ...]]:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(value)
        return tuple(item(one) for one in value)

    return read


def _instant_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or at.microsecond:
        raise ValueError(text)
    return at.astimezone(UTC)


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _from_base64(text: str) -> bytes:
    return b64decode(text, validate=True)


def _day(text: str) -> date:
    if len(text) != 10:
        raise ValueError(text)
    return date.fromisoformat(text)


def _yes_or_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(cell)
    return cell == "yes"


def _joined(parts: tuple[str, ...]) -> str:
    return "; ".join(_escaped(part) for part in parts)


def _escaped(part: str) -> str:
    for mark, escaped in _ESCAPES:
        part = part.replace(mark, escaped)
    # A space at the start would be taken for the one after the semicolon.
    return _NOTHING if part == "" else f"\\{part}" if part.startswith(" ") else part


def _parts(cell: str) -> list[str]:
    if cell == "":
        return []
    found: list[str] = []
    for match in _PARTS.finditer(cell):
        part = match[1]
        if found and part.startswith(" "):
            part = part[1:]
        found.append("" if part == _NOTHING else re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL))
        if match.end() == match.end(1):  # no semicolon after it: that was the last
            break
    return found
