"""Reading mail: single messages and whole mailboxes, one line each, in bounded memory.

A line says who wrote to whom, when, about what, and what was new in it; the planner finds out whose touch it
is. What a program sent by itself (a bounce, an absence note, a receipt) is marked as such. Attachments are
named, never opened; ``exchange.attachments`` fetches them where the rep wants them kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dreamboard.domain.errors import BadInput
from dreamboard.domain.text import printable
from dreamboard.exchange.mail_automatic import automatic
from dreamboard.exchange.mail_parts import Said, said_in
from dreamboard.exchange.mime import MAX_VALUE, Part, decoded_words, read_part
from dreamboard.exchange.opening import opened
from dreamboard.exchange.tables import Record, Table
from dreamboard.services.import_plan import Kind

HEADER = (
    "id",
    "at",
    "sender",
    "recipients",
    "subject",
    "note",
    "answers",
    "automatic",
    "channel",
    "sender_name",
)
SOURCE = "mail"
MAX_MESSAGE = 8 * 1024 * 1024
"""Bytes of a message that are kept while it is read; of the rest only what begins a part."""
MAX_MESSAGES = 200_000
MAX_NOTE = 8_000
"""Characters of a message's text that are kept."""

_CHUNK = 64 * 1024
_MOST_HEADS = 256 * 1024
"""Bytes of the beginnings of parts that are kept of a long message."""
_FROM_LINE = re.compile(rb"From \S{1,400}.{0,200}\d{4}(?: [+-]\d{4})?\s*$")
_SURE_FROM_LINE = re.compile(
    rb"From \S{1,400}\s+[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d(?::\d\d)? .{0,40}\d{4}"
    rb"(?: [+-]\d{4})?\s*$"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_LINE = re.compile(rb"(?:[!-9;-~]{1,76}[ \t]*:|>From )")
_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,9})\s*$", re.IGNORECASE)
_KNOWN = re.compile(
    rb"^(?:from|to|cc|date|subject|message-id|received|return-path|mime-version|delivered-to|reply-to|sender"
    rb"|content-type|dkim-signature)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")
_ZONES = {
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "WET": 0,
    "BST": 1,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
}
"""Hours east of Greenwich, of zones that messages name without a number."""
_ZONE_WORD = re.compile(r"\s\(?([A-Z]{3,4})\)?$")


