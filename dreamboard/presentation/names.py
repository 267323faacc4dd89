"""The names of the board, kept ready for the quick log: read aside, and again after a change of names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from dreamboard.domain.model import Account, Contact, Employment, Idea, Pursuit, Round, Stage
from dreamboard.presentation.jobs import Job, Jobs
from dreamboard.services.changes import ChangeSet
from dreamboard.services.read_models import Naming

if TYPE_CHECKING:  # brings the library that compares words, which no first paint needs
    from dreamboard.services.quick_log_names import NamingIndex

_KINDS = (Account, Contact, Employment, Idea, Pursuit, Round, Stage)
_PAUSE_MS = 2000
"""A big board's names take a tenth of a second of every thread: not while one action follows another."""


class Names(QObject):
    """Names and their index. A big board's take a few frames to read, so a pool does it."""

    def __init__(self, read: Callable[[], Naming], jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._jobs = jobs
        self._naming: Naming | None = None
        self._index: NamingIndex | None = None
        self._reading: Job | None = None  # what it brings is up to date
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)

    def follow(self, changes: ChangeSet) -> None:
        """Names may have changed: they are read again soon, and at once when they are asked for before."""
        if changes.bulk or any(changes.of(kind) for kind in _KINDS):
            self._naming = self._index = self._reading = None
            self._pause.start()

    def refresh(self) -> None:
        """Read them aside."""
        job = self._jobs.start(lambda _progress: self._fresh())
        self._reading = job
        job.finished.connect(lambda fresh: self._take(fresh) if job is self._reading else None)

    def stop(self) -> None:
        """Read no more."""
        self._pause.stop()

    def naming(self) -> Naming:
        """The names as they are."""
        if self._naming is None:
            self._take(self._fresh())
        assert self._naming is not None
        return self._naming

    def index(self) -> NamingIndex:
        """The names, ready to be looked up."""
        if self._index is None:
            self._take(self._fresh())
        assert self._index is not None
        return self._index

    def _fresh(self) -> tuple[Naming, NamingIndex]:
        from dreamboard.services.quick_log_names import NamingIndex

        naming = self._read()
        return naming, NamingIndex(naming)

    def _take(self, fresh: tuple[Naming, NamingIndex]) -> None:
        self._naming, self._index = fresh
