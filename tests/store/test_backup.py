"""Backups: made beside an open board, verified, thinned, and put back."""

import hashlib
import os
import stat
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlcipher3 import dbapi2 as driver

from dreamboard.domain.errors import BoardFileError, DreamboardError, Refused
from dreamboard.domain.model import Account
from dreamboard.store import backup as backup_module
from dreamboard.store import sqlite_file
from dreamboard.store.backup import (
    Cancelled,
    back_up_if_due,
    backups_of,
    copy_board,
    folder_of,
    is_good,
    make_backup,
    newest_good,
    restore,
)
from dreamboard.store.open import open_board
from dreamboard.store.retention import kept
from tests.store.small_world import NOON, a_card, a_touch, everything, log, save


def reopened(path, clock):
    board = open_board(path, clock)
    try:
        return everything(board)
    finally:
        board.close()


def take_back(board):
    with board.unit() as unit:
        unit.take_back(unit.last_step())
        unit.commit()


def test_a_backup_beside_an_open_board_holds_all_of_it(board, path, clock):
    log(board, a_touch(a_card(board)))
    backup = make_backup(path, NOON)
    assert is_good(backup.path)
    assert backup.at == NOON
    assert backups_of(path) == (backup,)
    assert reopened(backup.path, clock) == everything(board)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_backups_are_their_owners_alone_and_leave_nothing_beside(board, path):
    umask = os.umask(0)
    try:
        backup = make_backup(path, NOON)
    finally:
        os.umask(umask)
    assert [file.name for file in folder_of(path).iterdir()] == [backup.path.name]
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700


def test_a_backup_does_not_wait_for_a_write_of_its_own_program(board, path):
    save(board, Account(0, "Before"))
    with board.unit() as unit:
        unit.add(Account(0, "Not yet committed"))
        backup = make_backup(path, NOON)
        unit.commit()
    connection = driver.connect(str(backup.path))
    assert connection.execute("SELECT name FROM account").fetchall() == [("Before",)]
    connection.close()


def test_a_backup_is_of_one_moment_however_much_is_written_meanwhile(board, path, monkeypatch, clock):
    monkeypatch.setattr(sqlite_file, "_PAGES", 5)
    card = a_card(board)
    before = everything(board)
    told = []

    def progress(done, total):
        told.append((done, total))
        log(board, a_touch(card))
        return True

    backup = make_backup(path, NOON, progress)
    assert len(told) > 3
    assert told[-1][0] == told[-1][1]
    assert reopened(backup.path, clock) == before


def test_a_backup_that_was_stopped_leaves_nothing(board, path):
    with pytest.raises(Cancelled):
        make_backup(path, NOON, lambda done, total: False)
    assert list(folder_of(path).iterdir()) == []
    save(board, Account(0, "Goes on"))


def test_a_damaged_board_replaces_no_good_backup(board, path):
    card = a_card(board)
    log(board, *[a_touch(card, note="said " * 50) for _ in range(300)])
    board.close()
    good = make_backup(path, NOON)
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 8192)
    with pytest.raises(BoardFileError, match="damaged"):
        make_backup(path, NOON + timedelta(hours=1))
    assert [backup.path for backup in backups_of(path)] == [good.path]
    assert newest_good(path) == good


def test_no_room_for_a_backup_is_told_and_nothing_is_lost(board, path, monkeypatch):
    good = make_backup(path, NOON)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "create_private_file", full)
    with pytest.raises(Refused, match="No space left"):
        make_backup(path, NOON + timedelta(hours=1))
    assert backups_of(path) == (good,)


def test_a_start_backs_up_when_the_last_is_old_and_something_changed(board, path):
    save(board, Account(0, "First"))
    assert back_up_if_due(path, NOON) is not None
    save(board, Account(0, "Second"))
    assert back_up_if_due(path, NOON + timedelta(minutes=30)) is None
    assert back_up_if_due(path, NOON + timedelta(minutes=31)) is not None
    assert back_up_if_due(path, NOON + timedelta(days=3)) is None
    take_back(board)
    assert back_up_if_due(path, NOON + timedelta(days=4)) is not None


def test_a_last_backup_that_is_damaged_does_not_count(board, path):
    (bad,) = [make_backup(path, NOON)]
    bad.path.write_bytes(b"nonsense")
    assert back_up_if_due(path, NOON + timedelta(days=1)) is not None


def test_two_backups_of_one_second_are_two(board, path):
    first, second = make_backup(path, NOON), make_backup(path, NOON)
    assert [backup.path for backup in backups_of(path)] == [second.path, first.path]


def test_restoring_backs_up_first_and_brings_back_what_was(board, path, clock):
    save(board, Account(0, "Then"))
    then = everything(board)
    backup = make_backup(path, NOON)
    save(board, Account(0, "Now"))
    now = everything(board)
    board.close()
    before = restore(path, backup.path, NOON + timedelta(hours=1))
    assert reopened(path, clock) == then
    assert before is not None
    assert reopened(before.path, clock) == now


