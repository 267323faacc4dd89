"""Making the sample board."""

from __future__ import annotations

import tomllib
from pathlib import Path

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Pursuit, Setting, Stage
from dreamboard.services.ports import Clock
from dreamboard.services.sample import SAMPLE_SETTING, sample_rows, write_sample
from dreamboard.store.open import open_board
from dreamboard.ui.resources import resource_path

_TABLES = ("names", "ideas", "stories", "filler")


def make_sample(path: Path, clock: Clock) -> None:
    """A new board at ``path`` with the sample in it, ending on the clock's day. The folder is made if needed.

    Raises ``Refused`` when there is something at that path already.
    """
    if path.exists():
        raise Refused(f"There is a file at {path} already: the sample goes to a new one.")
    board = open_board(path, clock)
    try:
        with board.unit() as unit:
            stages = {stage.kind: stage for stage in unit.find(Stage)}
            tables = {name: _table(name) for name in _TABLES}
            write_sample(unit, sample_rows(tables, clock.today(), clock.zone, stages))
            unit.commit()
    finally:
        board.close()


def is_sample(path: Path, clock: Clock) -> bool:
    """Whether the board in a file is the sample, or has no cards. Raises ``BoardFileError`` for no board."""
    board = open_board(path, clock)
    try:
        settings = {setting.name for setting in board.queries.rows(Setting)}
        return SAMPLE_SETTING in settings or not board.queries.rows(Pursuit)
    finally:
        board.close()


def _table(name: str) -> dict[str, object]:
    with resource_path("sample", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
