"""Cards: added, moved, retired and brought back."""

from __future__ import annotations

from dataclasses import replace

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Pursuit, Round, Stage, StageMove
from dreamboard.domain.values import LossReason, PursuitKind, RoundOutcome, StageKind
from dreamboard.services.commands import AddPursuit, MoveCards, Retire, Unretire
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import (
    account_named,
    cards,
    cards_words,
    come_to,
    contact_at,
    end_of_column,
    rounds_of,
    stage_of_kind,
)
from dreamboard.services.ports import Clock, UnitOfWork

_ASKS_FIRST = {
    StageKind.NOT_NOW: "say on the loss sheet what the round was lost to",
    StageKind.WON: "say on the won sheet for how much",
}


def add_pursuit(command: AddPursuit, unit: UnitOfWork, clock: Clock) -> Handled:
    """A new card at the end of its column, its first round, and its account where that is new.

    A card that comes to Not now as a lost deal has lost its first round today, one that comes to Won has won
    it. Makes the pursuit.
    """
    if command.account_id is None:
        account = account_named(unit, command.account)
    else:
        account = unit.get(Account, command.account_id)
    lost = command.kind is PursuitKind.LOST_DEAL
    if command.stage_id is not None:
        stage = unit.get(Stage, command.stage_id)
    else:
        stage = stage_of_kind(unit, StageKind.NOT_NOW if lost else StageKind.DREAM_LIST)
    value = command.value_minor
    card = unit.add(
        Pursuit(
            id=0,
            account_id=account.id,
            kind=command.kind,
            stage_id=stage.id,
            rank=end_of_column(unit, stage.id),
            created_at=clock.now(),
            title=checks.line(command.title, "The title"),
            value_minor=None if value is None else checks.amount(value, "The yearly value"),
            currency=checks.currency(command.currency),
            tags=checks.tags(command.tags),
            note=checks.note(command.note),
        )
    )
    unit.add(StageMove(0, card.id, clock.now(), None, stage.id, "", stage.name))
    if command.contact is not None:
        contact_at(unit, account.id, command.contact)
    unit.add_many(_first_rounds(card, stage, clock))
    return Handled(f"Add {account.name}", (card.id,))


def _first_rounds(card: Pursuit, stage: Stage, clock: Clock) -> list[Round]:
    today = clock.today()
    first = Round(0, card.id, 1, today, currency=card.currency)
    if stage.kind is StageKind.WON:
        return [replace(first, closed_on=today, outcome=RoundOutcome.WON, won_minor=card.value_minor)]
    if stage.kind is StageKind.NOT_NOW and card.kind is PursuitKind.LOST_DEAL:
        lost = replace(first, closed_on=today, outcome=RoundOutcome.LOST, reason_said=LossReason.OTHER)
        return [lost, replace(first, number=2)]
    return [first]


def move_cards(command: MoveCards, unit: UnitOfWork, clock: Clock) -> Handled:
    """Cards to a place, together and in the order given; one that leaves Won starts a new round."""
    moving = cards(unit, command.pursuit_ids)
    stages = {stage.id: stage for stage in unit.find(Stage)}
    to = stages.get(command.place.stage_id) or unit.get(Stage, command.place.stage_id)
    preposition = "within" if all(card.stage_id == to.id for card in moving) else "to"
    words = f"{cards_words(unit, moving)} {preposition} {to.name}"
    if to.kind in _ASKS_FIRST and any(stages[card.stage_id].kind is not to.kind for card in moving):
        raise Refused(f"To move {words}, {_ASKS_FIRST[to.kind]}.")
    come_to(unit, moving, command.place, clock.now())
    won = [card for card in moving if stages[card.stage_id].kind is StageKind.WON]
    reopened = [] if to.kind is StageKind.WON else won
    if reopened:
        rounds = rounds_of(unit, [card.id for card in reopened])
        unit.add_many(
            [
                Round(0, card.id, len(rounds[card.id]) + 1, clock.today(), currency=card.currency)
                for card in reopened
            ]
        )
    return Handled(f"Move {words}")


def retire(command: Retire, unit: UnitOfWork, clock: Clock) -> Handled:
    """Cards off the board by hand, each where it can be brought back from."""
    reason = checks.line(command.reason, "The reason")
    if not reason:
        raise Refused("Retiring a card needs a reason, such as “they closed”.")
    on = checks.past_day(command.on, clock, "Retiring")
    leaving = cards(unit, command.pursuit_ids)
    unit.update_many([replace(card, retired_on=on, retired_reason=reason) for card in leaving])
    return Handled(f"Retire {cards_words(unit, leaving)}")


def unretire(command: Unretire, unit: UnitOfWork, clock: Clock) -> Handled:
    """Retired cards back to the column they left, where they stood in it."""
    back = cards(unit, command.pursuit_ids, retired=True)
    unit.update_many([replace(card, retired_on=None, retired_reason="") for card in back])
    return Handled(f"Bring back {cards_words(unit, back)}")
