"""Everything special to SQLite: the driver, pragmas, transactions, ids, error codes and full-text search.

The driver is ``sqlcipher3`` for its current SQLite, the same on every machine; without a passphrase it reads
and writes plain SQLite files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from dreamboard.domain.errors import BoardFileError, DreamboardError, Refused

driver: Final = dbapi2

BUSY_SECONDS: Final = 3.0
"""How long a change waits for another program's before it is refused."""

SEARCH_TABLE: Final = "search"
SEARCH_DDL: Final = (
    # Without content: the words are those of the rows themselves, read again to be shown.
    f"CREATE VIRTUAL TABLE {SEARCH_TABLE} USING fts5("
    "words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
)

_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # a commit that was confirmed outlives a power cut
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -16384",
    "PRAGMA journal_mode = WAL",
    # The log is moved into the file by ``tidy``, when the rep does nothing; without it, by a commit after
    # some hundred changes, which then takes ten times as long.
    "PRAGMA wal_autocheckpoint = 4000",
)


def connect_raw(path: Path, *, query: str = "", busy: float = BUSY_SECONDS) -> Any:
    """A bare driver connection, no pragma set; ``query`` is of the file's URI, such as ``mode=ro``. Without
    one the file must exist."""
    return driver.connect(
        f"{path.absolute().as_uri()}?{query or 'mode=rw'}",
        uri=True,
        timeout=busy,
        isolation_level=None,  # transactions are begun in words, never by the driver's guess
        check_same_thread=False,
        cached_statements=256,
    )


class SqliteBackend:
    """A board in a SQLite file; a ``Backend``."""

    errors: tuple[type[Exception], ...] = (
        sa.exc.DBAPIError,
        driver.Error,
        OverflowError,
        UnicodeEncodeError,
    )

    def __init__(self, path: Path, *, busy: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy = busy
        self._identity = _identity(path)
        self._engine = sa.create_engine(
            "sqlite://",
            module=driver,
            creator=self._create,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            query_cache_size=800,
        )

    def _create(self) -> Any:
        connection = connect_raw(self.path, busy=self._busy)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except driver.Error:
            connection.close()
            raise
        return connection

    def connect(self) -> sa.Connection:
        try:
            return self._engine.connect()
        except self.errors as error:
            raise self.in_words(error) from error

    def dispose(self) -> None:
        self._engine.dispose()

    def begin(self, connection: sa.Connection, *, writing: bool) -> None:
        # A read that becomes a write fails at once when another program wrote in between, whatever the
        # timeout.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    def first_free_id(self, connection: sa.Connection, table: str) -> int:
        given = connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).scalar()
        return 1 if given is None else int(given) + 1

    def version(self, connection: sa.Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def tidy(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def wipe(self, connection: sa.Connection) -> None:
        # Deleted rows stay readable in free pages, and the log holds pages as they were.
        connection.exec_driver_sql("VACUUM")
        if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
            raise Refused(
                f"Another program is reading the board {self.path}, so what was erased is still in its log."
            )

    def still_there(self) -> None:
        """A file that was deleted or replaced while open would still take every write, and lose it."""
        if self._identity is not None and _identity(self.path) != self._identity:
            raise BoardFileError(
                f"The board's file {self.path} was moved, replaced or deleted while it was open. "
                "Put it back and start the program again; nothing more is written until then."
            )

    def in_words(self, error: Exception) -> DreamboardError:
        return in_words(error, self.path)

    def search_put(self, connection: sa.Connection, documents: Sequence[tuple[int, str]], new: bool) -> None:
        verb = "INSERT" if new else "INSERT OR REPLACE"
        if documents:
            connection.exec_driver_sql(
                f"{verb} INTO {SEARCH_TABLE} (rowid, words) VALUES (?, ?)", list(documents)
            )

    def search_drop(self, connection: sa.Connection, numbers: Iterable[int]) -> None:
        gone = [(number,) for number in numbers]
        if gone:
            connection.exec_driver_sql(f"DELETE FROM {SEARCH_TABLE} WHERE rowid = ?", gone)

    def search_find(
        self, connection: sa.Connection, words: Sequence[str], first: int, end: int, limit: int
    ) -> list[int]:
        # Each word stands in quotes, so that nothing in it is taken for the query language.
        query = " ".join('"' + word.replace('"', '""') + '"*' for word in words)
        found = connection.exec_driver_sql(
            f"SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH ? AND rowid >= ? AND rowid < ? "
            "ORDER BY rowid DESC LIMIT ?",
            (query, first, end, limit),
        )
        return [row[0] for row in found]

    def search_count(self, connection: sa.Connection) -> int:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {SEARCH_TABLE}").scalar_one())

    def search_clear(self, connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"INSERT INTO {SEARCH_TABLE} ({SEARCH_TABLE}) VALUES ('delete-all')")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return (0, 0)
    # Windows may give no file numbers, and does not let an open file be deleted.
    return (status.st_dev, status.st_ino) if status.st_ino else None


def in_words(error: Exception, path: Path) -> DreamboardError:
    """The driver's error as a sentence: what happened to which file, and what to do about it."""
    if isinstance(error, OverflowError):
        return Refused("A number is too large to be kept. Nothing was changed.")
    if isinstance(error, UnicodeEncodeError):
        return Refused("A text holds half a character and cannot be kept. Nothing was changed.")
    original = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    text = str(original).lower()
    for words, kind, sentence in _SENTENCES:
        if any(word in text for word in words):
            return kind(sentence.format(path=path))
    return BoardFileError(f"The board {path} could not be read or written: {original}.")


_SENTENCES: Final[tuple[tuple[tuple[str, ...], type[DreamboardError], str], ...]] = (
    (
        ("is locked", "is busy"),
        Refused,
        (
            "Another program is writing to the board {path} and has not finished. Nothing was changed; "
            "try again in a moment."
        ),
    ),
    (
        ("disk is full",),
        Refused,
        "The disk that holds the board {path} is full. Nothing was changed; make room and try again.",
    ),
    (
        ("readonly", "read-only"),
        Refused,
        (
            "The board {path} can be read but not written: the file, its folder or its disk is read-only. "
            "Nothing was changed; allow writing there, or copy the board to another folder."
        ),
    ),
    (
        ("malformed", "not a database", "corrupt"),
        BoardFileError,
        (
            "The board {path} is damaged. Close the program, keep a copy of the file, and restore the "
            "newest backup."
        ),
    ),
    (
        ("unable to open",),
        BoardFileError,
        "The board {path} cannot be opened: check that its folder is there and may be written.",
    ),
    (
        ("disk i/o error",),
        BoardFileError,
        (
            "The disk that holds the board {path} is full or failing. The last change is not on it; "
            "make room or check the disk, then start again."
        ),
    ),
    (
        ("foreign key",),
        Refused,
        (
            "Something that this belongs to is no longer on the board, so nothing was changed. "
            "Restore that first."
        ),
    ),
    (
        ("unique",),
        Refused,
        "There is already one like this on the board, so nothing was changed.",
    ),
    (
        ("check constraint", "not null"),
        Refused,
        "A value is not one the board can keep, so nothing was changed.",
    ),
)
