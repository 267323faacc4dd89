"""``person``: what the board holds of somebody, taken out whole, or erased whole."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from dreamboard.app.cli_board import opened
from dreamboard.app.cli_find import MOST_CHOICES, by_name
from dreamboard.app.cli_print import Out, cut
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import Ambiguous, BadInput, NotFound, Refused
from dreamboard.domain.text import fold
from dreamboard.domain.words import counted
from dreamboard.services.person import Person, people_in_trash, person_of
from dreamboard.services.ports import Queries

SHOWN = 20
"""How many texts elsewhere are printed; the JSON document has them all."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the board knows."""

    id: int
    name: str
    where: str


def person(asked: argparse.Namespace, out: Out) -> int:
    """``person``: counts; with ``--export`` a file of everything; with ``--erase`` they are gone for good."""
    if not asked.erase and (asked.yes or asked.remove_backups):
        raise BadInput("--yes and --remove-backups go with --erase.")
    with opened(asked) as workspace:
        known = _somebody(asked.name, workspace.queries)
        found = person_of(known.id, workspace.queries.rows, workspace.queries.journal())
        out.data = {"id": found.id, "name": found.name, "where": known.where, **_counts(found)}
        if asked.erase:
            _check_meant(asked, known, found)
        if asked.export is not None:
            out.data["export"] = _export(found, asked.export, workspace, out)
        if asked.erase:
            out.data["erased"] = _erase(asked, found, workspace, out)
    if asked.export is None and not asked.erase:
        _tell(found, known, out)
    return 0


def _export(found: Person, path: Path, workspace: Workspace, out: Out) -> dict[str, object]:
    from dreamboard.exchange.person_file import export_person

    if path.is_dir():
        raise Refused(f"{path} is a folder. Give a name for the file in it.")
    if path.exists() and path.samefile(workspace.path):
        raise Refused(f"{path} is the board itself: give another name.")
    rows = export_person(found, path, workspace.clock.now())
    out.say(f"Everything of {found.name}, {counted(rows, 'entry', 'entries')}, written to {path}.")
    return {"path": str(path), "entries": rows}


def _check_meant(asked: argparse.Namespace, known: Known, found: Person) -> None:
    """Raises ``Refused`` unless it is said whom, without a guess, and that it is meant."""
    if asked.name.strip() != f"#{known.id}" and fold(asked.name) != fold(known.name):
        raise Refused(
            f"To erase somebody, give the whole name, “{cut(found.name, 60)}”, or the number, #{known.id}."
        )
    if not asked.yes:
        raise Refused(
            f"Erasing {found.name} cannot be undone, not even from the trash. Say --yes as well to do it;"
            " nothing was changed."
        )


def _erase(asked: argparse.Namespace, found: Person, workspace: Workspace, out: Out) -> dict[str, object]:
    from dreamboard.app.erasing import erase

    erased = erase(workspace, found.id, remove_backups=asked.remove_backups)
    out.say(f"{erased.done.label}: this cannot be undone.")
    if erased.backup is not None:
        out.say(f"The first backup without them: {erased.backup}")
    if erased.removed:
        out.say(f"{counted(erased.removed, 'older backup', 'older backups')} removed.")
    if erased.left:
        said = counted(erased.left, "older backup may still hold", "older backups may still hold")
        out.say(f"{said} them; they lie in {workspace.path.name} backups.")
    _mentions(found, out)
    out.warnings += erased.problems
    return {
        "backup": str(erased.backup) if erased.backup else None,
        "backups_removed": erased.removed,
        "backups_left": erased.left,
        "problems": list(erased.problems),
    }


def _counts(found: Person) -> dict[str, object]:
    return {
        "on_board": found.contact is not None,
        "rows": {kind.__name__: len(rows) for kind, rows in found.rows.items()},
        "quotes": len(found.quotes),
        "in_trash": len(found.trash),
        "in_undo_steps": len(found.steps),
        "mentioned_elsewhere": [
            {"kind": one.kind, "id": one.row_id, "field": one.field, "where": one.where, "text": one.excerpt}
            for one in found.mentions
        ],
    }


def _tell(found: Person, known: Known, out: Out) -> None:
    out.say(", ".join(filter(None, (f"#{found.id} {found.name}", known.where))))
    rows = [(f"  {kind.__name__.lower()}", f"{len(all_of):,}") for kind, all_of in found.rows.items()]
    rows += [
        ("  quote", f"{len(found.quotes):,}"),
        ("  in the trash", f"{len(found.trash):,}"),
        ("  in undo steps", f"{len(found.steps):,}"),
    ]
    out.table(rows, right=frozenset({1}))
    _mentions(found, out)


def _mentions(found: Person, out: Out) -> None:
    if not found.mentions:
        return
    said = counted(len(found.mentions), "text elsewhere names", "texts elsewhere name")
    out.say("", f"{said} them, and stays as it is:")
    out.table(
        [(f"  {one.kind.lower()} {one.field}", cut(one.where, 40), one.excerpt) for one in found.mentions][
            :SHOWN
        ]
    )
    if len(found.mentions) > SHOWN:
        out.say(f"  … and {len(found.mentions) - SHOWN:,} more")


def _somebody(typed: str, queries: Queries) -> Known:
    """The one person that is meant, by name or ``#`` and number, on the board or in the trash. Raises
    ``NotFound`` or ``Ambiguous`` with the choices."""
    everybody = _everybody(queries)
    number = typed.strip().removeprefix("#")
    if typed.strip().startswith("#") and number.isdecimal() and number.isascii():
        found = [one for one in everybody if one.id == int(number)]
    else:
        found = by_name(typed, everybody, lambda one: one.name)
    if not found:
        raise NotFound(f"There is nobody like “{cut(typed, 60)}” on this board or in its trash.")
    if len(found) > 1:
        choices = [f"#{one.id} {', '.join(filter(None, (one.name, one.where)))}" for one in found]
        more = [f"… and {len(choices) - MOST_CHOICES} more"] if len(choices) > MOST_CHOICES else []
        raise Ambiguous(
            f"“{cut(typed, 60)}” fits {len(found)} people; name one by the number:",
            (*choices[:MOST_CHOICES], *more),
        )
    return found[0]


def _everybody(queries: Queries) -> list[Known]:
    naming = queries.naming()
    names = {account.id: account.name for account in naming.accounts}
    found = [
        Known(one.id, one.name, ", ".join(names[each] for each in one.account_ids[:2] if each in names))
        for one in naming.contacts
    ]
    found += [Known(one_id, name, "in the trash") for one_id, name in people_in_trash(queries.rows)]
    return found
