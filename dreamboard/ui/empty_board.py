"""What an empty board shows: what it is for, and three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dreamboard.presentation.actions import Actions
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.key_hint_button import KeyHintButton
from dreamboard.ui.widgets.panel import Panel


class EmptyBoard(QWidget):
    """Stands in the board's place while there is not a single card."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyBoard")
        self.setAccessibleName(self.tr("Your board is empty"))
        panel = Panel(self)
        panel.setMaximumWidth(760)
        inside = panel.body
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(8)
        title = PlainLabel(self.tr("Your board is empty"), panel, style="title")
        text = PlainLabel(
            self.tr(
                "List the accounts you will never give up on, "
                "and the deals you lost in the last twelve months."
            ),
            panel,
            style="muted",
            wrap=True,
        )
        self.import_file = QPushButton(self.tr("Import a file…"), panel)
        self.import_file.setProperty("primary", True)
        self.add = KeyHintButton(self.tr("Add a dream client"), "N", panel)
        self.sample = QPushButton(self.tr("Look at the sample"), panel)
        self.import_file.clicked.connect(actions["import"].trigger)
        self.add.clicked.connect(actions["new_card"].trigger)
        self.sample.clicked.connect(actions["sample"].trigger)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.import_file, self.add, self.sample):
            button.setAccessibleName(button.text().rstrip("…"))
            buttons.addWidget(button)
        buttons.addStretch(1)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(label)
        inside.addSpacing(4)
        inside.addLayout(buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(panel, 8)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(row)
        layout.addStretch(3)
