"""The verbs about changes (signal, quote, condition, idea) and the weeks ahead (why, first-move, desk,
workload)."""

from datetime import date, timedelta

import pytest

ON = date(2026, 11, 23)
NORTHWIND = (
    "add",
    "Northwind Freight",
    "--value",
    "$2M",
    "--contact",
    "Dana Whitfield, VP Ops, decision maker",
)


@pytest.fixture
def northwind(dreamboard):
    dreamboard.does(*NORTHWIND, "--on", "2026-09-01")
    return dreamboard


def lose(dreamboard, account, days=60, reason="price", **more):
    dreamboard.does("add", account, "--value", more.get("value", "100k"), "--on", "2026-01-05")
    on = ON - timedelta(days=days)
    dreamboard.does("move", account, "not now", "--reason", reason, "--on", on)


def test_a_decision_maker_left_is_one_action_and_one_undo(northwind):
    said = northwind.json(
        "signal", "northwind", "decision-maker-left", "--contact", "dana", "--to", "Osprey Air",
        "--newcomer", "Sam Idowu, COO", "--on", ON,
    )  # fmt: skip
    assert (said["contact"], said["to"], said["newcomer"]) == ("Dana Whitfield", "Osprey Air", "Sam Idowu")
    (first,) = northwind.json("today", "--on", ON)["suggestions"]
    assert (first["play"], first["contact"]) == ("new_decision_maker", "Sam Idowu")
    assert northwind.json("undo")["undone"] == "Sam Idowu decides at Northwind Freight now"
    contacts = northwind.json("show", "northwind")["contacts"]
    assert [each["name"] for each in contacts] == ["Dana Whitfield"]


def test_the_known_decision_maker_is_who_left(northwind):
    said = northwind.does("signal", "northwind", "decision-maker-left", "--to", "Osprey Air", "--on", ON)
    assert said.splitlines() == [
        "Dana Whitfield left Northwind Freight for Osprey Air, 2026-11-23.",
        "  Osprey Air is not on the board yet: dreamboard add “Osprey Air” makes it a dream client.",
    ]


def test_a_price_rise_is_a_reason_on_the_next_suggestion(northwind):
    northwind.does("signal", "northwind", "price-rise", "--note", "a tenth", "--on", "2026-11-11")
    (found,) = northwind.json("today", "--all", "--on", ON)["suggestions"]
    assert "Their supplier raised its prices 12 days ago: “a tenth”." in str(found["reasons"])
    northwind.does("undo")
    (found,) = northwind.json("today", "--all", "--on", ON)["suggestions"]
    assert "prices" not in str(found["reasons"])


def test_a_contract_ends_on_a_day_to_come(northwind):
    said = northwind.json("signal", "northwind", "contract-end", "--on", "2099-03-31", "--note", "Atlas")
    assert (said["kind"], said["on"], said["note"]) == ("contract_end", "2099-03-31", "Atlas")
    assert northwind.json("undo")["undone"] == "Add a signal at Northwind Freight"


@pytest.mark.parametrize("kind", ["price-rise", "news", "reorganisation", "other"])
def test_other_signals_have_a_day_and_a_note(northwind, kind):
    said = northwind.json("signal", "northwind", kind, "--on", "2026-11-20")
    assert (said["kind"], said["on"]) == (kind.replace("-", "_"), "2026-11-20")


def test_what_does_not_go_together_is_refused(northwind):
    assert "--to goes with" in northwind.refused("signal", "northwind", "news", "--to", "Osprey Air")
    assert "no contact like" in northwind.refused(
        "signal", "northwind", "decision-maker-left", "--contact", "Xaver Unbekannt"
    )
    assert northwind("signal", "northwind", "rumour").code == 2


