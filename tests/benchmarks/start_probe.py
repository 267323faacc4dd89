"""Run as a program: opens a window and prints when it was painted and when it was filled, and its memory.

``bare`` opens a main window and nothing else: the floor. Otherwise the argument is a board. Times are
seconds since the instant that the environment variable BEGAN holds (CLOCK_MONOTONIC), and seconds of the
processor, which say more on a machine that is busy with something else.
"""

import json
import os
import sys
import time

BEGAN = float(os.environ["BEGAN"])


def seconds():
    return time.monotonic() - BEGAN


def pss_mib():
    """Proportional set size in MiB, or 0 where the system does not tell."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration):
        return 0.0


def bare():
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    told = {}
    application = QApplication(sys.argv[:1])
    window = QMainWindow()

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and "painted" not in told:
                told["painted"] = seconds()
                told["painted cpu"] = time.process_time()
                QTimer.singleShot(300, finish)
            return False

    def finish():
        told["pss"] = pss_mib()
        application.quit()

    watch = Watch()
    window.installEventFilter(watch)
    window.resize(1440, 900)
    window.show()
    application.exec()
    return told


def board(path):
    import gc
    from pathlib import Path

    gc.disable()  # as the launcher does before it loads anything
    from PySide6.QtCore import QTimer

    from dreamboard.app import launch, main

    told = {}

    class Probe(main.Start):
        def show(self):
            self.window.installEventFilter(self)
            super().show()

        def eventFilter(self, watched, event):
            if event.type() == event.Type.Paint and watched is self.window and "painted" not in told:
                told["painted"] = seconds()
                told["painted cpu"] = time.process_time()
            if "filled" not in told and watched is not self.window and event.type() == event.Type.Paint:
                told["filled"] = 0.0
                QTimer.singleShot(0, self.filled_now)  # when all of it has been painted
            return False

        def filled_now(self):
            told["filled"] = seconds()
            told["filled cpu"] = time.process_time()
            self.wait_idle()

        def fill(self):
            super().fill()
            self.window.parts.board.columns()[0].cards.viewport().installEventFilter(self)

        def wait_idle(self):
            def look():
                if self.shell is not None and self.shell.suggester.settled and not self.shell.jobs.busy:
                    told["settled"] = seconds()
                    told["pss"] = pss_mib()
                    self.window.close()

            self.timer = QTimer(self)
            self.timer.timeout.connect(look)
            self.timer.start(50)

    main.Start = Probe
    launch.open_window(Path(path))
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bare() if sys.argv[1] == "bare" else board(sys.argv[1])))
