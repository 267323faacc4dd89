"""Chips, segments, key hints and panels: small, operable by keyboard, and named for assistive technology."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from dreamboard.presentation.tone import Tone
from dreamboard.ui.tokens import LIGHT
from dreamboard.ui.widgets.chip import Chip
from dreamboard.ui.widgets.key_cap import KeyCap
from dreamboard.ui.widgets.key_hint_button import KeyHintButton
from dreamboard.ui.widgets.panel import Panel
from dreamboard.ui.widgets.segmented_control import SegmentedControl

PAGES = [("board", "Board"), ("today", "Today"), ("insights", "Insights")]


def colours_in(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


def test_a_chip_takes_the_ground_of_its_tone(theme, qtbot):
    chip = Chip("Call today", Tone.OVERDUE)
    qtbot.addWidget(chip)
    assert LIGHT.overdue_soft in colours_in(chip)
    chip.set_tone(Tone.GOOD)
    assert chip.tone is Tone.GOOD
    assert LIGHT.good_soft in colours_in(chip)


def test_a_segment_is_chosen_with_the_mouse(theme, qtbot):
    control = SegmentedControl("Page", PAGES)
    qtbot.addWidget(control)
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.mouseClick(control.button("insights"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["insights"]
    assert control.current == "insights"


def test_arrow_keys_go_from_segment_to_segment(theme, qtbot):
    control = SegmentedControl("Page", PAGES)
    qtbot.addWidget(control)
    with qtbot.waitActive(control):
        control.show()
        control.activateWindow()
    control.button("board").setFocus()
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.keyClick(control.button("board"), Qt.Key.Key_Right)
    assert chosen.args == ["today"]


def test_the_program_chooses_a_segment_silently(theme, qtbot):
    control = SegmentedControl("Page", PAGES)
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("today")
    assert control.current == "today"
    assert control.button("today").isChecked()


def test_segments_are_named_for_assistive_technology(theme, qtbot):
    control = SegmentedControl("Page", PAGES)
    qtbot.addWidget(control)
    control.set_text("today", "Today & more")
    assert control.accessibleName() == "Page"
    name = QAccessible.queryAccessibleInterface(control.button("today")).text(QAccessible.Text.Name)
    assert name == "Today & more"


def test_a_key_hint_has_room_for_its_key_and_tells_it(theme, qtbot):
    button, plain = KeyHintButton("New card", "N"), KeyHintButton("New card", "")
    qtbot.addWidget(button)
    qtbot.addWidget(plain)
    assert button.sizeHint().width() > plain.sizeHint().width() - 8
    assert button.accessibleName() == "New card"
    assert button.accessibleDescription() == "N"
    assert not button.grab().isNull()


def test_a_key_hint_is_pressed_on_its_key_cap_too(theme, qtbot):
    button = KeyHintButton("Log touch", "L", primary=True)
    qtbot.addWidget(button)
    button.show()
    cap = button.findChild(KeyCap)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=cap.geometry().center())


def test_a_panel_is_framed_on_the_panel_ground(theme, qtbot):
    panel = Panel()
    qtbot.addWidget(panel)
    panel.resize(60, 60)
    assert {LIGHT.panel, LIGHT.line} <= colours_in(panel)
