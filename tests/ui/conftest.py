"""What tests of widgets share: the theme, put on anew for each test."""

import pytest

from dreamboard.ui.theme import ContrastChoice, SchemeChoice, Theme


@pytest.fixture
def theme(qapp):
    """The light theme, as drawn."""
    made = Theme(qapp, SchemeChoice.LIGHT, ContrastChoice.NORMAL)
    yield made
    made.choose(scheme=SchemeChoice.SYSTEM)
    made.setParent(None)
    made.deleteLater()
    qapp.setStyleSheet("")
