"""The sample board: whole, believable, and the same for a date."""

import collections
import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from dreamboard.app.clock import DayClock
from dreamboard.app.sample import make_sample, sample_day
from dreamboard.app.workspace import open_workspace
from dreamboard.domain.errors import Refused
from dreamboard.domain.figures import figures_held, figures_of
from dreamboard.domain.model import ROW_TYPES, Contact, Employment, Pursuit, Round, StageMove, Touch
from dreamboard.domain.values import Play

DAY = date(2026, 11, 23)
COLUMNS = {
    "Dream list": (14, 9.4, ["Vantage Rail", "Quarry & Sons", "Lumen Paper"]),
    "Pursuing": (
        61,
        38,
        ["Northwind Freight", "Cobalt Health", "Harbor Steel", "Osprey Air", "Fenwick Dairy"],
    ),
    "In conversation": (18, 11, ["Teller Foods", "Arden Labs"]),
    "Proposal out": (9, 2.1, ["Meridian Foods", "Pike County"]),
    "Not now": (33, 14.6, ["Sable Tools", "Kestrel Bank"]),
    "Won": (7, 5.2, []),
}


def clock_on(day):
    from datetime import time as time_of_day

    return DayClock(day, time_of_day(9))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.dreamboard"
    make_sample(path, clock_on(DAY))
    with open_workspace(path, clock_on(DAY)) as workspace:
        yield workspace


def rows_of(path, day):
    make_sample(path, clock_on(day))
    with open_workspace(path, clock_on(day)) as workspace:
        return {kind: workspace.queries.rows(kind) for kind in ROW_TYPES}


def test_the_columns_are_as_drawn(sample):
    for column in sample.queries.board(DAY).columns:
        count, millions, first = COLUMNS[column.stage.name]
        assert len(column.cards) == count
        assert sum(card.value_minor for card in column.cards) == round(millions * 1e8)
        assert [card.account for card in column.cards[: len(first)]] == first


def test_there_are_about_four_thousand_touches_over_six_years(sample):
    touches = sample.queries.rows(Touch)
    assert 3_700 <= len(touches) <= 4_300
    assert max(t.at for t in touches).date() < DAY
    assert timedelta(days=2150) < DAY - min(t.at for t in touches).date() < timedelta(days=2200)


def test_the_status_line_tells_what_is_drawn(sample):
    counts = sample.queries.counts(DAY)
    assert (counts.cards, counts.lost_untouched, counts.done_today) == (142, 9, 0)
    assert [(m.minor, m.currency) for m in counts.on_desk] == [(210_000_000, "USD")]
    assert [(m.minor, m.count) for m in counts.unchased] == [(41_000_000, 1)]


def test_the_figures_of_every_card_are_those_of_its_touches(sample):
    touches = collections.defaultdict(list)
    for touch in sample.queries.rows(Touch):
        touches[touch.pursuit_id].append(touch)
    for pursuit in sample.queries.rows(Pursuit):
        assert figures_held(pursuit) == figures_of(touches[pursuit.id])


def test_today_has_a_mixed_queue_and_most_cards_are_inside_their_rhythm(sample):
    day = sample.day()
    assert 8 <= len(day.queue) <= 10
    assert len({suggestion.play for suggestion in day.queue}) >= 7
    northwind = next(s for s in day.queue if s.account_name == "Northwind Freight")
    assert str(northwind.headline).startswith("Call Dana Whitfield today")
    assert northwind.play is Play.NEW_DECISION_MAKER
    assert northwind.idea_title == "Dock-delay benchmark"
    suggestions = sample.suggestions()
    assert len(suggestions) == 142
    assert sum(suggestion.overdue(DAY) for suggestion in suggestions) <= 12
    assert not any(s.play is Play.FIND_DECISION_MAKER and s.due <= DAY for s in suggestions)


def test_seventy_six_weeks_are_on_the_card_that_was_won_by_them(sample):
    card = next(
        card
        for column in sample.queries.board(DAY).columns
        for card in column.cards
        if card.account == "Marlow Dairies"
    )
    assert card.touches == 76


def test_nobody_has_two_names_and_no_two_have_one(sample):
    names = [contact.name for contact in sample.queries.rows(Contact)]
    assert len(names) == len(set(names))


def test_it_is_the_same_for_a_date(tmp_path):
    first = rows_of(tmp_path / "a.dreamboard", DAY)
    random.seed(4)
    assert rows_of(tmp_path / "b.dreamboard", DAY) == first


@pytest.mark.parametrize("shift", [1, 5, 6, 39, 98])
def test_on_any_day_of_the_week_only_one_card_waits_for_an_answer(tmp_path, shift):
    day = DAY + timedelta(days=shift)
    path = tmp_path / "sample.dreamboard"
    make_sample(path, clock_on(day))
    with open_workspace(path, clock_on(day)) as workspace:
        suggestions = workspace.suggestions()
        assert [s.account_name for s in suggestions if s.play is Play.ANSWER] == ["Bramble Bakeries"]
        assert sum(suggestion.overdue(day) for suggestion in suggestions) <= 14


def test_it_never_goes_over_a_file(tmp_path):
    path = tmp_path / "mine.dreamboard"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match="a file at"):
        make_sample(path, clock_on(DAY))
    assert path.read_bytes() == b"mine"


def test_a_board_is_known_as_the_sample_or_not(tmp_path, sample):
    assert sample_day(sample.path, clock_on(DAY)) == DAY
    with open_workspace(tmp_path / "empty.dreamboard", clock_on(DAY)):
        pass
    assert sample_day(tmp_path / "empty.dreamboard", clock_on(DAY)) is None


def test_its_life_is_in_order(sample):
    queries, zone = sample.queries, sample.clock.zone
    touches = collections.defaultdict(list)
    for touch in queries.rows(Touch):
        touches[touch.pursuit_id].append(touch)
    moves = collections.defaultdict(list)
    for move in queries.rows(StageMove):
        moves[move.pursuit_id].append(move)
    rounds = collections.defaultdict(list)
    for one in queries.rows(Round):
        rounds[one.pursuit_id].append(one)
    jobs = collections.defaultdict(list)
    for job in queries.rows(Employment):
        jobs[job.contact_id].append(job)
    for pursuit in queries.rows(Pursuit):
        born = pursuit.created_at.astimezone(zone).date()
        days = [touch.at.astimezone(zone).date() for touch in touches[pursuit.id]]
        assert all(born - timedelta(days=3) <= day < DAY for day in days), pursuit
        assert all(one.since <= day for touch, day in zip(touches[pursuit.id], days, strict=True)
                   for one in jobs[touch.contact_id][:1]), pursuit  # fmt: skip
        path = moves[pursuit.id]
        assert path[-1].to_stage_id == pursuit.stage_id, pursuit
        assert [m.at for m in path] == sorted(m.at for m in path), pursuit
        assert [m.from_stage_id for m in path[1:]] == [m.to_stage_id for m in path[:-1]], pursuit
        played = rounds[pursuit.id]
        assert [one.number for one in played] == list(range(1, len(played) + 1)), pursuit
        assert all(one.closed_on for one in played[:-1]), pursuit
        assert all(one.closed_on is None or one.opened_on <= one.closed_on for one in played), pursuit
        assert all(a.closed_on == b.opened_on for a, b in pairwise(played)), pursuit
