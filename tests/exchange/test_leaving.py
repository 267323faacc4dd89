"""What other programs read: a workbook, an address book, a calendar of plans; and how it comes back."""

import io
import stat
import zipfile
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Contact
from dreamboard.domain.values import Channel
from dreamboard.exchange.calendars import Window, read_calendar
from dreamboard.exchange.leaving import export_contacts, export_plans, export_workbook
from dreamboard.exchange.vcards import read_vcards
from dreamboard.exchange.workbooks import read_workbook
from dreamboard.exchange.xlsx import Sheet, write_xlsx
from dreamboard.services.commands import AddPursuit, NewContact, PlanTouch
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import Asked, ImportDesk, counts

NAME = "Dana; Fox, Jr. \\ " + "Ä" * 60


@pytest.fixture
def desk():
    made = ImportDesk()
    contact = NewContact(
        NAME, "Head, Docks", emails=("dana@teller.example",), telephones=("+44 20 7946 0000",)
    )
    card = made.run(AddPursuit("Teller; Foods", title="=Pumps", contact=contact, note="a\nb")).made[0]
    made.run(
        PlanTouch((card,), date(2026, 3, 9), Channel.CALL, made.one(Contact).id, text="Ask, then; listen")
    )
    return made


def test_contacts_come_back_from_their_address_book(desk, tmp_path):
    path = tmp_path / "all.vcf"
    assert export_contacts(Asked(desk), path) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    (record,) = read_vcards(text, "all.vcf")[0].records
    assert record.cells[:3] == ("dreamboard-contact-1", NAME, "Head, Docks")
    assert record.cells[3:6] == ("Teller; Foods", "dana@teller.example", "+44 20 7946 0000")
    assert counts(desk.plan(path), Kind.CONTACTS) == {"unchanged": 1}
    fresh = ImportDesk()
    fresh.take(path)
    assert fresh.one(Contact).name == NAME


def test_open_plans_are_a_calendar(desk, tmp_path):
    path = tmp_path / "plans.ics"
    assert export_plans(Asked(desk), path, desk.clock.now()) == 1
    text = path.read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    (record,) = read_calendar(text, "plans.ics", Window.around(date(2026, 3, 2))).records
    assert record.cells[1] == "2026-03-09"
    assert record.cells[4] == f"Call {NAME}, Teller; Foods, =Pumps"
    assert record.cells[5] == "Ask, then; listen"
    again = tmp_path / "again.ics"
    export_plans(Asked(desk), again, desk.clock.now())
    assert again.read_bytes() == text


def test_a_workbook_has_a_sheet_for_each_kind(desk, tmp_path):
    path = tmp_path / "all.xlsx"
    rows = export_workbook(Asked(desk), path)
    tables = {table.part: table for table in read_workbook(path.read_bytes(), "all.xlsx")}
    assert sum(len(table.records) for table in tables.values()) == rows
    assert len(tables["Stage"].records) == 6
    title = tables["Pursuit"].header.index("title")
    assert tables["Pursuit"].records[0].cells[title] == "=Pumps"


INSIDE_XML = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\r\n_x00AF41=+-@'"),
    min_size=1,
    max_size=20,
)


@example(["=1+1", "+44 20 7946 0958", "-12.50", "@handle", "'=x", "=cmd|' /C calc'!A0", "＝1", "0012"])
@example(["_x0041_", "_x005F_x0041_", "_x000D_", "a\rb", "a\r\nb", "\t=1", " lead "])
@given(st.lists(INSIDE_XML, min_size=1, max_size=8))
def test_every_text_comes_back_from_a_workbook_as_it_was(texts):
    file = io.BytesIO()
    write_xlsx(file, [Sheet("S", ("text", "end"), [(text, "end") for text in texts])])
    (table,) = read_workbook(file.getvalue(), "all.xlsx")
    assert [record.cells[0] for record in table.records] == texts


def test_no_cell_of_a_workbook_is_a_formula():
    file = io.BytesIO()
    write_xlsx(file, [Sheet("S", ("text",), [("=1+1",), ("=cmd|' /C calc'!A0",)])])
    with zipfile.ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('t="inlineStr"') == 3


@pytest.mark.parametrize("write", [export_contacts, export_workbook])
def test_where_nothing_can_be_written_is_told(desk, tmp_path, write):
    with pytest.raises(BadInput, match="cannot be written"):
        write(Asked(desk), tmp_path / "nowhere" / "a.file")
