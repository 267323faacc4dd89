"""The second chance: told no twice, a polite call now and then, and seven months later "it's time"."""

from datetime import date, timedelta

from dreamboard.domain.values import Channel, Intent, LossReason, Outcome, Play, Role, StageKind
from dreamboard.services.commands import Loss, NewContact
from dreamboard.services.read_models import EntryKind, TimelineFilter, TimelineScope
from tests.stories.rep import today, words

TOLD = (
    (
        "Thank Judith Ash today. Thank them for the chance to compete and wish them well with their choice. "
        "No ask. Lost to Trellis yesterday; they said timing."
    ),
    (
        "Call Judith Ash today. Value only: bring something useful and ask for nothing. "
        "Lost to Trellis 32 days ago; they said timing. 31 days since your last touch."
    ),
    (
        "Call Judith Ash today. Bring something useful and ask lightly how it is going. "
        "Lost to Trellis 3 months ago; they said timing. 60 days since your last touch."
    ),
    (
        "Call Judith Ash on 16 Mar. 5 gives and no ask lately, so you may ask for a short conversation. Lost "
        "to Trellis 5 months ago; they said timing. 60 days since your last touch. A lost deal is kept warm "
        "once a quarter."
    ),
    (
        "Call Judith Ash today. 4 gives and no ask lately, so you may ask for a short conversation. Lost "
        "to Trellis 7 months ago; they said timing. 59 days since your last touch. A lost deal is kept warm "
        "once a quarter."
    ),
)


def test_told_no_twice_and_called_politely_until_it_is_time(rep):
    # Given fifteen years of touches, and two rounds lost
    card = rep.pursues("Ashdown Trust", NewContact("Judith Ash", "Chief Executive", Role.DECISION_MAKER))
    start = rep.clock.today() - timedelta(days=15 * 365)
    for month in range(15 * 12):
        rep.logs(
            card,
            "Judith Ash",
            Outcome.SPOKE,
            Intent.GIVE,
            at=rep.clock.now() - timedelta(days=30.4 * month + 1),
        )
    rep.loses(card, Loss(LossReason.FIT, rival="Trellis"))
    rep.later(1)
    rep.moves(card, StageKind.PURSUING)
    rep.later(198)
    rep.loses(card, Loss(LossReason.TIMING, rival="Trellis"))
    assert rep.card(card).round_number == 3
    lost = rep.clock.today()
    # When the rep calls now and then, with thanks and no asks
    for days, told in zip((1, 31, 60, 60, 59), TOLD, strict=True):
        rep.later(days)
        said = rep.suggestion(card)
        assert words(said) == told
        # Then the program goes on proposing a person and a day, and never an ask that was not earned by gives
        assert said.contact_name == "Judith Ash"
        assert said.intent is not Intent.ASK or said.gives >= 3 * (said.asks + 1)
        rep.logs(card, "Judith Ash", Outcome.SPOKE, Intent.THANK, note="A polite word, no ask.")
    # When seven months later she writes that it is time
    assert 205 <= (rep.clock.today() - lost).days <= 215
    rep.hears(card, "Judith Ash", Outcome.YES, channel=Channel.EMAIL, note="It’s time we do business.")
    # Then she is answered before anything else
    said = rep.queue()[0]
    assert (said.play, said.level, said.contact_name) == (Play.ANSWER, 1, "Judith Ash")
    assert words(said) == (
        "Answer Judith Ash today. Thank them and say what happens next. "
        "Judith Ash said yes today; nothing went back yet."
    )
    rep.wins(card, 110_000_000)
    assert rep.column(card) is StageKind.WON
    # And fifteen years of timeline open at once: one page of it, whatever lies below
    account = rep.account("Ashdown Trust").id
    page = rep.board.queries.timeline(TimelineScope(account, card), TimelineFilter(), rep.clock.today())
    assert page.total_touches == 15 * 12 + 6
    closed = [entry for entry in rep.timeline(card) if entry.kind is EntryKind.ROUND_CLOSED]
    assert [entry.round_number for entry in closed] == [3, 2, 1]
    assert page.first_day <= start + timedelta(days=70)


def test_the_second_chance_by_the_command_line(dreamboard, tmp_path):
    # Given fifteen years of calls out of a file, and two rounds lost
    on = date(2026, 11, 23)
    path = tmp_path / "calls.csv"
    lines = [
        f"{on - timedelta(days=30 * n + 10)},Ashdown Trust,Judith Ash,call,out,spoke,Report {n}"
        for n in range(15 * 12)
    ]
    path.write_text("\n".join(["Date,Account,Contact,Channel,Direction,Outcome,Note", *lines]) + "\n")
    dreamboard.does("add", "Ashdown Trust", "--contact", "Judith Ash, Chief Executive, decision maker",
                    "--stage", "pursuing", "--on", on)  # fmt: skip
    assert dreamboard.json("import", path)["counts"]["touches"]["created"] == 180
    dreamboard.does("move", "ashdown", "not now", "--reason", "fit", "--rival", "Trellis", "--on", on)
    dreamboard.does("move", "ashdown", "proposal out", "--on", on + timedelta(days=1))
    lost = on + timedelta(days=199)
    said = dreamboard.does("move", "ashdown", "not now", "--reason", "timing", "--rival", "Trellis",
                           "--on", lost)  # fmt: skip
    assert "Round 2 is closed as lost; round 3 begins." in said
    # When the rep calls now and then, with thanks and no asks, then nothing but thanks and value is proposed
    on = lost
    for days, headline, told in BY_COMMAND_LINE:
        on += timedelta(days=days)
        lines = today(dreamboard, on, "--all")
        assert (lines[0], lines[2]) == (f" 1. {headline}", f"    {told}")
        dreamboard.does("log", "call judith spoke thank: a polite word, no ask", "--on", on)
        assert today(dreamboard, on)[0] == "Nothing is due today."
    # When seven months later she writes that it is time, then she is answered before anything else
    assert (on - lost).days == 211
    dreamboard.does("log", "they emailed judith yes: it’s time we do business", "--on", on)
    assert today(dreamboard, on)[:4] == [
        " 1. Answer Judith Ash today",
        f"    Ashdown Trust, answer, due {on}",
        "    Thank them and say what happens next.",
        "    - Judith Ash said yes today; nothing went back yet.",
    ]
    won = dreamboard.does("move", "ashdown", "won", "--amount", "1.1m", "--on", on)
    assert "Round 3 took 211 days; 186 touches in all." in won
    # And fifteen years of timeline are there
    timeline = dreamboard.json("show", "ashdown", "--on", on)["timeline"]
    assert sum(line["kind"] == "touch" for line in timeline) == 186
    assert [line["round"] for line in timeline if line["kind"] == "round_closed"] == [3, 2, 1]
    assert timeline[-1]["day"] <= "2012-04-01"


BY_COMMAND_LINE = (
    (
        1,
        "Thank Judith Ash today",
        "Thank them for the chance to compete and wish them well with their choice. No ask.",
    ),
    (31, "Call Judith Ash today", "Value only: bring something useful and ask for nothing."),
    (60, "Call Judith Ash today", "Bring something useful and ask lightly how it is going."),
    (60, "Call Judith Ash on 7 Dec", "Bring something useful to them; no ask yet."),
    (59, "Call Judith Ash today", "Bring something useful to them; no ask yet."),
)
