"""Reading a text table of unknown making: its encoding, its delimiter, its header, its records.

Nothing here knows what the columns mean. Every failure is a ``BadInput`` that names file, line and reason.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.harmless import unharmed
from dreamboard.exchange.opening import opened
from dreamboard.exchange.texts import Text
from dreamboard.services.import_plan import Kind

DELIMITERS = ",;\t|"

MAX_CELL = 4 * 1024 * 1024
"""Characters, of all cells of a line together. A quote that is never closed would otherwise swallow the rest
of the file as one cell."""
MAX_COLUMNS = 2_000
MAX_RECORDS = 1_000_000
MAX_HELD = 128 * 1024 * 1024
"""Bytes of memory that the cells of a file may take."""

_PER_RECORD, _PER_CELL = 120, 8  # bytes beside the text itself
LOOKED_AT = 60  # records that delimiter and header are judged by
_LOOKED_AT_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Record:
    """One line of data: where it stands in the file (the first line is 1) and its cells as they are."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file, or a sheet of one, as read: header and records, and what was decided on the way."""

    name: str  # as a person knows it: the file's name, and the sheet's where there are several
    header: tuple[str, ...]  # unique, never empty
    records: tuple[Record, ...] = field(repr=False)
    path: Path | None = None
    encoding: str = "utf-8"  # empty: not a question
    encoding_sure: bool = True  # False: a guess, and the chooser should be offered
    delimiter: str = ","  # empty: not a text that is cut into cells
    header_line: int = 1
    part: str = ""  # the sheet's name where a file holds several
    kind: Kind | None = None  # what the format itself says the lines are; the header then names fields
    program: str = ""  # of a format that speaks for itself, what to call it
    source: str = ""  # whose ids its lines carry, where the format says so
    attached: int = 0  # how many files came with its lines

    @property
    def place(self) -> Path:
        """What answers about this table are kept under: its file, or its sheet as if it lay in it."""
        return part_place(self.path or Path(self.name), self.part)


def part_place(path: Path, part: str) -> Path:
    """A name, like a path, for a part of a file. There is no such file."""
    return (
        path / part.replace("/", "\N{DIVISION SLASH}").replace("\\", "\N{DIVISION SLASH}") if part else path
    )


def read_table(
    path: Path,
    encoding: str = "",
    delimiter: str = "",
    cancelled: Callable[[], bool] = lambda: False,
) -> Table:
    """Read one file. ``encoding`` and ``delimiter`` are what the rep chose; empty: found out.

    Raises ``BadInput``.
    """
    with opened(path) as file:
        return _table(file, path.name, encoding, delimiter, path, cancelled)


