"""What happens when the program itself is wrong: it is logged, told in a window that can copy it, and
never sent anywhere."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from dreamboard import __version__

log = logging.getLogger(__name__)

Show = Callable[[str], None]


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The report as plain text: versions and the traceback. What an error says may quote the board."""
    import platform  # late: no start should pay for a crash

    lines = [
        f"Dreamboard {__version__}, Python {platform.python_version()}, {platform.platform()}",
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(kind, error, trace)),
    ]
    return "\n".join(lines)


class CrashHook:
    """Takes over ``sys.excepthook`` and the threads' while it is installed. A failure while one is being
    shown is only logged, so that a window that cannot paint does not open a thousand others."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._showing = False
        self._old = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """As it was before."""
        sys.excepthook, threading.excepthook = self._old

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._old[0](kind, error, trace)
            return
        log.critical("unexpected failure", exc_info=(kind, error, trace))
        if self._showing:
            return
        self._showing = True
        try:
            self._show(report_of(kind, error, trace))
        finally:
            self._showing = False

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        # A window belongs to the GUI thread: a job's own failure reaches it through ``Job.failed``.
        if args.exc_value is not None:
            log.critical(
                "unexpected failure on a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback)
            )
