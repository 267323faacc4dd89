"""The rhythm of a card: ideal and maximum days between touches, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

from dreamboard.domain.values import PursuitKind, RoundOutcome, StageKind

if TYPE_CHECKING:
    from dreamboard.domain.book import Dossier
    from dreamboard.domain.settings import Settings


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days between touches: past ``ideal`` a touch is due, past ``maximum`` the card is unhealthy."""

    ideal: int
    maximum: int


class RhythmSource(StrEnum):
    """Who set a card's rhythm."""

    CARD = "card"
    STAGE = "stage"
    TAG = "tag"
    DEFAULT = "default"
    LOST = "lost"  # day 30, day 90, then quarterly


@dataclass(frozen=True, slots=True)
class CardRhythm:
    """A card's rhythm and its source. For ``LOST`` the days are those of the quarterly part."""

    rhythm: Rhythm
    source: RhythmSource


def make_rhythm(ideal: int | None, maximum: int | None) -> Rhythm | None:
    """A rhythm from what was filled in; ``None`` when nothing was.

    With one of the two only, the other follows: the maximum is half as long again as the ideal. A maximum
    below the ideal is lifted to it, and nothing is shorter than a day.
    """
    if ideal is None and maximum is None:
        return None
    if ideal is None:
        ideal = max(1, maximum * 2 // 3) if maximum is not None else 1
    ideal = max(1, ideal)
    if maximum is None:
        maximum = ideal + (ideal + 1) // 2
    return Rhythm(ideal, max(ideal, maximum))


def rhythm_of(dossier: Dossier, settings: Settings) -> CardRhythm:
    """The rhythm the rep set for the card, else the stage's, else its tag's (of several the shortest), else
    the one of lost deals, else the default of its kind of stage."""
    pursuit, stage = dossier.pursuit, dossier.stage
    own = make_rhythm(pursuit.ideal_days, pursuit.max_days)
    if own is not None:
        return CardRhythm(own, RhythmSource.CARD)
    staged = make_rhythm(stage.ideal_days, stage.max_days)
    if staged is not None:
        return CardRhythm(staged, RhythmSource.STAGE)
    if settings.tag_rhythms:
        tags = {*pursuit.tags, *dossier.account.tags}
        tagged = [settings.rhythm(name) for tag, name in settings.tag_rhythms if tag in tags]
        if tagged:
            return CardRhythm(min(tagged, key=lambda r: (r.ideal, r.maximum)), RhythmSource.TAG)
    if is_lost(dossier):
        return CardRhythm(Rhythm(settings.lost_every, settings.lost_every_max), RhythmSource.LOST)
    return CardRhythm(settings.default_rhythm(stage.kind), RhythmSource.DEFAULT)


def is_lost(dossier: Dossier) -> bool:
    """Whether the card follows the days of a lost deal: its last closed round was lost, and it is not back
    in conversation."""
    closed = [r for r in dossier.rounds if r.outcome is not None and r.closed_on is not None]
    last = max(closed, key=attrgetter("number", "id"), default=None)
    if last is None or last.outcome is not RoundOutcome.LOST:
        return False
    if dossier.stage.kind is StageKind.NOT_NOW:
        return True
    return dossier.pursuit.kind is PursuitKind.LOST_DEAL and dossier.stage.kind in (
        StageKind.DREAM_LIST,
        StageKind.PURSUING,
    )