def parse_table(
    data: bytes,
    name: str,
    encoding: str = "",
    delimiter: str = "",
    path: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Table:
    """The table in some bytes; see ``read_table``."""
    return _table(io.BytesIO(data), name, encoding, delimiter, path, cancelled)


def _table(
    raw: BinaryIO, name: str, encoding: str, delimiter: str, path: Path | None, cancelled: Callable[[], bool]
) -> Table:
    text = Text(raw, name, encoding)
    start = _beginning(text)
    if not "".join(start).strip() and sum(map(len, start)) < _LOOKED_AT_CHARACTERS:
        raise BadInput(f"{name} is empty: there is no header and no line to read.")
    declared = _separator_line(start)
    skipped = 1 if declared else 0
    if skipped:
        del start[0]
    separator = delimiter or declared or find_delimiter(start)
    head = find_header([cells for _, cells in _first(_records(iter(start), separator, name, tolerant=True))])
    lines = text.lines(MAX_CELL + 1)
    if skipped:
        next(lines)
    found = ((line + skipped, list(map(unharmed, cells))) for line, cells in _records(lines, separator, name))
    header, header_line, records = cut_at_header(found, head, name, cancelled)
    return Table(name, header, records, path, text.used, text.sure, separator, header_line)


def _beginning(text: Text) -> list[str]:
    """The lines that delimiter and header are judged by."""
    found: list[str] = []
    left = _LOOKED_AT_CHARACTERS
    for line in text.lines(_LOOKED_AT_CHARACTERS):
        found.append(line[:left])
        left -= len(line)
        if left <= 0:
            break
    return found


def cut_at_header(
    rows: Iterable[tuple[int, list[str]]],
    head: int,
    name: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[tuple[str, ...], int, tuple[Record, ...]]:
    """The header (the row of index ``head``), the line it stands on, and the rows below it, empty ones left
    out."""
    header: tuple[str, ...] = ()
    header_line = 1
    records: list[Record] = []
    held = 0
    for index, (line, cells) in enumerate(rows):
        if index < head:
            continue
        if index == head:
            header, header_line = _named(cells, name), line
            continue
        if any(cell and not cell.isspace() for cell in cells):
            records.append(Record(line, tuple(cells)))
            held += _PER_RECORD + sum(
                _PER_CELL + sys.getsizeof(cell) if cell else _PER_CELL for cell in cells
            )
            if held > MAX_HELD:
                raise BadInput(
                    f"{name} is more than can be read at once, from line {line} on: split the file."
                )
        if index % 2_000 == 0 and cancelled():
            raise BadInput(f"Reading {name} was cancelled.")
    return header, header_line, tuple(records)


def _separator_line(lines: Sequence[str]) -> str:
    """The delimiter that Excel's own first line ``sep=;`` names; empty where there is none."""
    first = lines[0].strip().strip('"') if lines else ""
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") and first[4] in DELIMITERS else ""


def find_delimiter(lines: Sequence[str]) -> str:
    """The delimiter that cuts the first lines of a text into records of the steadiest width; comma in
    doubt."""
    best, best_score = ",", 0.0
    for candidate in DELIMITERS:
        widths = [
            len(cells)
            for _, cells in _first(_records(iter(lines), candidate, "", tolerant=True))
            if any(cells)
        ]
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        if width < 2:
            # Ragged all through: better than a table of one column only if most lines are cut at all.
            width, count = max(widths), sum(1 for w in widths if w > 1) // 2
        score = (width - 1) * (count / len(widths)) ** 3
        if score > best_score * 1.0001:
            best, best_score = candidate, score
    return best


def _first(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for index, record in enumerate(records):
        if index == LOOKED_AT:
            return
        yield record


def _records(
    lines: Iterator[str], delimiter: str, name: str, *, tolerant: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """(first line, cells) of each record. Tolerant: ends quietly where the text cannot be cut further."""
    csv.field_size_limit(MAX_CELL)
    size = 0

    def measured() -> Iterator[str]:
        # The width of a line is only known once it has been cut: what is too long must not be.
        nonlocal size
        for text in lines:
            size += len(text)
            if size > MAX_CELL:
                raise csv.Error("too long")
            yield text

    reader = csv.reader(measured(), delimiter=delimiter)
    line = 1
    count = 0
    while True:
        size = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if tolerant:
                return
            raise BadInput(f"{name}, line {line}: {_in_words(error)}") from None
        if len(cells) > MAX_COLUMNS:
            if tolerant:
                return
            raise BadInput(f"{name}, line {line}: {len(cells):,} columns. Up to {MAX_COLUMNS:,} can be read.")
        count += 1
        if count > MAX_RECORDS:
            raise BadInput(f"{name} has more than {MAX_RECORDS:,} lines: split the file.")
        yield line, cells
        line = reader.line_num + 1


def _in_words(error: csv.Error) -> str:
    if str(error) == "too long" or "field larger" in str(error):
        return (
            f"more than {MAX_CELL // (1024 * 1024)} million characters in a line. Is a quotation mark left"
            " open there?"
        )
    return f"this line cannot be cut into cells ({error})."


def find_header(head: list[list[str]]) -> int:
    """The index of the header among the first records: the first that is about as wide as the table.

    Exports put a title, a note or a blank line before it; those have a cell or two, or cells mostly empty.
    """
    widths = Counter(len(cells) for cells in head if any(cells))
    if not widths:
        return 0
    common = max(widths, key=lambda width: (widths[width], width))
    for index, cells in enumerate(head):
        filled = sum(1 for cell in cells if cell.strip())
        if len(cells) >= max(min(common, 2), common / 2) and filled >= max(min(common, 2), len(cells) / 2):
            return index
    return next((index for index, cells in enumerate(head) if any(cell.strip() for cell in cells)), 0)


def _named(cells: list[str], name: str) -> tuple[str, ...]:
    """Header cells as unique names; one without a name is called by its number."""
    if not any(cell.strip() for cell in cells):
        raise BadInput(f"{name} has no header line: its first lines are empty.")
    seen: Counter[str] = Counter()
    named: list[str] = []
    for number, cell in enumerate(cells, 1):
        column = " ".join(cell.split())[:200] or f"Column {number}"
        seen[column] += 1
        while seen[column] > 1:
            column = f"{column} ({seen[column]})"
            seen[column] += 1
        named.append(column)
    return tuple(named)
