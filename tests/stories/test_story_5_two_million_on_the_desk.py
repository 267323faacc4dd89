"""Two million on the desk: a file of quotes comes in, and each gets at least five follow-ups."""

from datetime import date, timedelta
from itertools import pairwise

from dreamboard.domain.book import ReachLog
from dreamboard.domain.desk import desk_of
from dreamboard.domain.model import Quote
from dreamboard.domain.values import Intent, Outcome, Play, QuoteOutcome, Role, StageKind
from dreamboard.services.commands import AddQuote, CloseQuote, Edit, NewContact
from dreamboard.services.import_plan import Kind, LineOutcome
from tests.stories.rep import today, words

ON = date(2026, 11, 23)


def quotes(folder):
    """A file of five open quotes of $400,000, and sixteen old ones of which four were won."""
    lines = ["Quote Number,Account Name,Amount,Sent Date,Status"]
    lines += [f"Q-{n},Company {n},400000,{ON - timedelta(days=5 + n)},Sent" for n in range(5)]
    for n in range(16):
        status = "Accepted" if n < 4 else "Rejected"
        lines.append(f"C-{n},Company {n % 5},90000,{ON - timedelta(days=300 + n)},{status}")
    path = folder / "quotes.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_file_of_quotes_is_two_million_that_nobody_chased(rep, tmp_path):
    # Given five cards, and a file of their quotes
    rep.on(ON)
    for number in range(5):
        rep.pursues(f"Company {number}", NewContact(f"Buyer {number}", "Head of Supply"))
    # When it is imported
    plan = rep.takes(quotes(tmp_path))
    assert plan.counts()[Kind.QUOTES][LineOutcome.CREATED] == 21
    # Then the meter says $2.0M, all of it unchased
    counts = rep.board.queries.counts(ON)
    assert [(money.minor, money.count) for money in counts.on_desk] == [(200_000_000, 5)]
    assert counts.unchased == counts.on_desk
    # And what it is worth at the rep's own closing rate, with its sample
    desk = the_desk(rep)
    assert (desk.rate.won, desk.rate.closed) == (4, 16)
    assert desk.worth == ((50_000_000, "USD"),)
    assert [(band.start, band.count) for band in desk.bands] == [(0, 3), (8, 2), (31, 0), (91, 0)]
    # And the day has as many follow-ups as one day may have of one kind, each in words
    queue = rep.queue()
    assert [one.play for one in queue] == [Play.QUOTE_FOLLOW_UP] * 3
    assert words(rep.suggestion(1)) == (
        "Call Buyer 0 today. See that the quote of $400,000 answers everything; offer help before asking. "
        "The quote of $400,000 went out 5 days ago. Nobody has followed it up yet."
    )


def the_desk(rep):
    """What the ledger says."""
    queries = rep.board.queries
    book = queries.book(None, ReachLog())
    return desk_of(book, queries.rows(Quote), rep.clock.now(), rep.board.settings())


def test_a_quote_gets_at_least_five_follow_ups_and_stays_until_it_has_an_answer(rep):
    # Given a quote sent on a Monday, to somebody who is otherwise seldom touched
    who = NewContact("Colin Mbeki", "Head of Supply", Role.DECISION_MAKER)
    card = rep.pursues("Meridian Foods", who, stage=StageKind.PROPOSAL_OUT)
    rep.does(Edit("Pursuit", card, (("ideal_days", 120), ("max_days", 180))))
    rep.does(AddQuote(card, 41_000_000))
    sent = rep.clock.today()
    followed = []
    for count in range(7):
        # When the follow-up comes due, it is proposed with the amount, and says how many there were
        said = rep.suggestion(card)
        assert said.play is Play.QUOTE_FOLLOW_UP
        rep.on(max(said.due, rep.clock.today()))
        said = rep.suggestion(card)
        assert (said.play, said.level) == (Play.QUOTE_FOLLOW_UP, 4)
        assert "quote of $410,000" in str(said.summary)
        assert HOW_MANY[count] in words(said)
        followed.append((rep.clock.today() - sent).days)
        rep.logs(card, "Colin Mbeki", Outcome.VOICEMAIL, Intent.GIVE, quote_id=said.quote_id)
        assert rep.suggestion(card).due > rep.clock.today()
    # Then it was followed up on the days meant (weekends left out), and then every month
    assert followed[:5] == [1, 3, 7, 14, 30]
    assert all(later - earlier >= 28 for earlier, later in pairwise(followed[4:]))
    # And no longer once it has an answer
    (quote,) = rep.board.queries.rows(Quote)
    rep.does(CloseQuote(quote.id, QuoteOutcome.WITHDRAWN))
    assert rep.suggestion(card).play is not Play.QUOTE_FOLLOW_UP
    assert the_desk(rep).total == ()


