"""Files dragged in from another program, as Qt hands them over: a mouse cannot bring them in a test."""

import warnings
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget


def files(*paths: Path) -> QMimeData:
    """What a file manager drags."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


class FileDrag:
    """One drag over a widget."""

    def __init__(self, widget: QWidget, data: QMimeData) -> None:
        self._widget = widget
        self._data = data
        self._rest = (
            Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )

    def over(self, at: QPoint) -> bool:
        """Entered and moved to a place in the widget; whether it may be let go there."""
        events = self._events(at)
        for event in events[:2]:
            QApplication.sendEvent(self._widget, event)
        return events[1].isAccepted() or events[0].isAccepted()

    def drop(self, at: QPoint) -> bool:
        """Let go; whether it was taken."""
        self.over(at)
        event = self._events(at)[2]
        QApplication.sendEvent(self._widget, event)
        return event.isAccepted()

    def leave(self) -> None:
        QApplication.sendEvent(self._widget, QDragLeaveEvent())

    def _events(self, at: QPoint) -> Sequence[QDropEvent]:
        with warnings.catch_warnings():
            # Qt has no other constructor; the binding takes it for the deprecated one of the base class.
            warnings.simplefilter("ignore", DeprecationWarning)
            rest = self._rest
            return QDragEnterEvent(at, *rest), QDragMoveEvent(at, *rest), QDropEvent(QPointF(at), *rest)
