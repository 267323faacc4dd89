"""Verbs that tell the board of a change: a signal, a quote, a condition."""

from __future__ import annotations

import argparse

from dreamboard.app.cli_board import amount_of, money, opened, units
from dreamboard.app.cli_find import account_of, by_name, card_of, contact_of
from dreamboard.app.cli_pages import LEFT, SIGNALS
from dreamboard.app.cli_print import Out, cut
from dreamboard.app.cli_write import new_contact
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import Ambiguous, BadInput, NotFound
from dreamboard.domain.model import Condition, Pursuit, Quote, Round
from dreamboard.domain.text import fold
from dreamboard.domain.values import QuoteOutcome, Role, SignalKind
from dreamboard.services.commands import (
    AddConditions,
    AddQuote,
    AddSignal,
    ChangeDecisionMaker,
    CloseQuote,
    MeetCondition,
)
from dreamboard.services.read_models import NamedAccount, NamedPursuit


def signal(asked: argparse.Namespace, out: Out) -> int:
    """``signal``: a change at an account; that the decision-maker left is one action with all it leads to."""
    kind = SIGNALS[asked.kind]
    if asked.kind != LEFT:
        for option in ("contact", "to", "newcomer"):
            if getattr(asked, option) is not None:
                raise BadInput(f"--{option} goes with {LEFT}, not with {asked.kind}.")
    on = asked.on
    if kind is SignalKind.CONTRACT_END:
        asked.on = None  # a contract ends on a day to come: today stays today
    with opened(asked) as workspace:
        account = account_of(asked.account, workspace.queries.naming())
        if asked.kind == LEFT:
            return _decision_maker(asked, workspace, account, out)
        day = on or workspace.clock.today()
        done = workspace.dispatcher.run(AddSignal(account.id, kind, day, note=asked.note))
    out.data = {
        "signal": done.made[0],
        "account": account.name,
        "kind": kind.value,
        "on": day.isoformat(),
        "note": asked.note,
    }
    out.say(f"{asked.kind.replace('-', ' ').capitalize()} at {account.name}, {day.isoformat()}.")
    return 0


def _decision_maker(asked: argparse.Namespace, workspace: Workspace, account: NamedAccount, out: Out) -> int:
    naming = workspace.queries.naming()
    leaver_id, leaver = _leaver(asked, workspace, account)
    newcomer = new_contact(asked.newcomer) if asked.newcomer is not None else None
    day = workspace.clock.today()
    to = (asked.to or "").strip()
    known = next((one for one in naming.accounts if fold(one.name) == fold(to)), None) if to else None
    workspace.dispatcher.run(
        ChangeDecisionMaker(
            account.id,
            day,
            leaver_id,
            known.name if known is not None else to,
            newcomer=newcomer,
            note=asked.note,
        )
    )
    out.data = {
        "account": account.name,
        "kind": SignalKind.DECISION_MAKER_LEFT.value,
        "on": day.isoformat(),
        "contact": leaver,
        "to": to or None,
        "newcomer": newcomer.name if newcomer is not None else None,
        "note": asked.note,
    }
    out.say(f"{leaver} left {account.name}{f' for {to}' if to else ''}, {day.isoformat()}.")
    if newcomer is not None:
        out.say(f"  {newcomer.name} decides there now.")
    if to and not (known is not None and known.pursuit_ids):
        out.say(f"  {to} is not on the board yet: dreamboard add “{to}” makes it a dream client.")
    return 0


def _leaver(asked: argparse.Namespace, workspace: Workspace, account: NamedAccount) -> tuple[int, str]:
    if asked.contact is not None:
        found = contact_of(asked.contact, workspace.queries.naming(), account.id)
        if found is None:
            raise NotFound(f"There is no contact like “{cut(asked.contact, 60)}” on this board.")
        return found.id, found.name
    deciding = [
        contact
        for contact, job in workspace.queries.account(account.id).contacts
        if job.role is Role.DECISION_MAKER and job.until is None
    ]
    if len(deciding) == 1:
        return deciding[0].id, deciding[0].name
    if not deciding:
        raise BadInput(f"No decision-maker is known at {account.name}: say who left with --contact NAME.")
    names = tuple(contact.name for contact in deciding)
    raise Ambiguous(
        f"{account.name} has {len(deciding)} decision-makers; say who left with --contact:", names
    )


