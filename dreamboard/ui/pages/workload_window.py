"""The weeks ahead, as they are and as a change of rhythm would make them, before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from dreamboard.domain.forecast import Forecast
from dreamboard.domain.rhythm import Rhythm
from dreamboard.presentation import figures, wording
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.ports import Clock
from dreamboard.services.rhythm_change import RhythmChange
from dreamboard.ui.dialogs.fields import ChoiceBox
from dreamboard.ui.insights.bar_chart import Bar, BarChart
from dreamboard.ui.pages.page_window import PageWindow
from dreamboard.ui.plain_text import PlainLabel, control_text
from dreamboard.ui.theme import Theme

translate = QCoreApplication.translate
_TYPING_MS = 250


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the window shows: the weeks as they are, and with the change where one is tried."""

    now: Forecast
    then: Forecast | None
    day_cap: int
    too_many: int  # how many touches would have to move for no day to be over the cap


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rhythm can be tried on: a card, a column or a tag, with its name and rhythm as it is."""

    name: str
    make: Callable[[Rhythm], RhythmChange]
    rhythm: Rhythm


class WorkloadWindow(PageWindow):
    """A rhythm is tried here and made so by a button; what is over the cap can be spread."""

    change_wanted = Signal(object)  # RhythmChange
    spread_wanted = Signal()

    def __init__(
        self,
        read: Callable[[RhythmChange | None], Ahead],
        scopes: Sequence[Scope],
        clock: Clock,
        theme: Theme,
        jobs: Jobs,
        shared: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            translate("WorkloadWindow", "The weeks ahead"),
            translate(
                "WorkloadWindow", "Touches that the rhythms ask for. What is due already counts for today."
            ),
            jobs,
            shared,
            parent,
        )
        self.setObjectName("workloadWindow")
        self._read_with = read
        self._scopes = scopes
        self._clock = clock
        self.summary = PlainLabel(self.tr("Counting…"), style="title", wrap=True)
        self.summary.setAccessibleName(self.tr("Touches ahead"))
        self.scope = ChoiceBox(
            [(str(number), scope.name) for number, scope in enumerate(scopes)], self.tr("nothing is changed")
        )
        self.scope.setAccessibleName(self.tr("What gets another rhythm"))
        self.scope.currentIndexChanged.connect(self._pick)
        self.ideal = _days_box(self.tr("Ideal days between touches"), 14)
        self.maximum = _days_box(self.tr("Days between touches, at most"), 21)
        self._rhythm = QWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.read_again)
        for box in (self.ideal, self.maximum):
            box.valueChanged.connect(lambda _days: self._typing.start())
        self.now_chart = BarChart(self.tr("As it is"), theme)
        self.then_chart = BarChart(self.tr("With the change"), theme)
        self._then_title = PlainLabel(self.tr("With the change"), style="heading")
        self._lay_out()
        self.spread_button = self.add_button(self.tr("Spread"), "spread", self.spread_wanted.emit)
        self.change_button = self.add_button(
            self.tr("Make the change"), "changeRhythm", self._change, first=True
        )
        self.resize(980, 600)
        self.scope.setFocus()
        self._pick()

    @property
    def change(self) -> RhythmChange | None:
        """What is tried; a maximum below the ideal counts as the ideal."""
        if not self.scope.key:
            return None
        ideal = self.ideal.value()
        rhythm = Rhythm(ideal, max(ideal, self.maximum.value()))
        return self._scopes[int(self.scope.key)].make(rhythm)

    def read_again(self) -> None:
        """Work it out for what is tried now."""
        self._typing.stop()
        self.read_by(partial(self._read_with, self.change))

    def show_found(self, found: Ahead) -> None:
        """The weeks anew."""
        most = max(week.touches for each in (found.now, found.then) if each for week in each.weeks)
        self.now_chart.show_bars(self._bars(found.now, most, found.day_cap))
        self._then_title.setVisible(found.then is not None)
        self.then_chart.setVisible(found.then is not None)
        text = self.tr("{touches} in {n} weeks, {over} over {cap} a day").format(
            touches=wording.touches(found.now.touches),
            n=len(found.now.weeks),
            over=wording.days(len(found.now.overfull)),
            cap=found.day_cap,
        )
        if found.then is not None:
            self.then_chart.show_bars(self._bars(found.then, most, found.day_cap))
            text = self.tr("{now}; with the change {touches}, {over} over it").format(
                now=text,
                touches=wording.touches(found.then.touches),
                over=wording.days(len(found.then.overfull)),
            )
        self.summary.setText(text)
        self.change_button.setEnabled(self.change is not None)
        self.spread_button.setEnabled(bool(found.too_many))
        self.spread_button.setText(
            control_text(self.tr("Spread {n} over days with room").format(n=wording.cards(found.too_many)))
            if found.too_many
            else self.tr("No next touch is too much")
        )

    def _bars(self, forecast: Forecast, most: int, cap: int) -> list[Bar]:
        today = self._clock.today()
        found = []
        for week in forecast.weeks:
            figure = str(week.touches)
            if week.overfull:
                figure = self.tr("{n}, {days} over").format(n=figure, days=wording.days(len(week.overfull)))
            found.append(Bar(figures.short_date(week.monday, today), week.touches / max(1, most), figure))
        return found

    def _pick(self) -> None:
        chosen = self.scope.key
        self._rhythm.setVisible(bool(chosen))
        if chosen:
            rhythm = self._scopes[int(chosen)].rhythm
            for box, days in ((self.ideal, rhythm.ideal), (self.maximum, rhythm.maximum)):
                box.blockSignals(True)
                box.setValue(days)
                box.blockSignals(False)
        self.change_button.setEnabled(bool(chosen))
        self.read_again()

    def _change(self) -> None:
        self.tell("")
        if (change := self.change) is not None:
            self.change_wanted.emit(change)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(PlainLabel(self.tr("If")))
        row.addWidget(self.scope, 1)
        row.addWidget(self._rhythm)
        tried = QHBoxLayout(self._rhythm)
        tried.setContentsMargins(0, 0, 0, 0)
        tried.addWidget(PlainLabel(self.tr("were touched every")))
        tried.addWidget(self.ideal)
        tried.addWidget(PlainLabel(self.tr("days, at most")))
        tried.addWidget(self.maximum)
        inside = QWidget()
        charts = QHBoxLayout(inside)
        charts.setContentsMargins(0, 0, 0, 0)
        charts.setSpacing(24)
        for title, chart in (
            (PlainLabel(self.tr("As it is"), style="heading"), self.now_chart),
            (self._then_title, self.then_chart),
        ):
            column = QVBoxLayout()
            column.addWidget(title)
            column.addWidget(chart)
            column.addStretch(1)
            charts.addLayout(column, 1)
        self.body.addWidget(self.summary)
        self.body.addLayout(row)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("The weeks"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        # The sheet's own ground shows through.
        for each in (scroll.viewport(), inside):
            each.setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)


def _days_box(name: str, days: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(1, 999)
    box.setValue(days)
    box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    box.setAccessibleName(name)
    return box
