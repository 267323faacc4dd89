"""A person out whole, as JSON and as text."""

import json
import stat

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Touch
from dreamboard.exchange.person_file import export_person, person_data
from dreamboard.services import commands as do
from dreamboard.services.person import person_of
from tests.services.test_erasing import MAIL, NAME, PHONE, Board


@pytest.fixture
def board(tmp_path):
    board = Board(tmp_path / "mine.dreamboard").fill()
    yield board
    board.file.close()


def of_zeb(board):
    return person_of(board.zeb, board.queries.rows, board.queries.journal())


def test_the_file_has_all_that_the_board_holds_of_them(board, tmp_path):
    board.run(do.Edit("Contact", board.bob, (("note", f"knows {NAME}"),)))
    path = tmp_path / "zeb.json"
    count = export_person(of_zeb(board), path, board.clock.now())
    data = json.loads(path.read_text("utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (data["format"], data["version"], data["name"]) == ("dreamboard-person", 1, NAME)
    assert (data["contact"]["emails"], data["contact"]["telephones"]) == ([MAIL], [PHONE])
    assert [(one["account"], one["title"]) for one in data["employments"]] == [
        ("Northwind", "Head of peacock buying")
    ]
    assert sorted(one["note"] for one in data["touches"]) == ["likes peacocks", "on no account, a peacock"]
    assert [one["text"] for one in data["plans"]] == ["peacock paper"]
    assert [one["note"] for one in data["signals"]] == ["peacock news"]
    assert [one["reason_note"] for one in data["rounds_introduced"]] == ["too dear"]
    assert [one["external"] for one in data["ids_elsewhere"]] == [MAIL]
    assert {one["label"] for one in data["in_undo_steps"]} >= {"Change the note of Zebedee Quillfeather"}
    assert [one["text"] for one in data["mentioned_elsewhere"]] == [f"knows {NAME}"]
    assert data["in_trash"] == []
    lists = [part for part in data.values() if isinstance(part, list)]
    assert count == 1 + sum(map(len, lists))


def test_what_lies_in_the_trash_is_in_it_too(board):
    board.run(do.Delete("Contact", (board.zeb,)))
    data = person_data(of_zeb(board), board.clock.now())
    assert data["contact"] is None
    assert data["name"] == NAME
    (item,) = data["in_trash"]
    assert [row["values"]["name"] for row in item["rows"] if row["kind"] == "Contact"] == [NAME]
    assert [one["note"] for one in data["touches"]] == ["likes peacocks"]


def test_quotes_that_their_touches_speak_of_are_in_it(board):
    quote = board.run(do.AddQuote(board.card, 5_000_00)).made[0]
    touch = board.all(Touch, contact_id=board.zeb)[0]
    board.run(do.Edit("Touch", touch.id, (("quote_id", quote),)))
    (told,) = person_data(of_zeb(board), board.clock.now())["quotes"]
    assert (told["amount_minor"], told["card"]) == (5_000_00, "Northwind")


def test_as_text_it_reads_without_numbers_of_rows(board, tmp_path):
    path = tmp_path / "zeb.txt"
    export_person(of_zeb(board), path, board.clock.now())
    text = path.read_text("utf-8")
    assert text.startswith(f"{NAME}\nEverything that the board holds of this person, on 2026-03-02.\n")
    assert "Touches: 2\n" in text
    assert "note: likes peacocks" in text
    assert "contact_id" not in text


def test_a_file_that_cannot_be_written_is_said(board, tmp_path):
    with pytest.raises(BadInput, match="cannot be written"):
        export_person(of_zeb(board), tmp_path / "no" / "zeb.json", board.clock.now())
