"""The bar that says what just happened, with Undo beside it, and goes by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from dreamboard.ui.plain_text import PlainLabel, control_text

SHOWN_MS: Final = 6000
"""Long enough to read a sentence twice; hovering or focusing keeps it, and so much again with an offer."""


class SnackBar(QFrame):
    """Floats over the bottom of its parent. It takes no focus, and Undo has its key anyway."""

    undo_pressed = Signal()
    offer_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("snackBar")
        self.setAccessibleName(self.tr("What happened"))
        self._label = PlainLabel("", self)
        self._undo = QPushButton(self.tr("Undo"), self)
        self._undo.setAccessibleName(self.tr("Undo what happened"))
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offer = QPushButton(self)
        self._offer.setObjectName("snackOffer")
        self._offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offer.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(16)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._offer)
        layout.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._undo.clicked.connect(self._press)
        self._offer.clicked.connect(self._take_offer)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, text: str, *, undo: bool = False, refused: bool = False, offer: str = "") -> None:
        """Show a sentence. ``refused`` colours the bar, and the text says it too; ``offer`` is what else can
        be done now, a button's text."""
        self._label.setText(text)
        self._offer.setText(control_text(offer))
        self._offer.setAccessibleName(offer)
        self._offer.setVisible(bool(offer))
        self._undo.setVisible(undo)
        self.setProperty("refused", refused)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(2 * SHOWN_MS if offer else SHOWN_MS)

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self._label.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the parent changes size."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEvent) -> None:
        """Somebody reads: stay."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go soon."""
        self._timer.start()

    def hideEvent(self, event: QEvent) -> None:
        """No clock runs for a hidden bar."""
        self._timer.stop()

    def _press(self) -> None:
        self.hide()
        self.undo_pressed.emit()

    def _take_offer(self) -> None:
        self.hide()
        self.offer_pressed.emit()

    def _place(self) -> None:
        width = min(max(self.sizeHint().width(), 280), self._over.width() - 32)
        height = self.sizeHint().height()
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - 48, width, height)
