"""The form of a touch and the small sheets: read whole, mended by what differs, told beside the field."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from dreamboard.domain.model import Account, Contact, Employment, Quote, Touch
from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Channel, Direction, Intent, Outcome, SignalKind
from dreamboard.services.commands import AddQuote, AddSignal, Edit, LogTouch, PlanTouch
from dreamboard.services.read_models import AccountDetails
from dreamboard.ui.dialogs.fields import Person
from dreamboard.ui.dialogs.people import people_of
from dreamboard.ui.dialogs.small_sheets import DaySheet, PlanSheet, QuoteSheet, ReasonSheet, SignalSheet
from dreamboard.ui.dialogs.touch_form import TouchForm, TouchSubject, draft_of
from dreamboard.ui.icons import Icons
from tests.ui.panes import CLOCK, Commands

DANA = Person(12, "Dana Whitfield", "Dana Whitfield, VP Operations, Northwind Freight")
SUBJECT = TouchSubject("Northwind Freight", [DANA], [(5, "Dock delays")])
AT = datetime(2026, 10, 30, 15, 40, tzinfo=UTC)
LOGGED = Touch(2, AT, Channel.CALL, Direction.OUT, Outcome.VOICEMAIL, 7, 12, 3, note="Fourth in a row.")
LEFT = Qt.MouseButton.LeftButton


def follows(touch):
    return Sentence("{what}: next on 4 Dec", {"what": touch.outcome.value})


@pytest.fixture
def opened(theme, qtbot):
    def opening(make, *args, **options):
        commands = Commands()
        sheet = make(*args, CLOCK, Icons(theme), commands, **options)
        sheet.commands = commands
        qtbot.addWidget(sheet)
        sheet.open()
        return sheet

    return opening


def accept(qtbot, sheet):
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_touch_is_logged_field_by_field(opened, qtbot):
    form = opened(TouchForm, SUBJECT, LogTouch(Channel.CALL, account_id=7, pursuit_id=3), consequence=follows)
    qtbot.mouseClick(form._outcome.button("voicemail"), LEFT)
    assert form._follows.text() == "voicemail: next on 4 Dec"
    qtbot.mouseClick(form._intent.button("give"), LEFT)
    qtbot.keyClicks(form._contact, "dana whitfield")
    form._idea.choose("5")
    qtbot.keyClicks(form._subject, "dock paper")
    qtbot.keyClicks(form._note, "Try mornings.")
    qtbot.keyClicks(form._when, "yesterday 15:40")
    qtbot.keyClicks(form._next.edit, "+14d")
    accept(qtbot, form)
    assert form.result() == QDialog.DialogCode.Accepted
    assert form.commands.run == [
        LogTouch(
            Channel.CALL, Direction.OUT, Outcome.VOICEMAIL, 7, 12, 3, Intent.GIVE, 5,
            subject="dock paper", note="Try mornings.", at=datetime(2026, 11, 21, 15, 40, tzinfo=UTC),
            next_on=date(2026, 12, 6),
        )
    ]  # fmt: skip


def test_only_what_can_come_of_a_touch_is_offered(opened, qtbot):
    form = opened(TouchForm, SUBJECT, LogTouch(Channel.CALL))
    assert form._outcome.button("no_answer").isVisible()
    qtbot.mouseClick(form._channel.button("email"), LEFT)
    assert not form._outcome.button("no_answer").isVisible()
    assert form._outcome.button("sent").isVisible()
    accept(qtbot, form)
    assert "Say what came of it" in form.problem
    qtbot.mouseClick(form._direction.button("in"), LEFT)
    assert form._outcome.one == "replied"
    accept(qtbot, form)
    assert form.commands.last.direction is Direction.IN


def test_mending_a_touch_changes_what_was_changed_and_nothing_else(opened, qtbot):
    form = opened(TouchForm, SUBJECT, draft_of(LOGGED), editing=LOGGED)
    assert not form._next.isVisible()
    form._when.clear()
    qtbot.keyClicks(form._when, "2026-10-29 9:10")
    qtbot.mouseClick(form._outcome.button("spoke"), LEFT)
    accept(qtbot, form)
    assert form.commands.run == [
        Edit(
            "Touch",
            2,
            (("at", datetime(2026, 10, 29, 9, 10, tzinfo=UTC)), ("outcome", Outcome.SPOKE)),
        )
    ]


def test_mending_nothing_does_nothing(opened, qtbot):
    form = opened(TouchForm, SUBJECT, draft_of(LOGGED), editing=LOGGED)
    accept(qtbot, form)
    assert not form.isVisible()
    assert form.commands.run == []


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("when", "tomorrow", "still to come"),
        ("contact", "Nobody Known", "Nobody known"),
        ("next", "blue", "No date"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(opened, qtbot, field, typed, said):
    form = opened(TouchForm, SUBJECT, LogTouch(Channel.CALL))
    edit = {"when": form._when, "contact": form._contact, "next": form._next.edit}[field]
    qtbot.keyClicks(edit, typed)
    accept(qtbot, form)
    assert form.isVisible()
    assert said in form._fields[field].problem
    assert form.commands.run == []


def test_a_refusal_keeps_the_sheet_open_and_says_why(theme, qtbot):
    form = TouchForm(SUBJECT, LogTouch(Channel.CALL), CLOCK, Icons(theme), lambda _command: None)
    qtbot.addWidget(form)
    form.open()
    accept(qtbot, form)
    assert form.isVisible()
    assert "refused" in form.problem


def test_tab_goes_through_the_form_before_the_buttons(opened):
    form = opened(TouchForm, SUBJECT, LogTouch(Channel.CALL))
    assert form._contents.isAncestorOf(form.focusWidget())
    assert form.cancel_button.nextInFocusChain() is not None
    widget, seen = form.focusWidget(), []
    for _ in range(200):
        widget = widget.nextInFocusChain()
        seen.append(widget)
    assert seen.index(form._note) < seen.index(form.cancel_button) < seen.index(form.accept_button)


def test_a_plan_is_made_for_several_cards(opened, qtbot):
    sheet = opened(PlanSheet, "3 cards", (1, 2, 3), [])
    qtbot.keyClicks(sheet._on.edit, "fri")
    sheet._promised.setChecked(True)
    qtbot.keyClick(sheet._on.edit, Qt.Key.Key_Return)
    assert sheet.commands.run == [PlanTouch((1, 2, 3), date(2026, 11, 27), promised=True)]


def test_a_plan_without_a_day_or_behind_us_is_refused(opened, qtbot):
    sheet = opened(PlanSheet, "Northwind", (1,), [])
    accept(qtbot, sheet)
    assert "Say when" in sheet._day_field.problem
    qtbot.keyClicks(sheet._on.edit, "yesterday")
    accept(qtbot, sheet)
    assert "lies ahead" in sheet._day_field.problem


def test_a_quote_is_added_and_mended(opened, qtbot):
    sheet = opened(QuoteSheet, "Meridian Foods", 9, "USD")
    qtbot.keyClicks(sheet._amount, "410k")
    qtbot.keyClick(sheet._amount, Qt.Key.Key_Return)
    assert sheet.commands.run == [AddQuote(9, 41_000_000, "USD", CLOCK.today())]
    quote = Quote(4, 9, 41_000_000, "USD", date(2026, 11, 13))
    sheet = opened(QuoteSheet, "Meridian Foods", 9, "USD", editing=quote)
    sheet._valid.edit.setText("2026-11-01")
    accept(qtbot, sheet)
    assert "before it was sent" in sheet._fields[2].problem
    sheet._valid.edit.setText("2026-12-31")
    accept(qtbot, sheet)
    assert sheet.commands.run == [Edit("Quote", 4, (("valid_until", date(2026, 12, 31)),))]


def test_a_signal_is_added(opened, qtbot):
    sheet = opened(SignalSheet, "Northwind", 7)
    sheet._kind.choose("news")
    qtbot.keyClicks(sheet._note, "New warehouse")
    accept(qtbot, sheet)
    assert sheet.commands.run == [AddSignal(7, SignalKind.NEWS, CLOCK.today(), note="New warehouse")]


def test_a_day_and_a_reason_make_their_command(opened, theme, qtbot):
    sheet = opened(DaySheet, "Snooze", "", "Snooze", lambda day: ("until", day))
    qtbot.keyClicks(sheet._on.edit, "+3d")
    qtbot.keyClick(sheet._on.edit, Qt.Key.Key_Return)
    assert sheet.commands.run == [("until", date(2026, 11, 25))]
    commands = Commands()
    why = ReasonSheet(
        "Not this", "", "Not this", lambda text: ("why", text), commands, usual=["Done already"]
    )
    qtbot.addWidget(why)
    why.open()
    qtbot.mouseClick(why.accept_button, LEFT)
    assert "Say why" in why._field.problem
    qtbot.mouseClick(why._usual.button("Done already"), LEFT)
    qtbot.mouseClick(why.accept_button, LEFT)
    assert commands.run == [("why", "Done already")]


def test_people_are_told_with_title_and_account():
    jobs = ((Contact(12, "Dana Whitfield"), Employment(1, 12, 7, "VP Operations")),)
    details = AccountDetails(Account(7, "Northwind Freight"), jobs, (), (), (), (), (), ())
    assert [person.text for person in people_of(details)] == [
        "Dana Whitfield, VP Operations, Northwind Freight"
    ]
