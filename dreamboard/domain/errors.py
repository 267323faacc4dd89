"""What the board refuses, told so that a person can act on it."""

from __future__ import annotations

from pathlib import Path


class DreamboardError(Exception):
    """Base of every error whose text is meant for the person at the board: what, where, what to do."""


class Refused(DreamboardError):
    """A change that must not happen: the board is as it was."""


class NotFound(Refused):
    """Something named by the rep or held by id is not on the board (any more)."""


class Ambiguous(Refused):
    """Words that fit several things; ``choices`` lists them as text for the rep to pick from."""

    def __init__(self, message: str, choices: tuple[str, ...]) -> None:
        super().__init__(message)
        self.choices = choices


class BadInput(DreamboardError):
    """A file or line that cannot be read; the text names where and why."""


class BoardFileError(DreamboardError):
    """The board's file cannot be opened as a board; its bytes are unchanged. ``backup`` is the newest good
    backup of it, where there is one: the text names it, and a window may offer it."""

    def __init__(self, message: str, backup: Path | None = None) -> None:
        super().__init__(message)
        self.backup = backup
