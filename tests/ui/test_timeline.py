"""The timeline: read by the page, followed by change sets, painted, filtered and edited in place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from dreamboard.domain.suggestion import Evidence
from dreamboard.domain.values import Channel, Direction, Intent, LossReason, Outcome, RoundOutcome
from dreamboard.presentation.timeline_lines import line_of
from dreamboard.presentation.timeline_model import HIGHLIGHT_ROLE, PAGE, TimelineModel
from dreamboard.services.changes import ChangeSet
from dreamboard.services.commands import Delete
from dreamboard.services.read_models import EntryKind, KeptFile, TimelineFilter, TimelineScope
from dreamboard.ui.fonts import TextStyle
from dreamboard.ui.icons import Icons
from dreamboard.ui.theme import SchemeChoice
from dreamboard.ui.timeline.layout import wrap
from dreamboard.ui.timeline.panel import TimelinePanel
from tests.ui.panes import CLOCK, SCOPE, TOUCHED, Commands, FakeTimeline, entry, touch

LONG = "Would switch if: on-site rep weekly, rate lock 24 months, EDI 214. " * 12


def story():
    return [
        entry(EntryKind.PLAN, 50, -4, channel=Channel.CALL, text="renewal"),
        entry(EntryKind.SIGNAL, 1, 6, detail="decision_maker_left", text="Priya Rao left for Vantage Rail."),
        touch(2, 23, text="Fourth in a row. Try mornings."),
        touch(3, 39, channel=Channel.EMAIL, outcome=Outcome.SENT, intent=Intent.GIVE, idea="Dock delays"),
        touch(4, 72, channel=Channel.MEETING, outcome=Outcome.SPOKE, intent=Intent.LEARN, text=LONG),
        entry(
            EntryKind.ROUND_CLOSED, 1, 79, round_number=1, round_outcome=RoundOutcome.LOST,
            loss_reason=LossReason.PRICE, rival="Atlas Logistics",
        ),
        entry(EntryKind.QUOTE, 6, 94, amount_minor=190_000_000, currency="USD", quiet_days_before=41),
    ]  # fmt: skip


def said(one):
    return line_of(one, CLOCK.zone, CLOCK.today())


def model_of(entries, scope=SCOPE):
    queries = FakeTimeline(entries)
    model = TimelineModel(queries, CLOCK)
    model.show(scope)
    return model, queries


@pytest.fixture
def panel(theme, qtbot):
    """The story's timeline in a panel as wide as in the drawing."""
    model, queries = model_of(story())
    commands = Commands()
    made = TimelinePanel(model, theme, Icons(theme), commands)
    made.queries, made.model, made.commands = queries, model, commands
    qtbot.addWidget(made)
    made.resize(405, 420)
    made.show()
    return made


def test_lines_read_as_in_the_drawing():
    lines = [said(one) for one in story()]
    assert [line.title for line in lines] == [
        "Call: renewal",
        "Decision-maker left",
        "Call, left voicemail",
        "E-mail sent",
        "Meeting",
        "Clock reset, round 2: lost to Atlas Logistics on price, 4 Sep",
        "Quote sent",
    ]
    assert [line.when for line in lines[1:4]] == ["16 Nov", "30 Oct, 14:32", "14 Oct"]
    assert [line.chip for line in lines] == ["planned", "", "", "gave value", "learned", "", "$1.9M"]
    assert lines[3].body == "“Dock delays”"
    assert lines[6].quiet == "41 quiet days"
    assert lines[5].rule
    assert lines[0].planned


def test_a_line_is_told_whole_to_assistive_technology():
    line = said(touch(1, 2, contact="Dana Whitfield", text="Try mornings."))
    assert line.spoken == "20 Nov, 14:32. Call, left voicemail. Dana Whitfield: Try mornings"


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_of_entry_reads_as_something(kind):
    touchy = {"channel": Channel.CALL, "direction": Direction.IN, "outcome": Outcome.YES}
    line = said(entry(kind, 1, **(touchy if kind is EntryKind.TOUCH else {})))
    assert line.title
    assert line.icon


