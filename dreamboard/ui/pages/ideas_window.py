"""The library of ideas: what there is to give, who could use it, who has had it and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from dreamboard.domain.idea_matches import IdeaUse
from dreamboard.domain.model import Idea
from dreamboard.presentation import figures, idea_words, wording
from dreamboard.presentation.idea_words import place_of
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.commands import Edit
from dreamboard.services.planning import plannable
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import Run
from dreamboard.ui.pages.page_window import PageWindow
from dreamboard.ui.plain_text import PlainLabel, control_text
from dreamboard.ui.widgets.plain_table import PlainTable

translate = QCoreApplication.translate


class IdeasWindow(PageWindow):
    """The ideas above; below them, of the selected one, who could use it and who has had it."""

    add_wanted = Signal()
    edit_wanted = Signal(object)  # Idea
    plan_wanted = Signal(object, object)  # Idea, tuple of Match

    def __init__(
        self,
        clock: Clock,
        run: Run,
        jobs: Jobs,
        shared: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            translate("IdeasWindow", "Ideas"),
            translate("IdeasWindow", "What is worth giving, and to whom. Give before you ask."),
            jobs,
            shared,
            parent,
        )
        self.setObjectName("ideasWindow")
        self._clock = clock
        self._run = run
        self._uses: Sequence[IdeaUse] = ()
        self._wanted_id: int | None = None
        self.ideas = PlainTable(
            self.tr("Ideas"),
            (
                self.tr("Idea"),
                self.tr("Kind"),
                self.tr("Answers"),
                self.tr("Given"),
                self.tr("Could use it"),
            ),
            right=(3, 4),
            stretch=(0, 2),
        )
        self.ideas.currentItemChanged.connect(lambda *_items: self._show_use())
        self.ideas.activated_row.connect(lambda _row: self._edit())
        self.matches = PlainTable(
            self.tr("Who could use it"), (self.tr("Account"), self.tr("Because"), self.tr("There now"))
        )
        self.matches.picked.connect(lambda row: self._go(self._use().matches, row))
        self.given = PlainTable(
            self.tr("Who has had it"), (self.tr("Account"), self.tr("When"), self.tr("What came of it"))
        )
        self.given.picked.connect(lambda row: self._go(self._use().given, row))
        self._matches_title = PlainLabel(style="heading")
        self._given_title = PlainLabel(style="heading")
        self._lay_out()
        self.add_button(self.tr("New idea…"), "addIdea", self.add_wanted.emit)
        self.open_button = self.add_button(self.tr("Open it"), "openIdea", self._open_link)
        self.edit_button = self.add_button(self.tr("Edit…"), "editIdea", self._edit)
        self.retire_button = self.add_button(self.tr("Retire"), "retireIdea", self._retire)
        self.plan_button = self.add_button(self.tr("Plan for all"), "planIdea", self._plan, first=True)
        self.resize(960, 620)
        self.ideas.setFocus()
        self._show_use()

    def show_found(self, found: Sequence[IdeaUse]) -> None:
        """The ideas anew; the same one stays selected."""
        current = self._use().idea.id if self._current() is not None else None
        self._uses = sorted(found, key=lambda use: (use.idea.retired, use.idea.title.casefold()))
        wanted, self._wanted_id = self._wanted_id or current, None
        self.ideas.show_rows([self._line(use) for use in self._uses])
        rows = [row for row, use in enumerate(self._uses) if use.idea.id == wanted]
        if rows:
            self.ideas.selectRow(rows[0])
        self._show_use()

    def select(self, idea_id: int) -> None:
        """Select an idea as soon as it is read."""
        self._wanted_id = idea_id

    def _line(self, use: IdeaUse) -> tuple[str, ...]:
        title = use.idea.title
        if use.idea.retired:
            title = self.tr("{title} (retired)").format(title=title)
        return (
            title,
            wording.word(use.idea.kind),
            idea_words.answers(use.idea),
            str(len(use.given)),
            str(len(use.matches)),
        )

    def _show_use(self) -> None:
        row = self._current()
        for button in (self.open_button, self.edit_button, self.retire_button, self.plan_button):
            button.setEnabled(row is not None)
        if row is None:
            self.matches.show_rows([])
            self.given.show_rows([])
            text = self.tr("No idea yet. What would you be glad to be sent, in their place?")
            self._matches_title.setText(text if self.was_read else self.tr("Counting…"))
            self._given_title.setText("")
            return
        use, today = self._use(), self._clock.today()
        self.open_button.setEnabled(bool(use.idea.link))
        self.matches.show_rows(
            [(m.account, idea_words.why(m), idea_words.planned(m, today)) for m in use.matches]
        )
        self.given.show_rows(
            [(g.account, figures.ago(g.on, today), idea_words.came_of_it(g)) for g in use.given]
        )
        untagged = not (use.idea.loss_reasons or use.idea.industries or use.idea.roles)
        self._matches_title.setText(
            self.tr("Give it a loss reason, an industry or a role to see who could use it")
            if untagged
            else self.tr("Who could use it, and has not had it: {cards}").format(
                cards=wording.cards(len(use.matches))
            )
        )
        answered = sum(each.answered_on is not None for each in use.given)
        self._given_title.setText(
            self.tr("Who has had it: {n}, of whom {answered} answered").format(
                n=len(use.given), answered=answered
            )
            if use.given
            else self.tr("Nobody has had it yet")
        )
        self.retire_button.setText(self.tr("Bring back") if use.idea.retired else self.tr("Retire"))
        free = len(plannable(use.matches))
        self.plan_button.setEnabled(bool(free))
        self.plan_button.setText(control_text(self.tr("Plan for {cards}").format(cards=wording.cards(free))))

    def _current(self) -> int | None:
        row = self.ideas.currentRow()
        return row if 0 <= row < len(self._uses) else None

    def _use(self) -> IdeaUse:
        row = self._current()
        assert row is not None
        return self._uses[row]

    def _with_idea(self, do: Callable[[Idea], object]) -> None:
        self.tell("")
        if self._current() is not None:
            do(self._use().idea)

    def _edit(self) -> None:
        self._with_idea(self.edit_wanted.emit)

    def _open_link(self) -> None:
        """The page or file; nothing else is ever started by a click here."""
        self.tell("")
        where = place_of(self._use().idea.link)
        if where is None:
            self.tell(self.tr("There is no page and no file at that place."))
        else:
            QDesktopServices.openUrl(where)

    def _retire(self) -> None:
        self._with_idea(lambda idea: self._run(Edit("Idea", idea.id, (("retired", not idea.retired),))))

    def _plan(self) -> None:
        self._with_idea(lambda idea: self.plan_wanted.emit(idea, self._use().matches))

    def _go(self, found: Sequence[object], row: int) -> None:
        if 0 <= row < len(found):
            self.card_wanted.emit(found[row].pursuit_id)  # type: ignore[attr-defined]  # a Match or a Given

    def _lay_out(self) -> None:
        below = QSplitter(Qt.Orientation.Horizontal)
        below.setChildrenCollapsible(False)
        for title, table in ((self._matches_title, self.matches), (self._given_title, self.given)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 8, 0, 0)
            column.addWidget(title)
            column.addWidget(table, 1)
            below.addWidget(side)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setChildrenCollapsible(False)
        whole.addWidget(self.ideas)
        whole.addWidget(below)
        self.body.addWidget(whole, 1)
