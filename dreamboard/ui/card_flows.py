"""What the rep asks of cards that needs a sheet first: loss, win, plan, retire, quote and the like.

A sheet is window-modal and opened, never executed: the event loop goes on, and nothing waits inside it. Each
is loaded when it is first asked for: no start waits for a sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from dreamboard.domain.model import Pursuit
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Money
from dreamboard.presentation import wording
from dreamboard.presentation.board.presenter import BoardPresenter
from dreamboard.presentation.board.requests import LossRequest, WinRequest
from dreamboard.presentation.bridge import Bridge
from dreamboard.presentation.names import Names
from dreamboard.presentation.suggester import Suggester
from dreamboard.services.commands import ClearPlans, Delete, Retire
from dreamboard.services.dispatcher import Done
from dreamboard.services.ports import Clock, Queries
from dreamboard.services.read_models import AccountDetails, CardView
from dreamboard.ui.icons import Icons
from dreamboard.ui.theme import Theme

if TYPE_CHECKING:
    from dreamboard.ui.dialogs.account_sheet import AccountSheet
    from dreamboard.ui.dialogs.loss_sheet import LosingCard
    from dreamboard.ui.dialogs.won_sheet import WinningCard


@dataclass(frozen=True, slots=True)
class Means:
    """What every flow needs."""

    window: QWidget
    bridge: Bridge
    queries: Queries
    clock: Clock
    icons: Icons
    presenter: BoardPresenter
    suggester: Suggester
    names: Names
    theme: Theme

    @property
    def settings(self) -> Settings:
        """The numbers the rules go by."""
        return self.suggester.settings

    def open(self, sheet: QDialog, accepted: Callable[[], object] | None = None) -> None:
        """Open a sheet over the window. While it is open a refusal is told in it; when it goes, the focus
        goes back to where it was."""
        from dreamboard.ui.dialogs.sheet import Sheet

        back_to = self.window.focusWidget()
        if isinstance(sheet, Sheet):
            self.bridge.refused.connect(sheet.tell)
        if accepted is not None:
            sheet.accepted.connect(accepted)
        sheet.finished.connect(lambda _code: self._closed(sheet, back_to))
        sheet.open()

    @staticmethod
    def _closed(sheet: QDialog, back_to: QWidget | None) -> None:
        sheet.deleteLater()
        if back_to is not None:
            back_to.setFocus()

    def usual_currency(self) -> str:
        """The currency that most cards are in."""
        found = Counter(card.currency for card in self.presenter.model.cards())
        return found.most_common(1)[0][0] if found else "USD"

    def cards(self, pursuit_ids: Collection[int]) -> list[CardView]:
        """The cards, as the board has them."""
        found = (self.presenter.model.card(pursuit_id) for pursuit_id in pursuit_ids)
        return [card for card in found if card is not None]

    def name_of(self, cards: Collection[CardView]) -> str:
        """ "Harbor Steel", or "3 cards"."""
        return next(iter(cards)).account if len(cards) == 1 else wording.cards(len(cards))


class CardFlows(QObject):
    """Sheets about cards. Without a selected card they do nothing."""

    made = Signal(int)  # the id of a new card, to be taken in hand
    person_wanted = Signal(int, object)  # a contact's id, and the sheet that asks: the person's data

    def __init__(self, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._means = means

    def ask_loss(self, request: LossRequest) -> None:
        """Cards came to a Not now column: ask what was learned, then reset the clock."""
        from dreamboard.ui.dialogs.loss_sheet import LossSheet
        from dreamboard.ui.dialogs.people import everybody, people_of

        means = self._means
        cards = means.cards(request.pursuit_ids)
        if not cards:
            return
        details = [means.queries.account(card.account_id) for card in cards[:1]]
        losing = [_losing(card, details[0] if card is cards[0] else None) for card in cards]
        people = everybody(means.names.naming(), people_of(details[0]) if len(cards) == 1 else [])
        sheet = LossSheet(losing, people, means.clock, means.icons, means.settings, means.window)
        means.open(sheet, lambda: means.bridge.run(request.command(sheet.loss, sheet.on)))

    def ask_win(self, request: WinRequest) -> None:
        """Cards came to a Won column: ask for amount and date."""
        from dreamboard.ui.dialogs.won_sheet import WonSheet

        means = self._means
        cards = means.cards(request.pursuit_ids)
        if not cards:
            return
        details = means.queries.account(cards[0].account_id)
        winning = [_winning(card, details if card is cards[0] else None) for card in cards]
        sheet = WonSheet(winning, means.clock, means.icons, means.window)

        def win() -> None:
            amount = sheet.amount
            minor, currency = (amount.minor, amount.currency) if amount else (None, cards[0].currency)
            means.bridge.run(request.command(minor, currency, sheet.on))

        means.open(sheet, win)

    def new_card(self) -> None:
        """A card for an account, in the column the rep is in when that fits."""
        from dreamboard.ui.dialogs.card_sheets import NewCardSheet

        means = self._means
        naming = means.names.naming()
        stages = list(means.presenter.model.stages.values())
        means.open(
            NewCardSheet(naming.accounts, stages, self._add, means.window, currency=means.usual_currency())
        )

    def _add(self, command: object) -> Done | None:
        """Do it, and tell of the new card, which a filter may hide."""
        done = self._means.bridge.run(command)
        if done is not None and done.made:
            self.made.emit(done.made[0])
        return done

    def open_account(self, pursuit_id: int) -> None:
        """Everything about the card's account."""
        means = self._means
        card = means.presenter.model.card(pursuit_id)
        if card is not None:
            self.open_account_of(card.account_id)

    def open_account_of(self, account_id: int) -> None:
        """Everything about an account."""
        self._means.open(self._account_sheet(account_id, self._means.window))

    def _account_sheet(self, account_id: int, over: QWidget) -> AccountSheet:
        from dreamboard.ui.dialogs.account_sheet import AccountSheet

        means = self._means
        return AccountSheet(
            lambda: means.queries.account(account_id),
            means.clock,
            means.icons,
            means.bridge.run,
            over,
            accounts=means.names.naming().accounts,
            sheet_of=self._account_sheet,
            about_person=self.person_wanted.emit,
        )

    def edit_card(self) -> None:
        """What the rep may change about the selected card."""
        from dreamboard.ui.dialogs.card_sheets import CardSheet

        means = self._means
        if cards := self._selected()[:1]:
            pursuit = means.queries.row(Pursuit, cards[0].id)
            means.open(
                CardSheet(
                    cards[0].account,
                    pursuit,
                    means.settings,
                    means.clock,
                    means.icons,
                    means.bridge.run,
                    means.window,
                )
            )

    def add_contact(self) -> None:
        """A contact at the selected card's account."""
        from dreamboard.ui.dialogs.contact_sheet import ContactSheet

        means = self._means
        if cards := self._selected()[:1]:
            card = cards[0]
            means.open(
                ContactSheet(
                    card.account, card.account_id, means.clock, means.icons, means.bridge.run, means.window
                )
            )

    def lose(self) -> None:
        """The selected cards are lost."""
        self._means.presenter.lose(self._means.presenter.selection.ids)

    def win(self) -> None:
        """The selected cards are won."""
        self._means.presenter.win(self._means.presenter.selection.ids)

    def plan(self) -> None:
        """A date for the selected cards."""
        from dreamboard.ui.dialogs.people import people_of
        from dreamboard.ui.dialogs.small_sheets import PlanSheet

        means = self._means
        cards = self._selected()
        if cards:
            people = people_of(means.queries.account(cards[0].account_id)) if len(cards) == 1 else []
            ids = [card.id for card in cards]
            name = means.name_of(cards)
            means.open(PlanSheet(name, ids, people, means.clock, means.icons, means.bridge.run, means.window))

    def clear_plan(self) -> None:
        """Nothing planned for the selected cards."""
        if cards := self._selected():
            self._means.bridge.run(ClearPlans(tuple(card.id for card in cards)))

    def retire(self) -> None:
        """The selected cards off the board, with a reason."""
        from dreamboard.ui.dialogs.small_sheets import ReasonSheet

        means = self._means
        if cards := self._selected():
            ids = tuple(card.id for card in cards)
            sheet = ReasonSheet(
                self.tr("Retire: {name}").format(name=means.name_of(cards)),
                self.tr("Off the board, kept whole, and restorable at any time from the trash window."),
                self.tr("Retire"),
                lambda reason: Retire(ids, reason),
                means.bridge.run,
                means.window,
                usual=(self.tr("They closed"), self.tr("I retire"), self.tr("Bought by another account")),
            )
            means.open(sheet)

    def delete(self) -> None:
        """The selected cards to the trash."""
        if cards := self._selected():
            self._means.bridge.run(Delete("Pursuit", tuple(card.id for card in cards)))

    def add_quote(self) -> None:
        """Money on the desk for the selected card."""
        from dreamboard.ui.dialogs.small_sheets import QuoteSheet

        means = self._means
        if cards := self._selected()[:1]:
            card = cards[0]
            means.open(
                QuoteSheet(
                    card.account,
                    card.id,
                    card.currency,
                    means.clock,
                    means.icons,
                    means.bridge.run,
                    means.window,
                )
            )

    def _selected(self) -> list[CardView]:
        presenter = self._means.presenter
        return self._means.cards(presenter.model.in_order(presenter.selection.ids))


def _losing(card: CardView, details: AccountDetails | None) -> LosingCard:
    from dreamboard.ui.dialogs.loss_sheet import LosingCard

    introducer = None
    if details is not None:
        rounds = [each for each in details.rounds if each.pursuit_id == card.id]
        introducer = next((each.introducer_id for each in reversed(rounds) if each.introducer_id), None)
    return LosingCard(
        account=card.account,
        round_number=card.round_number,
        our_price=_worth(card),
        decision_maker=card.decision_maker,
        rival=details.account.rival if details is not None else "",
        introducer_id=introducer,
    )


def _winning(card: CardView, details: AccountDetails | None) -> WinningCard:
    from dreamboard.ui.dialogs.won_sheet import WinningCard

    opened = None
    if details is not None:
        rounds = [each for each in details.rounds if each.pursuit_id == card.id and each.closed_on is None]
        opened = rounds[-1].opened_on if rounds else None
    return WinningCard(card.account, _worth(card), card.touches, opened, card.round_number)


def _worth(card: CardView) -> Money | None:
    if card.quote_minor is not None:
        return Money(card.quote_minor, card.quote_currency)
    return Money(card.value_minor, card.currency) if card.value_minor is not None else None
