"""The tables that lines of the timeline come from, and how a row becomes a line.

Each source selects the row's id, when it stands, and what its line shows. Of lines on the same moment, those
of the higher rank are newer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import (
    Condition,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    StageMove,
    Touch,
)
from dreamboard.domain.values import Channel, Direction, Intent, LossReason, Outcome, RoundOutcome
from dreamboard.services.read_models import EntryKind, TimelineEntry, TimelineScope
from dreamboard.store.schema import TABLES

_touch, _plan, _signal, _quote = (TABLES[kind].c for kind in (Touch, Plan, Signal, Quote))
_move, _round, _condition = (TABLES[kind].c for kind in (StageMove, Round, Condition))
_employment, _pursuit = TABLES[Employment].c, TABLES[Pursuit].c

_ACCOUNT: sa.BindParameter[int] = sa.bindparam("account")
_PURSUIT: sa.BindParameter[int] = sa.bindparam("pursuit")
_CARDS = sa.select(_pursuit.id).where(_pursuit.account_id == _ACCOUNT)

Scoped = Callable[[TimelineScope], list[sa.ColumnElement[bool]]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of line. ``scoped`` gives conditions that between them take each row of the scope once, each
    of which an index can follow in order."""

    kind: EntryKind
    rank: int
    id: sa.ColumnClause[Any]
    when: sa.ColumnClause[Any]
    columns: tuple[sa.ColumnElement[Any], ...]
    scoped: Scoped
    entry: Callable[[Any, date], TimelineEntry]

    def selects(self, scope: TimelineScope) -> list[sa.Select[Any]]:
        """One statement for each part of the scope, not yet ordered."""
        head = sa.select(self.id, self.when, *self.columns).where(self.when.is_not(None))
        return [head.where(condition) for condition in self.scoped(scope)]

    def select(self, scope: TimelineScope) -> sa.Select[Any]:
        """The statement of a source that has one part."""
        return self.selects(scope)[0]


def touch_scopes(scope: TimelineScope) -> list[sa.ColumnElement[bool]]:
    """A pursuit's own touches and those its account shares; or all of an account, those included that say
    only the pursuit or the contact."""
    shared = sa.and_(_touch.account_id == _ACCOUNT, _touch.pursuit_id.is_(None))
    contacts = sa.select(_employment.contact_id).where(_employment.account_id == _ACCOUNT)
    loose = sa.and_(_touch.account_id.is_(None), _touch.pursuit_id.is_(None), _touch.contact_id.in_(contacts))
    if scope.pursuit_id is not None:
        return [_touch.pursuit_id == _PURSUIT, shared, loose]
    unsaid = sa.and_(_touch.account_id.is_(None), _touch.pursuit_id.in_(_CARDS))
    return [_touch.account_id == _ACCOUNT, unsaid, loose]


def _of_cards(column: sa.ColumnClause[Any]) -> Scoped:
    def scoped(scope: TimelineScope) -> list[sa.ColumnElement[bool]]:
        return [column == _PURSUIT if scope.pursuit_id is not None else column.in_(_CARDS)]

    return scoped


def _of_account(column: sa.ColumnClause[Any]) -> Scoped:
    return lambda scope: [column == _ACCOUNT]


def _member(kind: Any, value: str | None) -> Any:
    return None if value is None else kind(value)


def _touch_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(
        kind=EntryKind.TOUCH,
        row_id=row[0],
        day=day,
        at=None,
        pursuit_id=row[2],
        contact_id=row[3],
        channel=Channel(row[4]),
        direction=Direction(row[5]),
        outcome=Outcome(row[6]),
        intent=_member(Intent, row[7]),
        idea="" if row[8] is None else str(row[8]),
        subject=row[9],
        text=row[10],
    )


def _move_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(
        EntryKind.STAGE_MOVE, row[0], day, None, pursuit_id=row[2], stage_from=row[3], stage_to=row[4]
    )


TIMED: tuple[Source, ...] = (
    Source(
        EntryKind.TOUCH, 2, _touch.id, _touch.at,
        (_touch.pursuit_id, _touch.contact_id, _touch.channel, _touch.direction, _touch.outcome,
         _touch.intent, _touch.idea_id, _touch.subject, _touch.note),
        touch_scopes, _touch_entry,
    ),
    Source(
        EntryKind.STAGE_MOVE, 1, _move.id, _move.at, (_move.pursuit_id, _move.from_name, _move.to_name),
        _of_cards(_move.pursuit_id), _move_entry,
    ),
)  # fmt: skip
"""What happened at an instant."""


def _plan_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(
        kind=EntryKind.PLAN,
        row_id=row[0],
        day=day,
        at=None,
        pursuit_id=row[2],
        contact_id=row[3],
        channel=_member(Channel, row[4]),
        idea="" if row[5] is None else str(row[5]),
        text=row[6],
        detail="promised" if row[7] else "",
    )


