"""What the rep's own log teaches about reaching people."""

import pytest

from dreamboard.domain.book import ReachCount, ReachLog
from dreamboard.domain.reach import Beta, Reach, beats, learned, pooling
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Channel
from tests.domain.cards import SETTINGS, card, next_touch, said, touch

CALL, EMAIL = Channel.CALL, Channel.EMAIL


def log(morning=(0, 0), afternoon=(0, 0), accounts=None, contacts=None) -> ReachLog:
    cells = {(CALL, 0, 9): ReachCount(*morning), (CALL, 2, 15): ReachCount(*afternoon)}
    return ReachLog(cells, accounts or {}, contacts or {})


def test_without_a_log_there_is_only_a_weak_prior():
    reach = Reach(ReachLog(), SETTINGS)
    assert reach.chance(CALL, 1, 1) == pytest.approx(0.12)
    assert reach.band(CALL) is None
    assert Reach(log((4, 4)), SETTINGS).chance(CALL, 1, 1) > 0.5


def test_an_account_that_answers_is_more_likely_to_answer_again():
    accounts = {(n, CALL): ReachCount(10, 1) for n in range(2, 12)}
    accounts[1, CALL] = ReachCount(10, 8)
    reach = Reach(log((110, 18), accounts=accounts), SETTINGS)
    assert reach.chance(CALL, 1, None) > 3 * reach.chance(CALL, 2, None)
    assert reach.chance(CALL, 99, None) == pytest.approx(reach.rep(CALL).mean)


def test_a_contact_is_drawn_towards_the_account():
    accounts = {(n, CALL): ReachCount(10, 1) for n in range(2, 12)} | {(1, CALL): ReachCount(10, 8)}
    reach = Reach(log((110, 18), accounts=accounts, contacts={(7, CALL): ReachCount(1, 0)}), SETTINGS)
    assert reach.chance(CALL, 1, 7) < reach.chance(CALL, 1, None)
    assert reach.chance(CALL, 1, 7) > reach.chance(CALL, 2, None)


def test_accounts_that_are_all_alike_are_pooled_hard_and_others_hardly():
    alike = [(ReachCount(20, 4), 0.2)] * 10
    unlike = [(ReachCount(20, 0), 0.2), (ReachCount(20, 8), 0.2)] * 5
    assert pooling(alike) == 200
    assert pooling(unlike) < 10
    assert pooling(alike[:2]) == 10


@pytest.mark.parametrize(
    ("one", "other", "probability"),
    [
        (Beta(5, 5), Beta(5, 5), 0.5),
        (Beta(2, 1), Beta(1, 1), 2 / 3),
        (Beta(1, 1), Beta(1, 3), 3 / 4),
        (Beta(3000, 1000), Beta(1000, 3000), 1.0),
        (Beta(50_100, 50_000), Beta(50_000, 50_100), 0.673),
    ],
)
def test_how_surely_one_share_is_above_another(one, other, probability):
    assert beats(one, other) == pytest.approx(probability, abs=0.01)
    assert beats(other, one) == pytest.approx(1 - probability, abs=0.01)


def test_a_part_of_the_day_is_proposed_only_when_the_log_carries_it():
    assert Reach(log((11, 5), (12, 1)), SETTINGS).band(CALL).certainty >= 0.8
    assert Reach(log((11, 3), (12, 3)), SETTINGS).band(CALL) is None
    assert Reach(log((2, 2), (12, 1)), SETTINGS).band(CALL) is None  # two calls are no sample
    assert Reach(log((11, 5), (12, 1)), Settings(band_certainty=0.999)).band(CALL) is None


def test_the_proposed_hours_come_with_both_sample_sizes():
    found = next_touch(card(touch(-60, "call 15"), touch(-40, "call 9")), reach=log((11, 5), (12, 1)))
    assert str(found.headline) == "Call Dana Whitfield today, 8:00–10:00"
    assert (found.band.reached, found.band.tried) == (5, 11)
    assert "Of your calls between 8:00 and 10:00, 5 of 11 were answered; at other hours 1 of 12." in said(
        found
    )


def test_hours_elsewhere_are_said_to_be_theirs():
    found = next_touch(
        card(touch(-60, "call"), account={"time_zone": "America/Chicago"}), reach=log((11, 5), (12, 1))
    )
    assert str(found.headline) == "Call Dana Whitfield today, 8:00–10:00 their time"


def by_weekday(tuesday, thursday) -> ReachLog:
    return ReachLog({(CALL, 1, 10): ReachCount(*tuesday), (CALL, 3, 10): ReachCount(*thursday)})


def test_a_weekday_is_proposed_only_when_the_log_carries_it():
    found = Reach(by_weekday((20, 10), (40, 6)), SETTINGS).weekday(CALL)
    assert (found.weekday, found.reached, found.tried, found.rest_reached, found.rest_tried) == (
        1,
        10,
        20,
        6,
        40,
    )
    assert found.certainty >= 0.8
    assert Reach(by_weekday((20, 4), (40, 8)), SETTINGS).weekday(CALL) is None
    assert Reach(by_weekday((4, 4), (40, 8)), SETTINGS).weekday(CALL) is None  # four calls are no sample
    assert Reach(by_weekday((20, 10), (0, 0)), SETTINGS).weekday(CALL) is None  # nothing to compare with
    assert Reach(by_weekday((20, 10), (40, 6)), SETTINGS).weekday(EMAIL) is None
    assert Reach(by_weekday((20, 10), (40, 6)), Settings(weekend=(1, 5, 6))).weekday(CALL) is None


@pytest.mark.parametrize("since", range(-30, -23))
def test_a_rhythm_moves_on_to_the_better_weekday_when_it_is_near(since):
    quiet = card(touch(since, "call spoke"))
    plain = next_touch(quiet).due
    moved = next_touch(quiet, reach=by_weekday((20, 10), (40, 6))).due
    ahead = (1 - plain.weekday()) % 7
    assert (moved - plain).days == (ahead if ahead <= 3 else 0)


def test_a_call_on_the_better_weekday_says_so_with_both_samples():
    log = by_weekday((20, 10), (40, 6))
    due = card(touch(-100, "call spoke"))
    sentence = "Of your calls on a Tuesday, 10 of 20 were answered; on other days 6 of 40."
    assert sentence in said(next_touch(due, 6, reach=log))
    assert "on a Tuesday" not in said(next_touch(due, 0, reach=log))
    many = by_weekday((2_000, 1_000), (4_000, 600))
    assert "1,000 of 2,000 were answered; on other days 600 of 4,000." in said(next_touch(due, 6, reach=many))
    assert next_touch(due, 0, reach=log).due == next_touch(due, 0).due


def test_a_rhythm_the_rep_chose_is_not_moved():
    own = card(touch(-59, "call spoke"), pursuit={"ideal_days": 60, "max_days": 90})
    assert next_touch(own, reach=by_weekday((20, 10), (40, 6))).due == next_touch(own).due


def test_exploring_is_the_same_for_the_same_seed_and_differs_between_cards():
    reach = Reach(log((20, 4)), SETTINGS)
    draws = [reach.explore((CALL, EMAIL), 1, 1, f"{n}:1") for n in range(60)]
    assert draws == [reach.explore((CALL, EMAIL), 1, 1, f"{n}:1") for n in range(60)]
    assert {CALL, EMAIL} == set(draws)


def test_what_a_log_teaches_is_worked_out_once():
    one = log((11, 5), (12, 1))
    assert learned(one, SETTINGS) is learned(one, SETTINGS)
    assert learned(log((11, 5), (12, 1)), SETTINGS) is not learned(one, SETTINGS)
