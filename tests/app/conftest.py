"""A command line on a board of its own."""

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def dreamboard(tmp_path, capsys):
    return CommandLine(tmp_path / "mine.dreamboard", capsys)
