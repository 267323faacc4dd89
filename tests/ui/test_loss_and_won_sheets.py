"""The sheets that a drop on Not now or Won opens: filled in by mouse and keys, refused beside the field."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDialog

from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Answer, LossReason, Money
from dreamboard.services.commands import Loss, NewContact
from dreamboard.ui.dialogs.fields import Person
from dreamboard.ui.dialogs.loss_sheet import LosingCard, LossSheet
from dreamboard.ui.dialogs.won_sheet import WinningCard, WonSheet
from dreamboard.ui.icons import Icons
from tests.ui.panes import CLOCK

HARBOR = LosingCard("Harbor Steel", 1, Money(52_000_000, "USD"), "Ana Boyd", "Atlas Logistics")
PEOPLE = [
    Person(21, "Ana Boyd", "Ana Boyd, Purchasing, Harbor Steel"),
    Person(22, "Luis Ortega", "Luis Ortega, COO, Harbor Marine"),
]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(theme, qtbot):
    made = LossSheet([HARBOR], PEOPLE, CLOCK, Icons(theme), Settings())
    qtbot.addWidget(made)
    made.open()
    return made


def pick(qtbot, flow, key):
    qtbot.mouseClick(flow.button(key), LEFT)


def test_the_loss_of_the_drawing_is_read_whole(sheet, qtbot):
    pick(qtbot, sheet._said, "price")
    pick(qtbot, sheet._believed, "more")
    pick(qtbot, sheet._believed, "relationship")
    qtbot.keyClicks(sheet._price, "488000")
    pick(qtbot, sheet._changeable, "yes")
    pick(qtbot, sheet._ours_to_change, "unsure")
    sheet._introducer.setText("luis ortega")
    qtbot.keyClicks(sheet._conditions, "Rate lock for 24 months; weekly on-site rep")
    qtbot.keyClicks(sheet._come_back.edit, "4 jan")
    qtbot.keyClick(sheet._conditions, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.result() == QDialog.DialogCode.Accepted
    assert sheet.loss == Loss(
        said=LossReason.PRICE,
        believed=LossReason.RELATIONSHIP,
        rival="Atlas Logistics",
        rival_price_minor=48_800_000,
        changeable=Answer.YES,
        ours_to_change=Answer.UNSURE,
        introducer_id=22,
        conditions=("Rate lock for 24 months", "weekly on-site rep"),
        come_back_on=date(2027, 1, 4),
    )
    assert sheet.on == CLOCK.today()


def test_the_consequence_is_worked_out_as_it_is_typed(sheet, qtbot):
    assert sheet._box_head.text() == "Round 2 starts today."
    assert "thank Ana Boyd" in sheet._box_rest.text()
    sheet._introducer.setText("Luis Ortega, COO, Harbor Marine")
    qtbot.keyClicks(sheet._conditions, "a; b")
    assert "thank Luis Ortega, no ask" in sheet._box_rest.text()
    assert "The two conditions" in sheet._box_rest.text()
    qtbot.keyClicks(sheet._price, "$488,000")
    assert sheet._price.remark == "(6% under ours)"
    qtbot.keyClicks(sheet._on.edit, "4 sep")
    assert sheet._box_head.text() == "Round 2 starts 4 Sep."


def test_escape_and_the_button_put_the_card_back(sheet, qtbot):
    pick(qtbot, sheet._said, "price")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.result() == QDialog.DialogCode.Rejected


def test_a_reason_is_asked_for(sheet, qtbot):
    qtbot.mouseClick(sheet.accept_button, LEFT)
    assert sheet.isVisible()
    assert "what they said" in sheet._problem.text()


def test_enter_in_a_field_does_not_send_the_sheet_off(sheet, qtbot):
    pick(qtbot, sheet._said, "timing")
    qtbot.keyClick(sheet._rival, Qt.Key.Key_Return)
    assert sheet.isVisible()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("come_back", "someday", "No date was understood"),
        ("come_back", "yesterday", "lies ahead"),
        ("price", "a lot", "No amount was understood"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(sheet, qtbot, field, typed, said):
    pick(qtbot, sheet._said, "price")
    edit = sheet._come_back.edit if field == "come_back" else sheet._price
    qtbot.keyClicks(edit, typed)
    qtbot.mouseClick(sheet.accept_button, LEFT)
    assert sheet.isVisible()
    assert said in sheet._fields[field].problem
    edit.clear()
    qtbot.mouseClick(sheet.accept_button, LEFT)
    assert not sheet.isVisible()


def test_other_opens_a_line_for_their_words(sheet, qtbot):
    assert not sheet._note.isVisible()
    pick(qtbot, sheet._said, "other")
    assert sheet._note.isVisible()
    qtbot.keyClicks(sheet._note, "The founder's cousin sells these.")
    qtbot.mouseClick(sheet.accept_button, LEFT)
    assert sheet.loss.note == "The founder's cousin sells these."
    assert sheet.loss.believed is LossReason.OTHER


def test_an_introducer_not_known_is_made(sheet, qtbot):
    pick(qtbot, sheet._said, "budget")
    qtbot.keyClicks(sheet._introducer, "Mae Sato, CFO")
    assert sheet._introducer.remark == "new contact"
    qtbot.mouseClick(sheet.accept_button, LEFT)
    assert sheet.loss.introducer == NewContact("Mae Sato", "CFO")
    assert sheet.loss.introducer_id is None


def test_several_cards_are_asked_about_once(theme, qtbot):
    sheet = LossSheet([HARBOR, HARBOR, HARBOR], PEOPLE, CLOCK, Icons(theme), Settings())
    qtbot.addWidget(sheet)
    assert sheet.title.text() == "Not now: 3 cards"
    assert sheet._box_head.text() == "A new round starts today on 3 cards."
    assert sheet._rival.text() == ""


def test_a_day_is_picked_from_the_calendar(sheet, qtbot):
    sheet._come_back.show_calendar()
    calendar = sheet._come_back.calendar
    assert calendar.selectedDate() == QDate(2026, 11, 22)
    calendar.clicked.emit(QDate(2027, 3, 1))
    assert sheet._come_back.day() == date(2027, 3, 1)
    assert not calendar.isVisible()


def test_every_control_has_a_name(sheet):
    for control in (sheet._rival, sheet._price, sheet._introducer, sheet._come_back.edit, sheet._conditions):
        assert control.accessibleName()


def test_a_win_says_what_it_took_and_asks_for_amount_and_day(theme, qtbot):
    card = WinningCard("Harbor Steel", Money(52_000_000, "USD"), 12, date(2026, 8, 30), 2)
    sheet = WonSheet([card], CLOCK, Icons(theme))
    qtbot.addWidget(sheet)
    sheet.open()
    assert sheet.lead.text() == "Round 2 took 84 days; 12 touches in all."
    assert sheet._amount.text() == "$520,000"
    qtbot.keyClicks(sheet._amount, "540k")
    qtbot.keyClick(sheet._amount, Qt.Key.Key_Return)
    assert sheet.result() == QDialog.DialogCode.Accepted
    assert (sheet.amount, sheet.on) == (Money(54_000_000, "USD"), CLOCK.today())


def test_a_win_cannot_lie_ahead(theme, qtbot):
    sheet = WonSheet([WinningCard("Harbor Steel")], CLOCK, Icons(theme))
    qtbot.addWidget(sheet)
    sheet.open()
    qtbot.keyClicks(sheet._on.edit, "+3d")
    qtbot.mouseClick(sheet.accept_button, LEFT)
    assert sheet.isVisible()
    assert "still to come" in sheet._on_field.problem
    qtbot.mouseClick(sheet.cancel_button, LEFT)
    assert not sheet.isVisible()
