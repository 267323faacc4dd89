"""A person erased whole: from the board, the trash, the journal, the index, and the bytes of the file."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import DreamboardError, NotFound, Refused
from dreamboard.domain.model import (
    ROW_TYPES,
    Contact,
    Employment,
    ExternalId,
    ImportRecord,
    Plan,
    Pursuit,
    Round,
    Setting,
    Signal,
    Touch,
    TrashItem,
)
from dreamboard.domain.values import Channel, Direction, Outcome, Role, SignalKind
from dreamboard.services import commands as do
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import RevertImport
from dreamboard.services.merging import MergeContacts
from dreamboard.services.person import person_of
from dreamboard.store.backup import is_good, make_backup
from dreamboard.store.link import Link
from dreamboard.store.open import open_board
from dreamboard.store.search_index import documents
from dreamboard.store.sqlite_file import companions
from tests.fakes import FakeClock

NAME, MAIL, PHONE = "Zebedee Quillfeather", "zeb@quillfeather.example", "+44 20 7946 0958"
NEVER_AGAIN = (b"quillfeather", b"zebedee", b"7946", b"peacock")
BOB = do.NewContact("Bob Okafor", "Buyer", Role.CHAMPION)


class Board:
    """A board in a file, its dispatcher, and a card with Zebedee all over it."""

    def __init__(self, path):
        self.clock = FakeClock()
        self.file = open_board(path, self.clock, busy=0.2)
        self.dispatcher = Dispatcher(HANDLERS, self.file.unit, self.clock)
        self.queries = self.file.queries

    def run(self, *commands):
        return [self.dispatcher.run(command) for command in commands][-1]

    def all(self, kind, **equals):
        rows = self.queries.rows(kind)
        return [row for row in rows if all(getattr(row, name) == to for name, to in equals.items())]

    def one(self, kind, **equals):
        (row,) = self.all(kind, **equals)
        return row

    def everything(self):
        kinds = (kind for kind in ROW_TYPES if kind is not Setting)
        return {kind.__name__: self.queries.rows(kind) for kind in kinds}

    def erase(self):
        done = self.run(do.ErasePerson(self.zeb))
        self.file.wipe()
        return done

    def undo_all(self, most=100):
        """Ctrl+Z, again and again; how often it did something."""
        count = 0
        while self.queries.undo_steps()[0] is not None:
            self.dispatcher.undo()
            count += 1
            assert count < most, "there is no end to it"
        with pytest.raises(Refused, match="nothing to undo"):
            self.dispatcher.undo()
        return count

    def fill(self):
        """Zebedee decides at Northwind, was touched, planned, introduced us and left; then was edited."""
        self.card = self.run(do.AddPursuit("Northwind", contact=BOB)).made[0]
        self.account = self.one(Pursuit).account_id
        new = do.NewContact(NAME, "Head of peacock buying", Role.DECISION_MAKER, (MAIL,), (PHONE,))
        self.zeb = self.run(do.AddContact(self.account, new)).made[0]
        self.bob = self.one(Contact, name=BOB.name).id
        about = {"account_id": self.account, "pursuit_id": self.card}
        self.run(
            do.LogTouch(Channel.CALL, contact_id=self.zeb, subject="peacock", note="likes peacocks", **about),
            do.LogTouch(Channel.EMAIL, contact_id=self.bob, note="a dock in Rotterdam", **about),
            do.LosePursuits(
                (self.card,), do.Place(5), do.Loss(introducer_id=self.zeb, note="too dear"), date(2026, 3, 1)
            ),
            do.PlanTouch((self.card,), date(2026, 3, 20), Channel.CALL, self.zeb, text="peacock paper"),
            do.AddSignal(self.account, SignalKind.NEWS, date(2026, 3, 1), self.zeb, "peacock news"),
            do.Edit("Contact", self.zeb, (("note", "keeps peacocks"),)),
        )
        with self.file.unit() as unit:
            unit.add(ExternalId(0, "crm", "contact", "zeb@quillfeather.example", self.zeb))
            spoke = (Channel.CALL, Direction.OUT, Outcome.SPOKE)
            unit.add(Touch(0, self.clock.now(), *spoke, contact_id=self.zeb, note="on no account, a peacock"))
            unit.push_step("Import", self.clock.now())
            unit.commit()
        return self


@pytest.fixture
def board(tmp_path):
    board = Board(tmp_path / "mine.dreamboard").fill()
    yield board
    board.file.close()


def bytes_of(path):
    """Everything that stands in the file and beside it, without case."""
    files = [path, *companions(path)]
    return b"".join(one.read_bytes() for one in files if one.exists()).lower()


def words_in_index(board):
    """The words that the search index still knows, deleted ones that were not merged away too."""
    link = Link(board.file.backend)
    try:
        link.connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.known USING fts5vocab(main, search, row)")
        return {row[0] for row in link.connection.exec_driver_sql("SELECT term FROM temp.known")}
    finally:
        link.close()


def test_the_board_holds_no_byte_of_an_erased_person(board):
    path = board.file.path
    assert all(word in bytes_of(path) for word in NEVER_AGAIN)
    board.erase()
    assert [word for word in NEVER_AGAIN if word in bytes_of(path)] == []
    assert not {"quillfeather", "zebedee", "peacock", "peacocks"} & words_in_index(board)
    assert board.all(Setting, name=do.WIPE_DUE) == []


def test_without_the_last_step_the_file_would_hold_them_and_says_so(board):
    board.run(do.ErasePerson(board.zeb))
    assert NEVER_AGAIN[0] in bytes_of(board.file.path)
    assert board.one(Setting, name=do.WIPE_DUE)


def test_a_backup_made_after_it_holds_no_byte_of_them_either(board):
    board.erase()
    backup = make_backup(board.file.path, board.clock.now())
    assert is_good(backup.path)
    assert [word for word in NEVER_AGAIN if word in bytes_of(backup.path)] == []


def test_what_was_between_them_and_the_account_stays_without_them(board):
    before = board.one(Pursuit)
    kept = board.one(Touch, contact_id=board.bob)
    board.erase()
    touches = board.all(Touch)
    assert len(touches) == 2  # the one on no account has gone
    emptied = next(touch for touch in touches if touch.id != kept.id)
    assert (emptied.contact_id, emptied.subject, emptied.note) == (None, "", "")
    assert (emptied.channel, emptied.direction, emptied.account_id) == (
        Channel.CALL,
        Direction.OUT,
        board.account,
    )
    assert kept in touches
    assert board.one(Pursuit) == before
    assert board.all(Contact) == [board.queries.row(Contact, board.bob)]
    assert [job.contact_id for job in board.all(Employment)] == [board.bob]
    assert all(row.contact_id is None for row in (*board.all(Plan), *board.all(Signal)))
    assert all(row.note == "" for row in board.all(Signal))
    assert {row.introducer_id for row in board.all(Round)} == {None}
    assert board.all(Round)[0].reason_note == "too dear"
    assert board.all(ExternalId) == []


def test_it_leaves_no_step_and_undo_brings_nobody_back(board):
    done = board.erase()
    assert done.changes.step is None
    assert done.changes.bulk
    after = board.everything()
    assert board.undo_all() == 0
    with pytest.raises(Refused, match="nothing to redo"):
        board.dispatcher.redo()
    assert board.everything() == after


def test_steps_after_the_last_with_the_person_can_still_be_taken_back(board):
    board.run(do.AddPursuit("Harbor Steel"))
    card = board.all(Pursuit)[-1].id
    board.run(do.LogTouch(Channel.CALL, outcome=Outcome.SPOKE, pursuit_id=card, note="a long talk"))
    board.run(do.Edit("Pursuit", card, (("note", "good"),)))
    board.erase()
    steps = [step.label for step in board.queries.steps()]
    assert len(steps) == 3
    assert board.undo_all() == 3
    assert [row.id for row in board.all(Pursuit)] == [board.card]
    assert board.all(Contact) == [board.queries.row(Contact, board.bob)]
    for _ in range(3):
        board.dispatcher.redo()
    assert board.queries.row(Pursuit, card).note == "good"


def test_a_step_that_was_taken_back_cannot_bring_the_person_back(board):
    board.run(do.Edit("Contact", board.zeb, (("name", "Zebedee Q. Quillfeather"),)))
    board.dispatcher.undo()
    board.erase()
    with pytest.raises(Refused, match="nothing to redo"):
        board.dispatcher.redo()
    assert b"zebedee" not in bytes_of(board.file.path)


def test_an_earlier_name_is_erased_too(board):
    board.run(do.Edit("Contact", board.zeb, (("name", "Someone Else"), ("emails", ()), ("telephones", ()))))
    board.run(do.AddPursuit("Harbor Steel", note="found through Zebedee Quillfeather"))
    board.dispatcher.undo()
    person = person_of(board.zeb, board.queries.rows, board.queries.journal())
    assert person.marks.named_in("was it zebedée quillfeather?")
    board.erase()
    assert [word for word in (*NEVER_AGAIN, b"someone") if word in bytes_of(board.file.path)] == []


def test_who_was_made_one_with_them_is_erased_along(board):
    other = do.NewContact("Z. Peacockson", emails=("peacockson@quillfeather.example",))
    double = board.run(do.AddContact(board.account, other)).made[0]
    board.run(MergeContacts(board.zeb, (double,)))
    board.erase()
    assert [word for word in NEVER_AGAIN if word in bytes_of(board.file.path)] == []
    assert board.undo_all() == 0


def test_a_person_in_the_trash_is_erased_from_there(board):
    board.run(do.Delete("Contact", (board.zeb,)))
    assert board.one(TrashItem).label == NAME
    board.erase()
    assert board.all(TrashItem) == []
    assert [word for word in NEVER_AGAIN if word in bytes_of(board.file.path)] == []
    assert board.undo_all() == 0


def test_what_else_a_trash_item_holds_can_be_restored(board):
    board.run(do.Delete("Contact", (board.bob, board.zeb)))
    board.erase()
    assert board.one(TrashItem).label == "2 contacts"
    board.run(do.RestoreFromTrash(board.one(TrashItem).id))
    assert [one.id for one in board.all(Contact)] == [board.bob]
    assert board.one(Touch, contact_id=board.bob).note == "a dock in Rotterdam"
    assert [word for word in NEVER_AGAIN if word in bytes_of(board.file.path)] == []


def test_a_deleted_card_comes_back_from_the_trash_without_the_person(board):
    board.run(do.Delete("Account", (board.account,)))
    board.erase()
    board.run(do.RestoreFromTrash(board.one(TrashItem).id))
    assert board.one(Pursuit).id == board.card
    assert {touch.contact_id for touch in board.all(Touch)} == {None, board.bob}
    assert {plan.contact_id for plan in board.all(Plan)} <= {None}
    assert [word for word in NEVER_AGAIN if word in bytes_of(board.file.path)] == []


def test_what_others_notes_say_of_them_stays_and_is_told(board):
    board.run(do.Edit("Contact", board.bob, (("note", "reports to Zebedee QUILLFEATHER since May"),)))
    person = person_of(board.zeb, board.queries.rows, board.queries.journal())
    (mention,) = person.mentions
    assert (mention.kind, mention.row_id, mention.field) == ("Contact", board.bob, "note")
    assert mention.where == "Bob Okafor"
    assert mention.excerpt == "reports to Zebedee QUILLFEATHER since May"
    board.erase()
    assert "QUILLFEATHER" in board.queries.row(Contact, board.bob).note
    assert board.undo_all() == 1  # that edit itself, which remembers only the note before it


def test_a_name_within_another_word_is_no_mention(board):
    board.run(do.Edit("Contact", board.zeb, (("name", "Li"),)))
    board.run(do.Edit("Contact", board.bob, (("note", "Likes lilies, said Li Wei"),)))
    person = person_of(board.zeb, board.queries.rows, board.queries.journal())
    assert person.marks.named_in("said Li Wei")
    assert not person.marks.named_in("Likes lilies")


def test_who_shares_a_number_with_them_does_not_name_them(board):
    board.run(do.Edit("Contact", board.bob, (("telephones", (PHONE,)),)))
    assert person_of(board.zeb, board.queries.rows, board.queries.journal()).mentions == ()
    board.erase()
    assert board.queries.row(Contact, board.bob).telephones == (PHONE,)
    assert board.undo_all() == 1


def test_a_name_is_found_in_a_script_that_writes_words_together(board):
    board.run(do.Edit("Contact", board.zeb, (("name", "王小明"),)))
    person = person_of(board.zeb, board.queries.rows, board.queries.journal())
    assert person.marks.named_in("昨天和王小明见面")


def test_a_failing_erase_leaves_everything_as_it_was(board, monkeypatch):
    before, steps = board.everything(), board.queries.journal()

    def fail(_link):
        raise Refused("The disk is full.")

    monkeypatch.setattr("dreamboard.store.unit_of_work.rebuild", fail)
    with pytest.raises(Refused, match="full"):
        board.run(do.ErasePerson(board.zeb))
    assert board.everything() == before
    assert board.queries.journal() == steps
    assert board.queries.search("zebedee")


def test_an_import_before_it_can_no_longer_be_taken_back(board):
    with board.file.unit() as unit:
        record = unit.add(ImportRecord(0, board.clock.now(), ("people.csv",), "{}"))
        unit.push_step("Import people.csv", board.clock.now())
        unit.commit()
    board.run(do.Edit("Contact", board.zeb, (("note", "keeps hens"),)))
    board.erase()
    with pytest.raises(Refused, match="too long ago"):
        board.run(RevertImport(record.id))


def test_erasing_nobody_is_refused(board):
    with pytest.raises(NotFound, match="holds nothing of this person"):
        board.run(do.ErasePerson(9_999))


def test_it_cannot_hide_among_other_changes(board):
    with pytest.raises(Refused, match="by itself"):
        board.run(do.Batch("Tidy up", (do.ErasePerson(board.zeb),)))
    assert board.queries.row(Contact, board.zeb)


def test_the_index_holds_what_the_rows_say_after_it(board):
    board.erase()
    link = Link(board.file.backend)
    try:
        expected = len(list(documents(link)))
        assert link.backend.search_count(link.connection) == expected
    finally:
        link.close()
    assert board.queries.search("rotterdam")


def test_another_connection_sees_it_at_once(board):
    other = open_board(board.file.path, board.clock)
    try:
        version = other.queries.version()
        board.erase()
        assert other.queries.version() != version
        assert [one.name for one in other.queries.rows(Contact)] == ["Bob Okafor"]
        assert other.queries.search("rotterdam")
    finally:
        other.close()


def test_while_another_reads_on_the_rest_is_done_later(board):
    other = open_board(board.file.path, board.clock)
    try:
        with other.link() as link:
            assert link.connection.exec_driver_sql("SELECT count(*) FROM contact").scalar() == 2
            board.run(do.ErasePerson(board.zeb))
            with pytest.raises(DreamboardError, match="reading"):
                board.file.wipe()
        assert board.one(Setting, name=do.WIPE_DUE)
        board.file.wipe()
        assert [word for word in NEVER_AGAIN if word in bytes_of(board.file.path)] == []
    finally:
        other.close()


_DOINGS = st.lists(
    st.sampled_from(["touch zeb", "touch bob", "edit zeb", "edit bob", "card", "delete zeb", "delete bob",
                     "restore", "undo", "redo", "plan zeb", "lose", "move"]), max_size=12,
)  # fmt: skip


def _do(board, what):
    about = {"account_id": board.account, "pursuit_id": board.card}
    who = board.zeb if what.endswith("zeb") else board.bob
    match what.split()[0]:
        case "touch":
            return do.LogTouch(
                Channel.CALL, contact_id=who, note="peacock" if who == board.zeb else "", **about
            )
        case "edit":
            return do.Edit("Contact", who, (("note", "peacock"),) if who == board.zeb else (("note", "x"),))
        case "card":
            return do.AddPursuit("Harbor Steel")
        case "delete":
            return do.Delete("Contact", (who,))
        case "restore":
            return do.RestoreFromTrash(board.all(TrashItem)[-1].id) if board.all(TrashItem) else None
        case "plan":
            return do.PlanTouch((board.card,), date(2026, 3, 20), Channel.CALL, who, text="peacock")
        case "lose":
            loss = do.Loss(introducer_id=board.zeb)
            return do.LosePursuits((board.card,), do.Place(5), loss)
        case _:
            return do.MoveCards((board.card,), do.Place(2))


@settings(max_examples=12)
@given(doings=_DOINGS, later=_DOINGS)
def test_whatever_was_done_before_and_after_undo_and_redo_never_bring_them_back(
    tmp_path_factory, doings, later
):
    board = Board(tmp_path_factory.mktemp("erasing") / "mine.dreamboard").fill()

    def go(what):
        try:
            if what == "undo":
                board.dispatcher.undo()
            elif what == "redo":
                board.dispatcher.redo()
            elif (command := _do(board, what)) is not None:
                board.run(command)
        except DreamboardError:
            return

    try:
        for what in doings:
            go(what)
        board.erase()
        assert [word for word in NEVER_AGAIN if word in bytes_of(board.file.path)] == []
        for what in later:
            if not what.endswith("zeb") and what != "lose":
                go(what)
        board.undo_all()
        with pytest.raises(NotFound):
            board.queries.row(Contact, board.zeb)
        while board.queries.undo_steps()[1] is not None:
            board.dispatcher.redo()
        text = json.dumps([str(rows) for rows in board.everything().values()]).lower()
        assert not any(word.decode() in text for word in NEVER_AGAIN)
    finally:
        board.file.close()
