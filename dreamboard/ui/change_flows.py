"""What the rep tells the board about a change: of the decision-maker, a signal, conditions, what a loss
taught."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dreamboard.domain.model import Condition, Pursuit, Round
from dreamboard.domain.values import Role, RoundOutcome
from dreamboard.presentation import wording
from dreamboard.presentation.timeline_lines import Line
from dreamboard.services.read_models import AccountDetails, CardView, EntryKind
from dreamboard.ui.card_flows import Means
from dreamboard.ui.dialogs.conditions_sheet import ConditionsSheet
from dreamboard.ui.dialogs.debrief_sheet import DebriefSheet
from dreamboard.ui.dialogs.decision_maker_sheet import DecisionMakerSheet
from dreamboard.ui.dialogs.loss_details_sheet import LossDetailsSheet
from dreamboard.ui.dialogs.people import everybody, people_of
from dreamboard.ui.dialogs.small_sheets import SignalSheet


class ChangeFlows(QObject):
    """Sheets about what changed at the selected card's account. Without a selected card they do nothing."""

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._means = means

    def decision_maker(self) -> None:
        """Who left, and who came."""
        means = self._means
        if (card := self._current()) is None:
            return
        details = means.queries.account(card.account_id)
        here = [contact.id for contact, job in details.contacts if job.until is None]
        naming = means.names.naming()
        means.open(
            DecisionMakerSheet(
                card.account,
                card.account_id,
                [person for person in people_of(details) if person.id in here],
                everybody(naming, people_of(details)),
                [account.name for account in naming.accounts if account.pursuit_ids],
                means.clock,
                means.icons,
                means.bridge.run,
                means.window,
                leaver_id=_decision_maker(details),
                currency=means.usual_currency(),
            ),
            # A card that was added along would take the selection; what comes next is on this one.
            lambda: means.presenter.select((card.id,), card.id),
        )

    def signal(self) -> None:
        """Something changed there."""
        means = self._means
        if (card := self._current()) is not None:
            means.open(
                SignalSheet(
                    card.account, card.account_id, means.clock, means.icons, means.bridge.run, means.window
                )
            )

    def conditions(self) -> None:
        """What would win the business."""
        means = self._means
        if (card := self._current()) is not None:
            means.open(
                ConditionsSheet(
                    card.account,
                    card.id,
                    lambda: self._conditions_of(card),
                    lambda: self._next_touch(card.id),
                    means.bridge.run,
                    means.window,
                )
            )

    def debrief(self) -> None:
        """What the last loss taught."""
        means = self._means
        if (card := self._current()) is None:
            return
        lost = self._last_lost(means.queries.account(card.account_id), card.id)
        if lost is None:
            means.bridge.refused.emit(
                self.tr("{account} has lost no round: there is nothing to debrief.").format(
                    account=card.account
                )
            )
            return
        means.open(DebriefSheet(card.account, lost, means.clock, means.icons, means.bridge.run, means.window))

    def mend(self, line: Line) -> None:
        """Edit the loss that a line of the timeline stands for; other lines are not meant here."""
        if line.entry.kind is not EntryKind.ROUND_CLOSED or line.entry.round_outcome is not RoundOutcome.LOST:
            return
        means = self._means
        lost = means.queries.row(Round, line.entry.row_id)
        pursuit = means.queries.row(Pursuit, lost.pursuit_id)
        details = means.queries.account(pursuit.account_id)
        last = self._last_lost(details, pursuit.id)
        means.open(
            LossDetailsSheet(
                details.account.name,
                lost,
                pursuit if last is not None and last.id == lost.id else None,
                everybody(means.names.naming(), people_of(details)),
                means.clock,
                means.icons,
                means.settings,
                means.bridge.run,
                means.window,
            )
        )

    def _conditions_of(self, card: CardView) -> list[Condition]:
        details = self._means.queries.account(card.account_id)
        playing = {r.id for r in details.rounds if r.pursuit_id == card.id and r.closed_on is None}
        found = [condition for condition in details.conditions if condition.round_id in playing]
        return sorted(found, key=lambda condition: (condition.position, condition.id))

    def _next_touch(self, pursuit_id: int) -> str:
        suggestion = self._means.suggester.suggestion(pursuit_id)
        return wording.sentence(suggestion.headline) if suggestion is not None else ""

    @staticmethod
    def _last_lost(details: AccountDetails, pursuit_id: int) -> Round | None:
        lost = [r for r in details.rounds if r.pursuit_id == pursuit_id and r.outcome is RoundOutcome.LOST]
        return max(lost, key=lambda each: each.number, default=None)

    def _current(self) -> CardView | None:
        current = self._means.presenter.selection.current
        return self._means.presenter.model.card(current) if current is not None else None


def _decision_maker(details: AccountDetails) -> int | None:
    found = [
        (job.since.toordinal() if job.since else 0, contact.id)
        for contact, job in details.contacts
        if job.role is Role.DECISION_MAKER and job.until is None
    ]
    return max(found)[1] if found else None
