"""The cards of the board, read as plain rows in a handful of statements however many there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta, tzinfo
from functools import cache
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import Account, Contact, Employment, Plan, Pursuit, Quote, Round, Stage, Touch
from dreamboard.domain.values import Channel, LossReason, Outcome, PursuitKind, Role, RoundOutcome
from dreamboard.services.read_models import SPARK_WEEKS, BoardView, CardView, ColumnView
from dreamboard.store.columns import codec_of, instant
from dreamboard.store.days import day_start
from dreamboard.store.figures import reached
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.tables import CHUNK, Tables

_pursuit, _account, _round, _quote = (TABLES[kind] for kind in (Pursuit, Account, Round, Quote))
_plan, _touch, _employment, _contact = (TABLES[kind] for kind in (Plan, Touch, Employment, Contact))

_NO_WEEKS = (0,) * SPARK_WEEKS


def board_view(link: Link, on: date, zone: tzinfo) -> BoardView:
    """All columns in order, each with its cards by rank."""
    stages = codec_of(Stage).rows(Tables(link).all(Stage))
    stages.sort(key=lambda stage: (stage.position, stage.id))
    columns: dict[int, list[CardView]] = {stage.id: [] for stage in stages}
    for card in card_views(link, on, zone):
        columns[card.stage_id].append(card)
    return BoardView(tuple(ColumnView(stage, tuple(columns[stage.id])) for stage in stages))


def card_views(
    link: Link, on: date, zone: tzinfo, pursuit_ids: Collection[int] | None = None
) -> tuple[CardView, ...]:
    """Some or all cards by rank; retired ones are left out."""
    if pursuit_ids is None:
        return _cards(link, on, zone, None)
    wanted = list(dict.fromkeys(pursuit_ids))
    chunks = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
    cards = [card for chunk in chunks for card in _cards(link, on, zone, chunk)]
    return tuple(sorted(cards, key=lambda card: (card.stage_id, card.rank, card.id)))


def _cards(link: Link, on: date, zone: tzinfo, wanted: list[int] | None) -> tuple[CardView, ...]:
    ask = _Asker(link, wanted)
    makers = ask.one_each(_makers)  # by account
    last_touches = ask.one_each(_last_touches)
    games = ask.one_each(_games)
    losses = ask.one_each(_closed)
    quotes = ask.one_each(_open_quotes)
    plans = ask.one_each(_open_plans)
    sparks = _sparks(ask, on, zone)
    cards = []
    for row in ask.rows(_heads):
        pursuit_id, account_id = row[0], row[1]
        maker = makers.get(account_id)
        touch = last_touches.get(pursuit_id)
        loss = losses.get(pursuit_id)
        if loss is not None and loss[2] != RoundOutcome.LOST.value:
            loss = None
        quote = quotes.get(pursuit_id)
        plan = plans.get(pursuit_id)
        tried, answered = sparks.get(pursuit_id, (_NO_WEEKS, _NO_WEEKS))
        cards.append(
            CardView(
                id=pursuit_id,
                account_id=account_id,
                account=row[2],
                kind=_KINDS[row[3]],
                stage_id=row[4],
                rank=row[5],
                title=row[6],
                value_minor=row[7],
                currency=row[8],
                tags=_tags(row[9], row[10]),
                decision_maker=maker[1] if maker else "",
                decision_maker_title=maker[2] if maker else "",
                sites_known=row[11],
                sites_believed=row[12],
                round_number=games[pursuit_id][1] if pursuit_id in games else 1,
                touches=row[13],
                last_touch_at=None if row[14] is None else instant(row[14]),
                last_outcome=_OUTCOMES[touch[1]] if touch else None,
                last_channel=_CHANNELS[touch[2]] if touch else None,
                lost_on=date.fromisoformat(loss[1]) if loss else None,
                lost_to=loss[3] if loss else "",
                lost_reason=_REASONS.get(loss[4] or loss[5]) if loss else None,
                come_back_on=_day(row[15]),
                quote_minor=quote[1] if quote else None,
                quote_currency=quote[2] if quote else "",
                quote_sent_on=_day(quote[3]) if quote else None,
                plan_on=_day(plan[1]) if plan else None,
                plan_channel=_CHANNELS.get(plan[2]) if plan else None,
                plan_text=plan[3] if plan else "",
                spark=tried,
                spark_in=answered,
            )
        )
    return tuple(cards)


_KINDS = {member.value: member for member in PursuitKind}
_OUTCOMES = {member.value: member for member in Outcome}
_CHANNELS = {member.value: member for member in Channel}
_REASONS = {member.value: member for member in LossReason}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _tags(one: str, other: str) -> tuple[str, ...]:
    if one == other == "[]":
        return ()
    read = codec_of(Pursuit).by_name["tags"].from_value
    assert read is not None
    return tuple(sorted({*read(one), *read(other)}))


class _Asker:
    """Asks the same of all cards or of some."""

    def __init__(self, link: Link, wanted: list[int] | None) -> None:
        self._link = link
        self._given = {} if wanted is None else {"wanted": wanted}

    def rows(self, build: Any) -> list[Any]:
        return self._link.fetch(build(bool(self._given)), self._given)

    def rows_since(self, statement: sa.Select[Any], given: dict[str, int]) -> list[Any]:
        return self._link.fetch(statement, {**self._given, **given})

    def one_each(self, build: Any) -> dict[int, Any]:
        """The last of the rows for each id, which is their first column."""
        return {row[0]: row for row in self.rows(build)}

    @property
    def some(self) -> bool:
        return bool(self._given)


def _of_pursuits(statement: sa.Select[Any], column: sa.ColumnElement[int], some: bool) -> sa.Select[Any]:
    return statement.where(column.in_(sa.bindparam("wanted", expanding=True))) if some else statement


@cache
def _heads(some: bool) -> sa.Select[Any]:
    p, a = _pursuit.c, _account.c
    statement = (
        sa.select(
            p.id, p.account_id, a.name, p.kind, p.stage_id, p.rank, p.title, p.value_minor, p.currency,
            p.tags, a.tags, a.sites_known, a.sites_believed, p.touch_count, p.last_touch_at, p.come_back_on,
        )
        .join_from(_pursuit, _account, p.account_id == a.id)
        .where(p.retired_on.is_(None))
        .order_by(p.stage_id, p.rank, p.id)
    )  # fmt: skip
    return _of_pursuits(statement, p.id, some)


@cache
def _makers(some: bool) -> sa.Select[Any]:
    """Current decision-makers by account; the latest to come is last."""
    e, c = _employment.c, _contact.c
    statement = (
        sa.select(e.account_id, c.name, e.title)
        .join_from(_employment, _contact, e.contact_id == c.id)
        .where(e.role == Role.DECISION_MAKER.value, e.until.is_(None))
        .order_by(sa.func.coalesce(e.since, ""), e.id)
    )
    if some:
        accounts = _of_pursuits(sa.select(_pursuit.c.account_id), _pursuit.c.id, some)
        statement = statement.where(e.account_id.in_(accounts))
    return statement


@cache
def _last_touches(some: bool) -> sa.Select[Any]:
    inner = _touch.alias("inner_touch")
    newest = (
        sa.select(inner.c.id)
        .where(inner.c.pursuit_id == _pursuit.c.id)
        .order_by(inner.c.at.desc(), inner.c.id.desc())
        .limit(1)
        .correlate(_pursuit)
        .scalar_subquery()
    )
    statement = sa.select(_pursuit.c.id, _touch.c.outcome, _touch.c.channel).join_from(
        _pursuit, _touch, _touch.c.id == newest
    )
    return _of_pursuits(statement.where(_pursuit.c.touch_count > 0), _pursuit.c.id, some)


@cache
def _games(some: bool) -> sa.Select[Any]:
    statement = sa.select(_round.c.pursuit_id, sa.func.max(_round.c.number)).group_by(_round.c.pursuit_id)
    return _of_pursuits(statement, _round.c.pursuit_id, some)


@cache
def _closed(some: bool) -> sa.Select[Any]:
    r = _round.c
    statement = (
        sa.select(r.pursuit_id, r.closed_on, r.outcome, r.rival, r.reason_believed, r.reason_said)
        .where(r.closed_on.is_not(None))
        .order_by(r.pursuit_id, r.number)
    )
    return _of_pursuits(statement, r.pursuit_id, some)


@cache
def _open_quotes(some: bool) -> sa.Select[Any]:
    q = _quote.c
    statement = (
        sa.select(q.pursuit_id, q.amount_minor, q.currency, q.sent_on)
        .where(q.outcome.is_(None), q.closed_on.is_(None))
        .order_by(q.sent_on, q.id)
    )
    return _of_pursuits(statement, q.pursuit_id, some)


@cache
def _open_plans(some: bool) -> sa.Select[Any]:
    """The earliest is last."""
    p = _plan.c
    statement = (
        sa.select(p.pursuit_id, p.on, p.channel, p.text)
        .where(p.done_on.is_(None), p.done_touch_id.is_(None))
        .order_by(p.on.desc(), p.id.desc())
    )
    return _of_pursuits(statement, p.pursuit_id, some)


def _sparks(ask: _Asker, on: date, zone: tzinfo) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Touches a week, and of those the ones that reached somebody, in the weeks up to the one of ``on``."""
    monday = on - timedelta(days=on.weekday())
    starts = [day_start(monday - timedelta(weeks=back), zone) for back in range(SPARK_WEEKS - 1, -2, -1)]
    given = {f"week_{number}": start for number, start in enumerate(starts)}
    weeks: dict[int, tuple[list[int], list[int]]] = {}
    for pursuit_id, week, tried, answered in ask.rows_since(_spark_rows(ask.some), given):
        counted = weeks.setdefault(pursuit_id, ([0] * SPARK_WEEKS, [0] * SPARK_WEEKS))
        counted[0][week] = tried
        counted[1][week] = answered
    return {pursuit_id: (tuple(tried), tuple(answered)) for pursuit_id, (tried, answered) in weeks.items()}


@cache
def _spark_rows(some: bool) -> sa.Select[Any]:
    t = _touch.c
    # Week by week and not by division: a week with a clock change is not 168 hours long.
    week = sa.case(
        *((t.at < sa.bindparam(f"week_{number}"), number - 1) for number in range(1, SPARK_WEEKS)),
        else_=SPARK_WEEKS - 1,
    )
    statement = (
        sa.select(t.pursuit_id, week, sa.func.count(), sa.func.sum(sa.case((reached(_touch), 1), else_=0)))
        .where(
            t.at >= sa.bindparam("week_0"),
            t.at < sa.bindparam(f"week_{SPARK_WEEKS}"),
            t.pursuit_id.is_not(None),
        )
        .group_by(t.pursuit_id, week)
    )
    return _of_pursuits(statement, t.pursuit_id, some)
