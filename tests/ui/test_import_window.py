"""The import window: from a dropped file to Undo, nothing changed before Apply, everything cancellable."""

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account
from dreamboard.domain.values import Money
from dreamboard.presentation.import_model import Answers, FileAnswer, FileLook
from dreamboard.presentation.import_presets import PresetList, PresetLook
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.changes import ChangeSet, Step
from dreamboard.services.dispatcher import Done
from dreamboard.services.import_plan import (
    Doubt,
    DoubtAnswer,
    DoubtFact,
    ImportPlan,
    Kind,
    LineOutcome,
    OpenOrder,
    PlannedFile,
    PlannedLine,
    StageWord,
)
from dreamboard.ui.dialogs.import_window import ImportWindow
from dreamboard.ui.dialogs.presets_window import PresetsWindow
from tests.ui.panes import CLOCK

FILE = Path("opportunities.csv")
LOOK = FileLook(
    FILE, "Salesforce Data Loader", Kind.DEALS, "cp1252", False, ",", ("NAME", "AMOUNT", "CLOSED"),
    (("Dickenson plc", "15000", "9 Nov 2005"), ("Grand Hotels", "250000", "")), 3,
    {"NAME": "name", "AMOUNT": "value"},
)  # fmt: skip
LINES = (
    PlannedLine(0, 2, Kind.DEALS, LineOutcome.CREATED, "Mobile generators", "won",
                account="Dickenson plc", amount=Money(1_500_000, "USD"), day=date(2005, 11, 9)),
    PlannedLine(0, 3, Kind.DEALS, LineOutcome.CREATED, "Guest portable generators",
                "lost deal, round 2 open", account="Grand Hotels", amount=Money(25_000_000, "USD")),
    PlannedLine(0, 9, Kind.DEALS, LineOutcome.REJECTED, "Refinery generators",
                "no such date: 30 Feb 2006", account="United Oil"),
)  # fmt: skip
PLANNED = PlannedFile(
    "opportunities.csv", str(FILE), Kind.DEALS, "Salesforce", "cp1252", False, LOOK.header, {}
)
PLAN = ImportPlan((PLANNED,), LINES, new=(Account(-1, "Dickenson plc"),))
LEFT = Qt.MouseButton.LeftButton


class FakeImporter:
    """Says what it is told to say, and keeps what it was asked."""

    encodings = ("utf-8", "cp1252")

    def __init__(self):
        self.looked, self.planned, self.applied, self.saved = [], [], [], []
        self.looks, self.answer = [LOOK], PLAN
        self.wait = None

    def fields(self, kind):
        return [("name", "Deal name"), ("value", "Value"), ("closed_on", "Closed on"), ("note", "Note")]

    def understood(self, kind, field, cells, day_first):
        return [f"{field} {cell}" if field != "name" else "" for cell in cells]

    def look(self, paths, answers, progress, cancelled):
        self.looked.append(answers)
        if self.looks is None:
            raise BadInput("opportunities.csv is empty.")
        return self.looks

    def plan(self, paths, answers, progress, cancelled):
        self.planned.append(answers)
        while self.wait is not None and not self.wait.wait(0.01):
            progress(1, 3)
        progress(3, 3)
        return self.answer(answers) if callable(self.answer) else self.answer

    def apply(self, plan):
        self.applied.append(plan)
        return Done(ChangeSet(Step(1, CLOCK.now(), "Import"), bulk=True), "Import")

    def save_rejected(self, plan, folder):
        self.saved.append(folder)
        return [folder / "opportunities.rejected.csv"]


