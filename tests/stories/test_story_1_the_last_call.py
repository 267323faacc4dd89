"""The last call: a young deal is lost, the introducer is thanked, and rings back with three conditions."""

from datetime import date

from dreamboard.domain.model import Round
from dreamboard.domain.values import Channel, Intent, LossReason, Outcome, Play, Role, RoundOutcome, StageKind
from dreamboard.services.commands import AddConditions, Edit, Loss, MeetCondition, NewContact
from dreamboard.services.read_models import EntryKind
from tests.stories.rep import today, words

CONDITIONS = ("Weekly report to the plant", "One named contact", "Start before the season")
BUYER = NewContact("Petra Calder", "Head of Procurement", Role.DECISION_MAKER)


def test_the_last_call_wins_the_second_round_in_two_days(rep):
    # Given a deal under 30 days old, to which the executive of another division introduced us
    deal = rep.pursues("Calder Beverage", BUYER, value_minor=96_000_000)
    rep.pursues("Calder Snacks", NewContact("Moira Fenn", "Executive Vice President"))
    rep.does(
        Edit("Account", rep.account("Calder Snacks").id, (("parent_id", rep.account("Calder Beverage").id),))
    )
    rep.later(22)  # Tuesday, 24 March
    # When it is lost
    rep.loses(deal, Loss(LossReason.PRICE, rival="Halyard", introducer_id=rep.person("Moira Fenn")))
    # Then the clock is reset at once
    assert rep.column(deal) is StageKind.NOT_NOW
    assert rep.card(deal).round_number == 2
    # And the next morning the first suggestion is to thank the one who introduced us
    rep.later(1)
    first = rep.queue()[0]
    assert (first.account_name, first.play, first.intent) == ("Calder Beverage", Play.LAST_CALL, Intent.THANK)
    assert str(first.headline).startswith("Thank Moira Fenn today")
    assert words(first).endswith(
        "One last call: thank them for the introduction and say how it ended. No ask. "
        "Lost to Halyard yesterday; they said price. Moira Fenn introduced you."
    )
    assert first.channel is Channel.CALL
    # When the call is logged
    rep.logs(deal, "Moira Fenn", Outcome.SPOKE, Intent.THANK, note="No ask.")
    # Then she is not to be thanked again; the decision-maker is next
    thanks = rep.suggestion(deal)
    assert thanks.play is Play.THANK_DECISION_MAKER
    assert words(thanks) == (
        "Thank Petra Calder today. Thank them for the chance to compete and wish them well with their "
        "choice. No ask. Lost to Halyard yesterday; they said price."
    )
    # When she rings back with three conditions, which are recorded
    rep.hears(deal, "Moira Fenn", note="If you can do three things, call Petra.")
    rep.does(AddConditions(deal, CONDITIONS))
    # Then they are work to do, in order
    rep.logs(deal, "Petra Calder", Outcome.SPOKE, Intent.THANK, channel=Channel.EMAIL)
    todo = rep.suggestion(deal)
    assert todo.play is Play.OPEN_CONDITION
    assert words(todo) == (
        "Work on what Calder Beverage asked for. To do: “Weekly report to the plant”. When all are met, call "
        "the buyer. They named what would win it: 3 conditions."
    )
    # When they are met the day after
    rep.later(1)
    for condition in rep.conditions(deal):
        assert rep.suggestion(deal).play is not Play.CONDITIONS_MET
        rep.does(MeetCondition(condition.id))
    # Then the program says: call the buyer, today
    call = rep.suggestion(deal)
    assert (call.play, call.due, call.contact_name) == (
        Play.CONDITIONS_MET,
        date(2026, 3, 26),
        "Petra Calder",
    )
    assert words(call) == (
        "Call Petra Calder today. Call the buyer: everything they asked for is done. Ask for the business. "
        "All 3 conditions are met, the last today. They asked for “Weekly report to the plant”, “One named "
        "contact”, “Start before the season”."
    )
    assert call.channel is Channel.CALL
    # When she says yes and the card goes to Won
    rep.logs(deal, "Petra Calder", Outcome.ORDER, Intent.ASK)
    rep.wins(deal, 96_000_000)
    # Then round 2 took two days, and the timeline tells it all
    assert rep.column(deal) is StageKind.WON
    second: Round = rep.rounds(deal)[1]
    assert (second.outcome, (second.closed_on - second.opened_on).days) == (RoundOutcome.WON, 2)
    kinds = [entry.kind for entry in rep.timeline(deal)]
    assert kinds.count(EntryKind.ROUND_CLOSED) == 2
    assert kinds.count(EntryKind.CONDITION_MET) == 3
    lost = next(entry for entry in rep.timeline(deal) if entry.loss_reason is LossReason.PRICE)
    assert (lost.day, lost.rival) == (date(2026, 3, 24), "Halyard")


