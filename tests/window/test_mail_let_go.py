"""Mail, meetings and people dragged from another program onto a card or its timeline."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from dreamboard.domain.model import Attachment, Contact, Touch
from dreamboard.domain.values import Direction
from dreamboard.exchange.importing import _OWN
from dreamboard.services.board_settings import KEEP_ATTACHMENTS
from dreamboard.services.commands import AddPursuit, ChangeSetting, NewContact
from tests.window.drags import FileDrag, files

LETTER = (
    b"From: Ed Ray <ed@mail.example>\r\nTo: me@rep.example\r\nSubject: Dock paper\r\n"
    b"Date: Mon, 16 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@x.example>\r\n\r\nPlease call me.\r\n"
)


@pytest.fixture
def teller(desk):
    """A card, and one below it that is not meant; the rep's own address is known."""
    card = desk.run(AddPursuit("Teller Foods", contact=NewContact("Dana Fox"))).made[0]
    desk.run(AddPursuit("Northwind"))
    desk.run(ChangeSetting(_OWN, json.dumps(["me@rep.example"])))
    desk.select("Teller Foods")
    return card


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(LETTER)
    return path


def place_of(desk, pursuit_id):
    """The middle of a card, in the board's viewport."""
    board = desk.window.parts.board
    column = board.column_of(pursuit_id)
    middle = column.cards.visualRect(column.model.index_of(pursuit_id)).center()
    return board.viewport().mapFromGlobal(column.cards.viewport().mapToGlobal(middle))


def touches(desk):
    return list(desk.shell.workspace.queries.rows(Touch))


def contacts(desk):
    return {contact.name for contact in desk.shell.workspace.queries.rows(Contact)}


def button(desk, name):
    return desk.window.snack.findChild(QPushButton, name)


def test_a_message_let_go_over_a_card_goes_there_in_one_step(desk, teller, letter):
    drag = FileDrag(desk.window.parts.board.viewport(), files(letter))
    assert drag.over(place_of(desk, teller))
    assert drag.drop(place_of(desk, teller))
    assert touches(desk) == []  # nothing is done inside the drop
    desk.settle()
    (touch,) = touches(desk)
    assert (touch.pursuit_id, touch.direction, touch.note) == (
        teller,
        Direction.IN,
        "From: Ed Ray <ed@mail.example>\nPlease call me.",
    )
    assert desk.window.snack.text == "“Dock paper” came to Teller Foods."
    assert any("Dock paper" in line for line in desk.timeline())
    desk.do("undo")
    desk.settle()
    assert touches(desk) == []
    desk.do("redo")
    desk.settle()
    assert len(touches(desk)) == 1


def test_who_wrote_is_offered_as_a_contact_there(desk, teller, letter):
    FileDrag(desk.window.parts.board.viewport(), files(letter)).drop(place_of(desk, teller))
    desk.settle()
    offer = button(desk, "snackOffer")
    assert offer.isVisible()
    assert offer.text() == "Add Ed Ray as a contact"
    offer.click()
    desk.settle()
    assert desk.window.snack.text == "Add Ed Ray at Teller Foods"
    (touch,) = touches(desk)
    ed = next(one for one in desk.shell.workspace.queries.rows(Contact) if one.name == "Ed Ray")
    assert touch.contact_id == ed.id
    desk.do("undo")
    desk.settle()
    assert contacts(desk) == {"Dana Fox"}
    assert touches(desk)[0].contact_id is None
    assert not offer.isVisible()


def test_let_go_again_it_is_there_already(desk, teller, letter):
    for _ in range(2):
        FileDrag(desk.window.parts.board.viewport(), files(letter)).drop(place_of(desk, teller))
        desk.settle()
    assert len(touches(desk)) == 1
    assert desk.window.snack.text == "It is there already."


def test_the_card_below_the_mouse_shows_that_it_takes_it(desk, teller, letter):
    board = desk.window.parts.board
    cards = board.column_of(teller).cards
    before = cards.viewport().grab().toImage()
    drag = FileDrag(board.viewport(), files(letter))
    drag.over(place_of(desk, teller))
    assert cards.viewport().grab().toImage() != before
    drag.leave()
    assert cards.viewport().grab().toImage() == before


def test_the_timeline_takes_it_for_the_card_in_hand_and_shows_so(desk, teller, letter):
    timeline = desk.window.parts.timeline
    drag = FileDrag(timeline, files(letter))
    assert drag.over(QPoint(40, 40))
    assert timeline.property("taking") is True
    assert drag.drop(QPoint(40, 40))
    assert timeline.property("taking") is False
    desk.settle()
    assert [touch.pursuit_id for touch in touches(desk)] == [teller]


def test_a_message_handed_over_without_a_file_is_taken_too(desk, teller):
    data = QMimeData()
    data.setData("message/rfc822", LETTER)
    drag = FileDrag(desk.window.parts.board.viewport(), data)
    corner = QPoint(desk.window.parts.board.viewport().width() - 3, 3)
    assert not drag.over(corner)  # no card is there
    assert drag.drop(place_of(desk, teller))
    desk.settle()
    assert [touch.subject for touch in touches(desk)] == ["Dock paper"]


