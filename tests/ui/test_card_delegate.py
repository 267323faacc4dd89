"""Cards are painted from what their roles tell, crisply, and cut where there is no room."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QToolTip

from dreamboard.domain.values import PursuitKind, StageKind
from dreamboard.presentation.board.board_model import BoardModel
from dreamboard.presentation.board.card_face import CardFace, Chip, face_of
from dreamboard.presentation.tone import Tone
from dreamboard.ui.board.card_delegate import CardDelegate
from dreamboard.ui.board.card_list import CardList
from dreamboard.ui.board.drag_picture import drag_picture
from dreamboard.ui.icons import Icons
from dreamboard.ui.theme import ContrastChoice, SchemeChoice
from dreamboard.ui.tokens import LIGHT
from tests.board_world import WEDNESDAY, BoardWorld, make_card

CARD = QRect(0, 0, 196, 80)
NONE = QStyle.StateFlag.State_None


@pytest.fixture
def delegate(theme):
    return CardDelegate(theme, Icons(theme))


def face(**about):
    values = {"kind": PursuitKind.DREAM_CLIENT, "account": "Northwind Freight", "value": "$2.0M"}
    values |= {"line": "Dana", "chip": Chip(), "spark": (0,) * 12, "spark_reached": (0,) * 12}
    return CardFace(**(values | about))


def painted(delegate, shown, ratio=1.0, state=NONE):
    image = QImage(CARD.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    delegate.paint_card(painter, CARD, shown, state)
    painter.end()
    return image


def colours(image, area=None):
    area = area or image.rect()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def test_kinds_are_told_apart_by_shape_and_colour(delegate):
    mark = QRect(8, 8, 20, 20)
    star = painted(delegate, face()).copy(mark)
    loop = painted(delegate, face(kind=PursuitKind.LOST_DEAL)).copy(mark)
    assert LIGHT.star in colours(star)
    assert LIGHT.star not in colours(loop)
    assert star != loop


def test_a_selected_card_has_a_border_of_two_pixels(delegate):
    image = painted(delegate, face(), state=QStyle.StateFlag.State_Selected)
    edge = [image.pixelColor(x, 40).name().upper() for x in range(3)]
    assert edge == [LIGHT.accent, LIGHT.accent, LIGHT.panel]


def test_high_contrast_draws_a_heavier_border(theme, delegate):
    theme.choose(contrast=ContrastChoice.HIGH)
    image = painted(delegate, face(), state=QStyle.StateFlag.State_Selected)
    assert {image.pixelColor(x, 40).name().upper() for x in range(3)} == {theme.tokens.accent}


def test_the_card_under_the_mouse_is_tinted(delegate):
    image = painted(delegate, face(), state=QStyle.StateFlag.State_MouseOver)
    assert image.pixelColor(100, 4).name().upper() == LIGHT.hover


@pytest.mark.parametrize("tone", list(Tone))
def test_the_chip_has_the_ground_of_its_tone(theme, delegate, tone):
    image = painted(delegate, face(chip=Chip("Call today", tone)))
    assert theme.tokens.tone(tone)[1].upper() in colours(image, QRect(11, 53, 80, 18))


def test_the_value_and_the_chip_never_touch_the_name_and_the_bars(delegate):
    endless = "An account with a name without any end to it"
    crowded = face(account=endless, chip=Chip(endless, Tone.DUE), spark=(1,) * 12, spark_reached=(1,) * 12)
    image = painted(delegate, crowded)
    assert colours(image, QRect(110, 55, 4, 14)) == {LIGHT.panel}
    assert LIGHT.spark_strong in colours(image, QRect(112, 55, 70, 18))


def test_bars_are_taller_where_somebody_was_reached(delegate):
    spark = (1, 1, 3, 0) * 3
    reached = (0, 1, 1, 0) * 3
    image = painted(delegate, face(spark=spark, spark_reached=reached))
    heights = []
    for week in range(4):
        x = 185 - 11 * 6 - 4 + week * 6 + 2
        column = [image.pixelColor(x, y).name().upper() for y in range(52, 74)]
        heights.append(sum(colour in (LIGHT.spark, LIGHT.spark_strong) for colour in column))
    assert heights[0] < heights[1] < heights[2]
    assert heights[3] == 0


def test_at_two_pixels_to_one_everything_is_drawn_anew_not_enlarged(delegate):
    shown = face(chip=Chip("Call today", Tone.DUE), spark=(2,) * 12)
    double = painted(delegate, shown, ratio=2.0)
    enlarged = painted(delegate, shown).scaled(double.size())
    assert double.size() == CARD.size() * 2
    assert double != enlarged
    edge = [double.pixelColor(x, 80).name().upper() for x in range(4)]
    assert edge[:3] == [LIGHT.line, LIGHT.line, LIGHT.panel]


def test_the_painter_is_given_back_as_it_came(delegate):
    image = QImage(CARD.size(), QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    before = painter.pen(), painter.font(), painter.brush()
    delegate.paint_card(painter, CARD, face(), NONE)
    assert (painter.pen(), painter.font(), painter.brush()) == before
    painter.end()


def test_a_million_characters_cost_nothing(delegate, qtbot):
    endless = "x" * 1_000_000
    card = make_card(1, account=endless, decision_maker=endless)
    painted(delegate, face_of(card, StageKind.PURSUING, WEDNESDAY, None))


def test_colours_follow_the_theme(theme, delegate):
    light = painted(delegate, face())
    theme.choose(scheme=SchemeChoice.DARK)
    dark = painted(delegate, face())
    assert light.pixelColor(100, 4) == QColor(LIGHT.panel)
    assert dark.pixelColor(100, 4) == theme.colour("panel")


@pytest.fixture
def listed(theme, delegate, qtbot):
    """A list of one card with a name that could be taken for mark-up."""
    world = BoardWorld([make_card(1, account="<b>Northwind</b> & Freight")])
    board = BoardModel(WEDNESDAY)
    board.load(world.board(WEDNESDAY), WEDNESDAY)
    view = CardList(board.columns[0], delegate, theme)
    view.board = board
    qtbot.addWidget(view)
    view.resize(212, 300)
    view.show()
    return view


def test_the_tip_shows_the_whole_name_as_it_stands(listed, delegate):
    index = listed.model().index(0, 0)
    option = QStyleOptionViewItem()
    option.rect = listed.visualRect(index)
    at = option.rect.center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, listed.viewport().mapToGlobal(at))
    assert delegate.helpEvent(event, listed, option, index)
    assert "&lt;b&gt;Northwind&lt;/b&gt; &amp; Freight" in QToolTip.text()
    QToolTip.hideText()


def test_a_scroll_bar_lies_in_the_margin_and_not_on_the_cards(delegate):
    narrow, wide = QRect(0, 0, 204, 88), QRect(0, 0, 212, 88)
    assert delegate.card_rect(narrow, 212) == delegate.card_rect(wide, 212) == QRect(8, 0, 196, 80)


@pytest.mark.parametrize("count", [1, 2, 250])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_dragged_cards_hang_on_the_mouse_with_their_number(theme, delegate, count, ratio):
    faces = [face() for _ in range(count)]
    picture = drag_picture(faces, QSize(196, 80), ratio, delegate, theme)
    assert picture.devicePixelRatio() == ratio
    assert (picture.deviceIndependentSize().toSize() == QSize(196, 80)) == (count == 1)
    corner = picture.toImage().copy(round(180 * ratio), 0, round(20 * ratio), round(9 * ratio))
    filled = sum(corner.pixelColor(x, y) == QColor(LIGHT.fill) for x in range(20) for y in range(9))
    assert (filled > 40) == (count > 1)
