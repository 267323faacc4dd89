"""Merge with …: which record of the card in hand, and with which other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.suggestion import Sentence
from dreamboard.presentation.wording import contact_name
from dreamboard.services.doubles import Double, Sureness
from dreamboard.services.read_models import AccountDetails, Naming
from dreamboard.ui.dialogs.fields import ChoiceBox, Field, Person, PersonField, needed, read
from dreamboard.ui.dialogs.people import everybody, people_of
from dreamboard.ui.dialogs.sheet import Sheet

_ACCOUNT = "account"


class MergeSheet(Sheet):
    """The account or one of its contacts, and the other one by name; ``pair`` is read when it is accepted.
    Nothing is merged yet: both are shown side by side first."""

    def __init__(self, details: AccountDetails, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Merge with…"),
            self.tr("Both are shown side by side before anything is done."),
            self.tr("Compare"),
            parent,
            width=480,
            enter_accepts=True,
        )
        self.setObjectName("mergeSheet")
        self.pair: Double | None = None
        self._account = details.account
        self._here = people_of(details)
        self.which = ChoiceBox(
            [(_ACCOUNT, self.tr("The account {name}").format(name=details.account.name))]
            + [(str(one.id), contact_name(one.name)) for one in self._here]
        )
        accounts = [Person(one.id, one.name, one.name) for one in naming.accounts]
        self.accounts = PersonField(_told_apart(accounts), new_allowed=False)
        self.contacts = PersonField(_told_apart(everybody(naming, self._here)), new_allowed=False)
        self._fields = {
            True: Field(self.tr("With this account"), self.accounts),
            False: Field(self.tr("With this contact"), self.contacts),
        }
        self.form.addWidget(Field(self.tr("What"), self.which))
        for field in self._fields.values():
            self.form.addWidget(field)
        self.which.currentIndexChanged.connect(lambda _index: self._show_field())
        self._show_field()

    def submit(self) -> bool:
        try:
            self.pair = read(self._fields[self._of_account], self._read)
        except BadInput:
            return False
        return True

    @property
    def _of_account(self) -> bool:
        return self.which.key == _ACCOUNT

    def _show_field(self) -> None:
        for of_account, field in self._fields.items():
            field.setVisible(of_account is self._of_account)

    def _read(self) -> Double:
        if self._of_account:
            other = needed(self.accounts.known(), self.tr("Name the other account, as it is on the board."))
            return _pair("Account", self._account.id, self._account.name, other, self._same())
        one = next(each for each in self._here if str(each.id) == self.which.key)
        other = needed(self.contacts.known(), self.tr("Name the other contact, as they are on the board."))
        return _pair("Contact", one.id, one.name, other, self._same())

    def _same(self) -> str:
        return self.tr("That is the same record: name the other one.")


def _pair(kind: str, one: int, name: str, other: Person, same: str) -> Double:
    if other.id == one:
        raise BadInput(same)
    why = (Sentence("You chose these two"),)
    if one < other.id:
        return Double(kind, one, other.id, (name, other.name), Sureness.POSSIBLE, why)
    return Double(kind, other.id, one, (other.name, name), Sureness.POSSIBLE, why)


def _told_apart(people: Sequence[Person]) -> list[Person]:
    """Those of one text with their numbers: doubles may well have one name."""
    count = Counter(person.text for person in people)
    return [
        Person(person.id, person.name, f"{person.text}, #{person.id}") if count[person.text] > 1 else person
        for person in people
    ]
