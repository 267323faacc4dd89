"""A new card, and what the rep may change about one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Pursuit, Stage
from dreamboard.domain.settings import Settings
from dreamboard.domain.text import fold
from dreamboard.domain.values import Money, PursuitKind, Role
from dreamboard.presentation import wording
from dreamboard.presentation.typed import typed_count
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.services.ports import Clock
from dreamboard.services.read_models import NamedAccount
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import (
    AnnotatedEdit,
    ChoiceBox,
    DateField,
    Field,
    MoneyField,
    NoteField,
    needed,
    read,
    side_by_side,
)
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.icons import Icons
from dreamboard.ui.widgets.flow import ChoiceFlow

_CUSTOM = "custom"


class NewCardSheet(CommandSheet):
    """An account to be pursued. One that is known gets one more card."""

    def __init__(
        self,
        accounts: Sequence[NamedAccount],
        stages: Sequence[Stage],
        run: Run,
        parent: QWidget | None = None,
        *,
        currency: str = "USD",
        stage_id: int | None = None,
    ) -> None:
        """``stage_id`` is the column the rep was in; ``None``: the one that fits the kind."""
        super().__init__(self.tr("New card"), "", self.tr("Add"), run, parent, width=520, enter_accepts=True)
        self.setObjectName("newCardSheet")
        self._accounts = {fold(account.name): account for account in accounts}
        self._kind = ChoiceFlow(
            self.tr("What it is"),
            [(kind.value, wording.word(kind)) for kind in PursuitKind],
            needed=True,
            parent=self,
        )
        self._kind.choose(PursuitKind.DREAM_CLIENT.value)
        self._account = AnnotatedEdit(self.tr("The company"))
        completer = QCompleter([account.name for account in accounts], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._account.setCompleter(completer)
        self._account.textChanged.connect(self._tell_account)
        self._title = _line(self.tr("what is pursued, where there are several"), 300)
        self._value = MoneyField(currency, self.tr("2m, 410k"))
        self._contact = _line(self.tr("Name, title"), 400)
        self._role = ChoiceBox([(role.value, wording.word(role)) for role in Role], self.tr("no role"))
        self._role.choose(Role.DECISION_MAKER.value)
        self._stage = ChoiceBox([(str(s.id), s.name) for s in stages], self.tr("where its kind begins"))
        self._stage.choose(str(stage_id) if stage_id is not None else "")
        self._tags = _line(self.tr("freight, west"), 500)
        self._note = NoteField(2)
        self._account_field = Field(self.tr("Account"), self._account)
        self._value_field = Field(self.tr("Yearly value"), self._value)
        self.form.addWidget(self._kind)
        self.form.addLayout(side_by_side(self._account_field, self._value_field))
        self.form.addWidget(Field(self.tr("Title"), self._title))
        self.form.addLayout(
            side_by_side(Field(self.tr("Contact"), self._contact), Field(self.tr("Role"), self._role))
        )
        self.form.addLayout(
            side_by_side(Field(self.tr("Column"), self._stage), Field(self.tr("Tags"), self._tags))
        )
        self.form.addWidget(Field(self.tr("Note"), self._note))
        self.form.addStretch(1)
        self._account.setFocus()

    def command(self) -> object | None:
        name = read(
            self._account_field,
            lambda: needed(self._account.text().strip() or None, self.tr("Name the company.")),
        )
        value = read(self._value_field, self._value.money)
        known = self._accounts.get(fold(name))
        return AddPursuit(
            account=name,
            account_id=known.id if known else None,
            kind=PursuitKind(self._kind.one),
            title=self._title.text().strip(),
            value_minor=value.minor if value else None,
            currency=value.currency if value else self._value.currency,
            contact=self._new_contact(),
            stage_id=int(self._stage.key) if self._stage.key else None,
            tags=tags_of(self._tags.text()),
            note=self._note.text,
        )

    def _new_contact(self) -> NewContact | None:
        name, _, title = self._contact.text().partition(",")
        if not name.strip():
            return None
        return NewContact(name.strip(), title.strip(), Role(self._role.key) if self._role.key else None)

    def _tell_account(self) -> None:
        known = self._accounts.get(fold(self._account.text()))
        if known is None:
            self._account.set_remark(self.tr("new account"))
        else:
            cards = wording.cards(len(known.pursuit_ids))
            self._account.set_remark(self.tr("known, {cards}").format(cards=cards))


class CardSheet(CommandSheet):
    """What the rep may change about a card; where it stands is changed by moving it."""

    def __init__(
        self,
        account: str,
        pursuit: Pursuit,
        settings: Settings,
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Card: {account}").format(account=account)
        super().__init__(title, "", self.tr("Save"), run, parent, width=500)
        self.setObjectName("cardSheet")
        self._pursuit = pursuit
        self._kind = ChoiceFlow(
            self.tr("What it is"),
            [(kind.value, wording.word(kind)) for kind in PursuitKind],
            needed=True,
            parent=self,
        )
        self._kind.choose(pursuit.kind.value)
        self._title = _line("", 300)
        self._title.setText(pursuit.title)
        self._value = MoneyField(pursuit.currency, self.tr("not known"))
        if pursuit.value_minor is not None:
            self._value.set_money(Money(pursuit.value_minor, pursuit.currency))
        self._come_back = DateField(clock, icons, placeholder=self.tr("no date given"))
        self._come_back.set_day(pursuit.come_back_on)
        self._tags = _line("", 500)
        self._tags.setText(", ".join(pursuit.tags))
        self._note = NoteField(3)
        self._note.setPlainText(pursuit.note)
        self.rhythm = RhythmFields(settings, pursuit.ideal_days, pursuit.max_days, self)
        self._value_field = Field(self.tr("Yearly value"), self._value)
        self._come_back_field = Field(self.tr("They said to come back"), self._come_back)
        self.form.addWidget(self._kind)
        self.form.addLayout(side_by_side(Field(self.tr("Title"), self._title), self._value_field))
        self.form.addLayout(side_by_side(*self.rhythm.fields))
        self.form.addLayout(side_by_side(self._come_back_field, Field(self.tr("Tags"), self._tags)))
        self.form.addWidget(Field(self.tr("Note"), self._note))
        self.form.addStretch(1)

    def command(self) -> object | None:
        value = read(self._value_field, self._value.money)
        ideal, most = self.rhythm.days()
        return edit_of(
            self._pursuit,
            {
                "kind": PursuitKind(self._kind.one),
                "title": self._title.text().strip(),
                "value_minor": value.minor if value else None,
                "currency": value.currency if value else self._pursuit.currency,
                "ideal_days": ideal,
                "max_days": most,
                "come_back_on": read(self._come_back_field, self._come_back.day),
                "tags": tags_of(self._tags.text()),
                "note": self._note.text,
            },
        )


class RhythmFields:
    """A rhythm by its name, or its two numbers of days."""

    def __init__(self, settings: Settings, ideal: int | None, most: int | None, parent: QWidget) -> None:
        self._named = {f"{r.ideal}/{r.maximum}": r for r in settings.rhythms}
        choices = [(key, f"{r.name}, {r.ideal}/{r.maximum}") for key, r in self._named.items()]
        self._box = ChoiceBox([*choices, (_CUSTOM, parent.tr("of its own"))], parent.tr("as its column"))
        self._ideal = QLineEdit("" if ideal is None else str(ideal))
        self._most = QLineEdit("" if most is None else str(most))
        self.fields = (
            Field(parent.tr("Rhythm"), self._box),
            Field(parent.tr("Ideal, days"), self._ideal),
            Field(parent.tr("At most, days"), self._most),
        )
        self._words = (parent.tr("The ideal"), parent.tr("The most"))
        self._order = parent.tr("The most is at least the ideal.")
        key = f"{ideal}/{most}"
        self._box.choose("" if ideal is None and most is None else key if key in self._named else _CUSTOM)
        self._box.currentIndexChanged.connect(self._follow)
        self._follow()

    def days(self) -> tuple[int | None, int | None]:
        """Ideal and most days; both ``None`` for the column's own. Raises ``BadInput``."""
        ideal = read(self.fields[1], lambda: typed_count(self._ideal.text(), self._words[0]))
        most = read(self.fields[2], lambda: typed_count(self._most.text(), self._words[1]))
        if ideal is not None and most is not None and most < ideal:
            self.fields[2].tell(self._order)
            raise BadInput(self._order)
        return ideal, most

    def _follow(self) -> None:
        named = self._named.get(self._box.key)
        own = self._box.key == _CUSTOM
        if named is not None:
            self._ideal.setText(str(named.ideal))
            self._most.setText(str(named.maximum))
        elif not own:
            self._ideal.clear()
            self._most.clear()
        for field in self.fields[1:]:
            field.setEnabled(own)


def tags_of(text: str) -> tuple[str, ...]:
    """Tags as typed with commas or semicolons between them: lower case, sorted, each once."""
    return tuple(sorted({part.strip().lower() for part in re.split("[,;]", text) if part.strip()}))


def _line(placeholder: str, longest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setMaxLength(longest)
    return edit
