"""Any file that can be imported, as tables: which reader a file is for is told by its first bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dreamboard.exchange.tables import Table, parse_table, read_bytes
from dreamboard.exchange.vcards import is_vcard, read_vcards
from dreamboard.exchange.workbooks import is_workbook, read_workbook


def read_tables(
    path: Path,
    encoding: str = "",
    delimiter: str = "",
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Table]:
    """The tables in a file: its sheets, or the one that it is. Raises ``BadInput``."""
    data = read_bytes(path)
    if is_workbook(data):
        return read_workbook(data, path.name, path, cancelled)
    if is_vcard(data):
        return read_vcards(data, path.name, encoding, path, cancelled)
    return [parse_table(data, path.name, encoding, delimiter, path, cancelled)]
