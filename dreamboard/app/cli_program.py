"""Verbs about the program itself: the window, the sample, the self-test, the version."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from dreamboard import __version__
from dreamboard.app.cli_board import clock_of
from dreamboard.app.cli_print import Out
from dreamboard.app.paths import demo_board
from dreamboard.app.screen import missing_screen
from dreamboard.domain.errors import Refused


def demo(asked: argparse.Namespace, out: Out) -> int:
    """``demo``: the sample board, made anew unless it is today's, and opened where there is a screen."""
    from dreamboard.app.sample import make_sample, sample_day

    path: Path = asked.target or demo_board()
    clock = clock_of(asked)
    if path.exists() and sample_day(path, clock) is None:
        raise Refused(f"{path} is not the sample: it stays as it is. Give the sample another file.")
    if not path.exists():
        make_sample(path, clock)
    elif sample_day(path, clock) != clock.today():
        out.say(f"The older sample is kept: {_make_anew(path, asked)}")
    out.say(f"The sample board is at {path}.")
    if asked.no_window or _no_screen():
        return 0
    out.write(as_json=False)
    out.lines.clear()
    from dreamboard.app.cli_window import window

    return window(path)


def _make_anew(path: Path, asked: argparse.Namespace) -> Path | None:
    """In the place of an older sample, which is backed up: the rep may have played with it. Gives that
    backup."""
    from dreamboard.app.sample import make_sample
    from dreamboard.store.backup import restore

    clock = clock_of(asked)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        make_sample(fresh, clock)
        before = restore(path, fresh, clock.now())
    return before.path if before else None


def _no_screen() -> bool:
    """A screen that nobody can look at counts as none."""
    unseen = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal")
    return unseen or bool(missing_screen(sys.platform, os.environ))


def self_test(asked: argparse.Namespace, out: Out) -> int:
    """``self-test``: the installed program at work on a board of its own."""
    from dreamboard.app.selftest import run

    return run(asked.target)


def version(asked: argparse.Namespace, out: Out) -> int:
    """``version``."""
    out.data = {"version": __version__}
    out.say(f"dreamboard {__version__}")
    return 0
