"""What fuzzing begins with: small files of each format, made here or in the shared data, and its words."""

from __future__ import annotations

import io
import json
import os
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dreamboard.domain.model import Account, Pursuit, Stage
from dreamboard.domain.values import PursuitKind, StageKind
from dreamboard.exchange.files import csv_text
from dreamboard.exchange.rows import cells_of, columns_of, plain_of
from dreamboard.exchange.xlsx import Sheet, write_xlsx
from tests.fuzz.readers import AT

LONGEST: dict[str, int] = {"xls": 21_000, "msg": 12_000, "xlsx": 9_000}
"""Bytes of an input, where ``USUAL`` is too short for a file of the kind. Short ones are many; faults that
need more are looked for by tests that know what they look for."""
USUAL = 3_000

DEALS = (
    "Deal,Company,Amount,Stage,Close Date,Lost reason,Contact,Email\r\n"
    'Pumps,Acme,"1,200.50",Closed Lost,13/01/2025,too dear,Ann Bo,ann@acme.example\r\n'
    '"a ""b""\nc",Bolt,$22.7K,Won,2025-02-30,,,\r\n'
)
TOUCHES = (
    "When;Channel;Direction;Outcome;Contact;Account;Note\n"
    "15 Apr 2021 00:02:00;Call;Outbound;Left voicemail;Dana Fox;Teller Foods;=1+1\n"
)
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Fox\r\nN:Fox;Dana;;;\r\nORG:Teller Foods;Docks\r\n"
    "item1.EMAIL;TYPE=work:dana@teller.example\r\nTEL;TYPE=cell:+1 555 0100\r\nADR:;;1 Quay;Riga;;;LV\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:caf=C3=A9=\r\n now\r\nEND:VCARD\r\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Here:20260105T100000\r\nSUMMARY:Docks\r\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=9\r\nEXDATE;TZID=Here:20260112T100000\r\n"
    "ATTENDEE;CN=Dana:mailto:dana@teller.example\r\nORGANIZER:mailto:me@rep.example\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20260601\r\nATTENDEE:mailto:bo@north.example\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
MESSAGE = (
    "From: Dana Fox <dana@teller.example>\r\nTo: me@rep.example\r\nDate: Mon, 2 Feb 2026 10:00:00 +0100\r\n"
    "Subject: =?utf-8?Q?Re=3A_Docks?=\r\nMessage-ID: <2@x.example>\r\nIn-Reply-To: <1@x.example>\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Yes=2C please.\r\n\r\nOn Mon, 2 Feb 2026, me wrote:\r\n> Docks?\r\n--b\r\n"
    "Content-Type: text/html\r\n\r\n<p>Yes <img src=http://x/y.png></p>\r\n--b\r\n"
    'Content-Disposition: attachment; filename="../../x.pdf"\r\n\r\nx\r\n--b--\r\n'
)
BOX = f"From dana Mon Feb  2 10:00:00 2026\n{MESSAGE}\nFrom bo Tue Feb  3 10:00:00 2026\n{MESSAGE}\n"
LINES = (
    "vm dana northwind re dock paper +14d",
    "spoke will may co yesterday 15:30 give: dock delays",
    'call "may & co" no answer 3 feb next 12/3',
    "mail northwind in 2 weeks promised",
)
RULES = (
    '{"day_cap": 7, "rhythms": [["hot", 14, 21]], "caps": [[2, 14]], "weekend": [5, 6]}',
    '{"quiet_before": "08:00", "bands": [[8, 10]], "quote_days": [1, 3]}',
    '{"default_rhythms": [["won", "hot"]], "tag_rhythms": [["vip", "hot"]]}',
    '"DE"',
)
SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1:C2"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Account Name</t></is></c>'
    '<c r="B1" t="s"><v>0</v></c><c r="C1" t="str"><v>Spend</v></c></row><row r="2"><c r="A2" t="s"><v>1</v>'
    '</c><c r="B2" s="1"><v>45631.5</v></c><c r="C2"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>'
)
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="One"><table:table-row><table:table-cell office:value-type="string"><text:p>Name'
    '</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Email</text:p>'
    '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell'
    ' office:value-type="float" office:value="1.5" table:number-columns-repeated="2"/></table:table-row>'
    '<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="date"'
    ' office:date-value="2026-01-02"/></table:table-row></table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def shared_data() -> Path:
    """Where the shared data lies, or would (tests/conftest.py)."""
    told = os.environ.get("DREAMBOARD_TEST_DATA")
    return Path(told) if told else Path(__file__).resolve().parents[3] / "shared" / "data"


