"""How cards fall into columns, and what a drop means there."""

from datetime import date, timedelta

import pytest

from dreamboard.domain.model import Stage
from dreamboard.domain.values import StageKind
from dreamboard.presentation.board.groupings import (
    ByStage,
    ByWhen,
    Landing,
    Refusal,
    When,
    planned_day,
    when_of,
)
from dreamboard.presentation.board.requests import LossRequest, WinRequest
from dreamboard.services.commands import (
    Batch,
    ClearPlans,
    LosePursuits,
    Loss,
    MoveCards,
    Place,
    PlanTouch,
    WinPursuits,
)
from tests.board_world import WEDNESDAY, make_card
from tests.fakes import DEFAULT_STAGES

STAGES = {n: Stage(n, name, kind, n) for n, (name, kind) in enumerate(DEFAULT_STAGES, 1)}
NOT_NOW, WON = 5, 6


def land(cards, key, grouping=None, **neighbours):
    grouping = grouping or ByStage()
    column = next(column for column in grouping.columns(STAGES.values()) if column.key == key)
    return grouping.landing(Landing(cards, column, **neighbours), STAGES)


def test_every_stage_is_a_column_in_the_order_of_their_positions():
    columns = ByStage().columns(reversed(STAGES.values()))
    assert [column.name for column in columns] == [name for name, _ in DEFAULT_STAGES]
    assert [column.slug for column in columns][:2] == ["dream_list", "pursuing"]


def test_a_second_column_of_a_kind_is_known_by_its_name():
    more = [
        Stage(7, "Hot & new", StageKind.PURSUING, 9),
        Stage(8, "Hot new", StageKind.PURSUING, 10),
        Stage(9, "!!!", StageKind.PURSUING, 11),
    ]
    slugs = [column.slug for column in ByStage().columns([*STAGES.values(), *more])]
    assert slugs[-3:] == ["hot-new", "hot-new-8", "pursuing-9"]


def test_landing_between_two_cards_is_a_move_between_them():
    cards = [make_card(3, 1), make_card(4, 2)]
    assert land(cards, "stage 3", above=7, below=8) == MoveCards((3, 4), Place(3, 7, 8))


def test_landing_in_not_now_asks_for_the_loss_sheet():
    assert land([make_card(3, 1)], "stage 5", above=7) == LossRequest((3,), Place(5, 7), (3,))


def test_within_not_now_a_card_is_only_moved():
    assert land([make_card(3, NOT_NOW)], "stage 5", below=7) == MoveCards((3,), Place(5, None, 7))


def test_landing_in_won_asks_for_the_amount():
    assert land([make_card(3, 1)], "stage 6") == WinRequest((3,), Place(6), (3,))


def test_a_loss_is_one_step_with_the_cards_that_were_let_go_with_it():
    request = land([make_card(3, NOT_NOW), make_card(4, 1)], "stage 5", above=7)
    place = Place(5, 7)
    loss = Loss(note="price")
    assert request == LossRequest((4,), place, (3, 4))
    assert request.command(loss, WEDNESDAY) == Batch(
        "Move 2 cards", (LosePursuits((4,), place, loss, WEDNESDAY), MoveCards((3, 4), place))
    )


def test_a_sheet_filled_in_for_one_card_is_one_command():
    assert WinRequest((4,), Place(6), (4,)).command(5, "EUR") == WinPursuits((4,), Place(6), 5, "EUR")


@pytest.mark.parametrize(
    ("planned", "when"),
    [
        (None, When.NOTHING),
        (date(2026, 11, 17), When.OVERDUE),
        (date(2026, 11, 18), When.TODAY),
        (date(2026, 11, 19), When.THIS_WEEK),
        (date(2026, 11, 22), When.THIS_WEEK),
        (date(2026, 11, 23), When.NEXT_WEEK),
        (date(2026, 11, 29), When.NEXT_WEEK),
        (date(2026, 11, 30), When.LATER),
    ],
)
def test_a_plan_falls_into_its_stretch_of_time(planned, when):
    assert when_of(planned, WEDNESDAY) is when


def test_on_sunday_this_week_is_over():
    sunday = date(2026, 11, 22)
    assert when_of(date(2026, 11, 23), sunday) is When.NEXT_WEEK


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("target", [When.TODAY, When.THIS_WEEK, When.NEXT_WEEK, When.LATER])
def test_the_day_a_drop_plans_falls_into_the_column_it_fell_on(weekday, target):
    today = date(2026, 11, 16) + timedelta(days=weekday)
    day = planned_day(target, today)
    assert day is None or when_of(day, today) is target
    assert (day is None) == (target is When.THIS_WEEK and weekday >= 4)


def test_a_drop_on_a_stretch_of_time_plans_a_touch():
    card = make_card(3)
    by_when = ByWhen(WEDNESDAY)
    assert land([card], "today", by_when) == PlanTouch((3,), WEDNESDAY)
    assert land([card], "this-week", by_when) == PlanTouch((3,), date(2026, 11, 19))
    assert land([card], "next-week", by_when) == PlanTouch((3,), date(2026, 11, 23))
    assert land([card], "later", by_when) == PlanTouch((3,), date(2026, 12, 18))
    planned = make_card(4, plan_on=WEDNESDAY)
    assert land([card, planned], "nothing-planned", by_when) == ClearPlans((4,))


def test_nothing_can_be_planned_for_the_past():
    assert isinstance(land([make_card(3)], "overdue", ByWhen(WEDNESDAY)), Refusal)


def test_on_friday_this_week_refuses():
    friday = date(2026, 11, 20)
    assert "next week" in land([make_card(3)], "this-week", ByWhen(friday)).text


def test_a_card_let_go_on_its_own_stretch_of_time_keeps_its_day():
    card = make_card(3, plan_on=date(2026, 12, 24))
    assert land([card], "later", ByWhen(WEDNESDAY)) is None
