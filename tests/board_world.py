"""A board for tests of what is seen: card views in columns, and a bridge that moves them about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from PySide6.QtCore import QObject, Signal

from dreamboard.domain.model import Pursuit, Stage
from dreamboard.domain.suggestion import Sentence, Suggestion
from dreamboard.domain.values import Intent, Play, PursuitKind
from dreamboard.services.changes import ChangeSet, Step
from dreamboard.services.commands import (
    AddStage,
    ClearPlans,
    Edit,
    LosePursuits,
    MoveCards,
    MoveStage,
    PlanTouch,
    RemoveStage,
    WinPursuits,
)
from dreamboard.services.dispatcher import Done
from dreamboard.services.read_models import BoardView, ColumnView
from tests.factories import card_view
from tests.fakes import DEFAULT_STAGES, FakeClock

WEDNESDAY = date(2026, 11, 18)


def make_card(card_id, stage_id=1, rank=None, **about):
    """A card at an account of its own, with a decision-maker, a value and some touches."""
    usual = {
        "account_id": card_id,
        "account": f"Account {card_id}",
        "value_minor": 100_000_00,
        "decision_maker": "Dana Whitfield",
        "decision_maker_title": "VP Ops",
        "touches": 3,
    }
    rank = card_id * 1024 if rank is None else rank
    return card_view(id=card_id, stage_id=stage_id, rank=rank, **(usual | about))


class BoardWorld(QObject):
    """Bridge and queries in one: runs the commands of the board on its card views, and takes them back.

    `commands` are those that were run, in order.
    """

    changed = Signal(object)
    done = Signal(object)
    refused = Signal(str)

    def __init__(self, cards=(), today=WEDNESDAY):
        super().__init__()
        self.clock = FakeClock(datetime(today.year, today.month, today.day, 9, tzinfo=UTC))
        self.stages = {n: Stage(n, name, kind, n * 10) for n, (name, kind) in enumerate(DEFAULT_STAGES, 1)}
        self.cards_by_id = {card.id: card for card in cards}
        self.commands = []
        self.reads = []
        self._steps = count(1)
        self._before = []

    def board(self, on):
        self.reads.append("board")
        order = sorted(self.stages.values(), key=lambda stage: stage.position)
        return BoardView(tuple(ColumnView(stage, self._in(stage.id)) for stage in order))

    def cards(self, pursuit_ids, on):
        self.reads.append("cards")
        return tuple(self.cards_by_id[key] for key in sorted(pursuit_ids) if key in self.cards_by_id)

    def ids_in(self, stage_id):
        """The ids in a column, top to bottom."""
        return [card.id for card in self._in(stage_id)]

    def run(self, command):
        self.commands.append(command)
        self._before.append((dict(self.cards_by_id), dict(self.stages)))
        made = self._do(command)
        done = Done(self._announce(), "", made)
        self.done.emit(done)
        return done

    def undo(self):
        cards, stages = self._before.pop()
        self._before.append((self.cards_by_id, self.stages))
        self.cards_by_id, self.stages = cards, stages
        self._announce()

    def change(self, *cards, step=True):
        """Cards that another part of the program changed or made."""
        self._before.append((dict(self.cards_by_id), dict(self.stages)))
        self.cards_by_id |= {card.id: card for card in cards}
        self._announce(step=step)

    def remove(self, *card_ids):
        """Cards that left the board."""
        self._before.append((dict(self.cards_by_id), dict(self.stages)))
        for card_id in card_ids:
            del self.cards_by_id[card_id]
        self._announce()

    def _announce(self, step=True):
        cards, stages = self._before[-1]
        ids, columns = _differing(cards, self.cards_by_id), _differing(stages, self.stages)
        changes = ChangeSet(
            step=Step(next(self._steps), self.clock.now(), "") if step else None,
            ids={"Stage": columns, "Pursuit": ids},
            pursuits=ids,
        )
        assert changes.of(Pursuit) == changes.pursuits
        self.changed.emit(changes)
        return changes

    def _do(self, command):
        match command:
            case MoveCards(ids, place):
                self._move(ids, place)
            case LosePursuits(ids, place) | WinPursuits(ids, place):
                self._move(ids, place)
            case PlanTouch(ids, on):
                self._change_all(ids, plan_on=on)
            case ClearPlans(ids):
                self._change_all(ids, plan_on=None)
            case Edit("Stage", stage_id, values):
                self.stages[stage_id] = replace(self.stages[stage_id], **dict(values))
            case AddStage(name, kind, after_id):
                new = max(self.stages) + 1
                place = self.stages[after_id].position + 1 if after_id else 1000
                self.stages[new] = Stage(new, name, kind, place)
                return (new,)
            case MoveStage(stage_id, after_id):
                place = self.stages[after_id].position + 1 if after_id else -1
                self.stages[stage_id] = replace(self.stages[stage_id], position=place)
            case RemoveStage(stage_id):
                del self.stages[stage_id]
            case _:
                raise AssertionError(f"a board does not run {command}")
        return ()

    def _move(self, ids, place):
        rest = [key for key in self.ids_in(place.stage_id) if key not in ids]
        if place.below is not None:
            at = rest.index(place.below)
        else:
            at = rest.index(place.above) + 1 if place.above is not None else len(rest)
        rest[at:at] = ids
        for rank, key in enumerate(rest, 1):
            card = self.cards_by_id[key]
            self.cards_by_id[key] = replace(card, stage_id=place.stage_id, rank=rank * 1024)

    def _change_all(self, ids, **values):
        for key in ids:
            self.cards_by_id[key] = replace(self.cards_by_id[key], **values)

    def _in(self, stage_id):
        inside = [card for card in self.cards_by_id.values() if card.stage_id == stage_id]
        return tuple(sorted(inside, key=lambda card: (card.rank, card.id)))


def picture_cards(today=WEDNESDAY):
    """Cards like those of the drawing of the board."""

    def days(n):
        return today + timedelta(days=n)

    def bars(text):
        """A digit a week; reached weeks are marked by a capital letter: a=1 touch, B=2 reached."""
        touched = tuple("0abcd".index(mark.lower()) for mark in text)
        return {
            "spark": touched,
            "spark_in": tuple(n if m.isupper() else 0 for n, m in zip(touched, text, strict=True)),
        }

    lost = PursuitKind.LOST_DEAL
    rows = [
        (1, "Vantage Rail", 1_200_000, {"touches": 0, "plan_on": days(15)}),
        (1, "Quarry & Sons", 640_000, {"sites_believed": 120, "plan_on": days(0), **bars("000000000a00")}),
        (1, "Lumen Paper", 380_000, {"decision_maker": "", "plan_on": days(5)}),
        (2, "Northwind Freight", 2_000_000, {"plan_on": days(-2), **bars("00AaAaAAaAa0")}),
        (
            2,
            "Cobalt Health",
            910_000,
            {
                "decision_maker": "Sam Idowu",
                "decision_maker_title": "COO",
                "plan_on": days(0),
                **bars("00aaaaAaaaaa"),
            },
        ),
        (
            2,
            "Harbor Steel",
            520_000,
            {
                "kind": lost,
                "lost_on": days(-1),
                "lost_to": "Atlas",
                "plan_on": days(0),
                "round_number": 2,
                **bars("00aaAaaCBaBC"),
            },
        ),
        (
            2,
            "Osprey Air",
            2_600_000,
            {
                "decision_maker": "Ruth Kim",
                "decision_maker_title": "CPO",
                "plan_on": days(1),
                **bars("000aa0aa0a0a"),
            },
        ),
        (2, "Fenwick Dairy", 300_000, {"plan_on": days(2), **bars("00aaaaaaaaaa")}),
        (
            3,
            "Teller Foods",
            760_000,
            {
                "kind": lost,
                "round_number": 2,
                "decision_maker": "J. Ames",
                "plan_on": days(0),
                **bars("000aBBaBCBBB"),
            },
        ),
        (
            3,
            "Arden Labs",
            450_000,
            {
                "decision_maker": "Ines Roca",
                "decision_maker_title": "Ops",
                "plan_on": days(6),
                **bars("0a0aBBaaBBaB"),
            },
        ),
        (
            4,
            "Meridian Foods",
            410_000,
            {"quote_sent_on": days(-9), "plan_on": days(-3), **bars("000aBaBBBa00")},
        ),
        (4, "Pike County", 220_000, {"quote_sent_on": days(-2), "plan_on": days(1), **bars("000aaBaBBBaB")}),
        (
            5,
            "Sable Tools",
            1_500_000,
            {"kind": lost, "lost_on": days(-212), "lost_to": "", "plan_on": days(0)},
        ),
        (
            5,
            "Kestrel Bank",
            5_000_000,
            {"kind": lost, "lost_on": days(-90), "come_back_on": days(47), "plan_on": days(47)},
        ),
    ]
    return [
        make_card(n, stage, account=name, value_minor=value * 100, **more)
        for n, (stage, name, value, more) in enumerate(rows, 1)
    ]


def big_board(number):
    """Many cards, spread over the columns as a rep's are: a few in the late ones, most in the early."""
    shares = (1, 2, 2, 2, 3, 5, 5, 5, 4, 1)
    return [
        make_card(
            n,
            shares[n % 10],
            account=f"Account {n} of Rotterdam & Sons",
            value_minor=n * 1_000_00,
            plan_on=WEDNESDAY + timedelta(days=n % 40 - 5),
            spark=(n % 3, 1) * 6,
            spark_in=(0, n % 2) * 6,
        )
        for n in range(1, number + 1)
    ]


def suggested(due, chip="Thank {who}"):
    """What the engine proposes for card 1, due on a day."""
    return Suggestion(
        pursuit_id=1,
        account_id=1,
        account_name="",
        play=Play.RHYTHM,
        level=5,
        due=due,
        intent=Intent.THANK,
        headline=Sentence(""),
        summary=Sentence(""),
        chip=Sentence(chip, {"who": "Luis"}),
        reasons=(),
    )


def _differing(one, other):
    return frozenset(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