def test_a_quote_goes_out_and_is_won(northwind):
    sent = northwind.json("quote", "northwind", "$410k", "--on", "2026-11-01", "--valid-until", "2026-12-14")
    assert (sent["amount"], sent["currency"], sent["sent_on"]) == (410000, "USD", "2026-11-01")
    assert (sent["valid_until"], sent["outcome"]) == ("2026-12-14", None)
    won = northwind.json("quote", "northwind", "--won", "--on", "2026-11-20")
    assert (won["quote"], won["outcome"], won["closed_on"]) == (sent["quote"], "won", "2026-11-20")
    assert "no open quote" in northwind.refused("quote", "northwind", "--lost")
    northwind.does("undo")
    assert northwind.json("desk", "--on", ON)["count"] == 1


def test_of_several_quotes_the_amount_says_which(northwind):
    for amount in ("410k", "90k"):
        northwind.does("quote", "northwind", amount, "--on", "2026-11-01")
    assert "2 open quotes" in northwind.refused("quote", "northwind", "--lost")
    assert northwind.json("quote", "northwind", "90k", "--lost", "--on", ON)["amount"] == 90000
    assert "no open quote of 5" in northwind.refused("quote", "northwind", "5", "--lost")
    assert "has an amount" in northwind.refused("quote", "northwind")


def test_without_a_currency_the_card_s_or_the_quote_s_own_is_meant(dreamboard):
    dreamboard.does("add", "Sable Tools", "--value", "€2M")
    assert dreamboard.json("quote", "sable", "410k", "--on", ON)["currency"] == "EUR"
    assert dreamboard.json("quote", "sable", "$90k", "--on", ON)["currency"] == "USD"
    assert dreamboard.json("quote", "sable", "410000", "--won", "--on", ON)["currency"] == "EUR"
    assert "no open quote of" in dreamboard.refused("quote", "sable", "€90k", "--lost", "--on", ON)
    assert dreamboard.json("quote", "sable", "90000", "--lost", "--on", ON)["outcome"] == "lost"


def test_conditions_are_met_by_a_part_of_their_text(northwind):
    for text in ("Rate lock for 24 months", "Weekly on-site rep"):
        northwind.does("condition", "northwind", text, "--on", ON)
    said = northwind.json("condition", "northwind", "rate lock", "--met", "--on", ON)
    assert (said["text"], said["met_on"], said["open"]) == ("Rate lock for 24 months", "2026-11-23", 1)
    assert "like “crane”" in northwind.refused("condition", "northwind", "crane", "--met")
    assert northwind.does("condition", "northwind", "rep", "--met", "--on", ON).endswith(
        "That was the last one.\n"
    )
    (first,) = northwind.json("today", "--on", ON)["suggestions"]
    assert first["play"] == "conditions_met"
    northwind.does("undo")
    assert northwind.json("condition", "northwind", "weekly", "--met", "--on", ON)["open"] == 0


def test_a_part_that_fits_two_conditions_is_asked_about(northwind):
    for text in ("Rate lock", "Rate card"):
        northwind.does("condition", "northwind", text)
    said = northwind.refused("condition", "northwind", "rate", "--met")
    assert "fits 2 conditions" in said
    assert "Rate card" in said


def test_an_idea_finds_those_who_could_use_it_and_is_planned_for_them(dreamboard):
    for account in ("Harbor Steel", "Teller Foods"):
        lose(dreamboard, account)
    lose(dreamboard, "Sable Tools", reason="timing")
    added = dreamboard.json("idea", "add", "Cost of delay", "--reason", "price", "--kind", "white_paper")
    assert {match["account"] for match in added["matches"]} == {"Harbor Steel", "Teller Foods"}
    (listed,) = dreamboard.json("idea", "list")["ideas"]
    assert (listed["kind"], listed["loss_reasons"], listed["could_use"]) == ("white_paper", ["price"], 2)
    said = dreamboard.json("idea", "match", "cost", "--plan", "--on", ON)
    assert [plan["on"] for plan in said["planned"]] == ["2026-11-24"] * 2
    assert dreamboard.json("idea", "match", "cost", "--on", ON)["ideas"][0]["matches"] == []
    assert dreamboard.json("undo")["undone"] == "Plan “Cost of delay” for 2 cards"
    assert len(dreamboard.json("idea", "match", "--on", ON)["ideas"][0]["matches"]) == 2
    assert "no idea like" in dreamboard.refused("idea", "match", "zeppelin")
    assert "has a title" in dreamboard.refused("idea", "add")
    assert "Say which idea" in dreamboard.refused("idea", "match", "--plan")


