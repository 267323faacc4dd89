"""Bringing an older board up to date: all steps in one transaction, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from dreamboard.store.sqlite_file import change_tables

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

    def steps(connection: sa.Connection) -> int:
        config.attributes["connection"] = connection
        held = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        go = command.upgrade if wanted >= int(held or 0) else command.downgrade
        go(config, f"{wanted:04}" if wanted else "base")
        return wanted

    change_tables(path, steps)
