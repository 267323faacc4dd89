"""Which cards are in sight: by kind, by tags, by words."""

from __future__ import annotations

from dataclasses import dataclass

from dreamboard.domain.text import fold
from dreamboard.domain.values import PursuitKind
from dreamboard.services.read_models import CardView


@dataclass(frozen=True, slots=True)
class CardFilter:
    """A kind (none: both), tags (a card has every one of them), and words (a card holds every one)."""

    kind: PursuitKind | None = None
    tags: frozenset[str] = frozenset()
    text: str = ""

    @property
    def active(self) -> bool:
        """Whether it can hide anything."""
        return bool(self.kind or self.tags or self.text.strip())


def searched_text(card: CardView) -> str:
    """What the words of a filter are looked for in, folded: worked out once a card, not at every letter."""
    parts = (
        card.account,
        card.title,
        card.decision_maker,
        card.decision_maker_title,
        card.lost_to,
        card.plan_text,
        *card.tags,
    )
    return fold(" ".join(parts))


def accepts(wanted: CardFilter, words: tuple[str, ...], card: CardView, searched: str) -> bool:
    """Whether a card is in sight. ``words`` are those of the filter, folded; ``searched`` is its
    ``searched_text``."""
    return (
        (wanted.kind is None or card.kind is wanted.kind)
        and wanted.tags.issubset(card.tags)
        and all(word in searched for word in words)
    )
