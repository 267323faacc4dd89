"""The tables of a board as they are made, with all that must hold for them; imported only where tables are
made or compared.

Columns and their vocabularies come from the rows themselves, what points to what from
``domain.references``; only rules that neither says stand here.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Attachment,
    Condition,
    Contact,
    ExternalId,
    Pursuit,
    Quote,
    Round,
    Setting,
    Stage,
    StageMove,
    Touch,
)
from dreamboard.domain.references import REFERENCES, Hold
from dreamboard.store.columns import Field, Kind, codec_of
from dreamboard.store.schema import column_type, journal, table_name

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_RULES: dict[Kind, tuple[tuple[str, str], ...]] = {
    Account: (
        ("sites_known_counts", "sites_known >= 0"),
        ("sites_believed_counts", "sites_believed >= 0"),
    ),
    Contact: (("min_days_between_counts", "min_days_between >= 1"),),
    Stage: (
        ("card_limit_counts", "card_limit >= 0"),
        ("ideal_days_count", "ideal_days >= 1"),
        ("max_days_count", "max_days >= 1"),
    ),
    Pursuit: (
        ("ideal_days_count", "ideal_days >= 1"),
        ("max_days_count", "max_days >= 1"),
        ("figures_count", "touch_count >= 0 AND unanswered >= 0 AND outbound_count >= 0"),
    ),
    Round: (
        ("number_counts", "number >= 1"),
        ("confidence_is_per_cent", "confidence BETWEEN 0 AND 100"),
    ),
    Attachment: (("size_counts", "size >= 0"),),
    Touch: (
        (
            "hangs_on_something",
            "account_id IS NOT NULL OR contact_id IS NOT NULL OR pursuit_id IS NOT NULL",
        ),
    ),
}

_UNIQUE: dict[Kind, tuple[str, ...]] = {
    Round: ("pursuit_id", "number"),
    ExternalId: ("source", "kind", "external"),
    Setting: ("name",),
}

_ON_DELETE = {Hold.HANGS: "CASCADE", Hold.MENTIONS: "SET NULL", Hold.NEEDS: None}


def _column(kind: Kind, field: Field) -> sa.Column[object]:
    reference = next((r for r in REFERENCES if r.kind is kind and r.field == field.name), None)
    foreign = []
    if reference is not None:
        foreign.append(
            sa.ForeignKey(
                f"{table_name(reference.to)}.id",
                ondelete=_ON_DELETE[reference.hold],
                # Rows of one change may come in any order; the commit judges the whole.
                deferrable=True,
                initially="DEFERRED",
            )
        )
    return sa.Column(
        field.name,
        column_type(field),
        *foreign,
        primary_key=field.name == "id",
        nullable=field.optional,
    )


def _checks(kind: Kind, field: Field) -> list[sa.CheckConstraint]:
    column = '"on"' if field.name == "on" else field.name
    if issubclass(field.type, StrEnum):
        words = ", ".join(f"'{word}'" for word in field.vocabulary)
        return [sa.CheckConstraint(f"{column} IN ({words})", name=f"{field.name}_is_known")]
    if field.type is bool:
        return [sa.CheckConstraint(f"{column} IN (0, 1)", name=f"{field.name}_is_yes_or_no")]
    if field.type is date:
        return [sa.CheckConstraint(f"length({column}) = 10", name=f"{field.name}_is_a_date")]
    if field.name == "currency":
        return [sa.CheckConstraint("length(currency) = 3", name="currency_is_a_code")]
    return []


def _table(kind: Kind) -> sa.Table:
    fields = codec_of(kind).fields
    extra: list[sa.Constraint] = [check for field in fields for check in _checks(kind, field)]
    extra += [sa.CheckConstraint(rule, name=name) for name, rule in _RULES.get(kind, ())]
    if kind in _UNIQUE:
        extra.append(sa.UniqueConstraint(*_UNIQUE[kind]))
    return sa.Table(
        table_name(kind),
        metadata,
        *(_column(kind, field) for field in fields),
        *extra,
        sqlite_autoincrement=True,  # an id is never given twice: undo and mirrors hold ids
    )


_TABLES = {kind: _table(kind) for kind in ROW_TYPES}

sa.Table(
    journal.name,
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("at", sa.Integer(), nullable=False),
    sa.Column("label", sa.Text(), nullable=False),
    sa.Column("undone", sa.Integer(), nullable=False),
    sa.Column("delta", sa.Text(), nullable=False),
    sa.CheckConstraint("undone IN (0, 1)", name="undone_is_yes_or_no"),
    sqlite_autoincrement=True,
)


def _index(kind: Kind, *columns: str, only: str = "", name: str | None = None) -> None:
    table = _TABLES[kind]
    where = sa.text(only) if only else None
    sa.Index(name, *(table.c[column] for column in columns), sqlite_where=where, postgresql_where=where)


def _index_references() -> None:
    """Every reference can be followed back; the few that are seldom set are indexed where they are."""
    ordered = {
        (Pursuit, "stage_id"): ("rank",),
        (Quote, "pursuit_id"): ("sent_on",),
        (Condition, "pursuit_id"): ("position",),
        (StageMove, "pursuit_id"): ("at",),
    }
    for reference in REFERENCES:
        if reference.kind is Touch and reference.field in ("account_id", "contact_id", "pursuit_id"):
            continue
        if (reference.kind, reference.field) == (Round, "pursuit_id"):
            continue  # its unique constraint is an index
        seldom = reference.hold is Hold.MENTIONS
        only = f"{reference.field} IS NOT NULL" if seldom else ""
        _index(
            reference.kind,
            reference.field,
            *ordered.get((reference.kind, reference.field), ()),
            only=only,
        )


_index_references()
# With direction and outcome the figures of a pursuit are read from the index alone.
_index(Touch, "pursuit_id", "at", "direction", "outcome")
_index(Touch, "account_id", "at")
_index(Touch, "contact_id", "at")
_index(Touch, "at")
# What belongs to the account as a whole, and what hangs on no account: both rare among many.
_index(Touch, "account_id", "at", only="pursuit_id IS NULL", name="ix_touch_of_the_whole_account")
_index(Touch, "at", only="account_id IS NULL", name="ix_touch_without_account")
_index(Account, "name")
_index(ExternalId, "kind", "ours")
