"""The fields of forms: a label above, the control, and beside it what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.domain.errors import BadInput
from dreamboard.domain.values import Money
from dreamboard.presentation import figures
from dreamboard.presentation.typed import typed_day, typed_instant, typed_money
from dreamboard.services.commands import NewContact
from dreamboard.services.ports import Clock
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import PlainLabel, one_line

T = TypeVar("T")


class Field(QWidget):
    """A control under its label. The label's words name the control for assistive technology."""

    def __init__(self, label: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        control.setAccessibleName(label)
        self._label = PlainLabel(label, style="small")
        self._problem = PlainLabel(wrap=True, style="problem")
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._label)
        layout.addWidget(control)
        layout.addWidget(self._problem)
        layout.addStretch(1)

    @property
    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def tell(self, problem: str) -> None:
        """Say what is wrong; nothing takes the words away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.control.setAccessibleDescription(problem)


class AnnotatedEdit(QLineEdit):
    """A line with a remark behind what is typed: how it was understood."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(2000)
        self._remark = ""

    @property
    def remark(self) -> str:
        """What is said behind the text."""
        return self._remark

    def set_remark(self, text: str) -> None:
        """Say something behind the text."""
        if text != self._remark:
            self._remark = one_line(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._remark or not self.text():
            return
        metrics = self.fontMetrics()
        left = 11 + metrics.horizontalAdvance(self.text() + "  ")
        room = self.width() - left - 8
        if room < metrics.horizontalAdvance("…") * 4:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(
            self.rect().adjusted(left, 0, -8, 0),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            metrics.elidedText(self._remark, Qt.TextElideMode.ElideRight, room),
        )


class DateField(QWidget):
    """A day, typed or picked from a calendar. What was understood stands behind the words."""

    changed = Signal()

    def __init__(
        self,
        clock: Clock,
        icons: Icons,
        *,
        placeholder: str = "",
        past: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._past = past
        self.edit = AnnotatedEdit(placeholder)
        self.edit.textChanged.connect(self._remark)
        self.edit.textChanged.connect(lambda: self.changed.emit())
        self._pick = QToolButton()
        self._pick.setIcon(icons.icon("calendar", "muted"))
        self._pick.setIconSize(QSize(16, 16))
        self._pick.setAccessibleName(self.tr("Pick from a calendar"))
        self._pick.setToolTip(self.tr("Pick from a calendar"))
        self._pick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pick.clicked.connect(self.show_calendar)
        self._popup: _CalendarPopup | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._pick)
        self.setFocusProxy(self.edit)

    def setAccessibleName(self, name: str) -> None:
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        self.edit.setAccessibleDescription(description)

    def day(self) -> date | None:
        """The day; ``None`` when nothing is typed. Raises ``BadInput``."""
        return typed_day(self.edit.text(), self._clock.today(), past=self._past)

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.edit.setText("" if day is None else day.isoformat())

    def look_back(self, past: bool) -> None:
        """Whether a day without a year is the one that was, or the one that comes."""
        self._past = past
        self._remark()

    def show_calendar(self) -> None:
        """Open the calendar under the field."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.picked.connect(self.set_day)
        try:
            shown = self.day()
        except BadInput:
            shown = None
        self._popup.show_at(self.mapToGlobal(QPoint(0, self.height() + 2)), shown or self._clock.today())

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The calendar, once it was opened."""
        return self._popup.calendar if self._popup else None

    def _remark(self) -> None:
        try:
            day = self.day()
        except BadInput:
            self.edit.set_remark("")
            return
        said = "" if day is None else figures.long_date(day, self._clock.today())
        self.edit.set_remark("" if said.casefold() == self.edit.text().strip().casefold() else said)


class _CalendarPopup(QFrame):
    picked = Signal(object)  # date

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.calendar)

    def show_at(self, corner: QPoint, day: date) -> None:
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(corner)
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


