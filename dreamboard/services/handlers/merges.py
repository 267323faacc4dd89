"""Doubles: several records made one with all that hangs on them, and records that are said to be two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Contact, Employment, ExternalId, Feedback, Pursuit, Row, Setting
from dreamboard.domain.references import held_by
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks, trash
from dreamboard.services.merging import (
    APART_SETTING,
    CHOICES,
    KeepApart,
    MergeAccounts,
    MergeContacts,
    Taking,
    apart_after,
    apart_value,
    read_apart,
    same_spell,
    united_account,
    united_contact,
    united_spell,
)
from dreamboard.services.ports import Clock, UnitOfWork

Rec = TypeVar("Rec", Account, Contact)
_CALLED_ELSEWHERE: dict[type[Row], tuple[str, ...]] = {
    Account: ("account",),
    Contact: ("contact", "employer"),
}
"""``ExternalId.kind`` of what names such a record."""


def merge_accounts(command: MergeAccounts, unit: UnitOfWork, clock: Clock) -> Handled:
    """One account of several. Cards, sites, people, touches and signals of the others become the kept one's;
    a site that was kept takes the place of what stood above it."""
    keep, others = _records(unit, Account, command.keep_id, command.from_ids)
    _check(Account, [keep, *others], command.taking)
    group = {keep.id, *(each.id for each in others)}
    united = united_account(keep, others, command.taking)
    parent_id = _parent(unit, keep, others, dict(command.taking).get("parent_id"))
    jobs = unit.find_in(Employment, "account_id", group - {keep.id})
    _unite_spells(unit, jobs, unit.find(Employment, account_id=keep.id), {"account_id": keep.id})
    _bring_over(unit, Account, keep.id, [each.id for each in others])
    sites = [each for each in unit.find(Account, parent_id=keep.id) if each.id not in group]
    known = max(united.sites_known, len(sites))
    unit.update(
        replace(
            united,
            parent_id=parent_id,
            sites_known=known,
            sites_believed=max(united.sites_believed, known),
            note=checks.note(united.note),
        )
    )
    unit.delete(Account, group - {keep.id})
    unit.refresh_figures([card.id for card in unit.find(Pursuit, account_id=keep.id)])
    return Handled(_label(united.name, keep, others, "accounts"), (keep.id,))


def merge_contacts(command: MergeContacts, unit: UnitOfWork, clock: Clock) -> Handled:
    """One contact of several. Touches, jobs, plans, signals and introductions of the others become theirs."""
    keep, others = _records(unit, Contact, command.keep_id, command.from_ids)
    _check(Contact, [keep, *others], command.taking)
    united = united_contact(keep, others, command.taking)
    gone = [each.id for each in others]
    jobs = unit.find_in(Employment, "contact_id", gone)
    _unite_spells(unit, jobs, unit.find(Employment, contact_id=keep.id), {"contact_id": keep.id})
    _bring_over(unit, Contact, keep.id, gone)
    _keep_set_aside(unit, keep.id, gone)
    unit.update(replace(united, note=checks.note(united.note)))
    unit.delete(Contact, gone)
    return Handled(_label(united.name, keep, others, "contacts"), (keep.id,))


def keep_apart(command: KeepApart, unit: UnitOfWork, clock: Clock) -> Handled:
    """Two records that look alike are two. Said once, it is remembered on this board."""
    kind = {each.__name__: each for each in CHOICES}.get(command.kind)
    one, other = command.ids
    if kind is None or one == other:
        raise Refused("Two accounts, or two contacts, can be kept apart.")
    names = [unit.get(kind, one).name, unit.get(kind, other).name]
    apart = _apart(unit)
    pair = (min(one, other), max(one, other))
    _keep_setting(unit, {**apart, kind.__name__: apart.get(kind.__name__, frozenset()) | {pair}})
    return Handled(f"{names[0]} and {names[1]} are not the same")


def _records(
    unit: UnitOfWork, kind: type[Rec], keep_id: int, from_ids: Iterable[int]
) -> tuple[Rec, list[Rec]]:
    keep = unit.get(kind, keep_id)
    others = [unit.get(kind, one) for one in dict.fromkeys(from_ids)]
    if not others or keep_id in (each.id for each in others):
        raise Refused(f"Choose two different {kind.__name__.lower()}s to merge.")
    return keep, others


def _check(kind: type[Rec], records: Sequence[Rec], taking: Taking) -> None:
    ids = {record.id for record in records}
    for name, one in taking:
        if name not in CHOICES[kind]:
            raise Refused(f"“{name}” of {kind.__name__.lower()}s is not chosen: it is united.")
        if one not in ids:
            raise Refused(f"The {name.removesuffix('_id').replace('_', ' ')} is taken of none of them.")


def _bring_over(unit: UnitOfWork, kind: type[Rec], keep_id: int, gone: Collection[int]) -> None:
    """Everything that points to the others points to the kept one: rows, what other programs call them, what
    is in the trash, and what they are not the same as."""
    for reference in held_by(kind):
        unit.point_to(reference.kind, reference.field, gone, keep_id)
    names = unit.find_in(ExternalId, "ours", gone)
    unit.update_many([replace(each, ours=keep_id) for each in names if each.kind in _CALLED_ELSEWHERE[kind]])
    trash.bring_over(unit, kind, keep_id, gone)
    _keep_setting(unit, apart_after(_apart(unit), kind.__name__, keep_id, gone))


def _keep_set_aside(unit: UnitOfWork, keep_id: int, gone: Collection[int]) -> None:
    """A friend whom the rep said not to follow is the same friend still."""
    # The plays are many modules: other commands do without them.
    from dreamboard.domain.plays.follow_the_leaver import friend_evidence

    said = unit.find_in(Feedback, "evidence", [friend_evidence(one) for one in gone])
    unit.update_many([replace(each, evidence=friend_evidence(keep_id)) for each in said])


def _unite_spells(
    unit: UnitOfWork, coming: Iterable[Employment], there: Sequence[Employment], values: dict[str, Any]
) -> None:
    """Jobs come to somebody who may have the same: then there is one of them."""
    settled = {job.id: job for job in there}
    for job in coming:
        moved = replace(job, **values)
        same = next(
            (
                each
                for each in settled.values()
                if (each.contact_id, each.account_id) == (moved.contact_id, moved.account_id)
                and same_spell(each, moved)
            ),
            None,
        )
        if same is None:
            settled[job.id] = moved
            unit.update(moved)
            continue
        settled[same.id] = united_spell(same, moved)
        unit.update(settled[same.id])
        unit.delete(Employment, [job.id])


def _parent(unit: UnitOfWork, keep: Account, others: Sequence[Account], said: int | None) -> int | None:
    """What stands above the united account: the first parent of one of them that does not stand below it."""
    group = {keep.id: keep} | {each.id: each for each in others}
    for record in [group[said]] if said is not None else [keep, *others]:
        above = _outside(group, record.parent_id)
        if above is not None and not _leads_to(unit, above, group):
            return above
    return None


def _outside(group: dict[int, Account], above: int | None) -> int | None:
    seen: set[int] = set()
    while above in group and above not in seen:
        seen.add(above)
        above = group[above].parent_id
    return None if above in group else above


def _leads_to(unit: UnitOfWork, above: int, group: Collection[int]) -> bool:
    seen: set[int] = set()
    up: int | None = above
    while up is not None and up not in seen:
        if up in group:
            return True
        seen.add(up)
        up = unit.get(Account, up).parent_id
    return False


def _apart(unit: UnitOfWork) -> dict[str, frozenset[tuple[int, int]]]:
    return next((read_apart(each.value) for each in unit.find(Setting, name=APART_SETTING)), {})


def _keep_setting(unit: UnitOfWork, apart: Any) -> None:
    value = apart_value(apart)
    there = unit.find(Setting, name=APART_SETTING)
    if not there:
        if value:
            unit.add(Setting(0, APART_SETTING, value))
    elif not value:
        unit.delete(Setting, [there[0].id])
    elif there[0].value != value:
        unit.update(replace(there[0], value=value))


def _label(name: str, keep: Rec, others: Sequence[Rec], several: str) -> str:
    if len(others) > 1:
        return f"Merge {len(others)} {several} into {name}"
    other = keep.name if name == others[0].name else others[0].name
    return f"Merge {other} into {name}"
