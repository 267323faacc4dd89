"""Story 3: weekly voicemails on a rhythm the rep chose, then an answer, then an order: the card says 76."""

from datetime import date, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from dreamboard.domain.values import Channel, IdeaKind
from dreamboard.services.commands import AddIdea

MONDAY = date(2025, 6, 2)


def face(desk, card):
    """A card as it is read aloud."""
    for column in desk.window.parts.board.columns():
        model = column.cards.model()
        for row in range(model.rowCount()):
            said = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            if card in said:
                return said
    raise AssertionError(f"{card} is not on the board")


def test_seventy_six_weeks(desk):
    # A card with a rhythm of seven days that the rep chose, and two ideas in the library.
    desk.go_to(MONDAY)
    card = desk.add_card("Fenwick Dairy", contact="Clem Fenwick, Managing Director")
    desk.set_rhythm(7, 10)
    for title in ("Cold chain", "Milk by seven"):
        desk.run(AddIdea(title, IdeaKind.BENCHMARK))
    proposed, ideas = set(), []
    for week in range(75):
        desk.go_to(MONDAY + timedelta(weeks=week), time(10))
        # In every week the next one is due, and the panel says how long it was quiet, and how often in vain.
        suggestion = desk.window.parts.next_touch.suggestion
        assert suggestion is not None, f"week {week}: the card has no next touch"
        assert suggestion.due <= desk.clock.today(), f"week {week}: {desk.headline}"
        assert "Clem Fenwick" in desk.headline
        quiet = "7 days quiet; this card’s rhythm is every 7 days."
        assert desk.reasons[0] == (quiet if week else "Nothing has passed between you yet.")
        if week >= 2:
            assert f"{week} voicemails in a row: an e-mail goes with them." in desk.reasons
        if week >= 6:
            assert (
                f"{week} touches in a row went unanswered: come with something new, or find another contact."
                in desk.reasons
            )
        # Along the way other channels and ideas are proposed, and "not this" is accepted.
        proposed.add(suggestion.channel)
        ideas.append(suggestion.idea_title)
        if week == 1:
            assert f"Open with the benchmark “{ideas[0]}” (value, not an ask)." in desk.panel
            desk.do("another_idea")
            desk.settle()
            assert desk.window.parts.next_touch.suggestion.idea_title not in ("", ideas[0])
        if week == 40:
            desk.do("not_this")
            sheet = desk.sheet("reasonSheet")
            next(b for b in sheet.findChildren(QPushButton) if b.text() == "Does not fit them").click()
            desk.save(sheet)
            assert desk.today() == []
            assert desk.headline.endswith(" on 16 Mar")
        desk.log("vm clem gave")
    assert proposed == {Channel.CALL, Channel.EMAIL}
    assert set(ideas) >= {"Cold chain", "Milk by seven"}

    # In week 76 he answers; the row is over.
    desk.go_to(MONDAY + timedelta(weeks=75), time(10))
    desk.log("call clem spoke: send me an offer")
    assert not [reason for reason in desk.reasons if "in a row" in reason]
    assert desk.window.parts.timeline._summary.text().startswith("76 touches")

    # He orders: the card goes to Won, and says 76.
    desk.do("win")
    sheet = desk.sheet("wonSheet")
    assert "It took 76 touches and 525 days." in desk.words_of(sheet)
    desk.save(sheet)
    assert desk.shell.presenter.model.card(card).touches == 76
    assert "Won after 76 touches" in face(desk, "Fenwick Dairy")
