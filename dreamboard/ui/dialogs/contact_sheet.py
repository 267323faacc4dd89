"""A contact at an account: who they are, how to reach them, and that they left."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QPushButton, QWidget

from dreamboard.domain.model import Contact, Employment
from dreamboard.domain.values import Channel, Role
from dreamboard.presentation import wording
from dreamboard.presentation.typed import split_texts, typed_count
from dreamboard.services.commands import (
    AddContact,
    Batch,
    ChangeDecisionMaker,
    Delete,
    EndEmployment,
    NewContact,
)
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import ChoiceBox, DateField, Field, NoteField, needed, read, side_by_side
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import set_tool_tip

AboutPerson = Callable[[int, QWidget], object]
"""Opens what the board holds of a contact, over the sheet that asks."""


class ContactSheet(CommandSheet):
    """A new contact, or one that is known with their time at this account."""

    def __init__(
        self,
        account: str,
        account_id: int,
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
        *,
        editing: tuple[Contact, Employment] | None = None,
        about_person: AboutPerson | None = None,
    ) -> None:
        title = editing[0].name if editing else self.tr("New contact: {account}").format(account=account)
        super().__init__(title, "", self.tr("Save"), run, parent, width=520)
        self.setObjectName("contactSheet")
        self._account = account_id
        self._editing = editing
        self._name = _line(200)
        self._title = _line(200)
        self._role = ChoiceBox([(role.value, wording.word(role)) for role in Role], self.tr("no role"))
        self._emails = _line(1000, self.tr("several with ; between"))
        self._telephones = _line(1000, self.tr("several with ; between"))
        self._since = DateField(clock, icons, placeholder=self.tr("not known"), past=True)
        self._channel = ChoiceBox([(one.value, wording.word(one)) for one in Channel], self.tr("any way"))
        self._zone = zone_edit(self)
        self._gap = _line(4, self.tr("no wish"))
        self._not_before = DateField(clock, icons, placeholder=self.tr("no date given"))
        self._stop = QCheckBox(self.tr("Asked not to be contacted"))
        self._note = NoteField(2)
        self._fields = {
            "name": Field(self.tr("Name"), self._name),
            "since": Field(self.tr("There since"), self._since),
            "gap": Field(self.tr("Days between touches, at least"), self._gap),
            "not_before": Field(self.tr("Not before"), self._not_before),
        }
        self._lay_out()
        if editing is not None:
            self._fill(*editing)
            self.offer_trash(
                lambda: Delete("Contact", (editing[0].id,)),
                self.tr("For a contact that was a mistake; who left is told with “They left…”."),
            )
            if about_person is not None:
                self._offer_data(editing[0].id, about_person)

    def command(self) -> object | None:
        name = read(
            self._fields["name"], lambda: needed(self._name.text().strip() or None, self.tr("Name them."))
        )
        role = Role(self._role.key) if self._role.key else None
        since = read(self._fields["since"], self._since.day)
        emails, telephones = split_texts(self._emails.text()), split_texts(self._telephones.text())
        if self._editing is None:
            new = NewContact(name, self._title.text().strip(), role, emails, telephones)
            return AddContact(self._account, new, since)
        contact, job = self._editing
        edits = (
            edit_of(
                contact,
                {
                    "name": name,
                    "emails": emails,
                    "telephones": telephones,
                    "time_zone": self._zone.text().strip(),
                    "preferred_channel": Channel(self._channel.key) if self._channel.key else None,
                    "min_days_between": read(
                        self._fields["gap"], lambda: typed_count(self._gap.text(), self.tr("The gap"))
                    ),
                    "not_before": read(self._fields["not_before"], self._not_before.day),
                    "do_not_contact": self._stop.isChecked(),
                    "note": self._note.text,
                },
            ),
            edit_of(job, {"title": self._title.text().strip(), "role": role, "since": since}),
        )
        wanted = tuple(edit for edit in edits if edit is not None)
        if len(wanted) < 2:
            return wanted[0] if wanted else None
        return Batch(self.tr("Edit {name}").format(name=name), wanted)

    def _offer_data(self, contact_id: int, about_person: AboutPerson) -> None:
        button = QPushButton(self.tr("Their data…"), self)
        button.setObjectName("personData")
        button.setAutoDefault(False)
        set_tool_tip(
            button, self.tr("Everything the board holds of them: out into a file, or gone for good.")
        )
        button.clicked.connect(lambda: about_person(contact_id, self))
        self.extra.addWidget(button)

    def _lay_out(self) -> None:
        rows = (
            (self._fields["name"], Field(self.tr("Title"), self._title)),
            (Field(self.tr("Role"), self._role), self._fields["since"]),
            (Field(self.tr("E-mail"), self._emails), Field(self.tr("Telephone"), self._telephones)),
        )
        later = (
            (Field(self.tr("Best reached by"), self._channel), Field(self.tr("Time zone"), self._zone)),
            (self._fields["gap"], self._fields["not_before"]),
        )
        for row in rows:
            self.form.addLayout(side_by_side(*row))
        if self._editing is not None:
            for row in later:
                self.form.addLayout(side_by_side(*row))
            self.form.addWidget(self._stop)
            self.form.addWidget(Field(self.tr("Note"), self._note))
        self.form.addStretch(1)

    def _fill(self, contact: Contact, job: Employment) -> None:
        self._name.setText(contact.name)
        self._title.setText(job.title)
        self._role.choose(job.role.value if job.role else "")
        self._emails.setText("; ".join(contact.emails))
        self._telephones.setText("; ".join(contact.telephones))
        self._since.set_day(job.since)
        self._channel.choose(contact.preferred_channel.value if contact.preferred_channel else "")
        self._zone.setText(contact.time_zone)
        self._gap.setText("" if contact.min_days_between is None else str(contact.min_days_between))
        self._not_before.set_day(contact.not_before)
        self._stop.setChecked(contact.do_not_contact)
        self._note.setPlainText(contact.note)


class LeftSheet(CommandSheet):
    """Somebody left: when, where to, and (for a decision-maker) who came instead. Both histories stay."""

    def __init__(
        self,
        contact: Contact,
        job: Employment,
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("{name} left").format(name=contact.name)
        super().__init__(title, "", self.tr("Save"), run, parent, width=480, enter_accepts=True)
        self.setObjectName("leftSheet")
        self._job = job
        self._on = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._to = _line(200, self.tr("not known"))
        self._newcomer = _line(400, self.tr("Name, title"))
        self._day_field = Field(self.tr("When"), self._on)
        self.form.addLayout(side_by_side(self._day_field, Field(self.tr("Went to"), self._to)))
        self._newcomer_field = Field(self.tr("Who came instead"), self._newcomer)
        self._newcomer_field.setVisible(job.role is Role.DECISION_MAKER)
        self.form.addWidget(self._newcomer_field)
        self.form.addStretch(1)

    def command(self) -> object | None:
        on = read(self._day_field, self._on.day)
        if self._job.role is not Role.DECISION_MAKER:
            return EndEmployment(self._job.id, on, self._to.text().strip())
        name, _, title = self._newcomer.text().partition(",")
        newcomer = NewContact(name.strip(), title.strip(), Role.DECISION_MAKER) if name.strip() else None
        return ChangeDecisionMaker(
            self._job.account_id, on, self._job.contact_id, self._to.text().strip(), newcomer
        )


def zone_edit(parent: QWidget) -> QLineEdit:
    """A time zone by its IANA name, with completion."""
    edit = _line(64, parent.tr("as yours"))
    completer = QCompleter(sorted(available_timezones()), edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    edit.setCompleter(completer)
    return edit


def _line(longest: int, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(placeholder)
    return edit
