#!/usr/bin/env python3
"""Sets Dreamboard up once, then starts it; `run.py test` sets up for the tests and runs them.

Kept readable by Pythons as old as 2.7, so that a wrong version is told in words. A start that finds it all
made reads four files and turns into the program; what has to be made is made by environment.py.
"""

import hashlib
import os
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WINDOWS = os.name == "nt"


def main(arguments):
    """Set up what is missing, then become the program or run the tests; gives the exit code."""
    if sys.version_info < NEEDED:
        return refuse_this_python()
    place = os.environ.get("DREAMBOARD_VENV") or os.path.join(ROOT, ".venv")
    testing = arguments[:1] == ["test"]
    needs = {"run"}
    if sys.platform.startswith("linux"):
        needs.update(screens())
    if testing:
        needs.add("test")
        if any("wide" in argument for argument in arguments):
            needs.add("wide")
    if not is_ready(place, needs):
        import environment

        code = environment.set_up(ROOT, place, needs, lambda: is_ready(place, needs), identity())
        if code:
            return code
    if testing:
        import checks

        return checks.run(ROOT, place, arguments[1:])
    # -P: a file in the current folder must not stand in for a library.
    command = [python_of(place), "-P", "-m", "dreamboard"] + arguments
    if WINDOWS:  # there, exec returns to the shell before the program has ended
        import subprocess

        return subprocess.call(command)
    return os.execv(command[0], command)


def refuse_this_python():
    """Say which Python is needed, and name one that is here already."""
    sys.stderr.write(
        "Dreamboard needs Python %d.%d or newer; this is Python %s (%s).\n"
        % (NEEDED + (sys.version.split()[0], sys.executable))
    )
    for minor in range(20, NEEDED[1] - 1, -1):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            newer = os.path.join(folder, "python3.%d" % minor)
            if os.access(newer, os.X_OK):
                sys.stderr.write("There is one here. Run: %s %s\n" % (newer, " ".join(sys.argv)))
                return 1
    sys.stderr.write("Install one from https://www.python.org/downloads/ or with your system's packages.\n")
    return 1


def screens():
    """The kinds of screen on offer, whose libraries the window needs."""
    kinds = {"DISPLAY": "x11", "WAYLAND_DISPLAY": "wayland"}
    return {kind for variable, kind in kinds.items() if os.environ.get(variable)}


def python_of(place):
    """The environment's interpreter."""
    return os.path.join(place, "Scripts", "python.exe") if WINDOWS else os.path.join(place, "bin", "python")


def identity():
    """What an environment was made by, and from: two lines, the second one a hash."""
    digest = hashlib.sha256()
    for name in ("packaging/run.lock", "packaging/test.lock", "packaging/wide.lock", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as lines:
            digest.update(lines.read())
    return "Python %d.%d for %s\n%s\n" % (sys.version_info[:2] + (ROOT, digest.hexdigest()))


def is_ready(place, needs):
    """Whether the environment stands, was made from these very files, and has what is needed."""
    try:
        with open(os.path.join(place, "dreamboard.stamp"), encoding="utf-8") as stamp:
            made_from, has = stamp.read().rsplit("\n", 1)
    except (OSError, ValueError):
        return False
    return (
        made_from + "\n" == identity()
        and needs.issubset(has.split())
        and os.path.exists(python_of(place))
        and os.path.exists(os.path.join(place, "pyvenv.cfg"))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
