"""The rows of the sample board while they are made up: ids, working days, and chance that is the same
everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Any, TypeVar, cast

from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Contact,
    Employment,
    Idea,
    Pursuit,
    Row,
    Stage,
    StageMove,
    Touch,
)
from dreamboard.domain.ranks import GAP
from dreamboard.domain.values import (
    Channel,
    Direction,
    IdeaKind,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    Role,
    StageKind,
)

T = TypeVar("T")
Table = Mapping[str, Any]
"""A table of one of the sample's TOML files."""


class Dice:
    """Chance from a seed. Only ``Random.random`` is promised to be the same in every version of Python."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def share(self) -> float:
        """From 0 up to 1."""
        return self._random.random()

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self.share() * (most - least + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[int(self.share() * len(choices))]

    def mixed(self, choices: Sequence[T]) -> list[T]:
        """All of them, in another order."""
        return [one for _, one in sorted(((self.share(), one) for one in choices), key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Person:
    """A contact at an account, by the days (back from the sample's date) they are there."""

    contact_id: int
    name: str
    since: int
    until: int = 0

    def there(self, days: int) -> bool:
        """Whether they were there so many days ago."""
        return self.since >= days >= self.until


@dataclass(slots=True)
class Card:
    """A pursuit in the making."""

    pursuit_id: int
    account_id: int
    industry: str
    people: list[Person] = field(default_factory=list)


class Sheet:
    """Collects rows, gives each its id, and knows the days of the sample."""

    def __init__(self, today: date, zone: tzinfo, dice: Dice, stages: Mapping[StageKind, Stage]) -> None:
        self.today = today
        self.zone = zone
        self.dice = dice
        self.stages = stages
        self.rows: dict[type[Row], list[Row]] = {kind: [] for kind in ROW_TYPES}
        self.accounts: dict[str, int] = {}
        self.people: dict[str, Person] = {}
        self.ideas: dict[str, Idea] = {}
        self._in_column: dict[StageKind, int] = {}

    # Days

    def day(self, back: int) -> date:
        """So many days ago (below 0: to come)."""
        return self.today - timedelta(days=back)

    def workday(self, back: int) -> date:
        """That day, or the Friday before a weekend; for a day to come the Monday after it."""
        day = self.day(back)
        if day.weekday() < 5:
            return day
        return day - timedelta(days=day.weekday() - 4) if back > 0 else day + timedelta(7 - day.weekday())

    def workday_after(self, back: int) -> date:
        """That day, or the Monday after a weekend: what follows something never moves before it."""
        day = self.day(back)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

    def at(self, day: date, hour: int, minute: int) -> datetime:
        """That time of day where the rep is: the board looks the same in every time zone."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    # Rows

    def add(self, kind: type[Row], /, **fields: Any) -> int:
        """A row of a kind; gives its id."""
        rows = self.rows[kind]
        rows.append(kind(id=len(rows) + 1, **fields))
        return len(rows)

    def account(self, name: str, **fields: Any) -> int:
        """The account of that name, made where it is new."""
        if name not in self.accounts:
            slug = "".join(mark for mark in name.lower() if mark.isalnum())
            self.accounts[name] = self.add(Account, name=name, domain=f"{slug}.example", **fields)
        elif fields:
            row_id = self.accounts[name]
            known = cast(Account, self.rows[Account][row_id - 1])
            self.rows[Account][row_id - 1] = replace(known, **fields)
        return self.accounts[name]

    def person(
        self,
        account_id: int,
        name: str,
        title: str,
        role: Role | None,
        since: int,
        until: int = 0,
        *,
        mail: bool = True,
        **fields: Any,
    ) -> Person:
        """A contact at an account; made where the name is new."""
        known = self.people.get(name)
        if known is None:
            domain = cast(Account, self.rows[Account][account_id - 1]).domain
            address = f"{name.lower().replace('. ', '.').replace(' ', '.')}@{domain}"
            contact_id = self.add(
                Contact,
                name=name,
                emails=(address,) if mail else (),
                telephones=(f"+1 202 555 {self.dice.whole(100, 199):04}",),
                **fields,
            )
        else:
            contact_id = known.contact_id
        person = Person(contact_id, name, since, until)
        self.people.setdefault(name, person)
        self.add(
            Employment,
            contact_id=contact_id,
            account_id=account_id,
            title=title,
            role=role,
            since=self.day(since),
            until=self.day(until) if until else None,
        )
        return person

    def card(
        self, account_id: int, industry: str, kind: PursuitKind, stage: StageKind, created: int, **fields: Any
    ) -> Card:
        """A card at the end of its column."""
        place = self._in_column[stage] = self._in_column.get(stage, 0) + 1
        pursuit_id = self.add(
            Pursuit,
            account_id=account_id,
            kind=kind,
            stage_id=self.stages[stage].id,
            rank=place * GAP,
            created_at=self.at(self.workday(created), 8, 5),
            **fields,
        )
        return Card(pursuit_id, account_id, industry)

    def moved(self, card: Card, path: Sequence[tuple[int, StageKind]]) -> None:
        """The stages a card came through: days ago and the stage, oldest first."""
        before: Stage | None = None
        for back, kind in path:
            stage = self.stages[kind]
            if before is stage:
                continue
            self.add(
                StageMove,
                pursuit_id=card.pursuit_id,
                at=self.at(self.day(back), 17, 30),
                from_stage_id=before.id if before else None,
                to_stage_id=stage.id,
                from_name=before.name if before else "",
                to_name=stage.name,
            )
            before = stage

    def touch(
        self,
        card: Card,
        at: datetime,
        channel: Channel,
        outcome: Outcome,
        intent: Intent | None,
        contact_id: int | None,
        note: str = "",
        *,
        direction: Direction = Direction.OUT,
        idea: Idea | None = None,
    ) -> None:
        """A touch on a card."""
        self.add(
            Touch,
            at=at,
            channel=channel,
            direction=direction,
            outcome=outcome,
            account_id=card.account_id,
            contact_id=contact_id,
            pursuit_id=card.pursuit_id,
            intent=intent,
            idea_id=idea.id if idea else None,
            note=note,
        )

    def library(self, ideas: Sequence[Table]) -> None:
        """The ideas, oldest first."""
        for one in sorted(ideas, key=lambda idea: -int(idea["age"])):
            row_id = self.add(
                Idea,
                title=one["title"],
                kind=IdeaKind(one["kind"]),
                text=one.get("text", ""),
                industries=tuple(one.get("industries", ())),
                roles=tuple(Role(role) for role in one.get("roles", ())),
                loss_reasons=tuple(LossReason(reason) for reason in one.get("loss_reasons", ())),
                created_on=self.day(one["age"]),
            )
            self.ideas[one["key"]] = cast(Idea, self.rows[Idea][row_id - 1])

    def finished(self) -> dict[type[Row], list[Row]]:
        """All rows, parents first; touches numbered in the order they happened."""
        touches = sorted(cast(list[Touch], self.rows[Touch]), key=lambda touch: (touch.at, touch.id))
        numbered: list[Row] = [replace(touch, id=number) for number, touch in enumerate(touches, start=1)]
        return {**self.rows, Touch: numbered}
