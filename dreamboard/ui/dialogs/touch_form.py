"""One touch, field by field: to log it, or to mend one that was logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Touch
from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import Channel, Direction, Intent, Outcome
from dreamboard.presentation import wording
from dreamboard.presentation.suggestion_model import outcomes_of
from dreamboard.services.commands import LogTouch
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import (
    ChoiceBox,
    DateField,
    Field,
    NoteField,
    Person,
    PersonField,
    WhenField,
    read,
    side_by_side,
)
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.flow import ChoiceFlow

_INBOUND = (
    Outcome.REPLIED, Outcome.SPOKE, Outcome.NOT_NOW, Outcome.NO, Outcome.YES, Outcome.ORDER, Outcome.STOP,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TouchSubject:
    """Whose touch it is, and what may be named in it."""

    account: str
    people: Sequence[Person] = ()
    ideas: Sequence[tuple[int, str]] = ()


class TouchForm(CommandSheet):
    """The form behind the quick log. ``consequence`` tells what logging it as filled in would lead to."""

    def __init__(
        self,
        subject: TouchSubject,
        draft: LogTouch,
        clock: Clock,
        icons: Icons,
        run: Run,
        consequence: Callable[[LogTouch], Sentence] | None = None,
        parent: QWidget | None = None,
        *,
        editing: Touch | None = None,
    ) -> None:
        """``draft`` fills the form in; with ``editing`` it mends that touch instead of logging one."""
        title = self.tr("Touch: {account}") if editing else self.tr("Log a touch: {account}")
        super().__init__(
            title.format(account=subject.account),
            "",
            self.tr("Save") if editing else self.tr("Log"),
            run,
            parent,
            width=600,
        )
        self.setObjectName("touchForm")
        self._draft = draft
        self._clock = clock
        self._editing = editing
        self._consequence = consequence if editing is None else None
        self._channel = _flow(self.tr("How"), Channel, self)
        self._direction = _flow(self.tr("Who reached out"), Direction, self)
        self._outcome = _flow(self.tr("What came of it"), Outcome, self)
        self._intent = ChoiceFlow(
            self.tr("Why"), [(one.value, wording.word(one)) for one in Intent], parent=self
        )
        self._contact = PersonField(subject.people, self.tr("nobody in particular"), new_allowed=False)
        self._idea = ChoiceBox([(str(key), text) for key, text in subject.ideas], self.tr("no idea given"))
        self._subject = QLineEdit()
        self._subject.setMaxLength(500)
        self._note = NoteField(3, self.tr("What was said"))
        self._when = WhenField(clock)
        self._next = DateField(clock, icons, placeholder=self.tr("as proposed"))
        self._next_channel = ChoiceBox(
            [(one.value, wording.word(one)) for one in Channel], self.tr("any way")
        )
        self._follows = PlainLabel(style="small", wrap=True)
        self._fields = self._lay_out()
        self._fill(draft)
        for flow in (self._channel, self._direction):
            flow.changed.connect(self._offer_outcomes)
        for flow in (self._channel, self._direction, self._outcome, self._intent):
            flow.changed.connect(self._tell_consequence)
        self._next.changed.connect(self._tell_consequence)
        self._offer_outcomes()
        self._tell_consequence()

    def command(self) -> object | None:
        touch = self._read()
        if self._editing is None:
            return touch
        kept = {
            "at": self._editing.at if not self._when.isModified() else touch.at,
            "channel": touch.channel,
            "direction": touch.direction,
            "outcome": touch.outcome,
            "contact_id": touch.contact_id,
            "intent": touch.intent,
            "idea_id": touch.idea_id,
            "subject": touch.subject,
            "note": touch.note,
        }
        return edit_of(self._editing, kept)

    def _read(self) -> LogTouch:
        at = read(self._fields["when"], self._when.at)
        contact = read(self._fields["contact"], self._contact.contact_id)
        next_on = read(self._fields["next"], self._next_day)
        if not self._outcome.one:
            raise BadInput(self.tr("Say what came of it: one of the outcomes."))
        return replace(
            self._draft,
            channel=Channel(self._channel.one),
            direction=Direction(self._direction.one),
            outcome=Outcome(self._outcome.one),
            contact_id=contact,
            intent=Intent(self._intent.one) if self._intent.one else None,
            idea_id=int(self._idea.key) if self._idea.key else None,
            subject=self._subject.text().strip(),
            note=self._note.text,
            at=at if self._when.text().strip() else self._draft.at,
            next_on=next_on,
            next_channel=Channel(self._next_channel.key) if self._next_channel.key and next_on else None,
        )

    def _next_day(self) -> date | None:
        day = self._next.day()
        if day is not None and day < self._clock.today():
            raise BadInput(self.tr("The next touch lies ahead."))
        return day

    def _lay_out(self) -> dict[str, Field]:
        fields = {
            "channel": Field(self.tr("How"), self._channel),
            "direction": Field(self.tr("Who reached out"), self._direction),
            "outcome": Field(self.tr("What came of it"), self._outcome),
            "intent": Field(self.tr("Why"), self._intent),
            "contact": Field(self.tr("With whom"), self._contact),
            "when": Field(self.tr("When"), self._when),
            "idea": Field(self.tr("Idea given"), self._idea),
            "subject": Field(self.tr("Subject"), self._subject),
            "note": Field(self.tr("Note"), self._note),
            "next": Field(self.tr("Next touch"), self._next),
            "next_channel": Field(self.tr("Next touch by"), self._next_channel),
        }
        self.form.addWidget(fields["channel"])
        self.form.addWidget(fields["direction"])
        self.form.addWidget(fields["outcome"])
        self.form.addWidget(self._follows)
        self.form.addWidget(fields["intent"])
        self.form.addLayout(side_by_side(fields["contact"], fields["when"]))
        self.form.addLayout(side_by_side(fields["subject"], fields["idea"]))
        self.form.addWidget(fields["note"])
        self.form.addLayout(side_by_side(fields["next"], fields["next_channel"]))
        self.form.addStretch(1)
        for name in ("next", "next_channel"):
            fields[name].setVisible(self._editing is None)
        return fields

    def _fill(self, draft: LogTouch) -> None:
        self._channel.choose(draft.channel.value)
        self._direction.choose(draft.direction.value)
        self._outcome.choose(draft.outcome.value)
        self._intent.choose(draft.intent.value if draft.intent else "")
        self._contact.show_person(draft.contact_id)
        self._idea.choose(str(draft.idea_id) if draft.idea_id else "")
        self._subject.setText(draft.subject)
        self._note.setPlainText(draft.note)
        if draft.at is not None:
            self._when.set_at(draft.at)
        self._when.setModified(False)
        self._next.set_day(draft.next_on)
        self._next_channel.choose(draft.next_channel.value if draft.next_channel else "")

    def _offer_outcomes(self) -> None:
        """Only what can come of such a touch, and the outcome it has."""
        inbound = self._direction.one == Direction.IN.value
        possible = _INBOUND if inbound else outcomes_of(Channel(self._channel.one))
        for outcome in Outcome:
            offered = outcome in possible or (self._editing is not None and outcome is self._editing.outcome)
            self._outcome.button(outcome.value).setVisible(offered)
        chosen = self._outcome.one
        if inbound and not chosen:
            self._outcome.choose(possible[0].value)
        elif chosen and self._outcome.button(chosen).isHidden():
            self._outcome.choose(possible[0].value if inbound else "")

    def _tell_consequence(self) -> None:
        said = ""
        if self._consequence is not None and self._outcome.one:
            try:
                said = wording.sentence(self._consequence(self._read()))
            except BadInput:
                said = ""
        self._follows.setText(said)
        self._follows.setVisible(bool(said))


def draft_of(touch: Touch) -> LogTouch:
    """A logged touch as the form is filled in with."""
    return LogTouch(
        channel=touch.channel,
        direction=touch.direction,
        outcome=touch.outcome,
        account_id=touch.account_id,
        contact_id=touch.contact_id,
        pursuit_id=touch.pursuit_id,
        intent=touch.intent,
        idea_id=touch.idea_id,
        quote_id=touch.quote_id,
        subject=touch.subject,
        note=touch.note,
        at=touch.at,
    )


def _flow(
    name: str, vocabulary: type[Channel] | type[Direction] | type[Outcome], parent: QWidget
) -> ChoiceFlow:
    choices = [(one.value, wording.word(one)) for one in vocabulary]
    return ChoiceFlow(name, choices, needed=True, parent=parent)
