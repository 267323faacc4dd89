"""What the rep overrules in the panel, followed into what is proposed next."""

from datetime import timedelta

from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from dreamboard.domain.values import Channel, Outcome, Role
from dreamboard.services.commands import AddPursuit, Edit, LogTouch, NewContact


def test_doing_it_all_the_same_lifts_the_guard_and_undo_puts_it_back(desk):
    card = desk.run(
        AddPursuit("Northwind Freight", contact=NewContact("Dana Whitfield", role=Role.DECISION_MAKER))
    ).made[0]
    dana = desk.shell.workspace.queries.account(1).contacts[0][0].id
    for days, channel, outcome in ((8, Channel.CALL, Outcome.VOICEMAIL), (7, Channel.EMAIL, Outcome.SENT)):
        desk.run(
            LogTouch(
                channel,
                outcome=outcome,
                pursuit_id=card,
                contact_id=dana,
                at=desk.clock.now() - timedelta(days=days),
            )
        )
    desk.run(Edit("Stage", 1, (("ideal_days", 7), ("max_days", 10))))
    desk.select("Northwind Freight")
    held = desk.window.parts.next_touch.suggestion
    assert held.guard.guard == "contact_cap"
    action = next(
        a for a in desk.window.parts.next_touch.findChildren(QAction) if a.text().startswith("Do it all")
    )
    action.trigger()
    sheet = desk.sheet("reasonSheet")
    QTest.keyClicks(sheet.findChild(QLineEdit), "They asked for it")
    sheet.accept()
    desk.settle()
    found = desk.window.parts.next_touch.suggestion
    assert found.guard is None
    assert found.act_on == desk.clock.today()
    desk.do("undo")
    desk.settle()
    assert desk.window.parts.next_touch.suggestion.guard.guard == "contact_cap"
