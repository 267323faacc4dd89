""" "No" means "not now": what was learned from a loss, and what it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Answer, LossReason, Money
from dreamboard.presentation import loss_words, wording
from dreamboard.presentation.typed import split_texts
from dreamboard.services.commands import Loss
from dreamboard.services.ports import Clock
from dreamboard.ui.dialogs.fields import DateField, Field, MoneyField, Person, PersonField, read, side_by_side
from dreamboard.ui.dialogs.sheet import Sheet
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.flow import ChoiceFlow

_SAME = "same"
_MORE = "more"
CONFIDENCES = (25, 50, 75, 90)
"""Per cent, for how surely something else is believed than was said."""


@dataclass(frozen=True, slots=True)
class LosingCard:
    """What the sheet knows of a card before the rep says anything."""

    account: str
    round_number: int = 1
    our_price: Money | None = None  # the newest quote, else the card's value
    decision_maker: str = ""
    rival: str = ""  # the account's, as a first guess
    introducer_id: int | None = None


class LossSheet(Sheet):
    """Asks about one loss, or once about several cards. It changes nothing itself: `loss` and `on` are read
    when it is accepted."""

    def __init__(
        self,
        cards: Sequence[LosingCard],
        people: Sequence[Person],
        clock: Clock,
        icons: Icons,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        """`people` are who may have introduced us, those of the account first."""
        first = cards[0]
        name = first.account if len(cards) == 1 else wording.cards(len(cards))
        super().__init__(
            self.tr("Not now: {name}").format(name=name),
            self.tr("“No” means “not now”. What did we learn? Everything here can be changed later."),
            self.tr("Reset the clock"),
            parent,
            cancel_text=self.tr("Put the card back") if len(cards) == 1 else self.tr("Put them back"),
            width=520,
        )
        self.setObjectName("lossSheet")
        self._cards = cards
        self._clock = clock
        self._settings = settings
        self.loss = Loss()
        self.on: date = clock.today()
        reasons = [(reason.value, wording.word(reason)) for reason in LossReason]
        self._said = ChoiceFlow(self.tr("What they said"), _other_asks(reasons), parent=self)
        self._believed = ChoiceFlow(
            self.tr("What you believe"), [(_SAME, self.tr("Same")), *reasons, (_MORE, "…")], parent=self
        )
        self._believed.choose(_SAME)
        self._confidence = ChoiceFlow(
            self.tr("How sure are you?"), [(str(sure), f"{sure} %") for sure in CONFIDENCES], parent=self
        )
        self._note = QLineEdit()
        self._note.setMaxLength(2000)
        self._rival = QLineEdit(first.rival if len(cards) == 1 else "")
        self._rival.setMaxLength(200)
        self._rival.setPlaceholderText(self.tr("nobody known"))
        self._ours = first.our_price if len(cards) == 1 else None
        self._price = MoneyField(self._ours.currency if self._ours else "USD", self.tr("not known"))
        answers = [(answer.value, wording.word(answer)) for answer in Answer]
        self._changeable = ChoiceFlow(self.tr("Can the cause change?"), answers, parent=self)
        self._ours_to_change = ChoiceFlow(self.tr("Is it ours to change?"), answers, parent=self)
        self._introducer = PersonField(people, self.tr("nobody"))
        if len(cards) == 1:
            self._introducer.show_person(first.introducer_id)
        self._come_back = DateField(clock, icons, placeholder=self.tr("no date given"))
        self._on = DateField(clock, icons, placeholder=self.tr("today"), past=True)
        self._conditions = QLineEdit()
        self._conditions.setMaxLength(4000)
        self._conditions.setPlaceholderText(self.tr("part several by semicolons"))
        self._fields = self._lay_out()
        self._box, self._box_head, self._box_rest = self._make_box()
        self._show_all_beliefs(False)
        self._follow_changes()
        self._refresh()
        self._said.button(LossReason.PRICE.value).setFocus()

    def submit(self) -> bool:
        try:
            self.loss = self._read()
            self.on = read(self._fields["on"], self._on.day) or self._clock.today()
        except BadInput:
            return False
        if not self._said.one:
            self.tell(self.tr("Say what they said: one of the reasons at the top."))
            self._said.button(LossReason.PRICE.value).setFocus()
            return False
        return True

    def _read(self) -> Loss:
        price = read(self._fields["price"], self._price.money)
        come_back = read(self._fields["come_back"], self._come_back_day)
        believed = self._believed.one
        said = LossReason(self._said.one or LossReason.OTHER)
        known = self._introducer.known()
        return Loss(
            said=said,
            believed=said if believed in (_SAME, "") else LossReason(believed),
            note=self._note.text().strip(),
            confidence=int(self._confidence.one) if self._confidence.one and self._differs else None,
            rival=self._rival.text().strip(),
            rival_price_minor=price.minor if price else None,
            changeable=Answer(self._changeable.one) if self._changeable.one else None,
            ours_to_change=Answer(self._ours_to_change.one) if self._ours_to_change.one else None,
            introducer_id=known.id if known else None,
            introducer=self._introducer.new(),
            conditions=split_texts(self._conditions.text()),
            come_back_on=come_back,
        )

    def _come_back_day(self) -> date | None:
        day = self._come_back.day()
        if day is not None and day <= self._clock.today():
            raise BadInput(self.tr("A day to come back on lies ahead."))
        return day

    def _lay_out(self) -> dict[str, Field]:
        fields = {
            "said": Field(self.tr("What they said"), self._said),
            "believed": Field(self.tr("What you believe"), self._believed),
            "confidence": Field(self.tr("How sure are you?"), self._confidence),
            "note": Field(self.tr("In their words, or yours"), self._note),
            "rival": Field(self.tr("Went with"), self._rival),
            "price": Field(self.tr("Their price"), self._price),
            "changeable": Field(self.tr("Can the cause change?"), self._changeable),
            "ours": Field(self.tr("Is it ours to change?"), self._ours_to_change),
            "introducer": Field(self.tr("Who introduced us"), self._introducer),
            "come_back": Field(self.tr("They said to come back"), self._come_back),
            "conditions": Field(self.tr("What would have won it"), self._conditions),
            "on": Field(self.tr("When they said so"), self._on),
        }
        for whole in ("said", "believed", "confidence", "note"):
            self.form.addWidget(fields[whole])
        for left, right in (("rival", "price"), ("changeable", "ours"), ("introducer", "come_back")):
            self.form.addLayout(side_by_side(fields[left], fields[right]))
        row = side_by_side(fields["conditions"], fields["on"])
        row.setColumnStretch(0, 5)
        row.setColumnStretch(1, 2)
        self.form.addLayout(row)
        return fields

    def _make_box(self) -> tuple[QFrame, PlainLabel, PlainLabel]:
        box = QFrame()
        box.setObjectName("consequence")
        box.setProperty("tone_box", "lost")
        layout = QVBoxLayout(box)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        head, rest = PlainLabel(style="strong", wrap=True), PlainLabel(wrap=True)
        rest.setProperty("on_tone", "lost")
        layout.addWidget(head)
        layout.addWidget(rest)
        self.form.addWidget(box)
        self.form.addStretch(1)
        return box, head, rest

    def _follow_changes(self) -> None:
        for flow in (self._said, self._believed):
            flow.changed.connect(self._refresh)
        self._believed.changed.connect(self._on_belief)
        for edit in (self._price, self._introducer, self._conditions):
            edit.textChanged.connect(self._refresh)
        for day in (self._come_back, self._on):
            day.changed.connect(self._refresh)

    def _on_belief(self) -> None:
        if self._believed.one == _MORE:
            self._believed.choose(_SAME)
            self._show_all_beliefs(True)
            self._believed.button(LossReason.PRICE.value).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _differs(self) -> bool:
        """Whether something else is believed than was said."""
        return self._believed.one not in (_SAME, _MORE, "", self._said.one)

    def _show_belief(self, believed: LossReason | None, confidence: int | None) -> None:
        """What was believed before, and how surely; a share that has no button of its own gets one."""
        if believed is None or believed.value == self._said.one:
            return
        self._show_all_beliefs(True)
        self._believed.choose(believed.value)
        if confidence is not None:
            if confidence not in CONFIDENCES:
                self._confidence.add(str(confidence), f"{confidence} %")
            self._confidence.choose(str(confidence))

    def _show_all_beliefs(self, shown: bool) -> None:
        for reason in LossReason:
            self._believed.button(reason.value).setVisible(shown)
        self._believed.button(_MORE).setVisible(not shown)
        self.form.activate()

    def _refresh(self) -> None:
        """Work the consequences out anew from what can be read so far."""
        today = self._clock.today()
        self._fields["confidence"].setVisible(self._differs)
        self._fields["note"].setVisible(
            bool(self._note.text()) or LossReason.OTHER.value in (self._said.one, self._believed.one)
        )
        try:
            remark = loss_words.price_remark(self._price.money(), self._ours)
        except BadInput:
            remark = ""
        if remark:
            self._price.set_remark(f"({remark})")
        try:
            on = self._on.day() or today
            come_back = self._come_back.day()
        except BadInput:
            return
        sketch = loss_words.LossSketch(
            on=on,
            round_number=self._cards[0].round_number,
            introducer=self._introducer.text().partition(",")[0].strip(),
            decision_maker=self._cards[0].decision_maker if len(self._cards) == 1 else "",
            conditions=len(split_texts(self._conditions.text())),
            come_back_on=come_back,
            cards=len(self._cards),
        )
        self._box_head.setText(loss_words.consequence_head(sketch, today))
        self._box_rest.setText(loss_words.consequence_rest(sketch, today, self._settings))


def _other_asks(reasons: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The reasons, the last of which opens a line to write in."""
    return [*reasons[:-1], (reasons[-1][0], reasons[-1][1] + "…")]
