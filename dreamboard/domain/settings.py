"""Every default the rules use, as data that a rep can change.

Where a default comes from is told in ``DEFAULTS_FROM``, in words that a settings page can show.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, time, tzinfo
from typing import Any, Self

from dreamboard.domain.errors import BadInput
from dreamboard.domain.rhythm import Rhythm
from dreamboard.domain.values import StageKind

MOST = 100_000
"""No number of days or touches is larger: dates would leave the calendar."""


def no_holidays(day: date, country: str) -> bool:
    """The calendar of a place without public holidays: what is used until ``app`` gives a real one."""
    return False


@dataclass(frozen=True, slots=True)
class NamedRhythm:
    """A rhythm with the name the rep picks it by."""

    name: str
    ideal: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What a rep can change about the rules. Days are calendar days unless said otherwise."""

    # Rhythm
    rhythms: tuple[NamedRhythm, ...] = (
        NamedRhythm("weekly", 7, 10),
        NamedRhythm("hot", 14, 21),
        NamedRhythm("dream A", 30, 45),
        NamedRhythm("dream B", 60, 90),
        NamedRhythm("far", 120, 180),
    )
    default_rhythms: tuple[tuple[StageKind, str], ...] = (
        (StageKind.DREAM_LIST, "dream B"),
        (StageKind.PURSUING, "dream A"),
        (StageKind.IN_CONVERSATION, "hot"),
        (StageKind.PROPOSAL_OUT, "hot"),
        (StageKind.NOT_NOW, "dream B"),
        (StageKind.WON, "dream B"),
    )
    tag_rhythms: tuple[tuple[str, str], ...] = ()  # tag -> name of a rhythm
    fuzz_percent: int = 5  # of the ideal: how far due dates that nobody chose are spread
    groundwork_gap: int = 2  # days after a touch before groundwork is proposed
    groundwork_days: int = 7  # for groundwork, before a card is first touched
    new_idea_gap: int = 14  # days after a touch before a new idea is a reason for one
    # After a loss
    lost_days: tuple[int, ...] = (30, 90)
    lost_every: int = 90
    lost_every_max: int = 120
    lost_served: int = 7  # a touch this many days before one of those days stands for it
    debrief_from: int = 7
    debrief_to: int = 10
    debrief_until: int = 30
    debrief_again: int = 7
    first_move_months: int = 12
    # Decision-makers and contracts
    newcomer_days: int = 14
    leaver_days: int = 90
    contract_days: tuple[int, ...] = (180, 90, 45)
    signal_days: int = 60  # so long a price rise, news or a reorganisation is told
    # Quotes
    quote_days: tuple[int, ...] = (1, 3, 7, 14, 30)
    quote_every: int = 30
    # Channel, idea, ask
    channel_after: int = 2
    contact_after: int = 6
    gives_per_ask: int = 3
    gives_window: int = 8
    band_certainty: float = 0.8
    band_least: int = 5  # touches a part of the day must have seen
    bands: tuple[tuple[int, int], ...] = ((8, 10), (10, 12), (12, 14), (14, 16), (16, 18))  # hours
    # Guards
    caps: tuple[tuple[int, int], ...] = ((2, 14), (6, 90))  # proactive touches per contact in so many days
    weekend: tuple[int, ...] = (5, 6)  # Monday 0
    quiet_before: time = time(8)
    quiet_from: time = time(18)
    # The day
    day_cap: int = 10
    play_cap: int = 3
    # The rep
    country: str = ""  # ISO 3166-1 alpha-2, for accounts that have none
    zone: tzinfo = UTC
    is_holiday: Callable[[date, str], bool] = no_holidays

    def rhythm(self, name: str) -> Rhythm:
        """A rhythm by name; "dream B" for a name that no longer exists."""
        for known in self.rhythms:
            if known.name == name:
                return Rhythm(known.ideal, known.maximum)
        return Rhythm(60, 90)

    def default_rhythm(self, kind: StageKind) -> Rhythm:
        """The rhythm of cards in a kind of stage, when nobody set one."""
        return self.rhythm(next((name for known, name in self.default_rhythms if known is kind), "dream B"))

    def to_json(self) -> dict[str, Any]:
        """What differs from the defaults, as JSON data. Zone and holidays belong to the machine: left out."""
        fresh = Settings()
        return {
            name: _plain(getattr(self, name)) for name in _KEPT if getattr(self, name) != getattr(fresh, name)
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], base: Self | None = None) -> Self:
        """Settings from what ``to_json`` gave, over ``base`` (which brings zone and holidays).

        An unknown name is passed over, as from a newer program. Raises ``BadInput`` naming the setting whose
        value cannot be used.
        """
        start = base if base is not None else cls()
        if not isinstance(data, Mapping):
            raise BadInput(f"The settings cannot be read: {_short(data)} is no list of names and values.")
        found: dict[str, Any] = {}
        for name in _KEPT:
            if name in data:
                try:
                    found[name] = _READERS.get(name, _same_type(getattr(start, name)))(data[name])
                except (TypeError, ValueError, KeyError, OverflowError) as error:
                    raise BadInput(f"The setting “{name}” cannot be read: {_short(data[name])}.") from error
        return dataclasses.replace(start, **found)


