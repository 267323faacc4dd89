"""The command line as a person uses it, in this process."""

import json
from dataclasses import dataclass
from datetime import time
from functools import partial

from dreamboard.app import cli, cli_board
from dreamboard.app.clock import DayClock


@dataclass(frozen=True)
class Ran:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        """The one JSON document on standard output."""
        return json.loads(self.out)


class CommandLine:
    """Runs verbs on one board."""

    def __init__(self, board, capsys):
        self.board = board
        self._capsys = capsys

    def __call__(self, *arguments):
        """Run a verb; an exit of the argument parser is its code."""
        self._capsys.readouterr()
        try:
            code = cli.run([*map(str, arguments), "--board", str(self.board)])
        except SystemExit as exit_:
            code = exit_.code
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def does(self, *arguments):
        """Run a verb that has to succeed, and say nothing on standard error; what it printed."""
        ran = self(*arguments)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    def json(self, *arguments):
        """Run a verb that has to succeed with ``--json``; its document."""
        return json.loads(self.does(*arguments, "--json"))

    def refused(self, *arguments):
        """Run a verb that has to be refused; what it says on standard error."""
        ran = self(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("dreamboard: ")
        assert "Traceback" not in ran.err
        return ran.err


def at_nine(monkeypatch):
    """From here on, a day of ``--on`` is looked at in its morning, whatever the hour of the machine."""
    monkeypatch.setattr(cli_board, "DayClock", partial(DayClock, at=time(9)))
