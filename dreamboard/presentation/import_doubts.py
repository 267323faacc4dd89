"""The doubts of an import side by side: which there are, what was said, and both sides of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from dreamboard.services.import_plan import Doubt, DoubtAnswer, ImportPlan

translate = QCoreApplication.translate

DIFFERS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Whether the two sides of a field say different things."""

DIFFERS_MARK = "≠"

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


def answer_word(answer: DoubtAnswer) -> str:
    """What a doubt is taken for."""
    words = {
        DoubtAnswer.SAME: translate("import", "the same"),
        DoubtAnswer.NEW: translate("import", "new"),
        DoubtAnswer.SKIP: translate("import", "left out"),
    }
    return words[answer]


class DoubtsModel(QAbstractListModel):
    """A row a doubt: what it is about and what was said. Answers are kept here until they are planned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doubts: tuple[Doubt, ...] = ()
        self._files: tuple[str, ...] = ()
        self._answers: dict[str, DoubtAnswer] = {}

    def show(self, plan: ImportPlan, answers: Mapping[str, DoubtAnswer]) -> None:
        """The doubts of a plan, and all answers so far, those to other doubts too."""
        self.beginResetModel()
        self._doubts = plan.doubts
        self._files = tuple(file.name for file in plan.files)
        self._answers = dict(answers)
        self.endResetModel()

    @property
    def answers(self) -> dict[str, DoubtAnswer]:
        """All answers so far, by ``Doubt.key``."""
        return dict(self._answers)

    def doubt(self, row: int) -> Doubt:
        """The doubt of a row."""
        return self._doubts[row]

    def answer_of(self, row: int) -> DoubtAnswer | None:
        """What was said of a doubt."""
        return self._answers.get(self._doubts[row].key)

    def answer(self, row: int, answer: DoubtAnswer) -> None:
        """Say what a doubt is taken for."""
        self._answers[self._doubts[row].key] = answer
        place = self.index(row)
        self.dataChanged.emit(place, place)

    def answer_all(self, answer: DoubtAnswer) -> None:
        """Say the same of all of them, those decided before too."""
        self._answers.update((doubt.key, answer) for doubt in self._doubts)
        self.dataChanged.emit(self.index(0), self.index(len(self._doubts) - 1))

    def next_undecided(self, row: int) -> int:
        """The next row that nothing was said about, from the start again after the last; -1 where none is."""
        rows = [*range(row + 1, len(self._doubts)), *range(row + 1)]
        return next((one for one in rows if self.answer_of(one) is None), -1)

    def undecided(self) -> int:
        """How many are not decided."""
        return sum(doubt.key not in self._answers for doubt in self._doubts)

    def where(self, row: int) -> str:
        """Which line of which file a doubt is about."""
        doubt = self._doubts[row]
        return translate("import", "{file}, line {line}").format(
            file=self._files[doubt.file], line=f"{doubt.line:,}"
        )

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._doubts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or not shown:
            return None
        doubt, answer = self._doubts[index.row()], self.answer_of(index.row())
        if answer is None:
            said = translate("import", "to decide, else {answer}").format(answer=answer_word(doubt.default))
        else:
            said = answer_word(answer)
        return f"{doubt.theirs}: {said}"


class SidesModel(QAbstractTableModel):
    """A row a field: its name, whether the sides differ, what the file says and what the board says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doubt: Doubt | None = None

    def show(self, doubt: Doubt | None) -> None:
        """Another doubt."""
        self.beginResetModel()
        self._doubt = doubt
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._doubt is None else len(self._doubt.facts)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = ("", translate("import", "In the file"), "", translate("import", "On the board"))
            return heads[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._doubt is None:
            return None
        fact = self._doubt.facts[index.row()]
        if role == DIFFERS_ROLE:
            return fact.differs
        if role == Qt.ItemDataRole.DisplayRole:
            mark = DIFFERS_MARK if fact.differs else ""
            label = translate("import", fact.label)
            return (label, fact.theirs or "–", mark, fact.ours or "–")[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = translate("import", "differs") if fact.differs else translate("import", "does not differ")
            nothing = translate("import", "nothing")
            return (fact.label, fact.theirs or nothing, mark, fact.ours or nothing)[index.column()]
        return None
