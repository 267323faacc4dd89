"""The many cards of the sample that nobody tells a story of: each column as a good rep keeps it, most of them
well inside their rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dreamboard.domain.model import Idea, Quote, Round, Signal
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import (
    Channel,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)
from dreamboard.services.sample_history import Habit, ordinary_touches
from dreamboard.services.sample_sheet import Card, Sheet, Table
from dreamboard.services.sample_stories import Game, add_quote, path_of

LONGEST_AGO = 2186
"""Days: the sample covers six years."""
OLDEST_LOSS = 1600
"""Days: later than the ideas that answer losses came to the library, but for the one that is news."""
REASONS = tuple(reason for reason in LossReason if reason is not LossReason.OTHER)


@dataclass(frozen=True, slots=True)
class Slot:
    """One card to be filled in: its column's table, its number in it, and its worth a year in dollars."""

    stage: StageKind
    column: Table
    number: int
    worth: int


class Filler:
    """Fills columns up; names are used once."""

    def __init__(self, sheet: Sheet, names: Table) -> None:
        self._sheet = sheet
        self._dice = sheet.dice
        self._names = names
        self._companies = self._make_companies()
        self._fillers = {
            StageKind.DREAM_LIST: self._worked,
            StageKind.PURSUING: self._worked,
            StageKind.IN_CONVERSATION: self._worked,
            StageKind.PROPOSAL_OUT: self._quoted,
            StageKind.NOT_NOW: self._lost,
            StageKind.WON: self._won,
        }

    def fill(self, stage: StageKind, column: Table, stories: int, told_worth: int) -> None:
        """The rest of a column, so that its cards and their worth come to what the table says."""
        count = column["cards"] - stories
        if "quotes" in column:
            worths = list(column["quotes"])
        else:
            worths = self._worths(count, column["worth"] - told_worth)
        for number in range(count):
            self._fillers[stage](Slot(stage, column, number, worths[number]))

    # What a card is made of

    def _worths(self, count: int, total: int) -> list[int]:
        shares = [0.25 + self._dice.share() ** 2 for _ in range(count)]
        worths = [int(total * share / sum(shares)) // 10_000 * 10_000 for share in shares]
        worths[-1] += total - sum(worths)
        return worths

    def _make_companies(self) -> Iterator[tuple[str, str]]:
        words = self._dice.mixed(self._names["first_words"])
        industries = list(self._names["industries"])
        seen: set[str] = set()
        turn = 0
        while True:
            for place, word in enumerate(words):
                industry = industries[(place + 3 * turn) % len(industries)]
                name = f"{word} {self._dice.pick(self._names['industries'][industry])}"
                if name not in seen:
                    seen.add(name)
                    yield name, industry
            turn += 1

    def _start(self, slot: Slot, kind: PursuitKind, created: int, **fields: Any) -> Card:
        dice = self._dice
        name, industry = next(self._companies)
        believed = dice.whole(3, 40) if dice.share() < 0.35 else 1
        contract = -dice.whole(195, 420) if dice.share() < 0.3 else None
        account_id = self._sheet.account(
            name,
            industry=industry,
            territory=dice.pick(self._names["territories"]),
            sites_believed=believed,
            sites_known=max(1, round(believed * (0.6 + 0.4 * dice.share()))),
            spend_minor=slot.worth * 10 * dice.whole(12, 30),
            rival=dice.pick(self._names["rivals"]) if contract or dice.share() < 0.4 else "",
            rival_contract_end=self._sheet.day(contract) if contract else None,
            tags=tuple(sorted({dice.pick(self._names["tags"])})) if dice.share() < 0.5 else (),
        )
        card = self._sheet.card(
            account_id, industry, kind, slot.stage, created, value_minor=slot.worth * 100, **fields
        )
        roles = [Role.DECISION_MAKER]
        if dice.share() < 0.55:
            roles.append(dice.pick((Role.CHAMPION, Role.INFLUENCER)))
        for role in roles:
            title = dice.pick(self._names["titles"][role.value])
            since = min(3600, created + dice.whole(60, 900))
            card.people.append(self._sheet.person(account_id, self._new_name(), title, role, since))
        if dice.share() < 0.12:
            self._sheet.add(
                Signal,
                account_id=account_id,
                kind=SignalKind.NEWS,
                on=self._sheet.day(dice.whole(2, min(created, 400))),
                note=dice.pick(self._names["notes"]["news"]),
            )
        return card

    def _new_name(self) -> str:
        while True:
            name = (
                f"{self._dice.pick(self._names['first_names'])} {self._dice.pick(self._names['last_names'])}"
            )
            if name not in self._sheet.people:
                return name

    def _given(self, industry: str) -> tuple[Idea, ...]:
        """A few ideas that would suit; the rest are still to be given."""
        suiting = [
            idea
            for idea in self._sheet.ideas.values()
            if (not idea.industries or industry in idea.industries) and not idea.loss_reasons
        ]
        return tuple(self._dice.mixed(suiting)[: self._dice.whole(0, 3)])

    def _history(self, card: Card, first: int, last: int, count: int, lively: bool) -> None:
        habit = Habit(first, last, count, lively, self._given(card.industry))
        ordinary_touches(self._sheet, card, card.people, habit, self._names["notes"])

    def _habit(self, slot: Slot, last: int) -> tuple[int, int]:
        """How many touches up to a day ago, and how many days ago the first was."""
        least, most = slot.column["count"]
        gap = slot.column["gap"]
        count = self._dice.whole(least, most)
        first = min(LONGEST_AGO, last + round(gap * (0.8 + 0.5 * self._dice.share()) * max(1, count - 1)))
        return count, first

    def _last(self, slot: Slot) -> int:
        """Days since the last touch: inside the rhythm, but for the few that are late."""
        late = slot.column.get("late", ())
        if slot.number < len(late):
            return int(late[slot.number])
        return self._dice.whole(1, slot.column["rhythm"] - 5)

    def _kind(self, slot: Slot) -> PursuitKind:
        late = len(slot.column.get("late", ()))
        lost = self._dice.share() < slot.column["lost"] and slot.number >= late
        return PursuitKind.LOST_DEAL if lost else PursuitKind.DREAM_CLIENT

    # Columns

    def _worked(self, slot: Slot) -> None:
        """Dream list, pursuing and in conversation: touched in their rhythm; lost deals lost a while ago."""
        last = self._last(slot)
        count, first = self._habit(slot, last)
        kind = self._kind(slot) if first - last > 200 else PursuitKind.DREAM_CLIENT
        own: dict[str, int] = {}
        if kind is PursuitKind.LOST_DEAL and slot.stage is not StageKind.IN_CONVERSATION:
            own = {"ideal_days": slot.column["rhythm"], "max_days": slot.column["rhythm"] * 3 // 2}
        card = self._start(slot, kind, first, **own)
        games = self._earlier_loss(card, first, last) if kind is PursuitKind.LOST_DEAL else []
        self._open_round(card, games, first)
        self._sheet.moved(card, path_of(first, slot.stage, games))
        self._history(card, first, last, count, slot.stage is StageKind.IN_CONVERSATION)

    def _quoted(self, slot: Slot) -> None:
        """Proposal out: followed up on the days that the program proposes."""
        age = slot.column["quote_ages"][slot.number]
        count, first = self._habit(slot, age)
        card = self._start(slot, PursuitKind.DREAM_CLIENT, first)
        self._open_round(card, [], first)
        self._sheet.moved(card, path_of(first, slot.stage, []))
        self._history(card, first, age, count, True)
        add_quote(self._sheet, card, slot.worth, age, age - 90)
        for touched in self._follow_ups(card):
            self._sheet.touch(
                card,
                touched,
                Channel.CALL if self._dice.share() < 0.6 else Channel.EMAIL,
                Outcome.SPOKE if self._dice.share() < 0.4 else Outcome.SENT,
                Intent.GIVE if self._dice.share() < 0.5 else Intent.ASK,
                card.people[0].contact_id,
                "On the quote.",
            )

    def _follow_ups(self, card: Card) -> Iterator[Any]:
        quote = self._sheet.rows[Quote][-1]
        assert isinstance(quote, Quote)
        days = Settings().quote_days
        last, done = quote.sent_on, 0
        while True:
            if done < len(days):
                gap = days[done] - (days[done - 1] if done else 0)
                due = max(quote.sent_on + timedelta(days=days[done]), last + timedelta(days=gap))
            else:
                due = last + timedelta(days=Settings().quote_every)
            while due.weekday() > 4:
                due += timedelta(days=1)
            if due >= self._sheet.today:
                return
            yield self._sheet.at(due, self._dice.whole(8, 11), 15)
            last, done = due, done + 1

    def _lost(self, slot: Slot) -> None:
        """Not now: some that nobody touched since, some that named a day, the others touched in time."""
        untouched: list[int] = list(slot.column["untouched"])
        named: list[list[int]] = list(slot.column["named"])
        after, come_back = True, None
        if slot.number < len(untouched):
            closed, after = untouched[slot.number], False
        elif slot.number < len(untouched) + len(named):
            closed, days = named[slot.number - len(untouched)]
            after, come_back = False, self._sheet.workday(-days)
        else:
            closed = self._dice.whole(48, 900)
        count, first = self._habit(slot, closed + 3)
        kind = PursuitKind.LOST_DEAL if not after else self._kind(slot)
        card = self._start(slot, kind, first, come_back_on=come_back)
        games = [self._loss(card, 1, first, closed, debriefed=after)]
        self._open_round(card, games, first)
        self._sheet.moved(card, path_of(first, slot.stage, games))
        self._history(card, first, closed + 3, count, False)
        if after:
            self._kept_warm(card, closed)

    def _kept_warm(self, card: Card, closed: int) -> None:
        """Thanks, debrief, and then a touch before each of the days that a lost deal has."""
        who = card.people[0].contact_id
        notes = self._names["notes"]
        sheet, dice = self._sheet, self._dice

        def touch(day: date, channel: Channel, outcome: Outcome, intent: Intent, note: str) -> None:
            sheet.touch(card, sheet.at(day, dice.whole(8, 9), 20), channel, outcome, intent, who, note)

        thanks, debrief, after = (sheet.workday_after(closed - days) for days in (1, 8, 9))
        touch(thanks, Channel.CALL, Outcome.SPOKE, Intent.THANK, "Thanked them for the chance.")
        touch(debrief, Channel.MEETING, Outcome.SPOKE, Intent.LEARN, dice.pick(notes["said"]))
        after = max(after, debrief + timedelta(days=1))
        touch(after, Channel.EMAIL, Outcome.SENT, Intent.THANK, "Thanked them for the debrief.")
        day = 30
        while (back := closed - day + dice.whole(1, 5)) > 0:
            answered = dice.share() < 0.35
            touch(
                sheet.workday(back),
                Channel.CALL,
                Outcome.SPOKE if answered else Outcome.VOICEMAIL,
                Intent.GIVE,
                dice.pick(notes["spoke" if answered else "voicemail"]),
            )
            day += 60 if day == 30 else 90

    def _won(self, slot: Slot) -> None:
        """Won: a while ago, and kept in touch with since."""
        won = self._dice.whole(70, 420)
        last = self._dice.whole(4, 50)
        count, first = self._habit(slot, won + 2)
        card = self._start(slot, PursuitKind.DREAM_CLIENT, first)
        self._sheet.add(
            Round,
            pursuit_id=card.pursuit_id,
            number=1,
            opened_on=self._sheet.day(first),
            closed_on=self._sheet.day(won),
            outcome=RoundOutcome.WON,
            won_minor=slot.worth * 100,
        )
        self._sheet.moved(card, path_of(first, slot.stage, [Game(won, RoundOutcome.WON)]))
        self._history(card, first, won + 2, count, True)
        after = max(1, (won - last) // 45)
        self._history(card, max(last, won - 20), last, after, True)

    # Rounds

    def _earlier_loss(self, card: Card, first: int, last: int) -> list[Game]:
        newest, oldest = last + 60, min(first - 60, OLDEST_LOSS)
        closed = round(newest + (oldest - newest) * (0.3 + 0.5 * self._dice.share()))
        return [self._loss(card, 1, first, closed, debriefed=True)]

    def _loss(self, card: Card, number: int, opened: int, closed: int, *, debriefed: bool) -> Game:
        reason = self._dice.pick(REASONS)
        self._sheet.add(
            Round,
            pursuit_id=card.pursuit_id,
            number=number,
            opened_on=self._sheet.day(opened),
            closed_on=self._sheet.day(closed),
            outcome=RoundOutcome.LOST,
            reason_said=reason,
            reason_believed=reason if self._dice.share() < 0.6 else self._dice.pick(REASONS),
            reason_note=self._dice.pick(self._names["notes"]["said"]) if self._dice.share() < 0.5 else "",
            rival=self._dice.pick(self._names["rivals"]) if self._dice.share() < 0.7 else "",
            debriefed_on=self._sheet.workday_after(closed - 8) if debriefed else None,
        )
        return Game(closed, RoundOutcome.LOST)

    def _open_round(self, card: Card, games: list[Game], created: int) -> None:
        opened = games[-1].closed if games else created
        assert opened is not None
        self._sheet.add(
            Round, pursuit_id=card.pursuit_id, number=len(games) + 1, opened_on=self._sheet.day(opened)
        )
