"""Everything that can be used says its name, and shows what was typed as it was typed: the window and every
sheet of it are walked."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from dreamboard.domain.values import Channel, Outcome
from dreamboard.services.commands import AddPursuit, LogTouch, NewContact
from tests.window.conftest import OF_THE_SYSTEM

ELSEWHERE = {*OF_THE_SYSTEM, "undo", "redo", "delete"}
SKIPPED = ("filter_", "by_", "show_", "column_", "scheme_", "text_", "move_")


def nameless(root: QWidget) -> list[str]:
    """What takes the focus, or is pressed, without a name that can be read aloud."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox)):
            continue
        usable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(
            widget, (QAbstractButton, QLineEdit, QDialog)
        )
        if not usable:
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if face is None or not face.text(QAccessible.Text.Name).strip():
            parents = []
            up = widget
            while up is not None and len(parents) < 4:
                parents.append(type(up).__name__)
                up = up.parentWidget()
            found.append(f"{' < '.join(parents)} {widget.objectName()!r}")
    return found


@pytest.fixture
def full_desk(desk):
    done = desk.run(AddPursuit("Northwind Freight", contact=NewContact("Dana Whitfield"), value_minor=100_00))
    for days in (30, 20, 3):
        desk.run(
            LogTouch(
                Channel.CALL,
                outcome=Outcome.VOICEMAIL,
                pursuit_id=done.made[0],
                at=desk.clock.now() - timedelta(days=days),
            )
        )
    desk.select("Northwind Freight")
    return desk


@pytest.mark.parametrize("page", ["show_board", "show_today", "show_insights"])
def test_every_control_of_a_page_has_a_name(full_desk, page):
    full_desk.do(page)
    full_desk.settle()
    assert nameless(full_desk.window) == []


def test_every_control_of_an_empty_window_has_a_name(desk):
    assert nameless(desk.window) == []


def test_every_control_of_every_sheet_has_a_name(full_desk):
    walked, found = 0, {}
    for spec, action in full_desk.shell.actions:
        if spec.name in ELSEWHERE or spec.name.startswith(SKIPPED) or not action.isEnabled():
            continue
        action.trigger()
        QTest.qWait(1)
        for dialog in full_desk.window.findChildren(QDialog):
            if dialog.isVisible():
                walked += 1
                if missing := nameless(dialog):
                    found[spec.name] = missing
                dialog.close()
        QTest.qWait(1)
    assert walked > 15
    assert found == {}


MARKUP = '<img src="file:///nowhere.png"><b>Northwind</b> & "Söhne"'


def guessing(root: QWidget) -> list[str]:
    """Labels that would take such a name for rich text."""
    return [
        f"{label.objectName()} {label.text()[:40]}"
        for label in root.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and MARKUP[:12] in label.text()
    ]


def test_a_name_with_markup_is_shown_as_it_is_in_every_sheet(desk):
    done = desk.run(AddPursuit(MARKUP, contact=NewContact(MARKUP, MARKUP), title=MARKUP))
    desk.run(
        LogTouch(Channel.CALL, outcome=Outcome.SPOKE, pursuit_id=done.made[0], subject=MARKUP, note=MARKUP)
    )
    desk.select(MARKUP)
    shown, found = 0, guessing(desk.window)
    for spec, action in desk.shell.actions:
        if spec.name in ELSEWHERE or spec.name.startswith(SKIPPED) or not action.isEnabled():
            continue
        action.trigger()
        QTest.qWait(1)
        for dialog in desk.window.findChildren(QDialog):
            if dialog.isVisible():
                shown += any(MARKUP[:12] in label.text() for label in dialog.findChildren(QLabel))
                found += guessing(dialog)
                dialog.close()
        QTest.qWait(1)
    assert shown > 5
    assert found == []


def test_every_control_of_an_import_has_a_name(desk, tmp_path):
    table = tmp_path / "deals.csv"
    table.write_text(
        "Account Name,Amount,Stage,Close Date\nNorthwind,100,Closed Lost,2026-03-04\nX,abc,Foo,\n"
    )
    desk.shell.does.import_files([str(table)])
    desk.settle()
    sheet = desk.sheet("importWindow")
    pages = 0
    for label in ("Preview", "Apply", "Close"):
        assert nameless(sheet) == [], label
        pages += 1
        wanted = [b for b in sheet.findChildren(QPushButton) if b.isVisible() and b.text().startswith(label)]
        if not wanted:
            break
        wanted[0].click()
        desk.settle()
    assert pages == 3


def test_every_control_of_the_trash_and_the_contact_sheets_has_a_name(full_desk):
    full_desk.do("open_card")
    account = full_desk.sheet("accountSheet")
    for sheet in (account.add_contact(), account.edit_contact(), account.contact_left()):
        assert nameless(sheet) == []
        sheet.reject()
    account.reject()
    full_desk.do("delete")
    full_desk.settle()
    full_desk.do("trash")
    assert nameless(full_desk.sheet("trashWindow")) == []
    full_desk.sheet("trashWindow").reject()
