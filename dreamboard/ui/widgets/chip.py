"""A small coloured word or two."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from dreamboard.presentation.tone import Tone
from dreamboard.ui.plain_text import PlainLabel


class Chip(PlainLabel):
    """A few words on a soft ground. The words say what the tone says."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("tone", tone.value)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    @property
    def tone(self) -> Tone:
        """What the colour says."""
        return Tone(self.property("tone"))

    def set_tone(self, tone: Tone) -> None:
        """Takes another tone."""
        if tone is not self.tone:
            self.setProperty("tone", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)