def test_a_log_of_the_old_board_is_not_taken_for_one_of_the_restored(board, path, clock, tmp_path):
    save(board, Account(0, "Then"))
    backup = make_backup(path, NOON)
    for number in range(20):
        save(board, Account(0, f"Later {number}"))
    log_file = path.with_name(path.name + "-wal")
    waiting = log_file.read_bytes()
    board.close()
    log_file.write_bytes(waiting)
    restore(path, backup.path, NOON)
    board = open_board(path, clock)
    assert [account.name for account in board.queries.rows(Account)] == ["Then"]
    board.close()


def test_restoring_over_a_damaged_board_keeps_it_aside(board, path, clock):
    save(board, Account(0, "Then"))
    backup = make_backup(path, NOON)
    board.close()
    path.write_bytes(b"ruined")
    assert restore(path, backup.path, NOON) is None
    assert [account.name for account in reopened(path, clock)["Account"]] == ["Then"]
    assert b"ruined" in [file.read_bytes() for file in path.parent.iterdir() if "replaced" in file.name]


def test_restoring_where_there_is_no_board_makes_one(board, path, clock, tmp_path):
    save(board, Account(0, "Then"))
    backup = make_backup(path, NOON)
    new = tmp_path / "new" / "other.dreamboard"
    assert restore(new, backup.path, NOON) is None
    assert [account.name for account in reopened(new, clock)["Account"]] == ["Then"]


def test_a_bad_backup_is_not_restored(board, path, tmp_path):
    board.close()
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    for name, content in (("empty", b""), ("text", b"Dear Dana" * 100)):
        bad = tmp_path / name
        bad.write_bytes(content)
        with pytest.raises(BoardFileError):
            restore(path, bad, NOON)
    with pytest.raises(BoardFileError):
        restore(path, tmp_path / "missing", NOON)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == checksum
    assert backups_of(path) == ()


def test_a_board_that_is_open_is_not_replaced(board, path):
    backup = make_backup(path, NOON)
    save(board, Account(0, "Meanwhile"))
    with pytest.raises(DreamboardError, match="open in a window"):
        restore(path, backup.path, NOON)
    save(board, Account(0, "Goes on"))
    assert len(board.queries.rows(Account)) == 2


def test_a_copy_goes_where_it_is_told(board, path, tmp_path, clock):
    save(board, Account(0, "Northwind"))
    copy_board(path, tmp_path / "copy.dreamboard")
    assert reopened(tmp_path / "copy.dreamboard", clock) == everything(board)
    assert backups_of(path) == ()


def test_old_backups_are_thinned_and_what_was_interrupted_is_removed(board, path):
    folder = folder_of(path)
    folder.mkdir()
    first = make_backup(path, NOON)
    for days in range(1, 40):
        name = f"{NOON - timedelta(days=days):%Y-%m-%d %H.%M.%S}.dreamboard-backup"
        (folder / name).write_bytes(first.path.read_bytes())
    (folder / ".x.dreamboard-backup.1f.part").write_bytes(b"")
    (folder / "holiday.jpg").write_bytes(b"")
    make_backup(path, NOON + timedelta(hours=1))
    assert 15 < len(backups_of(path)) < 25
    assert first in backups_of(path)
    assert (folder / "holiday.jpg").exists()
    assert not (folder / ".x.dreamboard-backup.1f.part").exists()


def hourly(count, end=NOON):
    return [end - timedelta(hours=hour) for hour in range(count)]


def test_the_newest_five_are_kept():
    assert kept(hourly(5), NOON) == set(range(5))


def test_after_a_long_time_a_year_is_covered_with_few():
    taken = hourly(24 * 500)
    keep = [taken[place] for place in sorted(kept(taken, NOON))]
    assert keep[:5] == taken[:5]
    assert len(keep) <= 5 + 12 + 10 + 9
    assert timedelta(days=210) < NOON - min(keep) < timedelta(days=290)


def test_thinning_again_removes_nothing_more_and_the_order_does_not_matter():
    taken = hourly(2000)
    keep = [taken[place] for place in kept(taken, NOON)]
    assert kept(keep, NOON) == set(range(len(keep)))
    backwards = taken[::-1]
    assert {backwards[place] for place in kept(backwards, NOON)} == set(keep)


def test_day_by_day_the_kept_ones_never_leave_a_hole_of_more_than_a_month():
    held = []
    for hour in range(24 * 400):
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        if hour % 7 == 0:
            held.append(now)
            held = [held[place] for place in sorted(kept(held, now))]
    gaps = [later - earlier for earlier, later in pairwise(held)]
    assert max(gaps) <= timedelta(days=32)
    assert held[-1] - held[0] > timedelta(days=200)


def test_backups_from_a_clock_that_was_wrong_are_kept_and_take_no_place():
    ahead = [NOON + timedelta(days=400 + day) for day in range(3)]
    taken = ahead + hourly(5)
    assert kept(taken, NOON) == set(range(8))
