"""Story 3: weekly voicemails on a rhythm the rep chose, then an answer, then an order: the card says 76."""

from datetime import date, time, timedelta

from dreamboard.domain.values import IdeaKind, Outcome
from dreamboard.services.commands import AddIdea, AddPursuit, Edit, NewContact


def test_seventy_six_weeks(desk):
    monday = date(2025, 6, 2)
    desk.go_to(monday)
    card = desk.shell.bridge.run(
        AddPursuit("Fenwick Dairy", contact=NewContact("Clem Fenwick", "Managing Director"))
    ).made[0]
    desk.shell.bridge.run(AddIdea("Cold chain benchmark", IdeaKind.BENCHMARK))
    desk.shell.bridge.run(Edit("Pursuit", card, (("ideal_days", 7), ("max_days", 10))))
    desk.settle()
    desk.select("Fenwick Dairy")

    proposed = set()
    refused = 0
    for week in range(75):
        desk.go_to(monday + timedelta(weeks=week), time(10))
        suggestion = desk.window.parts.next_touch.suggestion
        assert suggestion is not None, f"week {week}: the card has no next touch"
        assert suggestion.due <= desk.clock.today(), f"week {week}: {desk.headline}"
        proposed.add(suggestion.channel)
        if suggestion.idea_id is not None and not refused:
            desk.do("another_idea")
            desk.settle()
            refused += 1
        desk.log("vm clem")
    assert len(proposed) > 1, "after two unanswered on a channel another one is proposed"

    desk.go_to(monday + timedelta(weeks=75), time(10))
    desk.log("call clem spoke: send me an offer")
    assert desk.shell.presenter.model.card(card).touches == 76
    assert desk.window.parts.timeline._summary.text().startswith("76 touches")

    desk.go_to(monday + timedelta(weeks=76), time(10))
    desk.log("they called clem order")
    newest = desk.shell.presenter.model.card(card)
    assert (newest.touches, newest.last_outcome) == (77, Outcome.ORDER)
    assert refused == 1
