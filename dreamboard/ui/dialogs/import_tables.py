"""The tables of an import: without a grid, whole texts in tips, what becomes of a line as a chip."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dreamboard.presentation.import_doubts import DIFFERS_ROLE
from dreamboard.presentation.import_model import MappingModel
from dreamboard.presentation.import_preview import TONE_ROLE, Column, PreviewModel
from dreamboard.presentation.tone import Tone
from dreamboard.ui.dialogs.fields import ChoiceBox
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.plain_text import one_line, show_tool_tip
from dreamboard.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex


def quiet_table(model: QAbstractItemModel, name: str) -> QTableView:
    """A table without a grid that is read and gone through by rows."""
    table = QTableView()
    table.setModel(model)
    table.setObjectName(name)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    return table


_FIGURES = frozenset({Column.LINE, Column.AMOUNT, Column.DAY})


class ChoiceDelegate(QStyledItemDelegate):
    """Edits what a column becomes with a box of the fields there are."""

    def __init__(self, model: MappingModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        box = ChoiceBox(self._model.choices, parent=parent)
        box.activated.connect(lambda _row: self._commit(box))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        assert isinstance(editor, ChoiceBox)
        editor.choose(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        assert isinstance(editor, ChoiceBox)
        model.setData(model.index(index.row(), index.column()), editor.key)

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class TellingDelegate(QStyledItemDelegate):
    """Tells the whole text of a cell in its tip."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            show_tool_tip(event.globalPos(), str(index.data() or ""), view.viewport(), option.rect)
            return True
        return super().helpEvent(event, view, option, index)


class SidesDelegate(TellingDelegate):
    """Sets what differs between two sides in heavier letters, beside the mark that says so."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if index.data(DIFFERS_ROLE) and index.column() > 0:
            option.font.setWeight(QFont.Weight.DemiBold)


class PreviewDelegate(TellingDelegate):
    """Paints what becomes of a line as a chip, money and dates in figures of one width."""

    def __init__(self, model: PreviewModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if self._model.columns[index.column()] in _FIGURES:
            option.font = self._theme.font(TextStyle.BASE, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if self._model.columns[index.column()] is not Column.BECOMES:
            super().paint(painter, option, index)
            return
        self._paint_chip(painter, option, index)

    def _paint_chip(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        ink, ground = self._theme.tokens.tone(Tone(index.data(TONE_ROLE)))
        font = self._theme.font(TextStyle.CHIP)
        metrics = QFontMetrics(font)
        rect: QRect = option.rect
        text = metrics.elidedText(
            one_line(index.data()), Qt.TextElideMode.ElideRight, rect.width() - self._theme.px(28)
        )
        height = metrics.height() + self._theme.px(4)
        chip = QRect(
            rect.left() + self._theme.px(8),
            rect.center().y() - height // 2,
            metrics.horizontalAdvance(text) + self._theme.px(12),
            height,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
