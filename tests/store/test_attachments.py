"""What came with touches lies in the file as bytes; what only names it never reads it."""

from dataclasses import replace

import pytest

from dreamboard.domain.model import Account, Attachment, Touch, TrashItem
from dreamboard.services.changes import Delta, RowImage, delta_from_json, delta_to_json
from dreamboard.services.commands import Delete, RestoreFromTrash
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import ApplyImport, ImportPlan
from dreamboard.services.read_models import KeptFile, TimelineFilter, TimelineScope
from dreamboard.store import attachments as attachments_module
from dreamboard.store.doctor import examine
from tests.store.small_world import TODAY, a_card, a_touch, everything, log

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def run(board, clock):
    return Dispatcher(HANDLERS, board.unit, clock)


@pytest.fixture
def card(board):
    return a_card(board)


@pytest.fixture
def touch(board, card):
    return log(board, a_touch(card, note="kept"))[0]


def paper(touch_id, row_id=-1, name="paper.pdf", content=CONTENT):
    return Attachment(row_id, touch_id, name, "application/pdf", len(content), content)


def bring(run, *rows):
    return run.run(ApplyImport(ImportPlan(new=rows)))


def line_of(board, card):
    page = board.queries.timeline(TimelineScope(card.account_id, card.id), TimelineFilter(), TODAY)
    return next(entry for entry in page.entries if entry.at is not None)


def test_bytes_come_back_as_they_were_and_the_timeline_names_them(board, run, card, touch):
    bring(run, paper(touch.id), paper(touch.id, -2, "empty", b""))
    kept = board.queries.attachments([touch.id])
    assert kept == (
        KeptFile(1, touch.id, "paper.pdf", "application/pdf", len(CONTENT)),
        KeptFile(2, touch.id, "empty", "application/pdf", 0),
    )
    assert [board.queries.row(Attachment, one.id).content for one in kept] == [CONTENT, b""]
    assert line_of(board, card).kept == kept


def test_many_touches_are_asked_about_in_pieces(board, run, card, monkeypatch):
    monkeypatch.setattr(attachments_module, "CHUNK", 2)
    touches = log(board, *(a_touch(card, days_ago) for days_ago in range(5)))
    bring(run, *(paper(one.id, -number) for number, one in enumerate(touches, 1)))
    ids = [one.id for one in touches]
    assert [one.touch_id for one in board.queries.attachments(ids)] == sorted(ids)


def test_an_import_that_kept_something_is_undone_and_done_again(board, run, touch):
    before = everything(board)
    bring(run, paper(touch.id))
    after = everything(board)
    undone = run.undo()
    assert everything(board) == before
    assert run.redo() is not None
    assert everything(board) == after
    run.undo()
    run.redo()
    assert everything(board) == after
    assert undone.of(Attachment) == {1}


def test_a_change_of_what_came_with_a_touch_shows_at_its_card(board, run, card, touch):
    with board.unit() as unit:
        unit.add(paper(touch.id, 0))
        changes = unit.change_set(None)
        unit.commit()
    assert changes.pursuits == {card.id}
    assert changes.accounts == {card.account_id}


def test_making_it_costs_the_journal_no_bytes(board, run, touch, path):
    bring(run, paper(touch.id, content=b"\xfe" * 3_000_000))
    (packed,) = board.queries.journal()[-1:]
    assert packed[1].images[0].values is None
    assert path.stat().st_size < 4_000_000


@pytest.mark.parametrize("kind", [Touch, Account])
def test_it_goes_to_the_trash_with_what_it_came_with_and_comes_back(board, run, card, touch, kind):
    bring(run, paper(touch.id))
    before = everything(board)
    row_id = touch.id if kind is Touch else card.account_id
    run.run(Delete(kind.__name__, (row_id,)))
    assert board.queries.rows(Attachment) == []
    (item,) = board.queries.rows(TrashItem)
    run.run(RestoreFromTrash(item.id))
    assert board.queries.rows(Attachment) == before["Attachment"]
    run.undo()
    run.undo()
    assert everything(board) == before


def test_the_doctor_finds_the_board_whole(board, run, touch, path):
    bring(run, paper(touch.id))
    findings = examine(path)
    assert all(finding.ok for finding in findings)
    assert any("Attachment 1" in finding.text for finding in findings)


def test_a_delta_with_bytes_is_the_same_after_writing():
    delta = Delta((RowImage("Attachment", 1, {"id": 1, "content": CONTENT}), RowImage("Touch", 2, None)))
    assert delta_from_json(delta_to_json(delta)) == delta


def test_a_delta_holds_nothing_that_is_no_column():
    with pytest.raises(TypeError, match="set is nothing that a column holds"):
        delta_to_json(Delta((RowImage("Touch", 1, {"id": {1}}),)))


def test_a_touch_that_another_changes_keeps_what_came_with_it(board, run, touch):
    bring(run, paper(touch.id))
    with board.unit() as unit:
        unit.update(replace(touch, note="other"))
        unit.commit()
    assert [one.name for one in board.queries.attachments([touch.id])] == ["paper.pdf"]
