"""A person's data in the window: read, exported and erased aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from dreamboard.app.workspace import Workspace
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.person import Person, people_in_trash, person_of
from dreamboard.ui.card_flows import Means

if TYPE_CHECKING:
    from dreamboard.app.erasing import Erased
    from dreamboard.ui.dialogs.person_sheet import PersonSheet


class PeopleDesk(QObject):
    """Opens the sheet about a person and does what it asks for."""

    told = Signal(str)  # what was done, for the bar

    def __init__(self, workspace: Workspace, means: Means, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._means = means
        self._jobs = jobs

    def open(self, contact_id: int | None = None, over: QWidget | None = None) -> None:
        """The sheet, about somebody or to choose whom. ``over`` is a sheet about that person, which closes
        when they are erased."""
        from dreamboard.store.backup import backups_of
        from dreamboard.ui.dialogs.fields import Person as Choice
        from dreamboard.ui.dialogs.people import everybody, people_of
        from dreamboard.ui.dialogs.person_sheet import PersonSheet

        means, queries = self._means, self._workspace.queries
        current = means.presenter.selection.current
        card = means.presenter.model.card(current) if current is not None else None
        first = people_of(queries.account(card.account_id)) if card is not None else []
        people = everybody(queries.naming(), first)
        people += [
            Choice(one_id, name, self.tr("{name}, in the trash").format(name=name))
            for one_id, name in people_in_trash(queries.rows)
        ]
        sheet = PersonSheet(people, len(backups_of(self._workspace.path)), over or means.window)
        sheet.wanted.connect(lambda wanted: self._read(sheet, wanted))
        sheet.export_wanted.connect(lambda person: self._choose_file(sheet, person))
        sheet.erase_wanted.connect(lambda person, backups: self._erase(sheet, person, backups))
        if over is not None:
            sheet.accepted.connect(lambda: _close(over))
        means.open(sheet)
        if contact_id is not None:
            sheet.choose(contact_id)

    def export_to(self, sheet: PersonSheet, person: Person, path: Path) -> None:
        """Everything of them into a file, aside."""
        from dreamboard.exchange.person_file import export_person

        at = self._workspace.clock.now()
        sheet.show_busy(True)
        job = self._jobs.start(lambda _progress: export_person(person, path, at))
        job.over.connect(lambda: sheet.show_busy(False))
        job.finished.connect(
            lambda _rows: self.told.emit(
                self.tr("Everything of {name} is in {path}.").format(name=person.name, path=path)
            )
        )
        job.failed.connect(sheet.tell)

    def _read(self, sheet: PersonSheet, contact_id: int) -> None:
        queries = self._workspace.queries
        job = self._jobs.start(lambda _progress: person_of(contact_id, queries.rows, queries.journal()))
        job.finished.connect(sheet.show_person)
        job.failed.connect(sheet.tell)

    def _choose_file(self, sheet: PersonSheet, person: Person) -> None:
        from dreamboard.presentation.person_words import file_name

        path, _ = QFileDialog.getSaveFileName(
            sheet,
            self.tr("Export everything of a person"),
            str(Path.home() / file_name(person)),
            self.tr("Files (*.json *.txt)"),
        )
        if path:
            self.export_to(sheet, person, Path(path))

    def _erase(self, sheet: PersonSheet, person: Person, remove_backups: bool) -> None:
        from dreamboard.app.erasing import erase

        workspace = self._workspace

        sheet.show_busy(True)
        job = self._jobs.start(lambda _progress: erase(workspace, person.id, remove_backups=remove_backups))
        job.finished.connect(lambda result: self._erased(sheet, result))
        job.failed.connect(sheet.tell)
        job.failed.connect(lambda _why: sheet.show_busy(False))

    def _erased(self, sheet: PersonSheet, result: Erased) -> None:
        from dreamboard.presentation.person_words import erased
        from dreamboard.ui.plain_text import BoxIcon, message_box

        sheet.finish()
        self._means.bridge.accept(result.done)
        self.told.emit(erased(result.done.label, result.removed, result.left))
        if result.problems:
            text = "\n\n".join(result.problems)
            box = message_box(self._means.window, "Dreamboard", text, icon=BoxIcon.Warning)
            box.setObjectName("erasingProblems")
            box.finished.connect(box.deleteLater)
            box.open()


def _close(sheet: QWidget) -> None:
    if isinstance(sheet, QDialog):
        sheet.reject()
