"""Cells that a spreadsheet would run, made harmless and brought back unharmed.

A spreadsheet takes a cell for a formula by its first character, quoted or not (OWASP, "CSV Injection"). An
apostrophe before it makes it text. Numbers, telephone numbers and handles begin the same way and are left
as they are: they can call nothing.
"""

from __future__ import annotations

import re

_PASSED_OVER = r"\x00-\x20\x7f\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff"
"""What a spreadsheet may pass over, or cannot show, before the character that makes a formula."""
_RUNS = re.compile(rf"'*(?:[\t\r\n]|[{_PASSED_OVER}]*[=+\-@＝＋－＠﹦﹢﹣﹫])")
_MONEY = "[$€£¥₹₩₪₱]"
_NUMBER = re.compile(
    rf"[+-]?\s?{_MONEY}?\s?[\d.,’\u00a0\u202f ]*\d(?:[eE][+-]?\d{{1,3}})?\s?(?:%|{_MONEY}|[A-Z]{{3}})?"
)
_TELEPHONE = re.compile(r"\+[\d .\u00a0()\-/]{4,30}(?: ?(?:ext\.?|x) ?\d{1,6})?")
_HANDLE = re.compile(r"@\w[\w.\-]{0,60}")
_BARE = re.compile(r"-{1,3}|\+")  # "none" and "plus", as people write them


def harmless(text: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it."""
    if not _RUNS.match(text):
        return text
    bare = text.strip(" ")
    if any(exempt.fullmatch(bare) for exempt in (_NUMBER, _TELEPHONE, _HANDLE, _BARE)):
        return text
    return f"'{text}"


def unharmed(text: str) -> str:
    """What ``harmless`` was given."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text, 1) else text
