"""A page of the timeline: lines of many tables merged newest first, each table asked only for what can
stand on the page, from where the page before ended."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from heapq import merge
from itertools import islice, pairwise
from typing import Any, Final

import sqlalchemy as sa

from dreamboard.domain.model import Contact, Idea, Pursuit, Round, Touch
from dreamboard.domain.text import holds_words
from dreamboard.services.read_models import (
    EntryKind,
    KeptFile,
    TimelineEntry,
    TimelineFilter,
    TimelinePage,
    TimelineScope,
)
from dreamboard.store.attachments import kept_files
from dreamboard.store.columns import instant, instant_value
from dreamboard.store.days import day_of, next_day_start
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.timeline_sources import DATED, PLANS, TIMED, Source, touch_scopes

_LOOK_AHEAD: Final = 2000
"""How many lines are looked at in one go where few of them will do: when a text is searched."""

_touch, _pursuit, _round = TABLES[Touch].c, TABLES[Pursuit].c, TABLES[Round].c


@dataclass(frozen=True, slots=True)
class Position:
    """Where a line stands: by day, then instant; what has a date only stands above the day's instants."""

    day: str
    at: int | None
    rank: int
    row_id: int

    @property
    def key(self) -> tuple[str, int, int, int]:
        """Sorts the way lines stand, oldest first."""
        return (self.day, 2**62 if self.at is None else self.at, self.rank, self.row_id)

    def text(self) -> str:
        """As a page names where the next one starts."""
        return json.dumps([self.day, self.at, self.rank, self.row_id])

    @classmethod
    def of(cls, text: str) -> Position:
        """The position that ``text`` wrote."""
        return cls(*json.loads(text))


Line = tuple[Position, TimelineEntry]


def timeline(
    link: Link, zone: tzinfo, scope: TimelineScope, wanted: TimelineFilter, after: str, limit: int
) -> TimelinePage:
    """A page, newest first, open plans on top of the first; never reads more of a table than a page may
    show, but where a text is searched."""
    reader = _Reader(link, zone, scope, wanted)
    start = Position.of(after) if after else None
    lines: list[Line] = []
    step = _LOOK_AHEAD if wanted.text else limit + 1
    while len(lines) <= limit:
        found = reader.lines(start, step)
        lines += _named(link, found, wanted.text)
        if len(found) < step:
            break
        start = found[-1][0]
    more = len(lines) > limit
    lines = lines[:limit]
    shown = [entry for _, entry in lines]
    entries = _quiet(reader, shown, every_channel=not wanted.channels and not wanted.text)
    entries = _with_kept(link, entries)
    if not after:
        entries = [entry for _, entry in _named(link, reader.plans(), wanted.text)] + entries
    return TimelinePage(tuple(entries), lines[-1][0].text() if more else "", *reader.head())


class _Reader:
    """Asks the tables about one scope."""

    def __init__(self, link: Link, zone: tzinfo, scope: TimelineScope, wanted: TimelineFilter) -> None:
        self._link = link
        self.zone = zone
        self._scope = scope
        self._channels = [channel.value for channel in sorted(wanted.channels)]
        self._given: dict[str, Any] = {"account": scope.account_id, "pursuit": scope.pursuit_id}

    def lines(self, start: Position | None, count: int) -> list[Line]:
        """The lines right below a position, newest first."""
        sources = [source for source in TIMED if not self._channels or source.kind is EntryKind.TOUCH]
        found = [self._timed(source, start, count) for source in sources]
        if not self._channels:
            found += [self._dated(source, start, count) for source in DATED]
        return list(islice(merge(*found, key=lambda line: line[0].key, reverse=True), count))

    def plans(self) -> list[Line]:
        """The open plans, the farthest first."""
        if self._channels:
            return []
        statement = PLANS.select(self._scope).order_by(PLANS.when.desc(), PLANS.id.desc())
        return [self._line(PLANS, row) for row in self._link.fetch(statement, self._given)]

    def _timed(self, source: Source, start: Position | None, count: int) -> list[Line]:
        found: list[Line] = []
        for statement in source.selects(self._scope):
            if start is not None:
                statement = statement.where(self._below_instant(source, start))
            if self._channels:
                statement = statement.where(_touch.channel.in_(self._channels))
            statement = statement.order_by(source.when.desc(), source.id.desc()).limit(count)
            found += [self._line(source, row) for row in self._link.fetch(statement, self._given)]
        return sorted(found, key=lambda line: line[0].key, reverse=True)

    def _dated(self, source: Source, start: Position | None, count: int) -> list[Line]:
        statement = source.select(self._scope)
        if start is not None:
            statement = statement.where(self._below_day(source, start))
        statement = statement.order_by(source.when.desc(), source.id.desc()).limit(count)
        return [self._line(source, row) for row in self._link.fetch(statement, self._given)]

    def _below_instant(self, source: Source, start: Position) -> sa.ColumnElement[bool]:
        if start.at is None:
            return source.when < next_day_start(date.fromisoformat(start.day), self.zone)
        return _below(source, start.at, start)

    def _below_day(self, source: Source, start: Position) -> sa.ColumnElement[bool]:
        return source.when < start.day if start.at is not None else _below(source, start.day, start)

    def _line(self, source: Source, row: Any) -> Line:
        row_id, when = row[0], row[1]
        if isinstance(when, int):
            day, at = day_of(when, self.zone), when
        else:
            day, at = date.fromisoformat(when), None
        entry = source.entry(row, day)
        if at is not None:
            entry = replace(entry, at=instant(at))
        return Position(day.isoformat(), at, source.rank, row_id), entry

    def touch_instants(self, newest: int, oldest: int) -> list[int]:
        """When touches passed between two instants. Touches of all channels: a day on which somebody called
        was not quiet."""
        found: set[int] = set()
        for condition in touch_scopes(self._scope):
            ats = sa.select(_touch.at).where(condition, _touch.at.between(oldest, newest))
            found.update(row[0] for row in self._link.fetch(ats, self._given))
        return list(found)

    def last_before(self, at: int) -> int | None:
        """When the last touch before an instant passed."""
        newest = sa.func.max(_touch.at)
        parts = [
            sa.select(newest).where(condition, _touch.at < at).scalar_subquery()
            for condition in touch_scopes(self._scope)
        ]
        found = self._link.fetch(sa.select(*parts), self._given)[0]
        return max((value for value in found if value is not None), default=None)

    def head(self) -> tuple[int, date | None, int]:
        """How many touches the scope has, from its pursuits' figures and the few that have no pursuit; the
        day of the oldest touch or of the first round, if that is earlier; the number of the latest round."""
        of_cards = sa.select(sa.func.coalesce(sa.func.sum(_pursuit.touch_count), 0))
        if self._scope.pursuit_id is None:
            of_cards = of_cards.where(_pursuit.account_id == sa.bindparam("account"))
        else:
            of_cards = of_cards.where(_pursuit.id == sa.bindparam("pursuit"))
        of_account = sa.select(sa.func.count()).where(
            _touch.account_id == sa.bindparam("account"), _touch.pursuit_id.is_(None)
        )
        parts = [
            of_cards,
            of_account,
            self._rounds(sa.func.max(_round.number)),
            self._rounds(sa.func.min(_round.opened_on)),
            *(sa.select(sa.func.min(_touch.at)).where(condition) for condition in touch_scopes(self._scope)),
        ]
        asked = sa.select(*(part.scalar_subquery() for part in parts))
        cards, account, number, opened, *firsts = self._link.fetch(asked, self._given)[0]
        days = [day_of(first, self.zone) for first in firsts if first is not None]
        if opened is not None:
            days.append(date.fromisoformat(opened))
        return cards + account, min(days, default=None), number or 1

    def _rounds(self, figure: sa.ColumnElement[Any]) -> sa.Select[Any]:
        statement = sa.select(figure)
        if self._scope.pursuit_id is not None:
            return statement.where(_round.pursuit_id == sa.bindparam("pursuit"))
        cards = sa.select(_pursuit.id).where(_pursuit.account_id == sa.bindparam("account"))
        return statement.where(_round.pursuit_id.in_(cards))