class WhenField(AnnotatedEdit):
    """When something happened, typed; nothing typed is now."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setPlaceholderText(self.tr("now"))
        self._clock = clock
        self.textChanged.connect(self._tell)

    def at(self) -> datetime:
        """The instant. Raises ``BadInput``."""
        return typed_instant(self.text(), self._clock.now(), self._clock.zone)

    def set_at(self, at: datetime) -> None:
        """Show an instant, in the rep's zone."""
        self.setText(f"{at.astimezone(self._clock.zone):%Y-%m-%d %H:%M}")

    def _tell(self) -> None:
        try:
            said = figures.short_instant(self.at(), self._clock.zone, self._clock.today())
        except BadInput:
            said = ""
        self.set_remark(said)


class MoneyField(AnnotatedEdit):
    """An amount with its currency, typed."""

    def __init__(self, currency: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.currency = currency  # of what is typed without one
        self.textChanged.connect(lambda: self.set_remark(self._said()))

    def money(self) -> Money | None:
        """The amount; ``None`` when nothing is typed. Raises ``BadInput``."""
        return typed_money(self.text(), self.currency)

    def set_money(self, money: Money | None) -> None:
        """Show an amount."""
        self.setText("" if money is None else figures.money(money.minor, money.currency))

    def _said(self) -> str:
        try:
            money = self.money()
        except BadInput:
            return ""
        said = figures.money(money.minor, money.currency) if money else ""
        return "" if said == self.text().strip() else said


@dataclass(frozen=True, slots=True)
class Person:
    """A contact to choose from, as text: "Luis Ortega, COO, Harbor Marine"."""

    id: int
    name: str
    text: str


class PersonField(AnnotatedEdit):
    """A contact by name with completion over those known; another name is a new contact."""

    def __init__(
        self,
        people: Sequence[Person],
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        new_allowed: bool = True,
    ) -> None:
        super().__init__(placeholder, parent)
        self._new_allowed = new_allowed
        self._people = {person.text: person for person in people}
        completer = QCompleter(list(self._people), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.textChanged.connect(self._tell)

    def known(self) -> Person | None:
        """The contact, when it is one of those known."""
        typed = self.text().strip().casefold()
        if not typed:
            return None
        same = [p for p in self._people.values() if typed in (p.text.casefold(), p.name.casefold())]
        return same[0] if len(same) == 1 else None

    def contact_id(self) -> int | None:
        """The id of the contact; ``None`` when nobody is named. Raises ``BadInput`` for an unknown name."""
        known = self.known()
        if known is None and self.text().strip():
            raise BadInput(self.tr("Nobody known by that name here. Add the contact first."))
        return known.id if known else None

    def new(self) -> NewContact | None:
        """A contact to be made, from "Name, title"; ``None`` for nothing and for one that is known."""
        if self.known() is not None or not self.text().strip():
            return None
        name, _, title = self.text().partition(",")
        return NewContact(name.strip(), title.partition(",")[0].strip())

    def show_person(self, contact_id: int | None) -> None:
        """Show one of those known; ``None``: nobody."""
        self.setText(next((text for text, person in self._people.items() if person.id == contact_id), ""))
        self.setCursorPosition(0)

    def _tell(self) -> None:
        new = self._new_allowed and self.new() is not None
        self.set_remark(self.tr("new contact") if new else "")


class ChoiceBox(QComboBox):
    """One of few words; an empty key stands for none of them."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], none: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if none:
            self.addItem(none, "")
        for key, text in choices:
            self.addItem(one_line(text), key)

    @property
    def key(self) -> str:
        """The key that is chosen."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose a key that is there."""
        self.setCurrentIndex(max(self.findData(key), 0))


class NoteField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it."""

    def __init__(self, rows: int = 3, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self._rows = rows
        self.setFixedHeight(self.fontMetrics().lineSpacing() * rows + 22)

    @property
    def text(self) -> str:
        """What is typed, without space around it."""
        return self.toPlainText().strip()


def side_by_side(*fields: QWidget) -> QGridLayout:
    """Fields in columns of the same width."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    for column, field in enumerate(fields):
        grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
    return grid


def read(field: Field, reading: Callable[[], T]) -> T:
    """What a field holds; when it cannot be read, the field says why and ``BadInput`` goes on."""
    try:
        value = reading()
    except BadInput as error:
        field.tell(str(error))
        raise
    field.tell("")
    return value


def needed(value: T | None, problem: str) -> T:
    """The value; raises ``BadInput`` with that sentence where there is none."""
    if value is None:
        raise BadInput(problem)
    return value
