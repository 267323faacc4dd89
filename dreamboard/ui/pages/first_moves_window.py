"""Deals lost lately, and the first touch on those that nobody has touched since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from dreamboard.domain.first_moves import Losses, LostCard
from dreamboard.presentation import figures, wording
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.ports import Clock
from dreamboard.ui.pages.page_window import PageWindow
from dreamboard.ui.plain_text import PlainLabel, control_text
from dreamboard.ui.widgets.plain_table import PlainTable

translate = QCoreApplication.translate


class FirstMovesWindow(PageWindow):
    """Those that wait are ticked from the start; what planning them would do is said before it is pressed."""

    plan_wanted = Signal(object)  # tuple of LostCard

    def __init__(
        self,
        read: Callable[[int], Losses],
        days_for: Callable[[Sequence[LostCard]], Sequence[date]],
        clock: Clock,
        jobs: Jobs,
        shared: Sequence[QAction],
        parent: QWidget | None = None,
        *,
        months: int = 12,
    ) -> None:
        """``read`` is asked with the months to look back; ``days_for`` gives the days cards would get."""
        super().__init__(
            translate("FirstMovesWindow", "First moves"),
            translate("FirstMovesWindow", "“No” means “not now”. A lost deal is a card, not an end."),
            jobs,
            shared,
            parent,
        )
        self.setObjectName("firstMovesWindow")
        self._days_for = days_for
        self._clock = clock
        self._losses: Losses | None = None
        self.summary = PlainLabel(self.tr("Counting…"), style="title", wrap=True)
        self.summary.setAccessibleName(self.tr("Lost deals"))
        self.since = PlainLabel(wrap=True)
        self.months = QSpinBox()
        self.months.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.months.setRange(1, 240)
        self.months.setValue(months)
        self.months.setAccessibleName(self.tr("Months to look back"))
        self.months.valueChanged.connect(lambda count: self.read_by(partial(read, count)))
        row = QHBoxLayout()
        row.addWidget(PlainLabel(self.tr("Lost in the last")))
        row.addWidget(self.months)
        row.addWidget(PlainLabel(self.tr("months")))
        row.addStretch(1)
        self.table = PlainTable(
            self.tr("Lost deals"),
            (
                self.tr("Account"),
                self.tr("Lost"),
                self.tr("Why"),
                self.tr("A year"),
                self.tr("Touches since"),
                self.tr("By whom"),
                self.tr("An idea for it"),
                self.tr("Planned"),
            ),
            right=(3, 4),
            stretch=(0, 2, 5, 6),
            ticks=True,
        )
        self.table.picked.connect(lambda row: self.card_wanted.emit(self._cards[row].pursuit_id))
        self.table.ticked.connect(self._say_consequence)
        self.consequence = PlainLabel(wrap=True)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.since)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.consequence)
        self.tick_button = self.add_button(self.tr("Tick those that wait"), "tickWaiting", self._tick_waiting)
        self.plan_button = self.add_button(self.tr("Plan"), "planFirstMoves", self._plan, first=True)
        self.resize(1160, 600)
        self.table.setFocus()
        self._say_consequence()
        self.read_by(partial(read, self.months.value()))

    def show_found(self, found: Losses) -> None:
        """The losses anew; what was unticked by hand stays so."""
        left_out = set()
        if self._losses is not None:
            ticked = {self._cards[row].pursuit_id for row in self.table.ticked_rows()}
            left_out = {card.pursuit_id for card in self._cards if card.waits} - ticked
        self._losses = found
        money = figures.money_sums(found.money)
        count = len(found.cards)
        self.summary.setText(
            self.tr("{n} lost, {money} a year").format(n=wording.cards(count), money=money)
            if money
            else self.tr("{n} lost").format(n=wording.cards(count))
            if count
            else self.tr("Nothing was lost in that time")
        )
        waiting = sum(card.waits for card in found.cards)
        self.since.setText(
            self.tr(
                "{touched} touched since the loss. {waiting} of the others wait, with nothing planned."
            ).format(touched=found.touched, waiting=waiting)
            if count
            else ""
        )
        self.table.show_rows([self._line(card) for card in found.cards])
        self.table.tick(
            [row for row, card in enumerate(found.cards) if card.waits and card.pursuit_id not in left_out]
        )

    @property
    def _cards(self) -> Sequence[LostCard]:
        return self._losses.cards if self._losses is not None else ()

    def _chosen(self) -> tuple[LostCard, ...]:
        return tuple(self._cards[row] for row in self.table.ticked_rows() if row < len(self._cards))

    def _line(self, card: LostCard) -> tuple[str, ...]:
        today = self._clock.today()
        why = wording.lost_on(card.reason) if card.reason is not None else ""
        if card.rival:
            why = self.tr("{why}, to {rival}").format(why=why, rival=card.rival).removeprefix(", ")
        worth = figures.short_money(card.value_minor, card.currency) if card.value_minor is not None else ""
        planned = figures.near_date(card.plan.on, today) if card.plan is not None else ""
        if card.held_until is not None and card.plan is None:
            planned = self.tr("not before {day}").format(day=figures.near_date(card.held_until, today))
        if card.do_not_contact:
            planned = self.tr("asked to be left alone")
        name = f"{card.account}, {card.title}" if card.title else card.account
        return (
            name,
            figures.ago(card.lost_on, today),
            why,
            worth,
            str(card.touches),
            ", ".join(name or self.tr("you") for name in card.touched_by),
            card.idea or self.tr("none yet"),
            planned,
        )

    def _say_consequence(self) -> None:
        chosen = self._chosen()
        count = len(chosen)
        self.plan_button.setEnabled(bool(count))
        self.tick_button.setEnabled(any(card.waits for card in self._cards))
        self.plan_button.setText(
            control_text(self.tr("Plan {cards}").format(cards=wording.cards(count)))
            if count
            else self.tr("Plan")
        )
        if not count:
            self.consequence.setText(self.tr("Tick the cards to begin with."))
            return
        today = self._clock.today()
        days = self._days_for(chosen)
        ideas = sum(card.idea_id is not None for card in chosen)
        first, last = figures.long_date(min(days), today), figures.long_date(max(days), today)
        when = first if first == last else self.tr("from {first} to {last}").format(first=first, last=last)
        self.consequence.setText(
            self.tr(
                "A first touch each, {when}, inside the day’s cap; {ideas} with an idea that answers."
            ).format(when=when, ideas=ideas)
        )

    def _tick_waiting(self) -> None:
        self.table.tick([row for row, card in enumerate(self._cards) if card.waits])

    def _plan(self) -> None:
        self.tell("")
        self.plan_wanted.emit(self._chosen())
