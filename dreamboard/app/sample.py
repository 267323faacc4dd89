"""Making the sample board."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Setting, Stage
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


def sample_day(path: Path, clock: Clock) -> date | None:
    """The day that the sample in a file was made for; ``None`` for a board that is not the sample. Raises
    ``BoardFileError`` for what is no board."""
    board = open_board(path, clock)
    try:
        settings = {setting.name: setting.value for setting in board.queries.rows(Setting)}
    finally:
        board.close()
    return date.fromisoformat(json.loads(settings[SAMPLE_SETTING])) if SAMPLE_SETTING in settings else None


def _table(name: str) -> dict[str, object]:
    with resource_path("sample", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
