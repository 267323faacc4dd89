"""A column: its name, kind, colour, limit and rhythm."""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from dreamboard.domain.model import Stage
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import StageKind
from dreamboard.presentation import wording
from dreamboard.presentation.typed import typed_count
from dreamboard.services.commands import AddStage
from dreamboard.ui.dialogs.card_sheets import RhythmFields
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import ChoiceBox, Field, needed, read, side_by_side
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.widgets.flow import ChoiceFlow

COLOURS = ("#3454D1", "#1E7B4F", "#B4540A", "#B3261E", "#7A4FB5", "#0F7C8A", "#C58B00", "#6E7178")
"""What a column's top line can be coloured with; all of them show on both grounds."""


class StageSheet(CommandSheet):
    """A new column to the right of another, or what one is called and allows."""

    def __init__(
        self,
        settings: Settings,
        run: Run,
        parent: QWidget | None = None,
        *,
        editing: Stage | None = None,
        after_id: int | None = None,
    ) -> None:
        title = self.tr("Column: {name}").format(name=editing.name) if editing else self.tr("New column")
        accept = self.tr("Save") if editing else self.tr("Add")
        super().__init__(title, "", accept, run, parent, width=480, enter_accepts=True)
        self.setObjectName("stageSheet")
        self._editing = editing
        self._after = after_id
        self._name = QLineEdit(editing.name if editing else "")
        self._name.setMaxLength(80)
        self._kind = ChoiceBox([(kind.value, wording.word(kind)) for kind in StageKind])
        self._kind.choose(editing.kind.value if editing else StageKind.PURSUING.value)
        self._kind.setEnabled(editing is None)
        names = (
            self.tr("Blue"), self.tr("Green"), self.tr("Orange"), self.tr("Red"), self.tr("Purple"),
            self.tr("Teal"), self.tr("Amber"), self.tr("Grey"),
        )  # fmt: skip
        self._colour = ChoiceFlow(self.tr("Colour"), list(zip(COLOURS, names, strict=True)), parent=self)
        for colour in COLOURS:
            self._colour.button(colour).setIcon(_dot(colour))
        self._colour.choose(editing.colour if editing else "")
        self._limit = QLineEdit(str(editing.card_limit) if editing and editing.card_limit else "")
        self._limit.setPlaceholderText(self.tr("no limit"))
        self.rhythm = RhythmFields(
            settings, editing.ideal_days if editing else None, editing.max_days if editing else None, self
        )
        self._name_field = Field(self.tr("Name"), self._name)
        self._limit_field = Field(self.tr("Cards at most"), self._limit)
        self.form.addWidget(self._name_field)
        self.form.addLayout(
            side_by_side(Field(self.tr("What the rules take it for"), self._kind), self._limit_field)
        )
        self.form.addWidget(Field(self.tr("Colour"), self._colour))
        if editing is not None:
            self.form.addLayout(side_by_side(*self.rhythm.fields))
        self.form.addStretch(1)

    def command(self) -> object | None:
        name = read(
            self._name_field, lambda: needed(self._name.text().strip() or None, self.tr("Name the column."))
        )
        limit = read(self._limit_field, lambda: typed_count(self._limit.text(), self.tr("The limit")))
        colour = self._colour.one
        if self._editing is None:
            return AddStage(name, StageKind(self._kind.key), self._after, colour, limit)
        ideal, most = self.rhythm.days()
        return edit_of(
            self._editing,
            {"name": name, "colour": colour, "card_limit": limit, "ideal_days": ideal, "max_days": most},
        )


def _dot(colour: str) -> QIcon:
    picture = QPixmap(24, 24)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(QColor(colour))
    painter.drawEllipse(4, 4, 16, 16)
    painter.end()
    return QIcon(picture)
