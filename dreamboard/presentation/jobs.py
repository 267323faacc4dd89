"""Longer work aside: on a pool, with progress and Cancel, results back on the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from dreamboard.domain.errors import DreamboardError

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The rep pressed Cancel; the work left no trace."""


class Progress:
    """What the work holds: says how far it is, and learns that it should stop. Any thread."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        """So much of so much is done. Raises ``Cancelled`` when the rep has had enough."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next word."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


Work = Callable[[Progress], Any]


class Job(QObject):
    """One piece of work under way. Exactly one of ``finished``, ``failed`` and ``cancelled`` comes, on the
    thread that started the job."""

    progressed = Signal(int, int)  # done, total
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    over = Signal()  # after any of the three
    _ended = Signal(object, object)  # result, error

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.progress = Progress(self.progressed.emit)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop."""
        self.progress.cancel()

    def run(self) -> None:
        """Do the work, on the pool's thread."""
        result: object = None
        error: BaseException | None = None
        try:
            result = self.work(self.progress)
        except BaseException as raised:
            error = raised
        self._ended.emit(result, error)

    @Slot(object, object)
    def _end(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, DreamboardError):
            self.failed.emit(str(error))
        else:
            log.error("a job failed", exc_info=error)
            self.failed.emit(f"{type(error).__name__}: {error}")
        self.over.emit()


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class Jobs(QObject):
    """The pool, and the jobs that run on it, kept alive until they are over."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: set[Job] = set()

    def start(self, work: Work) -> Job:
        """Put work on the pool. Connect to the job's signals before returning to the event loop."""
        job = Job(work, self)
        self._running.add(job)
        job.over.connect(lambda: self._forget(job))
        self.busy_changed.emit(True)
        self._pool.start(_Runner(job))
        return job

    @property
    def busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._running)

    def stop(self, wait_ms: int = 5000) -> bool:
        """Cancel everything and wait; whether all of it ended in time."""
        for job in list(self._running):
            job.cancel()
        return self._pool.waitForDone(wait_ms)

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
        job.deleteLater()
        self.busy_changed.emit(bool(self._running))