def test_a_plan_that_is_past_says_so():
    assert said(entry(EntryKind.PLAN, 1, 1)).chip == "overdue"
    assert said(entry(EntryKind.PLAN, 1, -1, detail="promised")).chip == "promised"


def test_what_another_line_tells_already_is_said_once(qapp):
    model, _ = model_of(
        [
            entry(EntryKind.SIGNAL, 1, 6, detail="decision_maker_left", contact_id=13),
            entry(EntryKind.EMPLOYMENT, 2, 6, detail="left", contact_id=13, contact="Priya Rao"),
            entry(EntryKind.EMPLOYMENT, 1, 6, detail="came", contact_id=14, contact="Mae Sato"),
            entry(EntryKind.ROUND_OPENED, 2, 79, round_number=2),
            entry(EntryKind.ROUND_CLOSED, 1, 79, round_number=1, round_outcome=RoundOutcome.LOST),
        ]
    )
    assert [model.line(model.index(row)).title for row in range(model.rowCount())] == [
        "Decision-maker left",
        "Mae Sato came",
        "Clock reset, round 2: lost, 4 Sep",
    ]


def test_the_model_keeps_the_rules_of_models(qapp):
    model, queries = model_of(story())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    queries.entries.insert(1, touch(77))
    model.apply(TOUCHED)
    queries.entries = queries.entries[3:]
    model.apply(TOUCHED)
    model.set_filter(TimelineFilter(text="nothing like it"))
    assert model.rowCount() == 0


def test_the_header_tells_touches_days_and_round(qapp):
    model, _ = model_of(story())
    assert model.summary == "3 touches, 95 days, round 2"


