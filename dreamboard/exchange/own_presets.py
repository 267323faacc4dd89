"""Mappings that the rep saved under a name: a TOML file each, of the form of the presets that come along.

A file can be given to somebody else, who puts it into the same folder. One that cannot be read is told by its
name and left alone; the others work.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreamboard.domain.errors import BadInput
from dreamboard.domain.text import fold, printable
from dreamboard.exchange.fields import BY_NAME
from dreamboard.exchange.files import write_new, write_whole
from dreamboard.exchange.folding import squash
from dreamboard.exchange.mapping import REASON_COLUMN, Guess, Preset, fingerprint
from dreamboard.services.import_plan import Kind

LONGEST_NAME = 80
_MOST_BYTES = 1024 * 1024
_MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class OwnPreset:
    """One saved mapping."""

    name: str
    kind: Kind
    source: str  # names the ids of its files on the board
    columns: Mapping[str, str]  # column -> field
    path: Path

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a header has all the columns that the preset takes."""
        present = {squash(column) for column in header}
        return all(squash(column) in present for column in self.columns)

    def guess(self, header: Sequence[str]) -> Guess:
        """What it makes of a header: what it says, and nothing else."""
        fields = {squash(column): name for column, name in self.columns.items()}
        columns = {column: fields[squash(column)] for column in header if squash(column) in fields}
        preset = Preset(self.source, self.name, local=True, html=False)
        return Guess(self.kind, columns, preset, sure=True, kinds=(self.kind,))


def read_presets(folder: Path | None) -> tuple[tuple[OwnPreset, ...], tuple[str, ...]]:
    """The presets in a folder by name, and a sentence for each file that is none. No folder: none."""
    found, problems = [], []
    try:
        paths = sorted(folder.glob("*.toml"))[:_MOST_FILES] if folder is not None else []
    except OSError as error:
        return (), (f"{folder} cannot be read: {error.strerror or error}.",)
    for path in paths:
        try:
            found.append(read_preset(path))
        except BadInput as error:
            problems.append(str(error))
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.path.name))), tuple(problems)


def read_preset(path: Path) -> OwnPreset:
    """One file. Raises ``BadInput`` that names the file and what is wrong in it."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(f"The preset {path.name} is larger than a preset can be.")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise BadInput(f"The preset {path.name} cannot be read: {error}.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"The preset {path.name} is not TOML: {error}.") from None
    return _checked(data, path)


def _checked(data: Mapping[str, Any], path: Path) -> OwnPreset:
    def wrong(what: str) -> BadInput:
        return BadInput(f"The preset {path.name} {what}. Mend the file, or take it out of {path.parent}.")

    name, source = data.get("label"), data.get("source")
    if not isinstance(name, str) or not isinstance(source, str) or not name.strip():
        raise wrong("has no label or no source")
    kinds = [kind for kind in Kind if isinstance(data.get(kind.value), dict)]
    if len(kinds) != 1:
        raise wrong("has to map one kind: accounts, contacts, deals, touches or quotes")
    kind = kinds[0]
    columns: dict[str, str] = {}
    for of, words in data[kind.value].items():
        if of not in BY_NAME[kind]:
            raise wrong(f"names “{printable(of)[:60]}”, which is no field of {kind.value}")
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise wrong(f"does not say in a list of texts what “{of}” is called")
        columns |= dict.fromkeys(words, of)
    if not columns:
        raise wrong("maps no column")
    return OwnPreset(printable(name)[:LONGEST_NAME], kind, source[:200], columns, path)


def save_preset(
    folder: Path, name: str, kind: Kind, columns: Mapping[str, str], header: Sequence[str], source: str = ""
) -> OwnPreset:
    """Keep a mapping under a name, in a file of its own. ``source`` is whose ids the files carry; empty: the
    header's. Raises ``BadInput`` for a name that is taken or none, and when it cannot be written."""
    called = _free_name(folder, name)
    taken = {column: of for column, of in columns.items() if column != REASON_COLUMN and of}
    if not taken:
        raise BadInput("There is nothing to save: no column is taken.")
    text = _toml(called, source or f"file:{fingerprint(header)}", kind, taken)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return read_preset(write_new(folder, _stem(called), ".toml", text))


def rename_preset(preset: OwnPreset, name: str) -> OwnPreset:
    """The same under another name. Raises ``BadInput`` as ``save_preset`` does."""
    called = _free_name(preset.path.parent, name, but=preset.path)
    write_whole(preset.path, _toml(called, preset.source, preset.kind, preset.columns))
    return read_preset(preset.path)


def remove_preset(preset: OwnPreset) -> None:
    """Take it away. Raises ``BadInput`` when the file cannot be removed."""
    try:
        preset.path.unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{preset.path} cannot be removed: {error.strerror or error}.") from None


def put_preset(folder: Path, preset: OwnPreset) -> OwnPreset:
    """A copy in a folder: of one that somebody gave, or was removed a moment ago."""
    return save_preset(folder, preset.name, preset.kind, preset.columns, (), preset.source)


def preset_text(preset: OwnPreset) -> str:
    """The file's text, as it is given to somebody else."""
    return _toml(preset.name, preset.source, preset.kind, preset.columns)


def _free_name(folder: Path, name: str, but: Path | None = None) -> str:
    called = " ".join(printable(name).split())
    if not called:
        raise BadInput("A preset needs a name.")
    if len(called) > LONGEST_NAME:
        raise BadInput(f"The name of a preset has up to {LONGEST_NAME} characters.")
    for other in read_presets(folder)[0]:
        if fold(other.name) == fold(called) and other.path != but:
            raise BadInput(f"There is a preset called {other.name} already. Choose another name.")
    return called


def _stem(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40] or "preset"


def _toml(name: str, source: str, kind: Kind, columns: Mapping[str, str]) -> str:
    """The file: JSON's texts are TOML's, but for the one character that JSON leaves as it is."""
    by_field: dict[str, list[str]] = {}
    for column, of in columns.items():
        by_field.setdefault(of, []).append(column)
    lines = [f"source = {_text(source)}", f"label = {_text(name)}", "", "[[recognise]]"]
    lines += [
        f"kind = {_text(kind.value)}",
        f"all = [{', '.join(map(_text, columns))}]",
        "",
        f"[{kind.value}]",
    ]
    lines += [f"{of} = [{', '.join(map(_text, words))}]" for of, words in by_field.items()]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
