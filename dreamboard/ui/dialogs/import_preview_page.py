"""What becomes of every line of an import, and what the rep is asked about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.presentation.import_model import kind_word
from dreamboard.presentation.import_preview import Column, PreviewModel, group_tone, group_word
from dreamboard.services.import_plan import ImportPlan, Kind, OpenOrder, StageWord
from dreamboard.ui.dialogs.fields import ChoiceBox, Field
from dreamboard.ui.dialogs.import_tables import PreviewDelegate, quiet_table
from dreamboard.ui.plain_text import PlainLabel, one_line
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.fitted_scroll import FittedScroll
from dreamboard.ui.widgets.flow import ChoiceFlow, FlowLayout
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

_MOST_STAGES = 40
_MOST_NAMED = 6
_MOST_FILES = 3
_QUESTIONS_HEIGHT = 190
_WIDTHS = {Column.FILE: 140, Column.ACCOUNT: 180}
_FIGURES = frozenset({Column.LINE, Column.AMOUNT, Column.DAY})


class PreviewPage(QWidget):
    """What becomes of every line, and what may be said about it. `decided` asks to plan anew, `doubts_wanted`
    to look at the lines in doubt. What was said stays as long as the page is there."""

    decided = Signal()
    doubts_wanted = Signal()

    def __init__(
        self, stages: Sequence[tuple[int, str]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`stages` are the columns that a deal of another program may go to."""
        super().__init__(parent)
        self._stages = [(str(stage_id), name) for stage_id, name in stages]
        self._theme = theme
        self.day_first: bool | None = None
        self.own_addresses: tuple[str, ...] = ()
        self.stage_answers: dict[str, int] = {}
        self._orders: tuple[OpenOrder, ...] = ()
        self._words: dict[str, StageWord] = {}
        self._model = PreviewModel(self)
        self.table = quiet_table(self._model, "importPreview")
        self.table.setAccessibleName(self.tr("What becomes of every line"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setItemDelegate(PreviewDelegate(self._model, theme, self))
        self._kinds = QWidget()
        self._kind_row = QHBoxLayout(self._kinds)
        self._kind_row.setContentsMargins(0, 0, 0, 0)
        self._counts = QWidget()
        self._count_flow = FlowLayout(self._counts)
        self._count_buttons: dict[str, QPushButton] = {}
        self.doubts_button = KeyHintButton(self.tr("Decide one by one…"), "Ctrl+D", self)
        self.doubts_button.setObjectName("importDecide")
        self.doubts_button.setAutoDefault(False)
        self.doubts_button.clicked.connect(self.doubts_wanted)
        QShortcut(QKeySequence("Ctrl+D"), self, self.doubts_button.click)
        self._notes = PlainLabel(style="small", wrap=True)
        questions = QWidget()
        self._questions = QGridLayout(questions)
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setHorizontalSpacing(12)
        for column in (0, 1):
            self._questions.setColumnStretch(column, 1)
        scroll = FittedScroll(questions)
        scroll.setMaximumHeight(_QUESTIONS_HEIGHT)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._counts, 1)
        chips.addWidget(self.doubts_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(scroll)
        layout.addWidget(self._kinds)
        layout.addLayout(chips)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._notes)

    def forget(self) -> None:
        """Other files: what was said of the ones before goes for them no more."""
        self.day_first = None
        self.stage_answers.clear()
        self._orders = ()
        self._words.clear()

    def show_plan(self, plan: ImportPlan) -> None:
        """Another plan."""
        self._model.show(plan)
        self._lay_out_columns()
        self._show_kinds()
        self._show_counts()
        self._show_questions(plan)
        self.doubts_button.setVisible(bool(plan.doubts))
        notes = [] if plan.asks else [*plan.notes, *self._not_taken(plan)]
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        self.table.setVisible(not plan.asks)

    def _not_taken(self, plan: ImportPlan) -> list[str]:
        """The columns that come to nothing: nothing of a file is lost unsaid."""
        told = []
        for file in plan.files:
            named = [one_line(column, 24) for column in file.left_out]
            if named:
                more = (
                    self.tr(" and {n} more").format(n=len(named) - _MOST_NAMED) if named[_MOST_NAMED:] else ""
                )
                told.append(
                    self.tr("Not taken from {file}: {columns}{more}.").format(
                        file=one_line(file.name, 40), columns=", ".join(named[:_MOST_NAMED]), more=more
                    )
                )
        return told[:_MOST_FILES]

    def _lay_out_columns(self) -> None:
        """The widths: figures whole, what is left shared by the longest texts."""
        header = self.table.horizontalHeader()
        columns = self._model.columns
        longest = {Column.NAME if Column.NAME in columns else Column.ACCOUNT, Column.BECOMES}
        for place, column in enumerate(columns):
            if column in longest:
                mode = QHeaderView.ResizeMode.Stretch
            elif column in _FIGURES:
                mode = QHeaderView.ResizeMode.ResizeToContents
            else:
                mode = QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, mode)
            if column in _WIDTHS and column not in longest:
                self.table.setColumnWidth(place, self._theme.px(_WIDTHS[column]))

    def _show_kinds(self) -> None:
        _empty(self._kind_row)
        kinds = self._model.kinds
        self._kinds.setVisible(len(kinds) > 1)
        if len(kinds) < 2:
            return
        choices = [("", self.tr("All {n}").format(n=f"{sum(kinds.values()):,}"))]
        choices += [(kind.value, f"{kind_word(kind)} {count:,}") for kind, count in kinds.items()]
        flow = ChoiceFlow(self.tr("Kind of lines shown"), choices, needed=True)
        flow.choose(self._model.kind.value if self._model.kind else "")
        flow.changed.connect(lambda: self._show_kind(Kind(flow.one) if flow.one else None))
        self._kind_row.addWidget(flow)

    def _show_kind(self, kind: Kind | None) -> None:
        self._model.set_kind(kind)
        self._lay_out_columns()
        self._show_counts()

    def _show_counts(self) -> None:
        _empty(self._count_flow)
        self._count_buttons.clear()
        for group, count in self._model.counts().items():
            button = QPushButton(f"{count:,} {group_word(group)}")
            button.setCheckable(True)
            button.setChecked(group == self._model.group)
            button.setAutoDefault(False)
            button.setProperty("tone_button", group_tone(group).value)
            button.setAccessibleName(self.tr("Show only: {what}").format(what=button.text()))
            button.clicked.connect(lambda down, group=group: self._filter(group if down else ""))
            self._count_flow.addWidget(button)
            self._count_buttons[group] = button
        self._counts.setVisible(bool(self._count_buttons))

    def _filter(self, group: str) -> None:
        self._model.set_group(group)
        self._lay_out_columns()
        for key, button in self._count_buttons.items():
            button.setChecked(key == group)

    # Questions

    def _show_questions(self, plan: ImportPlan) -> None:
        """What is open, and what was answered before with the answer, so that it can be changed."""
        _empty(self._questions)
        self._orders = plan.open_orders or self._orders
        for order in self._orders[:1]:
            asked = self.tr("Dates such as {sample} in “{column}”: what comes first?").format(
                sample=order.sample, column=order.column
            )
            flow = ChoiceFlow(
                asked, [("day", self.tr("The day")), ("month", self.tr("The month"))], needed=True
            )
            if self.day_first is not None:
                flow.choose("day" if self.day_first else "month")
            flow.changed.connect(lambda flow=flow: self._take_order(flow.one == "day"))
            self._questions.addWidget(Field(asked, flow), 0, 0, 1, 2)
        if plan.asks_own and not plan.open_orders:
            self._ask_own(plan.asks_own)
        if not plan.asks:
            self._words |= {word.text: word for word in plan.stage_words}
        for place, word in enumerate(list(self._words.values())[:_MOST_STAGES]):
            box = ChoiceBox(self._stages)
            box.choose(str(self.stage_answers.get(word.text, word.stage_id)))
            deals = self.tr("{n} deals").format(n=word.deals) if word.deals != 1 else self.tr("1 deal")
            label = self.tr("Their stage “{stage}” ({deals}) goes to").format(stage=word.text, deals=deals)
            box.activated.connect(lambda _row, box=box, text=word.text: self._take_stage(text, int(box.key)))
            self._questions.addWidget(Field(label, box), 1 + place // 2, place % 2)

    def _ask_own(self, likely: Sequence[str]) -> None:
        line = QLineEdit(", ".join(likely[:1]))
        line.setObjectName("importOwnAddresses")
        line.setMaxLength(2_000)
        field = Field(self.tr("Which e-mail addresses are your own? (parted by commas)"), line)
        field.tell(self.tr("Often in these messages: {list}").format(list=", ".join(likely)))
        take = QPushButton(self.tr("These are mine"))
        take.setAutoDefault(False)
        take.clicked.connect(lambda: self._take_own(line.text()))
        line.returnPressed.connect(take.click)
        self._questions.addWidget(field, 0, 0)
        self._questions.addWidget(take, 0, 1, Qt.AlignmentFlag.AlignTop)

    def _take_own(self, typed: str) -> None:
        found = [one.strip().lower() for one in typed.replace(";", ",").split(",")]
        self.own_addresses = tuple(one for one in found if "@" in one[1:-1])
        if self.own_addresses:
            self.decided.emit()

    def _take_order(self, day_first: bool) -> None:
        self.day_first = day_first
        self.decided.emit()

    def _take_stage(self, text: str, stage_id: int) -> None:
        self.stage_answers[text] = stage_id
        self.decided.emit()


def _empty(layout: FlowLayout | QGridLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
