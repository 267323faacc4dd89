"""Seventy-six weeks: 75 weekly voicemails on a rhythm the rep chose, then an answer, then an order."""

from datetime import date, timedelta

from dreamboard.domain.model import Feedback
from dreamboard.domain.values import Channel, FeedbackKind, IdeaKind, Intent, Outcome, Play, Role, StageKind
from dreamboard.domain.words import counted
from dreamboard.services.answers import another_idea_of, not_this_of
from dreamboard.services.commands import AddIdea, Edit, NewContact
from tests.stories.rep import today, words

START = date(2026, 3, 2)
NEW = "come with something new, or find another contact"
NED = NewContact("Ned Marlow", "Managing Director", Role.DECISION_MAKER)


def test_seventy_five_voicemails_and_an_answer(rep):
    # Given a card with a rhythm of seven days that the rep chose, and two ideas in the library
    card = rep.pursues("Marlow Dairies", NED)
    rep.does(Edit("Pursuit", card, (("ideal_days", 7), ("max_days", 10))))
    rep.does(AddIdea("Milk by seven", IdeaKind.WHITE_PAPER))
    rep.does(AddIdea("Cold chain", IdeaKind.BENCHMARK))
    ideas = []
    for week in range(75):
        # When another week has passed without an answer
        rep.on(START + timedelta(weeks=week))
        said = rep.suggestion(card)
        # Then the program proposes the next touch that very day, whatever happened before
        assert said.play is Play.RHYTHM
        assert said.due <= rep.clock.today()
        assert said.guard is None
        # And along the way it proposes another channel, and ideas
        assert said.channel is (Channel.EMAIL if week else Channel.CALL)
        assert words(said) == in_words(week, said)
        # And accepts "another idea" and "not this"
        if week == 1:
            rep.does(another_idea_of(said))
            assert rep.suggestion(card).idea_title not in ("", said.idea_title)
        if week in (20, 40):
            rep.does(not_this_of(said, "My way."))
            assert rep.queue() == []
            assert rep.suggestion(card).due == rep.clock.today() + timedelta(days=7)
        ideas.append(said.idea_title)
        rep.logs(card, "Ned Marlow", Outcome.VOICEMAIL, said.intent)
    assert ideas[0] == ideas[1] != ideas[2]
    assert set(ideas) == {"Milk by seven", "Cold chain", ""}
    given = [one.kind for one in rep.board.queries.rows(Feedback)]
    assert given == [FeedbackKind.ANOTHER_IDEA, FeedbackKind.NOT_THIS, FeedbackKind.NOT_THIS]
    assert rep.card(card).touches == 75
    # When he answers in week 76
    rep.on(START + timedelta(weeks=75))
    rep.logs(card, "Ned Marlow", Outcome.SPOKE, Intent.ASK, note="Seventy-five messages. Come and see me.")
    # Then the row of unanswered touches is over
    assert "in a row" not in words(rep.suggestion(card))
    # When he orders, then the card says 76
    rep.wins(card, 64_000_000)
    assert rep.card(card).touches == 76
    assert rep.column(card) is StageKind.WON
    assert rep.card(card).spark == (1,) * 12
    assert len([entry for entry in rep.timeline(card) if entry.outcome is Outcome.VOICEMAIL]) == 75


def in_words(week, said):
    """What is said in a week: it is time; with something to give, or an ask that was earned; another channel
    beside the voicemails; and something new after six."""
    idea = said.idea_title
    kind = "white paper" if idea == "Milk by seven" else "benchmark"
    lead = "Call Ned Marlow today" if not week else f"Send Ned Marlow the {kind} today"
    offered = f"Open with the {kind} “{idea}” (value, not an ask)."
    if week:
        offered = f"“{idea}”: something useful, and nothing asked."
    if not idea:
        lead = "E-mail Ned Marlow today"
        asks = counted(said.asks, "ask", "asks") if said.asks else "no ask"
        offered = f"{said.gives} gives and {asks} lately, so you may ask for a short conversation."
        assert said.gives >= 3 * (said.asks + 1)
    quiet = "Nothing has passed between you yet."
    if week:
        quiet = "7 days quiet; this card’s rhythm is every 7 days."
    row = f" {week} voicemails in a row: an e-mail goes with them." if week >= 2 else ""
    if week >= 6:
        row += f" {week} touches in a row went unanswered: {NEW}."
    return f"{lead}. {offered} {quiet}{row}"


def test_seventy_six_weeks_by_the_command_line(dreamboard):
    # Given a card with a rhythm of seven days that the rep chose, and an idea
    dreamboard.does("add", "Marlow Dairies", "--contact", "Ned Marlow, Managing Director, decision maker",
                    "--stage", "pursuing", "--on", START)  # fmt: skip
    dreamboard.does("set", "marlow", "--rhythm", "7/10", "--on", START)
    dreamboard.does("idea", "add", "Milk by seven", "--kind", "white_paper", "--on", START)
    for week in range(75):
        on = START + timedelta(weeks=week)
        # Then in every week the next voicemail is due, and said to be
        lines = today(dreamboard, on)
        assert lines[1] == f"    Marlow Dairies, rhythm, due {on}"
        if week == 2:
            assert lines == [
                " 1. Send Ned Marlow the white paper today",
                "    Marlow Dairies, rhythm, due 2026-03-16",
                "    “Milk by seven”: something useful, and nothing asked.",
                "    - 7 days quiet; this card’s rhythm is every 7 days.",
                "    - 2 voicemails in a row: an e-mail goes with them.",
            ]
        if week >= 6:
            assert lines[0] == " 1. E-mail Ned Marlow today"
            assert lines[-2:] == [
                f"    - {week} voicemails in a row: an e-mail goes with them.",
                f"    - {week} touches in a row went unanswered: {NEW}.",
            ]
        if week == 40:
            said = dreamboard.does("not-this", "marlow", "--reason", "my way", "--on", on)
            assert said.splitlines()[0] == "Set aside a suggestion for Marlow Dairies."
            assert today(dreamboard, on)[0] == "Nothing is due today."
        dreamboard.does("log", "vm ned marlow gave", "--on", on)
    # When he answers in week 76, and orders, then the card says 76
    on = START + timedelta(weeks=75)
    dreamboard.does("log", "spoke ned marlow: come and see me", "--on", on)
    assert not [line for line in today(dreamboard, on, "--all") if "in a row" in line]
    won = dreamboard.does("move", "marlow", "won", "--amount", "640k", "--on", on)
    assert "Round 1 took 525 days; 76 touches in all." in won
    (card,) = dreamboard.json("board", "--on", on)["columns"][5]["cards"]
    assert (card["account"], card["touches"]) == ("Marlow Dairies", 76)


def test_a_voicemail_with_the_next_one_promised_is_a_promise_a_week_later(dreamboard):
    # Given a voicemail that says when the next one comes
    dreamboard.does("add", "Marlow Dairies", "--contact", "Ned Marlow, Managing Director, decision maker",
                    "--stage", "pursuing", "--on", START)  # fmt: skip
    dreamboard.does("log", "vm ned marlow +7d", "--on", START)
    assert dreamboard.json("today", "--on", START)["suggestions"] == []
    # Then it is due on that day
    on = START + timedelta(weeks=1)
    (one,) = dreamboard.json("today", "--on", on)["suggestions"]
    assert (one["account"], one["play"], one["due"]) == ("Marlow Dairies", "promise", on.isoformat())
