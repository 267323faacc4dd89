"""The two ways to lay the board out, and what a drop means in each."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Stage
from dreamboard.domain.text import fold
from dreamboard.domain.values import GroupBy, StageKind
from dreamboard.presentation.board.requests import LossRequest, WinRequest
from dreamboard.services.commands import ClearPlans, MoveCards, Place, PlanTouch
from dreamboard.services.read_models import CardView

LATER_DAYS = 30
"""Where a drop on "Later" plans the touch: about a month away."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column is, whatever it holds. Only a column that is a stage has `stage`."""

    key: str
    slug: str  # for the names of widgets: "pursuing"
    name: str
    stage: Stage | None = None

    @property
    def collapsed(self) -> bool:
        """Whether it shows as a strip."""
        return self.stage is not None and self.stage.collapsed

    @property
    def limit(self) -> int | None:
        """How many cards the rep wants in it at most."""
        return self.stage.card_limit if self.stage is not None else None


@dataclass(frozen=True, slots=True)
class Landing:
    """Cards about to land: which, in which column, between which neighbours in sight."""

    cards: Sequence[CardView]
    column: Column
    above: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the cards stay where they are, as a sentence for the rep."""

    text: str


Answer = MoveCards | PlanTouch | ClearPlans | LossRequest | WinRequest | Refusal | None
"""What a landing comes to: a command, a sheet to be filled in first, a refusal, or nothing to do."""


class Grouping(ABC):
    """How cards fall into columns, and what landing in one means."""

    kind: GroupBy
    by_hand: bool
    """Whether the order within a column is the rep's own."""

    @abstractmethod
    def columns(self, stages: Iterable[Stage]) -> list[Column]:
        """The columns from left to right."""

    @abstractmethod
    def column_key(self, card: CardView) -> str:
        """The key of the column a card falls into."""

    @abstractmethod
    def order(self, card: CardView) -> tuple[int, ...]:
        """What cards of a column are sorted by."""

    @abstractmethod
    def landing(self, landing: Landing, stages: Mapping[int, Stage]) -> Answer:
        """What it comes to when cards are let go over a column."""


class ByStage(Grouping):
    """A column a stage; the order is the rep's."""

    kind = GroupBy.STAGE
    by_hand = True

    def columns(self, stages: Iterable[Stage]) -> list[Column]:
        found: list[Column] = []
        slugs: set[str] = set()
        for stage in sorted(stages, key=lambda stage: (stage.position, stage.id)):
            slug = _free_slug(stage, slugs)
            slugs.add(slug)
            found.append(Column(stage_key(stage.id), slug, stage.name, stage))
        return found

    def column_key(self, card: CardView) -> str:
        return stage_key(card.stage_id)

    def order(self, card: CardView) -> tuple[int, ...]:
        return (card.rank, card.id)

    def landing(self, landing: Landing, stages: Mapping[int, Stage]) -> Answer:
        stage = landing.column.stage
        if stage is None:
            return Refusal(_tr("That column is gone."))
        place = Place(stage.id, landing.above, landing.below)
        ids = tuple(card.id for card in landing.cards)
        coming = tuple(card.id for card in landing.cards if stages[card.stage_id].kind is not stage.kind)
        if coming and stage.kind is StageKind.NOT_NOW:
            return LossRequest(coming, place, ids)
        if coming and stage.kind is StageKind.WON:
            return WinRequest(coming, place, ids)
        return MoveCards(ids, place)


class When(StrEnum):
    """The columns of the board by date."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"
    LATER = "later"
    NOTHING = "nothing-planned"


class ByWhen(Grouping):
    """A column a stretch of time, by the card's plan; a drop sets the plan's date."""

    kind = GroupBy.WHEN
    by_hand = False

    def __init__(self, today: date) -> None:
        self._today = today

    def columns(self, stages: Iterable[Stage]) -> list[Column]:
        names = {
            When.OVERDUE: _tr("Overdue"),
            When.TODAY: _tr("Today"),
            When.THIS_WEEK: _tr("This week"),
            When.NEXT_WEEK: _tr("Next week"),
            When.LATER: _tr("Later"),
            When.NOTHING: _tr("Nothing planned"),
        }
        return [Column(when.value, when.value, name) for when, name in names.items()]

    def column_key(self, card: CardView) -> str:
        return when_of(card.plan_on, self._today).value

    def order(self, card: CardView) -> tuple[int, ...]:
        return ((card.plan_on or date.max).toordinal(), card.rank, card.id)

    def landing(self, landing: Landing, stages: Mapping[int, Stage]) -> Answer:
        target = When(landing.column.key)
        ids = tuple(card.id for card in landing.cards if when_of(card.plan_on, self._today) is not target)
        if not ids:
            return None
        if target is When.NOTHING:
            return ClearPlans(ids)
        day = planned_day(target, self._today)
        if day is not None:
            return PlanTouch(ids, day)
        if target is When.OVERDUE:
            return Refusal(_tr("A touch cannot be planned for a day that is past."))
        return Refusal(_tr("This week has no working day left. Try next week."))


def when_of(planned: date | None, today: date) -> When:
    """The column a plan falls into. Weeks begin on Monday."""
    if planned is None:
        return When.NOTHING
    if planned <= today:
        return When.TODAY if planned == today else When.OVERDUE
    next_monday = today + timedelta(days=7 - today.weekday())
    if planned < next_monday:
        return When.THIS_WEEK
    return When.NEXT_WEEK if planned < next_monday + timedelta(days=7) else When.LATER


def planned_day(target: When, today: date) -> date | None:
    """The day a drop plans: today, the next working day of this week, next Monday, or a month away.

    `None` where there is none: on "Overdue", and on "This week" from Friday on.
    """
    if target is When.TODAY:
        return today
    if target is When.THIS_WEEK:
        return today + timedelta(days=1) if today.weekday() < 4 else None
    if target is When.NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    return today + timedelta(days=LATER_DAYS) if target is When.LATER else None


def stage_key(stage_id: int) -> str:
    """The key of the column that shows a stage."""
    return f"stage {stage_id}"


def _free_slug(stage: Stage, taken: set[str]) -> str:
    """The stage's kind for its first column, else its name, numbered where that is taken too."""
    named = "-".join("".join(mark if mark.isalnum() else " " for mark in fold(stage.name)).split())
    for slug in (stage.kind.value, named):
        if slug and slug not in taken:
            return slug
    return f"{named or stage.kind.value}-{stage.id}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("board", text)
