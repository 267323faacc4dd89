"""Workbooks: each sheet a table of its own, and nothing in one that fills the memory or runs."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, Contact, Employment
from dreamboard.exchange import workbook_limits
from dreamboard.exchange.importing import Choices, FileChoice, read_files
from dreamboard.exchange.workbooks import read_workbook
from dreamboard.exchange.xlsx import Sheet, write_xlsx
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import ImportDesk, counts
from tests.fuzz.readers import XLSX
from tests.fuzz.seeds import ODS, SHEET, open_document

ACCOUNTS = Sheet(
    "Accounts", ["Account Name", "Website", "Industry"], [["Teller Foods", "teller.example", "Food"]]
)
PEOPLE = Sheet(
    "People",
    ["First Name", "Last Name", "Email", "Account Name"],
    [
        ["Dana", "Fox", "dana@teller.example", "Teller Foods"],
        ["Bo", "Li", "bo@teller.example", "Teller Foods"],
    ],
)
NOTES = Sheet("Legend", ["Colour", "Meaning"], [["=1+1", "because"]])


def written(path, *sheets):
    with path.open("wb") as file:
        write_xlsx(file, sheets)
    return path


def ods(rows: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            '<?xml version="1.0"?><office:document-content'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="One">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def ods_row(*cells: str) -> str:
    shown = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in cells
    )
    return f"<table:table-row>{shown}</table:table-row>"


@pytest.mark.parametrize(
    ("name", "sheets"),
    [("dummy.xls", [1]), ("dummy.xlsx", [1]), ("sheets.xls", [5, 1]), ("test.xls", [5]), ("test.xlsx", [5])],
)
def test_the_shared_workbooks_are_read_sheet_by_sheet(shared_data, name, sheets):
    data = (shared_data / "csv" / "csvkit" / name).read_bytes()
    tables = read_workbook(data, name)
    assert [len(table.records) for table in tables] == sheets
    if name.startswith("test"):
        assert tables[0].records[0].cells == (
            "Chicago Reader", "1971-01-01", "40", "true", "1", "1971-01-01 04:14:00",
        )  # fmt: skip


def test_each_sheet_is_a_kind_of_its_own_and_strange_ones_are_left_out(tmp_path):
    desk = ImportDesk()
    path = written(tmp_path / "book.xlsx", PEOPLE, NOTES, ACCOUNTS)
    plan = desk.take(path)
    assert counts(plan, Kind.ACCOUNTS) == {"created": 1}
    assert counts(plan, Kind.CONTACTS) == {"created": 2}
    assert plan.notes == ("book.xlsx: Legend is left out.",)
    assert [file.name for file in plan.files] == ["book.xlsx: People", "book.xlsx: Accounts"]
    assert {one.name for one in desk.all(Contact)} == {"Dana Fox", "Bo Li"}
    assert len(desk.all(Employment)) == 2
    assert desk.one(Account).domain == "teller.example"
    assert desk.plan(path).changes_nothing


def test_what_the_rep_said_of_one_sheet_is_taken(tmp_path):
    path = written(tmp_path / "book.xlsx", ACCOUNTS, NOTES)
    said = Choices(
        files={
            str(path / "Accounts"): FileChoice(left_out=True),
            str(path / "Legend"): FileChoice(
                kind=Kind.ACCOUNTS, columns={"Colour": "name", "Meaning": "note"}
            ),
        }
    )
    desk = ImportDesk()
    desk.take(path, choices=said)
    assert desk.one(Account).name == "=1+1"
    assert desk.one(Account).note == "because"


def test_an_open_document_sheet_is_read(tmp_path):
    path = tmp_path / "people.ods"
    path.write_bytes(ods(ods_row("Name", "Email") + ods_row("Dana Fox", "dana@x.example")))
    desk = ImportDesk()
    desk.take(path)
    assert desk.one(Contact).emails == ("dana@x.example",)


def test_the_empty_cells_that_a_spreadsheet_leaves_below_do_no_harm():
    rest = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = read_workbook(ods(ods_row("Name", "Email") + ods_row("Dana", "d@x.example") + rest), "a.ods")[0]
    assert len(table.records) == 1


@pytest.mark.parametrize(
    "rows",
    [
        ods_row("a") + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
        ' table:number-columns-repeated="16000"/></table:table-row><table:table-row><table:table-cell'
        ' table:number-columns-repeated="16000"/><table:table-cell><text:p>x</text:p></table:table-cell>'
        "</table:table-row>",
        (
            '<table:table-row><table:table-cell office:value="1" table:number-columns-repeated="999999999"/>'
            "</table:table-row>"
        ),
    ],
)
def test_a_sheet_that_spans_the_world_is_refused(rows):
    with pytest.raises(BadInput, match="spans"):
        read_workbook(ods(rows), "wide.ods")


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        '<row><c r="A1"><v>1</v></c><c r="ZZZZZZ999999999"><v>2</v></c></row>',
        '<row r="900000000"><c><v>1</v></c><c><v>1</v></c></row>',
    ],
)
def test_a_workbook_with_cells_far_apart_is_refused(tmp_path, cells):
    path = written(tmp_path / "far.xlsx", ACCOUNTS)
    made = tmp_path / "made.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part).decode()
            if "worksheets" in part.filename:
                content = (
                    content[: content.index("<sheetData>")] + f"<sheetData>{cells}</sheetData></worksheet>"
                )
            new.writestr(part.filename, content)
    with pytest.raises(BadInput, match=r"made\.xlsx: a sheet spans"):
        read_files([made])


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="ABCDEFGHIJKLMNOPQRSTUVWXYZ1"><v>1</v></c></row>',
        "<row><c t='n' r = 'ABCDEFGHIJ1'><v>1</v></c></row>",
        '<row><c x=">" r="ABCDEFGHIJ1"><v>1</v></c></row>',
        '<row><!-- <c a=" --><c r="ABCDEFGHIJ1"><v>1</v></c></row>',
        '<row><c x="<" r="ABCDEFGHIJ1"><v>1</v></c></row>',
        '<row><z.z:c r="ABCDEFGHIJ1"><v>1</v></z.z:c></row>',
        '<row><c r="A99999999999"><v>1</v></c></row>',
        '<row><c r="A&#49;"><v>1</v></c></row>',
    ],
)
def test_a_place_that_is_none_is_refused_before_room_is_made_for_it(tmp_path, cells):
    """The reader reckons with any letters and digits; room for what it comes to would end the program."""
    content = SHEET[: SHEET.index("<row")] + cells + "</sheetData></worksheet>"
    path = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, part in (XLSX | {"xl/worksheets/sheet1.xml": content}).items():
            package.writestr(name, part)
    with pytest.raises(BadInput, match=r"odd\.xlsx cannot be unpacked: .*(place|closed|whole)"):
        read_files([path])


@pytest.mark.parametrize(
    "cell",
    [
        '<table:table-cell office:value="1" table:number-columns-repeated="+999999999"/>',
        '<table:table-cell office:value="1" table:number-columns-repeated="&#57;99999999"/>',
        '<table:table-cell x=">" office:value="1" table:number-columns-repeated="99999999999"/>',
        '<table:table-cell office:value="<" table:number-columns-repeated="999999999"/>',
    ],
)
def test_a_count_of_repeats_that_is_none_is_refused(cell):
    with pytest.raises(BadInput, match=r"odd\.ods cannot be unpacked: .*(repeated|closed|whole)"):
        read_workbook(ods(f"<table:table-row>{cell}</table:table-row>"), "odd.ods")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("</table:table>", "</table:tabel>", "not whole"),
        ("</office:document-content>", "", "not whole"),
        ("?>", "?><!DOCTYPE x>", "document type"),
        ("<table:table ", "\0<table:table ", "UTF-8|not whole"),
    ],
)
def test_a_part_that_is_not_whole_is_refused_before_its_end_is_looked_for(old, new, words):
    """For ever, in one case, and where nothing can cancel it."""
    data = open_document(ODS.replace(old, new, 1))
    with pytest.raises(BadInput, match=rf"odd\.ods cannot be unpacked: a part of it .*({words})"):
        read_workbook(data, "odd.ods")


@pytest.mark.parametrize("times", [10_001, 99_999_999])
def test_a_line_repeated_without_end_is_refused(times):
    row = f'<table:table-row table:number-rows-repeated="{times}">{ods_row("a", "b")[17:]}'
    with pytest.raises(BadInput, match=f"a line in it is repeated {times:,} times"):
        read_workbook(ods(row), "odd.ods")


def test_a_zip_bomb_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_limits, "MAX_UNPACKED", 1_000_000)
    path = written(tmp_path / "bomb.xlsx", Sheet("a", ["Company"], [["x" * 30_000]] * 100))
    assert path.stat().st_size < 30_000
    with pytest.raises(BadInput, match=r"bomb\.xlsx unpacks to more than"):
        read_files([path])


def test_files_that_only_look_like_workbooks_are_refused_in_words(tmp_path):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("letter.txt", "hello")
    binary = tmp_path / "a.xlsb"
    with zipfile.ZipFile(binary, "w") as package:
        package.writestr("xl/workbook.bin", "x")
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(written(tmp_path / "whole.xlsx", ACCOUNTS).read_bytes()[:400])
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    empty = written(tmp_path / "empty.xlsx", Sheet("a", [], []))
    for path, words in (
        (archive, "not a workbook"),
        (binary, "binary workbook"),
        (cut, "cannot be unpacked"),
        (old, "cannot be read as a workbook"),
        (empty, "is empty"),
    ):
        with pytest.raises(BadInput, match=words):
            read_files([path])


def test_a_part_without_a_name_is_passed_over(tmp_path):
    path = written(tmp_path / "a.xlsx", ACCOUNTS)
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(nameless, b"")
    assert len(read_files([path])[0].table.records) == 1


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_parts_packed_as_no_workbook_is_are_not_unpacked(tmp_path, packed):
    path = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path, "w", packed) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(BadInput, match=r"odd\.xlsx is packed in a way"):
        read_files([path])


def test_what_is_written_comes_back(tmp_path):
    rows = [["=1+1", "+44 20 7946 0000", "007"], ["<b>&amp;", "a\nb", "\x00x\ud800"], [None, -12, 1.5]]
    path = written(
        tmp_path / "a.xlsx",
        Sheet("a/b:c" * 9, ["One", "Two", "Three"], rows),
        Sheet("a b c", ["One"], [["1"]]),
    )
    first, second = read_files([path], Choices(kind=Kind.ACCOUNTS))
    assert [record.cells for record in first.table.records] == [
        ("=1+1", "+44 20 7946 0000", "007"),
        ("<b>&amp;", "a\nb", "x"),
        ("", "-12", "1.5"),
    ]
    assert second.table.part == "a b c"


@settings(max_examples=60, deadline=2_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 4_000), byte=st.binary(min_size=1, max_size=4), cut=st.integers(0, 4_000))
@pytest.mark.parametrize("name", ["dummy.xls", "dummy.xlsx"])
def test_a_damaged_workbook_is_read_or_refused_in_words(shared_data, name, place, byte, cut):
    data = bytearray((shared_data / "csv" / "csvkit" / name).read_bytes())
    place %= len(data)
    data[place : place + len(byte)] = byte
    try:
        read_workbook(bytes(data[: len(data) - cut % 200]), name)
    except BadInput as error:
        told = str(error)
        assert name in told


def test_an_old_sheet_that_claims_to_span_more_than_it_can_is_refused(shared_data):
    """The reader would make room for it at once, and the program would end there."""
    data = bytearray((shared_data / "csv" / "csvkit" / "dummy.xls").read_bytes())
    at = data.index(b"\x00\x02\x0e\x00")
    data[at + 8 : at + 12] = b"\xff\xff\xff\x7f"
    with pytest.raises(BadInput, match=r"dummy\.xls: a sheet spans"):
        read_workbook(bytes(data), "dummy.xls")
