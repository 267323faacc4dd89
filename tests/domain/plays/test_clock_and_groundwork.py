"""Conditions, decision-makers, contract windows and groundwork: what is proposed, in words."""

from dataclasses import replace

import pytest

from dreamboard.domain.book import ContactAt
from dreamboard.domain.model import Condition, Contact, Signal
from dreamboard.domain.values import (
    IdeaKind,
    Intent,
    LossReason,
    Play,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)
from tests.domain.cards import (
    DANA,
    LUIS,
    NORTHWIND,
    card,
    dana,
    day,
    idea,
    lost,
    lost_card,
    next_touch,
    plan,
    quote,
    said,
    sam,
    touch,
)

PRIYA = 9
PAPER = idea(1, "Dock delays", kind=IdeaKind.WHITE_PAPER)
THANKED = (touch(-1, "call thank", to=LUIS), touch(-1, "call thank 10"))


def priya(left: int = -6) -> ContactAt:
    return ContactAt(
        Contact(PRIYA, "Priya Rao"), NORTHWIND, "VP Operations", Role.DECISION_MAKER, until=day(left)
    )


def condition(number: int, text: str, met: int | None = None) -> Condition:
    return Condition(number, 1, 2, text, number, None if met is None else day(met))


def signal(number: int, kind: SignalKind, on: int, contact_id: int | None = None) -> Signal:
    return Signal(number, NORTHWIND, kind, day(on), contact_id)


CHANGE = (
    signal(1, SignalKind.DECISION_MAKER_LEFT, -6, PRIYA),
    signal(2, SignalKind.DECISION_MAKER_ARRIVED, -6, DANA),
)


def test_open_conditions_are_work_to_do_that_touches_nobody():
    found = next_touch(
        lost_card(-2, *THANKED, conditions=(condition(1, "weekly visits"), condition(2, "EDI", 0)))
    )
    assert (found.play, found.level, found.channel) == (Play.OPEN_CONDITION, 3, None)
    assert str(found.headline) == "Work on what Northwind Freight asked for"
    assert "To do: “weekly visits”" in said(found)
    assert "1 of 2 conditions are met" in said(found)


def test_the_moment_all_are_met_the_buyer_is_called():
    met = tuple(condition(n, text, 0) for n, text in enumerate(("visits", "rate lock", "EDI"), start=1))
    found = next_touch(lost_card(-2, *THANKED, touch(0, "in call spoke", to=LUIS), conditions=met))
    assert (found.play, found.level, found.contact_id, found.due) == (Play.CONDITIONS_MET, 3, DANA, day(0))
    assert found.intent is Intent.ASK
    assert "Call the buyer" in said(found)
    assert str(found.chip) == "Call the buyer"
    assert found.reasons[0].evidence.conditions == (1, 2, 3)


def test_calling_the_buyer_ends_it_and_a_call_that_rang_out_does_not():
    met = (condition(1, "visits", -1),)
    assert (
        next_touch(lost_card(-2, *THANKED, touch(0, "call"), conditions=met)).play is not Play.CONDITIONS_MET
    )
    tried = next_touch(lost_card(-2, *THANKED, touch(0, "rang"), conditions=met))
    assert (tried.play, tried.due) == (Play.CONDITIONS_MET, day(1))


def test_open_conditions_do_not_keep_a_card_from_being_touched():
    found = next_touch(lost_card(-150, touch(-140, "mail give"), conditions=(condition(1, "weekly visits"),)))
    assert found.play is Play.LOST_RHYTHM
    due = card(
        touch(-2, "call"), quotes=(quote(-9),), rounds=lost(-200), conditions=(condition(1, "visits"),)
    )
    assert next_touch(due, 3).play is Play.QUOTE_FOLLOW_UP


def test_conditions_of_a_closed_round_are_history():
    old = Condition(1, 1, 1, "visits", 1, None)
    assert next_touch(lost_card(-120, touch(-29, "mail give"), conditions=(old,))).play is Play.LOST_RHYTHM


def test_the_newcomer_is_called_within_two_weeks():
    found = next_touch(
        card(
            touch(-23, "vm", to=PRIYA),
            touch(-51, "call no", to=PRIYA),
            contacts=(dana(), priya()),
            signals=CHANGE,
        )
    )
    assert (found.play, found.level, found.contact_id) == (Play.NEW_DECISION_MAKER, 3, DANA)
    assert found.latest == day(8)
    assert said(found).splitlines()[:3] == [
        "Call Dana Whitfield today",
        "New VP Operations. Bring something useful to them; no ask yet.",
        "The decision-maker changed 6 days ago: the “no” came from somebody else.",
    ]
    assert found.reasons[0].evidence.signals == (2, 1)


def test_the_newcomer_may_be_called_before_a_promised_day():
    found = next_touch(card(contacts=(dana(), priya()), signals=CHANGE, plans=(plan(20),)))
    assert found.play is Play.NEW_DECISION_MAKER


def test_then_the_one_who_left_is_followed_to_the_new_company():
    found = next_touch(
        card(touch(-1, "call"), contacts=(dana(), priya()), signals=CHANGE, moved_to={PRIYA: "Vantage Rail"})
    )
    assert (found.play, found.contact_id) == (Play.FOLLOW_THE_LEAVER, PRIYA)
    assert "Follow Priya Rao to Vantage Rail today" in said(found)
    assert "make Vantage Rail a dream client" in said(found)


