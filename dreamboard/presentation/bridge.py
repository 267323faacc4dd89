"""Where the board's changes become Qt signals: commands go in, change sets come out, on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from dreamboard.domain.errors import DreamboardError
from dreamboard.services.changes import ChangeSet, Step
from dreamboard.services.dispatcher import Dispatcher, Done
from dreamboard.services.ports import Queries

POLL_MS: Final = 400
"""How often the file is asked whether another program changed it: one pragma, no disk read."""


class Bridge(QObject):
    """The window's only way to change the board.

    ``changed`` carries every change set, one's own and others'; ``refused`` the sentence for the rep.
    What can be undone is asked of the board's journal, so it outlives the window and is shared with the
    command line.
    """

    changed = Signal(object)  # ChangeSet
    done = Signal(object)  # Done: for the bar that says what happened
    undone = Signal(str)  # the label of the step taken back
    redone = Signal(str)
    refused = Signal(str)
    undo_changed = Signal()

    def __init__(self, dispatcher: Dispatcher, queries: Queries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dispatcher = dispatcher
        self._queries = queries
        self._version = queries.version()
        self._undo, self._redo = queries.undo_steps()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.look_for_others)

    @property
    def undo_step(self) -> Step | None:
        """What Undo would take back."""
        return self._undo

    @property
    def redo_step(self) -> Step | None:
        """What Redo would do again."""
        return self._redo

    def watch(self) -> None:
        """Begin to look for changes made by other programs."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def run(self, command: object) -> Done | None:
        """Do a command now. ``None`` when it was refused, which ``refused`` has then said."""
        try:
            done = self._dispatcher.run(command)
        except DreamboardError as error:
            self.refused.emit(str(error))
            return None
        self.accept(done)
        return done

    def accept(self, done: Done) -> None:
        """Tell the window of a command that was done elsewhere (a job on another thread)."""
        self._announce(done.changes)
        if done.changes.step is not None:
            self.done.emit(done)

    def undo(self) -> None:
        """Take back the step that Undo names."""
        self._flip(self._dispatcher.undo, self._undo, self.undone)

    def redo(self) -> None:
        """Do again the step that Redo names."""
        self._flip(self._dispatcher.redo, self._redo, self.redone)

    def look_for_others(self) -> None:
        """Whether another program changed the board; if so, everything is read anew."""
        version = self._queries.version()
        if version != self._version:
            self._version = version
            self._announce(ChangeSet(bulk=True))

    def _flip(self, flip: Callable[[int | None], ChangeSet], step: Step | None, told: SignalInstance) -> None:
        try:
            changes = flip(step.id if step else None)
        except DreamboardError as error:
            self.refused.emit(str(error))
            self._ask_journal()
        else:
            self._announce(changes)
            told.emit(changes.step.label if changes.step is not None else "")

    def _announce(self, changes: ChangeSet) -> None:
        self._ask_journal()
        self.changed.emit(changes)

    def _ask_journal(self) -> None:
        self._undo, self._redo = self._queries.undo_steps()
        self.undo_changed.emit()
