"""Lines that may be something the board has: both sides beside each other, one key to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.presentation.import_doubts import DoubtsModel, SidesModel, answer_word
from dreamboard.services.import_plan import DoubtAnswer, ImportPlan
from dreamboard.ui.dialogs.import_tables import SidesDelegate, TellingDelegate, quiet_table
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

_LIST_WIDTH = 290


class DoubtsPage(QWidget):
    """The doubts on the left, both sides of one on the right. S: the same, N: new, K: leave it out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = DoubtsModel(self)
        self._sides = SidesModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setObjectName("importDoubts")
        self.list.setAccessibleName(self.tr("Lines that may be something on the board"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setItemDelegate(TellingDelegate(self))
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show(now.row()))
        self._place = PlainLabel(style="small")
        self._why = PlainLabel(style="strong", wrap=True)
        self._stands = PlainLabel(style="muted", wrap=True)
        self.table = quiet_table(self._sides, "importSides")
        self.table.setAccessibleName(self.tr("In the file and on the board"))
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setItemDelegate(SidesDelegate(self))
        header = self.table.horizontalHeader()
        for column in (1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.px(24))
        self.table.setColumnWidth(0, theme.px(140))
        self.table.setColumnWidth(2, theme.px(28))
        answers = QHBoxLayout()
        answers.setSpacing(8)
        self.buttons: dict[DoubtAnswer, QPushButton] = {}
        for answer, text, key in (
            (DoubtAnswer.SAME, self.tr("The same: update it"), "S"),
            (DoubtAnswer.NEW, self.tr("New"), "N"),
            (DoubtAnswer.SKIP, self.tr("Leave it out"), "K"),
        ):
            self.buttons[answer] = self._button(text, key, partial(self._answer, answer))
            answers.addWidget(self.buttons[answer])
        answers.addStretch(1)
        whole_list = QHBoxLayout()
        whole_list.setSpacing(8)
        self.all_same = self._button(
            self.tr("All the same"), "Shift+S", lambda: self._answer_all(DoubtAnswer.SAME)
        )
        self.all_new = self._button(self.tr("All new"), "Shift+N", lambda: self._answer_all(DoubtAnswer.NEW))
        for button in (self.all_same, self.all_new):
            whole_list.addWidget(button)
        whole_list.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        right.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(whole_list)
        for widget in (self._place, self._why):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        right.addWidget(self._stands)
        right.addLayout(answers)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addLayout(left)
        both.addLayout(right, 1)

    @property
    def answers(self) -> dict[str, DoubtAnswer]:
        """All that was said, by ``Doubt.key``."""
        return self._model.answers

    def show_plan(self, plan: ImportPlan, answers: Mapping[str, DoubtAnswer]) -> None:
        """The doubts of a plan, the first that is not decided in sight."""
        self._model.show(plan, answers)
        self._go_to(max(self._model.next_undecided(-1), 0))

    def focus(self) -> None:
        """Put the keys where the doubts are gone through."""
        self.list.setFocus()

    def _go_to(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row))
        self._show(row)

    def _show(self, row: int) -> None:
        there = 0 <= row < self._model.rowCount()
        self._sides.show(self._model.doubt(row) if there else None)
        if not there:
            return
        doubt = self._model.doubt(row)
        count = self._model.rowCount()
        self._place.setText(
            self.tr("{n} of {all} · {where}").format(n=row + 1, all=count, where=self._model.where(row))
        )
        why = doubt.why[:1].upper() + doubt.why[1:]
        self._why.setText(f"{why}.")
        said = self._model.answer_of(row)
        if said is None:
            text = self.tr("Not decided: it is taken for {answer}.").format(answer=answer_word(doubt.default))
        else:
            text = self.tr("You said: {answer}.").format(answer=answer_word(said))
        self._stands.setText(text)
        for answer, button in self.buttons.items():
            button.setProperty("primary", answer is said)
            button.style().unpolish(button)
            button.style().polish(button)
        self.list.setAccessibleDescription(f"{why}. {text}")

    def _answer(self, answer: DoubtAnswer) -> None:
        row = self.list.currentIndex().row()
        if row < 0:
            return
        self._model.answer(row, answer)
        following = self._model.next_undecided(row)
        self._go_to(following if following >= 0 else row)

    def _answer_all(self, answer: DoubtAnswer) -> None:
        self._model.answer_all(answer)
        self._show(self.list.currentIndex().row())

    def _button(self, text: str, key: str, slot: Callable[[], None]) -> QPushButton:
        button = KeyHintButton(text, key, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _down=False: slot())
        shortcut = QShortcut(QKeySequence(key), self, slot)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return button
