"""An import as its window shows it: what the files look like, which column is what, what becomes of a line.

The window knows no file format: an ``Importer`` reads, plans and applies, on a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from dreamboard.services.dispatcher import Done
from dreamboard.services.import_plan import DoubtAnswer, ImportPlan, Kind, LineOutcome

translate = QCoreApplication.translate

SAMPLES = 3
"""Values of a column that are shown."""

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FileLook:
    """One file or sheet as it was read: what it seems to be, and some of what is in it."""

    path: Path  # what answers about it are kept under; of a sheet, as if it lay in its workbook
    program: str  # "Salesforce"; empty: not recognised
    kind: Kind | None  # None: to be asked
    encoding: str  # empty: not a question
    encoding_sure: bool
    delimiter: str  # empty: not a question
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]  # a few records
    lines: int
    columns: Mapping[str, str]  # column -> field
    name: str = ""  # of a sheet: the workbook's and its own; empty: as the path
    source: str = ""  # whose ids its lines carry, where a preset says so
    left_out: bool = False
    attached: int = 0  # how many files came with its messages
    keeps: bool = False  # whether those are kept on this board while nothing else is said

    @property
    def called(self) -> str:
        """What a person calls it."""
        return self.name or self.path.name


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What the rep said of one file; what is empty is found out."""

    encoding: str = ""
    delimiter: str = ""
    kind: Kind | None = None
    columns: Mapping[str, str] | None = None
    left_out: bool = False
    preset: str = ""  # which one to take, by name


@dataclass(frozen=True, slots=True)
class Answers:
    """What the rep said of an import."""

    files: Mapping[Path, FileAnswer] = field(default_factory=dict)
    day_first: bool | None = None  # 03/04: the third of April
    stages: Mapping[str, int] = field(default_factory=dict)  # their stage -> our column
    mine: tuple[str, ...] = ()  # the rep's own e-mail addresses
    doubts: Mapping[str, DoubtAnswer] = field(default_factory=dict)  # by ``Doubt.key``
    keep_attachments: bool | None = None  # None: as this board remembers it

    def of(self, path: Path) -> FileAnswer:
        """What was said of one file."""
        return self.files.get(path, FileAnswer())

    def with_file(self, path: Path, answer: FileAnswer) -> Answers:
        """The same with another answer for one file."""
        return replace(self, files={**self.files, path: answer})


class Importer(Protocol):
    """Reads files into plans and brings plans onto the board. All but ``fields``, ``understood`` and
    ``encodings`` may take long and are called on a worker thread; they raise ``DreamboardError`` with a
    sentence for the rep."""

    @property
    def encodings(self) -> Sequence[str]:
        """What a file may be encoded in, the likeliest first."""

    def fields(self, kind: Kind) -> Sequence[tuple[str, str]]:
        """What a column may be: name and label."""

    def understood(
        self, kind: Kind, field: str, cells: Sequence[str], day_first: bool | None
    ) -> Sequence[str]:
        """What some cells are read as; empty where they are kept as they are."""

    def look(
        self,
        paths: Sequence[Path],
        answers: Answers,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Sequence[FileLook]:
        """Read the files as far as the answers go."""

    def plan(
        self,
        paths: Sequence[Path],
        answers: Answers,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportPlan:
        """What would become of every line."""

    def apply(self, plan: ImportPlan) -> Done:
        """Bring it onto the board: one step."""

    def save_rejected(self, plan: ImportPlan, folder: Path) -> Sequence[Path]:
        """Write the rejected lines with their reasons; the files written."""


def kind_word(kind: Kind) -> str:
    """What the lines of a file are."""
    words = {
        Kind.ACCOUNTS: translate("import", "Accounts"),
        Kind.CONTACTS: translate("import", "Contacts"),
        Kind.DEALS: translate("import", "Deals"),
        Kind.TOUCHES: translate("import", "Touches"),
        Kind.QUOTES: translate("import", "Quotes"),
    }
    return words[kind]


def outcome_word(outcome: LineOutcome) -> str:
    """What becomes of a line, as its chip and the counts say it."""
    words = {
        LineOutcome.CREATED: translate("import", "new"),
        LineOutcome.UPDATED: translate("import", "updated"),
        LineOutcome.UNCHANGED: translate("import", "unchanged"),
        LineOutcome.SKIPPED: translate("import", "left out"),
        LineOutcome.REJECTED: translate("import", "rejected"),
    }
    return words[outcome]


class MappingModel(QAbstractTableModel):
    """A row a column of the file: its name, values of it, and what it is taken for (editable)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look: FileLook | None = None
        self._labels: dict[str, str] = {}
        self._columns: dict[str, str] = {}
        self._understood: Callable[[str, Sequence[str]], Sequence[str]] = lambda _field, _cells: ()

    def show(
        self,
        look: FileLook,
        fields: Sequence[tuple[str, str]],
        understood: Callable[[str, Sequence[str]], Sequence[str]],
    ) -> None:
        """A file read anew. ``understood`` tells what cells of a field are read as."""
        self._understood = understood
        self.beginResetModel()
        self._look = look
        self._labels = dict(fields)
        self._columns = dict(look.columns)
        self.endResetModel()

    @property
    def columns(self) -> dict[str, str]:
        """Column -> field, as it stands."""
        return dict(self._columns)

    @property
    def rest(self) -> list[str]:
        """The columns that are not taken."""
        return [name for name in (self._look.header if self._look else ()) if name not in self._columns]

    @property
    def can_keep_rest(self) -> bool:
        """Whether there is a note that the columns not taken may go to."""
        return "note" in self._labels and bool(self.rest)

    def keep_rest(self) -> None:
        """The columns that are not taken, to the note."""
        rest = self.rest
        if self._look is None or not self.can_keep_rest:
            return
        self._columns |= dict.fromkeys(rest, "note")
        self.dataChanged.emit(self.index(0, 2), self.index(len(self._look.header) - 1, 3))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a column may be, with "not taken" first."""
        return [("", translate("import", "not taken")), *self._labels.items()]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._look is None else len(self._look.header)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = (
                translate("import", "Column"),
                translate("import", "In the file"),
                translate("import", "Becomes"),
                translate("import", "Read as"),
            )
            return heads[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._look is None or not index.isValid():
            return None
        name = self._look.header[index.row()]
        if role == Qt.ItemDataRole.EditRole and index.column() == 2:
            return self._columns.get(name, "")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == 0:
                return name
            if index.column() == 1:
                return " · ".join(self._sample(index.row()))
            if index.column() == 3:
                return self._read_as(index.row())
            return self._labels.get(self._columns.get(name, ""), translate("import", "not taken"))
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self._look is None or index.column() != 2 or role != Qt.ItemDataRole.EditRole:
            return False
        name = self._look.header[index.row()]
        if value:
            self._columns[name] = str(value)
        else:
            self._columns.pop(name, None)
        self.dataChanged.emit(self.index(index.row(), 2), self.index(index.row(), 3))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 2 else flags

    def _sample(self, column: int) -> list[str]:
        """The first values of a column that are not alike."""
        assert self._look is not None
        cells = [row[column].strip() for row in self._look.samples if column < len(row)]
        shown = [cell[:60].replace("\n", " ") for cell in dict.fromkeys(cells) if cell]
        return shown[:SAMPLES]

    def _read_as(self, column: int) -> str:
        assert self._look is not None
        field = self._columns.get(self._look.header[column], "")
        if not field:
            return ""
        return " · ".join(filter(None, self._understood(field, self._sample(column))))
