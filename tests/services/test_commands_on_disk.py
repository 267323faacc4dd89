"""Commands on a real board file: how far undo reaches, many cards at once, and what each costs in SQL."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
import sqlalchemy as sa

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import ROW_TYPES, Condition, Pursuit, Round, Stage
from dreamboard.domain.values import Channel, FeedbackKind, Outcome, Play, RoundOutcome, StageKind
from dreamboard.services import commands as do
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.store.link import Link
from dreamboard.store.open import open_board
from tests.fakes import FakeClock

NOT_NOW, WON = do.Place(5), do.Place(6)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def board(tmp_path, clock):
    board = open_board(tmp_path / "mine.dreamboard", clock)
    yield board
    board.close()


@pytest.fixture
def dispatcher(board, clock):
    return Dispatcher(HANDLERS, board.unit, clock)


def everything(board):
    """Every row of the file."""
    return {kind.__name__: board.queries.rows(kind) for kind in ROW_TYPES}


@contextmanager
def statements():
    """Count the statements that go to the database, by their first word; many rows at once count once."""
    seen = Counter()

    def count(connection, cursor, statement, parameters, context, executemany):
        seen[statement.split()[0]] += 1

    def counted(run, *, even_empty=False):
        def wrapper(link, statement, values):
            seen[statement.text.split()[0]] += even_empty or bool(values)
            return run(link, statement, values)

        return wrapper

    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    prepared_ones = patch.multiple(
        Link, run=counted(Link.run, even_empty=True), _run_each=counted(Link._run_each)
    )
    try:
        with prepared_ones:
            yield seen
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", count)


def add_cards(dispatcher, count):
    """So many cards in the dream list, as one step; gives their ids."""
    adding = tuple(
        do.AddPursuit(f"Account {number}", contact=do.NewContact("Dana")) for number in range(count)
    )
    return dispatcher.run(do.Batch("Add cards", adding)).made


def test_a_hundred_steps_are_undone_and_done_again_one_by_one(board, dispatcher, clock):
    (card,) = add_cards(dispatcher, 1)
    seen = [everything(board)]
    for number in range(100):
        steps = (
            do.LogTouch(Channel.CALL, outcome=Outcome.VOICEMAIL, pursuit_id=card, note=f"{number}"),
            do.MoveCards((card,), do.Place(2 + number // 4 % 2)),
            do.PlanTouch((card,), clock.today() + timedelta(days=number)),
            do.Edit("Account", 1, (("name", f"Name {number}"),)),
        )
        dispatcher.run(steps[number % 4])
        seen.append(everything(board))
    for rows in reversed(seen[:-1]):
        dispatcher.undo()
        assert everything(board) == rows
    for rows in seen[1:]:
        dispatcher.redo()
        assert everything(board) == rows
    with pytest.raises(Refused, match="nothing to redo"):
        dispatcher.redo()


def test_fifty_cards_are_lost_at_once_and_undone_at_once(board, dispatcher):
    cards = add_cards(dispatcher, 50)
    before = everything(board)
    dispatcher.run(do.LosePursuits(cards[::-1], NOT_NOW, do.Loss(conditions=("net 60", "a spare"))))
    lost = [one for one in board.queries.rows(Round) if one.outcome is RoundOutcome.LOST]
    assert len(lost) == 50
    assert len(board.queries.rows(Condition)) == 100
    by_rank = sorted(board.queries.rows(Pursuit), key=lambda card: card.rank)
    assert [card.id for card in by_rank] == list(cards[::-1])
    dispatcher.undo()
    assert everything(board) == before


# Exact figures, so that a loop over statements is seen the day it comes in. BEGIN is among them.
COSTS = {
    # Two of them ask where those who work there came from: their suggestions follow the new card.
    "add a card": (do.AddPursuit("Account 0", stage_id=2), 15),
    "move one card": (do.MoveCards((1,), do.Place(2)), 14),
    "move one card within": (do.MoveCards((1,), do.Place(1)), 11),
    "log a touch": (do.LogTouch(Channel.CALL, pursuit_id=1), 13),
    "plan": (do.PlanTouch((1,), FakeClock().today()), 10),
    "lose one card": (do.LosePursuits((1,), NOT_NOW), 21),
    "win one card": (do.WinPursuits((1,), WON), 19),
    "edit a value": (do.Edit("Pursuit", 1, (("value_minor", 5),)), 9),
    "give feedback": (do.GiveFeedback(1, FeedbackKind.NOT_THIS, Play.RHYTHM), 8),
}


@pytest.mark.parametrize("what", COSTS)
def test_a_command_costs_what_it_costs(dispatcher, what):
    command, cost = COSTS[what]
    add_cards(dispatcher, 3)
    with statements() as seen:
        dispatcher.run(command)
    assert seen.total() == cost, seen


@pytest.mark.parametrize(
    "command",
    [
        lambda cards: do.MoveCards(cards, do.Place(2)),
        lambda cards: do.LosePursuits(cards, NOT_NOW, do.Loss(conditions=("net 60",))),
        lambda cards: do.WinPursuits(cards, WON),
        lambda cards: do.PlanTouch(cards, FakeClock().today()),
        lambda cards: do.ClearPlans(cards),
        lambda cards: do.Retire(cards, "they closed"),
        lambda cards: do.Delete("Pursuit", cards),
    ],
)
def test_fifty_cards_cost_the_statements_of_two(dispatcher, command):
    cards = add_cards(dispatcher, 54)
    for number, card in enumerate(cards):
        if number % 2:
            dispatcher.run(do.AddQuote(card, 500))
    dispatcher.run(do.PlanTouch(cards, FakeClock().today()))
    costs = []
    for some in (cards[:4], cards[4:]):
        with statements() as seen:
            dispatcher.run(command(some))
        costs.append(seen)
    assert costs[0] == costs[1]


def test_undoing_fifty_cards_costs_the_statements_of_two(dispatcher):
    cards = add_cards(dispatcher, 54)
    costs = []
    for some in (cards[:4], cards[4:]):
        dispatcher.run(do.LosePursuits(some, NOT_NOW))
        with statements() as seen:
            dispatcher.undo()
        costs.append(seen)
    assert costs[0] == costs[1]


def test_the_columns_of_a_new_board_are_those_the_tests_count_on(board):
    assert [(stage.id, stage.kind) for stage in board.queries.rows(Stage)] == list(enumerate(StageKind, 1))
