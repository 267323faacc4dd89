"""What is asked of the board by hand: cards let go somewhere, and sheets to be filled in first."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dreamboard.services.commands import (
    Batch,
    LosePursuits,
    Loss,
    MoveCards,
    Place,
    WinPursuits,
)


@dataclass(frozen=True, slots=True)
class DropRequest:
    """Cards let go over a column, in the gap before the row `row` of those in sight there."""

    column_key: str
    pursuit_ids: tuple[int, ...]
    row: int


class Direction(Enum):
    """Where a key takes cards: down the column or across the board."""

    UP = (0, -1)
    DOWN = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)


@dataclass(frozen=True, slots=True)
class LossRequest:
    """The loss sheet has to be filled in before these cards can land. Cancel does nothing at all."""

    pursuit_ids: tuple[int, ...]
    place: Place
    landing_ids: tuple[int, ...]
    """All the cards let go together, in order: some may have been in a Not now column already."""

    def command(self, loss: Loss, on: date | None = None) -> LosePursuits | WinPursuits | Batch:
        """What OK on the sheet comes to."""
        lose = LosePursuits(self.pursuit_ids, self.place, loss, on)
        return _with_the_rest(lose, self.place, self.landing_ids)


@dataclass(frozen=True, slots=True)
class WinRequest:
    """The amount and the date have to be given before these cards can land."""

    pursuit_ids: tuple[int, ...]
    place: Place
    landing_ids: tuple[int, ...]
    """All the cards let go together, in order: some may have been in a Won column already."""

    def command(
        self, amount_minor: int | None, currency: str, on: date | None = None
    ) -> LosePursuits | WinPursuits | Batch:
        """What OK on the sheet comes to."""
        win = WinPursuits(self.pursuit_ids, self.place, amount_minor, currency, on)
        return _with_the_rest(win, self.place, self.landing_ids)


def _with_the_rest(
    command: LosePursuits | WinPursuits, place: Place, landing: tuple[int, ...]
) -> LosePursuits | WinPursuits | Batch:
    """One step with the cards of that kind of column that were let go together with the coming ones."""
    if command.pursuit_ids == landing:
        return command
    return Batch(f"Move {len(landing)} cards", (command, MoveCards(landing, place)))
