"""From one order of ids to another in the fewest steps."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remove:
    """Rows `first` to `last`, both included, go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insert:
    """The ids come in before row `row`."""

    row: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """The row `source` goes to where row `target` is once it has been taken out."""

    source: int
    target: int


Edit = Remove | Insert | Move


def edits(old: Sequence[int], new: Sequence[int]) -> Iterator[Edit]:
    """The steps, each to be done before the next is asked for. Ids are unique within each order."""
    wanted = set(new)
    rows = list(old)
    for first, last in reversed(list(runs([row for row, key in enumerate(rows) if key not in wanted]))):
        yield Remove(first, last)
        del rows[first : last + 1]
    present = set(rows)
    yield from _moves(rows, [key for key in new if key in present])
    for first, last in runs([row for row, key in enumerate(new) if key not in present]):
        yield Insert(first, tuple(new[first : last + 1]))


def _moves(rows: list[int], target: Sequence[int]) -> Iterator[Move]:
    """Puts `rows` into the order of `target`, the same ids, moving those outside the longest run in order."""
    if rows == list(target):
        return
    place = {key: row for row, key in enumerate(rows)}
    staying = _longest_increasing([place[key] for key in target])
    settled = {target[index] for index in staying}
    for index, key in enumerate(target):
        if key in settled:
            continue
        source = rows.index(key)
        rows.pop(source)
        before = rows.index(target[index - 1]) + 1 if index else 0
        rows.insert(before, key)
        if source != before:
            yield Move(source, before)


def _longest_increasing(values: Sequence[int]) -> list[int]:
    """Indexes of a longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(values):
        pile = bisect_left(tails, value)
        previous.append(tail_at[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [value]
        tail_at[pile : pile + 1] = [index]
    found = []
    index = tail_at[-1] if tail_at else -1
    while index >= 0:
        found.append(index)
        index = previous[index]
    return found[::-1]


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of every unbroken run in ascending rows."""
    first = last = -2
    for row in rows:
        if row != last + 1:
            if last >= 0:
                yield first, last
            first = row
        last = row
    if last >= 0:
        yield first, last
