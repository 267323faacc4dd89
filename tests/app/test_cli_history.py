"""The verb that puts one account on one page."""

import os
import stat
import subprocess
import sys

import pytest


@pytest.fixture
def rep(dreamboard):
    dreamboard.does("add", "Northwind", "--contact", "Dana Whitfield, VP Ops, decision-maker")
    dreamboard.does("log", "call spoke dana northwind: asked for the numbers")
    return dreamboard


def test_one_page_is_written_for_its_owner_alone(qapp, rep, tmp_path):
    path = tmp_path / "northwind.pdf"
    assert rep.json("history", "northwind", "--pdf", path) == {
        "account": "Northwind",
        "path": str(path),
        "touches": 1,
    }
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_needs_no_screen(rep, tmp_path):
    path = tmp_path / "northwind.pdf"
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    arguments = ["history", "Northwind", "--pdf", str(path), "--board", str(rep.board)]
    run = subprocess.run(
        [sys.executable, "-m", "dreamboard", *arguments],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert path.read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_written_is_said_and_leaves_what_was_there(qapp, rep, tmp_path):
    assert "cannot be written" in rep.refused("history", "Northwind", "--pdf", tmp_path / "no" / "page.pdf")
    assert "is a folder" in rep.refused("history", "Northwind", "--pdf", tmp_path)
    assert "is the board itself" in rep.refused("history", "Northwind", "--pdf", rep.board)
    assert "no account like" in rep.refused("history", "Nobody", "--pdf", tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()
