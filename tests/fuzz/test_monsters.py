"""Files made to fill the memory, to hang or to reach elsewhere: refused or read, within 300 MB each."""

import io
import zipfile

import pytest

from tests.fuzz.alone import take_alone
from tests.fuzz.limits import MEGABYTES
from tests.fuzz.readers import XLSX
from tests.fuzz.seeds import ODS, SHEET, open_document

MB = 1024 * 1024


def sparse(path, size: int, head: bytes = b""):
    """A file of that size that takes no room on the disk: zeros after its head."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)
    return path


def repeated(path, piece: bytes, size: int, head: bytes = b"", tail: bytes = b""):
    """A file of one piece over and over."""
    block = piece * (min(MB, size) // len(piece))
    with path.open("wb") as file:
        file.write(head)
        for _ in range(size // len(block)):
            file.write(block)
        file.write(tail)
    return path


def package(path, parts: dict[str, str | bytes]):
    """A zipped file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def laughs(kind: str) -> tuple[str, str]:
    """A document type that unfolds to a thousand million of one word, or to one long word many times."""
    if kind == "quadratic":
        return f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 10_000
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&a9;&f;"


def sheet_of(cell: str, head: str = "") -> str:
    """A sheet's part with that text in a cell, after that document type."""
    made = SHEET.replace("<v>0</v>", "<v>1</v>").replace("<t>Account Name</t>", f"<t>Account Name{cell}</t>")
    return made.replace("?>", f"?>{head}", 1)


def _sheet_of_rows(row: str, times: int) -> str:
    start, end = SHEET.index("<row"), SHEET.index("</sheetData>")
    return SHEET[:start] + row * times + SHEET[end:]


def bomb() -> bytes:
    """A workbook with a part of 200 MB that packs to next to nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", XLSX["xl/workbook.xml"])
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(200):
                part.write(bytes(MB))
    return made.getvalue()


def old_workbook(records: bytes) -> bytes:
    """The first bytes of an old workbook with these records in its stream, as far as that goes."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + records.ljust(4_096, b"\xff")


EVENT = (
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20200101T000000Z\r\n"
    "ATTENDEE:mailto:dana@teller.example\r\n{}END:VEVENT\r\n"
)


def calendar(*rules: str) -> str:
    """A calendar of a series a rule."""
    events = "".join(EVENT.format(f"RRULE:{rule}\r\n") for rule in rules)
    return f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n"


def nested_mail(depth: int) -> bytes:
    """A message of parts in parts."""
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return (
        b"From: dana@teller.example\r\nTo: me@rep.example\r\nSubject: x\r\n" + "".join(parts).encode()
    ) + b"x"


