"""What hangs on an account or a contact, counted."""

from dreamboard.domain.model import Account, Contact, Employment, Plan, Quote, Round, Signal
from dreamboard.domain.values import SignalKind
from dreamboard.services.read_models import Holdings
from tests.store.small_world import NOON, TODAY, a_card, a_touch, log, save


def test_an_account_and_a_contact_hold_what_hangs_on_them(board):
    card = a_card(board)
    other = a_card(board, "Bolt")
    dana = board.queries.rows(Contact)[0]
    log(board, a_touch(card, contact_id=dana.id), a_touch(card, 3), a_touch(other))
    save(
        board,
        Quote(0, card.id, 100, "USD", TODAY),
        Plan(0, card.id, TODAY, contact_id=dana.id),
        Plan(0, card.id, TODAY, contact_id=dana.id, done_on=TODAY),
        Signal(0, card.account_id, SignalKind.NEWS, TODAY, dana.id),
        Round(0, other.id, 2, TODAY, introducer_id=dana.id),
        Employment(0, dana.id, other.account_id, until=TODAY),
    )
    holdings = board.queries.holdings
    assert holdings(Account, card.account_id) == Holdings(2, NOON, 1, 1, 1, 1, 1)
    assert holdings(Contact, dana.id) == Holdings(1, NOON, 1, 0, 1, 1, companies=("Northwind", "Bolt"))


def test_what_is_gone_holds_nothing(board):
    assert board.queries.holdings(Account, 99) == board.queries.holdings(Contact, 99) == Holdings()
