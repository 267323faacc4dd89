"""The import window's importer over real files and a real board, on the threads it is used on."""

from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

import pytest

from dreamboard.app.importer import BoardImporter
from dreamboard.app.preset_shelf import FolderShelf
from dreamboard.domain.model import Attachment
from dreamboard.presentation.import_model import Answers, FileAnswer
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import Kind, LineOutcome
from dreamboard.store.open import open_board
from tests.fakes import FakeClock

LINES = "Name,Account Name,Amount,Close Date,Stage\nGenerators,Grand Hotels,250000,03/04/2025,Closed Lost\n"


@pytest.fixture
def desk(tmp_path):
    clock = FakeClock()
    board = open_board(tmp_path / "mine.dreamboard", clock)
    backups = []
    dispatcher = Dispatcher(HANDLERS, board.unit, clock)
    made = BoardImporter(
        board.queries, dispatcher, clock, lambda: backups.append("made"), FolderShelf(tmp_path / "presets")
    )
    made.board, made.backups = board, backups
    yield made
    board.close()


def aside(work):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def never():
    return False


def no_progress(done, total):
    return None


def test_a_file_is_looked_at_asked_about_planned_and_applied(desk, tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text(LINES)
    look = aside(lambda: desk.look([path], Answers(), no_progress, never))[0]
    assert (look.kind, look.lines, look.header[0]) == (Kind.DEALS, 1, "Name")
    assert dict(desk.fields(Kind.DEALS))[look.columns["Amount"]] == "Value"
    asked = aside(lambda: desk.plan([path], Answers(), no_progress, never))
    assert asked.open_orders[0].sample.startswith("03/04/2025")
    answers = Answers(day_first=True)
    plan = aside(lambda: desk.plan([path], answers, no_progress, never))
    assert [line.outcome for line in plan.lines] == [LineOutcome.CREATED]
    done = aside(lambda: desk.apply(plan))
    assert done.changes.step is not None
    assert desk.backups == ["made"]
    again = aside(lambda: desk.plan([path], answers, no_progress, never))
    assert again.changes_nothing


def test_what_the_rep_said_of_a_file_is_taken(desk, tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes("Firma;Ort\nMüller & Söhne;Köln\n".encode("cp1252"))
    said = Answers().with_file(path, FileAnswer("cp1252", ";", Kind.ACCOUNTS, {"Firma": "name"}))
    look = aside(lambda: desk.look([path], said, no_progress, never))[0]
    assert look.samples == (("Müller & Söhne", "Köln"),)
    assert look.columns == {"Firma": "name"}
    plan = aside(lambda: desk.plan([path], said, no_progress, never))
    assert [line.name for line in plan.lines] == ["Müller & Söhne"]


def test_the_real_opportunities_are_known_for_what_they_are(desk, shared_data):
    path = shared_data / "crm" / "salesforce-dataloader" / "opportunityData.csv"
    look = aside(lambda: desk.look([path], Answers(), no_progress, never))[0]
    assert look.kind is Kind.DEALS
    assert "Salesforce" in look.program


def letter_to(path, number=1):
    """A message with a file, from somebody the board knows."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "dana@teller.example", "me@rep.example", "Dock paper"
    made["Date"], made["Message-ID"] = "Mon, 02 Feb 2026 10:00:00 +0000", f"<{number}@x.example>"
    made.set_content("Here it is.")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="paper.pdf")
    path.write_bytes(bytes(made))
    return path


@pytest.fixture
def known(desk):
    run = Dispatcher(HANDLERS, desk.board.unit, FakeClock()).run
    run(AddPursuit("Teller Foods", contact=NewContact("Dana Fox", emails=("dana@teller.example",))))
    return desk


def test_whether_attachments_are_kept_is_remembered_by_the_board(known, tmp_path):
    path, mine = letter_to(tmp_path / "a.eml"), ("me@rep.example",)
    look = known.look([path], Answers(), no_progress, never)[0]
    assert (look.attached, look.keeps) == (1, False)
    plain = known.plan([path], Answers(mine=mine), no_progress, never)
    assert not any(isinstance(row, Attachment) for row in plain.new)
    kept = known.plan([path], Answers(mine=mine, keep_attachments=True), no_progress, never)
    known.apply(kept)
    assert [one.content for one in known.board.queries.rows(Attachment)] == [b"%PDF"]

    other = letter_to(tmp_path / "b.eml", 2)
    assert known.look([other], Answers(), no_progress, never)[0].keeps
    assert any(isinstance(row, Attachment) for row in known.plan([other], Answers(), no_progress, never).new)
    without = known.plan([other], Answers(keep_attachments=False), no_progress, never)
    assert not any(isinstance(row, Attachment) for row in without.new)
    known.apply(without)
    assert not known.look([other], Answers(), no_progress, never)[0].keeps
