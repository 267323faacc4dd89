"""The menu of a column: name, colour, limit, place, and a new column beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, Qt
from PySide6.QtWidgets import QInputDialog, QMenu

from dreamboard.domain.model import Stage
from dreamboard.domain.values import StageKind
from dreamboard.presentation.board.presenter import BoardPresenter
from dreamboard.presentation.wording import word

# Told apart by name too; each can be seen on the light and on the dark ground.
COLOURS = {
    "Blue": "#4A7DDB",
    "Teal": "#2A9D8F",
    "Green": "#5A9E4B",
    "Amber": "#C58B00",
    "Orange": "#D2691E",
    "Red": "#CC4B4B",
    "Violet": "#8E63C7",
    "Grey": "#85888F",
}
HIGHEST_LIMIT = 999
_LIMITS = (3, 5, 8, 12, 20)


def fill_column_menu(
    menu: QMenu, stage: Stage, presenter: BoardPresenter, rename: Callable[[], None]
) -> None:
    """Fills the menu for a column as it is now."""
    menu.clear()
    # A submenu taken out by clear() lives on with its parent menu.
    for old in menu.findChildren(QMenu):
        old.deleteLater()
    _add(menu, _tr("Rename…"), rename)
    _fill_colours(menu.addMenu(_tr("Colour")), stage, presenter)
    _fill_limits(menu.addMenu(_tr("Limit")), stage, presenter)
    folded = not stage.collapsed
    _add(menu, _tr("Collapse"), lambda: presenter.edit_column(stage.id, collapsed=folded))
    menu.addSeparator()
    places = [model.column.stage.id for model in presenter.model.columns if model.column.stage]
    place = places.index(stage.id)
    left = _add(menu, _tr("Move to the left"), lambda: presenter.move_column(stage.id, -1))
    left.setEnabled(place > 0)
    right = _add(menu, _tr("Move to the right"), lambda: presenter.move_column(stage.id, 1))
    right.setEnabled(place < len(places) - 1)
    menu.addSeparator()
    kinds = menu.addMenu(_tr("Add a column to the right"))
    for kind in StageKind:
        _add(kinds, word(kind), partial(presenter.add_column, kind, stage.id))
    _add(menu, _tr("Remove the column"), lambda: presenter.remove_column(stage.id))


def _fill_colours(menu: QMenu, stage: Stage, presenter: BoardPresenter) -> None:
    _add_choice(menu, _tr("None"), not stage.colour, lambda: presenter.edit_column(stage.id, colour=""))
    for name, colour in COLOURS.items():
        chosen = stage.colour.upper() == colour
        action = _add_choice(menu, _tr(name), chosen, partial(presenter.edit_column, stage.id, colour=colour))
        action.setIcon(_swatch(colour))


def _fill_limits(menu: QMenu, stage: Stage, presenter: BoardPresenter) -> None:
    change = partial(presenter.edit_column, stage.id)
    _add_choice(menu, _tr("None"), stage.card_limit is None, partial(change, card_limit=None))
    for cards in sorted({*_LIMITS, *([stage.card_limit] if stage.card_limit else [])}):
        _add_choice(menu, str(cards), stage.card_limit == cards, partial(change, card_limit=cards))
    _add(menu, _tr("Another…"), lambda: _ask_limit(menu, stage, presenter))


def _ask_limit(menu: QMenu, stage: Stage, presenter: BoardPresenter) -> None:
    dialog = QInputDialog(menu.window())
    dialog.setWindowTitle(_tr("Limit of the column"))
    dialog.setLabelText(_tr("Warn when it holds more cards than"))
    dialog.setIntRange(1, HIGHEST_LIMIT)
    dialog.setIntValue(stage.card_limit or _LIMITS[1])
    dialog.intValueSelected.connect(lambda cards: presenter.edit_column(stage.id, card_limit=cards))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _add(menu: QMenu, text: str, slot: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: slot())
    return action


def _add_choice(menu: QMenu, text: str, chosen: bool, slot: Callable[[], object]) -> QAction:
    action = _add(menu, text, slot)
    action.setCheckable(True)
    action.setChecked(chosen)
    return action


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(32, 32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(4, 4, 24, 24)
    painter.end()
    return QIcon(picture)


def _tr(text: str) -> str:
    return QCoreApplication.translate("columns", text)
