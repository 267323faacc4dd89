"""Doubles on the board: pairs of accounts and of contacts that may be one, how sure that is, and why.

Evidence counts in this order: the id another program gives, the domain, the e-mail address, the telephone,
the name (of contacts inside one company). What many share (a mailbox provider's domain, a switchboard, an
office's address, the domain of a parent and its sites) says nothing alone. Only records that share a key are
ever compared, so that ten thousand contacts take about as many steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, Protocol

from dreamboard.domain.model import Account, Contact, Employment, ExternalId, Setting
from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.text import fold
from dreamboard.services.addresses import digits_of, domain_of, is_mailbox_domain
from dreamboard.services.likeness import (
    ALIKE,
    SAME,
    companies_alike,
    company_name,
    people_alike,
    person_name,
)
from dreamboard.services.merging import APART_SETTING, Apart, read_apart
from dreamboard.services.ports import Queries

Step = Callable[[int, int], None]
_Pair = tuple[int, int]

_FEW: Final = 4
"""So many records may share an address or a domain, and it still tells something about each of them."""
_BLOCK: Final = 40
"""Up to so many records with one key are compared each with each; of more, neighbours by name."""
_NEAR: Final = 12
_EVERY: Final = 500
_OWN_ID: Final = 12
"""An id at least so long is given once in the world; "1017" is somebody in every program."""
_KEY_LETTERS: Final = 3
_SHORTEST_NUMBER: Final = 7
_OFFICE = frozenset({
    "info", "office", "contact", "kontakt", "mail", "sales", "vertrieb", "einkauf", "purchasing",
    "procurement", "accounts", "accounting", "admin", "support", "service", "help", "hello", "team",
    "reception", "empfang", "zentrale", "post", "bestellung", "orders", "order", "billing", "invoice",
    "no-reply", "noreply", "hr", "jobs", "press",
})  # fmt: skip


class Sureness(IntEnum):
    """How sure it is that two records are one, the surest first."""

    SURE = 1
    LIKELY = 2
    POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that may be one."""

    kind: str  # "Account" or "Contact"
    one: int  # the older record: the smaller id
    other: int
    names: tuple[str, str]
    sureness: Sureness
    reasons: tuple[Sentence, ...]  # the strongest first, what speaks against it last


@dataclass(frozen=True, slots=True)
class Records:
    """What is looked through."""

    accounts: Sequence[Account] = ()
    contacts: Sequence[Contact] = ()
    employments: Sequence[Employment] = ()
    external_ids: Sequence[ExternalId] = ()
    apart: Apart = field(default_factory=dict)


def read_records(queries: Queries) -> Records:
    """What is on the board, to be looked through; on whatever thread asks."""
    said = (each.value for each in queries.rows(Setting) if each.name == APART_SETTING)
    return Records(
        queries.rows(Account),
        queries.rows(Contact),
        queries.rows(Employment),
        queries.rows(ExternalId),
        read_apart(next(said, "")),
    )


def find_doubles(records: Records, step: Step = lambda done, total: None) -> list[Double]:
    """The pairs, the surest first. ``step`` is told now and then how far it is, and may raise."""
    judges: Mapping[str, _Judge] = {"Account": _Accounts(records), "Contact": _Contacts(records)}
    pairs = [(kind, judge, pair) for kind, judge in judges.items() for pair in sorted(judge.pairs())]
    found: list[Double] = []
    for number, (kind, judge, pair) in enumerate(pairs):
        if number % _EVERY == 0:
            step(number, len(pairs))
        if pair in records.apart.get(kind, ()):
            continue
        judged = judge.judged(*pair)
        if judged is not None:
            found.append(Double(kind, *pair, judge.names(*pair), judged[0], tuple(judged[1])))
    step(len(pairs), len(pairs))
    return sorted(
        found, key=lambda each: (each.sureness, each.kind, fold(each.names[0]), each.one, each.other)
    )


_Judged = tuple[Sureness, list[Sentence]] | None


class _Judge(Protocol):
    """How records of one kind are compared."""

    def pairs(self) -> set[_Pair]:
        """The pairs that have anything in common, the smaller id first."""

    def names(self, one: int, other: int) -> tuple[str, str]:
        """What both are called."""

    def judged(self, one: int, other: int) -> _Judged:
        """How sure it is that both are one, and why; ``None`` where they are two."""


