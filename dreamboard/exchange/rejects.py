"""The lines that could not be brought in, kept where they can be mended and read again."""

from __future__ import annotations

from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.files import csv_text, write_new
from dreamboard.exchange.mapping import REASON_COLUMN
from dreamboard.services.import_plan import ImportPlan


def save_rejected(plan: ImportPlan, folder: Path | None = None) -> tuple[Path, ...]:
    """The rejected lines of each file as ``NAME.rejected.csv``: its own columns and the reason.

    Beside the file they came from, or in ``folder``. The column of reasons is ignored when the mended file
    is imported, and its header counts as the same. No file is ever overwritten. Gives the paths written,
    none where nothing was rejected. Raises ``BadInput`` when a file cannot be written.
    """
    written = []
    for file in plan.files:
        if not file.rejected:
            continue
        source = Path(file.path or file.name)
        there = folder or source.parent
        if not there.is_dir():
            raise BadInput(f"There is no folder {there} to save the rejected lines in.")
        header = [column for column in file.header if column != REASON_COLUMN]
        kept = [number for number, column in enumerate(file.header) if column != REASON_COLUMN]
        width = len(file.header)
        rows = [[*(cells[number] for number in kept), *cells[width:-1], cells[-1]] for cells in file.rejected]
        longest = max(len(row) for row in rows) - 1
        # Cells beyond the header are kept, the reason stays in its own column.
        header += [f"Column {number + 1}" for number in range(len(header), longest)]
        padded = [[*row[:-1], *("",) * (longest - len(row) + 1), row[-1]] for row in rows]
        stem = source.name.removesuffix(source.suffix).removesuffix(".rejected") + ".rejected"
        written.append(write_new(there, stem, ".csv", csv_text([*header, REASON_COLUMN], padded)))
    return tuple(written)
