"""Signals: changes at an account that move the odds."""

from __future__ import annotations

from dreamboard.domain.model import Account, Contact, Signal
from dreamboard.services.commands import AddSignal
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.ports import Clock, UnitOfWork


def add_signal(command: AddSignal, unit: UnitOfWork, clock: Clock) -> Handled:
    """A signal; its day may be still to come, as the end of a contract is. Makes the signal."""
    account = unit.get(Account, command.account_id)
    if command.contact_id is not None:
        unit.get(Contact, command.contact_id)
    on = clock.today() if command.on is None else checks.day(command.on, "The signal's date")
    made = unit.add(Signal(0, account.id, command.kind, on, command.contact_id, checks.note(command.note)))
    return Handled(f"Add a signal at {account.name}", (made.id,))
