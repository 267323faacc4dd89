"""Whatever data holds, it is shown as it stands: never as mark-up, shortcuts or a flood."""

import pytest
from PySide6.QtCore import Qt

from dreamboard.ui.plain_text import PlainLabel, control_text, cut, message_box, one_line, tool_tip

MARKED_UP = '<img src="file:///etc/hostname"><b>Smith & Sons</b>'


def test_a_label_shows_mark_up_as_text(theme, qtbot):
    label = PlainLabel(MARKED_UP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKED_UP


def test_a_tip_escapes_what_could_be_mark_up():
    assert tool_tip("Northwind") == "Northwind"
    assert "<img" not in tool_tip(MARKED_UP)
    assert "&lt;img" in tool_tip(MARKED_UP)
    assert "&amp;amp;" in tool_tip("&amp;")


def test_a_long_tip_is_broken_into_lines():
    assert tool_tip("word " * 40).startswith("<qt>")


def test_a_box_is_plain_in_text_and_detail(theme, qtbot):
    box = message_box(None, "Moved\nit", MARKED_UP, MARKED_UP)
    qtbot.addWidget(box)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.text() == MARKED_UP
    assert "<img" not in box.informativeText()


def test_ampersands_of_data_make_no_shortcut():
    assert control_text("Quarry & Sons\nLtd") == "Quarry && Sons Ltd"


@pytest.mark.parametrize("size", [10, 299, 300, 301, 1_000_000])
def test_text_is_cut_before_it_is_shown(size):
    shown = one_line("x" * size)
    assert len(shown) == min(size, 300)
    assert shown.endswith("…") == (size > 300)


def test_control_characters_and_line_breaks_do_not_reach_a_line():
    assert one_line("a\x00b\r\nc\u2028d\te") == "a b c d e".replace("d e", "d\te")
    assert cut("a\x07b\nc") == "a b\nc"


def test_an_eliding_label_gives_way_and_tells_the_whole_in_its_tip(theme, qtbot):
    label = PlainLabel("Northwind Freight and Logistics of Rotterdam", elide=Qt.TextElideMode.ElideRight)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.toolTip() == ""
    assert not label.grab().isNull()


def test_a_word_wider_than_its_label_is_broken_and_not_cut(theme, qtbot):
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau"
    label = PlainLabel(f"Call {word} today", wrap=True)
    qtbot.addWidget(label)
    assert label.text() == f"Call {word} today"
    assert label.minimumSizeHint().width() < 200
    assert label.heightForWidth(200) > 2 * label.fontMetrics().height()
