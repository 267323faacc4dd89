"""The head of a column: its colour, name, number of cards and their value, and its menu."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import PlainLabel, set_tool_tip
from dreamboard.ui.theme import Theme

NAME_LIMIT = 60


class ColourDot(QWidget):
    """The colour the rep gave the column. It says nothing that its name does not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setFixedSize(theme.px(8), theme.px(8))
        self.hide()

    def show_colour(self, colour: str) -> None:
        """A #RRGGBB, or empty for none."""
        self._colour = colour
        self.setVisible(bool(colour))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(self.rect())
        painter.end()


class ColumnHeader(QWidget):
    """What it shows is told by the column; a new name goes out as `renamed`."""

    renamed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_rename = False
        self._dot = ColourDot(theme, self)
        self._name = PlainLabel("", self, style="strong", elide=Qt.TextElideMode.ElideRight)
        self._count = PlainLabel("", self, style="muted")
        self._value = PlainLabel("", self, style="muted")
        self._editor = QLineEdit(self)
        self._editor.setMaxLength(NAME_LIMIT)
        self._editor.setAccessibleName(self.tr("Name of the column"))
        self._editor.hide()
        self._editor.installEventFilter(self)
        self._editor.editingFinished.connect(self._finish_renaming)
        self.menu_button = QToolButton(self)
        self.menu_button.setIcon(icons.icon("ellipsis", "muted"))
        self.menu_button.setIconSize(QSize(14, 14))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(QMenu(self.menu_button))
        row = self._row = QHBoxLayout(self)
        row.setSpacing(6)
        for widget in (self._dot, self._name, self._count):
            row.addWidget(widget)
        row.addWidget(self._editor, 1)
        row.addStretch(1)
        row.addWidget(self._value)
        row.addWidget(self.menu_button)

    @property
    def menu(self) -> QMenu:
        """The column's menu, to be filled when it is about to show."""
        return self.menu_button.menu()

    def show_column(self, name: str, colour: str, *, can_change: bool) -> None:
        """Which column it is the head of; only a stage can be changed."""
        self._name.setText(name)
        self._dot.show_colour(colour)
        self._can_rename = can_change
        self.menu_button.setVisible(can_change)
        self.menu_button.setAccessibleName(self.tr("Menu of the column {name}").format(name=name))
        self._row.setContentsMargins(12, 8, 6 if can_change else 12, 6)
        self.setMinimumHeight(self.menu_button.sizeHint().height() + 14)
        self._room_for_name()

    def show_figures(self, count: str, value: str, *, warns: bool) -> None:
        """How many cards and what they are worth; `warns` when there are more than the limit."""
        self._count.setText(count)
        self._count.set_style("warning" if warns else "muted")
        set_tool_tip(self._count, self.tr("More cards than this column’s limit") if warns else "")
        self._value.setText(value)

    def rename(self) -> None:
        """Lets the rep type another name where the old one stands."""
        if not self._can_rename:
            return
        self._editor.setText(self._name.text())
        self._show_editor(True)
        self._editor.selectAll()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escaped = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escaped and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            event.accept()
            self._editor.setText(self._name.text())
            self._show_editor(False)
            return True
        return super().eventFilter(watched, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._can_rename:
            self.menu.popup(event.globalPos())

    def _finish_renaming(self) -> None:
        if self._editor.isHidden():
            return
        name = self._editor.text().strip()
        self._show_editor(False)
        if name and name != self._name.text():
            self.renamed.emit(name)

    def _show_editor(self, shown: bool) -> None:
        self._editor.setVisible(shown)
        for label in (self._name, self._count, self._value):
            label.setVisible(not shown)

    def _room_for_name(self) -> None:
        # An eliding label asks for its whole text; what it does not get, it leaves out.
        self._name.ensurePolished()
        self._name.setMaximumWidth(self._name.sizeHint().width() + 2)
