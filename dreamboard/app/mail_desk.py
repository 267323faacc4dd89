"""Mail, meetings and people that were let go over a card: read aside, brought there in one step, and told."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from PySide6.QtCore import QObject

from dreamboard.app.files_desk import FilesDesk
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import BadInput
from dreamboard.domain.words import quoted
from dreamboard.presentation.import_model import Answers
from dreamboard.presentation.jobs import Jobs, Progress
from dreamboard.presentation.mime import Files
from dreamboard.services.dispatcher import Done
from dreamboard.services.import_plan import ImportPlan, KeepStranger, LineOutcome, Stranger
from dreamboard.ui.card_flows import Means
from dreamboard.ui.main_window import MainWindow

AT_ONCE: Final = 4 * 1024 * 1024
"""Bytes that are brought without a word; more than that is shown first, with progress and Cancel."""


@dataclass(frozen=True, slots=True)
class _Brought:
    paths: tuple[Path, ...]
    plan: ImportPlan | None  # None: so much that the rep should look first
    done: Done | None = None


class MailDesk(QObject):
    """Takes what was dropped on a card or on its timeline."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        means: Means,
        jobs: Jobs,
        files: FilesDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._means = means
        self._jobs = jobs
        self._files = files
        self._offer: tuple[int, Stranger] | None = None

    def bring(self, pursuit_id: int, files: Files) -> None:
        """Read the files aside and bring them to the card. A question, or much to read, opens the import
        window for it."""
        importer = self._files.importer(pursuit_id)
        folder = Path(mkdtemp(prefix="dreamboard-")) if files.message else None

        def work(progress: Progress) -> _Brought:
            paths = tuple(map(Path, files.paths))
            if folder is not None:
                paths = (folder / "message.eml",)
                paths[0].write_bytes(files.message)
            if sum(map(_size, paths)) > AT_ONCE:
                return _Brought(paths, None)
            plan = importer.plan(paths, Answers(), progress, progress.cancelled)
            if plan.asks or plan.changes_nothing:
                return _Brought(paths, plan)
            return _Brought(paths, plan, importer.apply(plan))

        job = self._jobs.start(work)
        job.finished.connect(lambda brought: self._brought(pursuit_id, brought, folder))
        job.failed.connect(self._means.bridge.refused)
        for ended in (job.failed, job.cancelled):
            ended.connect(lambda *_: _remove(folder))

    def keep_stranger(self) -> None:
        """The one that was offered becomes a contact."""
        offer, self._offer = self._offer, None
        if offer is not None:
            self._means.bridge.run(KeepStranger(*offer))

    def _brought(self, pursuit_id: int, brought: _Brought, folder: Path | None) -> None:
        if brought.plan is None or brought.plan.asks:
            window = self._files.import_to_card(pursuit_id, brought.paths)
            if window is not None:
                window.finished.connect(lambda _result: _remove(folder))
                return
        _remove(folder)
        card = self._means.presenter.model.card(pursuit_id)
        if brought.plan is None or card is None:
            return
        account = card.account
        self._offer = None
        if brought.done is None:
            self._window.snack.tell(self._told(brought.plan, account))
            return
        self._means.bridge.accept(brought.done)
        offer = ""
        if brought.plan.strangers:
            stranger = brought.plan.strangers[0]
            self._offer = (card.account_id, stranger)
            offer = self.tr("Add {who} as a contact").format(who=(stranger.name or stranger.address)[:40])
        self._window.snack.tell(self._told(brought.plan, account), undo=True, offer=offer)

    def _told(self, plan: ImportPlan, account: str) -> str:
        """What came, and why the rest did not, as one sentence or two."""
        tally = Counter(line.outcome for line in plan.lines)
        came = [line for line in plan.lines if line.outcome in (LineOutcome.CREATED, LineOutcome.UPDATED)]
        left = [line for line in plan.lines if line.outcome in (LineOutcome.SKIPPED, LineOutcome.REJECTED)]
        told = []
        if len(came) == 1:
            name = quoted(came[0].name, 60)
            came_as = self.tr("“{name}” came to {account}.") if name else self.tr("It came to {account}.")
            told.append(came_as.format(name=name, account=account))
        elif came:
            told.append(self.tr("{n} came to {account}.").format(n=len(came), account=account))
        if tally[LineOutcome.UNCHANGED]:
            told.append(
                self.tr("It is there already.")
                if len(plan.lines) == 1
                else self.tr("{n} were there already.").format(n=tally[LineOutcome.UNCHANGED])
            )
        if left:
            reasons = ", ".join(dict.fromkeys(line.text for line in left[:3]))
            told.append(self.tr("{n} left out: {reasons}.").format(n=len(left), reasons=reasons))
        told += plan.notes
        return " ".join(told)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from None


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
