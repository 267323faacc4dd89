"""What a colour says, before there are colours."""

from enum import StrEnum


class Tone(StrEnum):
    """What a chip, a bar or a word says by its colour. The words beside it say the same."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    DUE = "due"
    OVERDUE = "overdue"
    GOOD = "good"
    LOST = "lost"
