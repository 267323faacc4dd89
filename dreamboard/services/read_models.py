"""What the board looks like, read only: frozen data for windows and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Stage,
    Touch,
)
from dreamboard.domain.values import (
    Channel,
    Direction,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    RoundOutcome,
)

SPARK_WEEKS = 12
"""Weeks in a card's sparkline."""


@dataclass(frozen=True, slots=True)
class CardView:
    """What a card needs to be painted, filtered, ordered and read aloud."""

    id: int  # of the pursuit
    account_id: int
    account: str
    kind: PursuitKind
    stage_id: int
    rank: int
    title: str
    value_minor: int | None
    currency: str
    tags: tuple[str, ...]  # of pursuit and account together
    decision_maker: str  # name, empty when none is known
    decision_maker_title: str
    sites_known: int
    sites_believed: int
    round_number: int
    touches: int
    last_touch_at: datetime | None
    last_outcome: Outcome | None
    last_channel: Channel | None
    lost_on: date | None  # of the last closed round, when it was lost
    lost_to: str
    lost_reason: LossReason | None
    come_back_on: date | None
    quote_minor: int | None  # the newest open quote
    quote_currency: str
    quote_sent_on: date | None
    plan_on: date | None  # the earliest open plan
    plan_channel: Channel | None
    plan_text: str
    spark: tuple[int, ...]  # touches a week, oldest first, SPARK_WEEKS of them
    spark_in: tuple[int, ...]  # of those, the ones that reached somebody


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column and the ids of its cards, in order."""

    stage: Stage
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """All columns in order."""

    columns: tuple[ColumnView, ...]


class EntryKind(StrEnum):
    """What a line of the timeline is."""

    PLAN = "plan"
    TOUCH = "touch"
    SIGNAL = "signal"
    QUOTE = "quote"
    QUOTE_CLOSED = "quote_closed"
    STAGE_MOVE = "stage_move"
    ROUND_OPENED = "round_opened"
    ROUND_CLOSED = "round_closed"  # a loss is the clock-reset rule across
    CONDITION_MET = "condition_met"
    EMPLOYMENT = "employment"  # somebody came or left


@dataclass(frozen=True, slots=True)
class TimelineScope:
    """Whose timeline: one pursuit's (with what its account shares), or a whole account's."""

    account_id: int
    pursuit_id: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which lines: of some channels (none given: all, and what is no touch), holding a text."""

    channels: frozenset[Channel] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line. ``row_id`` is of the kind of row that ``kind`` names; ``day`` is local to the rep."""

    kind: EntryKind
    row_id: int
    day: date
    at: datetime | None  # None for what has a date only
    pursuit_id: int | None = None
    contact_id: int | None = None
    contact: str = ""
    channel: Channel | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    intent: Intent | None = None
    idea: str = ""
    subject: str = ""
    text: str = ""
    amount_minor: int | None = None
    currency: str = ""
    stage_from: str = ""
    stage_to: str = ""
    round_number: int | None = None
    round_outcome: RoundOutcome | None = None
    loss_reason: LossReason | None = None
    rival: str = ""
    detail: str = ""  # the kind's own small word: signal kind, quote outcome, plan "promised"
    quiet_days_before: int = 0  # days of silence between this line and the next older touch
    kept: tuple[KeptFile, ...] = ()  # what came with a touch and is kept


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment that is kept, without its content."""

    id: int
    touch_id: int
    name: str
    media_type: str
    size: int  # in bytes


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some lines, newest first (plans on top of the first page), and where the next page starts."""

    entries: tuple[TimelineEntry, ...]
    next: str = ""  # empty: that was the last
    total_touches: int = 0
    first_day: date | None = None
    round_number: int = 1


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What an account and all the sites below it bring together. Money is by currency, the largest first."""

    accounts: int = 1  # itself and everything below it
    cards: int = 0  # on the board
    touches: int = 0
    worth: tuple[MoneySum, ...] = ()  # the yearly value of the cards on the board
    on_desk: tuple[MoneySum, ...] = ()  # quotes of those cards that wait for an outcome


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """One account, whole but for its timeline."""

    account: Account
    contacts: tuple[tuple[Contact, Employment], ...]
    pursuits: tuple[Pursuit, ...]
    stages: tuple[Stage, ...]
    rounds: tuple[Round, ...]
    conditions: tuple[Condition, ...]
    quotes: tuple[Quote, ...]
    plans: tuple[Plan, ...]
    parent: Account | None = None
    sites: tuple[Account, ...] = ()  # by name
    rolled_up: RolledUp = field(default_factory=RolledUp)
    sites_rolled_up: tuple[RolledUp, ...] = ()  # of each of the sites


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account as the quick log knows it."""

    id: int
    name: str
    pursuit_ids: tuple[int, ...]  # on the board, newest first


@dataclass(frozen=True, slots=True)
class NamedContact:
    """A contact as the quick log knows it: with the accounts and pursuits they count as a contact of."""

    id: int
    name: str
    account_ids: tuple[int, ...]  # past and present
    pursuit_ids: tuple[int, ...]  # those of the accounts, and those they introduced or were touched on


@dataclass(frozen=True, slots=True)
class NamedIdea:
    """An idea as the quick log knows it."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class NamedPursuit:
    """A card on the board as the quick log knows it, to tell several at one account apart."""

    id: int
    account_id: int
    title: str
    kind: PursuitKind
    stage: str  # its column's name


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of everything that a line may mention."""

    accounts: tuple[NamedAccount, ...] = ()
    contacts: tuple[NamedContact, ...] = ()
    ideas: tuple[NamedIdea, ...] = ()
    stages: tuple[tuple[int, str], ...] = ()
    pursuits: tuple[NamedPursuit, ...] = ()  # on the board, by id


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One find: what it is, where it belongs, and the words around it (plain text)."""

    kind: str  # "account", "contact", "touch", "note", "idea"
    row_id: int
    account_id: int | None
    pursuit_id: int | None
    title: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class MoneySum:
    """Money added up in one currency."""

    minor: int
    currency: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Holdings:
    """What hangs on an account or a contact, in numbers: what a merge would bring along."""

    touches: int = 0
    last_touch_at: datetime | None = None
    cards: int = 0  # of an account, retired ones too; of a contact, those they introduced us to
    quotes: int = 0  # of its cards
    plans: int = 0  # that wait: of its cards, or with the contact
    signals: int = 0
    people: int = 0  # of an account, who work there or did
    companies: tuple[str, ...] = ()  # of a contact, where they work, then where they did


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the status bar. Money is by currency, the largest first."""

    cards: int = 0
    lost_untouched: int = 0  # lost in the last 12 months and not touched since
    on_desk: tuple[MoneySum, ...] = ()
    unchased: tuple[MoneySum, ...] = ()  # quotes with no outbound touch since they were sent
    done_today: int = 0  # outbound touches logged today


@dataclass(frozen=True, slots=True)
class LoggedTouch:
    """A touch with the names around it, for lists."""

    touch: Touch
    account: str = ""
    contact: str = ""
