"""Two records of one company, or of one person, as one: what the rep can choose, and how the rest is united.

Nothing that was said is lost: what only one of them has is kept, notes are put one below the other, and the
name and web site that give way stay in the note, where the search finds them. Of what protects somebody, the
stricter holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from dreamboard.domain.model import Account, Contact, Employment
from dreamboard.domain.text import fold
from dreamboard.services.addresses import digits_of

Record = Account | Contact
Rec = TypeVar("Rec", Account, Contact)
Taking = tuple[tuple[str, int], ...]
"""Field by field, the id of the record whose value is taken; others are the kept one's, where it has any."""


@dataclass(frozen=True, slots=True)
class MergeAccounts:
    """One account of several: everything that belongs to the others belongs to the kept one.

    Their cards stay cards of their own.
    """

    keep_id: int
    from_ids: tuple[int, ...]
    taking: Taking = ()


@dataclass(frozen=True, slots=True)
class MergeContacts:
    """One contact of several; two jobs that are one become one."""

    keep_id: int
    from_ids: tuple[int, ...]
    taking: Taking = ()


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Two records that look alike are not the same: they are not shown as doubles again."""

    kind: str  # "Account" or "Contact"
    ids: tuple[int, int]


CHOICES: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Account: (
        "name",
        "parent_id",
        "domain",
        "industry",
        "territory",
        "country",
        "time_zone",
        "spend_minor",
        "rival",
        "rival_contract_end",
        "preferred_channel",
    ),
    Contact: ("name", "time_zone", "preferred_channel"),
}
"""The fields that hold one thing, so that the rep chooses where two records differ."""

_ALONG: Final[Mapping[str, tuple[str, ...]]] = {"spend_minor": ("currency",)}
"""What has no meaning without the field it goes along with."""

_FORMER: Final = "Also known as: "

APART_SETTING: Final = "not doubles"
"""The board's setting that holds the pairs that are not the same: ids by kind."""

Apart = Mapping[str, frozenset[tuple[int, int]]]
"""By kind, pairs of ids, the smaller first."""


def former_names(note: str) -> tuple[str, ...]:
    """The names and web sites that gave way when records became one, as the note of that one keeps them."""
    return tuple(line.removeprefix(_FORMER) for line in note.split("\n") if line.startswith(_FORMER))


def differing(records: Sequence[Rec]) -> tuple[str, ...]:
    """The fields to choose in: those of which two of the records hold different things."""
    return tuple(
        name
        for name in CHOICES[type(records[0])]
        if len({value for record in records if (value := getattr(record, name))}) > 1
    )


def united_account(keep: Account, others: Sequence[Account], taking: Taking = ()) -> Account:
    """The account as it will be, but for its parent, which the caller sees to."""
    every = (keep, *others)
    known = max(each.sites_known for each in every)
    united = replace(
        _chosen(every, taking),
        parent_id=keep.parent_id,
        sites_known=known,
        sites_believed=max(known, *(each.sites_believed for each in every)),
        not_before=_latest(each.not_before for each in every),
        do_not_contact=any(each.do_not_contact for each in every),
        tags=_tags(every),
    )
    domains = [each.domain for each in every if each.domain and each.domain != united.domain]
    return replace(united, note=_note(united.name, every, domains))


def united_contact(keep: Contact, others: Sequence[Contact], taking: Taking = ()) -> Contact:
    """The contact as they will be."""
    every = (keep, *others)
    days = [each.min_days_between for each in every if each.min_days_between is not None]
    united = replace(
        _chosen(every, taking),
        emails=_each_once((text for each in every for text in each.emails), str.casefold),
        telephones=_each_once((text for each in every for text in each.telephones), _number),
        not_before=_latest(each.not_before for each in every),
        do_not_contact=any(each.do_not_contact for each in every),
        min_days_between=max(days, default=None),
        tags=_tags(every),
    )
    return replace(united, note=_note(united.name, every, ()))


def same_spell(one: Employment, other: Employment) -> bool:
    """Whether two jobs of one person at one account are one: both last, or both are over and were at the same
    time. One that is over beside one that lasts is somebody who came back."""
    if one.until is None or other.until is None:
        return one.until is other.until
    return (one.since or date.min) <= other.until and (other.since or date.min) <= one.until


def united_spell(keep: Employment, other: Employment) -> Employment:
    """The two as one, from the earliest first day that is known."""
    firsts = [each.since for each in (keep, other) if each.since is not None]
    return replace(
        keep,
        title=keep.title or other.title,
        role=keep.role or other.role,
        since=min(firsts, default=None),
        until=_latest((keep.until, other.until)),
    )


def read_apart(value: str) -> dict[str, frozenset[tuple[int, int]]]:
    """The pairs that are not the same, from the board's setting. What is no such list is no pair."""
    try:
        found = json.loads(value or "{}")
        return {
            str(kind): frozenset((min(a, b), max(a, b)) for a, b in pairs) for kind, pairs in found.items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def apart_value(apart: Apart) -> str:
    """The setting for these pairs; empty for none."""
    kept = {kind: sorted(map(list, pairs)) for kind, pairs in sorted(apart.items()) if pairs}
    return json.dumps(kept) if kept else ""


def apart_after(apart: Apart, kind: str, keep_id: int, from_ids: Iterable[int]) -> Apart:
    """The pairs once some records are one: what was not the same as one of them is not the same as it."""
    gone = set(from_ids)
    moved = {
        (min(pair), max(pair))
        for one, other in apart.get(kind, ())
        if len(pair := {keep_id if each in gone else each for each in (one, other)}) == 2
    }
    return {**apart, kind: frozenset(moved)}


def _chosen(every: Sequence[Rec], taking: Taking) -> Rec:
    by_id = {each.id: each for each in every}
    said = dict(taking)
    values: dict[str, Any] = {}
    for field in CHOICES[type(every[0])]:
        having = [each for each in every if getattr(each, field)] or every
        source = by_id[said[field]] if field in said else having[0]
        values[field] = getattr(source, field)
        for other in _ALONG.get(field, ()):
            values[other] = getattr(source, other)
    return replace(every[0], **values)


def _note(name: str, records: Sequence[Record], domains: Iterable[str]) -> str:
    """The notes one below the other, and the names and web sites that gave way."""
    parts: list[str] = []
    for record in records:
        if record.note and record.note not in "\n\n".join(parts):
            parts.append(record.note)
    said = fold("\n".join(parts))
    names = (record.name for record in records if fold(record.name) != fold(name))
    former = _each_once((each for each in names if fold(each) not in said), fold)
    sites = _each_once((each for each in domains if fold(each) not in said), fold)
    if former or sites:
        parts.append("\n".join(_FORMER + each for each in (*former, *sites)))
    return "\n\n".join(parts)


def _tags(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({tag for record in records for tag in record.tags}))


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _each_once(texts: Iterable[str], key: Any) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(key(text), text)
    return tuple(kept.values())


def _number(telephone: str) -> str:
    digits = digits_of(telephone)
    return digits if len(digits) >= 7 else telephone