class _Accounts:
    """Pairs of accounts."""

    def __init__(self, records: Records) -> None:
        self._accounts = {account.id: account for account in records.accounts}
        self._names = {account.id: company_name(account.name) for account in records.accounts}
        self._known_as = _known_elsewhere(records.external_ids, "account")
        self._mail = self._mail_domains(records)
        self._by_domain = _grouped(
            (account.domain, account.id)
            for account in records.accounts
            if account.domain and not is_mailbox_domain(account.domain)
        )

    def names(self, one: int, other: int) -> tuple[str, str]:
        return self._accounts[one].name, self._accounts[other].name

    def pairs(self) -> set[_Pair]:
        named = self._names
        blocks = [*_shared(self._known_as).values(), *self._by_domain.values()]
        blocks += _grouped((name.core.replace(" ", "")[:_BLOCK], one) for one, name in named.items()).values()
        blocks += _grouped(
            (key, one) for one, name in named.items() for key in {word[:_KEY_LETTERS] for word in name.words}
        ).values()
        return _paired(blocks, lambda one: named[one].core)

    def judged(self, one: int, other: int) -> _Judged:
        a, b = self._accounts[one], self._accounts[other]
        known = _same_id(self._known_as, one, other)
        if known is not None:
            return Sureness.SURE, [known]
        if one in self._above(other) or other in self._above(one):
            return None  # a parent and its sites have much in common
        alike = companies_alike(self._names[one], self._names[other])
        family = a.parent_id is not None and a.parent_id == b.parent_id
        same_domain = a.domain == b.domain and a.domain in self._by_domain and not family
        if alike < ALIKE:
            telling = same_domain and len(self._by_domain[a.domain]) <= _FEW
            return (Sureness.POSSIBLE, [_domain_sentence(a), *self._against(a, b)]) if telling else None
        reasons: list[Sentence] = []
        if same_domain:
            reasons.append(_domain_sentence(a))
        elif not family and (shared := self._domains(a) & self._domains(b)):
            reasons.append(Sentence("People of both write from {domain}", {"domain": min(shared)}))
        against = self._against(a, b)
        said = [*reasons, _name_sentence(alike, a.name, b.name), *against]
        if reasons:
            return (Sureness.LIKELY if against else Sureness.SURE), said
        if alike == SAME:
            return (Sureness.POSSIBLE if against else Sureness.LIKELY), said
        return None if against else (Sureness.POSSIBLE, said)

    def _domains(self, account: Account) -> set[str]:
        return self._mail.get(account.id, set()) | ({account.domain} if account.domain else set())

    def _against(self, a: Account, b: Account) -> list[Sentence]:
        found = []
        if a.domain and b.domain and a.domain != b.domain:
            found.append(
                Sentence("but other web sites: {one}, {other}", {"one": a.domain, "other": b.domain})
            )
        if a.country and b.country and a.country != b.country:
            found.append(Sentence("but {one} and {other}", {"one": a.country, "other": b.country}))
        legal = self._names[a.id].legal, self._names[b.id].legal
        if legal[0] and legal[1] and _forms(legal[0]) != _forms(legal[1]):
            found.append(Sentence("but another legal form"))
        return found

    def _above(self, account_id: int) -> set[int]:
        seen: set[int] = set()
        up = self._accounts[account_id].parent_id
        while up is not None and up not in seen and up in self._accounts:
            seen.add(up)
            up = self._accounts[up].parent_id
        return seen

    def _mail_domains(self, records: Records) -> Mapping[int, set[str]]:
        """The domains that the people of each account write from."""
        emails = {contact.id: contact.emails for contact in records.contacts}
        found: dict[int, set[str]] = defaultdict(set)
        for job in records.employments:
            if job.until is None:
                domains = {domain_of(address) for address in emails.get(job.contact_id, ())}
                found[job.account_id] |= {each for each in domains if each and not is_mailbox_domain(each)}
        return found


