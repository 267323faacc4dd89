"""Seventy-six weeks: 75 weekly voicemails on a rhythm the rep chose, then an answer, then an order."""

from datetime import date, timedelta

from dreamboard.domain.values import Channel, FeedbackKind, IdeaKind, Intent, Outcome, Play, Role, StageKind
from dreamboard.services.commands import AddIdea, Edit, GiveFeedback, NewContact
from tests.stories.rep import words

START = date(2026, 3, 2)


def test_seventy_five_voicemails_and_an_answer(rep):
    # Given a card with a rhythm of seven days that the rep chose, and an idea in the library
    card = rep.pursues("Marlow Dairies", NewContact("Ned Marlow", "Managing Director", Role.DECISION_MAKER))
    rep.does(Edit("Pursuit", card, (("ideal_days", 7), ("max_days", 10))))
    rep.does(AddIdea("Milk by seven", IdeaKind.WHITE_PAPER))
    other_ways, ideas, refused = set(), set(), 0
    for week in range(75):
        # When another week has passed without an answer
        rep.on(START + timedelta(weeks=week))
        said = rep.suggestion(card)
        # Then the program proposes the next touch that very day, whatever happened before
        assert said.play is Play.RHYTHM
        assert said.due <= rep.clock.today()
        assert said.guard is None or said.guard.guard == "quiet_hours"
        if week == 0:
            assert "Nothing has passed between you yet." in words(said)
        else:
            assert "7 days quiet; this card’s rhythm is every 7 days." in words(said)
        # And along the way it proposes other channels and ideas
        if week >= 2:
            other_ways.add(said.channel)
            assert f"{week} voicemails in a row: an e-mail goes with them." in words(said)
        if week >= 6:
            assert f"{week} touches in a row went unanswered" in words(said)
        if said.idea_title:
            ideas.add(said.idea_title)
        # And accepts "not this"
        if week in (20, 40):
            rep.does(
                GiveFeedback(card, FeedbackKind.NOT_THIS, said.play, reason="My way.", evidence=said.evidence)
            )
            assert not [one for one in rep.queue() if one.evidence == said.evidence]
            refused += 1
        rep.logs(card, "Ned Marlow", Outcome.VOICEMAIL, Intent.GIVE)
    assert Channel.EMAIL in other_ways
    assert ideas == {"Milk by seven"}
    assert refused == 2
    assert rep.card(card).touches == 75
    # When he answers in week 76, and orders
    rep.on(START + timedelta(weeks=75))
    rep.logs(card, "Ned Marlow", Outcome.ORDER, Intent.ASK, note="Seventy-five messages. Come and see me.")
    rep.wins(card, 64_000_000)
    # Then the card says 76
    assert rep.card(card).touches == 76
    assert rep.column(card) is StageKind.WON
    assert rep.card(card).spark == (1,) * 12


def test_seventy_six_weeks_by_the_command_line(dreamboard):
    dreamboard.does("add", "Marlow Dairies", "--contact", "Ned Marlow, Managing Director, decision maker",
                    "--stage", "pursuing", "--on", START)  # fmt: skip
    for week in range(8):
        on = START + timedelta(weeks=week)
        dreamboard.does("log", "vm ned marlow +7d", "--on", on)
        assert dreamboard.json("today", "--on", on)["suggestions"] == []
    on = START + timedelta(weeks=8)
    (one,) = dreamboard.json("today", "--on", on)["suggestions"]
    assert (one["account"], one["play"], one["due"]) == ("Marlow Dairies", "promise", on.isoformat())
    dreamboard.does("log", "spoke ned marlow: come and see me", "--on", on)
    dreamboard.does("move", "marlow", "won", "--on", on)
    (card,) = dreamboard.json("board", "--on", on)["columns"][5]["cards"]
    assert (card["account"], card["touches"]) == ("Marlow Dairies", 9)
