"""Any sequence of changes, whatever it was: taken back whole, the board is what it was, and its derived
things are right at every moment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dreamboard.domain.errors import Refused
from dreamboard.domain.figures import figures_held, figures_of
from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Condition,
    Contact,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.values import Channel, Direction, Outcome, PursuitKind, SignalKind
from dreamboard.store.journal import pack, unpack
from dreamboard.store.open import open_board
from dreamboard.store.search_index import documents
from tests.store.small_world import NOON, TODAY, StandingClock, everything

PICK = st.integers(0, 10**6)
DELETABLE = (Account, Contact, Employment, Pursuit, Round, Condition, Quote, Touch, Signal, Plan, Stage)
TEXT = st.text(max_size=6)


class Changes(RuleBasedStateMachine):
    """Units of work of one or more changes each, against snapshots of the whole board."""

    folder = None

    @initialize()
    def begin(self):
        self.path = self.folder / "board.dreamboard"
        for file in self.folder.iterdir():
            file.unlink()
        self.board = open_board(self.path, StandingClock())
        self.unit = None
        self.done = [everything(self.board)]  # the board after each step that stands
        self.undone = []

    def teardown(self):
        if self.unit is not None:
            self.unit.__exit__(None, None, None)
        self.take_all_back()
        self.board.close()

    def take_all_back(self):
        while len(self.done) > 1:
            self.undo_now()
        assert everything(self.board) == self.done[0]

    def work(self):
        if self.unit is None:
            self.unit = self.board.unit().__enter__()
        return self.unit

    def pick(self, kind, number):
        rows = self.work().find(kind)
        return rows[number % len(rows)] if rows else None

    @rule(name=TEXT)
    def add_account(self, name):
        self.work().add(Account(0, name))

    @rule(name=TEXT, a=PICK)
    def add_contact(self, name, a):
        contact = self.work().add(Contact(0, name, emails=(name,)))
        account = self.pick(Account, a)
        if account:
            self.work().add(Employment(0, contact.id, account.id))

    @rule(a=PICK, s=PICK)
    def add_pursuit(self, a, s):
        account, stage = self.pick(Account, a), self.pick(Stage, s)
        if account and stage:
            pursuit = self.work().add(
                Pursuit(0, account.id, PursuitKind.LOST_DEAL, stage.id, a, NOON, title=str(a))
            )
            self.work().add(Round(0, pursuit.id, 1, TODAY))

    @rule(p=PICK, c=PICK, text=TEXT, many=st.integers(1, 4), outcome=st.sampled_from(Outcome), day=PICK)
    def add_touches(self, p, c, text, many, outcome, day):
        pursuit, contact = self.pick(Pursuit, p), self.pick(Contact, c)
        if not pursuit and not contact:
            return
        touch = Touch(
            0,
            NOON - timedelta(days=day % 400),
            Channel.CALL,
            list(Direction)[day % 2],
            outcome,
            pursuit.account_id if pursuit and day % 3 else None,
            contact.id if contact else None,
            pursuit.id if pursuit else None,
            note=text,
        )
        self.work().add_many([touch] * many)

    @rule(p=PICK, t=PICK, a=PICK, text=TEXT)
    def add_small_things(self, p, t, a, text):
        pursuit, touch, account = self.pick(Pursuit, p), self.pick(Touch, t), self.pick(Account, a)
        if pursuit:
            self.work().add(Plan(0, pursuit.id, TODAY, done_touch_id=touch.id if touch else None))
            self.work().add(Quote(0, pursuit.id, a, "USD", TODAY, note=text))
            first = self.work().find(Round, pursuit_id=pursuit.id)
            if first:
                self.work().add(Condition(0, pursuit.id, first[0].id, text))
        if account:
            self.work().add(Signal(0, account.id, SignalKind.NEWS, TODAY, note=text))

    @rule(kind=st.sampled_from([Account, Contact, Stage]), number=PICK, name=TEXT)
    def rename(self, kind, number, name):
        row = self.pick(kind, number)
        if row:
            self.work().update(replace(row, name=name))

    @rule(t=PICK, p=PICK)
    def attach_elsewhere(self, t, p):
        touch, pursuit = self.pick(Touch, t), self.pick(Pursuit, p)
        if touch and pursuit:
            self.work().update(replace(touch, pursuit_id=pursuit.id, account_id=pursuit.account_id))

    @rule(p=PICK, a=PICK)
    def move_to_another_account(self, p, a):
        pursuit, account = self.pick(Pursuit, p), self.pick(Account, a)
        if pursuit and account:
            self.work().update(replace(pursuit, account_id=account.id, rank=pursuit.rank + 1))

    @rule(kind=st.sampled_from(DELETABLE), numbers=st.lists(PICK, min_size=1, max_size=3))
    def delete(self, kind, numbers):
        ids = {row.id for number in numbers if (row := self.pick(kind, number))}
        try:
            self.work().delete(kind, ids)
        except Refused:
            assert kind is Stage

    @rule(kind=st.sampled_from(DELETABLE), number=PICK)
    def delete_and_put_back(self, kind, number):
        row = self.pick(kind, number)
        if row:
            before = self.work().changed()
            try:
                self.work().apply(self.work().delete(kind, [row.id]))
            except Refused:
                assert kind is Stage
            assert self.work().changed() == before

    @precondition(lambda self: self.unit is not None)
    @rule(keep=st.booleans())
    def end(self, keep):
        unit, self.unit = self.unit, None
        if keep:
            unit.refresh_figures([pursuit.id for pursuit in unit.find(Pursuit)])
            delta = unit.changed()
            assert unpack(pack(delta)).images == tuple(
                sorted(delta.images, key=lambda image: image.values is not None)
            )
            if delta.images:
                unit.push_step("Change", NOON)
            unit.commit()
            if delta.images:
                self.done.append(everything(self.board))
                self.undone = []
        unit.__exit__(None, None, None)
        assert everything(self.board) == self.done[-1]

    @precondition(lambda self: self.unit is None and len(self.done) > 1)
    @rule()
    def undo(self):
        self.undo_now()

    def undo_now(self):
        with self.board.unit() as unit:
            unit.take_back(unit.last_step())
            unit.commit()
        self.undone.append(self.done.pop())
        assert everything(self.board) == self.done[-1]

    @precondition(lambda self: self.unit is None and self.undone)
    @rule()
    def redo(self):
        with self.board.unit() as unit:
            unit.take_back(unit.next_step())
            unit.commit()
        self.done.append(self.undone.pop())
        assert everything(self.board) == self.done[-1]

    @precondition(lambda self: self.unit is None)
    @rule()
    def reopen(self):
        self.board.close()
        self.board = open_board(self.path, StandingClock(), check=False)

    @invariant()
    def what_is_derived_is_right(self):
        if getattr(self, "unit", None) is not None or not hasattr(self, "board"):
            return
        touches = self.board.queries.rows(Touch)
        for pursuit in self.board.queries.rows(Pursuit):
            own = [touch for touch in touches if touch.pursuit_id == pursuit.id]
            assert figures_held(pursuit) == figures_of(own)
        with self.board.link() as link:
            assert link.backend.search_count(link.connection) == len(list(documents(link)))
            assert link.connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.fixture
def machine(tmp_path):
    """The machine with a folder to put its board in."""
    return type("Changes", (Changes,), {"folder": tmp_path})


QUICK = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_whatever_was_done_can_be_taken_back(machine):
    case = machine.TestCase
    case.settings = QUICK
    case("runTest").runTest()


@pytest.mark.wide
def test_whatever_was_done_can_be_taken_back_however_long(machine):
    case = machine.TestCase
    case.settings = settings(QUICK, max_examples=600, stateful_step_count=60)
    case("runTest").runTest()


def test_every_kind_of_row_has_a_table():
    from dreamboard.store.schema import TABLES

    assert set(TABLES) == set(ROW_TYPES)
