"""The trash: rows deleted whole with all that hung on them, and put back where they were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import (
    KIND_BY_NAME,
    Account,
    Condition,
    Contact,
    Employment,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Row,
    Signal,
    Stage,
    Touch,
    TrashItem,
)
from dreamboard.domain.references import REFERENCES, Hold, Reference
from dreamboard.domain.values import RoundOutcome, StageKind
from dreamboard.services.changes import Delta, JsonValue, RowImage
from dreamboard.services.commands import Delete, RestoreFromTrash
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers.edits import row_words
from dreamboard.services.handlers.rows import stage_of_kind
from dreamboard.services.ports import Clock, UnitOfWork
from dreamboard.services.trash_text import packed, unpacked

V = TypeVar("V", bound=JsonValue)

DELETABLE: Mapping[type[Row], str] = {
    Account: "accounts",
    Contact: "contacts",
    Employment: "jobs",
    Pursuit: "cards",
    Condition: "conditions",
    Quote: "quotes",
    Touch: "touches",
    Signal: "signals",
    Idea: "ideas",
    Plan: "plans",
}
"""What the rep may delete by hand, and what several of it are called."""


def delete(command: Delete, unit: UnitOfWork, clock: Clock) -> Handled:
    """Rows, with all that hangs on them, as one item to the trash. Makes the trash item."""
    kind = KIND_BY_NAME.get(command.kind)
    if kind is None or kind not in DELETABLE:
        raise Refused(f"A {command.kind} is not deleted by hand.")
    ids = list(dict.fromkeys(command.ids))
    if not ids:
        raise Refused("Nothing is chosen.")
    if len(ids) == 1:
        words = row_words(unit, unit.get(kind, ids[0]), clock)
    else:
        words = f"{len(ids)} {DELETABLE[kind]}"
        missing = len(ids) - len(unit.find_in(kind, "id", ids))
        if missing:
            raise NotFound(f"{missing} of the {words} are not on this board any more.")
    looked = unit.delete(kind, ids)
    unit.refresh_figures(_cards_touched(unit, looked))
    item = unit.add(TrashItem(0, clock.now(), command.kind, words, _packed(unit, looked)))
    return Handled(f"Delete {words}", (item.id,))


def restore_from_trash(command: RestoreFromTrash, unit: UnitOfWork, clock: Clock) -> Handled:
    """A trash item back: its rows as they were, and the mentions of them where they still fit.

    Refused while something it hangs on is gone itself. A card whose column is gone comes to one that suits
    how its last round stands; a plan does not take the place of one made since.
    """
    item = unit.get(TrashItem, command.trash_id)
    gone, emptied = unpacked(item.rows)
    coming = {(image.kind, image.id) for image in gone.images}
    images = [_fitted(unit, image, coming, gone) for image in gone.images]
    unit.apply(Delta(tuple(images)))
    for kind_name, row_id, field, to in emptied:
        _mention_again(unit, KIND_BY_NAME[kind_name], row_id, field, to)
    unit.refresh_figures(_cards_touched(unit, gone) | {one for kind, one in coming if kind == "Pursuit"})
    unit.delete(TrashItem, [item.id])
    return Handled(f"Restore {item.label}")


def bring_over(unit: UnitOfWork, kind: type[Row], to_id: int, gone: Collection[int]) -> None:
    """What lies in the trash and belongs to rows that are about to be one with another belongs to that one:
    it can still be restored."""
    ids = set(gone)

    def now(named: str, row_id: V) -> V | int:
        return to_id if named == kind.__name__ and row_id in ids else row_id

    for item in unit.find(TrashItem):
        rows, emptied = unpacked(item.rows)
        images = [
            RowImage(
                image.kind,
                image.id,
                dict(image.values or {})
                | {
                    reference.field: now(reference.to.__name__, (image.values or {})[reference.field])
                    for reference in _references(image.kind)
                },
            )
            for image in rows.images
        ]
        mentions = [
            (kind_name, now(kind_name, row_id), field, now(_pointed_to(kind_name, field), to))
            for kind_name, row_id, field, to in emptied
        ]
        if (images, mentions) != (list(rows.images), emptied):
            unit.update(replace(item, rows=packed(Delta(tuple(images)), mentions)))


def _packed(unit: UnitOfWork, looked: Delta) -> str:
    """What a deletion took, and the mentions it emptied, as text."""
    kept: set[tuple[str, int]] = set()
    for kind_name in {image.kind for image in looked.images}:
        ids = [image.id for image in looked.images if image.kind == kind_name]
        kept |= {(kind_name, row.id) for row in unit.find_in(KIND_BY_NAME[kind_name], "id", ids)}
    gone = [image for image in looked.images if (image.kind, image.id) not in kept]
    taken = {(image.kind, image.id) for image in gone}
    emptied = [
        (image.kind, image.id, reference.field, to)
        for image in looked.images
        if (image.kind, image.id) in kept and image.values is not None
        for reference in _references(image.kind)
        if isinstance(to := image.values[reference.field], int) and (reference.to.__name__, to) in taken
    ]
    return packed(Delta(tuple(gone)), emptied)


def _references(kind_name: str) -> Iterable[Reference]:
    return (reference for reference in REFERENCES if reference.kind.__name__ == kind_name)


def _pointed_to(kind_name: str, field: str) -> str:
    return next(each.to.__name__ for each in _references(kind_name) if each.field == field)


def _fitted(unit: UnitOfWork, image: RowImage, coming: set[tuple[str, int]], gone: Delta) -> RowImage:
    """The image with what it points to: itself coming back, still there, or left out."""
    values: dict[str, JsonValue] = dict(image.values or {})
    for reference in _references(image.kind):
        to = values[reference.field]
        if not isinstance(to, int) or (reference.to.__name__, to) in coming or unit.find(reference.to, id=to):
            continue
        if reference.hold is Hold.HANGS:
            what = reference.to.__name__.lower()
            raise Refused(f"The {what} that this belongs to is not on the board: restore that first.")
        values[reference.field] = (
            _suiting_stage(unit, image.id, gone).id if reference.hold is Hold.NEEDS else None
        )
    if image.kind == "Touch" and values["account_id"] is values["contact_id"] is values["pursuit_id"] is None:
        raise Refused("The contact of this touch is not on the board: restore that first.")
    alone = image.kind == "Plan" and ("Pursuit", values["pursuit_id"]) not in coming
    if alone and values["done_on"] is None and unit.find(Plan, pursuit_id=values["pursuit_id"], done_on=None):
        raise Refused("Another touch is planned for this card by now: clear that plan first.")
    return RowImage(image.kind, image.id, values)


def _suiting_stage(unit: UnitOfWork, pursuit_id: int, gone: Delta) -> Stage:
    """Where a card belongs by its rounds, when the column it stood in is gone."""
    outcomes = [
        image.values["outcome"]
        for image in gone.images
        if image.kind == "Round" and image.values and image.values["pursuit_id"] == pursuit_id
    ]
    if None not in outcomes:
        return stage_of_kind(unit, StageKind.WON)
    return stage_of_kind(unit, StageKind.NOT_NOW if RoundOutcome.LOST in outcomes else StageKind.PURSUING)


def _mention_again(unit: UnitOfWork, kind: type[Row], row_id: int, field: str, to: int) -> None:
    """Fill a mention that the deletion emptied, unless the row is gone or mentions something else since."""
    for row in unit.find(kind, id=row_id):
        if getattr(row, field) is None:
            changed: dict[str, Any] = {field: to}
            unit.update(replace(row, **changed))


def _cards_touched(unit: UnitOfWork, delta: Delta) -> set[int]:
    """The cards on the board whose touches are in a delta."""
    named = {
        image.values["pursuit_id"] for image in delta.images if image.kind == "Touch" and image.values
    } - {None}
    return {card.id for card in unit.find_in(Pursuit, "id", named)} if named else set()
