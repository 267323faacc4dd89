"""Rows of the tables by simple conditions, as plain values, with statements prepared once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from dreamboard.domain.model import Pursuit
from dreamboard.store.columns import Kind, Value, Values, codec_of
from dreamboard.store.link import Link, Prepared
from dreamboard.store.schema import TABLES

CHUNK: Final = 5000
"""How many values one statement is given at most."""

_prepared: dict[tuple[Any, ...], Prepared] = {}


class Tables:
    """Reads and writes through one link."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, kind: Kind, row_id: int) -> Values | None:
        """One row."""
        found = self.find(kind, {"id": row_id})
        return found[0] if found else None

    def find(self, kind: Kind, equals: Mapping[str, Value]) -> list[Values]:
        """Rows whose columns equal these values, by id."""
        fields = tuple((field, value is None) for field, value in equals.items())
        ready = self._ready("find", kind, fields) or self._keep(
            _select(kind).where(*(_equals(TABLES[kind].c[field], field, empty) for field, empty in fields)),
            "find",
            kind,
            fields,
        )
        given = {f"p_{field}": value for field, value in equals.items() if value is not None}
        return self._link.run(ready, given)

    def find_in(self, kind: Kind, field: str, values: Collection[Value]) -> list[Values]:
        """Rows whose column is one of the values, by id."""
        wanted = list(dict.fromkeys(values))
        if len(wanted) == 1:
            return self.find(kind, {field: wanted[0]})
        column = TABLES[kind].c[field]
        statement = _select(kind).where(column.in_(sa.bindparam("wanted", expanding=True)))
        found: list[Values] = []
        for start in range(0, len(wanted), CHUNK):
            found += map(tuple, self._link.fetch(statement, {"wanted": wanted[start : start + CHUNK]}))
        return sorted(found, key=_id_of) if len(wanted) > CHUNK else found

    def all(self, kind: Kind) -> list[Values]:
        """Every row of a kind, by id."""
        return self.find(kind, {})

    def names(self, kind: Kind) -> list[tuple[int, str]]:
        """Ids and names of a kind of row that has them."""
        table = TABLES[kind]
        return [(row[0], row[1]) for row in self._link.fetch(sa.select(table.c.id, table.c.name))]

    def ranks(self, stage_id: int) -> list[tuple[int, int]]:
        """Ids and ranks of the cards in a column, in order."""
        pursuit = TABLES[Pursuit].c
        ready = self._ready("ranks") or self._keep(
            sa.select(pursuit.id, pursuit.rank)
            .where(pursuit.stage_id == sa.bindparam("stage"))
            .order_by(pursuit.rank, pursuit.id),
            "ranks",
        )
        return [(row[0], row[1]) for row in self._link.run(ready, {"stage": stage_id})]

    def first_free_id(self, kind: Kind) -> int:
        """The id from which on none was ever given."""
        with self._link.words():
            return self._link.backend.first_free_id(self._link.connection, TABLES[kind].name)

    def insert(self, kind: Kind, values: Values) -> int:
        """A new row; an id of 0 becomes the next one. Returns the id."""
        ready = self._ready("insert", kind) or self._keep(
            _insert(kind).returning(TABLES[kind].c.id), "insert", kind
        )
        given = dict(zip(codec_of(kind).names, values, strict=True))
        given["id"] = given["id"] or None
        return int(self._link.run(ready, given)[0][0])

    def insert_many(self, kind: Kind, rows: Sequence[Values]) -> None:
        """New rows that have their ids."""
        ready = self._ready("insert many", kind) or self._keep(_insert(kind), "insert many", kind)
        self._link.run_rows(ready, rows)

    def update(self, kind: Kind, row_id: int, values: Mapping[str, Value]) -> None:
        """New values for some columns of a row."""
        self.update_many(kind, tuple(values), [{**values, "_id": row_id}])

    def update_many(self, kind: Kind, columns: tuple[str, ...], rows: Iterable[Mapping[str, Value]]) -> None:
        """New values for the same columns of many rows, each told by ``_id``."""
        table = TABLES[kind]
        ready = self._ready("update", kind, columns) or self._keep(
            sa.update(table)
            .where(table.c.id == sa.bindparam("_id"))
            .values({column: sa.bindparam(column) for column in columns}),
            "update",
            kind,
            columns,
        )
        self._link.run_many(ready, list(rows))

    def delete(self, kind: Kind, row_ids: Iterable[int]) -> None:
        """Rows away."""
        table = TABLES[kind]
        ready = self._ready("delete", kind) or self._keep(
            sa.delete(table).where(table.c.id == sa.bindparam("_id")), "delete", kind
        )
        self._link.run_many(ready, [{"_id": row_id} for row_id in row_ids])

    def _ready(self, *what: object) -> Prepared | None:
        return _prepared.get((self._link.dialect.name, *what))

    def _keep(self, statement: sa.ClauseElement, *what: object) -> Prepared:
        return _prepared.setdefault((self._link.dialect.name, *what), Prepared(statement, self._link.dialect))


def _id_of(values: Values) -> int:
    return values[0]  # type: ignore[return-value]


def _select(kind: Kind) -> sa.Select[Any]:
    table = TABLES[kind]
    return sa.select(*(table.c[name] for name in codec_of(kind).names)).order_by(table.c.id)


def _insert(kind: Kind) -> sa.Insert:
    names = codec_of(kind).names
    return sa.insert(TABLES[kind]).values({name: sa.bindparam(name) for name in names})


def _equals(column: sa.ColumnClause[Any], field: str, empty: bool) -> sa.ColumnElement[bool]:
    return column.is_(None) if empty else column == sa.bindparam(f"p_{field}")
