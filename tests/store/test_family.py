"""An account with its sites: everything below it is added up, and each site by itself."""

from dataclasses import replace

from dreamboard.domain.model import Account, Quote
from dreamboard.domain.values import QuoteOutcome
from dreamboard.services.read_models import MoneySum, RolledUp
from tests.store.small_world import TODAY, a_card, a_touch, log, save


def under(board, card, parent):
    with board.unit() as unit:
        unit.update(replace(unit.get(Account, card.account_id), parent_id=parent.account_id))
        unit.commit()


def a_family(board):
    """Harbor Group with Dock B and Dock A below it, and Pier 1 below Dock A."""
    group = a_card(board, "Harbor Group", value_minor=100)
    second = a_card(board, "Dock B", value_minor=20, currency="EUR")
    first = a_card(board, "Dock A", value_minor=30)
    pier = a_card(board, "Pier 1", value_minor=4)
    under(board, second, group)
    under(board, first, group)
    under(board, pier, first)
    return group, second, first, pier


def test_touches_cards_value_and_quotes_of_all_sites_are_added_up(board):
    group, second, first, pier = a_family(board)
    log(board, a_touch(group), a_touch(second), a_touch(pier), a_touch(pier, 3))
    save(board, Quote(0, pier.id, 500, "USD", TODAY), Quote(0, second.id, 70, "EUR", TODAY))
    save(board, Quote(0, first.id, 9, "USD", TODAY, outcome=QuoteOutcome.WON, closed_on=TODAY))
    found = board.queries.account(group.account_id)
    assert [site.name for site in found.sites] == ["Dock A", "Dock B"]
    assert found.rolled_up == RolledUp(
        accounts=4,
        cards=4,
        touches=4,
        worth=(MoneySum(134, "USD", 3), MoneySum(20, "EUR", 1)),
        on_desk=(MoneySum(500, "USD", 1), MoneySum(70, "EUR", 1)),
    )
    assert found.sites_rolled_up == (
        RolledUp(2, 2, 2, (MoneySum(34, "USD", 2),), (MoneySum(500, "USD", 1),)),
        RolledUp(1, 1, 1, (MoneySum(20, "EUR", 1),), (MoneySum(70, "EUR", 1),)),
    )


def test_an_account_without_sites_is_added_up_alone(board):
    card = a_card(board, "Teller Foods", value_minor=7)
    a_card(board, "Elsewhere", value_minor=7)
    log(board, a_touch(card), a_touch(account_id=card.account_id, pursuit_id=None))
    found = board.queries.account(card.account_id)
    assert found.rolled_up == RolledUp(1, 1, 2, (MoneySum(7, "USD", 1),))
    assert found.sites_rolled_up == ()


def test_a_retired_card_counts_with_its_touches_only(board):
    group, _second, _first, pier = a_family(board)
    log(board, a_touch(pier))
    save(board, Quote(0, pier.id, 500, "USD", TODAY))
    with board.unit() as unit:
        unit.update(replace(unit.get(type(pier), pier.id), retired_on=TODAY))
        unit.commit()
    found = board.queries.account(group.account_id).rolled_up
    assert (found.cards, found.touches, found.on_desk) == (3, 1, ())
    assert found.worth[0] == MoneySum(130, "USD", 2)


def test_a_circle_of_parents_from_elsewhere_comes_to_an_end(board):
    group, _second, first, pier = a_family(board)
    under(board, group, pier)
    assert board.queries.account(group.account_id).rolled_up.accounts == 4
    assert board.queries.account(first.account_id).rolled_up.accounts == 4
