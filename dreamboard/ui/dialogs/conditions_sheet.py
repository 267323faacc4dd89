"""What would win the business, as a checklist: ticked is met."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from dreamboard.domain.model import Condition
from dreamboard.presentation import wording
from dreamboard.presentation.typed import split_texts
from dreamboard.services.commands import AddConditions, Delete, Edit, MeetCondition
from dreamboard.ui.dialogs.command_sheet import Run
from dreamboard.ui.dialogs.fields import Field
from dreamboard.ui.dialogs.sheet import Sheet
from dreamboard.ui.plain_text import PlainLabel, one_line

_ID = Qt.ItemDataRole.UserRole


class ConditionsSheet(Sheet):
    """Every tick, edit and deletion is done at once, each an undo step of its own. What the board then
    proposes stands below the list."""

    def __init__(
        self,
        account: str,
        pursuit_id: int,
        read_conditions: Callable[[], Sequence[Condition]],
        next_touch: Callable[[], str],
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        """``read_conditions`` gives those of the open round; ``next_touch`` what is proposed now."""
        super().__init__(
            self.tr("Conditions: {account}").format(account=account),
            self.tr("What would win the business. A tick means met; F2 edits, Delete removes."),
            self.tr("Close"),
            parent,
            width=520,
        )
        self.setObjectName("conditionsSheet")
        self.cancel_button.hide()
        self._pursuit = pursuit_id
        self._read = read_conditions
        self._next_touch = next_touch
        self._run = run
        self.list = _CheckList()
        self.list.setObjectName("conditions")
        self.list.setAccessibleName(self.tr("Conditions"))
        self.list.itemChanged.connect(self._take)
        self.list.delete_wanted = self._delete
        self._count = PlainLabel(style="small")
        self._new = QLineEdit()
        self._new.setMaxLength(2000)
        self._new.setPlaceholderText(self.tr("part several by semicolons"))
        self._add = QPushButton(self.tr("Add"))
        self._add.setObjectName("addCondition")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add)
        line = QHBoxLayout()
        line.addWidget(Field(self.tr("One more"), self._new), 1)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        self._then = PlainLabel(wrap=True, style="strong")
        self._then.setObjectName("nextTouchThen")
        self._then.setAccessibleName(self.tr("Next touch"))
        self.form.addWidget(self._count)
        self.form.addWidget(self.list)
        self.form.addLayout(line)
        self.form.addWidget(self._then)
        self.form.addStretch(1)
        self.refresh()
        (self.list if self.list.count() else self._new).setFocus()

    def refresh(self) -> None:
        """Read the list anew."""
        found = self._read()
        current = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for condition in found:
            item = QListWidgetItem(one_line(condition.text))
            item.setData(_ID, condition.id)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEditable
            )
            item.setCheckState(Qt.CheckState.Checked if condition.met_on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(current, 0), len(found) - 1))
        self.list.blockSignals(False)
        self._shown = {condition.id: condition for condition in found}
        met = sum(condition.met_on is not None for condition in found)
        self._count.setText(
            self.tr("{met} of {all} met").format(met=met, all=wording.conditions(len(found)))
            if found
            else self.tr("Nothing is known yet that would win it. Ask: “if we can do …, may we try again?”")
        )
        then = self._next_touch()
        self._then.setText(self.tr("Next: {what}").format(what=then) if then else "")

    def add(self) -> None:
        """What is typed becomes conditions."""
        texts = split_texts(self._new.text())
        self.tell("")
        if texts and self._run(AddConditions(self._pursuit, texts)) is not None:
            self._new.clear()
            self.refresh()

    def submit(self) -> bool:
        self.add()
        return not self._new.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._new.hasFocus():
            self.add()
            return
        super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem) -> None:
        condition = self._shown[item.data(_ID)]
        text, met = item.text().strip(), item.checkState() is Qt.CheckState.Checked
        self.tell("")
        if met is not (condition.met_on is not None):
            self._run(MeetCondition(condition.id, met))
        elif text != one_line(condition.text):
            self._run(Edit("Condition", condition.id, (("text", text),)))
        self.refresh()

    def _delete(self, item: QListWidgetItem) -> None:
        self.tell("")
        if self._run(Delete("Condition", (item.data(_ID),))) is not None:
            self.refresh()


class _CheckList(QListWidget):
    """Space ticks, F2 or a double click edits, Delete removes."""

    def __init__(self) -> None:
        super().__init__()
        self.delete_wanted: Callable[[QListWidgetItem], object] = lambda _item: None
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setWordWrap(True)
        self.setMinimumHeight(140)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None:
            self.delete_wanted(item)
        else:
            super().keyPressEvent(event)
