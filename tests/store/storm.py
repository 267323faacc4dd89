"""A program that changes a board without a pause, and says of every change when it is done. Killed by
``test_kill_storm``.

Run as ``python -m tests.store.storm BOARD SEED``; prints one line of JSON for each confirmed command.
"""

import json
import random
import sys
from datetime import timedelta
from pathlib import Path

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Pursuit, Stage, Touch
from dreamboard.domain.values import Channel, Direction, Outcome, StageKind
from dreamboard.services.commands import (
    AddPursuit,
    Delete,
    Edit,
    LogTouch,
    LosePursuits,
    MoveCards,
    Place,
    PlanTouch,
)
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.store.open import open_board
from tests.store.small_world import NOON, TODAY, StandingClock


def say(**what):
    """A line that the killer reads even if this is the last thing that happens here."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(path, seed):
    """Change the board until killed."""
    dice = random.Random(seed)
    clock = StandingClock()
    board = open_board(path, clock)
    dispatcher = Dispatcher(HANDLERS, board.unit, clock)
    stages = {stage.kind: stage.id for stage in board.queries.rows(Stage)}
    free = [stages[kind] for kind in (StageKind.DREAM_LIST, StageKind.PURSUING, StageKind.IN_CONVERSATION)]
    say(ready=True)
    number = 0
    while True:
        number += 1
        cards = [card.id for card in board.queries.rows(Pursuit)]
        card = dice.choice(cards) if cards else None
        what = dice.choice(["add", "log", "log", "log", "move", "plan", "lose", "edit", "delete", "undo"])
        mark = f"mark {seed} {number}"
        try:
            if what == "undo":
                step = dispatcher.undo().step
                say(done="undo", step=step.id, undone=step.undone)
                continue
            if card is None or what == "add":
                done = dispatcher.run(AddPursuit(f"Account {mark}"))
            elif what == "log":
                touch = LogTouch(
                    dice.choice(list(Channel)),
                    outcome=dice.choice([Outcome.VOICEMAIL, Outcome.SPOKE, Outcome.NO_ANSWER]),
                    pursuit_id=card,
                    note=mark,
                    at=NOON - timedelta(minutes=dice.randrange(10**6)),
                    next_on=TODAY + timedelta(days=9),
                    direction=Direction.OUT,
                )
                done = dispatcher.run(touch)
            elif what == "move":
                done = dispatcher.run(MoveCards((card,), Place(dice.choice(free))))
            elif what == "plan":
                done = dispatcher.run(PlanTouch((card,), TODAY + timedelta(days=dice.randrange(1, 90))))
            elif what == "lose":
                done = dispatcher.run(LosePursuits((card,), Place(stages[StageKind.NOT_NOW])))
            elif what == "edit":
                account = dice.choice(board.queries.rows(Account)).id
                done = dispatcher.run(Edit("Account", account, (("note", mark),)))
            else:
                touches = board.queries.rows(Touch)
                if len(touches) < 20:
                    continue
                done = dispatcher.run(Delete("Touch", (dice.choice(touches).id,)))
        except Refused:
            continue
        if done.changes.step is not None:
            say(done=what, step=done.changes.step.id, undone=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
