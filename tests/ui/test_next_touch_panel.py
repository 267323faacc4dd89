"""The next touch: what it says, where its reasons lead, and what its buttons do."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QScrollBar

from dreamboard.domain.suggestion import Evidence, GuardNote, Sentence
from dreamboard.domain.values import Channel, FeedbackKind, Outcome, Play
from dreamboard.presentation.suggestion_model import outcomes_of, snooze_choices
from dreamboard.services.commands import GiveFeedback, LogTouch
from dreamboard.ui.icons import Icons
from dreamboard.ui.next_touch_panel import NextTouchPanel
from dreamboard.ui.outcome_buttons import OutcomeButtons
from dreamboard.ui.widgets.wrapped_button import WrappedButton
from tests.ui.panes import CLOCK, Commands, suggestion

HELD = GuardNote(
    "contact_cap",
    Sentence("Two touches with Dana in 14 days are enough."),
    Sentence("Free again on 28 Nov."),
)


@pytest.fixture
def panel(theme, qtbot):
    asked = []

    def consequence(proposed, outcome):
        asked.append(outcome)
        return Sentence("next on {day}, by e-mail", {"day": "4 Dec"})

    commands = Commands()
    made = NextTouchPanel(theme, Icons(theme), CLOCK, commands, consequence)
    made.commands, made.asked = commands, asked
    qtbot.addWidget(made)
    made.resize(405, 300)
    made.show()
    made.show_suggestion(suggestion())
    return made


def button(panel, name) -> QPushButton:
    return panel.findChild(object, name)


def reasons(panel):
    return [one for one in panel.findChildren(WrappedButton) if one.isVisible()]


def test_it_says_whom_how_when_with_what_and_why(panel):
    assert panel._headline.text() == "Call Dana Whitfield today, 8:30–9:30"
    assert panel._account.text() == "Northwind Freight"
    assert panel._ratio.text() == "6 : 2"
    assert [one.said for one in reasons(panel)][1] == "23 days quiet; this card’s rhythm is every 14."


def test_a_reason_opens_what_it_rests_on_by_mouse_and_by_key(panel, qtbot):
    first, second, _ = reasons(panel)
    with qtbot.waitSignal(panel.evidence_wanted) as wanted:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert wanted.args == [Evidence(touches=(2,))]
    first.setFocus()
    with qtbot.waitSignal(panel.evidence_wanted) as wanted:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert wanted.args == [Evidence(signals=(1,))]


def test_outcomes_tell_their_consequence_before_one_is_pressed(panel, qtbot):
    assert panel.asked == []
    qtbot.mouseClick(button(panel, "logThis"), Qt.MouseButton.LeftButton)
    offered = panel.findChild(OutcomeButtons)
    qtbot.waitUntil(lambda: panel.asked == list(outcomes_of(Channel.CALL)))
    assert offered.consequence_of(Outcome.VOICEMAIL) == "next on 4 Dec, by e-mail"
    assert panel.commands.run == []
    qtbot.mouseClick(button(panel, "outcome-voicemail"), Qt.MouseButton.LeftButton)
    logged = panel.commands.last
    assert isinstance(logged, LogTouch)
    assert (logged.outcome, logged.contact_id, logged.idea_id) == (Outcome.VOICEMAIL, 12, 5)
    assert logged.play is Play.NEW_DECISION_MAKER
    assert not offered.isVisible()


def test_outcomes_are_chosen_by_keyboard_and_left_with_escape(panel, qtbot):
    panel.log()
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Down)
    assert panel.focusWidget().objectName() == "outcome-voicemail"
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Escape)
    assert button(panel, "logThis").isVisible()
    assert panel.commands.run == []
    panel.log()
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert panel.commands.last.outcome is Outcome.NO_ANSWER


def test_the_form_is_one_press_away(panel, qtbot):
    panel.resize(405, 460)
    panel.log()
    with qtbot.waitSignal(panel.form_wanted) as wanted:
        qtbot.mouseClick(button(panel, "outcomeForm"), Qt.MouseButton.LeftButton)
    assert wanted.args == [suggestion()]


def test_another_suggestion_puts_the_outcomes_away(panel):
    panel.log()
    panel.show_suggestion(suggestion(headline="Thank Luis Ortega"))
    assert not panel.findChild(OutcomeButtons).isVisible()
    assert button(panel, "logThis").isVisible()


def test_snooze_offers_days_in_words(panel):
    menu = button(panel, "snooze").menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[0] == "Tomorrow, Mon 23 Nov"
    assert texts[-1] == "Pick a date…"
    menu.actions()[1].trigger()
    assert panel.commands.last == GiveFeedback(
        3, FeedbackKind.SNOOZE, Play.NEW_DECISION_MAKER, until=date(2026, 11, 25), evidence="abc"
    )


def test_next_week_is_its_monday():
    assert dict(snooze_choices(date(2026, 11, 25)))["Next week, Mon 30 Nov"] == date(2026, 11, 30)


def test_another_idea_refuses_the_one_shown(panel, qtbot):
    qtbot.mouseClick(button(panel, "anotherIdea"), Qt.MouseButton.LeftButton)
    assert panel.commands.last.kind is FeedbackKind.ANOTHER_IDEA
    assert panel.commands.last.idea_id == 5


def test_not_this_asks_why_and_a_guard_can_be_overruled(panel, qtbot):
    answers = button(panel, "moreAnswers").menu()
    not_this, override, _, why = answers.actions()
    assert not override.isVisible()
    with qtbot.waitSignal(panel.not_this_wanted):
        not_this.trigger()
    with qtbot.waitSignal(panel.why_wanted):
        why.trigger()
    panel.show_suggestion(suggestion(guard=HELD))
    assert override.isVisible()
    assert panel._guard.text() == "Two touches with Dana in 14 days are enough. Free again on 28 Nov."
    with qtbot.waitSignal(panel.override_wanted):
        override.trigger()


def test_work_that_touches_nobody_cannot_be_logged(panel):
    panel.show_suggestion(suggestion(channel=None, idea_id=None))
    assert not button(panel, "logThis").isVisible()
    assert not button(panel, "anotherIdea").isVisible()


def test_without_a_card_and_without_a_suggestion_it_says_so(panel):
    panel.show_nothing()
    assert "Select a card" in panel._summary.text()
    assert reasons(panel) == []
    panel.show_nothing("Sable Tools")
    assert panel._account.text() == "Sable Tools"
    assert "Plan a date" in panel._summary.text()
    assert panel.suggestion is None


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_text_that_is_larger_scrolls_instead_of_being_cut(panel, theme, scale):
    theme.choose(text_scale=scale)
    panel.resize(405, 280)
    panel.grab()
    scroll = panel._scroll
    for one in reasons(panel):
        assert one.height() >= one.heightForWidth(one.width())
    bar: QScrollBar = scroll.verticalScrollBar()
    assert scroll.widget().height() <= scroll.viewport().height() + bar.maximum()
    assert (bar.maximum() > 0) == (scale > 1)


def test_a_company_that_looks_like_markup_is_only_text(panel):
    panel.show_suggestion(suggestion(account="<b>Tools</b> & Sons", headline="<img src='x'>"))
    assert panel._headline.text() == "<img src='x'>"
    assert panel._headline.textFormat() is Qt.TextFormat.PlainText


def test_its_menus_close_with_it(panel):
    assert all(not menu.isVisible() for menu in panel.findChildren(QMenu))
