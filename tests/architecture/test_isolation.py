"""The tests' own guard: what a test leaves behind is named and stopped."""

import gc
import os
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from tests import isolation
from tests.isolation import nothing_left_behind


def test_a_window_left_open_is_named_and_closed(qapp):
    with nothing_left_behind() as leftovers:
        window = QWidget(objectName="forgotten")
        window.show()
    assert leftovers == ["visible window QWidget 'forgotten'"]
    assert window not in qapp.topLevelWidgets()


def test_a_timer_left_active_is_named_with_its_parent_and_stopped(qapp):
    parent = QObject(objectName="owner")
    with nothing_left_behind() as leftovers:
        timer = QTimer(parent, objectName="forgotten")
        timer.start(60_000)
    assert leftovers == ["active timer QTimer 'forgotten' of QObject 'owner'"]
    assert not timer.isActive()


def test_a_thread_left_running_is_named(monkeypatch):
    ended = threading.Event()
    monkeypatch.setattr(isolation, "GRACE", 0.1)
    thread = threading.Thread(target=ended.wait, name="forgotten")
    with nothing_left_behind() as leftovers:
        thread.start()
    ended.set()
    thread.join()
    assert leftovers == ["thread forgotten"]


def test_windows_that_only_a_cycle_holds_are_no_leftovers(qapp):
    gc.disable()
    try:
        with nothing_left_behind() as leftovers:
            window = QWidget()
            window.cycle = window
            del window
    finally:
        gc.enable()
    assert leftovers == []


def test_no_path_of_a_test_leads_to_the_real_home(repository):
    home = Path(os.environ["HOME"])
    assert home.name.startswith("dreamboard-tests-")
    for location in (
        QStandardPaths.StandardLocation.AppDataLocation,
        QStandardPaths.StandardLocation.AppConfigLocation,
        QStandardPaths.StandardLocation.CacheLocation,
    ):
        assert Path(QStandardPaths.writableLocation(location)).is_relative_to(home)
    assert Path(QSettings("Dreamboard", "Dreamboard").fileName()).is_relative_to(home)
