"""What a line is shown with in the preview beside what becomes of it: account, money and day."""

from __future__ import annotations

from datetime import date

from dreamboard.domain.model import Account, Contact, Pursuit, Quote, Row, Touch
from dreamboard.domain.values import Money
from dreamboard.exchange.amounts import to_minor
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.currencies import currency_of
from dreamboard.exchange.planning.ledger import Ledger
from dreamboard.exchange.planning.names import Names
from dreamboard.services.import_plan import Kind

_DAYS = {
    Kind.DEALS: ("lost_on", "won_on", "closed_on", "expected_on"),
    Kind.TOUCHES: ("at",),
    Kind.QUOTES: ("sent_on",),
    Kind.ACCOUNTS: (),
    Kind.CONTACTS: (),
}


class Shown:
    """What lines say, once all are settled."""

    def __init__(self, ledger: Ledger, names: Names, currency: str) -> None:
        self._ledger = ledger
        self._names = names
        self._currency = currency

    def account(self, entry: Entry, row: Row | None) -> str:
        """The name of the account that the line is, or that its row hangs on; of a line that stands for no
        row, the name it gives."""
        if entry.kind is Kind.ACCOUNTS:
            return entry.text("name")
        found: Account | None = None
        if isinstance(row, Contact):
            found = self._names.account_now(row)
        elif isinstance(row, Pursuit | Touch):
            found = self._ledger.all(Account).get(row.account_id or 0)
        elif isinstance(row, Quote):
            found = self._ledger.all(Account)[self._ledger.all(Pursuit)[row.pursuit_id].account_id]
        return found.name if found is not None else entry.text("account")

    def amount(self, entry: Entry) -> Money | None:
        """The money that the line speaks of."""
        name = "spend" if entry.kind is Kind.ACCOUNTS else "value"
        if name not in entry.values:
            return None
        currency = currency_of(entry, name, self._currency)
        try:
            return Money(to_minor(entry.values[name].value, currency), currency)
        except ValueError:  # more than the board can hold, as the line's reason says
            return None

    @staticmethod
    def day(entry: Entry) -> date | None:
        """The day that the line speaks of."""
        for name in _DAYS[entry.kind]:
            if name in entry.values:
                said = entry.values[name]
                return said if isinstance(said, date) else said.day
        return None
