"""Icons are drawn in the theme's colours, sharply at any pixel ratio."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from dreamboard.ui.icons import Icons
from dreamboard.ui.resources import resource_path
from dreamboard.ui.theme import SchemeChoice
from dreamboard.ui.tokens import DARK, LIGHT


def strongest_colour(pixmap):
    image = pixmap.toImage()
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(spots, key=lambda colour: colour.alpha()).name().upper()


def test_an_icon_takes_the_colour_of_the_theme_and_follows_it(theme):
    icon = Icons(theme).icon("x")
    assert strongest_colour(icon.pixmap(QSize(32, 32), 1.0)) == LIGHT.ink
    theme.choose(scheme=SchemeChoice.DARK)
    assert strongest_colour(icon.pixmap(QSize(32, 32), 1.0)) == DARK.ink


def test_a_disabled_icon_is_faint(theme):
    drawn = Icons(theme).icon("x", "accent").pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled)
    assert strongest_colour(drawn) == LIGHT.faint


def test_an_icon_is_drawn_in_device_pixels(theme):
    drawn = Icons(theme).icon("x").pixmap(QSize(16, 16), 2.0)
    assert drawn.size() == QSize(32, 32)
    assert Icons(theme).pixmap("x", 16, 2.0).size() == QSize(32, 32)


def test_a_filled_icon_has_its_inside_coloured(theme):
    icons = Icons(theme)
    inside = [
        icons.icon("star", filled=filled).pixmap(QSize(32, 32), 1.0).toImage().pixelColor(16, 16)
        for filled in (False, True)
    ]
    assert inside[0].alpha() == 0
    assert inside[1] == QColor(LIGHT.ink)


def test_an_icon_that_is_not_shipped_is_an_error_at_once(theme):
    with pytest.raises(FileNotFoundError):
        Icons(theme).icon("no-such-icon")


def test_icons_paint_in_menus_and_buttons(theme, qtbot):
    from PySide6.QtWidgets import QPushButton

    button = QPushButton("Find")
    qtbot.addWidget(button)
    button.setIcon(Icons(theme).icon("search", "accent"))
    assert not button.grab().isNull()


def test_every_icon_is_drawn_in_a_colour_that_can_be_replaced():
    files = sorted(resource_path("icons").glob("*.svg"))
    assert len(files) > 30
    assert all("currentColor" in file.read_text(encoding="utf-8") for file in files)
