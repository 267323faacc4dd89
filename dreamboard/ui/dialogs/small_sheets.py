"""Small sheets: a plan, a quote, a signal, a day, a reason. Those with a row given mend that row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Plan, Quote, Row, Signal
from dreamboard.domain.values import Channel, Money, SignalKind
from dreamboard.presentation import wording
from dreamboard.services.commands import AddQuote, AddSignal, Edit, PlanTouch
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import (
    ChoiceBox,
    DateField,
    Field,
    MoneyField,
    NoteField,
    Person,
    PersonField,
    needed,
    read,
    side_by_side,
)
from dreamboard.ui.icons import Icons
from dreamboard.ui.widgets.flow import ChoiceFlow


class PlanSheet(CommandSheet):
    """A date for the next touch of one card or several."""

    def __init__(
        self,
        account: str,
        pursuit_ids: Sequence[int],
        people: Sequence[Person],
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
        *,
        editing: Plan | None = None,
    ) -> None:
        title = self.tr("Plan: {account}").format(account=account)
        super().__init__(title, "", self.tr("Plan it"), run, parent, width=440, enter_accepts=True)
        self.setObjectName("planSheet")
        self._pursuits = tuple(pursuit_ids)
        self._clock = clock
        self._editing = editing
        self._on = DateField(clock, icons, placeholder=self.tr("fri, +14d, 4 jan"))
        self._channel = ChoiceBox([(one.value, wording.word(one)) for one in Channel], self.tr("any way"))
        self._contact = PersonField(people, self.tr("nobody in particular"), new_allowed=False)
        self._text = _line(200)
        self._promised = QCheckBox(self.tr("Promised: they know of it, or asked for it"))
        self._day_field = Field(self.tr("When"), self._on)
        self._contact_field = Field(self.tr("With whom"), self._contact)
        self.form.addLayout(side_by_side(self._day_field, Field(self.tr("How"), self._channel)))
        self.form.addWidget(self._contact_field)
        self.form.addWidget(Field(self.tr("What about"), self._text))
        self.form.addWidget(self._promised)
        self.form.addStretch(1)
        self._contact_field.setVisible(len(self._pursuits) == 1)
        if editing is not None:
            self._on.set_day(editing.on)
            self._channel.choose(editing.channel.value if editing.channel else "")
            self._contact.show_person(editing.contact_id)
            self._text.setText(editing.text)
            self._promised.setChecked(editing.promised)

    def command(self) -> object | None:
        on = read(self._day_field, lambda: needed(self._on.day(), self.tr("Say when, such as fri or +14d.")))
        if self._editing is None and on < self._clock.today():
            self._day_field.tell(self.tr("The next touch lies ahead."))
            raise BadInput(self._day_field.problem)
        values = {
            "on": on,
            "channel": Channel(self._channel.key) if self._channel.key else None,
            "contact_id": read(self._contact_field, self._contact.contact_id),
            "text": self._text.text().strip(),
            "promised": self._promised.isChecked(),
        }
        if self._editing is not None:
            return edit_of(self._editing, values)
        return PlanTouch(
            self._pursuits,
            on,
            channel=Channel(self._channel.key) if self._channel.key else None,
            contact_id=self._contact.contact_id(),
            text=self._text.text().strip(),
            promised=self._promised.isChecked(),
        )


class QuoteSheet(CommandSheet):
    """Money on the desk."""

    def __init__(
        self,
        account: str,
        pursuit_id: int,
        currency: str,
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
        *,
        editing: Quote | None = None,
    ) -> None:
        title = self.tr("Quote: {account}").format(account=account)
        super().__init__(title, "", self.tr("Save"), run, parent, width=440, enter_accepts=True)
        self.setObjectName("quoteSheet")
        self._pursuit = pursuit_id
        self._clock = clock
        self._editing = editing
        self._amount = MoneyField(currency, self.tr("410k, €1,200"))
        self._sent = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._valid = DateField(clock, icons, placeholder=self.tr("open"))
        self._note = _line(500)
        self._fields = (
            Field(self.tr("Amount"), self._amount),
            Field(self.tr("Sent on"), self._sent),
            Field(self.tr("Valid until"), self._valid),
        )
        self.form.addWidget(self._fields[0])
        self.form.addLayout(side_by_side(*self._fields[1:]))
        self.form.addWidget(Field(self.tr("Note"), self._note))
        self.form.addStretch(1)
        if editing is not None:
            self._amount.set_money(Money(editing.amount_minor, editing.currency))
            self._sent.set_day(editing.sent_on)
            self._valid.set_day(editing.valid_until)
            self._note.setText(editing.note)

    def command(self) -> object | None:
        amount = read(
            self._fields[0], lambda: needed(self._amount.money(), self.tr("Say how much, such as 410k."))
        )
        sent = read(self._fields[1], self._sent.day) or self._clock.today()
        valid = read(self._fields[2], self._valid.day)
        if valid is not None and valid < sent:
            self._fields[2].tell(self.tr("It cannot end before it was sent."))
            raise BadInput(self._fields[2].problem)
        note = self._note.text().strip()
        if self._editing is None:
            return AddQuote(self._pursuit, amount.minor, amount.currency, sent, valid, note)
        return edit_of(
            self._editing,
            {
                "amount_minor": amount.minor,
                "currency": amount.currency,
                "sent_on": sent,
                "valid_until": valid,
                "note": note,
            },
        )


_OF_PEOPLE = frozenset({SignalKind.DECISION_MAKER_LEFT, SignalKind.DECISION_MAKER_ARRIVED})


class SignalSheet(CommandSheet):
    """A change at the account."""

    def __init__(
        self,
        account: str,
        account_id: int,
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
        *,
        editing: Signal | None = None,
    ) -> None:
        title = self.tr("Something changed: {account}").format(account=account)
        super().__init__(title, "", self.tr("Save"), run, parent, width=440)
        self.setObjectName("signalSheet")
        self._account = account_id
        self._clock = clock
        self._editing = editing
        # Who decides has a sheet of its own, which knows the people; what was said so before can be mended.
        kinds = [one for one in SignalKind if editing is not None or one not in _OF_PEOPLE]
        self._kind = ChoiceBox([(one.value, wording.word(one)) for one in kinds])
        self._on = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._kind.currentIndexChanged.connect(self._turn)
        self._note = NoteField(3)
        self._day_field = Field(self.tr("When it is, or was"), self._on)
        self.form.addLayout(side_by_side(Field(self.tr("What"), self._kind), self._day_field))
        self.form.addWidget(Field(self.tr("Note"), self._note))
        self.form.addStretch(1)
        if editing is not None:
            self._kind.choose(editing.kind.value)
            self._on.set_day(editing.on)
            self._note.setPlainText(editing.note)
        self._turn()

    def _turn(self) -> None:
        """A contract ends on a day to come; the rest has happened."""
        self._on.look_back(SignalKind(self._kind.key) is not SignalKind.CONTRACT_END)

    def command(self) -> object | None:
        on = read(self._day_field, self._on.day) or self._clock.today()
        kind = SignalKind(self._kind.key)
        if self._editing is None:
            return AddSignal(self._account, kind, on, note=self._note.text)
        return edit_of(self._editing, {"kind": kind, "on": on, "note": self._note.text})


class DaySheet(CommandSheet):
    """One day, for a command made of it: a snooze until then."""

    def __init__(
        self,
        title: str,
        lead: str,
        accept_text: str,
        make: Callable[[date], object],
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, lead, accept_text, run, parent, width=380, enter_accepts=True)
        self.setObjectName("daySheet")
        self._make = make
        self._clock = clock
        self._on = DateField(clock, icons, placeholder=self.tr("fri, +14d, 4 jan"))
        self._field = Field(self.tr("Until when"), self._on)
        self.form.addWidget(self._field)
        self.form.addStretch(1)

    def command(self) -> object | None:
        return self._make(read(self._field, self._day))

    def _day(self) -> date:
        day = needed(self._on.day(), self.tr("Say when, such as fri or +14d."))
        if day <= self._clock.today():
            raise BadInput(self.tr("That day is not ahead."))
        return day


class ReasonSheet(CommandSheet):
    """Why, in a line, for a command made of it: not this, do it all the same, retire."""

    def __init__(
        self,
        title: str,
        lead: str,
        accept_text: str,
        make: Callable[[str], object],
        run: Run,
        parent: QWidget | None = None,
        *,
        usual: Sequence[str] = (),
    ) -> None:
        """``usual`` reasons are offered as buttons that fill the line."""
        super().__init__(title, lead, accept_text, run, parent, width=440, enter_accepts=True)
        self.setObjectName("reasonSheet")
        self._make = make
        self._reason = _line(500)
        self._field = Field(self.tr("Why"), self._reason)
        self.form.addWidget(self._field)
        if usual:
            self._usual = ChoiceFlow(self.tr("Usual reasons"), [(text, text) for text in usual], parent=self)
            self._usual.changed.connect(lambda: self._reason.setText(self._usual.one))
            self.form.addWidget(self._usual)
        self.form.addStretch(1)

    def command(self) -> object | None:
        reason = read(
            self._field,
            lambda: needed(self._reason.text().strip() or None, self.tr("Say why, in a few words.")),
        )
        return self._make(reason)


def edit_of(row: Row, values: Mapping[str, object]) -> Edit | None:
    """The edit that gives a row those values; ``None`` when it has them."""
    changed = tuple((name, value) for name, value in values.items() if getattr(row, name) != value)
    return Edit(type(row).__name__, row.id, changed) if changed else None


def _line(longest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(longest)
    return edit
