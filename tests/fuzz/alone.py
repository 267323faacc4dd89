"""``python -m tests.fuzz.alone FILE …``: files read and planned in a process of their own, and what it took.

Prints a line of JSON a file: ``told`` (the refusal, or null), ``lines`` by outcome, ``megabytes`` at the
highest so far, ``seconds`` of the processor for the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

PATIENCE = 280
"""Seconds on the wall after which the process is ended: no measure of speed, the machine may be busy."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file, and what it took."""

    told: str | None
    lines: dict[str, int]
    megabytes: float
    seconds: float


def take_alone(*paths: Path) -> list[Taken]:
    """Read and plan files, each by itself, in another process. Raises ``subprocess.TimeoutExpired`` when one
    hangs, and ``AssertionError`` when one ends in anything but a plan or a refusal."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.alone", *map(str, paths)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    found = [Taken(**json.loads(line)) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{len(found)} done, ended by {done.returncode}: {done.stderr[-2_000:]}"
    return found


def take(path: Path) -> Taken:
    """Read and plan a file here."""
    from dreamboard.domain.errors import BadInput
    from dreamboard.exchange.archive import is_archive, read_archive
    from dreamboard.exchange.importing import plan_import, read_files
    from tests.fuzz.limits import peak_megabytes
    from tests.fuzz.readers import AT, CHOICES, ZONE, board

    began = time.process_time()
    told, lines = None, Counter[str]()
    try:
        if is_archive([path]):
            lines["archived"] = len(read_archive([path]).rows)
        else:
            plan = plan_import(read_files([path], CHOICES), board(), CHOICES, AT, ZONE)
            lines.update(line.outcome.value for line in plan.lines)
    except BadInput as error:
        told = str(error)
    return Taken(told, dict(lines), peak_megabytes(), time.process_time() - began)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(asdict(take(Path(name)))), flush=True)  # noqa: T201
