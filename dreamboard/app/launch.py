"""Opens the window from a bare interpreter: the first line that a start runs, and what it costs memory."""

from __future__ import annotations

import gc
from pathlib import Path

_YOUNG = 20_000
"""New objects before the collector looks at them. Python's 700 is for small programs: a board's reading makes
two hundred thousand, none of them in a circle."""


def open_window(path: Path) -> int:
    """Open the window on a board; the program's exit code."""
    # A start makes a great many objects and throws away hardly any: the collector would look at each of them
    # again and again, a tenth of the start.
    gc.disable()
    from dreamboard.app.main import run

    try:
        return run(path, filled=let_collector_work)
    finally:
        gc.enable()


def let_collector_work() -> None:
    """The start is over: what it made stays, and the collector need not look at it again."""
    gc.freeze()
    gc.set_threshold(_YOUNG)
    gc.enable()