def test_why_tells_what_was_considered_and_what_held_it_back(northwind):
    northwind.does("quote", "northwind", "410k", "--on", ON)
    said = northwind.json("why", "northwind", "--on", ON)
    assert said["account"] == "Northwind Freight"
    proposed, *rest = said["considered"]
    assert (proposed["proposed"], proposed["held"]) == (True, None)
    assert rest
    assert all(each["held"] and not each["proposed"] for each in rest)
    assert northwind.does("why", "northwind", "--on", ON).startswith("→ ")


def test_first_moves_are_counted_and_spread_inside_the_cap(dreamboard):
    for number in range(7):
        lose(dreamboard, f"Company {number}", days=60 + number)
    lose(dreamboard, "Long ago", days=500)
    dreamboard.does("idea", "add", "Cost of delay", "--reason", "price")
    dreamboard.does("log", "vm “Company 6”", "--on", "2026-11-10")
    said = dreamboard.json("first-move", "--on", ON)
    assert (said["months"], said["lost"], said["touched"], said["waiting"]) == (12, 7, 1, 6)
    assert said["money"] == [{"amount": 700000, "currency": "USD"}]
    assert [card["touched_by"] for card in said["cards"] if card["touches"]] == [["you"]]
    assert "1 touch since by you" in dreamboard.does("first-move", "--on", ON)
    assert dreamboard.json("first-move", "--months", "24", "--on", ON)["lost"] == 8
    planned = dreamboard.json("first-move", "--plan", "--on", ON)
    days = [each["on"] for each in planned["planned"]]
    assert days == ["2026-11-24"] * 3 + ["2026-11-25"] * 3
    assert {each["idea"] for each in planned["planned"]} == {"Cost of delay"}
    assert planned["waiting"] == 0
    assert dreamboard.json("first-move", "--plan", "--on", ON)["planned"] == []
    assert dreamboard.json("undo")["undone"] == "Plan the first move on 6 cards"
    assert dreamboard.json("first-move", "--on", ON)["waiting"] == 6


def test_the_desk_tells_money_age_and_follow_ups(northwind):
    northwind.does("quote", "northwind", "410k", "--on", "2026-10-14")
    northwind.does("add", "Pike County", "--on", "2026-10-01")
    northwind.does("quote", "pike", "€90k", "--on", "2026-11-18")
    northwind.does("log", "vm pike", "--on", "2026-11-20")
    said = northwind.json("desk", "--on", ON)
    assert said["total"] == [
        {"amount": 410000, "currency": "USD"},
        {"amount": 90000, "currency": "EUR"},
    ]
    assert (said["count"], said["unchased_count"], said["unchased_days"]) == (2, 1, 7)
    assert said["closing_rate"] == {"won": 0, "closed": 0, "share": None}
    assert said["worth"] is None
    first, second = said["quotes"]
    assert (first["account"], first["age"], first["follow_ups"]) == ("Northwind Freight", 40, 0)
    assert (second["follow_ups"], second["last_follow_up"]) == (1, "2026-11-20")
    assert [band["count"] for band in said["bands"]] == [1, 0, 1, 0]
    text = northwind.does("desk", "--on", ON)
    assert text.startswith("$410,000 + €90,000 on the desk in 2 quotes; $410,000 not followed up for 7 days.")
    assert northwind("desk", "--days", "0").code == 2


