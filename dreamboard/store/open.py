"""Opening a board's file, or making a new one."""

from __future__ import annotations

from pathlib import Path

from dreamboard.domain.errors import BoardFileError
from dreamboard.services.ports import Clock
from dreamboard.store.board import Board
from dreamboard.store.board_file import check_version, check_whole, check_writable, header_of
from dreamboard.store.schema import SCHEMA_VERSION
from dreamboard.store.sqlite import BUSY_SECONDS, SqliteBackend


def open_board(
    path: Path, clock: Clock, *, busy: float = BUSY_SECONDS, check: bool = True, create: bool = True
) -> Board:
    """The board in this file; a missing one is made, with the default columns, unless ``create`` is false.

    An older board is backed up and brought up to date. ``busy`` is how many seconds a change waits for
    another program's. ``check`` reads the whole file for damage first (about 5 ms a megabyte); a window that
    wants to be painted sooner leaves it out, and calls ``check_board`` on another thread before it makes a
    backup.

    Raises ``BoardFileError`` with the file unchanged when it is there and cannot be opened as a board;
    its ``backup`` is the newest good one.
    """
    if not path.exists():
        if not create:
            raise BoardFileError(f"There is no board at {path}. Check the name, or start a new one there.")
        # The tables as they are made take a while to build, and are needed this once.
        from dreamboard.store.create import create_file

        create_file(path)
        check = False
    try:
        header = header_of(path)
        check_version(path, header)
        check_writable(path)
        # A step that fails half-way on a damaged file would be blamed on the step.
        if check or header.version < SCHEMA_VERSION:
            check_whole(path)
    except BoardFileError as error:
        raise with_backup(error, path) from error.__cause__
    if header.version < SCHEMA_VERSION:
        from dreamboard.store.backup import make_backup
        from dreamboard.store.migrate import migrate

        make_backup(path, clock.now())
        migrate(path)
    try:
        return Board(path, SqliteBackend(path, busy=busy), clock)
    except BoardFileError as error:
        raise with_backup(error, path) from error.__cause__


def check_board(path: Path) -> None:
    """Read the whole file for damage, on any thread, beside an open board. Raises ``BoardFileError`` as
    ``open_board`` does."""
    try:
        check_whole(path)
    except BoardFileError as error:
        raise with_backup(error, path) from error.__cause__


def with_backup(error: BoardFileError, path: Path) -> BoardFileError:
    """The error with the newest good backup named."""
    from dreamboard.store.backup import newest_good  # late: a whole board is opened without it

    backup = newest_good(path)
    if backup is None:
        return error
    return BoardFileError(
        f"{error} The newest good backup is of {backup.at:%d %B %Y, %H:%M} UTC: {backup.path}", backup.path
    )