class FakeShelf:
    """Keeps presets in a list, and refuses a name that is taken."""

    def __init__(self):
        self.own, self.removed, self.given = [], None, []

    def list(self):
        return PresetList(
            tuple(self.own), ("HubSpot",), ("The preset x.toml is not TOML.",) if self.given else ()
        )

    def save(self, name, look, columns):
        if any(one.name == name for one in self.own):
            raise BadInput(f"There is a preset called {name} already. Choose another name.")
        self.own.append(PresetLook(name, look.kind, len(columns), f"{name}.toml"))
        return self.list()

    def rename(self, name, new_name):
        self.own = [replace(one, name=new_name) if one.name == name else one for one in self.own]
        return self.list()

    def remove(self, name):
        self.removed = next(one for one in self.own if one.name == name)
        self.own.remove(self.removed)
        return self.list()

    def put_back(self):
        self.own.append(self.removed)
        return self.list()

    def take_in(self, paths):
        self.given += paths
        return self.list()

    def write_copy(self, name, path):
        self.given.append((name, path))
        return self.list()


@pytest.fixture
def window(theme, qtbot):
    importer, jobs = FakeImporter(), Jobs()
    made = ImportWindow(importer, FakeShelf(), jobs, [(1, "Pursuing"), (2, "In conversation")], theme)
    made.importer = importer
    qtbot.addWidget(made)
    made.open()
    yield made
    assert jobs.stop()
    qtbot.waitUntil(lambda: not jobs.busy)


def at(window, page, qtbot):
    qtbot.waitUntil(lambda: window._stack.currentWidget() is page)


def to_preview(window, qtbot):
    window.read([FILE])
    at(window, window.what_page, qtbot)
    qtbot.mouseClick(window.next_button, LEFT)
    at(window, window.preview_page, qtbot)


