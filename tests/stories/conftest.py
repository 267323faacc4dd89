"""What every story begins with: a rep with an empty board, or a command line."""

from datetime import date

import pytest

from tests.command_line import CommandLine
from tests.stories.rep import Rep


@pytest.fixture
def rep(tmp_path):
    rep = Rep(tmp_path / "mine.dreamboard", date(2026, 3, 2))  # a Monday
    yield rep
    rep.board.close()


@pytest.fixture
def dreamboard(tmp_path, capsys):
    return CommandLine(tmp_path / "mine.dreamboard", capsys)