def is_mail(head: bytes, suffix: str) -> bool:
    """Whether a file is a message or a mailbox, by its beginning and the end of its name."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _FROM_LINE.match(head[:700].partition(b"\n")[0]):
        return True
    head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    known = {found[0].lower() for found in _KNOWN.finditer(head.partition(b"\n\n")[0])}
    return len(known) >= (1 if suffix in (".eml", ".mbox", ".mbx") else 3)


def read_mail(
    path: Path,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Table:
    """The messages in a file, one record each. ``progress`` is told bytes read and in all.

    Raises ``BadInput``.
    """
    records: list[Record] = []
    attached = 0
    with opened(path, whole=False) as file:  # message by message: mailboxes are larger than any other file
        size = path.stat().st_size
        for line, came, data, _ in messages(file, path.suffix.lower() == ".eml", MAX_MESSAGE):
            if cancelled():
                raise BadInput(f"Reading {path.name} was cancelled.")
            if len(records) >= MAX_MESSAGES:
                raise BadInput(f"{path.name} has more than {MAX_MESSAGES:,} messages: split the file.")
            message = read_part(data)
            if _is_thrown_away(message):
                continue
            said = said_in(message)
            attached += len(said.attached)
            records.append(Record(line, cells_of_message(message, came, said)))
            if len(records) % 100 == 0:
                progress(file.tell(), size)
    if not records:
        raise BadInput(f"{path.name} holds no message.")
    return mail_table(path, records, attached)


def mail_table(path: Path, records: list[Record], attached: int) -> Table:
    """Messages as a table; ``attached`` is how many files came with them."""
    return Table(
        path.name, HEADER, tuple(records), path, "", True, "", 1, "", Kind.TOUCHES, "E-mail", SOURCE, attached
    )


def messages(file: BinaryIO, single: bool, most: int) -> Iterator[tuple[int, str, bytes, bool]]:
    """(line, when it came, bytes, whether these are all) of each message; of one that is longer than ``most``
    the beginning, and how its parts begin."""
    message = _Message(most)
    line, at, ends = 0, 0, 0
    at_start, blank, is_box = True, True, False
    chunk = file.readline(_CHUNK)
    while chunk:
        place = at
        at += len(chunk)
        following = file.readline(_CHUNK)
        if at_start:
            line += 1
            may = place >= ends and (is_box or not message or not single)
            if may and _separates(chunk, following, blank=blank, boxed=is_box or not message):
                if message.said:
                    yield message.line, message.came, message.whole(is_box), message.complete
                is_box = is_box or not message
                message = _Message(most, line, chunk[5:].decode("latin-1").partition(" ")[2].strip())
                chunk, blank = following, False
                continue
            blank = not chunk.strip()
            if message.heads_end(blank=blank) and is_box and message.length:
                ends = _trusted_end(file, at + message.length)
        message.take(chunk, line, at_start=at_start)
        at_start = chunk.endswith(b"\n")
        chunk = following
    if message.said:
        yield message.line, message.came, message.whole(is_box), message.complete


def _separates(chunk: bytes, following: bytes, *, blank: bool, boxed: bool) -> bool:
    """Whether a line begins another message of a mailbox: sure only by what is around it."""
    if not chunk.startswith(b"From ") or not _FROM_LINE.match(chunk):
        return False
    if _HEADER_LINE.match(following):
        return blank or _SURE_FROM_LINE.match(chunk) is not None
    return blank and boxed and not following.strip()


def _trusted_end(file: BinaryIO, ends: int) -> int:
    """Where a body ends that says how long it is; 0 where what comes then shows that it is wrong."""
    place = file.tell()
    size = file.seek(0, 2)
    file.seek(ends)
    after = file.read(8).lstrip(b"\r\n")
    file.seek(place)
    return ends if after.startswith(b"From ") or (not after and ends <= size) else 0


class _Message:
    """What is kept of one message while it is read."""

    def __init__(self, most: int, line: int = 0, came: str = "") -> None:
        self.line, self.came = line, came
        self.said = False
        self.complete = True
        self._most = most
        self.length = 0
        self._in_head = True
        self._starts_part = False
        self._size = self._heads = 0
        self._pieces: list[bytes] = []
        self._begun = bool(line)

    def __bool__(self) -> bool:
        return self._begun

    def heads_end(self, *, blank: bool) -> bool:
        """Whether this line is the one that ends the headers."""
        ends = self._in_head and blank and self.said
        self._in_head = self._in_head and not ends
        return ends

    def take(self, chunk: bytes, line: int, *, at_start: bool) -> None:
        """Keep a line, or a piece of a long one, if it is among what is kept."""
        if chunk.strip():
            self.said = self._begun = True
            self.line = self.line or line
        if self._in_head and at_start and (found := _LENGTH.match(chunk)):
            self.length = int(found[1])
        if self._size < self._most:
            self._size += len(chunk)
        else:
            self.complete = False
            starts = at_start and chunk.startswith(b"--")
            if (not starts and not self._starts_part) or self._heads > _MOST_HEADS:
                return
            self._starts_part = bool(chunk.strip())
            self._heads += len(chunk)
        self._pieces.append(chunk)

    def whole(self, is_box: bool) -> bytes:
        """What was kept, in one piece."""
        data = b"".join(self._pieces).removeprefix(b"\xef\xbb\xbf")
        if b"\r" in data[:2_000] and b"\n" not in data[:2_000]:
            data = data.replace(b"\r", b"\n")  # as old Macs wrote
        return _QUOTED_FROM.sub(rb"\1", data) if is_box else data.lstrip(b"\r\n")


def _is_thrown_away(message: Part) -> bool:
    """Whether Thunderbird only waits to take a message out of its mailbox."""
    try:
        return bool(int(message.headers.get("x-mozilla-status", "0")[:8], 16) & 0x8)
    except ValueError:
        return False


def cells_of_message(message: Part, came: str = "", said: Said | None = None) -> tuple[str, ...]:
    """A message as the cells of ``HEADER``. ``came`` is when its mailbox says that it came; ``said`` is what
    ``said_in`` found in it, where that is known already."""
    headers = message.headers
    subject = _line(headers.get("subject", ""))
    senders = (addresses(headers.get(name, "")) for name in ("from", "sender", "reply-to", "return-path"))
    sender = next((one[0] for one in senders if one), "")
    others = [one for name in ("to", "cc", "bcc") for one in addresses(headers.get(name, ""))]
    said = said or said_in(message)
    answers = [*_MESSAGE_ID.findall(headers.get("in-reply-to", "")), *_before(headers.get("references", ""))]
    own_id = _MESSAGE_ID.findall(headers.get("message-id", ""))
    return (
        own_id[0] if own_id else "",
        _when(headers, came),
        sender,
        "\n".join(dict.fromkeys(others)),
        subject,
        noted(said.text, said.names),
        "\n".join(dict.fromkeys(answers)),
        automatic(message, sender, subject, said.method),
        "email",
        _name_of_sender(headers.get("from", "")),
    )


def noted(text: str, attached: list[str]) -> str:
    """A message's text as it is kept, cut, with the names of what was attached."""
    text = printable(text[: 2 * MAX_NOTE], lines=True)
    if len(text) > MAX_NOTE:
        text = f"{text[: MAX_NOTE - 1]}…"
    names = [name for name in dict.fromkeys(map(_file_name, attached)) if name][:20]
    return "\n\n".join(filter(None, (text, f"Attached: {', '.join(names)}" if names else "")))


