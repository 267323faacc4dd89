"""The doctor: says how a board stands and mends what can be mended."""

import os

import pytest
from sqlcipher3 import dbapi2 as driver

from dreamboard.domain.figures import figures_held, figures_of
from dreamboard.domain.model import Employment, Pursuit, Setting, Stage, Touch
from dreamboard.services.commands import WIPE_DUE
from dreamboard.store.backup import backups_of, make_backup
from dreamboard.store.doctor import examine, repair
from dreamboard.store.open import open_board
from tests.store.small_world import NOON, a_card, a_touch, log


@pytest.fixture
def filled(board, path):
    """A closed board with two cards in one column and touches on one."""
    card = a_card(board)
    a_card(board, "Other", title="Other")
    with board.unit() as unit:
        unit.fill(Pursuit, 2, {"rank": 4096})
        unit.commit()
    log(board, a_touch(card, note="pallet"), a_touch(card, 3))
    board.close()
    return path


def troubled(path):
    return [finding.text for finding in examine(path) if not finding.ok]


def spoil(path, *statements):
    connection = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_board_that_is_well_is_said_to_be(filled):
    findings = examine(filled)
    assert all(finding.ok for finding in findings)
    assert any("Touch 2" in finding.text for finding in findings)
    assert repair(filled, NOON) == findings
    assert backups_of(filled) == ()


def test_a_board_that_is_open_can_be_looked_at(board, path):
    a_card(board)
    assert troubled(path) == []


def test_wrong_figures_are_found_and_derived_anew(filled, clock):
    spoil(filled, "UPDATE pursuit SET touch_count = 7, unanswered = 9 WHERE id = 1")
    (text,) = troubled(filled)
    assert text == "Figures: wrong for 1 cards (1)."
    assert all(finding.ok for finding in repair(filled, NOON))
    board = open_board(filled, clock)
    card = board.queries.row(Pursuit, 1)
    assert figures_held(card) == figures_of(board.queries.rows(Touch))
    board.close()
    assert len(backups_of(filled)) == 1


def test_references_that_lead_nowhere_are_found_and_mended(filled, clock):
    spoil(
        filled,
        "UPDATE touch SET contact_id = 99",
        "INSERT INTO employment (id, contact_id, account_id, title) VALUES (50, 1, 88, '')",
    )
    (text,) = troubled(filled)
    assert "3 lead nowhere" in text
    assert "Employment 50.account_id" in text
    assert all(finding.ok for finding in repair(filled, NOON))
    board = open_board(filled, clock)
    assert [touch.contact_id for touch in board.queries.rows(Touch)] == [None, None]
    assert 50 not in [job.id for job in board.queries.rows(Employment)]
    board.close()


def test_cards_and_columns_that_share_a_place_are_set_apart_in_their_order(filled, clock):
    spoil(filled, "UPDATE pursuit SET rank = 5", "UPDATE stage SET position = 1 WHERE id < 3")
    (text,) = troubled(filled)
    assert text == "Order: cards share a place in column 1 and columns share a place."
    assert all(finding.ok for finding in repair(filled, NOON))
    board = open_board(filled, clock)
    columns = board.queries.board(NOON.date()).columns
    assert [card.id for card in columns[0].cards] == [1, 2]
    assert [column.stage.id for column in columns] == [stage.id for stage in board.queries.rows(Stage)]
    board.close()


def test_a_search_that_misses_texts_is_built_anew(filled, clock):
    spoil(filled, "INSERT INTO search (search) VALUES ('delete-all')")
    (text,) = troubled(filled)
    assert "0 of" in text
    assert all(finding.ok for finding in repair(filled, NOON))
    board = open_board(filled, clock)
    assert board.queries.search("pallet")
    board.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_files_that_others_may_read_are_found_and_closed_to_them(filled):
    backup = make_backup(filled, NOON)
    filled.chmod(0o644)
    backup.path.chmod(0o640)
    (text,) = troubled(filled)
    assert str(filled) in text
    assert str(backup.path) in text
    assert all(finding.ok for finding in repair(filled, NOON))
    assert len(backups_of(filled)) == 1  # nothing in the board was changed


def test_a_damaged_board_is_told_with_the_backup_to_restore_and_not_touched(filled):
    backup = make_backup(filled, NOON)
    with filled.open("rb+") as file:
        file.seek(filled.stat().st_size * 4 // 5)
        file.write(b"\xa5" * 5000)
    before = filled.read_bytes()
    (text,) = troubled(filled)
    assert text.startswith("Integrity: the file is damaged")
    assert str(backup.path) in text
    repair(filled, NOON)
    assert filled.read_bytes() == before


def test_what_is_no_board_and_backups_that_are_no_good_are_told(filled):
    backup = make_backup(filled, NOON)
    backup.path.write_bytes(b"")
    filled.write_bytes(b"Dear Dana" * 200)
    first, second = troubled(filled)
    assert "not a board" in first
    assert "1 cannot be used" in second


def test_what_an_erasing_left_in_the_file_is_told_and_wiped(filled, clock):
    board = open_board(filled, clock)
    with board.unit() as unit:
        unit.add(Setting(0, WIPE_DUE, "true"))
        unit.commit()
    board.close()
    assert troubled(filled) == [
        "Erased: the file may still hold what was erased: it was in use elsewhere, or the disk was full."
    ]
    repair(filled, NOON)
    assert troubled(filled) == []
    (backup,) = backups_of(filled)
    assert troubled(backup.path) == []
