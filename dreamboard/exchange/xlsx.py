"""Writing workbooks: plain sheets of text and numbers, as ECMA-376 has them at the least.

Every text is written as text, so nothing in it is ever taken for a formula, and a telephone number keeps its
zeroes. Sheets are made line by line: none is held in memory whole.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO
from xml.sax.saxutils import escape, quoteattr

LONGEST_CELL = 32_767
"""Characters that a spreadsheet takes in a cell."""
MOST_ROWS = 1_048_576
"""Rows that a spreadsheet takes in a sheet, the header among them."""

_OUTSIDE_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The beginning of what stands for a character in a text of a workbook (ECMA-376, 22.9.2.19)."""
_OUTSIDE_NAMES = re.compile(r"[\[\]:*?/\\]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHOLE = zipfile.ZIP_DEFLATED

Cell = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written: its name, its header, and its lines as they come."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(file: IO[bytes], sheets: Sequence[Sheet]) -> int:
    """A workbook of these sheets into a file. Gives the number of lines. Lines beyond what a sheet takes go
    to a sheet of the same name and the next number."""
    lines = 0
    names: list[str] = []
    with zipfile.ZipFile(file, "w", _WHOLE) as package:
        for sheet in sheets:
            rows = iter(sheet.rows)
            more = True
            while more:
                names.append(_free_name(sheet.name, names))
                with package.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as stream:
                    written, more = _write_sheet(stream, sheet.header, rows)
                lines += written
        package.writestr("[Content_Types].xml", _content_types(len(names)))
        package.writestr("_rels/.rels", _ties([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/workbook.xml", _workbook(names))
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            _ties([("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]),
        )
    return lines


def _write_sheet(
    stream: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> tuple[int, bool]:
    """The lines written, and whether the sheet is full and there may be more."""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    stream.write(f'{_HEAD}<worksheet xmlns="{_MAIN}">{views}<sheetData>{_row(header)}'.encode())
    written, full = 0, False
    for row in rows:
        stream.write(_row(row).encode())
        written += 1
        if written + 1 == MOST_ROWS:
            full = True
            break
    stream.write(b"</sheetData></worksheet>")
    return written, full


def _row(cells: Sequence[Cell]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if not isinstance(value, str):
        return f"<c><v>{value}</v></c>"
    # The reader undoes such escapes, and turns a bare CR into LF.
    value = _ESCAPE.sub(r"_x005F\g<0>", value).replace("\r", "_x000D_")
    shown = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_OUTSIDE_XML.sub("", shown))}</t></is></c>'


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """A sheet's name as spreadsheets take it: up to 31 characters, some not allowed, none twice."""
    plain = _OUTSIDE_NAMES.sub(" ", _OUTSIDE_XML.sub("", wanted)).strip("' ")[:31] or "Sheet"
    name, number = plain, 1
    while name.casefold() in {one.casefold() for one in taken}:
        number += 1
        name = f"{plain[: 31 - len(str(number)) - 1]} {number}"
    return name


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_TIES}"><sheets>{sheets}</sheets></workbook>'


def _ties(targets: Sequence[tuple[str, str]]) -> str:
    ties = "".join(
        f'<Relationship Id="rId{number}" Type="{_TIES}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{ties}</Relationships>'


def _content_types(count: int) -> str:
    ties = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    parts = f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    parts += "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{ties}{parts}</Types>'
