"""Pictures to be looked at: the next touch in every play, and every sheet and page on the sample board.

    python -m tests.pictures FOLDER [--dark] [--scale 1.5]

Nothing here is a test, and nothing of the rep's own is opened.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

if "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dreamboard.app.bootstrap import Shell, furnish
from dreamboard.app.clock import DayClock
from dreamboard.app.sample import make_sample
from dreamboard.app.workspace import open_workspace
from dreamboard.domain.suggestion import Sentence, Suggestion
from dreamboard.presentation.preferences import Preferences
from dreamboard.ui.icons import Icons
from dreamboard.ui.main_window import MainWindow
from dreamboard.ui.next_touch_panel import NextTouchPanel
from dreamboard.ui.theme import SchemeChoice, Theme
from tests.domain.cards import next_touch
from tests.domain.every_play import BOOKS, IN_EVERY_PLAY, SAYING_MORE
from tests.ui.panes import CLOCK

DAY = date(2026, 11, 25)
WIDTH = 405
ON_A_CARD = {
    "lose": "Northwind Freight",
    "win": "Northwind Freight",
    "debrief": "Harbor Steel",
    "conditions": "Pinnacle Print",
    "why": "Cobalt Health",
    "decision_maker": "Halden Shipping",
    "signal": "Halden Shipping",
    "add_quote": "Meridian Foods",
    "plan": "Meridian Foods",
    "edit_card": "Meridian Foods",
    "open_card": "Quarry & Sons",
    "log": "Meridian Foods",
    "log_form": "Meridian Foods",
}
"""Actions that open a sheet about the selected card, and a card of the sample to select."""
PAGES = ("ideas", "desk", "first_move", "workload", "settings", "keys")
"""Actions that open a window beside the board."""


def panels(theme: Theme, folder: Path) -> None:
    """The panel in every play, all on one picture, and on another where more is said than the play."""
    plays = [next_touch(dossier, **BOOKS.get(play, {})) for play, dossier in IN_EVERY_PLAY.items()]
    on_one_picture(theme, plays, folder / "plays.png")
    more = [next_touch(dossier, **asked) for dossier, asked in SAYING_MORE.values()]
    on_one_picture(theme, more, folder / "more.png")


def on_one_picture(theme: Theme, suggestions: Sequence[Suggestion | None], path: Path) -> None:
    """The panel for each of some suggestions."""
    pictures = []
    for suggestion in suggestions:
        panel = NextTouchPanel(theme, Icons(theme), CLOCK, lambda _: None, lambda *_: Sentence("next"))
        panel.show_suggestion(suggestion)
        panel.resize(WIDTH, theme.px(250))
        panel.show()
        QTest.qWait(1)
        pictures.append(panel.grab())
        panel.deleteLater()
    across = 4
    rows = [pictures[n : n + across] for n in range(0, len(pictures), across)]
    heights = [max(each.height() for each in row) + 8 for row in rows]
    sheet = QPixmap(across * (WIDTH + 8), sum(heights))
    sheet.fill(theme.tokens.window)
    painter = QPainter(sheet)
    for number, row in enumerate(rows):
        for place, each in enumerate(row):
            painter.drawPixmap(QPoint(place * (WIDTH + 8), sum(heights[:number])), each)
    painter.end()
    sheet.save(str(path))


def settle(shell: Shell) -> None:
    """Until nothing is under way."""
    for _ in range(500):
        QTest.qWait(20)
        if shell.suggester.settled and not shell.jobs.busy and not shell.hand.waiting:
            QTest.qWait(300)  # what follows an answer is laid out
            return


def windows(application: QApplication, theme: Theme, folder: Path) -> None:
    """The window and every sheet and page, on the sample board."""
    with tempfile.TemporaryDirectory() as place:
        board = Path(place) / "board.dreamboard"
        clock = DayClock(DAY, time(9))
        make_sample(board, clock)
        window = MainWindow()
        window.resize(1440, 900)
        window.show()
        preferences = Preferences(Path(place) / "window.ini")
        shell = furnish(window, application, open_workspace(board, clock), theme, preferences)
        settle(shell)
        window.grab().save(str(folder / "window.png"))
        for action in (*ON_A_CARD, *PAGES):
            if action in ON_A_CARD:
                cards = shell.presenter.model.cards()
                card = next(each for each in cards if each.account == ON_A_CARD[action])
                shell.does.go_to_card(card.id)
                settle(shell)
            before = set(opened(application, window))
            shell.actions[action].trigger()
            settle(shell)
            for each in set(opened(application, window)) - before:
                each.grab().save(str(folder / f"{action}.png"))
                each.close()
            QTest.qWait(1)
        shell.close()
        window.close()


def opened(application: QApplication, window: MainWindow) -> list[QWidget]:
    """The windows that stand beside the main one."""
    return [each for each in application.topLevelWidgets() if each.isVisible() and each is not window]


def main() -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    theme = Theme(application, SchemeChoice.DARK if asked.dark else SchemeChoice.LIGHT)
    theme.choose(text_scale=asked.scale)
    panels(theme, asked.folder)
    windows(application, theme, asked.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
