"""The running figures of a pursuit, as its touches give them: the one definition that stored figures are
held against."""

from __future__ import annotations

from collections.abc import Iterable

from dreamboard.domain.model import Figures, Pursuit, Touch
from dreamboard.domain.values import Direction


def figures_of(touches: Iterable[Touch]) -> Figures:
    """The figures of the pursuit whose touches these are, in whatever order they come.

    Unanswered are the outbound touches since the last touch that reached anybody; an inbound touch, or an
    outbound one with an answer, ends the streak. Touches of the same instant count in the order of their ids.
    """
    ordered = sorted(touches, key=lambda touch: (touch.at, touch.id))
    inbound = [touch.at for touch in ordered if touch.direction is Direction.IN]
    outbound = [touch.at for touch in ordered if touch.direction is Direction.OUT]
    unanswered = 0
    for touch in ordered:
        unanswered = 0 if _reached(touch) else unanswered + 1
    return Figures(
        touch_count=len(ordered),
        last_touch_at=ordered[-1].at if ordered else None,
        last_in_at=inbound[-1] if inbound else None,
        last_out_at=outbound[-1] if outbound else None,
        unanswered=unanswered,
        outbound_count=len(outbound),
    )


def figures_held(pursuit: Pursuit) -> Figures:
    """The figures as the pursuit's row holds them."""
    return Figures(
        touch_count=pursuit.touch_count,
        last_touch_at=pursuit.last_touch_at,
        last_in_at=pursuit.last_in_at,
        last_out_at=pursuit.last_out_at,
        unanswered=pursuit.unanswered,
        outbound_count=pursuit.outbound_count,
    )


def _reached(touch: Touch) -> bool:
    return touch.direction is Direction.IN or touch.outcome.reached
