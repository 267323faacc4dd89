"""Trash, backups, About and the key sheet: listed, gone through by keys, and telling what they do."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from dreamboard.app.parts import shipped_parts
from dreamboard.domain.model import Account, ImportRecord, Pursuit, TrashItem
from dreamboard.domain.values import PursuitKind
from dreamboard.presentation.actions import Actions
from dreamboard.presentation.past_imports import past_imports
from dreamboard.presentation.restoring import restorables
from dreamboard.services.commands import RestoreFromTrash, Unretire
from dreamboard.services.import_plan import RevertImport
from dreamboard.ui.dialogs.about_window import AboutWindow, Part
from dreamboard.ui.dialogs.backups_window import BackupRow, BackupsWindow
from dreamboard.ui.dialogs.imports_window import ImportsWindow
from dreamboard.ui.dialogs.key_sheet import KeySheet
from dreamboard.ui.dialogs.trash_window import TrashWindow
from dreamboard.ui.widgets.key_cap import KeyCap
from tests.ui.panes import CLOCK, Commands

LEFT = Qt.MouseButton.LeftButton
MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Rows:
    """Answers `rows` from a list."""

    def __init__(self, *rows):
        self.all = list(rows)

    def rows(self, kind, ids=None):
        return [row for row in self.all if type(row) is kind and (ids is None or row.id in ids)]


def board():
    card = Pursuit(
        3,
        7,
        PursuitKind.DREAM_CLIENT,
        1,
        0,
        MADE,
        retired_on=date(2026, 11, 21),
        retired_reason="They closed",
    )
    return Rows(
        Account(7, "Sable Tools"), card, TrashItem(5, MADE, "Touch", "the call of 30 Oct", "{}"),
        Pursuit(4, 7, PursuitKind.DREAM_CLIENT, 1, 0, MADE),
    )  # fmt: skip


def texts(window):
    table = window.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_the_trash_lists_what_was_deleted_and_what_was_retired(theme, qtbot):
    rows, commands = board(), Commands()
    window = TrashWindow(lambda: restorables(rows, CLOCK), commands)
    qtbot.addWidget(window)
    window.open()
    assert texts(window) == [
        ["Sable Tools", "retired: They closed", "21 Nov"],
        ["the call of 30 Oct", "deleted", "20 Nov, 09:00"],
    ]
    qtbot.mouseClick(window.restore_button, LEFT)
    assert commands.run == [Unretire((3,))]
    window.table.selectRow(1)
    qtbot.keyClick(window.table, Qt.Key.Key_Return)
    assert commands.last == RestoreFromTrash(5)


def test_what_came_back_leaves_the_list(theme, qtbot):
    rows = board()

    def run(command):
        rows.all = [row for row in rows.all if not isinstance(row, TrashItem | Pursuit)]
        return command

    window = TrashWindow(lambda: restorables(rows, CLOCK), run)
    qtbot.addWidget(window)
    window.open()
    qtbot.mouseClick(window.restore_button, LEFT)
    assert texts(window) == []
    assert window._empty.isVisible()
    assert not window.restore_button.isEnabled()


def test_a_refused_restoring_is_told(theme, qtbot):
    window = TrashWindow(lambda: restorables(board(), CLOCK), lambda _command: None)
    qtbot.addWidget(window)
    window.open()
    qtbot.mouseClick(window.restore_button, LEFT)
    window.tell("Its account is gone.")
    assert window._problem.text() == "Its account is gone."
    assert len(texts(window)) == 2


def test_backups_are_listed_made_and_gone_back_to_after_a_yes(theme, qtbot):
    rows = [BackupRow(Path("/b/1"), MADE, 12_400_000), BackupRow(Path("/b/2"), MADE.replace(day=1), 840_000)]
    window = BackupsWindow(lambda: rows, CLOCK)
    qtbot.addWidget(window)
    window.open()
    assert texts(window) == [["20 Nov, 09:00", "12.4 MB"], ["1 Nov, 09:00", "840 kB"]]
    with qtbot.waitSignal(window.make_wanted):
        qtbot.mouseClick(window.make_button, LEFT)
    window.table.selectRow(1)
    sheet = window.ask()
    with qtbot.assertNotEmitted(window.restore_wanted):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    sheet = window.ask()
    assert "1 Nov, 09:00" in sheet.lead.text()
    with qtbot.waitSignal(window.restore_wanted) as wanted:
        qtbot.mouseClick(sheet.accept_button, LEFT)
    assert wanted.args == [Path("/b/2")]


def test_without_a_backup_it_says_when_one_is_made(theme, qtbot):
    window = BackupsWindow(list, CLOCK)
    qtbot.addWidget(window)
    window.open()
    assert window._empty.isVisible()
    assert window.ask() is None


def test_about_names_the_parts_and_copies_them(theme, qtbot):
    window = AboutWindow("0.1", "/home/rep/board", [Part("Inter", "4.001", "OFL-1.1")])
    qtbot.addWidget(window)
    window.open()
    assert texts(window) == [["Inter", "4.001", "OFL-1.1"]]
    qtbot.mouseClick(window.findChild(QPushButton, "copyVersions"), LEFT)
    assert QGuiApplication.clipboard().text() == "Dreamboard 0.1\nInter 4.001 (OFL-1.1)"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_parts_are_those_that_are_installed():
    parts = {part.name: part for part in shipped_parts()}
    assert {"Python", "Qt for Python", "SQLAlchemy", "Inter"} <= parts.keys()
    assert all(part.licence for part in parts.values())


@pytest.mark.parametrize("name", ["Log touch", "Undo", "Move left", "Keys"])
def test_the_key_sheet_shows_every_action_with_its_keys(theme, qtbot, name):
    owner = QWidget()
    qtbot.addWidget(owner)
    sheet = KeySheet(Actions(owner), owner)
    sheet.open()
    labels = {label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text")}
    assert name in labels
    assert any(cap.text() == "F1" for cap in sheet.findChildren(KeyCap))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_imports_are_listed_and_taken_back_once(theme, qtbot):
    counts = '{"deals": {"created": 12, "updated": 0, "unchanged": 3}}'
    records = Rows(
        ImportRecord(1, MADE, ("a.csv",), counts, 4),
        ImportRecord(2, MADE, ("b.csv", "c.csv", "d.csv", "e.csv"), "{}", 5),
    )
    window = ImportsWindow(lambda: past_imports(records, CLOCK))
    qtbot.addWidget(window)
    window.open()
    assert texts(window) == [
        ["b.csv, c.csv, d.csv and 1 more", "", "20 Nov, 09:00"],
        ["a.csv", "Deals: 12 new, 3 unchanged", "20 Nov, 09:00"],
    ]
    window.table.selectRow(1)
    with qtbot.waitSignal(window.take_back_wanted) as asked:
        qtbot.mouseClick(window.take_back_button, LEFT)
    assert asked.args == [RevertImport(1)]
    assert not window.take_back_button.isEnabled()
    records.all.clear()
    window.refresh()
    assert texts(window) == []
