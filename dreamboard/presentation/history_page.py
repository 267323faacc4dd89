"""An account's history drawn on one page, A4 or Letter, as PDF: text in the shipped face, to be selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from dreamboard.domain.errors import Refused
from dreamboard.presentation.history import History, Section

_DPI: Final = 1200
"""Dots of the device; the page is laid out in points, 72 to the inch."""
_EDGE: Final = 42.0
_GAP: Final = 18.0
_LINE: Final = 12.6
_INK, _MUTED, _RULE = QColor("#22252B"), QColor("#6E7178"), QColor("#E5E2DB")
_SMALL, _LONG_TITLE, _TITLE = 8, 11, 17
_NAME_LINES: Final = 4
_MOST: Final = {"facts": 9, "money": 5, "next": 3, "people": 8, "rounds": 7}
"""Lines of each part; what is more is counted below them."""
_LETTER: Final = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where paper is Letter (Unicode CLDR, paper size); A4 elsewhere."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def paper_of(territory: str) -> QPageSize.PageSizeId:
    """The usual paper of a country, by its two letters."""
    return QPageSize.PageSizeId.Letter if territory in _LETTER else QPageSize.PageSizeId.A4


def history_pdf(history: History, families: Sequence[str], paper: QPageSize.PageSizeId) -> bytes:
    """The page as a PDF file. Needs an application for its fonts; any thread."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(history.name)
    writer.setCreator("Dreamboard")
    writer.setResolution(_DPI)
    none = QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, none))
    size = QPageSize.size(paper, QPageSize.Unit.Point)
    painter = QPainter()
    if not painter.begin(writer):
        raise Refused("The page could not be drawn.")
    try:
        painter.scale(_DPI / 72, _DPI / 72)
        _Page(painter, families, size.width(), size.height()).draw(history)
    finally:
        painter.end()
    data: QByteArray = buffer.data()
    return bytes(data.data())


class _Page:
    """Draws from the top down, in points; ``_y`` is where the next thing goes."""

    def __init__(self, painter: QPainter, families: Sequence[str], width: float, height: float) -> None:
        self._painter = painter
        self._width = width - 2 * _EDGE
        self._bottom = height - _EDGE
        self._y = _EDGE
        self._plain = _font(families, _SMALL)
        # Figures of one width stand below each other; in words they would leave gaps around a hyphen.
        self._tabular = _font(families, _SMALL)
        self._tabular.setFeature(QFont.Tag("tnum"), 1)
        self._strong = _font(families, _SMALL, QFont.Weight.DemiBold)
        self._title = _font(families, _TITLE, QFont.Weight.DemiBold)
        self._long = _font(families, _LONG_TITLE, QFont.Weight.DemiBold)

    def draw(self, history: History) -> None:
        """Everything, on this one page."""
        self._head(history)
        self._pair(history)
        people = (0.20, 0.28, 0.14, 0.38)
        self._table(history.people.first(_MOST["people"]), people)
        self._table(history.rounds.first(_MOST["rounds"]), (0.10, 0.42, 0.48))
        self._moments(history)

    def _head(self, history: History) -> None:
        made = QFontMetricsF(self._plain).horizontalAdvance(history.made)
        room = self._width - made - _GAP
        self._text(_EDGE, self._y + 6, self._width, history.made, self._plain, _MUTED, _RIGHT)
        if QFontMetricsF(self._title).horizontalAdvance(history.name) <= room:
            self._text(_EDGE, self._y, room, history.name, self._title, height=22)
            self._y += 23
        else:
            self._long_name(history.name, room)
        if history.lead:
            self._text(_EDGE, self._y, self._width, history.lead, self._plain, _MUTED)
            self._y += _LINE
        self._rule()

    def _long_name(self, name: str, width: float) -> None:
        """In smaller letters, on as many lines as the longest name takes."""
        # A line may end up to a word short; what would not fit then is cut before.
        metrics = QFontMetricsF(self._long)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_LINES * width * 0.9)
        fits = max(map(metrics.horizontalAdvance, shown.split()), default=0.0) <= width
        flags = int(_LEFT | (Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere))
        box = metrics.boundingRect(QRectF(0, 0, width, 1000), flags, shown)
        self._painter.setFont(self._long)
        self._painter.setPen(_INK)
        self._painter.drawText(QRectF(_EDGE, self._y + 2, width, box.height()), flags, shown)
        self._y += box.height() + 5

    def _pair(self, history: History) -> None:
        """Facts on the left, next touch and money on the right."""
        half = (self._width - _GAP) / 2
        top = self._y
        self._table(history.facts.first(_MOST["facts"]), (0.34, 0.66), width=half)
        left, self._y = self._y, top
        right = _EDGE + half + _GAP
        self._table(history.next_touch.first(_MOST["next"]), (0.24, 0.76), x=right, width=half)
        self._table(
            history.money.first(_MOST["money"]), (0.24, 0.34, 0.42), x=right, width=half, last_right=True
        )
        self._y = max(left, self._y)

    def _moments(self, history: History) -> None:
        """What happened, as much as there is room for above the years."""
        years = history.years
        below = _LINE * (len(years.rows) + 1) + _GAP if years.rows else 0.0
        room = int((self._bottom - self._y - below - 2 * _LINE) / _LINE)
        self._table(history.what_happened(max(room, 1)), (0.12, 0.40, 0.48))
        if years.rows:
            columns = len(years.rows[0])
            share = (1 - 0.14) / max(columns - 1, 8)
            self._table(years, (0.14, *[share] * (columns - 1)), figures=True)

    def _table(
        self,
        section: Section,
        shares: Sequence[float],
        *,
        x: float = _EDGE,
        width: float = 0.0,
        last_right: bool = False,
        figures: bool = False,
    ) -> None:
        """A heading and lines in columns of these shares of the width; nothing where there is no line."""
        if not section.rows:
            return
        width = width or self._width
        self._text(x, self._y, width, section.title, self._strong, _MUTED)
        self._y += _LINE
        for number, row in enumerate(section.rows):
            at = x
            for column, (text, share) in enumerate(zip(row, shares, strict=True)):
                wide = width * share
                last = column == len(row) - 1
                right = (last_right and last) or (figures and column > 0)
                label = column == 0 and len(row) < 4
                self._text(
                    at,
                    self._y,
                    wide if last else wide - 6,
                    text,
                    self._tabular if right or label else self._plain,
                    _MUTED if label or (figures and number == 0) else _INK,
                    _RIGHT if right else _LEFT,
                )
                at += wide
            self._y += _LINE
        if section.more:
            self._text(x, self._y, width, section.more, self._plain, _MUTED)
            self._y += _LINE
        self._y += _LINE / 2

    def _rule(self) -> None:
        self._y += 4
        self._painter.setPen(QPen(_RULE, 0.8))
        self._painter.drawLine(QPointF(_EDGE, self._y), QPointF(_EDGE + self._width, self._y))
        self._y += 8

    def _text(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        font: QFont,
        colour: QColor = _INK,
        align: Qt.AlignmentFlag = _LEFT,
        height: float = _LINE,
    ) -> None:
        if not text:
            return
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(QRectF(x, y, width, height), int(flags), shown)


def _font(families: Sequence[str], size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(size)  # of the page's own units: points
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
