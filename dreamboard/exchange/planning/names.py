"""Finding what a line speaks of: accounts, contacts and pursuits by id, address and name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Round, Touch
from dreamboard.domain.text import fold
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.doubts import Doubts, named_account_facts
from dreamboard.exchange.planning.ledger import Ledger
from dreamboard.exchange.planning.likeness import companies_related
from dreamboard.exchange.planning.suspects import Suspects
from dreamboard.services.addresses import digits_of, domain_of, is_mailbox_domain
from dreamboard.services.import_plan import DoubtAnswer, Kind
from dreamboard.services.merging import former_names

ALSO_CALLED = "called"
"""``ExternalId.source`` of the names that the rep said an account goes by in files."""


class Names:
    """Look-ups over a ledger, kept up as the plan adds to it."""

    def __init__(self, ledger: Ledger, doubts: Doubts) -> None:
        self.ledger = ledger
        self.doubts = doubts
        self.suspects = Suspects(ledger)
        self._asked: dict[str, DoubtAnswer | None] = {}
        self._accounts: dict[str, list[int]] = defaultdict(list)
        self._domains: dict[str, list[int]] = defaultdict(list)
        self._emails: dict[str, list[int]] = defaultdict(list)
        self._telephones: dict[str, list[int]] = defaultdict(list)
        self._people: dict[str, list[int]] = defaultdict(list)
        self._at: dict[int, list[int]] = defaultdict(list)  # contact -> employments
        self._staff: dict[int, list[int]] = defaultdict(list)  # account -> contacts on the board
        self._pursuits: dict[int, list[int]] = defaultdict(list)  # account -> pursuits
        self._titles: dict[str, list[int]] = defaultdict(list)
        self._rounds: dict[int, list[int]] = defaultdict(list)  # pursuit -> rounds
        for account in ledger.all(Account).values():
            self.saw_account(account)
        for known in ledger.externals_of("account"):
            if known.source == ALSO_CALLED and known.ours in ledger.all(Account):
                _note(self._accounts[known.external], known.ours)
        for contact in ledger.all(Contact).values():
            self.saw_contact(contact)
        self._saw_former_names()
        for employment in ledger.all(Employment).values():
            self._saw_employment(employment)
        for pursuit in ledger.all(Pursuit).values():
            self.saw_pursuit(pursuit)
        for one in sorted(ledger.all(Round).values(), key=lambda one: one.number):
            self._rounds[one.pursuit_id].append(one.id)

    # Accounts

    def saw_account(self, account: Account) -> None:
        """Find it by its name and domain from now on."""
        _note(self._accounts[fold(account.name)], account.id)
        if account.domain:
            _note(self._domains[account.domain], account.id)

    def _saw_former_names(self) -> None:
        """What became one goes by the names of all of them, after those whose own name it is."""
        for account in self.ledger.all(Account).values():
            for name in former_names(account.note):
                _note(self._accounts[fold(name)], account.id)
                _note(self._domains[name], account.id)
        for contact in self.ledger.all(Contact).values():
            for name in former_names(contact.note):
                _note(self._people[fold(name)], contact.id)

    def account_by_id(self, source: str, ids: Iterable[str]) -> Account | None:
        """The first of these ids that names an account."""
        for external in ids:
            found = self.ledger.resolve(source, "account", external)
            if found is not None and found in self.ledger.all(Account):
                return self.ledger.all(Account)[found]
        return None

    def accounts_called(self, name: str) -> list[Account]:
        """The accounts of this name."""
        return [self.ledger.all(Account)[one] for one in self._accounts.get(fold(name), ())] if name else []

    def accounts_of_domain(self, domain: str) -> list[Account]:
        """The accounts of this domain, unless it is one that anybody's address may have."""
        if not domain or is_mailbox_domain(domain):
            return []
        return [self.ledger.all(Account)[one] for one in self._domains.get(domain, ())]

    def new_account(self, account: Account) -> Account:
        """An account that the plan makes."""
        made = self.ledger.add(account)
        self.saw_account(made)
        return made

    def account_of(self, entry: Entry, *, make: bool = True) -> Account | None:
        """The account a line names by id or name; made from its name when there is none."""
        ids = entry.ids("account_id")
        found = self.account_by_id(entry.source, ids)
        if found is not None:
            return found
        name = entry.text("account")
        if ";" in name and len(ids) > 1:
            name = name.partition(";")[0].strip()
        if not name:
            return None
        for account in self.accounts_called(name):
            # The same name under another id of the same program is another account.
            if not ids or not self.ledger.known_to(entry.source, "account", account.id):
                if ids:
                    self.ledger.link(entry.source, "account", ids[0], account.id)
                return account
        if not make:
            return None
        made = self.new_account(Account(0, name))
        if ids:
            self.ledger.link(entry.source, "account", ids[0], made.id)
        return made

    def ask_account(self, entry: Entry) -> DoubtAnswer | None:
        """What was decided about the account that a line names, where none is called so and one on the board
        may be meant; ``None``: there is no doubt. One answer goes for all lines that name it."""
        name, ids = entry.text("account"), entry.ids("account_id")
        if ";" in name and len(ids) > 1:
            name = name.partition(";")[0].strip()
        key = fold(name)
        if not name or self.account_by_id(entry.source, ids) is not None:
            return None
        if key in self._asked:
            return self._asked[key]
        if self.accounts_called(name):
            return None
        self._asked[key] = answer = self._decide_account(entry, name, bool(ids))
        return answer

    def _decide_account(self, entry: Entry, name: str, has_id: bool) -> DoubtAnswer | None:
        addresses = (*entry.values.get("emails", ()), entry.text("contact_email"))
        domains = dict.fromkeys(domain_in(address) for address in addresses)
        of_domain = [account for domain in domains for account in self.accounts_of_domain(domain)]
        suspect = self.suspects.account(
            name, [one for one in of_domain if companies_related(one.name, name)], ""
        )
        if suspect is None or (has_id and self.ledger.known_to(entry.source, "account", suspect.row.id)):
            return None
        ours = suspect.row
        told = suspect.told(ours.name, named_account_facts(entry, ours))
        answer = self.doubts.decide(entry, Kind.ACCOUNTS, name, told)
        if answer is DoubtAnswer.SAME:
            self.also_called(ours, name)
        return answer

    def also_called(self, account: Account, name: str) -> None:
        """From now on, and at later imports, an account goes by this name too."""
        key = fold(name)
        _note(self._accounts[key], account.id)
        if self.ledger.external(ALSO_CALLED, "account", key) is None:
            self.ledger.link(ALSO_CALLED, "account", key, account.id)

    # Contacts

    def saw_contact(self, contact: Contact) -> None:
        """Find it by its name, addresses and telephones from now on."""
        _note(self._people[fold(contact.name)], contact.id)
        for address in contact.emails:
            _note(self._emails[address.lower()], contact.id)
        for telephone in contact.telephones:
            digits = digits_of(telephone)
            if len(digits) >= 7:
                _note(self._telephones[digits], contact.id)

    def new_contact(self, contact: Contact) -> Contact:
        """A contact that the plan makes."""
        made = self.ledger.add(contact)
        self.saw_contact(made)
        return made

    def contact_by_id(self, source: str, ids: Iterable[str]) -> Contact | None:
        """The first of these ids that names a contact."""
        for external in ids:
            found = self.ledger.resolve(source, "contact", external)
            if found is not None and found in self.ledger.all(Contact):
                return self.ledger.all(Contact)[found]
        return None

    def contacts_at_address(self, address: str) -> list[Contact]:
        """The contacts that have this e-mail address."""
        return [self.ledger.all(Contact)[one] for one in self._emails.get(address.strip().lower(), ())]

    def contacts_at_telephone(self, telephone: str) -> list[Contact]:
        """The contacts that have this telephone number."""
        digits = digits_of(telephone)
        return [self.ledger.all(Contact)[one] for one in self._telephones.get(digits, ())] if digits else []

    def contacts_called(self, name: str) -> list[Contact]:
        """The contacts of this name."""
        return [self.ledger.all(Contact)[one] for one in self._people.get(fold(name), ())] if name else []

    def contact_made(self, entry: Entry, account: Account) -> Contact | None:
        """The contact a line names beside an account or deal, made and employed there where there is none."""
        found = self.contact_of(entry, account, "contact_id")
        if found is None:
            name, email = _named(entry.text("contact"), entry.text("contact_email"))
            if not name:
                return None
            telephone = entry.text("contact_telephone")
            known = self.contacts_at_address(email) if email else []
            found = (
                known[0]
                if known
                else self.new_contact(
                    Contact(
                        0,
                        name,
                        emails=(email,) if email else (),
                        telephones=(telephone,) if any(mark.isdigit() for mark in telephone) else (),
                    )
                )
            )
            ids = entry.ids("contact_id")
            if ids and self.ledger.external(entry.source, "contact", ids[0]) is None:
                self.ledger.link(entry.source, "contact", ids[0], found.id)
        if not self.employments_of(found.id):
            self.employ(Employment(0, found.id, account.id, title=entry.text("contact_title")))
        return found

    def employments_of(self, contact_id: int) -> list[Employment]:
        """A contact's employments, in the order they were told."""
        return [self.ledger.all(Employment)[one] for one in self._at.get(contact_id, ())]

    def employ(self, employment: Employment) -> Employment:
        """An employment that the plan makes."""
        made = self.ledger.add(employment)
        self._saw_employment(made)
        return made

    def _saw_employment(self, employment: Employment) -> None:
        self._at[employment.contact_id].append(employment.id)
        if employment.contact_id > 0:
            _note(self._staff[employment.account_id], employment.contact_id)

    def staff_of(self, account_id: int) -> list[Contact]:
        """The contacts on the board who work at an account, or once did."""
        return [self.ledger.all(Contact)[one] for one in self._staff.get(account_id, ())]

    def works_at(self, contact: Contact, account_id: int) -> bool:
        """Whether a contact works at an account, or once did."""
        return any(one.account_id == account_id for one in self.employments_of(contact.id))

    def account_now(self, contact: Contact) -> Account | None:
        """Where a contact works now."""
        current = [one for one in self.employments_of(contact.id) if one.until is None]
        return self.ledger.all(Account)[current[-1].account_id] if current else None

    def contact_of(self, entry: Entry, account: Account | None, *id_fields: str) -> Contact | None:
        """The contact a line names: by id, by address, else by name at the account, or by a name that only
        one contact has."""
        found = self.contact_by_id(entry.source, entry.ids(*id_fields))
        if found is not None:
            return found
        address = entry.text("contact_email")
        if address:
            known = self.contacts_at_address(address)
            if known:
                return known[0]
        called = self.contacts_called(entry.text("contact"))
        if account is not None:
            return next((one for one in called if self.works_at(one, account.id)), None)
        return called[0] if len(called) == 1 else None

    # Pursuits

    def saw_pursuit(self, pursuit: Pursuit) -> None:
        """Find it by its account and title from now on."""
        self._pursuits[pursuit.account_id].append(pursuit.id)
        if pursuit.title:
            self._titles[fold(pursuit.title)].append(pursuit.id)

    def new_pursuit(self, pursuit: Pursuit) -> Pursuit:
        """A pursuit that the plan makes."""
        made = self.ledger.add(pursuit)
        self.saw_pursuit(made)
        return made

    def pursuit_by_id(self, source: str, ids: Iterable[str]) -> Pursuit | None:
        """The first of these ids that names a pursuit."""
        for external in ids:
            found = self.ledger.resolve(source, "pursuit", external)
            if found is not None and found in self.ledger.all(Pursuit):
                return self.ledger.all(Pursuit)[found]
        return None

    def pursuits_of(self, account_id: int) -> list[Pursuit]:
        """The pursuits of an account, retired ones too."""
        return [self.ledger.all(Pursuit)[one] for one in self._pursuits.get(account_id, ())]

    def pursuits_titled(self, title: str) -> list[Pursuit]:
        """The pursuits of this title."""
        return [self.ledger.all(Pursuit)[one] for one in self._titles.get(fold(title), ())] if title else []

    def add_round(self, one: Round) -> Round:
        """A round that the plan makes, the last of its pursuit."""
        made = self.ledger.add(one)
        self._rounds[made.pursuit_id].append(made.id)
        return made

    def rounds_of(self, pursuit_id: int) -> list[Round]:
        """A pursuit's rounds by number."""
        return [self.ledger.all(Round)[one] for one in self._rounds.get(pursuit_id, ())]

    # What touches say

    def natural_touches(self) -> dict[tuple[object, ...], int]:
        """The touches on the board by what they say, so that a line without an id is known again."""
        return {touch_key(touch): touch.id for touch in self.ledger.all(Touch).values()}


def touch_key(touch: Touch, hangs_on: tuple[int | None, ...] = ()) -> tuple[object, ...]:
    """What makes a touch the touch it is, or the same with another account, contact and pursuit."""
    hangs_on = hangs_on or (touch.account_id, touch.contact_id, touch.pursuit_id)
    return (touch.at, touch.channel, touch.direction, hangs_on, touch.subject, touch.note)


_WITH_ADDRESS = re.compile(r"(.*?)\s*[(<]([^()<>\s]+@[^()<>\s]+)[)>]")


def _named(text: str, email: str) -> tuple[str, str]:
    """Name and address of the first contact in a cell such as ``Ada Byron (ada@x.example);Bo Li``."""
    first = text.partition(";")[0].strip()
    found = _WITH_ADDRESS.fullmatch(first)
    if found:
        first, email = found[1], email or found[2]
    if "@" not in email[1:-1] or " " in email:
        email = ""
    return first or email, email


def _note(ids: list[int], one: int) -> None:
    if one not in ids:
        ids.append(one)


def domain_in(text: str) -> str:
    """A web site's domain; empty for one that anybody's address may have."""
    domain = domain_of(text)
    return "" if is_mailbox_domain(domain) else domain
