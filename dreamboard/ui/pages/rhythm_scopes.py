"""What a rhythm can be tried on: the card in hand, each column, each tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Stage
from dreamboard.domain.rhythm import Rhythm, make_rhythm
from dreamboard.domain.settings import Settings
from dreamboard.services.read_models import CardView
from dreamboard.services.rhythm_change import RhythmChange
from dreamboard.ui.pages.workload_window import Scope

translate = QCoreApplication.translate


def scopes(
    card: CardView | None,
    card_rhythm: Rhythm | None,
    stages: Iterable[Stage],
    tags: Sequence[str],
    settings: Settings,
) -> list[Scope]:
    """The card first, where one is in hand, then the columns in order, then the tags."""
    found = []
    if card is not None and card_rhythm is not None:
        found.append(
            Scope(card.account, lambda rhythm: RhythmChange(rhythm, pursuit_id=card.id), card_rhythm)
        )
    for stage in sorted(stages, key=lambda each: each.position):
        rhythm = make_rhythm(stage.ideal_days, stage.max_days) or settings.default_rhythm(stage.kind)
        found.append(_stage_scope(stage, rhythm))
    named = dict(settings.tag_rhythms)
    return [*found, *(_tag_scope(tag, settings.rhythm(named.get(tag, "dream A"))) for tag in tags)]


def _stage_scope(stage: Stage, rhythm: Rhythm) -> Scope:
    name = translate("scopes", "cards in “{column}”").format(column=stage.name)
    return Scope(name, lambda wanted: RhythmChange(wanted, stage_id=stage.id), rhythm)


def _tag_scope(tag: str, rhythm: Rhythm) -> Scope:
    name = translate("scopes", "cards with the tag “{tag}”").format(tag=tag)
    return Scope(name, lambda wanted: RhythmChange(wanted, tag=tag), rhythm)