def _plain(value: object) -> object:
    """JSON data of one value."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, NamedRhythm):
        return [value.name, value.ideal, value.maximum]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _same_type(default: object) -> Callable[[Any], object]:
    """A reader that takes only values like the default, no negative numbers and none beyond ``MOST``."""

    def read(value: Any) -> object:
        if isinstance(default, str):
            return str(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        if not 0 <= value <= MOST:  # nor what is no number
            raise ValueError
        return int(value) if isinstance(default, int) else float(value)

    return read


def _short(value: object) -> str:
    """A value that cannot be read, as a sentence names it."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


def _days(value: Any) -> tuple[int, ...]:
    days = tuple(int(day) for day in value)
    if any(not 0 <= day <= MOST for day in days):
        raise ValueError
    return days


def _time(value: Any) -> time:
    """A time of day on the clock of whoever is meant: it has no zone of its own."""
    read = time.fromisoformat(value)
    if read.tzinfo is not None:
        raise ValueError
    return read


def _days_and_more(value: Any) -> tuple[int, ...]:
    days = tuple(sorted(set(_days(value))))
    if not days:
        raise ValueError
    return days


def _weekend(value: Any) -> tuple[int, ...]:
    days = tuple(sorted(set(_days(value))))
    if any(day > 6 for day in days) or len(days) > 6:
        raise ValueError
    return days


def _bands(value: Any) -> tuple[tuple[int, int], ...]:
    bands = tuple((int(start), int(end)) for start, end in value)
    if any(not 0 <= start < end <= 24 for start, end in bands):
        raise ValueError
    return bands


def _caps(value: Any) -> tuple[tuple[int, int], ...]:
    caps = tuple((int(count), int(days)) for count, days in value)
    if any(not 1 <= number <= MOST for cap in caps for number in cap):
        raise ValueError
    return caps


def _rhythms(value: Any) -> tuple[NamedRhythm, ...]:
    rhythms = tuple(NamedRhythm(str(name), int(ideal), int(maximum)) for name, ideal, maximum in value)
    if any(not 1 <= rhythm.ideal <= rhythm.maximum <= MOST for rhythm in rhythms):
        raise ValueError
    return rhythms


_READERS: Mapping[str, Callable[[Any], object]] = {
    "rhythms": _rhythms,
    "default_rhythms": lambda value: tuple((StageKind(kind), str(name)) for kind, name in value),
    "tag_rhythms": lambda value: tuple((str(tag), str(name)) for tag, name in value),
    "lost_days": _days,
    "contract_days": lambda value: tuple(sorted(_days(value), reverse=True)),
    "quote_days": _days_and_more,
    "bands": _bands,
    "caps": _caps,
    "weekend": _weekend,
    "quiet_before": _time,
    "quiet_from": _time,
}

_KEPT = tuple(
    field.name for field in dataclasses.fields(Settings) if field.name not in ("zone", "is_holiday")
)

DEFAULTS_FROM: Mapping[str, str] = {
    "rhythms": "Asked for in trackers of personal contact managers for years; the figures are ours.",
    "lost_days": "Published care steps after a loss, and stories of won-back deals. Science on win-back is "
    "about lost customers; that it holds for lost bids is an inference.",
    "debrief_from": "Published care steps after a loss.",
    "quote_days": "Our own choice: no sound study of following up quotes was found. Your own log is "
    "measured instead.",
    "channel_after": "Our own choice, after a vendor’s figures on calls and an analysis of over 300 million "
    "calls, where a voicemail lowered later answers and raised e-mail replies.",
    "gives_per_ask": "Our own choice: practitioners ask for it, no study stands behind it.",
    "caps": "After a study of 1,162 customers of a car dealer over 39 months (Journal of Marketing, 2011): "
    "response rises with contact, peaks, then turns. Consumers, not companies: take it as a caution.",
    "band_certainty": "Studies of the best hour disagree, so an hour is proposed only when your own log "
    "carries it.",
    "day_cap": "Our own choice: as many as a day bears beside everything else.",
}
"""Where the defaults come from, in plain words; what is not listed is ours."""
