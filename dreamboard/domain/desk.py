"""Money on the desk: the open quotes, how often each was followed up, and what they are worth at the rep's
own closing rate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dreamboard.domain.book import Book
from dreamboard.domain.model import Quote
from dreamboard.domain.plays.quote_follow_up import follow_ups
from dreamboard.domain.plays.view import View
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import QuoteOutcome

FEWEST_CLOSED = 10
"""Below so many closed quotes no rate is told: one more would change it by a tenth or more."""
AGE_BANDS: tuple[tuple[int, int | None], ...] = ((0, 7), (8, 30), (31, 90), (91, None))
"""Ages of open quotes in days, both ends included."""


@dataclass(frozen=True, slots=True)
class OpenQuote:
    """A quote on the desk."""

    quote: Quote
    pursuit_id: int
    account_id: int
    account: str
    age: int  # days since it went out
    follow_ups: int  # days with an outbound touch since
    last_on: date | None  # the newest of them
    quiet: int  # days since then, else since it went out


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the quotes closed won or lost were won. Withdrawn ones were nobody's answer."""

    won: int = 0
    closed: int = 0

    @property
    def known(self) -> bool:
        """Whether there are enough of them to tell a rate."""
        return self.closed >= FEWEST_CLOSED

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of none."""
        return self.won / self.closed if self.closed else 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """Quotes of an age: from and to day, how many, and the money by currency."""

    start: int
    end: int | None
    count: int
    money: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """All open quotes, the longest unchased first. Money is (minor units, currency), the largest first."""

    quotes: tuple[OpenQuote, ...]
    total: tuple[tuple[int, str], ...]
    unchased: tuple[tuple[int, str], ...]  # not followed up in the days asked for
    unchased_count: int
    unchased_days: int
    bands: tuple[Band, ...]
    rate: Rate
    worth: tuple[tuple[int, str], ...]  # at that rate; empty when it is not known


def desk_of(
    book: Book, closed: Iterable[Quote], at: datetime, settings: Settings, unchased_days: int = 7
) -> Desk:
    """The desk of the cards in a book. ``closed`` are the quotes to learn the rate from."""
    found = [each for dossier in book.dossiers for each in _open(View(dossier, at, settings))]
    found.sort(key=lambda each: (-each.quiet, -each.quote.amount_minor, each.quote.id))
    late = [each for each in found if each.quiet >= unchased_days]
    rate = closing_rate(closed)
    total = sums(found)
    worth = tuple((round(minor * rate.share), currency) for minor, currency in total) if rate.known else ()
    bands = []
    for start, end in AGE_BANDS:
        inside = [each for each in found if start <= each.age and (end is None or each.age <= end)]
        bands.append(Band(start, end, len(inside), sums(inside)))
    return Desk(tuple(found), total, sums(late), len(late), unchased_days, tuple(bands), rate, worth)


def closing_rate(quotes: Iterable[Quote]) -> Rate:
    """The rep's own rate, of all quotes ever closed."""
    outcomes = Counter(quote.outcome for quote in quotes)
    won = outcomes[QuoteOutcome.WON]
    return Rate(won, won + outcomes[QuoteOutcome.LOST])


def sums(quotes: Iterable[OpenQuote]) -> tuple[tuple[int, str], ...]:
    """Their money by currency, the largest first."""
    found: Counter[str] = Counter()
    for each in quotes:
        found[each.quote.currency] += each.quote.amount_minor
    return tuple((minor, currency) for currency, minor in found.most_common())


def _open(view: View) -> list[OpenQuote]:
    found = []
    for quote in view.open_quotes:
        if quote.closed_on is not None:
            continue
        chased = follow_ups(view, quote)
        last = max(chased, default=None)
        age = max(0, (view.today - quote.sent_on).days)
        quiet = max(0, (view.today - last).days) if last is not None else age
        found.append(
            OpenQuote(
                quote, view.pursuit.id, view.account.id, view.account.name, age, len(chased), last, quiet
            )
        )
    return found
