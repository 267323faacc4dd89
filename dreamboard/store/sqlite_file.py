"""A board's file as SQLite has it: what it says of itself, its damage, copies, and changes to its tables.

Files are never read past SQLite: closing one that was opened another way would drop the locks of every
connection that this program has to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from dreamboard.domain.errors import BoardFileError
from dreamboard.store.sqlite import connect_raw, driver, in_words

COMPANIONS: Final = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a board while it is open."""

_PAGES: Final = 512
"""Copied in one go, 2 MB; the rep may stop it between two."""


def companions(path: Path) -> tuple[Path, ...]:
    """The files that may stand beside a board."""
    return tuple(path.with_name(path.name + ending) for ending in COMPANIONS)


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """A driver connection that cannot change the file. Where no log stands beside it nobody has it open, and
    nothing is put beside it."""
    open_somewhere = path.with_name(path.name + "-wal").exists()
    with _in_words(path):
        connection = connect_raw(path, query="mode=ro" if open_somewhere else "mode=ro&immutable=1")
        try:
            yield connection
        finally:
            connection.close()


def marks_of(path: Path) -> tuple[int, int]:
    """The numbers in the file's header that say whose it is and in which format."""
    with reading(path) as connection:
        marked, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    return marked, version


def problems_of(path: Path, *, thorough: bool = False) -> list[str]:
    """What is wrong with the file's structure, nothing when it is whole. Reads all of it; ``thorough``
    compares indexes with tables as well."""
    check = "integrity_check" if thorough else "quick_check"
    try:
        with reading(path) as connection:
            found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(5)")]
    except BoardFileError as error:
        return [str(error.__cause__ or error)]
    return [] if found == ["ok"] else found


def counts_of(path: Path, tables: Sequence[str]) -> dict[str, int]:
    """How many rows the tables have; those that are not there are left out."""
    with reading(path) as connection:
        return _counts(connection, tables)


def copy_into(
    source: Path, target: Path, tables: Sequence[str], progress: Callable[[int, int], None]
) -> dict[str, int]:
    """All of a board, as it is now, into an empty file; returns how many rows the tables have. ``progress``
    is told pages done and in all, and may raise to stop."""
    with reading(source) as connection, _in_words(target):
        into = connect_raw(target)
        try:
            # Held open, the read keeps the copy to one state however much is written meanwhile; without it,
            # each commit of another connection would start the copy anew.
            connection.execute("BEGIN")
            counts = _counts(connection, tables)
            connection.backup(
                into, pages=_PAGES, progress=lambda status, left, total: progress(total - left, total)
            )
            connection.execute("ROLLBACK")
        finally:
            into.close()
    return counts


def is_open_elsewhere(path: Path) -> bool:
    """Whether a connection of this or another program has the file open."""
    try:
        connection = connect_raw(path, busy=0)
    except driver.Error:
        return False
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except driver.Error as error:
        return "locked" in str(error) or "busy" in str(error)
    finally:
        connection.close()
    return False


def fill(path: Path, marks: tuple[int, int], statements: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """Make an empty file a database with these numbers in its header, by statements with their values."""
    with _in_words(path):
        connection = connect_raw(path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for name, number in zip(("application_id", "user_version"), marks, strict=True):
                connection.execute(f"PRAGMA {name} = {number}")
            for statement, values in statements:
                connection.execute(statement, values)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()


def change_tables(path: Path, change: Callable[[sa.Connection], int]) -> None:
    """Change the tables, all or nothing; ``change`` returns the new format number. No reference may lead
    nowhere in the end."""
    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect_raw(path),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    try:
        with _in_words(path), engine.connect() as connection:
            # A table that is made anew is dropped on the way: its rows' references must not follow it.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = FULL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                version = change(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise BoardFileError(f"The board {path} would have references that lead nowhere.")
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.connection.rollback()
                raise
    finally:
        engine.dispose()


def _counts(connection: Any, tables: Sequence[str]) -> dict[str, int]:
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in tables
        if name in there
    }


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (sa.exc.DBAPIError, driver.Error) as error:
        raise in_words(error, path) from error
