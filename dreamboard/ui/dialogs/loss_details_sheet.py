"""What was learned from a loss, changed later: the loss sheet on a round that is closed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Pursuit, Round
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Money
from dreamboard.services.commands import Batch, Edit, Loss
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import Run
from dreamboard.ui.dialogs.fields import Person, read
from dreamboard.ui.dialogs.loss_sheet import LosingCard, LossSheet
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.icons import Icons


class LossDetailsSheet(LossSheet):
    """Edits the round, and the day to come back where it is the round lost last. The clock is not reset
    again; conditions have a list of their own."""

    def __init__(
        self,
        account: str,
        lost: Round,
        pursuit: Pursuit | None,
        people: list[Person],
        clock: Clock,
        icons: Icons,
        settings: Settings,
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        """``pursuit`` is given for the round lost last: the day to come back is the card's."""
        card = LosingCard(account, lost.number, rival=lost.rival, introducer_id=lost.introducer_id)
        super().__init__([card], people, clock, icons, settings, parent)
        self.setObjectName("lossDetailsSheet")
        self._lost = lost
        self._pursuit = pursuit
        self._run = run
        title = self.tr("Round {n}, lost: {account}").format(n=lost.number, account=account)
        self.setWindowTitle(title)
        self.title.setText(title)
        self.lead.setText(self.tr("What you know better now. The clock stays where it is."))
        for button, text in ((self.accept_button, self.tr("Save")), (self.cancel_button, self.tr("Cancel"))):
            button.setText(text)
            button.setAccessibleName(text)
        self._box.hide()
        self._fields["conditions"].hide()
        self._fields["come_back"].setVisible(pursuit is not None)
        self._fill(lost)

    def submit(self) -> bool:
        """Save what was changed; nothing changed closes it as it is."""
        if not super().submit():
            return False
        lost, loss = self._lost, self.loss
        values: dict[str, object] = {
            "reason_said": loss.said,
            "reason_believed": loss.believed,
            "reason_note": loss.note,
            "confidence": loss.confidence,
            "rival": loss.rival,
            "rival_price_minor": loss.rival_price_minor,
            "changeable": loss.changeable,
            "ours_to_change": loss.ours_to_change,
            "introducer_id": loss.introducer_id,
            "closed_on": self.on,
        }
        if lost.reason_believed is None and loss.believed == loss.said:
            values["reason_believed"] = None
        edits = [edit_of(lost, values)]
        if self._pursuit is not None:
            edits.append(edit_of(self._pursuit, {"come_back_on": loss.come_back_on}))
        wanted: tuple[Edit, ...] = tuple(edit for edit in edits if edit is not None)
        if not wanted:
            return True
        command = wanted[0] if len(wanted) == 1 else Batch(self.tr("Edit what the loss taught"), wanted)
        return self._run(command) is not None

    def _read(self) -> Loss:
        read(self._fields["introducer"], self._introducer.contact_id)
        price = read(self._fields["price"], self._price.money)
        if price is not None and price.currency != self._lost.currency:
            self._fields["price"].tell(
                self.tr("This round is in {currency}.").format(currency=self._lost.currency)
            )
            raise BadInput(self._fields["price"].problem)
        return super()._read()

    def _come_back_day(self) -> date | None:
        """A day that has passed may stay; a new one lies ahead."""
        if self._pursuit is None:
            return None
        day = self._come_back.day()
        return day if day == self._pursuit.come_back_on else super()._come_back_day()

    def _fill(self, lost: Round) -> None:
        if lost.reason_said is not None:
            self._said.choose(lost.reason_said.value)
        self._show_belief(lost.reason_believed, lost.confidence)
        self._note.setText(lost.reason_note)
        self._price.currency = lost.currency
        if lost.rival_price_minor is not None:
            self._price.set_money(Money(lost.rival_price_minor, lost.currency))
        for flow, answer in (
            (self._changeable, lost.changeable),
            (self._ours_to_change, lost.ours_to_change),
        ):
            flow.choose(answer.value if answer is not None else "")
        if self._pursuit is not None:
            self._come_back.set_day(self._pursuit.come_back_on)
        self._on.set_day(lost.closed_on)
        self._refresh()