def test_where_they_went_is_found_out_first():
    found = next_touch(card(touch(-1, "call"), contacts=(dana(), priya()), signals=CHANGE))
    assert (found.play, found.channel) == (Play.FOLLOW_THE_LEAVER, None)
    assert str(found.headline) == "Find out where Priya Rao went"


def test_following_ends_after_a_while_and_the_rhythm_has_the_card():
    quiet = card(
        touch(-95, "call"),
        contacts=(dana(), priya(-94)),
        pursuit={"ideal_days": 365},
        signals=(signal(1, SignalKind.DECISION_MAKER_LEFT, -94, PRIYA),),
    )
    assert next_touch(quiet, -5).play is Play.FOLLOW_THE_LEAVER
    after = next_touch(quiet, 0)
    assert after.play is Play.RHYTHM
    assert after.due <= day(0)


@pytest.mark.parametrize(
    ("left", "due"), [(200, 20), (180, 0), (170, -10), (90, 0), (80, -10), (45, 0), (20, -25)]
)
def test_a_rivals_contract_opens_three_windows(left, due):
    found = next_touch(
        card(
            touch(-100, "call"),
            pursuit={"ideal_days": 365},
            account={"rival": "Atlas", "rival_contract_end": day(left)},
        )
    )
    assert (found.play, found.level) == (Play.CONTRACT_WINDOW, 3)
    assert abs((found.due - day(due)).days) <= 2  # weekends
    assert "Their contract with Atlas ends on" in said(found)


def test_a_window_is_kept_by_a_touch_inside_it():
    found = next_touch(
        card(touch(-3, "mail give"), pursuit={"ideal_days": 365}, account={"rival_contract_end": day(80)})
    )
    assert (found.play, found.due) == (Play.CONTRACT_WINDOW, day(35))


def test_a_contract_that_ended_opens_nothing():
    assert next_touch(card(touch(-3, "call"), account={"rival_contract_end": day(-400)})).play is Play.RHYTHM


def test_without_a_decision_maker_finding_one_is_groundwork():
    found = next_touch(card(touch(-9, "call", to=3), contacts=(sam(),)))
    assert (found.play, found.level, found.channel) == (Play.FIND_DECISION_MAKER, 6, None)
    assert str(found.headline) == "Find the decision-maker at Northwind Freight"
    assert "Ask Sam Idowu" in said(found)


def test_on_a_card_never_touched_groundwork_comes_before_the_first_call():
    found = next_touch(card(contacts=(), created=0))
    assert (found.play, found.due) == (Play.FIND_DECISION_MAKER, day(0))
    assert next_touch(card(created=0)).play is Play.RHYTHM
    assert next_touch(card(contacts=(), created=0), 7).play is Play.RHYTHM


def test_one_shop_that_turns_out_to_have_120_sites_is_researched_and_rises():
    one = card(touch(-9, "call"), account={"sites_known": 1, "sites_believed": 1})
    many = card(touch(-9, "call"), account={"sites_known": 1, "sites_believed": 120})
    found = next_touch(many)
    assert (found.play, found.level) == (Play.KNOW_THE_SITES, 6)
    assert "You know 1 of 120 sites." in said(found)
    assert next_touch(many, 60).worth == pytest.approx(10 * next_touch(one, 60).worth)


def test_most_sites_known_is_enough():
    assert (
        next_touch(card(touch(-9, "call"), account={"sites_known": 90, "sites_believed": 120})).play
        is Play.RHYTHM
    )


def test_a_new_idea_that_answers_the_loss_is_a_reason_to_call():
    answer = idea(5, "Price lock", created_on=day(-2), loss_reasons=(LossReason.PRICE,))
    found = next_touch(lost_card(-120, touch(-29, "mail give")), ideas=(answer,))
    assert (found.play, found.level, found.idea_id) == (Play.NEW_IDEA, 6, 5)
    assert "answers why it was lost: price" in said(found)
    other = idea(5, "Faster", created_on=day(-2), loss_reasons=(LossReason.TIMING,))
    assert next_touch(lost_card(-120, touch(-29, "mail give")), ideas=(other,)).play is Play.LOST_RHYTHM


def test_a_lost_deal_nobody_touched_since_is_a_first_move():
    found = next_touch(lost_card(-150), ideas=(PAPER,))
    assert (found.play, found.level, found.idea_id) == (Play.FIRST_MOVE, 6, 1)
    assert "Nobody has been in touch since." in said(found)
    assert found.reasons[1].evidence.rounds == (1,)


def test_older_losses_go_by_their_rhythm():
    assert next_touch(lost_card(-500)).play is Play.LOST_RHYTHM


def test_a_rhythm_the_rep_set_replaces_the_days_of_a_lost_deal():
    found = next_touch(lost_card(-60, touch(-20, "vm"), pursuit={"ideal_days": 7, "max_days": 10}))
    assert (found.play, found.due) == (Play.RHYTHM, day(-13))


def test_a_card_back_in_conversation_has_the_rhythm_of_its_stage():
    found = next_touch(lost_card(-120, touch(-3, "call"), stage=StageKind.IN_CONVERSATION))
    assert (found.play, found.due) == (Play.RHYTHM, day(12))  # a Monday


def test_a_round_won_after_the_loss_ends_the_days_of_a_lost_deal():
    first, second = lost(-120)
    won = replace(second, closed_on=day(-100), outcome=RoundOutcome.WON)
    found = next_touch(lost_card(-120, touch(-29, "mail"), rounds=(first, won)))
    assert found.play is Play.RHYTHM
