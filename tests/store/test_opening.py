"""Opening a file as a board: new ones are private, and what is no board is refused as it was."""

import hashlib
import os
import stat
import threading

import pytest
from sqlcipher3 import dbapi2 as driver

from dreamboard.domain.errors import BoardFileError, DreamboardError, Refused
from dreamboard.domain.model import Account, Touch
from dreamboard.store.backup import make_backup
from dreamboard.store.board_file import header_of
from dreamboard.store.open import check_board, open_board
from dreamboard.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.store.small_world import NOON, a_card, a_touch, log, save


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def filled(path, clock):
    """A closed board with enough on it to be damaged in the middle."""
    board = open_board(path, clock)
    card = a_card(board)
    log(board, *[a_touch(card, note=f"{n} " + "said " * 20) for n in range(600)])
    board.close()
    return path


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_new_board_and_its_folder_are_their_owners_alone(path, clock):
    umask = os.umask(0)
    try:
        board = open_board(path, clock)
        save(board, Account(0, "Northwind"))
        assert mode(path.parent) == 0o700
        assert {mode(file) for file in path.parent.iterdir()} == {0o600}
        board.close()
    finally:
        os.umask(umask)


def test_a_board_says_what_it_is_and_leaves_nothing_beside_it(path, clock):
    open_board(path, clock).close()
    header = header_of(path)
    assert (header.application_id, header.version) == (APPLICATION_ID, SCHEMA_VERSION)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_board_that_was_made_meanwhile_is_not_replaced(path, clock, monkeypatch):
    board = open_board(path, clock)
    save(board, Account(0, "Theirs"))
    board.close()
    monkeypatch.setattr(type(path), "exists", lambda self: self.name != path.name)
    ours = open_board(path, clock)
    assert [account.name for account in ours.queries.rows(Account)] == ["Theirs"]
    ours.close()


def test_a_missing_board_is_made_only_when_asked(path, clock):
    with pytest.raises(BoardFileError, match="no board at"):
        open_board(path, clock, create=False)
    assert not path.parent.exists()


def foreign(path):
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE note (text)")
    connection.commit()
    connection.close()


def newer(path):
    connection = driver.connect(str(path))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


MAKERS = {
    "is empty": lambda path: path.touch(),
    "not a board, or it is damaged": lambda path: path.write_text("Dear Dana,\n" * 500),
    "not a board, or it is damaged ": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "another program": foreign,
    "newer version": newer,
    "not a file": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("what", MAKERS)
def test_what_is_no_board_is_refused_and_left_as_it_was(tmp_path, clock, what):
    path = tmp_path / "thing.dreamboard"
    MAKERS[what](path)
    before = None if path.is_dir() else checksum(path)
    with pytest.raises(BoardFileError, match=what.strip()) as caught:
        open_board(path, clock)
    assert str(path) in str(caught.value)
    assert caught.value.backup is None
    assert path.is_dir() or checksum(path) == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def damage_middle(path):
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 8192)


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def damage_header(path):
    with path.open("rb+") as file:
        file.write(b"\0" * 100)


@pytest.mark.parametrize("hurt", [damage_middle, cut, damage_header])
def test_a_damaged_board_is_refused_as_it_was_and_the_newest_good_backup_named(filled, clock, hurt):
    good = make_backup(filled, NOON)
    bad = make_backup(filled, NOON.replace(hour=13))
    hurt(filled)
    hurt(bad.path)
    before = checksum(filled)
    with pytest.raises(BoardFileError, match="damaged") as caught:
        open_board(filled, clock)
    assert caught.value.backup == good.path
    assert "4 March 2026, 12:00" in str(caught.value)
    assert checksum(filled) == before


def test_damage_is_told_later_when_the_start_may_not_wait(filled, clock):
    with filled.open("rb+") as file:
        file.seek(filled.stat().st_size * 4 // 5)
        file.write(b"\xa5" * 8192)
    board = open_board(filled, clock, check=False)
    told = []

    def look():
        try:
            check_board(filled)
        except BoardFileError as error:
            told.append(str(error))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    board.close()
    assert "damaged" in told[0]


def test_changes_that_wait_in_a_log_are_there_at_the_next_start(filled, clock, tmp_path):
    board = open_board(filled, clock)
    save(board, Account(0, "In the log"))
    copy = tmp_path / filled.name  # as a program that was killed leaves them
    for ending in ("", "-wal"):
        copy.with_name(copy.name + ending).write_bytes(filled.with_name(filled.name + ending).read_bytes())
    board.close()
    again = open_board(copy, clock)
    assert [account.name for account in again.queries.rows(Account)][-1] == "In the log"
    again.close()


def test_another_programs_write_is_waited_for_and_then_refused_in_words(board, path):
    other = driver.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused, match="Another program is writing"):
        save(board, Account(0, "Late"))
    assert board.queries.rows(Account) == []  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    save(board, Account(0, "Now"))


def test_a_full_disk_refuses_the_change_and_the_board_goes_on(board):
    card = a_card(board)
    link = board._kept
    pages = link.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    link.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused, match="is full"):
        log(board, *[a_touch(card, note="x" * 3000) for _ in range(50)])
    assert board.queries.rows(Touch) == []
    link.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    log(board, a_touch(card))
    assert len(board.queries.rows(Touch)) == 1


def test_a_board_that_became_read_only_refuses_changes_in_words(board):
    board._kept.connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Refused, match="read-only"):
        save(board, Account(0, "Northwind"))
    assert board.queries.rows(Account) == []


def test_a_read_only_file_is_refused_in_words(filled, clock, monkeypatch):
    monkeypatch.setattr(os, "access", lambda place, how: how != os.W_OK)
    with pytest.raises(BoardFileError, match="read-only"):
        open_board(filled, clock)


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be deleted there")
def test_a_board_that_was_deleted_while_open_takes_no_more(board, path):
    save(board, Account(0, "Before"))
    path.unlink()
    with pytest.raises(DreamboardError, match="moved, replaced or deleted"):
        save(board, Account(0, "After"))


def test_a_place_where_no_board_can_be_made_is_told(tmp_path, clock):
    (tmp_path / "file").write_text("")
    with pytest.raises(BoardFileError, match="cannot be made"):
        open_board(tmp_path / "file" / "mine.dreamboard", clock)


def test_what_is_done_while_another_thread_reads_the_header_keeps_its_locks(board, path, clock):
    """A file closed past SQLite drops all locks of the program: another would then take the log away."""
    header_of(path)
    second = driver.connect(str(path), timeout=0)
    with pytest.raises(driver.OperationalError):
        second.execute("PRAGMA journal_mode = DELETE").fetchall()
    second.close()
    save(board, Account(0, "Still there"))


def test_a_board_is_tidied_beside_open_changes_and_nothing_is_lost(board, path):
    for number in range(5):
        save(board, Account(0, str(number)))
    before = path.stat().st_size
    with board.unit() as unit:
        unit.add(Account(0, "Under way"))
        board.tidy()
        unit.commit()
    assert path.stat().st_mtime_ns
    assert path.stat().st_size >= before
    assert len(board.queries.rows(Account)) == 6


def test_a_board_is_made_where_there_are_no_links(path, clock, monkeypatch):
    def no_links(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    open_board(path, clock).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_disk_without_room_is_not_blamed_on_the_board(filled, clock, monkeypatch):
    def no_room(path):
        raise BoardFileError("unreadable") from OSError("disk I/O error")

    monkeypatch.setattr("dreamboard.store.board_file.marks_of", no_room)
    with pytest.raises(BoardFileError, match="full or failing"):
        open_board(filled, clock)
