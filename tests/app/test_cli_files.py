"""The verbs about files: import, export, backup, restore, doctor."""

import json
import stat
import sys
from pathlib import Path

import pytest

LOST = "Name,Account Name,Amount,Close Date,Stage\nGenerators,Grand Hotels,250000,2025-04-03,Closed Lost\n"
BAD = LOST + "Pumps,,soon,2025-04-03,Closed Lost\n"


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_import_counts_every_line_and_lands_on_the_board(dreamboard, file):
    said = dreamboard.json("import", file("deals.csv", LOST))
    assert said["counts"] == {
        "deals": {"created": 1, "updated": 0, "unchanged": 0, "skipped": 0, "rejected": 0}
    }
    assert said["made_along"] == {"accounts": 1}
    assert (said["dry_run"], said["unattached_touches"], said["rejected_files"]) == (False, [], [])
    (card,) = dreamboard.json("board")["columns"][4]["cards"]
    assert (card["account"], card["kind"], card["value"], card["round"]) == (
        "Grand Hotels",
        "lost_deal",
        250000,
        2,
    )


def test_columns_that_are_not_taken_are_named(dreamboard, file):
    path = file("deals.csv", LOST.replace("Stage\n", "Stage,Moon\n").replace("Lost\n", "Lost,full\n"))
    assert "not taken: Moon" in dreamboard.does("import", path, "--dry-run")
    (told,) = dreamboard.json("import", path)["files"]
    assert (told["kind"], told["left_out"], told["columns"]["Amount"]) == ("deals", ["Moon"], "value")


def test_importing_twice_changes_nothing_and_undo_takes_it_back(dreamboard, file):
    path = file("deals.csv", LOST)
    dreamboard.does("import", path)
    before = dreamboard.does("board")
    assert dreamboard.json("import", path)["counts"]["deals"]["unchanged"] == 1
    assert dreamboard.does("board") == before
    assert dreamboard.does("undo") == "Undone: Import deals.csv.\n"


def test_a_dry_run_leaves_no_trace(dreamboard, file, tmp_path):
    path = file("deals.csv", BAD)
    before = sorted(tmp_path.iterdir())
    assert dreamboard.json("import", path, "--dry-run")["counts"]["deals"]["created"] >= 1
    assert sorted(tmp_path.iterdir()) == before


def test_rejected_lines_are_saved_with_their_reason(dreamboard, file):
    said = dreamboard.json("import", file("deals.csv", BAD))
    assert said["counts"]["deals"]["rejected"] == 1
    (saved,) = said["rejected_files"]
    assert "Pumps" in Path(saved).read_text("utf-8")
    assert said["rejected"][0]["line"] == 3


def test_columns_can_be_named_by_hand(dreamboard, file):
    path = file("odd.csv", "Wer,Wo\nMüller & Söhne,Köln\n")
    assert "do not tell what its lines are" in dreamboard.refused("import", path)
    assert (
        dreamboard.json("import", path, "--as", "accounts", "--map", "Wer=name")["counts"]["accounts"][
            "created"
        ]
        == 1
    )


def test_dates_that_read_two_ways_are_asked_about(dreamboard, file):
    path = file("deals.csv", LOST.replace("2025-04-03", "03/04/2025"))
    said = dreamboard.refused("import", path)
    assert "03/04/2025" in said
    assert "--date-order dmy" in said
    dreamboard.does("import", path, "--date-order", "dmy")
    shown = dreamboard.json("show", "grand")
    assert shown["pursuits"][0]["rounds"][0]["closed_on"] == "2025-04-03"


