"""Everything that can be done to the board, as frozen data.

A command says what the rep wants; its handler in ``services.handlers`` does it; ``Dispatcher.run`` makes it
one transaction, one change set and one undo step. Dates and instants left ``None`` mean today and now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Final

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
    SignalKind,
    StageKind,
)


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to be made, as typed or read."""

    name: str
    title: str = ""
    role: Role | None = None
    emails: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddPursuit:
    """A new card. The account is found by ``account_id``, else by its exact name, else made."""

    account: str
    account_id: int | None = None
    kind: PursuitKind = PursuitKind.DREAM_CLIENT
    title: str = ""
    value_minor: int | None = None
    currency: str = "USD"
    contact: NewContact | None = None
    stage_id: int | None = None  # None: the first Dream list column; a lost deal goes to the first Not now
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """New values for some fields of one row: ``Edit("Account", 7, (("name", "Teller Foods"),))``.

    Only the fields that the rep may change are taken (``handlers.edits`` lists them by kind); a derived
    figure, an id or a move between columns is refused here.
    """

    kind: str
    id: int
    values: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a column cards go: between two neighbours. Both ``None``: at the end of the column."""

    stage_id: int
    above: int | None = None  # the pursuit that will be right above
    below: int | None = None  # the pursuit that will be right below


@dataclass(frozen=True, slots=True)
class MoveCards:
    """Cards to a place, keeping the order given. Into a Not now or Won column from elsewhere it is refused:
    those need ``LosePursuits`` and ``WinPursuits``."""

    pursuit_ids: tuple[int, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Loss:
    """What the loss sheet asks. ``conditions`` are what they said would win it."""

    said: LossReason = LossReason.OTHER
    believed: LossReason | None = None
    note: str = ""
    confidence: int | None = None
    rival: str = ""
    rival_price_minor: int | None = None
    changeable: Answer | None = None
    ours_to_change: Answer | None = None
    introducer_id: int | None = None
    introducer: NewContact | None = None  # made at the account when there is no id
    conditions: tuple[str, ...] = ()
    come_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class LosePursuits:
    """ "No" means "not now": the round closes, the next opens, the card goes to a Not now column."""

    pursuit_ids: tuple[int, ...]
    place: Place
    loss: Loss = field(default_factory=Loss)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class WinPursuits:
    """The round closes won; open quotes of the pursuit are won with it."""

    pursuit_ids: tuple[int, ...]
    place: Place
    amount_minor: int | None = None
    currency: str = "USD"
    on: date | None = None


@dataclass(frozen=True, slots=True)
class LogTouch:
    """One touch, and what comes next. A plan of the pursuit due by then is done with it."""

    channel: Channel
    direction: Direction = Direction.OUT
    outcome: Outcome = Outcome.SPOKE
    account_id: int | None = None
    contact_id: int | None = None
    pursuit_id: int | None = None
    intent: Intent | None = None
    idea_id: int | None = None
    quote_id: int | None = None
    subject: str = ""
    note: str = ""
    at: datetime | None = None
    play: Play | None = None
    plan_id: int | None = None  # the plan it fulfils, when the rep said so
    next_on: date | None = None
    next_channel: Channel | None = None
    next_text: str = ""
    next_promised: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Rows of one kind to the trash, with all that hangs on them."""

    kind: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoreFromTrash:
    """A trash item back where it was."""

    trash_id: int


@dataclass(frozen=True, slots=True)
class Retire:
    """Cards off the board, by hand, with a reason: "they closed", "I retire"."""

    pursuit_ids: tuple[int, ...]
    reason: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Unretire:
    """Retired cards back to the column they left."""

    pursuit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanTouch:
    """A date for the next touch of each card (one plan a card): a plan it has is moved to that date, and
    keeps what is not said here."""

    pursuit_ids: tuple[int, ...]
    on: date
    channel: Channel | None = None
    contact_id: int | None = None
    idea_id: int | None = None
    text: str = ""
    promised: bool = False


@dataclass(frozen=True, slots=True)
class ClearPlans:
    """The open plans of the cards away: nothing planned."""

    pursuit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AddContact:
    """A contact at an account."""

    account_id: int
    contact: NewContact
    since: date | None = None


@dataclass(frozen=True, slots=True)
class EndEmployment:
    """The contact left; where to, when known. Both histories stay."""

    employment_id: int
    on: date | None = None
    to_account: str = ""
    to_title: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDecisionMaker:
    """The decision-maker left, a newcomer came, or both: one action, one undo step."""

    account_id: int
    on: date | None = None
    left_contact_id: int | None = None
    left_for: str = ""  # the company they went to, made when it is not known
    newcomer: NewContact | None = None
    newcomer_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddStage:
    """A column, to the right of ``after_id`` (``None``: at the right end)."""

    name: str
    kind: StageKind
    after_id: int | None = None
    colour: str = ""
    card_limit: int | None = None


@dataclass(frozen=True, slots=True)
class MoveStage:
    """A column to the right of ``after_id``; ``None``: to the left end."""

    stage_id: int
    after_id: int | None


@dataclass(frozen=True, slots=True)
class RemoveStage:
    """An empty column away, or its cards to the end of ``cards_to`` first (same kind). The last column of a
    kind stays."""

    stage_id: int
    cards_to: int | None = None


@dataclass(frozen=True, slots=True)
class AddQuote:
    """Money on the desk."""

    pursuit_id: int
    amount_minor: int
    currency: str = "USD"
    sent_on: date | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CloseQuote:
    """A quote off the desk."""

    quote_id: int
    outcome: QuoteOutcome
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AddConditions:
    """What would win the business, on the open round."""

    pursuit_id: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetCondition:
    """A condition met, or (``met`` false) open again."""

    condition_id: int
    met: bool = True
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AddSignal:
    """A change at an account."""

    account_id: int
    kind: SignalKind
    on: date | None = None
    contact_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddIdea:
    """Something worth giving."""

    title: str
    kind: IdeaKind = IdeaKind.INSIGHT
    text: str = ""
    link: str = ""
    industries: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    loss_reasons: tuple[LossReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the debrief taught: updates the lost round (the last closed one)."""

    pursuit_id: int
    on: date | None = None
    believed: LossReason | None = None
    note: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """Snooze, not this, another idea: what the rep answered to a suggestion."""

    pursuit_id: int
    kind: FeedbackKind
    play: Play
    until: date | None = None
    idea_id: int | None = None
    reason: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """One setting of this board; ``value`` is JSON text, empty to go back to the default."""

    name: str
    value: str


WIPE_DUE: Final = "file.wipe_due"
"""The setting that is there from an erasing until nothing erased is left in the board's file."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """A person away for good, from the trash and the journal too: the one command that leaves no undo step.
    The file is free of them once ``store.board.Board.wipe`` has been called."""

    contact_id: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Several commands as one: all or nothing, one undo step."""

    label: str
    commands: tuple[object, ...]

    MANY: ClassVar[int] = 200
    """From this many on, the change set asks mirrors to read anew."""
