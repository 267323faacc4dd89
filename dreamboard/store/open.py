"""Opening a board's file, or making a new one; nothing else opens files for the store."""

from __future__ import annotations

from pathlib import Path

from dreamboard.services.ports import Clock
from dreamboard.store.board import Board
from dreamboard.store.create import create_file
from dreamboard.store.sqlite import BUSY_SECONDS, SqliteBackend


def open_board(path: Path, clock: Clock, *, busy: float = BUSY_SECONDS) -> Board:
    """The board in this file; a missing one is made, with the default columns. ``busy`` is how many seconds
    a change waits for another program's.

    Raises ``BoardFileError`` with the file unchanged when it is there and cannot be opened as a board.
    """
    if not path.exists():
        create_file(path)
    return Board(path, SqliteBackend(path, busy=busy), clock)
