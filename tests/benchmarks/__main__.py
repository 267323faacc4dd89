"""``python -m tests.benchmarks [--small]``: prints a table, each figure beside its floor of the same run."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.table import run


def main() -> None:
    """Measure in a folder that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small board: whether it runs, not how fast")
    small = parser.parse_args().small
    with tempfile.TemporaryDirectory() as folder:
        for line in run(Path(folder), small=small):
            print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
