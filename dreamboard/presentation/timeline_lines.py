"""How one entry of the timeline reads: title, chip, day, body. Words only, no painting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, tzinfo

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.values import Channel, Intent, Outcome, QuoteOutcome, RoundOutcome, SignalKind
from dreamboard.presentation import figures, wording
from dreamboard.presentation.tone import Tone
from dreamboard.services.read_models import EntryKind, TimelineEntry

translate = QCoreApplication.translate

QUIET_DAYS = 30
"""From this many days of silence on, a stretch is named."""

EDITABLE = {
    EntryKind.PLAN: "Plan",
    EntryKind.TOUCH: "Touch",
    EntryKind.SIGNAL: "Signal",
    EntryKind.QUOTE: "Quote",
}
"""The kinds of entry that can be edited and deleted in place, and the kind of row each stands for. A round
that was lost can be edited too; it goes only with its card."""

Key = tuple[EntryKind, int]
"""What tells one line of a timeline from another."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words. ``rule`` lines go across instead of hanging on the rail."""

    entry: TimelineEntry
    title: str
    when: str
    icon: str
    body: str = ""
    chip: str = ""
    tone: Tone = Tone.NEUTRAL
    rule: bool = False
    planned: bool = False
    quiet: str = ""  # the named stretch below it
    clip: str = ""  # the names of what came with it and is kept

    @property
    def key(self) -> Key:
        """What tells this line from another."""
        return self.entry.kind, self.entry.row_id

    @property
    def spoken(self) -> str:
        """The whole line for assistive technology."""
        clip = translate("timeline", "Attachments: {names}").format(names=self.clip) if self.clip else ""
        parts = (self.when, self.title, self.chip, self.body, clip, self.quiet)
        return ". ".join(part.rstrip(".") for part in parts if part)

    @property
    def editable(self) -> bool:
        """Whether it can be edited in place."""
        return self.deletable or self.entry.round_outcome is RoundOutcome.LOST

    @property
    def deletable(self) -> bool:
        """Whether it can be deleted in place."""
        return self.entry.kind in EDITABLE


_CHANNEL_ICONS = {
    Channel.CALL: "phone",
    Channel.EMAIL: "mail",
    Channel.MEETING: "users",
    Channel.MESSAGE: "message-square",
    Channel.SOCIAL: "globe",
    Channel.LETTER: "file-text",
    Channel.VISIT: "map-pin",
}
_INTENT_TONES = {
    Intent.GIVE: Tone.GOOD,
    Intent.LEARN: Tone.GOOD,
    Intent.ASK: Tone.DUE,
    Intent.THANK: Tone.ACCENT,
}


