"""The quick log: one line, understood as it is typed, logged with Enter, asked about where it is unclear."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Channel, Outcome
from dreamboard.presentation.quick_log_model import Choice, Reading, Understood, completions
from dreamboard.services.commands import LogTouch
from dreamboard.services.read_models import NamedAccount, NamedContact, NamedIdea, Naming
from dreamboard.ui.quick_log import QuickLog
from dreamboard.ui.widgets.chip import Chip
from tests.ui.panes import Commands

NAMING = Naming(
    accounts=(NamedAccount(7, "Northwind Freight", (3,)), NamedAccount(8, "Norton & Sons", (4,))),
    contacts=(NamedContact(12, "Dana Whitfield", (7,), (3,)), NamedContact(13, "Dan Iwu", (8,), (4,))),
    ideas=(NamedIdea(5, "Dock delays"),),
)
VOICEMAIL = LogTouch(Channel.CALL, outcome=Outcome.VOICEMAIL, account_id=7, contact_id=12, pursuit_id=3)
LEFT = Qt.MouseButton.LeftButton


def reader(line):
    """Understands the lines of these tests, and nothing else."""
    if not line.strip():
        return Reading()
    if "norton" in line:
        options = (("Dana Whitfield", "vm dana whitfield northwind"), ("Dan Iwu", "vm dan iwu northwind"))
        return Reading((Understood("Voicemail"),), (Choice("Which dan?", options),), "Two fit dan.")
    if "northwind" not in line:
        return Reading(
            (Understood("Voicemail"),), problem="No account is named.", draft=LogTouch(Channel.CALL)
        )
    chips = (
        "Voicemail",
        "Dana Whitfield · Northwind Freight",
        "Subject: dock paper",
        "Now, 14:32",
        "Next: 6 Dec",
    )
    return Reading(tuple(map(Understood, chips)), command=VOICEMAIL)


@pytest.fixture
def log(theme, qtbot):
    commands = Commands()
    says = Sentence("Second voicemail in a row: the next one is an e-mail.")
    made = QuickLog(reader, lambda: NAMING, lambda _touch: says, commands, theme)
    made.commands = commands
    qtbot.addWidget(made)
    made.open_with()
    return made


def chips(log):
    return [chip.text() for chip in log.findChildren(Chip) if chip.isVisible()]


def test_what_was_understood_is_shown_and_enter_logs_it(log, qtbot):
    qtbot.keyClicks(log.line, "vm dana northwind re dock paper +14d")
    qtbot.waitUntil(lambda: len(chips(log)) == 5)
    assert chips(log)[1] == "Dana Whitfield · Northwind Freight"
    assert log._follows.text() == "Second voicemail in a row: the next one is an e-mail."
    qtbot.keyClick(log.line, Qt.Key.Key_Return)
    assert log.commands.run == [VOICEMAIL]
    assert log.result() == QDialog.DialogCode.Accepted


def test_the_button_logs_too(log, qtbot):
    qtbot.keyClicks(log.line, "vm dana northwind ")
    qtbot.mouseClick(log.log_button, LEFT)
    assert log.commands.run == [VOICEMAIL]


def test_what_is_missing_is_said_and_nothing_is_guessed(log, qtbot):
    qtbot.keyClicks(log.line, "vm ")
    assert log._problem.text() == "No account is named."
    assert not log.log_button.isEnabled()
    qtbot.keyClick(log.line, Qt.Key.Key_Return)
    assert log.commands.run == []
    assert log.isVisible()


def test_an_empty_line_is_not_scolded(log, qtbot):
    assert not log._problem.isVisible()
    qtbot.keyClick(log.line, Qt.Key.Key_Return)
    assert log.isVisible()
    assert log._problem.isVisible()


def test_ambiguity_is_offered_as_a_choice(log, qtbot):
    qtbot.keyClicks(log.line, "vm dan norton ")
    assert not log._problem.isVisible()
    button = next(one for one in log.findChildren(QPushButton) if one.text() == "Dana Whitfield")
    qtbot.mouseClick(button, LEFT)
    assert log.line.text() == "vm dana whitfield northwind"
    qtbot.keyClick(log.line, Qt.Key.Key_Return)
    assert log.commands.run == [VOICEMAIL]


def test_control_enter_goes_on_in_the_form(log, qtbot):
    qtbot.keyClicks(log.line, "vm ")
    with qtbot.waitSignal(log.form_wanted) as wanted:
        qtbot.keyClick(log.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == [LogTouch(Channel.CALL)]
    assert log.commands.run == []


def test_names_are_completed_by_keyboard(log, qtbot):
    qtbot.keyClicks(log.line, "vm dan")
    assert log._list.isVisible()
    assert [log._list.item(n).text() for n in range(2)] == [
        "Dan Iwu  ·  Norton & Sons",
        "Dana Whitfield  ·  Northwind Freight",
    ]
    qtbot.keyClick(log.line, Qt.Key.Key_Down)
    qtbot.keyClick(log.line, Qt.Key.Key_Down)
    qtbot.keyClick(log.line, Qt.Key.Key_Return)
    assert log.line.text() == "vm Dana Whitfield "
    assert not log._list.isVisible()
    assert log.commands.run == []
    qtbot.keyClicks(log.line, "northw")
    qtbot.keyClick(log.line, Qt.Key.Key_Tab)
    assert log.line.text() == "vm Dana Whitfield Northwind Freight "


def test_escape_first_puts_the_names_away_and_then_leaves(log, qtbot):
    qtbot.keyClicks(log.line, "vm dan")
    qtbot.keyClick(log.line, Qt.Key.Key_Escape)
    assert log.isVisible()
    qtbot.keyClick(log.line, Qt.Key.Key_Escape)
    assert not log.isVisible()


def test_a_name_is_completed_with_the_mouse(log, qtbot):
    qtbot.keyClicks(log.line, "northw")
    spot = log._list.visualItemRect(log._list.item(0)).center()
    qtbot.mouseClick(log._list.viewport(), LEFT, pos=spot)
    assert log.line.text() == "Northwind Freight "


def test_a_refusal_is_told_in_the_window(theme, qtbot):
    log = QuickLog(reader, lambda: NAMING, lambda _touch: Sentence(""), lambda _command: None, theme)
    qtbot.addWidget(log)
    log.open_with("vm dana northwind")
    log.log()
    log.tell("This contact asked to stop.")
    assert log.isVisible()
    assert log._problem.text() == "This contact asked to stop."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("vm dana w", ["Dana Whitfield"]),
        ("call whit", ["Dana Whitfield"]),
        ("sent #dock", ["#Dock delays"]),
        ("d", []),
        ("vm dana whitfield", []),
        ("vm dan ", []),
        ("nor", ["Northwind Freight", "Norton & Sons"]),
    ],
)
def test_completions_fit_the_words_before_the_cursor(line, names):
    assert [one.text for one in completions(NAMING, line, len(line))] == names
