"""What the board holds when a plan is made, read once and in bulk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    ExternalId,
    Plan,
    Pursuit,
    Quote,
    Round,
    Setting,
    Stage,
    Touch,
)
from dreamboard.services.import_plan import Kind
from dreamboard.services.ports import Queries


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows of the board, by id."""

    accounts: tuple[Account, ...] = ()
    contacts: tuple[Contact, ...] = ()
    employments: tuple[Employment, ...] = ()
    stages: tuple[Stage, ...] = ()
    pursuits: tuple[Pursuit, ...] = ()
    rounds: tuple[Round, ...] = ()
    plans: tuple[Plan, ...] = ()
    quotes: tuple[Quote, ...] = ()
    touches: tuple[Touch, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    settings: tuple[Setting, ...] = ()


def take_snapshot(queries: Queries, kinds: Collection[Kind] = tuple(Kind)) -> Snapshot:
    """The rows that files of these kinds are held against; touches, the many, only where they are needed."""
    return Snapshot(
        accounts=tuple(queries.rows(Account)),
        contacts=tuple(queries.rows(Contact)),
        employments=tuple(queries.rows(Employment)),
        stages=tuple(sorted(queries.rows(Stage), key=lambda stage: (stage.position, stage.id))),
        pursuits=tuple(queries.rows(Pursuit)),
        rounds=tuple(queries.rows(Round)),
        plans=tuple(queries.rows(Plan)),
        quotes=tuple(queries.rows(Quote)),
        touches=tuple(queries.rows(Touch)) if Kind.TOUCHES in kinds else (),
        external_ids=tuple(queries.rows(ExternalId)),
        settings=tuple(queries.rows(Setting)),
    )
