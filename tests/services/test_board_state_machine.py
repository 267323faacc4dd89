"""Anything done in any order, on a real board file, against a board in the plainest words.

After every step the file says what the plain board says, the stand-in board of the other tests holds the
very same rows, figures are true; in the end everything is undone to the start and redone to the end.
"""

import copy
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dreamboard.domain.errors import Refused
from dreamboard.domain.figures import figures_held, figures_of
from dreamboard.domain.model import (
    ROW_TYPES,
    Condition,
    Feedback,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.values import (
    Channel,
    Direction,
    FeedbackKind,
    Outcome,
    Play,
    PursuitKind,
    QuoteOutcome,
    SignalKind,
    StageKind,
)
from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.services import commands as do
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import ApplyImport
from dreamboard.services.merging import MergeAccounts
from dreamboard.store.open import open_board
from tests.fakes import FakeBoard, FakeClock
from tests.services.plain_board import PlainBoard, PlainCard, PlainTrash

NAMES = st.sampled_from(["Harbor Steel", "harbor stéel", "Teller Foods", "北京重工", "O’Brien & Söhne"])
WORDS = st.sampled_from(["", "net 60", "two\nlines", "'; --", "🏭"])
NOT_NOW, WON = 5, 6
STAGE_THERE = {"lost": "Closed Lost", "won": "Closed Won", "open": "Pursuing"}
OPEN_COLUMNS = st.sampled_from([1, 2, 3, 4])


class BoardMachine(RuleBasedStateMachine):
    """The rep, doing anything."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "mine.dreamboard"
        self.clock = FakeClock()
        self.read = None
        self.board = open_board(self.path, self.clock)
        self.fake = FakeBoard(())
        for stage in self.board.queries.rows(Stage):
            self.fake.tables[Stage][stage.id] = stage
            self.fake.last_ids[Stage] = stage.id
        self.plain = PlainBoard({stage.id: [] for stage in self.board.queries.rows(Stage)})
        self.history = [(copy.deepcopy(self.plain), self.dump())]
        self.at = 0
        self.stepped = False
        self.files = 0

    def teardown(self):
        if not hasattr(self, "board"):
            return
        try:
            end = self.at
            while self.at:
                self.undo()
            while self.at < end:
                self.redo()
        finally:
            self.board.close()
            self.folder.cleanup()

    def dump(self):
        """Every row of the file, read once after each change."""
        if not self.read:
            self.read = {kind.__name__: self.board.queries.rows(kind) for kind in ROW_TYPES}
        return self.read

    def run(self, command):
        """Do it on both boards; a step that stands is one that can be undone."""
        self.read = None
        done = Dispatcher(HANDLERS, self.board.unit, self.clock).run(command)
        same = Dispatcher(HANDLERS, self.fake.unit, self.clock).run(command)
        assert (done.label, done.made) == (same.label, same.made)
        assert (done.changes.step is None) == (same.changes.step is None)
        if done.changes.step is not None:
            assert same.changes.ids == done.changes.ids
            del self.history[self.at + 1 :]
            self.stepped = True
        return done

    def keep(self):
        """The rule is over: remember how everything looks now."""
        if self.stepped:
            self.stepped = False
            self.history.append((copy.deepcopy(self.plain), self.dump()))
            self.at += 1

    def refused(self, command):
        """It is refused, and nothing has changed."""
        before = self.dump()
        with pytest.raises(Refused):
            self.run(command)
        assert self.dump() == before

    def some(self, data, of, most=3):
        """Some of several, in any order."""
        return data.draw(st.lists(st.sampled_from(of), min_size=1, max_size=most, unique=True))

    def neighbour(self, data, stage):
        """A card of a column, one that is nowhere near, or none."""
        return data.draw(st.sampled_from([None, *self.plain.columns[stage], 999]))

    def stage_kind(self, card):
        """What the column of a card is to the rules."""
        return self.board.queries.row(Stage, self.plain.cards[card].stage).kind

    # What a rep does with cards

    @rule(name=NAMES, stage=st.none() | OPEN_COLUMNS, lost=st.booleans(), note=WORDS)
    def add(self, name, stage, lost, note):
        kind = PursuitKind.LOST_DEAL if lost else PursuitKind.DREAM_CLIENT
        (card,) = self.run(do.AddPursuit(name, kind=kind, stage_id=stage, note=note)).made
        stage = stage or (NOT_NOW if lost else 1)
        account = self.board.queries.row(Pursuit, card).account_id
        rounds = ["lost", "open"] if stage == NOT_NOW else ["open"]
        self.plain.cards[card] = PlainCard(account, stage, rounds)
        self.plain.columns[stage].append(card)
        self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data(), stage=OPEN_COLUMNS)
    def move(self, data, stage):
        moving = self.some(data, self.plain.on_board())
        above, below = self.neighbour(data, stage), self.neighbour(data, stage)
        won = [one for one in moving if self.stage_kind(one) is StageKind.WON]
        self.run(do.MoveCards(tuple(moving), do.Place(stage, above, below)))
        self.plain.put(moving, stage, above, below)
        for one in won:
            self.plain.cards[one].rounds.append("open")
        self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data(), stage=st.sampled_from([NOT_NOW, WON]))
    def move_without_the_sheet(self, data, stage):
        moving = self.some(data, self.plain.on_board())
        command = do.MoveCards(tuple(moving), do.Place(stage, None, None))
        if any(self.plain.cards[one].stage != stage for one in moving):
            self.refused(command)
        else:
            self.run(command)
            self.plain.put(moving, stage, None, None)
            self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data(), conditions=st.lists(st.sampled_from(["a", "b", " "]), max_size=3))
    def lose(self, data, conditions):
        losing = self.some(data, self.plain.on_board())
        above = self.neighbour(data, NOT_NOW)
        loss = do.Loss(conditions=tuple(conditions), introducer=do.NewContact("Luis Ortega"))
        self.run(do.LosePursuits(tuple(losing), do.Place(NOT_NOW, above), loss))
        self.plain.put(losing, NOT_NOW, above, None)
        for one in losing:
            card = self.plain.cards[one]
            card.rounds = [*(r for r in card.rounds if r != "open"), "lost", "open"]
            card.quotes.clear()
            card.conditions += len({*conditions} - {" "})
            if card.plan and not card.plan[1]:
                card.plan = None
        self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data())
    def win(self, data):
        winning = self.some(data, self.plain.on_board())
        command = do.WinPursuits(tuple(winning), do.Place(WON), 500)
        if any(self.plain.cards[one].rounds[-1] == "won" for one in winning):
            self.refused(command)
            return
        self.run(command)
        self.plain.put(winning, WON, None, None)
        for one in winning:
            card = self.plain.cards[one]
            card.rounds[-1] = "won"
            card.quotes.clear()
            card.plan = None
        self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data())
    def retire(self, data):
        leaving = self.some(data, self.plain.on_board())
        self.run(do.Retire(tuple(leaving), "they closed"))
        for one in leaving:
            self.plain.cards[one].retired = True
        self.refused(do.MoveCards(tuple(leaving), do.Place(1)))
        self.keep()

    @precondition(lambda self: self.plain.cards)
    @rule(data=st.data())
    def bring_back(self, data):
        back = self.some(data, list(self.plain.cards))
        self.run(do.Unretire(tuple(back)))
        for one in back:
            self.plain.cards[one].retired = False
        self.keep()

    @rule(deals=st.lists(st.tuples(NAMES, st.sampled_from(["lost", "won", "open"])), min_size=1, max_size=3))
    def bring_in(self, deals):
        """Deals from a file of another program; a second time they change nothing."""
        self.files += 1
        path = Path(self.folder.name) / f"deals {self.files}.csv"
        path.write_text(
            "Deal ID,Account,Deal,Stage,Amount,Currency,Created date,Close date\n"
            + "".join(
                f"{self.files}-{number},{account},Deal {self.files}-{number},{STAGE_THERE[fate]},100,USD,"
                "2026-01-05,2026-02-01\n"
                for number, (account, fate) in enumerate(deals)
            ),
            encoding="utf-8",
        )
        made = self.run(ApplyImport(self.planned(path))).made
        assert len(made) == len(deals)
        for card, (_, fate) in zip(made, deals, strict=True):
            stage, rounds = {
                "lost": (NOT_NOW, ["lost", "open"]),
                "won": (WON, ["won"]),
                "open": (2, ["open"]),
            }[fate]
            account = self.board.queries.row(Pursuit, card).account_id
            self.plain.cards[card] = PlainCard(account, stage, rounds)
            self.plain.columns[stage].append(card)
        self.keep()
        assert self.run(ApplyImport(self.planned(path))).changes.step is None

    def planned(self, path):
        """What importing a file would do."""
        sources = read_files([path], Choices())
        snapshot = take_snapshot(self.board.queries, kinds_of(sources))
        return plan_import(sources, snapshot, Choices(), self.clock.now(), self.clock.zone)

    # What hangs on cards

    @precondition(lambda self: self.plain.cards)
    @rule(
        data=st.data(),
        channel=st.sampled_from(Channel),
        direction=st.sampled_from(Direction),
        outcome=st.sampled_from(Outcome),
        days_ago=st.integers(0, 40),
        next_in=st.none() | st.integers(0, 40),
        promised=st.booleans(),
        note=WORDS,
    )
    def log(self, data, channel, direction, outcome, days_ago, next_in, promised, note):
        one = data.draw(st.sampled_from(list(self.plain.cards)))
        card = self.plain.cards[one]
        at = self.clock.now() - timedelta(days=days_ago)
        on = None if next_in is None else self.clock.today() + timedelta(days=next_in)
        command = do.LogTouch(
            channel, direction, outcome, pursuit_id=one, at=at, note=note, next_on=on, next_promised=promised
        )
        (touch,) = self.run(command).made
        self.plain.touches[touch] = (card.account, one)
        due = card.plan and card.plan[0] <= at.date()
        if due and not (card.plan[1] and direction is Direction.IN):
            card.plan = None
        if on is not None:
            card.plan = (on, promised)
        self.keep()

    @precondition(lambda self: self.plain.accounts())
    @rule(data=st.data())
    def log_on_the_account(self, data):
        account = data.draw(st.sampled_from(self.plain.accounts()))
        (touch,) = self.run(do.LogTouch(Channel.CALL, Direction.IN, account_id=account)).made
        meant = [one for one in self.plain.on_board() if self.plain.cards[one].account == account]
        card = meant[0] if len(meant) == 1 else None
        self.plain.touches[touch] = (account, card)
        plan = self.plain.cards[card].plan if card else None
        if plan and plan[0] <= self.clock.today() and not plan[1]:
            self.plain.cards[card].plan = None
        self.keep()

    @precondition(lambda self: self.plain.touches)
    @rule(data=st.data(), outcome=st.sampled_from(Outcome), note=WORDS, days_ago=st.integers(0, 40))
    def edit_a_touch(self, data, outcome, note, days_ago):
        touch = data.draw(st.sampled_from(list(self.plain.touches)))
        at = self.clock.now() - timedelta(days=days_ago)
        self.run(do.Edit("Touch", touch, (("outcome", outcome), ("note", note), ("at", at))))
        self.keep()

    @precondition(lambda self: self.plain.cards)
    @rule(data=st.data(), value=st.none() | st.integers(0, 10**15 - 1), name=NAMES)
    def edit_a_card_and_its_account(self, data, value, name):
        one = data.draw(st.sampled_from(list(self.plain.cards)))
        self.run(do.Edit("Pursuit", one, (("value_minor", value),)))
        self.keep()
        self.run(do.Edit("Account", self.plain.cards[one].account, (("name", name), ("tags", ("B", "a")))))
        self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data(), days=st.integers(0, 40), promised=st.booleans())
    def plan(self, data, days, promised):
        planned = self.some(data, self.plain.on_board())
        on = self.clock.today() + timedelta(days=days)
        self.run(do.PlanTouch(tuple(planned), on, promised=promised))
        for one in planned:
            had = self.plain.cards[one].plan
            self.plain.cards[one].plan = (on, promised or (had is not None and had[1]))
        self.keep()

    @precondition(lambda self: self.plain.cards)
    @rule(data=st.data())
    def clear_plans(self, data):
        cleared = self.some(data, list(self.plain.cards))
        self.run(do.ClearPlans(tuple(cleared)))
        for one in cleared:
            self.plain.cards[one].plan = None
        self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data(), closing=st.none() | st.sampled_from(QuoteOutcome))
    def quote(self, data, closing):
        one = data.draw(st.sampled_from(self.plain.on_board()))
        (quote,) = self.run(do.AddQuote(one, 500)).made
        self.plain.cards[one].quotes.add(quote)
        self.keep()
        if closing:
            self.run(do.CloseQuote(quote, closing))
            self.plain.cards[one].quotes.remove(quote)
            self.keep()

    @precondition(lambda self: self.plain.on_board())
    @rule(data=st.data())
    def conditions_signals_and_feedback(self, data):
        one = data.draw(st.sampled_from(self.plain.on_board()))
        card = self.plain.cards[one]
        adding = do.AddConditions(one, ("net 60", "a spare"))
        if card.rounds[-1] == "won":
            self.refused(adding)
        else:
            first, _ = self.run(adding).made
            card.conditions += 2
            self.keep()
            self.run(do.MeetCondition(first))
            self.keep()
        self.run(do.AddSignal(card.account, SignalKind.NEWS))
        self.plain.signals += 1
        self.keep()
        self.run(do.GiveFeedback(one, FeedbackKind.NOT_THIS, Play.RHYTHM, reason="too soon"))
        card.feedback += 1
        self.keep()

    # Doubles

    @precondition(lambda self: len(self.plain.accounts()) > 1)
    @rule(data=st.data())
    def merge_accounts(self, data):
        accounts = st.sampled_from(self.plain.accounts())
        keep, *gone = data.draw(st.lists(accounts, min_size=2, max_size=3, unique=True))
        (kept,) = self.run(MergeAccounts(keep, tuple(gone))).made
        assert kept == keep
        self.plain.merge_accounts(keep, gone)
        self.keep()

    # The trash

    @precondition(lambda self: self.plain.touches)
    @rule(data=st.data())
    def delete_touches(self, data):
        going = self.some(data, list(self.plain.touches))
        (item,) = self.run(do.Delete("Touch", tuple(going))).made
        self.plain.trash[item] = PlainTrash(touches={one: self.plain.touches.pop(one) for one in going})
        self.keep()

    @precondition(lambda self: self.plain.cards)
    @rule(data=st.data())
    def delete_cards(self, data):
        going = self.some(data, list(self.plain.cards))
        mentions = {touch: one for one in going for touch in self.plain.touches_of(one)}
        (item,) = self.run(do.Delete("Pursuit", tuple(going))).made
        self.plain.trash[item] = PlainTrash(self.plain.take_off(going), mentions=mentions)
        self.keep()

    @precondition(lambda self: self.plain.accounts())
    @rule(data=st.data())
    def delete_an_account(self, data):
        account = data.draw(st.sampled_from(self.plain.accounts()))
        signals = len([one for one in self.board.queries.rows(Signal) if one.account_id == account])
        (item,) = self.run(do.Delete("Account", (account,))).made
        touches = {touch: hung for touch, hung in self.plain.touches.items() if hung[0] == account}
        for touch in touches:
            del self.plain.touches[touch]
        cards = [one for one, card in self.plain.cards.items() if card.account == account]
        self.plain.trash[item] = PlainTrash(self.plain.take_off(cards), touches, signals=signals)
        self.plain.signals -= signals
        self.keep()

    @precondition(lambda self: any(card.plan for card in self.plain.cards.values()))
    @rule(data=st.data())
    def delete_a_plan(self, data):
        one = data.draw(st.sampled_from([one for one, card in self.plain.cards.items() if card.plan]))
        (plan,) = (p for p in self.board.queries.rows(Plan) if p.pursuit_id == one and p.done_on is None)
        (item,) = self.run(do.Delete("Plan", (plan.id,))).made
        self.plain.trash[item] = PlainTrash(plan=(one, self.plain.cards[one].plan))
        self.plain.cards[one].plan = None
        self.keep()

    @precondition(lambda self: any(card.quotes for card in self.plain.cards.values()))
    @rule(data=st.data())
    def delete_a_quote(self, data):
        one = data.draw(st.sampled_from([one for one, card in self.plain.cards.items() if card.quotes]))
        quote = data.draw(st.sampled_from(sorted(self.plain.cards[one].quotes)))
        (item,) = self.run(do.Delete("Quote", (quote,))).made
        self.plain.trash[item] = PlainTrash(quote=(one, quote))
        self.plain.cards[one].quotes.remove(quote)
        self.keep()

    @precondition(lambda self: self.plain.trash)
    @rule(data=st.data())
    def restore(self, data):
        item = data.draw(st.sampled_from(list(self.plain.trash)))
        plain, back = self.plain, self.plain.trash[item]
        accounts = {account.id for account in self.board.queries.rows(ROW_TYPES[0])}
        command = do.RestoreFromTrash(item)
        homeless = {card.account for card in back.cards.values()} - accounts
        homeless |= {account for account, _ in back.touches.values()} - accounts
        hung_on = {hung[0] for hung in (back.plan, back.quote) if hung} - plain.cards.keys()
        in_the_way = back.plan and back.plan[0] in plain.cards and plain.cards[back.plan[0]].plan
        if hung_on or in_the_way or (homeless and not self.holds_account(item)):
            self.refused(command)
            return
        self.run(command)
        del plain.trash[item]
        plain.cards |= back.cards
        for touch, (account, card) in back.touches.items():
            plain.touches[touch] = (account, card if card in plain.cards else None)
        for touch, card in back.mentions.items():
            if touch in plain.touches and plain.touches[touch][1] is None:
                plain.touches[touch] = (plain.touches[touch][0], card)
        if back.plan:
            plain.cards[back.plan[0]].plan = back.plan[1]
        if back.quote:
            plain.cards[back.quote[0]].quotes.add(back.quote[1])
        plain.signals += back.signals
        self.adopt_columns(back.cards)
        self.keep()

    def holds_account(self, item):
        """Whether a trash item is an account."""
        return next(row for row in self.dump()["TrashItem"] if row.id == item).kind == "Account"

    def adopt_columns(self, returned):
        """Cards that came back stand where their rank says; the others stand as they did."""
        columns = self.columns()
        for stage, column in self.plain.columns.items():
            assert [one for one in columns[stage] if one not in returned] == column
        self.plain.columns = columns

    # Time, files and second thoughts

    @rule(days=st.integers(0, 30))
    def time_passes(self, days):
        self.clock.go_on(days=days, hours=1)

    @rule()
    def reopen(self):
        self.board.close()
        self.read = None
        self.board = open_board(self.path, self.clock)

    @rule()
    def undo(self):
        self.flip(back=True)

    @rule()
    def redo(self):
        self.flip(back=False)

    def flip(self, *, back):
        """Undo or redo, as far as there is something to take back or to do again."""
        ends = 0 if back else len(self.history) - 1
        way = "undo" if back else "redo"
        boards = [Dispatcher(HANDLERS, board.unit, self.clock) for board in (self.board, self.fake)]
        if self.at == ends:
            for dispatcher in boards:
                with pytest.raises(Refused, match="There is nothing to"):
                    getattr(dispatcher, way)()
            return
        self.read = None
        for dispatcher in boards:
            getattr(dispatcher, way)()
        self.at += -1 if back else 1
        plain, rows = self.history[self.at]
        assert self.dump() == rows
        self.plain = copy.deepcopy(plain)

    # What is true at any time

    def columns(self):
        """The columns of the file, from top to bottom."""
        rows = self.dump()
        cards = sorted(rows["Pursuit"], key=lambda card: (card.rank, card.id))
        return {stage.id: [card.id for card in cards if card.stage_id == stage.id] for stage in rows["Stage"]}

    @invariant()
    def the_file_holds_what_the_stand_in_holds(self):
        real, fake = dict(self.dump()), self.fake.dump()
        for dump in (real, fake):  # what is in the trash is written as each store writes its rows
            dump["TrashItem"] = [replace(item, rows="") for item in dump["TrashItem"]]
        assert real == fake

    @invariant()
    def the_file_says_what_the_plain_board_says(self):
        rows, plain = self.dump(), self.plain
        assert self.columns() == plain.columns
        assert {touch.id: (touch.account_id, touch.pursuit_id) for touch in rows["Touch"]} == plain.touches
        assert len(rows["Signal"]) == plain.signals
        assert {item.id for item in rows["TrashItem"]} == plain.trash.keys()
        assert {card.id for card in rows["Pursuit"]} == plain.cards.keys()
        for row in rows["Pursuit"]:
            card = plain.cards[row.id]
            assert (row.account_id, row.retired_on is not None) == (card.account, card.retired)
            assert figures_held(row) == figures_of(self.of(rows, Touch, row.id))
            said = sorted(self.of(rows, Round, row.id), key=lambda one: one.number)
            assert [one.outcome.value if one.outcome else "open" for one in said] == card.rounds
            assert (card.rounds[-1] == "won") == (card.stage == WON)
            assert card.rounds.count("open") == (0 if card.stage == WON else 1)
            open_plans = [one for one in self.of(rows, Plan, row.id) if one.done_on is None]
            assert [(one.on, one.promised) for one in open_plans] == ([card.plan] if card.plan else [])
            open_quotes = {one.id for one in self.of(rows, Quote, row.id) if one.outcome is None}
            assert open_quotes == card.quotes
            assert len(self.of(rows, Condition, row.id)) == card.conditions
            assert len(self.of(rows, Feedback, row.id)) == card.feedback

    def of(self, rows, kind, card):
        """The rows of a kind that hang on a card."""
        return [row for row in rows[kind.__name__] if row.pursuit_id == card]


SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def test_anything_in_any_order_leaves_a_true_board_and_can_be_undone():
    run_state_machine_as_test(
        BoardMachine,
        settings=settings(
            max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=SLOW_IS_FINE
        ),
    )


@pytest.mark.wide
def test_much_of_anything_in_any_order_leaves_a_true_board_and_can_be_undone():
    run_state_machine_as_test(
        BoardMachine,
        settings=settings(
            max_examples=300, stateful_step_count=100, deadline=None, suppress_health_check=SLOW_IS_FINE
        ),
    )
