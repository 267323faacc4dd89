"""A key as it is drawn on a keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamboard.ui.plain_text import PlainLabel


class KeyCap(PlainLabel):
    """Shows a shortcut the way this system writes it."""

    def __init__(
        self, keys: QKeySequence | str, parent: QWidget | None = None, *, primary: bool = False
    ) -> None:
        text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        text = text.replace("Return", "↵").replace("+", " ") if "++" not in text else text
        super().__init__(text, parent)
        self.setProperty("key_cap", "primary" if primary else "plain")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
