"""The one way to change anything: a command in, one transaction, one change set and one undo step out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dreamboard.domain.errors import Refused
from dreamboard.services.changes import ChangeSet, Step
from dreamboard.services.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class Handled:
    """What a handler has to say: the name of the undo step, the ids it made, whether the change is of a size
    that mirrors should read anew, and whether it is final: such a change leaves no step."""

    label: str
    made: tuple[int, ...] = ()
    bulk: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A command that is on the disk."""

    changes: ChangeSet
    label: str
    made: tuple[int, ...] = ()


Handler = Callable[[Any, UnitOfWork, Clock], Handled]
"""Does one kind of command inside a unit of work; raises ``Refused`` to leave everything as it was."""


class Dispatcher:
    """Runs commands, and takes them back, each in a unit of work of its own."""

    def __init__(
        self, handlers: Mapping[type, Handler], open_unit: Callable[[], UnitOfWork], clock: Clock
    ) -> None:
        self._handlers = handlers
        self._open_unit = open_unit
        self._clock = clock

    def run(self, command: object) -> Done:
        """Do a command. It is on the disk when this returns.

        A command that changes nothing (an edit to the same value), and one that is final, leaves no step:
        ``changes.step`` is ``None``. Raises ``Refused`` (nothing has changed) or another ``DreamboardError``.
        """
        handler = self._handlers[type(command)]
        with self._open_unit() as unit:
            handled = handler(command, unit, self._clock)
            remembered = unit.changed().images and not handled.final
            step = unit.push_step(handled.label, self._clock.now()) if remembered else None
            changes = unit.change_set(step, bulk=handled.bulk)
            unit.commit()
        return Done(changes, handled.label, handled.made)

    def undo(self, expected: int | None = None) -> ChangeSet:
        """Take back the newest step that stands.

        ``expected`` is the step the rep saw on the menu: when another window has changed the board since,
        nothing happens and ``Refused`` says so.
        """
        return self._flip(expected, back=True)

    def redo(self, expected: int | None = None) -> ChangeSet:
        """Do again the oldest step that was taken back and can still be."""
        return self._flip(expected, back=False)

    def _flip(self, expected: int | None, *, back: bool) -> ChangeSet:
        with self._open_unit() as unit:
            step: Step | None = unit.last_step() if back else unit.next_step()
            if step is None:
                raise Refused("There is nothing to undo." if back else "There is nothing to redo.")
            if expected is not None and step.id != expected:
                raise Refused(
                    f"The board was changed from elsewhere: next would be “{step.label}”. "
                    "Press again to do that."
                )
            flipped = unit.take_back(step)
            changes = unit.change_set(flipped)
            unit.commit()
        return changes
