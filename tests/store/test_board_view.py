"""The board as a whole and card by card, and the figures of the status bar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dreamboard.domain.errors import NotFound
from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Stage,
)
from dreamboard.domain.values import (
    Channel,
    Direction,
    LossReason,
    Outcome,
    QuoteOutcome,
    Role,
    RoundOutcome,
    StageKind,
)
from dreamboard.services.read_models import MoneySum
from dreamboard.store.open import open_board
from tests.store.small_world import NOON, TODAY, StandingClock, a_card, a_touch, log, save
from tests.store.test_timeline import statements_of


def change(board, row, **values):
    with board.unit() as unit:
        unit.update(replace(unit.get(type(row), row.id), **values))
        unit.commit()


def the_card(board, card, on=TODAY):
    (view,) = board.queries.cards([card.id], on)
    whole = {each.id: each for column in board.queries.board(on).columns for each in column.cards}
    assert whole[card.id] == view
    return view


def test_columns_stand_by_position_and_cards_by_rank(board):
    first, second = a_card(board, "First"), a_card(board, "Second")
    change(board, first, rank=9000)
    stages = board.queries.rows(Stage)
    change(board, stages[0], position=10**9)
    columns = board.queries.board(TODAY).columns
    assert columns[-1].stage.kind is StageKind.DREAM_LIST
    assert [card.id for card in columns[-1].cards] == [second.id, first.id]


def test_a_card_says_what_is_known(board):
    card = a_card(board, title="Generators", value_minor=41_000_000, tags=("hot",), come_back_on=TODAY)
    account = board.queries.row(Account, card.account_id)
    change(board, account, tags=("far", "hot"), sites_believed=120)
    view = the_card(board, card)
    assert (view.account, view.title, view.value_minor, view.currency) == (
        "Northwind",
        "Generators",
        41_000_000,
        "USD",
    )
    assert (view.tags, view.sites_known, view.sites_believed) == (("far", "hot"), 1, 120)
    assert (view.decision_maker, view.decision_maker_title) == ("Dana of Northwind", "Head of buying")
    assert (view.come_back_on, view.round_number, view.touches, view.last_touch_at) == (TODAY, 1, 0, None)
    assert view.spark == view.spark_in == (0,) * 12


def test_the_decision_maker_is_the_latest_who_is_still_there(board):
    card = a_card(board)
    old = board.queries.rows(Employment)[0]
    new = save(board, Contact(0, "Noor"))
    job = save(
        board,
        Employment(0, new.id, card.account_id, "Chief", Role.DECISION_MAKER, since=date(2026, 2, 1)),
    )
    assert the_card(board, card).decision_maker == "Noor"
    change(board, job, until=date(2026, 3, 1))
    assert the_card(board, card).decision_maker == "Dana of Northwind"
    change(board, old, role=Role.USER)
    assert the_card(board, card).decision_maker == ""


def test_a_card_says_how_it_was_lost_until_it_is_won(board):
    card = a_card(board)
    game = board.queries.rows(Round)[0]
    change(
        board,
        game,
        closed_on=TODAY,
        outcome=RoundOutcome.LOST,
        rival="Acme",
        reason_said=LossReason.PRICE,
        reason_believed=LossReason.TIMING,
    )
    second = save(board, Round(0, card.id, 2, TODAY))
    view = the_card(board, card)
    assert (view.lost_on, view.lost_to, view.lost_reason) == (TODAY, "Acme", LossReason.TIMING)
    assert view.round_number == 2
    change(board, second, closed_on=TODAY, outcome=RoundOutcome.WON)
    assert the_card(board, card).lost_on is None


def test_a_card_says_its_newest_open_quote_and_its_next_plan(board):
    card = a_card(board)
    save(
        board,
        Quote(0, card.id, 100, "EUR", date(2026, 1, 1)),
        Quote(0, card.id, 200, "USD", date(2026, 2, 1)),
        Quote(0, card.id, 300, "USD", date(2026, 3, 1), outcome=QuoteOutcome.LOST),
        Plan(0, card.id, date(2026, 4, 2), Channel.CALL, text="later"),
        Plan(0, card.id, date(2026, 4, 1), Channel.EMAIL, text="first"),
        Plan(0, card.id, date(2026, 3, 1), done_on=TODAY),
    )
    view = the_card(board, card)
    assert (view.quote_minor, view.quote_currency, view.quote_sent_on) == (200, "USD", date(2026, 2, 1))
    assert (view.plan_on, view.plan_channel, view.plan_text) == (
        date(2026, 4, 1),
        Channel.EMAIL,
        "first",
    )


def test_a_card_says_what_happened_last(board):
    card = a_card(board)
    log(board, a_touch(card, 1, Outcome.SPOKE, channel=Channel.VISIT), a_touch(card, 5))
    view = the_card(board, card)
    assert (view.touches, view.last_outcome, view.last_channel) == (2, Outcome.SPOKE, Channel.VISIT)
    assert view.last_touch_at == NOON - timedelta(days=1)


def test_the_sparkline_counts_twelve_weeks_up_to_the_one_of_the_day(board):
    card = a_card(board)  # today is a Wednesday
    log(
        board,
        a_touch(card, 0, Outcome.SPOKE),
        a_touch(card, 2),
        a_touch(card, 3, Outcome.REPLIED, direction=Direction.IN),
        a_touch(card, 2 + 77),
        a_touch(card, 3 + 77),
    )
    view = the_card(board, card)
    assert view.spark == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2)
    assert view.spark_in == (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
    assert the_card(board, card, TODAY - timedelta(days=7)).spark[-1] == 1


def test_weeks_begin_at_the_reps_midnight_across_a_clock_change(tmp_path):
    board = open_board(tmp_path / "ny.dreamboard", StandingClock("America/New_York"))
    card = a_card(board)
    monday = datetime(2026, 3, 9, 4, 30, tzinfo=UTC)  # 00:30 of the Monday after the change
    log(board, replace(a_touch(card), at=monday), replace(a_touch(card), at=monday - timedelta(hours=1)))
    assert the_card(board, card, date(2026, 3, 10)).spark[-2:] == (1, 1)
    board.close()


def test_retired_and_deleted_cards_are_left_out(board):
    card, other = a_card(board), a_card(board, "Other")
    change(board, card, retired_on=TODAY)
    with board.unit() as unit:
        unit.delete(Pursuit, [other.id])
        unit.commit()
    assert board.queries.cards([card.id, other.id, 99], TODAY) == ()
    assert not any(column.cards for column in board.queries.board(TODAY).columns)


def test_the_statements_do_not_grow_with_the_cards(board):
    a_card(board)
    few = len(statements_of(board, lambda: board.queries.board(TODAY)))
    for number in range(20):
        a_card(board, str(number))
    assert len(statements_of(board, lambda: board.queries.board(TODAY))) == few <= 12


def test_one_account_is_told_whole(board):
    card = a_card(board)
    account = board.queries.row(Account, card.account_id)
    gone = save(board, Contact(0, "Gone"))
    parent = save(board, Account(0, "Parent"))
    save(
        board,
        Employment(0, gone.id, account.id, until=date(2020, 1, 1)),
        Account(0, "Site", parent_id=account.id),
        Quote(0, card.id, 100, "USD", TODAY),
        Plan(0, card.id, TODAY),
    )
    change(board, account, parent_id=parent.id)
    told = board.queries.account(account.id)
    assert told.parent == parent
    assert [site.name for site in told.sites] == ["Site"]
    assert [contact.name for contact, _ in told.contacts] == ["Dana of Northwind", "Gone"]
    assert [len(part) for part in (told.pursuits, told.rounds, told.quotes, told.plans, told.stages)] == [
        1,
        1,
        1,
        1,
        6,
    ]
    with pytest.raises(NotFound):
        board.queries.account(99)


def test_naming_knows_past_contacts_introducers_and_who_was_touched(board):
    card, other = a_card(board), a_card(board, "Other")
    introducer, touched = save(board, Contact(0, "Ira"), Contact(0, "Tess"))
    change(board, board.queries.rows(Round)[0], introducer_id=introducer.id)
    log(board, a_touch(card, contact_id=touched.id))
    named = {contact.name: contact for contact in board.queries.naming().contacts}
    assert named["Ira"].pursuit_ids == named["Tess"].pursuit_ids == (card.id,)
    assert named["Dana of Other"].account_ids == (other.account_id,)
    change(board, other, retired_on=TODAY)
    naming = board.queries.naming()
    assert {account.name: account.pursuit_ids for account in naming.accounts} == {
        "Northwind": (card.id,),
        "Other": (),
    }
    assert [(p.id, p.stage) for p in naming.pursuits] == [(card.id, "Dream list")]


def test_the_status_bar_counts(board):
    card, other = a_card(board), a_card(board, "Other")
    change(board, board.queries.rows(Round)[0], closed_on=TODAY, outcome=RoundOutcome.LOST)
    save(
        board,
        Quote(0, card.id, 100, "EUR", TODAY - timedelta(days=3)),
        Quote(0, other.id, 900, "USD", TODAY - timedelta(days=9)),
        Quote(0, other.id, 50, "USD", TODAY),
        Quote(0, other.id, 7, "USD", TODAY, outcome=QuoteOutcome.WON),
    )
    log(board, a_touch(other, 2), a_touch(other, 0), a_touch(other, 0, direction=Direction.IN))
    counts = board.queries.counts(TODAY)
    assert (counts.cards, counts.done_today, counts.lost_untouched) == (2, 1, 1)
    assert counts.on_desk == (MoneySum(950, "USD", 2), MoneySum(100, "EUR", 1))
    assert counts.unchased == (MoneySum(100, "EUR", 1), MoneySum(50, "USD", 1))
    log(board, a_touch(card, -2))
    assert board.queries.counts(TODAY).lost_untouched == 0
    assert board.queries.counts(date(2028, 2, 29)).lost_untouched == 0
