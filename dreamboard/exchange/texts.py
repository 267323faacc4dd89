"""Bytes as text: which encoding they are in, and their lines, one at a time however many there are."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from dreamboard.domain.errors import BadInput

ENCODINGS = (
    "utf-8",
    "cp1252",
    "cp1250",
    "cp1251",
    "iso8859-15",
    "mac-roman",
    "utf-16",
    "shift_jis",
    "gb18030",
)
"""What the chooser offers, the likeliest first."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old office program"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
)
_CHUNK = 1024 * 1024


class Text:
    """A file, or bytes, as text. What it is read by is found out once; its lines can be gone through often.

    ``encoding`` is as the rep chose it, empty to find it out: a byte order mark decides; else strict UTF-8 if
    it holds; else cp1252, a guess. Detectors that guess by frequency misjudge western files: none is asked.
    ``used`` is what it is read by, ``sure`` whether that is certain. Raises ``BadInput``.
    """

    def __init__(self, raw: BinaryIO, name: str, encoding: str = "") -> None:
        self._raw = raw
        self._name = name
        self._codec, self.sure = self._find(encoding)
        self.used = self._codec.removesuffix("-sig") if encoding or self.sure else self._codec
        self._errors = "replace" if self._codec == "cp1252" else "strict"

    def _find(self, encoding: str) -> tuple[str, bool]:
        head = self._from_start().read(2_000)
        for magic, what in _BINARY:
            if head.startswith(magic):
                raise BadInput(
                    f"{self._name} is {what}, not a text table. Save it as CSV there and choose that file."
                )
        for mark, marked in _MARKS:
            if head.startswith(mark):
                return marked, True
        if encoding:
            try:
                io.TextIOWrapper(io.BytesIO(), encoding)
            except (LookupError, ValueError):
                raise BadInput(
                    f"There is no encoding called {encoding}. Choose one of: {', '.join(ENCODINGS)}."
                ) from None
            return encoding, True
        if not self._is_utf8():
            return "cp1252", False
        wide = _unmarked_utf16(head, self._raw.seek(0, io.SEEK_END))
        return (wide, False) if wide else ("utf-8", True)

    def _is_utf8(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf-8")()
        raw = self._from_start()
        try:
            while chunk := raw.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def _from_start(self) -> BinaryIO:
        self._raw.seek(0)
        return self._raw

    def whole(self) -> str:
        """All of it. Raises ``BadInput`` where it is not in its encoding."""
        try:
            return self._from_start().read().decode(self._codec, self._errors)
        except UnicodeError as error:
            raise self._not_in_it(error) from None

    def lines(self, longest: int) -> Iterator[str]:
        """Its lines with their ends, zero bytes left out; what is longer than ``longest`` characters comes in
        pieces of that length. Raises ``BadInput`` where it is not in its encoding."""
        decoded = io.TextIOWrapper(self._from_start(), self._codec, self._errors, newline="")
        try:
            while line := decoded.readline(longest):
                yield line.replace("\0", "") if "\0" in line else line
        except UnicodeError as error:
            raise self._not_in_it(error) from None
        finally:
            decoded.detach()  # closing the one would close the other

    def _not_in_it(self, error: UnicodeError) -> BadInput:
        return BadInput(f"{self._name} is not text in {self._codec}: {error}. Choose another encoding.")


def decode(data: bytes, name: str, encoding: str = "") -> tuple[str, str, bool]:
    """The text in some bytes, the encoding it was read by, and whether that is certain; see ``Text``."""
    text = Text(io.BytesIO(data), name, encoding)
    return text.whole(), text.used, text.sure


def _unmarked_utf16(head: bytes, size: int) -> str:
    """The byte order of UTF-16 without a mark, told by western text having a zero in every second byte."""
    if len(head) < 8 or size % 2:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[start::2].count(0) > 0.9 * len(head[start::2]) and head[1 - start :: 2].count(0) == 0:
            return encoding
    return ""
