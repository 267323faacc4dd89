"""Odd input in the window: a day no board keeps and a touch still to come are refused in words, and a board
that holds odd rows all the same is shown like any other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QToolButton

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Quote, Round, Touch
from dreamboard.domain.values import (
    Channel,
    Direction,
    LossReason,
    Outcome,
    PursuitKind,
    Role,
    RoundOutcome,
    StageKind,
)
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.store.open import open_board

DAY = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def northwind(desk):
    desk.run(AddPursuit("Northwind", contact=NewContact("Dana Whitfield", "VP", Role.DECISION_MAKER)))
    desk.select("Northwind")
    return desk


def fill(sheet, label, words):
    """Words typed into the line under a label; a day's line lies inside its field."""
    line = next(w for w in sheet.findChildren(QLineEdit) if w.accessibleName() == label)
    line.selectAll()
    QTest.keyClicks(line, words)


def refused(desk, name):
    """What a sheet says when it is accepted all the same; it stays open."""
    sheet = desk.sheet(name)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    assert sheet.isVisible()
    said = " ".join([sheet.problem, *sheet.field_problems()]).strip()
    sheet.reject()
    return said


@pytest.mark.parametrize(
    ("action", "name", "label", "words", "says"),
    [
        ("log_form", "touchForm", "When", "14 oct 1066", "1970"),
        ("log_form", "touchForm", "When", "1 jan 2101", "still to come"),
        ("log_form", "touchForm", "When", "tomorrow 9:00", "still to come"),
        ("log_form", "touchForm", "Next touch", "2101-01-01", "2100"),
        ("plan", "planSheet", "When", "2101-01-01", "2100"),
        ("plan", "planSheet", "When", "14 oct 1066", "ahead"),
        ("signal", "signalSheet", "When it is, or was", "1969-12-31", "1970"),
        ("add_quote", "quoteSheet", "Sent on", "1969-12-31", "1970"),
        ("add_quote", "quoteSheet", "Valid until", "2101-01-01", "2100"),
        ("edit_card", "cardSheet", "They said to come back", "2101-01-01", "2100"),
        ("open_card", "accountSheet", "Their contract ends", "2101-01-01", "2100"),
        ("open_card", "accountSheet", "Not before", "1969-12-31", "1970"),
        ("add_contact", "contactSheet", "There since", "1066-10-14", "1970"),
    ],
)
def test_a_day_no_board_keeps_is_refused_where_it_is_typed(northwind, action, name, label, words, says):
    desk = northwind
    before = desk.shell.workspace.queries.version()
    desk.do(action)
    sheet = desk.sheet(name)
    if name == "quoteSheet":
        fill(sheet, "Amount", "5000")
    if name == "contactSheet":
        fill(sheet, "Name", "Ruth Kim")
    fill(sheet, label, words)
    assert says in refused(desk, name)
    assert desk.shell.workspace.queries.version() == before


def test_a_touch_still_to_come_is_refused_in_the_quick_log(northwind):
    desk = northwind
    desk.do("log")
    sheet = desk.sheet("quickLog")
    sheet.line.setText("vm dana today 23:59")
    assert not sheet.log_button.isEnabled()
    assert "still to come" in desk.words_of(sheet)
    sheet.reject()


