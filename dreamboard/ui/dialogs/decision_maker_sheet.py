"""The decision-maker changed: who left and where to, who came, in one action and one undo step."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.text import fold
from dreamboard.services.commands import AddPursuit, Batch, ChangeDecisionMaker
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import DateField, Field, NoteField, Person, PersonField, read, side_by_side
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import control_text


class DecisionMakerSheet(CommandSheet):
    """Asks who left and who came. The old friend's new company is offered as a dream client, unless it is on
    the board already."""

    def __init__(
        self,
        account: str,
        account_id: int,
        here: Sequence[Person],
        anybody: Sequence[Person],
        on_board: Collection[str],
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
        *,
        leaver_id: int | None = None,
        currency: str = "USD",
    ) -> None:
        """``here`` are those who work there now, ``anybody`` all contacts; ``on_board`` the names of accounts
        that have a card; ``leaver_id`` the decision-maker known."""
        super().__init__(
            self.tr("Decision-maker changed: {account}").format(account=account),
            self.tr("The “no” may have left with them. Both histories stay: theirs, and the account’s."),
            self.tr("Save"),
            run,
            parent,
            width=520,
        )
        self.setObjectName("decisionMakerSheet")
        self._account = account
        self._account_id = account_id
        self._clock = clock
        self._currency = currency
        self._on_board = {fold(name) for name in on_board}
        self._left = PersonField(here, self.tr("nobody I know of"), new_allowed=False)
        self._left.show_person(leaver_id)
        self._left_for = QLineEdit()
        self._left_for.setMaxLength(200)
        self._left_for.setPlaceholderText(self.tr("not known yet"))
        self._left_for.textChanged.connect(self._offer)
        self._follow = QCheckBox()
        self._follow.setObjectName("followTheLeaver")
        self._follow.setChecked(True)
        self._newcomer = PersonField(anybody, self.tr("Name, title"))
        self._on = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._note = NoteField(2)
        self._fields = {
            "left": Field(self.tr("Who left"), self._left),
            "newcomer": Field(self.tr("Who decides now"), self._newcomer),
            "on": Field(self.tr("Since when"), self._on),
        }
        self.form.addLayout(
            side_by_side(self._fields["left"], Field(self.tr("Where they went"), self._left_for))
        )
        self.form.addWidget(self._follow)
        self.form.addLayout(side_by_side(self._fields["newcomer"], self._fields["on"]))
        self.form.addWidget(Field(self.tr("Note"), self._note))
        self.form.addStretch(1)
        self._offer()
        (self._left_for if leaver_id is not None else self._left).setFocus()

    def command(self) -> object | None:
        left_id = read(self._fields["left"], self._left.contact_id)
        known, new = self._newcomer.known(), self._newcomer.new()
        self._fields["newcomer"].tell("")
        if known is not None and known.id == left_id:
            self._fields["newcomer"].tell(self.tr("The same person cannot have left and come."))
            raise BadInput(self._fields["newcomer"].problem)
        left_for = self._left_for.text().strip()
        if left_for and left_id is None:
            self._fields["left"].tell(self.tr("Say who went there."))
            raise BadInput(self._fields["left"].problem)
        change = ChangeDecisionMaker(
            self._account_id,
            read(self._fields["on"], self._on.day) or self._clock.today(),
            left_id,
            left_for,
            newcomer=new,
            newcomer_id=known.id if known else None,
            note=self._note.text,
        )
        if not self._offered or not self._follow.isChecked():
            return change
        label = self.tr("Decision-maker changed at {account}; {company} is a dream client").format(
            account=self._account, company=left_for
        )
        return Batch(label, (change, AddPursuit(left_for, currency=self._currency)))

    @property
    def _offered(self) -> bool:
        company = self._left_for.text().strip()
        return bool(company) and fold(company) not in self._on_board

    def _offer(self) -> None:
        company = self._left_for.text().strip()
        self._follow.setEnabled(self._offered)
        if not company:
            text = self.tr("Add their new company as a dream client")
        elif self._offered:
            text = self.tr("Add {company} as a dream client").format(company=company)
        else:
            text = self.tr("{company} is on the board already").format(company=company)
        self._follow.setText(control_text(text))
