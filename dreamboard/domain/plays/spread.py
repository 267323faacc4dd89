"""The seeded fuzz that keeps cards touched on one day from falling due on one day, as flash-card programs do.

A card's fuzz depends on its id and its rhythm alone, so it is the same every time it is asked for, and a
further touch can only move the next one back.

Where the log shows that calls on one weekday are answered more often, such days are moved on to it when it is
near and the maximum leaves room. Only when near: the others stay where they are, so that it is not overfull.
A card always has as much room, so here too a further touch can only move the next one back.
"""

from __future__ import annotations

from dataclasses import replace

from dreamboard.domain.plays.candidate import Candidate
from dreamboard.domain.plays.view import View
from dreamboard.domain.rhythm import RhythmSource
from dreamboard.domain.values import Play
from dreamboard.domain.workdays import plus


def fuzz(view: View, ideal: int, maximum: int) -> int:
    """Days after the ideal gap, from none to a few per cent of it, never past the maximum."""
    room = min(ideal * view.settings.fuzz_percent // 100, maximum - ideal)
    if room <= 0:
        return 0
    # Knuth's multiplicative hash: neighbouring ids fall far apart.
    return ((view.pursuit.id * 2654435761) & 0xFFFFFFFF) * (room + 1) >> 32


NEAR = 3
"""Days that a due date is moved on at most."""


def towards(weekday: int | None, view: View, candidate: Candidate) -> Candidate:
    """The candidate on the next such weekday (Monday 0), where its day was nobody's choice and that is near
    and inside its maximum; otherwise as it is. A card never touched is due as soon as it can be."""
    if weekday is None or candidate.play is not Play.RHYTHM or candidate.latest is None:
        return candidate
    if view.rhythm.source is not RhythmSource.DEFAULT or view.last is None:
        return candidate
    ahead = (weekday - candidate.due.weekday()) % 7
    day = plus(candidate.due, ahead)
    return replace(candidate, due=day) if ahead <= NEAR and day <= candidate.latest else candidate
