"""Backups: whole copies of a board, each opened and checked before it counts as one."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from dreamboard.domain.errors import BoardFileError, DreamboardError, Refused
from dreamboard.store.board_file import check_version, header_of
from dreamboard.store.private_files import create_private_file, make_private_folder
from dreamboard.store.retention import kept
from dreamboard.store.schema import TABLES, journal
from dreamboard.store.sqlite_file import (
    companions,
    copy_into,
    counts_of,
    is_open_elsewhere,
    problems_of,
    reading,
)

DUE_AFTER: Final = timedelta(minutes=30)
"""How old the last backup has to be before a start makes another."""

Progress = Callable[[int, int], bool]
"""Told pages done and pages in all; answers whether to go on."""

_TABLES: Final = tuple(table.name for table in (*TABLES.values(), journal))
_STAMP: Final = "%Y-%m-%d %H.%M.%S"
_SUFFIX: Final = ".dreamboard-backup"


class Cancelled(Refused):
    """The rep stopped it; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup of a board."""

    path: Path
    at: datetime


def folder_of(board: Path) -> Path:
    """Where the backups of a board lie: beside it."""
    return board.with_name(board.name + " backups")


def backups_of(board: Path) -> tuple[Backup, ...]:
    """The backups of a board, newest first; by their names, unopened."""
    found = []
    pattern = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)( \d+)?" + re.escape(_SUFFIX))
    folder = folder_of(board)
    for path in folder.iterdir() if folder.is_dir() else ():
        match = pattern.fullmatch(path.name)
        if match:
            found.append(Backup(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return tuple(
        sorted(found, key=lambda backup: (backup.at, len(backup.path.name), backup.path.name), reverse=True)
    )


def newest_good(board: Path) -> Backup | None:
    """The newest backup that can be opened by this program and is whole."""
    return next((backup for backup in backups_of(board) if is_good(backup.path)), None)


def is_good(path: Path) -> bool:
    """Whether the file is a whole board that this program can open."""
    try:
        check_version(path, header_of(path))
    except BoardFileError:
        return False
    return not problems_of(path)


def make_backup(board: Path, at: datetime, progress: Progress | None = None) -> Backup:
    """A new backup, verified, and the old ones thinned. Usable from any thread, beside an open board.

    Raises ``DreamboardError`` when the board is damaged, the copy is not what it should be or there is no
    room; then there is no backup and no old one is removed. ``Cancelled`` when ``progress`` says so.
    """
    folder = folder_of(board)
    try:
        make_private_folder(folder)
        path = _free_name(folder, at)
    except OSError as error:
        raise Refused(f"No backup can be made in {folder}: {error.strerror or error}.") from error
    copy_board(board, path, progress)
    made = Backup(path, at.astimezone(UTC).replace(microsecond=0))
    thin(board, at)
    return made


def back_up_if_due(board: Path, at: datetime, progress: Progress | None = None) -> Backup | None:
    """What a start does once the window is painted: a backup when the last one is over half an hour old and
    something changed since."""
    last = next(iter(backups_of(board)), None)
    if last is not None:
        recent = timedelta(0) <= at - last.at <= DUE_AFTER
        if recent or (is_good(last.path) and _state(last.path) == _state(board)):
            return None
    return make_backup(board, at, progress)


def thin(board: Path, at: datetime) -> None:
    """Remove the backups that are too many, and what an interrupted one left behind. Before the newest is
    known to be good none is removed."""
    backups = backups_of(board)
    keep = kept([backup.at for backup in backups], at)
    for number, backup in enumerate(backups):
        if number not in keep:
            backup.path.unlink(missing_ok=True)
    for leftover in folder_of(board).glob(".*.part*"):
        leftover.unlink(missing_ok=True)


def copy_board(board: Path, path: Path, progress: Progress | None = None) -> None:
    """A verified copy of a board under another name, readable by its owner alone; replaces what is there."""
    check_version(board, header_of(board))
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        create_private_file(draft)
        _copy(board, draft, progress)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise Refused(
            f"The board could not be copied to {path}: {error.strerror or error}. Check that there is room "
            "and that the folder may be written."
        ) from error
    finally:
        for left in (draft, *companions(draft)):
            left.unlink(missing_ok=True)


def restore(board: Path, backup: Path, at: datetime) -> Backup | None:
    """Put a backup in the board's place; it must not be open in any window. What was there is backed up
    first, or kept aside under another name where it is too damaged for that. Returns that backup.

    Raises ``DreamboardError`` when the backup is no good or there is no room; then nothing has changed.
    """
    draft = board.with_name(f".{board.name}.{secrets.token_hex(4)}.restored")
    before: Backup | None = None
    try:
        make_private_folder(board.parent)
        copy_board(backup, draft)
        if board.exists():
            if is_open_elsewhere(board):
                # It would go on writing to the file that was replaced.
                raise Refused(f"The board {board} is open in a window. Close that first.")
            before = _kept_aside(board, at)
        # A log of the board that goes would be taken for one of the board that comes.
        for companion in companions(board):
            companion.unlink(missing_ok=True)
        draft.replace(board)
        sync_folder(board.parent)
    except OSError as error:
        raise Refused(f"The backup could not be put at {board}: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return before


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder outlive a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy(board: Path, draft: Path, progress: Progress | None) -> None:
    """Copy, then open the copy and read it: it is whole, and holds as many rows as were in the board."""

    def told(done: int, total: int) -> None:
        if progress is not None and not progress(done, total):
            raise Cancelled("The backup was stopped.")

    counts = copy_into(board, draft, _TABLES, told)
    problems = problems_of(draft)
    if problems:
        raise BoardFileError(
            f"The board {board} is damaged ({problems[0]}), so a copy of it would be too: none was kept."
        )
    if counts_of(draft, _TABLES) != counts:
        raise BoardFileError(f"A copy of {board} did not hold what the board holds, and was not kept.")


def _state(board: Path) -> list[tuple[int | None, ...]]:
    """Differs whenever something was done, undone or done again."""
    with reading(board) as connection:
        return list(connection.execute("SELECT count(*), max(id), sum(undone) FROM journal"))


def _free_name(folder: Path, at: datetime) -> Path:
    stamp = at.astimezone(UTC).strftime(_STAMP)
    path, number = folder / f"{stamp}{_SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stamp} {number}{_SUFFIX}", number + 1
    return path


def _kept_aside(board: Path, at: datetime) -> Backup | None:
    try:
        return make_backup(board, at)
    except DreamboardError:
        # Damaged, or no board: there is nothing to verify, but nothing is thrown away either.
        for path in (board, *companions(board)):
            if path.exists():
                path.replace(path.with_name(f"{path.name}.replaced {at.astimezone(UTC):{_STAMP}}"))
        return None
