"""The bottom line: how many cards, what waits, the money on the desk, and that all is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStatusBar, QToolButton, QWidget

from dreamboard.presentation.figures import money_sums
from dreamboard.presentation.wording import cards
from dreamboard.services.read_models import Counts, MoneySum
from dreamboard.ui.plain_text import PlainLabel, control_text


class StatusLine(QStatusBar):
    """Counts on the left, money and state on the right; every figure in plain words."""

    desk_wanted = Signal()  # the money on the desk was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setSizeGripEnabled(False)
        self._cards = PlainLabel("", self)
        self._lost = PlainLabel("", self)
        self._desk = QToolButton(self)
        self._desk.setObjectName("onTheDesk")
        self._desk.setToolTip(self.tr("Open the ledger of quotes"))
        self._desk.clicked.connect(lambda _down=False: self.desk_wanted.emit())
        self._state = PlainLabel(self.tr("Saved"), self)
        for label, name in (
            (self._cards, self.tr("Cards")),
            (self._lost, self.tr("Lost deals not touched")),
            (self._state, self.tr("State")),
        ):
            label.setAccessibleName(name)
            label.setContentsMargins(8, 0, 8, 0)
        self._desk.setAccessibleName(self.tr("Quotes out"))
        self._desk.hide()
        self.addWidget(self._cards)
        self.addWidget(self._lost)
        self.addPermanentWidget(self._desk)
        self.addPermanentWidget(self._state)

    def show_counts(self, counts: Counts, shown: int | None = None) -> None:
        """New figures. ``shown`` is the number of cards that a filter leaves, when one is on."""
        text = cards(counts.cards)
        if shown is not None and shown != counts.cards:
            text = self.tr("{shown} of {all}").format(shown=f"{shown:,}", all=text)
        self._cards.setText(text)
        lost = counts.lost_untouched
        self._lost.setText(
            ""
            if not lost
            else self.tr("1 lost deal not touched since the loss")
            if lost == 1
            else self.tr("{n} lost deals not touched since the loss").format(n=f"{lost:,}")
        )
        desk = self._desk_text(counts)
        self._desk.setText(control_text(desk))
        self._desk.setVisible(bool(desk))

    def show_state(self, text: str) -> None:
        """What the program is busy with, or that everything is saved."""
        self._state.setText(text or self.tr("Saved"))

    def _desk_text(self, counts: Counts) -> str:
        if not counts.on_desk:
            return ""
        total = self.tr("{money} in quotes out").format(money=_written(counts.on_desk))
        if not counts.unchased:
            return total
        return self.tr("{total}, {money} unchased").format(total=total, money=_written(counts.unchased))


def _written(sums: Sequence[MoneySum]) -> str:
    return money_sums((each.minor, each.currency) for each in sums)
