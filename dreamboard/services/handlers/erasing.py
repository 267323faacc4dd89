"""Erasing a person whole: from the board, the trash, the journal and the search index, for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dreamboard.domain.errors import NotFound
from dreamboard.domain.model import (
    KIND_BY_NAME,
    Contact,
    ExternalId,
    Plan,
    Round,
    Row,
    Setting,
    Signal,
    Touch,
    TrashItem,
)
from dreamboard.domain.references import REFERENCES, Hold
from dreamboard.services.changes import Delta, JsonValue, RowImage, Step
from dreamboard.services.commands import WIPE_DUE, ErasePerson
from dreamboard.services.dispatcher import Handled
from dreamboard.services.person import Person, person_of
from dreamboard.services.person_marks import hangs_on_touch, points_to, with_nested
from dreamboard.services.ports import Clock, UnitOfWork
from dreamboard.services.trash_text import packed, unpacked

_TEXTS: Final[dict[type[Row], tuple[str, ...]]] = {
    Touch: ("subject", "note"),
    Plan: ("text",),
    Signal: ("note",),
}
"""What was written down about the person in rows that stay."""
_HANGS_ON: Final = ("account_id", "contact_id", "pursuit_id")


def erase_person(command: ErasePerson, unit: UnitOfWork, clock: Clock) -> Handled:
    """One person away for good, as a step that cannot be taken back.

    The contact goes, with employments and other programs' ids. Touches, plans and signals stay for the
    account, without the person and without what was written in them; a touch on no account goes. Undo steps
    that hold the person go, and with them all older ones, which start from where those end. What other
    people's notes say of them stays. Raises ``NotFound`` when the board holds nothing of them.
    """
    journal = unit.journal()
    person = person_of(command.contact_id, unit.find, journal)
    if not person.known:
        raise NotFound(f"The board holds nothing of this person (number {command.contact_id}).")
    _empty_rows(unit, person)
    _clean_trash(unit, person)
    unit.delete(ExternalId, [one.id for one in unit.find(ExternalId) if _names(one, person)])
    unit.delete(Contact, [person.id] if person.contact else [])
    unit.forget(_newest_holding(unit, person, journal))
    if not unit.find(Setting, name=WIPE_DUE):
        unit.add(Setting(0, WIPE_DUE, "true"))
    return Handled(f"{person.name or 'A person'} is erased", bulk=True, final=True)


def _empty_rows(unit: UnitOfWork, person: Person) -> None:
    for kind, names in _TEXTS.items():
        empty: dict[str, Any] = dict.fromkeys(names, "")
        emptied = [replace(row, **empty) for row in person.of(kind)]
        unit.update_many([new for new, row in zip(emptied, person.of(kind), strict=True) if new != row])
    for kind, rows in person.rows.items():
        if kind not in (*_TEXTS, Round, ExternalId):
            unit.delete(kind, [row.id for row in rows])


def _names(one: ExternalId, person: Person) -> bool:
    return one in person.of(ExternalId) or person.marks.named_in(one.external)


def _clean_trash(unit: UnitOfWork, person: Person) -> None:
    """The trash without the person; an item of which nothing is left goes."""
    for item in [found.item for found in person.trash]:
        gone, emptied = unpacked(item.rows)
        images = _without(gone.images, person.id)
        if not images:
            unit.delete(TrashItem, [item.id])
            continue
        left = {(image.kind, image.id) for image in images}
        away = {(image.kind, image.id) for image in gone.images} - left | {(Contact.__name__, person.id)}
        to_kind = {(one.kind.__name__, one.field): one.to.__name__ for one in REFERENCES}
        mentions = [one for one in emptied if (to_kind[one[0], one[2]], one[3]) not in away]
        label = item.kind.lower() if person.marks.named_in(item.label) else item.label
        unit.update(replace(item, label=label, rows=packed(Delta(tuple(images)), mentions)))


def _without(images: Sequence[RowImage], contact_id: int) -> list[RowImage]:
    """Row images without the person, and without what hung on what goes."""
    touch_ids = {one.id for one in images if one.kind == Touch.__name__ and points_to(one, contact_id)}
    away = {(Contact.__name__, contact_id)}
    away |= {(one.kind, one.id) for one in images if hangs_on_touch(one, touch_ids)}
    kept = list(images)
    while True:
        left = [one for image in kept if (one := _image_without(image, contact_id, away)) is not None]
        if len(left) == len(kept):
            return left
        away |= {(image.kind, image.id) for image in kept} - {(image.kind, image.id) for image in left}
        kept = left


def _image_without(image: RowImage, contact_id: int, away: set[tuple[str, int]]) -> RowImage | None:
    if (image.kind, image.id) in away or image.values is None:
        return None
    kind = KIND_BY_NAME[image.kind]
    values: dict[str, JsonValue] = dict(image.values)
    for reference in (one for one in REFERENCES if one.kind is kind):
        if (reference.to.__name__, values.get(reference.field)) in away:
            if reference.hold is Hold.HANGS:
                return None
            values[reference.field] = None
    if points_to(image, contact_id):
        values |= dict.fromkeys(_TEXTS.get(kind, ()), "")
    if kind is Touch and all(values.get(field) is None for field in _HANGS_ON):
        return None
    return RowImage(image.kind, image.id, values)


def _newest_holding(unit: UnitOfWork, person: Person, journal: Sequence[tuple[Step, Delta]]) -> int:
    """The newest standing step that has to go: it holds something of the person, or would change rows that
    the erasing changed. Later ones neither name nor need any of that. 0: none has to."""
    held = {found.step.id for found in person.steps}
    changed = {(image.kind, image.id) for image in unit.changed().images}
    gone = set(changed)
    for kind in {name for name, _ in changed}:
        ids = [row_id for name, row_id in changed if name == kind]
        gone -= {(kind, row.id) for row in unit.find_in(KIND_BY_NAME[kind], "id", ids)}
    for step, delta in reversed(journal):
        if step.undone:
            continue
        images = list(with_nested(delta.images))
        if step.id in held or any((one.kind, one.id) in changed or _needs(one, gone) for one in images):
            return step.id
    return 0


def _needs(image: RowImage, gone: set[tuple[str, int]]) -> bool:
    values = image.values or {}
    return any(
        (one.to.__name__, values.get(one.field)) in gone
        for one in REFERENCES
        if one.kind.__name__ == image.kind
    )