def test_elsewhere_on_the_board_and_other_files_open_the_import(desk, teller, letter, tmp_path):
    table = tmp_path / "deals.csv"
    table.write_text("Account,Stage\nBolt,Pursuing\n")
    viewport = desk.window.parts.board.viewport()
    for path, at in ((letter, QPoint(viewport.width() - 3, 3)), (table, place_of(desk, teller))):
        assert FileDrag(viewport, files(path)).drop(at)
        desk.settle()
        window = desk.sheet("importWindow")
        assert path.name in desk.words_of(window)
        window.reject()
        desk.settle()
    assert touches(desk) == []


def test_until_the_rep_said_who_they_are_the_import_asks_for_that_card(desk, letter):
    card = desk.run(AddPursuit("Teller Foods")).made[0]
    FileDrag(desk.window.parts.board.viewport(), files(letter)).drop(place_of(desk, card))
    desk.settle()
    window = desk.sheet("importWindow")
    window.next_button.click()
    desk.settle()
    assert window.preview_page.own_addresses == ()
    window.reject()
    desk.settle()


def test_what_cannot_be_read_or_is_nobodys_is_told(desk, teller, tmp_path):
    viewport = desk.window.parts.board.viewport()
    broken = tmp_path / "broken.msg"
    broken.write_bytes(b"no message")
    FileDrag(viewport, files(broken)).drop(place_of(desk, teller))
    desk.settle()
    assert desk.window.snack.text == "broken.msg is not a message as Outlook saves them. Is it damaged?"
    away = tmp_path / "away.eml"
    away.write_bytes(b"Auto-Submitted: auto-replied\r\n" + LETTER)
    FileDrag(viewport, files(away)).drop(place_of(desk, teller))
    desk.settle()
    assert desk.window.snack.text == "1 left out: an automatic reply."
    FileDrag(viewport, files(tmp_path / "gone.eml")).drop(place_of(desk, teller))
    desk.settle()
    assert "gone.eml" in desk.window.snack.text
    assert touches(desk) == []


def test_a_large_mailbox_is_shown_before_it_comes(desk, teller, tmp_path, monkeypatch):
    monkeypatch.setattr("dreamboard.app.mail_desk.AT_ONCE", 100)
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"From ed@mail.example Mon Nov 16 10:00:00 2026\n" + LETTER)
    FileDrag(desk.window.parts.board.viewport(), files(path)).drop(place_of(desk, teller))
    desk.settle()
    window = desk.sheet("importWindow")
    for _ in range(2):
        window.next_button.click()
        desk.settle()
    window.reject()
    desk.settle()
    assert [touch.pursuit_id for touch in touches(desk)] == [teller]


def test_its_keyboard_twin_imports_to_the_card_in_hand(desk, teller, letter):
    desk.do("import_to_card")
    window = desk.sheet("importWindow")
    assert "Import to Teller Foods" in desk.words_of(window)
    window.read([letter])
    desk.settle()
    for _ in range(2):
        window.next_button.click()
        desk.settle()
    assert [touch.pursuit_id for touch in touches(desk)] == [teller]
    window.reject()
    desk.settle()
    assert not [sheet for sheet in desk.window.findChildren(QDialog) if sheet.isVisible()]


WITH_FILE = (
    LETTER.replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n")
    + b"--b\r\nContent-Type: application/pdf; name=paper.pdf\r\nContent-Disposition: attachment\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n"
)


@pytest.mark.parametrize("keeps", [False, True])
def test_what_came_with_it_is_kept_where_the_board_keeps_it(desk, teller, letter, keeps):
    letter.write_bytes(WITH_FILE)
    desk.run(ChangeSetting(KEEP_ATTACHMENTS, json.dumps(keeps)))
    FileDrag(desk.window.parts.board.viewport(), files(letter)).drop(place_of(desk, teller))
    desk.settle()
    kept = desk.shell.workspace.queries.rows(Attachment)
    assert [one.content for one in kept] == [b"%PDF"] * keeps
    assert ("1 attachment is kept" in desk.window.snack.text) == keeps


def test_what_is_kept_is_saved_from_the_timeline_where_the_rep_says(
    desk, teller, letter, tmp_path, monkeypatch
):
    letter.write_bytes(WITH_FILE)
    desk.run(ChangeSetting(KEEP_ATTACHMENTS, "true"))
    FileDrag(desk.window.parts.board.viewport(), files(letter)).drop(place_of(desk, teller))
    desk.settle()
    view = desk.window.parts.timeline.view
    model = view.model()
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    row = next(row for row, line in enumerate(lines) if "Attachments: paper.pdf" in line)
    view.setCurrentIndex(model.index(row, 0))
    asked = []

    def choose(parent, title, start, kinds):
        asked.append(Path(start).name)
        return str(tmp_path / "saved.pdf"), kinds

    monkeypatch.setattr("dreamboard.app.files_desk.QFileDialog.getSaveFileName", choose)
    QTest.keyClick(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert asked == ["paper.pdf"]
    assert (tmp_path / "saved.pdf").read_bytes() == b"%PDF"
    assert desk.window.snack.text == f"It is in {tmp_path / 'saved.pdf'}."
    before = len(model.index(row, 0).data())
    desk.do("undo")
    desk.settle()
    assert touches(desk) == []
    desk.do("redo")
    desk.settle()
    assert len(model.index(row, 0).data()) == before
