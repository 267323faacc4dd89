"""Where everything of a timeline row goes: measured once a width, then only painted."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from dreamboard.presentation.timeline_lines import Line
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.plain_text import cut, one_line
from dreamboard.ui.theme import Theme

FOLDED_LINES = 3
"""Lines of a note in sight before it is unfolded."""

CLIP_WIDTH = 16
"""Room for the paper clip before the names of attachments."""

_TEXT_LEFT = 28
_ICON = 20
_GAP = 4
_BELOW = 9
_CHIP_PAD = 6
_LONGEST_NOTE = 20_000
_MOST_KNOWN = 30_000


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One wrapped line of the note and its top, from the row's top."""

    text: str
    top: int


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The rectangles of one row, from the row's top left; texts are cut to them already."""

    height: int
    icon: QRect
    title: str
    title_rect: QRect
    chip_rect: QRect
    when_rect: QRect
    body: tuple[BodyLine, ...]
    body_left: int
    folded: bool  # the note goes on beyond what is shown
    foldable: bool  # it would be folded
    quiet_rect: QRect
    clip: str = ""  # names of attachments
    clip_rect: QRect = field(default_factory=QRect)  # with the paper clip left in it


@dataclass(frozen=True, slots=True)
class _Measured:
    line: Line
    width: int
    unfolded: bool
    layout: RowLayout


