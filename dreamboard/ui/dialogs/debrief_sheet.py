"""The debrief after a loss: questions to ask, and what we believed beside what they said."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from dreamboard.domain.model import Round
from dreamboard.domain.values import LossReason
from dreamboard.presentation import figures, wording
from dreamboard.presentation.typed import split_texts
from dreamboard.services.commands import Debrief
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import DateField, Field, NoteField, read, side_by_side
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.flow import ChoiceFlow

QUESTIONS: tuple[str, ...] = (
    "What decided it in the end, and who had a say?",
    "When did it begin to lean the other way?",
    "What did the other offer do better than ours?",
    "What should we have asked, and did not?",
    "If you could change one thing about our offer, what would it be?",
    "What would have to be true for us to try again, and when?",
)
"""Open questions, ours: the last one opens the next round."""


class DebriefSheet(CommandSheet):
    """Updates the round that was lost last; conditions go to the open one."""

    def __init__(
        self,
        account: str,
        lost: Round,
        clock: Clock,
        icons: Icons,
        run: Run,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Debrief: {account}").format(account=account),
            self.tr("Ask to learn, not to argue. Thank them, and ask to stay in contact."),
            self.tr("Save"),
            run,
            parent,
            width=560,
        )
        self.setObjectName("debriefSheet")
        self._lost = lost
        self._clock = clock
        today = clock.today()
        translate = QCoreApplication.translate
        guide = PlainLabel(
            "\n".join(f"{n}.  {translate('debrief', text)}" for n, text in enumerate(QUESTIONS, 1)), wrap=True
        )
        guide.setObjectName("debriefGuide")
        guide.setAccessibleName(self.tr("Questions to ask"))
        said = PlainLabel(_told(lost.reason_said, lost.reason_note), wrap=True)
        believed = PlainLabel(_told(lost.reason_believed or lost.reason_said), wrap=True)
        self._now = ChoiceFlow(
            self.tr("What you believe now"),
            [(one.value, wording.word(one)) for one in LossReason],
            parent=self,
        )
        if lost.reason_believed is not None:
            self._now.choose(lost.reason_believed.value)
        self._note = NoteField(5, self.tr("In their words"))
        self._note.setPlainText(lost.debrief_note)
        self._conditions = QLineEdit()
        self._conditions.setMaxLength(4000)
        self._conditions.setPlaceholderText(self.tr("part several by semicolons"))
        self._on = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._on.set_day(lost.debriefed_on)
        self._day_field = Field(self.tr("When"), self._on)
        self.form.addWidget(PlainLabel(self._when(lost, today), style="small", wrap=True))
        self.form.addWidget(Field(self.tr("Questions to ask"), guide))
        self.form.addLayout(
            side_by_side(Field(self.tr("They said then"), said), Field(self.tr("We believed"), believed))
        )
        self.form.addWidget(Field(self.tr("What they told us now"), self._note))
        self.form.addWidget(Field(self.tr("What you believe now"), self._now))
        row = side_by_side(Field(self.tr("What would win it next time"), self._conditions), self._day_field)
        row.setColumnStretch(0, 5)
        row.setColumnStretch(1, 2)
        self.form.addLayout(row)
        self.form.addStretch(1)

    def command(self) -> object | None:
        return Debrief(
            self._lost.pursuit_id,
            read(self._day_field, self._on.day) or self._clock.today(),
            LossReason(self._now.one) if self._now.one else None,
            self._note.text,
            split_texts(self._conditions.text()),
        )

    def _when(self, lost: Round, today: date) -> str:
        day = figures.long_date(lost.closed_on, today) if lost.closed_on else ""
        rival = self.tr(", to {rival}").format(rival=lost.rival) if lost.rival else ""
        return self.tr("Round {n} was lost on {day}{rival}.").format(n=lost.number, day=day, rival=rival)


def _told(reason: LossReason | None, note: str = "") -> str:
    word = wording.word(reason) if reason is not None else "–"
    return f"{word}\n{note}" if note else word
