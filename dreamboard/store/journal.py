"""The journal of undo steps: how a delta is written small, and which steps stand."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from dreamboard.services.changes import Delta, RowImage, Step, delta_from_json, delta_to_json
from dreamboard.store.columns import instant, instant_value
from dreamboard.store.link import Link, Prepared, prepared
from dreamboard.store.schema import journal

KEPT: Final = 500
"""How many steps can be taken back."""

_HEAD = (journal.c.id, journal.c.at, journal.c.label, journal.c.undone)
_ID: sa.BindParameter[int] = sa.bindparam("step")
_AT: sa.BindParameter[int] = sa.bindparam("at")
_LABEL: sa.BindParameter[str] = sa.bindparam("label")
_UNDONE: sa.BindParameter[int] = sa.bindparam("undone")
_DELTA: sa.BindParameter[str] = sa.bindparam("delta")
_INSERT = (
    sa.insert(journal).values(id=None, at=_AT, label=_LABEL, undone=0, delta=_DELTA).returning(journal.c.id)
)
_DROP_UNDONE = sa.delete(journal).where(journal.c.undone == 1)
_PRUNE = sa.delete(journal).where(journal.c.id <= _ID)
_LAST = sa.select(*_HEAD).where(journal.c.undone == 0).order_by(journal.c.id.desc()).limit(1)
_NEXT = sa.select(*_HEAD).where(journal.c.undone == 1).order_by(journal.c.id).limit(1)
_READ = sa.select(journal.c.delta).where(journal.c.id == _ID)
_SINCE = (
    sa.select(*_HEAD, journal.c.delta)
    .where(journal.c.undone == 0, journal.c.id >= _ID)
    .order_by(journal.c.id)
)
_FLIP = sa.update(journal).where(journal.c.id == _ID).values(undone=_UNDONE, delta=_DELTA)


class Journal:
    """The undo steps of a board, through one link."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def push(self, label: str, at: datetime, delta: Delta) -> Step:
        """Write a step. Those that were taken back can no longer be done again, and the oldest go."""
        self._run(_DROP_UNDONE)
        step_id = self._run(_INSERT, at=instant_value(at), label=label, delta=pack(delta))[0][0]
        self._run(_PRUNE, step=step_id - KEPT)
        return Step(step_id, at, label)

    def last(self) -> Step | None:
        """The newest step that stands."""
        return _first(self._run(_LAST))

    def next(self) -> Step | None:
        """The oldest step that was taken back."""
        return _first(self._run(_NEXT))

    def delta(self, step: Step) -> Delta:
        """What the step would put back."""
        return unpack(self._run(_READ, step=step.id)[0][0])

    def since(self, step_id: int) -> list[tuple[Step, Delta]]:
        """The steps that stand, from one on, the oldest first, with what they would put back."""
        rows = self._run(_SINCE, step=step_id)
        return [(step, unpack(row[4])) for row in rows if (step := _step(row))]

    def whole(self) -> list[tuple[Step, Delta]]:
        """Every step, the oldest first, with what would flip it."""
        rows = self._link.fetch(sa.select(*_HEAD, journal.c.delta).order_by(journal.c.id))
        return [(_step(row), unpack(row[4])) for row in rows]

    def forget(self, last_id: int) -> None:
        """The steps up to this one, and those that were taken back, go."""
        self._run(_DROP_UNDONE)
        self._run(_PRUNE, step=last_id)

    def flip(self, step: Step, delta: Delta) -> Step:
        """The step was taken back, or done again; ``delta`` is now the way in the other direction."""
        self._run(_FLIP, step=step.id, undone=int(not step.undone), delta=pack(delta))
        return Step(step.id, step.at, step.label, not step.undone)

    def newest(self, limit: int) -> tuple[Step, ...]:
        """The newest steps, newest first."""
        rows = self._link.fetch(sa.select(*_HEAD).order_by(journal.c.id.desc()).limit(limit))
        return tuple(map(_step, rows))

    def _run(self, statement: sa.ClauseElement, **given: str | int | None) -> list[tuple[Any, ...]]:
        ready: Prepared = prepared(statement, self._link.dialect)
        return self._link.run(ready, given)


def _first(rows: list[tuple[Any, ...]]) -> Step | None:
    return _step(rows[0]) if rows else None


def _step(row: Any) -> Step:
    return Step(row[0], instant(row[1]), row[2], bool(row[3]))


def pack(delta: Delta) -> str:
    """A delta as text. Rows that were made are kept as runs of ids: an import of 100,000 takes one line."""
    made = [image for image in delta.images if image.values is None]
    runs: list[tuple[str, int, int]] = []
    for name, images in groupby(made, key=lambda image: image.kind):
        for image in images:
            if runs and runs[-1][0] == name and runs[-1][2] == image.id - 1:
                runs[-1] = (name, runs[-1][1], image.id)
            else:
                runs.append((name, image.id, image.id))
    changed = Delta(tuple(image for image in delta.images if image.values is not None))
    return json.dumps({"made": runs, "changed": delta_to_json(changed)}, ensure_ascii=False)


def unpack(text: str) -> Delta:
    """The delta that ``pack`` wrote."""
    packed = json.loads(text)
    made = (
        RowImage(name, row_id, None)
        for name, first, last in packed["made"]
        for row_id in range(first, last + 1)
    )
    return Delta((*made, *delta_from_json(packed["changed"]).images))
