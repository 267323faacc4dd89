"""A failure of the program itself: told once, copied, and logged without a word of the board."""

import logging
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from dreamboard.app.crash import CrashHook, report_of
from dreamboard.app.logs import start_log, stop_log
from dreamboard.app.main import _show_crash
from dreamboard.ui.dialogs.crash_window import CrashWindow
from dreamboard.ui.main_window import MainWindow

SECRET = "Northwind Freight said no"


def failure():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError:
        return sys.exc_info()


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.setattr("dreamboard.app.logs.log_folder", lambda: tmp_path / "logs")
    yield tmp_path / "logs" / "dreamboard.log"
    stop_log()


def test_the_log_tells_a_failure_by_its_place_and_not_by_what_it_says(log):
    start_log()
    CrashHook(lambda _report: None)._caught(*failure())
    logging.getLogger("dreamboard.presentation.jobs").error("a job failed", exc_info=failure())
    told = log.read_text("utf-8")
    assert "ValueError" in told
    assert "KeyError" in told
    assert "in failure" in told
    assert "raise ValueError(SECRET)" in told  # the line of the program, not its value
    assert SECRET not in told


def test_who_asks_for_everything_gets_it(log):
    start_log(logging.DEBUG)
    CrashHook(lambda _report: None)._caught(*failure())
    assert SECRET in log.read_text("utf-8")


def test_a_log_that_is_full_is_turned_over_a_few_times(log):
    start_log()
    for _ in range(30):
        logging.getLogger("dreamboard.test").info("x" * 100_000)
    files = sorted(log.parent.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size <= 512 * 1024 for file in files)


def test_the_crash_window_copies_its_report_and_opens_once(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    report = report_of(*failure())
    for _ in range(3):
        _show_crash(report, window)
    (told,) = window.findChildren(CrashWindow)
    next(b for b in told.findChildren(QPushButton) if "Copy" in b.text()).click()
    assert QGuiApplication.clipboard().text() == report
    told.accept()
    qtbot.waitUntil(lambda: not window.findChildren(CrashWindow))
    _show_crash(report, window)
    assert window.findChild(CrashWindow).isVisible()
