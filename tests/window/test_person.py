"""A person's data in the window: out into a file, and erased."""

import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from dreamboard.app.clock import SystemClock
from dreamboard.app.workspace import open_workspace
from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Contact, Touch
from dreamboard.domain.values import Channel, Outcome, Role
from dreamboard.services.commands import AddPursuit, Delete, ErasePerson, LogTouch, NewContact
from dreamboard.store.backup import backups_of, make_backup
from tests.services.test_erasing import bytes_of

NAME = "Zebedee Quillfeather"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def northwind(desk):
    """A desk with one card in hand, decided on by Zebedee, who was called."""
    new = NewContact(NAME, "VP Ops", Role.DECISION_MAKER, ("zeb@quillfeather.example",))
    desk.run(AddPursuit("Northwind Freight", contact=new))
    desk.card_id = desk.select("Northwind Freight")
    (zeb,) = rows(desk, Contact)
    for days in (3, 2):
        desk.run(
            LogTouch(
                Channel.CALL,
                outcome=Outcome.SPOKE,
                pursuit_id=desk.card_id,
                contact_id=zeb.id,
                note="likes peacocks",
                at=desk.clock.now() - timedelta(days=days),
            )
        )
    desk.zeb = zeb.id
    return desk


def rows(desk, kind):
    return desk.shell.workspace.queries.rows(kind)


def opened(desk):
    """The sheet from the menu's key, about Zebedee."""
    desk.do("person")
    sheet = desk.sheet("personSheet")
    sheet.choose(desk.zeb)
    desk.settle()
    return sheet


def type_name(sheet, text=NAME):
    field = sheet.findChild(object, "typedName")
    field.clear()
    QTest.keyClicks(field, text)


def test_the_sheet_says_what_is_held_and_what_erasing_means(northwind):
    sheet = opened(northwind)
    said = northwind.words_of(sheet)
    assert "1 employment, 2 touches; 3 undo steps." in said
    assert "Erasing cannot be undone: neither Undo nor the trash will bring them back." in said
    assert "Goes: name, e-mail addresses" in said
    assert "Stays: that there were touches" in said
    sheet.reject()


def test_everything_goes_into_a_file(northwind, tmp_path):
    sheet = opened(northwind)
    path = tmp_path / "zeb.json"
    asked = []
    sheet.export_wanted.connect(asked.append)
    northwind.shell.does.people.export_to(sheet, sheet._person, path)
    northwind.settle()
    assert json.loads(path.read_text("utf-8"))["name"] == NAME
    assert northwind.window.snack.text == f"Everything of {NAME} is in {path}."
    assert sheet.isVisible()
    sheet.reject()


def test_a_file_that_cannot_be_written_is_told_in_the_sheet(northwind, tmp_path):
    sheet = opened(northwind)
    northwind.shell.does.people.export_to(sheet, sheet._person, tmp_path / "no" / "zeb.json")
    northwind.settle()
    assert "cannot be written" in sheet.problem
    sheet.reject()


@pytest.mark.parametrize("typed", ["", "Zebedee", "Zebedee Quillfeathers"])
def test_no_single_key_or_click_erases(northwind, typed):
    sheet = opened(northwind)
    type_name(sheet, typed)
    assert not sheet.accept_button.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    northwind.settle()
    assert [one.name for one in rows(northwind, Contact)] == [NAME]
    assert sheet.isVisible()
    sheet.reject()


