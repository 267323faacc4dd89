"""Which writer a file's name asks for, and where the calendar of plans is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dreamboard.domain.model import Setting
from dreamboard.services.ports import Queries

PLANS_FILE = "export.plans_calendar"
"""The setting that holds the path of the calendar of plans, as JSON text."""

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


def plans_file_of(queries: Queries) -> Path | None:
    """Where the rep keeps a calendar of plans; ``None``: nowhere."""
    for setting in queries.rows(Setting):
        if setting.name == PLANS_FILE:
            said = json.loads(setting.value)
            return Path(said) if isinstance(said, str) and said else None
    return None
