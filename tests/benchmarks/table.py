"""The table of figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dreamboard.app.bootstrap import furnish
from dreamboard.app.workspace import open_workspace
from dreamboard.presentation.preferences import Preferences
from dreamboard.ui.main_window import MainWindow
from dreamboard.ui.theme import Theme
from tests.benchmarks import measures
from tests.benchmarks.big_board import make_big_board

FRAME_MS = 16


def run(folder: Path, *, small: bool) -> Iterator[str]:
    """Every line of the table, as soon as it is known."""
    pursuits, touches, long, deals = (60, 600, 300, 200) if small else (2_000, 100_000, 10_000, 10_000)
    runs, count = (1, 5) if small else (5, 200)
    board = folder / "big.dreamboard"
    yield f"{pursuits:,} pursuits, {touches + long:,} touches, {long:,} of them on one card"
    workspace = make_big_board(board, pursuits, touches, on_first=long)
    workspace.close()

    found = measures.starts(board, runs)
    bare = found["bare painted"]
    yield _line("bare window painted", bare)
    yield _line("window painted", found["board painted"], bare, "1.3 aimed at")
    yield _line("board filled", found["board filled"], bare, "3.5 aimed at")
    yield _line("all suggestions known", found["board settled"], bare)
    busy = found["bare painted cpu"]
    yield _line("window painted, processor", found["board painted cpu"], busy)
    yield _line("board filled, processor", found["board filled cpu"], busy)
    pss, floor = found["board pss"], found["bare pss"]
    yield f"{'memory (PSS)':34} {pss:9.1f} MiB{pss / floor if floor else 0:8.2f} ×"

    yield from _window(board, count)

    with open_workspace(board, measures_clock()) as workspace:
        ids = [
            card.id
            for column in workspace.queries.board(workspace.clock.today()).columns
            for card in column.cards
        ]
        most, few = measures.timeline_pages(workspace, (min(ids), max(ids)), 20)
        yield _line("timeline's first page, few touches", few)
        yield _line(f"timeline's first page, {long:,}", most, few)
        spent = measures.suggestions(workspace)
        yield _line("the log counted", spent["reach"])
        yield _line("the book read", spent["book"])
        yield _line(f"suggest for {spent['count']:,}", spent["suggest"], spent["book"], "to reading the book")

    yield from imported(folder, deals, 10 * deals)


def imported(folder: Path, deals: int, touches: int) -> Iterator[str]:
    """The lines about an import."""
    spent = measures.imports(folder, deals, touches)
    made = f"{spent['created']:,} lines created"
    yield f"import of {deals:,} deals with accounts and {touches:,} touches: {made}"
    yield _line(f"executemany of {spent['rows']:,.0f} rows", spent["raw"])
    yield _line("the import read and planned", spent["plan"], spent["raw"])
    yield _line("the import applied", spent["apply"], spent["raw"], "6 aimed at")
    for when in ("before", "planned", "applied"):
        yield f"{f'memory at the highest, {when}':34} {spent[f'peak {when}']:9.1f} MiB"


def measures_clock():
    """The machine's clock."""
    from dreamboard.app.clock import SystemClock

    return SystemClock()


def _window(board: Path, count: int) -> Iterator[str]:
    application = QApplication.instance() or QApplication([])
    theme = Theme(application)
    window = MainWindow()
    window.show()
    workspace = open_workspace(board, measures_clock())
    shell = furnish(window, application, workspace, theme, Preferences(board.with_suffix(".ini")))

    def rest() -> None:
        while shell.jobs.busy or not shell.suggester.settled or shell.hand.waiting:
            QTest.qWait(5)

    rest()
    spent = measures.actions(shell, application, rest, count)
    for name, times in spent.items():
        yield _frames(f"{name}, command to repaint", times)
    shell.close()
    window.close()
    window.deleteLater()
    QTest.qWait(10)


def _frames(name: str, seconds: list[float]) -> str:
    milliseconds = [1000 * each for each in seconds]
    p50, p99 = measures.percentile(milliseconds, 50), measures.percentile(milliseconds, 99)
    return f"{name:34} {p50:9.2f} ms p50 {p99:8.2f} ms p99   {p99 / FRAME_MS:.2f} of a frame"


def _line(name: str, seconds: float, floor: float | None = None, aim: str = "") -> str:
    ratio = f" {seconds / floor:8.2f} ×" if floor else ""
    return f"{name:34} {1000 * seconds:9.1f} ms{ratio}   {aim}".rstrip()
