"""The theme: its colours can be read, its faces are the shipped ones, and it follows the rep's choice."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette, QRawFont

from dreamboard.presentation.tone import Tone
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.resources import resource_path
from dreamboard.ui.theme import ContrastChoice, SchemeChoice, style_sheet_for
from dreamboard.ui.tokens import (
    DARK,
    DARK_HIGH_CONTRAST,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    tokens_for,
)

EVERY_SET = pytest.mark.parametrize(
    "tokens", [LIGHT, DARK, LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST], ids=["light", "dark", "light+", "dark+"]
)


def luminance(colour):
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on_grounds(tokens):
    grounds = (tokens.window, tokens.column, tokens.panel)
    for ink in (tokens.ink, tokens.muted):
        yield from ((ink, ground) for ground in (*grounds, tokens.hover, tokens.neutral_soft))
    yield from ((tokens.accent, ground) for ground in grounds)
    yield from (tokens.tone(tone) for tone in Tone)
    yield from ((tokens.tone(tone)[0], ground) for tone in Tone for ground in (tokens.window, tokens.panel))
    yield tokens.ink, tokens.accent_soft
    yield tokens.on_fill, tokens.fill


@EVERY_SET
def test_every_text_reads_at_four_and_a_half_to_one(tokens):
    wanted = 7.0 if tokens.high_contrast else 4.5
    weak = {pair: round(contrast(*pair), 2) for pair in text_on_grounds(tokens) if contrast(*pair) < wanted}
    assert not weak


@EVERY_SET
def test_the_focus_border_and_the_star_can_be_told_from_the_ground(tokens):
    assert contrast(tokens.accent, tokens.column) >= 3
    assert contrast(tokens.star, tokens.panel) >= 2.9


@EVERY_SET
def test_the_style_sheet_names_only_tokens_that_exist(tokens):
    assert "$" not in style_sheet_for(tokens, 1.0)


def test_colours_stand_in_the_tokens_alone():
    sheet = resource_path("styles", "dreamboard.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet)


def test_high_contrast_draws_every_border():
    for tokens in (LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST):
        assert contrast(tokens.line, tokens.panel) >= 4.5


@pytest.mark.parametrize("style", list(TextStyle), ids=lambda style: style.name)
def test_the_face_is_inter_in_its_own_weight(theme, style):
    font = theme.font(style)
    assert QFontInfo(font).family() == "Inter"
    raw = QRawFont.fromFont(font)
    assert (raw.familyName(), raw.weight()) == ("Inter", style.value[1])


def test_figures_of_money_are_of_one_width(theme):
    metrics = QFontMetricsF(theme.font(TextStyle.BASE, tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_licences_lie_beside_what_is_shipped():
    assert "SIL OPEN FONT LICENSE" in resource_path("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in resource_path("icons", "LICENSE.txt").read_text(encoding="utf-8")


def test_the_rep_can_choose_dark_and_everybody_is_told(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.choose(scheme=SchemeChoice.DARK)
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert DARK.panel in qapp.styleSheet()


def test_choosing_what_is_in_force_tells_nobody(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(scheme=SchemeChoice.LIGHT, text_scale=1.0)


def test_high_contrast_can_be_chosen(theme):
    theme.choose(contrast=ContrastChoice.HIGH)
    assert theme.tokens is tokens_for(dark=False, high_contrast=True)


def test_text_scale_enlarges_fonts_and_lengths(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.choose(text_scale=1.5)
    assert theme.font(TextStyle.BASE).pixelSize() == 20
    assert qapp.font().pixelSize() == 20
    assert theme.px(80) == 120


def test_a_senseless_text_scale_is_brought_within_limits(theme):
    theme.choose(text_scale=40)
    assert theme.text_scale == 2.5
    theme.choose(text_scale=0)
    assert theme.text_scale == 0.75
