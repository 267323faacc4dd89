"""Bringing an older board up to date: all steps in one transaction, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2 as driver

from dreamboard.domain.errors import BoardFileError, DreamboardError
from dreamboard.store.sqlite import connect_raw, in_words

SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(path: Path, to: int | None = None, scripts: Path = SCRIPTS) -> None:
    """Bring a board's file to a schema number, forward or back; without one, to the newest there is.

    Raises ``DreamboardError`` with the content as it was. A verified backup is the caller's to make first.
    """
    # Alembic costs a start as much as all of SQLAlchemy; a board that is up to date never needs it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    wanted = int(ScriptDirectory.from_config(config).get_current_head() or 0) if to is None else to

    def steps(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        held = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        go = command.upgrade if wanted >= int(held or 0) else command.downgrade
        go(config, f"{wanted:04}" if wanted else "base")
        connection.exec_driver_sql(f"PRAGMA user_version = {wanted}")

    _in_one_transaction(path, steps)


def _in_one_transaction(path: Path, change: Callable[[sa.Connection], None]) -> None:
    """Change a board's tables, all or nothing; no reference may dangle in the end."""
    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect_raw(path),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    try:
        with engine.connect() as connection:
            # A table that is made anew is dropped on the way: its rows' references must not follow it.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = FULL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                change(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise BoardFileError(f"The board {path} has references that lead nowhere.")
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.connection.rollback()
                raise
    except DreamboardError:
        raise
    except (sa.exc.DBAPIError, driver.Error) as error:
        raise in_words(error, path) from error
    finally:
        engine.dispose()
