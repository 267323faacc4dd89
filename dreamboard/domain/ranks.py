"""Order within a column: whole numbers with gaps between them, so that a card finds room without moving the
others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

GAP = 2**20
"""Between two neighbours that were never squeezed: room for 20 insertions at the same place."""


def placed(
    column: Sequence[tuple[int, int]],
    moving: Sequence[int],
    above: int | None = None,
    below: int | None = None,
) -> Mapping[int, int]:
    """The ranks to write so that ``moving`` stands together, in that order, between two neighbours.

    ``column`` is (id, rank) in order; ids of ``moving`` may be in it or come from elsewhere. They go right
    after ``above`` if that is in the column, else right before ``below``, else to the end. Empty where that
    is how the column stands already; the whole column where the gap is used up.
    """
    order = [one for one, _ in column]
    ranks = dict(column)
    if above in ranks:
        at = order.index(above) + 1
    elif below in ranks:
        at = order.index(below)
    else:
        at = len(order)
    comers = set(moving)
    before = [one for one in order[:at] if one not in comers]
    after = [one for one in order[at:] if one not in comers]
    wanted = [*before, *moving, *after]
    if wanted == order:
        return {}
    low = ranks[before[-1]] if before else None
    high = ranks[after[0]] if after else None
    found = _between(low, high, len(moving))
    if found is None:
        return {one: number * GAP for number, one in enumerate(wanted, start=1)}
    return dict(zip(moving, found, strict=True))


def _between(low: int | None, high: int | None, count: int) -> list[int] | None:
    """So many ranks above ``low`` and below ``high``, evenly; ``None`` where there is no room."""
    if high is None:
        return [(low or 0) + GAP * number for number in range(1, count + 1)]
    if low is None:
        return [high - GAP * number for number in range(count, 0, -1)]
    step = (high - low) // (count + 1)
    return [low + step * number for number in range(1, count + 1)] if step else None
