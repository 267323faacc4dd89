"""Reading address books: vCard 2.1, 3.0 and 4.0 as programs write them, which is rarely as the standards say.

People become lines that are contacts, companies lines that are accounts. A card that nobody is named on is
kept by its e-mail address or its company. Pictures, sounds and what stands at an address elsewhere are passed
over unread. Lines that are no part of a card are ignored: a card is never lost to its neighbour's damage.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.mime import as_text
from dreamboard.exchange.tables import Record, Table
from dreamboard.exchange.texts import decode
from dreamboard.services.import_plan import Kind

MAX_CARDS = 200_000
MAX_VALUE = 1_000_000
"""Bytes of one property that are looked at."""

SOURCE = "vcard"
PROGRAM = "vCard"

_PEOPLE = ("id", "name", "title", "account", "emails", "telephones", "tags", "note")
_COMPANIES = ("id", "name", "domain", "tags", "note")
_KEPT = frozenset(
    {
        *("BEGIN", "END", "AGENT", "KIND", "UID", "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE"),
        *("TEL", "EMAIL", "ADR", "URL", "NOTE", "CATEGORIES", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"),
    }
)
_HEAD = re.compile(
    rb"\s*(?:[A-Za-z0-9_-]+\.)?([A-Za-z0-9-]{1,40})((?:\s*;(?:\"[^\"\r\n]*\"|[^\":\r\n])*)?)\s*:"
)
_BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_PREFERRED = re.compile(r"[;,=\"]PREF(?:=1)?(?:[;,\"]|$)")
_LINK = re.compile(r"(?:tel|mailto):", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class _Card:
    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        """The values of a property, empty ones left out, each once."""
        return list(dict.fromkeys(filter(None, self.values.get(name, ()))))

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


def is_vcard(data: bytes) -> bool:
    """Whether a file is an address book, by its first bytes."""
    head = data[:2_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return _BEGINS.match(head) is not None


def read_vcards(
    data: bytes,
    name: str,
    encoding: str = "",
    path: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Table]:
    """The people of an address book, and its companies where there are any. ``encoding`` is of the values
    that name none. Raises ``BadInput``."""
    text, used, sure = decode(data, name, encoding)
    if used not in ("cp1252", encoding) or used.startswith("utf-16"):
        data = text.encode("utf-8", "surrogatepass")
    default = "utf-8" if used.startswith("utf") else used
    people: list[Record] = []
    companies: list[Record] = []
    for number, card in enumerate(_cards(data, default)):
        if number >= MAX_CARDS:
            raise BadInput(f"{name} has more than {MAX_CARDS:,} cards: split the file.")
        if number % 500 == 0 and cancelled():
            raise BadInput(f"Reading {name} was cancelled.")
        if card.first("KIND").lower() == "group" or card.first("X-ADDRESSBOOKSERVER-KIND").lower() == "group":
            continue  # a list of other cards
        if _is_company(card):
            companies.append(Record(card.line, _company(card)))
        else:
            people.append(Record(card.line, _person(card)))
    if not people and not companies:
        raise BadInput(f"{name} holds no card.")
    both = bool(people and companies)
    found = []
    for what, kind, header, records in (
        ("people", Kind.CONTACTS, _PEOPLE, people),
        ("companies", Kind.ACCOUNTS, _COMPANIES, companies),
    ):
        if records:
            called, part = (f"{name}: {what}", what) if both else (name, "")
            found.append(
                Table(called, header, tuple(records), path, used, sure, "", 1, part, kind, PROGRAM, SOURCE)
            )
    return found


# Cards


def _cards(data: bytes, default: str) -> Iterator[_Card]:
    """Every card, those inside another too, in the order they end."""
    open_cards: list[_Card] = []
    before = ""
    for line, name, options, value in _properties(data):
        if name == "BEGIN":
            if value.strip().upper() != b"VCARD":
                continue
            if open_cards and before != "AGENT":  # its end is missing
                yield open_cards.pop()
            open_cards.append(_Card(line))
        elif name == "END":
            if open_cards and value.strip().upper() == b"VCARD":
                yield open_cards.pop()
        elif open_cards:
            _take(
                open_cards[-1],
                name,
                _text(value, options, default),
                preferred=_PREFERRED.search(options) is not None,
            )
        before = name
    while open_cards:
        yield open_cards.pop()


def _properties(data: bytes) -> Iterator[tuple[int, str, str, bytes]]:
    """(line, name, parameters, value) of each property that is looked at, unfolded."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    number, count = 0, len(lines)
    while number < count:
        line, at = lines[number], number + 1
        number += 1
        if not line.strip():
            continue
        head = _HEAD.match(line[:4_000])
        more: list[bytes] = []
        if head is None:
            # A long list of parameters may be folded before the colon.
            while number < count and lines[number][:1] in (b" ", b"\t") and len(more) < 20:
                line += lines[number][1:]
                number += 1
                more.append(b"")
            head = _HEAD.match(line[:4_000])
            if head is None:
                continue
        name = head[1].decode("ascii").upper()
        options = head[2].decode("latin-1").upper()
        quoted = "QUOTED-PRINTABLE" in options
        pieces = [line[head.end() :]]
        size = len(pieces[0])
        while number < count:
            following = lines[number]
            if quoted and pieces[-1].rstrip(b" \t").endswith(b"="):
                pieces[-1] = pieces[-1].rstrip(b" \t")[:-1]
                following = following[1:] if following[:1] in (b" ", b"\t") else following
            elif following[:1] in (b" ", b"\t") and following.strip():
                following = following[1:]
            else:
                break
            number += 1
            size += len(following)
            if size <= MAX_VALUE and name in _KEPT:
                pieces.append(following)
            else:
                pieces[-1] = following[-4:]
        if name in _KEPT:
            yield at, name, options, b"".join(pieces)[:MAX_VALUE]


