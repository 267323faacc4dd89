"""Text tables of unknown making."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.exchange import opening, tables
from dreamboard.exchange.tables import parse_table, read_table


def rows(table):
    return [record.cells for record in table.records]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = "\n".join(delimiter.join(cells) for cells in (["Name", "Note"], ["Acme", "a, b"], ["Bolt", "c"]))
    text = text.replace("a, b", '"a, b"')
    table = parse_table(text.encode(), "t.csv")
    assert table.delimiter == delimiter
    assert rows(table) == [("Acme", "a, b"), ("Bolt", "c")]


def test_a_delimiter_inside_quotes_does_not_count():
    table = parse_table(b'Name;Note\nAcme;"a,b,c,d"\nBolt;"e,f,g,h"\n', "t.csv")
    assert table.delimiter == ";"


def test_excels_own_first_line_names_the_delimiter():
    table = parse_table(b"sep=;\nName;Note\nAcme, Inc;x\n", "t.csv")
    assert (table.delimiter, table.header, table.header_line) == (";", ("Name", "Note"), 2)
    assert table.records[0].line == 3


@pytest.mark.parametrize(
    ("data", "encoding", "sure"),
    [
        ("Näme,x\n1,2".encode(), "utf-8", True),
        ("Näme,x\n1,2".encode("utf-8-sig"), "utf-8", True),
        ("Näme,x\n1,2".encode("utf-16"), "utf-16", True),
        ("Näme,xx\n1,2\n3,4".encode("utf-16-le"), "utf-16-le", True),
        ("Näme,x\n1,2".encode("cp1252"), "cp1252", False),
    ],
)
def test_the_encoding_is_found(data, encoding, sure):
    table = parse_table(data, "t.csv")
    if encoding == "utf-16-le":
        assert table.header[0] == "Näme"
        return
    assert (table.encoding, table.encoding_sure, table.header[0]) == (encoding, sure, "Näme")


def test_the_rep_can_choose_another_encoding():
    data = "Name;Miasto\nŁukasz;Łódź".encode("cp1250")
    assert parse_table(data, "t.csv").encoding_sure is False
    assert rows(parse_table(data, "t.csv", "cp1250")) == [("Łukasz", "Łódź")]


def test_lines_before_the_header_are_skipped_and_lines_keep_their_numbers():
    text = (
        'Notes:\n"When exporting your connection data, some are missing."\n\n'
        "First Name,Last Name,URL,Company\nAda,Byron,http://x,Engines\n"
    )
    table = parse_table(text.encode(), "Connections.csv")
    assert table.header == ("First Name", "Last Name", "URL", "Company")
    assert table.header_line == 4
    assert table.records[0].line == 5


def test_a_record_over_several_lines_is_numbered_by_its_first():
    table = parse_table(b'a,b\n1,"x\ny\nz"\n2,w\n', "t.csv")
    assert [record.line for record in table.records] == [2, 5]


def test_columns_without_a_name_or_with_the_same_are_told_apart():
    table = parse_table(b"Amount,,Amount,Amount\n1,2,3,4\n", "t.csv")
    assert table.header == ("Amount", "Column 2", "Amount (2)", "Amount (3)")


def test_a_header_alone_is_a_table_without_lines():
    assert parse_table(b"Name,Website\n", "t.csv").records == ()


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_in_words(data):
    with pytest.raises(BadInput, match=r"t\.csv is empty"):
        parse_table(data, "t.csv")


def test_zero_bytes_in_text_are_dropped():
    assert rows(parse_table(b"a,b\n1\x00,2\n", "t.csv")) == [("1", "2")]


def test_a_cell_of_a_million_characters_is_read():
    table = parse_table(b'a,b\n1,"' + b"x" * 1_000_000 + b'"\n', "t.csv")
    assert len(table.records[0].cells[1]) == 1_000_000


def test_a_quotation_mark_left_open_names_its_line(monkeypatch):
    monkeypatch.setattr(tables, "MAX_CELL", 1_000)
    with pytest.raises(BadInput, match=r"t\.csv, line 3: .*quotation mark"):
        parse_table(b'a,b\n1,2\n3,"open' + b"\nx,y" * 1_000, "t.csv")


def test_a_header_of_a_hundred_thousand_columns_is_refused():
    with pytest.raises(BadInput, match="100,000 columns"):
        parse_table(b",".join(b"c%d" % number for number in range(100_000)) + b"\n", "t.csv")


@pytest.mark.parametrize("data", [b"PK\x03\x04zip", b"%PDF-1.7", b"\x89PNG\r\n", b"SQLite format 3\x00"])
def test_a_file_that_is_no_text_says_what_it_is(data):
    with pytest.raises(BadInput, match="not a text table"):
        parse_table(data, "t.csv")


def test_a_missing_file_and_a_folder_are_refused_in_words(tmp_path):
    with pytest.raises(BadInput, match="There is no file"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(BadInput, match="is a folder"):
        read_table(tmp_path)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 10)
    (tmp_path / "big.csv").write_bytes(b"x" * 11)
    with pytest.raises(BadInput, match="split the file"):
        read_table(tmp_path / "big.csv")


def test_reading_can_be_cancelled():
    data = b"a,b\n" + b"1,2\n" * 5_000
    with pytest.raises(BadInput, match="cancelled"):
        parse_table(data, "t.csv", cancelled=lambda: True)


def test_the_spectrum_of_csv_files_is_read_as_it_says(shared_data):
    folder = shared_data / "csv" / "csv-spectrum"
    for path in sorted((folder / "csvs").glob("*.csv")):
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text())
        table = read_table(path)
        read = [dict(zip(table.header, record.cells, strict=True)) for record in table.records]
        if path.stem != "location_coordinates":  # its degree sign is broken in the file itself
            assert read == expected, path.name


def test_every_odd_file_is_read_or_refused_in_words(shared_data):
    read = refused = 0
    for path in sorted((shared_data / "csv" / "csvkit").iterdir()):
        try:
            read_table(path)
            read += 1
        except BadInput as error:
            refused += path.name in str(error)
    assert (read, refused) == (49, 6)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_the_csv_module_writes_is_read_back(body):
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerows([["One", "Two", "Three"], *body])
    table = parse_table(stream.getvalue().encode(), "t.csv", "utf-8", ",")
    assert rows(table) == [tuple(cells) for cells in body if any(cells)]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data):
    try:
        table = parse_table(data, "t.csv")
    except BadInput:
        return
    assert len(set(table.header)) == len(table.header)
    assert all(table.header)
