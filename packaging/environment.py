"""Makes, updates and mends the environment that the program runs in. Standard library only.

An environment carries a stamp once it is complete: what made it, a hash of what it was made from, and what it
is good for. The stamp is taken away before anything changes and written after everything worked; so an
environment without one was interrupted, and is made anew. All words go to standard error: standard output is
the program's.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import system_packages

STAMP = "dreamboard.stamp"
MARK = "dreamboard.mark"
"""Stands in every folder made here from its first moment: only what carries it may be deleted unasked."""

LOCKS = ("wide", "test", "run")
"""The lock files, each of which holds the next."""

ELSEWHERE = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH")
"""A person's wishes to install to, or run from, other places are not meant for this environment."""


class SetUpError(Exception):
    """Something that the person has to do first; the text says what."""


def set_up(root: str, place: str, needs: set[str], is_ready: Callable[[], bool], identity: str) -> int:
    """Make `place` ready for `needs` (run, x11, wayland, test, wide). Gives an exit code; errors are told."""
    folder = Path(place).absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.with_name(f"{folder.name}.lock")):
            if not is_ready():  # another start may just have done it
                _refuse_foreign(folder, Path(root))
                system_packages.provide(needs)
                _make(folder, Path(root), needs, identity)
    except KeyboardInterrupt:
        _say("Stopped. The next start takes it up again.")
        return 130
    except (SetUpError, system_packages.PackagesMissingError, OSError) as error:
        _say(str(error))
        return 1
    return 0


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in a folder."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _make(folder: Path, root: Path, needs: set[str], identity: str) -> None:
    made_by = identity.splitlines()[0]
    stamp = folder / STAMP
    had = stamp.read_text(encoding="utf-8").splitlines() if stamp.exists() else []
    stamp.unlink(missing_ok=True)
    if had[:1] == [made_by] and _runs(python_of(folder)):
        needs = needs.union(had[-1].split())
        _say("Bringing Dreamboard's environment up to date.")
    else:
        _say(f"Setting up Dreamboard in {folder}: once, about 120 MB to fetch, a minute or two.")
        _create(folder)
    lock = root / "packaging" / f"{next(name for name in LOCKS if name in needs)}.lock"
    _pip(folder, "--require-hashes", "--requirement", str(lock))
    # The build back end stands in the lock too, so that nothing unpinned is fetched.
    _pip(folder, "--no-deps", "--no-build-isolation", "--editable", str(root))
    fresh = folder / f"{STAMP}.new"
    fresh.write_text(identity + " ".join(sorted(needs)), encoding="utf-8")
    fresh.replace(stamp)


def _refuse_foreign(folder: Path, root: Path) -> None:
    """Never delete what was not made here: a mistyped DREAMBOARD_VENV may name anything."""
    if not folder.exists() or (folder / MARK).exists():
        return
    if not folder.is_dir():
        raise SetUpError(f"{folder} is no folder. Set DREAMBOARD_VENV to another place.")
    # Other tools keep their environment for a project in the same .venv, and make it again as easily.
    is_the_projects_own = folder == root / ".venv" and (folder / "pyvenv.cfg").exists()
    if any(folder.iterdir()) and not is_the_projects_own:
        raise SetUpError(f"{folder} holds something else. Empty it, or set DREAMBOARD_VENV to another place.")


def _create(folder: Path) -> None:
    if folder.exists():
        for entry in folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != MARK:
                entry.unlink()
    folder.mkdir(exist_ok=True)
    (folder / MARK).write_text("Made by packaging/run.py, which may delete this folder and make it again.\n")
    _run([sys.executable, "-m", "venv", str(folder)], f"Python could not make an environment in {folder}.")


def _pip(folder: Path, *arguments: str) -> None:
    command = [str(python_of(folder)), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    _run(
        [*command, "-qq", *arguments],
        "The packages could not be installed; pip says why above. Without a way to a package index "
        "there is nothing to be done; otherwise run the same command again.",
    )


def _run(command: list[str], trouble: str) -> None:
    variables = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    # close_fds: the lock is handed on.
    if subprocess.run(command, stdout=sys.stderr, env=variables, close_fds=False, check=False).returncode:
        raise SetUpError(trouble)


def _runs(python: Path) -> bool:
    try:
        run = subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return run.returncode == 0


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a lock between processes. It goes with them, however they end; a pip outliving this one has it."""
    with lock.open("a") as held:
        os.set_inheritable(held.fileno(), True)
        if not _try_to_lock(held):
            _say("Another start is setting up Dreamboard; waiting for it.")
            while not _try_to_lock(held):
                time.sleep(0.2)
        yield


def _try_to_lock(held: IO[str]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