def _text(value: bytes, options: str, default: str) -> str:
    if "QUOTED-PRINTABLE" in options:
        value = quopri.decodestring(value)
    elif re.search(r"ENCODING=(?:B|BASE64)\b", options) or re.search(r";BASE64\b", options):
        try:
            value = base64.b64decode(b"".join(value.split()))
        except (binascii.Error, ValueError):
            return ""
    named = re.search(r"CHARSET=\"?([\w.:-]{1,40})", options)
    return as_text(value, named[1] if named else default)


def _take(card: _Card, name: str, text: str, *, preferred: bool) -> None:
    values = card.values.setdefault(name, [])
    if len(values) >= 100:
        return
    if preferred and values and name in ("EMAIL", "TEL"):
        card.values[name] = values = [*_reached(name, text), *values]
    if name == "N":
        values.append(_whole_name(text))
    elif name == "ORG":
        parts = _parts(text, ";")
        values.append(parts[0])
    elif name == "ADR":
        values.append(", ".join(part for part in _parts(text, ";") if part))
    elif name == "CATEGORIES":
        values += _parts(text, ",")
    elif name in ("TEL", "EMAIL"):
        values += _reached(name, text)
    else:
        values.append(_plain(text))


def _reached(name: str, text: str) -> list[str]:
    """A telephone number or an e-mail address, as such and not as a link; none where it is empty."""
    text = _plain(_LINK.sub("", text.strip(), count=1))
    if name == "TEL":
        text = text.replace(";ext=", " ext ")
    elif "<" in text:
        text = text.partition("<")[2].partition(">")[0].strip()
    return [text] if text else []


def _whole_name(text: str) -> str:
    family, given, further, before, after = (*_parts(text, ";"), "", "", "", "", "")[:5]
    del before  # Mr, Dr: not how one is looked for
    return " ".join(filter(None, (given, further, family, after)))


def _parts(text: str, mark: str) -> list[str]:
    """A value cut at the marks that are not escaped."""
    parts, start = [], 0
    for found in re.finditer(rf"\\.|{mark}", text, re.DOTALL):
        if found[0] == mark:
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return [" ".join(_plain(part).split()) for part in parts[:200]]


def _plain(text: str) -> str:
    plain = _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
    return plain.replace("\r\n", "\n").strip()


# What a card is


def _is_company(card: _Card) -> bool:
    """Whether a card stands for a company: it says so, or names one and nobody."""
    if card.first("X-ABSHOWAS").upper() == "COMPANY" or card.first("KIND").lower() in ("org", "organization"):
        return bool(card.first("ORG") or _name(card))
    org = card.first("ORG")
    named = card.first("N") or card.first("FN")
    return bool(org) and not card.first("EMAIL") and not card.first("TITLE") and (not named or named == org)


def _name(card: _Card) -> str:
    return " ".join(card.first("FN").split()) or card.first("N") or card.first("NICKNAME")


def _person(card: _Card) -> tuple[str, ...]:
    return (
        card.first("UID"),
        _name(card),
        card.first("TITLE") or card.first("ROLE"),
        card.first("ORG"),
        "\n".join(card.all("EMAIL")),
        "\n".join(card.all("TEL")),
        "\n".join(card.all("CATEGORIES")),
        "\n".join([*card.all("NOTE"), *card.all("ADR"), *card.all("URL")]),
    )


def _company(card: _Card) -> tuple[str, ...]:
    sites = [*card.all("URL"), *card.all("EMAIL")]
    return (
        card.first("UID"),
        card.first("ORG") or _name(card),
        sites[0] if sites else "",
        "\n".join(card.all("CATEGORIES")),
        "\n".join([*card.all("NOTE"), *card.all("ADR"), *card.all("TEL"), *sites]),
    )
