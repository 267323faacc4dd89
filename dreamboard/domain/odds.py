"""The chance that following up a quote is answered within a week, learned from the rep's own follow-ups.

A logistic sum of four things known that morning: follow-ups made, days since the last, age and amount of
the quote. Each counts by bands, whatever shape the log shows, the first two also together, and the first
three also by a straight line over the logarithm, which carries on to days not seen yet. How far bands and
lines may move is learned too (empirical Bayes, by MacKay's fixed point): what makes no difference in this log
comes out nearly flat, and a few follow-ups move little.

A follow-up still inside its week counts as far as its week has gone, by the share of answers that had come
after as many days. Left out, the days just past would be known by their quick answers alone, and look far
better than they were.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import mul
from typing import NamedTuple, TypeVar

from dreamboard.domain.book import FollowUpCell, FollowUps, ReachCount
from dreamboard.domain.follow_ups import ANSWER_DAYS, BANDS, MOST, SIZES

K = TypeVar("K", int, tuple[int, int])

USUAL_CHANCE = 0.2
"""What is expected before anything is known."""
DELAY_PRIOR = 8.0
"""Answers spread evenly over the week, worth so many, stand behind those that came."""
SPREAD, SPREAD_OF_SIZE = 0.1, 0.03
"""The variance, in log-odds, that bands and lines are first given, and are drawn to; less for the amount: it
is the worth of a quote first of all, and has to show that it moves the chance as well."""
SPREAD_OF_ALL = 0.5
"""The variance, in log-odds, of the chance that all share."""
SPREAD_WEIGHT = 4.0
"""As many bands' worth that draw counts."""
ROUNDS = 10
"""Steps of Newton's method, each followed by one of the fixed point: the figures stand long before."""
LONGEST_STEP = 2.0
ENOUGH = 10
"""Follow-ups of a kind, and others, before their shares are mentioned."""

MADE, GAP, AGE, SIZE = range(4)
"""What a follow-up is known by, as the places of its cell."""


class Like(NamedTuple):
    """Past follow-ups that share with one what moves its chance most: which of the four, its band, and how
    they and the others turned out."""

    what: int
    band: int
    these: ReachCount
    others: ReachCount


class Odds:
    """What the follow-ups of a log teach. ``tried`` is how many that are, those still waiting in part."""

    def __init__(self, log: FollowUps) -> None:
        self._all = ReachCount()
        self._by_band: list[dict[int, ReachCount]] = [{} for _ in (MADE, GAP, AGE, SIZE)]
        for where, count in log.settled.items():
            self._all = _sum(self._all, count)
            for counts, band in zip(self._by_band, where, strict=True):
                counts[band] = _sum(counts.get(band, ReachCount()), count)
        self.tried, self._cells = _exposed(log)
        self._places = _Places([where for where, *_ in self._cells])
        self._weights = _learn(self._cells, self._places)

    def chance(self, where: FollowUpCell) -> float:
        """The chance that a follow-up in a cell is answered within a week."""
        eta = sum(self._weights[place] * x for place, x in self._places.of(where))
        return _logistic(eta)

    def like(self, where: FollowUpCell) -> Like | None:
        """The settled follow-ups to compare one with, of what moves its chance most among what the log has
        seen often enough."""
        found: list[tuple[float, int, Like]] = []
        for what in range(len(where)):
            these = self._by_band[what].get(where[what], ReachCount())
            others = ReachCount(self._all.tried - these.tried, self._all.reached - these.reached)
            if min(these.tried, others.tried) >= ENOUGH:
                moved = sum(self._weights[p] * x for p, x in self._places.part(what, where[what]))
                found.append((abs(moved), -what, Like(what, where[what], these, others)))
        return max(found)[2] if found else None

    @cached_property
    def usual_amount(self) -> float:
        """The middle amount of the quotes followed up, in plain units, as the middle of its band."""
        half = self.tried / 2
        by_size = sorted((where[SIZE], n) for where, n, _ in self._cells)
        for band, n in by_size:
            half -= n
            if half <= 0:
                return _size(band)
        return 1.0


_latest: list[tuple[FollowUps, Odds]] = []


def odds_of(log: FollowUps) -> Odds | None:
    """What a log's follow-ups teach, ``None`` where there are none; worked out once for one and the same
    log, however often it is asked."""
    if not log.settled and not log.waiting:
        return None
    if not _latest or _latest[0][0] is not log:
        _latest[:] = [(log, Odds(log))]
    return _latest[0][1]


def _sum(one: ReachCount, other: ReachCount) -> ReachCount:
    return ReachCount(one.tried + other.tried, one.reached + other.reached)


Cells = list[tuple[FollowUpCell, float, float]]
"""Cells in order, each with the follow-ups tried (those still waiting in part) and those answered."""


def _exposed(log: FollowUps) -> tuple[float, Cells]:
    tried = {where: float(count.tried) for where, count in log.settled.items()}
    answers = sorted(log.delays.items())
    total = sum(log.delays.values())
    for (where, days), number in sorted(log.waiting.items()):
        come = sum(count for delay, count in answers if delay <= days)
        gone = (DELAY_PRIOR * (days + 1) / (ANSWER_DAYS + 1) + come) / (DELAY_PRIOR + total)
        tried[where] = tried.get(where, 0.0) + number * min(1.0, gone)
    answered = {where: float(count.reached) for where, count in log.settled.items()}
    cells = [(where, tried[where], answered.get(where, 0.0)) for where in sorted(tried)]
    return sum(n for _, n, _ in cells), cells


