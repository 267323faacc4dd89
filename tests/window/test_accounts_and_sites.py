"""An account, its sites and what it asked for, kept in its sheet: typed, refused in words, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton

from dreamboard.domain.model import Account, Contact
from dreamboard.domain.values import Channel
from dreamboard.services.commands import AddPursuit, AddQuote, Edit, NewContact

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def harbor(desk):
    """A group and two docks, each with a card; the group's is in hand."""
    for name, contact, value in (
        ("Harbor Group", "Ann Bee", 100_000_000),
        ("Dock A", "Cy Dee", 30_000_000),
        ("Dock B", "Ed Eff", 20_000_000),
    ):
        desk.run(AddPursuit(name, contact=NewContact(contact), value_minor=value))
    desk.select("Harbor Group")
    return desk


def account(desk, name):
    return next(a for a in desk.shell.workspace.queries.rows(Account) if a.name == name)


def press(sheet, name):
    QTest.mouseClick(sheet.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def accept(desk, sheet):
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    desk.settle()


def add_site(desk, sheet, name):
    press(sheet, "addSite")
    asked = desk.sheet("siteSheet")
    asked.name.setText(name)
    accept(desk, asked)
    return asked


def lines(sheet):
    box = sheet.findChild(QListWidget, "sites")
    return [box.item(n).text() for n in range(box.count())]


def open_sheet(desk):
    desk.do("open_card")
    return desk.sheet("accountSheet")


def test_sites_are_added_up_listed_and_opened(harbor):
    desk = harbor
    card = desk.select("Dock A")
    desk.run(AddQuote(card, 4_000_000))
    desk.log("call cy spoke gave")
    desk.select("Harbor Group")
    sheet = open_sheet(desk)
    assert not sheet.lead.isVisible()
    add_site(desk, sheet, "dock b")
    add_site(desk, sheet, "Dock A")
    assert sheet.lead.text() == (
        "With its sites: 3 cards, 1 touch, $1.5M a year, $40k on the desk. 2 of 2 sites known."
    )
    assert lines(sheet) == [
        "Dock A: 1 card, 1 touch, $300k a year, $40k on the desk",
        "Dock B: 1 card, 0 touches, $200k a year",
    ]
    sheet._believed.setText("120")
    press(sheet, "openSite")
    site = desk.sheet("accountSheet")
    assert site is not sheet
    assert site.windowTitle() == "Dock A"
    assert site.lead.text() == "A site of Harbor Group."
    site._industry.setText("freight")
    accept(desk, site)
    assert account(desk, "Dock A").industry == "freight"
    accept(desk, sheet)
    assert (account(desk, "Harbor Group").sites_known, account(desk, "Harbor Group").sites_believed) == (
        2,
        120,
    )


def test_a_site_is_added_and_taken_back_in_one_step(harbor):
    desk = harbor
    sheet = open_sheet(desk)
    add_site(desk, sheet, "Dock A")
    add_site(desk, sheet, "Dock B")
    sheet.reject()
    assert account(desk, "Harbor Group").sites_known == 2
    desk.do("undo")
    desk.settle()
    assert account(desk, "Dock B").parent_id is None
    assert account(desk, "Harbor Group").sites_known == 1
    assert account(desk, "Dock A").parent_id == account(desk, "Harbor Group").id


def test_an_account_cannot_be_a_site_of_its_own_site(harbor):
    desk = harbor
    desk.run(Edit("Account", account(desk, "Harbor Group").id, (("parent_id", account(desk, "Dock A").id),)))
    sheet = open_sheet(desk)
    asked = add_site(desk, sheet, "Dock A")
    assert asked.isVisible()
    assert asked.problem == "Dock A cannot belong to one of its own sites."
    asked.name.setText("Nowhere Docks")
    accept(desk, asked)
    assert asked.field_problems() == ["No account of that name is on the board. Add a card for it first."]
    asked.reject()
    assert account(desk, "Dock A").parent_id is None


def test_a_site_is_freed_by_emptying_whose_site_it_is(harbor):
    desk = harbor
    desk.run(Edit("Account", account(desk, "Dock A").id, (("parent_id", account(desk, "Harbor Group").id),)))
    desk.select("Dock A")
    sheet = open_sheet(desk)
    assert sheet._parent.text() == "Harbor Group"
    sheet._parent.clear()
    accept(desk, sheet)
    assert account(desk, "Dock A").parent_id is None
    sheet = open_sheet(desk)
    sheet._parent.setText("dock b")
    accept(desk, sheet)
    assert account(desk, "Dock A").parent_id == account(desk, "Dock B").id


def test_what_an_account_asked_for_is_kept_and_taken_back_in_one_step(harbor):
    desk = harbor
    before = account(desk, "Harbor Group")
    sheet = open_sheet(desk)
    sheet._industry.setText("Shipping")
    sheet._rival.setText("Atlas")
    sheet._rival_end.edit.setText("2027-06-30")
    sheet._not_before.edit.setText("2027-01-04")
    sheet._zone.setText("America/Chicago")
    sheet._country.setText("us")
    sheet._channel.choose(Channel.EMAIL.value)
    sheet._stop.setChecked(True)
    accept(desk, sheet)
    found = account(desk, "Harbor Group")
    assert (found.industry, found.rival, found.time_zone, found.country) == (
        "Shipping",
        "Atlas",
        "America/Chicago",
        "US",
    )
    assert (found.rival_contract_end, found.not_before) == (date(2027, 6, 30), date(2027, 1, 4))
    assert (found.preferred_channel, found.do_not_contact) == (Channel.EMAIL, True)
    desk.do("undo")
    desk.settle()
    assert account(desk, "Harbor Group") == before


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("_zone", "US/Pacific-New", "“US/Pacific-New” is not a time zone: give it as Area/City"),
        ("_country", "Germany", "“GERMANY” is not a country: give its two letters"),
        ("_known", "-3", ""),
        ("_believed", "many", "whole number"),
    ],
)
def test_what_an_account_cannot_hold_is_said_and_nothing_is_changed(harbor, field, text, says):
    desk = harbor
    before = account(desk, "Harbor Group")
    sheet = open_sheet(desk)
    getattr(sheet, field).setText(text)
    accept(desk, sheet)
    assert sheet.isVisible()
    told = " ".join([sheet.problem, *sheet.field_problems()])
    assert says in told
    assert told.strip()
    sheet.reject()
    assert account(desk, "Harbor Group") == before


