"""The derived figures of pursuits, worked out in the database; ``domain.figures`` says what they are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import Pursuit, Touch
from dreamboard.domain.values import Direction, Outcome
from dreamboard.store.columns import Value
from dreamboard.store.link import Link, prepared
from dreamboard.store.schema import TABLES
from dreamboard.store.tables import CHUNK

_touch = TABLES[Touch]
_pursuit = TABLES[Pursuit]

_UNREACHED = tuple(outcome.value for outcome in Outcome if not outcome.reached)


def reached(touch: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a touch reached anybody: it came in, or it went out and was answered."""
    return sa.or_(touch.c.direction == Direction.IN.value, answered(touch))


def answered(touch: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a touch's outcome says that the contact was reached."""
    return sa.and_(*(touch.c.outcome != outcome for outcome in _UNREACHED))


def _totals(of: Callable[[sa.ColumnClause[Any]], sa.ColumnElement[bool]]) -> sa.Select[Any]:
    return (
        sa.select(
            sa.func.count(),
            sa.func.max(_touch.c.at),
            sa.func.max(sa.case((_touch.c.direction == Direction.IN.value, _touch.c.at))),
            sa.func.max(sa.case((_touch.c.direction == Direction.OUT.value, _touch.c.at))),
            sa.func.sum(sa.case((_touch.c.direction == Direction.OUT.value, 1), else_=0)),
            _touch.c.pursuit_id,
        )
        .where(of(_touch.c.pursuit_id))
        .group_by(_touch.c.pursuit_id)
    )


def _streak(of: Callable[[sa.ColumnClause[Any]], sa.ColumnElement[bool]]) -> sa.Select[Any]:
    """Touches after the last that reached anybody: all of them went out without an answer."""
    last = _touch.alias("last")
    newest = (
        sa.select(last.c.id)
        .where(last.c.pursuit_id == _pursuit.c.id, reached(last))
        .order_by(last.c.at.desc(), last.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    ends = sa.select(_pursuit.c.id, newest.label("touch_id")).where(of(_pursuit.c.id))
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


def _the_one(column: sa.ColumnClause[Any]) -> sa.ColumnElement[bool]:
    return column == sa.bindparam("wanted")


def _these(column: sa.ColumnClause[Any]) -> sa.ColumnElement[bool]:
    return column.in_(sa.bindparam("wanted", expanding=True))


_TOTALS_OF_ONE, _STREAK_OF_ONE = _totals(_the_one), _streak(_the_one)
_TOTALS, _STREAK = _totals(_these), _streak(_these)


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
        totals, streaks = _asked(link, wanted[start : start + CHUNK])
        for count, last, last_in, last_out, outbound, pursuit_id in totals:
            figures[pursuit_id] |= {
                "touch_count": count,
                "last_touch_at": last,
                "last_in_at": last_in,
                "last_out_at": last_out,
                "outbound_count": outbound,
            }
        for pursuit_id, streak in streaks:
            figures[pursuit_id]["unanswered"] = streak
    return figures


def _asked(link: Link, wanted: list[int]) -> tuple[list[Any], list[Any]]:
    if len(wanted) == 1:  # as after every touch
        one: dict[str, Value] = {"wanted": wanted[0]}
        totals = prepared(_TOTALS_OF_ONE, link.dialect)
        streak = prepared(_STREAK_OF_ONE, link.dialect)
        return link.run(totals, one), link.run(streak, one)
    many = {"wanted": wanted}
    return link.fetch(_TOTALS, many), link.fetch(_STREAK, many)
