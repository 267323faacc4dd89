"""Many touches planned at once, spread over the coming days inside the day's cap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dreamboard.domain.first_moves import LostCard
from dreamboard.domain.forecast import too_much
from dreamboard.domain.idea_matches import Match
from dreamboard.domain.model import Idea
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.workdays import is_working_day, next_working_day
from dreamboard.services.commands import Batch, PlanTouch

LONGEST_SEARCH = 730
"""Days after which the search for room gives up and takes the day it is at."""


def load_ahead(
    suggestions: Iterable[Suggestion], on: date, without: Collection[int] = ()
) -> Mapping[date, int]:
    """How many touches fall on each day after ``on``, of all cards but some. What is due already is left
    out: it has its place in the queue of the day, whatever is planned."""
    left_out = set(without)
    days = (max(s.act_on or s.due, s.due) for s in suggestions if s.pursuit_id not in left_out)
    return Counter(day for day in days if day > on)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the day of a touch has to be: one on which they work in a country, and after another day."""

    country: str = ""
    after: date = date.min


def days_with_room(
    wishes: Sequence[Wish], load: Mapping[date, int], on: date, settings: Settings
) -> list[date]:
    """A day after ``on`` for each of some touches, in their order: the first as wished on which the rep works
    too, never past the day's cap, and never more on one day than the queue shows of one play."""
    taken: Counter[date] = Counter()
    found: list[date] = []

    def full(day: date) -> bool:
        return taken[day] >= min(settings.play_cap, settings.day_cap - load.get(day, 0))

    full_until = on
    for wish in wishes:
        day = max(full_until, wish.after)
        for _ in range(LONGEST_SEARCH):
            day = next_working_day(day, "", settings)
            if not full(day) and is_working_day(day, wish.country, settings):
                break
        else:
            return found + [day] * (len(wishes) - len(found))
        found.append(day)
        taken[day] += 1
        while full(following := next_working_day(full_until, "", settings)) and following <= day:
            full_until = following
    return found


def plan_idea(
    idea: Idea, matches: Sequence[Match], load: Mapping[date, int], on: date, settings: Settings
) -> Batch:
    """An idea for each of the cards that may be planned now. A card that has a day ahead keeps it and gets
    the idea; the others get a day with room. An empty choice is an empty batch, which the dispatcher
    refuses."""
    matches = plannable(matches)
    free = [match for match in matches if match.plan is None or match.plan.on < on]
    days = dict(
        zip(
            [match.pursuit_id for match in free],
            days_with_room([Wish(match.country) for match in free], load, on, settings),
            strict=True,
        )
    )
    commands = []
    for match in matches:
        day = days.get(match.pursuit_id) or (match.plan.on if match.plan else on)
        commands.append(PlanTouch((match.pursuit_id,), day, idea_id=idea.id))
    return Batch(f"Plan “{idea.title}” for {_cards(len(commands))}", tuple(commands))


def plannable(matches: Sequence[Match]) -> list[Match]:
    """Those that something may be planned for now."""
    return [match for match in matches if match.held_until is None]


def days_of_first_moves(
    cards: Sequence[LostCard], load: Mapping[date, int], on: date, settings: Settings
) -> list[date]:
    """The days that first touches of the cards would get."""
    return days_with_room([Wish(card.country) for card in cards], load, on, settings)


def plan_first_moves(
    cards: Sequence[LostCard], load: Mapping[date, int], on: date, settings: Settings
) -> Batch:
    """A first touch for each of the cards, in the order given, with the idea that answers it."""
    days = days_of_first_moves(cards, load, on, settings)
    commands = tuple(
        PlanTouch((card.pursuit_id,), day, idea_id=card.idea_id)
        for card, day in zip(cards, days, strict=True)
    )
    return Batch(f"Plan the first move on {_cards(len(commands))}", commands)


def plan_spread(suggestions: Sequence[Suggestion], on: date, settings: Settings) -> Batch:
    """A later day with room for what is too much for its own day, each with the channel, contact and idea
    proposed: an earlier day might be before what holds it back until then. An even board gives an empty
    batch, which the dispatcher refuses."""
    moving = too_much(suggestions, on, settings)
    load = load_ahead(suggestions, on, [each.pursuit_id for each in moving])
    wishes = [Wish(each.country, max(each.act_on or each.due, each.due)) for each in moving]
    days = days_with_room(wishes, load, on, settings)
    commands = tuple(
        PlanTouch((each.pursuit_id,), day, each.channel, each.contact_id, each.idea_id)
        for each, day in zip(moving, days, strict=True)
    )
    return Batch(f"Spread {_cards(len(commands))} over days with room", commands)


def _cards(count: int) -> str:
    return "a card" if count == 1 else f"{count} cards"
