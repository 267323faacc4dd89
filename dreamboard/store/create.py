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
from dreamboard.store.columns import codec_of
from dreamboard.store.ddl import metadata
from dreamboard.store.private_files import create_private_file, make_private_folder
from dreamboard.store.schema import APPLICATION_ID, SCHEMA_VERSION
from dreamboard.store.sqlite import SEARCH_DDL, connect_raw

DEFAULT_STAGES: Final = (
    (StageKind.DREAM_LIST, "Dream list"),
    (StageKind.PURSUING, "Pursuing"),
    (StageKind.IN_CONVERSATION, "In conversation"),
    (StageKind.PROPOSAL_OUT, "Proposal out"),
    (StageKind.NOT_NOW, "Not now"),
    (StageKind.WON, "Won"),
)
"""The columns of a new board, in order."""


def create_file(path: Path) -> None:
    """Make a board where there is no file: readable by its owner alone, whole or not at all."""
    try:
        make_private_folder(path.parent)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        create_private_file(draft)
        try:
            _fill(draft)
            # A link and not a rename: a board that another program made meanwhile is not replaced.
            if hasattr(os, "link"):
                os.link(draft, path)
            else:
                draft.rename(path)
        except FileExistsError:
            return
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise BoardFileError(
            f"A new board cannot be made at {path}: {error.strerror or error}. Choose another place, or "
            "allow writing to that folder."
        ) from error


def _fill(path: Path) -> None:
    raw = connect_raw(path)
    try:
        raw.execute("BEGIN IMMEDIATE")
        for statement in schema_statements():
            raw.execute(statement)
        stages = codec_of(Stage)
        for number, (kind, name) in enumerate(DEFAULT_STAGES, start=1):
            values = stages.values(Stage(number, name, kind, number * GAP))
            raw.execute(f"INSERT INTO stage VALUES ({', '.join('?' * len(values))})", values)
        raw.execute("COMMIT")
        raw.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def schema_statements() -> list[str]:
    """Everything that makes an empty file a board without columns, as SQL."""
    dialect = sqlite.dialect()
    tables = metadata.sorted_tables
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    statements += [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return [
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {SCHEMA_VERSION}",
        *statements,
        SEARCH_DDL,
        (
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        ),
        f"INSERT INTO alembic_version VALUES ('{SCHEMA_VERSION:04}')",
    ]
