"""Quotes: money put on the desk, and taken off it."""

from __future__ import annotations

from dataclasses import replace

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Quote
from dreamboard.services.commands import AddQuote, CloseQuote
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import cards, cards_words, day_words
from dreamboard.services.ports import Clock, UnitOfWork


def add_quote(command: AddQuote, unit: UnitOfWork, clock: Clock) -> Handled:
    """A quote on the desk. Makes the quote."""
    (card,) = cards(unit, [command.pursuit_id])
    quote = Quote(
        id=0,
        pursuit_id=card.id,
        amount_minor=checks.amount(command.amount_minor, "The amount"),
        currency=checks.currency(command.currency),
        sent_on=checks.past_day(command.sent_on, clock, "The quote"),
        valid_until=command.valid_until,
        note=checks.note(command.note),
    )
    made = unit.add(checked_dates(quote))
    return Handled(f"Add a quote to {cards_words(unit, [card])}", (made.id,))


def close_quote(command: CloseQuote, unit: UnitOfWork, clock: Clock) -> Handled:
    """A quote won, lost or withdrawn."""
    quote = unit.get(Quote, command.quote_id)
    if quote.outcome is not None and quote.closed_on is not None:
        raise Refused(f"This quote left the desk on {day_words(quote.closed_on)} already.")
    on = checks.past_day(command.on, clock, "The answer to the quote")
    unit.update(checked_dates(replace(quote, outcome=command.outcome, closed_on=on)))
    (card,) = cards(unit, [quote.pursuit_id], retired=True)
    return Handled(f"Close the quote to {cards_words(unit, [card])}: {command.outcome.value}")


def checked_dates(quote: Quote) -> Quote:
    """The quote, when it was sent before it ran out and before it was answered."""
    if quote.valid_until is not None:
        checks.day(quote.valid_until, "The quote's last day")
        if quote.valid_until < quote.sent_on:
            raise Refused("A quote cannot run out before it was sent.")
    if quote.closed_on is not None and quote.closed_on < quote.sent_on:
        raise Refused("A quote cannot be answered before it was sent.")
    return quote
