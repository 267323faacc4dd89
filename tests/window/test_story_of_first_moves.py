"""Story 4: a list of deals lost in the last 12 months comes in, and the first touches are spread."""

from collections import Counter
from datetime import date, timedelta

from PySide6.QtWidgets import QPushButton

from dreamboard.domain.model import Plan


def lost_deals(on, count):
    """The file, as another program writes it."""
    lines = ["Deal Name,Account Name,Amount,Close Date,Stage,Loss Reason"]
    for n in range(count):
        closed = on - timedelta(days=60 + n * 9)
        lines.append(f"Deal {n},Company {n:02},{10_000 * (n + 1)},{closed},Closed Lost,Price")
    return "\n".join(lines) + "\n"


def test_first_moves(desk, tmp_path):
    # A file of thirty deals lost within the year comes in.
    path = tmp_path / "lost.csv"
    path.write_text(lost_deals(desk.clock.today(), 30), "utf-8")
    assert "Deals: 30 new." in desk.bring_in(path)

    # The program says how many are still pursued; a day proposes three, the most valuable first.
    desk.do("show_insights")
    desk.settle()
    assert "Lost in the last 12 months 0 of 30 still pursued $4.7M a year" in desk.words_of(
        desk.window.parts.insights
    )
    desk.do("show_board")
    assert desk.today() == [
        f"{n}. Call Company {30 - n} today. Company {30 - n}, lost 10 months ago" for n in (1, 2, 3)
    ]
    desk.select("Company 29")
    assert desk.headline == "Call Company 29 today"
    assert "Bring something useful to them; no ask yet." in desk.panel
    assert desk.reasons == ["Lost 10 months ago; they said price.", "Nobody has been in touch since."]

    # An idea against a price goes into the library.
    desk.do("ideas")
    desk.settle()
    ideas = desk.sheet("ideasWindow")
    ideas.findChild(QPushButton, "addIdea").click()
    sheet = desk.sheet("ideaSheet")
    desk.fill(sheet, "Title", "Cost of delay")
    next(b for b in sheet.findChildren(QPushButton) if b.text() == "Price").click()
    desk.save(sheet)
    ideas.close()

    # The page of first moves says how many, how much, how many touched since; one press spreads them.
    desk.do("first_move")
    desk.settle()
    page = desk.sheet("firstMovesWindow")
    assert page.summary.text() == "30 cards lost, $4.7M a year"
    assert page.since.text() == "0 touched since the loss. 30 of the others wait, with nothing planned."
    assert page.consequence.text() == (
        "A first touch each, from Tue 24 Nov to Mon 7 Dec, inside the day’s cap;"
        " 30 with an idea that answers."
    )
    page.findChild(QPushButton, "planFirstMoves").click()
    desk.settle()
    assert page.since.text() == "0 touched since the loss. 0 of the others wait, with nothing planned."
    page.close()
    days = Counter(plan.on for plan in desk.shell.workspace.queries.rows(Plan))
    assert sum(days.values()) == 30
    assert set(days.values()) == {3}
    assert (min(days), max(days)) == (date(2026, 11, 24), date(2026, 12, 7))
    assert all(day.weekday() < 5 for day in days)

    # Nothing is left for today; and on the day each comes with the idea that answers.
    assert desk.today() == []
    assert desk.headline == "Call Company 29 tomorrow"
    desk.go_to(date(2026, 11, 24))
    assert len(desk.today()) == 3
    assert desk.headline == "Call Company 29 today"
    assert "Open with the insight “Cost of delay” (value, not an ask)." in desk.panel
    assert desk.reasons == ["You planned this for today.", "Lost 10 months ago; they said price."]
    desk.do("log_suggested")
    desk.window.findChild(QPushButton, "outcome-spoke").click()
    desk.settle()
    assert "1 of 3 done" in desk.words_of(desk.window.parts.today)
    desk.do("show_insights")
    desk.settle()
    assert "1 of 30 still pursued" in desk.words_of(desk.window.parts.insights)
    desk.do("first_move")
    desk.settle()
    assert desk.sheet("firstMovesWindow").since.text().startswith("1 touched since the loss.")
