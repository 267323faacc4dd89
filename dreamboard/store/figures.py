"""The derived figures of pursuits, worked out in the database; ``domain.figures`` says what they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import Pursuit, Touch
from dreamboard.domain.values import Direction, Outcome
from dreamboard.store.columns import Value
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.tables import CHUNK

_touch = TABLES[Touch]
_pursuit = TABLES[Pursuit]

REACHING: tuple[str, ...] = tuple(outcome.value for outcome in Outcome if outcome.reached)
"""The outcomes that mean the contact was reached."""


def reached(touch: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a touch reached anybody: it came in, or it went out and was answered."""
    return sa.or_(touch.c.direction == Direction.IN.value, touch.c.outcome.in_(REACHING))


def _totals() -> sa.Select[Any]:
    return (
        sa.select(
            sa.func.count(),
            sa.func.max(_touch.c.at),
            sa.func.max(sa.case((_touch.c.direction == Direction.IN.value, _touch.c.at))),
            sa.func.max(sa.case((_touch.c.direction == Direction.OUT.value, _touch.c.at))),
            sa.func.sum(sa.case((_touch.c.direction == Direction.OUT.value, 1), else_=0)),
            _touch.c.pursuit_id,
        )
        .where(_touch.c.pursuit_id.in_(sa.bindparam("wanted", expanding=True)))
        .group_by(_touch.c.pursuit_id)
    )


def _streak() -> sa.Select[Any]:
    """Touches after the last that reached anybody: all of them went out without an answer."""
    last = _touch.alias("last")
    newest = (
        sa.select(last.c.id)
        .where(last.c.pursuit_id == _pursuit.c.id, reached(last))
        .order_by(last.c.at.desc(), last.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    ends = sa.select(_pursuit.c.id, newest.label("touch_id")).where(
        _pursuit.c.id.in_(sa.bindparam("wanted", expanding=True))
    )
    end = ends.subquery("ends")
    at = _touch.alias("at")
    after = (
        sa.select(sa.func.count())
        .where(
            _touch.c.pursuit_id == end.c.id,
            sa.or_(at.c.id.is_(None), sa.tuple_(_touch.c.at, _touch.c.id) > sa.tuple_(at.c.at, at.c.id)),
        )
        .scalar_subquery()
    )
    return sa.select(end.c.id, after).select_from(end.outerjoin(at, at.c.id == end.c.touch_id))


_TOTALS, _STREAK = _totals(), _streak()


def derive_figures(link: Link, pursuit_ids: Collection[int]) -> dict[int, dict[str, Value]]:
    """The figures by pursuit, as the columns of its table hold them."""
    figures: dict[int, dict[str, Value]] = {
        pursuit_id: {
            "touch_count": 0,
            "last_touch_at": None,
            "last_in_at": None,
            "last_out_at": None,
            "unanswered": 0,
            "outbound_count": 0,
        }
        for pursuit_id in pursuit_ids
    }
    wanted = sorted(figures)
    for start in range(0, len(wanted), CHUNK):
        chunk = {"wanted": wanted[start : start + CHUNK]}
        for count, last, last_in, last_out, outbound, pursuit_id in link.fetch(_TOTALS, chunk):
            figures[pursuit_id] |= {
                "touch_count": count,
                "last_touch_at": last,
                "last_in_at": last_in,
                "last_out_at": last_out,
                "outbound_count": outbound,
            }
        for pursuit_id, streak in link.fetch(_STREAK, chunk):
            figures[pursuit_id]["unanswered"] = streak
    return figures
