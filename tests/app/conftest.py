"""A command line on a board of its own."""

import pytest

from tests.command_line import CommandLine, at_nine


@pytest.fixture
def dreamboard(tmp_path, capsys):
    return CommandLine(tmp_path / "mine.dreamboard", capsys)


@pytest.fixture
def nine_o_clock(monkeypatch):
    at_nine(monkeypatch)
