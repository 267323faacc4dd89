"""The verbs that add, show and move cards."""

import pytest

from dreamboard.app import cli
from dreamboard.services.handlers import checks

CARD_KEYS = "id account kind value currency stage stage_kind round touches last_touch next_touch"


def cards(dreamboard):
    return [card for column in dreamboard.json("board")["columns"] for card in column["cards"]]


@pytest.fixture
def harbor(dreamboard):
    dreamboard.does("add", "Harbor Steel", "--value", "$520k", "--stage", "pursuing")
    return dreamboard


def test_a_company_that_brings_a_full_stop_gets_no_second_one(dreamboard):
    dreamboard.does("add", "Acme, Inc.")
    assert dreamboard.does("undo") == "Undone: Add Acme, Inc.\n"


def test_a_card_is_added_with_everything_said(dreamboard):
    said = dreamboard.json(
        "add", "Northwind Freight", "--value", "2000000", "--currency", "eur", "--contact",
        "Dana Whitfield, VP Operations, decision maker", "--stage", "in conv",
    )  # fmt: skip
    assert said == {
        "pursuit": 1,
        "account": "Northwind Freight",
        "kind": "dream_client",
        "title": "",
        "value": 2000000,
        "currency": "EUR",
        "stage": "In conversation",
        "stage_kind": "in_conversation",
    }
    contact = dreamboard.json("show", "northwind")["contacts"][0]
    assert (contact["name"], contact["title"], contact["role"]) == (
        "Dana Whitfield",
        "VP Operations",
        "decision_maker",
    )


def test_a_lost_deal_goes_to_not_now_in_its_second_round(dreamboard):
    dreamboard.does("add", "Sable Tools", "--kind", "lost_deal")
    (card,) = cards(dreamboard)
    assert (card["kind"], card["stage_kind"], card["round"]) == ("lost_deal", "not_now", 2)


def test_the_board_lists_its_cards_with_the_keys_promised(harbor):
    columns = harbor.json("board")["columns"]
    assert [column["kind"] for column in columns] == [
        "dream_list",
        "pursuing",
        "in_conversation",
        "proposal_out",
        "not_now",
        "won",
    ]
    (card,) = columns[1]["cards"]
    assert " ".join(card) == CARD_KEYS
    assert (card["value"], card["currency"], card["last_touch"]) == (520000, "USD", None)
    text = harbor.does("board")
    assert "Harbor Steel  $520,000" in text


@pytest.mark.parametrize("typed", ["harbor steel", "HARBOR", "harb", "steel", "ste har", "harbr steel", "#1"])
def test_an_account_is_found_as_people_type_it(harbor, typed):
    harbor.does("add", "Osprey Air")
    harbor.does("move", typed, "dream")
    assert {card["account"]: card["stage_kind"] for card in cards(harbor)} == {
        "Harbor Steel": "dream_list",
        "Osprey Air": "dream_list",
    }


def test_a_name_that_fits_two_accounts_is_a_question(harbor):
    harbor.does("add", "Harbor Marine")
    said = harbor.refused("move", "harbor", "Not now")
    assert said.splitlines()[1:] == ["  Harbor Marine", "  Harbor Steel"] or said.splitlines()[1:] == [
        "  Harbor Steel",
        "  Harbor Marine",
    ]
    asked = harbor("move", "harbor", "Not now", "--json")
    assert asked.code == 1
    assert sorted(asked.data["choices"]) == ["Harbor Marine", "Harbor Steel"]


def test_several_cards_of_one_account_are_told_apart_by_title_or_number(harbor):
    harbor.does("add", "Harbor Steel", "--title", "Mobile generators")
    assert "#2 Harbor Steel / Mobile generators (dream client, Dream list)" in harbor.refused(
        "move", "harbor", "won"
    )
    harbor.does("move", "harbor / mobile", "pursuing")
    harbor.does("move", "#1", "in conversation")
    assert [card["stage_kind"] for card in cards(harbor)] == ["pursuing", "in_conversation"]


def test_a_loss_closes_the_round_with_what_was_said(harbor):
    said = harbor.json(
        "move", "harbor", "not now", "--reason", "price: a tenth too dear", "--rival", "Atlas",
        "--introducer", "Luis Ortega, COO", "--condition", "Weekly report", "--come-back", "2026-06-01",
        "--on", "2026-03-02",
    )  # fmt: skip
    assert (said["stage_kind"], said["round"]) == ("not_now", 2)
    shown = harbor.json("show", "harbor")
    lost = shown["pursuits"][0]["rounds"][0]
    assert (lost["closed_on"], lost["outcome"], lost["reason"], lost["note"], lost["rival"]) == (
        "2026-03-02",
        "lost",
        "price",
        "a tenth too dear",
        "Atlas",
    )
    assert shown["pursuits"][0]["conditions"] == [{"text": "Weekly report", "met_on": None}]
    assert [(one["name"], one["role"]) for one in shown["contacts"]] == [("Luis Ortega", "introducer")]


def test_a_reason_in_words_of_their_own_is_kept(harbor):
    harbor.does("move", "harbor", "not now", "--reason", "the moon was wrong")
    lost = harbor.json("show", "harbor")["pursuits"][0]["rounds"][0]
    assert (lost["reason"], lost["note"]) == ("other", "the moon was wrong")


