"""What the rep tells the board about a change, in the window: sheets of the Card menu, and what follows."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from dreamboard.domain.model import Condition, Employment, Pursuit, Quote, Round, Signal
from dreamboard.domain.values import Channel, LossReason, Outcome, Role, RoundOutcome, SignalKind, StageKind
from dreamboard.services.commands import (
    AddConditions,
    AddPursuit,
    Edit,
    LogTouch,
    LosePursuits,
    Loss,
    NewContact,
    Place,
)
from dreamboard.services.read_models import EntryKind

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def northwind(desk):
    """A desk with one card in hand, known through its decision-maker."""
    desk.run(
        AddPursuit(
            "Northwind Freight",
            contact=NewContact("Dana Whitfield", "VP Ops", Role.DECISION_MAKER),
            value_minor=200_000_000,
        )
    )
    desk.card_id = desk.select("Northwind Freight")
    return desk


@pytest.fixture
def lost(northwind):
    """The same, lost ten days ago."""
    desk = northwind
    column = next(s for s in desk.shell.presenter.model.stages.values() if s.kind is StageKind.NOT_NOW)
    day = desk.clock.today() - timedelta(days=10)
    desk.run(LosePursuits((desk.card_id,), Place(column.id), Loss(LossReason.PRICE, rival="Atlas"), day))
    return desk


def rows(desk, kind):
    return desk.shell.workspace.queries.rows(kind)


def save(desk, sheet):
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    desk.settle()


def test_a_change_of_decision_maker_is_one_action_and_one_undo_step(northwind):
    desk = northwind
    desk.do("decision_maker")
    sheet = desk.sheet("decisionMakerSheet")
    assert sheet._left.known().name == "Dana Whitfield"
    QTest.keyClicks(sheet._left_for, "Osprey Air")
    assert sheet.findChild(QCheckBox, "followTheLeaver").text() == "Add Osprey Air as a dream client"
    QTest.keyClicks(sheet._newcomer, "Sam Idowu, COO")
    save(desk, sheet)
    assert {s.kind for s in rows(desk, Signal)} == {
        SignalKind.DECISION_MAKER_LEFT,
        SignalKind.DECISION_MAKER_ARRIVED,
    }
    assert "Sam Idowu" in desk.headline
    assert desk.stage_of("Osprey Air") == "Dream list"
    desk.do("undo")
    desk.settle()
    assert [card.account for card in desk.shell.presenter.model.cards()] == ["Northwind Freight"]
    assert [job.until for job in rows(desk, Employment)] == [None]
    assert rows(desk, Signal) == []


def test_a_company_on_the_board_is_not_offered_again(northwind):
    desk = northwind
    desk.run(AddPursuit("Osprey Air"))
    desk.do("decision_maker")
    sheet = desk.sheet("decisionMakerSheet")
    QTest.keyClicks(sheet._left_for, "osprey air")
    assert not sheet._follow.isEnabled()
    assert sheet._follow.text() == "osprey air is on the board already"
    save(desk, sheet)
    assert len(rows(desk, Pursuit)) == 2


def test_nobody_left_and_nobody_came_is_told_in_the_sheet(northwind):
    desk = northwind
    desk.do("decision_maker")
    sheet = desk.sheet("decisionMakerSheet")
    sheet._left.clear()
    save(desk, sheet)
    assert sheet.isVisible()
    assert "Name at least one" in sheet.problem
    QTest.keyClicks(sheet._left_for, "Osprey Air")
    save(desk, sheet)
    assert sheet.field_problems() == ["Say who went there."]
    sheet.reject()


def test_something_changed_is_a_signal_with_a_day(northwind):
    desk = northwind
    desk.do("signal")
    sheet = desk.sheet("signalSheet")
    kinds = [sheet._kind.itemData(n) for n in range(sheet._kind.count())]
    assert kinds == ["contract_end", "price_rise", "news", "reorganisation", "other"]
    sheet._kind.choose("contract_end")
    QTest.keyClicks(sheet._on.edit, "4 jan")
    save(desk, sheet)
    (signal,) = rows(desk, Signal)
    assert (signal.kind, signal.on.isoformat()) == (SignalKind.CONTRACT_END, "2027-01-04")
    assert any("contract" in reason for reason in desk.reasons)


def test_news_without_a_year_was_the_day_that_has_been(northwind):
    northwind.do("signal")
    sheet = northwind.sheet("signalSheet")
    sheet._kind.choose("news")
    QTest.keyClicks(sheet._on.edit, "4 jan")
    save(northwind, sheet)
    assert rows(northwind, Signal)[0].on.isoformat() == "2026-01-04"


def test_a_rivals_price_rise_hurries_a_lost_deal_and_is_told(lost):
    """Thirty quiet days after the loss nothing presses; then the rival raises its prices."""
    desk = lost
    desk.go_to(desk.clock.today() + timedelta(days=25))  # day 35
    desk.log("mail dana gave")
    desk.go_to(desk.clock.today() + timedelta(days=14))
    assert desk.window.parts.next_touch.suggestion.due > desk.clock.today()
    desk.do("signal")
    sheet = desk.sheet("signalSheet")
    sheet._kind.choose("price_rise")
    desk.fill(sheet, "Note", "a tenth on everything")
    save(desk, sheet)
    assert "Atlas raised its prices today: “a tenth on everything”." in desk.reasons
    monday = date(2027, 1, 4)
    assert (desk.clock.today(), desk.window.parts.next_touch.suggestion.due) == (date(2027, 1, 1), monday)
    (signal,) = rows(desk, Signal)
    (rests,) = [r.evidence for r in desk.window.parts.next_touch.suggestion.reasons if r.evidence.signals]
    assert rests.signals == (signal.id,)
    desk.do("undo")
    desk.settle()
    assert desk.window.parts.next_touch.suggestion.due > monday


def test_meeting_the_last_condition_changes_the_suggestion_at_once(lost):
    desk = lost
    desk.run(AddConditions(desk.card_id, ("Rate lock", "Weekly rep")))
    desk.do("conditions")
    sheet = desk.sheet("conditionsSheet")
    assert sheet._count.text() == "0 of 2 conditions met"
    before = sheet._then.text()
    for number in range(2):
        sheet.list.setCurrentRow(number)
        QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert all(condition.met_on for condition in rows(desk, Condition))
    assert sheet._count.text() == "2 of 2 conditions met"
    assert sheet._then.text() != before
    assert sheet._then.text() == f"Next: {desk.shell.suggester.suggestion(desk.card_id).headline}"
    sheet.accept()
    desk.settle()
    assert desk.headline.startswith("Call Dana Whitfield today")
    desk.do("undo")
    desk.settle()
    assert sum(condition.met_on is None for condition in rows(desk, Condition)) == 1


def test_conditions_are_added_edited_and_deleted_in_the_list(lost):
    desk = lost
    desk.do("conditions")
    sheet = desk.sheet("conditionsSheet")
    sheet._new.setFocus()
    QTest.keyClicks(sheet._new, "Rate lock; weekly rep")
    QTest.keyClick(sheet._new, Qt.Key.Key_Return)
    assert [c.text for c in rows(desk, Condition)] == ["Rate lock", "weekly rep"]
    sheet.list.item(0).setText("Rate lock for 24 months")
    assert rows(desk, Condition)[0].text == "Rate lock for 24 months"
    sheet.list.setCurrentRow(1)
    QTest.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert [c.text for c in rows(desk, Condition)] == ["Rate lock for 24 months"]
    sheet.list.item(0).setText("")
    assert sheet.problem
    assert sheet.list.item(0).text() == "Rate lock for 24 months"
    sheet.accept()
    for _ in range(3):
        desk.do("undo")
    desk.settle()
    assert rows(desk, Condition) == []


def test_a_debrief_updates_the_round_that_was_lost(lost):
    desk = lost
    desk.do("debrief")
    sheet = desk.sheet("debriefSheet")
    QTest.keyClicks(sheet._note, "Our references were weak.")
    sheet._now.button("relationship").click()
    QTest.keyClicks(sheet._conditions, "Two references")
    save(desk, sheet)
    first = next(r for r in rows(desk, Round) if r.outcome is RoundOutcome.LOST)
    assert first.reason_believed is LossReason.RELATIONSHIP
    assert first.debrief_note == "Our references were weak."
    assert first.debriefed_on == desk.clock.today()
    assert [c.text for c in rows(desk, Condition)] == ["Two references"]
    desk.do("undo")
    desk.settle()
    assert rows(desk, Condition) == []


def test_without_a_loss_there_is_nothing_to_debrief(northwind):
    northwind.do("debrief")
    assert "has lost no round" in northwind.window.snack.text


def loss_line(desk):
    model = desk.window.parts.timeline.view.model()
    return next(
        index
        for row in range(model.rowCount())
        if (line := model.line(index := model.index(row, 0))).entry.kind is EntryKind.ROUND_CLOSED
        and line.editable
    )


def test_a_double_click_on_the_clock_reset_opens_what_the_loss_taught(lost):
    desk = lost
    view = desk.window.parts.timeline.view
    index = loss_line(desk)
    assert not view.model().line(index).deletable
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    sheet = desk.sheet("lossDetailsSheet")
    assert (sheet._said.one, sheet._rival.text()) == ("price", "Atlas")
    sheet._believed.button("more").click()
    sheet._believed.button("relationship").click()
    sheet._confidence.button("75").click()
    QTest.keyClicks(sheet._price, "488k")
    QTest.keyClicks(sheet._come_back.edit, "4 jan")
    save(desk, sheet)
    first = next(r for r in rows(desk, Round) if r.outcome is RoundOutcome.LOST)
    assert (first.reason_believed, first.confidence) == (LossReason.RELATIONSHIP, 75)
    assert first.rival_price_minor == 48_800_000
    assert rows(desk, Pursuit)[0].come_back_on.isoformat() == "2027-01-04"
    desk.do("undo")
    desk.settle()
    assert rows(desk, Pursuit)[0].come_back_on is None
    assert next(r for r in rows(desk, Round) if r.number == 1).confidence is None


def test_a_loss_that_is_opened_and_saved_unchanged_changes_nothing(lost):
    desk = lost
    step = desk.shell.bridge.undo_step
    timeline = desk.window.parts.timeline
    timeline.edit_wanted.emit(timeline.view.model().line(loss_line(desk)))
    save(desk, desk.sheet("lossDetailsSheet"))
    assert desk.shell.bridge.undo_step == step
    assert rows(desk, Quote) == []


def test_a_new_rhythm_of_a_column_is_followed_by_its_cards(desk):
    card = desk.run(
        AddPursuit("Northwind Freight", contact=NewContact("Dana Whitfield", role=Role.DECISION_MAKER))
    ).made[0]
    desk.run(LogTouch(Channel.CALL, outcome=Outcome.SPOKE, pursuit_id=card))
    before = desk.shell.suggester.known(card)
    stage = desk.shell.presenter.model.card(card).stage_id
    desk.run(Edit("Stage", stage, (("ideal_days", 7), ("max_days", 10))))
    assert desk.shell.suggester.known(card).due < before.due
