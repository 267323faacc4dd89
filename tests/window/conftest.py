"""The whole window on a board of its own, offscreen."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from dreamboard.app.bootstrap import Shell, furnish
from dreamboard.app.workspace import open_workspace
from dreamboard.presentation.preferences import Preferences
from dreamboard.ui import card_in_hand
from dreamboard.ui.dialogs.fields import Field
from dreamboard.ui.main_window import MainWindow
from dreamboard.ui.theme import SchemeChoice, Theme
from dreamboard.ui.widgets.wrapped_button import WrappedButton

OF_THE_SYSTEM = frozenset({"quit", "open", "sample", "export", "keep_calendar", "history"})
"""Actions that end the window, start another program, or wait for a person at the system's own dialog."""


class StoryClock:
    """A clock that a test sets."""

    zone = UTC

    def __init__(self, day: date, at: time = time(9)):
        self.instant = datetime.combine(day, at, UTC)

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def go_to(self, day: date, at: time = time(9)) -> None:
        self.instant = datetime.combine(day, at, UTC)


class Desk:
    """A window in use: what a rep sees and does."""

    def __init__(self, shell: Shell, clock: StoryClock):
        self.shell = shell
        self.clock = clock
        self.window = shell.window

    def settle(self) -> None:
        """Until nothing is under way."""
        for _ in range(500):
            QTest.qWait(10)
            busy = self.shell.jobs.busy or not self.shell.suggester.settled
            if not busy and not self.shell.hand.waiting:
                return
        raise AssertionError("the window does not come to rest")

    def go_to(self, day: date, at: time = time(9)) -> None:
        """Another day comes while the window is open."""
        self.clock.go_to(day, at)
        self.shell.suggester.look_at_calendar()
        self.settle()

    def do(self, action: str) -> None:
        """An action by its name, as its menu entry would."""
        self.shell.actions[action].trigger()
        QTest.qWait(1)

    def run(self, command: object) -> object:
        """A command as a sheet gives it, followed to the end; what it made."""
        done = self.shell.bridge.run(command)
        assert done is not None, self.window.snack.text
        self.settle()
        return done

    def sheet(self, name: str) -> QDialog:
        """The sheet that is open."""
        found = [w for w in self.window.findChildren(QDialog, name) if w.isVisible()]
        assert found, f"{name} is not open"
        return found[-1]

    def fill(self, sheet: QDialog, label: str, words: str) -> None:
        """Words typed into the field under a label, in place of what stood there."""
        field = next(f for f in sheet.findChildren(Field) if f.control.accessibleName() == label)
        line = next(
            w
            for w in (field.control, *field.control.findChildren(QWidget))
            if isinstance(w, QLineEdit | QPlainTextEdit)
        )
        line.selectAll()
        QTest.keyClicks(line, words)

    def save(self, sheet: QDialog) -> None:
        """The sheet is done with: its key is pressed, and it closes."""
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not sheet.isVisible(), self.words_of(sheet)
        self.settle()

    def add_card(self, account: str, **fields: str) -> int:
        """A card from the sheet of key N, and in hand; fields by their labels."""
        self.do("new_card")
        sheet = self.sheet("newCardSheet")
        self.fill(sheet, "Account", account)
        for label, words in fields.items():
            self.fill(sheet, label.replace("_", " ").capitalize(), words)
        self.save(sheet)
        return self.select(account)

    def set_rhythm(self, ideal: int, most: int) -> None:
        """The selected card's own rhythm, from its sheet."""
        self.do("edit_card")
        sheet = self.sheet("cardSheet")
        rhythm = next(f for f in sheet.findChildren(Field) if f.control.accessibleName() == "Rhythm")
        rhythm.control.choose("custom")
        self.fill(sheet, "Ideal, days", str(ideal))
        self.fill(sheet, "At most, days", str(most))
        self.save(sheet)

    def bring_in(self, path: Path) -> str:
        """A file dropped on the window and taken as the program understands it; what it says of it."""
        self.window.files_dropped.emit([str(path)])
        self.settle()
        window = self.sheet("importWindow")
        for _ in range(2):
            self.settle()
            window.next_button.click()
        self.settle()
        said = self.words_of(window)
        window.reject()
        self.settle()
        return said

    def select(self, account: str) -> int:
        """The card of an account."""
        model = self.shell.presenter.model
        card = next(card for card in model.cards() if card.account == account)
        self.shell.does.go_to_card(card.id)
        self.settle()
        return card.id

    def log(self, line: str) -> None:
        """One line of the quick log, typed."""
        self.do("log")
        sheet = self.sheet("quickLog")
        sheet.line.setText(line)
        assert sheet.log_button.isEnabled(), self.words_of(sheet)
        QTest.keyClick(sheet.line, Qt.Key.Key_Return)
        self.settle()

    @staticmethod
    def words_of(widget: QWidget) -> str:
        """Everything its labels say."""
        return " ".join(label.text() for label in widget.findChildren(QLabel))

    def stage_of(self, account: str) -> str:
        model = self.shell.presenter.model
        card = next(card for card in model.cards() if card.account == account)
        return model.stages[card.stage_id].name

    @property
    def headline(self) -> str:
        """What the panel proposes."""
        suggestion = self.window.parts.next_touch.suggestion
        return str(suggestion.headline) if suggestion is not None else ""

    @property
    def reasons(self) -> list[str]:
        suggestion = self.window.parts.next_touch.suggestion
        return [str(reason.sentence) for reason in suggestion.reasons] if suggestion is not None else []

    @property
    def panel(self) -> str:
        """Everything the next-touch panel says, in one string."""
        panel = self.window.parts.next_touch
        said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
        return " ".join(said + [reason.said for reason in panel.findChildren(WrappedButton)])

    def today(self) -> list[str]:
        """The rows of the day beside the board, as they are read aloud."""
        model = self.window.parts.today.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def timeline(self) -> list[str]:
        """The lines of the timeline as they are read aloud."""
        model = self.window.parts.timeline.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def clock() -> StoryClock:
    return StoryClock(date(2026, 11, 23))


@pytest.fixture
def open_desk(qapp: QApplication, tmp_path: Path, clock: StoryClock, monkeypatch: pytest.MonkeyPatch):
    """Opens windows on boards, and closes them in the end. Nothing waits there for the actions to rest: a
    story of years has hundreds of them."""
    monkeypatch.setattr(card_in_hand, "FIGURES_MS", 0)
    desks: list[Desk] = []
    theme = Theme(qapp, SchemeChoice.LIGHT)

    def open_it(path: Path | None = None) -> Desk:
        window = MainWindow()
        window.show()
        workspace = open_workspace(path or tmp_path / "board.dreamboard", clock)
        shell = furnish(window, qapp, workspace, theme, Preferences(tmp_path / "window.ini"))
        desk = Desk(shell, clock)
        desks.append(desk)
        desk.settle()
        return desk

    yield open_it
    for desk in desks:
        desk.shell.close()
        desk.window.close()
        desk.window.deleteLater()
    theme.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(1)


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()
