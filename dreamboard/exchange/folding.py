"""Texts of other programs made comparable and fit to keep."""

from __future__ import annotations

import re

from dreamboard.domain.text import fold, printable

_NOT_WORD = re.compile(r"[\W_]+")


def squash(text: str) -> str:
    """A header as its letters and digits alone: ``AccountId``, ``ACCOUNT_ID`` and ``Account ID`` are one."""
    return _NOT_WORD.sub("", fold(text))


def one_line(text: str) -> str:
    """A cell as names and titles are kept: on one line, nothing in it that cannot be shown."""
    # Most cells are plain; what cannot be shown is looked for mark by mark only where there is any.
    return " ".join(text.split()) if text.isprintable() else printable(text)


def lines(text: str) -> str:
    """A cell as notes are kept: its line breaks stay."""
    return text.strip() if text.isprintable() else printable(text, lines=True)
