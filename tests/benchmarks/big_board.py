"""A big board for measuring: as many pursuits and touches as asked for, the same every time."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dreamboard.app.clock import SystemClock
from dreamboard.app.workspace import Workspace, open_workspace
from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Round, Stage, Touch
from dreamboard.domain.values import Channel, Direction, Intent, Outcome, PursuitKind, Role, RoundOutcome

_STEP = 1 << 20
_OUTCOMES = (
    (Channel.CALL, Outcome.VOICEMAIL), (Channel.CALL, Outcome.NO_ANSWER), (Channel.CALL, Outcome.SPOKE),
    (Channel.EMAIL, Outcome.SENT), (Channel.EMAIL, Outcome.REPLIED), (Channel.MEETING, Outcome.SPOKE),
)  # fmt: skip


def make_big_board(path: Path, pursuits: int, touches: int, *, on_first: int = 0) -> Workspace:
    """A board of that size, open. ``on_first`` touches more hang on the first card."""
    workspace = open_workspace(path, SystemClock(UTC))
    chance = random.Random(20261122)
    now = workspace.clock.now()
    stages = workspace.queries.rows(Stage)
    with workspace.board.unit() as unit:
        accounts = unit.add_many([Account(0, f"Account {n:05} Works") for n in range(pursuits)])
        contacts = unit.add_many([Contact(0, f"Dana {n:05} Whitfield") for n in range(pursuits)])
        unit.add_many(
            [
                Employment(0, contact.id, account.id, "VP Operations", Role.DECISION_MAKER)
                for contact, account in zip(contacts, accounts, strict=True)
            ]
        )
        cards = unit.add_many(
            [
                Pursuit(
                    0,
                    account.id,
                    PursuitKind.LOST_DEAL if n % 4 == 0 else PursuitKind.DREAM_CLIENT,
                    stages[n % len(stages)].id,
                    (n // len(stages) + 1) * _STEP,
                    now - timedelta(days=1500),
                    value_minor=chance.randrange(1, 300) * 1_000_000,
                )
                for n, account in enumerate(accounts)
            ]
        )
        opened = (now - timedelta(days=1500)).date()
        rounds = []
        for n, card in enumerate(cards):
            if n % 4 == 0:
                lost_on = (now - timedelta(days=40 + n % 300)).date()
                rounds.append(Round(0, card.id, 1, opened, lost_on, RoundOutcome.LOST))
            rounds.append(Round(0, card.id, 2 if n % 4 == 0 else 1, opened))
        unit.add_many(rounds)
        rows = [_touch(chance, now, cards[n % pursuits], contacts[n % pursuits].id) for n in range(touches)]
        rows += [_touch(chance, now, cards[0], contacts[0].id) for _ in range(on_first)]
        unit.add_many(rows)
        unit.refresh_figures([card.id for card in cards])
        unit.commit()
    return workspace


def _touch(chance: random.Random, now: datetime, card: Pursuit, contact_id: int) -> Touch:
    channel, outcome = chance.choice(_OUTCOMES)
    answered = outcome is Outcome.REPLIED
    return Touch(
        0,
        now - timedelta(seconds=chance.randrange(3600, 1500 * 86400)),
        channel,
        Direction.IN if answered else Direction.OUT,
        outcome,
        card.account_id,
        contact_id,
        card.id,
        chance.choice((Intent.GIVE, Intent.ASK, None)),
        note="Fourth in a row. Try mornings.",
    )
