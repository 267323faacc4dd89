"""Money on the desk: every open quote, how often it was followed up, and what all of them are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QWidget

from dreamboard.domain.desk import FEWEST_CLOSED, Band, Desk, OpenQuote
from dreamboard.domain.values import QuoteOutcome
from dreamboard.presentation import figures
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.commands import CloseQuote
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import Run
from dreamboard.ui.pages.page_window import PageWindow
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.plain_table import PlainTable

translate = QCoreApplication.translate


class DeskWindow(PageWindow):
    """The ledger of open quotes, the longest unchased first. A line selects its card; won, lost and withdrawn
    are said in place."""

    def __init__(
        self,
        read: Callable[[int], Desk],
        clock: Clock,
        run: Run,
        jobs: Jobs,
        shared: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """``read`` is asked with the days after which a quote counts as unchased."""
        super().__init__(translate("DeskWindow", "Money on the desk"), "", jobs, shared, parent)
        self.setObjectName("deskWindow")
        self.lead.hide()
        self._clock = clock
        self._run = run
        self._desk: Desk | None = None
        self.total = PlainLabel(self.tr("Counting…"), style="title", wrap=True)
        self.total.setAccessibleName(self.tr("Quotes out"))
        self.worth = PlainLabel(wrap=True)
        self.worth.setAccessibleName(self.tr("Worth at your own closing rate"))
        self.bands = PlainLabel(style="muted", wrap=True)
        self.bands.setAccessibleName(self.tr("Open quotes by age"))
        self._late = PlainLabel(wrap=True)
        self.days = QSpinBox()
        self.days.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.days.setRange(1, 365)
        self.days.setValue(7)
        self.days.setAccessibleName(self.tr("Days after which a quote counts as unchased"))
        self.days.valueChanged.connect(lambda days: self.read_by(partial(read, days)))
        row = QHBoxLayout()
        row.addWidget(PlainLabel(self.tr("Not followed up for")))
        row.addWidget(self.days)
        row.addWidget(PlainLabel(self.tr("days:")))
        row.addWidget(self._late, 1)
        self.table = PlainTable(
            self.tr("Open quotes"),
            (
                self.tr("Account"),
                self.tr("Amount"),
                self.tr("Sent"),
                self.tr("Valid until"),
                self.tr("Follow-ups"),
                self.tr("The last"),
            ),
            right=(1, 4),
        )
        self.table.picked.connect(lambda row: self.card_wanted.emit(self._quotes[row].pursuit_id))
        self.body.addWidget(self.total)
        self.body.addWidget(self.worth)
        self.body.addLayout(row)
        self.body.addWidget(self.bands)
        self.body.addWidget(self.table, 1)
        self._close_buttons = [
            self._closing(self.tr("Won"), "quoteWon", QuoteOutcome.WON),
            self._closing(self.tr("Lost"), "quoteLost", QuoteOutcome.LOST),
            self._closing(self.tr("Withdrawn"), "quoteWithdrawn", QuoteOutcome.WITHDRAWN),
        ]
        self.resize(860, 560)
        self.table.setFocus()
        self.read_by(partial(read, self.days.value()))

    def show_found(self, found: Desk) -> None:
        """The desk anew."""
        self._desk = found
        count = len(found.quotes)
        self.total.setText(
            self.tr("{money} in {n} open quotes").format(money=_money(found.total), n=count)
            if count
            else self.tr("No quote is out")
        )
        self.worth.setText(self._worth(found))
        self._late.setText(
            self.tr("{money} in {n}").format(money=_money(found.unchased), n=found.unchased_count)
            if found.unchased_count
            else self.tr("none")
        )
        self.bands.setText(" · ".join(self._band(band) for band in found.bands if band.count))
        self.table.show_rows([self._line(each) for each in found.quotes])
        for button in self._close_buttons:
            button.setEnabled(bool(count))

    @property
    def _quotes(self) -> Sequence[OpenQuote]:
        return self._desk.quotes if self._desk is not None else ()

    def _worth(self, desk: Desk) -> str:
        rate = desk.rate
        if not rate.known:
            return self.tr(
                "What they are worth at your own closing rate is told from {n} closed quotes on;"
                " {have} are closed so far."
            ).format(n=FEWEST_CLOSED, have=rate.closed)
        return self.tr(
            "Worth {money} at your own closing rate: {won} of {closed} closed quotes were won, {share} %."
        ).format(money=_money(desk.worth), won=rate.won, closed=rate.closed, share=round(100 * rate.share))

    def _band(self, band: Band) -> str:
        ages = (
            self.tr("{a}–{b} days").format(a=band.start, b=band.end)
            if band.end is not None
            else self.tr("over {a} days").format(a=band.start - 1)
        )
        return self.tr("{ages}: {money} in {n}").format(ages=ages, money=_money(band.money), n=band.count)

    def _line(self, each: OpenQuote) -> tuple[str, ...]:
        today, quote = self._clock.today(), each.quote
        until = ""
        if quote.valid_until is not None:
            day = figures.short_date(quote.valid_until, today)
            until = self.tr("{day}, over").format(day=day) if quote.valid_until < today else day
        return (
            each.account,
            figures.money(quote.amount_minor, quote.currency),
            figures.ago(quote.sent_on, today),
            until,
            str(each.follow_ups),
            figures.ago(each.last_on, today) if each.last_on else self.tr("nobody has yet"),
        )

    def _closing(self, text: str, name: str, outcome: QuoteOutcome) -> QPushButton:
        button = self.add_button(text, name, lambda: self._close_quote(outcome))
        button.setEnabled(False)
        return button

    def _close_quote(self, outcome: QuoteOutcome) -> None:
        self.tell("")
        row = self.table.currentRow()
        if 0 <= row < len(self._quotes):
            self._run(CloseQuote(self._quotes[row].quote.id, outcome))


def _money(sums: Iterable[tuple[int, str]]) -> str:
    return figures.money_sums(sums) or "0"
