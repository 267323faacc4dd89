"""Importing: what the window and the command line both call, in this order.

0. Paths that ``archive.is_archive`` says are an export of a whole board go to ``archive.read_archive`` and
   the command ``ApplyArchive`` instead.
1. ``read_files(paths, choices)`` reads and guesses, on a worker thread; it gives ``Sources``, one ``Source``
   a file or sheet, each with header, records, guessed kind and columns, and what was found out on the way.
2. ``take_snapshot(queries, kinds_of(sources))`` reads what the board holds.
3. ``plan_import(sources, snapshot, choices, ...)`` gives an ``ImportPlan``: what becomes of every line.
   ``plan.open_orders`` that is not empty is a question to the rep (``Choices.date_order``); nothing is
   planned until it is answered. ``plan.stage_words`` may be answered by ``Choices.stages``, and
   ``plan.doubts`` by ``Choices.doubts``; until then each one's default holds.
   ``attachments.keep_attachments(plan, ...)`` adds what came with messages, where the rep wants it kept.
4. The command ``ApplyImport(plan)`` through the dispatcher.
5. ``save_rejected(plan, folder)`` writes the rejected lines where they can be mended and read again.

A change of choices by the rep goes through 1 (encoding, delimiter) or 3 (everything else) again. Nothing here
writes to the board or keeps state, so Cancel leaves no trace.
"""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.domain.text import fold, printable
from dreamboard.domain.words import quoted
from dreamboard.exchange.calendars import Window
from dreamboard.exchange.dates import DateOrder
from dreamboard.exchange.entries import open_orders, read_entries
from dreamboard.exchange.fields import BY_NAME
from dreamboard.exchange.folding import squash
from dreamboard.exchange.mapping import (
    REASON_COLUMN,
    Guess,
    Preset,
    fingerprint,
    guess,
    mapped_by_hand,
    programs,
)
from dreamboard.exchange.own_presets import OwnPreset
from dreamboard.exchange.planning.deals import DealChoices
from dreamboard.exchange.planning.doubts import Doubts
from dreamboard.exchange.planning.planner import Batch, make_plan
from dreamboard.exchange.planning.snapshot import Snapshot, take_snapshot
from dreamboard.exchange.reading import read_tables
from dreamboard.exchange.rejects import save_rejected
from dreamboard.exchange.tables import Table
from dreamboard.exchange.words import deal_status
from dreamboard.services.import_plan import DoubtAnswer, ImportPlan, Kind, OpenOrder, PlannedFile

__all__ = [
    "Choices",
    "FileChoice",
    "Progress",
    "Source",
    "Sources",
    "kinds_of",
    "own_addresses",
    "plan_import",
    "read_files",
    "remembered_mappings",
    "save_rejected",
    "take_snapshot",
]

Progress = Callable[[int, int], None]
"""(lines done, lines in all)."""

_MAPPING = "import.mapping."
_OWN = "import.own_addresses"
_MOST_OWN = 8
_FATE_FIELDS = frozenset({"stage", "status", "is_won", "is_closed", "won_on", "lost_on"})


@dataclass(frozen=True, slots=True)
class FileChoice:
    """What the rep said of one file; what is empty is found out."""

    encoding: str = ""
    delimiter: str = ""
    kind: Kind | None = None
    columns: Mapping[str, str] | None = None  # column -> field, all of them; None: as guessed
    left_out: bool = False
    preset: str = ""  # which one to take: an own one's name, or a program's


