"""A card in words."""

from datetime import timedelta

import pytest

from dreamboard.domain.values import Channel, LossReason, PursuitKind, StageKind
from dreamboard.presentation.board.card_face import Chip, chip_of, face_of, line_of, spoken, tip_of
from dreamboard.presentation.tone import Tone
from tests.board_world import WEDNESDAY, make_card, suggested


def days(count):
    return WEDNESDAY + timedelta(days=count)


def line(stage=StageKind.PURSUING, **values):
    return line_of(make_card(1, **values), stage, WEDNESDAY)


def chip(**values):
    return chip_of(make_card(1, **values), WEDNESDAY, None)


def test_the_line_names_the_decision_maker():
    assert line() == "Dana Whitfield, VP Ops"
    assert line(decision_maker_title="") == "Dana Whitfield"


def test_the_line_says_what_is_missing():
    assert line(decision_maker="") == "No decision-maker yet"
    assert line(touches=0) == "Not called yet"
    assert line(sites_believed=120) == "120 sites, we know 1"


def test_the_line_tells_a_quote_that_is_out():
    assert line(quote_sent_on=days(-9)) == "Quote out 9 days"
    assert line(quote_sent_on=days(-1)) == "Quote out 1 day"
    assert line(quote_sent_on=days(0)) == "Quote out today"


def test_the_line_tells_a_loss_while_it_is_the_news():
    assert line(lost_on=days(-1), lost_to="Atlas") == "Lost yesterday to Atlas"
    assert line(lost_on=days(-200), lost_to="Atlas") == "Dana Whitfield, VP Ops"


def test_in_a_not_now_column_the_loss_stays_the_news():
    lost = {"stage": StageKind.NOT_NOW, "lost_on": days(-212)}
    assert line(**lost, lost_reason=LossReason.PRICE) == "Lost 7 mo ago on price"
    assert line(**lost) == "Lost 7 mo ago"
    assert line(**lost, come_back_on=days(30)) == "Asked for 18 Dec"
    assert line(**lost, come_back_on=days(-3)) == "Lost 7 mo ago"


def test_a_card_that_was_won_says_after_how_many_touches():
    assert line(StageKind.WON, touches=76, round_number=2) == "Won after 76 touches"
    assert line(StageKind.WON, touches=1, title="Generators") == "Generators, Won after 1 touch"
    assert line(StageKind.WON, touches=0) == "Not called yet"


def test_a_later_round_is_told():
    assert line(round_number=2) == "Round 2, Dana Whitfield"


def test_the_title_tells_cards_of_one_account_apart():
    assert line(title="Mobile generators") == "Mobile generators, Dana Whitfield, VP Ops"


def test_the_chip_says_when_the_next_touch_is_planned():
    assert chip() == Chip()
    assert chip(plan_on=days(0), plan_channel=Channel.CALL) == Chip("Call today", Tone.DUE)
    assert chip(plan_on=days(0)) == Chip("Planned today", Tone.DUE)
    assert chip(plan_on=days(6)) == Chip("Tue", Tone.NEUTRAL)
    assert chip(plan_on=days(7)) == Chip("25 Nov", Tone.NEUTRAL)
    assert chip(plan_on=days(-1), plan_channel=Channel.CALL) == Chip("Call, 1 day late", Tone.OVERDUE)
    assert chip(plan_on=days(-2)) == Chip("2 days late", Tone.OVERDUE)


@pytest.mark.parametrize(
    ("away", "tone"), [(-1, Tone.OVERDUE), (0, Tone.DUE), (1, Tone.NEUTRAL)], ids=["late", "today", "later"]
)
def test_a_suggestion_speaks_before_the_plan(away, tone):
    card = make_card(1, plan_on=days(3))
    assert chip_of(card, WEDNESDAY, suggested(days(away))) == Chip("Thank Luis", tone)


def test_a_card_is_read_aloud_whole():
    card = make_card(
        1,
        account="Northwind Freight",
        kind=PursuitKind.LOST_DEAL,
        value_minor=2_000_000_00,
        plan_on=days(0),
        plan_channel=Channel.CALL,
    )
    text = spoken(card, face_of(card, StageKind.PURSUING, WEDNESDAY, None))
    assert text == (
        "Lost deal, Northwind Freight, $2,000,000 a year, Dana Whitfield, VP Ops, next touch: Call today"
    )


def test_what_is_not_known_is_said_not_guessed():
    card = make_card(1, account="Lumen", value_minor=None, decision_maker="")
    face = face_of(card, StageKind.PURSUING, WEDNESDAY, None)
    assert face.value == ""
    assert spoken(card, face).endswith("value not known, No decision-maker yet, nothing planned")


def test_the_tip_has_the_full_name_and_what_found_no_room():
    name = "Northwind Freight and Logistics of Rotterdam"
    card = make_card(
        1,
        account=name,
        title="Dock paper",
        tags=("west",),
        plan_on=days(15),
        plan_text="the benchmark",
    )
    tip = tip_of(card, face_of(card, StageKind.PURSUING, WEDNESDAY, None), WEDNESDAY).split("\n")
    assert tip[0] == name
    assert {"Dock paper", "#west", "Planned: Thu 3 Dec", "the benchmark", "3 touches"} <= set(tip)