def test_a_new_touch_is_one_inserted_row(qapp, qtbot):
    model, queries = model_of(story())
    resets, inserted, removed, changed = [], [], [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.rowsRemoved.connect(lambda *_: removed.append(1))
    model.dataChanged.connect(lambda top, *_: changed.append(top.row()))
    queries.entries.insert(1, touch(77))
    model.apply(TOUCHED)
    assert (resets, inserted, removed, changed) == ([], [(1, 1)], [], [])
    queries.change(2, text="Fifth in a row.")
    model.apply(TOUCHED)
    assert (inserted, changed) == ([(1, 1)], [3])


def scrolled(count=600):
    """A timeline read down to its last line, what it was asked, and the rows its signals named."""
    model, queries = model_of([touch(n, n) for n in range(1, count + 1)])
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    signals = []
    model.rowsInserted.connect(lambda _parent, first, last: signals.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: signals.append(("out", first, last)))
    model.dataChanged.connect(lambda top, *_: signals.append(("change", top.row())))
    queries.limits = []
    return model, queries, signals


def changed(*ids):
    return ChangeSet(ids={"Touch": frozenset(ids)}, pursuits=frozenset({3}), accounts=frozenset({7}))


def test_a_touch_logged_while_far_down_reads_one_page_and_inserts_one_row(qapp):
    model, queries, signals = scrolled()
    queries.entries.insert(0, touch(1000))
    model.apply(changed(1000))
    assert queries.limits == [PAGE]
    assert signals == [("in", 0, 0)]
    assert model.rowCount() == 601


def test_an_old_touch_that_changes_or_goes_is_followed_where_it_is(qapp):
    model, queries, signals = scrolled()
    queries.change(400, text="It was Priya.")
    model.apply(changed(400))
    assert signals == [("change", 399)]
    del queries.entries[499]
    model.apply(changed(500))
    assert signals[1:] == [("out", 499, 499)]
    assert model.rowCount() == 599


def test_a_touch_that_moves_far_down_is_found_there(qapp):
    model, queries, _ = scrolled()
    moved = queries.entries.pop(0)
    queries.entries.insert(550, moved)
    model.apply(changed(1))
    assert [model.line(model.index(row)).entry.row_id for row in (0, 550)] == [2, 1]
    assert model.rowCount() == 600


def test_a_change_elsewhere_is_not_even_asked_about(qapp):
    model, queries = model_of(story())
    asked = queries.asked
    model.apply(ChangeSet(pursuits=frozenset({99}), accounts=frozenset({98})))
    assert queries.asked == asked


def test_a_hidden_timeline_reads_nothing_until_it_is_seen(qapp):
    model, queries = model_of(story())
    model.set_shown(False)
    asked = queries.asked
    model.apply(TOUCHED)
    assert queries.asked == asked
    model.set_shown(True)
    assert queries.asked == asked + 1


def test_of_ten_thousand_entries_one_page_is_read_and_no_more_painted_than_of_ten(theme, qtbot):
    for count in (10, 10_000):
        model, queries = model_of([touch(n, n / 5) for n in range(count)], scope=None)
        panel = TimelinePanel(model, theme, Icons(theme), Commands())
        qtbot.addWidget(panel)
        panel.resize(405, 420)
        panel.show()
        model.show(SCOPE)
        panel.grab()
        assert queries.asked == 1
        assert model.rowCount() == min(count, PAGE)


def test_scrolling_down_reads_on(theme, qtbot):
    model, _ = model_of([touch(n, n / 5) for n in range(250)])
    panel = TimelinePanel(model, theme, Icons(theme), Commands())
    qtbot.addWidget(panel)
    panel.resize(405, 420)
    panel.show()
    assert model.rowCount() == PAGE
    for _ in range(3):
        bar = panel.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        qtbot.wait(1)
    assert model.rowCount() == 250


def test_a_reason_opens_the_touches_it_rests_on_however_old(theme, qtbot):
    model, _ = model_of([touch(n, n / 5) for n in range(1, 400)])
    panel = TimelinePanel(model, theme, Icons(theme), Commands())
    qtbot.addWidget(panel)
    panel.resize(405, 420)
    panel.show()
    assert panel.highlight(Evidence(touches=(350,)))
    index = model.index(349)
    assert index.data(HIGHLIGHT_ROLE)
    assert panel.view.viewport().rect().intersects(panel.view.visualRect(index))
    assert not panel.highlight(Evidence(touches=(9999,)))


def test_the_filter_comes_with_the_funnel_and_goes_with_escape(panel, qtbot):
    box = panel.findChild(object, "timelineText")
    assert not box.isVisible()
    panel.find_text()
    assert box.isVisible()
    qtbot.keyClicks(box, "mornings")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert panel.model.rowCount() == 7
    assert not box.isVisible()


def test_channels_are_filtered_by_their_chips(panel, qtbot):
    panel.find_text()
    qtbot.mouseClick(panel._channels.button("email"), Qt.MouseButton.LeftButton)
    assert [panel.model.index(row).data() for row in range(panel.model.rowCount())] == [
        "14 Oct. E-mail sent. gave value. “Dock delays”"
    ]


def test_delete_sends_the_row_to_the_trash(panel, qtbot):
    panel.view.setCurrentIndex(panel.model.index(2))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert panel.commands.run == [Delete("Touch", (2,))]


def test_a_clock_reset_cannot_be_deleted_here(panel, qtbot):
    panel.view.setCurrentIndex(panel.model.index(5))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert panel.commands.run == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_key_opens_a_line_for_editing(panel, qtbot, key):
    panel.view.setCurrentIndex(panel.model.index(2))
    with qtbot.waitSignal(panel.edit_wanted) as wanted:
        qtbot.keyClick(panel.view, key)
    assert wanted.args[0].entry.row_id == 2


def test_a_double_click_opens_a_line_for_editing(panel, qtbot):
    spot = panel.view.visualRect(panel.model.index(2)).topLeft() + QPoint(60, 10)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(panel.edit_wanted):
        qtbot.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_a_long_note_is_three_lines_until_it_is_unfolded(panel, qtbot):
    index = panel.model.index(4)
    panel.view.setCurrentIndex(index)
    folded = panel.view.visualRect(index).height()
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.view.visualRect(index).height() > folded)
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.view.visualRect(index).height() == folded)


