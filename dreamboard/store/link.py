"""One connection of one thread, with its transactions and its errors told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from dreamboard.store.backend import Backend
from dreamboard.store.columns import Value


class Prepared:
    """A statement turned to the text of its database once, for what runs in every change: SQLAlchemy's own
    way from statement to rows takes ten times as long."""

    __slots__ = ("_fixed", "_order", "text")

    def __init__(self, statement: sa.ClauseElement, dialect: sa.Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self._order = compiled.positiontup  # type: ignore[attr-defined]
        self._fixed = compiled.params

    def values(self, given: Mapping[str, Value]) -> tuple[Value, ...] | dict[str, Any]:
        """The parameters as the driver takes them."""
        every = {**self._fixed, **given}
        return every if self._order is None else tuple(every[name] for name in self._order)


class Link:
    """A connection that begins, commits and fails in words."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.connection = backend.connect()
        self.dialect = self.connection.dialect
        self._driver: Any = self.connection.connection.dbapi_connection
        self._busy = False

    def close(self) -> None:
        """Roll back what is open and let go."""
        self.rollback()
        self.connection.close()

    @property
    def busy(self) -> bool:
        """Whether a transaction is open."""
        return self._busy

    def begin(self, *, writing: bool) -> None:
        """Begin a transaction. A writing one takes the board for itself, after waiting a moment for another
        program to finish."""
        with self.words():
            self.backend.begin(self.connection, writing=writing)
        self._busy = True

    def commit(self) -> None:
        """Make the transaction durable; when that fails, it is still open."""
        with self.words():
            self.connection.connection.commit()
        self._busy = False

    def rollback(self) -> None:
        """Leave everything as it was. Some failures have rolled back already; then nothing is left to do."""
        if self._busy:
            self._busy = False
            with self.words():
                self.connection.connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One short read transaction; inside another one, part of that."""
        if self.busy:
            yield
            return
        self.begin(writing=False)
        try:
            yield
        finally:
            self.rollback()

    def run(self, statement: Prepared, given: Mapping[str, Value]) -> list[tuple[Any, ...]]:
        """Run a prepared statement; returns the rows it gives, plain."""
        try:
            cursor = self._driver.cursor()
            cursor.execute(statement.text, statement.values(given))
            return cursor.fetchall() if cursor.description else []
        except self.backend.errors as error:
            raise self.backend.in_words(error) from error

    def run_many(self, statement: Prepared, given: Sequence[Mapping[str, Value]]) -> None:
        """Run a prepared statement once for each of the parameter sets."""
        self._run_each(statement, [statement.values(one) for one in given])

    def run_rows(self, statement: Prepared, rows: Sequence[tuple[Value, ...]]) -> None:
        """Run a prepared statement once for each row, whose values stand in the statement's own order."""
        self._run_each(statement, rows)

    def _run_each(self, statement: Prepared, parameters: Sequence[Any]) -> None:
        if parameters:
            with self.words():
                self._driver.cursor().executemany(statement.text, parameters)

    def fetch(self, statement: sa.Executable, given: Mapping[str, Any] | None = None) -> list[Any]:
        """All rows of a query."""
        with self.words():
            return list(self.connection.execute(statement, given or {}).all())

    @contextmanager
    def words(self) -> Iterator[None]:
        """Tell the driver's errors in words."""
        try:
            yield
        except self.backend.errors as error:
            raise self.backend.in_words(error) from error


@lru_cache(maxsize=1024)
def prepared(statement: sa.ClauseElement, dialect: sa.Dialect) -> Prepared:
    """The statement, compiled once; statements that live as long as the program only."""
    return Prepared(statement, dialect)
