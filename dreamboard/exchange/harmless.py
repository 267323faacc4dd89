"""Cells that a spreadsheet would run, made harmless and brought back unharmed.

A spreadsheet takes a cell for a formula by its first character, quoted or not (OWASP, "CSV Injection"). An
apostrophe before it makes it text. Numbers, telephone numbers and handles begin the same way and are left
as they are: they can call nothing.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d.,\u00a0\u202f ]*\d(?:[eE][+-]?\d{1,3})?\s?%?")
_TELEPHONE = re.compile(r"\+[\d\s().\-/]{4,30}")
_HANDLE = re.compile(r"@\w[\w.\-]{0,60}")
_BARE = re.compile(r"-{1,3}|\+")  # "none" and "plus", as people write them


def harmless(text: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it."""
    if not text or text[0] not in "'=+-@\t\r＝＋－＠" or not _RUNS.match(text):
        return text
    for exempt in (_NUMBER, _TELEPHONE, _HANDLE, _BARE):
        if exempt.fullmatch(text):
            return text
    return f"'{text}"


def unharmed(text: str) -> str:
    """What ``harmless`` was given."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text, 1) else text
