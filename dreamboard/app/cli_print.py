"""What a verb prints: text that is safe to show in a terminal, tables, and one JSON document."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WIDE = frozenset("WF")


def ended(text: str) -> str:
    """The text with one full stop at its end, also behind a company that brings its own ("Acme, Inc.")."""
    return text if text.endswith((".", "…")) else f"{text}."


@dataclass(slots=True)
class Out:
    """What one run of a verb has to say. Nothing is written before it is over, so that an error never comes
    after half an answer. ``data`` is the document of ``--json``, ``lines`` the text without it."""

    data: object = None
    lines: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # said on standard error either way

    def say(self, *lines: str) -> None:
        """More lines of text, made safe."""
        self.lines += [safe(line) for line in lines]

    def table(self, rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
        """Rows in columns that stand below each other; the columns in ``right`` are flush right."""
        made = [[safe(cell) for cell in row] for row in rows]
        widths = [max(width(cell) for cell in column) for column in zip(*made, strict=True)]
        for row in made:
            cells = [
                " " * (widths[n] - width(cell)) + cell
                if n in right
                else cell + " " * (widths[n] - width(cell))
                for n, cell in enumerate(row)
            ]
            self.lines.append("  ".join(cells).rstrip())

    def write(self, as_json: bool) -> None:
        """Everything to its place. Raises ``OSError`` when standard output cannot be written."""
        for warning in self.warnings:
            complain(warning)
        text = document(self.data) if as_json else "".join(f"{line}\n" for line in self.lines)
        sys.stdout.write(text)
        sys.stdout.flush()


def document(data: object) -> str:
    """One JSON document and a line end; plain ASCII where the terminal cannot take more."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    return json.dumps(data, ensure_ascii=encoding != "utf8", indent=1) + "\n"


def complain(text: str, *choices: str) -> None:
    """A line on standard error, and the choices below it; one that is closed is nobody's loss."""
    try:
        lines = [f"dreamboard: {safe(text)}", *(f"  {safe(choice)}" for choice in choices)]
        print("\n".join(lines), file=sys.stderr, flush=True)
    except (OSError, ValueError, AttributeError):
        return


def safe(text: str) -> str:
    """The text on one line, with what would steer a terminal or turn its reading order made visible."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(_shown(mark) for mark in text)


def _shown(mark: str) -> str:
    if mark in _BIDI or unicodedata.category(mark) in ("Cc", "Cs", "Zl", "Zp"):
        code = ord(mark)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return mark


def width(text: str) -> int:
    """How many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in _WIDE else 1
        for mark in text
    )


def cut(text: str, most: int) -> str:
    """The text on one line, no wider than so many columns."""
    flat = " ".join(text.split())
    if width(flat) <= most:
        return flat
    kept = ""
    for mark in flat:
        if width(kept + mark) >= most:
            break
        kept += mark
    return kept.rstrip() + "…"
