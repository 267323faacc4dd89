"""Everything of one person as a file that they can be given: JSON, or plain text by the ending .txt."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from dreamboard.domain.model import (
    Account,
    Employment,
    ExternalId,
    Plan,
    Pursuit,
    Round,
    Row,
    Signal,
    Touch,
)
from dreamboard.exchange.files import write_whole
from dreamboard.exchange.rows import plain_of
from dreamboard.services.changes import RowImage
from dreamboard.services.person import Person

FORMAT: Final = "dreamboard-person"
VERSION: Final = 1
_SECTIONS: Final[Mapping[type[Row], str]] = {
    Employment: "employments",
    Touch: "touches",
    Plan: "plans",
    Signal: "signals",
    Round: "rounds_introduced",
    ExternalId: "ids_elsewhere",
}
_SAID: Final = {
    "rounds_introduced": "Rounds where they introduced us",
    "ids_elsewhere": "What other programs call them",
    "feedback": "Answers to suggestions that name them",
    "in_trash": "In the trash",
    "in_undo_steps": "In the steps that can be undone",
    "mentioned_elsewhere": "Texts elsewhere that name them",
}
_LEFT_OUT: Final = frozenset(
    {"id", "contact_id", "account_id", "pursuit_id", "introducer_id", "touch_id", "content"}
)
"""Of the text: numbers that say nothing to a person, for accounts and cards stand there by name, and what is
in a file that came with a touch, which only the JSON file can carry."""


def person_data(person: Person, at: datetime) -> dict[str, Any]:
    """Everything of a person as JSON values. Rows in the trash and in undo steps are as the board's file
    keeps them: instants as seconds since 1970 UTC, lists as JSON text."""
    sections = {
        _SECTIONS.get(kind, kind.__name__.lower()): [_row(row, person) for row in found]
        for kind, found in person.rows.items()
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "name": person.name,
        "contact": plain_of(person.contact) if person.contact else None,
        **sections,
        "quotes": [_row(row, person) for row in person.quotes],
        "feedback": [_row(row, person) for row in person.feedback],
        "in_trash": [
            {
                "label": found.item.label,
                "deleted_at": plain_of(found.item)["at"],
                "rows": _images(found.images),
            }
            for found in person.trash
        ],
        "in_undo_steps": [
            {
                "label": found.step.label,
                "at": found.step.at.isoformat().replace("+00:00", "Z"),
                "taken_back": found.step.undone,
                "rows": _images(found.images),
            }
            for found in person.steps
        ],
        "mentioned_elsewhere": [
            {"kind": one.kind, "id": one.row_id, "field": one.field, "where": one.where, "text": one.excerpt}
            for one in person.mentions
        ],
    }


def export_person(person: Person, path: Path, at: datetime) -> int:
    """Everything of a person into one file, mode 0600, whole or not at all. Gives how many rows, steps and
    texts it has. Raises ``BadInput`` when it cannot be written."""
    data = person_data(person, at)
    if path.suffix.lower() == ".txt":
        text = "\n".join(_lines(data)) + "\n"
    else:
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text)
    return (person.contact is not None) + sum(
        len(found) for found in data.values() if isinstance(found, list)
    )


def _row(row: Row, person: Person) -> dict[str, Any]:
    names = {}
    for kind, field in ((Account, "account_id"), (Pursuit, "pursuit_id")):
        name = person.places.get((kind.__name__, getattr(row, field, None) or 0))
        if name:
            names["account" if kind is Account else "card"] = name
    return {**names, **plain_of(row)}


def _images(images: Iterable[RowImage]) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "id": one.id, "values": _values(one)} for one in images]


def _values(image: RowImage) -> dict[str, Any]:
    return {
        name: b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        for name, value in (image.values or {}).items()
    }


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The same as text: a heading for each part, a paragraph for each row."""
    yield data["name"]
    yield f"Everything that the board holds of this person, on {data['exported_at'][:10]}."
    for section, found in {"contact": [data["contact"] or {}], **data}.items():
        if not isinstance(found, list) or not any(found):
            continue
        title = _SAID.get(section, section.replace("_", " ").capitalize())
        yield ""
        yield title if section == "contact" else f"{title}: {len(found)}"
        for one in found:
            yield from _paragraph(one, "  - ")


def _paragraph(row: Mapping[str, Any], before: str) -> Iterator[str]:
    for name, value in row.items():
        if name in _LEFT_OUT or value in (None, "", [], {}, False):
            continue
        said = name.replace("_", " ")
        if name == "rows":
            for image in value:
                yield f"{before}{image['kind'].lower()}"
                yield from _paragraph(image["values"], " " * len(before) + "  ")
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield f"{before}{said}: " + text.replace("\n", "\n" + " " * (len(before) + 2))
        before = " " * len(before)
