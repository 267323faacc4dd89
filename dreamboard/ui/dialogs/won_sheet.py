"""A win: the amount and the day, and what it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.values import Money
from dreamboard.presentation import wording
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.fields import DateField, Field, MoneyField, read, side_by_side
from dreamboard.ui.dialogs.sheet import Sheet
from dreamboard.ui.icons import Icons


@dataclass(frozen=True, slots=True)
class WinningCard:
    """What the sheet knows of a card: its worth, and what it took so far."""

    account: str
    value: Money | None = None  # the newest quote, else the card's value
    touches: int = 0  # of all rounds
    opened_on: date | None = None  # the round that is won
    round_number: int = 1


class WonSheet(Sheet):
    """Asks only for the amount and the day."""

    def __init__(
        self, cards: Sequence[WinningCard], clock: Clock, icons: Icons, parent: QWidget | None = None
    ) -> None:
        first = cards[0]
        name = first.account if len(cards) == 1 else wording.cards(len(cards))
        super().__init__(
            self.tr("Won: {name}").format(name=name),
            "",
            self.tr("It is won"),
            parent,
            cancel_text=self.tr("Put the card back") if len(cards) == 1 else self.tr("Put them back"),
            width=460,
            enter_accepts=True,
        )
        self.setObjectName("wonSheet")
        self._cards = cards
        self._clock = clock
        self.amount: Money | None = None
        self.on: date = clock.today()
        self._amount = MoneyField(first.value.currency if first.value else "USD", self.tr("not known"))
        if len(cards) == 1:
            self._amount.set_money(first.value)
        self._on = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._on.changed.connect(self._refresh)
        each = self.tr("What they buy, a year") if len(cards) == 1 else self.tr("What each buys, a year")
        self._amount_field, self._on_field = Field(each, self._amount), Field(self.tr("When"), self._on)
        self.form.addLayout(side_by_side(self._amount_field, self._on_field))
        self.form.addStretch(1)
        self._refresh()
        self._amount.selectAll()

    def submit(self) -> bool:
        try:
            self.amount = read(self._amount_field, self._amount.money)
            self.on = read(self._on_field, self._day) or self._clock.today()
        except BadInput:
            return False
        return True

    def _day(self) -> date | None:
        day = self._on.day()
        if day is not None and day > self._clock.today():
            raise BadInput(self.tr("That day is still to come."))
        return day

    def _refresh(self) -> None:
        if len(self._cards) > 1:
            self.lead.setText(self.tr("The rounds close won. Winners can be pursued again at any time."))
        else:
            self.lead.setText(self._took(self._cards[0]))
        self.lead.show()

    def _took(self, card: WinningCard) -> str:
        """ "It took 12 touches and 84 days." """
        touches = wording.touches(card.touches)
        try:
            on = self._on.day() or self._clock.today()
        except BadInput:
            on = self._clock.today()
        if card.opened_on is None or card.opened_on > on:
            return self.tr("It took {touches}.").format(touches=touches)
        days = wording.days(max((on - card.opened_on).days, 1))
        if card.round_number > 1:
            return self.tr("Round {n} took {days}; {touches} in all.").format(
                n=card.round_number, touches=touches, days=days
            )
        return self.tr("It took {touches} and {days}.").format(touches=touches, days=days)
