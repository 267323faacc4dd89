"""Where things lie: board, backups, log, what the window remembers. Folders are the rep’s alone."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "dreamboard"


def data_folder() -> Path:
    """The user's data folder for this program."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def default_board() -> Path:
    """The board that opens when none is named: ``DREAMBOARD_BOARD``, else in the user's data folder."""
    named = os.environ.get("DREAMBOARD_BOARD", "")
    return Path(named) if named else data_folder() / "board.dreamboard"


def demo_board() -> Path:
    """The sample board: never the rep's own."""
    return data_folder() / "sample.dreamboard"


def presets_folder() -> Path:
    """Where the rep's own presets for imports lie, a file each."""
    return data_folder() / "presets"


def log_folder() -> Path:
    """Where the log lies."""
    return Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def preferences_file() -> Path:
    """What the window remembers."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "window.ini"


def make_private(folder: Path) -> Path:
    """The folder, made for the user alone (0700) if it is not there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