def addresses(text: str) -> list[str]:
    """The e-mail addresses in a header, lower case, each once; at most a thousand."""
    found: dict[str, None] = {}
    # A name may look like an address; the address itself stands in angle brackets where there are any.
    for piece in decoded_words(text).split(","):
        bracketed = piece.rpartition("<")[2].partition(">")[0] if "<" in piece else piece
        match = _ADDRESS.search(bracketed[:400])
        if match and len(found) < 1_000:
            found[match[0].lower()] = None
    return list(found)


def _name_of_sender(text: str) -> str:
    """The name that stands before the first address of a header; empty where none does."""
    name = decoded_words(text[:MAX_VALUE]).partition("<")[0] if "<" in text else ""
    return "" if "@" in name else printable(name.strip().strip("\"'").replace('\\"', '"'))[:200]


def _before(references: str) -> list[str]:
    """The messages that a thread holds, the last first."""
    return _MESSAGE_ID.findall(references)[-20:][::-1]


def _when(headers: dict[str, str], came: str) -> str:
    received = headers.get("received", "").rpartition(";")[2]
    for text in (headers.get("date", ""), received, headers.get("delivery-date", ""), came):
        at = _instant(" ".join(decoded_words(text[:200]).split()))
        if at:
            return at
    return ""


def _instant(text: str) -> str:
    """A date as messages write it; of one that names no zone the rep's own is meant. Empty for none."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return ""
    named = _ZONE_WORD.search(text)
    if at.tzinfo is None and named is not None and named[1] in _ZONES:
        at = at.replace(tzinfo=timezone(timedelta(hours=_ZONES[named[1]])))
    if at.tzinfo is None and "-0000" in text:
        at = at.replace(tzinfo=UTC)
    try:
        if at.year <= 1970:
            return ""
        return f"{at:%Y-%m-%d %H:%M:%S}" if at.tzinfo is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError):
        return ""


def _file_name(text: str) -> str:
    """The name of an attachment alone: what path it came from is nobody's business."""
    return _line(PurePosixPath(text.replace("\\", "/")).name)[:120]


def _line(text: str) -> str:
    return printable(decoded_words(text[:MAX_VALUE]))[:1_000]