class RowMeasure:
    """Measures rows in the theme's fonts and remembers them by line, width and folding."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[int, _Measured] = {}
        self.refresh()
        theme.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Forget everything: the fonts are others."""
        self._known.clear()
        theme = self._theme
        self.title_font = theme.font(TextStyle.STRONG)
        self.chip_font = theme.font(TextStyle.CHIP, tabular=True)
        self.when_font = theme.font(TextStyle.SMALL, tabular=True)
        self.body_font = theme.font(TextStyle.SMALL)
        self.rule_font = theme.font(TextStyle.CHIP)
        self.rule_font.setPixelSize(theme.font(TextStyle.SMALL).pixelSize())

    def row(self, line: Line, width: int, unfolded: bool) -> RowLayout:
        """The layout of a line in a row of that width."""
        # By identity: hashing a line costs more than the rest of this, and the view asks for every row.
        known = self._known.get(id(line))
        if known is None or known.line is not line or known.width != width or known.unfolded != unfolded:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = _Measured(line, width, unfolded, self._measure(line, width, unfolded))
            self._known[id(line)] = known
        return known.layout

    def _measure(self, line: Line, width: int, unfolded: bool) -> RowLayout:
        px = self._theme.px
        left = px(_TEXT_LEFT)
        title_height = QFontMetrics(self.title_font).height()
        icon = QRect(0, max(0, (title_height - px(_ICON)) // 2), px(_ICON), px(_ICON))
        when_width = QFontMetrics(self.when_font).horizontalAdvance(line.when)
        when = QRect(width - when_width, 0, when_width, title_height)
        chip_width = self._chip_width(line)
        room = width - left - when_width - px(12) - (chip_width + px(8) if chip_width else 0)
        if line.rule:
            return self._measure_rule(line, width, title_height, unfolded)
        metrics = QFontMetrics(self.title_font)
        title = metrics.elidedText(one_line(line.title), Qt.TextElideMode.ElideRight, max(room, 0))
        title_width = metrics.horizontalAdvance(title)
        chip = QRect()
        if chip_width:
            chip_height = QFontMetrics(self.chip_font).height() + px(2)
            chip = QRect(
                left + title_width + px(8), (title_height - chip_height) // 2, chip_width, chip_height
            )
        body, bottom, foldable = self._body(line.body, width - left, title_height + px(1), unfolded)
        clip, clip_rect = self._clip(line, left, width, bottom)
        bottom = clip_rect.bottom() + 1 if clip else bottom
        bottom += px(_BELOW)
        quiet = self._quiet(line, left, width, bottom)
        return RowLayout(
            height=quiet.bottom() + px(_BELOW) if line.quiet else bottom,
            icon=icon,
            title=title,
            title_rect=QRect(left, 0, title_width + 1, title_height),
            chip_rect=chip,
            when_rect=when,
            body=body,
            body_left=left,
            folded=foldable and not unfolded,
            foldable=foldable,
            quiet_rect=quiet,
            clip=clip,
            clip_rect=clip_rect,
        )

    def _measure_rule(self, line: Line, width: int, title_height: int, unfolded: bool) -> RowLayout:
        px = self._theme.px
        left = px(_TEXT_LEFT)
        metrics = QFontMetrics(self.rule_font)
        title = metrics.elidedText(
            one_line(line.title), Qt.TextElideMode.ElideRight, width - left + px(6) - px(18)
        )
        title_width = metrics.horizontalAdvance(title)
        body, bottom, foldable = self._body(line.body, width - left, title_height + px(1), unfolded)
        bottom += px(_BELOW)
        quiet = self._quiet(line, left, width, bottom)
        return RowLayout(
            height=quiet.bottom() + px(_BELOW) if line.quiet else bottom,
            icon=QRect(),
            title=title,
            title_rect=QRect(left - px(6), 0, title_width + 1, title_height),
            chip_rect=QRect(),
            when_rect=QRect(),
            body=body,
            body_left=left,
            folded=foldable and not unfolded,
            foldable=foldable,
            quiet_rect=quiet,
        )

    def _chip_width(self, line: Line) -> int:
        if not line.chip:
            return 0
        metrics = QFontMetrics(self.chip_font)
        return metrics.horizontalAdvance(line.chip) + 2 * self._theme.px(_CHIP_PAD)

    def _clip(self, line: Line, left: int, width: int, top: int) -> tuple[str, QRect]:
        """The names of attachments on one line, and where it and its paper clip go."""
        if not line.clip:
            return "", QRect()
        metrics = QFontMetrics(self.body_font)
        room = width - left - self._theme.px(CLIP_WIDTH)
        named = metrics.elidedText(one_line(line.clip), Qt.TextElideMode.ElideRight, max(room, 0))
        return named, QRect(left, top + self._theme.px(2), width - left, metrics.height())

    def _quiet(self, line: Line, left: int, width: int, top: int) -> QRect:
        if not line.quiet:
            return QRect()
        return QRect(left, top, width - left, QFontMetrics(self.when_font).height())

    def _body(
        self, text: str, width: int, top: int, unfolded: bool
    ) -> tuple[tuple[BodyLine, ...], int, bool]:
        """The note wrapped: its lines, where they end, and whether they are more than the folded ones."""
        if not text:
            return (), top, False
        wrapped, foldable = wrap(
            cut(text, _LONGEST_NOTE), self.body_font, width, None if unfolded else FOLDED_LINES
        )
        height = QFontMetrics(self.body_font).height()
        lines = tuple(BodyLine(part, top + row * height) for row, part in enumerate(wrapped))
        return lines, top + len(lines) * height, foldable


def wrap(text: str, font: QFont, width: int, most: int | None) -> tuple[list[str], bool]:
    """The text broken into lines of a width, the last one of `most` elided when more would follow; and
    whether the text has more than `FOLDED_LINES` lines."""
    metrics = QFontMetrics(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    found: list[str] = []
    limit = most if most is not None else 10_000
    paragraphs = [part for part in text.split("\n") if part.strip()]
    for place, paragraph in enumerate(paragraphs):
        # A folded note needs no more of a long paragraph than fits into its lines.
        whole = paragraph if most is None else paragraph[: 40 * (width // 4 + 1)]
        layout = QTextLayout(whole, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, 0))
            start, length = line.textStart(), line.textLength()
            if len(found) == limit - 1 and (start + length < len(whole) or place < len(paragraphs) - 1):
                rest = whole[start:] + ("" if place == len(paragraphs) - 1 else " …")
                layout.endLayout()
                elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
                return [*found, elided if elided.endswith("…") else f"{elided} …"], True
            found.append(whole[start : start + length].rstrip())
        layout.endLayout()
    return found, len(found) > FOLDED_LINES


def rounded(rect: QRect) -> QRectF:
    """A rectangle for a frame of one pixel, sharp on the pixel grid."""
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
