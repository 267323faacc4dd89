"""Which column is which: guessed from the header by the presets, changed by hand, remembered per header."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.fields import BY_NAME, FIELDS
from dreamboard.exchange.folding import squash
from dreamboard.exchange.words import PRESETS
from dreamboard.services.import_plan import Kind

REASON_COLUMN = "Reject reason"
"""Added by ``save_rejected``; ignored when the mended file is read."""

_IN_CURRENCY = re.compile(r"\s*[(\[](?:[A-Z]{3}|[$€£¥])[)\]]\s*$")
_CLOSE_ENOUGH = 90  # rapidfuzz's ratio: a letter or two off in a header of ten
_LAST = 1_000  # how good a word is that only follows from another
_SURE = 3  # weight from which a kind is believed


@dataclass(frozen=True, slots=True)
class Preset:
    """One program's export as a preset file describes it."""

    source: str  # names its ids on the board; empty: the header's fingerprint does
    label: str
    local: bool  # times without a zone are the rep's, else UTC
    html: bool  # long texts are HTML


@dataclass(frozen=True, slots=True)
class Guess:
    """What a header most likely means."""

    kind: Kind | None  # None: not known, to be asked
    columns: Mapping[str, str]  # column -> field, the rest is not taken
    preset: Preset
    sure: bool = False  # a preset recognised it, or the rep mapped it before
    kinds: tuple[Kind, ...] = field(default=())  # the likely ones, best first


