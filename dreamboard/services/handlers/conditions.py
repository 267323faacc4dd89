"""Conditions: what they said would win the business, and which of it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Condition, Round
from dreamboard.services.commands import AddConditions, MeetCondition
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import cards, cards_words, open_round
from dreamboard.services.ports import Clock, UnitOfWork


def add_conditions(command: AddConditions, unit: UnitOfWork, clock: Clock) -> Handled:
    """Conditions after those that the open round has. Makes the conditions."""
    (card,) = cards(unit, [command.pursuit_id])
    texts = checks.lines(command.texts, "A condition")
    if not texts:
        raise Refused("A condition needs words: what would win the business?")
    made = new_conditions(unit, [open_round(unit, card)], texts)
    count = "a condition" if len(texts) == 1 else f"{len(texts)} conditions"
    return Handled(f"Add {count} of {cards_words(unit, [card])}", made)


def new_conditions(unit: UnitOfWork, rounds: Sequence[Round], texts: Sequence[str]) -> tuple[int, ...]:
    """The same conditions on each of the rounds they would win; gives their ids."""
    if not texts:
        return ()
    there = unit.find_in(Condition, "round_id", [one.id for one in rounds])
    after = {one.id: 0 for one in rounds}
    for condition in there:
        after[condition.round_id] = max(after[condition.round_id], condition.position)
    made = unit.add_many(
        [
            Condition(0, one.pursuit_id, one.id, text, after[one.id] + number)
            for one in rounds
            for number, text in enumerate(texts, start=1)
        ]
    )
    return tuple(condition.id for condition in made)


def meet_condition(command: MeetCondition, unit: UnitOfWork, clock: Clock) -> Handled:
    """A condition met on a day, or open again."""
    condition = unit.get(Condition, command.condition_id)
    if not command.met:
        unit.update(replace(condition, met_on=None))
        return Handled(f"Open the condition “{condition.text}” again")
    unit.update(replace(condition, met_on=checks.past_day(command.on, clock, "The condition")))
    return Handled(f"Meet the condition “{condition.text}”")
