"""The settings, in the window: what is changed counts at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dreamboard.domain.model import Setting
from dreamboard.services.commands import AddPursuit

CTRL = Qt.KeyboardModifier.ControlModifier


def change(desk, **texts):
    desk.do("settings")
    sheet = desk.sheet("settingsSheet")
    for name, text in texts.items():
        sheet.edit(name).setText(text)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    desk.settle()
    return sheet


def queue(desk):
    return len(desk.shell.suggester.day(0).queue)


def test_a_smaller_day_is_shorter_at_once_and_undo_makes_it_longer(desk):
    for number in range(5):
        desk.run(AddPursuit(f"Company {number}"))
    desk.clock.go_to(desk.clock.today().replace(day=30))
    desk.shell.suggester.look_at_calendar()
    desk.settle()
    assert queue(desk) == 3
    change(desk, play_cap="5")
    assert queue(desk) == 5
    change(desk, day_cap="2")
    assert queue(desk) == 2
    assert desk.shell.suggester.settings.day_cap == 2
    desk.do("undo")
    desk.settle()
    assert queue(desk) == 5
    desk.do("undo")
    desk.settle()
    assert queue(desk) == 3
    assert desk.shell.workspace.queries.rows(Setting) == []


def test_a_rhythm_of_a_tag_counts_at_once(desk):
    made = desk.run(AddPursuit("Northwind Freight", tags=("vip",))).made[0]
    change(desk, tag_rhythms="vip: weekly")
    assert desk.shell.suggester.settings.tag_rhythms == (("vip", "weekly"),)
    assert desk.shell.suggester.suggestion(made) is not None


def test_what_cannot_be_read_is_told_beside_its_line(desk):
    sheet = change(desk, quote_days="soon")
    assert sheet.isVisible()
    assert sheet.field_problems() == ["It reads like: 1, 3, 7, 14, 30"]
    sheet.edit("quote_days").setText("1, 3, 7")
    sheet.edit("tag_rhythms").setText("vip: often")
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    assert "no rhythm called" in sheet.problem
    sheet.findChild(object, "settingsDefaults").click()
    assert sheet.edit("quote_days").text() == "1, 3, 7, 14, 30"
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert desk.shell.workspace.queries.rows(Setting) == []
