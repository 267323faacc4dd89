"""A line of the quick log in the window's words: chips for what was understood, choices for what is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from dreamboard.presentation import figures, wording
from dreamboard.presentation.quick_log_model import Choice, Reading, Understood
from dreamboard.presentation.tone import Tone
from dreamboard.services.ports import Clock
from dreamboard.services.quick_log import Parsed, Part, parse
from dreamboard.services.quick_log_names import NamingIndex
from dreamboard.services.quick_log_people import Selected

translate = QCoreApplication.translate

_NOTE_SHOWN = 60


class QuickLogReader:
    """Understands a line with the names of the board; ``index`` gives them as they are when a line begins."""

    def __init__(
        self, index: Callable[[], NamingIndex], clock: Clock, selected: Callable[[], Selected | None]
    ) -> None:
        self._index = index
        self._clock = clock
        self._selected = selected

    def __call__(self, line: str) -> Reading:
        """The line as understood at this moment."""
        parsed = parse(line, self._index(), self._clock.now(), self._clock.zone, self._selected())
        if not line.strip():
            return Reading()
        known = parsed.people.account_id is not None or parsed.people.contact_id is not None
        return Reading(
            chips=tuple(self._chips(parsed)),
            choices=tuple(
                Choice(
                    translate("quick_log", question.text),
                    tuple((answer.text, answer.line) for answer in question.answers),
                )
                for question in parsed.questions
            ),
            problem=translate("quick_log", parsed.problem) if parsed.problem else "",
            command=parsed.touch if parsed.ready else None,
            draft=parsed.touch if known else None,
        )

    def _chips(self, parsed: Parsed) -> list[Understood]:
        touch, people = parsed.touch, parsed.people
        parts = {token.part for token in parsed.tokens}
        chips: list[Understood] = []
        if parts & {Part.CHANNEL, Part.OUTCOME}:
            chips.append(Understood(wording.touch_title(touch.channel, touch.direction, touch.outcome)))
        who = " · ".join(part for part in (people.contact, people.account, people.title) if part)
        if who:
            chips.append(Understood(who))
        if touch.intent is not None:
            chips.append(Understood(wording.word(touch.intent), Tone.GOOD))
        if parsed.idea:
            chips.append(
                Understood(translate("quick_log", "Idea: {title}").format(title=parsed.idea), Tone.GOOD)
            )
        if touch.subject:
            chips.append(
                Understood(translate("quick_log", "Subject: {subject}").format(subject=touch.subject))
            )
        chips.append(Understood(self._when(parsed), Tone.ACCENT if touch.at else Tone.NEUTRAL))
        if touch.next_on is not None:
            day = figures.long_date(touch.next_on, self._clock.today())
            text = "Promised: {day}" if touch.next_promised else "Next: {day}"
            chips.append(Understood(translate("quick_log", text).format(day=day)))
        if touch.note:
            note = touch.note if len(touch.note) <= _NOTE_SHOWN else touch.note[: _NOTE_SHOWN - 1] + "…"
            chips.append(Understood(translate("quick_log", "Note: {note}").format(note=note), Tone.NEUTRAL))
        return chips

    def _when(self, parsed: Parsed) -> str:
        at, zone = parsed.touch.at, self._clock.zone
        if at is None:
            now = figures.clock_time(self._clock.now(), zone)
            return translate("quick_log", "Now, {time}").format(time=now)
        return figures.short_instant(at, zone, self._clock.today())
