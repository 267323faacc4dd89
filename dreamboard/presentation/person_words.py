"""What the board holds of a person, and what erasing them does, in sentences."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Employment, ExternalId, Plan, Round, Signal, Touch
from dreamboard.domain.text import file_stem
from dreamboard.presentation import wording
from dreamboard.services.person import Person

CONTEXT: Final = "person"
_KINDS: Final = (
    (Employment, "employment", "employments"),
    (Touch, "touch", "touches"),
    (Plan, "plan", "plans"),
    (Signal, "signal", "signals"),
    (Round, "round where they introduced us", "rounds where they introduced us"),
    (ExternalId, "id of another program", "ids of other programs"),
)


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def name_of(person: Person) -> str:
    """The name, or that there is none."""
    return wording.contact_name(person.name)


def held(person: Person) -> str:
    """ "3 employments, 14 touches, 1 plan; 1 item in the trash; 9 undo steps." """
    rows = [_count(len(person.of(kind)), one, many) for kind, one, many in _KINDS if person.of(kind)]
    rows += [_count(len(person.quotes), "quote", "quotes")] if person.quotes else []
    parts = [", ".join(rows) or _said("nothing but the name")]
    if person.trash:
        parts.append(_count(len(person.trash), "item in the trash", "items in the trash"))
    if person.steps:
        parts.append(_count(len(person.steps), "undo step", "undo steps"))
    return f"{'; '.join(parts)}."


def goes() -> str:
    """What erasing takes."""
    return _said(
        "Goes: name, e-mail addresses, telephones, employments, what was written in their touches, plans and"
        " signals, what the trash holds of them, and every undo step up to the last that holds them."
    )


def stays() -> str:
    """What erasing leaves."""
    return _said(
        "Stays: that there were touches, for the account’s counts, without the person. Files that left the"
        " board are not reached, and a later import may bring them in anew."
    )


def mentions(person: Person) -> str:
    """How many texts elsewhere name them; empty where none does."""
    count = len(person.mentions)
    if not count:
        return ""
    words = _said("text elsewhere names them, and stays as it is:")
    return f"{count:,} {words if count == 1 else _said('texts elsewhere name them, and stay as they are:')}"


def erased(label: str, removed: int, left: int) -> str:
    """What was done: ``label`` names it; ``removed`` and ``left`` are older backups."""
    parts = [f"{label}.", _said("This cannot be undone.")]
    if removed:
        parts.append(_count(removed, "older backup removed.", "older backups removed."))
    if left:
        parts.append(_count(left, "older backup may still hold them.", "older backups may still hold them."))
    return " ".join(parts)


def file_name(person: Person) -> str:
    """What the file of everything of them may be called."""
    return f"{file_stem(person.name, 'person')}.json"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {_said(one if number == 1 else many)}"
