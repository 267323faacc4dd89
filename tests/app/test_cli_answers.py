"""The verbs that answer what is proposed, and the one that notes what was learned."""

import pytest

ON = "2026-11-23"


@pytest.fixture
def orchard(dreamboard, nine_o_clock):
    dreamboard.does("add", "Orchard Hotels", "--contact", "Simone Vidal, Operations, decision maker",
                    "--stage", "pursuing", "--on", ON)  # fmt: skip
    return dreamboard


def proposed(dreamboard, on=ON):
    """What is proposed for the only card."""
    (one,) = dreamboard.json("today", "--all", "--on", on)["suggestions"]
    return one


def test_a_suggestion_is_snoozed_until_a_day(orchard):
    said = orchard.json("snooze", "orchard", "2026-12-01", "--on", ON)
    assert (said["answer"], said["until"], said["next"]["due"]) == ("snooze", "2026-12-01", "2026-12-01")
    assert orchard.json("today", "--on", ON)["suggestions"] == []
    assert orchard.json("undo")["undone"] == "Snooze Orchard Hotels until 1 Dec 2026"
    assert proposed(orchard)["due"] == ON
    assert "a day to come" in orchard.refused("snooze", "orchard", ON, "--on", ON)
    assert orchard("snooze", "orchard", "soon").code == 2


def test_not_this_is_taken_and_kept_with_its_reason(orchard):
    said = orchard.does("not-this", "orchard", "--reason", "already done", "--on", ON)
    assert said.splitlines() == [
        "Set aside a suggestion for Orchard Hotels.",
        "  Next: Call Simone Vidal on 23 Dec",
    ]
    why = orchard.does("why", "orchard", "--on", ON)
    assert "You set it aside: “already done”. It comes back when something changes." in why
    orchard.does("undo")
    assert proposed(orchard)["due"] == ON


def test_another_idea_takes_the_place_of_the_one_refused(orchard):
    assert "none to replace" in orchard.refused("another-idea", "orchard", "--on", ON)
    for title in ("Sheets by six", "Quiet corridors"):
        orchard.does("idea", "add", title)
    first = proposed(orchard)["idea"]
    said = orchard.json("another-idea", "orchard", "--on", ON)
    assert (said["answer"], said["idea"]) == ("another_idea", first)
    second = proposed(orchard)["idea"]
    assert {first, second} == {"Sheets by six", "Quiet corridors"}
    orchard.does("undo")
    assert proposed(orchard)["idea"] == first


def test_a_guard_is_overruled_with_a_reason_and_never_do_not_contact(orchard):
    assert "Nothing holds" in orchard.refused(
        "all-the-same", "orchard", "--reason", "x", "--on", "2026-11-25"
    )
    assert orchard("all-the-same", "orchard").code == 2
    orchard.does("set", "orchard", "--not-before", "2027-01-11", "--on", ON)
    assert proposed(orchard)["guard"]["guard"] == "not_before"
    assert "say why" in orchard.refused("all-the-same", "orchard", "--reason", " ", "--on", ON)
    orchard.does("all-the-same", "orchard", "--reason", "they asked for it", "--on", ON)
    assert (proposed(orchard)["due"], proposed(orchard)["guard"]) == (ON, None)


def test_facts_are_set_in_one_step(orchard):
    said = orchard.json("set", "orchard", "--sites-known", "1", "--sites-believed", "120", "--rhythm",
                        "14/21", "--contact", "simone", "--days-between", "42", "--on", ON)  # fmt: skip
    assert [each["kind"] for each in said["set"]] == ["contact", "account", "pursuit"]
    account = orchard.json("show", "orchard")["account"]
    assert (account["sites_known"], account["sites_believed"]) == (1, 120)
    assert orchard.json("undo")["undone"] == "Edit Orchard Hotels"
    assert orchard.json("show", "orchard")["account"]["sites_believed"] == 1
    assert orchard("undo").code == 0
    assert "nothing" in orchard.refused("undo").lower()


def test_a_rhythm_goes_back_to_the_usual_one_and_days_between_are_lifted(orchard):
    orchard.does("set", "#1", "--rhythm", "7/10", "--contact", "simone", "--days-between", "42")
    said = orchard.json("set", "orchard", "--rhythm", "usual", "--contact", "simone", "--days-between", "0")
    contact, card = said["set"]
    assert (contact["min_days_between"], card["ideal_days"], card["max_days"]) == (None, None, None)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("orchard",), "Say what to set"),
        (("orchard", "--days-between", "4"), "--contact NAME"),
        (("orchard", "--contact", "simone"), "--days-between or --not-before"),
        (("orchard", "--contact", "nobody here", "--days-between", "4"), "no contact like"),
        (("orchard", "--rhythm", "21/14"), "cannot be longer"),
        (("nowhere at all", "--sites-known", "2"), "no account like"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(orchard, arguments, why):
    before = orchard.json("show", "orchard", "--on", ON)
    assert why in orchard.refused("set", *arguments)
    assert orchard.json("show", "orchard", "--on", ON) == before


@pytest.mark.parametrize(
    "argument", [("--rhythm", "weekly"), ("--sites-known", "-1"), ("--days-between", "x")]
)
def test_what_is_no_number_is_wrong_use(orchard, argument):
    assert orchard("set", "orchard", *argument).code == 2