def test_a_cut_line_ends_in_an_ellipsis_and_no_word_is_lost_before(theme):
    font = theme.font(TextStyle.SMALL)
    lines, more = wrap("one two three four five six seven eight nine ten " * 3, font, 120, 3)
    assert more
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    whole, _ = wrap("one two\nthree", font, 500, None)
    assert whole == ["one two", "three"]


def test_the_menu_offers_what_the_line_allows(panel):
    menu = panel.view.menu_of(panel.model.line(panel.model.index(5)), panel.model.index(5))
    assert [action.isEnabled() for action in menu.actions() if not action.isSeparator()] == [
        True,
        False,
        False,
    ]
    menu.close()


def test_without_a_card_it_says_what_to_do(panel):
    panel.show_scope(None)
    assert "Select a card" in panel._nothing.text()
    assert panel.view.isHidden()
    panel.show_scope(TimelineScope(7))
    assert panel.view.isVisible()


def test_it_is_painted_in_both_schemes(panel, theme, qtbot):
    light = panel.grab().toImage()
    theme.choose(scheme=SchemeChoice.DARK)
    dark = panel.grab().toImage()
    assert light.pixelColor(200, 5) == QColor("#FFFFFF")
    assert dark.pixelColor(200, 5) == QColor("#222429")


PAPER, PLAN_FILE = (
    KeptFile(number, 1, name, "application/pdf", 9)
    for number, name in enumerate(("R&D paper.pdf", "plan.xlsx"), 1)
)


def show(panel, *entries):
    panel.queries.entries = list(entries)
    panel.model.show(None)
    panel.model.show(SCOPE)
    panel.view.setCurrentIndex(panel.model.index(0))


def test_what_came_with_a_touch_stands_below_it_and_is_spoken(panel):
    show(panel, touch(1, 2, text="Here it is.", kept=(PAPER, PLAN_FILE)), touch(2, 3, text="Here it is."))
    line = panel.model.line(panel.model.index(0))
    assert line.spoken.endswith("Here it is. Attachments: R&D paper.pdf, plan.xlsx")
    layout, plain = (panel.view._layout_at(panel.model.index(row)) for row in (0, 1))
    assert layout.clip == "R&D paper.pdf, plan.xlsx"
    assert layout.clip_rect.top() >= layout.body[-1].top
    assert layout.height > plain.height


def test_many_names_are_cut_to_the_row(panel):
    show(panel, touch(1, 2, kept=(replace(PAPER, name="long name " * 30),)))
    layout = panel.view._layout_at(panel.model.index(0))
    assert layout.clip.endswith("…")
    assert layout.clip_rect.right() <= panel.view.viewport().width()


def test_it_is_saved_from_the_menu_and_by_key(panel, qtbot):
    wanted = []
    panel.save_wanted.connect(wanted.append)
    show(panel, touch(1, 2, kept=(PAPER,)), touch(2, 3))
    qtbot.keyClick(panel.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [PAPER]
    menu = panel.view.menu_of(panel.model.line(panel.model.index(0)), panel.model.index(0))
    (save,) = (action for action in menu.actions() if action.text() == "Save R&&D paper.pdf…")
    save.trigger()
    assert wanted == [PAPER, PAPER]
    menu.close()
    panel.view.setCurrentIndex(panel.model.index(1))
    qtbot.keyClick(panel.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(wanted) == 2


def test_of_several_the_key_asks_which(panel, qtbot):
    wanted = []
    panel.save_wanted.connect(wanted.append)
    show(panel, touch(1, 2, kept=(PAPER, PLAN_FILE)))
    qtbot.keyClick(panel.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Save R&&D paper.pdf…", "Save plan.xlsx…"]
    menu.actions()[1].trigger()
    menu.close()
    assert wanted == [PLAN_FILE]


def test_what_is_kept_later_shows_wherever_the_touch_stands(qapp):
    model, queries = model_of([touch(number, number) for number in range(1, 160)])
    model.fetchMore(QModelIndex())
    queries.change(150, kept=(PAPER,))
    model.apply(replace(TOUCHED, ids={"Attachment": frozenset({1})}))
    assert model.line(model.index(149)).clip == "R&D paper.pdf"
