"""A rhythm about to be changed, of a card, a column or a tag: how it would be, and what makes it so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dreamboard.domain.book import Book
from dreamboard.domain.forecast import with_card_rhythm, with_stage_rhythm
from dreamboard.domain.rhythm import Rhythm
from dreamboard.domain.settings import NamedRhythm, Settings
from dreamboard.services.board_settings import settings_command
from dreamboard.services.commands import Batch, Edit


@dataclass(frozen=True, slots=True)
class RhythmChange:
    """One of the three is given: a card, a column, or a tag."""

    rhythm: Rhythm
    pursuit_id: int | None = None
    stage_id: int | None = None
    tag: str = ""

    def applied(self, book: Book, settings: Settings) -> tuple[Book, Settings]:
        """Book and settings as they would be."""
        if self.pursuit_id is not None:
            return with_card_rhythm(book, (self.pursuit_id,), self.rhythm), settings
        if self.stage_id is not None:
            return with_stage_rhythm(book, self.stage_id, self.rhythm), settings
        return book, self._with_tag(settings)

    def command(self, settings: Settings) -> Edit | Batch | None:
        """What makes it so; ``None`` where it is so already."""
        values = (("ideal_days", self.rhythm.ideal), ("max_days", self.rhythm.maximum))
        if self.pursuit_id is not None:
            return Edit("Pursuit", self.pursuit_id, values)
        if self.stage_id is not None:
            return Edit("Stage", self.stage_id, values)
        return settings_command(settings, self._with_tag(settings))

    def _with_tag(self, settings: Settings) -> Settings:
        """A tag has a rhythm by its name: the one with those days, else a new one named after them."""
        ideal, maximum = self.rhythm.ideal, self.rhythm.maximum
        same = [each.name for each in settings.rhythms if (each.ideal, each.maximum) == (ideal, maximum)]
        name = same[0] if same else f"{ideal}/{maximum}"
        rhythms = settings.rhythms if same else (*settings.rhythms, NamedRhythm(name, ideal, maximum))
        others = tuple(pair for pair in settings.tag_rhythms if pair[0] != self.tag)
        return replace(settings, rhythms=rhythms, tag_rhythms=(*others, (self.tag, name)))
