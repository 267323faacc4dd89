"""A whole mailbox: read, planned and brought onto a board in the memory that any import has."""

import json
import subprocess
import sys

import pytest

MOST = 300
"""MiB."""

READ = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path

from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import ApplyImport
from dreamboard.app.clock import SystemClock
from dreamboard.app.workspace import open_workspace
from tests.fuzz.limits import peak_megabytes

folder = Path(sys.argv[1])
workspace = open_workspace(folder / "board.dreamboard", SystemClock())
dispatcher, queries = workspace.dispatcher, workspace.queries
for number in range(50):
    contact = NewContact(f"Contact {number}", emails=(f"c{number}@a{number}.example",))
    dispatcher.run(AddPursuit(f"Account {number}", contact=contact))
told = []
choices = Choices(mine=("me@rep.example",))
sources = read_files([folder / "all.mbox"], choices, progress=lambda done, total: told.append((done, total)))
plan = plan_import(sources, take_snapshot(queries, kinds_of(sources)), choices, datetime.now(UTC), UTC)
dispatcher.run(ApplyImport(plan))
counts = {outcome.value: count for one in plan.counts().values() for outcome, count in one.items() if count}
workspace.close()
whole = told[-1][0] / told[-1][1]
print(json.dumps({"counts": counts, "told": len(told), "whole": whole, "peak": peak_megabytes()}))
"""


def write_mailbox(path, messages, attached, long):
    """``attached``: bytes of each message's attachment; two of ten thousand messages have ``long``."""
    packed = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWg==\n"
    with path.open("wb") as file:
        for number in range(messages):
            who = f"c{number % 60}@a{number % 60}.example"
            ways = (who, "me@rep.example") if number % 3 else ("me@rep.example", who)
            lines = (
                "From x Mon Feb  2 10:00:00 2026",
                f"From: {ways[0]}",
                f"To: {ways[1]}",
                f"Message-ID: <{number}@a.example>",
                f"In-Reply-To: <{max(0, number - 60)}@a.example>",
                f"Subject: Re: Dock {number}",
                f"Date: Mon, 2 Feb 2026 {number // 60 % 24:02}:{number % 60:02}:00 +0000",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "",
                *["A few words about the dock."] * 20,
                "On Mon, 2 Feb 2026, Me <me@rep.example> wrote:",
                "> Hello",
                "--b",
                "Content-Type: application/pdf; name=a.pdf",
                "Content-Transfer-Encoding: base64",
                "",
                "",
            )
            file.write("\n".join(lines).encode())
            size = attached if number % 5_000 else long
            file.write(packed * (size // len(packed)))
            file.write(b"--b--\n\n")


def measured(tmp_path, repository):
    run = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_a_mailbox_of_ten_thousand_messages_comes_in_within_its_memory(tmp_path, repository):
    write_mailbox(tmp_path / "all.mbox", 10_000, 200, 12 * 1024 * 1024)
    found = measured(tmp_path, repository)
    assert sum(found["counts"].values()) == 10_000
    assert found["counts"]["created"] > 8_000
    assert found["told"] >= 100
    assert found["peak"] < MOST, f"{found['peak']:.0f} MiB"


@pytest.mark.wide
def test_a_mailbox_of_a_gigabyte_comes_in_within_the_same_memory(tmp_path, repository):
    write_mailbox(tmp_path / "all.mbox", 10_000, 100_000, 20 * 1024 * 1024)
    assert (tmp_path / "all.mbox").stat().st_size > 1_000_000_000
    found = measured(tmp_path, repository)
    assert sum(found["counts"].values()) == 10_000
    assert found["peak"] < MOST, f"{found['peak']:.0f} MiB"
