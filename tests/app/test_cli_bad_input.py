"""Odd input by the command line: what each odd thing comes to, whether typed or out of a file.

A day before 1970 or after 2100 is refused where it is typed, and its line is rejected where it is imported.
A touch still to come is refused, and becomes a plan where it is imported onto a card. A contact without a
name is refused where it is typed, and gets a stand-in from address or title where it is imported. A deal
closed before it opened counts from the day it closed. A thousand touches in a day are a thousand touches.
Two currencies at one account are never added up. A time zone that no longer exists is the rep's own on a
board that has one; the sheet refuses it.
"""

import pytest

from dreamboard.domain.model import Account
from dreamboard.store.open import open_board
from tests.store.small_world import StandingClock

ON = "2026-11-23"
FAR = ("1066-10-14", "1969-12-31", "2101-01-01", "9999-12-31")


@pytest.fixture
def northwind(dreamboard):
    dreamboard.does(
        "add", "Northwind", "--value", "$2M", "--contact", "Dana Whitfield, VP, decision maker", "--on", ON
    )
    return dreamboard


def brought(dreamboard, tmp_path, kind, *lines):
    """What an import says of some lines; nothing of it is a traceback."""
    path = tmp_path / f"{kind}.csv"
    path.write_text("\n".join(lines) + "\n")
    ran = dreamboard("import", path, "--as", kind)
    assert "Traceback" not in ran.out + ran.err
    return ran.out + ran.err


def touches_of(dreamboard):
    """The days of the touches on the timeline."""
    lines = dreamboard.json("show", "northwind", "--on", ON)["timeline"]
    return [line["day"] for line in lines if line["kind"] == "touch"]


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    "verb",
    [
        ("today",),
        ("log", "vm dana"),
        ("move", "northwind", "not now"),
        ("signal", "northwind", "news"),
        ("quote", "northwind", "5"),
    ],
)
def test_a_day_no_board_keeps_is_refused_where_it_is_typed(northwind, verb, day):
    ran = northwind(*verb, "--on", day)
    assert (ran.code, ran.out) == (2, "")
    assert f"'{day}' is outside 1970 to 2100" in ran.err


def test_a_touch_of_such_a_day_or_still_to_come_is_refused(northwind):
    for day in ("1969-12-31", "1066-10-14"):
        assert "1970" in northwind.refused("log", "vm dana", "--at", day, "--on", ON)
    for day in ("2026-11-24 10:00", "2101-01-01"):
        said = northwind.refused("log", "vm dana", "--at", day, "--on", ON)
        assert "is still to come: a touch is logged when it has been." in said
    assert touches_of(northwind) == []


def test_lines_with_such_days_are_rejected_one_by_one(northwind, tmp_path):
    said = brought(
        northwind, tmp_path, "touches",
        "Account Name,Date,Type,Subject",
        "Northwind,1066-10-14,Call,a",
        "Northwind,2101-01-01,Call,b",
        "Northwind,2026-11-20 09:00,Call,c",
    )  # fmt: skip
    assert "line 2: a: Date: the year in “1066-10-14” lies outside 1970 to 2100" in said
    assert "line 3: b: Date: the year in “2101-01-01” lies outside 1970 to 2100" in said
    assert touches_of(northwind) == ["2026-11-20"]


def test_a_touch_to_come_in_a_file_is_planned(northwind, tmp_path):
    brought(
        northwind,
        tmp_path,
        "touches",
        "Account Name,Date,Type,Subject",
        "Northwind,2099-01-05,Call,Budget round",
    )
    (line,) = [e for e in northwind.json("show", "northwind")["timeline"] if e["kind"] in ("plan", "touch")]
    assert (line["kind"], line["day"]) == ("plan", "2099-01-05")


def test_a_contact_without_a_name_is_refused_where_it_is_typed(northwind):
    said = northwind.refused("add", "Osprey", "--contact", ", VP")
    assert "A contact begins with a name" in said


def test_contacts_without_names_in_a_file_get_a_stand_in(northwind, tmp_path):
    brought(
        northwind, tmp_path, "contacts",
        "First Name,Last Name,Email,Account Name,Title",
        ",,ann@northwind.example,Northwind,Clerk",
        ",,,Northwind,Ghost",
    )  # fmt: skip
    names = [contact["name"] for contact in northwind.json("show", "northwind")["contacts"]]
    assert names == ["Dana Whitfield", "ann@northwind.example", "Ghost, Northwind"]


def test_a_deal_closed_before_it_opened_counts_from_the_day_it_closed(dreamboard, tmp_path):
    brought(
        dreamboard, tmp_path, "deals",
        "Deal Name,Account Name,Amount,Stage,Created Date,Close Date,Loss Reason",
        "Back,Osprey,2000,Closed Lost,2026-06-01,2026-03-01,price",
    )  # fmt: skip
    (card,) = dreamboard.json("show", "osprey", "--on", ON)["pursuits"]
    days = [(one["opened_on"], one["closed_on"]) for one in card["rounds"]]
    assert days == [("2026-03-01", "2026-03-01"), ("2026-03-01", None)]
    assert dreamboard.json("today", "--all", "--on", ON)["suggestions"]


def test_a_thousand_touches_in_a_day_are_a_thousand_touches(northwind, tmp_path):
    lines = [f"Northwind,2026-11-20 {n // 60:02}:{n % 60:02},Call,touch {n}" for n in range(1000)]
    brought(northwind, tmp_path, "touches", "Account Name,Date,Type,Subject", *lines)
    (card,) = northwind.json("show", "northwind", "--on", ON)["pursuits"]
    assert card["touches"] == 1000
    (found,) = northwind.json("today", "--all", "--on", ON)["suggestions"]
    assert found["account"] == "Northwind"


def test_two_currencies_at_one_account_are_never_added_up(northwind):
    northwind.does(
        "add", "Northwind", "--title", "Docks", "--value", "300000", "--currency", "EUR", "--on", ON
    )
    assert "€300,000 + $2,000,000" in northwind.does("board", "--on", ON)
    cards = northwind.json("show", "northwind", "--on", ON)["pursuits"]
    assert {(card["value"], card["currency"]) for card in cards} == {(2_000_000, "USD"), (300_000, "EUR")}


@pytest.mark.parametrize("zone", ["US/Pacific-New", "Mars/Olympus", "../../etc/passwd", "x" * 400])
def test_a_time_zone_that_no_longer_exists_is_the_reps_own(northwind, zone):
    before = northwind.json("today", "--all", "--on", ON)["suggestions"]
    board = open_board(northwind.board, StandingClock())
    with board.unit() as unit:
        (account,) = unit.find(Account)
        unit.update(
            type(account)(**{**{f: getattr(account, f) for f in account.__slots__}, "time_zone": zone})
        )
        unit.commit()
    board.close()
    assert northwind.json("today", "--all", "--on", ON)["suggestions"] == before
    assert northwind.json("show", "northwind", "--on", ON)["account"]["time_zone"] == zone
    northwind.does("log", "vm dana", "--on", ON)
