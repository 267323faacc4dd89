"""How likely an outbound touch is answered, learned from the rep's own log.

A Beta-binomial, partially pooled: a weak prior for each channel, the rep's whole log on top of it, then the
account's part and the contact's, each drawn towards the level above as strongly as the log itself shows
accounts and contacts to be alike (empirical Bayes, by the method of moments). A part of the day, and a
day of the week, is proposed only when the posterior probability that it beats the rest is high enough.

Studies of the best hour disagree (from 2.6 points between hours to 164 % between best and worst), so the
prior knows no hour at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from random import Random
from typing import NamedTuple

from dreamboard.domain.book import ReachCount, ReachLog
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import TimeBand
from dreamboard.domain.values import Channel

PRIOR: Mapping[Channel, float] = {
    Channel.CALL: 0.12,
    Channel.EMAIL: 0.10,
    Channel.MEETING: 0.50,
    Channel.MESSAGE: 0.10,
    Channel.SOCIAL: 0.06,
    Channel.LETTER: 0.04,
    Channel.VISIT: 0.30,
    Channel.OTHER: 0.10,
}
"""Mean of the prior by channel: orders of magnitude, soon outvoted by the rep's own log."""
PRIOR_STRENGTH = 4.0
"""The prior weighs as much as this many touches."""
FEW_UNITS = 5
"""With fewer accounts (or contacts) than this, how alike they are cannot be told."""
USUAL_POOLING = 10.0
LEAST_POOLING, MOST_POOLING = 2.0, 200.0
GRID = 400


class Beta(NamedTuple):
    """A Beta distribution by its two counts."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """Its mean."""
        return self.a / (self.a + self.b)


class BandFound(NamedTuple):
    """A part of the day that beats the rest, with the sample sizes of both and the certainty."""

    band: TimeBand
    rest_reached: int
    rest_tried: int
    certainty: float


class WeekdayFound(NamedTuple):
    """A weekday (Monday 0) that beats the other days, with the sample sizes of both and the certainty."""

    weekday: int
    reached: int
    tried: int
    rest_reached: int
    rest_tried: int
    certainty: float


class Reach:
    """What a log teaches. Worked out when first asked for, channel by channel."""

    def __init__(self, log: ReachLog, settings: Settings) -> None:
        self._log = log
        self._settings = settings
        self._rep: dict[Channel, Beta] = {}
        self._pooling: dict[Channel, tuple[float, float]] = {}
        self._bands: dict[Channel, BandFound | None] = {}
        self._weekdays: dict[Channel, WeekdayFound | None] = {}
        self._hours: dict[Channel, dict[int, ReachCount]] = {}
        self._days: dict[Channel, dict[int, ReachCount]] = {}
        for (channel, day, hour), count in log.cells.items():
            for counts, key in ((self._hours, hour), (self._days, day)):
                known = counts.setdefault(channel, {})
                known[key] = _add(known.get(key, ReachCount()), count)

    def tried(self, channel: Channel) -> int:
        """How many touches of a channel the log holds."""
        return sum(count.tried for count in self._hours.get(channel, {}).values())

    def rep(self, channel: Channel) -> Beta:
        """The rep's posterior for a channel."""
        found = self._rep.get(channel)
        if found is None:
            total = ReachCount()
            for count in self._hours.get(channel, {}).values():
                total = _add(total, count)
            found = self._rep[channel] = _posterior(PRIOR[channel], PRIOR_STRENGTH, total)
        return found

    def posterior(self, channel: Channel, account_id: int, contact_id: int | None) -> Beta:
        """The posterior of a contact (or account) for a channel."""
        by_account, by_contact = self._poolings(channel)
        account = _posterior(
            self.rep(channel).mean, by_account, self._log.accounts.get((account_id, channel), ReachCount())
        )
        if contact_id is None:
            return account
        own = self._log.contacts.get((contact_id, channel), ReachCount())
        return _posterior(account.mean, by_contact, own)

    def chance(self, channel: Channel | None, account_id: int, contact_id: int | None) -> float:
        """The expected chance that a touch is answered; of a task that touches nobody, 1."""
        return self.posterior(channel, account_id, contact_id).mean if channel is not None else 1.0

    def explore(
        self, channels: Sequence[Channel], account_id: int, contact_id: int | None, seed: str
    ) -> Channel:
        """One of the channels by Thompson sampling: each is drawn from its posterior, the highest wins. The
        same seed gives the same channel."""
        dice = Random(seed)
        draws = []
        for place, channel in enumerate(channels):
            beta = self.posterior(channel, account_id, contact_id)
            draws.append((dice.betavariate(beta.a, beta.b), -place, channel))
        return max(draws)[2]

    def band(self, channel: Channel) -> BandFound | None:
        """The part of the day most sure to beat the rest, when it is sure enough."""
        if channel not in self._bands:
            self._bands[channel] = self._find_band(channel)
        return self._bands[channel]

    def _find_band(self, channel: Channel) -> BandFound | None:
        hours = self._hours.get(channel, {})
        if not hours:
            return None
        best: BandFound | None = None
        for start, end in self._settings.bands:
            inside, outside = ReachCount(), ReachCount()
            for hour, count in hours.items():
                if start <= hour < end:
                    inside = _add(inside, count)
                else:
                    outside = _add(outside, count)
            certainty = self._certainty(channel, inside, outside) if outside.tried else None
            if certainty is not None and (best is None or certainty > best.certainty):
                band = TimeBand(
                    time(start), time(end) if end < 24 else time(23, 59), inside.reached, inside.tried
                )
                best = BandFound(band, outside.reached, outside.tried, certainty)
        return best

    def weekday(self, channel: Channel) -> WeekdayFound | None:
        """The working day of the week most sure to beat the others, when it is sure enough."""
        if channel not in self._weekdays:
            self._weekdays[channel] = self._find_weekday(channel)
        return self._weekdays[channel]

    def _find_weekday(self, channel: Channel) -> WeekdayFound | None:
        days = self._days.get(channel, {})
        best: WeekdayFound | None = None
        for day, inside in sorted(days.items()):
            outside = ReachCount()
            for other, count in days.items():
                if other != day:
                    outside = _add(outside, count)
            if day in self._settings.weekend or not outside.tried:
                continue
            certainty = self._certainty(channel, inside, outside)
            if certainty is not None and (best is None or certainty > best.certainty):
                best = WeekdayFound(
                    day, inside.reached, inside.tried, outside.reached, outside.tried, certainty
                )
        return best

    def _certainty(self, channel: Channel, inside: ReachCount, outside: ReachCount) -> float | None:
        """How surely a part of the log beats the rest; ``None`` when not surely enough to be proposed."""
        if inside.tried < self._settings.band_least:
            return None
        mean = self.rep(channel).mean
        found = beats(_posterior(mean, PRIOR_STRENGTH, inside), _posterior(mean, PRIOR_STRENGTH, outside))
        return found if found >= self._settings.band_certainty else None

    def _poolings(self, channel: Channel) -> tuple[float, float]:
        found = self._pooling.get(channel)
        if found is None:
            mean = self.rep(channel).mean
            by_account = pooling(((c, mean) for (_, ch), c in self._log.accounts.items() if ch is channel))
            by_contact = pooling(((c, mean) for (_, ch), c in self._log.contacts.items() if ch is channel))
            found = self._pooling[channel] = (by_account, by_contact)
        return found


