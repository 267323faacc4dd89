"""Verbs that look ahead: why not something else, first moves, money on the desk, the weeks to come."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from typing import Any

from dreamboard.app.cli_board import money, opened, units
from dreamboard.app.cli_find import card_of
from dreamboard.app.cli_print import Out, cut
from dreamboard.app.workspace import Workspace
from dreamboard.domain.book import ReachLog
from dreamboard.domain.desk import FEWEST_CLOSED, OpenQuote, desk_of
from dreamboard.domain.engine import candidates
from dreamboard.domain.first_moves import LostCard, losses
from dreamboard.domain.forecast import forecast
from dreamboard.domain.model import Plan, Quote, Round
from dreamboard.domain.values import RoundOutcome
from dreamboard.domain.words import LOSS_WORDS
from dreamboard.services.planning import load_ahead, plan_first_moves


def why(asked: argparse.Namespace, out: Out) -> int:
    """``why``: everything the rules could propose on a card, and what held the rest back."""
    with opened(asked) as workspace:
        naming = workspace.queries.naming()
        card = card_of(asked.account, naming)
        account = next(one.name for one in naming.accounts if one.id == card.account_id)
        book = workspace.queries.book((card.id,))
        at, settings = workspace.clock.now(), workspace.settings()
        found = [each for d in book.dossiers for each in candidates(d, book, at, settings)]
    out.data = {
        "pursuit": card.id,
        "account": account,
        "considered": [
            {
                "play": each.play.value,
                "level": each.level,
                "due": each.due.isoformat(),
                "headline": str(each.headline),
                "held": str(each.held) if each.held is not None else None,
                "proposed": each.proposed,
            }
            for each in found
        ],
    }
    if not found:
        out.say(f"No rule has anything to propose for {account}.")
    for each in found:
        play = each.play.value.replace("_", " ")
        out.say(
            f"{'→' if each.proposed else ' '} {each.headline} ({play}, level {each.level},"
            f" due {each.due.isoformat()})"
        )
        if each.held is not None:
            out.say(f"    {each.held}")
    return 0


def first_move(asked: argparse.Namespace, out: Out) -> int:
    """``first-move``: deals lost lately; with ``--plan``, a first touch for each that waits."""
    planned: dict[int, Plan] = {}
    with opened(asked) as workspace:
        rounds = workspace.queries.rows(Round)
        lost = {each.pursuit_id for each in rounds if each.outcome is RoundOutcome.LOST}
        book = workspace.queries.book(lost, ReachLog())
        found = losses(book, workspace.clock.now(), workspace.settings(), asked.months)
        waiting = [card for card in found.cards if card.waits]
        if asked.plan and waiting:
            planned = _plan_first_moves(workspace, waiting)
    out.data = {
        "months": found.months,
        "lost": len(found.cards),
        "touched": found.touched,
        "waiting": len(waiting) - len(planned),
        "money": _money_data(found.money),
        "cards": [_lost_data(card, planned.get(card.pursuit_id)) for card in found.cards],
        "planned": [
            {
                "pursuit": card.pursuit_id,
                "account": card.account,
                "on": planned[card.pursuit_id].on.isoformat(),
                "idea": card.idea or None,
            }
            for card in waiting
            if card.pursuit_id in planned
        ],
    }
    span = f"the last {_counted(found.months, 'month')}" if found.months > 1 else "the last month"
    if not found.cards:
        out.say(f"No deal was lost in {span}.")
        return 0
    total = _money_text(found.money)
    out.say(
        f"{_counted(len(found.cards), 'deal')} lost in {span}{f', {total} a year' if total else ''};"
        f" {found.touched} touched since, {len(waiting) - len(planned)} waiting with nothing planned."
    )
    for card in found.cards:
        out.say(f"  {_lost_line(card, planned.get(card.pursuit_id))}")
    return 0


def _plan_first_moves(workspace: Workspace, waiting: list[LostCard]) -> dict[int, Plan]:
    ids = {card.pursuit_id for card in waiting}
    today = workspace.clock.today()
    load = load_ahead(workspace.suggestions(), today, ids)
    workspace.dispatcher.run(plan_first_moves(waiting, load, today, workspace.settings()))
    plans = workspace.queries.rows(Plan)
    return {plan.pursuit_id: plan for plan in plans if plan.pursuit_id in ids and plan.done_on is None}


def _lost_data(card: LostCard, plan: Plan | None) -> dict[str, Any]:
    plan = plan or card.plan
    return {
        "pursuit": card.pursuit_id,
        "account": card.account,
        "title": card.title,
        "lost_on": card.lost_on.isoformat(),
        "reason": card.reason.value if card.reason else None,
        "rival": card.rival,
        "value": units(card.value_minor, card.currency),
        "currency": card.currency,
        "touches": card.touches,
        "touched_by": [name or "you" for name in card.touched_by],
        "planned_on": plan.on.isoformat() if plan else None,
        "not_before": _day(card.held_until),
        "idea": card.idea or None,
    }


def _lost_line(card: LostCard, plan: Plan | None) -> str:
    plan = plan or card.plan
    parts = [
        f"#{card.pursuit_id} {cut(card.account, 40)}, lost {card.lost_on.isoformat()}",
        f"on {LOSS_WORDS[card.reason]}" if card.reason else "",
        money(card.value_minor, card.currency),
        f"{_counted(card.touches, 'touch', 'touches')} since"
        + (f" by {' and '.join(name or 'you' for name in card.touched_by)}" if card.touches else ""),
        f"planned {plan.on.isoformat()}" if plan else "",
        f"not before {card.held_until.isoformat()}" if card.held_until else "",
        f"idea: {cut(card.idea, 50)}" if card.idea else "",
    ]
    return ", ".join(part for part in parts if part)


def desk(asked: argparse.Namespace, out: Out) -> int:
    """``desk``: open quotes, the longest unchased first."""
    with opened(asked) as workspace:
        quotes = workspace.queries.rows(Quote)
        ids = {each.pursuit_id for each in quotes if each.outcome is None}
        book = workspace.queries.book(ids, ReachLog())
        found = desk_of(book, quotes, workspace.clock.now(), workspace.settings(), asked.days)
    rate = found.rate
    out.data = {
        "total": _money_data(found.total),
        "count": len(found.quotes),
        "unchased": _money_data(found.unchased),
        "unchased_count": found.unchased_count,
        "unchased_days": found.unchased_days,
        "bands": [
            {"from": band.start, "to": band.end, "count": band.count, "money": _money_data(band.money)}
            for band in found.bands
        ],
        "closing_rate": {
            "won": rate.won,
            "closed": rate.closed,
            "share": round(rate.share, 4) if rate.known else None,
        },
        "worth": _money_data(found.worth) if rate.known else None,
        "quotes": [_quote_data(each) for each in found.quotes],
    }
    if not found.quotes:
        out.say("No quote is out.")
        return 0
    days = _counted(found.unchased_days, "day")
    waits = f"{_money_text(found.unchased)} not followed up for {days}"
    out.say(
        f"{_money_text(found.total)} on the desk in {_counted(len(found.quotes), 'quote')};"
        f" {waits if found.unchased_count else f'none has waited {days} for a follow-up'}."
    )
    if rate.known:
        out.say(
            f"Worth {_money_text(found.worth)} at your own closing rate:"
            f" {rate.won} of {rate.closed} closed quotes were won."
        )
    else:
        out.say(f"The worth is told from {FEWEST_CLOSED} closed quotes on; {rate.closed} are closed so far.")
    for band in found.bands:
        if band.count:
            ages = f"{band.start} to {band.end}" if band.end is not None else f"over {band.start - 1}"
            out.say(f"  {ages} days: {_money_text(band.money)} in {band.count}")
    for each in found.quotes:
        last = f", the last {each.last_on.isoformat()}" if each.last_on else ""
        out.say(
            f"  #{each.pursuit_id} {cut(each.account, 40)}: "
            f"{money(each.quote.amount_minor, each.quote.currency)}, sent {each.quote.sent_on.isoformat()},"
            f" {_counted(each.follow_ups, 'follow-up')}{last}"
        )
    return 0


def _quote_data(each: OpenQuote) -> dict[str, Any]:
    return {
        "quote": each.quote.id,
        "pursuit": each.pursuit_id,
        "account": each.account,
        "amount": units(each.quote.amount_minor, each.quote.currency),
        "currency": each.quote.currency,
        "sent_on": each.quote.sent_on.isoformat(),
        "valid_until": _day(each.quote.valid_until),
        "age": each.age,
        "follow_ups": each.follow_ups,
        "last_follow_up": _day(each.last_on),
    }


def workload(asked: argparse.Namespace, out: Out) -> int:
    """``workload``: the weeks ahead as the rhythms ask for them."""
    with opened(asked) as workspace:
        settings = workspace.settings()
        found = forecast(workspace.queries.book(None, ReachLog()), workspace.clock.now(), settings)
    out.data = {
        "day_cap": settings.day_cap,
        "touches": found.touches,
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                "touches": week.touches,
                "over_cap": [{"on": day.isoformat(), "touches": found.load[day]} for day in week.overfull],
            }
            for week in found.weeks
        ],
    }
    out.say(f"{_counted(found.touches, 'touch', 'touches')} in {len(found.weeks)} weeks.")
    most = max([1, *(week.touches for week in found.weeks)])
    for week in found.weeks:
        over = f"  over {settings.day_cap} on {_counted(len(week.overfull), 'day')}" if week.overfull else ""
        bar = "█" * round(24 * week.touches / most)
        out.say(f"  {week.monday.isoformat()}  {week.touches:>4}  {bar}{over}".rstrip())
    return 0


def _money_data(sums: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    return [{"amount": units(minor, currency), "currency": currency} for minor, currency in sums]


def _money_text(sums: Iterable[tuple[int, str]]) -> str:
    return " + ".join(money(minor, currency) for minor, currency in sums)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
