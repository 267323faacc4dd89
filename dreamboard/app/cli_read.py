"""Verbs that show: the board, one account, and what came with its touches."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from dreamboard.app.cli_board import MARKS, instant_text, money, opened, units
from dreamboard.app.cli_find import account_of
from dreamboard.app.cli_print import Out, cut
from dreamboard.app.cli_timeline import account_text, account_timeline, timeline_data, timeline_rows
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import Ambiguous, NotFound, Refused
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.words import counted
from dreamboard.services.read_models import AccountDetails, CardView, ColumnView, RolledUp

LONGEST_NAME = 40


def board(asked: argparse.Namespace, out: Out) -> int:
    """``board``: the columns with their cards."""
    with opened(asked) as workspace:
        columns = workspace.queries.board(workspace.clock.today()).columns
        coming = {each.pursuit_id: each for each in workspace.suggestions()}
    out.data = {
        "columns": [
            {
                "id": column.stage.id,
                "name": column.stage.name,
                "kind": column.stage.kind.value,
                "cards": [_card_data(card, column, coming.get(card.id)) for card in column.cards],
            }
            for column in columns
        ]
    }
    for number, column in enumerate(columns):
        if number:
            out.say("")
        out.say(f"{column.stage.name}  {len(column.cards)}  {_worth(column)}".rstrip())
        if column.cards:
            out.table([_card_row(card, coming.get(card.id)) for card in column.cards], right=frozenset({2}))
    return 0


def show(asked: argparse.Namespace, out: Out) -> int:
    """``show``: one account, whole."""
    with opened(asked) as workspace:
        account = account_of(asked.account, workspace.queries.naming())
        details = workspace.queries.account(account.id)
        coming = _next_touches(workspace, details)
        entries = account_timeline(workspace, account.id)
        today, zone = workspace.clock.today(), workspace.clock.zone
    out.data = {**_account_data(details, coming), "timeline": [timeline_data(entry) for entry in entries]}
    account_text(out, details, coming, today)
    if entries:
        out.say("", "Timeline")
        out.table(timeline_rows(entries, zone))
    return 0


def attachment(asked: argparse.Namespace, out: Out) -> int:
    """``attachment``: what came with a touch of an account and is kept, into a file."""
    from dreamboard.exchange.attachments import save_attachment

    with opened(asked) as workspace:
        account = account_of(asked.account, workspace.queries.naming())
        every = [file for entry in account_timeline(workspace, account.id) for file in entry.kept]
        found = [file for file in every if asked.name in (f"#{file.id}", file.name)]
        if not found:
            kept = ", ".join(dict.fromkeys(file.name for file in every)) or "nothing"
            raise NotFound(f"{account.name} has no attachment {asked.name} that is kept. There is: {kept}.")
        if len(found) > 1:
            raise Ambiguous(
                f"{account.name} has {len(found)} attachments of that name. Say which:",
                tuple(f"#{file.id} ({file.size:,} bytes)" for file in found),
            )
        if asked.save.exists():
            raise Refused(f"There is a file at {asked.save} already: give another name.")
        size = save_attachment(workspace.queries, found[0].id, asked.save)
    out.data = {"path": str(asked.save), "bytes": size, "name": found[0].name}
    out.say(f"{found[0].name} is in {asked.save}.")
    return 0


def _next_touches(workspace: Workspace, details: AccountDetails) -> dict[int, Suggestion]:
    ids = [pursuit.id for pursuit in details.pursuits]
    return {each.pursuit_id: each for each in workspace.suggestions(ids)} if ids else {}


def _worth(column: ColumnView) -> str:
    sums: dict[str, int] = {}
    for card in column.cards:
        if card.value_minor is not None:
            sums[card.currency] = sums.get(card.currency, 0) + card.value_minor
    return " + ".join(money(minor, currency) for currency, minor in sorted(sums.items()))


def _card_data(card: CardView, column: ColumnView, coming: Suggestion | None) -> dict[str, Any]:
    return {
        "id": card.id,
        "account": card.account,
        "kind": card.kind.value,
        "value": units(card.value_minor, card.currency),
        "currency": card.currency,
        "stage": column.stage.name,
        "stage_kind": column.stage.kind.value,
        "round": card.round_number,
        "touches": card.touches,
        "last_touch": instant_text(card.last_touch_at),
        "next_touch": coming.due.isoformat() if coming else None,
    }


def _card_row(card: CardView, coming: Suggestion | None) -> tuple[str, ...]:
    name = f"{card.account} / {card.title}" if card.title else card.account
    touches = counted(card.touches, "touch", "touches")
    return (
        f"  {MARKS[card.kind]}",
        cut(name, LONGEST_NAME),
        money(card.value_minor, card.currency),
        f"round {card.round_number}",
        touches,
        f"{coming.due.isoformat()}  {coming.chip}" if coming else "",
    )


def _rolled_data(rolled: RolledUp) -> dict[str, Any]:
    """What an account brings with the sites below it; money by currency."""
    return {
        "accounts": rolled.accounts,
        "cards": rolled.cards,
        "touches": rolled.touches,
        "value": {each.currency: units(each.minor, each.currency) for each in rolled.worth},
        "on_desk": {each.currency: units(each.minor, each.currency) for each in rolled.on_desk},
    }


def _account_data(details: AccountDetails, coming: Mapping[int, Suggestion]) -> dict[str, Any]:
    account = details.account
    stages = {stage.id: stage for stage in details.stages}
    return {
        "account": {
            "id": account.id,
            "name": account.name,
            "parent": details.parent.name if details.parent else None,
            "industry": account.industry,
            "territory": account.territory,
            "country": account.country,
            "time_zone": account.time_zone,
            "sites_known": account.sites_known,
            "sites_believed": account.sites_believed,
            "spend": units(account.spend_minor, account.currency),
            "currency": account.currency,
            "rival": account.rival,
            "rival_contract_end": account.rival_contract_end.isoformat()
            if account.rival_contract_end
            else None,
            "not_before": account.not_before.isoformat() if account.not_before else None,
            "do_not_contact": account.do_not_contact,
            "tags": list(account.tags),
            "note": account.note,
        },
        "rolled_up": _rolled_data(details.rolled_up),
        "sites": [
            {"id": site.id, "name": site.name, **_rolled_data(rolled)}
            for site, rolled in zip(details.sites, details.sites_rolled_up, strict=True)
        ],
        "contacts": [
            {
                "id": contact.id,
                "name": contact.name,
                "title": job.title,
                "role": job.role.value if job.role else None,
                "emails": list(contact.emails),
                "telephones": list(contact.telephones),
                "since": job.since.isoformat() if job.since else None,
                "until": job.until.isoformat() if job.until else None,
                "do_not_contact": contact.do_not_contact,
            }
            for contact, job in details.contacts
        ],
        "pursuits": [
            {
                "id": pursuit.id,
                "title": pursuit.title,
                "kind": pursuit.kind.value,
                "value": units(pursuit.value_minor, pursuit.currency),
                "currency": pursuit.currency,
                "stage": stages[pursuit.stage_id].name,
                "stage_kind": stages[pursuit.stage_id].kind.value,
                "touches": pursuit.touch_count,
                "last_touch": instant_text(pursuit.last_touch_at),
                "next_touch": coming[pursuit.id].due.isoformat() if pursuit.id in coming else None,
                "retired_on": pursuit.retired_on.isoformat() if pursuit.retired_on else None,
                "rounds": [
                    {
                        "number": one.number,
                        "opened_on": one.opened_on.isoformat(),
                        "closed_on": one.closed_on.isoformat() if one.closed_on else None,
                        "outcome": one.outcome.value if one.outcome else None,
                        "reason": one.reason_said.value if one.reason_said else None,
                        "reason_believed": one.reason_believed.value if one.reason_believed else None,
                        "note": one.reason_note,
                        "rival": one.rival,
                        "won": units(one.won_minor, one.currency),
                    }
                    for one in details.rounds
                    if one.pursuit_id == pursuit.id
                ],
                "conditions": [
                    {"text": one.text, "met_on": one.met_on.isoformat() if one.met_on else None}
                    for one in details.conditions
                    if one.pursuit_id == pursuit.id
                ],
                "quotes": [
                    {
                        "amount": units(one.amount_minor, one.currency),
                        "currency": one.currency,
                        "sent_on": one.sent_on.isoformat(),
                        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
                        "outcome": one.outcome.value if one.outcome else None,
                    }
                    for one in details.quotes
                    if one.pursuit_id == pursuit.id
                ],
            }
            for pursuit in details.pursuits
        ],
    }
