"""A sheet whose acceptance is one command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.ui.dialogs.sheet import Sheet
from dreamboard.ui.plain_text import set_tool_tip

Run = Callable[[object], object]
"""Does a command at once; gives ``None`` when it was refused."""


class CommandSheet(Sheet):
    """Closes when its command is done; a refusal keeps it open, and ``tell`` shows the sentence.

    Subclasses override ``command``.
    """

    def __init__(
        self,
        title: str,
        lead: str,
        accept_text: str,
        run: Run,
        parent: QWidget | None = None,
        *,
        width: int = 480,
        enter_accepts: bool = False,
    ) -> None:
        super().__init__(title, lead, accept_text, parent, width=width, enter_accepts=enter_accepts)
        self._run = run

    def command(self) -> object | None:
        """What is to be done; ``None``: nothing. Raises ``BadInput``, which a field has told or will be told
        above the buttons."""
        raise NotImplementedError

    def submit(self) -> bool:
        try:
            command = self.command()
        except BadInput as error:
            if not self.field_problems():
                self.tell(str(error))
            return False
        if command is None or self._run(command) is not None:
            return True
        if not self.problem:
            self.tell(self.tr("The board refused this; nothing was changed."))
        return False

    def offer_trash(self, make: Callable[[], object], tip: str) -> None:
        """A button that moves what the sheet is about to the trash, and closes it: Undo brings it back."""
        button = QPushButton(self.tr("Move to trash"), self)
        button.setObjectName("moveToTrash")
        button.setAutoDefault(False)
        set_tool_tip(button, tip)
        button.clicked.connect(lambda: self._throw_away(make()))
        self.extra.addWidget(button)

    def _throw_away(self, command: object) -> None:
        self.tell("")
        if self._run(command) is not None:
            self.done(QDialog.DialogCode.Accepted)
