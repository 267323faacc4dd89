"""The calendar of plans, kept up to date at the path that the rep chose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from dreamboard.app.exports import plans_file_of
from dreamboard.app.workspace import Workspace
from dreamboard.domain.model import Account, Contact, Plan, Pursuit, Setting
from dreamboard.presentation.jobs import Job, Jobs
from dreamboard.services.changes import ChangeSet

REST_MS = 1_500
"""How long after a change the file is written, so that several make one."""


class PlansFile(QObject):
    """Writes the file some time after a change to what it shows. A failure is told, once for each path."""

    failed = Signal(str)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._job: Job | None = None
        self._told: Path | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._write)

    def follow(self, changes: ChangeSet) -> None:
        """A change to the board."""
        if changes.bulk or any(changes.of(kind) for kind in (Plan, Pursuit, Account, Contact, Setting)):
            self._timer.start()

    def _write(self) -> None:
        if self._job is not None:
            self._timer.start()
            return
        path = plans_file_of(self._workspace.queries)
        if path is None:
            return
        from dreamboard.exchange.leaving import export_plans

        queries, at = self._workspace.queries, self._workspace.clock.now()
        self._job = self._jobs.start(lambda _progress: export_plans(queries, path, at))
        self._job.finished.connect(lambda _count: self._ended(None, ""))
        self._job.failed.connect(lambda problem: self._ended(path, problem))
        self._job.cancelled.connect(lambda: self._ended(None, ""))

    def _ended(self, path: Path | None, problem: str) -> None:
        self._job = None
        if path is not None and path != self._told:
            self._told = path
            self.failed.emit(problem)
