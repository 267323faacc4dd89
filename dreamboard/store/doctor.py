"""Looking a board over, line by line, and mending what can be mended."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from dreamboard.domain.errors import BoardFileError
from dreamboard.domain.figures import figures_held
from dreamboard.domain.model import ROW_TYPES, Figures, Pursuit, Stage
from dreamboard.domain.ranks import GAP
from dreamboard.domain.references import REFERENCES, Hold
from dreamboard.store.backup import backups_of, folder_of, is_good, make_backup, newest_good
from dreamboard.store.board_file import check_version, header_of, too_open
from dreamboard.store.columns import Kind, codec_of, instant
from dreamboard.store.figures import derive_figures
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.search_index import documents, rebuild
from dreamboard.store.sqlite import SqliteBackend
from dreamboard.store.sqlite_file import companions, problems_of
from dreamboard.store.tables import Tables
from dreamboard.store.unit_of_work import SqlUnitOfWork
from dreamboard.store.wiping import is_due, wipe

_SHOWN: Final = 5
"""How many of many like things a line names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at and how it stands."""

    text: str
    ok: bool
    repairable: bool = False


def examine(board: Path) -> tuple[Finding, ...]:
    """Look at the file, what is in it and its backups. Changes nothing; the board may be open."""
    try:
        header = header_of(board)
        check_version(board, header)
    except BoardFileError as error:
        return (Finding(str(error), False), *_backups(board))
    whole = _integrity(board)
    findings = [Finding(f"The file {board} is a board of format {header.version}.", True), whole]
    if whole.ok:
        link = Link(SqliteBackend(board))
        try:
            with link.reading():
                findings += [check(link) for check in _CHECKS]
        finally:
            link.close()
    return (*findings, _modes(board), *_backups(board))


def repair(board: Path, at: datetime) -> tuple[Finding, ...]:
    """Make a backup, mend what can be mended, and look again.

    References that lead nowhere are emptied; a row that hung on one is removed. Nothing is mended in a file
    that is damaged: that needs a backup put back.
    """
    found = examine(board)
    if not any(finding.repairable for finding in found):
        return found
    _mend_modes(board)
    if any(finding.repairable and not finding.text.startswith(_MODES) for finding in found):
        link = Link(SqliteBackend(board))
        try:
            if is_due(link):  # first: the backup is to be free of it
                wipe(link)
            make_backup(board, at)
            with SqlUnitOfWork(link) as unit:
                _mend_references(link, unit)
                _mend_figures(link, unit)
                _mend_order(link, unit)
                unit.commit()
            link.begin(writing=True)
            rebuild(link)
            link.commit()
        finally:
            link.close()
    return examine(board)


def _integrity(board: Path) -> Finding:
    problems = problems_of(board, thorough=True)
    if not problems:
        return Finding("Integrity: the file is whole.", True)
    good = newest_good(board)
    advice = f"Restore the newest good backup: {good.path}" if good else "There is no good backup to restore."
    return Finding(f"Integrity: the file is damaged ({problems[0]}). {advice}", False)


def _listed(things: Iterable[object]) -> str:
    every = [str(thing) for thing in things]
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def _dangling(link: Link) -> list[tuple[Kind, str, Hold, int]]:
    found: list[tuple[Kind, str, Hold, int]] = []
    for reference in REFERENCES:
        column, to = TABLES[reference.kind].c[reference.field], TABLES[reference.to].alias("to")
        lost = (
            sa.select(TABLES[reference.kind].c.id)
            .select_from(TABLES[reference.kind].outerjoin(to, to.c.id == column))
            .where(column.is_not(None), to.c.id.is_(None))
        )
        found += [(reference.kind, reference.field, reference.hold, row[0]) for row in link.fetch(lost)]
    return found


def _references(link: Link) -> Finding:
    lost = _dangling(link)
    if not lost:
        return Finding("References: all lead somewhere.", True)
    names = _listed(f"{kind.__name__} {row_id}.{field}" for kind, field, _, row_id in lost)
    return Finding(f"References: {len(lost)} lead nowhere ({names}).", False, repairable=True)


def _mend_references(link: Link, unit: SqlUnitOfWork) -> None:
    for kind, field, hold, row_id in _dangling(link):
        if hold is Hold.MENTIONS:
            unit.fill(kind, row_id, {field: None})
        else:
            unit.delete(kind, [row_id])


def _wrong_figures(link: Link) -> list[int]:
    pursuits = codec_of(Pursuit).rows(Tables(link).all(Pursuit))
    derived = derive_figures(link, [pursuit.id for pursuit in pursuits])
    return [p.id for p in pursuits if figures_held(p) != _figures(derived[p.id])]


def _figures(derived: dict[str, Any]) -> Figures:
    values: dict[str, Any] = {
        name: instant(value) if name.endswith("_at") and value is not None else value
        for name, value in derived.items()
    }
    return Figures(**values)


def _derived(link: Link) -> Finding:
    wrong = _wrong_figures(link)
    if not wrong:
        return Finding("Figures: the running figures of all cards are what their touches give.", True)
    return Finding(f"Figures: wrong for {len(wrong)} cards ({_listed(wrong)}).", False, repairable=True)


def _mend_figures(link: Link, unit: SqlUnitOfWork) -> None:
    unit.refresh_figures(_wrong_figures(link))


def _same_places(link: Link) -> tuple[list[int], bool]:
    """The columns with two cards of one rank, and whether two columns have one position."""
    ranks: dict[int, list[int]] = defaultdict(list)
    tables = Tables(link)
    stages = codec_of(Stage).rows(tables.all(Stage))
    for stage in stages:
        ranks[stage.id] = [rank for _, rank in tables.ranks(stage.id)]
    doubled = [stage_id for stage_id, of_stage in ranks.items() if len(set(of_stage)) != len(of_stage)]
    return doubled, len({stage.position for stage in stages}) != len(stages)


def _order(link: Link) -> Finding:
    doubled, columns = _same_places(link)
    if not doubled and not columns:
        return Finding("Order: every card and every column has a place of its own.", True)
    parts = [f"cards share a place in column {_listed(doubled)}"] if doubled else []
    parts += ["columns share a place"] if columns else []
    return Finding(f"Order: {' and '.join(parts)}.", False, repairable=True)


def _mend_order(link: Link, unit: SqlUnitOfWork) -> None:
    doubled, columns = _same_places(link)
    for stage_id in doubled:
        for number, (pursuit_id, _) in enumerate(unit.neighbours(stage_id), start=1):
            unit.fill(Pursuit, pursuit_id, {"rank": number * GAP})
    if columns:
        stages = sorted(unit.find(Stage), key=lambda stage: (stage.position, stage.id))
        for number, stage in enumerate(stages, start=1):
            unit.fill(Stage, stage.id, {"position": number * GAP})


def _search(link: Link) -> Finding:
    wanted = sum(1 for _ in documents(link))
    held = link.backend.search_count(link.connection)
    if wanted == held:
        return Finding(f"Search: {held} texts can be found.", True)
    return Finding(f"Search: {held} of {wanted} texts can be found.", False, repairable=True)


def _contents(link: Link) -> Finding:
    counts: list[str] = []
    for kind in ROW_TYPES:
        ((count,),) = link.fetch(sa.select(sa.func.count()).select_from(TABLES[kind]))
        if count:
            counts.append(f"{kind.__name__} {count}")
    return Finding(f"Rows: {', '.join(counts)}.", True)


def _erased(link: Link) -> Finding:
    if not is_due(link):
        return Finding("Erased: nothing that was erased is left in the file.", True)
    return Finding(
        "Erased: the file may still hold what was erased: it was in use elsewhere, or the disk was full.",
        False,
        repairable=True,
    )


_CHECKS: Final[tuple[Callable[[Link], Finding], ...]] = (
    _references,
    _derived,
    _order,
    _search,
    _erased,
    _contents,
)

_MODES: Final = "Modes:"


def _private(board: Path) -> list[Path]:
    places = [board, *companions(board), folder_of(board), *(backup.path for backup in backups_of(board))]
    return [place for place in places if place.exists()]


def _modes(board: Path) -> Finding:
    if os.name != "posix":
        return Finding(f"{_MODES} left to the system here.", True)
    open_to_others = [place for place in _private(board) if too_open(place)]
    if not open_to_others:
        return Finding(f"{_MODES} the board and its backups are yours alone to read.", True)
    return Finding(f"{_MODES} others may read {_listed(open_to_others)}.", False, repairable=True)


def _mend_modes(board: Path) -> None:
    for place in _private(board) if os.name == "posix" else ():
        if too_open(place):
            place.chmod(0o700 if place.is_dir() else 0o600)


def _backups(board: Path) -> list[Finding]:
    backups = backups_of(board)
    if not backups:
        return [Finding("Backups: there are none yet.", True)]
    bad = [backup.path.name for backup in backups if not is_good(backup.path)]
    newest = backups[0]
    findings = [Finding(f"Backups: {len(backups)}, the newest of {newest.at:%d %B %Y, %H:%M} UTC.", True)]
    if bad:
        findings.append(Finding(f"Backups: {len(bad)} cannot be used ({_listed(bad)}).", False))
    return findings
