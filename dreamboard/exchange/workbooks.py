"""Reading workbooks: every sheet that holds anything becomes a table of its own.

python-calamine reads XLSX, XLS and ODS alike, formulas as the values they last had; nothing in a workbook is
run. It gives a sheet as one rectangle, so two cells far apart would fill the memory: what a sheet spans is
looked at first (``workbook_limits``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.tables import (
    LOOKED_AT,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_RECORDS,
    Table,
    cut_at_header,
    find_header,
)
from dreamboard.exchange.workbook_limits import check_old_workbook, checked_package

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_SHEETS = 100


def is_workbook(data: bytes) -> bool:
    """Whether a file may be a workbook, by its first bytes."""
    return data.startswith((ZIP_MARK, OLE_MARK))


def read_workbook(
    data: bytes, name: str, path: Path | None = None, cancelled: Callable[[], bool] = lambda: False
) -> list[Table]:
    """The sheets of a workbook, those that hold nothing left out. Raises ``BadInput``."""
    from python_calamine import CalamineWorkbook  # loaded when the first workbook is read

    if data.startswith(ZIP_MARK):
        data = checked_package(data, name)
    else:
        check_old_workbook(data, name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = list(book.sheet_names)
    except Exception as error:
        raise _unreadable(name, error) from None
    except BaseException as error:
        raise _panicked(name, error) from None
    if len(sheets) > MAX_SHEETS:
        raise BadInput(f"{name} has {len(sheets):,} sheets. Up to {MAX_SHEETS} can be read.")
    tables = []
    for sheet in sheets:
        if cancelled():
            raise BadInput(f"Reading {name} was cancelled.")
        called = name if len(sheets) == 1 else f"{name}: {sheet}"
        try:
            read = book.get_sheet_by_name(sheet)
            first = read.to_python(skip_empty_area=False, nrows=LOOKED_AT)
        except Exception as error:
            if "Worksheet" in type(error).__name__:  # a chart has no cells
                continue
            raise _unreadable(called, error) from None
        except BaseException as error:
            raise _panicked(called, error) from None
        table = _table(read, first, called, path, sheet if len(sheets) > 1 else "", cancelled)
        if table is not None:
            tables.append(table)
    if not tables:
        raise BadInput(f"{name} is empty: no sheet of it has a header and a line to read.")
    return tables


def _unreadable(name: str, error: Exception) -> BadInput:
    return BadInput(f"{name} cannot be read as a workbook: {str(error)[:200]}. Is it damaged or locked?")


def _panicked(name: str, error: BaseException) -> BaseException:
    # What the reader's own language calls a panic comes as no ordinary exception.
    if type(error).__name__ == "PanicException":
        return BadInput(f"{name} cannot be read as a workbook: it is damaged.")
    return error


def _table(
    sheet: Any, first: list[list[Any]], name: str, path: Path | None, part: str, cancelled: Callable[[], bool]
) -> Table | None:
    if sheet.total_height > MAX_RECORDS:
        raise BadInput(f"{name} has more than {MAX_RECORDS:,} lines: split the file.")
    if sheet.total_width > MAX_COLUMNS:
        raise BadInput(f"{name}: {sheet.total_width:,} columns. Up to {MAX_COLUMNS:,} can be read.")
    looked_at = [_texts(row) for row in first]
    if not any(cell.strip() for row in looked_at for cell in row):
        return None
    head = find_header(looked_at)
    header, header_line, records = cut_at_header(_numbered(sheet.iter_rows()), head, name, cancelled)
    return Table(name, header, records, path, "", True, "", header_line, part)


def _numbered(rows: Iterable[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        cells = _texts(row)
        while cells and not cells[-1]:  # a sheet is as wide as its widest line
            cells.pop()
        yield number, cells


def _texts(row: list[Any]) -> list[str]:
    return [cell if type(cell) is str and len(cell) <= MAX_CELL else _text(cell) for cell in row]


def _text(value: object) -> str:
    """A cell as a text table would hold it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)[:MAX_CELL]
