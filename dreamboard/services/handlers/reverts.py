"""Taking an import back: what it made goes, what it changed is as before, and what the rep did since stays.

What a row was right after the import is told by the journal: the first later step that changed a column
remembers what it held before. A row counts as the rep's own once one of its columns is no longer what the
import left there, or once anything hangs on it that the import did not make. That it belongs to another
account or contact because its own became one with that is no work on the row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import (
    KIND_BY_NAME,
    Account,
    Attachment,
    Condition,
    Contact,
    Employment,
    ExternalId,
    Figures,
    ImportRecord,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Setting,
    StageMove,
    Touch,
)
from dreamboard.domain.references import REFERENCES, Reference
from dreamboard.services.changes import Delta, JsonValue, RowImage
from dreamboard.services.dispatcher import Handled
from dreamboard.services.import_plan import RevertImport
from dreamboard.services.ports import Clock, UnitOfWork

_Key = tuple[str, int]  # kind and id of a row
_Image = Mapping[str, JsonValue]

# What follows from other rows, or shifts when neighbours are put in order: no work of the rep's.
_DERIVED = frozenset({one.name for one in fields(Figures)} | {"rank"})
_BY_KIND: dict[str, list[Reference]] = {
    kind: [reference for reference in REFERENCES if reference.kind.__name__ == kind] for kind in KIND_BY_NAME
}
_KINDS = {kind.lower(): kind for kind in KIND_BY_NAME} | {"employer": "Contact"}
"""What ``ExternalId.kind`` names."""
_STAYS_WITH: Mapping[type[Row], str] = {
    Round: "pursuit_id",
    Condition: "pursuit_id",
    StageMove: "pursuit_id",
    Quote: "pursuit_id",
    Employment: "contact_id",
    Attachment: "touch_id",
}
"""Rows without which the row that they hang on would not be what the rep kept."""
_CALLED: tuple[tuple[type[Row], str, str], ...] = (
    (Account, "account", "accounts"),
    (Contact, "contact", "contacts"),
    (Pursuit, "card", "cards"),
    (Touch, "touch", "touches"),
    (Plan, "plan", "plans"),
    (Quote, "quote", "quotes"),
)


@dataclass(slots=True)
class _Found:
    made: dict[_Key, _Image]  # what the import made and is still there, as it is now
    restored: dict[_Key, dict[str, JsonValue]]  # what it changed and nobody has since, as it was before
    changed_since: int  # values that the import changed and the rep changed again
    touched: set[_Key]  # of what was made, what the rep changed


def revert_import(command: RevertImport, unit: UnitOfWork, clock: Clock) -> Handled:
    """One import back, as one step that can be undone. Refused when the journal no longer reaches so far."""
    record = unit.get(ImportRecord, command.record_id)
    steps = unit.steps_since(record.step_id) if record.step_id is not None else []
    if not steps or steps[0][0].id != record.step_id:
        raise Refused("This import is too long ago to be taken back: a backup has the board before it.")
    found = _found(unit, steps[0][1], [delta for _, delta in steps[1:]])
    kept = _kept(unit, found)
    gone = [key for key in found.made if key not in kept]
    cards = _cards(unit, found, gone)
    images = [
        RowImage(kind, row_id, {**_whole(unit, kind, row_id), **values})
        for (kind, row_id), values in found.restored.items()
    ]
    images += [RowImage(kind, row_id, None) for kind, row_id in gone]
    unit.apply(Delta(tuple(images)))
    left = {card.id for card in unit.find_in(Pursuit, "id", cards)}
    unit.refresh_figures(left)
    return Handled(_label(record, kept, found.changed_since), bulk=True)


def _found(unit: UnitOfWork, made: Delta, later: Iterable[Delta]) -> _Found:
    before = {(image.kind, image.id): image.values for image in made.images if image.kind != Setting.__name__}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, row_id in before:
        by_kind[kind].append(row_id)
    now = {
        (kind, row_id): image
        for kind, ids in by_kind.items()
        for row_id, image in unit.images(KIND_BY_NAME[kind], ids).items()
    }
    left: dict[_Key, dict[str, JsonValue]] = defaultdict(dict)  # what the import left, where changed since
    for delta in later:
        merged = _merged(unit, delta)
        for image in delta.images:
            key = (image.kind, image.id)
            if key not in before or image.values is None:
                continue
            moved = {
                reference.field
                for reference in _references(image.kind)
                if (reference.to, image.values.get(reference.field)) in merged
                and now.get(key, {}).get(reference.field) is not None
            }
            for name in image.values.keys() - moved:
                left[key].setdefault(name, image.values[name])
    found = _Found({}, {}, 0, set())
    for key, values in before.items():
        if key not in now:
            continue
        ours = {name for name, value in left[key].items() if now[key][name] != value} - _DERIVED
        if values is None:
            found.made[key] = now[key]
            if ours and key[0] != ExternalId.__name__:
                found.touched.add(key)
            continue
        differing = {
            name: value
            for name, value in values.items()
            if name not in _DERIVED - {"rank"} and left[key].get(name, now[key][name]) != value
        }
        found.changed_since += len(ours & differing.keys())
        back = {name: value for name, value in differing.items() if name not in ours}
        if back:
            found.restored[key] = _without_dangling(unit, key[0], back)
    return found


def _merged(unit: UnitOfWork, delta: Delta) -> set[tuple[type[Row], JsonValue]]:
    """The accounts and contacts that a step took and that did not come back."""
    found: set[tuple[type[Row], JsonValue]] = set()
    for kind in (Account, Contact):
        seen = {each.id for each in delta.images if each.kind == kind.__name__ and each.values is not None}
        if seen:
            found |= {(kind, one) for one in seen - unit.images(kind, seen).keys()}
    return found


def _without_dangling(unit: UnitOfWork, kind: str, values: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """The values without those that point to rows which are gone by now."""
    return {
        name: value
        for name, value in values.items()
        if all(
            value is None or unit.find(reference.to, id=value)
            for reference in REFERENCES
            if reference.kind.__name__ == kind and reference.field == name
        )
    }


def _kept(unit: UnitOfWork, found: _Found) -> set[_Key]:
    """What the import made and stays: what the rep changed, and what that and other rows hang on."""
    kept: set[_Key] = set()
    waiting = [*found.touched, *_held_from_outside(unit, found)]
    below: dict[_Key, list[_Key]] = defaultdict(list)
    named: dict[_Key, list[_Key]] = defaultdict(list)  # what other programs call it
    for key, image in found.made.items():
        above = _STAYS_WITH.get(KIND_BY_NAME[key[0]])
        for reference in _references(key[0]):
            to = image[reference.field]
            if reference.field == above and isinstance(to, int):
                below[reference.to.__name__, to].append(key)
        if key[0] == ExternalId.__name__:
            named[_named_by(image)].append(key)
    while waiting:
        key = waiting.pop()
        if key in kept or key not in found.made:
            continue
        kept.add(key)
        image = found.made[key]
        for reference in _references(key[0]):
            to = image[reference.field]
            if isinstance(to, int):
                waiting.append((reference.to.__name__, to))
        waiting += below[key] + named[key]
    return kept


def _held_from_outside(unit: UnitOfWork, found: _Found) -> Iterable[_Key]:
    """What rows that the import did not make point to, unless they are about to point elsewhere again."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, row_id in found.made:
        ids[kind].append(row_id)
    for reference in REFERENCES:
        wanted: Collection[int] = ids.get(reference.to.__name__, ())
        if not wanted:
            continue
        for row in unit.find_in(reference.kind, reference.field, wanted):
            key = (reference.kind.__name__, row.id)
            if key not in found.made and reference.field not in found.restored.get(key, {}):
                yield reference.to.__name__, getattr(row, reference.field)


