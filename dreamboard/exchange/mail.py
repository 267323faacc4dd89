"""Reading mail: single messages and whole mailboxes, one line each, in bounded memory.

A line says who wrote to whom, when, about what, and what was new in it; the planner finds out whose touch it
is. What a program sent by itself (a bounce, an absence note, a receipt) is marked as such. Attachments are
named, never opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dreamboard.domain.errors import BadInput
from dreamboard.domain.text import printable
from dreamboard.exchange.mail_text import new_text, text_of_html
from dreamboard.exchange.mime import MAX_VALUE, Part, decoded_words, leaves, read_part
from dreamboard.exchange.tables import Record, Table
from dreamboard.services.import_plan import Kind

HEADER = ("id", "at", "sender", "recipients", "subject", "note", "answers", "automatic", "channel")
SOURCE = "mail"
MAX_MESSAGE = 8 * 1024 * 1024
"""Bytes of a message that are kept while it is read; the rest is attachments."""
MAX_MESSAGES = 200_000
MAX_NOTE = 8_000
"""Characters of a message's text that are kept."""

_CHUNK = 64 * 1024
_FROM_LINE = re.compile(rb"From \S{1,400}.{0,200}\d{4}\s*$")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_KNOWN = re.compile(
    rb"^(?:from|to|cc|date|subject|message-id|received|return-path|mime-version|delivered-to|reply-to|sender"
    rb"|content-type|dkim-signature)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")
_BOUNCE_SUBJECT = re.compile(
    r"(?:undeliver|undelivered|delivery status notification|delivery failure|mail delivery (?:failed|system)"
    r"|returned mail|failure notice|unzustellbar|non remis|no se pudo entregar)",
    re.IGNORECASE,
)
_ABSENCE_SUBJECT = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheits?(?:notiz)?"
    r"|automatische antwort|réponse automatique|respuesta automática|risposta automatica"
    r"|automatisch antwoord|autosvar|resposta automática)\b",
    re.IGNORECASE,
)
_MACHINES = frozenset({"mailer-daemon", "postmaster", "mail-daemon"})
ABSENCE, BOUNCE, RECEIPT = "an automatic reply", "a message that could not be delivered", "a receipt"


