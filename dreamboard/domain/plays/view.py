"""One dossier as it stands at an instant: the facts that plays ask for, each worked out once and only when
asked.

What lies after the instant does not count: a touch dated in the future is left out until its time has come.
Nothing depends on the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cached_property
from operator import attrgetter, itemgetter

from dreamboard.domain.book import ContactAt, Dossier
from dreamboard.domain.ideas import Library
from dreamboard.domain.model import Condition, Plan, Quote, Round, Signal, Touch
from dreamboard.domain.rhythm import CardRhythm, rhythm_of
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import Direction, Intent, LossReason, Outcome, Role, RoundOutcome
from dreamboard.domain.workdays import local_date, plus, working_day, zone_of

ROLE_ORDER = {
    Role.DECISION_MAKER: 0,
    Role.CHAMPION: 1,
    Role.INFLUENCER: 2,
    Role.USER: 3,
    None: 4,
    Role.INTRODUCER: 5,
    Role.GATEKEEPER: 6,
    Role.BLOCKER: 7,
}
"""Whom to turn to first."""

UNREACHED = frozenset(outcome for outcome in Outcome if not outcome.reached)

_newest = attrgetter("at", "id")
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class View:
    """A dossier at an instant. ``today`` is the rep's local day."""

    def __init__(
        self, dossier: Dossier, at: datetime, settings: Settings, library: Library | None = None
    ) -> None:
        self.dossier = dossier
        self.at = at
        self.settings = settings
        self.library = library if library is not None else Library(())
        self.today = local_date(at, settings.zone)
        self.pursuit = dossier.pursuit
        self.account = dossier.account
        self.zone = zone_of(dossier.account.time_zone, settings.zone)

    # Days

    def day_of(self, touch: Touch) -> date:
        """The rep's local day of a touch."""
        return local_date(touch.at, self.settings.zone)

    def there(self, at: datetime) -> datetime:
        """An instant by the clock where the account is; at the ends of the calendar as it is."""
        try:
            return at.astimezone(self.zone)
        except OverflowError:
            return at

    def start_of(self, day: date) -> datetime:
        """The instant at which a day of the rep's begins."""
        try:
            return datetime.combine(day, time.min, self.settings.zone).astimezone(UTC)
        except OverflowError:
            return _BEGINNING

    def working(self, day: date) -> date:
        """The day, or the next on which they work."""
        return working_day(day, self.account.country, self.settings)

    def next_working(self, day: date) -> date:
        """The first day after this one on which they work."""
        return self.working(plus(day, 1))

    # Touches

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        """All touches up to now, newest first."""
        at = self.at
        return tuple(sorted([t for t in self.dossier.touches if t.at <= at], key=_newest, reverse=True))

    @cached_property
    def last(self) -> Touch | None:
        """The newest touch."""
        return self.touches[0] if self.touches else None

    @cached_property
    def last_on(self) -> date | None:
        """The day of the newest touch."""
        return self.day_of(self.last) if self.last else None

    @cached_property
    def outbound(self) -> tuple[Touch, ...]:
        """All touches by the rep, newest first."""
        out = Direction.OUT
        return tuple([t for t in self.touches if t.direction is out])

    @cached_property
    def last_out_on(self) -> date | None:
        """The day of the rep's newest touch."""
        return self.day_of(self.outbound[0]) if self.outbound else None

    @cached_property
    def streak(self) -> tuple[Touch, ...]:
        """The rep's touches since anybody was reached or reached out, newest first."""
        into, out_of_reach = Direction.IN, UNREACHED
        found = []
        for touch in self.touches:
            if touch.direction is into or touch.outcome not in out_of_reach:
                break
            found.append(touch)
        return tuple(found)

    def since(self, day: date) -> Iterator[Touch]:
        """The touches from the start of a day on, newest first."""
        start = self.start_of(day)
        for touch in self.touches:
            if touch.at < start:
                return
            yield touch

    @cached_property
    def gives_and_asks(self) -> tuple[int, int]:
        """How many of the last outbound touches were gives, and how many asks."""
        window = self.outbound[: self.settings.gives_window]
        return (
            sum(t.intent is Intent.GIVE for t in window),
            sum(t.intent is Intent.ASK for t in window),
        )

    @property
    def may_ask(self) -> bool:
        """Whether one more ask would still stand on enough gives."""
        gives, asks = self.gives_and_asks
        return gives >= self.settings.gives_per_ask * (asks + 1)

    @cached_property
    def ideas_had(self) -> frozenset[int]:
        """The ideas this account was given."""
        return frozenset(t.idea_id for t in self.touches if t.idea_id is not None)

    # Contacts

    @cached_property
    def contacts(self) -> tuple[ContactAt, ...]:
        """Those who work there now, whom to turn to first in front; do-not-contact ones too."""
        at_account = [
            c
            for c in self.dossier.contacts
            if c.account_id == self.account.id and (c.until is None or c.until > self.today)
        ]
        if len(at_account) < 2:
            return tuple(at_account)
        # Of two decision-makers, the one who came last decides now.
        ranked = [
            ((ROLE_ORDER[c.role], -(c.since.toordinal() if c.since else 0)), c.contact.id, c)
            for c in at_account
        ]
        if len({order for order, _, _ in ranked}) == len(ranked):
            return tuple([c for _, _, c in sorted(ranked, key=itemgetter(0))])
        never = len(self.touches)
        seen: dict[int | None, int] = {}
        for place, touch in enumerate(self.touches):
            if touch.contact_id not in seen:
                seen[touch.contact_id] = place
        return tuple([c for *_, c in sorted(ranked, key=lambda r: (r[0], seen.get(r[1], never), r[1]))])

    @cached_property
    def usable(self) -> tuple[ContactAt, ...]:
        """The present contacts that may be touched, whom to turn to first in front."""
        return tuple([c for c in self.contacts if not c.contact.do_not_contact])

    @cached_property
    def unanswered_by(self) -> dict[int, int]:
        """Unanswered touches of the streak by contact; those to nobody by name go to the first contact."""
        first = self.usable[0].contact.id if self.usable else 0
        found: dict[int, int] = {}
        for touch in self.streak:
            key = touch.contact_id or first
            found[key] = found.get(key, 0) + 1
        return found

    @cached_property
    def primary(self) -> ContactAt | None:
        """Whom to turn to: the first contact with fewer than so many unanswered touches in a row, else the
        one with the fewest, of those who need not be waited for.

        That is asked of the day of the last touch: whose turn it is does not change from one day to the
        next."""
        if len(self.usable) < 2:
            return self.usable[0] if self.usable else None
        tried = [(self.unanswered_by.get(c.contact.id, 0), place) for place, c in enumerate(self.usable)]
        for count, place in tried:
            if count < self.settings.contact_after:
                return self.usable[place]
        last = self.last_on or self.today
        waits = [bool(c.contact.not_before and c.contact.not_before > last) for c in self.usable]
        return self.usable[min((waits[place], count, place) for count, place in tried)[2]]

    @cached_property
    def decision_maker(self) -> ContactAt | None:
        """The present decision-maker, do-not-contact or not."""
        return next((c for c in self.contacts if c.role is Role.DECISION_MAKER), None)

    def person(self, contact_id: int | None) -> ContactAt | None:
        """A contact by id, as this account knows them first."""
        if contact_id is None:
            return None
        known = [c for c in self.dossier.contacts if c.contact.id == contact_id]
        return min(
            known,
            key=lambda c: (c.account_id != self.account.id, c.until is not None, c.account_id, c.title),
            default=None,
        )

    @cached_property
    def industries(self) -> frozenset[str]:
        """The account's industry and tags, in lower case, as ideas are matched with them."""
        return frozenset(w.casefold() for w in (self.account.industry, *self.account.tags) if w)

    # Rounds, quotes, plans

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """By number."""
        return tuple(sorted(self.dossier.rounds, key=attrgetter("number", "id")))

    @cached_property
    def lost(self) -> Round | None:
        """The last closed round, when it was lost."""
        closed = [r for r in self.rounds if r.closed_on is not None and r.outcome is not None]
        return closed[-1] if closed and closed[-1].outcome is RoundOutcome.LOST else None

    @cached_property
    def lost_on(self) -> date | None:
        """The day of that loss. A round closed before it opened counts from the day it closed."""
        return self.lost.closed_on if self.lost else None

    @property
    def loss_reason(self) -> LossReason | None:
        """Why that round was lost: as believed, else as said."""
        return (self.lost.reason_believed or self.lost.reason_said) if self.lost else None

    @property
    def open_round(self) -> Round | None:
        """The round being played."""
        return next((r for r in reversed(self.rounds) if r.closed_on is None), None)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """What would win the open round, by position."""
        playing = self.open_round
        if playing is None:
            return ()
        mine = [c for c in self.dossier.conditions if c.round_id == playing.id]
        return tuple(sorted(mine, key=attrgetter("position", "id")))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The account's signals up to today, newest first."""
        known = [s for s in self.dossier.signals if s.on <= self.today]
        return tuple(sorted(known, key=attrgetter("on", "id"), reverse=True))

    @cached_property
    def last_effort_on(self) -> date | None:
        """The day of the newest outbound touch that was neither thanks nor an answer."""
        for touch in self.outbound:
            if touch.intent not in (Intent.THANK, Intent.REPLY):
                return self.day_of(touch)
        return None

    @cached_property
    def open_quotes(self) -> tuple[Quote, ...]:
        """Those on the desk, by date sent."""
        return tuple(
            sorted((q for q in self.dossier.quotes if q.outcome is None), key=attrgetter("sent_on", "id"))
        )

    @cached_property
    def plan(self) -> Plan | None:
        """The earliest open plan."""
        open_plans = [
            (p.on, p.id, p) for p in self.dossier.plans if p.done_on is None and p.done_touch_id is None
        ]
        return min(open_plans, key=itemgetter(0, 1))[2] if open_plans else None

    @cached_property
    def rhythm(self) -> CardRhythm:
        """The card's rhythm and where it comes from."""
        return rhythm_of(self.dossier, self.settings)
