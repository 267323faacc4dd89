"""A board's file looked at from outside: its header, its damage, its modes. Nothing here changes a file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dreamboard.domain.errors import BoardFileError
from dreamboard.store.schema import APPLICATION_ID, SCHEMA_VERSION
from dreamboard.store.sqlite_file import marks_of, problems_of


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself."""

    application_id: int
    version: int


def header_of(path: Path) -> Header:
    """What the file says of itself. Raises ``BoardFileError`` when it is no board at all."""
    try:
        if not path.is_file():
            raise BoardFileError(f"{path} is not a file, so it cannot be a board. Choose another.")
        if path.stat().st_size == 0:
            raise BoardFileError(
                f"{path} is empty, so it is not a board. Restore a backup, or remove the file to start anew."
            )
        if not os.access(path, os.R_OK):
            raise BoardFileError(f"The board {path} may not be read. Allow reading it.")
    except OSError as error:
        raise BoardFileError(f"The board {path} cannot be read: {error.strerror or error}.") from error
    try:
        header = Header(*marks_of(path))
    except BoardFileError as error:
        if "disk i/o" in str(error.__cause__ or error).lower():
            # The file may be whole: beside it there is no room for what reading it needs.
            raise BoardFileError(
                f"The disk that holds the board {path} is full or failing. The board was left as it is: "
                "make room or check the disk, then start again."
            ) from error
        raise BoardFileError(
            f"{path} is not a board, or it is damaged ({error.__cause__ or error}). It was left as it is: "
            "choose another file, or restore a backup."
        ) from error
    if header.application_id != APPLICATION_ID:
        raise BoardFileError(
            f"{path} is a database of another program, not a board. It was left as it is: choose "
            "another file."
        )
    return header


def check_version(path: Path, header: Header) -> None:
    """Raises ``BoardFileError`` for a board that a newer program has written."""
    if header.version > SCHEMA_VERSION:
        raise BoardFileError(
            f"The board {path} was written by a newer version of Dreamboard (format {header.version}; this "
            f"program knows {SCHEMA_VERSION}). It was left as it is: install the newer program to open it."
        )


def check_whole(path: Path) -> None:
    """Raises ``BoardFileError`` when the file is damaged. Reads all of it: about 5 ms a megabyte."""
    problems = problems_of(path)
    if problems:
        raise BoardFileError(f"The board {path} is damaged ({problems[0]}). It was left as it is.")


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
