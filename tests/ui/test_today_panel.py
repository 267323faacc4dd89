"""Today's queue: ranked rows that lead to their cards, with done and hidden counts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from dreamboard.domain.suggestion import Day, Hidden, Sentence
from dreamboard.presentation.today_model import CURRENT_ROLE, TodayModel
from dreamboard.ui.today_panel import TodayPanel
from tests.ui.panes import CLOCK, suggestion

QUEUE = (
    suggestion(),
    suggestion(4, headline="Thank Luis Ortega", account="Harbor Steel"),
    suggestion(5, headline="Chase quote", account="Meridian Foods"),
)
CAP, SAME = Sentence("Over the day’s cap of {n}.", {"n": "10"}), Sentence("More of the same play.")
HIDDEN = (
    Hidden(suggestion(6, headline="Send white paper"), CAP),
    Hidden(suggestion(7, headline="Call Ruth Kim"), CAP),
    Hidden(suggestion(8, headline="Call Sam Idowu"), SAME),
)
DAY = Day(CLOCK.today(), QUEUE, HIDDEN)


@pytest.fixture
def panel(theme, qtbot):
    model = TodayModel()
    made = TodayPanel(model, theme)
    made.model = model
    qtbot.addWidget(made)
    made.resize(405, 200)
    made.show()
    model.show(DAY, done=2)
    return made


def rows(panel):
    return [panel.model.row(panel.model.index(n)) for n in range(panel.model.rowCount())]


def test_rows_are_ranked_on_from_what_is_done(panel):
    assert [row.number for row in rows(panel)] == ["3", "4", "5"]
    assert rows(panel)[1].headline == "Thank Luis Ortega"
    assert rows(panel)[1].aside == "Harbor Steel, 23 days quiet"
    assert panel._done.text() == "2 of 5 done"


def test_what_is_hidden_is_counted_by_why_and_shown_when_pressed(panel, qtbot):
    assert panel._hidden.said == "3 more hidden: over the day’s cap of 10 (2), more of the same play (1)"
    qtbot.mouseClick(panel._hidden, Qt.MouseButton.LeftButton)
    assert [row.headline for row in rows(panel)][3:] == [
        "Send white paper",
        "Call Ruth Kim",
        "Call Sam Idowu",
    ]
    qtbot.keyClick(panel._hidden, Qt.Key.Key_Return)
    assert len(rows(panel)) == 3


def test_a_click_chooses_the_card(panel, qtbot):
    spot = panel.view.visualRect(panel.model.index(1)).center()
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [4]


def test_arrows_and_enter_choose_the_card(panel, qtbot):
    panel.view.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert chosen.args == [5]


def test_the_selected_card_is_marked(panel):
    panel.show_current(4)
    assert [panel.model.index(n).data(CURRENT_ROLE) for n in range(3)] == [False, True, False]


def test_the_same_day_again_changes_no_row(panel, qtbot):
    with qtbot.assertNotEmitted(panel.model.modelReset):
        panel.model.show(DAY, done=2)


def test_an_empty_day_says_what_to_do(panel):
    panel.model.show(Day(CLOCK.today()), done=0)
    assert "Nothing is due today" in panel._empty.text()
    assert panel._empty.isVisible()
    assert not panel.view.isVisible()
    assert not panel._hidden.isVisible()
    panel.model.show(Day(CLOCK.today()), done=4)
    assert panel._empty.text().startswith("The day is done")


def test_the_model_keeps_the_rules_of_models(qapp):
    model = TodayModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(DAY, 0)
    model.set_hidden_shown(True)
    model.show(Day(CLOCK.today(), QUEUE[1:]), 1)