def test_doubts_are_listed_and_decided_by_one_word(dreamboard, file):
    dreamboard.does("import", file("deals.csv", LOST))
    nearly = file("more.csv", LOST.replace("Grand Hotels", "Grand Hotels Ltd").replace("Generators", "Pumps"))
    (doubt,) = dreamboard.json("import", nearly, "--dry-run")["doubtful"]
    assert (doubt["line"], doubt["kind"], doubt["name"], doubt["board"]) == (
        2,
        "accounts",
        "Grand Hotels Ltd",
        "Grand Hotels",
    )
    assert (doubt["taken_for"], doubt["decided"]) == ("same", False)
    said = dreamboard.does("import", nearly, "--dry-run", "--doubtful", "skip")
    assert "In doubt: 1" in said
    assert "“Grand Hotels Ltd” may be “Grand Hotels” here" in said
    assert "Skipped 1 line: left out, as you said." in said
    assert dreamboard.json("import", nearly, "--doubtful", "new")["made_along"] == {"accounts": 1}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "nowhere.csv"), "There is no file nowhere.csv"),
        (("restore", "nowhere"), "There is no file nowhere"),
        (("import", "n" * 300), "File name too long"),
        (("export", "n" * 300 + ".json"), "File name too long"),
    ],
)
def test_files_that_are_not_there_are_named(dreamboard, arguments, words):
    assert words in dreamboard.refused(*arguments)


def test_a_map_that_names_no_field_is_wrong_use(dreamboard, file):
    assert dreamboard("import", file("deals.csv", LOST), "--map", "Name").code == 2


@pytest.mark.parametrize("target", ["all.json", "all"])
def test_an_export_gives_the_same_board_elsewhere(dreamboard, file, tmp_path, target):
    dreamboard.does("import", file("deals.csv", LOST))
    dreamboard.does("add", "Northwind", "--contact", "Dana, VP, champion")
    board = dreamboard.json("board")
    dreamboard.does("export", tmp_path / target)
    dreamboard.board = tmp_path / "other.dreamboard"
    assert "as all" in dreamboard.does("import", tmp_path / target)
    assert dreamboard.json("board") == board
    assert dreamboard.json("import", tmp_path / target)["changed"] is False
    dreamboard.does("export", tmp_path / f"again-{target}")
    if target.endswith(".json"):
        assert json.loads((tmp_path / target).read_text("utf-8")) == json.loads(
            (tmp_path / "again-all.json").read_text("utf-8")
        )


def test_an_export_does_not_go_over_a_file_of_another_kind(dreamboard, file, tmp_path):
    dreamboard.does("add", "Northwind")
    path = file("notes.txt", "mine")
    assert "is a file" in dreamboard.refused("export", path)
    assert path.read_text() == "mine"


def test_a_backup_is_made_named_and_restored(dreamboard, tmp_path):
    dreamboard.does("add", "Northwind")
    made = dreamboard.json("backup")["path"]
    copy = tmp_path / "copy.backup"
    dreamboard.does("backup", copy)
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert "already" in dreamboard.refused("backup", copy)
    dreamboard.does("undo")
    said = dreamboard.json("restore", made)
    assert said["before"]
    assert dreamboard.json("board")["columns"][0]["cards"][0]["account"] == "Northwind"


def test_what_is_no_board_is_not_restored_and_the_board_stays(dreamboard, file):
    dreamboard.does("add", "Northwind")
    before = dreamboard.does("board")
    dreamboard.refused("restore", file("letter.txt", "Dear all, " * 500))
    dreamboard.refused("restore", dreamboard.board)
    assert dreamboard.does("board") == before


def test_a_file_that_is_no_board_is_refused_by_every_verb_and_stays(dreamboard, file):
    dreamboard.board = file("letter.txt", "Dear all, " * 500)
    for verb in (("board",), ("add", "A"), ("today",), ("backup",), ("demo", "--no-window"), ("undo",)):
        ran = dreamboard(*verb, *([dreamboard.board] if verb[0] == "demo" else []))
        assert (ran.code, ran.out) == (1, ""), verb
    assert dreamboard.board.read_text() == "Dear all, " * 500


def test_the_doctor_says_line_by_line_how_the_board_is(dreamboard):
    dreamboard.does("add", "Northwind")
    lines = dreamboard.does("doctor").splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert any("Integrity" in line for line in lines)
    said = dreamboard.json("doctor")
    assert said["ok"] is True
    assert {"text", "ok", "repairable"} == set(said["findings"][0])


