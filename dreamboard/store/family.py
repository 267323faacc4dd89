"""What an account and the sites below it bring together: cards, touches, yearly value, money on the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from dreamboard.domain.model import Account, Pursuit, Quote, Touch
from dreamboard.services.read_models import MoneySum, RolledUp
from dreamboard.store.columns import codec_of
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.tables import CHUNK, Tables

_touch = TABLES[Touch].c
_TOUCHES = (
    sa.select(_touch.account_id, sa.func.count())
    .where(_touch.account_id.in_(sa.bindparam("wanted", expanding=True)))
    .group_by(_touch.account_id)
)


def rolled_up(
    link: Link, account_id: int, sites: Collection[Account]
) -> tuple[RolledUp, tuple[RolledUp, ...]]:
    """The figures of an account with everything below it, and of each of its sites with what is below those.

    Retired cards count with their touches, and with nothing else.
    """
    tables = Tables(link)
    branch_of = _branches(tables, account_id, sites)
    pursuits: Iterable[Pursuit] = codec_of(Pursuit).rows(tables.find_in(Pursuit, "account_id", branch_of))
    on_board = {pursuit.id: pursuit for pursuit in pursuits if pursuit.retired_on is None}
    quotes: Iterable[Quote] = codec_of(Quote).rows(
        tables.find_in(Quote, "pursuit_id", on_board) if on_board else []
    )
    waiting = [quote for quote in quotes if quote.outcome is None and quote.closed_on is None]
    touches = _touches(link, branch_of)

    def figures(accounts: Collection[int]) -> RolledUp:
        cards = [card for card in on_board.values() if card.account_id in accounts]
        return RolledUp(
            accounts=len(accounts),
            cards=len(cards),
            touches=sum(touches[each] for each in accounts),
            worth=_sums((c.value_minor, c.currency) for c in cards if c.value_minor is not None),
            on_desk=_sums(
                (q.amount_minor, q.currency) for q in waiting if on_board[q.pursuit_id].account_id in accounts
            ),
        )

    branches: dict[int, set[int]] = {site.id: set() for site in sites}
    for each, branch in branch_of.items():
        if branch in branches:
            branches[branch].add(each)
    return figures(set(branch_of)), tuple(figures(branches[site.id]) for site in sites)


def _branches(tables: Tables, account_id: int, sites: Collection[Account]) -> Mapping[int, int]:
    """Every account at or below one, with the site of it that it is or lies under. A circle ends."""
    branch_of = {account_id: account_id} | {site.id: site.id for site in sites}
    level = [site.id for site in sites]
    while level:
        below: Iterable[Account] = codec_of(Account).rows(tables.find_in(Account, "parent_id", level))
        level = []
        for account in below:
            if account.id not in branch_of and account.parent_id is not None:
                branch_of[account.id] = branch_of[account.parent_id]
                level.append(account.id)
    return branch_of


def _touches(link: Link, accounts: Iterable[int]) -> Counter[int]:
    wanted = list(accounts)
    found: Counter[int] = Counter()
    for start in range(0, len(wanted), CHUNK):
        found.update(dict(map(tuple, link.fetch(_TOUCHES, {"wanted": wanted[start : start + CHUNK]}))))
    return found


def _sums(amounts: Iterable[tuple[int, str]]) -> tuple[MoneySum, ...]:
    """By currency, the largest first: money of two currencies is never added up."""
    total: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for minor, currency in amounts:
        total[currency] += minor
        count[currency] += 1
    return tuple(MoneySum(minor, currency, count[currency]) for currency, minor in total.most_common())
