"""Today's queue as an item model, with what the day leaves out shown only when asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
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

from dreamboard.domain.suggestion import Day, Sentence, Suggestion
from dreamboard.presentation import wording

translate = QCoreApplication.translate

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
CURRENT_ROLE = ROW_ROLE + 1

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One suggestion of the day in words."""

    pursuit_id: int
    number: str  # its rank; empty for a hidden one
    headline: str
    aside: str  # the account and why, in short
    why_hidden: str = ""

    @property
    def spoken(self) -> str:
        """The row for assistive technology."""
        parts = (self.number, self.headline, self.aside, self.why_hidden)
        return ". ".join(part for part in parts if part)


class TodayModel(QAbstractListModel):
    """Ranked rows; the hidden ones follow when they are asked for."""

    summary_changed = QtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._day: Day | None = None
        self._done = 0
        self._rows: list[TodayRow] = []
        self._hidden_text = ""
        self._current: int | None = None
        self._hidden_shown = False

    @property
    def day(self) -> date | None:
        """The day shown; ``None`` before the first."""
        return self._day.on if self._day else None

    def show(self, day: Day, done: int) -> None:
        """A day worked out anew; ``done`` touches were made in it."""
        self._day = day
        self._done = done
        self._hidden_text = _hidden_text(day)
        self._rebuild()
        self.summary_changed.emit()

    def set_hidden_shown(self, shown: bool) -> None:
        """Also the rows that the day has no room for."""
        self._hidden_shown = shown
        self._rebuild()

    def set_current(self, pursuit_id: int | None) -> None:
        """Mark the row of the selected card."""
        before, self._current = self._current, pursuit_id
        for row in {self.row_of(before), self.row_of(pursuit_id)} - {-1}:
            self.dataChanged.emit(self.index(row), self.index(row), [CURRENT_ROLE])

    def row_of(self, pursuit_id: int | None) -> int:
        """The row of a card; -1 when it is not in the queue."""
        return next((n for n, row in enumerate(self._rows) if row.pursuit_id == pursuit_id), -1)

    @property
    def done_text(self) -> str:
        """ "2 of 8 done"."""
        total = self._done + len(self._day.queue) if self._day else 0
        if not total:
            return ""
        return translate("today", "{done} of {total} done").format(done=self._done, total=total)

    @property
    def hidden_text(self) -> str:
        """ "5 more hidden: the day is full (3), 3 of this kind are enough (2)"; empty when none is."""
        return self._hidden_text

    @property
    def empty_text(self) -> str:
        """What to say where there is no row."""
        if self._day is None:
            return translate("today", "Working out the day…")
        if self._done:
            return translate("today", "The day is done. What comes next is on the board by date.")
        return translate("today", "Nothing is due today. What comes next is on the board by date.")

    def row(self, index: _Index) -> TodayRow | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == CURRENT_ROLE:
            return row.pursuit_id == self._current
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def _rebuild(self) -> None:
        rows = self._wanted_rows()
        if rows == self._rows:
            return
        if [row.pursuit_id for row in rows] == [row.pursuit_id for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _wanted_rows(self) -> list[TodayRow]:
        if self._day is None:
            return []
        rows = [_row(suggestion, str(n)) for n, suggestion in enumerate(self._day.queue, self._done + 1)]
        if self._hidden_shown:
            rows += [_row(h.suggestion, "", wording.sentence(h.why)) for h in self._day.hidden]
        return rows


def _row(suggestion: Suggestion, number: str, why_hidden: str = "") -> TodayRow:
    why = why_hidden or wording.sentence(suggestion.aside)
    aside = ", ".join(part for part in (suggestion.account_name, why) if part)
    return TodayRow(
        suggestion.pursuit_id, number, wording.sentence(suggestion.headline), aside.rstrip("."), why_hidden
    )


def _hidden_text(day: Day) -> str:
    if not day.hidden:
        return ""
    # Of a big board almost all is hidden, for a handful of reasons: each is put into words once.
    alike = Counter((h.why.template, tuple(h.why.values.items())) for h in day.hidden)
    why: Counter[str] = Counter()
    for (template, values), count in alike.items():
        text = wording.sentence(Sentence(template, dict(values))).rstrip(".")
        why[f"{text[:1].lower()}{text[1:]}"] += count  # inside a sentence
    said = why.most_common()
    listed = ", ".join(text if len(said) == 1 else f"{text} ({count})" for text, count in said)
    return translate("today", "{n} more hidden: {why}").format(n=len(day.hidden), why=listed)
