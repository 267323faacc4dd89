"""A mouse and a keyboard: events are injected into the X server (XTEST) and reach Qt as a person's do.

A drag holds Qt in a loop of its own until the drop. So a gesture is made by another thread, step by step,
while the test's thread runs the event loop; after every step it waits until Qt has taken the events in.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer, Signal
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

PATIENCE = 30.0
"""Seconds that a gesture may take before the test fails."""
IN_FLIGHT = 0.004
"""Seconds for an event to come from the server to Qt's reader."""
MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
WHEEL = {"up": 4, "down": 5, "left": 6, "right": 7}


class Hand:
    """What a gesture is made of. Used on the gesture's own thread; points are global, in pixels."""

    def __init__(self, display: Display, settle: Callable[[], None]) -> None:
        self._display = display
        self._settle = settle
        self._at = QPoint(0, 0)

    def move(self, to: QPoint, steps: int = 1) -> None:
        """Go to a point, in a straight line of so many steps."""
        start = self._at
        for step in range(1, steps + 1):
            self._at = start + (to - start) * step / steps
            self._send(X.MotionNotify, x=self._at.x(), y=self._at.y())

    def press(self, button: int = 1) -> None:
        """Press a button and hold it."""
        self._send(X.ButtonPress, button)

    def release(self, button: int = 1) -> None:
        """Let a button go."""
        self._send(X.ButtonRelease, button)

    def wheel(self, direction: str, notches: int = 1) -> None:
        """Turn the wheel up, down, left or right."""
        for _ in range(notches):
            self.press(WHEEL[direction])
            self.release(WHEEL[direction])

    def key(self, chord: str) -> None:
        """Press and release a key by its X name, with modifiers: `Escape`, `ctrl+shift+z`, `ctrl+Right`."""
        *modifiers, name = chord.split("+") if chord != "+" else ["+"]
        code, shifted = self._code(name)
        held = [self._code(MODIFIERS[modifier])[0] for modifier in modifiers]
        if shifted and "shift" not in modifiers:
            held.append(self._code(MODIFIERS["shift"])[0])
        for each in [*held, code]:
            self._send(X.KeyPress, each)
        for each in [code, *reversed(held)]:
            self._send(X.KeyRelease, each)

    @contextmanager
    def holding(self, modifier: str) -> Iterator[None]:
        """Keep `ctrl`, `shift` or `alt` down for as long as the block lasts; an empty name holds nothing."""
        code = self._code(MODIFIERS[modifier])[0] if modifier else 0
        if code:
            self._send(X.KeyPress, code)
        yield
        if code:
            self._send(X.KeyRelease, code)

    def wait(self, until: Callable[[], bool]) -> None:
        """Hold still until something is so: it is asked between two turns of Qt's. Gives up in the end, so
        that what is not so is found by the test."""
        give_up = time.monotonic() + PATIENCE / 2
        while not until() and time.monotonic() < give_up:
            time.sleep(IN_FLIGHT)
            self._settle()

    def _code(self, name: str) -> tuple[int, bool]:
        """The key for a name or a character, and whether it takes Shift."""
        symbol = ord(name) if len(name) == 1 and ord(name) < 256 else XK.string_to_keysym(name)
        codes = self._display.keysym_to_keycodes(symbol)
        for code, level in codes:
            if level in (0, 1):
                return code, level == 1
        raise ValueError(f"no such key: {name!r}")

    def _send(self, kind: int, detail: int = 0, x: int = 0, y: int = 0) -> None:
        xtest.fake_input(self._display, kind, detail, x=x, y=y)
        self._display.sync()
        self._settle()


class Hands(QObject):
    """Makes gestures while the event loop runs; nothing is left pressed after one that fails."""

    _asked = Signal()
    _ended = Signal()

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._taken_in = threading.Event()
        self._asked.connect(self._taken_in.set, Qt.ConnectionType.QueuedConnection)
        self._hand = Hand(display, self._settle)

    def perform(self, gesture: Callable[[Hand], None]) -> None:
        """Make a gesture and give back once it is over and Qt has taken it in.

        Raises what the gesture raised, or TimeoutError where Qt answers no more.
        """
        failures: list[BaseException] = []

        def work() -> None:
            try:
                gesture(self._hand)
                self._settle()
            except BaseException as failure:
                failures.append(failure)
            finally:
                self._ended.emit()

        loop = QEventLoop()
        watch = QTimer(loop, singleShot=True, interval=int(PATIENCE * 1000))
        watch.timeout.connect(loop.quit)
        self._ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        worker = threading.Thread(target=work, name="gesture", daemon=True)
        watch.start()
        worker.start()
        loop.exec()
        watch.stop()
        self._ended.disconnect(loop.quit)
        worker.join(1.0)
        if worker.is_alive():
            failures.append(TimeoutError("the gesture did not come to its end"))
        if failures:
            self._let_go()
            raise failures[0]

    def _settle(self) -> None:
        """Wait on the gesture's thread until Qt has handled what was sent: twice, for what that set off."""
        for _ in range(2):
            time.sleep(IN_FLIGHT)
            self._taken_in.clear()
            self._asked.emit()
            if not self._taken_in.wait(PATIENCE / 3):
                raise TimeoutError("Qt takes in no events")

    def _let_go(self) -> None:
        for button in (1, 2, 3):
            xtest.fake_input(self._display, X.ButtonRelease, button)
        for name in MODIFIERS.values():
            code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()


class Mouse:
    """A mouse with three buttons and a wheel; points are global."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def move(self, to: QPoint, steps: int = 4) -> None:
        """Go to a point without pressing anything."""
        self._hands.perform(lambda hand: hand.move(to, steps))

    def click(self, at: QPoint, button: int = 1, times: int = 1, holding: str = "") -> None:
        """Click at a point, with a modifier held where one is named (`ctrl`, `shift`)."""

        def gesture(hand: Hand) -> None:
            hand.move(at)
            with hand.holding(holding):
                for _ in range(times):
                    hand.press(button)
                    hand.release(button)

        self._hands.perform(gesture)

    def wheel(self, at: QPoint, direction: str, notches: int = 1) -> None:
        """Turn the wheel over a point: up, down, left, right."""

        def gesture(hand: Hand) -> None:
            hand.move(at)
            hand.wheel(direction, notches)

        self._hands.perform(gesture)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        steps: int = 12,
        via: Sequence[QPoint] = (),
        hold: Callable[[], bool] = lambda: True,
        cancel: bool = False,
    ) -> None:
        """Press, go to the end by way of other points, hold still there until something is so, and let go.

        With `cancel`, Esc is pressed before the button is let go.
        """

        def gesture(hand: Hand) -> None:
            hand.move(start)
            hand.press()
            for point in (*via, end):
                hand.move(point, steps)
            hand.wait(hold)
            if cancel:
                hand.key("Escape")
            hand.release()

        self._hands.perform(gesture)


class Keyboard:
    """A keyboard with the United States' layout; keys go to the window that has the focus."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def press(self, *chords: str) -> None:
        """Press keys one after the other: `Return`, `ctrl+z`, `ctrl+shift+Right`."""

        def gesture(hand: Hand) -> None:
            for chord in chords:
                hand.key(chord)

        self._hands.perform(gesture)

    def type(self, text: str) -> None:
        """Type characters that the layout has."""
        self.press(*text)
