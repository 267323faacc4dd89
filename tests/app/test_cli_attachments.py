"""What came with messages, on the command line: kept when asked, named, and out again."""

from base64 import b64encode
from email.message import EmailMessage

import pytest

from tests.services.test_erasing import bytes_of


def letter(path, number=1, content=b"%PDF"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "dana@teller.example", "me@rep.example", "Dock paper"
    made["Date"], made["Message-ID"] = f"Mon, 0{number} Feb 2026 10:00:00 +0000", f"<{number}@x.example>"
    made.set_content("Here it is.")
    made.add_attachment(content, maintype="application", subtype="pdf", filename="paper.pdf")
    path.write_bytes(bytes(made))
    return path


@pytest.fixture
def rep(dreamboard, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("Name,Email,Account\nDana Fox,dana@teller.example,Teller Foods\n")
    dreamboard.does("add", "Teller Foods")
    dreamboard.does("import", people, "--as", "contacts")
    return dreamboard


def test_it_is_kept_when_asked_named_by_show_and_saved(rep, tmp_path):
    path = letter(tmp_path / "a.eml")
    rep.does("import", path, "--me", "me@rep.example")
    assert [line["attachments"] for line in rep.json("show", "teller")["timeline"]][:1] == [[]]
    said = rep.does("import", path, "--keep-attachments")
    assert "1 attachment is kept (0.1 MB)." in said
    (touch,) = (line for line in rep.json("show", "teller")["timeline"] if line["kind"] == "touch")
    assert touch["attachments"] == [{"id": 1, "name": "paper.pdf", "type": "application/pdf", "bytes": 4}]
    assert "[paper.pdf]" in rep.does("show", "teller")

    target = tmp_path / "out.pdf"
    assert rep.json("attachment", "teller", "paper.pdf", "--save", target)["bytes"] == 4
    assert target.read_bytes() == b"%PDF"
    assert "a file at" in rep.refused("attachment", "teller", "paper.pdf", "--save", target)
    assert "There is: paper.pdf." in rep.refused("attachment", "teller", "x", "--save", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_of_two_of_one_name_one_is_said_by_its_number(rep, tmp_path):
    paths = letter(tmp_path / "a.eml"), letter(tmp_path / "b.eml", 2, b"other")
    rep.does("import", *paths, "--me", "me@rep.example", "--keep-attachments")
    target = tmp_path / "out.pdf"
    assert "#2 (5 bytes)" in rep.refused("attachment", "teller", "paper.pdf", "--save", target)
    rep.does("attachment", "teller", "#2", "--save", target)
    assert target.read_bytes() == b"other"


def test_an_export_brings_it_back(rep, tmp_path):
    rep.does("import", letter(tmp_path / "a.eml"), "--me", "me@rep.example", "--keep-attachments")
    for target in (tmp_path / "all.json", tmp_path / "all"):
        rep.does("export", target)
        assert rep.json("import", target)["changed"] is False
    workbook = tmp_path / "all.xlsx"
    rep.does("export", workbook)
    assert workbook.stat().st_size > 0


def test_a_dry_run_tells_what_would_be_kept_and_keeps_nothing(rep, tmp_path):
    said = rep.json(
        "import", letter(tmp_path / "a.eml"), "--me", "me@rep.example", "--keep-attachments", "--dry-run"
    )
    assert said["notes"] == ["1 attachment is kept (0.1 MB)."]
    assert not any(line["kind"] == "touch" for line in rep.json("show", "teller")["timeline"])


@pytest.mark.parametrize("undone", [False, True])
def test_erasing_a_person_leaves_no_byte_of_what_came_from_them(rep, tmp_path, undone):
    content = b"peacock-feathers" * 500
    rep.does("import", letter(tmp_path / "a.eml", 1, content), "--me", "me@rep.example", "--keep-attachments")
    assert b"peacock-feathers" in bytes_of(rep.board)
    if undone:
        rep.does("undo")
        assert b64encode(content)[:60].lower() in bytes_of(rep.board)
    rep.does("person", "Dana Fox", "--erase", "--yes")
    held = bytes_of(rep.board)
    assert b"peacock-feathers" not in held
    assert b64encode(content)[:60].lower() not in held.lower()
    assert b"paper.pdf" not in held
