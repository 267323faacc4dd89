"""Contacts as a person field offers them."""

from __future__ import annotations

from dreamboard.presentation.wording import contact_name
from dreamboard.services.read_models import AccountDetails, Naming
from dreamboard.ui.dialogs.fields import Person


def people_of(details: AccountDetails) -> list[Person]:
    """The contacts of an account, those who still work there first."""
    pairs = sorted(details.contacts, key=lambda pair: (pair[1].until is not None, pair[0].name.casefold()))
    found: dict[int, Person] = {}
    for contact, job in pairs:
        text = ", ".join(
            part for part in (contact_name(contact.name), job.title, details.account.name) if part
        )
        found.setdefault(contact.id, Person(contact.id, contact.name, text))
    return list(found.values())


def everybody(naming: Naming, first: list[Person]) -> list[Person]:
    """All contacts of the board, some of them first: an introducer may work anywhere."""
    accounts = {account.id: account.name for account in naming.accounts}
    known = {person.id for person in first}
    rest = []
    for contact in naming.contacts:
        if contact.id not in known:
            at = accounts.get(contact.account_ids[0], "") if contact.account_ids else ""
            text = ", ".join(part for part in (contact_name(contact.name), at) if part)
            rest.append(Person(contact.id, contact.name, text))
    return [*first, *sorted(rest, key=lambda person: person.name.casefold())]