@dataclass(frozen=True, slots=True)
class Choices:
    """What the rep said of an import."""

    kind: Kind | None = None  # of every file
    columns: Mapping[str, str] = field(
        default_factory=dict
    )  # on top of the guess, in the files that have them
    files: Mapping[str, FileChoice] = field(default_factory=dict)  # by ``Table.place``
    date_order: DateOrder | None = None
    stages: Mapping[str, int] = field(default_factory=dict)  # another program's stage -> stage id
    currency: str = "USD"  # of money that names none
    remembered: Mapping[str, str] = field(default_factory=dict)  # see ``remembered_mappings``
    presets: tuple[OwnPreset, ...] = ()  # the rep's own, see ``own_presets.read_presets``
    preset: str = ""  # which one to take for every file
    keep_rest: bool = False  # columns that are nothing else go to the note
    window: Window | None = None  # that series of events are followed over
    mine: tuple[str, ...] = ()  # the rep's own e-mail addresses, as said now; else the remembered ones
    card: int | None = None  # the pursuit that everything goes to, whoever it names
    doubts: Mapping[str, DoubtAnswer] = field(default_factory=dict)  # by ``Doubt.key``
    doubtful: DoubtAnswer | None = None  # what goes for all other doubts; None: each one's default


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read, and what it most likely is."""

    table: Table
    guess: Guess
    kind: Kind | None  # None: not known, to be asked
    columns: Mapping[str, str]  # column -> field
    by_hand: bool = False  # the rep changed the guess: to be remembered
    left_out: bool = False  # nothing of it is taken: the rep said so, or it is one of many and not known


Sources = tuple[Source, ...]


class _Cancelled(Exception):
    """The rep pressed Cancel."""


def remembered_mappings(snapshot: Snapshot) -> dict[str, str]:
    """The mappings of earlier imports, for ``Choices.remembered``."""
    return {one.name: one.value for one in snapshot.settings if one.name.startswith(_MAPPING)}


def read_files(
    paths: Sequence[Path],
    choices: Choices | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = lambda done, total: None,
) -> Sources:
    """Read files and guess what they are. Raises ``BadInput``, also for a column of ``choices.columns`` that
    no file has."""
    choices = choices or Choices()
    sources = []
    for path in paths:
        said = _said_of_file(str(path), choices)
        tables = read_tables(Path(path), said.encoding, said.delimiter, cancelled, progress, choices.window)
        sources += _without_strangers(
            [_source(table, choices.files.get(str(table.place), FileChoice()), choices) for table in tables]
        )
    known = {squash(column) for source in sources for column in source.table.header}
    for column in choices.columns:
        if squash(column) not in known:
            columns = ", ".join(sources[0].table.header[:40]) if len(sources) == 1 else "other columns"
            raise BadInput(f"There is no column {column}. There are: {columns}.")
    return tuple(sources)


def _said_of_file(path: str, choices: Choices) -> FileChoice:
    """What was said of a file, or else of a part of it: how it is encoded goes for all its parts."""
    of_parts = (said for place, said in choices.files.items() if str(Path(place).parent) == path)
    return choices.files.get(path) or next((said for said in of_parts if said.encoding), FileChoice())


def _without_strangers(sheets: list[Source]) -> list[Source]:
    """Sheets that are not known for anything are left out when another of the workbook is: notes, totals."""
    if not any(sheet.kind is not None and not sheet.left_out for sheet in sheets):
        return sheets
    return [replace(sheet, left_out=True) if sheet.kind is None else sheet for sheet in sheets]


def _source(table: Table, said: FileChoice, choices: Choices) -> Source:
    if said.left_out:
        return Source(table, guess(table.header, table.part or table.name), None, {}, left_out=True)
    if table.kind is not None:
        return _speaking(table, said)
    asked = said.kind or choices.kind
    preset = said.preset or choices.preset
    earlier = None if preset else _remembered(table, choices.remembered)
    if earlier is not None and asked is None:
        asked = earlier[0]
    guessed = _guess(table, asked, preset, choices.presets)
    kind = asked or guessed.kind
    if kind is None:
        return Source(table, guessed, None, {})
    columns = dict(guessed.columns)
    if earlier is not None and earlier[0] is kind:
        columns = {column: name for column, name in earlier[1].items() if column in table.header}
    if said.columns is not None:
        columns = dict(said.columns)
    mine = {column: name for column, name in choices.columns.items() if _has(table, column)}
    if mine:
        columns = mapped_by_hand(table.header, kind, columns, mine)
    if choices.keep_rest and "note" in BY_NAME[kind]:
        columns |= {column: "note" for column in table.header if column not in columns}
    columns.pop(REASON_COLUMN, None)
    by_hand = bool(mine) or said.columns is not None
    return Source(table, guessed, kind, columns, by_hand)


def _guess(table: Table, kind: Kind | None, preset: str, own: Sequence[OwnPreset]) -> Guess:
    """By the preset that was asked for; else by one of the rep's own that knows all its columns in the
    header, the one with most of them first; else by those that come along. Raises ``BadInput``."""
    if preset:
        for one in own:
            if fold(one.name) == fold(preset):
                return one.guess(table.header)
        for program, label in programs().items():
            if fold(preset) in (program, fold(label)):
                return guess(table.header, table.part or table.name, kind, program)
        known = ", ".join(quoted(name, 40) for name in (*(one.name for one in own), *programs().values()))
        raise BadInput(f"There is no preset called {preset}. There are: {known}.")
    fitting = [one for one in own if kind in (None, one.kind) and one.fits(table.header)]
    if fitting:
        return max(fitting, key=lambda one: len(one.columns)).guess(table.header)
    return guess(table.header, table.part or table.name, kind)


def _speaking(table: Table, said: FileChoice) -> Source:
    """A file whose format says itself what it holds: its columns are fields by name."""
    assert table.kind is not None
    preset = Preset(table.source, table.program, local=True, html=False)
    columns = {column: column for column in table.header}
    guessed = Guess(table.kind, columns, preset, sure=True, kinds=(table.kind,))
    taken = columns if said.columns is None else dict(said.columns)
    return Source(table, guessed, table.kind, taken)


def _has(table: Table, column: str) -> bool:
    return any(squash(one) == squash(column) for one in table.header)


def _remembered(table: Table, settings: Mapping[str, str]) -> tuple[Kind, dict[str, str]] | None:
    """The kind and columns the rep gave this header last time."""
    value = settings.get(_MAPPING + fingerprint(table.header))
    if not value:
        return None
    try:
        data = json.loads(value)
        kind = Kind(data["kind"])
        return kind, {str(c): str(n) for c, n in data["columns"].items() if n in BY_NAME[kind]}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def kinds_of(sources: Sources) -> frozenset[Kind]:
    """The kinds of lines there are."""
    return frozenset(source.kind for source in sources if source.kind is not None)


def plan_import(
    sources: Sources,
    snapshot: Snapshot,
    choices: Choices,
    at: datetime,
    zone: tzinfo,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportPlan:
    """What would become of every line. A pure function of what it is given: ``at`` is this instant, ``zone``
    the rep's.

    Raises ``BadInput`` for a file whose kind is not known, and when cancelled.
    """
    left_out = [source.table.name for source in sources if source.left_out]
    sources = tuple(source for source in sources if not source.left_out)
    kinds = [_known_kind(source) for source in sources]
    questions: list[OpenOrder] = []
    for number, source in enumerate(sources):
        questions += open_orders(number, source.table, source.columns, kinds[number], choices.date_order)
    files = [_planned_file(source, kind) for source, kind in zip(sources, kinds, strict=True)]
    mine = tuple(one.strip().lower() for one in choices.mine) or own_addresses(snapshot)
    asked = () if mine else _likely_own(sources, snapshot)
    if questions or asked:
        return ImportPlan(files=tuple(files), open_orders=tuple(questions), asks_own=asked)
    card = next((one for one in snapshot.pursuits if one.id == choices.card), None)
    if choices.card is not None and card is None:
        raise BadInput("The card that this was to go to is no longer on the board.")
    total = 2 * sum(len(source.table.records) for source in sources)
    done = 0

    def step(lines: int) -> None:
        if cancelled():
            raise _Cancelled
        progress(done + lines, total)

    try:
        with _no_collecting():
            batches = []
            for number, source in enumerate(sources):
                batches.append(_batch(number, source, files[number], choices, zone, step))
                done += len(source.table.records)
            places = [str(source.table.place) for source in sources]
            doubts = Doubts(places, choices.doubts, choices.doubtful)
            plan = make_plan(batches, snapshot, at, zone, choices.currency, step, mine, doubts, card)
    except _Cancelled:
        raise BadInput("The import was cancelled: nothing has changed.") from None
    progress(total, total)
    notes = (*plan.notes, *(f"{name} is left out." for name in left_out))
    settings = _to_remember(sources, kinds)
    if choices.mine:
        settings[_OWN] = json.dumps(mine)
    return replace(plan, settings=settings, notes=notes)


def own_addresses(snapshot: Snapshot) -> tuple[str, ...]:
    """The rep's own addresses as an earlier import was told them."""
    value = next((one.value for one in snapshot.settings if one.name == _OWN), "")
    try:
        found = json.loads(value) if value else []
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
    except ValueError:
        return ()


