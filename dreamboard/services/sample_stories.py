"""The cards of the sample that are told one by one, read from ``stories.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dreamboard.domain.model import Condition, Plan, Quote, Round, Signal
from dreamboard.domain.values import (
    Answer,
    Channel,
    Direction,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    QuoteOutcome,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)
from dreamboard.services.sample_history import Habit, ordinary_touches
from dreamboard.services.sample_sheet import Card, Person, Sheet, Table


@dataclass(frozen=True, slots=True)
class Game:
    """When a round of a card was closed, in days ago, and how; ``None`` while it is open."""

    closed: int | None
    outcome: RoundOutcome | None


def tell_accounts(sheet: Sheet, accounts: Sequence[Table]) -> None:
    """Accounts without a card: where introducers and leavers work."""
    for one in accounts:
        account_id = sheet.account(one["name"], industry=one["industry"])
        for contact in one.get("contacts", ()):
            _person(sheet, account_id, contact)


def tell_card(sheet: Sheet, story: Table, notes: Table) -> Card:
    """One card with everything around it but its plan."""
    known, believed = story.get("sites", (1, 1))
    end = story.get("contract_end")
    account_id = sheet.account(
        story["account"],
        industry=story["industry"],
        sites_known=known,
        sites_believed=believed,
        spend_minor=story["value"] * 160,
        rival=story.get("rival", ""),
        rival_contract_end=None if end is None else sheet.day(end),
        tags=tuple(sorted(story.get("tags", ()))),
    )
    stage = StageKind(story["stage"])
    ideal, maximum = story.get("rhythm", (None, None))
    card = sheet.card(
        account_id,
        story["industry"],
        PursuitKind(story.get("kind", "dream_client")),
        stage,
        story["created"],
        value_minor=story["value"] * 100,
        ideal_days=ideal,
        max_days=maximum,
        come_back_on=next_january(sheet.today) if "come_back" in story else None,
        note=story.get("note", ""),
    )
    card.people = [_person(sheet, account_id, contact) for contact in story.get("contacts", ())]
    games = _rounds(sheet, card, story)
    sheet.moved(card, path_of(story["created"], stage, games))
    _conditions(sheet, card, story.get("conditions", ()), len(games))
    for quote in story.get("quotes", ()):
        add_quote(sheet, card, **quote)
    for signal in story.get("signals", ()):
        who = sheet.people[signal["contact"]].contact_id
        sheet.add(
            Signal,
            account_id=account_id,
            kind=SignalKind(signal["kind"]),
            on=sheet.day(signal["on"]),
            contact_id=who,
            note=signal["note"],
        )
    _touches(sheet, card, story, notes)
    return card


def next_january(today: date) -> date:
    """The first Monday after the next New Year, or the one of this year while it is to come."""
    for year in (today.year, today.year + 1):
        first = date(year, 1, 2)
        monday = first + timedelta(days=-first.weekday() % 7)
        if monday > today:
            break
    return monday


def path_of(created: int, stage: StageKind, games: Sequence[Game]) -> list[tuple[int, StageKind]]:
    """The columns a card came through to the one it is in."""
    path = [(created, StageKind.DREAM_LIST)]
    if stage is StageKind.DREAM_LIST:
        return path
    path.append((max(1, created - 12), StageKind.PURSUING))
    last = created
    for number, game in enumerate(games):
        if game.closed is not None and game.outcome is RoundOutcome.LOST:
            following = games[number + 1].closed if number + 1 < len(games) else None
            path.append((game.closed, StageKind.NOT_NOW))
            path.append((max(game.closed - 9, (following or 0) + 1), StageKind.PURSUING))
            last = game.closed
    if stage is StageKind.NOT_NOW:
        return path[:-1]
    if stage is StageKind.WON:
        won = next(game.closed for game in games if game.outcome is RoundOutcome.WON)
        return [*path, (won or 1, StageKind.WON)]
    if stage is not StageKind.PURSUING:
        path.append((max(1, last * 6 // 10), StageKind.IN_CONVERSATION))
    if stage is StageKind.PROPOSAL_OUT:
        path.append((max(1, last * 2 // 10), StageKind.PROPOSAL_OUT))
    return path


def add_quote(
    sheet: Sheet,
    card: Card,
    amount: int,
    sent: int,
    valid: int | None = None,
    outcome: str = "",
    closed: int | None = None,
) -> None:
    """Money on the desk, or off it."""
    sheet.add(
        Quote,
        pursuit_id=card.pursuit_id,
        amount_minor=amount * 100,
        currency="USD",
        sent_on=sheet.day(sent),
        valid_until=None if valid is None else sheet.day(valid),
        outcome=QuoteOutcome(outcome) if outcome else None,
        closed_on=None if closed is None else sheet.day(closed),
    )


def _person(sheet: Sheet, account_id: int, contact: Table) -> Person:
    person = sheet.person(
        account_id,
        contact["name"],
        contact["title"],
        Role(contact["role"]),
        contact["since"],
        contact.get("until", 0),
        mail=contact.get("mail", True),
        min_days_between=contact.get("at_least"),
    )
    if "to" in contact:
        there = sheet.account(contact["to"])
        sheet.person(there, contact["name"], contact["to_title"], Role.DECISION_MAKER, contact["until"])
    return person


def _rounds(sheet: Sheet, card: Card, story: Table) -> list[Game]:
    """The rounds told, and the open one after a loss."""
    games: list[Game] = []
    told: Sequence[Table] = story.get("rounds", ())
    for number, one in enumerate(told, start=1):
        outcome = RoundOutcome(one["outcome"])
        introducer = one.get("introducer")
        sheet.add(
            Round,
            pursuit_id=card.pursuit_id,
            number=number,
            opened_on=sheet.day(one["opened"]),
            closed_on=sheet.day(one["closed"]),
            outcome=outcome,
            reason_said=_word(LossReason, one, "said"),
            reason_believed=_word(LossReason, one, "believed"),
            reason_note=one.get("note", ""),
            confidence=one.get("confidence"),
            rival=one.get("rival", ""),
            changeable=_word(Answer, one, "changeable"),
            ours_to_change=_word(Answer, one, "ours"),
            introducer_id=sheet.people[introducer].contact_id if introducer else None,
            won_minor=one["won"] * 100 if "won" in one else None,
            debriefed_on=sheet.day(one["debriefed"]) if "debriefed" in one else None,
            debrief_note=one.get("debrief", ""),
        )
        games.append(Game(one["closed"], outcome))
    if not games or games[-1].outcome is RoundOutcome.LOST:
        opened = told[-1]["closed"] if told else story["created"]
        sheet.add(Round, pursuit_id=card.pursuit_id, number=len(games) + 1, opened_on=sheet.day(opened))
        games.append(Game(None, None))
    return games


def _word(kind: Any, table: Table, name: str) -> Any:
    return kind(table[name]) if name in table else None


def _conditions(sheet: Sheet, card: Card, conditions: Sequence[Any], last_round: int) -> None:
    """Each is ``[text]``, ``[text, days since it was met]`` or with the number of its round behind."""
    rounds = [
        row for row in sheet.rows[Round] if isinstance(row, Round) and row.pursuit_id == card.pursuit_id
    ]
    for position, one in enumerate(conditions):
        number = one[2] if len(one) > 2 else last_round
        sheet.add(
            Condition,
            pursuit_id=card.pursuit_id,
            round_id=rounds[number - 1].id,
            text=one[0],
            position=position,
            met_on=sheet.day(one[1]) if len(one) > 1 else None,
        )


def _touches(sheet: Sheet, card: Card, story: Table, notes: Table) -> None:
    history = story.get("history")
    if history:
        ideas = tuple(sheet.ideas[key] for key in history.get("ideas", ()))
        habit = Habit(
            history["first"], history["last"], history["count"], history.get("lively", False), ideas
        )
        named = [person for person in card.people if person.name in history["contacts"]]
        ordinary_touches(sheet, card, named, habit, notes)
    for series in story.get("series", ()):
        _series(sheet, card, series)
    for told in story.get("touches", ()):
        _told(sheet, card, told)
    after = story.get("aftercare")
    if after:
        count = (after["first"] - after["last"]) // after["every"] + 1
        ordinary_touches(
            sheet, card, card.people[:1], Habit(after["first"], after["last"], count, True), notes
        )


def _series(sheet: Sheet, card: Card, series: Table) -> None:
    """The same touch again and again: on a weekday, the newest before today, or up to a day."""
    last = series.get("last", 0)
    if "weekday" in series:
        last = (sheet.today.weekday() - series["weekday"] - 1) % 7 + 1
    hour, minute = map(int, series["time"].split(":"))
    for number in range(series["count"]):
        back = last + series["every"] * (series["count"] - 1 - number)
        sheet.touch(
            card,
            sheet.at(sheet.workday(back), hour, minute),
            Channel(series["channel"]),
            Outcome(series["outcome"]),
            Intent(series["intent"]),
            sheet.people[series["contact"]].contact_id,
            series["notes"][number % len(series["notes"])],
        )


def _told(sheet: Sheet, card: Card, told: Sequence[Any]) -> None:
    back, clock, channel, outcome, intent, contact, note, *idea = told
    day = sheet.day(back) if clock.startswith("!") else sheet.workday(back)
    hour, minute = map(int, clock.lstrip("!").split(":"))
    sheet.touch(
        card,
        sheet.at(day, hour, minute),
        Channel(channel.lstrip("<")),
        Outcome(outcome),
        Intent(intent) if intent else None,
        sheet.people[contact].contact_id,
        note,
        direction=Direction.IN if channel.startswith("<") else Direction.OUT,
        idea=sheet.ideas[idea[0]] if idea else None,
    )


def plan_for(sheet: Sheet, card: Card, plan: Table) -> None:
    """What is planned on a card; told last, as it may be with somebody who came from another account."""
    contact = plan.get("contact")
    sheet.add(
        Plan,
        pursuit_id=card.pursuit_id,
        on=sheet.workday(plan["on"]) if plan["on"] else sheet.today,
        channel=Channel(plan["channel"]),
        contact_id=sheet.people[contact].contact_id if contact else None,
        text=plan["text"],
        promised=plan.get("promised", False),
    )