def line_of(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    """An entry in words, as read on a day in the rep's zone."""
    line = _READERS[entry.kind](entry, zone, today)
    if entry.quiet_days_before >= QUIET_DAYS:
        line = replace(line, quiet=wording.quiet_days(entry.quiet_days_before))
    return line


def _plan(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    overdue = entry.day < today
    chip, tone = translate("timeline", "planned"), Tone.ACCENT
    if entry.detail == "promised":
        chip, tone = translate("timeline", "promised"), Tone.DUE
    if overdue:
        chip, tone = translate("timeline", "overdue"), Tone.OVERDUE
    named = wording.word(entry.channel) if entry.channel else translate("timeline", "Next touch")
    return Line(
        entry,
        title=named if not entry.text else f"{named}: {entry.text}" if entry.channel else entry.text,
        when=figures.long_date(entry.day, today),
        icon="calendar",
        body=_joined(entry.contact, _quoted(entry.idea)),
        chip=chip,
        tone=tone,
        planned=True,
    )


def _touch(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    assert entry.channel is not None
    assert entry.direction is not None
    assert entry.outcome is not None
    calls = entry.channel is Channel.CALL and entry.at is not None
    icon = _CHANNEL_ICONS.get(entry.channel, "ellipsis")
    lead = _joined(entry.contact, _quoted(entry.subject), _quoted(entry.idea))
    return Line(
        entry,
        title=wording.touch_title(entry.channel, entry.direction, entry.outcome),
        when=figures.short_instant(entry.at, zone, today)
        if calls and entry.at
        else figures.short_date(entry.day, today),
        icon="voicemail" if entry.outcome is Outcome.VOICEMAIL else icon,
        body=": ".join(part for part in (lead, entry.text) if part),
        chip=wording.intent_done(entry.intent) if entry.intent else "",
        tone=_INTENT_TONES.get(entry.intent, Tone.NEUTRAL) if entry.intent else Tone.NEUTRAL,
        clip=", ".join(file.name for file in entry.kept),
    )


def _signal(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    title = wording.word(SignalKind(entry.detail or SignalKind.OTHER))
    return _dated(
        entry, today, title, "star", ": ".join(part for part in (entry.contact, entry.text) if part)
    )


def _quote(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    line = _dated(entry, today, translate("timeline", "Quote sent"), "circle-dollar-sign", entry.text)
    return replace(line, chip=_amount(entry), tone=Tone.DUE)


def _quote_closed(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    outcome = QuoteOutcome(entry.detail or QuoteOutcome.WITHDRAWN)
    tone = Tone.GOOD if outcome is QuoteOutcome.WON else Tone.NEUTRAL
    line = _dated(entry, today, wording.word(outcome), "circle-dollar-sign", entry.text)
    return replace(line, chip=_amount(entry), tone=tone)


def _stage_move(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    if not entry.stage_from:
        title = translate("timeline", "Put on the board, in {stage}").format(stage=entry.stage_to)
        return _dated(entry, today, title, "plus")
    title = translate("timeline", "Moved to {stage}").format(stage=entry.stage_to)
    body = translate("timeline", "From {stage}").format(stage=entry.stage_from)
    return _dated(entry, today, title, "arrow-left-right", body)


def _round_opened(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    title = translate("timeline", "Round {n} began").format(n=entry.round_number or 1)
    return _dated(entry, today, title, "flag", entry.text)


def _round_closed(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    number = entry.round_number or 1
    if entry.round_outcome is RoundOutcome.WON:
        line = _dated(
            entry, today, translate("timeline", "Won, round {n}").format(n=number), "trophy", entry.text
        )
        return replace(line, chip=_amount(entry), tone=Tone.GOOD)
    how = [translate("timeline", "to {rival}").format(rival=entry.rival)] if entry.rival else []
    how += [wording.lost_on(entry.loss_reason)] if entry.loss_reason else []
    when = figures.short_date(entry.day, today)
    title = translate("timeline", "Clock reset, round {n}: {lost}, {day}").format(
        n=number + 1, lost=" ".join([translate("timeline", "lost"), *how]), day=when
    )
    return Line(entry, title, "", "rotate-ccw", entry.text, rule=True, tone=Tone.LOST)


def _condition_met(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    return _dated(entry, today, translate("timeline", "Condition met"), "check", entry.text)


def _employment(entry: TimelineEntry, zone: tzinfo, today: date) -> Line:
    left = entry.detail == "left"
    said = translate("timeline", "{name} left") if left else translate("timeline", "{name} came")
    return _dated(
        entry, today, said.format(name=entry.contact), "log-out" if left else "user-plus", entry.text
    )


_READERS = {
    EntryKind.PLAN: _plan,
    EntryKind.TOUCH: _touch,
    EntryKind.SIGNAL: _signal,
    EntryKind.QUOTE: _quote,
    EntryKind.QUOTE_CLOSED: _quote_closed,
    EntryKind.STAGE_MOVE: _stage_move,
    EntryKind.ROUND_OPENED: _round_opened,
    EntryKind.ROUND_CLOSED: _round_closed,
    EntryKind.CONDITION_MET: _condition_met,
    EntryKind.EMPLOYMENT: _employment,
}


def _dated(entry: TimelineEntry, today: date, title: str, icon: str, body: str = "") -> Line:
    return Line(entry, title, figures.short_date(entry.day, today), icon, body)


def _amount(entry: TimelineEntry) -> str:
    return "" if entry.amount_minor is None else figures.short_money(entry.amount_minor, entry.currency)


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
