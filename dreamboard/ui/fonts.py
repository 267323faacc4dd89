"""The faces: Inter is shipped, and the system's own face stands behind it."""

from collections.abc import Sequence
from enum import Enum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from dreamboard.ui.resources import resource_path

_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
_TABULAR = QFont.Tag("tnum")


class TextStyle(Enum):
    """A size in pixels at text scale 1, and a weight."""

    BASE = (13, QFont.Weight.Normal)
    MEDIUM = (13, QFont.Weight.Medium)
    STRONG = (13, QFont.Weight.DemiBold)
    SMALL = (12, QFont.Weight.Normal)
    CHIP = (11, QFont.Weight.DemiBold)
    TITLE = (17, QFont.Weight.DemiBold)


@cache
def load_shipped_fonts() -> tuple[str, ...]:
    """Registers the shipped faces with the application; the families to ask for, best first."""
    system = tuple(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families())
    loaded = [QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) for name in _FILES]
    return ("Inter", *system) if all(face >= 0 for face in loaded) else system


def font_for(style: TextStyle, families: Sequence[str], scale: float, *, tabular: bool = False) -> QFont:
    """The font of a style at a text scale; `tabular` gives figures of one width, for money and dates."""
    size, weight = style.value
    font = QFont(families)
    font.setPixelSize(max(1, round(size * scale)))
    font.setWeight(weight)
    # Full hinting closes the gap below the dot of a semibold i.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if tabular:
        font.setFeature(_TABULAR, 1)
    return font