def _likely_own(sources: Sources, snapshot: Snapshot) -> tuple[str, ...]:
    """The addresses that most messages have in common, contacts' own last; none where there is no message."""
    known = {address.lower() for contact in snapshot.contacts for address in contact.emails}
    tally: Counter[str] = Counter()
    for source in sources:
        if "sender" not in source.columns.values():
            continue
        places = [
            number
            for number, column in enumerate(source.table.header)
            if source.columns.get(column) in ("sender", "recipients")
        ]
        for record in source.table.records:
            said = " ".join(record.cells[place] for place in places if place < len(record.cells))
            tally.update({one for one in said.lower().split() if "@" in one[1:-1]})
    likely = sorted(tally, key=lambda one: (one in known, -tally[one], one))
    return tuple(likely[:_MOST_OWN])


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the collector of cycles: a plan makes a million objects and no cycle, and looking through them
    again and again takes as long as making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _some(header: Sequence[str]) -> str:
    """The first of the columns, with dots where there are more."""
    named = [quoted(printable(column), 40) for column in header[:6]]
    return ", ".join(named) + ("…" if len(header) > 6 else "")


def _known_kind(source: Source) -> Kind:
    if source.kind is None:
        likely = (
            " or ".join(kind.value for kind in source.guess.kinds)
            or "accounts, contacts, deals, touches or quotes"
        )
        raise BadInput(
            f"{source.table.name}: its columns ({_some(source.table.header)}) do not tell what its"
            f" lines are. Say whether they are {likely} (--as on the command line), and which column is"
            " what (--map)."
        )
    return source.kind


