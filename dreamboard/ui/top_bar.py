"""The row below the menu: which page, which cards, the search line, and the two things a rep does all day."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from dreamboard.presentation.actions import PAGES, Actions
from dreamboard.presentation.tone import Tone
from dreamboard.ui.widgets.chip import Chip
from dreamboard.ui.widgets.key_cap import KeyCap
from dreamboard.ui.widgets.key_hint_button import KeyHintButton
from dreamboard.ui.widgets.segmented_control import SegmentedControl

FILTERS = ("all", "dream_client", "lost_deal")


class SearchField(QLineEdit):
    """The search line, with its key drawn inside while it is empty. Esc empties and leaves it."""

    left = Signal()
    stepped_down = Signal()

    def __init__(self, keys: QKeySequence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(self.tr("Find an account, person or touch"))
        self.setAccessibleName(self.tr("Find an account, person or touch"))
        self.setClearButtonEnabled(True)
        self._cap = KeyCap(keys, self)
        self.textChanged.connect(lambda _text: self._make_room())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; down goes to what was found."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        self._cap.resize(size)
        self._cap.move(self.width() - size.width() - 10, (self.height() - size.height()) // 2)
        self._make_room()

    def _make_room(self) -> None:
        """The key stands beside the hint, not on it, and goes when there is text."""
        empty = not self.text()
        self._cap.setVisible(empty)
        self.setTextMargins(0, 0, self._cap.sizeHint().width() + 8 if empty else 0, 0)


class TopBar(QFrame):
    """Shows which page and which kinds of cards; says what the rep wants instead."""

    page_chosen = Signal(str)  # of PAGES
    filter_chosen = Signal(str)  # of FILTERS

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.pages = SegmentedControl(
            self.tr("Page"),
            (
                (PAGES[0], self.tr("Board")),
                (PAGES[1], self.tr("Today")),
                (PAGES[2], self.tr("Insights")),
            ),
            self,
        )
        self.filters = SegmentedControl(
            self.tr("Which cards"),
            (
                (FILTERS[0], self.tr("All")),
                (FILTERS[1], self.tr("Dream clients")),
                (FILTERS[2], self.tr("Lost deals")),
            ),
            self,
        )
        self.search = SearchField(actions["find"].shortcut(), self)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(330)
        self.new_card = KeyHintButton(self.tr("New card"), "N", self)
        self.log_touch = KeyHintButton(self.tr("Log touch"), "L", self, primary=True)
        self.new_card.clicked.connect(actions["new_card"].trigger)
        self.log_touch.clicked.connect(actions["log"].trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self.pages)
        row.addWidget(self.filters)
        self._tags = Chip("", Tone.ACCENT, self)
        self._tags.hide()
        row.addWidget(self._tags)
        row.addSpacing(6)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(self.new_card)
        row.addWidget(self.log_touch)
        for control in (self.pages, self.filters):
            # The words are never cut: a narrow window takes from the search line.
            control.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.pages.chosen.connect(self.page_chosen)
        self.filters.chosen.connect(self.filter_chosen)

    def show_waiting(self, count: int) -> None:
        """How many touches wait on the Today page."""
        self.pages.set_text("today", self.tr("Today {n}").format(n=count) if count else self.tr("Today"))

    def show_tags(self, tags: Collection[str]) -> None:
        """Which tags are asked for, so that nobody looks for cards that a filter hides."""
        self._tags.setText(", ".join(sorted(tags)))
        self._tags.setVisible(bool(tags))


class BareKeys(QObject):
    """Switches the single-letter keys off while a text is being typed."""

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions

    def focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """For ``QApplication.focusChanged``."""
        typing = new is not None and bool(new.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled))
        self._actions.enable_bare_keys(not typing)
