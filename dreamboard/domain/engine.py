"""From a book to suggestions: every play is asked, guards and feedback applied, the first of what is left
chosen, and only that one told in words.

Pure and deterministic: book, instant and settings decide, and the answer for one card is the same alone or
with the whole board. Worth compares money in plain units without conversion between currencies: it only
orders suggestions of one level and is never shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, datetime

from dreamboard.domain.book import Book, ContactAt, Dossier
from dreamboard.domain.guards import Verdict, hours, judge
from dreamboard.domain.ideas import Library
from dreamboard.domain.model import Idea, Touch
from dreamboard.domain.odds import Odds, odds_of
from dreamboard.domain.plays import PLAYS
from dreamboard.domain.plays.approach import change_of_contact, channel_for
from dreamboard.domain.plays.candidate import Candidate, Chosen
from dreamboard.domain.plays.feedback import KEEPS_THE_CARD, held_back, refused_ideas
from dreamboard.domain.plays.fresh_signals import fresh_reasons
from dreamboard.domain.plays.levels import level_of
from dreamboard.domain.plays.spread import towards
from dreamboard.domain.plays.telling import (
    after_sentence,
    band_reason,
    dress,
    follow_up_reason,
    still_ahead,
    weekday_reason,
)
from dreamboard.domain.plays.view import View
from dreamboard.domain.reach import learned
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Sentence, Suggestion
from dreamboard.domain.values import Channel, Outcome, Play, decimals_of
from dreamboard.domain.words import called, day_text, say

UNKNOWN_VALUE = 10_000.0
"""What a card without a value counts as, in units of its currency: between a small and a middling one."""
FEW_FOLLOW_UPS = 20
"""So many follow-ups in the log weigh as much as the plain order of quotes, by value and lateness."""
LEAST_PLAIN = 0.05
"""How much of the plain order stays, however much was learned: it decides between chances that are alike."""
USUAL_SIZES = 10.0
"""A quote within so many times the usual amount, either way, is of usual size."""
BEFORE_ANY_PLAN = frozenset({Play.ANSWER, Play.NEW_DECISION_MAKER})
"""What may come before a promised or named date."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with what guards and feedback made of it. ``held`` says why it is not for its own day;
    ``out`` that it cannot be proposed at all."""

    candidate: Candidate
    contact: ContactAt | None
    verdict: Verdict
    held: Sentence | None = None
    out: bool = False

    @property
    def due(self) -> date:
        """The day it is due, guards applied."""
        return self.verdict.due or self.candidate.due


@dataclass(frozen=True, slots=True)
class Considered:
    """One thing that could be proposed on a card, for "why not?". ``held`` is empty on the one proposed."""

    play: Play
    level: int
    due: date
    headline: Sentence
    held: Sentence | None
    proposed: bool


class Engine:
    """What is worked out once for a book: what its log teaches, and its ideas in order."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self.settings = settings
        self.reach = learned(book.reach, settings)
        self.odds = odds_of(book.reach.follow_ups)
        day = self.reach.weekday(Channel.CALL)
        self.weekday = day.weekday if day is not None else None
        self.library = Library(book.ideas)

    def next(self, dossier: Dossier, at: datetime) -> Suggestion | None:
        """The next suggestion of one card; ``None`` only for one that is retired or must not be touched."""
        if dossier.pursuit.retired_on is not None:
            return None
        view = View(dossier, at, self.settings, self.library)
        best = choose(weigh(view, self.weekday), view.today)
        return self._finish(view, best) if best is not None else None

    def considered(self, dossier: Dossier, at: datetime) -> list[Considered]:
        """Everything the plays could propose on a card, the chosen first, with what held the rest back."""
        view = View(dossier, at, self.settings, self.library)
        weighed = weigh(view, self.weekday)
        best = choose(weighed, view.today) if dossier.pursuit.retired_on is None else None
        found = []
        for each in sorted(weighed, key=lambda w: (w is not best, *_order(w, view.today))):
            told = self._finish(view, each)
            held = each.held or _why_not(each, best, view)
            found.append(Considered(told.play, told.level, told.due, told.headline, held, each is best))
        return found

    def _finish(self, view: View, weighed: Weighed) -> Suggestion:
        candidate, contact = weighed.candidate, weighed.contact
        due = weighed.due
        act_on = weighed.verdict.act_on or max(due, view.today)
        channel, changes = channel_for(view, candidate, contact, self.reach, due)
        idea = self._idea(view, candidate, contact)
        intent = candidate.intent
        name = called(
            contact.contact if contact else None, contact.role if contact else None, view.account.name
        )
        chosen = Chosen(view, contact, name, channel, intent, idea)
        telling = candidate.tell(chosen)
        found = self.reach.band(channel) if channel is Channel.CALL else None
        if found is not None and not still_ahead(view, found.band, act_on):
            found = None
        chance = self.reach.chance(channel, view.account.id, contact.contact.id if contact else None)
        changed = change_of_contact(view, candidate, contact)
        reasons = (*telling.reasons, *changes, *changed, *band_reason(view, channel, found))
        if channel is Channel.CALL:
            reasons += weekday_reason(view, act_on, self.reach.weekday(channel))
        reasons += fresh_reasons(view, candidate, reasons)
        if candidate.follow_up is not None and self.odds is not None:
            reasons += follow_up_reason(self.odds.like(candidate.follow_up))
        gives, asks = view.gives_and_asks
        headline, chip = dress(chosen, candidate, telling, act_on, found.band if found else None)
        return Suggestion(
            pursuit_id=view.pursuit.id,
            account_id=view.account.id,
            account_name=view.account.name,
            play=candidate.play,
            level=level_of(candidate.play),
            due=due,
            intent=intent,
            headline=headline,
            summary=telling.summary,
            chip=chip,
            reasons=reasons,
            channel=channel,
            contact_id=contact.contact.id if contact else None,
            contact_name=contact.contact.name if contact else "",
            idea_id=idea.id if idea else None,
            idea_title=idea.title if idea else "",
            quote_id=candidate.quote.id if candidate.quote else None,
            plan_id=candidate.plan.id if candidate.plan else None,
            band=found.band if found else None,
            guard=weighed.verdict.note or hours(view, channel, candidate, act_on),
            gives=gives,
            asks=asks,
            worth=worth(view, candidate, chance, self.odds, due),
            evidence=candidate.evidence,
            act_on=act_on,
            latest=max(candidate.latest or due, due),
            tier=candidate.tier,
            aside=telling.aside,
            country=view.account.country,
        )

    def _idea(self, view: View, candidate: Candidate, contact: ContactAt | None) -> Idea | None:
        if candidate.idea_id is not None:
            return self.library.get(candidate.idea_id)
        if not candidate.brings_idea:
            return None
        return self.library.best(
            view.loss_reason,
            view.industries,
            contact.role if contact else None,
            view.ideas_had | refused_ideas(view),
        )


