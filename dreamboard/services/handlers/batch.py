"""Several commands as one."""

from __future__ import annotations

from collections.abc import Mapping

from dreamboard.domain.errors import Refused
from dreamboard.domain.text import printable
from dreamboard.services.commands import Batch
from dreamboard.services.dispatcher import Handled, Handler
from dreamboard.services.handlers import checks
from dreamboard.services.ports import Clock, UnitOfWork


def batch_with(handlers: Mapping[type, Handler]) -> Handler:
    """The handler of a batch of the commands that these handlers do, looked up when it runs. Makes what they
    make, in order."""

    def batch(command: Batch, unit: UnitOfWork, clock: Clock) -> Handled:
        if not command.commands:
            raise Refused("There is nothing to do.")
        made: list[int] = []
        bulk = len(command.commands) >= Batch.MANY
        for one in command.commands:
            handled = handlers[type(one)](one, unit, clock)
            if handled.final:
                raise Refused("What cannot be taken back is done by itself, not among other changes.")
            made += handled.made
            bulk = bulk or handled.bulk
        return Handled(printable(command.label)[: checks.LONGEST_NAME], tuple(made), bulk)

    return batch
