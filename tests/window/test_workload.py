"""The weeks ahead, in the window: a rhythm is tried before it is made so."""

from datetime import timedelta

import pytest

from dreamboard.domain.model import Plan, Pursuit, Stage
from dreamboard.domain.values import StageKind
from dreamboard.services.commands import AddPursuit


def rows(desk, kind):
    return desk.shell.workspace.queries.rows(kind)


@pytest.fixture
def busy(desk):
    """Fourteen cards on the dream list that are due today."""
    for number in range(14):
        desk.run(AddPursuit(f"Company {number:02}", tags=("vip",) if number < 2 else ()))
    desk.go_to(desk.clock.today() + timedelta(days=35))
    desk.select("Company 00")
    desk.do("workload")
    desk.settle()
    return desk


def names(window):
    return [window.scope.itemText(n) for n in range(window.scope.count())]


def test_it_counts_thirteen_weeks_and_the_days_over_the_cap(busy):
    window = busy.sheet("workloadWindow")
    assert window.summary.text().startswith("28 touches in 13 weeks, ")
    assert window.summary.text().endswith(" over 10 a day")
    assert "28 Dec: 14, 1 day over" in window.now_chart.accessibleName()
    assert not window.then_chart.isVisible()
    assert names(window)[:3] == ["nothing is changed", "Company 00", "cards in “Dream list”"]
    assert names(window)[-1] == "cards with the tag “vip”"


def test_a_rhythm_is_tried_and_then_made_so(busy):
    desk = busy
    window = desk.sheet("workloadWindow")
    window.scope.setCurrentIndex(1)
    assert (window.ideal.value(), window.maximum.value()) == (60, 90)
    window.ideal.setValue(7)
    window.maximum.setValue(10)
    window.read_again()
    desk.settle()
    assert "with the change 39 touches" in window.summary.text()
    assert window.then_chart.isVisible()
    window.change_button.click()
    desk.settle()
    card = next(row for row in rows(desk, Pursuit) if row.id == 1)
    assert (card.ideal_days, card.max_days) == (7, 10)
    assert window.summary.text().startswith("39 touches")
    desk.do("undo")
    desk.settle()
    assert window.summary.text().startswith("28 touches")


def test_a_column_and_a_tag_can_be_tried_too(busy):
    desk = busy
    window = desk.sheet("workloadWindow")
    window.scope.setCurrentIndex(2)
    window.ideal.setValue(30)
    window.maximum.setValue(45)
    window.change_button.click()
    desk.settle()
    column = next(stage for stage in rows(desk, Stage) if stage.kind is StageKind.DREAM_LIST)
    assert (column.ideal_days, column.max_days) == (30, 45)
    desk.do("undo")
    window.scope.setCurrentIndex(window.scope.count() - 1)
    window.ideal.setValue(7)
    window.maximum.setValue(10)
    window.change_button.click()
    desk.settle()
    assert desk.shell.suggester.settings.tag_rhythms == (("vip", "weekly"),)


def test_what_is_too_much_is_spread_in_one_step(busy):
    desk = busy
    window = desk.sheet("workloadWindow")
    assert window.spread_button.text() == "Spread 4 cards over days with room"
    window.spread_button.click()
    desk.settle()
    days = sorted(plan.on for plan in rows(desk, Plan))
    today = desk.clock.today()
    assert len(days) == 4
    assert min(days) > today
    assert not window.spread_button.isEnabled()
    desk.do("undo")
    desk.settle()
    assert rows(desk, Plan) == []
    assert window.spread_button.isEnabled()


def test_an_empty_board_has_empty_weeks(desk):
    desk.do("workload")
    desk.settle()
    window = desk.sheet("workloadWindow")
    assert window.summary.text() == "0 touches in 13 weeks, 0 days over 10 a day"
    assert not window.spread_button.isEnabled()
