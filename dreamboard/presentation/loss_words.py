"""What a loss leads to, told while its sheet is being filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Money
from dreamboard.presentation import figures, wording

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LossSketch:
    """What is filled in so far."""

    on: date
    round_number: int  # the one that closes
    introducer: str = ""
    decision_maker: str = ""
    conditions: int = 0
    come_back_on: date | None = None
    cards: int = 1


def consequence_head(sketch: LossSketch, today: date) -> str:
    """ "Round 2 starts today." """
    day = figures.near_date(sketch.on, today)
    if sketch.cards > 1:
        return translate("loss", "A new round starts {day} on {cards}.").format(
            day=day, cards=wording.cards(sketch.cards)
        )
    return translate("loss", "Round {n} starts {day}.").format(n=sketch.round_number + 1, day=day)


def consequence_rest(sketch: LossSketch, today: date, settings: Settings) -> str:
    """What is proposed next, as sentences; what is already past is left out."""
    age = (today - sketch.on).days
    said: list[str] = []
    if age <= 1:
        whom = sketch.introducer or sketch.decision_maker
        thank = (
            translate("loss", "{when}: thank {name}, no ask.")
            if whom
            else translate("loss", "{when}: thank whoever gave us the chance, no ask.")
        )
        when = translate("loss", "Tomorrow") if age == 0 else translate("loss", "Today")
        said.append(thank.format(when=when, name=whom))
    if sketch.come_back_on is not None and sketch.come_back_on > today:
        said.append(
            translate("loss", "Then nothing until {day}, the date they named.").format(
                day=figures.short_date(sketch.come_back_on, today)
            )
        )
    else:
        said += _plays(sketch, age, today, settings)
    if sketch.conditions == 1:
        said.append(translate("loss", "The condition stays on the card until met."))
    elif sketch.conditions:
        many = _numeral(sketch.conditions)
        said.append(translate("loss", "The {n} conditions stay on the card until met.").format(n=many))
    return " ".join(said)


def price_remark(theirs: Money | None, ours: Money | None) -> str:
    """Their price against ours: "6% under ours"; empty where the two cannot be compared."""
    if theirs is None or ours is None or theirs.currency != ours.currency or ours.minor <= 0:
        return ""
    percent = round(100 * (ours.minor - theirs.minor) / ours.minor)
    if percent == 0:
        return translate("loss", "the same as ours")
    side = translate("loss", "{n}% under ours") if percent > 0 else translate("loss", "{n}% over ours")
    return side.format(n=abs(percent))


def _plays(sketch: LossSketch, age: int, today: date, settings: Settings) -> list[str]:
    said = []
    if age < settings.debrief_until:
        if age < settings.debrief_to:
            when = translate("loss", "{first} to {last} days").format(
                first=max(settings.debrief_from - age, 0), last=settings.debrief_to - age
            )
        else:
            when = translate("loss", "Soon")
        debrief = (
            translate("loss", "{when}: ask {name} for a debrief.")
            if sketch.decision_maker
            else translate("loss", "{when}: ask for a debrief.")
        )
        said.append(debrief.format(when=when, name=sketch.decision_maker))
    value_on = sketch.on + timedelta(days=settings.lost_days[0])
    if age == 0:
        said.append(translate("loss", "Day {n}: something useful, no ask.").format(n=settings.lost_days[0]))
    elif value_on > today:
        day = figures.short_date(value_on, today)
        said.append(translate("loss", "{day}: something useful, no ask.").format(day=day))
    else:
        said.append(translate("loss", "Then something useful every quarter, no ask before it."))
    return said


def _numeral(count: int) -> str:
    words = (
        translate("loss", "two"), translate("loss", "three"), translate("loss", "four"),
        translate("loss", "five"), translate("loss", "six"),
    )  # fmt: skip
    return words[count - 2] if 2 <= count <= 6 else str(count)
