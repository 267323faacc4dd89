"""Opening the board for a verb, and the words that several verbs share."""

from __future__ import annotations

import argparse
from datetime import date, datetime, tzinfo
from decimal import Decimal

from dreamboard.app.clock import DayClock, SystemClock
from dreamboard.app.workspace import Workspace, open_workspace
from dreamboard.domain.errors import BadInput
from dreamboard.domain.values import PursuitKind, decimals_of
from dreamboard.domain.words import money_text

MARKS = {PursuitKind.DREAM_CLIENT: "★", PursuitKind.LOST_DEAL: "↺"}
KINDS = {PursuitKind.DREAM_CLIENT: "dream client", PursuitKind.LOST_DEAL: "lost deal"}


def clock_of(asked: argparse.Namespace) -> SystemClock | DayClock:
    """The machine's clock, or that of the day of ``--on``."""
    on: date | None = getattr(asked, "on", None)
    return SystemClock() if on is None else DayClock(on)


def opened(asked: argparse.Namespace, *, create: bool = False) -> Workspace:
    """The board of ``--board``. Only a verb that brings something makes one where there is none."""
    return open_workspace(asked.board, clock_of(asked), create=create)


def units(minor: int | None, currency: str) -> int | float | None:
    """An amount in whole units, as JSON has it."""
    if minor is None:
        return None
    value = Decimal(minor).scaleb(-decimals_of(currency))
    return int(value) if value == value.to_integral_value() else float(value)


def money(minor: int | None, currency: str) -> str:
    """An amount as text; empty where it is not known."""
    return "" if minor is None else money_text(minor, currency)


def amount_of(typed: str, currency: str | None) -> tuple[int, str]:
    """Minor units and currency of an amount as typed. Raises ``BadInput``."""
    from dreamboard.exchange.amounts import read_amount, to_minor

    try:
        amount = read_amount(typed)
        if amount is None:
            raise ValueError(f"“{typed}” is not an amount")
        code = (currency or amount.currency or "USD").upper()
        if currency and amount.currency and amount.currency != code:
            raise ValueError(f"“{typed}” is in {amount.currency}, and the currency given is {code}")
        return to_minor(amount.value, code), code
    except ValueError as error:
        raise BadInput(f"{str(error)[0].upper()}{str(error)[1:]}.") from None


def instant_text(at: datetime | None) -> str | None:
    """An instant as JSON has it: ISO 8601 in UTC."""
    return None if at is None else at.isoformat().replace("+00:00", "Z")


def local_text(at: datetime, zone: tzinfo) -> str:
    """An instant as a person reads it: day and time in the rep's zone."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
