"""Level 4, *money on the desk*: follow up a quote at day 1, 3, 7, 14 and 30, then every 30 days until it is
won, lost or withdrawn. Never fewer than five.

The days are ours: no sound study of following up quotes was found. A follow-up is a day with an outbound
touch after the quote went out: a voicemail and the e-mail that goes with it are one. One made late moves the
next by the same gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from dreamboard.domain.follow_ups import amount_of, cell
from dreamboard.domain.model import Quote
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Direction, Intent, Play
from dreamboard.domain.words import (
    IDEA_WORDS,
    ago_text,
    counted,
    day_text,
    days_text,
    long_text,
    money_text,
    quoted,
    say,
)
from dreamboard.domain.workdays import plus


def propose(view: View) -> Iterator[Candidate]:
    """One follow-up for every quote on the desk."""
    for quote in view.open_quotes:
        if quote.sent_on > view.today:
            continue
        chased = follow_ups(view, quote)
        due = due_day(view, quote, chased)
        yield Candidate(
            Play.QUOTE_FOLLOW_UP,
            due,
            Intent.ASK if view.may_ask else Intent.GIVE,
            f"quote {quote.id} {len(chased)}",
            partial(_tell, quote=quote, chased=chased),
            brings_idea=not view.may_ask,
            value_minor=quote.amount_minor,
            currency=quote.currency,
            patience=3,
            quote=quote,
            follow_up=cell(
                len(chased),
                (view.today - max(chased, default=quote.sent_on)).days,
                (view.today - quote.sent_on).days,
                amount_of(quote),
            ),
        )


def follow_ups(view: View, quote: Quote) -> dict[date, tuple[int, ...]]:
    """The days on which a quote was followed up, newest first, with the ids of the touches."""
    found: dict[date, tuple[int, ...]] = {}
    for touch in view.since(plus(quote.sent_on, 1)):
        if touch.direction is Direction.OUT and touch.quote_id in (None, quote.id):
            day = view.day_of(touch)
            found[day] = (*found.get(day, ()), touch.id)
    return found


def due_day(view: View, quote: Quote, chased: dict[date, tuple[int, ...]]) -> date:
    """When the next follow-up is due."""
    days, done = view.settings.quote_days, len(chased)
    if not done:
        return plus(quote.sent_on, days[0])
    last = max(chased)
    if done >= len(days):
        return plus(last, view.settings.quote_every)
    return max(plus(quote.sent_on, days[done]), plus(last, days[done] - days[done - 1]))


def _tell(chosen: Chosen, quote: Quote, chased: dict[date, tuple[int, ...]]) -> Telling:
    view = chosen.view
    today = view.today
    amount = money_text(quote.amount_minor, quote.currency)
    touches = tuple(sorted(i for ids in chased.values() for i in ids))
    out = (today - quote.sent_on).days
    went = say("The quote of {amount} went out {when}.", amount=amount, when=ago_text(quote.sent_on, today))
    rests = Evidence(quotes=(quote.id,))
    reasons = [Reason(went, rests)]
    fewest = len(view.settings.quote_days)
    if not chased:
        reasons.append(Reason(say("Nobody has followed it up yet."), rests))
    else:
        made = say(
            "{count} so far, the last {when}; a quote gets at least {fewest}.",
            count=counted(len(chased), "follow-up", "follow-ups"),
            when=ago_text(max(chased), today),
            fewest=str(fewest),
        )
        if len(chased) >= fewest:
            made = say(
                "{count} so far, the last {when}; it stays on the desk until it has an answer.",
                count=counted(len(chased), "follow-up", "follow-ups"),
                when=ago_text(max(chased), today),
            )
        reasons.append(Reason(made, Evidence(touches=touches, quotes=(quote.id,))))
    ended = quote.valid_until is not None and quote.valid_until < today
    if quote.valid_until is not None:
        left = (quote.valid_until - today).days
        until = day_text(quote.valid_until, today)
        if ended:
            reasons.append(Reason(say("It was valid until {until}.", until=until), rests))
        elif left <= 14:
            reasons.append(
                Reason(
                    say("It is valid until {until}, for {left} more.", until=until, left=days_text(left))
                    if left
                    else say("Today is the last day it is valid."),
                    rests,
                )
            )
    if ended:
        summary = say("Offer to renew the quote of {amount}; its time has run out.", amount=amount)
    elif chosen.intent is Intent.ASK:
        summary = say("Ask how the quote of {amount} stands and what is still missing.", amount=amount)
    elif chosen.idea is not None:
        summary = say(
            "See that the quote of {amount} answers everything, and bring the {kind} “{title}”.",
            amount=amount,
            kind=IDEA_WORDS[chosen.idea.kind],
            title=quoted(chosen.idea.title),
        )
    else:
        summary = say(
            "See that the quote of {amount} answers everything; offer help before asking.", amount=amount
        )
    return Telling(
        summary,
        tuple(reasons),
        aside=say("{amount}, {days}", amount=amount, days=long_text(max(out, 0))),
        chip=say("Chase quote"),
    )
