"""A board in the plainest words: what the state machine expects the real one to say."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class PlainCard:
    """A card as a rep would describe it."""

    account: int
    stage: int
    rounds: list[str] = field(default_factory=lambda: ["open"])
    plan: tuple[date, bool] | None = None  # when, and whether it was promised
    quotes: set[int] = field(default_factory=set)  # those on the desk
    conditions: int = 0
    feedback: int = 0
    retired: bool = False


@dataclass
class PlainBoard:
    """The columns from top to bottom, the cards, the touches (account and card of each), the trash."""

    columns: dict[int, list[int]]
    cards: dict[int, PlainCard] = field(default_factory=dict)
    touches: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    signals: int = 0
    trash: dict[int, "PlainTrash"] = field(default_factory=dict)

    def on_board(self) -> list[int]:
        """The cards that are not retired."""
        return [one for one, card in self.cards.items() if not card.retired]

    def accounts(self) -> list[int]:
        """The accounts that have cards."""
        return sorted({card.account for card in self.cards.values()})

    def put(self, moving: list[int], stage: int, above: int | None, below: int | None) -> None:
        """Cards between two neighbours, together and in this order."""
        column = self.columns[stage]
        if above in column:
            at = column.index(above) + 1
        elif below in column:
            at = column.index(below)
        else:
            at = len(column)
        before = [one for one in column[:at] if one not in moving]
        after = [one for one in column[at:] if one not in moving]
        for other in self.columns.values():
            other[:] = [one for one in other if one not in moving]
        self.columns[stage] = [*before, *moving, *after]
        for one in moving:
            self.cards[one].stage = stage

    def take_off(self, card_ids: list[int]) -> dict[int, PlainCard]:
        """Cards away; their touches stay with the account."""
        gone = {one: self.cards.pop(one) for one in card_ids}
        for column in self.columns.values():
            column[:] = [one for one in column if one not in gone]
        for touch, (account, card) in self.touches.items():
            if card in gone:
                self.touches[touch] = (account, None)
        return gone

    def merge_accounts(self, keep: int, gone: list[int]) -> None:
        """What was of one of several accounts is of one, in the trash too; cards stand where they stood."""
        for held in (self, *self.trash.values()):
            for card in held.cards.values():
                card.account = keep if card.account in gone else card.account
            for touch, (account, card_id) in held.touches.items():
                held.touches[touch] = (keep if account in gone else account, card_id)

    def touches_of(self, card: int) -> list[int]:
        """The ids of the touches of a card."""
        return [touch for touch, (_, of_card) in self.touches.items() if of_card == card]


@dataclass
class PlainTrash:
    """What one trash item would bring back."""

    cards: dict[int, PlainCard] = field(default_factory=dict)
    touches: dict[int, tuple[int, int | None]] = field(default_factory=dict)  # deleted ones
    mentions: dict[int, int] = field(default_factory=dict)  # touches that only lost their card
    plan: tuple[int, tuple[date, bool]] | None = None  # card, and its plan
    quote: tuple[int, int] | None = None  # card, and its quote
    signals: int = 0
