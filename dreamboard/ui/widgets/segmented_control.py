"""One choice out of a few, all of them in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from dreamboard.ui.plain_text import control_text


class SegmentedControl(QFrame):
    """Buttons joined in a row, one of them down. Left and right arrows go from one to the next.

    `chosen` tells the key of the segment when a person picks another one, not when the program does.
    """

    chosen = Signal(str)

    def __init__(self, name: str, segments: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`name` is for assistive technology; `segments` are keys with the text shown, the first one down."""
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for place, (key, text) in enumerate(segments):
            button = QPushButton(control_text(text), self)
            button.setCheckable(True)
            button.setProperty("segment", _place_name(place, len(segments)))
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
            # Arrow keys toggle without a click, so the group's own signal would miss them.
            button.toggled.connect(lambda down, key=key: self._on_toggled(key, down))
        self._current = segments[0][0]
        self._buttons[self._current].setChecked(True)

    @property
    def current(self) -> str:
        """The key of the segment that is down."""
        return self._current

    def choose(self, key: str) -> None:
        """Puts a segment down without telling `chosen`; raises KeyError for one that is not there."""
        self._current = key
        self._buttons[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Changes what a segment says, such as a count in it."""
        self._buttons[key].setText(control_text(text))

    def button(self, key: str) -> QPushButton:
        """The button of a segment, for its tool tip or shortcut."""
        return self._buttons[key]

    def _on_toggled(self, key: str, down: bool) -> None:
        if down and key != self._current:
            self._current = key
            self.chosen.emit(key)


def _place_name(place: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if place == 0 else "last" if place == count - 1 else "middle"
