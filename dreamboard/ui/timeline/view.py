"""The timeline's list: keys and mouse on top of the painted rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from dreamboard.presentation.timeline_lines import Line
from dreamboard.presentation.timeline_model import LINE_ROLE, TimelineModel
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import control_text, hide_tool_tip, one_line, show_tool_tip
from dreamboard.ui.theme import Theme
from dreamboard.ui.timeline.delegate import EDGE, TimelineDelegate
from dreamboard.ui.timeline.layout import RowLayout


class TimelineView(QListView):
    """Arrows move, Enter or F2 or a double click edits, Delete deletes, Space unfolds a long note, Ctrl+S
    saves what came with a touch."""

    edit_wanted = Signal(object)  # Line
    delete_wanted = Signal(object)  # Line
    save_wanted = Signal(object)  # KeptFile

    def __init__(
        self, model: TimelineModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timelineList")
        self.setAccessibleName(self.tr("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self._delegate = TimelineDelegate(model, theme, icons, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._timeline = model
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        model.modelReset.connect(self.scrollToTop)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAcceptDrops(False)  # what is dragged here is the panel's business

    def toggle_unfolded(self, index: QModelIndex) -> None:
        """Show the whole of a long note, or fold it again."""
        if index.isValid() and self._delegate.toggle_unfolded(index, self.viewport().width()):
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._timeline.line(self.currentIndex())
        key = event.key()
        if line is not None and key == Qt.Key.Key_Space:
            self.toggle_unfolded(self.currentIndex())
        elif line is not None and line.editable and key in _EDIT_KEYS and not _with_modifier(event):
            self.edit_wanted.emit(line)
        elif line is not None and line.deletable and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(line)
        elif line is not None and line.entry.kept and event.matches(QKeySequence.StandardKey.Save):
            self._save_one_of(line)
        elif key == Qt.Key.Key_Escape:
            self._timeline.clear_highlight()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._on_body(index, event.position().toPoint()):
            self.toggle_unfolded(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self._timeline.line(self.indexAt(event.position().toPoint()))
        if line is not None and line.editable and event.button() == Qt.MouseButton.LeftButton:
            self.edit_wanted.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = self._timeline.line(index)
        if line is None:
            return
        where = self.visualRect(index).center() if by_key else event.pos()
        self.menu_of(line, index).popup(self.viewport().mapToGlobal(where))

    def menu_of(self, line: Line, index: QModelIndex) -> QMenu:
        """What can be done with a line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = menu.addAction(self.tr("Edit…"), lambda: self.edit_wanted.emit(line))
        delete = menu.addAction(self.tr("Delete"), lambda: self.delete_wanted.emit(line))
        edit.setEnabled(line.editable)
        delete.setEnabled(line.deletable)
        if line.entry.kept:
            menu.addSeparator()
            self._add_saving(menu, line)
        menu.addSeparator()
        unfold = menu.addAction(self.tr("Show the whole note"), lambda: self.toggle_unfolded(index))
        unfold.setEnabled(self._layout_at(index).foldable)
        return menu

    def _save_one_of(self, line: Line) -> None:
        """The only attachment, or the one chosen."""
        if len(line.entry.kept) == 1:
            self.save_wanted.emit(line.entry.kept[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_saving(menu, line)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))

    def _add_saving(self, menu: QMenu, line: Line) -> None:
        for file in line.entry.kept:
            text = self.tr("Save {name}…").format(name=control_text(one_line(file.name, _LONGEST_NAME)))
            menu.addAction(text, partial(self.save_wanted.emit, file))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        """The whole title where it is cut."""
        index = self.indexAt(event.pos())
        line = self._timeline.line(index)
        if line is None or self._layout_at(index).title == line.title:
            hide_tool_tip()
        else:
            show_tool_tip(event.globalPos(), line.title, self.viewport(), self.visualRect(index))

    def _layout_at(self, index: QModelIndex) -> RowLayout:
        return self._delegate.layout_of(index.data(LINE_ROLE), self.viewport().width())

    def _on_body(self, index: QModelIndex, at: QPoint) -> bool:
        if not index.isValid():
            return False
        layout = self._layout_at(index)
        inside = at - self.visualRect(index).topLeft()
        return bool(layout.foldable and layout.body and inside.y() > layout.body[0].top and inside.x() > EDGE)


_LONGEST_NAME = 60
_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


def _with_modifier(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
