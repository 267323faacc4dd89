"""What may come of a touch, each outcome as a button with its consequence beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Outcome
from dreamboard.presentation import wording
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.theme import Theme


class OutcomeButtons(QWidget):
    """One row an outcome. Consequences are worked out after the buttons are in sight, one at a time.

    Up and down go from one to the next; Esc closes.
    """

    chosen = Signal(object)  # Outcome
    form_wanted = Signal()
    closed = Signal()
    focus_moved = Signal(object)  # QWidget: keep it in sight

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[Outcome, PlainLabel] = {}
        self._buttons: list[QPushButton] = []
        self._waiting: list[Outcome] = []
        self._tell: Callable[[Outcome], Sentence] | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._work_out_one)

    def offer(self, outcomes: Sequence[Outcome], consequence: Callable[[Outcome], Sentence]) -> None:
        """Show these outcomes."""
        self._clear()
        self._tell = consequence
        for row, outcome in enumerate(outcomes):
            button = QPushButton(wording.word(outcome))
            button.setObjectName(f"outcome-{outcome.value}")
            button.setProperty("choice", True)
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _down=False, outcome=outcome: self.chosen.emit(outcome))
            label = PlainLabel("…", style="small", wrap=True)
            self._grid.addWidget(button, row, 0)
            self._grid.addWidget(label, row, 1)
            self._buttons.append(button)
            self._labels[outcome] = label
        form = QPushButton(self.tr("With the form…"))
        form.setObjectName("outcomeForm")
        form.setAutoDefault(False)
        form.setProperty("choice", True)
        form.clicked.connect(self.form_wanted)
        self._grid.addWidget(form, len(outcomes), 0)
        self._buttons.append(form)
        self.setFocusProxy(self._buttons[0])
        self._waiting = list(outcomes)
        self._idle.start()

    def consequence_of(self, outcome: Outcome) -> str:
        """What is said beside an outcome."""
        return self._labels[outcome].text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in self._buttons:
                if button.hasFocus():
                    button.click()
                    break
        elif event.key() in steps:
            place = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), 0)
            button = self._buttons[(place + steps[Qt.Key(event.key())]) % len(self._buttons)]
            button.setFocus()
            self.focus_moved.emit(button)
        else:
            super().keyPressEvent(event)

    def _work_out_one(self) -> None:
        if not self._waiting or self._tell is None:
            self._idle.stop()
            return
        outcome = self._waiting.pop(0)
        text = wording.sentence(self._tell(outcome))
        self._labels[outcome].setText(text)
        button = self._buttons[list(self._labels).index(outcome)]
        button.setAccessibleDescription(text)

    def _clear(self) -> None:
        self._idle.stop()
        self._waiting.clear()
        self._labels.clear()
        self._buttons.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
