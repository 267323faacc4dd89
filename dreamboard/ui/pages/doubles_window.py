"""Doubles: pairs that may be one, side by side, to be merged or kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from dreamboard.domain.errors import DreamboardError
from dreamboard.domain.model import Account
from dreamboard.presentation import double_words
from dreamboard.presentation.double_words import STAYS, Compared, Line
from dreamboard.presentation.jobs import Job, Jobs, Progress
from dreamboard.services.doubles import Double
from dreamboard.services.merging import KeepApart, MergeAccounts, MergeContacts
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import Run
from dreamboard.ui.pages.page_window import PageWindow, Read
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.choice_table import ChoiceTable
from dreamboard.ui.widgets.key_hint_button import KeyHintButton
from dreamboard.ui.widgets.plain_table import PlainTable

translate = QCoreApplication.translate
MOST_SHOWN = 500
"""Pairs in the list; when those are done with, the next ones come."""

Find = Callable[[Callable[[int, int], None]], Sequence[Double]]
"""Looks the whole board through, on another thread; says how far it is."""


class DoublesWindow(PageWindow):
    """The list above, the pair in hand below: which one stays, and whose value where they differ."""

    def __init__(
        self,
        find: Find,
        compare: Callable[[Double], Compared],
        clock: Clock,
        run: Run,
        jobs: Jobs,
        shared: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """``compare`` reads the two records of a pair; it raises where one of them is gone."""
        super().__init__(
            translate("DoublesWindow", "Doubles"),
            translate(
                "DoublesWindow",
                "Records that may be one company or one person. A merge loses nothing: touches, cards,"
                " quotes, plans and addresses of both stay, and one undo parts them again.",
            ),
            jobs,
            shared,
            parent,
        )
        self.setObjectName("doublesWindow")
        self._find = find
        self._compare = compare
        self._clock = clock
        self._run = run
        self._pairs: list[Double] = []
        self._chosen_pair: Double | None = None  # asked for by name, whatever the finder says
        self._compared: Compared | None = None
        self._lines: list[Line] = []
        self.summary = PlainLabel(self.tr("Looking…"), style="title", wrap=True)
        self.summary.setAccessibleName(self.tr("Doubles found"))
        self.stop_button = QPushButton(self.tr("Stop looking"))
        self.stop_button.setObjectName("stopLooking")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._stop)
        self.table = PlainTable(
            self.tr("Pairs that may be doubles"),
            (self.tr("How sure"), self.tr("What"), self.tr("One"), self.tr("The other"), self.tr("Why")),
            stretch=(2, 3, 4),
        )
        self.table.currentCellChanged.connect(lambda row, _c, before, _b: self._take_pair(row, before))
        self.table.setWordWrap(False)
        self.reason = PlainLabel(wrap=True)
        self.reason.setAccessibleName(self.tr("Why they may be one"))
        self.sides = ChoiceTable(
            self.tr("The pair side by side"),
            ("", self.tr("One"), self.tr("The other"), self.tr("Together")),
        )
        self.sides.chosen.connect(self._choose)
        self.hint = PlainLabel(
            self.tr("Left and Right choose in a line marked ● and ○; Ctrl+Down takes the next pair."),
            style="muted",
            wrap=True,
        )
        self._lay_out()
        self.resize(1080, 680)
        self._show_pair()
        self.refresh()

    @property
    def pair(self) -> Double | None:
        """The pair in hand."""
        row = self.table.currentRow()
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    @property
    def compared(self) -> Compared | None:
        """Its records, and what is chosen."""
        return self._compared

    def show_chosen(self, pair: Double) -> None:
        """A pair that the rep named goes to the top, and is in hand."""
        self._chosen_pair = pair
        self._show_pairs([each for each in self._pairs if _key(each) != _key(pair)], 0)
        self.sides.setFocus()

    def start_reading(self, read: Read) -> Job:
        """Look anew, saying how far it is."""
        find = self._find

        def work(progress: Progress) -> Sequence[Double]:
            return find(progress)

        job = self._jobs.start(work)
        job.progressed.connect(self._say_how_far)
        job.cancelled.connect(self._say_stopped)
        self.stop_button.setText(self.tr("Stop looking"))
        self.stop_button.show()
        return job

    def show_found(self, found: Sequence[Double]) -> None:
        """The pairs anew; the one in hand stays so, and what is chosen in it too."""
        self.stop_button.hide()
        more = len(found) - MOST_SHOWN
        self.summary.setText(double_words.pairs(len(found)))
        if more > 0:
            self.summary.setText(
                self.tr("{pairs}; the surest {n} are listed").format(
                    pairs=double_words.pairs(len(found)), n=MOST_SHOWN
                )
            )
        chosen = self._chosen_pair
        pairs = [each for each in found[:MOST_SHOWN] if chosen is None or _key(each) != _key(chosen)]
        keys = [_key(each) for each in ([chosen] if chosen is not None else []) + pairs]
        current = _key(self.pair) if self.pair is not None else None
        row = keys.index(current) if current in keys else max(self.table.currentRow(), 0)
        first = not self._pairs
        self._show_pairs(pairs, row)
        if first and self._pairs:
            self.table.setFocus()

    def _show_pairs(self, pairs: Sequence[Double], row: int) -> None:
        before = self._compared if self.pair is not None else None
        self._pairs = ([self._chosen_pair] if self._chosen_pair is not None else []) + list(pairs)
        self.table.blockSignals(True)
        self.table.show_rows(
            [
                (
                    double_words.sureness(each),
                    double_words.kind_word(each.kind),
                    *each.names,
                    double_words.why(each),
                )
                for each in self._pairs
            ]
        )
        if self._pairs:
            self.table.selectRow(min(row, len(self._pairs) - 1))
        self.table.blockSignals(False)
        self._show_pair(before)

    def _take_pair(self, row: int, before: int) -> None:
        if row != before:
            self.tell("")
            self._show_pair()

    def _show_pair(self, before: Compared | None = None) -> None:
        """The pair in hand, side by side; choices made in it before it was read anew still hold."""
        pair = self.pair
        self._compared = None
        if pair is not None:
            try:
                self._compared = self._compare(pair)
            except DreamboardError as error:
                self.tell(str(error))
        fresh = self._compared
        same = fresh is not None and before is not None and _ids(fresh) == _ids(before)
        if fresh is not None and before is not None and same:
            self._compared = replace(fresh, keep=before.keep, taking=before.taking)
        self.reason.setText(double_words.why(pair) if pair is not None else "")
        for button in (self.merge_button, self.apart_button):
            button.setVisible(bool(self._pairs))
            button.setEnabled(self._compared is not None)
        self._show_lines()
        if not same and self._lines:
            self.sides.selectRow(0)

    def _show_lines(self) -> None:
        compared = self._compared
        self._lines = []
        if compared is not None:
            today = self._clock.today()
            self._lines = double_words.comparison(compared, self._clock.zone, today)
        self.sides.show_lines(
            [((line.label, line.left, line.right, line.together), line.chosen) for line in self._lines]
        )
        self.splitter.setVisible(bool(self._pairs))
        self.empty.setVisible(not self._pairs)
        self.hint.setVisible(bool(self._pairs))

    def _choose(self, row: int, side: int) -> None:
        compared, line = self._compared, self._lines[row]
        if compared is None:
            return
        if line.field == STAYS:
            self._compared = replace(compared, keep=side)
        else:
            others = tuple(each for each in compared.taking if each[0] != line.field)
            self._compared = replace(compared, taking=(*others, (line.field, side)))
        self._show_lines()

    def _merge(self) -> None:
        compared = self._compared
        if compared is None:
            return
        self.tell("")
        make = MergeAccounts if isinstance(compared.kept, Account) else MergeContacts
        gone = (type(compared.other).__name__, compared.other.id)
        if self._run(make(compared.kept.id, (compared.other.id,), compared.by_id)) is not None:
            self._drop(lambda each: each.kind == gone[0] and gone[1] in (each.one, each.other))

    def _keep_apart(self) -> None:
        pair = self.pair
        if pair is None:
            return
        self.tell("")
        if self._run(KeepApart(pair.kind, (pair.one, pair.other))) is not None:
            self._drop(lambda each: _key(each) == _key(pair))

    def _drop(self, done_with: Callable[[Double], bool]) -> None:
        """What is settled leaves the list at once, with the next pair in hand: looking anew takes longer."""
        row = self.table.currentRow()
        if self._chosen_pair is not None and done_with(self._chosen_pair):
            self._chosen_pair = None
        left = [each for each in self._pairs if not done_with(each) and each is not self._chosen_pair]
        self._show_pairs(left, row)

    def _step(self, by: int) -> None:
        rows = self.table.rowCount()
        if rows:
            self.table.selectRow(max(0, min(self.table.currentRow() + by, rows - 1)))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.refresh()

    def _say_how_far(self, done: int, total: int) -> None:
        if not self.was_read and total:
            self.summary.setText(self.tr("Looking… {percent} %").format(percent=100 * done // total))

    def _say_stopped(self) -> None:
        self.summary.setText(self.tr("Looking was stopped"))
        self.stop_button.setText(self.tr("Look again"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.stop_button)
        self.empty = PlainLabel(
            self.tr("Two records of one company or one person would stand here side by side."), style="muted"
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.reason)
        column.addWidget(self.sides, 1)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(below)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.body.addLayout(top)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.splitter, 1)
        self.body.addWidget(self.hint)
        self.body.addStretch()
        self.apart_button = self._button(self.tr("Not the same"), "Ctrl+N", "notTheSame", self._keep_apart)
        self.merge_button = self._button(self.tr("Merge"), "Ctrl+Return", "merge", self._merge, first=True)
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._step, by))

    def _button(
        self, text: str, keys: str, name: str, slot: Callable[[], object], *, first: bool = False
    ) -> KeyHintButton:
        button = KeyHintButton(text, keys, self, primary=first)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _down=False: slot())
        QShortcut(QKeySequence(keys), self, slot)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button


def _key(pair: Double) -> tuple[str, int, int]:
    return pair.kind, pair.one, pair.other


def _ids(compared: Compared) -> tuple[type, int, int]:
    one, other = compared.records
    return type(one), one.id, other.id