_latest: list[tuple[ReachLog, Settings, Reach]] = []


def learned(log: ReachLog, settings: Settings) -> Reach:
    """What a log teaches; worked out once for one and the same log, however often it is asked."""
    if not _latest or _latest[0][0] is not log or _latest[0][1] is not settings:
        _latest[:] = [(log, settings, Reach(log, settings))]
    return _latest[0][2]


def _add(one: ReachCount, other: ReachCount) -> ReachCount:
    return ReachCount(one.tried + other.tried, one.reached + other.reached)


def _posterior(mean: float, strength: float, count: ReachCount) -> Beta:
    reached = min(max(count.reached, 0), max(count.tried, 0))
    return Beta(mean * strength + reached, (1 - mean) * strength + max(count.tried, 0) - reached)


def pooling(units: Iterable[tuple[ReachCount, float]]) -> float:
    """How strongly units (accounts or contacts, each with the mean expected of it) are alike: the number of
    touches their common mean is worth, by the method of moments for a Beta-binomial."""
    scatter = expected = room = 0.0
    number = 0
    for count, mean in units:
        if count.tried < 2:
            continue
        number += 1
        spread = mean * (1 - mean)
        scatter += count.tried * (count.reached / count.tried - mean) ** 2
        expected += spread
        room += spread * (count.tried - 1)
    if number < FEW_UNITS or room <= 0:
        return USUAL_POOLING
    likeness = (scatter - expected) / room
    if likeness <= 0:
        return MOST_POOLING
    return min(MOST_POOLING, max(LEAST_POOLING, 1 / likeness - 1))


def beats(one: Beta, other: Beta) -> float:
    """The probability that a draw from one Beta is above a draw from another, by the midpoint rule over the
    part of [0, 1] that holds their mass."""
    low, high = 1.0, 0.0
    for beta in (one, other):
        spread = math.sqrt(beta.a * beta.b / ((beta.a + beta.b) ** 2 * (beta.a + beta.b + 1)))
        low = min(low, max(0.0, beta.mean - 8 * spread))
        high = max(high, min(1.0, beta.mean + 8 * spread))
    step = (high - low) / GRID
    above = below = total = total_other = 0.0
    for place in range(GRID):
        x = low + (place + 0.5) * step
        p, q = _density(one, x), _density(other, x)
        above += p * (below + q / 2)
        below += q
        total += p
        total_other += q
    return above / (total * total_other) if total > 0 and total_other > 0 else 0.5


def _density(beta: Beta, x: float) -> float:
    """Its density, but for a constant that keeps large counts from overflowing."""
    mode = min(max(beta.mean, 1e-9), 1 - 1e-9)
    log = (beta.a - 1) * math.log(x / mode) + (beta.b - 1) * math.log((1 - x) / (1 - mode))
    return math.exp(min(log, 700.0))
