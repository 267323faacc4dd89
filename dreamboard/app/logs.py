"""The log: small, rotating, and at INFO without a word of the rep's data."""

from __future__ import annotations

import logging
import logging.handlers
import os
import traceback
from types import TracebackType

from dreamboard.app.paths import log_folder, make_private

_BYTES = 512 * 1024
_KEPT = 3
_CAUSES = 5


def start_log(level: int = logging.INFO) -> None:
    """Log to ``dreamboard.log`` in the log folder; ``DREAMBOARD_LOG=debug`` says more. A folder that cannot
    be written costs the log, not the start."""
    if os.environ.get("DREAMBOARD_LOG", "").lower() == "debug":
        level = logging.DEBUG
    root = logging.getLogger("dreamboard")
    if root.handlers:
        return
    root.setLevel(level)
    root.propagate = False
    try:
        file = make_private(log_folder()) / "dreamboard.log"
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    frames_only = level > logging.DEBUG
    kind = _WithoutMessages if frames_only else logging.Formatter
    handler.setFormatter(kind("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


class _WithoutMessages(logging.Formatter):
    """A failure by its kind and where it came from; what an error says may quote the board."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        told: list[str] = []
        while error is not None and len(told) < _CAUSES:
            told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\n".join(told)


def stop_log() -> None:
    """Close the log's file."""
    root = logging.getLogger("dreamboard")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    root.propagate = True
