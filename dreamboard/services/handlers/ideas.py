"""Ideas: things worth giving."""

from __future__ import annotations

from dreamboard.domain.model import Idea
from dreamboard.services.commands import AddIdea
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.ports import Clock, UnitOfWork


def add_idea(command: AddIdea, unit: UnitOfWork, clock: Clock) -> Handled:
    """An idea, with whom and what it answers. Makes the idea."""
    made = unit.add(
        Idea(
            id=0,
            title=checks.name(command.title, "An idea"),
            kind=command.kind,
            text=checks.note(command.text, "The idea"),
            link=checks.line(command.link, "The link"),
            industries=checks.lines(command.industries, "An industry"),
            roles=tuple(dict.fromkeys(command.roles)),
            loss_reasons=tuple(dict.fromkeys(command.loss_reasons)),
            created_on=clock.today(),
        )
    )
    return Handled(f"Add the idea “{made.title}”", (made.id,))