@pytest.mark.skipif(sys.platform == "win32", reason="modes are left to the system there")
def test_the_doctor_finds_and_mends_what_others_may_read(dreamboard):
    dreamboard.does("add", "Northwind")
    dreamboard.board.chmod(0o644)
    ran = dreamboard("doctor")
    assert ran.code == 1
    assert "BAD  Modes" in ran.out
    dreamboard.does("doctor", "--repair")
    assert stat.S_IMODE(dreamboard.board.stat().st_mode) == 0o600


def test_real_deals_come_in_by_the_command_line(dreamboard, shared_data):
    path = shared_data / "crm" / "salesforce-dataloader" / "opportunityData.csv"
    counts = dreamboard.json("import", path, "--dry-run")["counts"]["deals"]
    assert counts["created"] == 38


def test_skipped_lines_say_why(dreamboard, file):
    path = file("acc.csv", "Id,Name,IsDeleted\n0015500000Xyy06,Northwind,true\n0015500000Xyy07,Cobalt,true\n")
    assert "Skipped 2 lines: deleted there." in dreamboard("import", path, "--as", "accounts").out


def test_an_import_is_listed_and_taken_back(dreamboard, file):
    path = file("accounts.csv", "Company,Website\nTeller Foods,teller.example\n")
    dreamboard.does("import", path, "--as", "accounts")
    (one,) = dreamboard.json("imports")["imports"]
    assert one["files"] == ["accounts.csv"]
    assert one["counts"]["accounts"]["created"] == 1
    assert "accounts.csv" in dreamboard.does("imports")
    said = dreamboard.does("imports", "--take-back", one["number"])
    assert said == "Take back the import of accounts.csv.\n"
    assert dreamboard.json("imports") == {"imports": []}
    assert dreamboard("imports", "--take-back", "99").code != 0


def test_mail_asks_once_whose_it_is(dreamboard, file):
    head = "From: me@rep.example\nTo: dana@teller.example\nDate: Mon, 2 Feb 2026 10:00:00 +0000\n"
    path = file("one.eml", f"{head}Subject: Hi\n\nHello\n")
    people = "Name,Email,Company\nDana Fox,dana@teller.example,Teller Foods\n"
    dreamboard.does("import", file("people.csv", people))
    asked = dreamboard("import", path)
    assert asked.code != 0
    assert "--me me@rep.example" in asked.err
    counts = dreamboard.json("import", path, "--me", "me@rep.example")["counts"]
    assert counts["touches"]["created"] == 1
    assert dreamboard.json("import", path)["counts"]["touches"]["unchanged"] == 1


def test_the_files_that_other_programs_read_are_written(dreamboard, tmp_path):
    dreamboard.does("add", "Teller Foods", "--contact", "Dana Fox, Head of Docks, decision-maker")
    for name, begins in (("a.xlsx", b"PK"), ("a.vcf", b"BEGIN:VCARD"), ("a.ics", b"BEGIN:VCALENDAR")):
        dreamboard.does("export", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_own_presets_are_listed_taken_by_name_and_told_when_broken(dreamboard, file):
    from dreamboard.app.paths import presets_folder
    from dreamboard.exchange.own_presets import save_preset
    from dreamboard.services.import_plan import Kind

    assert "hubspot: HubSpot" in dreamboard.does("presets")
    save_preset(presets_folder(), "Our ERP", Kind.ACCOUNTS, {"Wer": "name"}, ("Wer", "Wo"))
    (presets_folder() / "bad.toml").write_text("[", encoding="utf-8")
    listed = dreamboard("presets", "--json")
    said = json.loads(listed.out)
    assert [one["name"] for one in said["own"]] == ["Our ERP"]
    assert "bad.toml is not TOML" in listed.err
    path = file("odd.csv", "Wer,Wo\nMüller,Köln\n")
    read = dreamboard("import", path, "--preset", "our erp", "--json")
    assert json.loads(read.out)["counts"]["accounts"]["created"] == 1
    assert "There is no preset called nix" in dreamboard("import", path, "--preset", "nix").err
