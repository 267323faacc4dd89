"""The window as a rep uses it: with keys, sheets and menus, on a real board file."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from dreamboard.domain.values import Channel, Outcome
from dreamboard.services.commands import AddPursuit, LogTouch, NewContact
from tests.window.conftest import OF_THE_SYSTEM


def add(desk, name, **about):
    done = desk.shell.bridge.run(AddPursuit(name, **about))
    desk.settle()
    return done.made[0]


def lose_on_price(desk):
    sheet = desk.sheet("lossSheet")
    next(b for b in sheet.findChildren(QPushButton) if b.text() == "Price" and b.isVisible()).click()
    sheet.accept()


def cards_in_sight(desk):
    return sum(len(column.ids) for column in desk.shell.presenter.model.columns)


def test_an_empty_board_says_how_to_begin(desk):
    assert desk.window.parts.empty.isVisible()
    assert not desk.window.parts.board.isVisible()
    add(desk, "Northwind Freight")
    assert desk.window.parts.board.isVisible()


def test_parts_have_the_names_that_tests_and_assistive_technology_look_for(desk):
    add(desk, "Northwind Freight")
    for name in ("board", "timeline", "nextTouch", "today", "search"):
        widget = desk.window.findChild(object, name)
        assert widget is not None, name
        assert widget.accessibleName(), name
    assert desk.window.objectName() == "mainWindow"
    lists = [c.cards for c in desk.window.parts.board.columns()]
    assert lists[0].objectName() == "stage-dream_list"
    assert "Dream list" in lists[0].accessibleName()


def test_a_new_card_is_typed_and_stands_on_the_board(desk):
    desk.do("new_card")
    sheet = desk.sheet("newCardSheet")
    QTest.keyClicks(sheet.focusWidget(), "Harbor Steel")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Dream list"
    assert "Harbor Steel" in desk.window.snack.text
    desk.do("undo")
    desk.settle()
    assert desk.window.parts.empty.isVisible()
    assert desk.window.snack.text == "Undone: Add Harbor Steel"
    desk.do("redo")
    desk.settle()
    assert desk.window.snack.text == "Done again: Add Harbor Steel"
    assert desk.stage_of("Harbor Steel") == "Dream list"


def test_an_empty_name_keeps_the_sheet_open_and_says_why(desk):
    desk.do("new_card")
    sheet = desk.sheet("newCardSheet")
    sheet.accept()
    assert sheet.isVisible()
    assert sheet.problem or sheet.field_problems()
    sheet.reject()


def test_a_line_logs_a_touch_and_the_panes_follow(desk):
    add(desk, "Northwind Freight", contact=NewContact("Dana Whitfield", "VP Ops"))
    desk.select("Northwind Freight")
    desk.do("log")
    log = desk.sheet("quickLog")
    QTest.keyClicks(log.line, "vm dana northwind re dock paper +14d")
    QTest.keyClick(log.line, Qt.Key.Key_Return)
    desk.settle()
    lines = desk.timeline()
    assert any("voicemail" in line and "dock paper" in line for line in lines)
    assert desk.headline == "Call Dana Whitfield on 7 Dec"


def test_a_name_that_fits_two_people_is_asked_for(desk):
    add(desk, "Northwind Freight", contact=NewContact("Dana Whitfield"))
    add(desk, "Cobalt Health", contact=NewContact("Dana Cole"))
    desk.shell.presenter.select(())
    desk.do("log")
    log = desk.sheet("quickLog")
    log.line.setText("vm dana")
    assert not log.log_button.isEnabled()
    QTest.keyClick(log.line, Qt.Key.Key_Return)
    assert log.isVisible()
    log.reject()
    assert desk.shell.workspace.queries.cards((1, 2), date(2026, 11, 23))[0].touches == 0


def test_a_hundred_undos_bring_the_board_back_to_its_start(desk):
    for number in range(100):
        add(desk, f"Account {number}")
    for _ in range(120):
        desk.do("undo")
    desk.settle()
    assert desk.window.parts.empty.isVisible()
    assert not desk.shell.actions["undo"].isEnabled()


def test_what_another_program_does_to_the_board_is_seen_within_a_second(desk):
    from dreamboard.app.workspace import open_workspace

    with open_workspace(desk.shell.workspace.path, desk.clock) as other:
        other.dispatcher.run(AddPursuit("Typed elsewhere"))
    QTest.qWait(900)
    desk.settle()
    assert desk.stage_of("Typed elsewhere") == "Dream list"
    assert "Typed elsewhere" in desk.shell.actions["undo"].text()


def test_typing_a_word_in_the_search_line_is_not_a_key_of_the_board(desk):
    add(desk, "Northwind Freight")
    add(desk, "Cobalt Health")
    search = desk.window.findChild(QLineEdit, "search")
    desk.do("find")
    QTest.keyClicks(search, "nl")
    assert search.text() == "nl"
    search.clear()
    QTest.keyClicks(search, "cobalt")
    assert cards_in_sight(desk) == 1
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert cards_in_sight(desk) == 2


def test_search_finds_words_of_a_note_and_goes_to_the_card(desk):
    card = add(desk, "Northwind Freight")
    add(desk, "Cobalt Health")
    desk.shell.bridge.run(
        LogTouch(Channel.CALL, outcome=Outcome.SPOKE, pursuit_id=card, note="rate lock wanted")
    )
    desk.do("find")
    search = desk.window.findChild(QLineEdit, "search")
    QTest.keyClicks(search, "rate lock")
    QTest.qWait(200)
    QTest.keyClick(search, Qt.Key.Key_Down)
    results = desk.window.findChild(object, "searchResults")
    assert results.isVisible()
    QTest.keyClick(results, Qt.Key.Key_Return)
    desk.settle()
    assert desk.shell.presenter.selection.current == card


def test_a_lost_deal_goes_to_not_now_through_its_sheet_and_cancel_puts_it_back(desk):
    add(desk, "Harbor Steel", contact=NewContact("Ana Boyd"))
    desk.select("Harbor Steel")
    desk.do("lose")
    desk.sheet("lossSheet").reject()
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Dream list"
    desk.do("lose")
    lose_on_price(desk)
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Not now"
    assert any("Clock reset, round 2" in line for line in desk.timeline())
    desk.do("undo")
    desk.settle()
    assert desk.stage_of("Harbor Steel") == "Dream list"


def test_fifty_cards_are_lost_at_once_and_come_back_with_one_undo(desk):
    for number in range(50):
        add(desk, f"Account {number}")
    model = desk.shell.presenter.model
    desk.shell.presenter.select(model.ids())
    desk.do("lose")
    lose_on_price(desk)
    desk.settle()
    assert {model.stages[card.stage_id].name for card in model.cards()} == {"Not now"}
    desk.do("undo")
    desk.settle()
    assert {model.stages[card.stage_id].name for card in model.cards()} == {"Dream list"}


def test_a_company_of_two_hundred_letters_and_markup_is_shown_as_it_is(desk):
    name = '<img src="file:///etc/passwd"> & Söhne ' + "x" * 150
    add(desk, name)
    desk.select(name)
    assert desk.window.grab().width() > 0
    assert desk.stage_of(name) == "Dream list"


def test_midnight_brings_the_next_day(desk):
    card = add(desk, "Northwind Freight")
    desk.shell.bridge.run(
        LogTouch(Channel.CALL, outcome=Outcome.SPOKE, pursuit_id=card, next_on=date(2026, 11, 24))
    )
    desk.settle()
    assert desk.window.parts.top_bar.pages.button("today").text() == "Today"
    desk.go_to(date(2026, 11, 24))
    assert desk.window.parts.top_bar.pages.button("today").text() == "Today 1"
    assert desk.shell.presenter.model.today == date(2026, 11, 24)


def test_the_pages_are_reached_by_keys_and_the_figures_are_counted(desk):
    card = add(desk, "Northwind Freight")
    desk.shell.bridge.run(LogTouch(Channel.CALL, outcome=Outcome.VOICEMAIL, pursuit_id=card))
    desk.do("show_insights")
    desk.settle()
    assert desk.window.parts.insights.isVisible()
    desk.do("show_today")
    assert desk.window.parts.day.isVisible()
    desk.do("show_board")
    assert desk.window.parts.board.isVisible()


def test_the_palette_runs_an_action_and_finds_an_account(desk):
    add(desk, "Northwind Freight")
    other = add(desk, "Cobalt Health")
    desk.do("palette")
    palette = desk.sheet("palette")
    QTest.keyClicks(palette.focusWidget(), "cobalt")
    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert desk.shell.presenter.selection.current == other


def test_every_action_does_something_and_has_a_key(desk):
    add(desk, "Northwind Freight", contact=NewContact("Dana Whitfield"))
    desk.select("Northwind Freight")
    for spec, action in desk.shell.actions:
        assert spec.keys, spec.name
        if spec.name in OF_THE_SYSTEM or not action.isEnabled():
            continue
        action.trigger()
        QTest.qWait(1)
        for dialog in desk.window.findChildren(QDialog):
            dialog.close()
    desk.settle()


def test_the_window_comes_back_as_it_was_left(open_desk, tmp_path):
    first = open_desk()
    add(first, "Northwind Freight")
    second_card = add(first, "Cobalt Health")
    first.select("Cobalt Health")
    first.do("by_when")
    first.do("filter_dream")
    first.shell.does.remember()
    again = open_desk(first.shell.workspace.path)
    assert again.shell.presenter.selection.current == second_card
    assert again.shell.actions["by_when"].isChecked()
    assert again.window.parts.top_bar.filters.current == "dream_client"


def test_a_touch_of_tomorrow_is_refused_and_nothing_changes(desk):
    card = add(desk, "Northwind Freight")
    before = desk.shell.bridge.undo_step
    desk.shell.bridge.run(LogTouch(Channel.CALL, pursuit_id=card, at=desk.clock.now() + timedelta(days=1)))
    assert desk.shell.bridge.undo_step == before
    assert desk.window.snack.text


def test_a_new_card_is_the_one_in_hand(desk):
    add(desk, "Northwind Freight")
    desk.do("new_card")
    sheet = desk.sheet("newCardSheet")
    QTest.keyClicks(sheet.focusWidget(), "Harbor Steel")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    model = desk.shell.presenter.model
    assert model.card(desk.shell.presenter.selection.current).account == "Harbor Steel"


def test_the_keys_are_on_the_board_when_it_opens(open_desk):
    first = open_desk()
    assert first.window.focusWidget() is first.window.parts.empty.add
    add(first, "Northwind Freight")
    again = open_desk(first.shell.workspace.path)
    assert again.window.parts.board.isAncestorOf(again.window.focusWidget())
    QTest.keyClick(again.window.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    again.settle()
    assert again.stage_of("Northwind Freight") == "Pursuing"


def test_a_filter_that_leaves_no_card_says_so_and_the_way_out(desk):
    add(desk, "Northwind Freight")
    hint = desk.window.findChild(object, "nothingFits")
    desk.window.parts.top_bar.search.setText("zzz")
    desk.settle()
    assert hint.isVisible()
    desk.window.parts.top_bar.search.clear()
    desk.settle()
    assert not hint.isVisible()
