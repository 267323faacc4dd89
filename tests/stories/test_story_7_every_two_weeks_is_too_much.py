"""Every two weeks is too much: the rhythm gives way, the guard explains, nothing is lost."""

from datetime import timedelta

from dreamboard.domain.values import Channel, Intent, Outcome, Play, Role
from dreamboard.services.commands import Edit, NewContact


def test_the_rhythm_gives_way_to_what_the_contact_said(rep):
    # Given a card touched every two weeks
    card = rep.pursues("Orchard Hotels", NewContact("Simone Vidal", "Ops", Role.DECISION_MAKER))
    rep.does(Edit("Pursuit", card, (("ideal_days", 14), ("max_days", 21))))
    for _ in range(4):
        rep.logs(card, "Simone Vidal", Outcome.SPOKE, Intent.GIVE)
        rep.later(14)
        assert rep.suggestion(card).due == rep.clock.today()
    # When she writes that this is too much, is answered, and her six weeks are noted
    rep.hears(card, "Simone Vidal", Outcome.REPLIED, channel=Channel.EMAIL, note="Six weeks will do.")
    assert rep.suggestion(card).play is Play.ANSWER
    rep.logs(card, "Simone Vidal", Outcome.SENT, Intent.REPLY, channel=Channel.EMAIL)
    answered = rep.clock.today()
    rep.does(Edit("Contact", rep.person("Simone Vidal"), (("min_days_between", 42),)))
    # Then the next touch is six weeks away, and the guard says why and what would lift it
    said = rep.suggestion(card)
    assert said.play is Play.RHYTHM
    assert said.due == answered + timedelta(days=42)
    assert said.guard.guard == "too_often"
    assert str(said.guard.says) == "Simone Vidal asked for at least 42 days between touches."
    assert "or when they change their mind" in str(said.guard.lifted_by)
    rep.later(20)
    assert rep.queue() == []
    # And nothing is lost: on that day it is there again
    rep.on(answered + timedelta(days=42))
    assert [one.pursuit_id for one in rep.queue()] == [card]
    assert rep.card(card).touches == 6
