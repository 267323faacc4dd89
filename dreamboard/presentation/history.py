"""An account's history for one printed page, in words: what stands on it and, of what happened, how telling
each thing is, so that the page can take as much as it has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Contact, Employment, Round
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.text import printable
from dreamboard.domain.values import Channel, Direction, Outcome, RoundOutcome
from dreamboard.presentation import figures, wording
from dreamboard.presentation.family import figures_text, sites_sentence
from dreamboard.presentation.timeline_lines import line_of
from dreamboard.services.read_models import AccountDetails, EntryKind, TimelineEntry

translate = QCoreApplication.translate

LONGEST: Final = 300
"""Characters of one text; a page is at most half as wide."""
MOST_YEARS: Final = 6
_EVENTS: Final = {
    EntryKind.ROUND_CLOSED: 100,
    EntryKind.EMPLOYMENT: 90,
    EntryKind.SIGNAL: 80,
    EntryKind.QUOTE_CLOSED: 75,
    EntryKind.QUOTE: 70,
    EntryKind.CONDITION_MET: 60,
    EntryKind.ROUND_OPENED: 20,
    EntryKind.STAGE_MOVE: 10,
}
_ANSWERS: Final = {
    Outcome.ORDER: 95,
    Outcome.YES: 85,
    Outcome.NO: 72,
    Outcome.STOP: 72,
    Outcome.NOT_NOW: 65,
    Outcome.REPLIED: 40,
    Outcome.SPOKE: 40,
}
_FACE_TO_FACE: Final = (Channel.MEETING, Channel.VISIT)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: lines in columns, and what is left out of them."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    more: str = ""

    def first(self, most: int) -> Section:
        """The first lines, and how many there are more."""
        rest = len(self.rows) - most
        if rest <= 0:
            return self
        more = translate("history", "and {n} more").format(n=f"{rest:,}")
        return Section(self.title, self.rows[:most], more)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened. ``weight`` says how telling it is, ``place`` is its place from the newest."""

    when: str
    title: str
    body: str
    weight: int
    place: int
    is_touch: bool


@dataclass(frozen=True, slots=True)
class History:
    """Everything that may stand on the page."""

    name: str
    lead: str
    made: str
    facts: Section
    money: Section
    people: Section
    rounds: Section
    next_touch: Section
    moments: tuple[Moment, ...]  # newest first
    years: Section  # a header line, then touches by year and channel
    touches: int

    def what_happened(self, count: int) -> Section:
        """So many moments, the most telling, newest first, and what is left out."""
        shown = sorted(sorted(self.moments, key=_telling)[:count], key=lambda one: one.place)
        title = translate("history", "What happened")
        if not shown:
            return Section(title, (("", translate("history", "Nothing yet."), ""),))
        if len(shown) < len(self.moments):
            title = translate("history", "What happened, the most telling of it")
        return Section(title, tuple((one.when, one.title, one.body) for one in shown), self._left_out(shown))

    def _left_out(self, shown: Sequence[Moment]) -> str:
        """ "and 412 touches more"; nothing where all of them are shown."""
        rest = self.touches - sum(1 for one in shown if one.is_touch)
        if not rest:
            return ""
        if rest == 1:
            return translate("history", "and 1 touch more")
        return translate("history", "and {n} touches more").format(n=f"{rest:,}")


def history_of(
    details: AccountDetails,
    entries: Sequence[TimelineEntry],
    coming: Iterable[Suggestion],
    zone: tzinfo,
    today: date,
) -> History:
    """The history as of a day. ``entries`` are the account's whole timeline, newest first; ``coming`` the
    next touches of its cards."""
    account = details.account
    lead = (account.industry, account.territory, account.country, account.domain)
    cards = {pursuit.id: pursuit for pursuit in details.pursuits}
    several = len(cards) > 1
    moments = tuple(
        _moment(entry, place, zone, today)
        for place, entry in enumerate(one for one in entries if one.kind is not EntryKind.PLAN)
    )
    return History(
        _line(account.name),
        _line(", ".join(filter(None, lead))),
        translate("history", "Account history, {day}").format(day=_day(today)),
        _facts(details),
        _money(details),
        _people(details.contacts),
        _rounds(details.rounds, {one.id: _line(one.title) for one in cards.values()} if several else {}),
        Section(
            translate("history", "Next touch"),
            tuple(
                (_day(one.act_on or one.due), _line(wording.sentence(one.headline)))
                for one in sorted(coming, key=lambda one: (one.act_on or one.due, one.pursuit_id))
            ),
        ),
        moments,
        _years(entries),
        sum(1 for one in entries if one.kind is EntryKind.TOUCH),
    )


def _telling(moment: Moment) -> tuple[int, int]:
    """The most telling first; of equals, the newest."""
    return -moment.weight, moment.place


def _facts(details: AccountDetails) -> Section:
    account = details.account
    spend = "" if account.spend_minor is None else figures.money(account.spend_minor, account.currency)
    pairs = (
        (translate("history", "On the board"), figures_text(details.rolled_up)),
        (translate("history", "A site of"), details.parent.name if details.parent else ""),
        (translate("history", "Sites"), sites_sentence(account)),
        (translate("history", "Spend a year"), spend),
        (translate("history", "Buys from"), account.rival),
        (translate("history", "Their contract ends"), _day(account.rival_contract_end)),
        (translate("history", "Not before"), _day(account.not_before)),
        (
            translate("history", "Asked"),
            translate("history", "not to be contacted") if account.do_not_contact else "",
        ),
        (translate("history", "Tags"), ", ".join(account.tags)),
        (translate("history", "Note"), account.note),
    )
    return Section(
        translate("history", "Facts"), tuple((label, _line(value)) for label, value in pairs if value)
    )


