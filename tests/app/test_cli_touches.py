"""The verbs that log touches and say what comes next."""

import pytest

KEYS = [
    "pursuit",
    "account",
    "contact",
    "channel",
    "intent",
    "idea",
    "play",
    "level",
    "due",
    "reasons",
    "guard",
]


@pytest.fixture
def northwind(dreamboard):
    dreamboard.does(
        "add", "Northwind Freight", "--contact", "Dana Whitfield, VP Ops, decision maker",
        "--on", "2026-03-02", "--stage", "pursuing",
    )  # fmt: skip
    return dreamboard


def test_a_line_is_logged_on_the_card_it_means(northwind):
    said = northwind.json("log", "vm dana northwind re dock paper +14d: no luck", "--on", "2026-03-03")
    assert said["account"] == "Northwind Freight"
    assert said["contact"] == "Dana Whitfield"
    assert (said["channel"], said["outcome"], said["direction"]) == ("call", "voicemail", "out")
    assert said["next_on"] == "2026-03-17"
    (card,) = northwind.json("board")["columns"][1]["cards"]
    assert card["touches"] == 1
    assert card["last_touch"] == said["at"]
    assert card["next_touch"] == "2026-03-17"


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("2026-03-02 15:40", "2026-03-02 15:40"),
        ("2026-03-02T15:40", "2026-03-02 15:40"),
        ("yesterday 9:00", "2026-03-02 09:00"),
        ("2026-03-02", "2026-03-02 12:00"),
    ],
)
def test_when_it_happened_can_be_said(northwind, when, at):
    said = northwind.does("log", "spoke dana", "--at", when, "--on", "2026-03-03")
    assert f", {at}." in said


@pytest.mark.parametrize("when", ["soon", "2026-02-30", "2026-03-04", "", "yesterday and more"])
def test_a_time_that_is_none_is_refused(northwind, when):
    northwind.refused("log", "spoke dana", "--at", when, "--on", "2026-03-03")
    assert northwind.json("show", "northwind")["pursuits"][0]["touches"] == 0


def test_a_line_that_fits_two_people_is_a_question_with_the_answers(northwind):
    northwind.does("add", "Meridian", "--contact", "Dana Marsh")
    asked = northwind("log", "vm dana", "--json")
    assert asked.code == 1
    assert len(asked.data["choices"]) == 2
    assert all("Dana" in choice for choice in asked.data["choices"])
    assert "  " + asked.data["choices"][0] in asked.err.splitlines()


@pytest.mark.parametrize("line", ["", "vm", "vm nobody known", "\x00", "dana northwind"])
def test_a_line_that_says_too_little_is_refused(northwind, line):
    northwind.refused("log", line)


def test_a_logged_touch_is_undone(northwind):
    northwind.does("log", "spoke dana all well")
    northwind.does("undo")
    assert northwind.json("show", "northwind")["pursuits"][0]["touches"] == 0


def test_today_gives_suggestions_with_the_keys_promised(northwind):
    said = northwind.json("today", "--on", "2026-03-10")
    assert list(said) == ["suggestions", "hidden"]
    (one,) = said["suggestions"]
    assert list(one) == KEYS
    assert (one["account"], one["contact"], one["due"]) == (
        "Northwind Freight",
        "Dana Whitfield",
        "2026-03-02",
    )
    assert list(one["reasons"][0]) == ["text", "touches"]
    assert said["hidden"] == {}


def test_today_keeps_to_its_cap_and_all_shows_the_rest(dreamboard):
    for number in range(5):
        dreamboard.does("add", f"Account {number}", "--contact", f"Ann{number} Bee{number}, , decision maker",
                        "--on", "2026-03-02")  # fmt: skip
    said = dreamboard.json("today", "--on", "2026-03-03")
    assert len(said["suggestions"]) == 3
    assert said["hidden"] == {"rhythm": 2}
    assert len(dreamboard.json("today", "--on", "2026-03-03", "--all")["suggestions"]) == 5
    assert "2 more are due and kept back (rhythm 2)" in dreamboard.does("today", "--on", "2026-03-03")


def test_a_quiet_day_says_what_comes_next(northwind):
    northwind.does("log", "spoke dana +14d", "--on", "2026-03-03")
    text = northwind.does("today", "--on", "2026-03-04")
    assert text.startswith("Nothing is due today.\n")
    assert "Northwind Freight" in text


def test_the_account_is_shown_with_its_timeline(northwind):
    northwind.does("log", "spoke dana give: sent the paper", "--on", "2026-03-03")
    shown = northwind.json("show", "northwind")
    assert list(shown) == ["account", "rolled_up", "sites", "contacts", "pursuits", "timeline"]
    touch = next(entry for entry in shown["timeline"] if entry["kind"] == "touch")
    assert (touch["day"], touch["outcome"], touch["contact"]) == ("2026-03-03", "spoke", "Dana Whitfield")
    text = northwind.does("show", "northwind")
    assert "call, spoke" in text
    assert "decision maker" in text
