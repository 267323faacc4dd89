"""A button that shows the key which does the same."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from dreamboard.ui.plain_text import control_text
from dreamboard.ui.widgets.key_cap import KeyCap

_GAP = 8
_EDGE = 12


class KeyHintButton(QPushButton):
    """A push button with a key cap at its right edge.

    The key is only shown: the action it belongs to owns the shortcut, which works with the button hidden too.
    """

    def __init__(
        self, text: str, keys: QKeySequence | str, parent: QWidget | None = None, *, primary: bool = False
    ) -> None:
        super().__init__(control_text(text), parent)
        self.setProperty("primary", primary)
        self._cap = KeyCap(keys, self, primary=primary)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._cap.text())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap.sizeHint().width() + _GAP, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        self._cap.resize(size)
        self._cap.move(self.width() - size.width() - _EDGE, (self.height() - size.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = option.rect.adjusted(0, 0, -(self._cap.width() + _GAP), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.end()
