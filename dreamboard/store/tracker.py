"""What one unit of work changed: how every row looked before, and whose cards and accounts it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Attachment,
    Contact,
    Employment,
    Pursuit,
    Signal,
    Touch,
)
from dreamboard.services.changes import Delta, JsonValue, RowImage
from dreamboard.store.columns import Kind, Values, codec_of

Image = dict[str, Any]
"""Column values by name: of the whole row when there is an ``id``, else of the columns that changed alone."""

_ORDER = {kind.__name__: position for position, kind in enumerate(ROW_TYPES)}


class Tracker:
    """Remembers how rows looked before. What ends as it began is forgotten."""

    def __init__(self) -> None:
        self._before: dict[Kind, dict[int, Image | None]] = {}

    def __bool__(self) -> bool:
        return any(self._before.values())

    def __len__(self) -> int:
        return sum(map(len, self._before.values()))

    def created(self, kind: Kind, row_id: int, values: Values) -> None:
        """A row came to be."""
        images = self._before.setdefault(kind, {})
        whole = images.pop(row_id, None)
        if whole is None:
            images[row_id] = None
            return
        now = dict(zip(codec_of(kind).names, values, strict=True))
        back = {name: value for name, value in whole.items() if now[name] != value}
        if back:
            images[row_id] = back

    def created_many(self, kind: Kind, row_ids: Iterable[int]) -> None:
        """Many rows came to be, under ids never used before."""
        self._before.setdefault(kind, {}).update(dict.fromkeys(row_ids))

    def updated(self, kind: Kind, row_id: int, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Columns of a row took new values; ``old`` and ``new`` hold those that differ."""
        images = self._before.setdefault(kind, {})
        image = images.get(row_id, {})
        if image is None:
            return  # made here: there is no before
        for name, value in new.items():
            if name not in image:
                image[name] = old[name]
            elif image[name] == value:
                del image[name]
        if image:
            images[row_id] = image
        else:
            images.pop(row_id, None)

    def deleted(self, kind: Kind, row_id: int, values: Values) -> None:
        """A row went away."""
        images = self._before.setdefault(kind, {})
        if row_id in images and images[row_id] is None:
            del images[row_id]
            return
        whole = dict(zip(codec_of(kind).names, values, strict=True))
        images[row_id] = whole | (images.get(row_id) or {})

    def delta(self) -> Delta:
        """How the changed rows looked before, parents first."""
        images: list[RowImage] = []
        for kind in sorted(self._before, key=lambda kind: _ORDER[kind.__name__]):
            name = kind.__name__
            images += [RowImage(name, row_id, image) for row_id, image in sorted(self._before[kind].items())]
        return Delta(tuple(images))

    def made(self, kind: Kind) -> list[int]:
        """The ids of the rows of one kind that were not there before."""
        return [row_id for row_id, image in self._before.get(kind, {}).items() if image is None]

    def ids(self) -> dict[str, frozenset[int]]:
        """The changed ids by kind."""
        return {kind.__name__: frozenset(images) for kind, images in self._before.items() if images}


class Concern:
    """The pursuits and accounts that changed rows belong to, as they are and as they were."""

    def __init__(self) -> None:
        self.pursuits: set[int] = set()
        self.accounts: set[int] = set()  # whose timeline changed
        self.whole_accounts: set[int] = set()  # all of whose cards look different
        self.contacts: set[int] = set()
        self.touches: set[int] = set()  # what came with which changed
        self.boarded: set[int] = set()  # that a card came to, or left

    def see(self, kind: Kind, values: Values, *, came_or_went: bool = False) -> None:
        """Note whom a row belongs to that was made, changed or deleted; ``came_or_went``: it is on the board
        now and was not before, or the reverse."""
        if kind in _OWN:
            getattr(self, _OWN[kind]).add(values[0])
        if kind is Attachment:
            self.touches.add(values[_TOUCH])  # type: ignore[arg-type]
        pursuit, account = _POSITIONS[kind]
        if came_or_went and kind is Pursuit:
            self.boarded.add(values[account])  # type: ignore[arg-type, index]
        of_pursuit = pursuit is not None and values[pursuit] is not None
        if of_pursuit:
            self.pursuits.add(values[pursuit])  # type: ignore[arg-type, index]
        if account is not None and values[account] is not None:
            whole = kind in _SHARED and not of_pursuit
            (self.whole_accounts if whole else self.accounts).add(values[account])  # type: ignore[arg-type]


_OWN: dict[Kind, str] = {Pursuit: "pursuits", Account: "whole_accounts", Contact: "contacts"}
_SHARED = (Employment, Signal, Touch)


def _positions(kind: Kind) -> tuple[int | None, int | None]:
    names = codec_of(kind).names
    return tuple(names.index(name) if name in names else None for name in ("pursuit_id", "account_id"))  # type: ignore[return-value]


_TOUCH = codec_of(Attachment).names.index("touch_id")
_POSITIONS = {kind: _positions(kind) for kind in ROW_TYPES}


def image_of(values: Mapping[str, JsonValue] | None) -> Image | None:
    """A row image of a delta as the store works with it."""
    return None if values is None else dict(values)
