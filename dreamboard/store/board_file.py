"""A board's file looked at from outside: its header, its damage, its modes. Nothing here changes a file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from dreamboard.domain.errors import BoardFileError
from dreamboard.store.schema import APPLICATION_ID, SCHEMA_VERSION
from dreamboard.store.sqlite import connect_raw

COMPANIONS: Final = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a board while it is open."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself."""

    application_id: int
    version: int


def companions(path: Path) -> tuple[Path, ...]:
    """The files that may stand beside a board."""
    return tuple(path.with_name(path.name + ending) for ending in COMPANIONS)


def header_of(path: Path) -> Header:
    """What the file says of itself. Raises ``BoardFileError`` when it is no board at all.

    SQLite itself reads it: closing a file that was opened past it would drop the locks of every connection
    this program has to it.
    """
    try:
        if not path.is_file():
            raise BoardFileError(f"{path} is not a file, so it cannot be a board. Choose another.")
        if path.stat().st_size == 0:
            raise BoardFileError(
                f"{path} is empty, so it is not a board. Restore a backup, or remove the file to start anew."
            )
        if not os.access(path, os.R_OK):
            raise BoardFileError(f"The board {path} may not be read. Allow reading it.")
        connection = reading(path)
        try:
            marked = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        finally:
            connection.close()
    except (OSError, driver.Error) as error:
        raise BoardFileError(
            f"{path} is not a board, or it is damaged ({error}). It was left as it is: choose another file, "
            "or restore a backup."
        ) from error
    if marked != APPLICATION_ID:
        raise BoardFileError(
            f"{path} is a database of another program, not a board. It was left as it is: choose "
            "another file."
        )
    return Header(marked, version)


def check_version(path: Path, header: Header) -> None:
    """Raises ``BoardFileError`` for a board that a newer program has written."""
    if header.version > SCHEMA_VERSION:
        raise BoardFileError(
            f"The board {path} was written by a newer version of Dreamboard (format {header.version}; this "
            f"program knows {SCHEMA_VERSION}). It was left as it is: install the newer program to open it."
        )


def check_whole(path: Path) -> None:
    """Raises ``BoardFileError`` when the file is damaged. Reads all of it: about 5 ms a megabyte."""
    problems = damage(path)
    if problems:
        raise BoardFileError(f"The board {path} is damaged ({problems[0]}). It was left as it is.")


def damage(path: Path) -> list[str]:
    """What is wrong with the file's structure; nothing when it is whole."""
    try:
        found = [str(row[0]) for row in _asked(path, "PRAGMA quick_check(5)")]
    except BoardFileError as error:
        return [str(error.__cause__ or error)]
    return [] if found == ["ok"] else found


def reading(path: Path) -> Any:
    """A driver connection that cannot change the file. Where no log stands beside it nobody has it open, and
    nothing is put beside it."""
    open_somewhere = path.with_name(path.name + "-wal").exists()
    return connect_raw(path, query="mode=ro" if open_somewhere else "mode=ro&immutable=1")


def check_writable(path: Path) -> None:
    """Raises ``BoardFileError`` when the file or its folder may not be written."""
    for place, what in ((path, "file"), (path.parent, "folder")):
        if not os.access(place, os.W_OK):
            raise BoardFileError(
                f"The board {path} cannot be written: the {what} {place} is read-only. Allow writing to it, "
                "or copy the board to another folder."
            )


def too_open(path: Path) -> bool:
    """Whether others than its owner may look at a file or folder."""
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _asked(path: Path, question: str) -> list[Any]:
    try:
        connection = reading(path)
        try:
            return list(connection.execute(question).fetchall())
        finally:
            connection.close()
    except driver.Error as error:
        raise BoardFileError(f"The board {path} cannot be read: it is damaged ({error}).") from error
