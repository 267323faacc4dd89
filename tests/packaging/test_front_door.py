"""`run.py` itself: readable by old Pythons, quick where everything is made, and truthful about the tests."""

import ast
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

LATER_SYNTAX = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.AsyncFunctionDef, ast.Nonlocal)


@pytest.fixture
def made(front_door, tmp_path, monkeypatch):
    """An environment that says it is whole, whose Python is a shell script that names its arguments."""
    run = front_door("run")
    place = tmp_path / "venv"
    (place / "bin").mkdir(parents=True)
    (place / "pyvenv.cfg").touch()
    python = place / "bin" / "python"
    python.write_text('#!/bin/sh\nfor argument; do echo "$argument"; done\nexit 7\n')
    python.chmod(0o755)
    (place / "dreamboard.stamp").write_text(run.identity() + "run test x11 wayland")
    monkeypatch.setenv("DREAMBOARD_VENV", str(place))
    return python


def test_old_pythons_can_read_it(repository):
    source = (repository / "packaging" / "run.py").read_bytes().decode("ascii")
    assert [node for node in ast.walk(ast.parse(source)) if isinstance(node, LATER_SYNTAX)] == []


def test_old_pythons_that_are_here_tell_it_in_words(repository):
    program = str(repository / "packaging" / "run.py")
    for old in filter(shutil.which, ("python2.7", "python3.6", "python3.9", "python3.10")):
        run = subprocess.run([old, program, "board"], capture_output=True, text=True, check=False)
        if run.returncode == 127:  # a version manager's stand-in for a Python that is not chosen
            continue
        assert run.returncode == 1
        assert run.stderr.startswith("Dreamboard needs Python 3.11 or newer; this is Python ")
        assert "Traceback" not in run.stderr


def test_a_wrong_version_is_told_with_one_that_would_do(front_door, monkeypatch, tmp_path, capsys):
    run = front_door("run")
    newer = tmp_path / "python3.13"
    newer.touch(0o755)
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.main(["board"]) == 1
    assert f"There is one here. Run: {newer} " in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_every_argument_and_the_exit_code_pass_through(repository, made):
    run = subprocess.run(
        [sys.executable, repository / "packaging" / "run.py", "log", "vm dana re dock", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 7
    assert run.stdout.splitlines() == ["-P", "-m", "dreamboard", "log", "vm dana re dock", "--json"]
    assert run.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_a_second_start_loads_nothing_but_what_reads_the_stamp(repository, made):
    def loaded(*arguments) -> set[str]:
        run = subprocess.run(
            [os.path.realpath(sys.executable), "-X", "importtime", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if "import time:" in line}

    assert loaded(repository / "packaging" / "run.py") <= loaded("-c", "import hashlib, os, sys")


def test_what_was_made_from_other_files_is_not_ready(front_door, made):
    run = front_door("run")
    place = str(made.parent.parent)
    assert run.is_ready(place, {"run"})
    assert not run.is_ready(place, {"run", "something new"})
    (made.parent.parent / "dreamboard.stamp").write_text(run.identity().replace("Python", "Pythons") + "run")
    assert not run.is_ready(place, {"run"})


class TestTheSteps:
    """`run.py test`: in order, the first failure ends it, and its exit code is the command's."""

    @pytest.fixture
    def steps(self, front_door, monkeypatch):
        """The checks with every step only noted; `codes` says how a step whose command holds a word ends."""
        checks = front_door("checks")
        noted = SimpleNamespace(
            commands=[], codes={}, run=lambda *given: checks.run("/a", "/a/venv", list(given))
        )

        def run(command, cwd, check):
            words = [os.path.basename(command[0]), *command[1:]]
            noted.commands.append(" ".join(words).removeprefix("python "))
            code = next((code for word, code in noted.codes.items() if word in noted.commands[-1]), 0)
            return SimpleNamespace(returncode=code)

        monkeypatch.setattr(checks.subprocess, "run", run)
        return noted

    def test_all_of_them_in_order(self, steps):
        assert steps.run() == 0
        assert [command.removeprefix("-m ").partition(" ")[0] for command in steps.commands] == [
            "ruff",
            "ruff",
            "mypy",
            "lint-imports",
            "pytest",
            "pytest",
        ]
        assert steps.commands[-1] == "-m pytest -m e2e"

    @pytest.mark.parametrize(("word", "ran"), [("format", 1), ("mypy", 3), ("lint-imports", 4)])
    def test_the_first_failure_ends_it(self, steps, word, ran):
        steps.codes[word] = 3
        assert steps.run() == 3
        assert len(steps.commands) == ran

    def test_failing_tests_end_it_before_the_mouse_moves(self, steps):
        steps.codes["pytest"] = 1
        assert steps.run() == 1
        assert len(steps.commands) == 5

    def test_a_path_may_choose_tests_of_one_kind_alone(self, steps):
        steps.codes["-m e2e"] = 5
        assert steps.run("tests/domain") == 0
        assert steps.commands[-2:] == ["-m pytest tests/domain", "-m pytest -m e2e tests/domain"]

    def test_no_tests_at_all_is_a_failure(self, steps):
        steps.codes["pytest"] = 5
        assert steps.run("tests/nowhere") == 5
        assert steps.run() == 5

    def test_markers_given_by_hand_are_run_once(self, steps):
        assert steps.run("-m", "wide") == 0
        assert steps.commands[4:] == ["-m pytest -m wide"]
