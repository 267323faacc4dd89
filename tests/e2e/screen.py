"""A private X server with a window manager, for as long as the process of the tests."""

import random
import select
import subprocess
import sys
from pathlib import Path

from Xlib.display import Display

WIDTH, HEIGHT = 1440, 900
# The server ends with its last client: it cannot outlive the tests, whatever ends them. Until then there is
# always one, so that it never resets in between.
OPTIONS = (
    "-screen",
    "0",
    f"{WIDTH}x{HEIGHT}x24",
    "-dpi",
    "96",
    "-nolisten",
    "tcp",
    "-displayfd",
    "1",
    "-terminate",
)
PATIENCE = 15.0
"""Seconds that the server may take to answer, and to end."""


class NoScreenError(Exception):
    """No server could be started; the text says why."""


class Screen:
    """An Xvfb on a random high display: its `name`, and the connection for putting `input` in."""

    def __init__(self) -> None:
        for _ in range(10):
            self.name = f":{random.randrange(1_000, 30_000)}"
            self._server = subprocess.Popen(
                ["Xvfb", self.name, *OPTIONS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            if self._answers():
                break
            self._server.kill()
            self._server.communicate()
        else:
            raise NoScreenError("Xvfb does not start, or does not answer")
        self.input = Display(self.name)
        program = Path(__file__).with_name("window_manager.py")
        self._manager = subprocess.Popen(
            [sys.executable, str(program), self.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if self._manager.stdout.readline() != b"ready\n":
            raise NoScreenError("the window manager does not start")

    def close(self) -> None:
        """End the window manager and the server. Qt has to be gone by then: it exits when its server does."""
        self._manager.communicate()
        self.input.close()
        try:
            self._server.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.communicate()

    def _answers(self) -> bool:
        """Whether the server says in time that it stands; it ends where another one has the display."""
        said = select.select([self._server.stdout], [], [], PATIENCE)[0]
        return bool(said) and self._server.stdout.readline().strip() == self.name[1:].encode()
