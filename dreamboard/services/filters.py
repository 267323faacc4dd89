"""Which cards are shown: by kind, by tags, by text. The board and the command line filter alike."""

from __future__ import annotations

from dataclasses import dataclass

from dreamboard.domain.text import holds_words
from dreamboard.domain.values import PursuitKind
from dreamboard.services.read_models import CardView


@dataclass(frozen=True, slots=True)
class CardFilter:
    """What a shown card has: the kind, all of the tags, all of the words. Empty asks for nothing."""

    kind: PursuitKind | None = None
    tags: frozenset[str] = frozenset()
    text: str = ""

    @property
    def everything(self) -> bool:
        """Whether it leaves no card out."""
        return self.kind is None and not self.tags and not self.text.strip()

    def shows(self, card: CardView) -> bool:
        """Whether a card is shown. Words may stand in any order, and are found in what the card says: its
        account, title, decision-maker, rival and tags, whatever their case and accents."""
        if self.kind is not None and card.kind is not self.kind:
            return False
        if not self.tags <= set(card.tags):
            return False
        said = (
            card.account,
            card.title,
            card.decision_maker,
            card.decision_maker_title,
            card.lost_to,
            *card.tags,
        )
        return not self.text or holds_words("\n".join(said), self.text)
