"""Verbs about doubles: what may be one, and making one of several."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from dreamboard.app.cli_board import instant_text, opened
from dreamboard.app.cli_find import by_name, listed
from dreamboard.app.cli_print import Out, cut, ended
from dreamboard.domain.errors import Ambiguous, BadInput, NotFound
from dreamboard.domain.model import Account, Contact
from dreamboard.domain.words import counted
from dreamboard.services.doubles import Double, Sureness, find_doubles, read_records
from dreamboard.services.merging import MergeAccounts, MergeContacts
from dreamboard.services.read_models import Holdings, NamedAccount, NamedContact, Naming

_Named = NamedAccount | NamedContact
_SURE = {Sureness.SURE: "sure", Sureness.LIKELY: "likely", Sureness.POSSIBLE: "possible"}
_Held = dict[tuple[str, int], Holdings]
_KINDS: dict[str, type[Account] | type[Contact]] = {"Account": Account, "Contact": Contact}


def doubles(asked: argparse.Namespace, out: Out) -> int:
    """``doubles``: the accounts and the contacts that may be one, the surest first."""
    with opened(asked) as workspace:
        found = find_doubles(read_records(workspace.queries))
        records = {(each.kind, one) for each in found for one in (each.one, each.other)}
        held = {(kind, one): workspace.queries.holdings(_KINDS[kind], one) for kind, one in records}
    out.data = {"doubles": [_data(each, held) for each in found]}
    for each in found:
        _say(each, held, out)
    if not found:
        out.say("No doubles found.")
    return 0


def merge(asked: argparse.Namespace, out: Out) -> int:
    """``merge``: one record of several, as one step that ``undo`` takes back."""
    with opened(asked) as workspace:
        naming = workspace.queries.naming()
        kind: type[Account] | type[Contact] = Contact if asked.contacts else Account
        named = [_meant(typed, naming, kind) for typed in (asked.keep, *asked.others)]
        keep, others = named[0], named[1:]
        for typed, other in zip(asked.others, others, strict=True):
            if other.id == keep.id:
                raise BadInput(
                    f"“{cut(typed, 60)}” and “{cut(asked.keep, 60)}” are the same {kind.__name__.lower()}"
                    f" already: {keep.name}, #{keep.id}."
                )
        ids = tuple(dict.fromkeys(other.id for other in others))
        command = MergeContacts(keep.id, ids) if asked.contacts else MergeAccounts(keep.id, ids)
        done = workspace.dispatcher.run(command)
        left = workspace.queries.row(kind, keep.id)
        holds = workspace.queries.holdings(kind, keep.id)
    document: dict[str, Any] = {
        "kind": kind.__name__.lower(),
        "kept": {"id": left.id, "name": left.name, **_holdings_data(holds)},
        "merged": [{"id": other.id, "name": other.name} for other in _each_once(others)],
        "done": done.label,
    }
    out.data = document
    out.say(ended(done.label), f"  #{left.id} {cut(left.name, 60)} has {_holdings_text(holds, kind)} now.")
    return 0


def _meant(typed: str, naming: Naming, kind: type[Account] | type[Contact]) -> _Named:
    """The record that is meant: by its number, as ``doubles`` gives it, or by its name.

    Raises ``NotFound``, or ``Ambiguous`` with the choices, each with its number: doubles may have one name.
    """
    known: Sequence[_Named] = naming.accounts if kind is Account else naming.contacts
    what = kind.__name__.lower()
    number = typed.strip().removeprefix("#")
    if typed.strip().startswith("#") and number.isdecimal() and number.isascii():
        found = [each for each in known if each.id == int(number)]
        if not found:
            raise NotFound(f"There is no {what} {typed.strip()} on this board.")
        return found[0]
    found = by_name(typed, known, lambda each: each.name)
    if not found:
        raise NotFound(f"There is no {what} like “{cut(typed, 60)}” on this board.")
    if len(found) > 1:
        names = {account.id: account.name for account in naming.accounts}
        choices = [", ".join((f"#{each.id} {each.name}", *_at(each, names))) for each in found]
        raise Ambiguous(f"“{cut(typed, 60)}” fits {len(found)} {what}s:", listed(choices))
    return found[0]


def _at(one: _Named, names: dict[int, str]) -> list[str]:
    if isinstance(one, NamedAccount):
        return []
    return [names[each] for each in one.account_ids[:2] if each in names]


def _each_once(records: Sequence[_Named]) -> Sequence[_Named]:
    return list({each.id: each for each in records}.values())


def _data(double: Double, held: _Held) -> dict[str, Any]:
    return {
        "kind": double.kind.lower(),
        "sure": _SURE[double.sureness],
        "reasons": [str(reason) for reason in double.reasons],
        "records": [
            {"id": one, "name": name, **_holdings_data(held[double.kind, one])}
            for one, name in zip((double.one, double.other), double.names, strict=True)
        ],
    }


def _say(double: Double, held: _Held, out: Out) -> None:
    kind = _KINDS[double.kind]
    out.say(f"{_SURE[double.sureness]}: {'; '.join(str(reason) for reason in double.reasons)}")
    for one, name in zip((double.one, double.other), double.names, strict=True):
        holds = held[double.kind, one]
        out.say(f"  {double.kind.lower()} #{one} {cut(name, 60)}: {_holdings_text(holds, kind)}")


def _holdings_data(holds: Holdings) -> dict[str, Any]:
    return {
        "touches": holds.touches,
        "last_touch": instant_text(holds.last_touch_at),
        "cards": holds.cards,
        "quotes": holds.quotes,
        "plans": holds.plans,
        "signals": holds.signals,
        "people": holds.people,
        "companies": list(holds.companies),
    }


def _holdings_text(holds: Holdings, kind: type[Account] | type[Contact]) -> str:
    parts = [counted(holds.touches, "touch", "touches")]
    if kind is Account:
        parts.append(counted(holds.cards, "card", "cards"))
        parts.append(counted(holds.quotes, "quote", "quotes"))
        parts.append(counted(holds.people, "contact", "contacts"))
    elif holds.companies:
        parts.append(f"at {', '.join(cut(each, 40) for each in holds.companies[:3])}")
    return ", ".join(parts)
