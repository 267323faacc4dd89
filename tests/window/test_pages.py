"""Money on the desk, first moves, and why not: windows beside the board."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from dreamboard.domain.model import Plan, Quote, Stage
from dreamboard.domain.values import Channel, LossReason, Outcome, QuoteOutcome, StageKind
from dreamboard.services.commands import (
    AddIdea,
    AddPursuit,
    AddQuote,
    CloseQuote,
    LogTouch,
    LosePursuits,
    Loss,
    Place,
)

LEFT = Qt.MouseButton.LeftButton


def rows(desk, kind):
    return desk.shell.workspace.queries.rows(kind)


def texts(table):
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def add(desk, account, **about):
    return desk.run(AddPursuit(account, **about)).made[0]


@pytest.fixture
def quotes(desk):
    """Two open quotes; one was followed up yesterday."""
    today = desk.clock.today()
    desk.ids = [add(desk, "Meridian Foods"), add(desk, "Pike County")]
    desk.run(AddQuote(desk.ids[0], 41_000_000, sent_on=today - timedelta(days=40)))
    desk.run(AddQuote(desk.ids[1], 9_000_000, sent_on=today - timedelta(days=5)))
    at = desk.clock.now() - timedelta(days=1)
    desk.run(LogTouch(Channel.CALL, outcome=Outcome.VOICEMAIL, pursuit_id=desk.ids[1], at=at))
    return desk


def test_the_figure_of_the_status_bar_opens_the_ledger(quotes):
    desk = quotes
    button = desk.window.findChild(QToolButton, "onTheDesk")
    assert button.text() == "$500k in quotes out, $410k unchased"
    QTest.mouseClick(button, LEFT)
    desk.settle()
    window = desk.sheet("deskWindow")
    assert window.total.text() == "$500k in 2 open quotes"
    assert window._late.text() == "$410k in 1"
    assert window.bands.text() == "0–7 days: $90k in 1 · 31–90 days: $410k in 1"
    assert texts(window.table) == [
        ["Meridian Foods", "$410,000", "40 days ago", "", "0", "nobody has yet"],
        ["Pike County", "$90,000", "5 days ago", "", "1", "yesterday"],
    ]


def test_how_long_unchased_is_can_be_changed(quotes):
    quotes.do("desk")
    quotes.settle()
    window = quotes.sheet("deskWindow")
    window.days.setValue(1)
    quotes.settle()
    assert window._late.text() == "$500k in 2"
    window.days.setValue(60)
    quotes.settle()
    assert window._late.text() == "none"


def test_a_line_selects_its_card_and_a_quote_is_closed_in_place(quotes):
    desk = quotes
    desk.do("desk")
    desk.settle()
    window = desk.sheet("deskWindow")
    cell = window.table.visualItemRect(window.table.item(1, 0)).center()
    QTest.mouseClick(window.table.viewport(), LEFT, pos=cell)
    desk.settle()
    assert desk.shell.presenter.selection.current == desk.ids[1]
    window.findChild(object, "quoteLost").click()
    desk.settle()
    assert [q.outcome for q in rows(desk, Quote)] == [None, QuoteOutcome.LOST]
    assert len(texts(window.table)) == 1
    desk.do("undo")
    desk.settle()
    assert len(texts(window.table)) == 2


def test_the_worth_is_told_from_ten_closed_quotes_on(quotes):
    desk = quotes
    for number in range(10):
        made = desk.run(AddQuote(desk.ids[0], 1_000)).made[0]
        desk.run(CloseQuote(made, QuoteOutcome.WON if number < 4 else QuoteOutcome.LOST))
        if number == 8:
            desk.do("desk")
            desk.settle()
            window = desk.sheet("deskWindow")
            assert window.worth.text().endswith("told from 10 closed quotes on; 9 are closed so far.")
    assert window.worth.text() == (
        "Worth $200k at your own closing rate: 4 of 10 closed quotes were won, 40 %."
    )


def test_an_empty_desk_says_so(desk):
    add(desk, "Meridian Foods")
    assert not desk.window.findChild(QToolButton, "onTheDesk").isVisible()
    desk.do("desk")
    desk.settle()
    window = desk.sheet("deskWindow")
    assert window.total.text() == "No quote is out"
    assert not window.findChild(object, "quoteWon").isEnabled()


@pytest.fixture
def lost_cards(desk):
    """Seven deals lost on price within the year, one lost long ago, and an idea against a price."""
    column = next(stage for stage in rows(desk, Stage) if stage.kind is StageKind.NOT_NOW)
    desk.ids = []
    for number, days in enumerate((40, 60, 80, 100, 120, 140, 160, 500)):
        made = add(desk, f"Lost {number}", value_minor=(number + 1) * 100_000_00)
        day = desk.clock.today() - timedelta(days=days)
        desk.run(LosePursuits((made,), Place(column.id), Loss(LossReason.PRICE), day))
        desk.ids.append(made)
    desk.run(AddIdea("Cost of delay", loss_reasons=(LossReason.PRICE,)))
    desk.do("first_move")
    desk.settle()
    return desk


def test_first_moves_say_how_many_how_much_and_how_many_were_touched(lost_cards):
    window = lost_cards.sheet("firstMovesWindow")
    assert window.summary.text() == "7 cards lost, $2.8M a year"
    assert window.since.text() == "0 touched since the loss. 7 of the others wait, with nothing planned."
    lost_cards.run(LogTouch(Channel.CALL, pursuit_id=lost_cards.ids[0]))
    assert window.since.text().startswith("1 touched since the loss. 6 of")
    assert [line[4:6] for line in texts(window.table) if line[4] != "0"] == [["1", "you"]]
    window.months.setValue(24)
    lost_cards.settle()
    assert window.summary.text() == "8 cards lost, $3.6M a year"


def test_ticked_first_moves_are_spread_inside_the_cap_with_an_idea_each(lost_cards):
    desk = lost_cards
    window = desk.sheet("firstMovesWindow")
    assert window.table.ticked_rows() == list(range(7))
    QTest.keyClick(window.table, Qt.Key.Key_Space)
    assert window.plan_button.text() == "Plan 6 cards"
    assert window.consequence.text() == (
        "A first touch each, from Tue 24 Nov to Wed 25 Nov, inside the day’s cap;"
        " 6 with an idea that answers."
    )
    window.plan_button.click()
    desk.settle()
    plans = rows(desk, Plan)
    assert sorted({plan.on.isoformat() for plan in plans}) == ["2026-11-24", "2026-11-25"]
    assert {plan.idea_id for plan in plans} == {1}
    assert desk.ids[6] not in {plan.pursuit_id for plan in plans}
    assert window.table.ticked_rows() == []
    assert window.consequence.text() == "Tick the cards to begin with."
    desk.do("undo")
    desk.settle()
    assert rows(desk, Plan) == []
    window.tick_button.click()
    assert window.plan_button.text() == "Plan 7 cards"


def test_why_not_says_what_was_considered_and_what_held_it_back(desk):
    made = add(desk, "Northwind Freight")
    desk.run(AddQuote(made, 41_000_000, sent_on=desk.clock.today()))
    desk.select("Northwind Freight")
    desk.do("why")
    desk.settle()
    window = desk.sheet("whyWindow")
    assert window.windowTitle() == "Why not …? Northwind Freight"
    lines = texts(window.table)
    assert lines[0][0] == desk.headline
    assert len(lines) > 1
    assert all(line[3] for line in lines)
    window.table.selectRow(1)
    assert window.sentence.text().startswith(lines[1][0])


def test_why_not_of_another_card_takes_the_place_of_the_first(desk):
    for name in ("Northwind Freight", "Harbor Steel"):
        add(desk, name)
        desk.select(name)
        desk.do("why")
        desk.settle()
    assert desk.sheet("whyWindow").windowTitle() == "Why not …? Harbor Steel"


def test_the_history_of_an_account_is_drawn_aside(desk, tmp_path):
    add(desk, "Meridian Foods")
    desk.select("Meridian Foods")
    path = tmp_path / "meridian.pdf"
    account = next(iter(desk.shell.presenter.model.cards())).account_id
    desk.shell.does.files.history_to(account, path)
    desk.settle()
    assert path.read_bytes().startswith(b"%PDF-")
    assert desk.window.snack.text == f"The history is in {path}."
    desk.shell.does.files.history_to(account, tmp_path / "no" / "meridian.pdf")
    desk.settle()
    assert "cannot be written" in desk.window.snack.text