class _Contacts:
    """Pairs of contacts."""

    def __init__(self, records: Records) -> None:
        self._contacts = {contact.id: contact for contact in records.contacts}
        self._names = {contact.id: person_name(contact.name) for contact in records.contacts}
        self._known_as = _known_elsewhere(records.external_ids, "contact")
        self._emails = {c.id: {address.casefold() for address in c.emails} for c in records.contacts}
        self._numbers = {
            c.id: {n for each in c.telephones if len(n := digits_of(each)) >= _SHORTEST_NUMBER}
            for c in records.contacts
        }
        self._by_email = _shared(self._emails)
        self._at: dict[int, set[int]] = defaultdict(set)
        for job in records.employments:
            self._at[job.contact_id].add(job.account_id)
        self._accounts = {account.id: account.name for account in records.accounts}

    def names(self, one: int, other: int) -> tuple[str, str]:
        return self._contacts[one].name, self._contacts[other].name

    def pairs(self) -> set[_Pair]:
        blocks = [*_shared(self._known_as).values(), *self._by_email.values()]
        blocks += _shared(self._numbers).values()
        blocks += _grouped(
            ((account, key), one)
            for one, name in self._names.items()
            for account in self._at.get(one, ())
            for key in {word[:_KEY_LETTERS] for word in name.words}
        ).values()
        return _paired(blocks, lambda one: "".join(self._names[one].words))

    def judged(self, one: int, other: int) -> _Judged:
        known = _same_id(self._known_as, one, other)
        if known is not None:
            return Sureness.SURE, [known]
        if self._names[one].generation != self._names[other].generation:
            return None  # a father and a son
        alike = people_alike(self._names[one], self._names[other])
        addresses = self._emails[one] & self._emails[other]
        reasons = [Sentence("Same e-mail: {address}", {"address": each}) for each in sorted(addresses)[:1]]
        if numbers := self._numbers[one] & self._numbers[other]:
            shown = next(each for each in self._contacts[one].telephones if digits_of(each) in numbers)
            reasons.append(Sentence("Same telephone: {number}", {"number": shown}))
        if alike < ALIKE:
            own = [each for each in addresses if self._is_own(each)]
            return (Sureness.POSSIBLE, reasons) if own else None
        reasons.append(self._name_sentence(alike, one, other))
        if addresses:
            return Sureness.SURE, reasons
        differ = self._emails[one] and self._emails[other]
        if differ:
            if self._share_a_domain(one, other):
                return None  # one company gave both their address
            return Sureness.POSSIBLE, [*reasons, Sentence("but other e-mail addresses")]
        at_one = self._at[one] & self._at[other]
        if numbers:
            return (Sureness.SURE if at_one and alike == SAME else Sureness.LIKELY), reasons
        if not at_one:
            return None
        return (Sureness.LIKELY if alike == SAME else Sureness.POSSIBLE), reasons

    def _is_own(self, address: str) -> bool:
        """Whether an address is one person's, as far as can be told."""
        return address.partition("@")[0] not in _OFFICE and len(self._by_email[address]) <= _FEW

    def _share_a_domain(self, one: int, other: int) -> bool:
        return bool({domain_of(e) for e in self._emails[one]} & {domain_of(e) for e in self._emails[other]})

    def _name_sentence(self, alike: float, one: int, other: int) -> Sentence:
        said = _name_sentence(alike, *self.names(one, other))
        for account in sorted(self._at[one] & self._at[other]):
            if account in self._accounts:
                return Sentence(
                    f"{said.template}, both at {{account}}",
                    {**said.values, "account": self._accounts[account]},
                )
        return said


def _domain_sentence(account: Account) -> Sentence:
    return Sentence("Same domain: {domain}", {"domain": account.domain})


def _name_sentence(alike: float, one: str, other: str) -> Sentence:
    if one == other:
        return Sentence("Same name")
    if alike == SAME:
        return Sentence("Same name, written otherwise")
    return Sentence("Names {percent} % alike", {"percent": f"{alike:.0f}"})


def _forms(legal: Collection[str]) -> frozenset[str]:
    """Legal forms by one spelling each."""
    return frozenset(_SPELLED.get(each, each) for each in legal) - {"co", "private", "mbh"}


_SPELLED = {
    "incorporated": "inc",
    "corporation": "inc",
    "corp": "inc",
    "company": "co",
    "limited": "ltd",
    "llp": "llc",
}


def _known_elsewhere(external_ids: Iterable[ExternalId], kind: str) -> dict[int, set[str]]:
    """What other programs call each record, by ids that are given once in the world. Salesforce writes its
    own with fifteen letters or with eighteen."""
    found: dict[int, set[str]] = defaultdict(set)
    for each in external_ids:
        text = each.external
        if each.kind == kind and len(text) >= _OWN_ID and not text.startswith("="):
            found[each.ours].add(text[:15] if len(text) == 18 and text.isalnum() else text)
    return found


def _same_id(known: Mapping[int, set[str]], one: int, other: int) -> Sentence | None:
    shared = known.get(one, set()) & known.get(other, set())
    return Sentence("Same id in another program: {id}", {"id": min(shared)}) if shared else None


def _grouped(keyed: Iterable[tuple[object, int]]) -> dict[object, list[int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for key, one in keyed:
        groups[key].append(one)
    return groups


def _shared(sets: Mapping[int, Collection[str]]) -> dict[object, list[int]]:
    return _grouped((each, one) for one, values in sets.items() for each in values)


def _paired(blocks: Iterable[Sequence[int]], name: Callable[[int], str]) -> set[_Pair]:
    return {pair for block in blocks for pair in _within(block, name)}


def _within(block: Sequence[int], name: Callable[[int], str]) -> Iterator[_Pair]:
    """The pairs of one block; of a large one those whose names stand near each other in order."""
    near = len(block) if len(block) <= _BLOCK else _NEAR
    ordered = sorted(block, key=name) if near < len(block) else block
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + near]:
            yield (one, other) if one < other else (other, one)
