"""Reading single messages as Outlook saves them (.msg), through python-oxmsg."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.mail import addresses, cells_of_message, mail_table, noted
from dreamboard.exchange.mail_automatic import automatic, automatic_class
from dreamboard.exchange.mail_html import text_of_html
from dreamboard.exchange.mail_text import new_text
from dreamboard.exchange.mime import Part
from dreamboard.exchange.tables import Record, Table

T = TypeVar("T")

MAX_MSG = 64 * 1024 * 1024
_INTERNET_ID, _ANSWERED_ID, _THREAD_IDS = 0x1035, 0x1042, 0x1039
_SENDER_NAME = 0x0C1A
_SENDER_SMTP, _ON_BEHALF_SMTP = 0x5D01, 0x5D02


def is_outlook_message(data: bytes) -> bool:
    """Whether an OLE file is a message: such a file has properties where others have a document."""
    return "__properties_version1.0".encode("utf-16-le") in data


def read_msg(data: bytes, name: str, path: Path) -> Table:
    """A message as a table of one record. Raises ``BadInput``."""
    cells, attached = _read(data, name, lambda message: (_cells(message), len(list(message.attachments))))
    return mail_table(path, [Record(1, cells)], attached)


def attached_to_msg(data: bytes, name: str) -> list[tuple[str, str, bytes]]:
    """What is attached to a message: name, media type and content of each. Raises ``BadInput``."""
    return _read(data, name, lambda message: [
        (one.file_name or "", one.mime_type or "", one.file_bytes)
        for one in message.attachments
        if one.file_bytes is not None  # a message within the message is no file
    ])  # fmt: skip


def _read(data: bytes, name: str, read: Callable[[Any], T]) -> T:
    from oxmsg import Message  # loaded when the first such message is read

    if len(data) > MAX_MSG:
        raise BadInput(f"{name} is larger than {MAX_MSG // (1024 * 1024)} MB.")
    try:
        return read(Message.load(BytesIO(data)))
    except Exception as error:  # the reader raises what it meets in a damaged file
        raise BadInput(f"{name} cannot be read as a message: {str(error)[:200]}. Is it damaged?") from None


def _cells(message: Any) -> tuple[str, ...]:
    headers = {str(key).lower(): str(value) for key, value in (message.message_headers or {}).items()}
    properties = message.properties
    sent = message.sent_date
    told = (properties.str_prop_value(one) or "" for one in (_SENDER_SMTP, _ON_BEHALF_SMTP))
    senders = next(filter(None, map(addresses, (headers.get("from", ""), *told, message.sender or ""))), [])
    to = [one for who in message.recipients for one in addresses(who.email_address or "")]
    said = message.body or text_of_html(message.html_body or "")
    # The header's own words first; what it lacks is in the properties.
    spoken = Part(headers, b"")
    first = cells_of_message(spoken)
    own_id = first[0] or (properties.str_prop_value(_INTERNET_ID) or "").strip("<> ")
    thread = [properties.str_prop_value(one) or "" for one in (_ANSWERED_ID, _THREAD_IDS)]
    answered = first[6] or "\n".join(dict.fromkeys(" ".join((thread[0], *thread[1].split()[::-1])).split()))
    subject = first[4] or " ".join((message.subject or "").split())
    sender = senders[0] if senders else ""
    at = first[1] or (sent.strftime("%Y-%m-%dT%H:%M:%SZ") if sent else "")
    attached = [one.file_name or "" for one in message.attachments]
    return (
        own_id[:250],
        at,
        sender,
        "\n".join(dict.fromkeys([*first[3].split("\n"), *to])).strip(),
        subject,
        noted(new_text(said[:400_000]), attached),
        answered.replace("<", "").replace(">", ""),
        automatic_class(message.message_class or "") or automatic(spoken, sender, subject),
        "email",
        first[9] or ("" if "@" in (name := properties.str_prop_value(_SENDER_NAME) or "") else name),
    )
