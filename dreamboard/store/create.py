"""A new board: its file, its tables and the default columns."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from dreamboard.domain.errors import BoardFileError
from dreamboard.domain.model import Stage
from dreamboard.domain.ranks import GAP
from dreamboard.domain.values import StageKind
from dreamboard.store.columns import Values, codec_of
from dreamboard.store.ddl import metadata
from dreamboard.store.private_files import create_private_file, make_private_folder
from dreamboard.store.schema import APPLICATION_ID, SCHEMA_VERSION
from dreamboard.store.sqlite import SEARCH_DDL
from dreamboard.store.sqlite_file import fill

DEFAULT_STAGES: Final = (
    (StageKind.DREAM_LIST, "Dream list"),
    (StageKind.PURSUING, "Pursuing"),
    (StageKind.IN_CONVERSATION, "In conversation"),
    (StageKind.PROPOSAL_OUT, "Proposal out"),
    (StageKind.NOT_NOW, "Not now"),
    (StageKind.WON, "Won"),
)
"""The columns of a new board, in order."""

_ALEMBIC_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create_file(path: Path) -> None:
    """Make a board where there is no file: readable by its owner alone, whole or not at all."""
    try:
        make_private_folder(path.parent)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        create_private_file(draft)
        try:
            fill(draft, (APPLICATION_ID, SCHEMA_VERSION), _statements())
            _give_name(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise BoardFileError(
            f"A new board cannot be made at {path}: {error.strerror or error}. Choose another place, or "
            "allow writing to that folder."
        ) from error


def _give_name(draft: Path, path: Path) -> None:
    """A link and not a rename, where there are links: a board that another program made meanwhile is not
    replaced."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except (OSError, AttributeError):
        if not path.exists():
            draft.rename(path)


def _statements() -> list[tuple[str, Values]]:
    """Everything that makes an empty file a board, as SQL with its values."""
    dialect = sqlite.dialect()
    tables = metadata.sorted_tables
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    statements += [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    statements += [SEARCH_DDL, _ALEMBIC_TABLE]
    codec = codec_of(Stage)
    stages = [
        codec.values(Stage(number, name, kind, number * GAP))
        for number, (kind, name) in enumerate(DEFAULT_STAGES, start=1)
    ]
    insert = f"INSERT INTO stage VALUES ({', '.join('?' * len(codec.names))})"
    return [
        *((statement, ()) for statement in statements),
        ("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA_VERSION:04}",)),
        *((insert, stage) for stage in stages),
    ]