def shared(*patterns: str, longest: int = USUAL) -> Iterator[bytes]:
    """The small shared files of these patterns; none where the shared data is absent."""
    for pattern in patterns:
        for path in sorted(shared_data().glob(pattern)):
            if path.is_file() and path.stat().st_size <= longest:
                yield path.read_bytes()


def rows() -> list[Account | Stage | Pursuit]:
    """A board of three rows."""
    return [
        Account(1, "Acme", tags=("a;b", "c"), note="=1+1", spend_minor=5),
        Stage(1, "Pursuing", StageKind.PURSUING, 1),
        Pursuit(1, 1, PursuitKind.LOST_DEAL, 1, 1, AT, value_minor=100),
    ]


def archive_json() -> bytes:
    """A board as JSON."""
    found = {type(row).__name__: [plain_of(row)] for row in rows()}
    return json.dumps({"format": "dreamboard", "version": 1, "rows": found}).encode()


def archive_tables() -> bytes:
    """A board as tables, form feeds between them."""
    tables = [csv_text([c.name for c in columns_of(type(row))], [cells_of(row)]) for row in rows()]
    return "\x0c".join(tables).encode()


def workbook() -> bytes:
    """A small workbook."""
    made = io.BytesIO()
    lines = [["Pumps", "Acme", 5], ["=1", "B", "x"]]
    write_xlsx(made, [Sheet("Deals", ["Deal", "Company", "Amount"], lines)])
    return made.getvalue()


def open_document(content: str = ODS) -> bytes:
    """A small open-document sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def _texts(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


SEEDS: dict[str, Callable[[], Iterable[bytes]]] = {
    "csv": lambda: [*_texts(DEALS, TOUCHES), *shared("crm/**/*.csv", "csv/**/*.csv")],
    "cells": lambda: _texts(
        *("$22,700.00", "8.48E10", "1.234,56 €", "(1,200)", "$342.09K", "5,-", "15 Apr, 2021 00:02:00"),
        *("2006-06-15T20:47:07.000Z", "Tue, 3. März 2026", "03/04/26 3:04 PM", "'=1", "www.acme.example/x"),
        *("20260102T0304Z", "1700000000000", "USD - U.S. Dollar", "12.5 Mio EUR", "+44 20 7946 0958"),
    ),
    "fields": lambda: _texts(
        "1\x1fAcme\x1f2025-01-02\x1f$22,700.00\x1fClosed Lost\x1ftrue\x1fa@acme.example\x1f45000\x1fCall",
        "Dana Fox\x1f+1 555 0100\x1f15 Apr, 2021 00:02:00\x1f(1,200)\x1f<b>x</b>\x1f8.48E10\x1fx|y\x1f3:04",
    ),
    "xlsx": lambda: [workbook(), *shared("csv/**/*.xlsx", longest=LONGEST["xlsx"])],
    "xlsx-sheet": lambda: _texts(SHEET),
    "ods": lambda: [open_document()],
    "ods-content": lambda: _texts(ODS),
    "xls": lambda: shared("csv/**/*.xls", longest=LONGEST["xls"]),
    "vcard": lambda: [*_texts(CARD), *shared("vcard/**/*")],
    "icalendar": lambda: [*_texts(CALENDAR), *shared("ics/**/*.ics")],
    "eml": lambda: [*_texts(MESSAGE), *shared("eml/**/*.eml", "eml/spamassassin-ham/*")],
    "mbox": lambda: [*_texts(BOX), *shared("eml/**/*.mbox", "eml/spamassassin-ham/*")],
    "msg": lambda: shared("msg/**/*.msg", longest=LONGEST["msg"]),
    "archive-json": lambda: [archive_json()],
    "archive-tables": lambda: [archive_tables()],
    "quick-log": lambda: _texts(*LINES),
    "settings": lambda: _texts(*RULES),
}
"""What fuzzing of each reader begins with."""


def words() -> dict[str, list[str]]:
    """Words of each format, for inputs to be put together from."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
