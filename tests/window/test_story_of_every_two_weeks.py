"""Story 7: every two weeks is too much; the rhythm gives way, the guard explains, nothing is lost."""

from datetime import timedelta

from PySide6.QtWidgets import QPushButton


def test_every_two_weeks_is_too_much(desk):
    # A card touched every two weeks, by a rhythm the rep chose.
    desk.add_card("Orchard Hotels", contact="Simone Vidal, Operations", yearly_value="300k")
    desk.set_rhythm(14, 21)
    for _ in range(4):
        desk.log("call simone spoke gave")
        desk.go_to(desk.clock.today() + timedelta(days=14))
        assert desk.headline == "Call Simone Vidal today"
        assert desk.reasons[0] == "14 days quiet; this card’s rhythm is every 14 days."

    # She writes that this is too much, and is answered.
    desk.log("they emailed simone: every two weeks is too much, six weeks will do")
    assert desk.headline == "Answer Simone Vidal today"
    assert "They wrote and wait for an answer. It comes before anything else." in desk.panel
    assert desk.reasons == ["Simone Vidal wrote today; nothing went back yet."]
    desk.log("email simone reply: of course")
    answered = desk.clock.today()
    assert desk.headline == "Call Simone Vidal on 1 Feb"

    # What she said is noted on her sheet: the rhythm gives way, the guard says why and till when.
    desk.do("open_card")
    account = desk.sheet("accountSheet")
    account.findChild(QPushButton, "editContact").click()
    contact = desk.sheet("contactSheet")
    desk.fill(contact, "Days between touches, at least", "42")
    desk.save(contact)
    account.reject()
    desk.settle()
    assert desk.headline == "Call Simone Vidal on 1 Mar"
    guard = "Simone Vidal asked for at least 42 days between touches. It lifts on 1 Mar, or when they change"
    assert guard in desk.panel
    for days in (14, 20, 41):
        desk.go_to(answered + timedelta(days=days))
        assert desk.today() == []
        assert guard in desk.panel

    # Nothing is lost: on that day it is there again, and with it everything that ever passed.
    desk.go_to(answered + timedelta(days=42))
    assert desk.today() == ["1. Call Simone Vidal today. Orchard Hotels, 42 days quiet"]
    assert desk.headline == "Call Simone Vidal today"
    assert "4 gives and no ask lately, so you may ask for a short conversation." in desk.panel
    assert desk.reasons == ["42 days quiet; this card’s rhythm is every 14 days, at most 21."]
    assert "It lifts" not in desk.panel
    assert sum("Simone Vidal" in line for line in desk.timeline()) == 6
