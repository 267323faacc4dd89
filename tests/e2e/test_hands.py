"""The driver itself, on a small window: what mouse and keyboard do reaches Qt as a person's doing would."""

import pytest
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLineEdit, QListView, QWidget

pytestmark = pytest.mark.e2e


class TwoLists(QWidget):
    """Two lists that take each other's rows."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.left, self.right = (self._list(names) for names in (["Ada", "Bob"], ["Cid"]))
        row = QHBoxLayout(self)
        for widget in (self.line, self.left, self.right):
            row.addWidget(widget)
        self.resize(900, 400)

    def _list(self, names: list[str]) -> QListView:
        view = QListView()
        view.setModel(QStringListModel(names, view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        return view

    @property
    def names(self) -> tuple[list[str], list[str]]:
        """What the two lists hold."""
        return self.left.model().stringList(), self.right.model().stringList()


@pytest.fixture
def lists(show) -> TwoLists:
    return show(TwoLists())


def row(view: QListView, number: int) -> QPoint:
    """The middle of a row's beginning, on the screen."""
    box = view.visualRect(view.model().index(number, 0))
    return view.viewport().mapToGlobal(QPoint(box.left() + 12, box.center().y()))


def empty_space(view: QListView) -> QPoint:
    return view.viewport().mapToGlobal(QPoint(view.viewport().width() // 2, view.viewport().height() - 20))


def test_a_row_is_dragged_from_one_list_to_the_other(lists, mouse):
    mouse.drag(row(lists.left, 0), empty_space(lists.right))
    assert lists.names == (["Bob"], ["Cid", "Ada"])


def test_escape_gives_a_drag_up(lists, mouse):
    mouse.drag(row(lists.left, 0), empty_space(lists.right), cancel=True)
    assert lists.names == (["Ada", "Bob"], ["Cid"])


def test_rows_chosen_with_ctrl_are_dragged_together(lists, mouse):
    mouse.click(row(lists.left, 0))
    mouse.click(row(lists.left, 1), holding="ctrl")
    mouse.drag(row(lists.left, 1), empty_space(lists.right))
    assert lists.names == ([], ["Cid", "Ada", "Bob"])


def test_typed_characters_and_chords_arrive(lists, mouse, keyboard):
    mouse.click(lists.line.mapToGlobal(lists.line.rect().center()))
    keyboard.type("VM dana, +14d #x")
    assert lists.line.text() == "VM dana, +14d #x"
    keyboard.press("ctrl+a", "Delete")
    assert lists.line.text() == ""


def test_a_dialog_has_the_keyboard_and_gives_it_back(lists, mouse, keyboard, qtbot):
    mouse.click(lists.line.mapToGlobal(lists.line.rect().center()))
    dialog = QDialog(lists)
    answer = QLineEdit(dialog)
    dialog.open()
    qtbot.waitUntil(answer.hasFocus)
    keyboard.type("yes")
    keyboard.press("Escape")
    assert (answer.text(), dialog.isVisible()) == ("yes", False)
    qtbot.waitUntil(lists.line.hasFocus)
    keyboard.type("back")
    assert lists.line.text() == "back"


def test_the_wheel_scrolls(lists, mouse):
    lists.left.model().setStringList([str(number) for number in range(200)])
    mouse.wheel(row(lists.left, 0), "down", 3)
    assert lists.left.verticalScrollBar().value() > 0


def test_what_goes_wrong_in_a_gesture_fails_the_test(hands):
    with pytest.raises(ValueError, match="no such key: 'NoKey'"):
        hands.perform(lambda hand: hand.key("NoKey"))
