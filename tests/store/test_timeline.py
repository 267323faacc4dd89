"""The timeline: lines of many kinds in one order, page by page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dreamboard.domain.model import (
    Condition,
    Contact,
    Employment,
    Idea,
    Plan,
    Quote,
    Round,
    Signal,
    StageMove,
)
from dreamboard.domain.values import (
    Channel,
    Direction,
    IdeaKind,
    LossReason,
    Outcome,
    QuoteOutcome,
    RoundOutcome,
    SignalKind,
)
from dreamboard.services.read_models import EntryKind, TimelineFilter, TimelineScope
from dreamboard.store.open import open_board
from tests.store.small_world import NOON, TODAY, StandingClock, a_card, a_touch, log, save


def page(board, card, after="", limit=100, *, account=False, text="", channels=()):
    scope = TimelineScope(card.account_id, None if account else card.id)
    wanted = TimelineFilter(frozenset(channels), text)
    return board.queries.timeline(scope, wanted, TODAY, after, limit)


def all_pages(board, card, limit, **options):
    entries, after = [], ""
    while True:
        one = page(board, card, after, limit, **options)
        entries += one.entries
        after = one.next
        if not after:
            return entries
        assert len(one.entries) >= limit


@pytest.fixture
def busy(board):
    """A card with something of every kind, and another card at the same account."""
    card = a_card(board)
    contact = board.queries.rows(Contact)[0]
    first = board.queries.rows(Round)[0]
    other = save(board, replace(card, id=0, rank=2048))
    idea = save(board, Idea(0, "Dock paper", IdeaKind.WHITE_PAPER))
    with board.unit() as unit:
        lost = {"closed_on": TODAY - timedelta(days=10), "outcome": RoundOutcome.LOST}
        unit.update(
            replace(first, opened_on=date(2025, 12, 1), reason_said=LossReason.PRICE, rival="Acme", **lost)
        )
        unit.commit()  # fmt: skip
    second = save(board, Round(0, card.id, 2, TODAY - timedelta(days=10)))
    save(
        board,
        Plan(0, card.id, TODAY + timedelta(days=7), Channel.CALL, contact.id, text="Ring"),
        Plan(0, card.id, TODAY + timedelta(days=3), promised=True),
        Plan(0, card.id, TODAY - timedelta(days=3), done_on=TODAY),
        Signal(0, card.account_id, SignalKind.NEWS, TODAY - timedelta(days=4), note="They grow"),
        Quote(
            0, card.id, 5000, "EUR", TODAY - timedelta(days=30), outcome=QuoteOutcome.LOST, closed_on=TODAY
        ),
        StageMove(0, card.id, NOON - timedelta(days=10), 1, 5, "Pursuing", "Not now"),
        Condition(0, card.id, second.id, "Night deliveries", met_on=TODAY - timedelta(days=1)),
        Condition(0, card.id, second.id, "Still open"),
        Employment(0, contact.id, card.account_id, "Buyer", since=date(2024, 1, 1), until=date(2026, 1, 1)),
    )
    log(
        board,
        a_touch(card, 2, contact_id=contact.id, idea_id=idea.id, subject="paper"),
        a_touch(card, 43, channel=Channel.EMAIL, outcome=Outcome.SENT, note="Straße"),
        a_touch(account_id=card.account_id, days_ago=5, note="shared"),
        a_touch(other, 6, note="the other card's"),
        a_touch(contact_id=contact.id, days_ago=90, direction=Direction.IN, outcome=Outcome.REPLIED),
    )
    return card


def told(entries):
    return [(entry.kind.value, (TODAY - entry.day).days) for entry in entries]


def test_everything_stands_in_one_order_with_plans_on_top(board, busy):
    assert told(page(board, busy).entries) == [
        ("plan", -7),
        ("plan", -3),
        ("quote_closed", 0),
        ("condition_met", 1),
        ("touch", 2),
        ("signal", 4),
        ("touch", 5),
        ("round_opened", 10),
        ("round_closed", 10),
        ("stage_move", 10),
        ("quote", 30),
        ("touch", 43),
        ("employment", 62),
        ("touch", 90),
        ("round_opened", 93),
        ("employment", 793),
    ]


def test_the_accounts_timeline_has_all_its_cards(board, busy):
    notes = [entry.text for entry in page(board, busy, account=True).entries]
    assert "the other card's" in notes
    assert "the other card's" not in [entry.text for entry in page(board, busy).entries]


def test_lines_show_names_amounts_and_reasons(board, busy):
    entries = {entry.kind: entry for entry in reversed(page(board, busy).entries)}
    touch = entries[EntryKind.TOUCH]
    assert (touch.contact, touch.idea, touch.subject) == ("Dana of Northwind", "Dock paper", "paper")
    assert touch.at == NOON - timedelta(days=2)
    loss = entries[EntryKind.ROUND_CLOSED]
    assert (loss.round_number, loss.round_outcome, loss.loss_reason, loss.rival) == (
        1,
        RoundOutcome.LOST,
        LossReason.PRICE,
        "Acme",
    )
    quote = entries[EntryKind.QUOTE_CLOSED]
    assert (quote.amount_minor, quote.currency, quote.detail, quote.at) == (5000, "EUR", "lost", None)
    move = entries[EntryKind.STAGE_MOVE]
    assert (move.stage_from, move.stage_to) == ("Pursuing", "Not now")
    plans = [entry for entry in page(board, busy).entries if entry.kind is EntryKind.PLAN]
    assert [(plan.text, plan.detail, plan.contact) for plan in plans] == [
        ("Ring", "", "Dana of Northwind"),
        ("", "promised", ""),
    ]


def test_the_head_of_the_page_counts(board, busy):
    one = page(board, busy)
    assert (one.total_touches, one.round_number) == (3, 2)
    assert one.first_day == min(entry.day for entry in one.entries if entry.kind is not EntryKind.EMPLOYMENT)
    assert page(board, busy, account=True).total_touches == 4


@pytest.mark.parametrize("account", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_pages_of_any_size_make_the_same_whole(board, busy, limit, account):
    assert all_pages(board, busy, limit, account=account) == list(page(board, busy, account=account).entries)


@pytest.mark.parametrize("limit", [1, 2, 7, 50])
def test_lines_of_one_moment_are_told_once_each(board, limit):
    card = a_card(board)
    log(board, *[a_touch(card, number % 3) for number in range(30)])
    save(board, *[StageMove(0, card.id, NOON, None, 1, "", str(number)) for number in range(10)])
    save(board, *[Signal(0, card.account_id, SignalKind.NEWS, TODAY) for _ in range(10)])
    entries = all_pages(board, card, limit)
    assert len({(entry.kind, entry.row_id) for entry in entries}) == len(entries) == 51
    assert entries[0].kind is EntryKind.ROUND_OPENED


def test_quiet_days_are_counted_between_touches_of_any_channel_and_across_pages(board, busy):
    def quiet(entries):
        return [entry.quiet_days_before for entry in entries if entry.kind is EntryKind.TOUCH]

    assert quiet(page(board, busy).entries) == [3, 38, 47, 0]
    assert quiet(all_pages(board, busy, 1)) == [3, 38, 47, 0]
    assert quiet(page(board, busy, channels=[Channel.CALL]).entries) == [3, 38, 0]
    assert [
        entry.quiet_days_before for entry in page(board, busy).entries if entry.kind is not EntryKind.TOUCH
    ] == [0] * 12


def test_some_channels_leave_out_what_is_no_touch_of_them(board, busy):
    assert told(page(board, busy, channels=[Channel.EMAIL]).entries) == [("touch", 43)]
    assert told(page(board, busy, channels=[Channel.EMAIL, Channel.CALL]).entries) == [
        ("touch", 2),
        ("touch", 5),
        ("touch", 43),
        ("touch", 90),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [("strasse", 43), ("DOCK", 2), ("dana paper", 2), ("grow", 4), ("acme", 10), ("night", 1), ("ring", -7)],
)
def test_a_text_finds_lines_as_a_person_types_it(board, busy, text, days):
    assert [day for _, day in told(page(board, busy, text=text).entries)] == [days]


def test_a_rare_text_is_found_among_many_and_pages_go_on(board):
    card = a_card(board)
    log(board, *[a_touch(card, n, note="rare" if n % 100 == 0 else "often") for n in range(900)])
    assert len(all_pages(board, card, 4, text="rare")) == 9
    assert len(all_pages(board, card, 50, text="often")) == 891
    assert page(board, card, text="nowhere").entries == ()


def test_days_are_the_reps_own(path, tmp_path):
    board = open_board(tmp_path / "far.dreamboard", StandingClock("Pacific/Auckland"))
    card = a_card(board)
    late = datetime(2026, 3, 3, 11, 30, tzinfo=UTC)  # 4 March, half past midnight, in Auckland
    log(board, replace(a_touch(card), at=late), replace(a_touch(card), at=late - timedelta(hours=1)))
    save(board, Signal(0, card.account_id, SignalKind.NEWS, date(2026, 3, 3)))
    assert [(e.kind.value, e.day.day) for e in all_pages(board, card, 1)] == [
        ("round_opened", 4),
        ("touch", 4),
        ("signal", 3),
        ("touch", 3),
    ]
    board.close()


def statements_of(board, question):
    """The statements a question runs."""
    seen = []
    raw = board._kept.connection.connection.dbapi_connection
    raw.set_trace_callback(seen.append)
    try:
        question()
    finally:
        raw.set_trace_callback(None)
    return seen


def test_a_page_of_ten_thousand_reads_no_more_than_one_of_ten(board):
    small, large = a_card(board), a_card(board, "Large")
    log(board, *[a_touch(small, n) for n in range(10)])
    log(board, *[a_touch(large, n / 10) for n in range(10_000)])

    def work(card, after=""):
        steps = [0]
        raw = board._kept.connection.connection.dbapi_connection
        raw.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 100)
        statements = statements_of(board, lambda: page(board, card, after))
        raw.set_progress_handler(None, 0)
        return len(statements), steps[0]

    deep = ""
    for _ in range(40):
        deep = page(board, large, deep).next
    few, little = work(small)
    assert few <= 20
    for start in ("", deep):
        many, much = work(large, start)
        assert many <= few
        assert much < little + 400  # 100 lines at some hundred instructions each, wherever they stand
    told = statements_of(board, lambda: page(board, large, deep))
    assert not any("OFFSET" in text.replace("OFFSET 0", "") for text in told)
