"""What every story begins with: a rep with an empty board, or a command line."""

from datetime import date

import pytest

from tests.command_line import CommandLine, at_nine
from tests.stories.rep import Rep


@pytest.fixture
def rep(tmp_path):
    rep = Rep(tmp_path / "mine.dreamboard", date(2026, 3, 2))  # a Monday
    yield rep
    rep.board.close()


@pytest.fixture
def dreamboard(tmp_path, capsys, monkeypatch):
    at_nine(monkeypatch)
    return CommandLine(tmp_path / "mine.dreamboard", capsys)
