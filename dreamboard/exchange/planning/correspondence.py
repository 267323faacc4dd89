"""Lines that say who wrote to whom: whose touch it is, which way it went, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable

from dreamboard.domain.model import Account, Contact, Touch
from dreamboard.domain.values import Direction
from dreamboard.exchange.calendars import ALONE
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.mail_automatic import MAILING
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected, skipped
from dreamboard.exchange.planning.names import Names
from dreamboard.services.addresses import domain_of


class Correspondence:
    """What messages and invitations say of people. ``mine`` are the rep's own addresses, lower case."""

    def __init__(self, ledger: Ledger, names: Names, mine: Iterable[str]) -> None:
        self._ledger = ledger
        self._names = names
        self._mine = frozenset(mine)

    @staticmethod
    def is_said_by(entry: Entry) -> bool:
        """Whether a line names people by addresses alone."""
        return "sender" in entry.values or "recipients" in entry.values

    def refusal(self, entry: Entry, name: str) -> Verdict | None:
        """Why a line is nobody's touch. An address that nobody here has is no error: mailboxes are full of
        them."""
        automatic = entry.text("automatic")
        if automatic == ALONE and self._ledger.card is not None:
            automatic = ""  # who was there is told by where it goes
        if automatic and not (automatic == MAILING and self.direction(entry) is Direction.OUT):
            return skipped(name, automatic)
        if not self.is_said_by(entry):
            return None
        if self._mine.intersection(entry.values.get("declined", ())):
            return skipped(name, "you declined")
        if "at" not in entry.values:
            return rejected(name, "it says no day")
        if self._ledger.card is not None:
            return None
        others = self.others(entry)
        if not others:
            return skipped(name, "nobody else is named in it")
        if not self.contacts(entry) and self.account(entry) is None and self.answered(entry) is None:
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            return skipped(name, f"nobody here has the address {others[0]}{more}")
        return None

    def direction(self, entry: Entry) -> Direction | None:
        """Which way a message went; ``None`` where the line says nothing of it."""
        sender = entry.text("sender").lower()
        if not sender:
            return None
        return Direction.OUT if sender in self._mine else Direction.IN

    def others(self, entry: Entry) -> list[str]:
        """The addresses that count: of a message to the rep the sender's, else all but the rep's own."""
        sender = entry.text("sender").lower()
        if sender and sender not in self._mine:
            return [sender]
        named = (one.lower() for one in entry.values.get("recipients", ()))
        return [one for one in dict.fromkeys(named) if one not in self._mine]

    def contacts(self, entry: Entry) -> list[Contact]:
        """The contacts whose addresses are named, in that order."""
        found = (known[0] for known in map(self._names.contacts_at_address, self.others(entry)) if known)
        return list({one.id: one for one in found}.values())

    def account(self, entry: Entry) -> Account | None:
        """The one account that the addresses belong to by their domain."""
        for address in self.others(entry):
            of_domain = self._names.accounts_of_domain(domain_of(address))
            if len(of_domain) == 1:
                return of_domain[0]
        return None

    def answered(self, entry: Entry) -> Touch | None:
        """The touch that a message answers, or else the last of its thread that is known."""
        for external in entry.ids("answers"):
            known = self._ledger.external(entry.source, "touch", external)
            if known is not None and known.ours in self._ledger.all(Touch):
                return self._ledger.all(Touch)[known.ours]
        return None


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    """Messages in the order they were sent, so that what is answered comes before its answer."""

    def sent(entry: Entry) -> tuple[str, int, int]:
        when = entry.values.get("at")
        told = "" if when is None else str(when.at or when.day)
        return told, entry.file, entry.line

    return sorted(entries, key=sent)
