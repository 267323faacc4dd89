"""Seven years: "We're all set" again and again; then the decision-maker leaves."""

from datetime import date, timedelta

from dreamboard.domain.values import Channel, Intent, Outcome, Play, Role, StageKind
from dreamboard.services.commands import ChangeDecisionMaker, NewContact
from dreamboard.services.read_models import EntryKind
from tests.stories.rep import today, words

START = date(2019, 11, 25)
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
        assert said.channel is Channel.CALL
        if quarter:
            assert words(said) == (
                "Call Walter Brandt today. Bring something useful to them; no ask yet. "
                "91 days quiet; the rhythm here is every 30 days, at most 45. "
                "Their last word, 3 months ago, was no. It need not stay so."
            )
        rep.logs(
            card, "Walter Brandt", Outcome.NO, Intent.ASK, note=f"“We’re all set.” {READINGS[quarter % 3]}"
        )
        assert rep.suggestion(card).due > rep.clock.today()
    noes = [entry for entry in rep.timeline(card) if entry.outcome is Outcome.NO]
    assert len(noes) == 28
    for noe, reading in zip(reversed(noes), READINGS * 10, strict=False):
        assert noe.text == f"“We’re all set.” {reading}"
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
    assert words(said) == (
        "Call Signe Aas today. New COO. Bring something useful to them; no ask yet. "
        "The decision-maker changed today: the “no” came from somebody else. "
        "A newcomer is best called soon: by 28 Dec."
    )
    assert [entry.kind for entry in rep.timeline(card)[:4]].count(EntryKind.SIGNAL) == 2
    # And when she was called, the one who left is offered as a new dream client
    rep.logs(card, "Signe Aas", Outcome.SPOKE, Intent.GIVE)
    rep.later(3)
    said = rep.suggestion(card)
    assert (said.play, said.contact_name) == (Play.FOLLOW_THE_LEAVER, "Walter Brandt")
    assert words(said) == (
        "Follow Walter Brandt to Kelso Lines today. Congratulate them on the new post, and make Kelso Lines "
        "a dream client. Walter Brandt left Halden Shipping 3 days ago for Kelso Lines."
    )
    # And both histories are kept
    assert rep.job("Walter Brandt").account_id == rep.account("Kelso Lines").id
    # When the offer is taken, then he is to be called there, and the old card goes on with the newcomer
    kelso = rep.pursues("Kelso Lines", stage=StageKind.DREAM_LIST)
    said = rep.suggestion(kelso)
    assert (said.play, said.contact_name) == (Play.FOLLOW_THE_LEAVER, "Walter Brandt")
    assert words(said) == (
        "Call Walter Brandt today. Congratulate them on the new post: you know somebody here now. "
        "Walter Brandt decided at Halden Shipping and came here 3 days ago."
    )
    assert (rep.suggestion(card).play, rep.suggestion(card).contact_name) == (Play.RHYTHM, "Signe Aas")


def test_seven_years_by_the_command_line(dreamboard):
    # Given seven years of calls, each answered with a no and its reading
    dreamboard.does("add", "Halden Shipping", "--contact", "Walter Brandt, COO, decision maker",
                    "--stage", "pursuing", "--on", START)  # fmt: skip
    for quarter in range(28):
        on = START + timedelta(days=91 * quarter)
        # Then the program never proposes to stop: there is always a next touch, to a person
        if quarter:
            assert today(dreamboard, on) == [
                " 1. Call Walter Brandt today",
                f"    Halden Shipping, rhythm, due {due_after(on)}, overdue",
                "    Bring something useful to them; no ask yet.",
                "    - 91 days quiet; the rhythm here is every 30 days, at most 45.",
                "    - Their last word, 3 months ago, was no. It need not stay so.",
            ]
        reading = READINGS[quarter % 3].rstrip(".").lower()
        dreamboard.does("log", f"call walter no: we’re all set; {reading}", "--on", on)
        assert today(dreamboard, on, "--all")[0].startswith(" 1. Call Walter Brandt on ")
    noes = [line for line in dreamboard.json("show", "halden")["timeline"] if line["outcome"] == "no"]
    assert len(noes) == 28
    assert noes[0]["text"] == "we’re all set; timing: just renewed"
    # When the decision-maker leaves for another company, and a newcomer comes
    on += timedelta(days=22)
    said = dreamboard.does("signal", "halden", "decision-maker-left", "--contact", "walter", "--to",
                           "Kelso Lines", "--newcomer", "Signe Aas, COO", "--on", on)  # fmt: skip
    # Then the one who left is offered as a new dream client, and the newcomer is next, inside two weeks
    assert said.splitlines() == [
        "Walter Brandt left Halden Shipping for Kelso Lines, 2026-09-08.",
        "  Signe Aas decides there now.",
        "  Kelso Lines is not on the board yet: dreamboard add “Kelso Lines” makes it a dream client.",
    ]
    assert today(dreamboard, on) == [
        " 1. Call Signe Aas today",
        "    Halden Shipping, new decision maker, due 2026-09-08",
        "    New COO. Bring something useful to them; no ask yet.",
        "    - The decision-maker changed today: the “no” came from somebody else.",
        "    - A newcomer is best called soon: by 22 Sep.",
    ]
    # And when she was called, the program says whom to follow where
    dreamboard.does("log", "call signe spoke gave", "--on", on)
    on += timedelta(days=1)
    assert today(dreamboard, on) == [
        " 1. Follow Walter Brandt to Kelso Lines today",
        "    Halden Shipping, follow the leaver, due 2026-09-09",
        "    Congratulate them on the new post, and make Kelso Lines a dream client.",
        "    - Walter Brandt left Halden Shipping yesterday for Kelso Lines.",
    ]
    dreamboard.does("add", "Kelso Lines", "--on", on)
    assert today(dreamboard, on) == [
        " 1. Call Walter Brandt today",
        "    Kelso Lines, follow the leaver, due 2026-09-09",
        "    Congratulate them on the new post: you know somebody here now.",
        "    - Walter Brandt decided at Halden Shipping and came here yesterday.",
    ]


def due_after(on):
    """The day that the rhythm had asked for, 91 days after the last call."""
    return on - timedelta(days=91 - 31)


def test_seven_years_take_one_step_back_each(rep):
    # Given a card with a no
    card = rep.pursues("Halden Shipping", NewContact("Walter Brandt", "COO", Role.DECISION_MAKER))
    rep.logs(card, "Walter Brandt", Outcome.NO)
    # When it is taken back
    rep.board.dispatcher.undo()
    # Then nothing was ever said
    assert rep.card(card).touches == 0
    assert rep.suggestion(card).due == date(2026, 3, 2)
