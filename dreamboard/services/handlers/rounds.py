"""Rounds: lost, won, and what the debrief taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Plan, Pursuit, Quote, Round, Stage
from dreamboard.domain.values import QuoteOutcome, RoundOutcome, StageKind
from dreamboard.services.commands import Debrief, LosePursuits, Loss, WinPursuits
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.conditions import new_conditions
from dreamboard.services.handlers.rows import (
    cards,
    cards_words,
    come_to,
    day_words,
    introducer_id,
    open_round,
    rounds_of,
)
from dreamboard.services.ports import Clock, UnitOfWork


def lose_pursuits(command: LosePursuits, unit: UnitOfWork, clock: Clock) -> Handled:
    """The clock is reset: the open round closes lost, the next opens that day, with the conditions that
    would win it. Open quotes are lost, plans that nobody was promised go."""
    losing = cards(unit, command.pursuit_ids)
    stage = _stage(unit, command.place.stage_id, StageKind.NOT_NOW, "A lost card goes to a Not now column")
    on = checks.past_day(command.on, clock, "The loss")
    loss = _checked(command.loss)
    introducer = introducer_id(unit, losing[0].account_id, loss.introducer_id, loss.introducer)
    rounds = rounds_of(unit, [card.id for card in losing])
    closed = [
        replace(
            _round_to_close(unit, card, rounds[card.id], on),
            closed_on=on,
            outcome=RoundOutcome.LOST,
            reason_said=loss.said,
            reason_believed=loss.believed,
            reason_note=loss.note,
            confidence=loss.confidence,
            rival=loss.rival,
            rival_price_minor=loss.rival_price_minor,
            changeable=loss.changeable,
            ours_to_change=loss.ours_to_change,
            introducer_id=introducer,
        )
        for card in losing
    ]
    _keep(unit, closed)
    opened = unit.add_many(
        [Round(0, one.pursuit_id, one.number + 1, on, currency=one.currency) for one in closed]
    )
    new_conditions(unit, opened, loss.conditions)
    _close_quotes(unit, losing, QuoteOutcome.LOST, on)
    _clear_plans(unit, losing, promises_too=False)
    moving = [replace(card, come_back_on=loss.come_back_on) for card in losing]
    come_to(unit, moving, command.place, clock.now())
    return Handled(f"Move {cards_words(unit, losing)} to {stage.name}")


def win_pursuits(command: WinPursuits, unit: UnitOfWork, clock: Clock) -> Handled:
    """The open round closes won, and its open quotes with it; nothing is planned any more."""
    winning = cards(unit, command.pursuit_ids)
    stage = _stage(unit, command.place.stage_id, StageKind.WON, "A won card goes to a Won column")
    on = checks.past_day(command.on, clock, "The order")
    amount = command.amount_minor
    if amount is not None:
        amount = checks.amount(amount, "The amount")
    currency = checks.currency(command.currency)
    rounds = rounds_of(unit, [card.id for card in winning])
    closed = []
    for card in winning:
        playing = rounds[card.id][-1]
        if playing.closed_on is not None:
            raise Refused(f"{cards_words(unit, [card])} is won already, on {day_words(playing.closed_on)}.")
        playing = _pulled_back(unit, card, rounds[card.id], on)
        closed.append(
            replace(
                playing,
                closed_on=on,
                outcome=RoundOutcome.WON,
                won_minor=amount,
                currency=playing.currency if amount is None else currency,
            )
        )
    _keep(unit, closed)
    _close_quotes(unit, winning, QuoteOutcome.WON, on)
    _clear_plans(unit, winning, promises_too=True)
    come_to(unit, [replace(card, come_back_on=None) for card in winning], command.place, clock.now())
    return Handled(f"Move {cards_words(unit, winning)} to {stage.name}")


def debrief(command: Debrief, unit: UnitOfWork, clock: Clock) -> Handled:
    """What the debrief taught, kept with the round that was lost last; new conditions go to the open one."""
    (card,) = cards(unit, [command.pursuit_id])
    words = cards_words(unit, [card])
    lost = [one for one in rounds_of(unit, [card.id])[card.id] if one.outcome is RoundOutcome.LOST]
    if not lost:
        raise Refused(f"{words} has lost no round: there is nothing to debrief.")
    on = checks.past_day(command.on, clock, "The debrief")
    last = lost[-1]
    if last.closed_on is not None and on < last.closed_on:
        raise Refused(f"The debrief cannot be before the loss, on {day_words(last.closed_on)}.")
    note = checks.note(command.note)
    unit.update(
        replace(
            last,
            debriefed_on=on,
            debrief_note=note or last.debrief_note,
            reason_believed=command.believed or last.reason_believed,
        )
    )
    if command.conditions:
        new_conditions(unit, [open_round(unit, card)], checks.lines(command.conditions, "A condition"))
    return Handled(f"Debrief {words}")


def _stage(unit: UnitOfWork, stage_id: int, kind: StageKind, rule: str) -> Stage:
    stage = unit.get(Stage, stage_id)
    if stage.kind is not kind:
        raise Refused(f"{rule}, and “{stage.name}” is none.")
    return stage


def _checked(loss: Loss) -> Loss:
    if loss.confidence is not None:
        checks.count(loss.confidence, "How sure we are, in per cent,", least=0, most=100)
    if loss.rival_price_minor is not None:
        checks.amount(loss.rival_price_minor, "The rival's price")
    if loss.come_back_on is not None:
        checks.day(loss.come_back_on, "The day to come back")
    return replace(
        loss,
        note=checks.note(loss.note),
        rival=checks.line(loss.rival, "The rival"),
        conditions=checks.lines(loss.conditions, "A condition"),
    )


def _round_to_close(unit: UnitOfWork, card: Pursuit, rounds: Sequence[Round], on: date) -> Round:
    """The open round; for a card that is won, one more that opens on the day it is lost."""
    last = rounds[-1]
    if last.closed_on is None:
        return _pulled_back(unit, card, rounds, on)
    _not_before(unit, card, last, on)
    return Round(0, card.id, last.number + 1, on, currency=card.currency)


def _pulled_back(unit: UnitOfWork, card: Pursuit, rounds: Sequence[Round], on: date) -> Round:
    """The open round, opened no later than the day it closes: a card is often added after the fact."""
    playing = rounds[-1]
    if len(rounds) > 1:
        _not_before(unit, card, rounds[-2], on)
    return replace(playing, opened_on=min(playing.opened_on, on))


def _not_before(unit: UnitOfWork, card: Pursuit, ended: Round, on: date) -> None:
    if ended.closed_on is not None and on < ended.closed_on:
        raise Refused(
            f"Round {ended.number} of {cards_words(unit, [card])} ended on {day_words(ended.closed_on)}: "
            "the next cannot end before that day."
        )


def _keep(unit: UnitOfWork, closed: Sequence[Round]) -> None:
    unit.update_many([one for one in closed if one.id])
    unit.add_many([one for one in closed if not one.id])


def _close_quotes(unit: UnitOfWork, of: Sequence[Pursuit], outcome: QuoteOutcome, on: date) -> None:
    open_quotes = [
        quote
        for quote in unit.find_in(Quote, "pursuit_id", [card.id for card in of])
        if quote.outcome is None
    ]
    unit.update_many(
        [replace(quote, outcome=outcome, closed_on=max(on, quote.sent_on)) for quote in open_quotes]
    )


def _clear_plans(unit: UnitOfWork, of: Sequence[Pursuit], *, promises_too: bool) -> None:
    going = [
        plan.id
        for plan in unit.find_in(Plan, "pursuit_id", [card.id for card in of])
        if plan.done_on is None and (promises_too or not plan.promised)
    ]
    if going:
        unit.delete(Plan, going)
