"""``python -m tests.benchmarks [--small] [--imports]``: a table, each figure beside its floor of the same
run; ``--imports`` measures an import alone."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.table import imported, run


def main() -> None:
    """Measure in a folder that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small board: whether it runs, not how fast")
    parser.add_argument("--imports", action="store_true", help="an import alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        deals = 200 if asked.small else 10_000
        alone = imported(Path(folder), deals, 10 * deals)
        for line in alone if asked.imports else run(Path(folder), small=asked.small):
            print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
