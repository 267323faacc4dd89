"""Which tags a card must have to be in sight."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from dreamboard.ui.dialogs.sheet import Sheet
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.flow import ChoiceFlow


class TagSheet(Sheet):
    """Tags as buttons; none of them pressed shows every card. ``tags`` is read when it is accepted."""

    def __init__(self, tags: Sequence[str], chosen: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("By tag"),
            self.tr("Cards that have every one of these. None: all cards."),
            self.tr("Show"),
            parent,
            width=440,
            enter_accepts=True,
        )
        self.setObjectName("tagSheet")
        self.tags = frozenset(chosen)
        self._flow: ChoiceFlow | None = None
        if tags:
            choices = [(tag, tag) for tag in tags]
            self._flow = ChoiceFlow(self.tr("Tags"), choices, many=True, parent=self)
            self._flow.choose_all([tag for tag in tags if tag in self.tags])
            self.form.addWidget(self._flow)
        else:
            self.form.addWidget(
                PlainLabel(
                    self.tr("No card has a tag yet. Tags are given in a card’s sheet (F2)."), wrap=True
                )
            )

    def submit(self) -> bool:
        if self._flow is not None:
            self.tags = frozenset(self._flow.chosen)
        return True
