"""The seeded fuzz that keeps cards touched on one day from falling due on one day, as flash-card programs do.

A card's fuzz depends on its id and its rhythm alone, so it is the same every time it is asked for, and a
further touch can only move the next one back.
"""

from __future__ import annotations

from dreamboard.domain.plays.view import View


def fuzz(view: View, ideal: int, maximum: int) -> int:
    """Days after the ideal gap, from none to a few per cent of it, never past the maximum."""
    room = min(ideal * view.settings.fuzz_percent // 100, maximum - ideal)
    if room <= 0:
        return 0
    # Knuth's multiplicative hash: neighbouring ids fall far apart.
    return ((view.pursuit.id * 2654435761) & 0xFFFFFFFF) * (room + 1) >> 32
