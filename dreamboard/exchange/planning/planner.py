"""All files at once into one plan: accounts first, then what hangs on them, in whatever order they come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from dreamboard.domain.model import ROW_TYPES, Pursuit, Touch
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.accounts import Accounts
from dreamboard.exchange.planning.contacts import Contacts
from dreamboard.exchange.planning.correspondence import by_time
from dreamboard.exchange.planning.deals import DealChoices, Deals
from dreamboard.exchange.planning.doubts import Doubts
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected
from dreamboard.exchange.planning.names import Names
from dreamboard.exchange.planning.quotes import Quotes
from dreamboard.exchange.planning.settle import settle
from dreamboard.exchange.planning.shown import Shown
from dreamboard.exchange.planning.snapshot import Snapshot
from dreamboard.exchange.planning.touches import Touches
from dreamboard.services.import_plan import (
    ImportPlan,
    Kind,
    LineOutcome,
    PlannedFile,
    PlannedLine,
)


@dataclass(frozen=True, slots=True)
class Batch:
    """The lines of one file, and what was chosen for its deals."""

    file: PlannedFile
    entries: Sequence[Entry] = field(repr=False)
    deals: DealChoices


def make_plan(
    batches: Sequence[Batch],
    snapshot: Snapshot,
    at: datetime,
    zone: tzinfo,
    currency: str,
    step: Callable[[int], None] = lambda done: None,
    mine: Collection[str] = (),
    doubts: Doubts | None = None,
    card: Pursuit | None = None,
) -> ImportPlan:
    """The plan of an import. ``mine`` are the rep's own addresses; ``doubts`` hold what was decided of lines
    in doubt; ``card`` is where all people, messages and meetings go; ``step`` is told now and then how many
    lines are settled, and may raise."""
    ledger = Ledger(snapshot, at, zone, card)
    doubts = doubts or Doubts([batch.file.path for batch in batches])
    names = Names(ledger, doubts)
    accounts = Accounts(ledger, names, currency)
    contacts = Contacts(ledger, names)
    touches = Touches(ledger, names, mine)
    quotes = Quotes(ledger, names, currency)
    deals: list[Deals] = []
    verdicts: list[tuple[Entry, Verdict]] = []

    def run(entries: Iterable[Entry], settler: Any) -> None:
        for entry in entries:
            try:
                verdict = (touches.plan(entry) if settler is touches else None) or settle(
                    settler, entry, ledger, names
                )
            except ValueError as error:  # an amount too large for the board
                verdict = rejected(settler.name(entry), str(error))
            verdicts.append((entry, verdict))
            if len(verdicts) % 500 == 0:
                step(len(verdicts))

    def of(kind: Kind) -> list[Batch]:
        return [batch for batch in batches if batch.file.kind is kind]

    for batch in of(Kind.ACCOUNTS):
        run(batch.entries, accounts)
    parents = accounts.link_parents()
    for batch in of(Kind.CONTACTS):
        run(batch.entries, contacts)
    contacts.hire_waiting()
    for batch in of(Kind.DEALS):
        settler = Deals(ledger, names, batch.deals)
        settler.name_accounts(batch.entries)
        run(batch.entries, settler)
        deals.append(settler)
    for batch in of(Kind.QUOTES):
        run(batch.entries, quotes)
    letters: list[Entry] = []
    for batch in of(Kind.TOUCHES):
        if "sender" in batch.file.columns.values():
            letters += batch.entries
        else:
            run(batch.entries, touches)
    run(by_time(letters), touches)

    shown = Shown(ledger, names, currency)
    lines = sorted(
        (_line(entry, verdict, parents, shown) for entry, verdict in verdicts),
        key=lambda line: (line.file, line.line),
    )
    return ImportPlan(
        files=tuple(_with_rejected(number, batches[number], verdicts) for number in range(len(batches))),
        lines=tuple(lines),
        new=ledger.new_rows(ROW_TYPES),
        changes=ledger.row_changes(),
        stage_words=tuple(word for settler in deals for word in settler.stage_words()),
        doubts=tuple(sorted(doubts.found, key=lambda doubt: (doubt.file, doubt.line))),
        strangers=touches.strangers(),
        notes=_notes(deals, lines),
    )


def _line(
    entry: Entry, verdict: Verdict, parents: dict[tuple[int, int], LineOutcome], shown: Shown
) -> PlannedLine:
    outcome, text = verdict.outcome, verdict.text
    if outcome is LineOutcome.UNCHANGED and (entry.file, entry.line) in parents:
        outcome, text = LineOutcome.UPDATED, "parent"
    return PlannedLine(
        entry.file,
        entry.line,
        entry.kind,
        outcome,
        verdict.name,
        text,
        verdict.unattached,
        shown.account(entry, verdict.row),
        shown.amount(entry),
        shown.day(entry),
        verdict.row.id if isinstance(verdict.row, Touch) else 0,
    )


def _with_rejected(number: int, batch: Batch, verdicts: Sequence[tuple[Entry, Verdict]]) -> PlannedFile:
    file = batch.file
    cells = tuple(
        (*entry.cells, *("",) * (len(file.header) - len(entry.cells)), verdict.text)
        for entry, verdict in verdicts
        if entry.file == number and verdict.outcome is LineOutcome.REJECTED
    )
    return PlannedFile(
        file.name,
        file.path,
        file.kind,
        file.program,
        file.encoding,
        file.encoding_sure,
        file.header,
        file.columns,
        cells,
    )


def _notes(deals: Sequence[Deals], lines: Sequence[PlannedLine]) -> tuple[str, ...]:
    notes = []
    shared = [name for settler in deals for name in settler.shared]
    if shared:
        notes.append(
            f"{_counted(len(shared), 'account is', 'accounts are')} known by an id alone and named after a"
            f" deal ({shared[0]}): import the accounts too, and they get their own names."
        )
    unattached = sum(line.unattached for line in lines)
    if unattached:
        notes.append(
            f"{_counted(unattached, 'line hangs', 'lines hang')} on nothing known: import the accounts,"
            " contacts or deals they belong to, then the saved lines again."
        )
    return tuple(notes)


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
