"""A plan of an import onto the board."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, cast

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Contact,
    ExternalId,
    ImportRecord,
    Pursuit,
    Row,
    Setting,
    Touch,
)
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
    if plan.asks_own:
        raise Refused("Say first which e-mail addresses are your own.")
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
            added = unit.add_many(_settled(kind, rows, ids, unit))
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


def _settled(kind: type[Row], rows: Sequence[Row], ids: _Ids, unit: UnitOfWork) -> list[Row]:
    """New rows as the store takes them: no ids of their own, real ids of those they point to, cards at the
    ends of their columns. Column by column, which is four times as fast as row by row."""
    names = [field.name for field in fields(kind)]
    columns: dict[str, Sequence[Any]] = dict(
        zip(names, zip(*map(attrgetter(*names), rows), strict=True), strict=True)
    )
    columns["id"] = [0] * len(rows)
    for name, to in _REFERENCES[kind]:
        # A row of the same kind is tied afterwards, when all have their ids.
        given = dict.fromkeys(columns[name]) if to is kind else ids[to]
        columns[name] = [given[one] if one is not None and one < 0 else one for one in columns[name]]
    if kind is ExternalId:
        named = zip(columns["kind"], columns["ours"], strict=True)
        columns["ours"] = [ids[_OURS[what]][one] if one < 0 else one for what, one in named]
    if kind is Pursuit:
        columns["rank"] = _ranks_at_the_end(columns["stage_id"], unit)
    make = cast(Callable[..., Row], kind)
    return list(map(make, *(columns[name] for name in names)))


def _ranks_at_the_end(stage_ids: Sequence[int], unit: UnitOfWork) -> list[int]:
    """Ranks for cards that come to the ends of these columns, in order."""
    comers: dict[int, list[int]] = defaultdict(list)
    for number, stage_id in enumerate(stage_ids, 1):
        comers[stage_id].append(-number)
    ranks: dict[int, int] = {}
    for stage_id, waiting in comers.items():
        # Rank 0 is a card of this plan that is on its way itself.
        column = [(one, rank) for one, rank in unit.neighbours(stage_id) if rank]
        ranks |= placed(column, waiting)
    return [ranks[-number] for number in range(1, len(stage_ids) + 1)]


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
            ranks = _ranks_at_the_end([card.stage_id for card in moved], unit)
            rows = [card for card in cards if card.rank != 0]
            rows += [replace(card, rank=rank) for card, rank in zip(moved, ranks, strict=True)]
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
