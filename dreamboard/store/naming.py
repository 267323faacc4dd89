"""Names of everything that a line of the quick log may mention."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import Account, Contact, Employment, Idea, Pursuit, Round, Stage, Touch
from dreamboard.domain.values import PursuitKind
from dreamboard.services.read_models import NamedAccount, NamedContact, NamedIdea, NamedPursuit, Naming
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES

_account, _contact, _employment = TABLES[Account].c, TABLES[Contact].c, TABLES[Employment].c
_pursuit, _round, _touch = TABLES[Pursuit].c, TABLES[Round].c, TABLES[Touch].c
_stage, _idea = TABLES[Stage].c, TABLES[Idea].c

_PURSUITS = (
    sa.select(_pursuit.id, _pursuit.account_id, _pursuit.title, _pursuit.kind, _pursuit.stage_id)
    .where(_pursuit.retired_on.is_(None))
    .order_by(_pursuit.id)
)
_INTRODUCERS = sa.select(_round.introducer_id, _round.pursuit_id).where(_round.introducer_id.is_not(None))
_TOUCHED = (
    sa.select(_touch.contact_id, _touch.pursuit_id)
    .where(_touch.contact_id.is_not(None), _touch.pursuit_id.is_not(None))
    .distinct()
)


def naming(link: Link) -> Naming:
    """All names, each by id; stages as they stand on the board."""

    def rows(*columns: sa.ColumnElement[Any]) -> list[Any]:
        return link.fetch(sa.select(*columns).order_by(columns[0]))

    stages = link.fetch(sa.select(_stage.id, _stage.name).order_by(_stage.position, _stage.id))
    stage_names = {row[0]: row[1] for row in stages}
    pursuits = link.fetch(_PURSUITS)
    of_account: dict[int, list[int]] = defaultdict(list)
    for row in pursuits:
        of_account[row[1]].insert(0, row[0])
    accounts_of: dict[int, set[int]] = defaultdict(set)
    for contact_id, account_id in rows(_employment.contact_id, _employment.account_id):
        accounts_of[contact_id].add(account_id)
    on_board = {row[0] for row in pursuits}
    pursuits_of: dict[int, set[int]] = defaultdict(set)
    for statement in (_INTRODUCERS, _TOUCHED):
        for contact_id, pursuit_id in link.fetch(statement):
            if pursuit_id in on_board:
                pursuits_of[contact_id].add(pursuit_id)
    for contact_id, account_ids in accounts_of.items():
        pursuits_of[contact_id].update(p for account_id in account_ids for p in of_account[account_id])
    return Naming(
        accounts=tuple(
            NamedAccount(row[0], row[1], tuple(of_account[row[0]]))
            for row in rows(_account.id, _account.name)
        ),
        contacts=tuple(
            NamedContact(
                row[0], row[1], tuple(sorted(accounts_of[row[0]])), tuple(sorted(pursuits_of[row[0]]))
            )
            for row in rows(_contact.id, _contact.name)
        ),
        ideas=tuple(
            NamedIdea(row[0], row[1])
            for row in link.fetch(
                sa.select(_idea.id, _idea.title).where(_idea.retired == 0).order_by(_idea.id)
            )
        ),
        stages=tuple((row[0], row[1]) for row in stages),
        pursuits=tuple(
            NamedPursuit(row[0], row[1], row[2], PursuitKind(row[3]), stage_names.get(row[4], ""))
            for row in pursuits
        ),
    )