def _middle(band: int) -> float:
    """The middle of a band of days; the last is as wide as all before it."""
    if band == 0:
        return 0.0
    low = BANDS[band - 1]
    high = BANDS[band] if band < len(BANDS) else 2 * low
    return (low + high - 1) / 2


def _size(band: int) -> float:
    """The middle amount of a band."""
    low = SIZES[band - 1] if band else SIZES[0] / 3
    high = SIZES[band] if band < len(SIZES) else 3 * low
    return math.sqrt(low * high)


class _Places:
    """Where what is known of a cell stands among the weights: the common one, three lines, a place for every
    band that the log has, and for every number of follow-ups with a gap that it has."""

    def __init__(self, known: Sequence[FollowUpCell]) -> None:
        self.count = 4
        self.groups: list[tuple[list[int], float]] = [([line], SPREAD) for line in (1, 2, 3)]
        """The places whose weights move alike, with the spread that is expected of them."""
        self._bands = [
            self._group((where[what] for where in known), SPREAD_OF_SIZE if what == SIZE else SPREAD)
            for what in (MADE, GAP, AGE, SIZE)
        ]
        self._pairs = self._group((where[:2] for where in known), SPREAD)

    def _group(self, keys: Iterable[K], spread: float) -> dict[K, int]:
        places = {key: self.count + n for n, key in enumerate(sorted(set(keys)))}
        self.groups.append((list(places.values()), spread))
        self.count += len(places)
        return places

    def part(self, what: int, band: int) -> list[tuple[int, float]]:
        """The places of one thing a follow-up is known by, with what stands there."""
        found: list[tuple[int, float]] = []
        if what == MADE:
            found.append((1, math.log1p(band) - math.log1p(MOST) / 2))
        elif what in (GAP, AGE):
            found.append((2 if what == GAP else 3, math.log1p(_middle(band)) - 2.0))
        if band in self._bands[what]:
            found.append((self._bands[what][band], 1.0))
        return found

    def of(self, where: FollowUpCell) -> list[tuple[int, float]]:
        """All places of a cell in order, with what stands there."""
        found = [(0, 1.0)]
        for what, band in enumerate(where):
            found += self.part(what, band)
        if where[:2] in self._pairs:
            found.append((self._pairs[where[:2]], 1.0))
        return sorted(found)


def _learn(cells: Cells, places: _Places) -> list[float]:
    """The weights that are most likely, given the counts and how far each group of them may move."""
    rows = [(places.of(where), tried, min(answered, tried)) for where, tried, answered in cells]
    count = places.count
    weights = [0.0] * count
    weights[0] = usual = math.log(USUAL_CHANCE / (1 - USUAL_CHANCE))
    held = [1 / SPREAD_OF_ALL] * count
    for group, prior in places.groups:
        for place in group:
            held[place] = 1 / prior
    for _ in range(ROUNDS):
        slope = [-h * w for h, w in zip(held, weights, strict=True)]
        slope[0] += held[0] * usual
        curve = [[0.0] * count for _ in range(count)]
        for at, h in enumerate(held):
            curve[at][at] = h
        for row, tried, answered in rows:
            chance = _logistic(sum(weights[place] * x for place, x in row))
            missed, bend = answered - tried * chance, tried * chance * (1 - chance)
            for n, (place, x) in enumerate(row):
                slope[place] += missed * x
                line, bent = curve[place], bend * x
                for other, y in row[: n + 1]:
                    line[other] += bent * y
        root = _root(curve)
        step = _solved(root, slope)
        longest = max(map(abs, step))
        scale = min(1.0, LONGEST_STEP / longest) if longest else 1.0
        weights = [w + scale * s for w, s in zip(weights, step, strict=True)]
        unsure = _inverse_diagonal(root)
        for group, prior in places.groups:
            seen = sum(weights[place] ** 2 + unsure[place] for place in group)
            spread = (seen + SPREAD_WEIGHT * prior) / (len(group) + SPREAD_WEIGHT)
            for place in group:
                held[place] = 1 / spread
    return weights


def _logistic(eta: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, eta))))


Triangle = list[list[float]]


def _root(matrix: Triangle) -> Triangle:
    """The Cholesky root of a positive definite matrix, of which the lower half is read, by rows."""
    root: Triangle = []
    for at, line in enumerate(matrix):
        row: list[float] = []
        for other in range(at):
            known = root[other]
            row.append((line[other] - sum(map(mul, row, known))) / known[other])
        row.append(math.sqrt(line[at] - sum(map(mul, row, row))))
        root.append(row)
    return root


def _solved(root: Triangle, right: list[float]) -> list[float]:
    """What the matrix of a root maps to ``right``."""
    half: list[float] = []
    for row, value in zip(root, right, strict=True):
        half.append((value - sum(map(mul, row, half))) / row[-1])
    found = half
    for at in range(len(root) - 1, -1, -1):
        found[at] /= root[at][at]
        for other in range(at):
            found[other] -= root[at][other] * found[at]
    return found


def _inverse_diagonal(root: Triangle) -> list[float]:
    """The diagonal of the inverse of a root's matrix: the columns of the inverse root, squared."""
    count = len(root)
    found = []
    for start in range(count):
        column = [1 / root[start][start]]
        for at in range(start + 1, count):
            row = root[at]
            column.append(-sum(map(mul, row[start:at], column)) / row[at])
        found.append(sum(map(mul, column, column)))
    return found
