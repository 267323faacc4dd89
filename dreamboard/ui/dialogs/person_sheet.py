"""A person's data: everything out into a file, or gone for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dreamboard.domain.text import fold
from dreamboard.presentation import person_words
from dreamboard.services.person import Person
from dreamboard.ui.dialogs.fields import Field, PersonField
from dreamboard.ui.dialogs.fields import Person as Choice
from dreamboard.ui.dialogs.sheet import Sheet
from dreamboard.ui.plain_text import PlainLabel, set_tool_tip
from dreamboard.ui.widgets.plain_table import PlainTable

_SHOWN = 100
"""Texts elsewhere that are listed."""
_ROWS = 3
"""Of those, how many are in sight at once."""


class PersonSheet(Sheet):
    """Asks by signals: reading, exporting and erasing take their time and belong to whoever has the board.

    Erasing needs the whole name typed: no single key or click does it.
    """

    wanted = Signal(int)  # a contact's id: read what the board holds, then ``show_person``
    export_wanted = Signal(object)  # Person
    erase_wanted = Signal(object, bool)  # Person; whether the older backups go too

    def __init__(self, people: Sequence[Choice], backups: int, parent: QWidget | None = None) -> None:
        """``people`` may be chosen; ``backups`` is how many there are of the board."""
        super().__init__(
            self.tr("A person’s data"),
            self.tr("Everything the board holds of one person: out into a file, or gone for good."),
            self.tr("Erase for good"),
            parent,
            cancel_text=self.tr("Close"),
            width=600,
        )
        self.setObjectName("personSheet")
        self._person: Person | None = None
        self._asked: int | None = None
        self._busy = False
        self._who = PersonField(people, self.tr("name"), new_allowed=False)
        self._held = PlainLabel(wrap=True)
        self._held.setObjectName("held")
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setObjectName("exportPerson")
        self.export_button.setAutoDefault(False)
        set_tool_tip(self.export_button, self.tr("Everything of them as one file: JSON, or text by .txt."))
        self._warning = PlainLabel(
            self.tr("Erasing cannot be undone: neither Undo nor the trash will bring them back."), wrap=True
        )
        self._warning.setProperty("tone", "overdue")
        self._warning.setProperty("large", True)
        self._goes = PlainLabel(person_words.goes(), wrap=True)
        self._stays = PlainLabel(person_words.stays(), wrap=True)
        self._mentioned = PlainLabel(wrap=True)
        self._mentions = PlainTable(
            self.tr("Texts elsewhere"), (self.tr("Where"), self.tr("Text")), stretch=(1,)
        )
        self._backups = QCheckBox(_backup_words(self, backups))
        self._backups.setObjectName("removeBackups")
        self._backups.setVisible(backups > 0)
        self._name = QLineEdit()
        self._name.setObjectName("typedName")
        self._name.setMaxLength(1000)
        self._erasing = QWidget()
        self._lay_out()
        self._who.textChanged.connect(self._look)
        self._name.textChanged.connect(self._allow)
        self.export_button.clicked.connect(self._export)
        self._show(None)

    def choose(self, contact_id: int) -> None:
        """Whom it is about."""
        self._who.show_person(contact_id)

    def show_person(self, person: Person) -> None:
        """What the board holds; nothing when somebody else was chosen meanwhile."""
        if person.id == self._asked:
            self._show(person)

    def show_busy(self, busy: bool) -> None:
        """While something is written nothing else can be asked for, and the sheet stays."""
        self._busy = busy
        for widget in (self._who, self.export_button, self._erasing, self.cancel_button):
            widget.setEnabled(not busy)
        self._allow()

    def submit(self) -> bool:
        """Ask to erase; who does it closes the sheet with ``finish``."""
        if self._person is not None and self._is_typed():
            self.erase_wanted.emit(self._person, not self._backups.isHidden() and self._backups.isChecked())
        return False

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def finish(self) -> None:
        """They are erased: the sheet has nothing to show any more."""
        self.done(QDialog.DialogCode.Accepted)

    def _lay_out(self) -> None:
        self.form.addWidget(Field(self.tr("Who"), self._who))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._held, 1)
        row.addWidget(self.export_button)
        self.form.addLayout(row)
        below = QVBoxLayout(self._erasing)
        below.setContentsMargins(0, 6, 0, 0)
        below.setSpacing(10)
        below.addWidget(PlainLabel(self.tr("Erase"), style="heading"))
        for widget in (self._warning, self._goes, self._stays, self._mentioned, self._mentions):
            below.addWidget(widget)
        below.addWidget(self._backups)
        self._name_field = Field(self.tr("To erase them, type their whole name"), self._name)
        below.addWidget(self._name_field)
        self.form.addWidget(self._erasing)
        self.form.addStretch(1)

    def _look(self) -> None:
        known = self._who.known()
        wanted = known.id if known is not None else None
        if wanted == self._asked:
            return
        self._asked = wanted
        self._show(None)
        if wanted is not None:
            self._held.setText(self.tr("Reading…"))
            self.wanted.emit(wanted)

    def _show(self, person: Person | None) -> None:
        self._person = person
        self._held.setText(person_words.held(person) if person else self.tr("Nobody is chosen."))
        self.export_button.setEnabled(person is not None)
        self._erasing.setVisible(person is not None)
        self._name.clear()
        if person is not None:
            name = person_words.name_of(person)
            self._name.setPlaceholderText(name)
            self._mentioned.setText(person_words.mentions(person))
            self._list(person)
        for widget in (self._mentioned, self._mentions):
            widget.setVisible(person is not None and bool(person.mentions))
        self._allow()

    def _list(self, person: Person) -> None:
        shown = person.mentions[:_SHOWN]
        self._mentions.show_rows([(one.where, one.excerpt) for one in shown])
        head = self._mentions.horizontalHeader().sizeHint().height()
        rows = sum(self._mentions.rowHeight(row) for row in range(min(len(shown), _ROWS)))
        self._mentions.setFixedHeight(head + rows + 2 * self._mentions.frameWidth())

    def _is_typed(self) -> bool:
        person = self._person
        return person is not None and fold(self._name.text()) == fold(person_words.name_of(person))

    def _allow(self) -> None:
        self.accept_button.setEnabled(self._is_typed() and self._erasing.isEnabled())

    def _export(self) -> None:
        if self._person is not None:
            self.export_wanted.emit(self._person)


def _backup_words(sheet: QWidget, backups: int) -> str:
    if backups == 1:
        return sheet.tr("Remove the older backup too: it may still hold them. A new one is made right after.")
    return sheet.tr(
        "Remove the {n} older backups too: they may still hold them. A new one is made right after."
    ).format(n=backups)
