"""The next touch of the selected card: whom, how, when, with what, and why; and what the rep answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from dreamboard.domain.suggestion import Sentence, Suggestion
from dreamboard.domain.values import Outcome
from dreamboard.presentation import suggestion_model as model
from dreamboard.services import answers
from dreamboard.services.ports import Clock
from dreamboard.ui.icons import Icons
from dreamboard.ui.outcome_buttons import OutcomeButtons
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.fitted_scroll import FittedScroll
from dreamboard.ui.widgets.flow import FlowLayout
from dreamboard.ui.widgets.panel import Panel
from dreamboard.ui.widgets.ratio_bar import RatioBar
from dreamboard.ui.widgets.wrapped_button import WrappedButton


class NextTouchPanel(Panel):
    """Shows one suggestion. `run` does a command at once; `consequence` tells what an outcome would lead to.

    What needs a question first is asked for by a signal: a day to snooze to, why not this, why override.
    """

    evidence_wanted = Signal(object)  # Evidence: the rows a reason rests on
    form_wanted = Signal(object)  # Suggestion: log it with the form
    snooze_day_wanted = Signal(object)  # Suggestion
    not_this_wanted = Signal(object)  # Suggestion
    why_wanted = Signal()  # what else was considered for the card
    override_wanted = Signal(object)  # Suggestion

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        clock: Clock,
        run: Callable[[object], object],
        consequence: Callable[[Suggestion, Outcome], Sentence],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("nextTouch")
        self.setAccessibleName(self.tr("Next touch"))
        self._theme = theme
        self._clock = clock
        self._run = run
        self._consequence = consequence
        self._view: model.NextTouchView | None = None
        self._account = PlainLabel(style="small", elide=Qt.TextElideMode.ElideRight)
        self._account.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._headline = PlainLabel(style="title", wrap=True)
        self._summary = PlainLabel(style="muted", wrap=True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(0)
        self._guard = PlainLabel(style="small", wrap=True)
        self._ratio = PlainLabel()
        self._bar = RatioBar(theme)
        self._ratio_row = self._make_ratio_row()
        self._outcomes = OutcomeButtons(theme)
        self._outcomes.chosen.connect(self._log)
        self._outcomes.form_wanted.connect(lambda: self._tell(self.form_wanted))
        self._outcomes.closed.connect(self._hide_outcomes)
        self._outcomes.hide()
        self._why = self._make_why()
        self._scroll = FittedScroll(self._make_contents())
        self._outcomes.focus_moved.connect(self._scroll.ensureWidgetVisible)
        self._buttons = self._make_buttons(icons)
        self.body.addLayout(self._make_head())
        self.body.addWidget(self._scroll)
        self.body.addWidget(self._buttons)
        self.show_nothing()

    @property
    def suggestion(self) -> Suggestion | None:
        """What is shown."""
        return self._view.suggestion if self._view else None

    def show_suggestion(self, suggestion: Suggestion) -> None:
        """Show the next touch of a card."""
        view = model.view_of(suggestion)
        if view == self._view:
            return
        self._view = view
        self._hide_outcomes()
        self._account.setText(view.account)
        self._headline.setText(view.headline)
        self._show_text(self._summary, view.summary)
        held = " ".join(part for part in (view.guard, view.lifted_by) if part)
        self._show_text(self._guard, held)
        self._ratio.setText(view.ratio)
        self._bar.show_ratio(suggestion.gives, suggestion.asks)
        self._ratio_row.setVisible(bool(view.ratio))
        self._show_reasons(view.reasons)
        self._log_button.setVisible(view.loggable)
        self._idea_button.setVisible(view.has_idea)
        self._override.setVisible(view.overridable)
        self._buttons.show()

    def show_nothing(self, account: str = "") -> None:
        """Nothing is selected, or (with an account) nothing is proposed for the card."""
        self._view = None
        self._hide_outcomes()
        self._account.setText(account)
        self._headline.setText(
            self.tr("Nothing to do for now") if account else self.tr("Whom do I touch next?")
        )
        self._show_text(
            self._summary,
            self.tr("This card asks for no touch. Plan a date for it with P, or log one with L.")
            if account
            else self.tr("Select a card to see its next touch and why."),
        )
        self._guard.hide()
        self._ratio_row.hide()
        self._show_reasons(())
        self._buttons.hide()

    def log(self) -> None:
        """Offer the outcomes of the suggested touch, each with its consequence."""
        if self._view is not None and self._view.loggable:
            suggestion = self._view.suggestion
            assert suggestion.channel is not None
            self._outcomes.offer(
                model.outcomes_of(suggestion.channel), lambda outcome: self._consequence(suggestion, outcome)
            )
            self._buttons.hide()
            self._why.hide()
            self._outcomes.show()
            self._outcomes.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_snooze_menu(self) -> None:
        """Offer the snoozes under their button."""
        if self._view is not None:
            self._snooze.showMenu()

    def another_idea(self) -> None:
        """Refuse the idea of this suggestion for another one."""
        if self._view is not None and self._view.has_idea:
            self._run(answers.another_idea_of(self._view.suggestion))

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Next touch"), style="heading"))
        head.addWidget(self._account, 1)
        return head

    def _make_contents(self) -> QWidget:
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._headline)
        layout.addWidget(self._why)
        layout.addWidget(self._outcomes)
        return contents

    def _make_why(self) -> QWidget:
        """All that the outcomes take the place of."""
        why = QWidget()
        layout = QVBoxLayout(why)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._summary)
        layout.addLayout(self._reasons)
        layout.addWidget(self._guard)
        layout.addWidget(self._ratio_row)
        return why

    def _make_ratio_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.addWidget(PlainLabel(self.tr("Give : ask, lately"), style="small"))
        layout.addWidget(self._bar)
        layout.addWidget(self._ratio)
        layout.addStretch(1)
        return row

    def _make_buttons(self, icons: Icons) -> QWidget:
        row = QWidget(self)
        layout = FlowLayout(row)
        self._log_button = QPushButton(self.tr("Log this touch"))
        self._log_button.setObjectName("logThis")
        self._log_button.setProperty("primary", True)
        self._log_button.clicked.connect(self.log)
        self._snooze = QPushButton(self.tr("Snooze ▾"))
        self._snooze.setObjectName("snooze")
        self._snooze.setAccessibleName(self.tr("Snooze"))
        menu = QMenu(self._snooze)
        menu.aboutToShow.connect(lambda: self._fill_snooze(menu))
        self._snooze.setMenu(menu)
        self._idea_button = QPushButton(self.tr("Another idea"))
        self._idea_button.setObjectName("anotherIdea")
        self._idea_button.clicked.connect(self.another_idea)
        more = QToolButton()
        more.setObjectName("moreAnswers")
        more.setIcon(icons.icon("ellipsis", "muted"))
        more.setIconSize(QSize(16, 16))
        more.setFixedHeight(self._log_button.sizeHint().height())
        more.setAccessibleName(self.tr("Not this, and more"))
        more.setToolTip(self.tr("Not this, and more"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        answers = QMenu(more)
        answers.addAction(self.tr("Not this…"), lambda: self._tell(self.not_this_wanted))
        self._override = answers.addAction(
            self.tr("Do it all the same…"), lambda: self._tell(self.override_wanted)
        )
        answers.addSeparator()
        answers.addAction(self.tr("Why not something else…"), self.why_wanted.emit)
        more.setMenu(answers)
        for button in (self._log_button, self._snooze, self._idea_button, more):
            layout.addWidget(button)
        return row

    def _fill_snooze(self, menu: QMenu) -> None:
        menu.clear()
        for text, day in model.snooze_choices(self._clock.today()):
            menu.addAction(text).triggered.connect(partial(self._snooze_until, day))
        menu.addSeparator()
        menu.addAction(self.tr("Pick a date…"), lambda: self._tell(self.snooze_day_wanted))

    def _snooze_until(self, day: date, _checked: bool = False) -> None:
        if self._view is not None:
            self._run(answers.snooze_of(self._view.suggestion, day))

    def _log(self, outcome: Outcome) -> None:
        if self._view is not None:
            self._hide_outcomes()
            self._run(answers.log_of(self._view.suggestion, outcome))

    def _hide_outcomes(self) -> None:
        had_focus = self._outcomes.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._outcomes.hide()
        self._why.show()
        if self._view is not None:
            self._buttons.show()
            if had_focus:
                self._log_button.setFocus()

    def _show_reasons(self, reasons: tuple[model.ReasonText, ...]) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason in reasons:
            button = WrappedButton(reason.text, self._theme)
            button.clicked.connect(
                lambda _down=False, reason=reason: self.evidence_wanted.emit(reason.evidence)
            )
            self._reasons.addWidget(button)

    def _tell(self, signal: object) -> None:
        if self._view is not None:
            signal.emit(self._view.suggestion)  # type: ignore[attr-defined]  # a bound Qt signal

    @staticmethod
    def _show_text(label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
