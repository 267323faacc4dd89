"""What the rhythms ask for in the weeks ahead, as they are and as a change would make them, and where what is
too much for a day could go.

Moving touches belongs here and not to ``suggest``: the suggestion of one card is the same whatever else is on
the board; on which of several good days it is done may depend on the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dreamboard.domain.book import Book
from dreamboard.domain.engine import rank, suggest
from dreamboard.domain.rhythm import Rhythm, rhythm_of
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import Play
from dreamboard.domain.workdays import local_date, plus, working_day

WEEKS = 13
MOVABLE = frozenset({Play.RHYTHM, Play.LOST_RHYTHM, Play.NEW_IDEA, Play.FIRST_MOVE, Play.KNOW_THE_SITES,
                     Play.FIND_DECISION_MAKER})  # fmt: skip
"""Plays that a few days later do no harm to; the others have days of their own."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday: the touches that fall into it, and its days over the cap."""

    monday: date
    touches: int
    overfull: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weeks ahead, this one first, and how many touches fall on each day of them."""

    weeks: tuple[Week, ...]
    load: Mapping[date, int]
    suggestions: tuple[Suggestion, ...]

    @property
    def touches(self) -> int:
        """In all the weeks together."""
        return sum(week.touches for week in self.weeks)

    @property
    def overfull(self) -> tuple[date, ...]:
        """The days over the cap."""
        return tuple(day for week in self.weeks for day in week.overfull)


def forecast(book: Book, at: datetime, settings: Settings, weeks: int = WEEKS) -> Forecast:
    """Each card's next touch on the day it falls due, and then one every ideal gap of its rhythm, on working
    days. What is due already counts for today."""
    suggestions = suggest(book, at, settings)
    rhythms = {d.pursuit.id: rhythm_of(d, settings).rhythm for d in book.dossiers}
    today = local_date(at, settings.zone)
    load = loads(due_days(suggestions, today), rhythms, today, settings, weeks)
    return Forecast(weeks_of(load, today, settings, weeks), load, tuple(suggestions))


def loads(
    first: Mapping[int, date], rhythms: Mapping[int, Rhythm], on: date, settings: Settings, weeks: int = WEEKS
) -> Mapping[date, int]:
    """How many touches fall on each day, from the day of each card's next touch and its rhythm."""
    end = plus(on, 7 * weeks - on.weekday())
    found: Counter[date] = Counter()
    for pursuit_id, start in first.items():
        day = max(start, on)
        gap = max(1, rhythms[pursuit_id].ideal)
        while day < end:
            found[day] += 1
            day = working_day(plus(day, gap), "", settings)
    return found


def weeks_of(load: Mapping[date, int], on: date, settings: Settings, weeks: int = WEEKS) -> tuple[Week, ...]:
    """The touches of each week from this one's Monday, and its days over the cap."""
    monday = plus(on, -on.weekday())
    found = []
    for number in range(weeks):
        first = plus(monday, 7 * number)
        days = [plus(first, each) for each in range(7)]
        over = tuple(day for day in days if load.get(day, 0) > settings.day_cap)
        found.append(Week(first, sum(load.get(day, 0) for day in days), over))
    return tuple(found)


def with_card_rhythm(book: Book, pursuit_ids: Collection[int], rhythm: Rhythm) -> Book:
    """The book as it would be with a rhythm of their own for some cards."""
    return replace(
        book,
        dossiers=tuple(
            replace(d, pursuit=replace(d.pursuit, ideal_days=rhythm.ideal, max_days=rhythm.maximum))
            if d.pursuit.id in pursuit_ids
            else d
            for d in book.dossiers
        ),
    )


def with_stage_rhythm(book: Book, stage_id: int, rhythm: Rhythm) -> Book:
    """The book as it would be with that rhythm for a column."""
    return replace(
        book,
        dossiers=tuple(
            replace(d, stage=replace(d.stage, ideal_days=rhythm.ideal, max_days=rhythm.maximum))
            if d.stage.id == stage_id
            else d
            for d in book.dossiers
        ),
    )


def due_days(suggestions: Iterable[Suggestion], on: date) -> dict[int, date]:
    """The days as they stand, by pursuit: what is due counts for ``on``."""
    return {s.pursuit_id: max(s.act_on or s.due, on) for s in suggestions}


def too_much(suggestions: Iterable[Suggestion], on: date, settings: Settings) -> tuple[Suggestion, ...]:
    """What would have to move for no day to be over the cap: of each day the least pressing, and only what a
    few days later do no harm to. In the order in which they should find a place again."""
    by_day: dict[date, list[Suggestion]] = {}
    listed = list(suggestions)
    days = due_days(listed, on)
    for each in listed:
        by_day.setdefault(days[each.pursuit_id], []).append(each)
    found: list[Suggestion] = []
    for day in sorted(by_day):
        ordered = sorted(by_day[day], key=lambda s: (s.play in MOVABLE, rank(s, on)))
        found += [each for each in ordered[settings.day_cap :] if each.play in MOVABLE]
    return tuple(found)