@cache
def _loaded(name: str) -> dict[str, Any]:
    return tomllib.loads((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _programs() -> tuple[str, ...]:
    names = {path.stem for path in PRESETS.glob("*.toml")} - {"generic", "words"}
    return tuple(sorted(names))


@cache
def _synonyms(program: str, kind: Kind) -> dict[str, tuple[tuple[str, int], ...]]:
    """Squashed header -> the fields it may be and how good a word it is for each (0 is best).

    What the program's own preset says of a field takes the place of the general words for it. What is called
    like a field with "id" before or behind it is that field's id: "Associated Company IDs".
    """
    general = _loaded("generic").get(kind.value, {})
    own = _loaded(program).get(kind.value, {}) if program else {}
    found: dict[str, list[tuple[str, int]]] = {}
    for name in BY_NAME[kind]:
        # The field's own name comes first, so that a file written for this program needs no guessing.
        for rank, word in enumerate(own[name] if name in own else [name, *general.get(name, [])]):
            entries = found.setdefault(squash(word), [])
            if all(known != name for known, _ in entries):
                entries.append((name, rank))
    for name in BY_NAME[kind]:
        if f"{name}_id" in BY_NAME[kind]:
            for word in [word for word, entries in found.items() if any(of == name for of, _ in entries)]:
                for called in (f"{word}ids", f"{word}id", f"ids{word}", f"id{word}", f"idde{word}"):
                    found.setdefault(called, [(f"{name}_id", _LAST)])
    return {word: tuple(entries) for word, entries in found.items()}


def fingerprint(header: Sequence[str]) -> str:
    """What a header is remembered by: its columns in order, by letters and digits alone."""
    joined = "\x1f".join(squash(column) for column in header if squash(column) != squash(REASON_COLUMN))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def programs() -> dict[str, str]:
    """The programs that a preset comes along for: its name and what the program is called."""
    return {name: _loaded(name)["label"] for name in _programs()}


def guess(header: Sequence[str], file_name: str = "", kind: Kind | None = None, program: str = "") -> Guess:
    """What the columns most likely are. ``kind``: the rep said what the lines are; ``program``: and which
    preset, of those that come along, is to be taken."""
    squashed = {column: _key(column) for column in header}
    asked = (program,) if program else _programs()
    known = [one for program in asked for one in _recognised(program, squashed, kind)]
    if known:
        # Where several programs know it, the one whose words fit most of its columns.
        return max(known, key=lambda one: len(one.columns))
    ranked = _ranked(squashed, file_name)
    likely = tuple(found for found, weight in ranked if weight >= _SURE)
    if kind is None:
        clear = likely and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
        kind = ranked[0][0] if clear else None
    preset = _preset(program or "generic", {})
    columns = _columns(squashed, program, kind) if kind else {}
    return Guess(kind, columns, preset, kinds=likely)


def _key(column: str) -> str:
    """What a column is known by: without a currency behind it, as in "Total (EUR)"."""
    return squash(_IN_CURRENCY.sub("", column) or column)


def _recognised(program: str, squashed: Mapping[str, str], kind: Kind | None) -> list[Guess]:
    """What a program's preset makes of a header, by the first of its rules that fits, if any does."""
    spoken = {column: _in_english(program, key) for column, key in squashed.items()}
    present = set(spoken.values())
    for rule in _loaded(program)["recognise"]:
        found = Kind(rule["kind"])
        if kind in (None, found) and _recognises(rule, present):
            columns = _columns(spoken, program, found)
            return [Guess(found, columns, _preset(program, rule), sure=True, kinds=(found,))]
    return []


def _in_english(program: str, key: str) -> str:
    """A squashed header with the word it begins with in English, where the preset tells what that is in the
    user's language ("heads": ``Affaire - Titre`` as ``Deal - Titre``)."""
    for english, heads in _loaded(program).get("heads", {}).items():
        for head in heads:
            if key.startswith(head) and len(key) > len(head):
                return f"{english}{key[len(head) :]}"
    return key


def _recognises(rule: Mapping[str, Any], present: set[str]) -> bool:
    """Whether all words of a rule are there; of a list of words in several languages, one."""
    for word in rule["all"]:
        if not any(squash(one) in present for one in ([word] if isinstance(word, str) else word)):
            return False
    return "with" not in rule or any(squash(word) in present for word in rule["with"])


def _preset(program: str, rule: Mapping[str, Any]) -> Preset:
    data = _loaded(program)
    return Preset(
        source=rule.get("source", data["source"]),
        label=rule.get("label", data["label"]),
        local=rule.get("local", data.get("zone", "local") != "UTC"),
        html=data.get("html", False),
    )


def _ranked(squashed: Mapping[str, str], file_name: str) -> list[tuple[Kind, float]]:
    """The kinds by how much of the header speaks for them."""
    general = _loaded("generic")
    present = set(squashed.values())
    named = {squash(word) for word in _words_of(file_name)}
    ranked = []
    for kind in Kind:
        fields = set(_exact_columns(squashed, "", kind).values())
        weight = float(sum(general["weights"][kind.value].get(name, 0) for name in fields))
        if not fields.intersection(general["needs"][kind.value]):
            weight = 0.0
        if weight:
            weight += 2.0 * sum(squash(word) in present for word in general["telling"][kind.value])
            weight += 2.5 * bool(
                named.intersection(squash(word) for word in general["file_words"][kind.value])
            )
        ranked.append((kind, weight))
    return sorted(ranked, key=lambda entry: -entry[1])


def _words_of(file_name: str) -> list[str]:
    stem = file_name.rpartition(".")[0] or file_name
    return "".join(c if c.isalpha() else " " for c in stem).split()


def _columns(squashed: Mapping[str, str], program: str, kind: Kind) -> dict[str, str]:
    columns = _exact_columns(squashed, program, kind)
    if not program:
        _add_near_misses(columns, squashed, kind)
    return {column: columns[column] for column in squashed if column in columns}


def _exact_columns(squashed: Mapping[str, str], program: str, kind: Kind) -> dict[str, str]:
    """Columns whose header is a known word. Where several fit a field, the best word gets it and the others
    may still be something else."""
    words = _synonyms(program, kind)
    bids = sorted(
        (rank, position, column, name)
        for position, (column, key) in enumerate(squashed.items())
        for name, rank in words.get(key, ())
    )
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, column, name in bids:
        if column in columns or (name in taken and not BY_NAME[kind][name].many):
            continue
        columns[column] = name
        taken.add(name)
    return columns


def _add_near_misses(columns: dict[str, str], squashed: Mapping[str, str], kind: Kind) -> None:
    """Misspelt and lengthened headers, for fields that nothing has claimed."""
    words = _synonyms("", kind)
    reason = squash(REASON_COLUMN)
    for column, key in squashed.items():
        if column in columns or len(key) < 6 or key == reason:
            continue
        best = process.extractOne(key, [word for word in words if len(word) >= 6], scorer=fuzz.ratio)
        if best is None or best[1] < _CLOSE_ENOUGH:
            continue
        name = words[best[0]][0][0]
        if name not in columns.values():
            columns[column] = name


def is_called(column: str, kind: Kind, field: str) -> bool:
    """Whether a column is called as the field is in general, so that its values need no word beside them."""
    return any(name == field for name, _ in _synonyms("", kind).get(_key(column), ()))


def mapped_by_hand(
    header: Sequence[str], kind: Kind, guessed: Mapping[str, str], by_hand: Mapping[str, str]
) -> dict[str, str]:
    """The guess with what the rep said on top. An empty field takes a column out.

    A column that the rep gives to a field of one column takes it from the column guessed for it. Columns
    are found by their exact name, else by letters and digits alone. Raises ``BadInput`` for a column or
    field that there is not.
    """
    columns = dict(guessed)
    for asked, name in by_hand.items():
        column = _find_column(header, asked)
        if not name:
            columns.pop(column, None)
            continue
        wanted = BY_NAME[kind].get(name.strip().lower().replace(" ", "_").replace("-", "_"))
        if wanted is None:
            known = ", ".join(one.name for one in FIELDS[kind])
            raise BadInput(f"There is no field {name} for {kind.value}. There are: {known}.")
        if not wanted.many:
            for other in [other for other, mapped in columns.items() if mapped == wanted.name]:
                del columns[other]
        columns[column] = wanted.name
    return {column: columns[column] for column in header if column in columns}


def _find_column(header: Sequence[str], asked: str) -> str:
    if asked in header:
        return asked
    near = [column for column in header if squash(column) == squash(asked)]
    if len(near) != 1:
        raise BadInput(f"There is no column {asked}. There are: {', '.join(header[:40])}.")
    return near[0]
