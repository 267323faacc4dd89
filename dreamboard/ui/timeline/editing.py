"""Opens the sheet that mends a line of the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dreamboard.domain.model import Idea, Plan, Quote, Signal, Touch
from dreamboard.presentation.timeline_lines import Line
from dreamboard.services.ports import Clock, Queries
from dreamboard.services.read_models import EntryKind
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.people import people_of
from dreamboard.ui.dialogs.small_sheets import PlanSheet, QuoteSheet, SignalSheet
from dreamboard.ui.dialogs.touch_form import TouchForm, TouchSubject, draft_of
from dreamboard.ui.icons import Icons


class LineEditing:
    """Knows which sheet goes with which kind of line, and reads what the sheet starts from."""

    def __init__(self, queries: Queries, clock: Clock, icons: Icons, run: Run) -> None:
        self._queries = queries
        self._clock = clock
        self._icons = icons
        self._run = run
        self._makers: dict[EntryKind, Callable[[int, int, QWidget], CommandSheet]] = {
            EntryKind.TOUCH: self._touch,
            EntryKind.PLAN: self._plan,
            EntryKind.QUOTE: self._quote,
            EntryKind.SIGNAL: self._signal,
        }

    def sheet_for(self, line: Line, account_id: int, parent: QWidget) -> CommandSheet:
        """The sheet for an editable line of an account's timeline, not yet open. Raises ``NotFound`` when the
        row is gone."""
        return self._makers[line.entry.kind](line.entry.row_id, account_id, parent)

    def _touch(self, row_id: int, account_id: int, parent: QWidget) -> CommandSheet:
        touch = self._queries.row(Touch, row_id)
        details = self._queries.account(account_id)
        ideas = [(idea.id, idea.title) for idea in self._queries.rows(Idea) if not idea.retired]
        subject = TouchSubject(details.account.name, people_of(details), ideas)
        return TouchForm(
            subject, draft_of(touch), self._clock, self._icons, self._run, parent=parent, editing=touch
        )

    def _plan(self, row_id: int, account_id: int, parent: QWidget) -> CommandSheet:
        plan = self._queries.row(Plan, row_id)
        details = self._queries.account(account_id)
        return PlanSheet(
            details.account.name, (plan.pursuit_id,), people_of(details), self._clock, self._icons, self._run,
            parent, editing=plan,
        )  # fmt: skip

    def _quote(self, row_id: int, account_id: int, parent: QWidget) -> CommandSheet:
        quote = self._queries.row(Quote, row_id)
        name = self._queries.account(account_id).account.name
        return QuoteSheet(
            name, quote.pursuit_id, quote.currency, self._clock, self._icons, self._run, parent, editing=quote
        )

    def _signal(self, row_id: int, account_id: int, parent: QWidget) -> CommandSheet:
        signal = self._queries.row(Signal, row_id)
        name = self._queries.account(account_id).account.name
        return SignalSheet(name, account_id, self._clock, self._icons, self._run, parent, editing=signal)
