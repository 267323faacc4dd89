"""Opening the window from the command line: nothing is loaded before it but what it needs, as every
millisecond is one that the rep waits."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dreamboard.app.screen import missing_screen


def window(board: Path | None = None) -> int:
    """Open the window on a board, the rep's own if none is named; without a screen say what works there."""
    told = missing_screen(sys.platform, os.environ)
    if told:
        sys.stderr.write(f"{told}\n")
        return 1
    try:
        from dreamboard.app.main import run
        from dreamboard.app.paths import default_board
    except ImportError as error:
        sys.stderr.write(
            f"dreamboard: The window cannot be loaded: {error}. Starting by packaging/run.py says what is"
            " missing, and the other verbs work without it.\n"
        )
        return 1
    return run(board or default_board())
