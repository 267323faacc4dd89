"""Story 5: a file of quotes comes in: two million on the desk; each gets at least five follow-ups."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

LEFT = Qt.MouseButton.LeftButton


def quotes(on):
    """Five open quotes of $400,000, and sixteen old ones of which four were won."""
    lines = ["Quote Number,Account Name,Amount,Sent Date,Status"]
    lines += [f"Q-{n},Company {n},400000,{on - timedelta(days=5 + n)},Sent" for n in range(5)]
    for n in range(16):
        status = "Accepted" if n < 4 else "Rejected"
        lines.append(f"C-{n},Company {n % 5},90000,{on - timedelta(days=300 + n)},{status}")
    return "\n".join(lines) + "\n"


def test_two_million_on_the_desk(desk, tmp_path):
    # A file of quotes comes in.
    today = desk.clock.today()
    for n in range(5):
        desk.add_card(f"Company {n}", contact=f"Buyer {n}, Head of Supply")
    path = tmp_path / "quotes.csv"
    path.write_text(quotes(today), "utf-8")
    assert "Quotes: 21 new." in desk.bring_in(path)

    # The meter says two million, nobody chased any of it, and what it is worth at the rep's own closing rate.
    meter = desk.window.findChild(QToolButton, "onTheDesk")
    assert meter.text() == "$2.0M in quotes out, $2.0M unchased"
    QTest.mouseClick(meter, LEFT)
    desk.settle()
    ledger = desk.sheet("deskWindow")
    assert ledger.total.text() == "$2.0M in 5 open quotes"
    assert ledger.worth.text() == (
        "Worth $500k at your own closing rate: 4 of 16 closed quotes were won, 25 %."
    )
    assert ledger.bands.text() == "0–7 days: $1.2M in 3 · 8–30 days: $800k in 2"
    last = [ledger.table.item(row, 5).text() for row in range(ledger.table.rowCount())]
    assert last == ["nobody has yet"] * 5

    # A line of the ledger leads to its card. Each quote is followed up, on the buttons of the panel.
    assert len(desk.today()) == 3
    assert all("$400,000" in row for row in desk.today())
    cell = ledger.table.visualItemRect(ledger.table.item(4, 0)).center()
    QTest.mouseClick(ledger.table.viewport(), LEFT, pos=cell)
    desk.settle()
    ledger.close()
    assert desk.headline == "Call Buyer 0 today"
    assert "The quote of $400,000 went out 5 days ago. Nobody has followed it up yet." in desk.panel
    days, ways = [], []
    for count in range(6):
        desk.go_to(max(desk.window.parts.next_touch.suggestion.due, desk.clock.today()))
        days.append((desk.clock.today() - today).days)
        ways.append(desk.headline)
        assert "the quote of $400,000" in desk.panel
        if 0 < count < 5:
            assert f"{count} follow-up{'s' if count > 1 else ''} so far" in desk.panel
            assert "a quote gets at least 5." in desk.panel
        desk.do("log_suggested")
        outcomes = {
            b.objectName(): b
            for b in desk.window.parts.next_touch.findChildren(QPushButton)
            if b.isVisible() and b.objectName().startswith("outcome-")
        }
        outcomes.get("outcome-voicemail", outcomes.get("outcome-sent")).click()
        desk.settle()
    assert days == [0, 2, 7, 14, 30, 60]
    assert ways.count("E-mail Buyer 0 today") == 2
    assert any("stays on the desk until it has an answer" in reason for reason in desk.reasons)

    # The order comes: the quote is off the desk, and no longer followed up.
    desk.do("desk")
    desk.settle()
    ledger = desk.sheet("deskWindow")
    row = next(r for r in range(5) if ledger.table.item(r, 0).text() == "Company 0")
    assert ledger.table.item(row, 4).text() == "6"
    ledger.table.selectRow(row)
    ledger.findChild(QPushButton, "quoteWon").click()
    desk.settle()
    assert ledger.total.text() == "$1.6M in 4 open quotes"
    assert "5 of 17 closed quotes were won" in ledger.worth.text()
    assert meter.text() == "$1.6M in quotes out, $1.6M unchased"
    assert "$400,000" not in desk.panel
