"""One shop, 120 sites: an account is corrected, rises, and groundwork is proposed."""

from dreamboard.domain.values import Intent, Outcome, Play, Role
from dreamboard.services.commands import Edit, NewContact
from tests.stories.rep import today, words


def test_an_account_corrected_to_120_sites_rises_and_is_looked_into(rep):
    # Given two accounts of one value, the other one first in the queue
    twin = rep.pursues(
        "Twin Stores", NewContact("Ann Bee", "Owner", Role.DECISION_MAKER), value_minor=64_100_000
    )
    quarry = rep.pursues(
        "Quarry & Sons", NewContact("Bridget Quarry", "Owner", Role.DECISION_MAKER), value_minor=64_000_000
    )
    assert [one.pursuit_id for one in rep.queue()] == [twin, quarry]
    # When it turns out that they have 120 sites, of which we know one
    rep.does(Edit("Account", rep.account("Quarry & Sons").id, (("sites_known", 1), ("sites_believed", 120))))
    # Then it rises, and the first touch asks for the others
    assert [one.pursuit_id for one in rep.queue()] == [quarry, twin]
    assert "You know 1 of 120 sites: ask who runs the others." in words(rep.suggestion(quarry))
    assert rep.suggestion(quarry).worth > 5 * rep.suggestion(twin).worth
    # And between touches the groundwork is proposed
    rep.logs(quarry, "Bridget Quarry", Outcome.SPOKE, Intent.LEARN)
    rep.later(2)
    said = rep.suggestion(quarry)
    assert said.play is Play.KNOW_THE_SITES
    assert words(said) == (
        "Find the sites of Quarry & Sons. Find out which sites there are and who runs them; every one may be "
        "a way in. You know 1 of 120 sites."
    )
    # When most of them are known, then it is a card like any other
    rep.does(Edit("Account", rep.account("Quarry & Sons").id, (("sites_known", 90),)))
    assert rep.suggestion(quarry).play is Play.RHYTHM


def test_one_shop_120_sites_by_the_command_line(dreamboard):
    # Given two accounts of one value, both due, the other one first
    for account, contact, value in (
        ("Twin Stores", "Ann Bee, Owner, decision maker", "650k"),
        ("Quarry & Sons", "Bridget Quarry, Owner, decision maker", "640k"),
    ):
        dreamboard.does("add", account, "--contact", contact, "--value", value, "--stage", "pursuing",
                        "--on", "2026-11-23")  # fmt: skip
        dreamboard.does("set", account, "--rhythm", "30/45", "--on", "2026-11-23")
        dreamboard.does("log", f"call {contact.partition(' ')[0]} spoke gave", "--on", "2026-11-23")
    on = "2026-12-23"
    assert [line for line in today(dreamboard, on) if line[:2].strip()] == [
        " 1. Call Ann Bee today",
        " 2. Call Bridget Quarry today",
    ]
    # When it turns out that they have 120 sites, of which we know one, then the account rises
    dreamboard.does("set", "quarry", "--sites-known", "1", "--sites-believed", "120", "--on", on)
    assert [line for line in today(dreamboard, on) if line[:2].strip()] == [
        " 1. Call Bridget Quarry today",
        " 2. Call Ann Bee today",
    ]
    assert "  1 of 120 sites known" in dreamboard.does("show", "quarry", "--on", on).splitlines()
    # And between touches the groundwork is proposed
    dreamboard.does("log", "call bridget spoke: runs one of them", "--on", on)
    dreamboard.does("log", "call ann spoke gave", "--on", on)
    on = "2026-12-28"
    assert today(dreamboard, on) == [
        " 1. Find the sites of Quarry & Sons",
        "    Quarry & Sons, know the sites, due 2026-12-25, overdue",
        "    Find out which sites there are and who runs them; every one may be a way in.",
        "    - You know 1 of 120 sites.",
    ]
    # When most of them are known, then it is a card like any other; and one step back, it is not yet
    dreamboard.does("set", "quarry", "--sites-known", "90", "--on", on)
    assert today(dreamboard, on)[0] == "Nothing is due today."
    dreamboard.does("undo")
    assert today(dreamboard, on)[0] == " 1. Find the sites of Quarry & Sons"
