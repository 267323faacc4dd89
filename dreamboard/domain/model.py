"""The things of the glossary as frozen rows: what the store keeps, one class a table.

Identifiers are positive integers, unique within a kind and never given twice. Instants are aware UTC
datetimes with whole seconds; plans, losses and validity are local dates. Texts are stripped, never ``None``
where empty will do. Money is minor units beside an ISO 4217 currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from dreamboard.domain.values import (
    Answer,
    Channel,
    Direction,
    FeedbackKind,
    IdeaKind,
    Intent,
    LossReason,
    Outcome,
    Play,
    PursuitKind,
    QuoteOutcome,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)


@dataclass(frozen=True, slots=True)
class Account:
    """A company, possibly with a parent and sites."""

    id: int
    name: str
    parent_id: int | None = None
    domain: str = ""  # of its web site and mail, lower case: "northwind.example"
    industry: str = ""
    territory: str = ""
    country: str = ""  # ISO 3166-1 alpha-2, for public holidays; empty: the rep's own
    time_zone: str = ""  # IANA name; empty: the rep's own
    sites_known: int = 1
    sites_believed: int = 1
    spend_minor: int | None = None  # what they spend a year on what we sell
    currency: str = "USD"
    rival: str = ""
    rival_contract_end: date | None = None
    not_before: date | None = None
    do_not_contact: bool = False
    preferred_channel: Channel | None = None
    tags: tuple[str, ...] = ()  # lower case, sorted, unique
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person; where they work is an ``Employment``."""

    id: int
    name: str
    emails: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    time_zone: str = ""
    preferred_channel: Channel | None = None
    do_not_contact: bool = False
    not_before: date | None = None
    min_days_between: int | None = None  # "every two weeks is too much": the number the contact gave
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Employment:
    """A contact's time at an account. ``until`` is ``None`` while it lasts."""

    id: int
    contact_id: int
    account_id: int
    title: str = ""
    role: Role | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A column of the board."""

    id: int
    name: str
    kind: StageKind
    position: int  # order on the board, by value, gaps allowed
    colour: str = ""  # "#RRGGBB" or empty
    collapsed: bool = False
    card_limit: int | None = None
    ideal_days: int | None = None
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class Pursuit:
    """One card. The figures from ``touch_count`` down are derived from its touches and can be recomputed."""

    id: int
    account_id: int
    kind: PursuitKind
    stage_id: int
    rank: int  # order within the column, by value, gaps allowed
    created_at: datetime
    title: str = ""  # what is pursued, where the account has several: "Mobile generators"
    value_minor: int | None = None  # a year
    currency: str = "USD"
    ideal_days: int | None = None  # the rhythm the rep set for this card
    max_days: int | None = None
    come_back_on: date | None = None  # they named a date: "call us in Q1"
    tags: tuple[str, ...] = ()
    note: str = ""
    retired_on: date | None = None
    retired_reason: str = ""
    touch_count: int = 0
    last_touch_at: datetime | None = None
    last_in_at: datetime | None = None
    last_out_at: datetime | None = None
    unanswered: int = 0  # outbound touches since the last that reached anybody
    outbound_count: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """One game inside a pursuit; the open one has no ``closed_on``. ``number`` counts from 1."""

    id: int
    pursuit_id: int
    number: int
    opened_on: date
    closed_on: date | None = None
    outcome: RoundOutcome | None = None
    reason_said: LossReason | None = None
    reason_believed: LossReason | None = None
    reason_note: str = ""
    confidence: int | None = None  # per cent, in what is believed
    rival: str = ""
    rival_price_minor: int | None = None
    changeable: Answer | None = None
    ours_to_change: Answer | None = None
    introducer_id: int | None = None
    won_minor: int | None = None
    currency: str = "USD"
    debriefed_on: date | None = None
    debrief_note: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What would win the business; open until ``met_on``."""

    id: int
    pursuit_id: int
    round_id: int
    text: str
    position: int = 0
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Money on the desk until it has an outcome."""

    id: int
    pursuit_id: int
    amount_minor: int
    currency: str
    sent_on: date
    valid_until: date | None = None
    outcome: QuoteOutcome | None = None
    closed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """Anything that passed between rep and contact. It hangs on at least one of account, contact, pursuit."""

    id: int
    at: datetime
    channel: Channel
    direction: Direction
    outcome: Outcome
    account_id: int | None = None
    contact_id: int | None = None
    pursuit_id: int | None = None
    intent: Intent | None = None
    idea_id: int | None = None
    quote_id: int | None = None
    subject: str = ""
    note: str = ""
    play: Play | None = None  # the suggestion it followed, if any


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a touch, kept because the rep asked for it. ``content`` may be megabytes: only
    what keeps, saves or exports it reads it."""

    id: int
    touch_id: int
    name: str  # as ``domain.text.file_name`` makes it: without a path, and safe to save under
    media_type: str = ""  # "application/pdf", as the message said
    size: int = 0  # of the content, in bytes
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Signal:
    """A change at an account."""

    id: int
    account_id: int
    kind: SignalKind
    on: date
    contact_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """Something worth giving."""

    id: int
    title: str
    kind: IdeaKind
    text: str = ""
    link: str = ""
    industries: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    loss_reasons: tuple[LossReason, ...] = ()
    created_on: date | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A touch promised or scheduled for a date; done when a touch fulfils it."""

    id: int
    pursuit_id: int
    on: date
    channel: Channel | None = None
    contact_id: int | None = None
    idea_id: int | None = None
    text: str = ""
    promised: bool = False  # the rep told the contact, or the contact asked for that day
    done_touch_id: int | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the rep answered to a suggestion. ``evidence`` is its fingerprint: a play set aside comes back
    only when that changes."""

    id: int
    pursuit_id: int
    kind: FeedbackKind
    play: Play
    on: date
    until: date | None = None  # of a snooze, of a guard overruled
    idea_id: int | None = None  # the idea refused by "another idea"
    reason: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class StageMove:
    """A card came to a stage: the timeline's memory of moves. ``from_stage_id`` is ``None`` at birth."""

    id: int
    pursuit_id: int
    at: datetime
    from_stage_id: int | None
    to_stage_id: int
    from_name: str = ""  # as the columns were called then
    to_name: str = ""


