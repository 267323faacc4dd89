"""The calendar of plans is written where the rep said, after a change, and a failure is told once."""

import json
from types import SimpleNamespace

import pytest

from dreamboard.app.exports import PLANS_FILE
from dreamboard.app.plans_file import PlansFile
from dreamboard.domain.model import Setting
from dreamboard.presentation.jobs import Jobs
from dreamboard.services.changes import ChangeSet
from tests.exchange.desk import Asked, ImportDesk


@pytest.fixture
def made(qtbot):
    desk, jobs = ImportDesk(), Jobs()
    keeper = PlansFile(SimpleNamespace(queries=Asked(desk), clock=desk.clock), jobs)
    keeper._timer.setInterval(1)
    keeper.desk = desk
    yield keeper
    assert jobs.stop()
    qtbot.waitUntil(lambda: not jobs.busy)


def keep_at(keeper, path):
    with keeper.desk.board.unit() as unit:
        unit.add(Setting(0, PLANS_FILE, json.dumps(str(path))))
        unit.commit()


def test_the_file_follows_the_board(made, tmp_path, qtbot):
    path = tmp_path / "plans.ics"
    keep_at(made, path)
    made.follow(ChangeSet())  # nothing that the file shows
    assert not made._timer.isActive()
    made.follow(ChangeSet(bulk=True))
    qtbot.waitUntil(path.exists)
    path.unlink()
    made.follow(ChangeSet(ids={"Plan": frozenset({1})}))
    qtbot.waitUntil(path.exists)


def test_a_path_that_cannot_be_written_is_told_once(made, tmp_path, qtbot):
    keep_at(made, tmp_path / "nowhere" / "plans.ics")
    told = []
    made.failed.connect(told.append)
    made.follow(ChangeSet(bulk=True))
    qtbot.waitUntil(lambda: len(told) == 1)
    made.follow(ChangeSet(bulk=True))
    qtbot.waitUntil(lambda: not made._timer.isActive() and made._job is None)
    assert len(told) == 1
    assert "cannot be written" in told[0]


def test_without_a_path_nothing_is_written(made, qtbot):
    made.follow(ChangeSet(bulk=True))
    qtbot.waitUntil(lambda: not made._timer.isActive())
    assert made._job is None
