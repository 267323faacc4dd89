"""What the program needs of the Qt binding, and a release once did not give."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

EMISSIONS = 500


class Bell(QObject):
    """Something that can ring."""

    rang = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and False are immortal from Python 3.12 on")
def test_emitting_a_signal_does_not_let_go_of_true():
    bell = Bell()
    before = sys.getrefcount(True)
    for _ in range(EMISSIONS):
        bell.rang.emit(True)
    assert sys.getrefcount(True) > before - EMISSIONS // 2