HOW_MANY = (
    "Nobody has followed it up yet.",
    "1 follow-up so far, the last 2 days ago; a quote gets at least 5.",
    "2 follow-ups so far, the last 4 days ago; a quote gets at least 5.",
    "3 follow-ups so far, the last 7 days ago; a quote gets at least 5.",
    "4 follow-ups so far, the last 16 days ago; a quote gets at least 5.",
    "5 follow-ups so far, the last 30 days ago; it stays on the desk until it has an answer.",
    "6 follow-ups so far, the last 31 days ago; it stays on the desk until it has an answer.",
)


def test_two_million_by_the_command_line(dreamboard, tmp_path):
    # Given five cards, and a file of their quotes
    for number in range(5):
        dreamboard.does("add", f"Company {number}", "--contact", f"Buyer {number}, Supply, decision maker",
                        "--stage", "proposal out", "--on", "2026-10-01")  # fmt: skip
        dreamboard.does("set", f"Company {number}", "--rhythm", "120/180", "--on", "2026-10-01")
    # When it is imported
    said = dreamboard.json("import", quotes(tmp_path), "--as", "quotes")
    assert said["counts"]["quotes"]["created"] == 21
    # Then the desk says two million, how much of it nobody chased, and what it is worth
    assert dreamboard.does("desk", "--on", ON).splitlines() == [
        "$2,000,000 on the desk in 5 quotes; $1,200,000 not followed up for 7 days.",
        "Worth $500,000 at your own closing rate: 4 of 16 closed quotes were won.",
        "  0 to 7 days: $1,200,000 in 3",
        "  8 to 30 days: $800,000 in 2",
        "  #5 Company 4: $400,000, sent 2026-11-14, 0 follow-ups",
        "  #4 Company 3: $400,000, sent 2026-11-15, 0 follow-ups",
        "  #3 Company 2: $400,000, sent 2026-11-16, 0 follow-ups",
        "  #2 Company 1: $400,000, sent 2026-11-17, 0 follow-ups",
        "  #1 Company 0: $400,000, sent 2026-11-18, 0 follow-ups",
    ]
    plays = [one["play"] for one in dreamboard.json("today", "--on", ON)["suggestions"]]
    assert plays == ["quote_follow_up"] * 3
    # And each quote is followed up at least five times, the panel telling how often it was
    for number in range(5):
        days, on = [], ON
        for count in range(5):
            (one,) = [
                each
                for each in dreamboard.json("today", "--all", "--on", on)["suggestions"]
                if each["account"] == f"Company {number}"
            ]
            assert one["play"] == "quote_follow_up"
            on = max(on, date.fromisoformat(one["due"]))
            lines = today(dreamboard, on, "--all")
            head = lines.index(
                next(line for line in lines if line.startswith(f"    Company {number}, quote"))
            )
            told = lines[head + 3] if not count else lines[head + 3].partition(",")[0]
            assert told == (f"    - {MADE[count]}")
            dreamboard.does("log", f"vm “Company {number}” give", "--on", on)
            days.append((on - ON).days)
        assert days == sorted(set(days))
    # When one is won, then it is off the desk
    assert "won" in dreamboard.does("quote", "Company 0", "--won", "--on", on)
    assert dreamboard.does("desk", "--on", on).startswith("$1,600,000 on the desk in 4 quotes;")


MADE = (
    "Nobody has followed it up yet.",
    "1 follow-up so far",
    "2 follow-ups so far",
    "3 follow-ups so far",
    "4 follow-ups so far",
)
