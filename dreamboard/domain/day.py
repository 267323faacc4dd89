"""A day's queue: what of all suggestions is for today, in what order, and what the day leaves out and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dreamboard.domain.engine import rank
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Day, Hidden, Sentence, Suggestion
from dreamboard.domain.words import FULL_WEEKDAYS, counted, day_text, say

CLOSED = frozenset({"weekend", "holiday"})


def arrange(suggestions: Iterable[Suggestion], on: date, settings: Settings, done: int = 0) -> Day:
    """The day's queue: at most ``settings.day_cap`` in all, at most ``settings.play_cap`` of a play, one per
    account; ``done`` were done already and count against the cap.

    Everything due is either in the queue or hidden with a reason.
    """
    ordered = sorted(suggestions, key=lambda s: rank(s, on))
    queue: list[Suggestion] = []
    hidden: list[Hidden] = []
    later: list[Suggestion] = []
    accounts: dict[int, Suggestion] = {}
    plays: dict[object, int] = {}
    room = max(0, settings.day_cap - done)
    # Said of most of a big board: one sentence for all of them.
    enough = say("{count} of this kind are enough for a day.", count=str(settings.play_cap))
    full = say("The day is full: {count} are the most.", count=counted(settings.day_cap, "touch", "touches"))
    for each in ordered:
        if each.due > on:
            later.append(each)
            continue
        why = _not_yet(each, on, accounts)
        if why is None and plays.get(each.play, 0) >= settings.play_cap:
            why = enough
        elif why is None and len(queue) >= room:
            why = full
        if why is not None:
            hidden.append(Hidden(each, why))
            continue
        queue.append(each)
        accounts[each.account_id] = each
        plays[each.play] = plays.get(each.play, 0) + 1
    return Day(on, tuple(queue), tuple(hidden), tuple(later))


def _not_yet(each: Suggestion, on: date, accounts: dict[int, Suggestion]) -> Sentence | None:
    """Why not today, were there all the room in the world."""
    if each.act_on is not None and each.act_on > on:
        return say(
            "They are closed today; {weekday}, {day}, is a working day there.",
            weekday=FULL_WEEKDAYS[each.act_on.weekday()],
            day=day_text(each.act_on, on),
        )
    if each.account_id in accounts:
        return say("Another touch of the same account is in today’s queue.")
    return None
