"""What a command changed, told in ids so that every mirror of the truth can follow.

A ``Delta`` is the pure data of an undo step: for each row that changed, how it looked before. Applying one
gives back the delta that takes it back again.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

JsonValue = str | int | float | bool | bytes | None | list["JsonValue"]
"""What a column of a row image may hold; bytes are written as text in base64."""

_BYTES = "base64"


@dataclass(frozen=True, slots=True)
class RowImage:
    """How one row looked: ``values`` by column name, or ``None`` where there was no such row."""

    kind: str  # the class name in ``domain.model``
    id: int
    values: Mapping[str, JsonValue] | None


@dataclass(frozen=True, slots=True)
class Delta:
    """Row images to put back. Rows are unique by kind and id."""

    images: tuple[RowImage, ...] = ()


def delta_to_json(delta: Delta) -> str:
    """A delta as the journal and the trash keep it."""
    rows = [
        [image.kind, image.id, None if image.values is None else dict(image.values)] for image in delta.images
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_bytes_as_text)


def delta_from_json(text: str) -> Delta:
    """The delta that ``delta_to_json`` wrote."""
    rows = json.loads(text, object_hook=_bytes_again)
    return Delta(tuple(RowImage(kind, row_id, values) for kind, row_id, values in rows))


def _bytes_as_text(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"{type(value).__name__} is nothing that a column holds")
    return {_BYTES: b64encode(value).decode("ascii")}


def _bytes_again(found: dict[str, Any]) -> Any:
    # No kind of row has a column of this name.
    return b64decode(found[_BYTES]) if found.keys() == {_BYTES} else found


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the board's journal: one command, one undo step."""

    id: int
    at: datetime
    label: str  # "Move 3 cards to Pursuing", as Undo names it
    undone: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids by kind of everything one commit created, changed or removed.

    ``pursuits`` and ``accounts`` are widened to the cards and accounts that *look* different because of it
    (a touch changes its pursuit, an account's name all its pursuits). ``bulk`` asks mirrors to read anew
    instead of following id by id; it is set for imports, restores and changes of unknown size.
    """

    step: Step | None = None
    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)  # class name -> ids
    pursuits: frozenset[int] = frozenset()
    accounts: frozenset[int] = frozenset()
    bulk: bool = False

    def of(self, kind: type) -> frozenset[int]:
        """The changed ids of one kind of row."""
        return self.ids.get(kind.__name__, frozenset())
