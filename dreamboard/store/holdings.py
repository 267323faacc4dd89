"""What hangs on an account or a contact, in numbers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Touch,
)
from dreamboard.services.read_models import Holdings
from dreamboard.store.columns import instant
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES

_account, _employment, _plan, _pursuit, _quote, _round, _signal, _touch = (
    TABLES[kind].c for kind in (Account, Employment, Plan, Pursuit, Quote, Round, Signal, Touch)
)
_WANTED: sa.BindParameter[int] = sa.bindparam("wanted")
_CARDS = sa.select(_pursuit.id).where(_pursuit.account_id == _WANTED)


def _count(of: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> Any:
    return sa.select(sa.func.count(sa.distinct(of))).where(*where).scalar_subquery()


def _last(*where: sa.ColumnElement[bool]) -> Any:
    return sa.select(sa.func.max(_touch.at)).where(*where).scalar_subquery()


_OF_ACCOUNT = sa.select(
    _count(_touch.id, _touch.account_id == _WANTED),
    _last(_touch.account_id == _WANTED),
    _count(_pursuit.id, _pursuit.account_id == _WANTED),
    _count(_quote.id, _quote.pursuit_id.in_(_CARDS)),
    _count(_plan.id, _plan.pursuit_id.in_(_CARDS), _plan.done_on.is_(None)),
    _count(_signal.id, _signal.account_id == _WANTED),
    _count(_employment.contact_id, _employment.account_id == _WANTED),
)
_OF_CONTACT = sa.select(
    _count(_touch.id, _touch.contact_id == _WANTED),
    _last(_touch.contact_id == _WANTED),
    _count(_round.pursuit_id, _round.introducer_id == _WANTED),
    sa.literal(0),
    _count(_plan.id, _plan.contact_id == _WANTED, _plan.done_on.is_(None)),
    _count(_signal.id, _signal.contact_id == _WANTED),
    sa.literal(0),
)
_COMPANIES = (
    sa.select(_account.name)
    .join_from(TABLES[Employment], TABLES[Account], _employment.account_id == _account.id)
    .where(_employment.contact_id == _WANTED)
    .order_by(_employment.until.is_not(None), _employment.id.desc())
)


def holdings(link: Link, kind: type[Account] | type[Contact], row_id: int) -> Holdings:
    """The counts; nothing for a row that is gone."""
    of_account = kind is Account
    ((touches, last, cards, quotes, plans, signals, people),) = link.fetch(
        _OF_ACCOUNT if of_account else _OF_CONTACT, {"wanted": row_id}
    )
    companies = [] if of_account else [row[0] for row in link.fetch(_COMPANIES, {"wanted": row_id})]
    return Holdings(
        touches=touches,
        last_touch_at=None if last is None else instant(last),
        cards=cards,
        quotes=quotes,
        plans=plans,
        signals=signals,
        people=people,
        companies=tuple(dict.fromkeys(companies)),
    )