def _batch(
    number: int,
    source: Source,
    file: PlannedFile,
    choices: Choices,
    zone: tzinfo,
    step: Callable[[int], None],
) -> Batch:
    preset = source.guess.preset
    entries = read_entries(
        number,
        source.table,
        source.columns,
        file.kind,
        preset.source or f"file:{fingerprint(source.table.header)}",
        zone if preset.local else UTC,
        choices.date_order,
        is_html=preset.html,
        step=step,
    )
    stages = {squash(word): stage_id for word, stage_id in choices.stages.items()}
    says = _FATE_FIELDS.intersection(source.columns.values())
    fate = "" if says else _fate_in(source.table.name)
    return Batch(file, entries, DealChoices(choices.currency, stages, fate))


def _fate_in(file_name: str) -> str:
    """What a file's name says of all its deals: ``lost-deals-2025.csv``."""
    words = "".join(c if c.isalpha() else " " for c in file_name.rpartition(".")[0]).split()
    return next((fate for fate in map(deal_status, words) if fate in ("won", "lost")), "")


def _planned_file(source: Source, kind: Kind) -> PlannedFile:
    table = source.table
    return PlannedFile(
        table.name,
        str(table.path or ""),
        kind,
        source.guess.preset.label,
        table.encoding,
        table.encoding_sure,
        table.header,
        dict(source.columns),
    )


def _to_remember(sources: Sources, kinds: Sequence[Kind]) -> dict[str, str]:
    return {
        _MAPPING + fingerprint(source.table.header): json.dumps(
            {"kind": kind.value, "columns": dict(source.columns)}, ensure_ascii=False, sort_keys=True
        )
        for source, kind in zip(sources, kinds, strict=True)
        if source.by_hand
    }
