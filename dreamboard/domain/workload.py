"""The weeks ahead: how many touches fall due on which day, which days are over the cap, and how to spread
them.

Spreading belongs here and not to ``suggest``: the suggestion of one card is the same whatever else is on the
board; on which of several good days it is done may depend on the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dreamboard.domain.rhythm import Rhythm
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import Play
from dreamboard.domain.workdays import plus, working_day

WEEKS = 13
MOVABLE = frozenset({Play.RHYTHM, Play.LOST_RHYTHM, Play.NEW_IDEA, Play.FIRST_MOVE, Play.KNOW_THE_SITES,
                     Play.FIND_DECISION_MAKER})  # fmt: skip
"""Plays that a day sooner or later does no harm to; the others have days of their own."""
LONGEST_SEARCH = 730
"""Days after which spreading gives up and takes the last day it looked at."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday: the touches that fall into it, and its days over the cap."""

    monday: date
    touches: int
    overfull: tuple[date, ...]


def spread(suggestions: Iterable[Suggestion], on: date, settings: Settings) -> dict[int, date]:
    """A day for every suggestion (by pursuit), from ``on``, with no day over the cap where that can be.

    Touches with a day of their own keep it. The rest take the least loaded day between their due day and the
    last on which they are not overdue; what is overdue, or finds no room there, the first day with room. The
    same suggestions give the same days in whatever order they come. Weekends and holidays stay free.
    """
    cap = max(1, settings.day_cap)
    load: dict[date, int] = {}
    chosen: dict[int, date] = {}

    def take(suggestion: Suggestion, day: date) -> None:
        chosen[suggestion.pursuit_id] = day
        load[day] = load.get(day, 0) + 1

    ordered = sorted(suggestions, key=lambda s: (s.due, s.level, s.tier, -s.worth, s.pursuit_id))
    for each in ordered:
        if each.play not in MOVABLE:
            take(each, max(each.act_on or each.due, on))
    # The most pressing find their place first: by the last good day, then by level and worth.
    rest = [s for s in ordered if s.play in MOVABLE]
    for each in sorted(rest, key=lambda s: (max(s.latest or s.due, on), s.level, -s.worth, s.pursuit_id)):
        start = max(each.act_on or each.due, on)
        take(each, _day_for(start, max(each.latest or start, start), load, cap, settings))
    return chosen


def _day_for(start: date, latest: date, load: Mapping[date, int], cap: int, settings: Settings) -> date:
    day = working_day(start, "", settings)
    best = day
    for _ in range(LONGEST_SEARCH):
        if load.get(day, 0) < load.get(best, 0):
            best = day
        if load.get(best, 0) == 0 or day >= latest:
            if load.get(best, 0) < cap:
                return best
            if load.get(day, 0) < cap:
                return day
        day = working_day(plus(day, 1), "", settings)
    return day


def workload(days: Mapping[int, date], on: date, settings: Settings, weeks: int = WEEKS) -> tuple[Week, ...]:
    """Touches a week for the weeks ahead, this one first, of the days that ``spread`` or the suggestions
    gave; what lies before ``on`` counts for it."""
    monday = plus(on, -on.weekday())
    load: dict[date, int] = {}
    for day in days.values():
        load[max(day, on)] = load.get(max(day, on), 0) + 1
    found = []
    for number in range(weeks):
        first = plus(monday, 7 * number)
        seven = [plus(first, n) for n in range(7)]
        found.append(
            Week(
                first,
                sum(load.get(day, 0) for day in seven),
                tuple(day for day in seven if load.get(day, 0) > settings.day_cap),
            )
        )
    return tuple(found)


def due_days(suggestions: Iterable[Suggestion], on: date) -> dict[int, date]:
    """The days as they stand, by pursuit: what is due counts for ``on``."""
    return {s.pursuit_id: max(s.act_on or s.due, on) for s in suggestions}


def touches_ahead(rhythms: Iterable[tuple[date, Rhythm]], on: date, weeks: int = WEEKS) -> tuple[int, ...]:
    """Touches a week that rhythms ask for, each from the day its next touch is due and then every ideal gap:
    what a change of rhythm would cost, before it is made."""
    monday = plus(on, -on.weekday())
    counts = [0] * weeks
    for due, rhythm in rhythms:
        day = max(due, on)
        while (place := (day - monday).days // 7) < weeks:
            counts[place] += 1
            day = plus(day, max(1, rhythm.ideal))
            if day == date.max:
                break
    return tuple(counts)
