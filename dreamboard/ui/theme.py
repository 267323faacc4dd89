"""The look of the program: colours, fonts and style sheet, following the system or the rep's choice."""

from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from dreamboard.ui.fonts import TextStyle, font_for, load_shipped_fonts
from dreamboard.ui.resources import resource_path
from dreamboard.ui.tokens import Tokens, tokens_for

SMALLEST_SCALE = 0.75
LARGEST_SCALE = 2.5


class SchemeChoice(StrEnum):
    """Which colours the rep asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ContrastChoice(StrEnum):
    """Whether the rep asked for high contrast."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class Theme(QObject):
    """The one holder of tokens and fonts; `changed` says that every painted thing must be painted anew."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        scheme: SchemeChoice = SchemeChoice.SYSTEM,
        contrast: ContrastChoice = ContrastChoice.SYSTEM,
        text_scale: float = 1.0,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._hints = application.styleHints()
        self._scheme = scheme
        self._contrast = contrast
        self._text_scale = _within_limits(text_scale)
        self._families = load_shipped_fonts()
        application.setStyle("Fusion")
        self._tokens = self._wanted_tokens()
        self._put_on()
        self._hints.colorSchemeChanged.connect(self._refresh)
        _on_contrast_change(self._hints, self)
        self._tell_system(scheme)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def scheme(self) -> SchemeChoice:
        """What the rep chose, which may be to follow the system."""
        return self._scheme

    @property
    def contrast(self) -> ContrastChoice:
        """What the rep chose, which may be to follow the system."""
        return self._contrast

    @property
    def text_scale(self) -> float:
        """How much larger than drawn the text is; 1 is as drawn."""
        return self._text_scale

    def font(self, style: TextStyle, *, tabular: bool = False) -> QFont:
        """The font of a style at the text scale in force."""
        return font_for(style, self._families, self._text_scale, tabular=tabular)

    def px(self, length: float) -> int:
        """A length drawn for text scale 1, in device independent pixels at the scale in force."""
        return round(length * self._text_scale)

    def colour(self, name: str) -> QColor:
        """A token by its name, as a colour to paint with."""
        return QColor(self._tokens.colours()[name])

    def choose(
        self,
        scheme: SchemeChoice | None = None,
        contrast: ContrastChoice | None = None,
        text_scale: float | None = None,
    ) -> None:
        """Changes what is given and leaves the rest."""
        if scheme is not None and scheme is not self._scheme:
            self._scheme = scheme
            self._tell_system(scheme)
        if contrast is not None:
            self._contrast = contrast
        scaled = text_scale is not None and _within_limits(text_scale) != self._text_scale
        if text_scale is not None:
            self._text_scale = _within_limits(text_scale)
        self._refresh(scaled=scaled)

    def _tell_system(self, scheme: SchemeChoice) -> None:
        """Title bars and native dialogs follow the choice where the system lets them."""
        schemes = {SchemeChoice.LIGHT: Qt.ColorScheme.Light, SchemeChoice.DARK: Qt.ColorScheme.Dark}
        self._hints.setColorScheme(schemes.get(scheme, Qt.ColorScheme.Unknown))

    def _wanted_tokens(self) -> Tokens:
        follows = self._scheme is SchemeChoice.SYSTEM
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark if follows else self._scheme == "dark"
        follows = self._contrast is ContrastChoice.SYSTEM
        high = _system_wants_contrast(self._hints) if follows else self._contrast == "high"
        return tokens_for(dark=dark, high_contrast=high)

    def _refresh(self, *_: object, scaled: bool = False) -> None:
        tokens = self._wanted_tokens()
        if tokens == self._tokens and not scaled:
            return
        self._tokens = tokens
        self._put_on()
        self.changed.emit()

    def _put_on(self) -> None:
        self._application.setFont(self.font(TextStyle.BASE))
        self._application.setPalette(palette_for(self._tokens))
        self._application.setStyleSheet(style_sheet_for(self._tokens, self._text_scale))


def palette_for(tokens: Tokens) -> QPalette:
    """A palette with every role set, so that nothing of the system's own colours shows through."""
    palette = QPalette()
    role = QPalette.ColorRole
    for names, colour in (
        ((role.Window, role.AlternateBase), tokens.window),
        ((role.Base, role.Button, role.ToolTipBase), tokens.panel),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), tokens.ink),
        ((role.PlaceholderText,), tokens.muted),
        ((role.Highlight, role.Accent), tokens.fill),
        ((role.HighlightedText,), tokens.on_fill),
        ((role.Link, role.LinkVisited), tokens.accent),
        ((role.Light, role.Midlight), tokens.panel),
        ((role.Mid, role.Dark), tokens.line),
        ((role.Shadow,), tokens.faint),
    ):
        for name in names:
            palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.faint))
    return palette


def style_sheet_for(tokens: Tokens, text_scale: float) -> str:
    """The style sheet with its colours and its font sizes filled in."""
    sizes = {f"{style.name.lower()}_px": str(round(style.value[0] * text_scale)) for style in TextStyle}
    dark_on_light = tokens.dark and tokens.high_contrast
    images = {
        "images": resource_path("styles").as_posix(),
        "check": "check-black" if dark_on_light else "check-white",
    }
    return _sheet().substitute(tokens.colours() | sizes | images)


@cache
def _sheet() -> Template:
    return Template(resource_path("styles", "dreamboard.qss").read_text(encoding="utf-8"))


def _within_limits(scale: float) -> float:
    return min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)


def _system_wants_contrast(hints: QStyleHints) -> bool:
    """Qt tells what the system prefers from 6.10 on; before that only the rep's own choice counts."""
    if not hasattr(hints, "accessibility"):
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _on_contrast_change(hints: QStyleHints, theme: Theme) -> None:
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(theme._refresh)
