"""How the fields of the domain's rows become values of columns, and back.

A column has its field's name. Enumerations are kept as their values, dates as ISO text, instants as whole
seconds since 1970 UTC, tuples as JSON text, yes and no as 1 and 0, bytes as they are.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from dreamboard.domain.model import Row

R = TypeVar("R", bound=Row)

Kind = type[Any]
"""The class of a kind of row, where any will do."""

Value = str | int | bytes | None
"""What a column holds."""

Values = tuple[Value, ...]
"""One row as its table holds it, in the order of the columns."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant_value(instant: datetime) -> int:
    """Seconds since 1970; the instant must be aware."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no time zone")
    return int(instant.timestamp())


def instant(value: int) -> datetime:
    """The aware UTC instant that ``instant_value`` wrote."""
    return _EPOCH + timedelta(seconds=value)


def _list_value(items: Iterable[str]) -> str:
    return json.dumps([str(item) for item in items], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row: its Python type taken apart, and the two ways between it and its column."""

    name: str
    type: type  # str, int, bool, bytes, date, datetime, tuple, or an enumeration
    optional: bool
    vocabulary: tuple[str, ...]  # the values of an enumeration
    default: Value  # of rows written before there was such a column
    to_value: Callable[[Any], Value] | None  # None: kept as it is; never called with None
    from_value: Callable[[Any], Any] | None


def _field(name: str, hint: Any, default: object) -> Field:
    optional = get_origin(hint) in (types.UnionType, Union)
    plain = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    to_value: Callable[[Any], Value] | None = None
    from_value: Callable[[Any], Any] | None = None
    vocabulary: tuple[str, ...] = ()
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        to_value, from_value, plain = _list_value, _list_reader(item), tuple
    elif issubclass(plain, StrEnum):
        # str.__str__ and not .value: text that stands for a member is taken too, and the CHECK judges it.
        to_value, from_value = str.__str__, {member.value: member for member in plain}.__getitem__
        vocabulary = tuple(member.value for member in plain)
    elif plain is datetime:
        to_value, from_value = instant_value, instant
    elif plain is date:
        to_value, from_value = date.isoformat, date.fromisoformat
    elif plain is bool:
        to_value, from_value = int, bool
    unset = default is MISSING or default is None
    value = None if unset else to_value(default) if to_value else default
    return Field(name, plain, optional, vocabulary, value, to_value, from_value)  # type: ignore[arg-type]


def _list_reader(item: type) -> Callable[[str], tuple[Any, ...]]:
    def read(text: str) -> tuple[Any, ...]:
        return () if text == "[]" else tuple(map(item, json.loads(text)))

    return read


class Codec(Generic[R]):
    """Rows of one kind to values and back. The first column is the id."""

    def __init__(self, kind: type[R]) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.name = kind.__name__
        self.fields = tuple(_field(f.name, hints[f.name], f.default) for f in fields(kind))
        self.names = tuple(field.name for field in self.fields)
        self.by_name = {field.name: field for field in self.fields}
        self._read_attributes = attrgetter(*self.names)
        self._writers = [(i, f.to_value) for i, f in enumerate(self.fields) if f.to_value]
        self._readers = [f.from_value for f in self.fields]

    def values(self, row: Row) -> Values:
        """The row as its table holds it."""
        values = list(self._read_attributes(row))
        for index, write in self._writers:
            value = values[index]
            if value is not None:
                values[index] = write(value)
        return tuple(values)

    def value(self, field: str, value: object) -> Value:
        """One field's value as its column holds it; raises ``KeyError`` for a field there is not."""
        write = self.by_name[field].to_value
        return value if value is None or write is None else write(value)  # type: ignore[return-value]

    def rows(self, table_rows: Sequence[Sequence[Any]]) -> list[R]:
        """The rows that these values stand for; column by column, which is twice as fast as row by row."""
        if not table_rows:
            return []
        columns: list[Iterable[Any]] = []
        for column, read in zip(zip(*table_rows, strict=True), self._readers, strict=True):
            if read is None:
                columns.append(column)
            else:
                columns.append([None if value is None else read(value) for value in column])
        return list(map(self.kind, *columns))

    def row(self, values: Sequence[Any]) -> R:
        """The row that these values stand for."""
        return self.kind(
            *(
                value if read is None or value is None else read(value)
                for value, read in zip(values, self._readers, strict=True)
            )
        )


_codecs: dict[Kind, Codec[Any]] = {}


def codec_of(kind: type[R]) -> Codec[R]:
    """The codec of one kind of row."""
    found = _codecs.get(kind)
    if found is None:
        found = _codecs.setdefault(kind, Codec(kind))
    return found
