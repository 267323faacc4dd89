"""First move: a file of deals lost in the last 12 months comes in, and the first touches are spread."""

from collections import Counter
from datetime import date, timedelta

from dreamboard.domain.first_moves import losses
from dreamboard.domain.model import Plan, Pursuit
from dreamboard.domain.values import IdeaKind, Intent, LossReason, Outcome, Play, PursuitKind, StageKind
from dreamboard.services.commands import AddIdea, LogTouch
from dreamboard.services.import_plan import Kind, LineOutcome
from dreamboard.services.planning import load_ahead, plan_first_moves
from tests.stories.rep import today, words

ON = date(2026, 11, 23)


def lost_deals(folder, count):
    """The file, as another program writes it."""
    lines = ["Deal Name,Account Name,Amount,Close Date,Stage,Loss Reason"]
    for number in range(count):
        closed = ON - timedelta(days=60 + number * 9)
        lines.append(f"Deal {number},Company {number:02},{10000 * (number + 1)},{closed},Closed Lost,Price")
    path = folder / "lost.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_lost_deals_from_a_file_are_spread_over_the_coming_weeks_inside_the_cap(rep, tmp_path):
    # Given a file of thirty deals lost in the last 12 months, and an idea against a price
    rep.on(ON)
    plan = rep.takes(lost_deals(tmp_path, 30))
    assert plan.counts()[Kind.DEALS][LineOutcome.CREATED] == 30
    rep.does(AddIdea("Cost of delay", IdeaKind.INSIGHT, loss_reasons=(LossReason.PRICE,)))
    # Then each is a lost deal in Not now, in its second round
    cards = rep.board.queries.rows(Pursuit)
    assert {(card.kind, rep.column(card.id)) for card in cards} == {
        (PursuitKind.LOST_DEAL, StageKind.NOT_NOW)
    }
    assert {rep.card(card.id).round_number for card in cards} == {2}
    # And the program says how many are still pursued: none
    found = the_losses(rep)
    assert (len(found.cards), found.touched, found.money) == (30, 0, ((465_000_000, "USD"),))
    assert {card.idea for card in found.cards} == {"Cost of delay"}
    # And a day proposes no more than three of them, the most valuable first, in words
    queue = rep.queue()
    assert [(one.play, one.account_name) for one in queue] == [
        (Play.FIRST_MOVE, f"Company {number}") for number in (29, 28, 27)
    ]
    assert words(queue[1]) == (
        "Call Company 28 today. Open with the insight “Cost of delay” (value, not an ask). "
        "Lost 10 months ago; they said price. Nobody has been in touch since."
    )
    assert len(rep.board.day().hidden) == 27
    # When they are planned, then the first touches are spread over the coming weeks inside the day's cap
    waiting = [card for card in found.cards if card.waits]
    load = load_ahead(rep.board.suggestions(), ON, {card.pursuit_id for card in waiting})
    rep.does(plan_first_moves(waiting, load, ON, rep.board.settings()))
    days = Counter(plan.on for plan in rep.board.queries.rows(Plan))
    assert (sum(days.values()), set(days.values())) == (30, {3})
    assert (min(days), max(days)) == (date(2026, 11, 24), date(2026, 12, 7))
    assert all(day.weekday() < 5 for day in days)
    assert rep.queue() == []
    # And on its day each is there, with the idea that answers
    rep.later(1)
    queue = rep.queue()
    assert [one.play for one in queue] == [Play.PROMISE] * 3
    assert words(queue[0]) == (
        "Call Company 29 today. Open with the insight “Cost of delay” (value, not an ask). "
        "You planned this for today. Lost 10 months ago; they said price."
    )
    # When one is called, then one more is pursued
    first = queue[0]
    rep.does(
        LogTouch(first.channel, outcome=Outcome.SPOKE, pursuit_id=first.pursuit_id, intent=Intent.GIVE,
                 idea_id=first.idea_id, plan_id=first.plan_id)
    )  # fmt: skip
    assert the_losses(rep).touched == 1
    # And all the planning is one step back
    rep.board.dispatcher.undo()
    rep.board.dispatcher.undo()
    assert rep.board.queries.rows(Plan) == []


def the_losses(rep):
    """What the page of first moves says."""
    return losses(rep.board.queries.book(), rep.clock.now(), rep.board.settings())


def test_first_moves_by_the_command_line(dreamboard, tmp_path):
    # Given a file of thirty deals lost in the last 12 months, and an idea against a price
    path = lost_deals(tmp_path, 30)
    said = dreamboard.json("import", path)
    assert said["counts"]["deals"]["created"] == 30
    dreamboard.does("idea", "add", "Cost of delay", "--reason", "price", "--on", ON)
    # Then each is a lost deal in Not now, in its second round, and none was touched since
    (column,) = [c for c in dreamboard.json("board", "--on", ON)["columns"] if c["kind"] == "not_now"]
    assert len(column["cards"]) == 30
    assert {(card["kind"], card["round"], card["touches"]) for card in column["cards"]} == {
        ("lost_deal", 2, 0)
    }
    # And the program says how many are still pursued
    first, second, *_ = dreamboard.does("first-move", "--on", ON).splitlines()
    assert first == (
        "30 deals lost in the last 12 months, $4,650,000 a year; 0 touched since, 30 waiting with nothing "
        "planned."
    )
    assert second == (
        "  #30 Company 29, lost 2026-01-06, on price, $300,000, 0 touches since, idea: Cost of delay"
    )
    # And a day proposes no more than three of them, the others counted as kept back
    lines = today(dreamboard, ON)
    assert lines[5:10] == [
        " 2. Call Company 28 today",
        "    Company 28, first move, due 2026-03-02, overdue",
        "    Open with the insight “Cost of delay” (value, not an ask).",
        "    - Lost 10 months ago; they said price.",
        "    - Nobody has been in touch since.",
    ]
    assert lines[-1] == "27 more are due and kept back (first move 27); --all shows them."
    # When they are planned, then the first touches are spread over the coming weeks inside the day's cap
    planned = dreamboard.json("first-move", "--plan", "--on", ON)["planned"]
    days = Counter(each["on"] for each in planned)
    assert (len(planned), set(days.values())) == (30, {3})
    assert (min(days), max(days)) == ("2026-11-24", "2026-12-07")
    assert today(dreamboard, ON)[0] == "Nothing is due today."
    # And on its day each is there, with the idea that answers
    assert today(dreamboard, "2026-11-24")[:5] == [
        " 1. Call Company 29 today",
        "    Company 29, promise, due 2026-11-24",
        "    Open with the insight “Cost of delay” (value, not an ask).",
        "    - You planned this for today.",
        "    - Lost 10 months ago; they said price.",
    ]
    dreamboard.does("log", "spoke “Company 29” give", "--on", "2026-11-24")
    assert dreamboard.json("first-move", "--on", "2026-11-24")["touched"] == 1


def test_without_a_plan_three_a_day_are_proposed_until_none_is_left(dreamboard, tmp_path):
    # Given a file of thirty lost deals of which three are touched a day
    dreamboard.does("import", lost_deals(tmp_path, 30))
    days, on = 0, ON
    while True:
        found = dreamboard.json("today", "--on", on)["suggestions"]
        queue = [one for one in found if one["play"] == "first_move"]
        if not queue and on.weekday() < 5:
            break
        assert len(queue) <= 3
        for one in queue:
            dreamboard.does("log", f'vm "{one["account"]}" give', "--on", on)
        days += bool(queue)
        on += timedelta(days=1)
    # Then each had its first touch after ten days of work
    assert days == 10
