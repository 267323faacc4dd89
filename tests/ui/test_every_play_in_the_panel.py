"""The panel in every play: nothing that it says is cut, in text of the usual size and of one and a half."""

from dataclasses import replace

import pytest

from dreamboard.domain.suggestion import Sentence
from dreamboard.ui.icons import Icons
from dreamboard.ui.next_touch_panel import NextTouchPanel
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.widgets.wrapped_button import WrappedButton
from tests.domain.cards import next_touch
from tests.domain.every_play import BOOKS, IN_EVERY_PLAY, SAYING_MORE
from tests.ui.panes import CLOCK, Commands

NARROW, USUAL = 300, 405
"""Widths of the panel, in pixels: the least it may have, and that of a new window."""


@pytest.fixture
def panel(theme, qtbot):
    made = NextTouchPanel(theme, Icons(theme), CLOCK, Commands(), lambda *_: Sentence("next on 4 Dec"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("name", ["Dana Whitfield", "Wolfeschlegelsteinhausenbergerdorff " * 6])
@pytest.mark.parametrize(("scale", "width"), [(1.0, USUAL), (1.0, NARROW), (1.5, USUAL)])
@pytest.mark.parametrize("play", IN_EVERY_PLAY)
def test_no_text_is_cut_in_any_play(panel, theme, qtbot, play, scale, width, name):
    theme.choose(text_scale=scale)
    dossier = IN_EVERY_PLAY[play]
    people = tuple(replace(each, contact=replace(each.contact, name=name)) for each in dossier.contacts)
    panel.resize(width, 700)
    panel.show_suggestion(next_touch(replace(dossier, contacts=people), **BOOKS.get(play, {})))
    qtbot.waitUntil(lambda: not cut_short(panel))  # it is laid out in several turns


@pytest.mark.parametrize(("scale", "width"), [(1.0, NARROW), (1.5, USUAL)])
@pytest.mark.parametrize("what", SAYING_MORE)
def test_no_text_is_cut_where_more_is_said(panel, theme, qtbot, what, scale, width):
    theme.choose(text_scale=scale)
    dossier, asked = SAYING_MORE[what]
    panel.resize(width, 700)
    panel.show_suggestion(next_touch(dossier, **asked))
    qtbot.waitUntil(lambda: not cut_short(panel))


def cut_short(panel):
    """What the panel says and shows only in part."""
    contents = panel._scroll.widget()
    said = [*contents.findChildren(PlainLabel), *contents.findChildren(WrappedButton)]
    found = [one for one in said if one.isVisible() and one.hasHeightForWidth()]
    wide = [contents] if contents.width() > panel._scroll.viewport().width() else []
    return wide + [
        one
        for one in found
        if one.height() < one.heightForWidth(one.width())
        or one.geometry().right() > one.parentWidget().rect().right()
    ]
