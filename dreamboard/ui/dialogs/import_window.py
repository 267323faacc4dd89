"""Importing files, from choosing them to undoing it: each page one step, nothing changed before Apply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dreamboard.presentation import wording
from dreamboard.presentation.import_model import Answers, FileLook, Importer
from dreamboard.presentation.import_presets import PresetList, PresetShelf
from dreamboard.presentation.jobs import Job, Jobs, Progress
from dreamboard.services.dispatcher import Done
from dreamboard.services.import_plan import DoubtAnswer, ImportPlan
from dreamboard.ui.dialogs.import_choose_page import ChoosePage
from dreamboard.ui.dialogs.import_doubts_page import DoubtsPage
from dreamboard.ui.dialogs.import_pages import BusyPage, DonePage, WhatPage
from dreamboard.ui.dialogs.import_preview_page import PreviewPage
from dreamboard.ui.dialogs.presets_window import PresetsWindow
from dreamboard.ui.plain_text import BoxButton, PlainLabel, message_box
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

_PATTERNS = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.vcf *.eml *.mbox *.msg *.ics *.json"


class ImportWindow(QDialog):
    """`applied` carries what was done, for the bridge; `undo_wanted` takes it back. `onto` names the account
    of the one card that everything goes to, if there is one."""

    applied = Signal(object)  # Done
    undo_wanted = Signal()

    def __init__(
        self,
        importer: Importer,
        shelf: PresetShelf,
        jobs: Jobs,
        stages: Sequence[tuple[int, str]],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        onto: str = "",
    ) -> None:
        super().__init__(parent)
        self._onto = onto
        self.setObjectName("importWindow")
        self.setWindowTitle(self.tr("Import"))
        self.setProperty("sheet", True)
        self.setModal(True)
        self.setAcceptDrops(True)
        self._importer = importer
        self._shelf = shelf
        self._jobs = jobs
        self._job: Job | None = None
        self._paths: tuple[Path, ...] = ()
        self._looks: Sequence[FileLook] = ()
        self._answers = Answers()
        self._plan: ImportPlan | None = None
        self._doubt_answers: dict[str, DoubtAnswer] = {}
        self._title = PlainLabel(self.tr("Import"), style="title", elide=Qt.TextElideMode.ElideMiddle)
        self._lead = PlainLabel(style="muted", wrap=True)
        self._problem = PlainLabel(style="problem", wrap=True)
        self.choose_page = ChoosePage()
        self.choose_page.choose_wanted.connect(self._choose)
        self.choose_page.changed.connect(self._take_list)
        self.what_page = WhatPage(importer, theme)
        self.what_page.changed.connect(self._look_again)
        self.what_page.save_wanted.connect(self._save_preset)
        self.what_page.presets_wanted.connect(self._open_presets)
        self.preview_page = PreviewPage(stages, theme)
        self.preview_page.decided.connect(self._plan_again)
        self.preview_page.doubts_wanted.connect(self._show_doubts)
        self.doubts_page = DoubtsPage(theme)
        self.busy_page = BusyPage()
        self.done_page = DonePage()
        self.done_page.undo_wanted.connect(self._undo)
        self._stack = QStackedWidget()
        for page in (
            self.choose_page,
            self.what_page,
            self.preview_page,
            self.doubts_page,
            self.busy_page,
            self.done_page,
        ):
            self._stack.addWidget(page)
        self.back_button = self._button(self.tr("Back"), "importBack", self._back)
        self.save_button = self._button(
            self.tr("Save rejected lines…"), "importSaveRejected", self._ask_where
        )
        self.cancel_button = KeyHintButton(self.tr("Cancel"), "Esc", self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.next_button: QPushButton = KeyHintButton(self.tr("Preview"), "Ctrl+Return", self, primary=True)
        self.next_button.setObjectName("importNext")
        self.next_button.setAutoDefault(False)
        self.next_button.clicked.connect(self._next)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.next_button.click)
        self.resize(theme.px(960), theme.px(600))
        self._go(self.choose_page)
        self._on_shelf(shelf.list, self.what_page.show_presets)

    def read(self, paths: Sequence[Path]) -> None:
        """Take these files, beside those chosen before; what was said of those stays."""
        if self._stack.currentWidget() is self.done_page:
            self._begin_anew()
        self._paths = tuple(dict.fromkeys((*self._paths, *paths)))
        self.choose_page.show_paths(self._paths)
        self._look_again()

    def _begin_anew(self) -> None:
        """As if nothing had been chosen yet."""
        self._paths, self._looks, self._plan = (), (), None
        self._answers = Answers()
        self._doubt_answers = {}
        self.what_page.show_looks((), Answers())
        self.preview_page.forget()

    def _take_list(self) -> None:
        """Files were taken out of the list."""
        self._paths = self.choose_page.paths
        self._looks = ()
        if not self._paths:
            self._begin_anew()
        self._go(self.choose_page)

    def reject(self) -> None:
        """Cancel: what runs is stopped; before Apply there is no trace. Asks only where the rep's own
        answers would be lost."""
        if self._job is not None:
            self._job.cancel()
            return
        if self._stack.currentWidget() is not self.done_page and self._said_something():
            self._ask_to_leave()
            return
        super().reject()

    def _said_something(self) -> bool:
        return self._said() != Answers(mine=self.preview_page.own_addresses)

    def _ask_to_leave(self) -> None:
        text = self.tr("Leave the import? What you decided for it is lost; the board is as it was.")
        box = message_box(self, self.windowTitle(), text, buttons=BoxButton.Discard | BoxButton.Cancel)
        box.setObjectName("importLeave")
        box.button(BoxButton.Discard).setText(self.tr("Leave"))
        box.setDefaultButton(BoxButton.Cancel)
        box.finished.connect(self._leave_asked)
        box.open()

    def _leave_asked(self, result: int) -> None:
        if result == BoxButton.Discard:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self._job is None:
            event.acceptProposedAction()
            self.read(paths)

    # Steps

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Import"),
            "",
            self.tr("Files of other programs ({patterns});;All files (*)").format(patterns=_PATTERNS),
        )
        if names:
            self.read([Path(name) for name in names])

    def _look_again(self) -> None:
        self._answers = self._said()
        paths, answers, importer = self._paths, self._answers, self._importer
        self._start(
            self.tr("Reading…"),
            lambda progress: importer.look(paths, answers, progress, progress.cancelled),
            self._show_looks,
            self.what_page if self._looks else self.choose_page,
        )

    def _show_looks(self, looks: Sequence[FileLook]) -> None:
        self._looks = looks
        self.what_page.show_looks(looks, self._answers)
        self._go(self.what_page)

    def _plan_again(self) -> None:
        self._answers = self._said()
        paths, answers, importer = self._paths, self._answers, self._importer
        self._start(
            self.tr("Working out what becomes of every line…"),
            lambda progress: importer.plan(paths, answers, progress, progress.cancelled),
            self._show_plan,
            self.what_page if self._plan is None else self._page_before_work(),
        )

    def _said(self) -> Answers:
        """All that the rep said so far, on whatever page."""
        if self._stack.currentWidget() is self.doubts_page:
            self._doubt_answers = self.doubts_page.answers
        return replace(
            self.what_page.answers,
            day_first=self.preview_page.day_first,
            stages=dict(self.preview_page.stage_answers),
            mine=self.preview_page.own_addresses,
            doubts=dict(self._doubt_answers),
        )

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.preview_page.show_plan(plan)
        self._go(self.preview_page)

    def _page_before_work(self) -> QWidget:
        """Where to go back to when planning anew is cancelled or fails."""
        page = self._stack.currentWidget()
        return page if page in (self.preview_page, self.doubts_page) else self.what_page

    def _show_doubts(self) -> None:
        if self._plan is not None and self._plan.doubts:
            self.doubts_page.show_plan(self._plan, self._doubt_answers)
            self._go(self.doubts_page)

    def _leave_doubts(self) -> None:
        """Back to the preview, worked out anew where anything was decided."""
        answers = self.doubts_page.answers
        if answers == self._doubt_answers:
            self._go(self.preview_page)
            return
        self._doubt_answers = answers
        self._plan_again()

    def _apply(self) -> None:
        plan, importer = self._plan, self._importer
        if plan is not None:
            self._start(
                self.tr("Bringing it onto the board…"),
                lambda _progress: importer.apply(plan),
                self._show_done,
                self.preview_page,
            )
            self.cancel_button.setEnabled(False)

    def _show_done(self, done: Done) -> None:
        assert self._plan is not None
        self.done_page.show_plan(self._plan)
        self.done_page.undo_button.setEnabled(done.changes.step is not None)
        self._go(self.done_page)
        self.applied.emit(done)

    def _undo(self) -> None:
        self.undo_wanted.emit()
        self.accept()

    def _ask_where(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Save the rejected lines in"), str(self._paths[0].parent)
        )
        if folder:
            self.save_rejected(Path(folder))

    def save_rejected(self, folder: Path) -> None:
        """Write the rejected lines into a folder."""
        plan, importer = self._plan, self._importer
        if plan is None:
            return
        page = self.done_page if self._stack.currentWidget() is self.done_page else self.preview_page
        self._start(
            self.tr("Saving…"),
            lambda _progress: importer.save_rejected(plan, folder),
            lambda paths: self._saved(paths, page),
            page,
        )

    def _saved(self, paths: Sequence[Path], page: QWidget) -> None:
        self._go(page)
        names = ", ".join(path.name for path in paths)
        self._lead.setText(self.tr("The rejected lines are in {files}.").format(files=names))

    def _next(self) -> None:
        page = self._stack.currentWidget()
        if page is self.choose_page:
            if self._paths:
                self._look_again()
            else:
                self._choose()
        elif page is self.what_page:
            self._plan_again()
        elif page is self.preview_page:
            self._apply()
        elif page is self.doubts_page:
            self._leave_doubts()
        elif page is self.done_page:
            self.accept()

    def _back(self) -> None:
        if self._stack.currentWidget() is self.doubts_page:
            self._leave_doubts()
            return
        self._go(self.choose_page if self._stack.currentWidget() is self.what_page else self.what_page)

    # Shape

    def _start(
        self, text: str, work: Callable[[Progress], object], done: Callable[..., None], else_to: QWidget
    ) -> None:
        """Put work on the pool and show that it runs; where it fails or is cancelled, go back to a page."""
        self.busy_page.begin(text)
        self._go(self.busy_page)
        job = self._jobs.start(work)
        self._job = job
        job.progressed.connect(self.busy_page.progress)
        job.finished.connect(lambda result: self._ended(lambda: done(result)))
        job.failed.connect(lambda problem: self._ended(lambda: self._failed(job, problem, else_to)))
        job.cancelled.connect(lambda: self._ended(lambda: self._go(else_to)))

    def _ended(self, then: Callable[[], None]) -> None:
        self._job = None
        self.cancel_button.setEnabled(True)
        then()

    def _failed(self, job: Job, problem: str, page: QWidget) -> None:
        self._go(page)
        if job.progress.cancelled():
            return  # however the work put it, it is what the rep asked for
        self._tell_problem(problem)

    # Presets

    def _on_shelf(self, work: Callable[[], PresetList], done: Callable[[PresetList], None]) -> None:
        """Something about presets on the pool, beside what the page shows."""
        job = self._jobs.start(lambda _progress: work())
        job.finished.connect(done)
        job.failed.connect(self._tell_problem)

    def _save_preset(self, name: str) -> None:
        look, columns, shelf = self.what_page.look, self.what_page.columns, self._shelf

        def saved(presets: PresetList) -> None:
            self._problem.hide()
            self.what_page.show_presets(presets)
            self.what_page.tell(self.tr("Saved: files with this header are known from now on."))

        self._on_shelf(lambda: shelf.save(name, look, columns), saved)

    def _open_presets(self) -> None:
        window = PresetsWindow(self._shelf, self._jobs, self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.finished.connect(lambda _result: self._on_shelf(self._shelf.list, self.what_page.show_presets))
        window.open()

    def _tell_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.show()

    def _go(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._problem.hide()
        plan = self._plan
        self._title.setText(self._title_of())
        self._lead.setText(self._lead_of(page))
        self._lead.setVisible(bool(self._lead.text()))
        self.back_button.setVisible(page in (self.what_page, self.preview_page, self.doubts_page))
        rejected = bool(plan and plan.rejected())
        self.save_button.setVisible(rejected and page in (self.preview_page, self.done_page))
        self.cancel_button.setVisible(page is not self.done_page)
        self.next_button.setVisible(page is not self.busy_page)
        texts = {
            self.choose_page: self.tr("Continue") if self._paths else self.tr("Choose files…"),
            self.what_page: self.tr("Preview"),
            self.preview_page: self.tr("Apply"),
            self.doubts_page: self.tr("Back to the preview"),
            self.done_page: self.tr("Close"),
        }
        self.next_button.setText(texts.get(page, ""))
        ready = {
            self.what_page: self.what_page.complete,
            self.preview_page: plan is not None and not plan.asks and not plan.changes_nothing,
        }
        self.next_button.setEnabled(ready.get(page, True))
        if page is self.doubts_page:
            self.doubts_page.focus()
            return
        (self.next_button if self.next_button.isEnabled() else self.cancel_button).setFocus()

    def _title_of(self) -> str:
        if not self._paths and self._onto:
            return self.tr("Import to {account}").format(account=self._onto)
        if not self._paths:
            return self.tr("Import")
        more = len(self._paths) - 1
        name = self._paths[0].name
        if more:
            name = self.tr("{name} and {n} more").format(name=name, n=more)
        return self.tr("Import: {name}").format(name=name)

    def _lead_of(self, page: QWidget) -> str:
        if page is self.choose_page and self._onto:
            return self.tr(
                "Mail, meetings and people, from files that a mail program saves: .eml, .mbox, .msg, .ics and"
                " .vcf. All of it goes to the card of {account}, whoever it names."
            ).format(account=self._onto)
        if page is self.choose_page:
            return self.tr(
                "Tables, workbooks, address books, mail and calendars from other programs: accounts,"
                " contacts, deals, touches or quotes. Several files that belong together are best imported"
                " together."
            )
        programs = " + ".join(dict.fromkeys(look.program for look in self._looks if look.program))
        lines = wording.lines(sum(look.lines for look in self._looks))
        told = ", ".join(part for part in (programs, lines) if part)
        if page is self.what_page:
            return self.tr("{told}. Check what each column becomes; a click changes it.").format(told=told)
        if page is self.preview_page:
            if self._plan is not None and self._plan.asks:
                return self.tr("{told}. One question before anything can be worked out.").format(told=told)
            if self._plan is not None and self._plan.changes_nothing:
                return self.tr("{told}. Everything is on the board already.").format(told=told)
            return self.tr("{told}. Nothing is changed until you apply; one Undo takes it back.").format(
                told=told
            )
        if page is self.doubts_page:
            return self.tr(
                "These lines may be something that is on the board already. What you do not decide is taken"
                " as it says there."
            )
        return ""

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.back_button, self.save_button, self.cancel_button, self.next_button):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        whole.setSpacing(10)
        whole.addWidget(self._title)
        whole.addWidget(self._lead)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._problem)
        whole.addLayout(foot)

    def _button(self, text: str, name: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button
