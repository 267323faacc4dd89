"""What may be something the board has already: kept with the rep's answers, and with what both sides say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Row
from dreamboard.domain.text import fold
from dreamboard.domain.words import money_text
from dreamboard.exchange.amounts import Amount, to_minor
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.currencies import currency_of
from dreamboard.services.import_plan import Doubt, DoubtAnswer, DoubtFact, Kind

R = TypeVar("R", bound=Row)

SAME, NEW, SKIP = DoubtAnswer.SAME, DoubtAnswer.NEW, DoubtAnswer.SKIP
LEFT_OUT = "left out, as you said"


@dataclass(frozen=True, slots=True)
class Suspect(Generic[R]):
    """A row on the board that a line may speak of."""

    row: R
    why: str
    default: DoubtAnswer = NEW
    called: str = ""
    facts: tuple[DoubtFact, ...] = ()  # what the line and the row say of themselves

    def told(self, called: str, facts: tuple[DoubtFact, ...]) -> Suspect[R]:
        """The same with what a person needs to decide."""
        return replace(self, called=called, facts=facts)


@dataclass(slots=True)
class Doubts:
    """The doubts of a plan. ``answers`` are by ``Doubt.key``; ``otherwise`` answers all that have none."""

    places: Sequence[str] = ()  # what each file is known under
    answers: Mapping[str, DoubtAnswer] = field(default_factory=dict)
    otherwise: DoubtAnswer | None = None
    found: list[Doubt] = field(default_factory=list)

    def decide(
        self,
        entry: Entry,
        kind: Kind,
        theirs: str,
        suspect: Suspect[Any],
    ) -> DoubtAnswer:
        """What a line's thing is taken for; the doubt is kept with it."""
        key = f"{self.places[entry.file]}:{entry.line}:{kind.value}:{fold(suspect.called)}"
        doubt = Doubt(
            key,
            entry.file,
            entry.line,
            kind,
            theirs,
            suspect.called,
            suspect.why,
            suspect.facts,
            suspect.default,
            self.answers.get(key, self.otherwise),
        )
        self.found.append(doubt)
        return doubt.taken_for


def account_facts(entry: Entry, account: Account) -> tuple[DoubtFact, ...]:
    """What a line that is an account, and an account on the board, say."""
    spend = money_text(account.spend_minor, account.currency) if account.spend_minor is not None else ""
    return _told(
        ("Account", entry.text("name"), account.name),
        ("Web site", entry.text("domain"), account.domain),
        ("Industry", entry.text("industry"), account.industry),
        ("Territory", entry.text("territory"), account.territory),
        ("Country", entry.text("country"), account.country),
        ("Yearly spend", _amount(entry, "spend"), spend),
        ("Contact", entry.text("contact"), ""),
    )


def named_account_facts(entry: Entry, account: Account) -> tuple[DoubtFact, ...]:
    """What a line says of the account it only names, and what the board says of it."""
    return _told(
        ("Account", entry.text("account"), account.name),
        ("Deal", entry.text("deal") or (entry.text("name") if entry.kind is Kind.DEALS else ""), ""),
        ("Contact", entry.text("contact") or _full_name(entry), ""),
        ("E-mail or web site", _first_of(entry, "emails") or entry.text("contact_email"), account.domain),
        ("Industry", "", account.industry),
        ("Country", "", account.country),
    )


def contact_facts(
    entry: Entry, contact: Contact, employment: Employment | None, account: Account | None
) -> tuple[DoubtFact, ...]:
    """What a line that is a contact, and a contact on the board, say."""
    return _told(
        ("Contact", _full_name(entry), contact.name),
        ("Account", entry.text("account"), account.name if account else ""),
        ("Title", entry.text("title"), employment.title if employment else ""),
        ("E-mail", ", ".join(entry.values.get("emails", ())), ", ".join(contact.emails)),
        ("Telephone", ", ".join(entry.values.get("telephones", ())), ", ".join(contact.telephones)),
    )


def deal_facts(entry: Entry, pursuit: Pursuit, account: Account, column: str) -> tuple[DoubtFact, ...]:
    """What a line that is a deal, and a card on the board, say."""
    value = money_text(pursuit.value_minor, pursuit.currency) if pursuit.value_minor is not None else ""
    closed = entry.values.get("closed_on") or entry.values.get("expected_on")
    return _told(
        ("Deal", entry.text("name"), pursuit.title),
        ("Account", entry.text("account"), account.name),
        ("Value", _amount(entry, "value"), value),
        ("Stage", entry.text("stage") or entry.text("status"), column),
        ("Closed on", closed.isoformat() if closed else "", ""),
    )


def _told(*sides: tuple[str, str, str]) -> tuple[DoubtFact, ...]:
    return tuple(DoubtFact(*side) for side in sides if side[1] or side[2])


def _full_name(entry: Entry) -> str:
    parts = " ".join(filter(None, (entry.text("first_name"), entry.text("last_name"))))
    return (entry.text("name") if entry.kind is Kind.CONTACTS else "") or parts


def _first_of(entry: Entry, name: str) -> str:
    return next(iter(entry.values.get(name, ())), "")


def _amount(entry: Entry, name: str) -> str:
    amount: Amount | None = entry.values.get(name)
    if amount is None:
        return ""
    currency = currency_of(entry, name, "")
    return money_text(to_minor(amount.value, currency), currency)
