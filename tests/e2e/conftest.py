"""The screen, and the hands that reach into it. `-m e2e` runs these tests, in a run of their own.

What needs an X library is imported by the fixtures: elsewhere than on Linux the tests are skipped.
"""

import os
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget


@pytest.fixture(scope="session")
def screen():
    """A private X server, which Qt is told to use."""
    screens = pytest.importorskip("tests.e2e.screen", reason="an X server is a matter of Linux")
    if QApplication.instance():
        pytest.fail("the application has another platform already: run these tests alone, with -m e2e")
    server = screens.Screen()
    os.environ["DISPLAY"] = server.name
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    os.environ.pop("WAYLAND_DISPLAY", None)
    yield server
    if application := QApplication.instance():
        application.shutdown()
    server.close()


@pytest.fixture(scope="session")
def qapp_cls(screen):
    """The application is made only once there is a screen for it."""
    return QApplication


@pytest.fixture
def hands(screen, qapp):
    """Makes whole gestures: `hands.perform(lambda hand: ...)`."""
    from tests.e2e.hands import Hands

    return Hands(screen.input)


@pytest.fixture
def mouse(hands):
    """Moves, clicks, drags and turns its wheel at global points."""
    from tests.e2e.hands import Mouse

    return Mouse(hands)


@pytest.fixture
def keyboard(hands):
    """Presses keys in the window that has the focus."""
    from tests.e2e.hands import Keyboard

    return Keyboard(hands)


@pytest.fixture
def show(qtbot) -> Callable[[QWidget], QWidget]:
    """Shows a window at the top left, waits until it is drawn and has the keyboard; closes it in the end."""

    def shown(window: QWidget) -> QWidget:
        qtbot.addWidget(window)
        window.move(0, 0)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown
