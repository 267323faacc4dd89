"""Just enough of a window manager: `python window_manager.py DISPLAY` runs until its standard input ends.

Without one, a dialog that opens would get no key: Qt leaves that to the desktop. A process of its own,
because Qt's waiting functions for tests hold Python's lock for as long as they wait.
"""

import select
import sys

from Xlib import X
from Xlib.display import Display


class WindowManager:
    """Maps every window where it asks to be, with the keyboard; when it goes, the one before has it again."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._windows: list = []
        display.set_error_handler(lambda *_: None)  # windows may go while being asked about
        display.screen().root.change_attributes(
            event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask
        )
        display.sync()

    def run(self) -> None:
        """Handle what happens on the display until standard input ends."""
        ended = False
        while not ended:
            while self._display.pending_events():
                self._handle(self._display.next_event())
                self._display.flush()  # which reads too: events may wait here, not in the socket
            ended = sys.stdin in select.select([self._display, sys.stdin], [], [])[0]

    def _handle(self, event) -> None:
        if event.type == X.MapRequest:
            event.window.configure(stack_mode=X.Above)
            event.window.map()
        elif event.type == X.ConfigureRequest:
            self._configure(event)
        elif event.type == X.MapNotify and not event.override:
            self._windows.append(event.window)
            self._give_keyboard()
        elif event.type in (X.UnmapNotify, X.DestroyNotify) and event.window in self._windows:
            self._windows.remove(event.window)
            self._give_keyboard()

    def _configure(self, event) -> None:
        asked = {
            name: getattr(event, name)
            for name, bit in (("x", X.CWX), ("y", X.CWY), ("width", X.CWWidth), ("height", X.CWHeight))
            if event.value_mask & bit
        }
        event.window.configure(**asked)

    def _give_keyboard(self) -> None:
        if self._windows:
            self._windows[-1].set_input_focus(X.RevertToPointerRoot, X.CurrentTime)


if __name__ == "__main__":
    manager = WindowManager(Display(sys.argv[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    manager.run()