def test_an_introducer_known_elsewhere_stays_where_they_work(harbor):
    harbor.does("add", "Harbor Marine", "--contact", "Luis Ortega, COO")
    harbor.does("move", "harbor steel", "not now", "--introducer", "luis")
    assert harbor.json("show", "harbor steel")["contacts"] == []
    assert "Luis Ortega" in [entry["contact"] for entry in harbor.json("show", "harbor steel")["timeline"]]


def test_a_win_says_how_long_it_took(harbor):
    said = harbor.does("move", "harbor", "won", "--amount", "480k")
    assert "Round 1 took 0 days; 0 touches in all." in said
    assert harbor.json("show", "harbor")["pursuits"][0]["rounds"][0]["won"] == 480000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", ""), "An account needs a name."),
        (("add", "A", "--value", "much"), "“much” is not an amount."),
        (("add", "A", "--value", "€5", "--currency", "USD"), "is in EUR"),
        (("add", "A", "--value", "9e99"), "more than the board can hold"),
        (("add", "A", "--currency", "dollars"), "DOLLARS"),
        (("add", "A", "--contact", ", boss"), "A contact begins with a name"),
        (("add", "A", "--contact", "Jo, boss, king"), "“king” is no role"),
        (("add", "A", "--stage", "Limbo"), "There is no column like “Limbo”"),
        (("move", "Osprey", "won"), "no account like “Osprey”"),
        (("move", "#77", "won"), "There is no card #77"),
        (("move", "harbor / nothing", "won"), "no card called “nothing”"),
        (("move", "harbor", "Limbo"), "There is no column like “Limbo”"),
        (("move", "harbor", "dream", "--rival", "Atlas"), "--rival belongs to a loss"),
        (("move", "harbor", "not now", "--amount", "5"), "--amount belongs to a win"),
        (("move", "harbor", "won", "--amount", "lots"), "is not an amount"),
        (("show", ""), "no account like “”"),
    ],
)
def test_what_cannot_be_is_refused_in_words(harbor, arguments, words):
    before = harbor.does("board")
    assert words in harbor.refused(*arguments)
    assert harbor.does("board") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("move", "harbor"),
        ("add",),
        ("add", "A", "--kind", "enemy"),
        ("today", "--on", "tomorrow"),
        ("board", "--on", "0001-01-01"),
        ("demo", "--on", "9999-12-31"),
        ("today", "--o", "2026-01-01"),
        ("board", "--yaml"),
    ],
)
def test_wrong_use_is_told_with_exit_code_two(harbor, arguments):
    ran = harbor(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: dreamboard")


def test_undo_says_what_it_undid_and_when_there_is_nothing(harbor):
    harbor.does("move", "harbor", "not now", "--reason", "price")
    assert harbor.does("undo") == "Undone: Move Harbor Steel to Not now.\n"
    assert harbor.json("undo") == {"undone": "Add Harbor Steel"}
    assert "There is nothing to undo." in harbor.refused("undo")


def test_the_days_taken_are_those_the_board_keeps():
    assert (checks.FIRST_DAY.year, checks.LAST_DAY.year) == (cli.FIRST_YEAR, cli.LAST_YEAR)


@pytest.mark.parametrize(
    "verb", [("board",), ("today",), ("show", "x"), ("undo",), ("log", "vm x"), ("backup",)]
)
def test_only_verbs_that_bring_something_make_a_board(dreamboard, verb):
    assert "There is no board at" in dreamboard.refused(*verb)
    assert not dreamboard.board.exists()


def test_names_cannot_steer_the_terminal(dreamboard):
    dreamboard.does("add", "Evil \x1b[2J\u202eliame\u2066")
    text = dreamboard.does("board")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert cards(dreamboard)[0]["account"] == "Evil [2Jliame"
    dreamboard.does("log", "call evil spoke: \u202eliame")
    text = dreamboard.does("show", "evil")
    assert "\u202e" not in text
    assert "\\u202eliame" in text


def test_wide_letters_keep_their_columns(dreamboard):
    dreamboard.does("add", "北京物流", "--value", "5")
    dreamboard.does("add", "Abcdefgh", "--value", "5")
    first, second = (line for line in dreamboard.does("board").splitlines() if "$5" in line)
    assert first.index("$5") + 4 == second.index("$5")


def test_an_account_is_shown_with_its_sites_added_up(dreamboard, tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text("Account Name,Parent Account\nHarbor Group,\nDock A,Harbor Group\nDock B,Harbor Group\n")
    dreamboard.does("import", path, "--as", "accounts")
    dreamboard.does("add", "Harbor Group", "--value", "$1m")
    dreamboard.does("add", "Dock A", "--value", "$300k")
    dreamboard.does("quote", "Dock A", "$40k")
    lines = dreamboard.does("show", "harbor group").splitlines()
    assert "  2 of 2 sites known" in lines
    assert "Sites  2 cards, 0 touches, $1,300,000 a year, $40,000 on the desk in all" in lines
    assert any(line.split() == ["Dock", "B", "0", "cards,", "0", "touches"] for line in lines)
    shown = dreamboard.json("show", "harbor group")
    assert shown["rolled_up"]["value"] == {"USD": 1_300_000}
    assert [site["name"] for site in shown["sites"]] == ["Dock A", "Dock B"]
    assert shown["sites"][0]["on_desk"] == {"USD": 40_000}
