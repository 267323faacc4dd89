"""What a reader may take for one input: processor seconds and memory, watched from within the process."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 2.0
"""Of the processor, not of the clock on the wall: what else the machine does is not the reader's doing."""
PATIENCE = 60.0
"""Of the processor: who is busy for longer hangs, on any machine."""
MEGABYTES = 300
"""Of the whole process at its highest, the interpreter and its modules included."""


class Hang(BaseException):
    """The reader was still busy when its time was up. No reader may catch it."""


@contextmanager
def within(seconds: float = SECONDS) -> Iterator[None]:
    """Raise ``Hang`` in what runs inside once it has used that much of the processor; on the main thread of
    a system that has such timers, else without a limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    over = False

    def ring(number: int, frame: object) -> None:
        nonlocal over
        over = True
        raise Hang(f"still busy after {seconds} s of the processor")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if over:  # swallowed on its way
        raise Hang(f"still busy after {seconds} s of the processor")


def peak_megabytes() -> float:
    """The most memory that this process has held; 0 where the system does not say."""
    try:
        # On Linux ``ru_maxrss`` begins with what the process held that this one was started from.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
