"""What every test of a command starts from."""

import pytest

from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    """An empty board with the default columns, on Monday 2 March 2026, 15:00 UTC."""
    return FakeDesk()
