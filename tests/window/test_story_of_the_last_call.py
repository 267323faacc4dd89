"""Story 1: a deal is lost, its introducer thanked; three conditions are met; round 2 takes two days."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from dreamboard.domain.values import Role
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.ui.dialogs.fields import PersonField


def test_the_last_call(desk):
    desk.go_to(date(2026, 3, 2))
    buyer = NewContact("Petra Calder", "Head of Procurement", Role.DECISION_MAKER)
    run = desk.shell.bridge.run
    run(AddPursuit("Calder Beverage", contact=buyer, value_minor=96_000_000))
    run(AddPursuit("Calder Snacks", contact=NewContact("Moira Fenn", "Executive Vice President")))
    desk.settle()
    desk.select("Calder Beverage")

    # On a Tuesday it is lost: the sheet asks why, and who introduced us.
    desk.go_to(date(2026, 3, 24), time(15))
    desk.do("lose")
    sheet = desk.sheet("lossSheet")
    next(b for b in sheet.findChildren(QPushButton) if b.text() == "Price" and b.isVisible()).click()
    desk.fill(sheet, "Went with", "Halyard")
    introducer = sheet.findChild(PersonField)
    introducer.setText("Moira Fenn")
    assert "Tomorrow: thank Moira Fenn, no ask." in desk.words_of(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.stage_of("Calder Beverage") == "Not now"
    assert any("Clock reset, round 2" in line for line in desk.timeline())

    # The next morning the first thing is to thank the one who introduced us.
    desk.go_to(date(2026, 3, 25), time(9))
    first = desk.window.parts.today.view.model().index(0, 0)
    assert "Thank Moira Fenn today" in first.data()
    assert desk.headline == "Thank Moira Fenn today"
    assert "One last call: thank them for the introduction and say how it ended. No ask." in desk.panel
    assert desk.reasons == ["Lost to Halyard yesterday; they said price.", "Moira Fenn introduced you."]
    desk.do("log_suggested")
    spoke = desk.window.parts.next_touch.findChild(QPushButton, "outcome-spoke")
    assert spoke.isVisible()
    QTest.mouseClick(spoke, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.headline == "Thank Petra Calder today"
    assert "Thank them for the chance to compete and wish them well with their choice. No ask." in desk.panel

    # She rings back with three conditions.
    desk.log("moira beverage rang back: three things, then call petra")
    desk.do("conditions")
    sheet = desk.sheet("conditionsSheet")
    QTest.keyClicks(sheet.focusWidget(), "Weekly report; one named contact; start before the season")
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    conditions = sheet.findChild(QListWidget, "conditions")
    assert conditions.count() == 3
    sheet.accept()
    desk.log("mail petra beverage thanks")
    assert desk.headline == "Work on what Calder Beverage asked for"
    assert "To do: “Weekly report”. When all are met, call the buyer." in desk.panel
    assert desk.reasons == ["They named what would win it: 3 conditions."]

    # The day after they are met, and the program says: call the buyer today.
    desk.go_to(date(2026, 3, 26), time(10))
    desk.do("conditions")
    sheet = desk.sheet("conditionsSheet")
    conditions = sheet.findChild(QListWidget, "conditions")
    for row in range(3):
        conditions.setCurrentRow(row)
        QTest.keyClick(conditions, Qt.Key.Key_Space)
    assert "Call Petra Calder" in sheet.findChild(QLabel, "nextTouchThen").text()
    sheet.accept()
    desk.settle()
    assert desk.headline == "Call Petra Calder today"
    assert "Call the buyer: everything they asked for is done. Ask for the business." in desk.panel
    assert desk.reasons == [
        "All 3 conditions are met, the last today.",
        "They asked for “Weekly report”, “one named contact”, “start before the season”.",
    ]

    # She orders; the card goes to Won, and round 2 took two days.
    desk.log("call petra beverage order")
    desk.do("win")
    sheet = desk.sheet("wonSheet")
    assert "2 days" in desk.words_of(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.stage_of("Calder Beverage") == "Won"
    assert desk.timeline()[0] == "26 Mar. Won, round 2. $960k"
