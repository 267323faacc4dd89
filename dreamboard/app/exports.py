"""Which writer a file's name asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dreamboard.services.ports import Queries

SUFFIXES = (".json", ".xlsx", ".vcf", ".ics")
"""What the name of a file to export to may end in; anything else is a folder."""


def writer_of(path: Path, *, folder: bool, at: datetime) -> Callable[[Queries, Path], int]:
    """What writes a file of this name, and gives how many rows it wrote."""
    from dreamboard.exchange.archive import export_folder, export_json
    from dreamboard.exchange.leaving import export_contacts, export_plans, export_workbook

    if folder:
        return export_folder
    writers: dict[str, Callable[[Queries, Path], int]] = {
        ".xlsx": export_workbook,
        ".vcf": export_contacts,
        ".ics": lambda queries, path: export_plans(queries, path, at),
    }
    return writers.get(path.suffix.lower(), export_json)
