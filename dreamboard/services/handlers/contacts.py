"""Contacts: who works where, who left, and who decides now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Contact, Employment, ExternalId, Signal, Touch
from dreamboard.domain.values import Role, SignalKind
from dreamboard.services.commands import AddContact, ChangeDecisionMaker, EndEmployment, NewContact
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import account_named, contact_at, day_words
from dreamboard.services.import_plan import KeepStranger
from dreamboard.services.ports import Clock, UnitOfWork


def add_contact(command: AddContact, unit: UnitOfWork, clock: Clock) -> Handled:
    """A contact at an account, or more about the one of that name who works there. Makes the contact."""
    account = unit.get(Account, command.account_id)
    since = None if command.since is None else checks.day(command.since, "The first day")
    contact = contact_at(unit, account.id, command.contact, since)
    return Handled(f"Add {contact.name} at {account.name}", (contact.id,))


def keep_stranger(command: KeepStranger, unit: UnitOfWork, clock: Clock) -> Handled:
    """Somebody whose messages were brought in as a contact at an account; the messages are theirs then."""
    account, stranger = unit.get(Account, command.account_id), command.stranger
    new = NewContact(stranger.name or stranger.address, emails=(stranger.address,))
    contact = contact_at(unit, account.id, new, None)
    for source, external in stranger.letters:
        for known in unit.find(ExternalId, source=source, kind="touch", external=external):
            for touch in unit.find(Touch, id=known.ours, contact_id=None):
                unit.update(replace(touch, contact_id=contact.id))
    return Handled(f"Add {contact.name} at {account.name}", (contact.id,))


def end_employment(command: EndEmployment, unit: UnitOfWork, clock: Clock) -> Handled:
    """The contact left, perhaps for another account. That a decision-maker left is a signal."""
    job = unit.get(Employment, command.employment_id)
    contact = unit.get(Contact, job.contact_id)
    account = unit.get(Account, job.account_id)
    on = checks.past_day(command.on, clock, "Leaving")
    if job.until is not None:
        raise Refused(f"{contact.name} left {account.name} on {day_words(job.until)} already.")
    _leave(unit, contact, job, on, command.to_account, command.to_title)
    if job.role is Role.DECISION_MAKER:
        unit.add(Signal(0, account.id, SignalKind.DECISION_MAKER_LEFT, on, contact.id))
    return Handled(f"{contact.name} left {account.name}")


def change_decision_maker(command: ChangeDecisionMaker, unit: UnitOfWork, clock: Clock) -> Handled:
    """The decision-maker left, a newcomer came, or both, each with its signal. Makes the newcomer."""
    account = unit.get(Account, command.account_id)
    on = checks.past_day(command.on, clock, "The change")
    note = checks.note(command.note)
    if command.left_contact_id is None and command.newcomer is None and command.newcomer_id is None:
        raise Refused("Who left, and who came? Name at least one of them.")
    if command.left_contact_id is not None:
        leaver = unit.get(Contact, command.left_contact_id)
        jobs = unit.find(Employment, contact_id=leaver.id, account_id=account.id, until=None)
        if not jobs:
            raise Refused(f"{leaver.name} does not work at {account.name}.")
        for job in jobs:
            _leave(unit, leaver, job, on, command.left_for)
        unit.add(Signal(0, account.id, SignalKind.DECISION_MAKER_LEFT, on, leaver.id, note))
    comer = _newcomer(command, unit, account, on)
    if comer is None:
        return Handled(f"Decision-maker left {account.name}")
    unit.add(Signal(0, account.id, SignalKind.DECISION_MAKER_ARRIVED, on, comer.id, note))
    return Handled(f"{comer.name} decides at {account.name} now", (comer.id,))


def _newcomer(command: ChangeDecisionMaker, unit: UnitOfWork, account: Account, on: date) -> Contact | None:
    if command.newcomer_id is None:
        if command.newcomer is None:
            return None
        return contact_at(unit, account.id, replace(command.newcomer, role=Role.DECISION_MAKER), on)
    comer = unit.get(Contact, command.newcomer_id)
    jobs = unit.find(Employment, contact_id=comer.id, account_id=account.id, until=None)
    if jobs:
        unit.update(replace(jobs[-1], role=Role.DECISION_MAKER))
    else:
        unit.add(Employment(0, comer.id, account.id, role=Role.DECISION_MAKER, since=on))
    return comer


def _leave(
    unit: UnitOfWork, contact: Contact, job: Employment, on: date, to_account: str, to_title: str = ""
) -> None:
    if job.since is not None and on < job.since:
        raise Refused(f"{contact.name} cannot leave before {day_words(job.since)}, their first day there.")
    unit.update(replace(job, until=on))
    if not to_account.strip():
        return
    to = account_named(unit, to_account)
    if not unit.find(Employment, contact_id=contact.id, account_id=to.id, until=None):
        title = checks.line(to_title, "The title")
        unit.add(Employment(0, contact.id, to.id, title, since=on))
