"""The second chance: told no twice, a polite call now and then, and seven months later "it's time"."""

import time
from datetime import timedelta

from dreamboard.domain.values import Channel, Intent, LossReason, Outcome, Play, Role, StageKind
from dreamboard.services.commands import Loss, NewContact
from dreamboard.services.read_models import EntryKind, TimelineFilter, TimelineScope


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
    rep.later(200)
    rep.loses(card, Loss(LossReason.TIMING, rival="Trellis"))
    assert rep.card(card).round_number == 3
    lost = rep.clock.today()
    # When the rep calls now and then, with thanks and no asks
    for days in (1, 30, 60, 60, 60):
        rep.later(days)
        said = rep.suggestion(card)
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
    rep.wins(card, 110_000_000)
    assert rep.column(card) is StageKind.WON
    # And fifteen years of timeline open at once
    account = rep.account("Ashdown Trust").id
    begun = time.perf_counter()
    page = rep.board.queries.timeline(TimelineScope(account, card), TimelineFilter(), rep.clock.today())
    assert time.perf_counter() - begun < 0.2
    assert page.total_touches == 15 * 12 + 6
    closed = [entry for entry in rep.timeline(card) if entry.kind is EntryKind.ROUND_CLOSED]
    assert [entry.round_number for entry in closed] == [3, 2, 1]
    assert page.first_day <= start + timedelta(days=70)
