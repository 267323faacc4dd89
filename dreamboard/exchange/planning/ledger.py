"""The board as it will be: what is there, what the plan adds and changes, and what other programs call it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, TypeVar, cast

from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    ExternalId,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Stage,
    Touch,
)
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.snapshot import Snapshot
from dreamboard.services.import_plan import LineOutcome, RowChange

R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class Verdict:
    """What becomes of a line."""

    outcome: LineOutcome
    name: str = ""
    text: str = ""
    unattached: bool = False
    row: Row | None = None  # what the line stands for, as it was when the line was settled


def rejected(name: str, reason: str, *, unattached: bool = False) -> Verdict:
    """The line cannot be brought in."""
    return Verdict(LineOutcome.REJECTED, name, reason, unattached)


def skipped(name: str, reason: str) -> Verdict:
    """There is nothing to bring in."""
    return Verdict(LineOutcome.SKIPPED, name, reason)


class Ledger:
    """Rows by kind and id, the plan's own under negative ids, and the names they go by elsewhere."""

    def __init__(self, snapshot: Snapshot, at: datetime, zone: tzinfo, card: Pursuit | None = None) -> None:
        self.card = card
        """Where all people, messages and meetings go, whoever they name; ``None``: where they belong."""
        self.at = at
        self.zone = zone
        self.today = at.astimezone(zone).date()
        self.stages: tuple[Stage, ...] = snapshot.stages
        self.rows: dict[type[Any], dict[int, Any]] = {
            Account: {row.id: row for row in snapshot.accounts},
            Contact: {row.id: row for row in snapshot.contacts},
            Employment: {row.id: row for row in snapshot.employments},
            Pursuit: {row.id: row for row in snapshot.pursuits},
            Round: {row.id: row for row in snapshot.rounds},
            Plan: {row.id: row for row in snapshot.plans},
            Quote: {row.id: row for row in snapshot.quotes},
            Touch: {row.id: row for row in snapshot.touches},
        }
        self._new: dict[type[Any], dict[int, Any]] = defaultdict(dict)
        self._changes: dict[tuple[type[Any], int], dict[str, object]] = {}
        self._externals = {(one.source, one.kind, one.external): one for one in snapshot.external_ids}
        self._elsewhere: dict[tuple[str, str], list[ExternalId]] = defaultdict(list)
        self._sources: dict[tuple[str, int], set[str]] = defaultdict(set)
        for one in snapshot.external_ids:
            self._remember(one)
        self._spoken: dict[tuple[str, str, str], set[str]] = {}
        self._lines: dict[tuple[str, str, str], tuple[int, int]] = {}
        self._ordinals: dict[tuple[str, str, str], int] = defaultdict(int)

    # Rows

    def all(self, kind: type[R]) -> dict[int, R]:
        """The rows of a kind by id."""
        return cast(dict[int, R], self.rows[kind])

    def add(self, row: R) -> R:
        """A new row; it gets the next negative id."""
        new = self._new[type(row)]
        made = cast(R, _with_id(row, -len(new) - 1))
        new[made.id] = made
        if type(row) in self.rows:
            self.rows[type(row)][made.id] = made
        return made

    def change(self, row: R, **values: object) -> R:
        """A row with new values; those that are as they were do not count."""
        fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not fresh:
            return row
        changed = replace(row, **cast(Any, fresh))
        self.rows[type(row)][row.id] = changed
        if row.id < 0:
            self._new[type(row)][row.id] = changed
        else:
            self._changes.setdefault((type(row), row.id), {}).update(fresh)
        return changed

    def is_new(self, row: Row) -> bool:
        """Whether this plan makes it."""
        return row.id < 0

    def new_rows(self, order: Iterable[type[Row]]) -> tuple[Row, ...]:
        """The plan's own rows, kind by kind."""
        return tuple(row for kind in order for row in self._new[kind].values())

    def row_changes(self) -> tuple[RowChange, ...]:
        """What the plan changes on the board."""
        return tuple(RowChange(kind, row_id, values) for (kind, row_id), values in self._changes.items())

    # What other programs call things

    def _remember(self, one: ExternalId) -> None:
        self._elsewhere[one.kind, one.external].append(one)
        self._sources[one.kind, one.ours].add(one.source)

    def external(self, source: str, kind: str, external: str) -> ExternalId | None:
        """What a source calls by this id."""
        return self._externals.get((source, kind, external))

    def link(self, source: str, kind: str, external: str, ours: int, seen: str = "") -> None:
        """From now on this is what the source calls it."""
        made = self.add(ExternalId(0, source, kind, external, ours, seen))
        self._externals[source, kind, external] = made
        self._remember(made)

    def externals_of(self, kind: str) -> list[ExternalId]:
        """All that other programs call things of a kind."""
        return [one for one in self._externals.values() if one.kind == kind]

    def known_to(self, source: str, kind: str, ours: int) -> bool:
        """Whether a source has a name for one of our things."""
        return source in self._sources[kind, ours]

    def resolve(self, source: str, kind: str, external: str) -> int | None:
        """Which of our things an id in a file means: the source's own, else the only one called so at all."""
        own = self._externals.get((source, kind, external))
        if own is None:
            others = {one.ours for one in self._elsewhere.get((kind, external), ())}
            return others.pop() if len(others) == 1 else None
        return own.ours

    def see(self, one: ExternalId, entry: Entry) -> set[str]:
        """The fields of a line that say something new since the last import, and from now on are seen.

        What an earlier line of this import said of the same thing stands.
        """
        key = (one.source, one.kind, one.external)
        spoken = self._spoken.setdefault(key, set())
        seen = _seen_fields(one.seen)
        fresh = {
            name for name, shown in entry.hashes.items() if name not in spoken and seen.get(name) != shown
        }
        spoken |= entry.hashes.keys()
        if fresh:
            seen |= {name: entry.hashes[name] for name in fresh}
            changed = self._changed_external(one, _seen_text(seen))
            self._externals[key] = changed
        return fresh

    def _changed_external(self, one: ExternalId, seen: str) -> ExternalId:
        changed = replace(one, seen=seen)
        if one.id < 0:
            self._new[ExternalId][one.id] = changed
        else:
            self._changes.setdefault((ExternalId, one.id), {})["seen"] = seen
        return changed

    def first_seen(self, kind: str, external: str, entry: Entry, ours: int) -> None:
        """Link what a line made or found, with all that the line said."""
        self._spoken[entry.source, kind, external] = set(entry.hashes)
        self.link(entry.source, kind, external, ours, _seen_text(entry.hashes))

    def said_before(self, kind: str, external: str, entry: Entry) -> int | None:
        """The line of the same file that this id stood on already."""
        key = (entry.source, kind, external)
        file, line = self._lines.setdefault(key, (entry.file, entry.line))
        return line if file == entry.file and line != entry.line else None

    def natural_key(self, kind: str, entry: Entry, *parts: object) -> str:
        """A name for a line that has no id: a hash of what makes it the thing it is, and the how-manieth
        such line of its file it is."""
        text = "\x1f".join(str(part) for part in parts)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        counted = (f"{entry.file}", kind, digest)
        self._ordinals[counted] += 1
        return f"={digest}.{self._ordinals[counted]}"

    # Dates

    def noon(self, day: date) -> datetime:
        """The instant that stands for a day without a time."""
        return datetime.combine(day, time(12), self.zone).astimezone(UTC)


def _with_id(row: Row, row_id: int) -> Row:
    # ``dataclasses.replace`` builds every row twice; a plan makes tens of thousands.
    object.__setattr__(row, "id", row_id)
    return row


def _seen_fields(seen: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in seen.split(" ") if "=" in part)


def _seen_text(hashes: Mapping[str, str]) -> str:
    return " ".join(f"{name}={shown}" for name, shown in sorted(hashes.items()))
