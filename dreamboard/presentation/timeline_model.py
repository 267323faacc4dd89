"""The timeline of one pursuit or account as an item model: a page at a time, kept true by change sets."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal

from dreamboard.domain.model import Attachment, Contact, Idea, Quote, Signal, Touch
from dreamboard.domain.suggestion import Evidence
from dreamboard.domain.values import SignalKind
from dreamboard.presentation import wording
from dreamboard.presentation.timeline_lines import Key, Line, line_of
from dreamboard.services.changes import ChangeSet
from dreamboard.services.ports import Clock, Queries
from dreamboard.services.read_models import (
    EntryKind,
    TimelineEntry,
    TimelineFilter,
    TimelinePage,
    TimelineScope,
)

PAGE = 100
"""Lines read at a time."""

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
HIGHLIGHT_ROLE = LINE_ROLE + 1

_MOVES = (SignalKind.DECISION_MAKER_LEFT, SignalKind.DECISION_MAKER_ARRIVED)
_MARGIN = 20  # lines read below the deepest changed one, so that one of them is known to be where it was
_MOST_AGAIN = 1000
_ROWS: dict[EntryKind, type[Touch | Signal | Quote]] = {
    EntryKind.TOUCH: Touch,
    EntryKind.SIGNAL: Signal,
    EntryKind.QUOTE: Quote,
}
"""The rows that may lie anywhere on a timeline, by the lines they are. All others change at its top."""
_IN_ANY_LINE = (Contact, Idea, Attachment)
"""Rows whose names stand in lines that are other rows."""
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class TimelineModel(QAbstractListModel):
    """Lines, newest first, planned ones on top.

    While its pane is hidden it only remembers that it is stale. A change set that touches it reads anew what
    was loaded and tells the view of the rows that differ, no others.
    """

    header_changed = QtSignal()

    def __init__(self, queries: Queries, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._clock = clock
        self._scope: TimelineScope | None = None
        self._filter = TimelineFilter()
        self._lines: list[Line] = []
        self._next = ""
        self._page = TimelinePage(())
        self._highlit: frozenset[Key] = frozenset()
        self._shown = True
        self._stale = False

    @property
    def scope(self) -> TimelineScope | None:
        """Whose timeline it is."""
        return self._scope

    @property
    def wanted(self) -> TimelineFilter:
        """Which lines are let through."""
        return self._filter

    @property
    def summary(self) -> str:
        """ "76 touches, 520 days, round 2"."""
        if self._scope is None:
            return ""
        parts = [wording.touches(self._page.total_touches)]
        if self._page.first_day is not None:
            parts.append(wording.days((self._clock.today() - self._page.first_day).days + 1))
        parts.append(
            QCoreApplication.translate("timeline", "round {n}").format(n=self._page.round_number)
            if self._scope.pursuit_id is not None
            else ""
        )
        return ", ".join(part for part in parts if part)

    def show(self, scope: TimelineScope | None) -> None:
        """Another card's timeline, from its top; ``None``: nothing selected."""
        if scope != self._scope:
            self._scope = scope
            self._highlit = frozenset()
            self._restart()

    def set_filter(self, wanted: TimelineFilter) -> None:
        """Other channels or another text."""
        if wanted != self._filter:
            self._filter = wanted
            self._restart()

    def set_shown(self, shown: bool) -> None:
        """The pane came into sight or went out of it."""
        self._shown = shown
        if shown and self._stale:
            self._restart()

    def apply(self, changes: ChangeSet) -> None:
        """Follow a change of the board."""
        if self._scope is None or not self._concerns(self._scope, changes):
            return
        if not self._shown:
            self._stale = True
            return
        if changes.bulk or any(map(changes.of, _IN_ANY_LINE)) or not self._refresh_top(changes):
            self._refresh_all()
        self.header_changed.emit()

    def highlight(self, evidence: Evidence) -> QModelIndex:
        """Mark the lines that a reason rests on, reading on until one of them is there.

        Returns the topmost; an invalid index when none of them is on this timeline.
        """
        keys = frozenset(_keys(evidence))
        self._highlit = keys
        while not any(line.key in keys for line in self._lines) and self.canFetchMore(_ROOT):
            self.fetchMore(_ROOT)
        self._tell_all((HIGHLIGHT_ROLE,))
        for row, line in enumerate(self._lines):
            if line.key in keys:
                return self.index(row)
        return QModelIndex()

    def clear_highlight(self) -> None:
        """Mark nothing."""
        if self._highlit:
            self._highlit = frozenset()
            self._tell_all((HIGHLIGHT_ROLE,))

    def line(self, index: _Index) -> Line | None:
        """The line at an index."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == HIGHLIGHT_ROLE:
            return line.key in self._highlit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and bool(self._next)

    def fetchMore(self, parent: _Index) -> None:
        if not self.canFetchMore(parent):
            return
        page = self._read(self._next, PAGE)
        self._next = page.next
        lines = self._lines_of(page)
        if lines:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def _restart(self) -> None:
        self._stale = False
        self.beginResetModel()
        self._page = self._read("", PAGE) if self._scope else TimelinePage(())
        self._next = self._page.next
        self._lines = self._lines_of(self._page)
        self.endResetModel()
        self.header_changed.emit()

    def _read(self, after: str, limit: int) -> TimelinePage:
        assert self._scope is not None
        return self._queries.timeline(self._scope, self._filter, self._clock.today(), after, limit)

    def _lines_of(self, page: TimelinePage) -> list[Line]:
        today, zone = self._clock.today(), self._clock.zone
        told = {
            (e.contact_id, e.day) for e in page.entries if e.kind is EntryKind.SIGNAL and e.detail in _MOVES
        }
        return [line_of(entry, zone, today) for entry in page.entries if not _said_twice(entry, told)]

    def _concerns(self, scope: TimelineScope, changes: ChangeSet) -> bool:
        return (
            changes.bulk
            or scope.account_id in changes.accounts
            or (scope.pursuit_id is not None and scope.pursuit_id in changes.pursuits)
        )

    def _refresh_top(self, changes: ChangeSet) -> bool:
        """Read the lines down to the deepest changed one anew and keep those below. Not possible (false, and
        nothing was done) where a changed row belongs further down than that."""
        changed = {(kind, row_id) for kind, row_type in _ROWS.items() for row_id in changes.of(row_type)}
        deepest = max((row for row, line in enumerate(self._lines) if line.key in changed), default=0)
        depth = max(PAGE, deepest + _MARGIN)
        if depth >= len(self._lines):
            return False
        page = self._read("", depth)
        top = self._lines_of(page)
        seen = {line.key for line in top}
        places = {line.key: row for row, line in enumerate(self._lines)}
        steady = (line.key for line in reversed(top) if line.key in places and line.key not in changed)
        anchor = next(steady, None)
        if anchor is None or any(self._still_there(key) for key in changed - seen):
            return False
        below = [line for line in self._lines[places[anchor] + 1 :] if line.key not in seen | changed]
        self._page = page
        self._become(top + below)
        return True

    def _still_there(self, key: Key) -> bool:
        return bool(self._queries.rows(_ROWS[key[0]], (key[1],)))

    def _refresh_all(self) -> None:
        """Read everything that was loaded anew; where that is very much, begin at the top."""
        if len(self._lines) > _MOST_AGAIN:
            self._restart()
            return
        self._page = self._read("", max(PAGE, len(self._lines)))
        self._next = self._page.next
        self._become(self._lines_of(self._page))

    def _become(self, lines: list[Line]) -> None:
        """Turn the rows into others with the fewest signals."""
        old, new = [line.key for line in self._lines], [line.key for line in lines]
        while old and new and old[-1] == new[-1]:  # most of a long timeline stays as it is
            del old[-1], new[-1]
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        # From the end, so that the rows before are where the steps say they are.
        for what, first, last, new_first, new_last in reversed(steps):
            if what in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), first, last - 1)
                del self._lines[first:last]
                self.endRemoveRows()
            if what in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), first, first + new_last - new_first - 1)
                self._lines[first:first] = lines[new_first:new_last]
                self.endInsertRows()
        for row, line in enumerate(lines):
            if line is not self._lines[row] and line != self._lines[row]:
                self._lines[row] = line
                self.dataChanged.emit(self.index(row), self.index(row))

    def _tell_all(self, roles: Iterable[int]) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1), list(roles))


def _said_twice(entry: TimelineEntry, told: Container[tuple[int | None, date]]) -> bool:
    """Whether another line tells it already: every round but the first begins with one closed, and the coming
    and going of a decision-maker is a signal of that day."""
    if entry.kind is EntryKind.ROUND_OPENED:
        return (entry.round_number or 1) > 1
    return entry.kind is EntryKind.EMPLOYMENT and (entry.contact_id, entry.day) in told


def _keys(evidence: Evidence) -> Iterable[Key]:
    for kinds, ids in (
        ((EntryKind.TOUCH,), evidence.touches),
        ((EntryKind.SIGNAL,), evidence.signals),
        ((EntryKind.QUOTE,), evidence.quotes),
        ((EntryKind.ROUND_CLOSED, EntryKind.ROUND_OPENED), evidence.rounds),
        ((EntryKind.PLAN,), evidence.plans),
        ((EntryKind.CONDITION_MET,), evidence.conditions),
    ):
        yield from ((kind, row_id) for row_id in ids for kind in kinds)
