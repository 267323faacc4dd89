"""One transaction that remembers how every row it changes looked before; fills ``ports.UnitOfWork``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Final, Self, TypeVar

from dreamboard.domain.errors import NotFound
from dreamboard.domain.model import KIND_BY_NAME, ROW_TYPES, ImportRecord, Pursuit, Row
from dreamboard.domain.text import fold
from dreamboard.services.changes import ChangeSet, Delta, JsonValue, Step
from dreamboard.store.columns import Kind, Value, Values, codec_of
from dreamboard.store.concern import widened
from dreamboard.store.dependants import doom_of
from dreamboard.store.figures import derive_figures
from dreamboard.store.journal import Journal
from dreamboard.store.link import Link
from dreamboard.store.search_index import SearchIndex, rebuild
from dreamboard.store.tables import Tables
from dreamboard.store.tracker import Concern, Image, Tracker

R = TypeVar("R", bound=Row)

BULK: Final = 1000
"""From this many changed rows on, mirrors read anew."""


class SqlUnitOfWork:
    """A unit of work on one link. ``finished`` is called when it is over."""

    def __init__(self, link: Link, finished: Callable[[], None] = lambda: None) -> None:
        self._link = link
        self._tables = Tables(link)
        self._journal = Journal(link)
        self._finished = finished
        self._tracker = Tracker()
        self._trackers = [self._tracker]
        self._concern = Concern()
        self._search = SearchIndex(link)
        self._forgetting = False
        self._names: dict[Kind, dict[str, set[int]]] = {}

    def __enter__(self) -> Self:
        self._link.backend.still_there()
        self._link.begin(writing=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._link.rollback()
        finally:
            self._finished()

    def commit(self) -> None:
        if self._forgetting:
            rebuild(self._link)  # a word that was taken out stays in the index's pages until they are merged
        else:
            self._search.write()
        self._link.backend.still_there()
        self._link.commit()

    # Reading

    def get(self, kind: type[R], row_id: int) -> R:
        return codec_of(kind).row(self._values(kind, row_id))

    def find(self, kind: type[R], /, **equals: object) -> list[R]:
        codec = codec_of(kind)
        given = {field: codec.value(field, value) for field, value in equals.items()}
        return codec.rows(self._tables.find(kind, given))

    def find_in(self, kind: type[R], field: str, values: Collection[object]) -> list[R]:
        codec = codec_of(kind)
        return codec.rows(self._tables.find_in(kind, field, [codec.value(field, value) for value in values]))

    def named(self, kind: type[R], name: str) -> list[R]:
        if kind not in self._names:
            self._names[kind] = {}
            for row_id, kept in self._tables.names(kind):
                self._names[kind].setdefault(fold(kept), set()).add(row_id)
        return self.find_in(kind, "id", self._names[kind].get(fold(name), set()))

    def neighbours(self, stage_id: int) -> list[tuple[int, int]]:
        return self._tables.ranks(stage_id)

    # Writing

    def add(self, row: R) -> R:
        kind = type(row)
        codec = codec_of(kind)
        values = codec.values(row)
        row_id = self._tables.insert(kind, values)
        values = (row_id, *values[1:])
        self._made(kind, values)
        return codec.row(values) if row.id != row_id else row

    def add_many(self, rows: Sequence[R]) -> list[R]:
        if not rows:
            return []
        kind = type(rows[0])
        codec = codec_of(kind)
        every = [codec.values(row) for row in rows]
        if not rows[0].id:
            first = self._tables.first_free_id(kind)
            every = [(first + i, *values[1:]) for i, values in enumerate(every)]
        self._tables.insert_many(kind, every)
        for tracker in self._trackers:
            tracker.created_many(kind, [values[0] for values in every])  # type: ignore[misc]
        for values in every:
            self._concern.see(kind, values, came_or_went=True)
            self._search.made(kind, values)
        self._names.pop(kind, None)
        return codec.rows(every)

    def update(self, row: Row) -> None:
        self.update_many([row])

    def update_many(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        codec = codec_of(type(rows[0]))
        wanted = {row.id: dict(zip(codec.names, codec.values(row), strict=True)) for row in rows}
        missing = self._rewrite(codec.kind, wanted)
        if missing:
            raise _not_found(codec.kind, missing[0])

    def point_to(self, kind: Kind, field: str, gone: Collection[int], to_id: int) -> None:
        pointing = self._tables.find_in(kind, field, list(gone))
        self._rewrite(kind, {values[0]: {field: to_id} for values in pointing})  # type: ignore[misc]

    def fill(self, kind: Kind, row_id: int, values: Mapping[str, Value]) -> None:
        """New values for some columns, as the columns hold them, of a row that need not be readable."""
        self._rewrite(kind, {row_id: values})

    def delete(self, kind: Kind, row_ids: Collection[int]) -> Delta:
        doom = doom_of(kind, row_ids, self._tables.find_in)
        looked = doom.looked()
        for of_kind, emptied in doom.emptied.items():
            self._rewrite(of_kind, {row_id: dict.fromkeys(names) for row_id, (_, names) in emptied.items()})
        for of_kind in reversed(ROW_TYPES):
            gone = doom.rows.get(of_kind, {})
            self._tables.delete(of_kind, list(gone))
            for row_id, values in gone.items():
                self._concern.see(of_kind, values, came_or_went=True)
                self._search.deleted(of_kind, values)
                for tracker in self._trackers:
                    tracker.deleted(of_kind, row_id, values)
            if gone:
                self._names.pop(of_kind, None)
        return looked

    def refresh_figures(self, pursuit_ids: Iterable[int]) -> None:
        self._rewrite(Pursuit, derive_figures(self._link, set(pursuit_ids)))

    # Undoing

    def changed(self) -> Delta:
        return self._tracker.delta()

    def apply(self, delta: Delta) -> Delta:
        images: dict[Kind, dict[int, Image | None]] = {}
        for image in delta.images:
            values = None if image.values is None else dict(image.values)
            images.setdefault(KIND_BY_NAME[image.kind], {})[image.id] = values
        with self._tracking() as tracker:
            # Changes come first: a row that will hang elsewhere must not go with what it hangs on now.
            absent = {
                kind: self._rewrite(kind, {i: image for i, image in by_id.items() if image is not None})
                for kind, by_id in images.items()
            }
            for kind in reversed(ROW_TYPES):
                self.delete(kind, [i for i, image in images.get(kind, {}).items() if image is None])
            for kind in ROW_TYPES:
                self._put_back(kind, [images[kind][row_id] for row_id in absent.get(kind, ())])
        return tracker.delta()

    def change_set(self, step: Step | None, *, bulk: bool = False) -> ChangeSet:
        bulk = bulk or len(self._tracker) >= BULK
        pursuits, accounts = (frozenset(), frozenset()) if bulk else widened(self._link, self._concern)
        return ChangeSet(step, self._tracker.ids(), pursuits, accounts, bulk)

    def push_step(self, label: str, at: datetime) -> Step:
        step = self._journal.push(label, at, self.changed())
        # An import cannot know the step that it will have been.
        for record_id in self._tracker.made(ImportRecord):
            self._tables.update(ImportRecord, record_id, {"step_id": step.id})
        return step

    def last_step(self) -> Step | None:
        return self._journal.last()

    def next_step(self) -> Step | None:
        return self._journal.next()

    def steps_since(self, step_id: int) -> list[tuple[Step, Delta]]:
        return self._journal.since(step_id)

    def journal(self) -> list[tuple[Step, Delta]]:
        return self._journal.whole()

    def forget(self, last_id: int) -> None:
        self._journal.forget(last_id)
        self._forgetting = True

    def images(self, kind: Kind, row_ids: Collection[int]) -> dict[int, Mapping[str, JsonValue]]:
        names = codec_of(kind).names
        kept = self._tables.find_in(kind, "id", list(row_ids))
        return {values[0]: dict(zip(names, values, strict=True)) for values in kept}  # type: ignore[misc]

    def take_back(self, step: Step) -> Step:
        return self._journal.flip(step, self.apply(self._journal.delta(step)))

    # How a change is done and remembered

    @contextmanager
    def _tracking(self) -> Iterator[Tracker]:
        tracker = Tracker()
        self._trackers.append(tracker)
        try:
            yield tracker
        finally:
            self._trackers.remove(tracker)

    def _values(self, kind: Kind, row_id: int) -> Values:
        found = self._tables.get(kind, row_id)
        if found is None:
            raise _not_found(kind, row_id)
        return found

    def _made(self, kind: Kind, values: Values) -> None:
        for tracker in self._trackers:
            tracker.created(kind, values[0], values)  # type: ignore[arg-type]
        self._concern.see(kind, values, came_or_went=True)
        self._search.made(kind, values)
        self._names.pop(kind, None)

    def _rewrite(self, kind: Kind, wanted: Mapping[int, Mapping[str, Value]]) -> list[int]:
        """Give rows the values named, where they differ; returns the ids that there are no rows of."""
        if not wanted:
            return []
        names = codec_of(kind).names
        kept = {values[0]: values for values in self._tables.find_in(kind, "id", list(wanted))}
        changes: dict[tuple[str, ...], list[dict[str, Value]]] = {}
        for row_id, values in kept.items():
            old = dict(zip(names, values, strict=True))
            new = {name: value for name, value in wanted[row_id].items() if old.get(name, value) != value}  # type: ignore[index]
            if not new:
                continue
            changes.setdefault(tuple(new), []).append({**new, "_id": row_id})
            for tracker in self._trackers:
                tracker.updated(kind, row_id, old, new)  # type: ignore[arg-type]
            self._concern.see(kind, values)
            now = tuple({**old, **new}.values())
            self._concern.see(kind, now, came_or_went="retired_on" in new)
            self._search.rewritten(kind, now, new)
            if "name" in new:
                self._names.pop(kind, None)
        for columns, rows in changes.items():
            self._tables.update_many(kind, columns, rows)
        return [row_id for row_id in wanted if row_id not in kept]

    def _put_back(self, kind: Kind, images: Iterable[Image | None]) -> None:
        """Insert rows that are whole in their image; of others there is nothing left to change."""
        fields = codec_of(kind).fields
        rows = [
            tuple(image.get(field.name, field.default) for field in fields)
            for image in images
            if image is not None and "id" in image
        ]
        self._tables.insert_many(kind, rows)
        for values in rows:
            self._made(kind, values)


_CALLED = {"StageMove": "move", "ImportRecord": "import", "TrashItem": "item in the trash", "Pursuit": "card"}


def _not_found(kind: Kind, row_id: int) -> NotFound:
    word = _CALLED.get(kind.__name__, kind.__name__.lower())
    return NotFound(f"This {word} is not on the board any more (number {row_id}).")
