"""Reads a log of offers with their follow-up calls and outcomes, as ``followups`` replays it.

CSV, gzipped or not, with the columns ``case_id, amount_req, timestamp, activity, lifecycle`` in any order;
others are passed over, and so is the order of the rows. A timestamp is ISO 8601 with ``T`` or a space, any
fraction of a second and ``Z``, an offset or nothing, which is taken as UTC. Where the rows of a case differ
in its amount, the largest counts; where none has one, it is 0.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.domain.values import QuoteOutcome

COLUMNS = ("case_id", "amount_req", "timestamp", "activity", "lifecycle")
SENT, BACK, CALL = "O_SENT", "O_SENT_BACK", "W_Nabellen offertes"
EARLIEST, LATEST = 1900, 2200
"""Years: what lies outside is a slip of whoever wrote the log."""
CLOSING = {BACK: QuoteOutcome.WON, "O_CANCELLED": QuoteOutcome.LOST, "O_DECLINED": QuoteOutcome.LOST}
LONGEST_CELL = 100_000
"""Characters; of a longer one a quote is open that never closes."""


@dataclass
class Case:
    """One case of the log: when offers were open, when it was called, when a signed offer came back."""

    number: int
    amount: float = 0.0
    opened: list[tuple[datetime, datetime | None, QuoteOutcome | None]] = field(default_factory=list)
    calls: list[datetime] = field(default_factory=list)
    back: list[datetime] = field(default_factory=list)

    def days(self) -> list[date]:
        """The days on which anything happened, in order."""
        ends = [end for _, end, _ in self.opened if end is not None]
        return sorted(moment.date() for moment in [*(start for start, *_ in self.opened), *ends, *self.calls])

    def happened(self, moment: datetime, activity: str, lifecycle: str) -> None:
        """Take in the next event, in order of time."""
        waiting = bool(self.opened) and self.opened[-1][1] is None
        if activity == SENT and not waiting:
            self.opened.append((moment, None, None))
        elif activity in CLOSING and waiting:
            self.opened[-1] = (self.opened[-1][0], moment, CLOSING[activity])
        elif activity == CALL and lifecycle == "START" and waiting:
            self.calls.append(moment)
        if activity == BACK:
            self.back.append(moment)


def read(path: Path) -> list[Case]:
    """The cases of a log that had an offer, numbered by their names. Raises ``BadInput``, which says what
    cannot be read and where."""
    events: dict[str, list[tuple[datetime, int, str, str]]] = defaultdict(list)
    amounts: dict[str, float] = {}
    # The limit is of the whole process: whoever read a file of another kind before has set it to their own.
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise BadInput(
                f"{path}: there is no column {', '.join(missing)}; needed are {', '.join(COLUMNS)}."
            )
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            name, activity = _said(row["case_id"]), _said(row["activity"])
            moment = _moment(_said(row["timestamp"]), where)
            amount = _said(row["amount_req"])
            if amount:
                amounts[name] = max(amounts.get(name, 0.0), _amount(amount, where))
            # At one instant the old offer goes before the new one comes, and a call is of what is open then.
            turn = 0 if activity in CLOSING else 1 if activity == SENT else 2
            events[name].append((moment, turn, activity, _said(row["lifecycle"]).upper()))
    except csv.Error as error:
        raise BadInput(f"{path}, after line {rows.line_num}: this is no CSV: {error}.") from error
    cases = []
    for number, (name, happened) in enumerate(sorted(events.items()), start=1):
        case = Case(number, amounts.get(name, 0.0))
        for moment, _, activity, lifecycle in sorted(happened):
            case.happened(moment, activity, lifecycle)
        if case.opened:
            cases.append(case)
    return cases


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be opened: {error.strerror or error}.") from error
    try:
        return (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(f"{path} cannot be unpacked: {error}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is no text in UTF-8, at byte {error.start:,}.") from error


def _said(cell: str | None) -> str:
    """The text of a cell; a row that is too short has none."""
    return (cell or "").strip()


def _moment(text: str, where: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            f"{where}: “{text}” is no timestamp; one looks like 2011-10-01T00:38:44.546+02:00."
        ) from error
    if not EARLIEST <= found.year <= LATEST:
        raise BadInput(f"{where}: “{text}” is not between the years {EARLIEST} and {LATEST}.")
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _amount(text: str, where: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 <= found < math.inf:
        raise BadInput(f"{where}: “{text}” is no amount; one looks like 20000 or 20000.50.")
    return found
