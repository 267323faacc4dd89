"""An open board: units of work and questions, each thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dreamboard.services.ports import Clock, Queries, UnitOfWork
from dreamboard.store.backend import Backend
from dreamboard.store.link import Link
from dreamboard.store.queries import SqlQueries
from dreamboard.store.unit_of_work import SqlUnitOfWork


class Board:
    """What ``open_board`` gives. Close it in the end.

    One thread, the one that opened the board unless another called ``settle``, keeps its connection; any
    other gets one for each unit of work or question.
    """

    def __init__(self, path: Path, backend: Backend, clock: Clock) -> None:
        self.path = path
        self.backend = backend
        self.queries: Queries = SqlQueries(self.link, clock)
        self._kept = Link(backend)
        self._thread = threading.get_ident()

    def settle(self) -> None:
        """The calling thread is the one whose connection is kept from now on."""
        self._thread = threading.get_ident()

    def unit(self) -> UnitOfWork:
        """A new unit of work, to be entered with ``with``."""
        if threading.get_ident() == self._thread:
            return SqlUnitOfWork(self._kept)
        own = Link(self.backend)
        return SqlUnitOfWork(own, finished=own.close)

    @contextmanager
    def link(self) -> Iterator[Link]:
        """The calling thread's connection, in a read transaction."""
        if threading.get_ident() == self._thread:
            with self._kept.reading():
                yield self._kept
            return
        own = Link(self.backend)
        try:
            with own.reading():
                yield own
        finally:
            own.close()

    def tidy(self) -> None:
        """Move what waits in the write-ahead log into the file: some 20 ms of disk, best on another thread
        while the rep does nothing. Changes go on meanwhile."""
        own = Link(self.backend)
        try:
            with own.words():
                self.backend.tidy(own.connection)
        finally:
            own.close()

    def wipe(self) -> None:
        """Nothing that was erased stays in the board's file, as ``store.wiping`` has it; where nothing was,
        nothing is done. Best on another thread. Raises ``DreamboardError`` when it cannot be done now."""
        from dreamboard.store.wiping import is_due, wipe  # late: done once in years

        own = Link(self.backend)
        try:
            if is_due(own):
                wipe(own)
        finally:
            own.close()

    def close(self) -> None:
        """Let go of the file. Closing twice is closing once."""
        self._kept.close()
        self.backend.dispose()
