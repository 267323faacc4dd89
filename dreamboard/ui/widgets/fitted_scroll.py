"""A scroll area that asks for the height of what is in it and scrolls only when it gets less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class FittedScroll(QScrollArea):
    """Vertical only; as high as its contents where there is room."""

    wanted_changed = Signal()  # the contents want another height

    def __init__(self, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._contents = contents
        self.setWidget(contents)
        contents.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        contents.installEventFilter(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._contents.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._contents.sizeHint().height()

    def sizeHint(self) -> QSize:
        width = self.width() if self.isVisible() else self._contents.sizeHint().width()
        return QSize(self._contents.sizeHint().width(), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._contents.minimumSizeHint().width(), min(48, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.wanted_changed.emit()
        return super().eventFilter(watched, event)
