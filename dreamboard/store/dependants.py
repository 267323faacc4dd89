"""What goes along when rows are deleted, found before the database would take it unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import ROW_TYPES, Touch
from dreamboard.domain.references import Hold, held_by
from dreamboard.services.changes import Delta, RowImage
from dreamboard.store.columns import Kind, Values, codec_of

FindIn = Callable[[Kind, str, Collection[int]], list[Values]]
"""The rows of a kind, as their table holds them, whose field is one of the ids."""

_TOUCH_HANGS_ON = ("account_id", "contact_id", "pursuit_id")


@dataclass(slots=True)
class Doom:
    """Rows that go, and fields of rows that stay but mention them."""

    rows: dict[Kind, dict[int, Values]] = field(default_factory=dict)
    emptied: dict[Kind, dict[int, tuple[Values, set[str]]]] = field(default_factory=dict)

    def has(self, kind: Kind, row_id: int) -> bool:
        """Whether the row goes."""
        return row_id in self.rows.get(kind, ())

    def looked(self) -> Delta:
        """How all of them look while they are still there, whole, parents first."""
        images: list[RowImage] = []
        for kind in ROW_TYPES:
            emptied = {row_id: values for row_id, (values, _) in self.emptied.get(kind, {}).items()}
            names = codec_of(kind).names
            images += [
                RowImage(kind.__name__, row_id, dict(zip(names, values, strict=True)))
                for row_id, values in (self.rows.get(kind, {}) | emptied).items()
            ]
        return Delta(tuple(images))


def doom_of(kind: Kind, row_ids: Collection[int], find_in: FindIn) -> Doom:
    """Everything that goes with these rows. Raises ``Refused`` when something that stays needs one."""
    doom = Doom()
    needing: list[tuple[Kind, int]] = []
    pending: list[tuple[Kind, list[Values]]] = [(kind, find_in(kind, "id", row_ids))]
    while pending:
        of_kind, found = pending.pop()
        fresh = {values[0]: values for values in found if not doom.has(of_kind, values[0])}  # type: ignore[arg-type]
        if not fresh:
            continue
        doom.rows.setdefault(of_kind, {}).update(fresh)  # type: ignore[arg-type]
        for reference in held_by(of_kind):
            holders = find_in(reference.kind, reference.field, list(fresh))  # type: ignore[arg-type]
            if not holders:
                continue
            if reference.hold is Hold.HANGS:
                pending.append((reference.kind, holders))
            elif reference.hold is Hold.NEEDS:
                needing += [(reference.kind, values[0]) for values in holders]  # type: ignore[misc]
            else:
                emptied = doom.emptied.setdefault(reference.kind, {})
                for values in holders:
                    emptied.setdefault(values[0], (values, set()))[1].add(reference.field)  # type: ignore[arg-type]
        if not pending:
            pending = [(Touch, _left_with_nothing(doom))]
    if any(not doom.has(*holder) for holder in needing):
        raise Refused("This is still in use by cards, so it cannot be deleted. Move those elsewhere first.")
    for of_kind, emptied in doom.emptied.items():
        for row_id in doom.rows.get(of_kind, {}):
            emptied.pop(row_id, None)
    return doom


def _left_with_nothing(doom: Doom) -> list[Values]:
    """Touches that would hang on nothing any more."""
    names = codec_of(Touch).names
    positions = [(names.index(name), name) for name in _TOUCH_HANGS_ON]
    return [
        values
        for values, fields in doom.emptied.get(Touch, {}).values()
        if all(values[at] is None or name in fields for at, name in positions)
    ]