@dataclass(frozen=True, slots=True)
class ExternalId:
    """What another program calls one of our things, so that importing twice changes nothing.

    ``seen`` holds a short hash of each field as the file gave it last: only what changed there since is
    taken, so a later import does not undo what the rep did on the board.
    """

    id: int
    source: str  # "salesforce", "hubspot", or the header's fingerprint
    kind: str  # "account", "contact", "pursuit", "touch", "quote", "plan", "employer"
    external: str  # their id, or a hash of the line's natural key where they gave none
    ours: int
    seen: str = ""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import that was applied, listed so that it can be taken back."""

    id: int
    at: datetime
    files: tuple[str, ...]
    counts: str  # JSON: kind -> outcome -> count
    step_id: int | None = None  # the journal step that made it


@dataclass(frozen=True, slots=True)
class TrashItem:
    """Something deleted, whole, with all that hung on it: restorable for good."""

    id: int
    at: datetime
    kind: str
    label: str
    rows: str  # JSON: the rows as a delta, and the mentions of them that were emptied


@dataclass(frozen=True, slots=True)
class Setting:
    """One named setting of this board; ``value`` is JSON."""

    id: int
    name: str
    value: str


Row = (
    Account
    | Contact
    | Employment
    | Stage
    | Pursuit
    | Round
    | Condition
    | Quote
    | Touch
    | Attachment
    | Signal
    | Idea
    | Plan
    | Feedback
    | StageMove
    | ExternalId
    | ImportRecord
    | TrashItem
    | Setting
)

ROW_TYPES: tuple[type[Row], ...] = (
    Account, Contact, Employment, Stage, Pursuit, Round, Condition, Quote, Idea, Touch, Attachment, Signal,
    Plan, Feedback, StageMove, ExternalId, ImportRecord, TrashItem, Setting,
)  # fmt: skip
"""Every kind of row, parents before those that refer to them."""

KIND_BY_NAME: dict[str, type[Row]] = {kind.__name__: kind for kind in ROW_TYPES}
"""The kinds by their class names, as commands, deltas, change sets and archives name them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The derived figures of one pursuit, as ``Pursuit`` holds them."""

    touch_count: int = 0
    last_touch_at: datetime | None = None
    last_in_at: datetime | None = None
    last_out_at: datetime | None = None
    unanswered: int = 0
    outbound_count: int = 0
