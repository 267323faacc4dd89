"""Two million on the desk: a file of quotes comes in, and each gets at least five follow-ups."""

from datetime import date, timedelta
from itertools import pairwise

from dreamboard.domain.model import Quote
from dreamboard.domain.values import Intent, Outcome, Play, QuoteOutcome, Role, StageKind
from dreamboard.services.commands import AddQuote, CloseQuote, Edit, NewContact
from tests.stories.rep import words

ON = date(2026, 11, 23)


def test_a_file_of_quotes_is_two_million_that_nobody_chased(dreamboard, rep, tmp_path):
    # Given a file of five quotes of $400,000
    lines = ["Quote Number,Account Name,Amount,Sent Date"]
    lines += [f"Q-{n},Company {n},400000,{ON - timedelta(days=5 + n)}" for n in range(5)]
    path = tmp_path / "quotes.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    for number in range(5):
        dreamboard.does("add", f"Company {number}", "--stage", "proposal out", "--on", "2026-10-01")
    # When it is imported
    said = dreamboard.json("import", path, "--as", "quotes")
    assert said["counts"]["quotes"]["created"] == 5
    # Then the meter says $2.0M, all of it unchased
    counts = rep.board.queries.counts(ON)
    assert [(money.minor, money.count) for money in counts.on_desk] == [(200_000_000, 5)]
    assert counts.unchased == counts.on_desk
    # And the day has as many follow-ups as one day may have of one kind
    plays = [one["play"] for one in dreamboard.json("today", "--on", ON)["suggestions"]]
    assert plays == ["quote_follow_up"] * 3


def test_a_quote_gets_at_least_five_follow_ups_and_stays_until_it_has_an_answer(rep):
    # Given a quote sent on a Monday, to somebody who is otherwise seldom touched
    who = NewContact("Colin Mbeki", "Head of Supply", Role.DECISION_MAKER)
    card = rep.pursues("Meridian Foods", who, stage=StageKind.PROPOSAL_OUT)
    rep.does(Edit("Pursuit", card, (("ideal_days", 120), ("max_days", 180))))
    rep.does(AddQuote(card, 41_000_000))
    sent = rep.clock.today()
    followed = []
    for _ in range(7):
        # When the follow-up comes due, it is proposed with the amount
        said = rep.suggestion(card)
        assert said.play is Play.QUOTE_FOLLOW_UP
        rep.on(max(said.due, rep.clock.today()))
        said = rep.suggestion(card)
        assert (said.play, said.level) == (Play.QUOTE_FOLLOW_UP, 4)
        assert "$410,000" in words(said)
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
