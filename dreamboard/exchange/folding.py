"""Texts of other programs made comparable and fit to keep."""

from __future__ import annotations

import re

from dreamboard.domain.text import fold, printable

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"\D+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def squash(text: str) -> str:
    """A header as its letters and digits alone: ``AccountId``, ``ACCOUNT_ID`` and ``Account ID`` are one."""
    return _NOT_WORD.sub("", fold(text))


def digits_of(telephone: str) -> str:
    """A telephone number as its last nine digits, which tell it apart however its country is written."""
    return _NOT_DIGIT.sub("", telephone)[-9:]


def domain_of(text: str) -> str:
    """The domain of a web site or an e-mail address, lower case, without ``www.``; empty where none is."""
    text = text.strip().lower()
    text = text.rpartition("@")[2] if "@" in text else text.partition("://")[2] or text
    text = text.partition("/")[0].partition("?")[0].partition(":")[0].strip(".")
    text = text.removeprefix("www.")
    return text if _DOMAIN.fullmatch(text) else ""


def one_line(text: str) -> str:
    """A cell as names and titles are kept: on one line, nothing in it that cannot be shown."""
    # Most cells are plain; what cannot be shown is looked for mark by mark only where there is any.
    return " ".join(text.split()) if text.isprintable() else printable(text)


def lines(text: str) -> str:
    """A cell as notes are kept: its line breaks stay."""
    return text.strip() if text.isprintable() else printable(text, lines=True)
