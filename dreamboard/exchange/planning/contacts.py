"""Lines that are contacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dreamboard.domain.model import Account, Contact, Employment
from dreamboard.domain.values import Role
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.accounts import tags_of
from dreamboard.exchange.planning.doubts import Suspect, contact_facts
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected
from dreamboard.exchange.planning.likeness import ALIKE, people_alike
from dreamboard.exchange.planning.names import Names
from dreamboard.exchange.planning.settle import taken
from dreamboard.exchange.words import role
from dreamboard.services.addresses import domain_of, is_mailbox_domain

EMPLOYER = "employer"
"""``ExternalId.kind`` of an account's id that a contact waits for."""


class Contacts:
    """How a line becomes a contact."""

    kind = "contact"
    row_type = Contact

    def __init__(self, ledger: Ledger, names: Names) -> None:
        self._ledger = ledger
        self._names = names

    def name(self, entry: Entry) -> str:
        """The person's name; of the nameless, what else they are known by."""
        whole = entry.text("name")
        parts = " ".join(part for part in (entry.text("first_name"), entry.text("last_name")) if part)
        emails = entry.values.get("emails", ())
        telephones = entry.values.get("telephones", ())
        return whole or parts or next(iter(emails), "") or next(iter(telephones), "")

    def refusal(self, entry: Entry) -> Verdict | None:
        """A contact can be named or reached, or at least has an employer and a title."""
        if not self.name(entry) and not (entry.text("account") and entry.text("title")):
            return rejected(entry.text("id"), "it has no name, no e-mail address and no telephone number")
        return None

    def natural(self, entry: Entry) -> Sequence[object]:
        """Their first address, else their name and employer."""
        emails = entry.values.get("emails", ())
        return (
            (emails[0].lower(),)
            if emails
            else (self._called(entry).casefold(), entry.text("account").casefold())
        )

    def candidates(self, entry: Entry) -> Sequence[Contact]:
        """Those of the same address, if the names fit; else of the same telephone and name; else of the same
        name there."""
        called = self._called(entry)
        for address in entry.values.get("emails", ()):
            found = self._names.contacts_at_address(address)
            fitting = [one for one in found if _fits(one, called)]
            if fitting:
                return sorted(fitting, key=lambda one: -people_alike(one.name, called))
        digits = entry.values.get("telephones", ())
        same_line = {one.id for number in digits for one in self._names.contacts_at_telephone(number)}
        account = (
            self._account(entry, make=False)
            if self._ledger.card
            else self._names.account_of(entry, make=False)
        )
        if not same_line and account is None:
            return []
        of_name = self._names.contacts_called(called)
        found = [one for one in of_name if one.id in same_line]
        if found or account is None:
            return found
        # Two people of one name with different addresses are two people.
        return [
            one
            for one in of_name
            if self._names.works_at(one, account.id) and not (one.emails and entry.values.get("emails"))
        ]

    def suspect(self, entry: Entry) -> Suspect[Contact] | None:
        """One of the same address under another name, of the same telephone number, or of nearly the same
        name at the same account. The same name at another account is another person."""
        found = self._suspect(entry)
        if found is None:
            return None
        here = (one for one in reversed(self._names.employments_of(found.row.id)) if one.until is None)
        account = self._names.account_now(found.row)
        called = f"{found.row.name}, {account.name}" if account else found.row.name
        return found.told(called, contact_facts(entry, found.row, next(here, None), account))

    def _suspect(self, entry: Entry) -> Suspect[Contact] | None:
        suspects, called = self._names.suspects, self._called(entry)
        addresses = entry.values.get("emails", ())
        for address in addresses:
            found = suspects.contact_at_address(called, self._names.contacts_at_address(address), address)
            if found is not None:
                return found
        for number in entry.values.get("telephones", ()):
            found = suspects.contact_on_line(called, self._names.contacts_at_telephone(number))
            if found is not None:
                return found
        account = self._account(entry, make=False)
        return suspects.colleague(called, self._names.staff_of(account.id), addresses) if account else None

    def create(self, entry: Entry) -> tuple[Contact, str]:
        """A new contact, employed where the line says."""
        given = entry.values
        made = self._names.new_contact(
            Contact(
                0,
                self._called(entry),
                emails=given.get("emails", ()),
                telephones=given.get("telephones", ()),
                not_before=given.get("not_before"),
                do_not_contact=bool(given.get("do_not_contact")),
                tags=tags_of(entry),
                note=given.get("note", ""),
            )
        )
        account = self._account(entry)
        if account is None:
            self._await_employer(made, entry)
            return made, "new contact, at no account yet"
        self._employ(made, account, entry)
        return made, f"new contact at {account.name}"

    def update(self, row: Contact, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        """Take the fresh fields; another account is another employment."""
        wanted: dict[str, Any] = {
            name: entry.values[name]
            for name in ("emails", "telephones", "note", "not_before", "do_not_contact")
            if name in fresh and name in entry.values
        }
        if "tags" in fresh:
            wanted["tags"] = tags_of(entry)
        if sure and fresh & {"name", "first_name", "last_name"}:
            wanted["name"] = self._called(entry)
        new = self._ledger.is_new(row)
        values = {name: taken(row, name, value, sure=sure, new=new) for name, value in wanted.items()}
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        after = self._ledger.change(row, **values)
        if after is not row:
            self._names.saw_contact(after)
        if self._ledger.card is not None or fresh & {"account", "account_id", "title", "role"}:
            changed += self._move(after, entry, sure=sure)
        return changed

    def _await_employer(self, contact: Contact, entry: Entry) -> None:
        """Remember the id of an account that is not known yet, for the import that brings it."""
        for external in entry.ids("account_id")[:1]:
            key = f"{external} {entry.text('id') or self._called(entry)}"
            if self._ledger.external(entry.source, EMPLOYER, key) is None:
                self._ledger.link(entry.source, EMPLOYER, key, contact.id)

    def hire_waiting(self) -> None:
        """Employ the contacts whose account has come to be known since they were imported."""
        for one in self._ledger.externals_of(EMPLOYER):
            contact = self._ledger.all(Contact).get(one.ours)
            if contact is None or self._names.employments_of(contact.id):
                continue
            account = self._names.account_by_id(one.source, (one.external.partition(" ")[0],))
            if account is not None:
                self._names.employ(Employment(0, contact.id, account.id))

    def _called(self, entry: Entry) -> str:
        return self.name(entry) or f"{entry.text('title')}, {entry.text('account')}"

    def _account(self, entry: Entry, *, make: bool = True) -> Account | None:
        if self._ledger.card is not None:
            return self._ledger.all(Account)[self._ledger.card.account_id]
        found = self._names.account_of(entry, make=make)
        if found is not None:
            return found
        for address in entry.values.get("emails", ()):
            domain = domain_of(address)
            of_domain = [] if is_mailbox_domain(domain) else self._names.accounts_of_domain(domain)
            if len(of_domain) == 1:
                return of_domain[0]
        return None

    def _employ(self, contact: Contact, account: Account, entry: Entry) -> None:
        self._names.employ(
            Employment(
                0,
                contact.id,
                account.id,
                title=entry.text("title"),
                role=_role(entry),
                since=entry.values.get("since"),
            )
        )

    def _move(self, contact: Contact, entry: Entry, *, sure: bool) -> list[str]:
        account = self._account(entry)
        current = [one for one in self._names.employments_of(contact.id) if one.until is None]
        if account is None:
            return []
        here = next((one for one in current if one.account_id == account.id), None)
        if here is None:
            if self._names.works_at(contact, account.id) and not sure:
                return []  # they left it: the board knows better
            if sure and self._ledger.card is None:
                for one in current:
                    self._ledger.change(one, until=max(self._ledger.today, one.since or self._ledger.today))
            self._employ(contact, account, entry)
            return [f"now at {account.name}"]
        new = self._ledger.is_new(here)
        values = {
            "title": taken(here, "title", entry.text("title"), sure=sure, new=new),
            "role": taken(here, "role", _role(entry), sure=sure, new=new),
        }
        changed = [name for name, value in values.items() if getattr(here, name) != value]
        self._ledger.change(here, **values)
        return changed


def _fits(contact: Contact, called: str) -> bool:
    """Whether a contact of the same address may go by this name: one known by an address alone may."""
    return "@" in contact.name or "@" in called or people_alike(contact.name, called) >= ALIKE


def _role(entry: Entry) -> Role | None:
    return role(entry.text("role"))
