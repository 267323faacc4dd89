"""Keeps the tests away from the user's own files, and each test's leftovers away from the next one."""

import gc
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GRACE = 2.0
"""Seconds that threads and pools of a test may take to end once it is over."""


class PrivateHome:
    """A home folder for the whole run, and in it data and settings folders of every test's own."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="dreamboard-tests-"))
        self._tests = 0
        runtime = self.root / "run"
        runtime.mkdir(mode=0o700)
        os.environ["HOME"] = os.environ["USERPROFILE"] = str(self.root)
        os.environ["XDG_CACHE_HOME"] = str(self.root / "cache")
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        self.folders_of_next_test()

    def folders_of_next_test(self) -> None:
        """Point the data and settings folders at a place that no test has used."""
        self._tests += 1
        home = self.root / f"test-{self._tests}"
        for variable, folder in (
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("APPDATA", "roaming"),
            ("LOCALAPPDATA", "local"),
        ):
            os.environ[variable] = str(home / folder)
        # Qt reads the settings folder from the environment once only.
        from PySide6.QtCore import QSettings

        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "config"))

    def remove(self) -> None:
        """Delete everything the tests wrote here."""
        shutil.rmtree(self.root, ignore_errors=True)


@contextmanager
def nothing_left_behind(qt: bool = True) -> Iterator[list[str]]:
    """Gather what runs or stands after the block and did not before: threads, timers, top-level windows.

    Gives a list that is filled, and what it names is stopped, when the block ends. Windows and timers that
    live on only in a reference cycle are collected, not reported. Without `qt`, only threads are looked for.
    """
    leftovers: list[str] = []
    threads = set(threading.enumerate())
    windows = {id(window): window for window in _windows()}
    yield leftovers
    leftovers += _threads_beyond(threads)
    if not qt:
        return
    _delete_what_was_told_to()
    if _windows_beyond(windows) or _running_objects():
        gc.collect()
        _delete_what_was_told_to()
        leftovers += _close(_windows_beyond(windows))
        leftovers += _stop(_running_objects())
    leftovers += _pool_threads()


def _delete_what_was_told_to() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list:
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return []
    # A tool tip is Qt's own and goes by itself; a menu or dialog with a parent goes with the parent.
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() != "QTipLabel"
    ]


def _windows_beyond(before: dict) -> list:
    return [window for window in _windows() if id(window) not in before]


def _close(windows: list) -> list[str]:
    names = []
    for window in windows:
        state = "visible" if window.isVisible() else "hidden"
        names.append(f"{state} window {_described(window)}")
        window.hide()
        window.deleteLater()
    _delete_what_was_told_to()
    return names


def _running_objects() -> list:
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    # By type and not by isinstance(): the latter asks proxies and mocks for their __class__. Types first:
    # they are few, and most tests end with no such thing alive.
    things = gc.get_objects()
    kinds = {kind for kind in set(map(type, things)) if issubclass(kind, (QTimer, QThread))}
    if not kinds:
        return []
    return [
        thing
        for thing in things
        if type(thing) in kinds
        and isValid(thing)
        and (thing.isActive() if isinstance(thing, QTimer) else thing.isRunning())
        and thing is not QThread.currentThread()
    ]


def _stop(running: list) -> list[str]:
    from PySide6.QtCore import QTimer

    names = []
    for thing in running:
        if isinstance(thing, QTimer):
            names.append(f"active timer {_described(thing)} of {_described(thing.parent())}")
            thing.stop()
        elif not thing.wait(int(GRACE * 1000)):
            names.append(f"running thread {_described(thing)}")
    return names


def _threads_beyond(before: set[threading.Thread]) -> list[str]:
    until = time.monotonic() + GRACE
    names = []
    for thread in threading.enumerate():
        # Threads of Qt that once ran Python stay listed as dummies for ever; the pool is asked below.
        if thread in before or isinstance(thread, threading._DummyThread):
            continue
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            names.append(f"thread {thread.name}")
    return names


def _pool_threads() -> list[str]:
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool.globalInstance()
    return (
        [] if pool.waitForDone(int(GRACE * 1000)) else [f"{pool.activeThreadCount()} jobs in the global pool"]
    )


def _described(thing: object) -> str:
    name = thing.objectName() if hasattr(thing, "objectName") else ""
    return f"{type(thing).__name__} {name!r}" if name else type(thing).__name__
