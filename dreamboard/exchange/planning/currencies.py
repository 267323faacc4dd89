"""Which currency a line's money is in."""

from __future__ import annotations

from dreamboard.exchange.amounts import currency_named
from dreamboard.exchange.entries import Entry


def currency_of(entry: Entry, amount_field: str, otherwise: str) -> str:
    """The currency column's, else the one written beside the amount, else what was chosen for the file."""
    named = currency_named(entry.text("currency"))
    if named:
        return named
    amount = entry.values.get(amount_field)
    return amount.currency if amount is not None and amount.currency else otherwise