def _money(details: AccountDetails) -> Section:
    rows: list[tuple[date, str, str]] = []
    for quote in details.quotes:
        what = wording.word(quote.outcome) if quote.outcome else translate("history", "Quote, open")
        on = quote.closed_on or quote.sent_on
        rows.append((on, what, figures.money(quote.amount_minor, quote.currency)))
    for one in details.rounds:
        if one.outcome is RoundOutcome.WON and one.won_minor is not None and one.closed_on is not None:
            won = translate("history", "Won, round {n}").format(n=one.number)
            rows.append((one.closed_on, won, figures.money(one.won_minor, one.currency)))
    rows.sort(key=lambda row: row[0], reverse=True)
    return Section(
        translate("history", "Money"), tuple((_day(on), what, amount) for on, what, amount in rows)
    )


def _people(contacts: Sequence[tuple[Contact, Employment]]) -> Section:
    def rank(pair: tuple[Contact, Employment]) -> tuple[bool, bool, str]:
        contact, job = pair
        return job.until is not None, job.role is None, contact.name.casefold()

    rows = [
        (
            _line(wording.contact_name(contact.name)),
            _line(", ".join(filter(None, (job.title, wording.word(job.role) if job.role else "")))),
            translate("history", "left {day}").format(day=_day(job.until)) if job.until else "",
            _line(", ".join((*contact.telephones, *contact.emails))),
        )
        for contact, job in sorted(contacts, key=rank)
    ]
    return Section(translate("history", "People"), tuple(rows))


def _rounds(rounds: Sequence[Round], cards: dict[int, str]) -> Section:
    rows = []
    for one in sorted(rounds, key=lambda one: (one.closed_on or date.max, one.number), reverse=True):
        number = translate("history", "Round {n}").format(n=one.number)
        how = translate("history", "open since {day}").format(day=_day(one.opened_on))
        if one.closed_on is not None:
            how = _closed(one)
        rows.append((number, how, _line(": ".join(filter(None, (cards.get(one.pursuit_id, ""), _why(one)))))))
    return Section(translate("history", "Rounds"), tuple(rows))


def _closed(one: Round) -> str:
    day = _day(one.closed_on)
    if one.outcome is RoundOutcome.WON:
        return translate("history", "won {day}").format(day=day)
    reason = one.reason_believed or one.reason_said
    parts = [translate("history", "lost {day}").format(day=day)]
    parts += [wording.lost_on(reason)] if reason else []
    parts += [translate("history", "to {rival}").format(rival=one.rival)] if one.rival else []
    return _line(" ".join(parts))


def _why(one: Round) -> str:
    return ". ".join(filter(None, (one.reason_note.rstrip("."), one.debrief_note)))


def _moment(entry: TimelineEntry, place: int, zone: tzinfo, today: date) -> Moment:
    line = line_of(entry, zone, today)
    return Moment(
        _day(entry.day),
        _line(_clock_reset(entry) or ", ".join(filter(None, (line.title, line.chip)))),
        _line(line.body),
        _weight(entry),
        place,
        entry.kind is EntryKind.TOUCH,
    )


def _clock_reset(entry: TimelineEntry) -> str:
    """A loss, whose line on the window's timeline says the day once more."""
    if entry.kind is not EntryKind.ROUND_CLOSED or entry.round_outcome is RoundOutcome.WON:
        return ""
    parts = [translate("history", "Round {n} lost").format(n=entry.round_number or 1)]
    parts += [wording.lost_on(entry.loss_reason)] if entry.loss_reason else []
    parts += [translate("history", "to {rival}").format(rival=entry.rival)] if entry.rival else []
    return " ".join(parts)


def _weight(entry: TimelineEntry) -> int:
    """How telling it is: losses and wins, changes of people, money, meetings, answers, then the rest."""
    if entry.kind is not EntryKind.TOUCH:
        return _EVENTS.get(entry.kind, 0)
    weight = _ANSWERS.get(entry.outcome, 5) if entry.outcome else 5
    if entry.channel in _FACE_TO_FACE:
        weight = max(weight, 62)
    if entry.direction is Direction.IN:
        weight = max(weight, 50)
    return weight + (3 if entry.text or entry.subject else 0)


def _years(entries: Sequence[TimelineEntry]) -> Section:
    """Touches by year and channel; the oldest years in one line where there are many."""
    touches = [entry for entry in entries if entry.kind is EntryKind.TOUCH and entry.channel]
    years = sorted({entry.day.year for entry in touches}, reverse=True)
    last = years[MOST_YEARS - 2] if len(years) > MOST_YEARS else None
    before = translate("history", "before {year}").format(year=last) if last else ""
    tally: dict[str, Counter[Channel]] = {}
    for entry in touches:
        assert entry.channel is not None
        name = before if last and entry.day.year < last else str(entry.day.year)
        tally.setdefault(name, Counter())[entry.channel] += 1
    used = [channel for channel in Channel if any(counts[channel] for counts in tally.values())]
    header = ("", translate("history", "Touches"), *(wording.word(channel) for channel in used))
    rows = [
        (
            name,
            f"{counts.total():,}",
            *(f"{counts[channel]:,}" if counts[channel] else "" for channel in used),
        )
        for name, counts in tally.items()
    ]
    return Section(translate("history", "By year"), (header, *rows) if rows else ())


def _day(day: date | None) -> str:
    """A day with its year, whatever the year: the page is read later."""
    return figures.short_date(day, date.min) if day is not None else ""


def _line(text: str) -> str:
    """On one line, cut to what any page could show."""
    return printable(text[: 2 * LONGEST])[:LONGEST]
