"""Seven years: "We're all set" again and again; then the decision-maker leaves."""

from datetime import date, timedelta

from dreamboard.domain.values import Intent, Outcome, Play, Role
from dreamboard.services.commands import ChangeDecisionMaker, NewContact
from dreamboard.services.read_models import EntryKind
from tests.stories.rep import words

READINGS = ("Timing: just renewed.", "Value: does not see it yet.", "Priorities: the depot comes first.")


def test_every_no_is_only_not_now_and_a_newcomer_is_called_inside_two_weeks(rep):
    # Given seven years of calls, each answered with a no and its reading
    card = rep.pursues("Halden Shipping", NewContact("Walter Brandt", "COO", Role.DECISION_MAKER))
    start = rep.clock.today()
    for quarter in range(28):
        rep.on(start + timedelta(days=91 * quarter))
        # Then the program never proposes to stop: there is always a next touch, to a person, with a day
        said = rep.suggestion(card)
        assert said.play is Play.RHYTHM
        assert said.contact_name == "Walter Brandt"
        if quarter:
            assert "Their last word, 3 months ago, was no. It need not stay so." in words(said)
        rep.logs(
            card, "Walter Brandt", Outcome.NO, Intent.ASK, note=f"“We’re all set.” {READINGS[quarter % 3]}"
        )
        assert rep.suggestion(card).due > rep.clock.today()
    noes = [entry for entry in rep.timeline(card) if entry.outcome is Outcome.NO]
    assert len(noes) == 28
    assert noes[0].text == "“We’re all set.” Timing: just renewed."
    # When the decision-maker leaves for another company, and a newcomer comes
    rep.later(22)
    rep.does(
        ChangeDecisionMaker(
            rep.account("Halden Shipping").id,
            left_contact_id=rep.person("Walter Brandt"),
            left_for="Kelso Lines",
            newcomer=NewContact("Signe Aas", "COO"),
        )
    )
    # Then the next suggestion is the newcomer, inside two weeks, before any plan
    said = rep.suggestion(card)
    assert (said.play, said.contact_name) == (Play.NEW_DECISION_MAKER, "Signe Aas")
    assert said.due == rep.clock.today()
    assert said.latest == rep.clock.today() + timedelta(days=14)
    assert "The decision-maker changed today: the “no” came from somebody else." in words(said)
    assert [entry.kind for entry in rep.timeline(card)[:4]].count(EntryKind.SIGNAL) == 2
    # And when she was called, the one who left is offered as a new dream client
    rep.logs(card, "Signe Aas", Outcome.SPOKE, Intent.GIVE)
    rep.later(4)
    said = rep.suggestion(card)
    assert (said.play, said.contact_name) == (Play.FOLLOW_THE_LEAVER, "Walter Brandt")
    assert str(said.headline).startswith("Follow Walter Brandt to Kelso Lines")
    assert "make Kelso Lines a dream client" in words(said)
    # And both histories are kept
    assert rep.job("Walter Brandt").account_id == rep.account("Kelso Lines").id


def test_seven_years_take_one_step_back_each(rep):
    # Given a card with a no
    card = rep.pursues("Halden Shipping", NewContact("Walter Brandt", "COO", Role.DECISION_MAKER))
    rep.logs(card, "Walter Brandt", Outcome.NO)
    # When it is taken back
    rep.board.dispatcher.undo()
    # Then nothing was ever said
    assert rep.card(card).touches == 0
    assert rep.suggestion(card).due == date(2026, 3, 2)
