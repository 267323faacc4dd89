"""A message cut into its header and its parts, within limits that no message can break.

The standard library's parser takes minutes over a long subject and runs out of stack on nested parts; this
one reads each byte a few times at most, follows parts to a fixed depth and count, and decodes only the text.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_HEADER = 128 * 1024
MAX_VALUE = 4_000
"""Characters of one header that are looked at."""
MAX_LIST = 60_000
"""Characters of a list of addresses, or of the messages before, that are looked at."""
MAX_DEPTH = 12
MAX_PARTS = 200
MAX_TEXT = 200_000
"""Bytes of a part's text that are decoded."""

_LONG = frozenset({"to", "cc", "bcc", "references"})
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\s]{0,2000})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
_PARAMETER = re.compile(
    r";\s*([\w-]{1,30})(\*\d{0,2}\*?|\*)?\s*=\s*(?:\"((?:[^\"\\]|\\.){0,1000})\"|([^;\s]{1,1000}))"
)


@dataclass(slots=True)
class Part:
    """One part of a message, or the message itself. ``headers`` are by lower-case name, as written."""

    headers: dict[str, str]
    body: bytes = field(repr=False)
    boundaries: tuple[bytes, ...] = ()

    @property
    def kind(self) -> str:
        """Its type: ``text/plain`` where none is given."""
        found = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return found if "/" in found else "text/plain"

    def parameter(self, header: str, name: str) -> str:
        """A parameter of a header, decoded; empty where there is none."""
        value = self.headers.get(header, "")
        pieces: list[str] = []
        for found in _PARAMETER.finditer(value):
            if found[1].lower() == name:
                text = found[3] if found[3] is not None else found[4]
                pieces.append(_percent_decoded(text) if (found[2] or "").endswith("*") else text)
        return decoded_words("".join(pieces))

    def text(self) -> str:
        """Its body as text, cut to what is looked at."""
        coding = self.headers.get("content-transfer-encoding", "").strip().lower()
        raw = self.body[: MAX_TEXT * 4 // 3]
        if coding == "base64":
            packed = b"".join(raw.split())
            raw = _base64(packed[: len(packed) - len(packed) % 4])
        elif coding == "quoted-printable":
            raw = quopri.decodestring(raw)
        return as_text(raw[:MAX_TEXT], self.parameter("content-type", "charset"))


def read_part(data: bytes) -> Part:
    """A message or part: its headers (the first of each name) and its body."""
    head, body = _cut(data)
    headers: dict[str, str] = {}
    name, size = "", 0
    pieces: list[bytes] = []

    def keep() -> None:
        if name and name not in headers:
            headers[name] = as_text(b" ".join(pieces), "").replace("\x00", "")

    for line in head.split(b"\n"):
        line = line.rstrip(b"\r")
        if line[:1] in (b" ", b"\t"):
            if size <= (MAX_LIST if name in _LONG else MAX_VALUE):
                pieces.append(line.strip())
                size += len(line)
            continue
        keep()
        found = _FIELD.match(line)
        name = found[1].decode("ascii").lower() if found else ""
        pieces = [line[found.end() :][: MAX_LIST if name in _LONG else MAX_VALUE].strip()] if found else []
        size = len(line)
    keep()
    return Part(headers, body)


def _cut(data: bytes) -> tuple[bytes, bytes]:
    ends = [at for at in (data.find(b"\n\n"), data.find(b"\n\r\n")) if at >= 0]
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return b"", data
    end = min(ends) if ends else len(data)
    return data[: min(end, MAX_HEADER)], data[end:].lstrip(b"\r\n")


def leaves(message: Part) -> Iterator[Part]:
    """The parts that hold something, in order; what lies too deep or comes too late is left out."""
    waiting = [(message, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > MAX_PARTS:
            return
        boundary = part.parameter("content-type", "boundary") if part.kind.startswith("multipart/") else ""
        if not boundary or depth >= MAX_DEPTH:
            if not part.kind.startswith("multipart/"):
                yield part
            continue
        inner = [(read_part(piece), depth + 1) for piece in _pieces(part.body, boundary)]
        waiting += reversed(inner)


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    mark = b"--" + boundary.encode("utf-8", "replace")
    found: list[bytes] = []
    at = body.find(mark) if body.startswith(mark) else body.find(b"\n" + mark)
    while at >= 0 and len(found) < MAX_PARTS:
        start = body.find(b"\n", at + 1)
        line = body[at:start].strip()
        if start < 0 or line == mark + b"--":
            break
        following = body.find(b"\n" + mark, start)
        found.append(body[start + 1 : following if following >= 0 else len(body)])
        at = following
    return found


def as_text(raw: bytes, charset: str) -> str:
    """Bytes as text: by the charset named, else as UTF-8, else as cp1252."""
    for encoding in (charset[:40], "utf-8"):
        if encoding and encoding.lower() not in ("us-ascii", "unknown-8bit"):
            try:
                return raw.decode(encoding)
            except (LookupError, ValueError):
                # A text that was cut may end within a letter.
                if encoding == "utf-8" and len(raw) >= MAX_TEXT - 3:
                    return raw.decode("utf-8", "replace")
    return raw.decode("cp1252", "replace")


def decoded_words(text: str) -> str:
    """A header with its encoded words in plain letters."""
    if "=?" not in text:
        return text
    return _WORD.sub(_decoded_word, _BETWEEN_WORDS.sub(r"\1\2", text[:MAX_LIST]))


def _decoded_word(found: re.Match[str]) -> str:
    raw = found[3].encode("ascii", "replace")
    if found[2] in "bB":
        return as_text(_base64(raw), found[1])
    return as_text(quopri.decodestring(raw, header=True), found[1])


def _base64(packed: bytes) -> bytes:
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return b""


def _percent_decoded(text: str) -> str:
    charset, mark, rest = text.partition("'")
    encoded = rest.partition("'")[2] if mark else text
    raw = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda found: bytes((int(found[1], 16),)), encoded.encode("utf-8", "replace")
    )
    return as_text(raw, charset if mark else "")
