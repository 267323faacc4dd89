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


def check(path, confirmed):
    """Every confirmed step is in the journal as it was last said to be, nothing is damaged, and nothing is
    derived wrongly."""
    assert [finding.text for finding in examine(path) if not finding.ok] == []
    board = open_board(path, StandingClock())
    try:
        steps = {step.id: step for step in board.queries.steps(limit=1000)}
    finally:
        board.close()
    said = {}
    for change in confirmed:
        if not change["undone"]:  # a new step ends those that were undone, and takes their place
            said = {step: undone for step, undone in said.items() if not undone}
        said[change["step"]] = change["undone"]
    # One more change may have reached the disk than was said: a new step, or an undone one.
    wrong = [step for step, undone in said.items() if step not in steps or steps[step].undone != undone]
    ended = [step for step in wrong if said[step] and max(steps, default=0) > max(said)]
    last = [step for step in wrong if step not in ended and step in steps and steps[step].undone]
    assert len(last) <= 1
    assert sorted(wrong) == sorted(ended + last)
    assert len([step for step in steps if step > max(said, default=0)]) <= 1


def storms(path, repository, count, seed):
    dice = random.Random(seed)
    total = 0
    for number in range(count):
        confirmed = storm(path, repository, seed * 1000 + number, dice.uniform(5, 400))
        total += len(confirmed)
        check(path, confirmed[-400:])
    return total


def test_what_was_confirmed_survives_five_kills(path, repository):
    assert storms(path, repository, 5, seed=random.randrange(10**6)) > 5


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
