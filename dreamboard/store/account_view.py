"""One account with everything about it but its timeline."""

from __future__ import annotations

from typing import TypeVar

from dreamboard.domain.errors import NotFound
from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Stage,
)
from dreamboard.services.read_models import AccountDetails
from dreamboard.store.columns import codec_of
from dreamboard.store.family import rolled_up
from dreamboard.store.link import Link
from dreamboard.store.tables import Tables

R = TypeVar("R", bound=Row)


def account_details(link: Link, account_id: int) -> AccountDetails:
    """The account; raises ``NotFound``. Contacts that work there come first, the others by when they left."""
    tables = Tables(link)

    def rows(kind: type[R], field: str, *values: int | None) -> tuple[R, ...]:
        return tuple(codec_of(kind).rows(tables.find_in(kind, field, values) if values else []))

    found = rows(Account, "id", account_id)
    if not found:
        raise NotFound(f"This account is not on the board any more (number {account_id}).")
    account = found[0]
    employments = rows(Employment, "account_id", account_id)
    contacts = {c.id: c for c in rows(Contact, "id", *(e.contact_id for e in employments))}
    pursuits = rows(Pursuit, "account_id", account_id)
    ids = [pursuit.id for pursuit in pursuits]
    gone = [e for e in employments if e.until is not None]
    gone.sort(key=lambda e: e.until.isoformat() if e.until else "", reverse=True)
    ordered = [e for e in employments if e.until is None] + gone
    parent = rows(Account, "id", account.parent_id) if account.parent_id is not None else ()
    below = rows(Account, "parent_id", account_id)
    sites = tuple(sorted(below, key=lambda site: (site.name.casefold(), site.id)))
    whole, by_site = rolled_up(link, account_id, sites)
    return AccountDetails(
        account=account,
        contacts=tuple((contacts[e.contact_id], e) for e in ordered),
        pursuits=pursuits,
        stages=tuple(sorted(codec_of(Stage).rows(tables.all(Stage)), key=lambda s: (s.position, s.id))),
        rounds=tuple(sorted(rows(Round, "pursuit_id", *ids), key=lambda r: (r.pursuit_id, r.number))),
        conditions=tuple(
            sorted(rows(Condition, "pursuit_id", *ids), key=lambda c: (c.pursuit_id, c.position, c.id))
        ),
        quotes=tuple(sorted(rows(Quote, "pursuit_id", *ids), key=lambda q: (q.sent_on, q.id))),
        plans=tuple(sorted(rows(Plan, "pursuit_id", *ids), key=lambda p: (p.on, p.id))),
        parent=parent[0] if parent else None,
        sites=sites,
        rolled_up=whole,
        sites_rolled_up=by_site,
    )
