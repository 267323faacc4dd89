"""What a hurried rep does by mistake, and how it is put right."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dreamboard.domain.values import Channel, Outcome
from dreamboard.services.commands import AddPursuit, LogTouch, NewContact


def test_a_new_card_is_shown_even_when_a_filter_would_hide_it(desk):
    desk.run(AddPursuit("Northwind Freight"))
    desk.shell.does.filter_by_text("northwind")
    desk.do("new_card")
    sheet = desk.sheet("newCardSheet")
    QTest.keyClicks(sheet.focusWidget(), "Harbor Steel")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    model = desk.shell.presenter.model
    assert model.column_of(desk.shell.presenter.selection.current) is not None
    assert model.card(desk.shell.presenter.selection.current).account == "Harbor Steel"


def test_an_account_goes_to_the_trash_whole_and_comes_back_whole(desk):
    card = desk.run(AddPursuit("Northwind Freight", contact=NewContact("Dana Whitfield"))).made[0]
    desk.run(LogTouch(Channel.CALL, outcome=Outcome.SPOKE, pursuit_id=card, note="rate lock"))
    desk.select("Northwind Freight")
    before = desk.timeline()
    desk.do("open_card")
    desk.sheet("accountSheet").findChild(QPushButton, "moveToTrash").click()
    desk.settle()
    assert desk.window.parts.empty.isVisible()
    desk.do("undo")
    desk.settle()
    desk.select("Northwind Freight")
    assert desk.timeline() == before


def test_a_contact_added_by_mistake_goes_to_the_trash(desk):
    desk.run(AddPursuit("Northwind Freight", contact=NewContact("Dana Whitfeild")))
    desk.select("Northwind Freight")
    desk.do("open_card")
    sheet = desk.sheet("accountSheet")
    sheet.edit_contact().findChild(QPushButton, "moveToTrash").click()
    desk.settle()
    assert sheet.isVisible()
    assert sheet.findChild(object, "contacts").count() == 0
    assert "Dana Whitfeild" in desk.window.snack.text


def test_folding_a_column_is_called_what_it_is(desk):
    card = desk.run(AddPursuit("Northwind Freight")).made[0]
    stage = desk.shell.presenter.model.card(card).stage_id
    desk.shell.presenter.edit_column(stage, collapsed=True)
    assert desk.window.snack.text == "Collapse column Dream list"
    desk.shell.presenter.edit_column(stage, collapsed=False)
    assert desk.window.snack.text == "Unfold column Dream list"