def _open_plans(scope: TimelineScope) -> list[sa.ColumnElement[bool]]:
    still_open = sa.and_(_plan.done_on.is_(None), _plan.done_touch_id.is_(None))
    return [sa.and_(condition, still_open) for condition in _of_cards(_plan.pursuit_id)(scope)]


PLANS = Source(
    EntryKind.PLAN, 0, _plan.id, _plan.on,
    (_plan.pursuit_id, _plan.contact_id, _plan.channel, _plan.idea_id, _plan.text, _plan.promised),
    _open_plans, _plan_entry,
)  # fmt: skip
"""What is planned and not done."""


def _signal_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(EntryKind.SIGNAL, row[0], day, None, contact_id=row[2], detail=row[3], text=row[4])


def _quote_entry(kind: EntryKind) -> Callable[[Any, date], TimelineEntry]:
    def entry(row: Any, day: date) -> TimelineEntry:
        return TimelineEntry(
            kind, row[0], day, None,
            pursuit_id=row[2], amount_minor=row[3], currency=row[4], detail=row[5] or "", text=row[6],
        )  # fmt: skip

    return entry


def _opened_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(EntryKind.ROUND_OPENED, row[0], day, None, pursuit_id=row[2], round_number=row[3])


def _closed_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(
        kind=EntryKind.ROUND_CLOSED,
        row_id=row[0],
        day=day,
        at=None,
        pursuit_id=row[2],
        round_number=row[3],
        round_outcome=_member(RoundOutcome, row[4]),
        loss_reason=_member(LossReason, row[5] or row[6]),
        rival=row[7],
        text=row[8],
        amount_minor=row[9],
        currency=row[10] if row[9] is not None else "",
        contact_id=row[11],
    )


def _condition_entry(row: Any, day: date) -> TimelineEntry:
    return TimelineEntry(EntryKind.CONDITION_MET, row[0], day, None, pursuit_id=row[2], text=row[3])


def _employment_entry(detail: str) -> Callable[[Any, date], TimelineEntry]:
    def entry(row: Any, day: date) -> TimelineEntry:
        return TimelineEntry(
            EntryKind.EMPLOYMENT, row[0], day, None, contact_id=row[2], text=row[3], detail=detail
        )

    return entry


_QUOTE_COLUMNS = (_quote.pursuit_id, _quote.amount_minor, _quote.currency, _quote.outcome, _quote.note)
_EMPLOYMENT_COLUMNS = (_employment.contact_id, _employment.title)

DATED: tuple[Source, ...] = (
    # A loss closes a round and opens the next: the next is newer.
    Source(
        EntryKind.ROUND_OPENED, 17, _round.id, _round.opened_on, (_round.pursuit_id, _round.number),
        _of_cards(_round.pursuit_id), _opened_entry,
    ),
    Source(
        EntryKind.ROUND_CLOSED, 16, _round.id, _round.closed_on,
        (_round.pursuit_id, _round.number, _round.outcome, _round.reason_believed, _round.reason_said,
         _round.rival, _round.reason_note, _round.won_minor, _round.currency, _round.introducer_id),
        _of_cards(_round.pursuit_id), _closed_entry,
    ),
    Source(
        EntryKind.QUOTE_CLOSED, 15, _quote.id, _quote.closed_on, _QUOTE_COLUMNS,
        _of_cards(_quote.pursuit_id), _quote_entry(EntryKind.QUOTE_CLOSED),
    ),
    Source(
        EntryKind.CONDITION_MET, 14, _condition.id, _condition.met_on,
        (_condition.pursuit_id, _condition.text),
        _of_cards(_condition.pursuit_id), _condition_entry,
    ),
    Source(
        EntryKind.QUOTE, 13, _quote.id, _quote.sent_on, _QUOTE_COLUMNS,
        _of_cards(_quote.pursuit_id), _quote_entry(EntryKind.QUOTE),
    ),
    Source(
        EntryKind.SIGNAL, 12, _signal.id, _signal.on, (_signal.contact_id, _signal.kind, _signal.note),
        _of_account(_signal.account_id), _signal_entry,
    ),
    Source(
        EntryKind.EMPLOYMENT, 11, _employment.id, _employment.since, _EMPLOYMENT_COLUMNS,
        _of_account(_employment.account_id), _employment_entry("came"),
    ),
    Source(
        EntryKind.EMPLOYMENT, 10, _employment.id, _employment.until, _EMPLOYMENT_COLUMNS,
        _of_account(_employment.account_id), _employment_entry("left"),
    ),
)  # fmt: skip
"""What has a date only."""
