"""What a workbook may hold before it is opened: how much it unpacks to, and how far its sheets span."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.tables import MAX_CELL

MAX_UNPACKED = 96 * 1024 * 1024
"""Bytes of all parts together. Workbooks of 100,000 lines unpack to about two thirds of it."""
MAX_PARTS = 2_000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(NotImplementedError, EOFError, OSError, ValueError, LookupError, OverflowError),
)
"""What ``zipfile`` meets in a damaged package."""
MAX_SPANNED = 2_500_000
"""Cells of the rectangle that a sheet spans, empty ones too."""

MAX_REPEATED = 10_000
"""Times that a line which holds something may be there again: a small file would be a million lines."""

_NEEDED = re.compile(
    r"(?:\[Content_Types\]\.xml|mimetype|content\.xml|styles\.xml|META-INF/manifest\.xml|_rels/\.rels"
    r"|xl/(?!media/|embeddings/|drawings/|theme/).+)",
    re.IGNORECASE,
)
# What the reader would take for a place is looked at, however it is written: it makes room for it at once.
_ATTRIBUTES = rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+"""
_PLACED = re.compile(rb"""<(?:[^\s<>:/"'=]+:)?(?:c|row)(?=[\s/>])(?:(""" + _ATTRIBUTES + rb""")>)?""")
_PLACE = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(rb"\$?([A-Za-z]{1,7})\$?(\d{1,9})")
_ROW = re.compile(rb"\d{1,9}")
_OPEN_CELL = re.compile(
    rb"<table:(table-row|(?:covered-)?table-cell|table)(?=[\s/>])(?:("
    + _ATTRIBUTES
    + rb")>)?|</table:(table-row)\s*>"
)
_REPEATED = re.compile(rb"""number-(?:columns|rows)-repeated\s*=\s*["']([^"']*)["']""")
_COUNT = re.compile(rb"\d{1,9}")
_ODD_TAG = "a tag in it is not closed"
# Records of old workbooks that fill one cell, and those that fill several in a row.
_OLD_CELL = frozenset(
    {0x0203, 0x0204, 0x00FD, 0x027E, 0x0006, 0x0205, 0x00D6, 0x0002, 0x0003, 0x0004, 0x0005}
)
_OLD_CELLS = frozenset({0x00BD, 0x00BE})
_OLD_STRINGS, _OLD_SPAN = 0x00FC, 0x0200
_OLD_ROWS, _OLD_COLUMNS = 65_536, 256
_OLD_SHEET = frozenset({0x0809, 0x0409, 0x0209, 0x0009})


def checked_package(data: bytes, name: str) -> bytes:
    """A zipped workbook packed anew from what was looked at, so that nothing else in it is ever unpacked.

    Raises ``BadInput`` for what is no workbook, is locked, or would be too much.
    """
    left = MAX_UNPACKED
    made = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(made, "w") as checked:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.bin" in names:
                raise BadInput(f"{name} is a binary workbook. Save it as XLSX there and choose that file.")
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise BadInput(
                    f"{name} is a compressed file, not a workbook. Unpack it and choose its files."
                )
            if len(parts) > MAX_PARTS:
                raise BadInput(f"{name} is made of {len(parts):,} parts. Up to {MAX_PARTS:,} can be read.")
            for part in parts:
                if not _NEEDED.fullmatch(part.filename) or part.filename.endswith("/"):
                    continue
                if part.compress_type not in _PACKED:  # some others ask for gigabytes to unpack a byte
                    raise BadInput(f"{name} is packed in a way that no workbook is. Save it anew there.")
                left -= part.file_size  # more than a part says it holds is never unpacked
                if left < 0:
                    raise BadInput(
                        f"{name} unpacks to more than {MAX_UNPACKED // (1024 * 1024)} MB: save the sheets"
                        " that are wanted as CSV there."
                    )
                with package.open(part) as stream:
                    content = stream.read()
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_form(content)
                _check_span(part.filename, content, name)
                checked.writestr(part.filename, content, zipfile.ZIP_DEFLATED, compresslevel=1)
    except _DAMAGE as error:
        raise BadInput(f"{name} cannot be unpacked: {str(error)[:200]}. Is it damaged?") from None
    except RuntimeError:
        raise BadInput(f"{name} is locked by a password. Save it without one and choose it again.") from None
    return made.getvalue()


def _check_form(content: bytes) -> None:
    """Raise ``ValueError`` for what is not whole: the reader looks for a missing end for ever. A document
    type is not taken either, as no workbook has one; nor an encoding that hides what is looked for here."""

    def refuse(*_: object) -> None:
        raise ValueError("a part of it declares a document type")

    if b"\0" in content[:200]:
        raise ValueError("a part of it is not in UTF-8")
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(f"a part of it is not whole ({error})") from None


