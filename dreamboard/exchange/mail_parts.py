"""What the parts of a message come to: its new text, and what is attached to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dreamboard.exchange.mail_html import ORIGINAL, text_of_html
from dreamboard.exchange.mail_text import new_text, unflowed
from dreamboard.exchange.mime import MAX_DEPTH, MAX_PARTS, Part, inner_parts

_SEALS = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
    | {"application/pgp-encrypted", "application/pgp-keys"}
)
"""What a program adds to a message that is signed: nothing that someone attached."""
_SUFFIXES = {"message/rfc822": "message.eml", "text/calendar": "invitation.ics", "text/vcard": "card.vcf"}


@dataclass(frozen=True, slots=True)
class Attached:
    """Something attached to a message, packed as it came."""

    name: str
    part: Part


@dataclass(slots=True)
class Said:
    """What a message says: its new text, what is attached, and an invitation's method."""

    text: str = ""
    attached: list[Attached] = field(default_factory=list)
    method: str = ""

    @property
    def names(self) -> list[str]:
        """What that which is attached is called."""
        return [one.name for one in self.attached]


def said_in(message: Part) -> Said:
    """What is new in a message, through all its parts."""
    found = Said()
    left = MAX_PARTS

    def gather(part: Part, depth: int) -> str:
        nonlocal left
        left -= 1
        if left < 0:
            return ""
        if part.kind.startswith("multipart/"):
            inner = inner_parts(part) if depth < MAX_DEPTH else []
            return _together(part.kind, inner, lambda one: gather(one, depth + 1))
        return _leaf(part, found)

    found.text = gather(message, 0)
    return found


def _together(kind: str, inner: list[Part], gather: Callable[[Part], str]) -> str:
    if kind != "multipart/alternative":
        return "\n\n".join(filter(None, map(gather, inner)))
    # The same in several forms: plain words are told best, but only a page may show what it quotes.
    texts = [(one.kind, gather(one)) for one in inner]
    plain = next((text for form, text in texts if form == "text/plain" and text.strip()), "")
    other = next((text for form, text in texts if form != "text/plain" and text.strip()), "")
    return other if not plain or 0 < len(other) < len(plain) // 2 else plain


def _leaf(part: Part, found: Said) -> str:
    """The text of a part; of what is attached its name is noted."""
    kind = part.kind
    if kind in _SEALS:
        return ""
    if kind == "text/calendar":
        found.method = found.method or part.parameter("content-type", "method").lower()
    name = part.parameter("content-disposition", "filename") or part.parameter("content-type", "name")
    apart = part.headers.get("content-disposition", "").strip().lower().startswith("attachment")
    if name or apart or kind in ("message/rfc822", "application/pkcs7-mime"):
        found.attached.append(Attached(name or _SUFFIXES.get(kind, kind), part))
        return ""
    if kind == "text/plain":
        text = part.text()
        if part.parameter("content-type", "format").lower() == "flowed":
            drops = part.parameter("content-type", "delsp").lower() == "yes"
            text = unflowed(text, drops_space=drops)
        return new_text(text)
    if kind == "text/html":
        return new_text(text_of_html(part.text())).removeprefix(ORIGINAL).lstrip()
    return ""
