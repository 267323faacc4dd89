"""Files for other programs: a workbook of everything, an address book, a calendar of the plans.

Each is written whole or not at all, readable by the rep alone. They are for reading elsewhere; what comes
back as an equal board is the archive (``exchange.archive``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Attachment,
    Contact,
    Employment,
    Plan,
    Pursuit,
    Row,
    TrashItem,
)
from dreamboard.domain.values import Channel
from dreamboard.exchange.files import fill_whole, write_whole
from dreamboard.exchange.rows import cells_of, columns_of
from dreamboard.exchange.xlsx import Sheet, write_xlsx
from dreamboard.services.ports import Queries

_PRODUCT = "-//Dreamboard//Dreamboard//EN"
_OCTETS = 75
"""Of a line of a vCard or calendar; longer ones are folded (RFC 6350, 3.2; RFC 5545, 3.1)."""
_VERBS = {
    Channel.CALL: "Call",
    Channel.EMAIL: "E-mail to",
    Channel.MEETING: "Meeting with",
    Channel.MESSAGE: "Message to",
    Channel.LETTER: "Letter to",
    Channel.VISIT: "Visit to",
}


def export_workbook(queries: Queries, path: Path) -> int:
    """A workbook with a sheet for each kind of row. Gives the number of rows. Raises ``BadInput``."""
    kinds = [kind for kind in ROW_TYPES if kind is not TrashItem]
    sheets = [
        Sheet(kind.__name__, [columns_of(kind)[place].name for place in _places(kind)], _lines(queries, kind))
        for kind in kinds
    ]
    return fill_whole(path, partial(write_xlsx, sheets=sheets))


def _lines(queries: Queries, kind: type[Row]) -> Iterator[Sequence[str]]:
    places = _places(kind)
    for row in queries.rows(kind):
        cells = cells_of(row)
        yield [cells[place] for place in places]


def _places(kind: type[Row]) -> list[int]:
    """The fields that a sheet has: a cell has no room for what is in a file that came with a touch."""
    named = enumerate(column.name for column in columns_of(kind))
    return [place for place, name in named if (kind, name) != (Attachment, "content")]


def export_contacts(queries: Queries, path: Path) -> int:
    """An address book of all contacts as vCard 3.0, which every program reads. Gives their number.

    Raises ``BadInput``.
    """
    accounts = {account.id: account for account in queries.rows(Account)}
    jobs: dict[int, Employment] = {}
    for job in queries.rows(Employment):
        if job.until is None:
            jobs[job.contact_id] = job
    contacts = queries.rows(Contact)
    cards = (_card(contact, jobs.get(contact.id), accounts) for contact in contacts)
    write_whole(path, "".join(cards))
    return len(contacts)


def _card(contact: Contact, job: Employment | None, accounts: dict[int, Account]) -> str:
    first, _, last = contact.name.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:dreamboard-contact-{contact.id}",
        f"FN:{_escaped(contact.name)}",
        f"N:{_escaped(last)};{_escaped(first)};;;",
    ]
    if job is not None:
        lines.append(f"ORG:{_escaped(accounts[job.account_id].name)}")
        lines += [f"TITLE:{_escaped(job.title)}"] if job.title else []
    lines += [f"EMAIL;TYPE=INTERNET:{_escaped(address)}" for address in contact.emails]
    lines += [f"TEL;TYPE=VOICE:{_escaped(number)}" for number in contact.telephones]
    lines += [f"CATEGORIES:{','.join(map(_escaped, contact.tags))}"] if contact.tags else []
    lines += [f"NOTE:{_escaped(contact.note)}"] if contact.note else []
    return _folded([*lines, "END:VCARD"])


def export_plans(queries: Queries, path: Path, at: datetime) -> int:
    """A calendar of the plans that are open, a day each, that a calendar program can subscribe to. Gives
    their number. Raises ``BadInput``."""
    plans = [plan for plan in queries.rows(Plan) if plan.done_on is None]
    pursuits = {card.id: card for card in queries.rows(Pursuit)}
    accounts = {account.id: account.name for account in queries.rows(Account)}
    contacts = {contact.id: contact.name for contact in queries.rows(Contact)}
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append("X-WR-CALNAME:Dreamboard")
    count = 0
    for plan in sorted(plans, key=lambda plan: (plan.on, plan.id)):
        card = pursuits[plan.pursuit_id]
        if card.retired_on is not None:
            continue
        who = contacts.get(plan.contact_id or 0, "")
        where = ", ".join(filter(None, (accounts[card.account_id], card.title)))
        verb = _VERBS.get(plan.channel, "Touch") if plan.channel else "Touch"
        subject = f"{verb} {who}, {where}" if who else f"{verb} {where}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:dreamboard-plan-{plan.id}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{plan.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{plan.on + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escaped(subject)}",
            *([f"DESCRIPTION:{_escaped(plan.text)}"] if plan.text else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
        count += 1
    write_whole(path, _folded([*lines, "END:VCALENDAR"]))
    return count


def _escaped(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> str:
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _fold(line: str) -> str:
    if len(line) * 4 <= _OCTETS:
        return line
    pieces, piece, size = [], "", 0
    for mark in line:
        width = len(mark.encode("utf-8", "surrogatepass"))
        if size + width > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += mark
        size += width
    return "\r\n".join([*pieces, piece])