def quote(asked: argparse.Namespace, out: Out) -> int:
    """``quote``: a quote sent, or an open one answered."""
    if asked.outcome is None and asked.amount is None:
        raise BadInput("A quote has an amount: dreamboard quote ACCOUNT 410000.")
    if asked.outcome is not None and asked.valid_until is not None:
        raise BadInput("--valid-until goes with a quote that is sent, not with its answer.")
    with opened(asked) as workspace:
        naming = workspace.queries.naming()
        card = card_of(asked.account, naming)
        account = next(one.name for one in naming.accounts if one.id == card.account_id)
        if asked.outcome is None:
            pursuit = workspace.queries.row(Pursuit, card.id)
            minor, currency = _amount(asked, pursuit.currency)
            command = AddQuote(card.id, minor, currency, workspace.clock.today(), asked.valid_until)
            quote_id = workspace.dispatcher.run(command).made[0]
        else:
            quote_id = _open_quote(asked, workspace, card, account).id
            outcome = QuoteOutcome(asked.outcome)
            workspace.dispatcher.run(CloseQuote(quote_id, outcome, workspace.clock.today()))
        row = workspace.queries.row(Quote, quote_id)
    out.data = {
        "quote": row.id,
        "pursuit": row.pursuit_id,
        "account": account,
        "amount": units(row.amount_minor, row.currency),
        "currency": row.currency,
        "sent_on": row.sent_on.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "outcome": row.outcome.value if row.outcome else None,
        "closed_on": row.closed_on.isoformat() if row.closed_on else None,
    }
    what = f"{row.outcome.value}" if row.outcome else f"sent {row.sent_on.isoformat()}"
    out.say(f"Quote of {money(row.amount_minor, row.currency)} to {account}: {what}.")
    return 0


def _amount(asked: argparse.Namespace, usual: str) -> tuple[int, str]:
    """What was typed; without a currency, in the usual one."""
    from dreamboard.exchange.amounts import read_amount

    amount = amount_of(asked.amount, asked.currency)  # refuses what is none
    typed = read_amount(asked.amount)
    named = asked.currency or (typed.currency if typed is not None else "")
    return amount if named else amount_of(asked.amount, usual)


def _open_quote(asked: argparse.Namespace, workspace: Workspace, card: NamedPursuit, account: str) -> Quote:
    details = workspace.queries.account(card.account_id)
    there = [each for each in details.quotes if each.pursuit_id == card.id and each.outcome is None]
    found = [
        each
        for each in there
        if asked.amount is None or _amount(asked, each.currency) == (each.amount_minor, each.currency)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        of = f" of {asked.amount}" if asked.amount is not None and there else ""
        raise NotFound(f"{account} has no open quote{of}.")
    choices = tuple(
        f"{money(each.amount_minor, each.currency)}, sent {each.sent_on.isoformat()}" for each in found
    )
    raise Ambiguous(f"{account} has {len(found)} open quotes; name one by its amount:", choices)


def condition(asked: argparse.Namespace, out: Out) -> int:
    """``condition``: what would win the business, or what of it is done."""
    with opened(asked) as workspace:
        naming = workspace.queries.naming()
        card = card_of(asked.account, naming)
        account = next(one.name for one in naming.accounts if one.id == card.account_id)
        if asked.met:
            condition_id = _open_condition(workspace, card, account, asked.text).id
            workspace.dispatcher.run(MeetCondition(condition_id, on=workspace.clock.today()))
        else:
            condition_id = workspace.dispatcher.run(AddConditions(card.id, (asked.text,))).made[0]
        row = workspace.queries.row(Condition, condition_id)
        still_open = len(_open_conditions(workspace, card))
    out.data = {
        "condition": row.id,
        "pursuit": row.pursuit_id,
        "account": account,
        "text": row.text,
        "met_on": row.met_on.isoformat() if row.met_on else None,
        "open": still_open,
    }
    out.say(f"{'Met' if asked.met else 'Condition'} at {account}: {row.text}")
    if asked.met:
        out.say(f"  {still_open} still open." if still_open else "  That was the last one.")
    return 0


def _open_conditions(workspace: Workspace, card: NamedPursuit) -> list[Condition]:
    details = workspace.queries.account(card.account_id)
    playing: set[int] = {each.id for each in details.rounds if each.pursuit_id == card.id and _is_open(each)}
    return [each for each in details.conditions if each.round_id in playing and each.met_on is None]


def _is_open(each: Round) -> bool:
    return each.closed_on is None


def _open_condition(workspace: Workspace, card: NamedPursuit, account: str, typed: str) -> Condition:
    there = _open_conditions(workspace, card)
    wanted = fold(typed)
    if not wanted:
        raise BadInput("Say which condition is met; a part of its text that fits no other will do.")
    found = [each for each in there if wanted in fold(each.text)]
    exact = [each for each in found if fold(each.text) == wanted]
    found = exact or found or by_name(typed, there, lambda each: each.text)
    if len({fold(each.text) for each in found}) == 1:
        return found[0]  # the same words twice are met one after the other
    choices = tuple(cut(each.text, 80) for each in found or there)
    if not there:
        raise NotFound(f"{account} has no open condition.")
    if not found:
        raise Ambiguous(f"No open condition of {account} is like “{cut(typed, 60)}”; there are:", choices)
    raise Ambiguous(f"“{cut(typed, 60)}” fits {len(found)} conditions:", choices)
