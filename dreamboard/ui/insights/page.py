"""The page of figures: each with what it was counted from, and said to be thin where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from dreamboard.presentation.figures import money_sums
from dreamboard.presentation.wording import days, touches, word
from dreamboard.services.insights import Insights, RoundLength, Share
from dreamboard.services.read_models import MoneySum
from dreamboard.ui.insights.bar_chart import Bar, BarChart
from dreamboard.ui.insights.week_chart import WeekChart
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.panel import Panel

THIN: Final = 10
"""Below so many tries a share is drawn faint: one more answer would change it by a tenth or more."""
_FIRST_HOUR, _LAST_HOUR = 7, 19


class InsightsPage(QScrollArea):
    """Panels in two columns, filled by ``show_figures``; until then they say that they are counting."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("insights")
        self.setAccessibleName(self.tr("Insights"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._theme = theme
        inside = QWidget(self)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(16, 12, 16, 16)
        self._grid.setSpacing(12)
        self.setWidget(inside)
        self._channels = BarChart(self.tr("Answered, by channel"), theme, inside)
        self._hours = BarChart(self.tr("Calls answered, by hour"), theme, inside)
        self._weeks = WeekChart(self.tr("Touches a week"), theme, inside)
        self._ages = BarChart(self.tr("Open quotes by age"), theme, inside)
        self._words = {
            name: PlainLabel("", inside, wrap=True, style="muted")
            for name in ("channels", "hours", "weeks", "lost", "desk", "gives", "won", "rounds")
        }
        self._titles = {
            name: PlainLabel("", inside, style="title") for name in ("lost", "desk", "gives", "won")
        }
        self._panel(0, 0, self.tr("Answered, by channel"), self._words["channels"], self._channels)
        self._panel(0, 1, self.tr("Calls answered, by hour"), self._words["hours"], self._hours)
        self._panel(1, 0, self.tr("Touches a week"), self._words["weeks"], self._weeks)
        self._panel(1, 1, self.tr("Money on the desk"), self._titles["desk"], self._words["desk"], self._ages)
        self._panel(2, 0, self.tr("Lost in the last 12 months"), self._titles["lost"], self._words["lost"])
        self._panel(2, 1, self.tr("Give and ask, last 90 days"), self._titles["gives"], self._words["gives"])
        self._panel(3, 0, self.tr("Won back"), self._titles["won"], self._words["won"])
        self._panel(3, 1, self.tr("How long rounds take"), self._words["rounds"])
        self._grid.setRowStretch(4, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """The log is being read."""
        for label in self._words.values():
            label.setText(self.tr("Counting…"))

    def show_figures(self, figures: Insights) -> None:
        """All figures anew."""
        say = self._words
        self._channels.show_bars([_bar(word(channel), share) for channel, share in figures.reach_by_channel])
        tried = sum(share.whole for _, share in figures.reach_by_channel)
        say["channels"].setText(
            self.tr("Of {touches} out. Pale bars rest on fewer than {n}.").format(
                touches=touches(tried), n=THIN
            )
            if tried
            else self.tr("No touch has been logged yet. Press L to log one.")
        )
        hours = [
            (hour, share)
            for hour, share in figures.reach_by_hour
            if share.whole and _FIRST_HOUR <= hour <= _LAST_HOUR
        ]
        self._hours.show_bars([_bar(f"{hour:02}:00", share) for hour, share in hours])
        say["hours"].setText(
            self.tr("In the contact’s own time.") if hours else self.tr("No call has been logged yet.")
        )
        self._weeks.show_weeks(figures.touches_by_week, figures.on)
        say["weeks"].setText(self.tr("Blue went out, green came in."))
        self._show_losses(figures)
        self._show_desk(figures)
        self._titles["gives"].setText(f"{figures.gives} : {figures.asks}")
        say["gives"].setText(
            self.tr("{gives} gave something, {asks} asked for something.").format(
                gives=touches(figures.gives), asks=figures.asks
            )
        )
        self._titles["won"].setText(str(figures.win_backs))
        say["won"].setText(
            self.tr("Rounds won after a lost one, {money} in all.").format(
                money=_money(figures.win_back_money)
            )
            if figures.win_backs
            else self.tr("No lost deal has been won back yet. “No” means “not now”.")
        )
        say["rounds"].setText(
            "\n".join(
                (
                    self._length(self.tr("Won"), figures.won_rounds),
                    self._length(self.tr("Lost"), figures.lost_rounds),
                )
            )
        )

    def _show_losses(self, figures: Insights) -> None:
        self._titles["lost"].setText(
            self.tr("{pursued} of {lost} still pursued").format(
                pursued=figures.lost_pursued, lost=figures.lost
            )
        )
        self._words["lost"].setText(
            self.tr("{money} a year. Pursued means: touched since the loss, and not retired.").format(
                money=_money(figures.lost_money)
            )
            if figures.lost
            else self.tr("Nothing was lost in the last 12 months.")
        )

    def _show_desk(self, figures: Insights) -> None:
        self._titles["desk"].setText(_money(figures.on_desk))
        won = figures.quotes_won
        rate = (
            self.tr("Of {n} closed quotes, {won} were won.").format(n=won.whole, won=won.part)
            if won.whole
            else self.tr("No quote has been closed yet.")
        )
        self._words["desk"].setText(
            self.tr("{money} of it unchased. {rate}").format(money=_money(figures.unchased), rate=rate)
        )
        most = max([1, *(count for _, _, count in figures.quote_ages)])
        self._ages.show_bars(
            [
                Bar(
                    self.tr("{a}–{b} days").format(a=start, b=end)
                    if end is not None
                    else self.tr("over {a} days").format(a=start - 1),
                    count / most,
                    str(count),
                )
                for start, end, count in figures.quote_ages
            ]
        )

    def _length(self, name: str, length: RoundLength) -> str:
        if not length.rounds:
            return self.tr("{name}: none yet").format(name=name)
        return self.tr("{name}: {days} and {touches} in the middle, of {n}").format(
            name=name, days=days(length.days), touches=touches(length.touches), n=length.rounds
        )

    def _panel(self, row: int, column: int, title: str, *inside: QWidget) -> None:
        panel = Panel(self.widget())
        panel.body.addWidget(PlainLabel(title, panel, style="heading"))
        for widget in inside:
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self._grid.addWidget(panel, row, column, Qt.AlignmentFlag(0))


def _bar(label: str, share: Share) -> Bar:
    return Bar(
        label,
        share.per_cent / 100,
        f"{share.part:,} of {share.whole:,}, {share.per_cent} %",
        share.whole < THIN,
    )


def _money(sums: Sequence[MoneySum]) -> str:
    return money_sums((each.minor, each.currency) for each in sums) or "0"
