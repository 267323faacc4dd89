"""Finding things by words: names first, then what was written, the newest of it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from dreamboard.services.read_models import SearchHit
from dreamboard.store.columns import Kind, Values, codec_of
from dreamboard.store.link import Link
from dreamboard.store.search_index import numbers_of, query_words, row_id_of, texts_of
from dreamboard.store.tables import Tables

_WRITTEN: Final[tuple[tuple[Kind, str], ...]] = (
    (Idea, "idea"),
    (Pursuit, "note"),
    (Touch, "touch"),
    (Round, "note"),
    (Condition, "note"),
    (Quote, "note"),
    (Signal, "note"),
    (Plan, "note"),
)
_AROUND: Final = 7
"""Words shown on each side of the one that was found."""
_LONGEST: Final = 20_000
"""Letters of a text that are looked through for the words to show."""


def search(link: Link, text: str, limit: int) -> tuple[SearchHit, ...]:
    """What holds all the words, whose last letters may be missing: accounts, contacts, ideas, notes and
    touches. Names that begin with what was typed come first; what was written, newest first."""
    words = query_words(text)
    if not words:
        return ()
    finder = _Finder(link, words, fold(text), limit)
    hits = finder.names()
    for kind, called in _WRITTEN:
        if len(hits) >= limit:
            break
        hits += finder.written(kind, called, limit - len(hits))
    return tuple(hits[:limit])


class _Finder:
    def __init__(self, link: Link, words: list[str], typed: str, limit: int) -> None:
        self._link = link
        self._tables = Tables(link)
        self._words = words
        self._typed = typed
        self._limit = limit

    def names(self) -> list[SearchHit]:
        """Accounts and contacts; where no name has a word like it, names that hold it within a word."""
        account_ids = self._found(Account)
        employments = self._rows(Employment, self._found(Employment))
        contact_ids = self._found(Contact) + [row["contact_id"] for row in employments]
        if not account_ids and not contact_ids:
            account_ids, contact_ids = self._within(Account), self._within(Contact)
        found = [
            (self._likeness(row["name"]), self._account_hit(row, values))
            for row, values in self._whole(Account, account_ids)
        ]
        jobs = self._jobs(contact_ids)
        found += [
            (self._likeness(row["name"]), self._contact_hit(row, values, jobs.get(row["id"])))
            for row, values in self._whole(Contact, contact_ids)
        ]
        return [hit for _, hit in sorted(found, key=lambda pair: pair[0])]

    def written(self, kind: Kind, called: str, limit: int) -> list[SearchHit]:
        """What was written, newest first."""
        rows = self._whole(kind, self._found(kind, limit))
        rows.sort(key=lambda pair: (pair[0].get("at", 0), pair[0]["id"]), reverse=True)
        if kind is Idea:
            return [
                SearchHit(called, row["id"], None, None, row["title"], self._around(texts_of(kind, values)))
                for row, values in rows
            ]
        cards = {
            row["id"]: row
            for row in self._rows(
                Pursuit,
                [row["id" if kind is Pursuit else "pursuit_id"] for row, _ in rows if kind is not Signal],
            )
        }
        hits = []
        for row, values in rows:
            card = cards.get(row["id"] if kind is Pursuit else row.get("pursuit_id"))
            account_id = row.get("account_id") or (card["account_id"] if card else None)
            snippet = self._around(texts_of(kind, values))
            hits.append((called, row["id"], account_id, card["id"] if card else None, snippet))
        names = self._names_of_accounts(hit[2] for hit in hits)
        return [
            SearchHit(called, row_id, account_id, card_id, names.get(account_id, ""), snippet)
            for called, row_id, account_id, card_id, snippet in hits
        ]

    def _found(self, kind: Kind, limit: int | None = None) -> list[int]:
        first, end = numbers_of(kind)
        with self._link.words():
            numbers = self._link.backend.search_find(
                self._link.connection, self._words, first, end, limit or self._limit
            )
        return [row_id_of(number) for number in numbers]

    def _within(self, kind: Kind) -> list[int]:
        typed = self._typed.split()
        return [
            row_id
            for row_id, name in self._tables.names(kind)
            for folded in (fold(name),)
            if all(word in folded for word in typed)
        ][: self._limit]

    def _whole(self, kind: Kind, ids: Iterable[int]) -> list[tuple[dict[str, Any], Values]]:
        names = codec_of(kind).names
        found = self._tables.find_in(kind, "id", list(dict.fromkeys(ids)))
        return [(dict(zip(names, values, strict=True)), values) for values in found]

    def _rows(self, kind: Kind, ids: Iterable[int | None]) -> list[dict[str, Any]]:
        return [row for row, _ in self._whole(kind, [row_id for row_id in ids if row_id is not None])]

    def _names_of_accounts(self, ids: Iterable[int | None]) -> dict[int | None, str]:
        return {row["id"]: row["name"] for row in self._rows(Account, ids)}

    def _jobs(self, contact_ids: list[int]) -> dict[int, tuple[int, str]]:
        """Where each contact works: the account's id, and title and account as words. The latest job."""
        names = codec_of(Employment).names
        found = self._tables.find_in(Employment, "contact_id", contact_ids)
        rows: list[dict[str, Any]] = [dict(zip(names, values, strict=True)) for values in found]
        rows.sort(key=lambda row: (row["until"] is None, row["since"] or "", row["id"]))
        called = self._names_of_accounts(row["account_id"] for row in rows)
        return {
            row["contact_id"]: (
                row["account_id"],
                ", ".join(filter(None, (row["title"], called.get(row["account_id"], "")))),
            )
            for row in rows
        }

    def _account_hit(self, row: dict[str, Any], values: Values) -> SearchHit:
        about = [text for text in texts_of(Account, values) if text != row["name"]]
        return SearchHit("account", row["id"], row["id"], None, row["name"], self._around(about, found=True))

    def _contact_hit(self, row: dict[str, Any], values: Values, job: tuple[int, str] | None) -> SearchHit:
        account_id, works = job or (None, "")
        return SearchHit("contact", row["id"], account_id, None, row["name"], works)

    def _likeness(self, name: str) -> tuple[int, str]:
        folded = fold(name)
        if folded.startswith(self._typed):
            return (0, folded)
        held = self._holds(folded.split())
        return (1 if held else 2, folded)

    def _holds(self, words: list[str]) -> bool:
        return all(any(word.startswith(typed) for word in words) for typed in self._typed.split())

    def _around(self, texts: list[str], *, found: bool = False) -> str:
        """The words around the first that begins like one that was typed; the beginning when there is none,
        or nothing when it must be ``found``."""
        words = " ".join(texts)[:_LONGEST].split()
        matches: Callable[[str], bool] = lambda word: any(  # noqa: E731
            part in fold(word) for part in self._typed.split()
        )
        at = next((place for place, word in enumerate(words) if matches(word)), None)
        if at is None:
            return "" if found else " ".join(words[: 2 * _AROUND])
        start, end = max(0, at - _AROUND), at + _AROUND + 1
        shown = " ".join(words[start:end])
        return ("… " if start else "") + shown + (" …" if end < len(words) else "")