def suggest(book: Book, at: datetime, settings: Settings) -> list[Suggestion]:
    """The next suggestion of every card in the book, ranked: what is due first, by level, tier and worth;
    then what is to come, by day. ``at`` is an aware instant."""
    engine = Engine(book, settings)
    found = [s for d in book.dossiers if (s := engine.next(d, at)) is not None]
    today = View(book.dossiers[0], at, settings).today if book.dossiers else date.min
    return sorted(found, key=lambda s: rank(s, today))


def rank(suggestion: Suggestion, today: date) -> tuple[object, ...]:
    """The order of a queue: due before not due; by level, tier, then worth. What is to come goes by day."""
    s = suggestion
    if s.due <= today:
        return (0, 0, s.level, s.tier, -s.worth, s.due.toordinal(), s.pursuit_id)
    return (1, s.due.toordinal(), s.level, s.tier, -s.worth, 0, s.pursuit_id)


def candidates(dossier: Dossier, book: Book, at: datetime, settings: Settings) -> list[Considered]:
    """Everything that could be proposed on a card and what held it back: "why not …?"."""
    return Engine(book, settings).considered(dossier, at)


def after(dossier: Dossier, touch: Touch, book: Book, at: datetime, settings: Settings) -> Sentence:
    """What follows when a touch is logged, as an outcome's button says it: "next on 4 Dec, by e-mail"."""
    logged = replace(dossier, touches=(*dossier.touches, touch))
    if touch.outcome is Outcome.STOP:
        logged = _left_alone(logged, touch.contact_id)
    return after_sentence(
        Engine(book, settings).next(logged, at), touch.contact_id, View(dossier, at, settings).today
    )


def _left_alone(dossier: Dossier, contact_id: int | None) -> Dossier:
    """The dossier after a contact, or nobody by name, asked to stop."""
    if contact_id is None:
        return replace(dossier, account=replace(dossier.account, do_not_contact=True))
    contacts = tuple(
        replace(c, contact=replace(c.contact, do_not_contact=True)) if c.contact.id == contact_id else c
        for c in dossier.contacts
    )
    return replace(dossier, contacts=contacts)


def weigh(view: View, weekday: int | None = None) -> list[Weighed]:
    """Every candidate of a card with its verdict; those that may not be proposed are marked. ``weekday`` is
    the one that the log favours (Monday 0)."""
    proposed = [towards(weekday, view, c) for propose in PLAYS for c in propose(view)]
    late = [c for c in proposed if c.expires is not None and c.expires <= view.today]
    found = [_judged(view, c, late) for c in proposed]
    reserved = [
        w
        for w in found
        if w.candidate.play in (Play.PROMISE, Play.NAMED_DATE) and not w.out and w.candidate.due > view.today
    ]
    named = view.pursuit.come_back_on
    if named is not None and named <= view.today and any(w.candidate.plan for w in reserved):
        # Their day has come and the rep planned another: that it rang out meanwhile brings nothing nearer.
        reserved = [w for w in reserved if w.candidate.plan]
    if not reserved:
        return found
    until = min(reserved, key=lambda w: w.due)
    held = say(
        "{day} is promised; until then nothing else is proposed here.", day=day_text(until.due, view.today)
    )
    return [
        w if w in reserved or w.candidate.play in BEFORE_ANY_PLAN else replace(w, held=held, out=True)
        for w in found
    ]