@pytest.fixture
def odd(open_desk, tmp_path, clock):
    """A window on a board that another program left full of odd rows."""
    path = tmp_path / "odd.dreamboard"
    board = open_board(path, clock)
    stages = {
        stage.kind: stage.id
        for stage in reversed(board.queries.rows(type(board.queries.board(DAY).columns[0].stage)))
    }
    with board.unit() as unit:

        def card(name, stage, **account):
            made = unit.add(Account(0, name, **account))
            kind = PursuitKind.LOST_DEAL if stage is StageKind.NOT_NOW else PursuitKind.DREAM_CLIENT
            pursuit = unit.add(
                Pursuit(0, made.id, kind, stages[stage], 1024 * made.id, datetime(2026, 1, 5, tzinfo=UTC))
            )
            return made, pursuit

        def touch(pursuit, at, **values):
            return unit.add(
                Touch(0, at, Channel.CALL, Direction.OUT, Outcome.VOICEMAIL, pursuit.account_id,
                      pursuit_id=pursuit.id, **values)
            )  # fmt: skip

        nameless_at, nameless = card("Nameless", StageKind.PURSUING)
        contact = unit.add(Contact(0, " "))
        unit.add(Employment(0, contact.id, nameless_at.id, "", Role.DECISION_MAKER))
        unit.add(Round(0, nameless.id, 1, DAY))
        touch(nameless, datetime(2026, 9, 1, 9, tzinfo=UTC))

        _, backwards = card("Backwards", StageKind.NOT_NOW)
        unit.add(
            Round(
                0,
                backwards.id,
                1,
                DAY + timedelta(9),
                DAY - timedelta(90),
                RoundOutcome.LOST,
                LossReason.PRICE,
            )
        )
        unit.add(Round(0, backwards.id, 2, DAY - timedelta(90)))

        _, ancient = card("Ancient", StageKind.PURSUING, rival_contract_end=date(1066, 10, 14))
        unit.add(Round(0, ancient.id, 1, date(1066, 10, 14)))
        touch(ancient, datetime(1066, 10, 14, 9, tzinfo=UTC))
        touch(ancient, datetime(2150, 1, 1, 9, tzinfo=UTC))

        _, busy = card("Busy", StageKind.PURSUING)
        unit.add(Round(0, busy.id, 1, DAY))
        at = datetime(2026, 11, 20, 0, tzinfo=UTC)
        unit.add_many([
            Touch(0, at + timedelta(minutes=n), Channel.CALL, Direction.OUT, Outcome.VOICEMAIL,
                  busy.account_id, pursuit_id=busy.id)
            for n in range(1000)
        ])  # fmt: skip

        _, money = card("Two Currencies", StageKind.PURSUING)
        unit.add(Round(0, money.id, 1, DAY))
        unit.add(Quote(0, money.id, 4_000_000, "USD", DAY))
        unit.add(Quote(0, money.id, 900_000, "EUR", DAY))

        _, zoneless = card("Nowhere", StageKind.PURSUING, time_zone="US/Pacific-New")
        unit.add(Round(0, zoneless.id, 1, DAY))
        unit.refresh_figures({p.id for p in (nameless, backwards, ancient, busy, money, zoneless)})
        unit.commit()
    board.close()
    return open_desk(path)


def test_a_board_with_odd_rows_is_shown_like_any_other(odd):
    """Every card is painted, chosen and told; nothing fails on the way."""
    desk = odd
    for name in ("Nameless", "Backwards", "Ancient", "Busy", "Two Currencies", "Nowhere"):
        desk.select(name)
        assert desk.headline
        assert desk.reasons
        assert desk.timeline()
        desk.do("open_card")
        sheet = desk.sheet("accountSheet")
        assert sheet.windowTitle() == name
        sheet.reject()
    assert len(desk.today()) <= desk.shell.suggester.settings.day_cap
    desk.do("by_when")
    desk.settle()
    desk.do("show_insights")
    desk.settle()


def test_a_contact_without_a_name_is_called_by_role(odd):
    odd.select("Nameless")
    assert odd.headline == "E-mail the decision-maker today"
    odd.do("open_card")
    listed = odd.sheet("accountSheet").findChild(QListWidget, "contacts")
    assert listed.item(0).text() == "no name, Decision-maker"


def test_a_round_closed_before_it_opened_counts_from_the_day_it_closed(odd):
    odd.select("Backwards")
    assert odd.reasons[0] == "Lost 3 months ago; they said price."


def test_a_touch_of_the_future_does_not_count_yet(odd):
    odd.select("Ancient")
    assert odd.reasons[0].startswith("960 years quiet;")


def test_a_thousand_touches_in_a_day_are_counted_and_shown_by_pages(odd):
    card = odd.select("Busy")
    assert odd.shell.workspace.queries.row(Pursuit, card).touch_count == 1000
    assert 50 <= len(odd.timeline()) < 1000
    odd.log("vm busy")
    assert odd.shell.workspace.queries.row(Pursuit, card).touch_count == 1001


def test_two_currencies_are_never_added_up(odd):
    odd.select("Two Currencies")
    desk = odd.window.parts.status.findChild(QToolButton, "onTheDesk")
    assert desk.text() == "$40k + €9.0k in quotes out, $40k + €9.0k unchased"


def test_a_time_zone_that_no_longer_exists_stays_until_the_rep_mends_it(odd):
    desk = odd
    desk.select("Nowhere")
    desk.do("open_card")
    sheet = desk.sheet("accountSheet")
    fill(sheet, "Industry", "freight")
    desk.save(sheet)
    account = next(a for a in desk.shell.workspace.queries.rows(Account) if a.name == "Nowhere")
    assert (account.industry, account.time_zone) == ("freight", "US/Pacific-New")
    desk.do("open_card")
    sheet = desk.sheet("accountSheet")
    fill(sheet, "Time zone", "US/Mountain-New")
    assert "“US/Mountain-New” is not a time zone" in refused(desk, "accountSheet")
