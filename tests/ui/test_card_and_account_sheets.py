"""The sheets of cards, columns, accounts and contacts: what was changed becomes one command."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Stage
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import PursuitKind, Role, StageKind
from dreamboard.services.commands import (
    AddContact,
    AddPursuit,
    AddStage,
    Batch,
    ChangeDecisionMaker,
    Edit,
    EndEmployment,
    NewContact,
)
from dreamboard.services.read_models import AccountDetails, NamedAccount
from dreamboard.ui.dialogs.account_sheet import AccountSheet
from dreamboard.ui.dialogs.card_sheets import CardSheet, NewCardSheet, tags_of
from dreamboard.ui.dialogs.contact_sheet import ContactSheet, LeftSheet
from dreamboard.ui.dialogs.stage_sheet import StageSheet
from dreamboard.ui.icons import Icons
from tests.ui.panes import CLOCK, Commands

LEFT = Qt.MouseButton.LeftButton
AT = datetime(2026, 1, 5, tzinfo=UTC)
STAGES = [Stage(1, "Dream list", StageKind.DREAM_LIST, 1), Stage(2, "Pursuing", StageKind.PURSUING, 2)]
DANA = (
    Contact(12, "Dana Whitfield", ("dana@northwind.example",)),
    Employment(1, 12, 7, "VP Ops", Role.CHAMPION),
)
PRIYA = (Contact(13, "Priya Rao"), Employment(2, 13, 7, "VP Operations", Role.DECISION_MAKER))


@pytest.fixture
def opened(theme, qtbot):
    def opening(make, *args, **options):
        commands = Commands()
        sheet = make(*args, commands, **options)
        sheet.commands = commands
        qtbot.addWidget(sheet)
        sheet.open()
        return sheet

    return opening


def accept(qtbot, sheet):
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_new_card_is_typed_and_added(opened, qtbot):
    sheet = opened(NewCardSheet, [NamedAccount(7, "Northwind Freight", (3,))], STAGES)
    qtbot.keyClicks(sheet._account, "Vantage Rail")
    assert sheet._account.remark == "new account"
    qtbot.keyClicks(sheet._value, "1.2m")
    qtbot.keyClicks(sheet._contact, "Mae Sato, CFO")
    qtbot.keyClicks(sheet._tags, "West, freight; west")
    sheet._stage.choose("2")
    qtbot.keyClick(sheet._value, Qt.Key.Key_Return)
    assert sheet.commands.run == [
        AddPursuit(
            "Vantage Rail",
            value_minor=120_000_000,
            contact=NewContact("Mae Sato", "CFO", Role.DECISION_MAKER),
            stage_id=2,
            tags=("freight", "west"),
        )
    ]
    assert not sheet.isVisible()


def test_a_new_card_of_a_known_account_says_so(opened, qtbot):
    sheet = opened(NewCardSheet, [NamedAccount(7, "Northwind Freight", (3,))], STAGES)
    qtbot.keyClicks(sheet._account, "northwind freight")
    assert sheet._account.remark == "known, 1 card"
    qtbot.mouseClick(sheet._kind.button("lost_deal"), LEFT)
    accept(qtbot, sheet)
    assert sheet.commands.last.account_id == 7
    assert sheet.commands.last.kind is PursuitKind.LOST_DEAL


def test_a_new_card_needs_a_company(opened, qtbot):
    sheet = opened(NewCardSheet, [], STAGES)
    accept(qtbot, sheet)
    assert sheet._account_field.problem == "Name the company."
    assert sheet.commands.run == []


def test_a_card_is_changed_by_what_differs(opened, qtbot, theme):
    card = Pursuit(3, 7, PursuitKind.DREAM_CLIENT, 1, 0, AT, value_minor=200_000_000, tags=("west",))
    sheet = opened(CardSheet, "Northwind Freight", card, Settings(), CLOCK, Icons(theme))
    assert sheet._value.text() == "$2,000,000"
    sheet.rhythm._box.choose("7/10")
    qtbot.keyClicks(sheet._come_back.edit, "4 jan")
    accept(qtbot, sheet)
    assert sheet.commands.run == [
        Edit("Pursuit", 3, (("ideal_days", 7), ("max_days", 10), ("come_back_on", date(2027, 1, 4))))
    ]


def test_a_rhythm_of_its_own_is_checked(opened, qtbot, theme):
    card = Pursuit(3, 7, PursuitKind.DREAM_CLIENT, 1, 0, AT, ideal_days=20, max_days=25)
    sheet = opened(CardSheet, "Northwind Freight", card, Settings(), CLOCK, Icons(theme))
    assert sheet.rhythm._box.key == "custom"
    sheet.rhythm._most.setText("5")
    accept(qtbot, sheet)
    assert sheet.rhythm.fields[2].problem == "The most is at least the ideal."
    sheet.rhythm._most.setText("many")
    accept(qtbot, sheet)
    assert "whole number" in sheet.rhythm.fields[2].problem


def test_a_column_is_added_and_changed(opened, qtbot):
    sheet = opened(StageSheet, Settings(), after_id=2)
    accept(qtbot, sheet)
    assert sheet._name_field.problem == "Name the column."
    qtbot.keyClicks(sheet._name, "Warm")
    sheet._colour.choose("#1E7B4F")
    qtbot.keyClicks(sheet._limit, "12")
    accept(qtbot, sheet)
    assert sheet.commands.run == [AddStage("Warm", StageKind.PURSUING, 2, "#1E7B4F", 12)]
    sheet = opened(StageSheet, Settings(), editing=STAGES[1])
    sheet._name.setText("Hunting")
    accept(qtbot, sheet)
    assert sheet.commands.run == [Edit("Stage", 2, (("name", "Hunting"),))]


def details(**values):
    account = Account(7, "Quarry & Sons", **{"sites_believed": 1, **values})
    return AccountDetails(account, (DANA, PRIYA), (), (), (), (), (), ())


def test_an_account_is_corrected_from_1_site_to_120(opened, qtbot, theme):
    sheet = opened(AccountSheet, details, CLOCK, Icons(theme))
    sheet._believed.setText("120")
    sheet._zone.setText("America/Chicago")
    accept(qtbot, sheet)
    assert sheet.commands.run == [
        Edit("Account", 7, (("time_zone", "America/Chicago"), ("sites_believed", 120)))
    ]


def test_what_an_account_cannot_hold_is_told_beside_it(opened, qtbot, theme):
    sheet = opened(AccountSheet, details, CLOCK, Icons(theme))
    sheet._known.setText("some")
    sheet._name.clear()
    accept(qtbot, sheet)
    assert sheet.isVisible()
    assert sheet.field_problems()


def test_contacts_are_changed_from_the_account(opened, qtbot, theme):
    sheet = opened(AccountSheet, details, CLOCK, Icons(theme))
    assert [sheet._contacts.item(n).text() for n in range(2)] == [
        "Dana Whitfield, VP Ops, Champion",
        "Priya Rao, VP Operations, Decision-maker",
    ]
    qtbot.mouseClick(sheet.findChild(QPushButton, "editContact"), LEFT)
    contact = sheet.findChild(ContactSheet)
    contact._title.setText("VP Operations")
    contact._gap.setText("14")
    accept(qtbot, contact)
    assert sheet.commands.run == [
        Batch(
            "Edit Dana Whitfield",
            (
                Edit("Contact", 12, (("min_days_between", 14),)),
                Edit("Employment", 1, (("title", "VP Operations"),)),
            ),
        )
    ]


def test_a_contact_is_added(opened, qtbot, theme):
    sheet = opened(ContactSheet, "Northwind", 7, CLOCK, Icons(theme))
    accept(qtbot, sheet)
    assert sheet._fields["name"].problem == "Name them."
    qtbot.keyClicks(sheet._name, "Ruth Kim")
    qtbot.keyClicks(sheet._emails, "ruth@osprey.example; rk@osprey.example")
    sheet._role.choose("champion")
    accept(qtbot, sheet)
    new = NewContact("Ruth Kim", "", Role.CHAMPION, ("ruth@osprey.example", "rk@osprey.example"))
    assert sheet.commands.run == [AddContact(7, new)]


def test_somebody_left(opened, qtbot, theme):
    sheet = opened(LeftSheet, *DANA, CLOCK, Icons(theme))
    assert not sheet._newcomer.isVisible()
    qtbot.keyClicks(sheet._to, "Vantage Rail")
    accept(qtbot, sheet)
    assert sheet.commands.run == [EndEmployment(1, None, "Vantage Rail")]


def test_a_decision_maker_left_and_another_came(opened, qtbot, theme):
    sheet = opened(LeftSheet, *PRIYA, CLOCK, Icons(theme))
    qtbot.keyClicks(sheet._on.edit, "16 nov")
    qtbot.keyClicks(sheet._newcomer, "Dana Whitfield, VP Operations")
    accept(qtbot, sheet)
    newcomer = NewContact("Dana Whitfield", "VP Operations", Role.DECISION_MAKER)
    assert sheet.commands.run == [ChangeDecisionMaker(7, date(2026, 11, 16), 13, "", newcomer)]


def test_tags_are_lower_case_sorted_and_once():
    assert tags_of("West, freight;west , ") == ("freight", "west")
