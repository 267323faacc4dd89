"""Writes the lock files anew, by uv.

`--upgrade` takes the newest versions; without it, what is locked stays as long as pyproject.toml allows it.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HOW = [
    *("uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"),
    # A lock speaks of packages alone: where they come from is for each machine to say.
    *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"),
]


def main(arguments: list[str]) -> None:
    """Compile what runs the program, then what tests it at the same versions, and tests it widely."""
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))
    # What builds the project is pinned too (from standard input): the set-up builds without isolation.
    builders = "\n".join(project["build-system"]["requires"])
    sources = ["pyproject.toml", "-"]
    chosen: list[str] = []
    for name, extra in (("run", ""), ("test", "test"), ("wide", "fuzz")):
        chosen += ["--extra", extra] if extra else []
        command = [*HOW, *arguments, *sources, *chosen, "--output-file", f"packaging/{name}.lock"]
        subprocess.run(command, cwd=FOLDER.parent, check=True, input=builders, text=True)
        chosen += ["--constraint", f"packaging/{name}.lock"]


if __name__ == "__main__":
    main(sys.argv[1:])
