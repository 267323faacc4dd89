"""Which cards and accounts look different because of a change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import Employment, Pursuit, Touch
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.tracker import Concern

_employment = TABLES[Employment].c
_pursuit = TABLES[Pursuit].c
_touch = TABLES[Touch].c
_WANTED: sa.BindParameter[list[int]] = sa.bindparam("wanted", expanding=True)
_ACCOUNTS_OF_CONTACTS = (
    sa.select(_employment.account_id).where(_employment.contact_id.in_(_WANTED)).distinct()
)
_now, _then = TABLES[Employment].alias().c, TABLES[Employment].alias().c
_WHERE_THEY_WERE = (
    sa.select(_then.account_id)
    .where(_now.account_id.in_(_WANTED), _now.until.is_(None), _then.contact_id == _now.contact_id)
    .distinct()
)
_OF_TOUCHES = sa.select(_touch.account_id, _touch.pursuit_id).where(_touch.id.in_(_WANTED))
_PURSUITS_OF_ACCOUNTS = sa.select(_pursuit.id).where(_pursuit.account_id.in_(_WANTED))
_ACCOUNTS_OF_PURSUITS = sa.select(_pursuit.account_id).where(_pursuit.id.in_(_WANTED)).distinct()


def widened(link: Link, concern: Concern) -> tuple[frozenset[int], frozenset[int]]:
    """The pursuits and the accounts: a contact's change shows on the cards of their accounts, an account's
    on all its cards, a card's on its account's timeline. That an account is on the board, or no longer, shows
    where those who work there were before."""
    for account_id, pursuit_id in _rows(link, _OF_TOUCHES, concern.touches):
        concern.accounts |= {account_id} - {None}
        concern.pursuits |= {pursuit_id} - {None}
    whole = concern.whole_accounts | _ids(link, _ACCOUNTS_OF_CONTACTS, concern.contacts)
    whole |= _ids(link, _WHERE_THEY_WERE, concern.boarded)
    pursuits = concern.pursuits | _ids(link, _PURSUITS_OF_ACCOUNTS, whole)
    accounts = whole | concern.accounts | _ids(link, _ACCOUNTS_OF_PURSUITS, pursuits)
    return frozenset(pursuits), frozenset(accounts)


def _ids(link: Link, statement: sa.Select[tuple[int]], wanted: set[int]) -> set[int]:
    return {row[0] for row in _rows(link, statement, wanted)}


def _rows(link: Link, statement: sa.Select[Any], wanted: set[int]) -> list[Any]:
    return link.fetch(statement, {"wanted": list(wanted)}) if wanted else []
