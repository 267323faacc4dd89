"""What every sheet is: a title, a form, and two buttons with their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dreamboard.ui.dialogs.fields import Field
from dreamboard.ui.plain_text import PlainLabel, one_line
from dreamboard.ui.widgets.fitted_scroll import FittedScroll
from dreamboard.ui.widgets.key_hint_button import KeyHintButton

_EDGE = 22
_DRAWN_PX = 13


class Sheet(QDialog):
    """Esc cancels, Ctrl+Enter accepts; Enter alone accepts only where the sheet says so.

    Subclasses put their fields into ``form`` and override ``submit``.
    """

    def __init__(
        self,
        title: str,
        lead: str,
        accept_text: str,
        parent: QWidget | None = None,
        *,
        cancel_text: str = "",
        width: int = 480,
        enter_accepts: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(one_line(title))
        self.setModal(True)
        self.setProperty("sheet", True)
        self._enter_accepts = enter_accepts
        self._contents = contents = QWidget()
        self.form = QVBoxLayout(contents)
        self.form.setContentsMargins(1, 1, 1, 1)
        self.form.setSpacing(10)
        self.title = PlainLabel(title, style="title", wrap=True)
        self.lead = PlainLabel(lead, style="muted", wrap=True)
        self.lead.setVisible(bool(lead))
        self._problem = PlainLabel(wrap=True)
        self._problem.setProperty("tone", "overdue")
        self._problem.hide()
        self.cancel_button = KeyHintButton(cancel_text or self.tr("Cancel"), "Esc", self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button: QPushButton = KeyHintButton(accept_text, "Ctrl+Return", self, primary=True)
        self.accept_button.setObjectName("accept")
        self.accept_button.setAutoDefault(False)
        self.accept_button.clicked.connect(self.accept)
        self.extra = QHBoxLayout()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(self.extra)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.accept_button)
        self._head = QVBoxLayout()
        self._head.setSpacing(2)
        self._head.addWidget(self.title)
        self._head.addWidget(self.lead)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE, _EDGE - 4, _EDGE, _EDGE - 2)
        whole.setSpacing(12)
        whole.addLayout(self._head)
        scroll = FittedScroll(contents, self)
        scroll.wanted_changed.connect(self._grow, Qt.ConnectionType.QueuedConnection)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._problem)
        whole.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept_button.click)
        self.setMinimumWidth(min(width, 360))
        # Drawn for text of 13 pixels; larger text gets a wider sheet.
        self._width = round(width * max(QFontInfo(self.font()).pixelSize() / _DRAWN_PX, 1))

    def open(self) -> None:
        """Show it, as wide as it wants to be and as high as its form needs."""
        self.fit()
        self._put_buttons_last()
        super().open()

    def fit(self) -> None:
        """Take the height of the form at the sheet's width, as far as the screen goes."""
        self.resize(self._width, self._wanted_height(self._width))

    def _grow(self) -> None:
        """More height when the form has got longer; never less, which would jump."""
        wanted = self._wanted_height(self.width())
        if self.isVisible() and wanted > self.height():
            self.resize(self.width(), wanted)

    def _wanted_height(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return min(layout.totalHeightForWidth(width), int(self.screen().availableGeometry().height() * 0.92))

    def _put_buttons_last(self) -> None:
        """Tab goes through the form first; the focus starts there."""
        inside = [
            w
            for w in self._contents.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.window() is self
        ]
        if inside:
            self.setTabOrder(inside[-1], self.cancel_button)
            self.setTabOrder(self.cancel_button, self.accept_button)
            focused = self.focusWidget()
            if focused is None or not self._contents.isAncestorOf(focused):
                inside[0].setFocus()

    def submit(self) -> bool:
        """Do what the sheet is for. ``False`` keeps it open; it has then said why."""
        return True

    def accept(self) -> None:
        self.tell("")
        if self.submit():
            super().accept()

    def tell(self, problem: str) -> None:
        """Say above the buttons why it cannot go on; nothing takes the words away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @property
    def problem(self) -> str:
        """What is said above the buttons."""
        return self._problem.text()

    def field_problems(self) -> list[str]:
        """What is said beside the fields."""
        return [field.problem for field in self.findChildren(Field) if field.problem]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._enter_accepts or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept_button.click()
            return  # Qt would press whichever button comes first
        super().keyPressEvent(event)
