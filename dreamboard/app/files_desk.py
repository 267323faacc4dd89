"""Files in and out of the window: other boards, imports, exports, backups, the trash."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from dreamboard.app.workspace import Workspace
from dreamboard.presentation.jobs import Jobs, Progress
from dreamboard.services.commands import ChangeSetting
from dreamboard.services.dispatcher import Done
from dreamboard.services.read_models import KeptFile
from dreamboard.ui.card_flows import Means
from dreamboard.ui.main_window import MainWindow

if TYPE_CHECKING:  # loaded when something is first imported
    from dreamboard.app.importer import BoardImporter
    from dreamboard.app.preset_shelf import FolderShelf

_BOARDS = "*.dreamboard"


class FilesDesk(QObject):
    """Opens the windows that read and write files. Another board opens in a program of its own, so that one
    window is one board. Each window is loaded when it is first asked for."""

    told = Signal(str)  # what was done, for the bar
    restore_wanted = Signal(object)  # Path of a backup: the board has to be closed for that

    def __init__(
        self, window: MainWindow, workspace: Workspace, means: Means, jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._means = means
        self._jobs = jobs

    def choose_board(self) -> None:
        """Another board, chosen."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a board"),
            str(self._workspace.path.parent),
            self.tr("Boards ({pattern})").format(pattern=_BOARDS),
        )
        if path:
            self._start("--board", path)

    def open_sample(self) -> None:
        """The sample board; never the rep's own."""
        self._start("demo")

    def import_files(self, paths: Sequence[str]) -> None:
        """Bring files in: through the import window, or a whole board that was exported as it is."""
        from dreamboard.exchange.archive import is_archive

        chosen = [Path(path) for path in paths]
        if is_archive(chosen):
            self._import_archive(chosen)
            return
        self._open_import(chosen)

    def choose_import(self) -> None:
        """Bring files in, chosen in the import window."""
        self._open_import([])

    def choose_export(self) -> None:
        """Take everything out: one JSON file, or a folder of tables."""
        folder_kind = self.tr("A folder of tables (*)")
        path, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export everything"),
            str(Path.home() / "dreamboard.json"),
            ";;".join(
                (
                    self.tr("One file (*.json)"),
                    folder_kind,
                    self.tr("A workbook (*.xlsx)"),
                    self.tr("An address book of the contacts (*.vcf)"),
                    self.tr("A calendar of the plans (*.ics)"),
                )
            ),
        )
        if path:
            self.export_to(Path(path), folder=kind == folder_kind)

    def export_to(self, path: Path, *, folder: bool) -> None:
        """Write everything aside."""
        from dreamboard.app.exports import writer_of

        queries = self._workspace.queries
        write = writer_of(path, folder=folder, at=self._workspace.clock.now())
        job = self._jobs.start(lambda _progress: write(queries, path))
        job.finished.connect(
            lambda rows: self.told.emit(self.tr("{n} rows exported to {path}.").format(n=rows, path=path))
        )
        job.failed.connect(self._means.bridge.refused)

    def choose_history(self) -> None:
        """One page on the selected card's account, as PDF. Without a selected card, nothing."""
        from dreamboard.domain.text import file_stem

        current = self._means.presenter.selection.current
        card = self._means.presenter.model.card(current) if current is not None else None
        if card is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Account history as PDF"),
            str(Path.home() / f"{file_stem(card.account, 'account')}.pdf"),
            self.tr("One page (*.pdf)"),
        )
        if path:
            self.history_to(card.account_id, Path(path))

    def history_to(self, account_id: int, path: Path) -> None:
        """Draw the page aside."""
        from dreamboard.app.history_file import write_history
        from dreamboard.ui.fonts import load_shipped_fonts

        workspace, families = self._workspace, load_shipped_fonts()
        job = self._jobs.start(lambda _progress: write_history(workspace, account_id, path, families))
        job.finished.connect(
            lambda _touches: self.told.emit(self.tr("The history is in {path}.").format(path=path))
        )
        job.failed.connect(self._means.bridge.refused)

    def choose_attachment(self, kept: KeptFile) -> None:
        """What came with a touch as a file, where the rep says. The program never opens it."""
        from dreamboard.domain.text import file_name

        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save attachment"),
            str(Path.home() / file_name(kept.name)),
            self.tr("All files (*)"),
        )
        if path:
            self.attachment_to(kept.id, Path(path))

    def attachment_to(self, attachment_id: int, path: Path) -> None:
        """Write it aside."""
        from dreamboard.exchange.attachments import save_attachment

        queries = self._workspace.queries
        job = self._jobs.start(lambda _progress: save_attachment(queries, attachment_id, path))
        job.finished.connect(lambda _size: self.told.emit(self.tr("It is in {path}.").format(path=path)))
        job.failed.connect(self._means.bridge.refused)

    def keep_calendar(self) -> None:
        """Choose where the calendar of plans is kept up to date."""
        from dreamboard.app.exports import PLANS_FILE

        path, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Keep a calendar of plans"),
            str(Path.home() / "dreamboard-plans.ics"),
            self.tr("Calendars (*.ics)"),
        )
        if path:
            self._means.bridge.run(ChangeSetting(PLANS_FILE, json.dumps(path)))
            self.told.emit(self.tr("The plans are kept in {path}.").format(path=path))

    def show_backups(self) -> None:
        """The backups of this board."""
        from dreamboard.store.backup import backups_of, make_backup
        from dreamboard.ui.dialogs.backups_window import BackupRow, BackupsWindow

        board, clock = self._workspace.path, self._workspace.clock

        def read() -> list[BackupRow]:
            return [BackupRow(each.path, each.at, each.path.stat().st_size) for each in backups_of(board)]

        window = BackupsWindow(read, clock, self._window)

        def make() -> None:
            job = self._jobs.start(lambda progress: make_backup(board, clock.now(), _telling(progress)))
            job.finished.connect(window.refresh)
            job.failed.connect(self._means.bridge.refused)

        window.make_wanted.connect(make)
        window.restore_wanted.connect(self.restore_wanted)
        self._means.open(window)

    def show_trash(self) -> None:
        """What was deleted and retired."""
        from dreamboard.presentation.restoring import restorables
        from dreamboard.ui.dialogs.trash_window import TrashWindow

        queries, clock, bridge = self._workspace.queries, self._workspace.clock, self._means.bridge
        self._means.open(TrashWindow(lambda: restorables(queries, clock), bridge.run, self._window))

    def show_imports(self) -> None:
        """The imports there were, and taking one back."""
        from dreamboard.presentation.past_imports import past_imports
        from dreamboard.ui.dialogs.imports_window import ImportsWindow

        workspace, bridge = self._workspace, self._means.bridge
        window = ImportsWindow(lambda: past_imports(workspace.queries, workspace.clock), self._window)

        def taken(done: Done) -> None:
            bridge.accept(done)
            window.refresh()
            window.tell(done.label)

        def refused(problem: str) -> None:
            window.refresh()
            window.tell(problem)

        def take_back(command: object) -> None:
            job = self._jobs.start(lambda _progress: workspace.dispatcher.run(command))
            job.finished.connect(taken)
            job.failed.connect(refused)

        window.take_back_wanted.connect(take_back)
        self._means.open(window)

    def back_up_if_due(self) -> None:
        """After a start: a backup when something changed since the last one, and before it what an erasing
        could not finish. A failure is told."""
        from dreamboard.store.backup import back_up_if_due

        board, clock = self._workspace.path, self._workspace.clock
        wipe = self._workspace.board.wipe

        def back_up(progress: Progress) -> None:
            wipe()
            back_up_if_due(board, clock.now(), _telling(progress))

        job = self._jobs.start(back_up)
        job.failed.connect(self._means.bridge.refused)

    def import_to_card(self, pursuit_id: int, paths: Sequence[Path] = ()) -> QDialog | None:
        """Bring files to one card through the import window; the window, ``None`` where the card is gone."""
        card = self._means.presenter.model.card(pursuit_id)
        return self._open_import(paths, pursuit_id, card.account) if card is not None else None

    def importer(self, card: int | None = None) -> BoardImporter:
        """The way of files to the board, or to one card of it."""
        from dreamboard.app.importer import BoardImporter
        from dreamboard.store.backup import make_backup

        workspace = self._workspace
        return BoardImporter(
            workspace.queries,
            workspace.dispatcher,
            workspace.clock,
            lambda: make_backup(workspace.path, workspace.clock.now()),
            self._shelf(),
            card,
        )

    @staticmethod
    def _shelf() -> FolderShelf:
        """The rep's own presets: all of it lies in the folder."""
        from dreamboard.app.paths import presets_folder
        from dreamboard.app.preset_shelf import FolderShelf

        return FolderShelf(presets_folder())

    def _open_import(self, paths: Sequence[Path], card: int | None = None, onto: str = "") -> QDialog:
        from dreamboard.ui.dialogs.import_window import ImportWindow

        bridge = self._means.bridge
        importer, shelf = self.importer(card), self._shelf()
        stages = [(stage.id, stage.name) for stage in self._means.presenter.model.stages.values()]
        window = ImportWindow(importer, shelf, self._jobs, stages, self._means.theme, self._window, onto=onto)
        window.applied.connect(bridge.accept)
        window.undo_wanted.connect(bridge.undo)
        self._means.open(window)
        if paths:
            window.read(paths)
        return window

    def _import_archive(self, paths: Sequence[Path]) -> None:
        from dreamboard.exchange.archive import read_archive
        from dreamboard.services.import_plan import ApplyArchive

        workspace, bridge = self._workspace, self._means.bridge
        job = self._jobs.start(lambda _progress: workspace.dispatcher.run(ApplyArchive(read_archive(paths))))
        job.finished.connect(bridge.accept)
        job.failed.connect(bridge.refused)

    def _start(self, *arguments: str) -> None:
        if not QProcess.startDetached(sys.executable, ["-m", "dreamboard", *arguments], str(Path.cwd()))[0]:
            self._means.bridge.refused.emit(self.tr("The other board could not be opened in a new window."))


def _telling(progress: Progress) -> Callable[[int, int], bool]:
    """A job's progress as the store asks for it: whether to go on."""

    def tell(done: int, total: int) -> bool:
        if progress.cancelled():
            return False
        progress(done, total)
        return True

    return tell
