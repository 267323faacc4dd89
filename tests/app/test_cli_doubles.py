"""The verbs ``doubles`` and ``merge``."""

import pytest

ON = ("--on", "2026-11-02")


@pytest.fixture
def acmes(dreamboard):
    dreamboard.does("add", "Acme Inc", "--contact", "Dana Fox, COO", *ON)
    dreamboard.does("add", "Acme Incorporated", "--contact", "Dana Foxx", *ON)
    dreamboard.does("add", "Bolt AG", "--contact", "Bo Li", *ON)
    dreamboard.does("log", "vm dana foxx acme incorporated re dock paper", "--at", "2026-11-03 09:00")
    dreamboard.does("quote", "Acme Incorporated", "$410k", "--on", "2026-11-03")
    return dreamboard


def test_doubles_are_told_with_the_reason_and_what_each_holds(acmes):
    assert acmes.does("doubles").splitlines() == [
        "likely: Same name, written otherwise",
        "  account #1 Acme Inc: 0 touches, 1 card, 0 quotes, 1 contact",
        "  account #2 Acme Incorporated: 1 touch, 1 card, 1 quote, 1 contact",
    ]
    (found,) = acmes.json("doubles")["doubles"]
    assert (found["kind"], found["sure"]) == ("account", "likely")
    assert found["reasons"] == ["Same name, written otherwise"]
    assert [each["id"] for each in found["records"]] == [1, 2]
    assert found["records"][1]["touches"] == 1
    assert found["records"][1]["last_touch"].startswith("2026-11-03")


def test_merging_accounts_then_their_contacts_leaves_no_doubles_and_undo_brings_them_back(acmes):
    assert acmes.does("merge", "acme inc", "acme incorporated").splitlines() == [
        "Merge Acme Incorporated into Acme Inc.",
        "  #1 Acme Inc has 1 touch, 2 cards, 1 quote, 2 contacts now.",
    ]
    said = acmes.does("doubles")
    assert said.startswith("possible: Names 94 % alike, both at Acme Inc\n  contact #1 Dana Fox: 0 touches")
    said = acmes.json("merge", "Dana Fox", "#2", "#2", "--contacts")
    assert (said["kind"], said["kept"]["id"], said["kept"]["touches"]) == ("contact", 1, 1)
    assert said["kept"]["companies"] == ["Acme Inc"]
    assert said["merged"] == [{"id": 2, "name": "Dana Foxx"}]
    assert acmes.does("doubles") == "No doubles found.\n"
    assert acmes.json("doubles") == {"doubles": []}
    assert acmes.json("undo")["undone"] == "Merge Dana Foxx into Dana Fox"
    assert acmes.json("undo")["undone"] == "Merge Acme Incorporated into Acme Inc"
    assert len(acmes.json("doubles")["doubles"]) == 1


def test_a_name_that_fits_several_is_refused_with_their_numbers(acmes):
    said = acmes.refused("merge", "acme", "bolt")
    assert said.splitlines()[1:] == ["  #1 Acme Inc", "  #2 Acme Incorporated"]
    said = acmes.refused("merge", "bo", "dana", "--contacts")
    assert said.splitlines()[1:] == ["  #1 Dana Fox, Acme Inc", "  #2 Dana Foxx, Acme Incorporated"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("acme inc", "#1"), "are the same account already: Acme Inc, #1."),
        (("acme inc", "#99"), "There is no account #99 on this board."),
        (("acme inc", "zzz"), "There is no account like “zzz” on this board."),
        (("#1", "#99", "--contacts"), "There is no contact #99 on this board."),
        (("", "#1"), "There is no account like “” on this board."),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_is_changed(acmes, arguments, words):
    before = acmes.json("board", *ON)
    assert words in acmes.refused("merge", *arguments)
    assert acmes.json("board", *ON) == before