def _judged(view: View, candidate: Candidate, late: list[Candidate]) -> Weighed:
    contact = candidate.contact if candidate.contact_fixed else candidate.contact or view.primary
    if contact is None and view.contacts and not candidate.touches_nobody:
        # Everybody there asked to be left alone, or is marked so.
        contact = view.contacts[0]
    if candidate in late:
        return Weighed(
            candidate, contact, Verdict(candidate.due, None), say("Its time has passed."), out=True
        )
    if late and candidate.play in KEEPS_THE_CARD:
        candidate = _taking_over(view, candidate, late)
    feedback = held_back(view, candidate)
    if feedback.out:
        return Weighed(candidate, contact, Verdict(candidate.due, None), feedback.says, out=True)
    verdict = judge(view, candidate, contact, max(candidate.due, feedback.until))
    held = feedback.says
    if verdict.note is not None and (verdict.due is None or verdict.due > view.today):
        held = verdict.note.says
    return Weighed(candidate, contact, verdict, held, out=verdict.due is None)


def _taking_over(view: View, candidate: Candidate, late: list[Candidate]) -> Candidate:
    """The rhythm, due at once where a play ran out of time and nobody was touched: nothing that was due may
    quietly stop being so."""
    missed = [c.expires for c in late if c.expires and (view.last_on is None or view.last_on < c.due)]
    due = min(missed, default=candidate.due)
    return replace(candidate, due=min(candidate.due, due))


def choose(weighed: list[Weighed], today: date) -> Weighed | None:
    """What is due, by level and order; when nothing is, what comes first."""
    possible = [w for w in weighed if not w.out]
    if any(w.candidate.gives_way for w in possible) and any(_presses(w, today) for w in possible):
        possible = [w for w in possible if not w.candidate.gives_way]
    return min(possible, key=lambda w: _order(w, today)) if possible else None


def _presses(weighed: Weighed, today: date) -> bool:
    """Whether a touch is due that work which touches nobody must not keep back."""
    candidate = weighed.candidate
    if weighed.due > today:
        return False
    return candidate.play is Play.QUOTE_FOLLOW_UP or (
        candidate.play in KEEPS_THE_CARD and candidate.tier == 0
    )


def _order(weighed: Weighed, today: date) -> tuple[object, ...]:
    c = weighed.candidate
    day = weighed.due.toordinal()
    quote = c.quote.id if c.quote else 0
    if weighed.due <= today:
        return (weighed.out, 0, level_of(c.play), c.order, day, quote)
    return (weighed.out, day, level_of(c.play), c.order, 0, quote)


def _why_not(weighed: Weighed, best: Weighed | None, view: View) -> Sentence | None:
    if weighed is best:
        return None
    if view.pursuit.retired_on is not None:
        return say("The card was retired on {day}.", day=day_text(view.pursuit.retired_on, view.today))
    if weighed.due > view.today:
        return say("Not before {day}.", day=day_text(weighed.due, view.today))
    return say("Something more pressing comes first on this card.")


def worth(view: View, candidate: Candidate, chance: float, odds: Odds | None, due: date) -> float:
    """Value × chance of reaching × how far past due.

    Value counts by its root: a rep's values are estimates, and one giant must not crowd out a day. An account
    larger than known counts for more, by sites believed per site known, at most a hundredfold.

    Where the log says how follow-ups of quotes turned out, that is the chance, and it leads the more, the
    more follow-ups it rests on: value and lateness come to decide only between chances that are alike. An
    amount far from the usual still counts by its root, for as far as it is.
    """
    minor, currency = view.pursuit.value_minor, view.pursuit.currency
    if candidate.value_minor is not None:
        minor, currency = candidate.value_minor, candidate.currency
    value = minor / 10 ** decimals_of(currency) if minor is not None else UNKNOWN_VALUE
    account = view.account
    size = min(100.0, max(1.0, account.sites_believed / max(1, account.sites_known)))
    late = max(0, (view.today - due).days) / max(1, candidate.patience)
    plain = math.sqrt(max(value, 1.0) * size) * candidate.weight * (1 + late)
    if candidate.follow_up is None or odds is None:
        return plain * chance
    stays = max(LEAST_PLAIN, FEW_FOLLOW_UPS / (FEW_FOLLOW_UPS + odds.tried))
    times = max(value, 1.0) / odds.usual_amount
    unusual = max(1.0, times / USUAL_SIZES) * min(1.0, times * USUAL_SIZES)
    return float(odds.chance(candidate.follow_up) * plain**stays * unusual ** ((1 - stays) / 2))
