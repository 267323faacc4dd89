"""A board in a window, on a board world, with ways to name places on it."""

import warnings

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from dreamboard.presentation.actions import Actions
from dreamboard.presentation.board.presenter import BoardPresenter
from dreamboard.presentation.mime import cards_to_mime
from dreamboard.ui.board.board_view import BoardView
from dreamboard.ui.icons import Icons


class BoardBench:
    """The window, the world behind it, and what a test asks of them."""

    def __init__(self, world, theme, size=(1200, 700)):
        self.world = world
        self.window = QMainWindow()
        self.presenter = BoardPresenter(world, world, world.clock, parent=self.window)
        self.actions = Actions(self.window)
        self.view = BoardView(self.presenter, self.actions, theme, Icons(theme))
        self.window.setCentralWidget(self.view)
        self.presenter.load()
        self.window.resize(*size)

    @property
    def columns(self):
        return self.view.columns()

    def cards(self, number):
        """The list of a column, counted from 1."""
        return self.columns[number - 1].cards

    def ids(self, number):
        """The cards of a column in sight, top to bottom."""
        return list(self.columns[number - 1].model.ids)

    def settle(self):
        """What is queued and laid out happens now."""
        for _ in range(3):
            QApplication.processEvents()

    def place(self, pursuit_id, down=0.5):
        """A point on a card, on the screen: `down` is a share of its height, with the gap below it."""
        view = self.view.column_of(pursuit_id).cards
        box = view.visualRect(view.column_model().index_of(pursuit_id))
        return view.viewport().mapToGlobal(QPoint(box.left() + 60, round(box.top() + box.height() * down)))

    def below_the_last(self, number):
        """Empty space at the bottom of a column, on the screen."""
        viewport = self.cards(number).viewport()
        return viewport.mapToGlobal(QPoint(viewport.width() // 2, viewport.height() - 60))

    def middle(self, widget):
        """The middle of a widget, on the screen."""
        return widget.mapToGlobal(widget.rect().center())

    def drag_over(self, pursuit_ids, point):
        """The events of a drag that comes to the board, without a mouse. Whether the board would take it."""
        return self.offer(cards_to_mime(pursuit_ids), point)

    def drop(self, pursuit_ids, point):
        """The events of a drag that ends on the board."""
        self.drag_over(pursuit_ids, point)
        self.let_go(pursuit_ids, point)

    def let_go(self, pursuit_ids, point):
        """The one event of a drop."""
        data = cards_to_mime(pursuit_ids)
        at = QPointF(self.view.viewport().mapFromGlobal(point))
        QApplication.sendEvent(self.view.viewport(), QDropEvent(at, *_with(data)))
        self.settle()

    def offer(self, data, point):
        """Something comes dragged over the board. Whether the board would take it."""
        at = self.view.viewport().mapFromGlobal(point)
        with warnings.catch_warnings():
            # Qt has no other constructor; the binding takes it for the deprecated one of the base class.
            warnings.simplefilter("ignore", DeprecationWarning)
            events = QDragEnterEvent(at, *_with(data)), QDragMoveEvent(at, *_with(data))
        for event in events:
            QApplication.sendEvent(self.view.viewport(), event)
        return all(event.isAccepted() for event in events)

    def leave(self):
        """The drag goes off the board."""
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())


def _with(data):
    return Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
