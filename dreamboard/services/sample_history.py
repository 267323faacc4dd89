"""Ordinary touches of the sample board: a rep who calls, writes, gives more than they ask, and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dreamboard.domain.model import Idea
from dreamboard.domain.values import Channel, Direction, Intent, Outcome
from dreamboard.services.sample_sheet import Card, Dice, Person, Sheet, Table

ANSWERED = ((10, 0.31), (14, 0.15), (24, 0.1))
"""Up to that hour, the share of calls that is answered: the sample's log teaches to call in the morning."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How one card is worked: days ago of its first and last touch, and how many there are."""

    first: int
    last: int
    count: int
    lively: bool = False  # they answer and meet more
    ideas: tuple[Idea, ...] = ()  # what was given on the way


def ordinary_touches(sheet: Sheet, card: Card, people: Sequence[Person], habit: Habit, notes: Table) -> None:
    """Touches spread over the days, oldest first; the last one is the rep's, so that nobody waits."""
    dice = sheet.dice
    waiting: Person | None = None
    ideas = list(habit.ideas)
    before = sheet.at(sheet.day(habit.first + 7), 8, 0)
    for number, back in enumerate(_days(dice, habit)):
        there = [person for person in people if person.there(back)] or list(people)
        person = waiting or (there[0] if dice.share() < 0.75 else dice.pick(there))
        last = number == habit.count - 1
        # Days that move back to a Friday may meet there: what answers comes after what it answers.
        at = before = max(_time(sheet, back), before + timedelta(minutes=20))
        if waiting is not None:
            sheet.touch(card, at, Channel.EMAIL, Outcome.SENT, Intent.REPLY, person.contact_id)
            waiting = None
        elif number > 1 and not last and dice.share() < (0.16 if habit.lively else 0.04):
            waiting = _inbound(sheet, card, person, at, notes)
        else:
            _outbound(sheet, card, person, at, habit.lively, ideas, notes)


def _days(dice: Dice, habit: Habit) -> list[int]:
    if habit.count < 2:
        return [habit.last]
    step = (habit.first - habit.last) / (habit.count - 1)
    jitters = [(dice.share() - 0.5) * 0.8 * step for _ in range(habit.count - 2)]
    between = [round(habit.first - step * (number + 1) + jitter) for number, jitter in enumerate(jitters)]
    return [habit.first, *(max(habit.last, day) for day in between), habit.last]


def _time(sheet: Sheet, back: int) -> datetime:
    """Half of all calls in the first two hours: it is known to work."""
    early = sheet.dice.share() < 0.5
    hour = sheet.dice.whole(8, 9) if early else sheet.dice.whole(10, 16)
    return sheet.at(sheet.workday(back), hour, 5 * sheet.dice.whole(0, 11))


def _inbound(sheet: Sheet, card: Card, person: Person, at: datetime, notes: Table) -> Person | None:
    """They call or write; what is written waits for an answer."""
    written = sheet.dice.share() < 0.6
    sheet.touch(
        card,
        at,
        Channel.EMAIL if written else Channel.CALL,
        Outcome.REPLIED if written else Outcome.SPOKE,
        None,
        person.contact_id,
        sheet.dice.pick(notes["back"]),
        direction=Direction.IN,
    )
    return person if written else None


def _outbound(
    sheet: Sheet, card: Card, person: Person, at: datetime, lively: bool, ideas: list[Idea], notes: Table
) -> None:
    dice = sheet.dice
    channel = _channel(dice, lively)
    outcome = _outcome(dice, channel, at.astimezone(sheet.zone).hour, lively)
    intent = _intent(dice, channel, outcome)
    idea = None
    if (
        ideas
        and intent is Intent.GIVE
        and (outcome.reached or channel is Channel.EMAIL)
        and dice.share() < 0.3
    ):
        idea = ideas.pop(0)
    words = notes["meeting" if channel is Channel.MEETING else outcome.value]
    sheet.touch(card, at, channel, outcome, intent, person.contact_id, dice.pick(words), idea=idea)


def _channel(dice: Dice, lively: bool) -> Channel:
    share = dice.share()
    if lively and share < 0.14:
        return Channel.MEETING
    if share < 0.68:
        return Channel.CALL
    if share < 0.94:
        return Channel.EMAIL
    return dice.pick((Channel.LETTER, Channel.SOCIAL, Channel.MESSAGE))


def _outcome(dice: Dice, channel: Channel, hour: int, lively: bool) -> Outcome:
    share = dice.share()
    more = 1.5 if lively else 1.0
    if channel is Channel.MEETING:
        return Outcome.SPOKE if share < 0.9 else Outcome.YES
    if channel is not Channel.CALL:
        return Outcome.REPLIED if share < 0.16 * more else Outcome.SENT
    answered = next(rate for until, rate in ANSWERED if hour < until) * more
    if share >= answered:
        return Outcome.VOICEMAIL if dice.share() < 0.6 else Outcome.NO_ANSWER
    kind = dice.share()
    if kind < 0.8:
        return Outcome.SPOKE
    if kind < 0.92:
        return Outcome.YES if lively else Outcome.NOT_NOW
    return Outcome.NO if kind < 0.95 and not lively else Outcome.SPOKE


def _intent(dice: Dice, channel: Channel, outcome: Outcome) -> Intent | None:
    if outcome is Outcome.YES:
        return Intent.ASK
    if channel is Channel.MEETING:
        return Intent.LEARN
    share = dice.share()
    for until, intent in ((0.62, Intent.GIVE), (0.79, Intent.ASK), (0.9, Intent.LEARN), (0.96, Intent.THANK)):
        if share < until:
            return intent
    return None