def test_the_last_call_by_the_command_line(dreamboard):
    # Given a deal under 30 days old, to which the executive of another division introduced us
    dreamboard.does(
        "add", "Calder Beverage", "--value", "960k", "--stage", "pursuing", "--on", "2026-03-02",
        "--contact", "Petra Calder, Head of Procurement, decision maker",
    )  # fmt: skip
    dreamboard.does("add", "Calder Snacks", "--contact", "Moira Fenn, Executive Vice President",
                    "--on", "2026-03-02")  # fmt: skip
    # When it is lost, then the clock is reset
    said = dreamboard.does("move", "beverage", "not now", "--reason", "price", "--rival", "Halyard",
                           "--introducer", "moira", "--on", "2026-03-24")  # fmt: skip
    assert "Round 1 is closed as lost; round 2 begins." in said
    # And the next morning the first suggestion is to thank the one who introduced us
    assert today(dreamboard, "2026-03-25")[:5] == [
        " 1. Thank Moira Fenn today",
        "    Calder Beverage, last call, due 2026-03-25",
        "    One last call: thank them for the introduction and say how it ended. No ask.",
        "    - Lost to Halyard yesterday; they said price.",
        "    - Moira Fenn introduced you.",
    ]
    first = dreamboard.json("today", "--on", "2026-03-25")["suggestions"][0]
    wanted = {"account": "Calder Beverage", "contact": "Moira Fenn", "channel": "call", "intent": "thank"}
    assert first.items() >= {**wanted, "play": "last_call", "level": 3}.items()
    # When the call is logged, then the decision-maker is next
    dreamboard.does("log", "spoke moira beverage thank: no ask", "--on", "2026-03-25")
    assert today(dreamboard, "2026-03-25")[:3] == [
        " 1. Thank Petra Calder today",
        "    Calder Beverage, thank decision maker, due 2026-03-25",
        "    Thank them for the chance to compete and wish them well with their choice. No ask.",
    ]
    # When the executive rings back with three conditions, which are recorded
    rang = dreamboard.does("log", "moira beverage rang back: three things", "--on", "2026-03-25")
    assert rang.startswith("Log call from Moira Fenn")
    for text in CONDITIONS:
        dreamboard.does("condition", "beverage", text, "--on", "2026-03-25")
    dreamboard.does("log", "mail petra beverage thanks", "--on", "2026-03-25")
    # Then they are work to do
    assert today(dreamboard, "2026-03-25")[:4] == [
        " 1. Work on what Calder Beverage asked for",
        "    Calder Beverage, open condition, due 2026-03-25",
        "    To do: “Weekly report to the plant”. When all are met, call the buyer.",
        "    - They named what would win it: 3 conditions.",
    ]
    # When they are met the day after, the last by a part of its text
    for part, left in (("weekly", "  2 still open."), ("named", "  1 still open.")):
        said = dreamboard.does("condition", "beverage", part, "--met", "--on", "2026-03-26")
        assert said.splitlines()[1] == left
        assert "call the buyer" not in today(dreamboard, "2026-03-26")[0]
    said = dreamboard.does("condition", "beverage", "season", "--met", "--on", "2026-03-26")
    assert said.splitlines()[1] == "  That was the last one."
    # Then the program says: call the buyer, today
    assert today(dreamboard, "2026-03-26")[:5] == [
        " 1. Call Petra Calder today",
        "    Calder Beverage, conditions met, due 2026-03-26",
        "    Call the buyer: everything they asked for is done. Ask for the business.",
        "    - All 3 conditions are met, the last today.",
        "    - They asked for “Weekly report to the plant”, “One named contact”, “Start before the season”.",
    ]
    # When she orders, then the card goes to Won, and round 2 took two days
    dreamboard.does("log", "call petra beverage order", "--on", "2026-03-26")
    won = dreamboard.does("move", "beverage", "won", "--amount", "960k", "--on", "2026-03-26")
    assert "Round 2 took 2 days; 4 touches in all." in won
    shown = dreamboard.json("show", "beverage", "--on", "2026-03-26")
    (card,) = shown["pursuits"]
    assert card["stage_kind"] == "won"
    assert [one["outcome"] for one in card["rounds"]] == ["lost", "won"]
    assert [line["kind"] for line in shown["timeline"]].count("condition_met") == 3
