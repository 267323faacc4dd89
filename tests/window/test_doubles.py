"""Doubles in the window: the list, the pair side by side, merge, not the same, and undo."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from dreamboard.domain.model import Account, Contact, Pursuit, Setting, Touch
from dreamboard.domain.values import Channel
from dreamboard.services.commands import AddPursuit, Delete, Edit, LogTouch, NewContact
from dreamboard.ui.pages import doubles_window

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def rows(desk, kind):
    return desk.shell.workspace.queries.rows(kind)


def texts(table):
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def line(window, label):
    return next(row for row in texts(window.sides) if row[0] == label)


def add(desk, account, contact=""):
    new = NewContact(contact) if contact else None
    made = desk.run(AddPursuit(account, contact=new)).made[0]
    return next(card for card in rows(desk, Pursuit) if card.id == made)


def edit(desk, kind, row_id, **values):
    desk.run(Edit(kind, row_id, tuple(values.items())))


@pytest.fixture
def acmes(desk):
    """Two records of one company, and two of one name that are two companies."""
    kept, other = add(desk, "Acme Inc", "Dana Fox"), add(desk, "Acme Incorporated", "Bo Li")
    add(desk, "Bolt AG")
    add(desk, "Bolt Ltd")
    edit(desk, "Account", kept.account_id, industry="Steel", domain="acme.example")
    edit(desk, "Account", other.account_id, industry="Metals", domain="acme.example", territory="East")
    desk.run(LogTouch(Channel.CALL, account_id=other.account_id, pursuit_id=other.id))
    desk.kept, desk.other = kept, other
    return desk


@pytest.fixture
def window(acmes):
    acmes.do("doubles")
    acmes.settle()
    return acmes.sheet("doublesWindow")


def test_pairs_stand_in_a_list_with_how_sure_and_why(window):
    assert window.summary.text() == "2 pairs may be doubles"
    assert texts(window.table) == [
        ["Sure", "Account", "Acme Inc", "Acme Incorporated",
         "Same domain: acme.example; Same name, written otherwise"],
        ["Possible", "Account", "Bolt AG", "Bolt Ltd",
         "Same name, written otherwise; but another legal form"],
    ]  # fmt: skip
    assert window.reason.text() == "Same domain: acme.example; Same name, written otherwise"


def test_the_pair_in_hand_is_shown_side_by_side_with_what_it_comes_to(window):
    assert texts(window.sides) == [
        ["Stays", "● Acme Inc", "○ Acme Incorporated", "Acme Inc"],
        ["Name", "● Acme Inc", "○ Acme Incorporated", "Acme Inc"],
        ["Web site", "acme.example", "acme.example", "acme.example"],
        ["Industry", "● Steel", "○ Metals", "Steel"],
        ["Territory", "", "East", "East"],
        ["Touches", "0", "1", "1"],
        ["Last touch", "", "23 Nov", "23 Nov"],
        ["Cards", "1", "1", "2"],
        ["Contacts", "1", "1", "2"],
    ]


def test_merging_by_key_leaves_one_and_the_next_pair_in_hand_and_undo_brings_it_back(acmes, window):
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert window.pair.names == ("Bolt AG", "Bolt Ltd")
    acmes.settle()
    assert [account.name for account in rows(acmes, Account)] == ["Acme Inc", "Bolt AG", "Bolt Ltd"]
    assert {card.account for card in acmes.shell.presenter.model.cards()} == {
        "Acme Inc",
        "Bolt AG",
        "Bolt Ltd",
    }
    assert acmes.window.snack.text == "Merge Acme Incorporated into Acme Inc"
    assert window.summary.text() == "1 pair may be doubles"
    acmes.do("undo")
    acmes.settle()
    assert window.summary.text() == "2 pairs may be doubles"
    assert window.pair.names == ("Bolt AG", "Bolt Ltd")
    assert len(rows(acmes, Account)) == 4


def test_the_timeline_of_the_card_in_hand_follows_a_merge(acmes):
    acmes.select("Acme Inc")
    acmes.do("doubles")
    acmes.settle()
    acmes.sheet("doublesWindow").merge_button.click()
    acmes.settle()
    desk = acmes
    desk.shell.does.go_to_card(desk.other.id)
    desk.settle()
    assert desk.shell.presenter.model.card(desk.other.id).account == "Acme Inc"
    assert any("call" in said.lower() for said in desk.timeline())


def test_keys_choose_which_stays_and_whose_value_is_taken(acmes, window):
    window.sides.setFocus()
    window.sides.selectRow(3)
    QTest.keyClick(window.sides, Qt.Key.Key_Right)
    assert line(window, "Industry") == ["Industry", "○ Steel", "● Metals", "Metals"]
    aloud = [window.sides.item(3, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (1, 2)]
    assert aloud == ["Steel, not chosen", "Metals, chosen"]
    QTest.keyClick(window.sides, Qt.Key.Key_Left)
    assert line(window, "Industry") == ["Industry", "● Steel", "○ Metals", "Steel"]
    window.sides.selectRow(0)
    QTest.keyClick(window.sides, Qt.Key.Key_Right)
    assert line(window, "Stays") == ["Stays", "○ Acme Inc", "● Acme Incorporated", "Acme Incorporated"]
    assert line(window, "Industry")[3] == "Steel"  # that was chosen by hand
    assert line(window, "Name")[3] == "Acme Incorporated"
    window.sides.selectRow(2)
    QTest.keyClick(window.sides, Qt.Key.Key_Right)  # there is nothing to choose
    assert line(window, "Web site")[3] == "acme.example"
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    acmes.settle()
    left = next(account for account in rows(acmes, Account) if account.id == acmes.other.account_id)
    assert (left.name, left.industry, left.note) == ("Acme Incorporated", "Steel", "Also known as: Acme Inc")


def test_a_click_on_a_value_chooses_it(window):
    cell = window.sides.visualItemRect(window.sides.item(3, 2)).center()
    QTest.mouseClick(window.sides.viewport(), LEFT, pos=cell)
    assert line(window, "Industry")[3] == "Metals"
    cell = window.sides.visualItemRect(window.sides.item(3, 3)).center()
    QTest.mouseClick(window.sides.viewport(), LEFT, pos=cell)
    assert line(window, "Industry")[3] == "Metals"


def test_what_was_chosen_still_holds_after_something_else_changed(acmes, window):
    window.sides.selectRow(3)
    QTest.keyClick(window.sides, Qt.Key.Key_Right)
    edit(acmes, "Account", acmes.kept.account_id, note="Met at the fair.")
    acmes.settle()
    assert line(window, "Industry")[3] == "Metals"
    assert line(window, "Note")[3] == "Met at the fair. Also known as: Acme Incorporated"


def test_not_the_same_is_remembered_and_can_be_undone(acmes, window):
    QTest.keyClick(window, Qt.Key.Key_Down, CTRL)
    assert window.pair.names == ("Bolt AG", "Bolt Ltd")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.pair.names == ("Acme Inc", "Acme Incorporated")
    acmes.settle()
    assert len(texts(window.table)) == 1
    window.reject()
    acmes.settle()
    acmes.do("doubles")
    acmes.settle()
    assert len(texts(acmes.sheet("doublesWindow").table)) == 1
    acmes.do("undo")
    acmes.settle()
    assert len(texts(acmes.sheet("doublesWindow").table)) == 2
    assert not [each for each in rows(acmes, Setting) if "doubles" in each.name]


def test_next_and_previous_pair_by_key_stop_at_the_ends(window):
    window.sides.selectRow(4)
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, 0)):
        QTest.keyClick(window, key, CTRL)
        assert window.table.currentRow() == row
    assert window.sides.currentRow() == 0


def test_contacts_are_shown_with_what_protects_them(acmes):
    acmes.run(Delete("Account", tuple(each.id for each in rows(acmes, Account) if "Bolt" in each.name)))
    dana, bo = rows(acmes, Contact)
    edit(acmes, "Contact", dana.id, emails=("dana@acme.example",), min_days_between=14)
    edit(
        acmes,
        "Contact",
        bo.id,
        name="D. Fox",
        emails=("Dana@acme.example", "d@old.example"),
        do_not_contact=True,
    )
    acmes.do("doubles")
    acmes.settle()
    window = acmes.sheet("doublesWindow")
    QTest.keyClick(window, Qt.Key.Key_Down, CTRL)
    assert window.pair.kind == "Contact"
    assert line(window, "E-mail")[3] == "dana@acme.example, d@old.example"
    assert line(window, "Days between touches")[1:] == ["14", "", "14"]
    assert line(window, "Do not contact")[1:] == ["", "yes", "yes"]
    assert line(window, "Works at")[3] == "Acme Inc, Acme Incorporated"
    window.merge_button.click()
    acmes.settle()
    (left,) = rows(acmes, Contact)
    assert (left.do_not_contact, left.min_days_between, left.name) == (True, 14, "Dana Fox")


def test_without_doubles_the_window_says_so(desk):
    add(desk, "Acme")
    desk.do("doubles")
    desk.settle()
    window = desk.sheet("doublesWindow")
    assert window.summary.text() == "No doubles found"
    assert not window.table.isVisible()
    assert not window.merge_button.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)  # there is nothing to merge
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    add(desk, "ACME Inc")
    desk.settle()
    assert window.table.isVisible()
    assert window.table.hasFocus()


def test_a_pair_of_which_one_is_gone_is_told_and_not_merged(acmes, window):
    command = Delete("Account", (acmes.other.account_id,))
    acmes.shell.workspace.dispatcher.run(command)  # by another program; the window has not looked yet
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert "not on the board any more" in window.problem
    assert len(rows(acmes, Account)) == 3


def test_looking_can_be_stopped_and_begun_again(acmes, window, monkeypatch):
    monkeypatch.setattr(doubles_window, "MOST_SHOWN", 1)
    find, pressed = window._find, threading.Event()

    def slowly(step):
        pressed.wait(10)
        return find(step)

    monkeypatch.setattr(window, "_find", slowly)
    window.refresh()
    assert window.stop_button.isVisible()
    assert window.stop_button.text() == "Stop looking"
    window.stop_button.click()
    pressed.set()
    acmes.settle()
    assert (window.summary.text(), window.stop_button.text()) == ("Looking was stopped", "Look again")
    window.stop_button.click()
    acmes.settle()
    assert not window.stop_button.isVisible()
    assert window.summary.text() == "2 pairs may be doubles; the surest 1 are listed"
    assert len(texts(window.table)) == 1


def test_touches_of_both_are_there_after_a_merge(acmes, window):
    window.merge_button.click()
    acmes.settle()
    assert [touch.account_id for touch in rows(acmes, Touch)] == [acmes.kept.account_id]


def test_the_account_in_hand_is_put_beside_one_named_by_hand(acmes):
    acmes.select("Acme Inc")
    acmes.do("merge_with")
    sheet = acmes.sheet("mergeSheet")
    acmes.fill(sheet, "With this account", "bolt ag")
    acmes.save(sheet)
    window = acmes.sheet("doublesWindow")
    assert window.pair.names == ("Acme Inc", "Bolt AG")
    assert window.reason.text() == "You chose these two"
    assert window.sides.hasFocus()
    assert len(texts(window.table)) == 3
    window.merge_button.click()
    acmes.settle()
    assert [account.name for account in rows(acmes, Account)] == ["Acme Inc", "Acme Incorporated", "Bolt Ltd"]
    assert window.pair.names == ("Acme Inc", "Acme Incorporated")


def test_a_contact_of_the_account_in_hand_is_put_beside_another(acmes):
    acmes.select("Acme Inc")
    acmes.do("merge_with")
    sheet = acmes.sheet("mergeSheet")
    sheet.which.setCurrentIndex(1)
    acmes.fill(sheet, "With this contact", "Bo Li")
    acmes.save(sheet)
    window = acmes.sheet("doublesWindow")
    assert (window.pair.kind, window.pair.names) == ("Contact", ("Dana Fox", "Bo Li"))
    window.apart_button.click()
    acmes.settle()
    assert window.pair.kind == "Account"


def test_whom_nobody_knows_and_the_record_itself_are_told_beside_the_field(acmes):
    acmes.run(AddPursuit("ACME INC", account_id=acmes.kept.account_id))
    acmes.select("Acme Inc")
    acmes.do("merge_with")
    sheet = acmes.sheet("mergeSheet")
    for typed, words in (
        ("", "Name the other account"),
        ("zzz", "Name the other account"),
        ("Acme Inc", "same"),
    ):
        sheet.accounts.setText(typed)
        QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
        assert words in sheet.field_problems()[0]
    sheet.reject()


def test_records_of_one_name_are_told_apart_by_their_numbers(acmes):
    bolts = [account.id for account in rows(acmes, Account) if "Bolt" in account.name]
    for bolt in bolts:
        edit(acmes, "Account", bolt, name="Bolt")
    acmes.select("Acme Inc")
    acmes.do("merge_with")
    sheet = acmes.sheet("mergeSheet")
    acmes.fill(sheet, "With this account", f"Bolt, #{bolts[1]}")
    acmes.save(sheet)
    assert acmes.sheet("doublesWindow").pair.other == bolts[1]


def test_without_a_card_in_hand_there_is_nothing_to_merge_with(desk):
    desk.do("merge_with")
    assert not [each for each in desk.window.findChildren(QDialog, "mergeSheet") if each.isVisible()]


def test_panel_and_timeline_of_a_card_in_hand_follow_its_account(acmes):
    desk = acmes
    desk.select("Acme Incorporated")
    before = desk.timeline()
    desk.do("doubles")
    desk.settle()
    desk.sheet("doublesWindow").merge_button.click()
    desk.settle()
    assert desk.shell.presenter.selection.current == desk.other.id
    assert desk.shell.presenter.model.card(desk.other.id).account == "Acme Inc"
    assert "Acme Inc" in desk.panel
    assert "Incorporated" not in desk.panel
    assert any("call" in said.lower() for said in desk.timeline())
    desk.do("undo")
    desk.settle()
    assert "Acme Incorporated" in desk.panel
    assert desk.timeline() == before
