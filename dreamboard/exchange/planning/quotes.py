"""Lines that are quotes: money on the desk of a pursuit, which is made where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dreamboard.domain.model import Account, Pursuit, Quote, Round, StageMove
from dreamboard.domain.text import fold
from dreamboard.domain.values import PursuitKind, StageKind
from dreamboard.exchange.amounts import to_minor
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.currencies import currency_of
from dreamboard.exchange.planning.fates import first_of
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected
from dreamboard.exchange.planning.names import Names
from dreamboard.exchange.words import quote_outcome


class Quotes:
    """How a line becomes a quote."""

    kind = "quote"
    row_type = Quote

    def __init__(self, ledger: Ledger, names: Names, currency: str) -> None:
        self._ledger = ledger
        self._names = names
        self._currency = currency
        self._known: dict[tuple[int, int, date], list[int]] = {}
        for quote in ledger.all(Quote).values():
            self._known.setdefault((quote.pursuit_id, quote.amount_minor, quote.sent_on), []).append(quote.id)

    def name(self, entry: Entry) -> str:
        """Its name or number, else whom it went to."""
        return entry.text("name") or entry.text("deal") or entry.text("account")

    def refusal(self, entry: Entry) -> Verdict | None:
        """A quote is an amount sent to somebody on a day."""
        name = self.name(entry)
        if "value" not in entry.values:
            return rejected(name, "it says no amount")
        if "sent_on" not in entry.values:
            return rejected(name, "it says no day on which it was sent")
        if (
            self._pursuit(entry) is None
            and self._account(entry, make=False) is None
            and not entry.text("account")
        ):
            return rejected(name, "it names no deal and no account that is known", unattached=True)
        return None

    def natural(self, entry: Entry) -> Sequence[object]:
        """Whom it went to, when and how much."""
        whom = (*entry.ids("deal_id", "account_id"), fold(entry.text("deal")), fold(entry.text("account")))
        return (whom, entry.text("name"), entry.values["value"].value.normalize(), entry.values["sent_on"])

    def candidates(self, entry: Entry) -> Sequence[Quote]:
        """The quote of the same amount and day to the same pursuit."""
        pursuit = self._pursuit(entry)
        if pursuit is None:
            return []
        key = (pursuit.id, self._amount(entry), entry.values["sent_on"])
        found = [self._ledger.all(Quote)[one] for one in self._known.get(key, ())]
        return [
            one
            for one in found
            if not self._ledger.is_new(one) and not self._ledger.known_to(entry.source, self.kind, one.id)
        ]

    def suspect(self, entry: Entry) -> None:
        """No quote is nearly another."""

    def create(self, entry: Entry) -> tuple[Quote, str]:
        """A quote on the pursuit's desk."""
        pursuit = self._pursuit(entry) or self._new_pursuit(entry)
        account = self._ledger.all(Account)[pursuit.account_id]
        outcome, _ = quote_outcome(entry.text("outcome"))
        sent_on: date = entry.values["sent_on"]
        note = "\n".join(filter(None, (entry.text("name"), entry.text("note"))))
        quote = self._ledger.add(
            Quote(
                0,
                pursuit.id,
                self._amount(entry),
                currency_of(entry, "value", self._currency),
                sent_on,
                valid_until=entry.values.get("valid_until"),
                outcome=outcome,
                closed_on=self._closed_on(entry, sent_on) if outcome else None,
                note=note,
            )
        )
        return quote, f"quote to {account.name}, {'on the desk' if outcome is None else outcome.value}"

    def update(self, row: Quote, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        """Take the fresh fields."""
        values: dict[str, Any] = {}
        if sure and fresh & {"value", "currency"} and "value" in entry.values:
            values["amount_minor"] = self._amount(entry)
            values["currency"] = currency_of(entry, "value", self._currency)
        if sure and "sent_on" in fresh and "sent_on" in entry.values:
            values["sent_on"] = entry.values["sent_on"]
        if "valid_until" in fresh and "valid_until" in entry.values:
            values["valid_until"] = entry.values["valid_until"]
        outcome, understood = quote_outcome(entry.text("outcome"))
        if "outcome" in fresh and understood and outcome is not row.outcome and (sure or outcome is not None):
            values["outcome"] = outcome
            values["closed_on"] = self._closed_on(entry, row.sent_on) if outcome else None
        changed = [
            name.replace("_minor", "") for name, value in values.items() if getattr(row, name) != value
        ]
        self._ledger.change(row, **values)
        return changed

    def _amount(self, entry: Entry) -> int:
        return to_minor(entry.values["value"].value, currency_of(entry, "value", self._currency))

    def _closed_on(self, entry: Entry, sent_on: date) -> date:
        said = entry.values.get("closed_on") or self._ledger.today
        return max(sent_on, min(said, self._ledger.today))

    def _account(self, entry: Entry, *, make: bool = True) -> Account | None:
        found = self._names.account_of(entry, make=make)
        if found is None:
            contact = self._names.contact_of(entry, None)
            found = self._names.account_now(contact) if contact is not None else None
        return found

    def _pursuit(self, entry: Entry) -> Pursuit | None:
        """The deal named; else the account's newest card, the one still open first."""
        found = self._names.pursuit_by_id(entry.source, entry.ids("deal_id"))
        if found is not None:
            return found
        account = self._account(entry, make=False)
        titled = self._names.pursuits_titled(entry.text("deal"))
        if account is None:
            return titled[0] if len(titled) == 1 else None
        here = [one for one in titled if one.account_id == account.id]
        if here:
            return here[0]
        won = {stage.id for stage in self._ledger.stages if stage.kind is StageKind.WON}
        of_account = [one for one in self._names.pursuits_of(account.id) if one.retired_on is None]
        of_account.sort(key=lambda one: (one.stage_id in won, -one.created_at.timestamp()))
        return of_account[0] if of_account else None

    def _new_pursuit(self, entry: Entry) -> Pursuit:
        account = self._account(entry)
        assert account is not None
        stage = first_of(self._ledger, StageKind.PROPOSAL_OUT)
        sent_on: date = min(entry.values["sent_on"], self._ledger.today)
        at = self._ledger.noon(sent_on)
        currency = currency_of(entry, "value", self._currency)
        pursuit = self._names.new_pursuit(
            Pursuit(
                0,
                account.id,
                PursuitKind.DREAM_CLIENT,
                stage.id,
                0,
                at,
                title=entry.text("deal"),
                value_minor=self._amount(entry),
                currency=currency,
            )
        )
        self._names.add_round(Round(0, pursuit.id, 1, sent_on, currency=currency))
        self._ledger.add(StageMove(0, pursuit.id, at, None, stage.id, "", stage.name))
        return pursuit
