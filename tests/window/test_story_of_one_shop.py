"""Story 6: one shop turns out to be 120; the account rises, and groundwork is proposed."""

from datetime import timedelta

from PySide6.QtCore import Qt


def sites(desk, **counts):
    """What the account's sheet is corrected to."""
    desk.do("open_card")
    sheet = desk.sheet("accountSheet")
    for which, count in counts.items():
        desk.fill(sheet, f"Sites {which}", str(count))
    desk.save(sheet)


def faces(desk):
    """The cards of the first column as they are read aloud."""
    model = desk.window.parts.board.columns()[0].cards.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_one_shop_turns_out_to_be_120(desk):
    # Two accounts of about one value, both due: the other one comes first.
    for account, contact, value in (
        ("Twin Stores", "Ann Bee, Owner", "650k"),
        ("Quarry & Sons", "Bridget Quarry, Owner", "640k"),
    ):
        desk.add_card(account, contact=contact, yearly_value=value)
        desk.set_rhythm(30, 45)
        desk.log(f"call {contact.partition(' ')[0]} spoke gave")
    desk.go_to(desk.clock.today() + timedelta(days=30))
    assert desk.today() == [
        "1. Call Ann Bee today. Twin Stores, 30 days quiet",
        "2. Call Bridget Quarry today. Quarry & Sons, 30 days quiet",
    ]

    # They have 120 sites, it turns out, and one is known: the account rises, and its card says why.
    sites(desk, known=1, believed=120)
    assert desk.today()[0] == "1. Call Bridget Quarry today. Quarry & Sons, 30 days quiet"
    assert desk.headline == "Call Bridget Quarry today"
    assert "Bring something useful to them; no ask yet." in desk.panel
    assert desk.reasons == ["30 days quiet; this card’s rhythm is every 30 days."]
    assert "120 sites, we know 1" in faces(desk)[1]

    # It is called; and between the touches the groundwork is proposed.
    desk.log("call bridget spoke: runs one of them")
    desk.go_to(desk.clock.today() + timedelta(days=2))
    assert desk.headline == "Find the sites of Quarry & Sons"
    assert "Find out which sites there are and who runs them; every one may be a way in." in desk.panel
    assert desk.reasons == ["You know 1 of 120 sites."]
    assert "2. Find the sites of Quarry & Sons. Quarry & Sons, 1 of 120 sites" in desk.today()

    # Most of them known, it is a card like any other; and one step back, it is not yet.
    sites(desk, known=90)
    assert desk.headline.startswith("Call Bridget Quarry on")
    assert "sites" not in faces(desk)[1]
    desk.do("undo")
    desk.settle()
    assert desk.headline == "Find the sites of Quarry & Sons"
