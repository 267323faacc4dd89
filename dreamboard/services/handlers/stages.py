"""Columns: added, put elsewhere, taken away."""

from __future__ import annotations

from dataclasses import replace

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Pursuit, Stage
from dreamboard.domain.ranks import placed
from dreamboard.services.commands import AddStage, MoveStage, Place, RemoveStage
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import come_to
from dreamboard.services.ports import Clock, UnitOfWork


def add_stage(command: AddStage, unit: UnitOfWork, clock: Clock) -> Handled:
    """A column to the right of another, or at the right end. Makes the stage."""
    stages = _in_order(unit)
    name = unused_name(unit, command.name)
    limit = command.card_limit
    if limit is not None:
        checks.count(limit, "A column's limit")
    positions = _positions(stages, 0, command.after_id)
    made = unit.add(
        Stage(0, name, command.kind, positions[0], checks.colour(command.colour), card_limit=limit)
    )
    _keep_positions(unit, stages, positions)
    return Handled(f"Add column {name}", (made.id,))


def move_stage(command: MoveStage, unit: UnitOfWork, clock: Clock) -> Handled:
    """A column to the right of another, or to the left end."""
    stages = _in_order(unit)
    stage = unit.get(Stage, command.stage_id)
    if command.after_id == stage.id:
        raise Refused(f"“{stage.name}” cannot stand to the right of itself.")
    first = stages[0].id if command.after_id is None else None
    _keep_positions(unit, stages, _positions(stages, stage.id, command.after_id, first))
    return Handled(f"Move column {stage.name}")


def remove_stage(command: RemoveStage, unit: UnitOfWork, clock: Clock) -> Handled:
    """A column away; its cards go to another of its kind. Retired ones go along without being asked for, so
    that they can be brought back."""
    stage = unit.get(Stage, command.stage_id)
    others = [one for one in _in_order(unit) if one.kind is stage.kind and one.id != stage.id]
    if not others:
        raise Refused(f"“{stage.name}” is the last column of its kind and stays: rules count on it.")
    ids = [card for card, _ in unit.neighbours(stage.id)]
    by_id = {card.id: card for card in unit.find_in(Pursuit, "id", ids)}
    there = [by_id[card] for card in ids]
    active = [card for card in there if card.retired_on is None]
    if command.cards_to is None:
        if active:
            raise Refused(f"“{stage.name}” holds {len(active)} cards: say which column takes them.")
        to = others[0]
    else:
        to = unit.get(Stage, command.cards_to)
        if to not in others:
            raise Refused(f"The cards of “{stage.name}” must go to another column of the same kind.")
    if there:
        come_to(unit, there, Place(to.id), clock.now())
    unit.delete(Stage, [stage.id])
    return Handled(f"Remove column {stage.name}")


def unused_name(unit: UnitOfWork, text: str, of: int = 0) -> str:
    """A name for column ``of`` (0: a new one) that no other column has."""
    kept = checks.name(text, "A column")
    if any(stage.id != of for stage in unit.named(Stage, kept)):
        raise Refused(f"There is a column “{kept}” already.")
    return kept


def _in_order(unit: UnitOfWork) -> list[Stage]:
    return sorted(unit.find(Stage), key=lambda stage: (stage.position, stage.id))


def _positions(
    stages: list[Stage], moving: int, after_id: int | None, before_id: int | None = None
) -> dict[int, int]:
    if after_id is not None and all(stage.id != after_id for stage in stages):
        raise Refused("The column to stand next to is not on the board any more.")
    column = [(stage.id, stage.position) for stage in stages]
    return dict(placed(column, [moving], after_id, before_id))


def _keep_positions(unit: UnitOfWork, stages: list[Stage], positions: dict[int, int]) -> None:
    unit.update_many(
        [replace(stage, position=positions[stage.id]) for stage in stages if stage.id in positions]
    )
