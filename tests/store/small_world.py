"""Few words to put things on a board without the handlers."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Round, Stage, Touch
from dreamboard.domain.values import Channel, Direction, Outcome, PursuitKind, Role

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = date(2026, 3, 4)


class StandingClock:
    """Noon on 4 March 2026, wherever that is."""

    def __init__(self, zone="UTC"):
        self.zone = ZoneInfo(zone)

    def now(self):
        return NOON

    def today(self):
        return NOON.astimezone(self.zone).date()


def save(board, *rows, label="Set up"):
    """Rows to the board as one step; returns them with their ids."""
    with board.unit() as unit:
        saved = [unit.add(row) for row in rows]
        unit.push_step(label, NOON)
        unit.commit()
    return saved[0] if len(saved) == 1 else saved


def a_card(board, name="Northwind", **fields):
    """An account with a decision-maker and a card in the first column."""
    stage = board.queries.rows(Stage)[0]
    account, contact = save(board, Account(0, name), Contact(0, f"Dana of {name}"))
    _, pursuit = save(
        board,
        Employment(0, contact.id, account.id, "Head of buying", Role.DECISION_MAKER),
        Pursuit(0, account.id, PursuitKind.DREAM_CLIENT, stage.id, 1024, NOON, **fields),
    )
    save(board, Round(0, pursuit.id, 1, TODAY))
    return pursuit


def a_touch(pursuit=None, days_ago=0, outcome=Outcome.VOICEMAIL, **fields):
    """An outbound call of some days ago."""
    given = {"direction": Direction.OUT, "channel": Channel.CALL, "id": 0, **fields}
    if pursuit is not None:
        given = {"pursuit_id": pursuit.id, "account_id": pursuit.account_id, **given}
    return Touch(at=NOON - timedelta(days=days_ago), outcome=outcome, **given)


def log(board, *touches):
    """Touches to the board, with the figures of their cards."""
    with board.unit() as unit:
        saved = unit.add_many(touches)
        unit.refresh_figures({touch.pursuit_id for touch in touches if touch.pursuit_id})
        unit.push_step("Log", NOON)
        unit.commit()
    return saved


def everything(board):
    """All rows of all kinds."""
    from dreamboard.domain.model import ROW_TYPES

    return {kind.__name__: board.queries.rows(kind) for kind in ROW_TYPES}
