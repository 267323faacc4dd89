"""What a person is told by: the id of their contact in rows, and names, addresses and numbers in texts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from dreamboard.domain.model import ROW_TYPES, Contact, ExternalId, Touch, TrashItem
from dreamboard.domain.references import Hold, Reference, held_by
from dreamboard.domain.text import fold
from dreamboard.services.changes import JsonValue, RowImage
from dreamboard.services.trash_text import unpacked

CONTACT_WORDS: Final = frozenset({"contact", "employer"})
"""What ``ExternalId.kind`` calls what is a contact here."""
REFERENCES_TO_CONTACTS: Final[Mapping[str, tuple[Reference, ...]]] = {
    kind.__name__: tuple(one for one in held_by(Contact) if one.kind is kind) for kind in ROW_TYPES
}
OWN_TO_EACH: Final = frozenset({"emails", "telephones"})
"""Of a contact: who shares a number with somebody does not name them by it."""
_AROUND: Final = 60
"""Characters shown on either side of a name that was found in a text."""
_WINDOW: Final = 500
"""Characters of a long text that are looked at in one go; more than twice the longest name."""


class Marks:
    """Every name, address and number that the board ever had of a person."""

    def __init__(self, contact: Contact | None, images: Iterable[RowImage] = ()) -> None:
        """``images`` are earlier looks of the contact, and of one that is deleted."""
        names = [contact.name] if contact else []
        others = [*contact.emails, *contact.telephones] if contact else []
        for image in images:
            values = image.values or {}
            names += texts_of(values.get("name"))
            others += [*texts_of(values.get("emails")), *texts_of(values.get("telephones"))]
        self.name = next(filter(None, (*names, *others)), "")
        words = {folded for text in (*names, *others) if (folded := fold(text))}
        self._pattern = re.compile("|".join(map(_standing_alone, sorted(words)))) if words else None

    def named_in(self, text: str) -> bool:
        """Whether a text names them, whatever its case and accents; a part of another word does not."""
        return bool(text) and self._pattern is not None and self._pattern.search(fold(text)) is not None

    def named_in_image(self, image: RowImage) -> bool:
        """Whether a text of a row image names them; what a trash item nests is looked at by itself."""
        nested = {"rows"} if image.kind == TrashItem.__name__ else OWN_TO_EACH
        values = (image.values or {}).items()
        return any(self.named_in(text) for name, value in values if name not in nested
                   for text in texts_of(value))  # fmt: skip

    def excerpt(self, text: str) -> str:
        """The words around the name, on one line."""
        flat = " ".join(text.split())
        for start in range(0, len(flat), _WINDOW // 2):
            window = flat[start : start + _WINDOW]
            if self.named_in(window):
                end = start + self._end_in(window)
                first, last = max(end - 2 * _AROUND, 0), end + _AROUND
                return f"{'…' if first else ''}{flat[first:last]}{'…' if last < len(flat) else ''}"
        return flat[: 2 * _AROUND]

    def _end_in(self, window: str) -> int:
        ends = (match.end() for match in re.finditer(r"\S+", window))
        return next((end for end in ends if self.named_in(window[:end])), len(window))


def points_to(image: RowImage, contact_id: int) -> bool:
    """Whether a row image refers to the contact, or is what another program calls it."""
    values = image.values
    if not values:
        return False
    if image.kind == ExternalId.__name__:
        return values.get("ours") == contact_id and values.get("kind") in CONTACT_WORDS
    return any(values.get(one.field) == contact_id for one in REFERENCES_TO_CONTACTS[image.kind])


def hangs_on_touch(image: RowImage, touch_ids: Collection[int]) -> bool:
    """Whether a row image goes with one of these touches."""
    values = image.values or {}
    return any(
        one.kind.__name__ == image.kind and one.hold is Hold.HANGS and values.get(one.field) in touch_ids
        for one in held_by(Touch)
    )


def with_nested(images: Iterable[RowImage]) -> Iterator[RowImage]:
    """Row images, and the rows that those of trash items hold."""
    for image in images:
        yield image
        rows = (image.values or {}).get("rows") if image.kind == TrashItem.__name__ else None
        if isinstance(rows, str):
            yield from unpacked(rows)[0].images


def texts_of(value: JsonValue) -> list[str]:
    """The texts in a column of a row image; the store keeps lists as JSON text."""
    if isinstance(value, str) and value.startswith('["'):
        try:
            value = json.loads(value)
        except ValueError:
            return [str(value)]
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


def _standing_alone(words: str) -> str:
    """A pattern of folded words that are no part of longer ones, in scripts that write words apart."""
    first = r"(?<!\w)" if _written_apart(words[0]) else ""
    last = r"(?!\w)" if _written_apart(words[-1]) else ""
    return f"{first}{re.escape(words)}{last}"


def _written_apart(mark: str) -> bool:
    # Thai to Khmer, kana and ideographs: there a name stands in the middle of a line of letters.
    together = "\u0e00" <= mark <= "\u0eff" or "\u1780" <= mark <= "\u17ff" or mark >= "\u2e80"
    return mark.isalnum() and not together
