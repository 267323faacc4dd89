"""The library of ideas, in the window."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dreamboard.domain.model import Idea, Plan, Stage
from dreamboard.domain.values import LossReason, PursuitKind, StageKind
from dreamboard.services.commands import AddIdea, AddPursuit, LosePursuits, Loss, Place

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(desk, kind):
    return desk.shell.workspace.queries.rows(kind)


def lose(desk, account, reason, days=40):
    made = desk.run(AddPursuit(account, kind=PursuitKind.DREAM_CLIENT, value_minor=100_000))
    column = next(stage for stage in rows(desk, Stage) if stage.kind is StageKind.NOT_NOW)
    day = desk.clock.today() - timedelta(days=days)
    desk.run(LosePursuits(made.made, Place(column.id), Loss(reason), day))
    return made.made[0]


@pytest.fixture
def library(desk):
    """Two cards lost on price, one on timing, and an idea against a price."""
    desk.ids = [lose(desk, name, LossReason.PRICE) for name in ("Harbor Steel", "Teller Foods")]
    lose(desk, "Sable Tools", LossReason.TIMING)
    desk.run(AddIdea("Cost of delay", loss_reasons=(LossReason.PRICE,)))
    desk.do("ideas")
    desk.settle()
    return desk


def texts(table):
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def test_an_idea_lists_who_could_use_it(library):
    window = library.sheet("ideasWindow")
    assert texts(window.ideas) == [["Cost of delay", "Insight", "Price", "0", "2"]]
    assert [line[:2] for line in texts(window.matches)] == [
        ["Harbor Steel", "lost on price"],
        ["Teller Foods", "lost on price"],
    ]
    assert window.plan_button.text() == "Plan for 2 cards"


def test_one_click_plans_it_inside_the_cap_and_one_undo_takes_it_back(library):
    window = library.sheet("ideasWindow")
    window.plan_button.click()
    library.settle()
    plans = rows(library, Plan)
    assert {plan.pursuit_id for plan in plans} == set(library.ids)
    assert {plan.idea_id for plan in plans} == {1}
    assert all(plan.on > library.clock.today() for plan in plans)
    assert texts(window.matches) == []
    assert not window.plan_button.isEnabled()
    library.do("undo")
    library.settle()
    assert rows(library, Plan) == []
    assert len(texts(window.matches)) == 2


def test_a_new_idea_is_typed_and_selected(library):
    window = library.sheet("ideasWindow")
    library.window.findChild(object, "addIdea").click()
    sheet = window.findChild(object, "ideaSheet")
    QTest.keyClicks(sheet._title, "Aligning the year")
    sheet._reasons.button("timing").click()
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    library.settle()
    assert rows(library, Idea)[1].loss_reasons == (LossReason.TIMING,)
    assert window._use().idea.title == "Aligning the year"
    assert [line[0] for line in texts(window.matches)] == ["Sable Tools"]


def test_a_retired_idea_answers_nobody_until_it_is_brought_back(library):
    window = library.sheet("ideasWindow")
    window.retire_button.click()
    library.settle()
    assert texts(window.ideas)[0][0] == "Cost of delay (retired)"
    assert texts(window.matches) == []
    assert window.retire_button.text() == "Bring back"
    window.retire_button.click()
    library.settle()
    assert len(texts(window.matches)) == 2


def test_a_line_selects_its_card_and_the_window_stays(library):
    window = library.sheet("ideasWindow")
    window.matches.selectRow(1)
    QTest.keyClick(window.matches, Qt.Key.Key_Return)
    library.settle()
    assert library.shell.presenter.selection.current == library.ids[1]
    assert window.isVisible()


def test_without_ideas_it_says_what_to_think_of(desk):
    desk.do("ideas")
    desk.settle()
    window = desk.sheet("ideasWindow")
    assert window._matches_title.text().startswith("No idea yet")
    assert not window.edit_button.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    desk.settle()
    desk.do("ideas")
    assert desk.sheet("ideasWindow").isVisible()
