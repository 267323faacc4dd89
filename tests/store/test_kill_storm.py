"""Killed at any moment: what was confirmed is there, and the board is whole."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from dreamboard.store.backup import backups_of, make_backup
from dreamboard.store.doctor import examine
from dreamboard.store.open import open_board
from tests.store.small_world import NOON, StandingClock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")


def storm(path, repository, seed, milliseconds):
    """Change the board for some time, then kill; returns the confirmed changes."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.store.storm", str(path), str(seed)],
        cwd=repository,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert json.loads(program.stdout.readline()) == {"ready": True}
        time.sleep(milliseconds / 1000)
    finally:
        os.kill(program.pid, signal.SIGKILL)
    confirmed = [json.loads(line) for line in program.stdout if line.endswith("\n")]
    program.stdout.close()
    program.wait()
    return confirmed


def journal_of(path):
    """The steps of a board: id and whether it is undone."""
    board = open_board(path, StandingClock())
    try:
        return {step.id: step.undone for step in board.queries.steps(limit=1000)}
    finally:
        board.close()


def after(steps, change):
    """The journal once a change is done."""
    if not change["undone"]:  # a new step ends those that were undone
        steps = {step: undone for step, undone in steps.items() if not undone}
    return {**steps, change["step"]: change["undone"]}


def possible_next(steps):
    """The journals that one more change leads to, which nobody was told of any more."""
    standing = {step: undone for step, undone in steps.items() if not undone}
    yield steps
    if standing:
        yield {**steps, max(standing): True}
    yield {**standing, "new": False}


def check(path, before, confirmed):
    """Every confirmed change is there, at most one more, nothing is damaged and nothing derived wrongly."""
    assert [finding.text for finding in examine(path) if not finding.ok] == []
    told = before
    for change in confirmed:
        told = after(told, change)
    held = journal_of(path)
    newest = max(told, default=0)
    renamed = {"new" if step > newest else step: undone for step, undone in held.items()}
    oldest = min(held, default=0)  # the journal forgets its oldest steps
    assert renamed in [
        {step: undone for step, undone in one.items() if step == "new" or step >= oldest}
        for one in possible_next(told)
    ]


def storms(path, repository, count, seed):
    dice = random.Random(seed)
    total = 0
    for number in range(count):
        before = journal_of(path)
        confirmed = storm(path, repository, seed * 1000 + number, dice.uniform(5, 400))
        total += len(confirmed)
        check(path, before, confirmed)
    return total


def test_what_was_confirmed_survives_five_kills(path, repository):
    assert storms(path, repository, 5, seed=random.randrange(10**6)) > 0


@pytest.mark.wide
def test_what_was_confirmed_survives_fifty_kills(path, repository):
    assert storms(path, repository, 50, seed=random.randrange(10**6)) > 500


def test_a_kill_while_a_board_is_made_leaves_a_board_or_nothing(path, repository):
    for delay in (0.25, 0.4, 0.5, 0.6, 0.7):
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.store.storm", str(path), "1"],
            cwd=repository,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(delay)
        os.kill(program.pid, signal.SIGKILL)
        program.wait()
        if path.exists():
            assert all(finding.ok for finding in examine(path))
            break


def test_a_kill_during_a_backup_leaves_no_half_of_one(path, repository):
    open_board(path, StandingClock()).close()
    code = (
        "import sys, os, signal; from pathlib import Path; from dreamboard.store.backup import make_backup; "
        "from tests.store.small_world import NOON; "
        "make_backup(Path(sys.argv[1]), NOON, lambda done, total: os.kill(os.getpid(), signal.SIGKILL))"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=repository, check=False)
    assert backups_of(path) == ()
    make_backup(path, NOON)
    assert len(list(backups_of(path)[0].path.parent.iterdir())) == 1
