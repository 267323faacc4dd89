"""The verb ``set``: what the rep learned of an account or a contact, and a card's own rhythm."""

from __future__ import annotations

import argparse
from datetime import date

from dreamboard.app.cli_board import opened
from dreamboard.app.cli_find import account_of, by_name, card_of, contact_of
from dreamboard.app.cli_print import Out, cut, ended
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import BadInput, NotFound
from dreamboard.services.commands import Batch, Edit
from dreamboard.services.read_models import NamedAccount, Naming

Values = tuple[tuple[str, object], ...]


def set_facts(asked: argparse.Namespace, out: Out) -> int:
    """``set``: each fact named; all of them are one change and one step to undo."""
    edits: list[Edit] = []
    with opened(asked) as workspace:
        account = _account(asked.account, workspace.queries.naming())
        if asked.contact is not None:
            edits += _of_contact(asked, workspace, account.id)
        elif asked.days_between is not None:
            raise BadInput("Days between touches are what a contact gave: say whose with --contact NAME.")
        edits += _of_account(asked, account.id)
        if asked.rhythm is not None:
            card = card_of(asked.account, workspace.queries.naming())
            ideal, most = asked.rhythm or (None, None)
            edits.append(Edit("Pursuit", card.id, (("ideal_days", ideal), ("max_days", most))))
        if not edits:
            raise BadInput("Say what to set: --sites-known, --sites-believed, --rhythm, --not-before, …")
        done = workspace.dispatcher.run(
            edits[0] if len(edits) == 1 else Batch(f"Edit {account.name}", tuple(edits))
        )
    out.data = {
        "account": account.name,
        "set": [{"kind": each.kind.lower(), "id": each.id, **_plain(each.values)} for each in edits],
    }
    out.say(ended(done.label))
    return 0


def _account(typed: str, naming: Naming) -> NamedAccount:
    """The account meant, also by one of its cards."""
    if typed.strip().startswith("#") or ("/" in typed and not by_name(typed, naming.accounts, _name)):
        card = card_of(typed, naming)
        return next(one for one in naming.accounts if one.id == card.account_id)
    return account_of(typed, naming)


def _name(account: NamedAccount) -> str:
    return account.name


def _of_account(asked: argparse.Namespace, account_id: int) -> list[Edit]:
    values: list[tuple[str, object]] = []
    if asked.sites_known is not None:
        values.append(("sites_known", asked.sites_known))
    if asked.sites_believed is not None:
        values.append(("sites_believed", asked.sites_believed))
    if asked.contact is None and asked.not_before is not None:
        values.append(("not_before", asked.not_before))
    return [Edit("Account", account_id, tuple(values))] if values else []


def _of_contact(asked: argparse.Namespace, workspace: Workspace, account_id: int) -> list[Edit]:
    found = contact_of(asked.contact, workspace.queries.naming(), account_id)
    if found is None:
        raise NotFound(f"There is no contact like “{cut(asked.contact, 60)}” on this board.")
    values: list[tuple[str, object]] = []
    if asked.days_between is not None:
        values.append(("min_days_between", asked.days_between or None))
    if asked.not_before is not None:
        values.append(("not_before", asked.not_before))
    if not values:
        raise BadInput("Say what to set for the contact: --days-between or --not-before.")
    return [Edit("Contact", found.id, tuple(values))]


def _plain(values: Values) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values}
