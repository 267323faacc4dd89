"""The verb about a person: what is held, out whole, erased whole."""

import json
from pathlib import Path

import pytest

from dreamboard.domain.errors import Refused
from tests.services.test_erasing import bytes_of

ZEB = "Zebedee Quillfeather"


@pytest.fixture
def rep(dreamboard):
    dreamboard.does("add", "Northwind", "--contact", f"{ZEB}, Head of buying, decision-maker")
    dreamboard.does("log", "call spoke zebedee northwind: likes peacocks")
    return dreamboard


def folder(rep):
    return rep.board.with_name(rep.board.name + " backups")


def test_what_is_held_is_counted(rep):
    said = rep.json("person", "zebedee")
    assert (said["name"], said["where"], said["on_board"]) == (ZEB, "Northwind", True)
    assert (said["rows"]["Touch"], said["rows"]["Employment"]) == (1, 1)
    assert rep.does("person", "#1").startswith(f"#1 {ZEB}, Northwind\n")


def test_everything_goes_into_a_file(rep, tmp_path):
    path = tmp_path / "zeb.json"
    said = rep.does("person", ZEB, "--export", path)
    assert "written to" in said
    assert json.loads(path.read_text("utf-8"))["contact"]["name"] == ZEB
    assert rep.json("person", ZEB)["on_board"]


def test_erasing_leaves_no_byte_and_a_backup_without_them(rep):
    rep.does("backup")
    said = rep.json("person", ZEB, "--erase", "--yes")
    assert said["erased"]["backups_left"] == 1
    assert said["erased"]["problems"] == []
    assert b"quillfeather" not in bytes_of(rep.board)
    newer = Path(said["erased"]["backup"])
    (older,) = set(folder(rep).iterdir()) - {newer}
    assert b"quillfeather" in bytes_of(older)
    assert b"quillfeather" not in bytes_of(newer)
    assert "nobody like" in rep.refused("person", ZEB)
    assert "nothing to undo" in rep.refused("undo")


def test_older_backups_go_along_when_that_is_wanted(rep):
    rep.does("backup")
    rep.does("backup")
    said = rep.does("person", ZEB, "--erase", "--remove-backups", "--yes")
    assert "2 older backups removed." in said
    (left,) = folder(rep).iterdir()
    assert b"quillfeather" not in bytes_of(left)


def test_out_and_away_in_one_go(rep, tmp_path):
    path = tmp_path / "zeb.txt"
    rep.does("person", "#1", "--export", path, "--erase", "--yes")
    assert "likes peacocks" in path.read_text("utf-8")
    assert "nobody like" in rep.refused("person", ZEB)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ((ZEB, "--erase"), "Say --yes as well"),
        (("zebedee", "--erase", "--yes"), "give the whole name"),
        ((ZEB, "--yes"), "go with --erase"),
        (("Nobody Known", "--erase", "--yes"), "nobody like"),
        (("#77",), "nobody like"),
    ],
)
def test_what_is_not_meant_without_a_doubt_is_refused(rep, asked, why):
    before = rep.does("board")
    assert why in rep.refused("person", *asked)
    assert rep.does("board") == before
    assert rep.json("person", ZEB)["on_board"]


def test_two_of_one_name_are_told_apart_by_number(rep):
    rep.does("add", "Harbor Steel", "--contact", f"{ZEB}, Welder")
    said = rep.refused("person", ZEB)
    assert f"#1 {ZEB}, Northwind" in said
    assert f"#2 {ZEB}, Harbor Steel" in said
    rep.does("person", "#2", "--erase", "--yes")
    assert rep.json("person", ZEB)["id"] == 1


def test_what_others_notes_say_is_listed_and_stays(rep):
    rep.does("add", "Harbor Steel", "--contact", "Bob Okafor")
    rep.does("log", f"call spoke bob harbor: asked about {ZEB}")
    said = rep.does("person", ZEB, "--erase", "--yes")
    assert "1 text elsewhere names them, and stays as it is:" in said
    assert "Bob Okafor, Harbor Steel" in said
    assert ZEB in rep.does("show", "Harbor Steel")


def test_when_the_file_cannot_be_written_anew_no_backup_is_removed(rep, monkeypatch):
    rep.does("backup")

    def fail(_board):
        raise Refused("The disk is full.")

    monkeypatch.setattr("dreamboard.store.board.Board.wipe", fail)
    ran = rep("person", ZEB, "--erase", "--remove-backups", "--yes")
    assert ran.code == 0
    assert "doctor --repair" in ran.err
    assert "No backup was removed" in ran.err
    assert len(list(folder(rep).iterdir())) == 1
    monkeypatch.undo()
    assert rep("doctor").code == 1
    rep.does("doctor", "--repair")
    assert b"quillfeather" not in bytes_of(rep.board)


def test_a_calendar_of_plans_no_longer_names_them(rep, tmp_path):
    from dreamboard.app.clock import SystemClock
    from dreamboard.app.workspace import open_workspace
    from dreamboard.services.commands import ChangeSetting

    calendar = tmp_path / "plans.ics"
    with open_workspace(rep.board, SystemClock()) as workspace:
        workspace.dispatcher.run(ChangeSetting("export.plans_calendar", json.dumps(str(calendar))))
    rep.does("log", "call spoke zebedee northwind +14d")
    rep.does("export", calendar)
    assert ZEB in calendar.read_text("utf-8")
    rep.does("person", ZEB, "--erase", "--yes")
    assert ZEB not in calendar.read_text("utf-8")
