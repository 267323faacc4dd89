"""How an import of 10,000 deals compares with the same rows put in raw; run by hand."""

import random
import sys
import time
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from dreamboard.domain.model import ROW_TYPES
from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import ApplyImport
from dreamboard.store.open import open_board
from dreamboard.store.schema import table_name
from tests.fakes import FakeClock

DEALS = 10_000
RATIO = 6


def _write_deals(path: Path) -> None:
    chance = random.Random(7)
    fates = [
        ("Closed Won", "true", "true"),
        ("Closed Lost", "true", "false"),
        ("Prospecting", "false", "false"),
        ("Negotiation/Review", "false", "false"),
    ]
    with path.open("w") as file:
        file.write(
            '"ID","ACCOUNTID","NAME","DESCRIPTION","STAGENAME","AMOUNT","CLOSEDATE","ISCLOSED","ISWON"\n'
        )
        for number in range(DEALS):
            stage, closed, won = chance.choice(fates)
            account = number % 4_000
            day = f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
            cells = [
                f"006x{number:011d}",
                f"001x{account:011d}",
                f"Company {account} - Deal {number}",
                "Words",
            ]
            cells += [stage, f"{chance.randint(1, 999) * 1000}.0", day, closed, won]
            file.write(",".join(f'"{cell}"' for cell in cells) + "\n")


def _raw_seconds(board_file: Path, raw_file: Path) -> float:
    """The rows of a board's tables into the same tables of a new file, by ``executemany``."""
    board = dbapi2.connect(str(board_file))
    names = [table_name(kind) for kind in ROW_TYPES]
    rows = {name: board.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    made = board.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    board.close()
    raw = dbapi2.connect(str(raw_file))
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    for _, table, sql in made:
        if table in names and not sql.startswith("CREATE TRIGGER"):
            raw.execute(sql)
    raw.commit()
    started = time.perf_counter()
    for name, found in rows.items():
        if found:
            raw.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(found[0]))})', found)
    raw.commit()
    seconds = time.perf_counter() - started
    raw.close()
    return seconds


@pytest.mark.wide
def test_ten_thousand_deals_come_in_within_six_times_raw(tmp_path, capsys, record_property):
    path = tmp_path / "deals.csv"
    _write_deals(path)
    clock = FakeClock()
    board = open_board(tmp_path / "board.dreamboard", clock)
    try:
        started = time.perf_counter()
        sources = read_files([path])
        snapshot = take_snapshot(board.queries, kinds_of(sources))
        plan = plan_import(sources, snapshot, Choices(), clock.now(), clock.zone)
        planned = time.perf_counter()
        Dispatcher(HANDLERS, board.unit, clock).run(ApplyImport(plan))
        applied = time.perf_counter()
    finally:
        board.close()
    raw = _raw_seconds(tmp_path / "board.dreamboard", tmp_path / "raw.db")
    figures = (
        f"{DEALS} deals, {len(plan.new)} rows: read and planned {planned - started:.2f} s, applied"
        f" {applied - planned:.2f} s, raw {raw:.2f} s, ratio {(applied - planned) / raw:.1f}"
    )
    record_property("figures", figures)
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}\n")
    assert (applied - planned) / raw < RATIO