def _check_span(part: str, content: bytes, name: str) -> None:
    # Twice as much without a mark holds a block of it that has none.
    for start in range(0, len(content) - MAX_CELL + 1, MAX_CELL):
        if content.find(b"<", start, start + MAX_CELL) < 0:
            raise BadInput(f"{name}: a cell has more than {MAX_CELL // (1024 * 1024)} million characters.")
    if part.lower().startswith("xl/worksheets/"):
        rows, columns = _spanned_by_xlsx(content)
        _refuse_if_wide(rows, columns, name)
    elif part == "content.xml":
        for rows, columns in _spanned_by_ods(content):
            _refuse_if_wide(rows, columns, name)


def _refuse_if_wide(rows: int, columns: int, name: str) -> None:
    if rows * columns > MAX_SPANNED:
        raise BadInput(
            f"{name}: a sheet spans {rows:,} rows and {columns:,} columns. Up to {MAX_SPANNED:,} cells can be"
            " read: delete what lies far off, or save it as CSV there."
        )


def _spanned_by_xlsx(content: bytes) -> tuple[int, int]:
    rows = content.count(b"<row") + content.count(b":row")
    widest = 0
    letters: set[bytes] = set()
    for tag in _PLACED.finditer(content):
        place = _PLACE.search(tag[1]) if tag[1] is not None else None
        if tag[1] is None:
            raise ValueError(_ODD_TAG)
        if place is None:
            continue
        if cell := _CELL.fullmatch(place[1]):
            letters.add(cell[1])
            rows = max(rows, int(cell[2]))
        elif _ROW.fullmatch(place[1]):
            rows = max(rows, int(place[1]))
        else:
            raise ValueError("what it says of the place of a cell is no place")
    for column in letters:
        number = 0
        for letter in column.upper():
            number = number * 26 + letter - 64
        widest = max(widest, number)
    # Cells need not say where they stand: then they stand side by side.
    start = 0
    while start < len(content):
        end = content.find(b"<row", start + 1)
        end = end if end >= 0 else len(content)
        widest = max(widest, content.count(b"<c", start, end))
        start = end
    return rows, widest


def _spanned_by_ods(content: bytes) -> Iterator[tuple[int, int]]:
    rows = columns = row = column = 0
    times = 1
    for found in _OPEN_CELL.finditer(content):
        what, attributes = found[1], found[2]
        if what and attributes is None:
            raise ValueError(_ODD_TAG)
        closed = not what or attributes.endswith(b"/")
        if not what or (what == b"table-row" and closed):
            row += _repeats(attributes) if what else times
            column = 0
        elif what == b"table":
            yield rows, columns
            rows = columns = row = column = 0
        elif what == b"table-row":
            times, column = _repeats(attributes), 0
        else:
            column += _repeats(attributes)
            if not closed or b"value" in attributes:
                if times > MAX_REPEATED:
                    raise ValueError(f"a line in it is repeated {times:,} times")
                rows, columns = row + times, max(columns, column)
    yield rows, columns


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    if not found:
        return 1
    if not _COUNT.fullmatch(found[1]):
        raise ValueError("what it says of how often a cell is repeated is no number")
    return int(found[1])


def check_old_workbook(data: bytes, name: str) -> None:
    """Refuse an XLS whose sheets span too much. Raises ``BadInput`` also for what is no workbook."""
    import olefile  # loaded when the first old workbook is read

    try:
        with olefile.OleFileIO(BytesIO(data)) as package:
            stream = next((one for one in ("Workbook", "Book") if package.exists(one)), None)
            if stream is None:
                raise BadInput(f"{name} is a file of an old office program, but no workbook.")
            content = package.openstream(stream).read()
    except BadInput:
        raise
    except Exception as error:  # olefile raises what it meets
        raise BadInput(f"{name} cannot be read as a workbook: {str(error)[:200]}. Is it damaged?") from None
    for rows, columns in _spanned_by_xls(content):
        _refuse_if_wide(rows, columns, name)


def _spanned_by_xls(content: bytes) -> Iterator[tuple[int, int]]:
    rows = columns = at = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        at += 4
        if kind in _OLD_SHEET:
            yield rows, columns
            rows = columns = 0
        elif kind == _OLD_SPAN and length >= 10 and at + length <= len(content):
            # What a sheet is told to span gets its room at once, whatever it then holds.
            top, bottom, left, right = struct.unpack_from("<IIHH" if length >= 12 else "<HHHH", content, at)
            if bottom > _OLD_ROWS or right > _OLD_COLUMNS or top > bottom or left > right:
                yield max(bottom, _OLD_ROWS), max(right, _OLD_COLUMNS)
        elif kind == _OLD_STRINGS and length >= 8 and at + 8 <= len(content):
            # As many strings as are told get their room at once: each takes three bytes at the least.
            told = max(struct.unpack_from("<II", content, at))
            if told > len(content):
                yield told, told
        elif (kind in _OLD_CELL or kind in _OLD_CELLS) and length >= 6 and at + length <= len(content):
            row, column = struct.unpack_from("<HH", content, at)
            if kind in _OLD_CELLS:
                (column,) = struct.unpack_from("<H", content, at + length - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += length
    yield rows, columns
