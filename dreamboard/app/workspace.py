"""A board that is open for work: commands, questions, and the rules with the rep's own numbers.

The window and the command line are built on this; neither knows more of the store than it gives.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from dreamboard.domain.model import Setting
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Day, Suggestion
from dreamboard.services.board_settings import read_settings
from dreamboard.services.dispatcher import Dispatcher, Handler
from dreamboard.services.ports import Clock, Queries
from dreamboard.store.board import Board
from dreamboard.store.open import open_board


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open board. Use it as a context manager, or close it in the end."""

    board: Board
    dispatcher: Dispatcher
    clock: Clock

    @property
    def path(self) -> Path:
        """The board's file."""
        return self.board.path

    @property
    def queries(self) -> Queries:
        """Questions to the board."""
        return self.board.queries

    def settings(self) -> Settings:
        """The numbers the rules go by, as the rep has them on this board."""
        found = {setting.name: setting.value for setting in self.queries.rows(Setting)}
        base = replace(Settings(), zone=self.clock.zone, is_holiday=is_holiday)
        return read_settings(found, base)

    def suggestions(self, pursuit_ids: Collection[int] | None = None) -> list[Suggestion]:
        """The next touch of every card, or of some, ranked."""
        # The plays are many modules: a start does without them.
        from dreamboard.domain.engine import suggest

        reach = self.queries.reach_log(self.clock.zone)
        return suggest(self.queries.book(pursuit_ids, reach), self.clock.now(), self.settings())

    def day(self) -> Day:
        """Today's queue: what was done today counts against its cap."""
        from dreamboard.domain.day import arrange

        today = self.clock.today()
        done = self.queries.counts(today).done_today
        return arrange(self.suggestions(), today, self.settings(), done=done)

    def close(self) -> None:
        """Let go of the file."""
        self.board.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_workspace(path: Path, clock: Clock, *, create: bool = True, check: bool = True) -> Workspace:
    """Open a board, making it if there is no such file, unless ``create`` is false. Raises
    ``BoardFileError`` with what to do.

    Who leaves ``check`` out calls ``store.open.check_board`` once there is time.
    """
    board = open_board(path, clock, create=create, check=check)
    return Workspace(board, Dispatcher(_Handlers(), board.unit, clock), clock)


class _Handlers(dict[type, Handler]):
    """The handlers of commands, loaded with the first one: a board is shown before anything is changed."""

    def __missing__(self, kind: type) -> Handler:
        from dreamboard.services.handlers import HANDLERS

        return HANDLERS[kind]


def is_holiday(day: date, country: str) -> bool:
    """Whether it is a public holiday of a country; an unknown country has none."""
    return day in _holidays_of(country, day.year)


@cache
def _holidays_of(country: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    # The calendar of one country is loaded when an account there is first asked about.
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
