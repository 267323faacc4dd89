"""Reading a text table of unknown making: its encoding, its delimiter, its header, its records.

Nothing here knows what the columns mean. Every failure is a ``BadInput`` that names file, line and reason.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.harmless import unharmed
from dreamboard.services.import_plan import Kind

ENCODINGS = (
    "utf-8",
    "cp1252",
    "cp1250",
    "cp1251",
    "iso8859-15",
    "mac-roman",
    "utf-16",
    "shift_jis",
    "gb18030",
)
"""What the chooser offers, the likeliest first."""

DELIMITERS = ",;\t|"

MAX_BYTES = 256 * 1024 * 1024
MAX_CELL = 4 * 1024 * 1024
"""Characters. A quote that is never closed would otherwise swallow the rest of the file as one cell."""
MAX_COLUMNS = 2_000
MAX_RECORDS = 1_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old office program"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
)
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
    return parse_table(read_bytes(path), path.name, encoding, delimiter, path, cancelled)


def read_bytes(path: Path) -> bytes:
    """A file's bytes, if it is a file, can be read and is not larger than ``MAX_BYTES``."""
    try:
        if path.is_dir():
            raise BadInput(f"{path.name} is a folder. Choose the files in it.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                f"{path.name} is {size // (1024 * 1024)} MB. Up to {MAX_BYTES // (1024 * 1024)} MB can be"
                " read at once: split the file."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from None


def parse_table(
    data: bytes,
    name: str,
    encoding: str = "",
    delimiter: str = "",
    path: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Table:
    """The table in some bytes; see ``read_table``."""
    text, used, sure = decode(data, name, encoding)
    text, declared, skipped = _take_separator_line(text)
    if not text.strip():
        raise BadInput(f"{name} is empty: there is no header and no line to read.")
    cut = text[:_LOOKED_AT_CHARACTERS]
    separator = delimiter or declared or find_delimiter(cut)
    head = find_header([cells for _, cells in _first(_records(cut, separator, name, tolerant=True))])
    found = ((line + skipped, list(map(unharmed, cells))) for line, cells in _records(text, separator, name))
    header, header_line, records = cut_at_header(found, head, name, cancelled)
    return Table(name, header, records, path, used, sure, separator, header_line)


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
    for index, (line, cells) in enumerate(rows):
        if index < head:
            continue
        if index == head:
            header, header_line = _named(cells, name), line
            continue
        if any(cell and not cell.isspace() for cell in cells):
            records.append(Record(line, tuple(cells)))
        if index % 2_000 == 0 and cancelled():
            raise BadInput(f"Reading {name} was cancelled.")
    return header, header_line, tuple(records)


def decode(data: bytes, name: str, encoding: str = "") -> tuple[str, str, bool]:
    """The text, the encoding it was read by, and whether that is certain.

    A byte order mark decides; else strict UTF-8 if it holds; else cp1252, a guess. Detectors that guess by
    frequency misjudge western files, so none is asked.
    """
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise BadInput(f"{name} is {what}, not a text table. Save it as CSV there and choose that file.")
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decoded(data, marked, name), marked.removesuffix("-sig"), True
    if encoding:
        return _decoded(data, encoding, name), encoding, True
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252", name), "cp1252", False
    wide = _unmarked_utf16(data)
    if wide:
        return _decoded(data, wide, name), wide, False
    return text, "utf-8", True


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, told by western text having a zero in every second byte."""
    sample = data[:2_000]
    if len(sample) < 8 or len(data) % 2:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[start::2].count(0) > 0.9 * len(sample[start::2]) and sample[1 - start :: 2].count(0) == 0:
            return encoding
    return ""


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding, errors="replace" if encoding == "cp1252" else "strict")
    except LookupError:
        raise BadInput(
            f"There is no encoding called {encoding}. Choose one of: {', '.join(ENCODINGS)}."
        ) from None
    except UnicodeError as error:
        raise BadInput(f"{name} is not text in {encoding}: {error}. Choose another encoding.") from None


def _take_separator_line(text: str) -> tuple[str, str, int]:
    """Excel's own first line ``sep=;`` off the text; the delimiter it names, and how many lines it took."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in DELIMITERS:
        return rest, first[4], 1
    return text, "", 0


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the beginning of a text into records of the steadiest width; comma in doubt."""
    best, best_score = ",", 0.0
    for candidate in DELIMITERS:
        widths = [
            len(cells) for _, cells in _first(_records(text, candidate, "", tolerant=True)) if any(cells)
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
    text: str, delimiter: str, name: str, *, tolerant: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """(first line, cells) of each record. Tolerant: ends quietly where the text cannot be cut further."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    line = 1
    count = 0
    while True:
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
    if "field larger" in str(error):
        return (
            f"a cell of more than {MAX_CELL // (1024 * 1024)} million characters. Is a quotation mark left"
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
