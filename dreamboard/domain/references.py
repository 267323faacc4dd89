"""Which row points to which, and what becomes of it when that one is deleted.

A touch that is left without account, contact and pursuit goes with the last of them.
``StageMove.to_stage_id``, ``ExternalId.ours`` and ``ImportRecord.step_id`` are memories, not references:
what they name may be gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dreamboard.domain.model import (
    Account,
    Attachment,
    Condition,
    Contact,
    Employment,
    Feedback,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Signal,
    Stage,
    StageMove,
    Touch,
)


class Hold(StrEnum):
    """How a row holds on to the row it points to."""

    HANGS = "hangs"  # deleted with it
    MENTIONS = "mentions"  # the field is emptied
    NEEDS = "needs"  # it cannot be deleted while this one is there


@dataclass(frozen=True, slots=True)
class Reference:
    """``field`` of every ``kind`` of row holds the id of a ``to`` row, or ``None``."""

    kind: type[Row]
    field: str
    to: type[Row]
    hold: Hold


REFERENCES: tuple[Reference, ...] = (
    Reference(Account, "parent_id", Account, Hold.MENTIONS),
    Reference(Employment, "contact_id", Contact, Hold.HANGS),
    Reference(Employment, "account_id", Account, Hold.HANGS),
    Reference(Pursuit, "account_id", Account, Hold.HANGS),
    Reference(Pursuit, "stage_id", Stage, Hold.NEEDS),
    Reference(Round, "pursuit_id", Pursuit, Hold.HANGS),
    Reference(Round, "introducer_id", Contact, Hold.MENTIONS),
    Reference(Condition, "pursuit_id", Pursuit, Hold.HANGS),
    Reference(Condition, "round_id", Round, Hold.HANGS),
    Reference(Quote, "pursuit_id", Pursuit, Hold.HANGS),
    Reference(Touch, "account_id", Account, Hold.HANGS),
    Reference(Touch, "contact_id", Contact, Hold.MENTIONS),
    Reference(Touch, "pursuit_id", Pursuit, Hold.MENTIONS),
    Reference(Touch, "idea_id", Idea, Hold.MENTIONS),
    Reference(Touch, "quote_id", Quote, Hold.MENTIONS),
    Reference(Attachment, "touch_id", Touch, Hold.HANGS),
    Reference(Signal, "account_id", Account, Hold.HANGS),
    Reference(Signal, "contact_id", Contact, Hold.MENTIONS),
    Reference(Plan, "pursuit_id", Pursuit, Hold.HANGS),
    Reference(Plan, "contact_id", Contact, Hold.MENTIONS),
    Reference(Plan, "idea_id", Idea, Hold.MENTIONS),
    Reference(Plan, "done_touch_id", Touch, Hold.MENTIONS),
    Reference(Feedback, "pursuit_id", Pursuit, Hold.HANGS),
    Reference(Feedback, "idea_id", Idea, Hold.MENTIONS),
    Reference(StageMove, "pursuit_id", Pursuit, Hold.HANGS),
    Reference(StageMove, "from_stage_id", Stage, Hold.MENTIONS),
)


def held_by(to: type[Row]) -> tuple[Reference, ...]:
    """The references that point to one kind of row."""
    return tuple(reference for reference in REFERENCES if reference.to is to)