TABLES = {
    "a line of 50 MB": lambda at: repeated(at / "a.csv", b"ab,", 50 * MB),
    "a cell of 50 MB": lambda at: repeated(at / "a.csv", b"ab ", 50 * MB, b"Name,Note\nAcme,"),
    "a header of 100,000 columns": lambda at: repeated(at / "a.csv", b"column,", 700_000, b"", b"x\n1\n"),
    "a quotation mark open over 100 MB": lambda at: repeated(
        at / "a.csv", b"ab,cd\n", 100 * MB, b'Name,Note\nAcme,"'
    ),
    "a million empty lines": lambda at: repeated(at / "a.csv", b"\n", MB, b"Name,Note\nAcme,x\n"),
    "commas alone": lambda at: repeated(at / "a.csv", b",,,,,,,\n", 20 * MB, b"Name,Note\nAcme,x\n"),
    "short cells without end": lambda at: repeated(
        at / "a.csv", b"ab,cd,ef\n", 100 * MB, b"Name,Note,Tags\n"
    ),
    "zeros alone": lambda at: sparse(at / "a.csv", 100 * MB),
    "zeros after a header": lambda at: sparse(at / "a.csv", 100 * MB, b"Name,Website\nAcme,x\n"),
    "wide letters": lambda at: repeated(
        at / "a.csv", "\U0001f600".encode() * 8 + b"\n", 60 * MB, b"Name,Note\n"
    ),
    "packed by gzip": lambda at: repeated(at / "a.csv", b"\x1f\x8b\x08\0", MB),
}
WORKBOOKS = {
    "a workbook that unpacks to 200 MB": lambda at: _written(at / "a.xlsx", bomb()),
    "a workbook of laughs": lambda at: package(
        at / "a.xlsx", XLSX | {"xl/worksheets/sheet1.xml": sheet_of(*reversed(laughs("billion")))}
    ),
    "a workbook of one long entity": lambda at: package(
        at / "a.xlsx", XLSX | {"xl/worksheets/sheet1.xml": sheet_of(*reversed(laughs("quadratic")))}
    ),
    "laughs among the shared strings": lambda at: package(
        at / "a.xlsx",
        XLSX
        | {
            "xl/sharedStrings.xml": "{}<sst><si><t>{}</t></si></sst>".format(*laughs("billion")),
            "xl/worksheets/sheet1.xml": SHEET,
        },
    ),
    "a workbook in a workbook": lambda at: package(
        at / "a.xlsx", XLSX | {"xl/worksheets/sheet1.xml": SHEET, "xl/worksheets/b.xlsx": bomb()}
    ),
    "an open document of laughs": lambda at: _written(
        at / "a.ods",
        open_document(ODS.replace("?>", f"?>{laughs('billion')[0]}", 1).replace(">Name<", ">&a9;<")),
    ),
    "as many cells as a sheet may have": lambda at: package(
        at / "a.xlsx",
        XLSX
        | {"xl/worksheets/sheet1.xml": _sheet_of_rows("<row>" + "<c><v>12</v></c>" * 25 + "</row>", 99_000)},
    ),
    "a cell of 100 MB": lambda at: package(
        at / "a.xlsx", XLSX | {"xl/worksheets/sheet1.xml": sheet_of("x" * 100 * MB)}
    ),
    "sixteen million columns": lambda at: _written(
        at / "a.ods", open_document(ODS.replace('columns-repeated="2"', 'columns-repeated="16000000"'))
    ),
    "a value repeated a million times": lambda at: _written(
        at / "a.ods", open_document(ODS.replace('rows-repeated="2"', 'rows-repeated="1900000"'))
    ),
    "an old workbook of broken lengths": lambda at: _written(
        at / "a.xls", old_workbook(b"\x09\x08\xff\xff" * 900)
    ),
}
PEOPLE = {
    "cards in cards, 10,000 deep": lambda at: repeated(at / "a.vcf", b"BEGIN:VCARD\nAGENT:\n", 10_000 * 20),
    "a card of 30 MB": lambda at: repeated(at / "a.vcf", b"x" * 75 + b"\n ", 30 * MB, b"BEGIN:VCARD\nNOTE:"),
    "events in events, 10,000 deep": lambda at: repeated(
        at / "a.ics", b"BEGIN:VEVENT\n", 10_000 * 13, b"BEGIN:VCALENDAR\n"
    ),
    "series without end": lambda at: _written(
        at / "a.ics",
        calendar(
            *(
                "FREQ=SECONDLY",
                "FREQ=MINUTELY;INTERVAL=0",
                "FREQ=DAILY",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            ),
            *("FREQ=DAILY;BYSETPOS=400", "FREQ=WEEKLY;UNTIL=99991231", "FREQ=DAILY;COUNT=999999999"),
        ).encode(),
    ),
    "a thousand series without end": lambda at: _written(
        at / "a.ics", calendar(*["FREQ=DAILY;BYDAY=MO"] * 1_000).encode()
    ),
    "parts in parts, 10,000 deep": lambda at: _written(at / "a.eml", nested_mail(10_000)),
    "a subject of 20 MB": lambda at: repeated(
        at / "a.eml", b"=?utf-8?Q?a?= \r\n ", 20 * MB, b"From: dana@teller.example\r\nSubject: "
    ),
    "a message of 100 MB": lambda at: repeated(
        at / "a.eml",
        b"x" * 75 + b"\r\n",
        100 * MB,
        b"From: dana@teller.example\r\nTo: me@rep.example\r\n\r\n",
    ),
    "a mailbox of headers alone": lambda at: repeated(
        at / "a.mbox", b"From a Mon Feb  2 10:00:00 2026\n\n", 8 * MB
    ),
}
ARCHIVES = {
    "brackets alone": lambda at: repeated(at / "a.json", b"[", 4 * MB),
    "a number of a million digits": lambda at: _written(at / "a.json", b'{"version": ' + b"9" * 10**6 + b"}"),
}
"""What is made, by what makes it in a folder."""
FAMILIES = {"tables": TABLES, "workbooks": WORKBOOKS, "people": PEOPLE, "archives": ARCHIVES}
SLOW = {
    *("a million empty lines", "commas alone", "short cells without end", "wide letters"),
    *("as many cells as a sheet may have", "a cell of 100 MB", "a thousand series without end"),
    *("a workbook that unpacks to 200 MB", "a workbook in a workbook", "a value repeated a million times"),
}
"""Those that take seconds, to be made or to be read."""


def _written(path, data: bytes):
    path.write_bytes(data)
    return path


def held(family: dict, chosen: list[str], folder) -> None:
    """Each is read, or refused by the name of its file, and none takes more memory than there is for it."""
    paths = []
    for number, what in enumerate(chosen):
        (folder / str(number)).mkdir()
        paths.append(family[what](folder / str(number)))
    for what, path, taken in zip(chosen, paths, take_alone(*paths), strict=True):
        assert taken.told is None or path.name in taken.told, what
        assert taken.megabytes < MEGABYTES, f"{what}: {taken.megabytes:.0f} MB"


@pytest.mark.parametrize("name", FAMILIES)
def test_it_is_read_or_refused_in_words_within_its_memory(name, tmp_path):
    family = FAMILIES[name]
    held(family, [what for what in family if what not in SLOW], tmp_path)


@pytest.mark.wide
@pytest.mark.parametrize(
    ("name", "what"), [(name, what) for name, family in FAMILIES.items() for what in family if what in SLOW]
)
def test_so_is_what_takes_longer(name, what, tmp_path):
    held(FAMILIES[name], [what], tmp_path)


@pytest.mark.wide
@pytest.mark.parametrize("megabytes", [250, 1_024])
def test_a_gigabyte_in_one_line_is_refused_at_once(megabytes, tmp_path):
    path = repeated(tmp_path / "line.csv", b"ab,cd,ef", megabytes * MB)
    (taken,) = take_alone(path)
    assert "line.csv" in taken.told
    assert taken.megabytes < 100
