"""Story 8: told no twice; a polite call now and then, and seven months later "it's time we do business"."""

from datetime import timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dreamboard.presentation.timeline_model import PAGE

MONTHS = 15 * 12


def lose(desk, reason):
    """The loss sheet, with what they said."""
    desk.do("lose")
    sheet = desk.sheet("lossSheet")
    next(b for b in sheet.findChildren(QPushButton) if b.text() == reason and b.isVisible()).click()
    desk.fill(sheet, "Went with", "Trellis")
    desk.save(sheet)


def test_the_second_chance(desk, tmp_path):
    # Fifteen years of calls come in from a file.
    today = desk.clock.today()
    path = tmp_path / "calls.csv"
    lines = [
        f"{today - timedelta(days=30 * n + 10)},Ashdown Trust,Judith Ash,call,out,spoke,Report {n}"
        for n in range(MONTHS)
    ]
    head = "Date,Account,Contact,Channel,Direction,Outcome,Note"
    path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    desk.add_card("Ashdown Trust", contact="Judith Ash, Chief Executive", yearly_value="1.1m")
    assert "Touches: 180 new." in desk.bring_in(path)

    # They say no, and half a year later no again.
    lose(desk, "Fit or feature")
    desk.go_to(desk.clock.today() + timedelta(days=1))
    desk.do("move_left")
    desk.settle()
    assert desk.stage_of("Ashdown Trust") == "Proposal out"
    desk.go_to(desk.clock.today() + timedelta(days=200))
    lose(desk, "Timing")
    lost = desk.clock.today()
    assert desk.timeline()[0] == "Clock reset, round 3: lost to Trellis on timing, 12 Jun"
    assert "Clock reset, round 2: lost to Trellis on fit, 23 Nov 2026" in desk.timeline()

    # A polite call now and then: nothing but thanks and value is proposed, and a talk puts the next one off.
    for days, proposed in (
        (1, "Thank them for the chance to compete and wish them well with their choice. No ask."),
        (30, "Value only: bring something useful and ask for nothing."),
        (60, "Bring something useful and ask lightly how it is going."),
        (60, "Bring something useful to them; no ask yet."),
        (60, "Bring something useful to them; no ask yet."),
    ):
        desk.go_to(desk.clock.today() + timedelta(days=days))
        assert "Judith Ash" in desk.headline
        assert proposed in desk.panel
        assert any(reason.startswith("Lost to Trellis ") for reason in desk.reasons)
        desk.log("call judith spoke thank: a polite word, no ask")
        assert desk.headline.startswith(("Call Judith Ash on ", "Ask Judith Ash for a debrief on "))
        assert desk.today() == []

    # Seven months later she writes that it is time; she is answered before anything else.
    assert (desk.clock.today() - lost).days == 211
    desk.log("they emailed judith yes: it’s time we do business")
    assert desk.headline == "Answer Judith Ash today"
    assert "Judith Ash said yes today; nothing went back yet." in desk.reasons
    assert "Answer Judith Ash today. Ashdown Trust, waiting since today" in desk.today()[0]
    desk.do("win")
    sheet = desk.sheet("wonSheet")
    assert "Round 3 took 211 days; 186 touches in all." in desk.words_of(sheet)
    desk.save(sheet)
    assert desk.stage_of("Ashdown Trust") == "Won"


def test_fifteen_years_of_timeline_open_at_once(desk, tmp_path):
    # Given a call every other day for fifteen years
    today = desk.clock.today()
    path = tmp_path / "calls.csv"
    days = range(1, 15 * 365, 2)
    lines = [f"{today - timedelta(days=n)},Ashdown Trust,Judith Ash,call,out,spoke,Report {n}" for n in days]
    head = "Date,Account,Contact,Channel,Direction,Outcome,Note"
    path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    desk.add_card("Ashdown Trust", contact="Judith Ash, Chief Executive")
    assert "Touches: 2,737 new." in desk.bring_in(path)
    desk.add_card("Somebody else")
    # When its card is selected, then a page of the timeline is there, and its first day when asked for
    desk.select("Ashdown Trust")
    assert len(desk.timeline()) < 2 * PAGE
    assert desk.window.parts.timeline._summary.text() == "2,737 touches, 5,474 days, round 1"
    assert desk.timeline()[2].endswith("Call, spoke. Judith Ash: Report 1")
    desk.do("find_in_timeline")
    QTest.keyClicks(desk.window.findChild(object, "timelineText"), "report 5473")
    QTest.qWait(200)
    desk.settle()
    assert desk.timeline() == ["29 Nov 2011, 12:00. Call, spoke. Judith Ash: Report 5473"]
