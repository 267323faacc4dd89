"""The book that the rules read, and the log of reaching people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dreamboard.domain.book import FollowUps, ReachCount, ReachLog
from dreamboard.domain.follow_ups import cell
from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Employment,
    Feedback,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Touch,
)
from dreamboard.domain.values import (
    Channel,
    Direction,
    FeedbackKind,
    IdeaKind,
    Outcome,
    Play,
    RoundOutcome,
    SignalKind,
)
from tests.store.small_world import NOON, TODAY, a_card, a_touch, log, save


@pytest.fixture
def full(board):
    """Two cards, of which the first has something of everything."""
    card, other = a_card(board), a_card(board, "Other")
    contact = board.queries.rows(Contact)[0]
    introducer = save(board, Contact(0, "Ira, who introduced us"))
    first = board.queries.rows(Round)[0]
    with board.unit() as unit:
        unit.update(
            replace(
                first,
                closed_on=TODAY,
                outcome=RoundOutcome.WON,
                introducer_id=introducer.id,
            )
        )
        unit.commit()
    second = save(board, Round(0, card.id, 2, TODAY))
    save(
        board,
        Condition(0, card.id, second.id, "Second", position=2),
        Condition(0, card.id, second.id, "First", position=1),
        Quote(0, card.id, 500, "USD", date(2026, 2, 2)),
        Quote(0, card.id, 400, "USD", date(2026, 1, 1)),
        Signal(0, card.account_id, SignalKind.NEWS, TODAY),
        Plan(0, card.id, TODAY),
        Plan(0, card.id, TODAY, done_on=TODAY),
        Feedback(0, card.id, FeedbackKind.SNOOZE, Play.RHYTHM, TODAY),
        Idea(0, "Paper", IdeaKind.WHITE_PAPER),
        Idea(0, "Old paper", IdeaKind.WHITE_PAPER, retired=True),
        Employment(0, contact.id, other.account_id, since=date(2026, 1, 1)),
    )
    mine = next(e for e in board.queries.rows(Employment) if e.contact_id == contact.id)
    with board.unit() as unit:
        unit.update(replace(mine, until=date(2026, 1, 1)))
        unit.commit()
    log(
        board,
        a_touch(card, 3, note="own"),
        a_touch(card, 9, note="own, older"),
        a_touch(account_id=card.account_id, days_ago=5, note="of the account"),
        a_touch(other, note="of the other"),
        a_touch(contact_id=contact.id, days_ago=20, note="of the contact alone"),
    )
    return card, other


def test_a_dossier_holds_everything_around_its_pursuit(board, full):
    card, other = full
    dossier = next(d for d in board.queries.book().dossiers if d.pursuit.id == card.id)
    assert dossier.account.name == "Northwind"
    assert [r.number for r in dossier.rounds] == [1, 2]
    assert [c.text for c in dossier.conditions] == ["First", "Second"]
    assert [q.amount_minor for q in dossier.quotes] == [400, 500]
    assert [t.note for t in dossier.touches] == [
        "of the contact alone",
        "own, older",
        "of the account",
        "own",
    ]
    assert len(dossier.signals) == len(dossier.plans) == len(dossier.feedback) == 1
    assert dossier.won_before
    assert [(c.contact.name, c.current) for c in dossier.contacts] == [
        ("Dana of Northwind", False),
        ("Ira, who introduced us", True),
    ]
    dana = dossier.contacts[0].contact.id
    assert (dossier.moved_to, dossier.followed) == ({dana: "Other"}, frozenset({dana}))
    there = next(d for d in board.queries.book().dossiers if d.pursuit.id == other.id)
    assert there.decided_at == {dana: "Northwind"}


def test_the_answer_for_one_is_the_same_alone_and_with_all(board, full):
    together = board.queries.book()
    for dossier in together.dossiers:
        alone = board.queries.book([dossier.pursuit.id])
        assert alone.dossiers == (dossier,)
        assert (alone.ideas, alone.reach) == (together.ideas, together.reach)
    assert [idea.title for idea in together.ideas] == ["Paper"]


def test_that_a_company_is_on_the_board_shows_where_its_people_were_before(board, full):
    card, other = full
    with board.unit() as unit:
        unit.update(replace(unit.get(Pursuit, other.id), retired_on=TODAY))
        assert card.id in unit.change_set(None).pursuits
        unit.commit()
    assert board.queries.book([card.id]).dossiers[0].followed == frozenset()


def test_retired_and_deleted_pursuits_have_no_dossier(board, full):
    card, other = full
    with board.unit() as unit:
        unit.update(replace(unit.get(Pursuit, card.id), retired_on=TODAY))
        unit.delete(Pursuit, [other.id])
        unit.commit()
    assert board.queries.book().dossiers == ()
    assert board.queries.book([card.id, other.id, 999]).dossiers == ()


def test_a_log_that_is_known_is_not_counted_again(board, full):
    known = ReachLog()
    assert board.queries.book(reach=known).reach is known


def test_outbound_touches_are_counted_where_the_account_is(board, clock):
    card = a_card(board)
    account = board.queries.row(Account, card.account_id)
    contact = board.queries.rows(Contact)[0]
    with board.unit() as unit:
        unit.update(replace(account, time_zone="America/New_York"))
        unit.commit()
    before = datetime(2026, 3, 6, 14, 30, tzinfo=UTC)  # a Friday, 9:30 in winter time
    clocks_change = datetime(2026, 3, 8, 7, tzinfo=UTC)  # a Sunday, 2:00 becomes 3:00
    after = datetime(2026, 3, 13, 14, 30, tzinfo=UTC)  # a Friday, 10:30 in summer time

    def touch(at, outcome, **fields):
        return replace(a_touch(card, outcome=outcome, contact_id=contact.id, **fields), at=at)

    log(
        board,
        touch(before, Outcome.VOICEMAIL),
        touch(before, Outcome.SPOKE),
        touch(after, Outcome.NO, account_id=None),
        touch(after, Outcome.SENT, channel=Channel.EMAIL),
        touch(clocks_change, Outcome.NO_ANSWER),
        touch(clocks_change - timedelta(minutes=1), Outcome.NO_ANSWER),
        touch(after, Outcome.SPOKE, direction=Direction.IN),
    )
    reach = board.queries.reach_log(clock.zone)
    assert reach.cells == {
        (Channel.CALL, 4, 9): ReachCount(2, 1),
        (Channel.CALL, 4, 10): ReachCount(1, 1),
        (Channel.EMAIL, 4, 10): ReachCount(1, 0),
        (Channel.CALL, 6, 1): ReachCount(1, 0),
        (Channel.CALL, 6, 3): ReachCount(1, 0),
    }
    assert reach.accounts == {
        (account.id, Channel.CALL): ReachCount(5, 2),
        (account.id, Channel.EMAIL): ReachCount(1, 0),
    }
    assert reach.contacts == {
        (contact.id, Channel.CALL): ReachCount(5, 2),
        (contact.id, Channel.EMAIL): ReachCount(1, 0),
    }


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "\x00", ""])
def test_a_zone_that_is_none_is_the_reps_own(board, clock, zone):
    account = save(board, Account(0, "Far away", time_zone=zone))
    log(board, a_touch(account_id=account.id))
    assert list(board.queries.reach_log(clock.zone).cells) == [
        (Channel.CALL, NOON.weekday(), NOON.hour),
    ]
    assert board.queries.rows(Touch)


def test_follow_ups_of_quotes_are_counted_as_they_turned_out_until_this_morning(board, clock):
    card, other = a_card(board), a_card(board, "Other")
    save(board, Quote(0, card.id, 500, "USD", TODAY - timedelta(days=30)))
    log(
        board,
        a_touch(card, days_ago=27),
        a_touch(card, days_ago=20),
        a_touch(card, days_ago=18, direction=Direction.IN),
        a_touch(card, days_ago=2),
        a_touch(other, days_ago=20),
    )
    assert board.queries.reach_log(clock.zone).follow_ups == FollowUps(
        settled={cell(0, 3, 3): ReachCount(1, 0), cell(1, 7, 10): ReachCount(1, 1)},
        waiting={(cell(2, 18, 28), 1): 1},
        delays={2: 1},
    )