def _below(source: Source, when: int | str, start: Position) -> sa.ColumnElement[bool]:
    """Below a line at ``when``: lines of one moment stand by rank, then by id."""
    if source.rank < start.rank:
        return source.when <= when
    if source.rank > start.rank:
        return source.when < when
    return sa.or_(source.when < when, sa.and_(source.when == when, source.id < start.row_id))


def _named(link: Link, lines: list[Line], text: str) -> list[Line]:
    """The lines with the names of contacts and ideas in them; of those, the ones that hold the text."""
    contacts = _names(link, TABLES[Contact].c.name, {e.contact_id for _, e in lines})
    ideas = _names(link, TABLES[Idea].c.title, {int(e.idea) for _, e in lines if e.idea})
    named = [
        (
            position,
            replace(
                entry,
                contact=contacts.get(entry.contact_id, ""),
                idea=ideas.get(int(entry.idea), "") if entry.idea else "",
            )
            if entry.contact_id is not None or entry.idea
            else entry,
        )
        for position, entry in lines
    ]
    return [line for line in named if holds_words(_words(line[1]), text)] if text else named


def _names(
    link: Link, column: sa.ColumnElement[str], ids: set[int | None] | set[int]
) -> dict[int | None, str]:
    wanted = [row_id for row_id in ids if row_id is not None]
    if not wanted:
        return {}
    row_id = column.table.c.id
    statement = sa.select(row_id, column).where(row_id.in_(sa.bindparam("wanted", expanding=True)))
    return {row[0]: row[1] for row in link.fetch(statement, {"wanted": wanted})}


def _words(entry: TimelineEntry) -> str:
    parts = (entry.contact, entry.subject, entry.text, entry.idea, entry.rival, entry.detail)
    return " ".join((*parts, entry.stage_from, entry.stage_to, entry.channel or "", entry.outcome or ""))


def _quiet(reader: _Reader, entries: list[TimelineEntry], *, every_channel: bool) -> list[TimelineEntry]:
    """Touches told how many days of silence came before them; of several at one instant, the lowest."""
    places = {instant_value(e.at): place for place, e in enumerate(entries) if e.at and _is_touch(e)}
    if not places:
        return entries
    newest, oldest = max(places), min(places)
    instants = list(places) if every_channel else reader.touch_instants(newest, oldest)
    before_all = reader.last_before(oldest)
    older = dict(pairwise(sorted(instants, reverse=True)))
    told = list(entries)
    for at, place in places.items():
        before = older.get(at, before_all)
        if before is not None:
            quiet = (entries[place].day - day_of(before, reader.zone)).days
            told[place] = replace(entries[place], quiet_days_before=quiet)
    return told


def _with_kept(link: Link, entries: list[TimelineEntry]) -> list[TimelineEntry]:
    """Touches with what is kept of what came with them."""
    kept: dict[int, list[KeptFile]] = defaultdict(list)
    for file in kept_files(link, [entry.row_id for entry in entries if _is_touch(entry)]):
        kept[file.touch_id].append(file)
    return [
        replace(entry, kept=tuple(kept[entry.row_id])) if _is_touch(entry) and entry.row_id in kept else entry
        for entry in entries
    ]


def _is_touch(entry: TimelineEntry) -> bool:
    return entry.kind is EntryKind.TOUCH
