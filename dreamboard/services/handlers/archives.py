"""A whole board as it was exported."""

from __future__ import annotations

from collections import defaultdict

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import ROW_TYPES, ImportRecord, Pursuit, Row, Setting, Stage
from dreamboard.services.dispatcher import Handled
from dreamboard.services.import_plan import ApplyArchive
from dreamboard.services.ports import Clock, UnitOfWork

_COME_WITH_EVERY_BOARD = (Stage, Setting)


def apply_archive(command: ApplyArchive, unit: UnitOfWork, clock: Clock) -> Handled:
    """The rows of an archive, every id as it was, instead of what an empty board comes with. A board that
    holds the very same is left as it is; any other that is not empty refuses."""
    archive = command.archive
    label = f"Import {archive.name}"
    by_kind: dict[type[Row], list[Row]] = defaultdict(list)
    for row in archive.rows:
        by_kind[type(row)].append(row)
    if all(_same(unit, kind, by_kind[kind]) for kind in ROW_TYPES):
        return Handled(label)
    for kind in ROW_TYPES:
        if kind not in _COME_WITH_EVERY_BOARD and unit.find(kind):
            raise Refused(
                f"{archive.name} is a whole board, and this board is not empty. Import it into a new board:"
                " choose another file for it (--board on the command line)."
            )
    for kind in _COME_WITH_EVERY_BOARD:
        unit.delete(kind, [row.id for row in unit.find(kind)])
        for row in by_kind.pop(kind, ()):
            unit.add(row)
    for kind in ROW_TYPES:
        if kind in by_kind:
            unit.add_many(by_kind[kind])
    unit.refresh_figures([row.id for row in by_kind.get(Pursuit, ())])
    return Handled(label, tuple(row.id for row in by_kind.get(Pursuit, ())), bulk=True)


def _same(unit: UnitOfWork, kind: type[Row], rows: list[Row]) -> bool:
    there = unit.find(kind)
    if kind is ImportRecord:  # the journal they belong to is not part of an archive
        return [row.id for row in there] == sorted(row.id for row in rows)
    return there == sorted(rows, key=lambda row: row.id)
