"""A plan of an import onto the board."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import ROW_TYPES, Account, Contact, ImportRecord, Pursuit, Row, Setting, Touch
from dreamboard.domain.ranks import placed
from dreamboard.domain.references import REFERENCES
from dreamboard.services.dispatcher import Handled
from dreamboard.services.import_plan import ApplyImport, ImportPlan, RowChange
from dreamboard.services.ports import Clock, UnitOfWork

_REFERENCES: Mapping[type[Row], tuple[tuple[str, type[Row]], ...]] = {
    kind: tuple((reference.field, reference.to) for reference in REFERENCES if reference.kind is kind)
    for kind in ROW_TYPES
}
_OURS: Mapping[str, type[Row]] = {kind.__name__.lower(): kind for kind in ROW_TYPES} | {"employer": Contact}
"""What ``ExternalId.kind`` names; an employer is what a contact waits for."""

_Ids = dict[type[Row], dict[int, int]]  # the plan's negative ids -> the board's


def apply_import(command: ApplyImport, unit: UnitOfWork, clock: Clock) -> Handled:
    """Everything the plan says, in bulk and as one step. Refused, and nothing done, when a row that the plan
    changes has gone since it was made, or when it still asks a question."""
    plan = command.plan
    if plan.open_orders:
        open_order = plan.open_orders[0]
        raise Refused(
            f"Say first whether {open_order.sample} in {open_order.column} is day first or month first."
        )
    label = _label(plan)
    settings = _unsaid(plan.settings, unit)
    if plan.changes_nothing and not settings:
        return Handled(label)
    existing = _still_there(plan, unit)
    ids: _Ids = defaultdict(dict)
    made: list[int] = []
    by_kind: dict[type[Row], list[Row]] = defaultdict(list)
    for row in plan.new:
        by_kind[type(row)].append(row)
    for kind in ROW_TYPES:
        rows = by_kind.get(kind)
        if rows:
            added = unit.add_many(_ranked(kind, [_settled(row, ids) for row in rows], unit))
            ids[kind] = {row.id: new.id for row, new in zip(rows, added, strict=True)}
            if kind is Account:
                _place_under_parents(rows, added, ids[kind], unit)
            if kind is Pursuit:
                made = [row.id for row in added]
    _change(plan.changes, existing, ids, unit)
    unit.refresh_figures(_touched(plan, existing, ids))
    for name, value in settings.items():
        there = unit.find(Setting, name=name)
        if there:
            unit.update(replace(there[0], value=value))
        else:
            unit.add(Setting(0, name, value))
    if not plan.changes_nothing:
        unit.add(ImportRecord(0, clock.now(), tuple(file.name for file in plan.files), _counts(plan)))
    return Handled(label, tuple(made), bulk=True)


def _label(plan: ImportPlan) -> str:
    names = [file.name for file in plan.files]
    return f"Import {names[0]}" if len(names) == 1 else f"Import {len(names)} files"


def _unsaid(settings: Mapping[str, str], unit: UnitOfWork) -> dict[str, str]:
    """The settings that are not as the plan wants them."""
    return {
        name: value
        for name, value in settings.items()
        if all(there.value != value for there in unit.find(Setting, name=name))
    }


def _still_there(plan: ImportPlan, unit: UnitOfWork) -> dict[tuple[type[Row], int], Row]:
    """The rows that the plan changes or refers to, as they are now; refused when one is gone."""
    wanted: dict[type[Row], set[int]] = defaultdict(set)
    for change in plan.changes:
        wanted[change.row_type].add(change.id)
        for field, to in _REFERENCES[change.row_type]:
            referred = change.values.get(field)
            if isinstance(referred, int) and referred > 0:
                wanted[to].add(referred)
    for row in plan.new:
        for field, to in _REFERENCES[type(row)]:
            referred = getattr(row, field)
            if referred is not None and referred > 0:
                wanted[to].add(referred)
    found: dict[tuple[type[Row], int], Row] = {}
    for kind, row_ids in wanted.items():
        for row in unit.find_in(kind, "id", row_ids):
            found[kind, row.id] = row
    missing = sum(len(row_ids) for row_ids in wanted.values()) - len(found)
    if missing:
        raise Refused("The board has changed since the preview: look at the import again, then apply it.")
    return found


def _settled(row: Row, ids: _Ids) -> Row:
    """A new row as the store takes it: no id of its own, real ids of those it points to."""
    values: dict[str, Any] = {"id": 0}
    for field, to in _REFERENCES[type(row)]:
        referred = getattr(row, field)
        if referred is not None and referred < 0:
            values[field] = None if to is type(row) else ids[to][referred]
    ours = getattr(row, "ours", 0)
    if ours < 0:
        values["ours"] = ids[_OURS[getattr(row, "kind")]][ours]  # noqa: B009
    return _copied(row, values)


def _place_under_parents(
    rows: Iterable[Row], added: Iterable[Row], ids: Mapping[int, int], unit: UnitOfWork
) -> None:
    """New accounts under new accounts, once all have their ids."""
    unit.update_many(
        [
            _copied(new, {"parent_id": ids[cast(Account, row).parent_id or 0]})
            for row, new in zip(rows, added, strict=True)
            if (cast(Account, row).parent_id or 0) < 0
        ]
    )


def _copied(row: Row, values: Mapping[str, Any]) -> Row:
    return replace(row, **cast(Any, values)) if values else row


def _ranked(kind: type[Row], rows: list[Row], unit: UnitOfWork) -> list[Row]:
    """New cards at the ends of their columns, in the order of the plan."""
    if kind is not Pursuit:
        return rows
    return list(_at_the_end(cast(list[Pursuit], rows), unit))


def _at_the_end(cards: list[Pursuit], unit: UnitOfWork) -> Iterable[Pursuit]:
    comers: dict[int, list[int]] = defaultdict(list)
    for number, card in enumerate(cards):
        comers[card.stage_id].append(-number - 1)
    ranks: dict[int, int] = {}
    for stage_id, waiting in comers.items():
        column = [(one, rank) for one, rank in unit.neighbours(stage_id) if rank]
        ranks |= placed(column, waiting)
    for number, card in enumerate(cards):
        yield cast(Pursuit, _copied(card, {"rank": ranks[-number - 1]}))


def _change(
    changes: Iterable[RowChange],
    existing: Mapping[tuple[type[Row], int], Row],
    ids: _Ids,
    unit: UnitOfWork,
) -> None:
    changed: dict[type[Row], list[Row]] = defaultdict(list)
    for change in changes:
        values = dict(change.values)
        for field, to in _REFERENCES[change.row_type]:
            referred = values.get(field)
            if isinstance(referred, int) and referred < 0:
                values[field] = ids[to][referred]
        changed[change.row_type].append(_copied(existing[change.row_type, change.id], values))
    for kind, rows in changed.items():
        if kind is Pursuit:
            cards = cast(list[Pursuit], rows)
            moved = [card for card in cards if card.rank == 0]
            rows = [*(card for card in cards if card.rank != 0), *_at_the_end(moved, unit)]
        unit.update_many(rows)


def _touched(plan: ImportPlan, existing: Mapping[tuple[type[Row], int], Row], ids: _Ids) -> set[int]:
    """The pursuits whose touches change, those they belonged to before included."""
    found: set[int | None] = set()
    for row in plan.new:
        if isinstance(row, Touch):
            found.add(row.pursuit_id)
    for change in plan.changes:
        if change.row_type is Touch:
            found.add(cast(Touch, existing[Touch, change.id]).pursuit_id)
            found.add(cast("int | None", change.values.get("pursuit_id")))
    return {ids[Pursuit].get(one, one) for one in found if one is not None}


def _counts(plan: ImportPlan) -> str:
    return json.dumps(
        {
            kind.value: {outcome.value: number for outcome, number in outcomes.items()}
            for kind, outcomes in plan.counts().items()
        }
    )
