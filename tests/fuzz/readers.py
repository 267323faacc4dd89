"""A way in for every kind of file and line that the program reads: bytes in, nothing out.

Each reads what it is given and plans it against a small board, as an import does. What cannot be read must be
a ``BadInput`` that names the file; everything that is read must end in exactly one outcome. Anything else is
raised, and is a fault of the reader.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, ExternalId, Touch
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Channel, Direction, Outcome, PursuitKind
from dreamboard.exchange.amounts import currency_named, decimal_mark, read_amount, to_minor
from dreamboard.exchange.archive import is_archive, read_archive
from dreamboard.exchange.calendars import Window
from dreamboard.exchange.dates import DateOrder, are_counts, orders_shown, read_when
from dreamboard.exchange.fields import FIELDS
from dreamboard.exchange.harmless import harmless, unharmed
from dreamboard.exchange.importing import Choices, plan_import, read_files, take_snapshot
from dreamboard.exchange.planning.snapshot import Snapshot
from dreamboard.exchange.xlsx import Sheet, write_xlsx
from dreamboard.services.addresses import digits_of, domain_of
from dreamboard.services.board_settings import COUNTRY_SETTING, RULES_SETTING, read_settings
from dreamboard.services.commands import AddPursuit, AddQuote, NewContact
from dreamboard.services.import_plan import Kind
from dreamboard.services.quick_log import parse
from dreamboard.services.quick_log_names import NamingIndex
from dreamboard.services.read_models import NamedAccount, NamedContact, NamedIdea, NamedPursuit, Naming
from tests.exchange.desk import Asked, ImportDesk

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
ZONE = ZoneInfo("America/Chicago")
CHOICES = Choices(date_order=DateOrder.DMY, mine=("me@rep.example",), window=Window.around(AT.date()))


@cache
def _folder() -> Path:
    # Never on a disk where it can be had: a million inputs are written.
    memory = Path("/dev/shm")
    place = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None, prefix="dreamboard-fuzz-")
    _kept.append(place)
    return Path(place.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


@cache
def board() -> Snapshot:
    """A board with a little of everything that lines are held against."""
    desk = ImportDesk()
    dana = NewContact("Dana Fox", "VP", emails=("dana@teller.example",), telephones=("+1 555 0100",))
    card = desk.run(AddPursuit("Teller Foods", title="Docks", contact=dana, value_minor=5_000_00)).made[0]
    desk.run(AddPursuit("Northwind", contact=NewContact("Bo Li", emails=("bo@north.example",))))
    desk.run(AddQuote(card, 5_000_00, "USD", date(2026, 1, 5)))
    with desk.board.unit() as unit:
        account = unit.find(Account)[0]
        touch = unit.add(
            Touch(0, AT - timedelta(3), Channel.EMAIL, Direction.OUT, Outcome.SENT, account.id, None, card)
        )
        unit.add(ExternalId(0, "mail", "touch", "1@x.example", touch.id))
        unit.add(ExternalId(0, "salesforce", "account", "001000000000001", account.id))
        unit.refresh_figures([card])
        unit.commit()
    return take_snapshot(Asked(desk))


def plan_files(*paths: Path, kind: Kind | None = None) -> None:
    """Files as an import takes them, up to the plan. Raises ``AssertionError`` for a refusal that does not
    name the file, and for lines that do not add up."""
    choices = CHOICES if kind is None else Choices(kind, date_order=DateOrder.DMY, mine=CHOICES.mine)
    try:
        sources = read_files(paths, choices)
        plan = plan_import(sources, board(), choices, AT, ZONE)
    except BadInput as error:
        told = str(error)
        assert any(path.name in told for path in paths), f"names no file: {told!r}"
        assert len(told) < 2_000, f"a refusal of {len(told)} characters"
        return
    assert not plan.asks
    lines = sum(len(source.table.records) for source in sources if not source.left_out)
    assert len(plan.lines) == lines, f"{lines} lines, {len(plan.lines)} outcomes"
    assert sum(sum(outcomes.values()) for outcomes in plan.counts().values()) == lines


def _file(name: str, *, asked: bool = False) -> Callable[[bytes], None]:
    """A reader of one file of that name. ``asked``: what its lines are is told when it is not known."""

    def take(data: bytes) -> None:
        path = _folder() / name
        path.write_bytes(data)
        plan_files(path)
        if asked:
            plan_files(path, kind=list(Kind)[len(data) % len(Kind)])

    return take


def _cells(data: bytes) -> None:
    """A cell as an amount, a day and other texts: what it is none of is told by ``ValueError``."""
    text = data.decode("utf-8", "replace")
    readings: tuple[Callable[[], object], ...] = (
        lambda: to_minor(getattr(read_amount(text), "value", Decimal(0)), "JPY"),
        lambda: read_amount(text, decimal_mark([text, text[::-1]])),
        lambda: read_when(text, ZONE, DateOrder.MDY),
        lambda: read_when(text, ZONE, counts=are_counts([text])),
        lambda: orders_shown([text]),
    )
    for read in readings:
        try:
            read()
        except ValueError as error:
            told = str(error)
            assert told, text
            assert len(told) < 500, text
    assert unharmed(harmless(text)) == text
    assert digits_of(text).isascii() or not text.isascii()
    domain_of(text)
    currency_named(text)


def _fields(data: bytes) -> None:
    """Every field of every kind, from pieces of text: past the cutting into cells."""
    text = data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace")
    kind = list(Kind)[len(data) % len(Kind)]
    names = [field.name for field in FIELDS[kind]]
    pieces = text.split("\x1f")[: 4 * len(names)]
    rows = [[pieces[(start + number) % len(pieces)] for number in range(len(names))] for start in range(4)]
    path = _folder() / "fields.xlsx"
    with path.open("wb") as file:
        write_xlsx(file, [Sheet("a", names, rows)])
    plan_files(path, kind=kind)


def _fields_or_text(data: bytes) -> None:
    try:
        _fields(data)
    except UnicodeDecodeError:
        _fields(data.decode("latin-1").encode())


def _in_package(name: str, part: str, others: dict[str, str]) -> Callable[[bytes], None]:
    """A workbook whose part ``part`` is the input: a fault in the package itself would hide all others."""

    def take(data: bytes) -> None:
        path = _folder() / name
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for other, content in others.items():
                package.writestr(other, content)
            package.writestr(part, data)
        path.write_bytes(made.getvalue())
        plan_files(path)

    return take


def _archive_json(data: bytes) -> None:
    path = _folder() / "board.json"
    path.write_bytes(data)
    assert is_archive([path])
    _archive(path)


def _archive_folder(data: bytes) -> None:
    """A folder of tables: the input is cut into files at form feeds, ``name\\ncontent``."""
    folder = _folder() / "tables"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    names = ("accounts.csv", "stages.csv", "pursuits.csv", "touches.csv", "contacts.csv", "rounds.csv")
    for name, piece in zip(names, data.split(b"\x0c"), strict=False):
        (folder / name).write_bytes(piece)
    _archive(folder)


def _archive(path: Path) -> None:
    try:
        found = read_archive([path])
    except BadInput as error:
        told = str(error)
        assert path.name in told or ".csv" in told, f"names no file: {told!r}"
        assert len(told) < 2_000
        return
    assert all(row.id > 0 for row in found.rows)


NAMES = NamingIndex(
    Naming(
        accounts=(NamedAccount(1, "Northwind Freight", (1,)), NamedAccount(2, "May & Co", (2, 3))),
        contacts=(NamedContact(1, "Dana Whitfield", (1,), (1,)), NamedContact(2, "Will Smith", (2,), (2,))),
        ideas=(NamedIdea(1, "Dock delays: what 40 carriers pay"),),
        stages=((1, "Pursuing"),),
        pursuits=(
            NamedPursuit(1, 1, "", PursuitKind.DREAM_CLIENT, "Pursuing"),
            NamedPursuit(2, 2, "Valves", PursuitKind.LOST_DEAL, "Not now"),
            NamedPursuit(3, 2, "Generators", PursuitKind.DREAM_CLIENT, "Won"),
        ),
    )
)


def _quick_log(data: bytes) -> None:
    line = data.decode("utf-8", "surrogateescape")
    found = parse(line, NAMES, AT, ZONE)
    assert all(0 <= token.start <= token.end <= len(line) for token in found.tokens)


def _settings(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for name in (RULES_SETTING, COUNTRY_SETTING):
        try:
            found = read_settings({name: text}, Settings())
        except BadInput:
            continue
        json.dumps(found.to_json())


TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XLSX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{TIES}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    f' xmlns:r="{TIES}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{TIES}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{TIES}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/sharedStrings.xml": '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>Website</t></si><si><t>Acme</t></si></sst>",
}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<manifest/>"}

READERS: dict[str, Callable[[bytes], None]] = {
    "csv": _file("table.csv", asked=True),
    "cells": _cells,
    "fields": _fields_or_text,
    "xlsx": _file("book.xlsx"),
    "xlsx-sheet": _in_package("book.xlsx", "xl/worksheets/sheet1.xml", XLSX),
    "ods": _file("book.ods"),
    "ods-content": _in_package("book.ods", "content.xml", ODS),
    "xls": _file("book.xls"),
    "vcard": _file("people.vcf"),
    "icalendar": _file("meetings.ics"),
    "eml": _file("letter.eml"),
    "mbox": _file("box.mbox"),
    "msg": _file("letter.msg"),
    "archive-json": _archive_json,
    "archive-tables": _archive_folder,
    "quick-log": _quick_log,
    "settings": _settings,
}
