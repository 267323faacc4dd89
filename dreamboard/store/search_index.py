"""What can be searched: which texts of a row are indexed, under which number, kept true with every change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Employment,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Touch,
)
from dreamboard.domain.text import fold
from dreamboard.store.columns import Kind, Value, Values, codec_of
from dreamboard.store.link import Link
from dreamboard.store.tables import Tables

SEARCHED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Account: ("name", "domain", "industry", "territory", "rival", "tags", "note"),
    Contact: ("name", "emails", "telephones", "tags", "note"),
    Employment: ("title",),
    Pursuit: ("title", "tags", "note", "retired_reason"),
    Idea: ("title", "text"),
    Touch: ("subject", "note"),
    Round: ("rival", "reason_note", "debrief_note"),
    Condition: ("text",),
    Quote: ("note",),
    Signal: ("note",),
    Plan: ("text",),
}
"""The searched columns of each kind of row. The order gives the numbers that are in the index: add at the
end."""

_CODES: Final = {kind: code for code, kind in enumerate(SEARCHED, start=1)}
_BITS: Final = 40
"""Document numbers hold the kind above the row's id, so that each kind is a range, newest last."""

_POSITIONS: Final = {
    kind: tuple(codec_of(kind).names.index(name) for name in names) for kind, names in SEARCHED.items()
}
_LISTS: Final = ("emails", "telephones", "tags")
_BATCH: Final = 10_000


def numbers_of(kind: Kind) -> tuple[int, int]:
    """The first document number of a kind and the one after its last."""
    return _CODES[kind] << _BITS, (_CODES[kind] + 1) << _BITS


def row_id_of(number: int) -> int:
    """The id of the row that a document is of."""
    return number & ((1 << _BITS) - 1)


def texts_of(kind: Kind, values: Values) -> list[str]:
    """The row's texts that can be found."""
    texts: list[str] = []
    for name, position in zip(SEARCHED[kind], _POSITIONS[kind], strict=True):
        text: Any = values[position]
        if not text or text == "[]":
            continue
        if name not in _LISTS:
            texts.append(text)
            continue
        items = json.loads(text)
        texts += items
        if name == "telephones":  # found by its digits, however it is written
            texts += ["".join(filter(str.isdigit, item)) for item in items]
    return texts


def indexed_form(text: str) -> str:
    """Folded, and each ideograph a word of its own: such scripts write none apart."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return "".join(f" {mark} " if _stands_alone(mark) else mark for mark in folded)


def query_words(text: str) -> list[str]:
    """The words of a query as the index holds them; what is only punctuation finds nothing and is left
    out."""
    return [indexed_form(word) for word in fold(text).split() if any(map(str.isalnum, word))]


def _stands_alone(mark: str) -> bool:
    # Kana, ideographs with their extensions, and Thai to Khmer, which write words without spaces.
    return (
        "\u3040" <= mark <= "\u30ff"
        or "\u3400" <= mark <= "\u9fff"
        or "\uf900" <= mark <= "\ufaff"
        or "\u0e00" <= mark <= "\u0eff"
        or "\u1780" <= mark <= "\u17ff"
        or "\U00020000" <= mark <= "\U0003ffff"
    )


class SearchIndex:
    """The changes of one unit of work to the index, written when it commits."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._new: dict[int, str] = {}
        self._changed: dict[int, str] = {}
        self._gone: set[int] = set()

    def made(self, kind: Kind, values: Values) -> None:
        """A row came to be."""
        if kind not in SEARCHED:
            return
        text = _text(kind, values)
        number = _number(kind, values)
        if number in self._gone:
            self._changed[number] = text
        elif text:
            self._new[number] = text

    def rewritten(self, kind: Kind, values: Values, columns: Mapping[str, Value]) -> None:
        """Columns of a row took new values; ``values`` is the row as it is now."""
        if kind not in SEARCHED or not any(name in columns for name in SEARCHED[kind]):
            return
        number = _number(kind, values)
        self._new.pop(number, None)
        self._changed[number] = _text(kind, values)

    def deleted(self, kind: Kind, values: Values) -> None:
        """A row went away."""
        if kind not in SEARCHED:
            return
        number = _number(kind, values)
        self._changed.pop(number, None)
        if self._new.pop(number, None) is None:
            self._gone.add(number)

    def write(self) -> None:
        """Bring the index up to date."""
        emptied = {number for number, text in self._changed.items() if not text}
        backend, connection = self._link.backend, self._link.connection
        with self._link.words():
            backend.search_drop(connection, (self._gone | emptied) - (self._changed.keys() - emptied))
            backend.search_put(connection, [item for item in self._changed.items() if item[1]], new=False)
            backend.search_put(connection, list(self._new.items()), new=True)
        self._new, self._changed, self._gone = {}, {}, set()


def documents(link: Link) -> Iterator[tuple[int, str]]:
    """What the index ought to hold, from the rows themselves."""
    tables = Tables(link)
    for kind in SEARCHED:
        for values in tables.all(kind):
            text = _text(kind, values)
            if text:
                yield _number(kind, values), text


def rebuild(link: Link) -> None:
    """Index everything anew, inside the link's transaction."""
    everything = list(documents(link))
    with link.words():
        link.backend.search_clear(link.connection)
        for start in range(0, len(everything), _BATCH):
            link.backend.search_put(link.connection, everything[start : start + _BATCH], new=True)


def _number(kind: Kind, values: Values) -> int:
    return (_CODES[kind] << _BITS) | values[0]  # type: ignore[operator]


def _text(kind: Kind, values: Values) -> str:
    texts = texts_of(kind, values)
    return indexed_form("\n".join(texts)) if texts else ""
