"""The only way text reaches a label, a tip, a box or a control: as plain text, cut to what can be read.

Qt guesses: a company named `<img src="file:///...">` would be drawn as a picture, an ampersand would become
a shortcut, and a million pasted characters would hold the window for seconds. Nothing else in the program
uses QLabel, QMessageBox or QToolTip; a test sees to that.
"""

import html
import re

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidgetItem,
    QMessageBox,
    QStyle,
    QStyleOption,
    QTableWidgetItem,
    QToolTip,
    QWidget,
)

LINE_LIMIT = 300
TEXT_LIMIT = 4_000
_TIP_LINE = 80
_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_LONG_WORD = re.compile(r"\S{20,}")
_MAY_BREAK = "\u200b"
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


def cut(text: str, limit: int = TEXT_LIMIT) -> str:
    """The text without control characters, ending in an ellipsis where it is longer than `limit`."""
    shown = text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
    return _NOT_SHOWN.sub(" ", shown.replace("\r\n", "\n"))


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """The text cut, on one line."""
    return _BREAKS.sub(" ", cut(_BREAKS.sub(" ", text[: limit * 2]), limit)).strip()


def control_text(text: str) -> str:
    """Data as the label of a button, menu entry or tab: one line, ampersands kept as ampersands."""
    return one_line(text).replace("&", "&&")


def tool_tip(text: str) -> str:
    """Data as a tool tip: never read as mark-up, and a long one broken into lines."""
    shown = cut(text)
    if "<" not in shown and "&" not in shown and len(shown) <= _TIP_LINE:
        return shown
    return "<qt>" + html.escape(shown).replace("\n", "<br>") + "</qt>"


def set_tool_tip(target: QWidget | QAction | QListWidgetItem | QTableWidgetItem, text: str) -> None:
    """Gives a widget, an action or an item a tip made of data."""
    target.setToolTip(tool_tip(text))


def show_tool_tip(position: QPoint, text: str, widget: QWidget, area: QRect) -> None:
    """Shows a tip at a global position for as long as the mouse stays in `area` of the widget."""
    QToolTip.showText(position, tool_tip(text), widget, area)


def hide_tool_tip() -> None:
    """Takes the tip away."""
    QToolTip.hideText()


BoxButton = QMessageBox.StandardButton
"""The standard buttons of a message box, for asking for them and for reading the answer."""

BoxIcon = QMessageBox.Icon
"""The pictures of a message box."""


class PlainLabel(QLabel):
    """A label that shows exactly its text.

    `style` names a look of the style sheet: muted, small, strong, heading or title. An eliding label takes
    what room there is and tells the whole text in its tip; a wrapping one takes more lines.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        style: str = "",
        wrap: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setOpenExternalLinks(False)
        if style:
            self.setProperty("text_style", style)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows a text, cut to what can be read."""
        super().setText(_breakable(cut(text)) if self.wordWrap() else one_line(text))
        self._tell_whole_text()

    def text(self) -> str:
        """The text shown."""
        return super().text().replace(_MAY_BREAK, "")

    def set_style(self, style: str) -> None:
        """Takes another look of the style sheet."""
        if style != self.property("text_style"):
            self.setProperty("text_style", style)
            self.style().unpolish(self)
            self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide is Qt.TextElideMode.ElideNone:
            return hint
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._elide is Qt.TextElideMode.ElideNone:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            option.palette,
            self.isEnabled(),
            self._elided(),
            self.foregroundRole(),
        )

    def _elided(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._elide, self.contentsRect().width())

    def _tell_whole_text(self) -> None:
        if self._elide is not Qt.TextElideMode.ElideNone:
            self.setToolTip("" if self._elided() == self.text() else tool_tip(self.text()))


def _breakable(text: str) -> str:
    """The text, where a word that may be wider than the label is broken rather than cut."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(re.findall(r".{1,8}", word[0])), text)


def message_box(
    parent: QWidget | None,
    title: str,
    text: str,
    detail: str = "",
    *,
    icon: BoxIcon = BoxIcon.NoIcon,
    buttons: BoxButton = BoxButton.Ok,
) -> QMessageBox:
    """A box in plain text, not yet shown; the caller adds buttons of its own and opens it."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(one_line(title))
    box.setText(cut(text))
    # The detail under the text guesses its format apart from the text, so it is escaped like a tip.
    box.setInformativeText(tool_tip(detail))
    box.setStandardButtons(buttons)
    return box
