"""What lines of all kinds have in common: an id or a natural key, and a thing that is made or known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from dreamboard.domain.model import Row
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.doubts import LEFT_OUT, SAME, SKIP, Suspect
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected, skipped
from dreamboard.exchange.planning.names import Names
from dreamboard.services.import_plan import LineOutcome

R = TypeVar("R", bound=Row)

FOOTER = "a footer of the report"


class Settler(Protocol[R]):
    """How lines of one kind are settled."""

    kind: str  # as ``ExternalId.kind`` has it
    row_type: type[R]

    def name(self, entry: Entry) -> str:
        """What a person would call the line."""

    def refusal(self, entry: Entry) -> Verdict | None:
        """Why the line cannot be brought in, if so."""

    def natural(self, entry: Entry) -> Sequence[object]:
        """What makes the thing the thing it is, where the line gives no id."""

    def candidates(self, entry: Entry) -> Sequence[R]:
        """The rows that are surely the same thing, likeliest first."""

    def suspect(self, entry: Entry) -> Suspect[R] | None:
        """A row on the board that may be the same thing, where none surely is."""

    def create(self, entry: Entry) -> tuple[R, str] | Verdict:
        """A new row, and what becomes of the line."""

    def update(self, row: R, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        """Take what is fresh; gives what changed, in words. ``sure``: the row was imported from this source
        before; else it was found by what it is called, and what the board knows is only added to."""


def settle(settler: Settler[R], entry: Entry, ledger: Ledger, names: Names) -> Verdict:
    """What becomes of a line."""
    if entry.footer:
        return skipped("", FOOTER)
    name = settler.name(entry)
    if entry.problem:
        return rejected(name, entry.problem)
    if entry.values.get("deleted"):
        return skipped(name, "deleted there")
    refusal = settler.refusal(entry)
    if refusal is not None:
        return refusal
    has_id = "id" in entry.values
    key = entry.text("id") if has_id else ledger.natural_key(settler.kind, entry, *settler.natural(entry))
    known = ledger.external(entry.source, settler.kind, key)
    said_on = ledger.said_before(settler.kind, key, entry)
    if known is not None:
        row = ledger.all(settler.row_type).get(known.ours)
        if row is None:
            return skipped(name, "deleted from this board: it is in the trash")
        if said_on is not None:
            return _said_twice(settler, entry, row, name, said_on)
        fresh = ledger.see(known, entry)
        changed = settler.update(row, entry, frozenset(fresh), sure=True) if fresh else []
        return _known(name, changed, row)
    return _made_or_found(settler, entry, ledger, names, key, name)


def _made_or_found(
    settler: Settler[R], entry: Entry, ledger: Ledger, names: Names, key: str, name: str
) -> Verdict:
    if names.ask_account(entry) is SKIP:
        return skipped(name, LEFT_OUT)
    found = _found(settler, entry, ledger)
    if found is None:
        suspect = settler.suspect(entry)
        if suspect is not None and not _is_another(settler, entry, ledger, suspect.row):
            answer = names.doubts.decide(entry, entry.kind, name, suspect)
            if answer is SKIP:
                return skipped(name, LEFT_OUT)
            found = suspect.row if answer is SAME else None
    if found is not None:
        ledger.first_seen(settler.kind, key, entry, found.id)
        return _known(name, settler.update(found, entry, frozenset(entry.hashes), sure=False), found)
    made = settler.create(entry)
    if isinstance(made, Verdict):
        return made
    row, text = made
    ledger.first_seen(settler.kind, key, entry, row.id)
    return Verdict(LineOutcome.CREATED, name, text, row=row)


def _found(settler: Settler[R], entry: Entry, ledger: Ledger) -> R | None:
    """The likeliest of the rows that surely are what the line speaks of."""
    return next(
        (row for row in settler.candidates(entry) if not _is_another(settler, entry, ledger, row)), None
    )


def _is_another(settler: Settler[R], entry: Entry, ledger: Ledger, row: R) -> bool:
    """Whether the line's program knows the row under another id: then it is another thing."""
    return "id" in entry.values and ledger.known_to(entry.source, settler.kind, row.id)


def _known(name: str, changed: list[str], row: Row) -> Verdict:
    if changed:
        return Verdict(LineOutcome.UPDATED, name, ", ".join(dict.fromkeys(changed)), row=row)
    return Verdict(LineOutcome.UNCHANGED, name, "as it is on the board", row=row)


def _said_twice(settler: Settler[R], entry: Entry, row: R, name: str, line: int) -> Verdict:
    """The same id on two lines of one file: the same thing said twice, or two things under one id."""
    if settler.name(entry) == _called(row) or not _called(row):
        return skipped(name, f"said already on line {line}")
    return rejected(name, f"its id stands on line {line} already, for “{_called(row)}”")


def _called(row: Row) -> str:
    for field in ("title", "name", "subject"):
        found = getattr(row, field, "")
        if isinstance(found, str) and found:
            return found
    return ""


def taken(row: Row, name: str, value: object, *, sure: bool, new: bool) -> Any:
    """The value a field should have: the file's, except that what this plan itself made is only completed,
    and that nothing is ever emptied."""
    before = getattr(row, name)
    if value in (None, "", ()):
        return before
    if isinstance(value, tuple):
        joined = before + tuple(one for one in value if one not in before)
        return tuple(sorted(joined)) if name == "tags" else joined
    if name == "note" and before and not sure:
        return before if str(value) in before else f"{before}\n{value}"
    if new and before not in (None, "", 0):
        return before
    return value