@pytest.mark.parametrize("typed", ["1066-10-14", "12.5.2350"])
def test_a_day_no_board_keeps_is_said_beside_its_field(harbor, typed):
    desk = harbor
    sheet = open_sheet(desk)
    sheet._rival_end.edit.setText(typed)
    accept(desk, sheet)
    assert sheet.isVisible()
    assert " ".join([sheet.problem, *sheet.field_problems()]).strip()
    sheet.reject()


def the_contact(desk):
    return next(c for c in desk.shell.workspace.queries.rows(Contact) if c.name == "Ann Bee")


def test_the_card_of_an_account_that_asked_to_be_left_alone_is_shown_without_a_next_touch(harbor):
    desk = harbor
    before = desk.headline
    group = account(desk, "Harbor Group").id
    desk.run(Edit("Account", group, (("do_not_contact", True),)))
    assert desk.headline == ""
    assert all("Harbor Group" not in line for line in desk.today())
    desk.go_to(date(2026, 11, 24))
    assert desk.headline == ""
    desk.run(Edit("Account", group, (("do_not_contact", False),)))
    assert desk.headline == before


def test_how_often_is_too_often_is_kept_with_the_contact(harbor):
    desk = harbor
    before = the_contact(desk)
    sheet = open_sheet(desk)
    press(sheet, "editContact")
    contact = desk.sheet("contactSheet")
    contact._gap.setText("14")
    contact._zone.setText("Asia/Tokyo")
    contact._not_before.edit.setText("2027-01-04")
    contact._channel.choose(Channel.EMAIL.value)
    contact._stop.setChecked(True)
    accept(desk, contact)
    found = the_contact(desk)
    assert (found.min_days_between, found.time_zone, found.not_before) == (14, "Asia/Tokyo", date(2027, 1, 4))
    assert (found.preferred_channel, found.do_not_contact) == (Channel.EMAIL, True)
    sheet.reject()
    desk.do("undo")
    desk.settle()
    assert the_contact(desk) == before


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("_zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone"),
        ("_gap", "0", "whole number, such as 30"),
        ("_gap", "9999", "must lie between 1 and 3,650"),
        ("_gap", "often", "whole number"),
        ("_emails", "nobody", "not an e-mail address"),
        ("_name", " ", "Name them."),
    ],
)
def test_what_a_contact_cannot_hold_is_said_in_its_own_sheet(harbor, field, text, says):
    desk = harbor
    before = the_contact(desk)
    sheet = open_sheet(desk)
    press(sheet, "editContact")
    contact = desk.sheet("contactSheet")
    getattr(contact, field).setText(text)
    accept(desk, contact)
    assert contact.isVisible()
    assert says in " ".join([contact.problem, *contact.field_problems()])
    assert sheet.problem == ""
    contact.reject()
    sheet.reject()
    assert the_contact(desk) == before