def cells(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_dropped_file_is_read_and_shown_for_what_it_seems(window, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/nowhere/opportunities.csv")])
    window.dropEvent(
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    )
    at(window, window.what_page, qtbot)
    assert window._title.text() == "Import: opportunities.csv"
    assert cells(window.what_page.table) == [
        ["NAME", "Dickenson plc · Grand Hotels", "Deal name", ""],
        ["AMOUNT", "15000 · 250000", "Value", "value 15000 · value 250000"],
        ["CLOSED", "9 Nov 2005", "not taken", ""],
    ]
    assert "A guess" in window.what_page._fields[1].problem


def test_another_encoding_reads_the_file_anew(window, qtbot):
    window.read([FILE])
    at(window, window.what_page, qtbot)
    window.what_page._encoding.setCurrentIndex(0)
    qtbot.waitUntil(lambda: len(window.importer.looked) == 2)
    assert window.importer.looked[-1].of(FILE).encoding == "utf-8"
    at(window, window.what_page, qtbot)


def test_a_column_is_mapped_by_hand(window, qtbot):
    window.read([FILE])
    at(window, window.what_page, qtbot)
    table = window.what_page.table
    index = table.model().index(2, 2)
    table.setCurrentIndex(index)
    box = table.findChild(QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == [
        "not taken",
        "Deal name",
        "Value",
        "Closed on",
        "Note",
    ]
    box.setCurrentIndex(3)
    box.activated.emit(3)
    assert index.data() == "Closed on"
    qtbot.mouseClick(window.next_button, LEFT)
    at(window, window.preview_page, qtbot)
    assert window.importer.planned[-1].of(FILE).columns == {
        "NAME": "name", "AMOUNT": "value", "CLOSED": "closed_on",
    }  # fmt: skip


def test_a_file_that_is_not_recognised_must_be_named_first(window, qtbot):
    window.importer.looks = [FileLook(FILE, "", None, "utf-8", True, ",", ("A",), (), 0, {})]
    window.read([FILE])
    at(window, window.what_page, qtbot)
    assert not window.next_button.isEnabled()
    assert "Not recognised" in window.what_page._fields[0].problem
    window.importer.looks = [LOOK]
    window.what_page._kind.choose("deals")
    qtbot.waitUntil(lambda: len(window.importer.looked) == 2)
    assert window.importer.looked[-1].of(FILE).kind is Kind.DEALS
    at(window, window.what_page, qtbot)
    assert window.next_button.isEnabled()


def test_the_preview_counts_filters_and_shows_every_line(window, qtbot):
    to_preview(window, qtbot)
    page = window.preview_page
    assert [button.text() for button in page._count_buttons.values()] == ["2 new", "1 rejected"]
    heads = [page.table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(6)]
    assert heads == ["Line", "Account", "Deal", "Amount", "Closed", "Becomes"]
    assert cells(page.table) == [
        ["2", "Dickenson plc", "Mobile generators", "$15,000", "9 Nov 2005", "new, won"],
        ["3", "Grand Hotels", "Guest portable generators", "$250,000", "", "lost deal, round 2 open"],
        ["9", "United Oil", "Refinery generators", "", "", "no such date: 30 Feb 2006"],
    ]
    qtbot.mouseClick(page._count_buttons["rejected"], LEFT)
    assert [row[0] for row in cells(page.table)] == ["9"]
    qtbot.mouseClick(page._count_buttons["rejected"], LEFT)
    assert len(cells(page.table)) == 3
    assert "one Undo takes it back" in window._lead.text()
    assert window.importer.applied == []


def test_apply_tells_what_was_done_and_offers_undo(window, qtbot):
    to_preview(window, qtbot)
    with qtbot.waitSignal(window.applied) as applied:
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        window.next_button.click()
    assert applied.args[0].label == "Import"
    assert window.importer.applied == [PLAN]
    at(window, window.done_page, qtbot)
    assert window.done_page._text.text() == "Deals: 2 new, 1 rejected.\nAccounts made along with them: 1."
    with qtbot.waitSignal(window.undo_wanted):
        qtbot.mouseClick(window.done_page.undo_button, LEFT)
    assert not window.isVisible()


def test_a_question_about_dates_is_asked_before_anything_is_planned(window, qtbot):
    asked = ImportPlan((PLANNED,), open_orders=(OpenOrder(0, "CLOSED", "03/04/2025"),))
    window.importer.answer = lambda answers: asked if answers.day_first is None else PLAN
    to_preview(window, qtbot)
    assert not window.next_button.isEnabled()
    assert "One question" in window._lead.text()
    flow = window.preview_page._questions.itemAt(0).widget().control
    assert "03/04/2025" in flow.accessibleName()
    qtbot.mouseClick(flow.button("day"), LEFT)
    qtbot.waitUntil(lambda: len(window.importer.planned) == 2)
    at(window, window.preview_page, qtbot)
    assert window.importer.planned[-1].day_first is True
    assert window.next_button.isEnabled()


def test_a_stage_of_theirs_is_given_a_column_of_ours(window, qtbot):
    window.importer.answer = ImportPlan(
        (PLANNED,), LINES, new=PLAN.new, stage_words=(StageWord("Negotiation", 12, 1),)
    )
    to_preview(window, qtbot)
    box = window.preview_page._questions.itemAt(0).widget().control
    assert box.currentText() == "Pursuing"
    box.choose("2")
    box.activated.emit(1)
    qtbot.waitUntil(lambda: len(window.importer.planned) == 2)
    assert window.importer.planned[-1].stages == {"Negotiation": 2}
    at(window, window.preview_page, qtbot)


def test_cancel_stops_the_work_and_escape_leaves_without_a_trace(window, qtbot):
    window.importer.wait = threading.Event()
    window.read([FILE])
    at(window, window.what_page, qtbot)
    qtbot.mouseClick(window.next_button, LEFT)
    at(window, window.busy_page, qtbot)
    qtbot.waitUntil(lambda: window.busy_page._bar.maximum() == 3)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    at(window, window.what_page, qtbot)
    assert window.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert window.importer.applied == []


def test_a_file_that_cannot_be_read_says_why(window, qtbot):
    window.importer.looks = None
    window.read([FILE])
    qtbot.waitUntil(lambda: window._problem.isVisible())
    assert window._problem.text() == "opportunities.csv is empty."
    assert window._stack.currentWidget() is window.choose_page


def test_rejected_lines_are_saved_where_the_rep_says(window, qtbot, tmp_path):
    to_preview(window, qtbot)
    assert window.save_button.isVisible()
    window.save_rejected(tmp_path)
    at(window, window.preview_page, qtbot)
    assert window.importer.saved == [tmp_path]
    assert window._lead.text() == "The rejected lines are in opportunities.rejected.csv."


def test_what_is_on_the_board_already_cannot_be_applied_again(window, qtbot):
    line = PlannedLine(0, 2, Kind.DEALS, LineOutcome.UNCHANGED, "Dickenson plc")
    window.importer.answer = ImportPlan((PLANNED,), (line,))
    to_preview(window, qtbot)
    assert not window.next_button.isEnabled()
    assert "on the board already" in window._lead.text()


def test_answers_are_kept_file_by_file():
    answers = Answers().with_file(FILE, FileAnswer("cp1252")).with_file(Path("b"), FileAnswer("utf-8"))
    assert answers.of(FILE).encoding == "cp1252"
    assert answers.of(Path("c")) == FileAnswer()


def test_a_sheet_can_be_left_out_and_has_no_delimiter(window, qtbot):
    book = Path("book.xlsx")
    deals = replace(LOOK, path=book / "Deals", name="book.xlsx: Deals", delimiter="", encoding="")
    legend = replace(deals, path=book / "Legend", name="book.xlsx: Legend", kind=None, columns={})
    window.importer.looks = [deals, legend]
    window.read([book])
    at(window, window.what_page, qtbot)
    page = window.what_page
    assert not window.next_button.isEnabled()
    assert page._files.itemText(1) == "book.xlsx: Legend"
    assert page._fields[1].isHidden()
    assert page._fields[2].isHidden()
    page._files.setCurrentIndex(1)
    window.importer.looks = [deals, replace(legend, left_out=True)]
    page._kind.setCurrentIndex(page._kind.findData("left_out"))
    qtbot.waitUntil(lambda: len(window.importer.looked) == 2)
    assert window.importer.looked[1].of(book / "Legend") == FileAnswer(left_out=True)
    qtbot.waitUntil(window.next_button.isEnabled)


def test_the_rep_says_which_addresses_are_their_own(window, qtbot):
    def answer(answers):
        return PLAN if answers.mine else ImportPlan((PLANNED,), asks_own=("me@rep.example", "x@y.example"))

    window.importer.answer = answer
    to_preview(window, qtbot)
    assert not window.next_button.isEnabled()
    line = window.preview_page.findChild(QLineEdit, "importOwnAddresses")
    assert line.text() == "me@rep.example"
    line.setText("ME@rep.example; other@rep.example, nonsense")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.importer.planned) == 2)
    assert window.importer.planned[1].mine == ("me@rep.example", "other@rep.example")
    qtbot.waitUntil(window.next_button.isEnabled)


SAME, NEW, SKIP = DoubtAnswer.SAME, DoubtAnswer.NEW, DoubtAnswer.SKIP
DOUBTS = (
    Doubt("a", 0, 2, Kind.ACCOUNTS, "Dickenson plc", "Dickenson Ltd", "the same name but for its form",
          (DoubtFact("Account", "Dickenson plc", "Dickenson Ltd"), DoubtFact("Industry", "", "Energy")),
          SAME),
    Doubt("b", 0, 3, Kind.DEALS, "Guest portable generators", "Portable generators", "nearly the same title",
          (DoubtFact("Account", "Grand Hotels", "Grand Hotels"),), NEW),
)  # fmt: skip


@pytest.fixture
def doubtful(window, qtbot):
    """The window at the preview of a plan with two doubts, which takes answers."""

    def answer(answers):
        said = tuple(replace(doubt, answer=answers.doubts.get(doubt.key)) for doubt in DOUBTS)
        return replace(PLAN, doubts=said)

    window.importer.answer = answer
    to_preview(window, qtbot)
    return window


def to_doubts(window, qtbot):
    qtbot.keyClick(window.preview_page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window._stack.currentWidget() is window.doubts_page


def listed(window):
    model = window.doubts_page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_lines_in_doubt_have_a_chip_of_their_own_and_the_counts_add_up(doubtful, qtbot):
    page = doubtful.preview_page
    assert [button.text() for button in page._count_buttons.values()] == ["2 to decide", "1 rejected"]
    assert [row[-1] for row in cells(page.table)][:2] == [
        "same as Dickenson Ltd?",
        "new, or Portable generators?",
    ]
    qtbot.mouseClick(page._count_buttons["decide"], LEFT)
    assert [row[0] for row in cells(page.table)] == ["2", "3"]
    assert doubtful.next_button.isEnabled()


def test_both_sides_stand_beside_each_other_with_a_mark_where_they_differ(doubtful, qtbot):
    to_doubts(doubtful, qtbot)
    page = doubtful.doubts_page
    assert cells(page.table) == [
        ["Account", "Dickenson plc", "≠", "Dickenson Ltd"],
        ["Industry", "–", "", "Energy"],
    ]
    assert page._place.text() == "1 of 2 · opportunities.csv, line 2"
    assert page._why.text() == "The same name but for its form."
    assert page._stands.text() == "Not decided: it is taken for the same."
    assert page.table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "differs"


def test_a_key_decides_and_goes_on_to_the_next(doubtful, qtbot):
    to_doubts(doubtful, qtbot)
    page = doubtful.doubts_page
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    assert page.list.currentIndex().row() == 1
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    assert listed(doubtful) == ["Dickenson plc: new", "Guest portable generators: left out"]
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert page._stands.text() == "You said: new."
    qtbot.mouseClick(doubtful.next_button, LEFT)
    qtbot.waitUntil(lambda: len(doubtful.importer.planned) == 2)
    at(doubtful, doubtful.preview_page, qtbot)
    assert doubtful.importer.planned[-1].doubts == {"a": NEW, "b": SKIP}
    texts = [button.text() for button in doubtful.preview_page._count_buttons.values()]
    assert texts == ["2 new", "1 rejected"]


def test_all_are_decided_at_once(doubtful, qtbot):
    to_doubts(doubtful, qtbot)
    qtbot.keyClick(doubtful.doubts_page.list, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert listed(doubtful) == ["Dickenson plc: the same", "Guest portable generators: the same"]
    qtbot.mouseClick(doubtful.doubts_page.all_new, LEFT)
    assert set(doubtful.doubts_page.answers.values()) == {NEW}


def test_going_back_to_the_files_loses_nothing_that_was_said(doubtful, qtbot):
    window = doubtful
    to_doubts(window, qtbot)
    qtbot.keyClick(window.doubts_page.list, Qt.Key.Key_S)
    qtbot.mouseClick(window.back_button, LEFT)
    at(window, window.preview_page, qtbot)
    window.preview_page.day_first = True
    window.preview_page.stage_answers["Negotiation"] = 2
    qtbot.mouseClick(window.back_button, LEFT)
    at(window, window.what_page, qtbot)
    model = window.what_page.table.model()
    assert model.setData(model.index(2, 2), "closed_on")
    qtbot.mouseClick(window.back_button, LEFT)
    at(window, window.choose_page, qtbot)
    assert window.choose_page.paths == (FILE,)
    assert window.next_button.text() == "Continue"
    qtbot.mouseClick(window.next_button, LEFT)
    at(window, window.what_page, qtbot)
    qtbot.mouseClick(window.next_button, LEFT)
    at(window, window.preview_page, qtbot)
    said = window.importer.planned[-1]
    assert said.of(FILE).columns == {"NAME": "name", "AMOUNT": "value", "CLOSED": "closed_on"}
    assert (said.day_first, said.stages, said.doubts) == (True, {"Negotiation": 2}, {"a": SAME})


def test_a_file_dropped_later_comes_beside_the_others_and_what_was_said_stays(window, qtbot):
    window.read([FILE])
    at(window, window.what_page, qtbot)
    model = window.what_page.table.model()
    assert model.setData(model.index(2, 2), "closed_on")
    window.read([Path("people.csv")])
    at(window, window.what_page, qtbot)
    assert window.choose_page.paths == (FILE, Path("people.csv"))
    assert window.importer.looked[-1].of(FILE).columns is not None
    qtbot.mouseClick(window.back_button, LEFT)
    window.choose_page.list.setCurrentRow(1)
    window.choose_page.list.setFocus()
    qtbot.keyClick(window.choose_page.list, Qt.Key.Key_Delete)
    assert window.choose_page.paths == (FILE,)


def test_escape_asks_only_where_what_was_decided_would_be_lost(doubtful, qtbot):
    to_doubts(doubtful, qtbot)
    qtbot.keyClick(doubtful.doubts_page.list, Qt.Key.Key_S)
    qtbot.keyClick(doubtful, Qt.Key.Key_Escape)
    box = doubtful.findChild(QMessageBox, "importLeave")
    assert box.isVisible()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert doubtful.isVisible()
    qtbot.keyClick(doubtful, Qt.Key.Key_Escape)
    for again in doubtful.findChildren(QMessageBox, "importLeave"):
        if again.isVisible():
            again.button(QMessageBox.StandardButton.Discard).click()
    assert not doubtful.isVisible()
    assert doubtful.importer.applied == []


def test_an_answered_question_stays_in_sight_and_can_be_answered_anew(window, qtbot):
    asked = ImportPlan((PLANNED,), open_orders=(OpenOrder(0, "CLOSED", "03/04/2025"),))
    worded = replace(PLAN, stage_words=(StageWord("Negotiation", 12, 1),))

    def answer(answers):
        if answers.day_first is None:
            return asked
        return PLAN if answers.stages else worded

    window.importer.answer = answer
    to_preview(window, qtbot)
    page = window.preview_page
    qtbot.mouseClick(page._questions.itemAt(0).widget().control.button("day"), LEFT)
    qtbot.waitUntil(lambda: len(window.importer.planned) == 2)
    at(window, page, qtbot)
    box = page._questions.itemAt(1).widget().control
    box.choose("2")
    box.activated.emit(1)
    qtbot.waitUntil(lambda: len(window.importer.planned) == 3)
    at(window, page, qtbot)
    assert page._questions.itemAt(0).widget().control.one == "day"
    assert page._questions.itemAt(1).widget().control.currentText() == "In conversation"
    qtbot.mouseClick(page._questions.itemAt(0).widget().control.button("month"), LEFT)
    qtbot.waitUntil(lambda: len(window.importer.planned) == 4)
    assert window.importer.planned[-1].day_first is False
    at(window, page, qtbot)


def test_columns_that_come_to_nothing_are_named_under_the_preview(window, qtbot):
    header = tuple(f"C{n}" for n in range(12))
    window.importer.answer = replace(PLAN, files=(replace(PLANNED, header=header, columns={"C0": "name"}),))
    to_preview(window, qtbot)
    said = window.preview_page._notes.text()
    assert said.startswith("Not taken from opportunities.csv: C1, C2")
    assert said.endswith("C6 and 5 more.")


def test_lines_of_one_kind_can_be_looked_at_alone(window, qtbot):
    person = PlannedLine(0, 4, Kind.CONTACTS, LineOutcome.CREATED, "Kim Lee", "new contact at X", account="X")
    window.importer.answer = replace(PLAN, lines=(*LINES, person))
    to_preview(window, qtbot)
    page = window.preview_page
    flow = page._kind_row.itemAt(0).widget()
    assert flow.button("").text() == "All 4"
    assert [button.text() for button in page._count_buttons.values()] == ["3 new", "1 rejected"]
    qtbot.mouseClick(flow.button("contacts"), LEFT)
    assert [button.text() for button in page._count_buttons.values()] == ["1 new"]
    assert cells(page.table) == [["4", "X", "Kim Lee", "new contact at X"]]


def test_a_mapping_is_saved_as_a_preset_and_can_be_chosen(window, qtbot):
    window.read([FILE])
    at(window, window.what_page, qtbot)
    page = window.what_page
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.keyClicks(page.preset_name, "Our ERP")
    qtbot.keyClick(page.preset_name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._preset.findData("Our ERP") >= 0)
    assert "known from now on" in page._told.text()
    assert window._shelf.own == [PresetLook("Our ERP", Kind.DEALS, 2, "Our ERP.toml")]
    page._preset.setCurrentIndex(page._preset.findData("Our ERP"))
    qtbot.waitUntil(lambda: len(window.importer.looked) == 2)
    assert window.importer.looked[-1].of(FILE) == FileAnswer(preset="Our ERP")
    at(window, page, qtbot)
    assert page._preset.key == "Our ERP"
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.keyClicks(page.preset_name, "Our ERP")
    qtbot.keyClick(page.preset_name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "already" in window._problem.text())


def test_presets_are_renamed_removed_put_back_and_given_away(window, qtbot):
    window._shelf.own = [PresetLook("Our ERP", Kind.DEALS, 2, "our-erp.toml")]
    window.read([FILE])
    at(window, window.what_page, qtbot)
    qtbot.mouseClick(window.what_page.presets_button, LEFT)
    list_window = window.findChild(PresetsWindow)
    qtbot.waitUntil(lambda: list_window.table.rowCount() == 1)
    assert list_window.name_edit.text() == "Our ERP"
    list_window.name_edit.setText("Their ERP")
    qtbot.keyClick(list_window.name_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list_window.table.item(0, 0).text() == "Their ERP")
    qtbot.mouseClick(list_window.remove_button, LEFT)
    qtbot.waitUntil(list_window.back_button.isVisible)
    assert not list_window.remove_button.isEnabled()
    qtbot.mouseClick(list_window.back_button, LEFT)
    qtbot.waitUntil(lambda: list_window.table.rowCount() == 1)
    list_window.write_copy("Their ERP", Path("copy.toml"))
    qtbot.waitUntil(lambda: "x.toml is not TOML" in list_window._problem.text())
    assert window._shelf.given == [("Their ERP", Path("copy.toml"))]
    list_window.reject()
    qtbot.waitUntil(lambda: window.what_page._preset.findData("Their ERP") >= 0)


def test_the_rest_of_the_columns_is_kept_in_the_note(window, qtbot):
    window.read([FILE])
    at(window, window.what_page, qtbot)
    page = window.what_page
    qtbot.mouseClick(page.rest_button, LEFT)
    assert cells(page.table)[2][2] == "Note"
    assert not page.rest_button.isEnabled()
    assert page.answers.of(FILE).columns["CLOSED"] == "note"


LETTERS = FileLook(
    Path("in.mbox"), "E-mail", Kind.TOUCHES, "", True, "", ("id", "at"), (("1@x.example", "2026-02-02"),), 1,
    {"id": "id", "at": "at"}, source="mail",
)  # fmt: skip


def look_at(window, qtbot, *looks):
    window.importer.looks = list(looks)
    window.read([looks[0].path])
    at(window, window.what_page, qtbot)


def test_keeping_attachments_is_asked_only_where_messages_have_some(window, qtbot):
    box = window.what_page.keep_box
    look_at(window, qtbot, LOOK)
    assert not box.isVisible()
    look_at(window, qtbot, replace(LETTERS, attached=1))
    assert box.isVisible()
    assert not box.isChecked()
    assert box.text() == "Keep attachments (1 file came with these messages)"
    look_at(window, qtbot, replace(LETTERS, attached=1200, left_out=True), replace(LETTERS, attached=3))
    assert box.text() == "Keep attachments (3 files came with these messages)"


def test_what_the_rep_says_of_attachments_is_planned_with(window, qtbot):
    look_at(window, qtbot, replace(LETTERS, attached=2))
    assert window.what_page.answers.keep_attachments is None
    qtbot.keyClick(window.what_page.keep_box, Qt.Key.Key_Space)
    qtbot.mouseClick(window.next_button, LEFT)
    at(window, window.preview_page, qtbot)
    assert window.importer.planned[-1].keep_attachments is True


def test_a_board_that_keeps_attachments_has_them_ticked(window, qtbot):
    look_at(window, qtbot, replace(LETTERS, attached=2, keeps=True))
    assert window.what_page.keep_box.isChecked()
    window.what_page.keep_box.click()
    assert window.what_page.answers.keep_attachments is False
    look_at(window, qtbot, replace(LETTERS, attached=2, keeps=True))
    assert not window.what_page.keep_box.isChecked()
