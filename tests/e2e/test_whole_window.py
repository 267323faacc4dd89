"""The whole program under a real mouse and keyboard, on a board file of its own."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog

from dreamboard.app.bootstrap import furnish
from dreamboard.app.workspace import open_workspace
from dreamboard.presentation.preferences import Preferences
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.ui.main_window import MainWindow
from dreamboard.ui.theme import SchemeChoice, Theme
from tests.window.conftest import Desk, StoryClock

pytestmark = pytest.mark.e2e


@pytest.fixture
def desk(qapp, show, tmp_path):
    """A window on a board with four cards in the first column."""
    theme = Theme(qapp, SchemeChoice.LIGHT)
    clock = StoryClock(date(2026, 11, 23), time(9))
    workspace = open_workspace(tmp_path / "board.dreamboard", clock)
    for name, person in (
        ("Northwind Freight", "Dana Whitfield"),
        ("Harbor Steel", "Luis Ortega"),
        ("Cobalt Health", "Sam Idowu"),
        ("Vantage Rail", "Priya Rao"),
    ):
        workspace.dispatcher.run(AddPursuit(name, contact=NewContact(person), value_minor=50_000_000))
    window = MainWindow()
    window.resize(1400, 860)
    shell = furnish(window, qapp, workspace, theme, Preferences(tmp_path / "window.ini"))
    show(window)
    made = Desk(shell, clock)
    made.settle()
    yield made
    shell.close()
    theme.setParent(None)
    theme.deleteLater()


def place(desk, account, height=0.5) -> QPoint:
    """A point on a card, at a share of its height, on the screen."""
    model = desk.shell.presenter.model
    card = next(card for card in model.cards() if card.account == account)
    column = desk.window.parts.board.column_of(card.id)
    rect = column.cards.visualRect(column.model.index_of(card.id))
    return column.cards.viewport().mapToGlobal(
        QPoint(rect.center().x(), rect.top() + int(rect.height() * height))
    )


def empty_part_of(desk, number) -> QPoint:
    """A point below the cards of a column, counted from 0."""
    cards = desk.window.parts.board.columns()[number].cards
    return cards.viewport().mapToGlobal(QPoint(cards.width() // 2, cards.height() - 60))


def test_a_card_is_dragged_logged_and_both_are_undone_with_keys(desk, mouse, keyboard):
    mouse.drag(place(desk, "Harbor Steel"), empty_part_of(desk, 1))
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Pursuing"
    assert desk.window.snack.text == "Move Harbor Steel to Pursuing"
    assert desk.window.parts.next_touch.suggestion.account_name == "Harbor Steel"

    keyboard.press("l")
    keyboard.type("vm luis re rate lock")
    keyboard.press("Return")
    desk.settle()
    assert any("rate lock" in line for line in desk.timeline())
    assert desk.shell.presenter.selection.current is not None

    keyboard.press("ctrl+z")
    desk.settle()
    assert not any("rate lock" in line for line in desk.timeline())
    keyboard.press("ctrl+z")
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Dream list"
    keyboard.press("ctrl+shift+z")
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Pursuing"


def test_a_drop_on_not_now_opens_the_loss_sheet_and_escape_puts_the_card_back(desk, mouse, keyboard):
    desk.do("side_panes")  # so that all six columns are in sight
    desk.settle()
    mouse.drag(place(desk, "Cobalt Health"), empty_part_of(desk, 4))
    desk.sheet("lossSheet")
    keyboard.press("Escape")
    desk.settle()
    assert not [w for w in desk.window.findChildren(QDialog, "lossSheet") if w.isVisible()]
    assert desk.stage_of("Cobalt Health") == "Dream list"

    mouse.drag(place(desk, "Cobalt Health"), empty_part_of(desk, 4))
    desk.sheet("lossSheet")
    keyboard.press("space", "ctrl+Return")  # the first reason has the focus
    desk.settle()
    assert desk.stage_of("Cobalt Health") == "Not now"
    assert desk.shell.presenter.model.card(desk.select("Cobalt Health")).round_number == 2


def test_the_keys_alone_move_a_card_and_find_another(desk, mouse, keyboard):
    mouse.click(place(desk, "Northwind Freight"))
    keyboard.press("ctrl+Right")
    desk.settle()
    assert desk.stage_of("Northwind Freight") == "Pursuing"
    keyboard.press("ctrl+k")
    keyboard.type("vantage")
    keyboard.press("Return")
    desk.settle()
    model = desk.shell.presenter.model
    assert model.card(desk.shell.presenter.selection.current).account == "Vantage Rail"
