"""Every two weeks is too much: the rhythm gives way, the guard explains, nothing is lost."""

from datetime import date, timedelta

from dreamboard.domain.values import Channel, Intent, Outcome, Play, Role
from dreamboard.services.commands import Edit, NewContact
from tests.stories.rep import today, words

TOO_OFTEN = "Simone Vidal asked for at least 42 days between touches."


def test_the_rhythm_gives_way_to_what_the_contact_said(rep):
    # Given a card touched every two weeks
    card = rep.pursues("Orchard Hotels", NewContact("Simone Vidal", "Ops", Role.DECISION_MAKER))
    rep.does(Edit("Pursuit", card, (("ideal_days", 14), ("max_days", 21))))
    for _ in range(4):
        rep.logs(card, "Simone Vidal", Outcome.SPOKE, Intent.GIVE)
        rep.later(14)
        said = rep.suggestion(card)
        assert said.due == rep.clock.today()
        assert "14 days quiet; this card’s rhythm is every 14 days." in words(said)
    # When she writes that this is too much, is answered, and her six weeks are noted
    rep.hears(card, "Simone Vidal", Outcome.REPLIED, channel=Channel.EMAIL, note="Six weeks will do.")
    assert words(rep.suggestion(card)) == (
        "Answer Simone Vidal today. They wrote and wait for an answer. It comes before anything else. "
        "Simone Vidal wrote today; nothing went back yet."
    )
    rep.logs(card, "Simone Vidal", Outcome.SENT, Intent.REPLY, channel=Channel.EMAIL)
    answered = rep.clock.today()
    rep.does(Edit("Contact", rep.person("Simone Vidal"), (("min_days_between", 42),)))
    # Then the next touch is six weeks away, and the guard says why and what would lift it
    said = rep.suggestion(card)
    assert said.play is Play.RHYTHM
    assert said.due == answered + timedelta(days=42)
    assert said.guard.guard == "too_often"
    assert str(said.guard.says) == TOO_OFTEN
    assert str(said.guard.lifted_by) == "It lifts on 8 Jun, or when they change their mind."
    assert str(said.headline) == "Call Simone Vidal on 8 Jun"
    rep.later(20)
    assert rep.queue() == []
    # And nothing is lost: on that day it is there again
    rep.on(answered + timedelta(days=42))
    assert [one.pursuit_id for one in rep.queue()] == [card]
    assert rep.card(card).touches == 6
    assert words(rep.suggestion(card)) == (
        "Call Simone Vidal today. 4 gives and no ask lately, so you may ask for a short conversation. "
        "42 days quiet; this card’s rhythm is every 14 days, at most 21."
    )


def test_every_two_weeks_is_too_much_by_the_command_line(dreamboard):
    # Given a card touched every two weeks
    on = date(2026, 11, 23)
    dreamboard.does("add", "Orchard Hotels", "--contact", "Simone Vidal, Operations, decision maker",
                    "--stage", "pursuing", "--on", on)  # fmt: skip
    dreamboard.does("set", "orchard", "--rhythm", "14/21", "--on", on)
    for _ in range(4):
        dreamboard.does("log", "call simone spoke gave", "--on", on)
        on += timedelta(days=14)
        lines = today(dreamboard, on)
        assert lines[0] == " 1. Call Simone Vidal today"
        assert lines[-1] == "    - 14 days quiet; this card’s rhythm is every 14 days."
    # When she writes that this is too much, is answered, and her six weeks are noted
    dreamboard.does("log", "they emailed simone: every two weeks is too much", "--on", on)
    assert today(dreamboard, on) == [
        " 1. Answer Simone Vidal today",
        "    Orchard Hotels, answer, due 2027-01-18",
        "    They wrote and wait for an answer. It comes before anything else.",
        "    - Simone Vidal wrote today; nothing went back yet.",
    ]
    dreamboard.does("log", "email simone reply: of course", "--on", on)
    dreamboard.does("set", "orchard", "--contact", "simone", "--days-between", "42", "--on", on)
    # Then the next touch is six weeks away, and the guard says why and what would lift it
    assert today(dreamboard, on, "--all") == [
        " 1. Call Simone Vidal on 1 Mar",
        "    Orchard Hotels, rhythm, due 2027-03-01",
        "    4 gives and no ask lately, so you may ask for a short conversation.",
        "    - Last touch today; this card’s rhythm is every 14 days, at most 21.",
        f"    ! {TOO_OFTEN} It lifts on 1 Mar, or when they change their mind.",
    ]
    assert today(dreamboard, on + timedelta(days=41)) == [
        "Nothing is due today.",
        "Next: Call Simone Vidal tomorrow, Orchard Hotels.",
    ]
    why = dreamboard.does("why", "orchard", "--on", on + timedelta(days=20))
    assert TOO_OFTEN in why
    # And nothing is lost: on that day it is there again, with everything that ever passed
    on += timedelta(days=42)
    assert today(dreamboard, on)[0] == " 1. Call Simone Vidal today"
    assert dreamboard.json("show", "orchard")["pursuits"][0]["touches"] == 6
