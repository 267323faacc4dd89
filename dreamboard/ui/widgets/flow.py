"""Choices as small buttons that flow over as many lines as they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from dreamboard.ui.plain_text import control_text


class FlowLayout(QLayout):
    """Puts its items side by side and goes on in the next line where they do not fit."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + self._gap for item in self._shown()]
        return QSize(min(sum(widths), 480), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._shown():
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            line = max(line, hint.height())
        return y + line - rect.y()


class ChoiceFlow(QWidget):
    """One choice, or several, out of buttons in sight. Arrow keys go from one to the next.

    `changed` comes when a person changes the choice, not when the program does. Where one is chosen, pressing
    it again takes the choice back unless `needed`.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        *,
        many: bool = False,
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is for assistive technology; `choices` are keys with the text shown."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._many = many
        self._needed = needed
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[str, QPushButton] = {}
        self._layout = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for key, text in choices:
            self.add(key, text)

    def add(self, key: str, text: str) -> QPushButton:
        """One more choice, at the end."""
        button = QPushButton(control_text(text), self)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("choice", True)
        button.setAccessibleName(f"{self.accessibleName()}: {text}")
        button.clicked.connect(lambda _down=False, key=key: self._clicked(key))
        self._group.addButton(button)
        self._layout.addWidget(button)
        self._buttons[key] = button
        return button

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the buttons that are down, in order."""
        return tuple(key for key, button in self._buttons.items() if button.isChecked())

    @property
    def one(self) -> str:
        """The key that is chosen; empty when none is."""
        return next(iter(self.chosen), "")

    def choose(self, key: str) -> None:
        """Puts one button down, all others up, without telling `changed`; an empty key chooses nothing."""
        self.choose_all((key,) if key else ())

    def choose_all(self, keys: Iterable[str]) -> None:
        """Puts these buttons down, all others up, without telling `changed`."""
        wanted = set(keys)
        for key, button in self._buttons.items():
            button.setChecked(key in wanted)

    def button(self, key: str) -> QPushButton:
        """The button of a choice, for its tool tip."""
        return self._buttons[key]

    def _clicked(self, key: str) -> None:
        if not self._many:
            again = not self._buttons[key].isChecked()
            self.choose("" if again and not self._needed else key)
        self.changed.emit()
