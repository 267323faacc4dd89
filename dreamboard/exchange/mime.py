"""A message cut into its header and its parts, within limits that no message can break.

The standard library's parser takes minutes over a long subject and runs out of stack on nested parts; this
one reads each byte a few times at most, follows parts to a fixed depth and count, and decodes only the text.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
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
_WORD = r"=\?[\w.:+-]{1,40}(?:\*[\w-]{0,20})?\?[bBqQ]\?[^\r\n]{0,2000}?\?="
_WORDS = re.compile(rf"{_WORD}(?:[ \t\r\n]*{_WORD})*")
_ONE_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^\r\n]{0,2000}?)\?=")
_PARAMETER = re.compile(
    r";\s*([\w-]{1,30})(?:\*(\d{1,3}))?(\*)?\s*=\s*(?:\"((?:[^\"\\]|\\.){0,1000})\"|([^;\"]{1,1000}))"
)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_CHARSETS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "cp950",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
}
"""What mail programs call by an older name than the letters that they use."""
_NO_CHARSETS = frozenset({"", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "default_charset"})
_NO_TEXT = ("idna", "punycode", "escape", "undefined", "mbcs", "oem")
"""Of what Python can decode, what is no charset of a text."""


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
        """A parameter of a header, decoded; empty where there is none. A name given in letters that every
        program knows and in its own (RFC 2231) is taken in its own."""
        plain = ""
        pieces: list[tuple[int, bool, str]] = []
        for found in _PARAMETER.finditer(self.headers.get(header, "")):
            if found[1].lower() != name:
                continue
            text = re.sub(r"\\([\"\\])", r"\1", found[4]) if found[4] is not None else found[5].strip()
            if found[2] is None and found[3] is None:
                plain = plain or text
            else:
                pieces.append((int(found[2] or 0), found[3] is not None, text))
        return _extended(sorted(pieces)) if pieces else decoded_words(plain)

    def text(self) -> str:
        """Its body as text, cut to what is looked at."""
        raw = self._decoded(self.body[: MAX_TEXT * 4 // 3])
        return as_text(raw[:MAX_TEXT], self.parameter("content-type", "charset"))

    def content(self) -> bytes:
        """Its body whole, as it was before it was packed for the way."""
        return self._decoded(self.body.removesuffix(b"\r"))  # of the line end before the mark

    def _decoded(self, raw: bytes) -> bytes:
        coding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if coding == "base64":
            return _base64(raw)
        if coding == "quoted-printable":
            return quopri.decodestring(raw)
        if coding in ("x-uuencode", "uuencode", "x-uue", "uue"):
            return _uudecoded(raw)
        return raw


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
    return data[: min(end, MAX_HEADER)], data[end + (3 if data[end + 1 : end + 2] == b"\r" else 2) :]


def inner_parts(part: Part) -> list[Part]:
    """The parts directly inside one of several parts, at most ``MAX_PARTS``; none where it names no mark."""
    boundary = part.parameter("content-type", "boundary")
    return [read_part(piece) for piece in _pieces(part.body, boundary)] if boundary else []


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
    named = charset[:40].strip().strip("'\"").lower()
    encoding = _CHARSETS.get(named, named)
    if encoding in _NO_CHARSETS or any(word in encoding for word in _NO_TEXT):
        encoding = ""
    # Plain letters that say they are something else are taken at their word; others are so by accident.
    for one in dict.fromkeys((encoding, "utf-8") if encoding != "cp1252" else ("utf-8", encoding)):
        if not one:
            continue
        try:
            return raw.decode(one)
        except (LookupError, ValueError):
            # A text that was cut may end within a letter.
            if one == "utf-8" and len(raw) >= MAX_TEXT - 3:
                return raw.decode("utf-8", "replace")
    if encoding.startswith(("gb", "cp9", "euc", "iso2022", "iso-2022", "utf-16", "utf-32")):
        try:
            return raw.decode(encoding, "replace")
        except LookupError:
            pass
    return raw.decode("cp1252", "replace")


def decoded_words(text: str) -> str:
    """A header with its encoded words in plain letters."""
    if "=?" not in text:
        return text
    return _WORDS.sub(_decoded_words, text[:MAX_LIST])


def _decoded_words(found: re.Match[str]) -> str:
    """Encoded words that stand side by side. A letter may begin in one and end in the next."""
    runs: list[tuple[str, bytes]] = []
    for word in _ONE_WORD.finditer(found[0]):
        raw = word[3].encode("utf-8", "replace")
        raw = _base64(raw) if word[2] in "bB" else quopri.decodestring(raw, header=True)
        charset = word[1].lower()
        if runs and runs[-1][0] == charset and not charset.startswith("iso-2022"):
            runs[-1] = (charset, runs[-1][1] + raw)
        else:
            runs.append((charset, raw))
    return "".join(as_text(raw, charset) for charset, raw in runs)


def _base64(packed: bytes) -> bytes:
    """What base64 holds, whatever stands between its letters; what follows its end is not read."""
    letters = _NOT_BASE64.sub(b"", packed.partition(b"=")[0])
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""


def _uudecoded(raw: bytes) -> bytes:
    found = []
    for line in raw.split(b"\n"):
        if line.startswith((b"begin ", b"end")):
            continue
        try:
            found.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(found)


def _extended(pieces: list[tuple[int, bool, str]]) -> str:
    """A parameter in pieces (RFC 2231): (number, percent-encoded, text) each, in order."""
    charset, raw = "", b""
    for number, (_, encoded, text) in enumerate(pieces):
        if encoded and number == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data = text.encode("utf-8", "replace")
        if encoded:
            data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes((int(found[1], 16),)), data)
        raw += data
    return decoded_words(as_text(raw, charset))
