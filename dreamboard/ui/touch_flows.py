"""What the rep does with touches and suggestions that needs a sheet first: log, mend, snooze, not this.

Each sheet is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dreamboard.domain.model import Idea, Plan, Quote, Signal, Touch
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import Channel
from dreamboard.presentation.suggestion_model import outcomes_of
from dreamboard.presentation.timeline_lines import Line
from dreamboard.services.answers import log_of, not_this_of, override_of, snooze_of
from dreamboard.services.commands import LogTouch
from dreamboard.services.read_models import CardView, EntryKind, TimelineEntry
from dreamboard.ui.card_flows import Means

if TYPE_CHECKING:
    from dreamboard.services.quick_log_people import Selected
    from dreamboard.ui.dialogs.touch_form import TouchSubject


class TouchFlows(QObject):
    """Sheets about touches and about what is suggested."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._means = means

    def quick_log(self) -> None:
        """One line; the selected card is meant where it leaves that open."""
        from dreamboard.presentation.quick_log_reader import QuickLogReader
        from dreamboard.ui.quick_log import QuickLog

        means = self._means
        dialog = QuickLog(
            QuickLogReader(means.names.index, means.clock, self._selected),
            means.names.naming,
            means.suggester.consequence,
            means.bridge.run,
            means.theme,
            means.window,
        )
        means.bridge.refused.connect(dialog.tell)
        dialog.form_wanted.connect(self.open_form)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open_with()

    def log_form(self) -> None:
        """The form for a touch of the selected card, filled in as suggested."""
        card = self._current()
        if card is None:
            return
        suggestion = self._means.suggester.suggestion(card.id)
        if suggestion is not None and suggestion.channel is not None:
            self.log_suggested(suggestion)
        else:
            self.open_form(LogTouch(Channel.CALL, account_id=card.account_id, pursuit_id=card.id))

    def log_suggested(self, suggestion: Suggestion) -> None:
        """The form for a suggested touch."""
        channel = suggestion.channel or Channel.CALL
        self.open_form(log_of(suggestion, outcomes_of(channel)[0]))

    def open_form(self, draft: LogTouch) -> None:
        """The form for a touch, as far as it is known; it needs an account or a card."""
        from dreamboard.ui.dialogs.touch_form import TouchForm

        means = self._means
        card = means.presenter.model.card(draft.pursuit_id) if draft.pursuit_id is not None else None
        account_id = card.account_id if card is not None else draft.account_id
        if account_id is None:
            return
        subject = self._subject(account_id)
        means.open(
            TouchForm(
                subject,
                draft,
                means.clock,
                means.icons,
                means.bridge.run,
                means.suggester.consequence,
                means.window,
            )
        )

    def mend(self, line: Line) -> None:
        """Edit what a line of the timeline stands for."""
        openers = {
            EntryKind.TOUCH: self._mend_touch,
            EntryKind.PLAN: self._mend_plan,
            EntryKind.QUOTE: self._mend_quote,
            EntryKind.SIGNAL: self._mend_signal,
        }
        opener = openers.get(line.entry.kind)
        if opener is not None:
            opener(line.entry)

    def snooze(self, suggestion: Suggestion) -> None:
        """Not before a day the rep picks."""
        from dreamboard.ui.dialogs.small_sheets import DaySheet

        means = self._means
        means.open(
            DaySheet(
                self.tr("Snooze: {account}").format(account=suggestion.account_name),
                "",
                self.tr("Snooze"),
                lambda day: snooze_of(suggestion, day),
                means.clock,
                means.icons,
                means.bridge.run,
                means.window,
            )
        )

    def not_this(self, suggestion: Suggestion) -> None:
        """Why not."""
        from dreamboard.ui.dialogs.small_sheets import ReasonSheet

        means = self._means
        means.open(
            ReasonSheet(
                self.tr("Not this: {account}").format(account=suggestion.account_name),
                self.tr("It comes back only when what it rests on changes."),
                self.tr("Not this"),
                lambda reason: not_this_of(suggestion, reason),
                means.bridge.run,
                means.window,
                usual=(self.tr("Already done"), self.tr("Wrong person"), self.tr("Does not fit them")),
            )
        )

    def override(self, suggestion: Suggestion) -> None:
        """All the same, with the reason."""
        from dreamboard.ui.dialogs.small_sheets import ReasonSheet

        means = self._means
        means.open(
            ReasonSheet(
                self.tr("Do it all the same: {account}").format(account=suggestion.account_name),
                str(suggestion.guard.says) if suggestion.guard else "",
                self.tr("Do it all the same"),
                lambda reason: override_of(suggestion, reason),
                means.bridge.run,
                means.window,
                usual=(self.tr("They asked for it"), self.tr("It is urgent")),
            )
        )

    def _mend_touch(self, entry: TimelineEntry) -> None:
        from dreamboard.ui.dialogs.touch_form import TouchForm

        means = self._means
        touch = means.queries.row(Touch, entry.row_id)
        account_id = touch.account_id or self._account_of(entry)
        if account_id is None:
            return
        draft = LogTouch(
            channel=touch.channel,
            direction=touch.direction,
            outcome=touch.outcome,
            account_id=touch.account_id,
            contact_id=touch.contact_id,
            pursuit_id=touch.pursuit_id,
            intent=touch.intent,
            idea_id=touch.idea_id,
            subject=touch.subject,
            note=touch.note,
            at=touch.at,
        )
        form = TouchForm(
            self._subject(account_id),
            draft,
            means.clock,
            means.icons,
            means.bridge.run,
            None,
            means.window,
            editing=touch,
        )
        means.open(form)

    def _mend_plan(self, entry: TimelineEntry) -> None:
        from dreamboard.ui.dialogs.people import people_of
        from dreamboard.ui.dialogs.small_sheets import PlanSheet

        means = self._means
        plan = means.queries.row(Plan, entry.row_id)
        card = means.presenter.model.card(plan.pursuit_id)
        if card is not None:
            people = people_of(means.queries.account(card.account_id))
            means.open(
                PlanSheet(
                    card.account,
                    (card.id,),
                    people,
                    means.clock,
                    means.icons,
                    means.bridge.run,
                    means.window,
                    editing=plan,
                )
            )

    def _mend_quote(self, entry: TimelineEntry) -> None:
        from dreamboard.ui.dialogs.small_sheets import QuoteSheet

        means = self._means
        quote = means.queries.row(Quote, entry.row_id)
        card = means.presenter.model.card(quote.pursuit_id)
        if card is not None:
            means.open(
                QuoteSheet(
                    card.account,
                    card.id,
                    quote.currency,
                    means.clock,
                    means.icons,
                    means.bridge.run,
                    means.window,
                    editing=quote,
                )
            )

    def _mend_signal(self, entry: TimelineEntry) -> None:
        from dreamboard.ui.dialogs.small_sheets import SignalSheet

        means = self._means
        signal = means.queries.row(Signal, entry.row_id)
        details = means.queries.account(signal.account_id)
        means.open(
            SignalSheet(
                details.account.name,
                signal.account_id,
                means.clock,
                means.icons,
                means.bridge.run,
                means.window,
                editing=signal,
            )
        )

    def _subject(self, account_id: int) -> TouchSubject:
        from dreamboard.ui.dialogs.people import people_of
        from dreamboard.ui.dialogs.touch_form import TouchSubject

        queries = self._means.queries
        details = queries.account(account_id)
        ideas = [(idea.id, idea.title) for idea in queries.rows(Idea) if not idea.retired]
        return TouchSubject(details.account.name, people_of(details), ideas)

    def _account_of(self, entry: TimelineEntry) -> int | None:
        card = self._means.presenter.model.card(entry.pursuit_id) if entry.pursuit_id is not None else None
        return card.account_id if card is not None else None

    def _selected(self) -> Selected | None:
        from dreamboard.services.quick_log_people import Selected

        card = self._current()
        return Selected(card.id, card.account_id) if card is not None else None

    def _current(self) -> CardView | None:
        current = self._means.presenter.selection.current
        return self._means.presenter.model.card(current) if current is not None else None
