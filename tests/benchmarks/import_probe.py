"""Run as a program: accounts, deals and touches from CSV onto a new board, and what it took, as JSON.

The arguments are a folder to work in, how many deals and how many touches. Seconds to read and plan, and to
apply; MiB held at the highest after each, and before anything was read.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

from dreamboard.app.clock import SystemClock
from dreamboard.app.workspace import open_workspace
from dreamboard.exchange import importing
from dreamboard.exchange.dates import DateOrder
from dreamboard.services.import_plan import ApplyImport, LineOutcome
from tests.fuzz.limits import peak_megabytes

DEALS_AT_AN_ACCOUNT = 3
OUTCOMES = ("Left voicemail", "No answer", "Connected")


def write_files(folder: Path, deals: int, touches: int) -> list[Path]:
    """Files of accounts, of deals at them and of touches about those, as another program exports them."""

    def write(name: str, header: list[str], rows) -> Path:
        path = folder / name
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, quoting=csv.QUOTE_ALL)
            out.writerow(header)
            out.writerows(rows)
        return path

    def deal(n: int) -> list[str]:
        won, closed = n % 5 == 0, n % 2 == 0
        stage = ("Closed Won" if won else "Closed Lost") if closed else "Prospecting"
        day = f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"
        flags = [str(closed).lower(), str(won and closed).lower()]
        return [f"006x{n:011}", f"Deal {n}", _account(n), stage, f"{n * 100}.0", day, *flags]

    def touch(n: int) -> list[str]:
        at = f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:{n % 60:02}:00.000Z"
        return [
            f"00Tx{n:011}",
            f"006x{n % deals:011}",
            "Call",
            at,
            OUTCOMES[n % 3],
            f"Docks {n}",
            "Asked again.",
        ]

    accounts = ([_account(n), f"Account {n:05} Works", "Food"] for n in range(0, deals, DEALS_AT_AN_ACCOUNT))
    return [
        write("accounts.csv", ["ID", "NAME", "INDUSTRY"], accounts),
        write(
            "deals.csv",
            ["ID", "NAME", "ACCOUNTID", "STAGENAME", "AMOUNT", "CLOSEDATE", "ISCLOSED", "ISWON"],
            map(deal, range(deals)),
        ),
        write(
            "tasks.csv",
            ["ID", "WHATID", "TASKSUBTYPE", "ACTIVITYDATE", "CALLDISPOSITION", "SUBJECT", "DESCRIPTION"],
            map(touch, range(touches)),
        ),
    ]


def _account(number: int) -> str:
    return f"001x{number // DEALS_AT_AN_ACCOUNT:011}"


def main(folder: Path, deals: int, touches: int) -> dict[str, float]:
    """Import, and give the figures."""
    paths = write_files(folder, deals, touches)
    choices = importing.Choices(date_order=DateOrder.DMY)
    with open_workspace(folder / "import.dreamboard", SystemClock()) as workspace:
        before = peak_megabytes()
        began = time.perf_counter()
        sources = importing.read_files(paths, choices)
        snapshot = importing.take_snapshot(workspace.queries, importing.kinds_of(sources))
        clock = workspace.clock
        plan = importing.plan_import(sources, snapshot, choices, clock.now(), clock.zone)
        planned, at_plan = time.perf_counter(), peak_megabytes()
        created = sum(counts[LineOutcome.CREATED] for counts in plan.counts().values())
        workspace.dispatcher.run(ApplyImport(plan))
        applied = time.perf_counter()
    return {
        "plan": planned - began,
        "apply": applied - planned,
        "lines": len(plan.lines),
        "created": created,
        "peak before": before,
        "peak planned": at_plan,
        "peak applied": peak_megabytes(),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
