"""Line icons (Lucide), drawn in the theme's colours at whatever size and pixel ratio is asked for."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dreamboard.ui.resources import resource_path
from dreamboard.ui.theme import Theme


class Icons:
    """Gives icons by name; they follow the theme without being set again."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def icon(self, name: str, colour: str = "ink", *, filled: bool = False) -> QIcon:
        """The icon of that file name, in the token named; raises FileNotFoundError for a name not shipped."""
        _source(name)
        return QIcon(_ThemedEngine(self._theme, name, colour, filled))

    def pixmap(
        self, name: str, size: int, ratio: float, colour: str = "ink", *, filled: bool = False
    ) -> QPixmap:
        """The icon as a picture `size` device independent pixels wide."""
        side = round(size * ratio)
        image = _image(name, side, side, self._theme.tokens.colours()[colour], filled)
        image.setDevicePixelRatio(ratio)
        return QPixmap.fromImage(image)


class _ThemedEngine(QIconEngine):
    """Looks the colour up when it paints, so a change of theme needs no new icon."""

    def __init__(self, theme: Theme, name: str, colour: str, filled: bool) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._colour = colour
        self._filled = filled

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._theme, self._name, self._colour, self._filled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        size = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
        painter.drawImage(rect, self._drawn(size, mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return QPixmap.fromImage(self._drawn(size, mode))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        image = self._drawn(size * scale, mode)
        image.setDevicePixelRatio(scale)
        return QPixmap.fromImage(image)

    def _drawn(self, size: QSize, mode: QIcon.Mode) -> QImage:
        token = "faint" if mode == QIcon.Mode.Disabled else self._colour
        colour = self._theme.tokens.colours()[token]
        return _image(self._name, size.width(), size.height(), colour, self._filled)


def _image(name: str, width: int, height: int, colour: str, filled: bool) -> QImage:
    """A copy of the drawing, `width` by `height` in device pixels, for the caller to give a pixel ratio."""
    return QImage(_drawing(name, width, height, colour, filled))


@lru_cache(256)
def _drawing(name: str, width: int, height: int, colour: str, filled: bool) -> QImage:
    image = QImage(QSize(max(width, 1), max(height, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    text = _source(name).replace("currentColor", colour)
    if filled:
        text = text.replace('fill="none"', f'fill="{colour}"')
    side = min(image.width(), image.height())
    corner = QPoint((image.width() - side) // 2, (image.height() - side) // 2)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(QRect(corner, QSize(side, side))))
    painter.end()
    return image


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