def _references(kind: str) -> list[Reference]:
    return _BY_KIND.get(kind, [])


def _named_by(image: _Image) -> _Key:
    ours = image["ours"]
    return _KINDS.get(str(image["kind"]), ""), ours if isinstance(ours, int) else 0


def _whole(unit: UnitOfWork, kind: str, row_id: int) -> _Image:
    return unit.images(KIND_BY_NAME[kind], [row_id])[row_id]


def _cards(unit: UnitOfWork, found: _Found, gone: Iterable[_Key]) -> set[int]:
    """The cards whose touches change."""
    cards: set[JsonValue] = set()
    for key in gone:
        if key[0] == Touch.__name__:
            cards.add(found.made[key]["pursuit_id"])
    for (kind, row_id), values in found.restored.items():
        if kind == Touch.__name__:
            cards |= {values.get("pursuit_id"), _whole(unit, kind, row_id)["pursuit_id"]}
        if kind == Pursuit.__name__:
            cards.add(row_id)
    return {card for card in cards if isinstance(card, int)}


def _label(record: ImportRecord, kept: Iterable[_Key], changed_since: int) -> str:
    files = record.files[0] if len(record.files) == 1 else f"{len(record.files)} files"
    tally = Counter(kind for kind, _ in kept)
    parts = [
        f"{tally[kind.__name__]} {one if tally[kind.__name__] == 1 else several}"
        for kind, one, several in _CALLED
        if tally[kind.__name__]
    ]
    if changed_since:
        parts.append(f"{changed_since} {'change' if changed_since == 1 else 'changes'} of yours")
    text = f"Take back the import of {files}"
    return f"{text}, keeping what you worked on since: {', '.join(parts)}" if parts else text