def test_erased_they_are_gone_from_every_pane_and_from_undo(northwind):
    sheet = opened(northwind)
    type_name(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    northwind.settle()
    assert northwind.window.findChild(QDialog, "personSheet") is None
    assert northwind.window.snack.text == f"{NAME} is erased. This cannot be undone."
    assert rows(northwind, Contact) == []
    assert [touch.note for touch in rows(northwind, Touch)] == ["", ""]
    assert not any("Zebedee" in line for line in northwind.timeline())
    assert "Zebedee" not in northwind.panel
    assert not northwind.shell.actions["undo"].isEnabled()
    for _ in range(100):
        northwind.do("undo")
    assert rows(northwind, Contact) == []
    assert b"quillfeather" not in bytes_of(northwind.shell.workspace.path)


def test_backups_are_counted_and_go_along_with_a_tick(northwind):
    path = northwind.shell.workspace.path
    make_backup(path, northwind.clock.now() - timedelta(days=1))
    make_backup(path, northwind.clock.now() - timedelta(hours=1))
    sheet = opened(northwind)
    tick = sheet.findChild(object, "removeBackups")
    assert tick.text().startswith("Remove the 2 older backups too")
    tick.click()
    type_name(sheet)
    sheet.accept_button.click()
    northwind.settle()
    assert "2 older backups removed." in northwind.window.snack.text
    (left,) = path.with_name(path.name + " backups").iterdir()
    assert b"quillfeather" not in bytes_of(left)


def test_from_the_contacts_sheet_the_sheets_about_them_close_too(northwind):
    northwind.do("open_card")
    account = northwind.sheet("accountSheet")
    contact = account.edit_contact()
    contact.findChild(QPushButton, "personData").click()
    northwind.settle()
    sheet = next(one for one in contact.findChildren(QDialog) if one.objectName() == "personSheet")
    type_name(sheet)
    sheet.accept_button.click()
    northwind.settle()
    assert account.isVisible()
    assert account._contacts.count() == 0
    account.reject()


def test_somebody_in_the_trash_can_be_chosen(northwind):
    northwind.run(Delete("Contact", (northwind.zeb,)))
    sheet = opened(northwind)
    assert "1 item in the trash" in northwind.words_of(sheet)
    type_name(sheet)
    sheet.accept_button.click()
    northwind.settle()
    assert b"quillfeather" not in bytes_of(northwind.shell.workspace.path)


def test_a_refusal_is_told_in_the_sheet_and_nothing_has_changed(northwind, monkeypatch):
    def refuse(*_given, **_named):
        raise Refused("The disk is full.")

    monkeypatch.setattr("dreamboard.app.erasing.erase", refuse)
    sheet = opened(northwind)
    type_name(sheet)
    sheet.accept_button.click()
    northwind.settle()
    assert sheet.isVisible()
    assert sheet.problem == "The disk is full."
    assert [one.name for one in rows(northwind, Contact)] == [NAME]
    sheet.reject()


def test_what_could_not_be_done_along_is_told_in_a_box(northwind, monkeypatch):
    def fail(_board):
        raise Refused("The disk is full.")

    monkeypatch.setattr("dreamboard.store.board.Board.wipe", fail)
    sheet = opened(northwind)
    type_name(sheet)
    sheet.accept_button.click()
    northwind.settle()
    box = northwind.sheet("erasingProblems")
    assert "doctor --repair" in " ".join(label.text() for label in box.findChildren(QLabel))
    box.close()


def test_an_open_window_follows_an_erasing_by_another_program(northwind):
    with open_workspace(northwind.shell.workspace.path, SystemClock()) as other:
        other.dispatcher.run(ErasePerson(northwind.zeb))
        other.board.wipe()
    northwind.shell.bridge.look_for_others()
    northwind.settle()
    assert not any("Zebedee" in line for line in northwind.timeline())
    assert not northwind.shell.actions["undo"].isEnabled()
    northwind.log("call spoke northwind: a new start")
    assert len(rows(northwind, Touch)) == 3


def test_what_an_erasing_could_not_finish_is_finished_at_the_next_start(northwind):
    workspace = northwind.shell.workspace
    northwind.shell.bridge.accept(workspace.dispatcher.run(ErasePerson(northwind.zeb)))
    northwind.settle()
    assert b"quillfeather" in bytes_of(workspace.path)
    northwind.shell.does.files.back_up_if_due()
    northwind.settle()
    assert b"quillfeather" not in bytes_of(workspace.path)
    (backup,) = backups_of(workspace.path)
    assert b"quillfeather" not in bytes_of(backup.path)
