"""The whole board as a file, or as a folder of tables, and back: nothing lost, every id as it was.

- ``export_json(queries, path)`` and ``export_folder(queries, folder)`` write everything: rows of all kinds,
  the trash and the settings too. Only the undo journal stays behind.
- ``is_archive(paths)`` tells whether files to import are such an export; ``read_archive(paths)`` reads it.
- The command ``ApplyArchive`` brings it onto an empty board; the same archive again changes nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import KIND_BY_NAME, ROW_TYPES, ImportRecord, Row
from dreamboard.domain.references import REFERENCES
from dreamboard.exchange.files import csv_text, write_whole
from dreamboard.exchange.harmless import unharmed
from dreamboard.exchange.opening import read_bytes
from dreamboard.exchange.rows import cells_of, columns_of, plain_of, row_of_cells, row_of_plain
from dreamboard.services.import_plan import Archive
from dreamboard.services.ports import Queries

FORMAT = "dreamboard"
VERSION = 1
"""Of the layout of the file; raised when an older program could no longer read it."""
MAX_ARCHIVE = 2 * 1024 * 1024 * 1024 - 1
"""Bytes of a file of it. What came with touches may make it larger than all else that is read at once."""

_PLURALS = {
    "Feedback": "feedback",
    "StageMove": "stage_moves",
    "ExternalId": "external_ids",
    "ImportRecord": "imports",
    "TrashItem": "trash",
    "Touch": "touches",
}
_FILE_OF: dict[type[Row], str] = {
    kind: f"{_PLURALS.get(kind.__name__, f'{kind.__name__.lower()}s')}.csv" for kind in ROW_TYPES
}
_KIND_OF = {name: kind for kind, name in _FILE_OF.items()}


def export_json(queries: Queries, path: Path) -> int:
    """Everything into one JSON file, mode 0600, whole or not at all. Gives the number of rows.

    Raises ``BadInput`` when it cannot be written.
    """
    rows = {kind: _rows(queries, kind) for kind in ROW_TYPES}
    data = {
        "format": FORMAT,
        "version": VERSION,
        "rows": {kind.__name__: [plain_of(row) for row in found] for kind, found in rows.items()},
    }
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return sum(map(len, rows.values()))


def export_folder(queries: Queries, folder: Path) -> int:
    """Everything into one CSV a kind, each mode 0600, in a folder that is made where it is not there. Gives
    the number of rows.

    Cells that a spreadsheet would run are made harmless. Files of an earlier export are replaced, others
    left alone. Raises ``BadInput`` when something cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror or error}.") from None
    count = 0
    for kind in ROW_TYPES:
        found = _rows(queries, kind)
        count += len(found)
        header = [column.name for column in columns_of(kind)]
        write_whole(folder / _FILE_OF[kind], csv_text(header, (cells_of(row) for row in found)))
    return count


def _rows(queries: Queries, kind: type[Row]) -> Sequence[Row]:
    found = queries.rows(kind)
    # The journal that the step belongs to stays behind.
    return [replace(row, step_id=None) if isinstance(row, ImportRecord) else row for row in found]


def is_archive(paths: Sequence[Path]) -> bool:
    """Whether these files to import are an export of this program: its JSON file, its folder, or the tables
    in it."""
    if len(paths) == 1 and paths[0].is_dir():
        return (paths[0] / _FILE_OF[ROW_TYPES[0]]).is_file()
    if len(paths) == 1 and paths[0].suffix.lower() == ".json":
        return True
    names = {path.name for path in paths}
    return {"accounts.csv", "stages.csv", "pursuits.csv"} <= names <= set(_KIND_OF)


def read_archive(paths: Sequence[Path]) -> Archive:
    """What an export holds. Raises ``BadInput`` naming file and place when it is none, is damaged, or was
    written by a newer program."""
    if len(paths) == 1 and paths[0].suffix.lower() == ".json" and not paths[0].is_dir():
        rows = _read_json(paths[0])
    else:
        files = sorted(paths[0].glob("*.csv")) if len(paths) == 1 else list(paths)
        rows = {}
        for path in files:
            if path.name in _KIND_OF:
                rows[_KIND_OF[path.name]] = _read_csv(path, _KIND_OF[path.name])
    _check(rows, paths[0].name)
    return Archive(paths[0].name, tuple(row for kind in ROW_TYPES for row in rows.get(kind, ())))


def _read_json(path: Path) -> dict[type[Row], list[Row]]:
    try:
        data = json.loads(read_bytes(path, MAX_ARCHIVE).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(f"{path.name} is not a JSON file, or is cut off.") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("rows"), dict):
        raise BadInput(
            f"{path.name} is not an export of this program. CSV files of other programs can be imported."
        )
    if data.get("version") != VERSION:
        raise BadInput(f"{path.name} was written by a newer version of this program: update this one first.")
    named: Mapping[str, Any] = data["rows"]
    unknown = sorted(named.keys() - KIND_BY_NAME.keys())
    if unknown:
        raise BadInput(f"{path.name} holds {unknown[0]}, which this version does not know: update it first.")
    return {
        KIND_BY_NAME[name]: _read_rows(path.name, KIND_BY_NAME[name], found) for name, found in named.items()
    }


def _read_rows(file: str, kind: type[Row], found: Any) -> list[Row]:
    if not isinstance(found, list):
        raise BadInput(f"{file}: {kind.__name__} is not a list of rows.")
    rows = []
    for number, one in enumerate(found, 1):
        try:
            if not isinstance(one, dict):
                raise ValueError("it is not a row")
            rows.append(row_of_plain(kind, one))
        except ValueError as error:
            raise BadInput(f"{file}, {kind.__name__} {number}: {error}.") from None
    return rows


def _read_csv(path: Path, kind: type[Row]) -> list[Row]:
    try:
        text = read_bytes(path, MAX_ARCHIVE).decode("utf-8-sig", "surrogatepass")
    except UnicodeError:
        raise BadInput(f"{path.name} is not text in UTF-8. Was it saved by another program?") from None
    csv.field_size_limit(MAX_ARCHIVE)  # one attachment is one cell
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        missing = [column.name for column in columns_of(kind) if column.name not in header]
        if "id" in missing:
            raise BadInput(f"{path.name} is not a table of this program's export: it has no column id.")
        rows = []
        for cells in reader:
            given = dict(zip(header, map(unharmed, cells), strict=False))
            try:
                rows.append(row_of_cells(kind, given))
            except ValueError as error:
                raise BadInput(f"{path.name}, line {reader.line_num}: {error}.") from None
    except csv.Error as error:
        raise BadInput(f"{path.name}, line {reader.line_num}: {error}.") from None
    return rows


def _check(rows: Mapping[type[Row], Iterable[Row]], file: str) -> None:
    """Ids are given once, and what is referred to is there."""
    ids: dict[type[Row], set[int]] = {}
    for kind in ROW_TYPES:
        found = [row.id for row in rows.get(kind, ())]
        ids[kind] = set(found)
        if len(found) != len(ids[kind]):
            raise BadInput(f"{file}: an id of {kind.__name__} is given twice.")
    for reference in REFERENCES:
        for row in rows.get(reference.kind, ()):
            to = getattr(row, reference.field)
            if to is not None and to not in ids[reference.to]:
                raise BadInput(
                    f"{file}: {reference.kind.__name__} {row.id} refers to {reference.to.__name__} {to},"
                    " which is not there."
                )
