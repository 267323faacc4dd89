"""What is measured, each against a floor in the same run. Functions give named seconds or counts."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication
from sqlcipher3 import dbapi2 as driver

from dreamboard.app.workspace import Workspace
from dreamboard.domain.engine import suggest
from dreamboard.domain.values import Channel
from dreamboard.services.commands import LogTouch, MoveCards, Place
from dreamboard.services.read_models import TimelineFilter, TimelineScope

REPOSITORY = Path(__file__).resolve().parents[2]


def percentile(values: list[float], per_cent: float) -> float:
    """The value that so many per cent of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * per_cent / 100))]


def starts(board: Path, runs: int) -> dict[str, float]:
    """Medians of starts in fresh processes, the bare window and the board in turn.

    Both find their byte code ready, as an installed program does: it lies beside the board.
    """
    found: dict[str, list[float]] = {}
    settled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    settled |= {"PYTHONPATH": str(REPOSITORY), "PYTHONPYCACHEPREFIX": str(board.parent / "bytecode")}
    settled.setdefault("QT_QPA_PLATFORM", "offscreen")
    for _ in range(runs + 1):
        for name, argument in (("bare", "bare"), ("board", str(board))):
            environment = {**settled, "BEGAN": repr(time.monotonic())}
            told = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.start_probe", argument],
                env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=120,
            ).stdout  # fmt: skip
            for key, value in json.loads(told.splitlines()[-1]).items():
                found.setdefault(f"{name} {key}", []).append(value)
    # The first run of each warms the disk's cache and the byte code.
    return {name: statistics.median(values[1:]) for name, values in found.items()}


class Repaint(QObject):
    """Waits until the views that a change concerns have been painted by the event loop."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._awaited: set[QObject] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._awaited.discard(watched)
        return False

    def seconds(self, act: Callable[[], object], *views: QAbstractItemView) -> float:
        """From the act until each of the views has been painted, what the loop does before that included."""
        self._awaited = {view.viewport() for view in views}
        for viewport in self._awaited:
            viewport.installEventFilter(self)
        viewports = tuple(self._awaited)
        began = time.perf_counter()
        act()
        while self._awaited:
            self._application.processEvents()
            if time.perf_counter() - began > 10:
                raise AssertionError("what was changed has not been painted")
        spent = time.perf_counter() - began
        for viewport in viewports:
            viewport.removeEventFilter(self)
        return spent


def actions(
    shell, application: QApplication, rest: Callable[[], object], count: int
) -> dict[str, list[float]]:
    """Seconds of what a rep does in a window that shows the board, until what it changes has been painted.

    A move is timed to the paint of the two columns; a log to that of the card's column; a letter in the
    filter to that of all columns in sight; another card under the keys to that of its column. What follows
    aside comes after these paints, in turns of its own: the card's timeline, its next suggestion, the day's
    queue.
    """
    presenter, bridge, board = shell.presenter, shell.bridge, shell.window.parts.board
    columns, repaint = presenter.model.columns, Repaint(application)
    found: dict[str, list[float]] = {"move": [], "log": [], "filter": [], "arrow": []}
    for n in range(count):
        here, there = columns[n % 3], columns[(n + 1) % 3]
        card = here.ids[0]
        presenter.select((card,), card)
        rest()
        place = Place(there.column.stage.id, None, there.ids[0] if there.ids else None)
        views = [board.columns()[n % 3].cards, board.columns()[(n + 1) % 3].cards]
        found["move"].append(repaint.seconds(partial(bridge.run, MoveCards((card,), place)), *views))
        rest()
        log = LogTouch(Channel.CALL, pursuit_id=card, note="spoke")
        found["log"].append(repaint.seconds(partial(bridge.run, log), views[1]))
        rest()
        other = there.ids[1]
        found["arrow"].append(repaint.seconds(partial(presenter.select, (other,), other), views[1]))
    for text in ("1", "19", "199", "19", "1", "") * (count // 6 + 1):
        shown = [c.cards for c in board.columns() if not c.cards.viewport().visibleRegion().isEmpty()]
        rest()
        found["filter"].append(repaint.seconds(partial(shell.does.filter_by_text, text), *shown))
    return found


def timeline_pages(workspace: Workspace, pursuit_ids: tuple[int, ...], runs: int) -> list[float]:
    """Median seconds of the first page of each card's timeline."""
    today = workspace.clock.today()
    found = []
    for pursuit_id in pursuit_ids:
        card = workspace.queries.cards((pursuit_id,), today)[0]
        scope = TimelineScope(card.account_id, card.id)
        times = []
        for _ in range(runs):
            began = time.perf_counter()
            workspace.queries.timeline(scope, TimelineFilter(), today)
            times.append(time.perf_counter() - began)
        found.append(statistics.median(times))
    return found


def suggestions(workspace: Workspace) -> dict[str, float]:
    """Seconds to read the book of the whole board, and to work out every suggestion."""
    began = time.perf_counter()
    reach = workspace.queries.reach_log(workspace.clock.zone)
    counted = time.perf_counter()
    book = workspace.queries.book(None, reach)
    read = time.perf_counter()
    found = suggest(book, workspace.clock.now(), workspace.settings())
    done = time.perf_counter()
    return {"reach": counted - began, "book": read - counted, "suggest": done - read, "count": len(found)}


def imports(folder: Path, deals: int, touches: int) -> dict[str, float]:
    """Seconds to read and plan files of deals with their accounts and touches, to bring them in, and for the
    same rows by ``executemany``; lines, rows, and MiB held at the highest by a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.import_probe", str(folder), str(deals), str(touches)],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    raw, rows = raw_copy(folder / "import.dreamboard", folder / "raw.sqlite")
    return found | {"raw": raw, "rows": rows}


def raw_copy(board: Path, path: Path) -> tuple[float, int]:
    """Seconds for the rows of a board by bare ``executemany`` into the same tables and indexes."""
    source = driver.connect(str(board))
    tables = [
        (name, sql)
        for name, sql in source.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
            "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' AND name <> 'journal'"
        )
    ]
    indexes = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE type = 'index'") if sql]
    data = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name, _ in tables}
    source.close()
    target = driver.connect(str(path), isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = FULL")
    for _, sql in tables:
        target.execute(sql)
    for sql in indexes:
        if not any(f" {word} " in sql for word in ("journal", "search")):
            target.execute(sql)
    began = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for name, rows in data.items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    target.execute("COMMIT")
    spent = time.perf_counter() - began
    target.close()
    return spent, sum(len(rows) for rows in data.values())
