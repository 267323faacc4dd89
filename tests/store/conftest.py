"""A board in a file of its own, and a clock that stands still."""

import pytest

from dreamboard.store.open import open_board
from tests.store.small_world import StandingClock


@pytest.fixture
def clock():
    return StandingClock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "boards" / "mine.dreamboard"


@pytest.fixture
def board(path, clock):
    board = open_board(path, clock, busy=0.2)
    yield board
    board.close()
