"""What becomes of every line of an import, filtered by kind and by outcome, with counts that add up."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from dreamboard.presentation import figures
from dreamboard.presentation.import_model import outcome_word
from dreamboard.presentation.tone import Tone
from dreamboard.services.import_plan import Doubt, DoubtAnswer, ImportPlan, Kind, LineOutcome, PlannedLine

translate = QCoreApplication.translate

TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The tone of the chip that says what becomes of a line."""

DECIDE = "decide"
"""The group of the lines in doubt that nothing was said about; the others are an outcome's."""

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex

_TONES = {
    LineOutcome.CREATED: Tone.GOOD,
    LineOutcome.UPDATED: Tone.ACCENT,
    LineOutcome.UNCHANGED: Tone.NEUTRAL,
    LineOutcome.SKIPPED: Tone.NEUTRAL,
    LineOutcome.REJECTED: Tone.OVERDUE,
}
_ORDER = ("created", "updated", "unchanged", "skipped", DECIDE, "rejected")


class Column(StrEnum):
    """What a preview can show of a line."""

    LINE = "line"
    FILE = "file"
    ACCOUNT = "account"
    NAME = "name"
    AMOUNT = "amount"
    DAY = "day"
    BECOMES = "becomes"


def group_tone(group: str) -> Tone:
    """The colour of a group's chip."""
    return Tone.DUE if group == DECIDE else _TONES[LineOutcome(group)]


def group_word(group: str) -> str:
    """What a group's chip says behind the count."""
    return translate("import", "to decide") if group == DECIDE else outcome_word(LineOutcome(group))


class PreviewModel(QAbstractTableModel):
    """What becomes of every line, or of those of one kind or group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = ImportPlan()
        self._undecided: dict[tuple[int, int], Doubt] = {}
        self._rows: list[PlannedLine] = []
        self._group = ""
        self._kind: Kind | None = None
        self._columns: tuple[Column, ...] = ()

    def show(self, plan: ImportPlan) -> None:
        """Another plan; what was filtered stays filtered where there is such a line."""
        self.beginResetModel()
        self._plan = plan
        self._undecided = {(doubt.file, doubt.line): doubt for doubt in plan.undecided()}
        if self._kind not in self.kinds:
            self._kind = None
        self._choose_rows()
        self.endResetModel()

    def set_group(self, group: str) -> None:
        """Only the lines of a group; empty: all."""
        self.beginResetModel()
        self._group = group
        self._choose_rows()
        self.endResetModel()

    def set_kind(self, kind: Kind | None) -> None:
        """Only the lines of a kind; ``None``: all."""
        self.beginResetModel()
        self._kind = kind
        self._choose_rows()
        self.endResetModel()

    @property
    def group(self) -> str:
        """The group shown; empty: all."""
        return self._group

    @property
    def kind(self) -> Kind | None:
        """The kind shown; ``None``: all."""
        return self._kind

    @property
    def kinds(self) -> dict[Kind, int]:
        """The kinds that the plan's lines are of, with how many lines each has."""
        tally = Counter(line.kind for line in self._plan.lines)
        return {kind: tally[kind] for kind in Kind if tally[kind]}

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is shown of a line, from left to right."""
        return self._columns

    def counts(self) -> dict[str, int]:
        """The groups that there are in the kind shown, with how many lines each has: all of them together."""
        tally = Counter(self._group_of(line) for line in self._plan.lines if self._kind in (None, line.kind))
        return {group: tally[group] for group in _ORDER if tally[group]}

    def _group_of(self, line: PlannedLine) -> str:
        return DECIDE if (line.file, line.line) in self._undecided else line.outcome.value

    def _choose_rows(self) -> None:
        of_kind = [line for line in self._plan.lines if self._kind in (None, line.kind)]
        if self._group and all(self._group_of(line) != self._group for line in of_kind):
            self._group = ""
        self._rows = [line for line in of_kind if self._group in ("", self._group_of(line))]
        shown = {
            Column.FILE: len({line.file for line in of_kind}) > 1,
            Column.ACCOUNT: any(line.account for line in of_kind),
            Column.NAME: any(line.kind is not Kind.ACCOUNTS for line in of_kind),
            Column.AMOUNT: any(line.amount is not None for line in of_kind),
            Column.DAY: any(line.day is not None for line in of_kind),
        }
        if not shown[Column.ACCOUNT]:
            shown[Column.NAME] = True
        self._columns = tuple(column for column in Column if shown.get(column, True))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        return self._head(column) if role == Qt.ItemDataRole.DisplayRole else None

    def _head(self, column: Column) -> str:
        only = next(iter(self.kinds), None) if len(self.kinds) == 1 else self._kind
        names = {
            Kind.CONTACTS: translate("import", "Contact"),
            Kind.DEALS: translate("import", "Deal"),
            Kind.TOUCHES: translate("import", "About"),
            Kind.QUOTES: translate("import", "Quote"),
        }
        days = {
            Kind.DEALS: translate("import", "Closed"),
            Kind.QUOTES: translate("import", "Sent"),
        }
        name, day = translate("import", "Name"), translate("import", "Date")
        heads = {
            Column.LINE: translate("import", "Line"),
            Column.FILE: translate("import", "File"),
            Column.ACCOUNT: translate("import", "Account"),
            Column.NAME: names.get(only, name) if only else name,
            Column.AMOUNT: translate("import", "Amount"),
            Column.DAY: days.get(only, day) if only else day,
            Column.BECOMES: translate("import", "Becomes"),
        }
        return heads[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], self._columns[index.column()]
        if role == TONE_ROLE:
            return self._tone(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(line, column) or translate("import", "nothing")
        return self._text(line, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, line: PlannedLine, column: Column) -> str:
        if column is Column.LINE:
            return f"{line.line:,}"
        if column is Column.FILE:
            return self._plan.files[line.file].name
        if column is Column.ACCOUNT:
            return line.account or (line.name if line.kind is Kind.ACCOUNTS else "")
        if column is Column.NAME:
            # A deal without a name of its own is called after its account, which stands beside it.
            return "" if line.kind is Kind.ACCOUNTS or line.name == line.account else line.name
        if column is Column.AMOUNT:
            return figures.money(line.amount.minor, line.amount.currency) if line.amount else ""
        if column is Column.DAY:
            return figures.full_date(line.day) if line.day else ""
        return self._becomes(line)

    def _becomes(self, line: PlannedLine) -> str:
        doubt = self._undecided.get((line.file, line.line))
        if doubt is not None:
            return doubt_text(doubt)
        word = outcome_word(line.outcome)
        if line.outcome is LineOutcome.UPDATED and line.text:
            return f"{word}: {line.text}"
        if line.outcome is LineOutcome.CREATED and line.text and "new" not in line.text:
            return line.text if line.text.startswith("lost") else f"{word}, {line.text}"
        return line.text or word

    def _tone(self, line: PlannedLine) -> Tone:
        if line.outcome is LineOutcome.CREATED and line.text.startswith("lost"):
            return Tone.DUE if self._group_of(line) == DECIDE else Tone.LOST
        return group_tone(self._group_of(line))


def doubt_text(doubt: Doubt) -> str:
    """What a doubt is and what holds while nothing is said, as its chip says it."""
    if doubt.taken_for is DoubtAnswer.SAME:
        return translate("import", "same as {ours}?").format(ours=doubt.ours)
    return translate("import", "new, or {ours}?").format(ours=doubt.ours)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    right = column in (Column.LINE, Column.AMOUNT)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
