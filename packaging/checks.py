"""The steps of `run.py test`, in order; the first one that fails ends it. Standard library only."""

import os
import subprocess
import sys
from pathlib import Path

import environment

NOTHING_COLLECTED = 5
"""Pytest's exit code when no test was chosen."""


def run(root: str, place: str, pytest_arguments: list[str]) -> int:
    """Check form, types, layers and behaviour, and give the exit code of the first step that fails, or 0.

    The last thing printed is a summary by pytest.
    """
    python = environment.python_of(Path(place).absolute())
    for title, command in _static_steps(python):
        if code := _step(title, command, root):
            return code
    pytest = [str(python), "-m", "pytest"]
    if any(argument.startswith("-m") for argument in pytest_arguments):
        return _step("Tests that were asked for", [*pytest, *pytest_arguments], root)
    # On every core, but for tests chosen by hand: to start the workers takes longer than a few of them. There
    # is one real mouse.
    spread = [] if pytest_arguments else ["-n", "auto"]
    codes = []
    for title, chosen in (("Tests", spread), ("Tests with a real mouse", ["-m", "e2e"])):
        codes.append(_step(title, [*pytest, *chosen, *pytest_arguments], root))
        # A path or a name given by hand may well choose tests of one kind alone.
        if codes[-1] and not (pytest_arguments and codes[-1] == NOTHING_COLLECTED):
            return codes[-1]
    return min(codes)


def _static_steps(python: Path) -> list[tuple[str, list[str]]]:
    module = [str(python), "-m"]
    lint_imports = python.with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    return [
        ("Form", [*module, "ruff", "format", "--check", "--quiet", "."]),
        ("Lint", [*module, "ruff", "check", "--quiet", "."]),
        ("Types", [*module, "mypy", "--no-error-summary"]),
        ("Layers", [str(lint_imports), "--no-logo"]),
    ]


def _step(title: str, command: list[str], root: str) -> int:
    sys.stdout.write(f"-- {title}\n")
    sys.stdout.flush()
    try:
        return subprocess.run(command, cwd=root, check=False).returncode
    except KeyboardInterrupt:
        return 130