def is_mail(head: bytes, suffix: str) -> bool:
    """Whether a file is a message or a mailbox, by its beginning and the end of its name."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _FROM_LINE.match(head[:700].partition(b"\n")[0]):
        return True
    known = {
        found[0].lower() for found in _KNOWN.finditer(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])
    }
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
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            for line, data in _messages(file, path.suffix.lower() == ".eml"):
                if cancelled():
                    raise BadInput(f"Reading {path.name} was cancelled.")
                if len(records) >= MAX_MESSAGES:
                    raise BadInput(f"{path.name} has more than {MAX_MESSAGES:,} messages: split the file.")
                records.append(Record(line, cells_of_message(read_part(data))))
                if len(records) % 100 == 0:
                    progress(file.tell(), size)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from None
    if not records:
        raise BadInput(f"{path.name} holds no message.")
    return mail_table(path, records)


def mail_table(path: Path, records: list[Record]) -> Table:
    """Messages as a table."""
    return Table(path.name, HEADER, tuple(records), path, "", True, "", 1, "", Kind.TOUCHES, "E-mail", SOURCE)


def _messages(file: BinaryIO, single: bool) -> Iterator[tuple[int, bytes]]:
    """(line, bytes) of each message; of a long one the beginning."""
    pieces: list[bytes] = []
    size = start = 0
    line, at_start, blank, is_box = 0, True, True, False
    while chunk := file.readline(_CHUNK):
        if at_start:
            line += 1
            if (
                blank
                and chunk.startswith(b"From ")
                and _FROM_LINE.match(chunk)
                and (is_box or not pieces or not single)
            ):
                if any(piece.strip() for piece in pieces):
                    yield start, _unquoted(pieces, is_box)
                is_box = is_box or not pieces
                pieces, size, start, blank = [], 0, line, False
                continue
            blank = not chunk.strip()
        at_start = chunk.endswith(b"\n")
        if size < MAX_MESSAGE:
            start = start or line
            pieces.append(chunk)
            size += len(chunk)
    if any(piece.strip() for piece in pieces):
        yield start, _unquoted(pieces, is_box)


def _unquoted(pieces: list[bytes], is_box: bool) -> bytes:
    data = b"".join(pieces).removeprefix(b"\xef\xbb\xbf")
    return _QUOTED_FROM.sub(rb"\1", data) if is_box else data


def cells_of_message(message: Part) -> tuple[str, ...]:
    """A message as the cells of ``HEADER``."""
    headers = message.headers
    subject = _line(headers.get("subject", ""))
    sender = next(iter(addresses(headers.get("from", "") or headers.get("sender", ""))), "")
    others = [one for name in ("to", "cc", "bcc") for one in addresses(headers.get(name, ""))]
    text, attached = _text_and_attachments(message)
    note = new_text(text)
    answers = [*_MESSAGE_ID.findall(headers.get("in-reply-to", "")), *_before(headers.get("references", ""))]
    own_id = _MESSAGE_ID.findall(headers.get("message-id", ""))
    return (
        own_id[0] if own_id else "",
        _when(headers),
        sender,
        "\n".join(dict.fromkeys(others)),
        subject,
        noted(note, attached),
        "\n".join(dict.fromkeys(answers)),
        automatic(message, sender, subject),
        "email",
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


def _before(references: str) -> list[str]:
    """The messages that a thread holds, the last first."""
    return _MESSAGE_ID.findall(references)[-20:][::-1]


def _when(headers: dict[str, str]) -> str:
    received = headers.get("received", "").rpartition(";")[2]
    for text in (headers.get("date", ""), received, headers.get("delivery-date", "")):
        try:
            at = parsedate_to_datetime(" ".join(decoded_words(text[:200]).split()))
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
            return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at.year > 1970 else ""
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


def automatic(message: Part, sender: str, subject: str) -> str:
    """Why a message is nobody's answer: a program sent it by itself. Empty for those that people wrote."""
    headers = message.headers
    kind = headers.get("content-type", "").lower()
    if message.kind == "multipart/report":
        return RECEIPT if "disposition-notification" in kind else BOUNCE
    box = sender.partition("@")[0]
    if box in _MACHINES or "x-failed-recipients" in headers:
        return BOUNCE
    if _BOUNCE_SUBJECT.match(subject) and headers.get("return-path", "").strip() in ("<>", ""):
        return BOUNCE
    submitted = headers.get("auto-submitted", "no").partition(";")[0].strip().lower()
    marked = {"x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from"} & headers.keys()
    by_itself = headers.get("precedence", "").strip().lower() in ("auto_reply", "auto-reply")
    if submitted.startswith("auto-") or marked or by_itself or _ABSENCE_SUBJECT.match(subject):
        return ABSENCE
    return BOUNCE if headers.get("return-path", "").strip() == "<>" else ""


def _text_and_attachments(message: Part) -> tuple[str, list[str]]:
    plain, page, attached = "", "", []
    for part in leaves(message):
        told = part.headers.get("content-disposition", "")
        name = part.parameter("content-disposition", "filename") or part.parameter("content-type", "name")
        if name or told.strip().lower().startswith("attachment") or part.kind == "message/rfc822":
            attached.append(name or ("message.eml" if part.kind.startswith("message/") else part.kind))
        elif part.kind == "text/plain" and not plain.strip():
            plain = part.text()
        elif part.kind == "text/html" and not page:
            page = part.text()
    return plain if plain.strip() else text_of_html(page), attached


def _file_name(text: str) -> str:
    """The name of an attachment alone: what path it came from is nobody's business."""
    return _line(PurePosixPath(text.replace("\\", "/")).name)[:120]


def _line(text: str) -> str:
    return printable(decoded_words(text[:MAX_VALUE]))[:1_000]
