"""The quick log: one line, what was understood of it, and what logging it leads to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.domain.suggestion import Sentence
from dreamboard.presentation import wording
from dreamboard.presentation.quick_log_model import Choice, Completion, Reader, Reading, completions
from dreamboard.services.commands import LogTouch
from dreamboard.services.read_models import Naming
from dreamboard.ui.plain_text import PlainLabel, one_line
from dreamboard.ui.theme import Theme
from dreamboard.ui.widgets.chip import Chip
from dreamboard.ui.widgets.flow import FlowLayout
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

_WIDTH = 820
_TEXT_PX = 15
_LINE_HEIGHT = 40
_LONGEST_LINE = 2000


class QuickLog(QDialog):
    """Enter logs, Ctrl+Enter opens the form with what was understood, Esc leaves.

    `run` does a command at once and gives `None` when it was refused; `tell` shows why.
    """

    form_wanted = Signal(object)  # LogTouch: what was understood so far

    def __init__(
        self,
        read: Reader,
        naming: Callable[[], Naming],
        consequence: Callable[[LogTouch], Sentence],
        run: Callable[[object], object],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("quickLog")
        self.setAccessibleName(self.tr("Quick log"))
        self.setWindowTitle(self.tr("Log a touch"))
        self.setProperty("sheet", True)
        self.setModal(True)
        self._read = read
        self._naming_now = naming
        self._naming = Naming()
        self._consequence = consequence
        self._run = run
        self._theme = theme
        self._reading = Reading()
        self.line = QLineEdit()
        self.line.setObjectName("quickLogLine")
        self.line.setMaxLength(_LONGEST_LINE)
        self.line.setAccessibleName(self.tr("What passed, in one line"))
        self.line.setPlaceholderText(self.tr("vm dana northwind re dock paper +14d"))
        self.line.textEdited.connect(lambda: self._complete())
        self.line.textChanged.connect(lambda: self._understand())
        self.line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("quickLogCompletions")
        self._list.setAccessibleName(self.tr("Names that fit"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda item: self._take_completion(item))
        self._list.hide()
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        self._problem = PlainLabel(style="problem", wrap=True)
        self._follows = PlainLabel(style="small", elide=Qt.TextElideMode.ElideRight)
        self._follows.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.log_button: QPushButton = KeyHintButton(self.tr("Log"), "Return", self, primary=True)
        self.form_button: QPushButton = KeyHintButton(self.tr("Form"), "Ctrl+Return", self)
        self._lay_out()
        theme.changed.connect(self._set_font)
        self._set_font()

    def open_with(self, text: str = "") -> None:
        """Begin a line, with some words already there."""
        self._naming = self._naming_now()
        self.line.setText(text)
        self._understand()
        self.resize(_WIDTH, self._layout_height())
        self.open()
        self.line.setFocus()
        self.line.setCursorPosition(len(text))

    def tell(self, problem: str) -> None:
        """Say why it cannot be logged, or why the board refused."""
        self._say(problem, "problem")

    def log(self) -> None:
        """Log the line as it is understood; where a choice is open, ask for it."""
        command = self._reading.command
        if command is None:
            self.tell(self._reading.problem or self.tr("Say who it was with, and how."))
        elif self._run(command) is not None:
            self.accept()

    def open_form(self) -> None:
        """Go on in the form with what was understood."""
        draft = self._reading.command or self._reading.draft
        if draft is None:
            self.tell(self._reading.problem or self.tr("Say who it was with first."))
            return
        self.accept()
        self.form_wanted.emit(draft)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_in_line(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Qt would press whichever button comes first
        super().keyPressEvent(event)

    def _key_in_line(self, event: QKeyEvent) -> bool:
        """Keys of the line that belong to the list of names below it, and Enter; whether it was one."""
        listed = self._list.isVisibleTo(self)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.open_form()
            elif listed and self._list.currentRow() >= 0:
                self._take_completion(self._list.currentItem())
            else:
                self.log()
            return True
        if not listed:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row, last = self._list.currentRow(), self._list.count() - 1
            if key == Qt.Key.Key_Down:
                self._list.setCurrentRow(0 if row == last else row + 1)
            else:
                self._list.setCurrentRow(last if row <= 0 else row - 1)
            return True
        if key == Qt.Key.Key_Tab:
            self._take_completion(self._list.item(max(self._list.currentRow(), 0)))
            return True
        if key == Qt.Key.Key_Escape:
            self._list.hide()
            return True
        return False

    def _lay_out(self) -> None:
        for button, slot in ((self.log_button, self.log), (self.form_button, self.open_form)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        self.log_button.setObjectName("quickLogLog")
        self.form_button.setObjectName("quickLogForm")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.open_form)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.log_button)
        foot.addWidget(self.form_button)
        foot.addWidget(self._follows, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 20, 22, 20)
        whole.setSpacing(10)
        whole.addWidget(self.line)
        whole.addWidget(self._list)
        whole.addWidget(self._chips)
        whole.addLayout(self._choices)
        whole.addWidget(self._problem)
        whole.addLayout(foot)
        whole.addStretch(1)

    def _understand(self) -> None:
        self._reading = self._read(self.line.text())
        self._show_chips()
        self._show_choices()
        typed = bool(self.line.text().strip())
        # Not a reproach yet: the line is still being typed.
        self._say(self._reading.problem if typed and not self._reading.choices else "", "small")
        command = self._reading.command
        self._follows.setText(wording.sentence(self._consequence(command)) if command else "")
        self.log_button.setEnabled(command is not None or not typed)
        self._fit()

    def _say(self, text: str, style: str) -> None:
        self._problem.set_style(style)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _show_chips(self) -> None:
        _empty(self._chip_flow)
        for understood in self._reading.chips:
            chip = Chip(understood.text, understood.tone)
            chip.setProperty("large", True)
            self._chip_flow.addWidget(chip)
        self._chips.setVisible(bool(self._reading.chips))

    def _show_choices(self) -> None:
        _empty(self._choices)
        for choice in self._reading.choices:
            self._choices.addWidget(self._choice_row(choice))

    def _choice_row(self, choice: Choice) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        label = PlainLabel(choice.question, style="muted")
        label.setMinimumHeight(28)
        flow.addWidget(label)
        for text, line in choice.options:
            button = QPushButton(one_line(text).replace("&", "&&"))
            button.setProperty("choice", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _down=False, line=line: self._take_line(line))
            flow.addWidget(button)
        return row

    def _take_line(self, line: str) -> None:
        self.line.setText(line)
        self.line.setFocus()

    def _complete(self) -> None:
        found = completions(self._naming, self.line.text(), self.line.cursorPosition())
        self._list.clear()
        for one in found:
            text = f"{one.text}  ·  {one.remark}" if one.remark else one.text
            item = QListWidgetItem(one_line(text))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self._list.addItem(item)
        self._list.setVisible(bool(found))
        if found:
            row = max(self._list.sizeHintForRow(0), 20)
            self._list.setFixedHeight(row * len(found) + 4)
        self._fit()

    def _take_completion(self, item: QListWidgetItem) -> None:
        one: Completion = item.data(Qt.ItemDataRole.UserRole)
        text, cursor = self.line.text(), self.line.cursorPosition()
        rest = text[cursor:]
        head = f"{text[: one.start]}{one.text} "
        self._list.hide()
        self.line.setText(head + rest.lstrip())
        self.line.setCursorPosition(len(head))

    def _fit(self) -> None:
        if self.isVisible():
            self.resize(self.width(), self._layout_height())

    def _layout_height(self) -> int:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(self.width() if self.isVisible() else _WIDTH)

    def _set_font(self) -> None:
        font = self.line.font()
        font.setPixelSize(self._theme.px(_TEXT_PX))
        self.line.setFont(font)
        self.line.setMinimumHeight(self._theme.px(_LINE_HEIGHT))


def _empty(layout: FlowLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
