"""Why not …? What else could be proposed on a card, and what held it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from dreamboard.domain.engine import Considered
from dreamboard.presentation import figures, wording
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.ports import Clock
from dreamboard.ui.pages.page_window import PageWindow
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.plain_table import PlainTable

translate = QCoreApplication.translate


class WhyWindow(PageWindow):
    """One card's candidates, the proposed one first. The whole sentence stands below the list."""

    def __init__(
        self, account: str, clock: Clock, jobs: Jobs, shared: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            translate("WhyWindow", "Why not …? {account}").format(account=account),
            translate(
                "WhyWindow",
                "Everything that could be proposed here, by level: a lower level always goes first.",
            ),
            jobs,
            shared,
            parent,
        )
        self.setObjectName("whyWindow")
        self._clock = clock
        self._found: Sequence[Considered] = ()
        self.table = PlainTable(
            self.tr("What was considered"),
            (self.tr("What"), self.tr("When"), self.tr("Level"), self.tr("Held back")),
            stretch=(0, 3),
        )
        self.table.currentItemChanged.connect(lambda *_items: self._say())
        self.sentence = PlainLabel(wrap=True)
        self.sentence.setAccessibleName(self.tr("Why it is held back"))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.resize(900, 420)
        self.table.setFocus()

    def show_found(self, found: Sequence[Considered]) -> None:
        """The candidates anew."""
        self._found = found
        today = self._clock.today()
        self.table.show_rows(
            [
                (
                    wording.sentence(each.headline),
                    figures.near_date(each.due, today),
                    wording.level(each.level),
                    self._held(each, short=True),
                )
                for each in found
            ]
        )
        self._say()

    def _say(self) -> None:
        row = self.table.currentRow()
        if not self._found:
            self.sentence.setText(self.tr("No rule has anything to propose for this card now."))
        elif 0 <= row < len(self._found):
            each = self._found[row]
            self.sentence.setText(f"{wording.sentence(each.headline)}: {self._held(each)}")

    def _held(self, each: Considered, *, short: bool = False) -> str:
        if each.proposed and each.held is None:
            return self.tr("no, proposed") if short else self.tr("this is what is proposed.")
        text = wording.sentence(each.held) if each.held is not None else ""
        if each.proposed:
            return self.tr("proposed for its day: {why}").format(why=text)
        return text
