"""The names of a board's tables and columns, as queries need them. How the tables are made, which takes ten
times as long to build, stands in ``store.ddl``."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dreamboard.domain.model import ROW_TYPES
from dreamboard.store.columns import Field, Kind, codec_of

SCHEMA_VERSION = 2
"""The number that a board's file carries; each migration adds one."""

APPLICATION_ID = 0x44726D62
"""Marks a file as a board: "Drmb"."""


def table_name(kind: Kind) -> str:
    """``stage_move`` for ``StageMove``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def is_numeric(field: Field) -> bool:
    """Whether its column holds whole numbers."""
    return field.type in (int, bool, datetime)


def column_type(field: Field) -> sa.types.TypeEngine[Any]:
    """What its column is declared as."""
    if field.type is bytes:
        return sa.LargeBinary()
    return sa.Integer() if is_numeric(field) else sa.Text()


def _table(kind: Kind) -> sa.TableClause:
    columns: list[sa.ColumnClause[object]] = [
        sa.column(field.name, column_type(field)) for field in codec_of(kind).fields
    ]
    return sa.table(table_name(kind), *columns)


TABLES: dict[Kind, sa.TableClause] = {kind: _table(kind) for kind in ROW_TYPES}
"""The table of each kind of row."""

journal = sa.table(
    "journal",
    sa.column("id", sa.Integer()),
    sa.column("at", sa.Integer()),
    sa.column("label", sa.Text()),
    sa.column("undone", sa.Integer()),
    sa.column("delta", sa.Text()),
)
"""The undo steps; ``delta`` is read and written by ``store.journal``."""
