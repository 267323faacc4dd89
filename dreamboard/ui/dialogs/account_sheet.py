"""An account and its contacts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.domain.model import Contact, Employment
from dreamboard.domain.values import Channel, Money
from dreamboard.presentation import figures, wording
from dreamboard.presentation.family import family_sentence
from dreamboard.presentation.typed import typed_count
from dreamboard.services.commands import Delete
from dreamboard.services.ports import Clock
from dreamboard.services.read_models import AccountDetails, NamedAccount
from dreamboard.ui.dialogs.card_sheets import tags_of
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.contact_sheet import AboutPerson, ContactSheet, LeftSheet, zone_edit
from dreamboard.ui.dialogs.fields import (
    ChoiceBox,
    DateField,
    Field,
    MoneyField,
    NoteField,
    needed,
    read,
    side_by_side,
)
from dreamboard.ui.dialogs.sites_box import AccountField, SitesBox, SiteSheet
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import one_line

_LIST_HEIGHT = 180

S = TypeVar("S", bound=CommandSheet)


class AccountSheet(CommandSheet):
    """What the rep knows of a company. Contacts and sites are changed at once, each by a sheet of its own;
    the rest is saved together."""

    def __init__(
        self,
        read_details: Callable[[], AccountDetails],
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
        *,
        accounts: Sequence[NamedAccount] = (),
        sheet_of: Callable[[int, QWidget], AccountSheet] | None = None,
        about_person: AboutPerson | None = None,
    ) -> None:
        """``read_details`` reads the account anew; ``accounts`` are those it may belong to; ``sheet_of``
        makes the sheet of a site over this one; ``about_person`` opens a contact's data."""
        self._read_details = read_details
        self._details = read_details()
        account = self._details.account
        super().__init__(account.name, "", self.tr("Save"), run, parent, width=900)
        self.setObjectName("accountSheet")
        self._clock = clock
        self._icons = icons
        self._accounts = accounts
        self._sheet_of = sheet_of
        self._about_person = about_person
        self._on_top: CommandSheet | None = None
        self._name = _line(account.name)
        self._domain = _line(account.domain)
        self._industry = _line(account.industry)
        self._territory = _line(account.territory)
        self._country = _line(account.country, self.tr("US, DE"))
        self._zone = zone_edit(self)
        self._zone.setText(account.time_zone)
        self._known = _line(str(account.sites_known))
        self._believed = _line(str(account.sites_believed))
        self._spend = MoneyField(account.currency, self.tr("not known"))
        if account.spend_minor is not None:
            self._spend.set_money(Money(account.spend_minor, account.currency))
        self._rival = _line(account.rival, self.tr("nobody known"))
        self._rival_end = _day_field(clock, icons, account.rival_contract_end, self.tr("not known"))
        self._not_before = _day_field(clock, icons, account.not_before, self.tr("no date given"))
        self._channel = ChoiceBox([(one.value, wording.word(one)) for one in Channel], self.tr("any way"))
        self._channel.choose(account.preferred_channel.value if account.preferred_channel else "")
        self._stop = QCheckBox(self.tr("Asked not to be contacted"))
        self._stop.setChecked(account.do_not_contact)
        self._tags = _line(", ".join(account.tags))
        self._parent = AccountField([a for a in accounts if a.id != account.id], self.tr("nobody"))
        self._parent.setObjectName("partOf")
        self._parent.setText(self._details.parent.name if self._details.parent else "")
        self._note = NoteField(3)
        self._note.setPlainText(account.note)
        self._contacts = QListWidget()
        self._contacts.setObjectName("contacts")
        self._sites = SitesBox()
        self._sites.opened.connect(self.open_site)
        self._sites.adding.connect(self.add_site)
        self._fields = self._lay_out()
        self._show_contacts()
        self.offer_trash(
            lambda: Delete("Account", (account.id,)),
            self.tr("The account with its cards, contacts and touches. Undo and the trash bring it back."),
        )
        self._show_family()

    def command(self) -> object | None:
        account = self._details.account
        fields = self._fields
        spend = read(fields["spend"], self._spend.money)
        return edit_of(
            account,
            {
                "name": read(
                    fields["name"], lambda: needed(self._name.text().strip() or None, self.tr("Name it."))
                ),
                "parent_id": read(fields["parent"], self._parent_id),
                "domain": self._domain.text().strip().lower(),
                "industry": self._industry.text().strip(),
                "territory": self._territory.text().strip(),
                "country": self._country.text().strip().upper(),
                "time_zone": self._zone.text().strip(),
                "sites_known": read(fields["known"], lambda: typed_count(self._known.text(), self.tr("This")))
                or 0,
                "sites_believed": read(
                    fields["believed"], lambda: typed_count(self._believed.text(), self.tr("This"))
                )
                or 0,
                "spend_minor": spend.minor if spend else None,
                "currency": spend.currency if spend else account.currency,
                "rival": self._rival.text().strip(),
                "rival_contract_end": read(fields["rival_end"], self._rival_end.day),
                "not_before": read(fields["not_before"], self._not_before.day),
                "preferred_channel": Channel(self._channel.key) if self._channel.key else None,
                "do_not_contact": self._stop.isChecked(),
                "tags": tags_of(self._tags.text()),
                "note": self._note.text,
            },
        )

    def tell(self, problem: str) -> None:
        """Say it in the sheet that is open over this one, where there is one."""
        if self._on_top is not None and problem:
            self._on_top.tell(problem)
        else:
            super().tell(problem)

    def refresh(self) -> None:
        """Read contacts and sites anew, and the numbers of sites where the rep has not typed over them: one
        more site is one more that is known."""
        before = self._details.account
        self._details = self._read_details()
        after = self._details.account
        for edit, was, now in (
            (self._known, before.sites_known, after.sites_known),
            (self._believed, before.sites_believed, after.sites_believed),
        ):
            if edit.text() == str(was):
                edit.setText(str(now))
        self._show_contacts()
        self._show_family()

    def add_contact(self) -> ContactSheet:
        """Open the sheet of a new contact."""
        account = self._details.account
        sheet = ContactSheet(account.name, account.id, self._clock, self._icons, self._run, self)
        return self._opened(sheet)

    def edit_contact(self) -> ContactSheet | None:
        """Open the sheet of the contact that is selected."""
        pair = self._selected()
        if pair is None:
            return None
        account = self._details.account
        sheet = ContactSheet(
            account.name,
            account.id,
            self._clock,
            self._icons,
            self._run,
            self,
            editing=pair,
            about_person=self._about_person,
        )
        return self._opened(sheet)

    def contact_left(self) -> LeftSheet | None:
        """Open the sheet that says the selected contact left."""
        pair = self._selected()
        if pair is None or pair[1].until is not None:
            return None
        return self._opened(LeftSheet(*pair, self._clock, self._icons, self._run, self))

    def open_site(self, account_id: int) -> AccountSheet | None:
        """Open the sheet of a site."""
        return self._opened(self._sheet_of(account_id, self)) if self._sheet_of is not None else None

    def add_site(self) -> SiteSheet:
        """Open the sheet that makes an account a site of this one."""
        return self._opened(SiteSheet(self._details.account, self._accounts, self._run, self))

    def _lay_out(self) -> dict[str, Field]:
        fields = {
            "name": Field(self.tr("Name"), self._name),
            "parent": Field(self.tr("A site of"), self._parent),
            "known": Field(self.tr("Sites known"), self._known),
            "believed": Field(self.tr("Sites believed"), self._believed),
            "spend": Field(self.tr("Spend a year"), self._spend),
            "rival_end": Field(self.tr("Their contract ends"), self._rival_end),
            "not_before": Field(self.tr("Not before"), self._not_before),
        }
        rows = (
            (fields["name"], Field(self.tr("Domain"), self._domain)),
            (Field(self.tr("Industry"), self._industry), Field(self.tr("Territory"), self._territory),
             Field(self.tr("Country"), self._country)),
            (fields["known"], fields["believed"], fields["spend"]),
            (Field(self.tr("Buys from"), self._rival), fields["rival_end"]),
            (fields["not_before"], Field(self.tr("Best reached by"), self._channel),
             Field(self.tr("Time zone"), self._zone)),
        )  # fmt: skip
        facts = QVBoxLayout()
        facts.setSpacing(10)
        for row in rows:
            facts.addLayout(side_by_side(*row))
        facts.addLayout(side_by_side(fields["parent"], Field(self.tr("Tags"), self._tags)))
        facts.addWidget(self._stop)
        facts.addWidget(self._sites)
        facts.addStretch(1)
        people = QVBoxLayout()
        people.setSpacing(10)
        self._contacts.setFixedHeight(_LIST_HEIGHT)
        self._contacts.itemActivated.connect(lambda _item: self.edit_contact())
        people.addWidget(Field(self.tr("Contacts"), self._contacts))
        people.addLayout(self._make_contact_buttons())
        people.addWidget(Field(self.tr("Note"), self._note))
        people.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(facts, 3)
        halves.addLayout(people, 2)
        self.form.addLayout(halves)
        return fields

    def _make_contact_buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        for name, text, slot in (
            ("addContact", self.tr("Add…"), self.add_contact),
            ("editContact", self.tr("Edit…"), self.edit_contact),
            ("contactLeft", self.tr("They left…"), self.contact_left),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _parent_id(self) -> int | None:
        parent = self._details.parent
        if parent is not None and self._parent.text() == parent.name:
            return parent.id  # as it was, even where another account has the same name
        return self._parent.account_id()

    def _show_family(self) -> None:
        text = family_sentence(self._details)
        self.lead.setText(one_line(text, 300))
        self.lead.setVisible(bool(text))
        self._sites.show_sites(self._details)

    def _show_contacts(self) -> None:
        row = self._contacts.currentRow()
        self._contacts.clear()
        for contact, job in self._details.contacts:
            item = QListWidgetItem(self._said_of(contact, job))
            item.setData(Qt.ItemDataRole.UserRole, job.id)
            self._contacts.addItem(item)
        self._contacts.setCurrentRow(min(max(row, 0), self._contacts.count() - 1))

    def _said_of(self, contact: Contact, job: Employment) -> str:
        parts = [wording.contact_name(contact.name), job.title, wording.word(job.role) if job.role else ""]
        if job.until is not None:
            until = figures.short_date(job.until, self._clock.today())
            parts.append(self.tr("left {day}").format(day=until))
        return one_line(", ".join(part for part in parts if part))

    def _selected(self) -> tuple[Contact, Employment] | None:
        if self._contacts.currentRow() < 0:
            return None
        job_id = self._contacts.currentItem().data(Qt.ItemDataRole.UserRole)
        return next((pair for pair in self._details.contacts if pair[1].id == job_id), None)

    def _opened(self, sheet: S) -> S:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.finished.connect(self._closed)
        self._on_top = sheet
        sheet.open()
        return sheet

    def _closed(self) -> None:
        self._on_top = None
        self.refresh()


def _line(text: str, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit(text)
    edit.setMaxLength(500)
    edit.setPlaceholderText(placeholder)
    return edit


def _day_field(clock: Clock, icons: Icons, day: date | None, placeholder: str) -> DateField:
    field = DateField(clock, icons, placeholder=placeholder)
    field.set_day(day)
    return field
