"""What a change paints: what it changed, and nothing else."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest

from dreamboard.services.commands import MoveCards, Place, PlanTouch
from tests.board_world import WEDNESDAY, BoardWorld, make_card
from tests.ui.board_bench import BoardBench


class Painted(QObject):
    """Notes which columns are painted, counted from 1."""

    def __init__(self, bench):
        super().__init__(bench.window)
        self.numbers = set()
        self._viewports = [column.cards.viewport() for column in bench.columns]
        for viewport in self._viewports:
            viewport.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.numbers.add(self._viewports.index(watched) + 1)
        return False


@pytest.fixture
def bench(qapp, theme, qtbot):
    cards = [make_card(n, 1) for n in (1, 2, 3)] + [make_card(n, 2) for n in (11, 12)]
    made = BoardBench(BoardWorld([*cards, make_card(21, 3), make_card(31, 4)]), theme)
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    QTest.qWait(50)
    return made


def test_a_move_paints_the_two_columns_only(bench):
    painted = Painted(bench)
    bench.world.run(MoveCards((1,), Place(2)))
    QTest.qWait(50)
    assert painted.numbers == {1, 2}


def test_a_date_on_a_card_paints_its_column_only(bench):
    painted = Painted(bench)
    bench.world.run(PlanTouch((21,), WEDNESDAY))
    QTest.qWait(50)
    assert painted.numbers == {3}