def test_the_workload_counts_thirteen_weeks(northwind):
    northwind.does("log", "vm dana northwind", "--on", "2026-11-20")
    said = northwind.json("workload", "--on", ON)
    assert len(said["weeks"]) == 13
    assert said["weeks"][0]["monday"] == "2026-11-23"
    assert said["touches"] == sum(week["touches"] for week in said["weeks"]) > 0
    assert said["day_cap"] == 10
    assert northwind.does("workload", "--on", ON).startswith("1 touch in 13 weeks.\n")


def test_on_a_day_with_too_much_the_workload_says_so(dreamboard):
    for number in range(12):
        dreamboard.does("add", f"Company {number:02}", "--on", "2025-01-06")
    weeks = dreamboard.json("workload", "--on", ON)["weeks"]
    assert weeks[0]["over_cap"] == [{"on": "2026-11-23", "touches": 12}]


@pytest.mark.parametrize("verb", ["desk", "workload", "first-move", ("idea", "list")])
def test_an_empty_board_has_an_answer(northwind, verb):
    northwind.does("undo")
    words = verb if isinstance(verb, tuple) else (verb,)
    assert northwind.does(*words)
    assert northwind.json(*words)


def test_the_same_words_twice_are_met_one_after_the_other(northwind):
    for _ in range(2):
        northwind.does("condition", "northwind", "Rate lock")
    assert northwind.json("condition", "northwind", "rate", "--met")["open"] == 1
    assert northwind.json("condition", "northwind", "rate", "--met")["open"] == 0
    assert "Say which condition is met" in northwind.refused("condition", "northwind", " ", "--met")


def test_two_ideas_of_one_title_are_told_apart_by_their_numbers(dreamboard):
    for kind in ("case", "insight"):
        dreamboard.does("idea", "add", "Cost of delay", "--kind", kind)
    asked = dreamboard("idea", "match", "cost", "--json")
    assert asked.data["choices"] == ["#1 Cost of delay (case)", "#2 Cost of delay (insight)"]
    assert dreamboard.json("idea", "match", "#2")["ideas"][0]["kind"] == "insight"


def test_a_reason_that_is_none_is_told_those_there_are(dreamboard):
    ran = dreamboard("idea", "add", "Umbrellas", "--reason", "weather")
    assert ran.code == 2
    assert "'no_decision'" in ran.err
    assert "LossReason" not in ran.err


def test_one_of_something_is_told_as_one(dreamboard):
    assert dreamboard("first-move", "--on", ON).code == 1  # no board yet
    lose(dreamboard, "Harbor Steel", days=20, reason="no decision")
    said = dreamboard.does("first-move", "--months", "1", "--on", ON)
    assert said.startswith("1 deal lost in the last month, $100,000 a year; 0 touched since, ")
    assert ", on no decision, " in said
    assert dreamboard.does("first-move", "--months", "1", "--on", "2030-01-01") == (
        "No deal was lost in the last month.\n"
    )
    dreamboard.does("quote", "harbor", "5000", "--on", "2026-11-20")
    assert "; $5,000 not followed up for 1 day.\n" in dreamboard.does("desk", "--days", "1", "--on", ON)
    assert "; none has waited 7 days for a follow-up.\n" in dreamboard.does("desk", "--on", ON)


def test_what_was_planned_just_now_no_longer_waits(dreamboard):
    lose(dreamboard, "Harbor Steel")
    said = dreamboard.does("first-move", "--plan", "--on", ON)
    assert "0 waiting with nothing planned." in said
    assert "planned 2026-11-24" in said


def test_a_day_on_which_all_is_kept_back_is_not_an_empty_board(dreamboard):
    lose(dreamboard, "Harbor Steel")
    assert dreamboard.does("today", "--on", "2026-11-28").splitlines() == [
        "Nothing is for today.",
        "",
        "1 more is due and kept back (first move 1); --all shows it.",
    ]
