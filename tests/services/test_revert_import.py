"""Taking an import back: as if it had not been, but for what the rep did since."""

import pytest

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    ExternalId,
    ImportRecord,
    Pursuit,
    Round,
    Setting,
    Stage,
    Touch,
)
from dreamboard.domain.values import Channel
from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.services.commands import (
    AddContact,
    AddPursuit,
    Delete,
    Edit,
    LogTouch,
    MoveCards,
    NewContact,
    Place,
)
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.import_plan import ApplyImport, Kind, RevertImport
from dreamboard.services.merging import MergeAccounts, MergeContacts
from dreamboard.store.open import open_board
from tests.exchange.desk import ImportDesk
from tests.fakes import FakeClock

DEALS = (
    "Id,Deal Name,Account Name,Contact Name,Contact Email,Stage,Amount\n"
    "1,Pumps,Teller Foods,Dana Fox,dana@teller.example,Open,1000\n"
    "2,Docks,Northwind,Bo Li,bo@north.example,Lost,2000\n"
)
KINDS = (Account, Contact, Employment, Pursuit, Round, Touch, ExternalId, ImportRecord)


class RealDesk:
    """A real board on the disk, with the few questions that these tests ask."""

    def __init__(self, path):
        self.clock = FakeClock()
        self.board = open_board(path, self.clock)
        self.dispatcher = Dispatcher(HANDLERS, self.board.unit, self.clock)

    def run(self, command):
        return self.dispatcher.run(command)

    def undo(self):
        return self.dispatcher.undo()

    def all(self, kind, **equals):
        rows = self.board.queries.rows(kind)
        return [row for row in rows if all(getattr(row, n) == v for n, v in equals.items())]

    def one(self, kind, **equals):
        (found,) = self.all(kind, **equals)
        return found

    def take(self, path, choices=None):
        choices = choices or Choices()
        sources = read_files([path], choices)
        snapshot = take_snapshot(self.board.queries, kinds_of(sources))
        plan = plan_import(sources, snapshot, choices, self.clock.now(), self.clock.zone)
        self.run(ApplyImport(plan))
        return plan


@pytest.fixture(params=["stand-in", "real"])
def desk(request, tmp_path):
    if request.param == "stand-in":
        yield ImportDesk()
        return
    made = RealDesk(tmp_path / "mine.dreamboard")
    yield made
    made.board.close()


@pytest.fixture
def deals(tmp_path):
    path = tmp_path / "deals.csv"
    path.write_text(DEALS)
    return path


def rows(desk):
    return {kind.__name__: desk.all(kind) for kind in (*KINDS, Stage)}


def back(desk, at=-1):
    return desk.run(RevertImport(desk.all(ImportRecord)[at].id))


def test_an_import_nobody_touched_goes_without_a_trace_and_comes_back_by_undo(desk, deals):
    desk.run(AddPursuit("Bolt AG"))
    before = rows(desk)
    desk.take(deals)
    after = rows(desk)
    done = back(desk)
    assert done.label == "Take back the import of deals.csv"
    assert rows(desk) == before
    desk.undo() if isinstance(desk, RealDesk) else desk.dispatcher.undo()
    assert rows(desk) == after


def test_what_was_changed_is_as_before(desk, deals, tmp_path):
    desk.run(AddPursuit("Teller Foods"))
    people = tmp_path / "people.csv"
    people.write_text("Company,Industry,Website\nTeller Foods,Food,teller.example\n")
    before = rows(desk)
    desk.take(people)
    assert desk.one(Account).industry == "Food"
    back(desk)
    assert rows(desk) == before


def test_a_card_the_rep_worked_on_stays_with_all_it_needs(desk, deals):
    desk.take(deals)
    pumps = desk.one(Pursuit, title="Pumps")
    dana = desk.one(Contact, name="Dana Fox")
    desk.run(LogTouch(Channel.CALL, pursuit_id=pumps.id, contact_id=dana.id, account_id=pumps.account_id))
    done = back(desk)
    assert done.label == (
        "Take back the import of deals.csv, keeping what you worked on since: 1 account, 1 contact, 1 card"
    )
    assert [one.name for one in desk.all(Account)] == ["Teller Foods"]
    assert [one.name for one in desk.all(Contact)] == ["Dana Fox"]
    assert [one.title for one in desk.all(Pursuit)] == ["Pumps"]
    assert len(desk.all(Employment)) == 1
    assert len(desk.all(Round)) == 1
    assert desk.one(Pursuit).touch_count == 1
    assert len(desk.all(ImportRecord)) == 0


def test_what_was_kept_is_known_again_by_the_next_import(desk, deals):
    desk.take(deals)
    pumps = desk.one(Pursuit, title="Pumps")
    desk.run(Edit("Pursuit", pumps.id, (("note", "mine"),)))
    back(desk)
    desk.take(deals)
    assert sorted(one.title for one in desk.all(Pursuit)) == ["Docks", "Pumps"]
    assert desk.one(Pursuit, title="Pumps").note == "mine"


def test_a_card_that_was_moved_is_the_reps_own_and_its_neighbours_are_not(desk, deals):
    desk.take(deals)
    pumps = desk.one(Pursuit, title="Pumps")
    to = next(one.id for one in desk.all(Stage) if one.name == "In conversation")
    desk.run(MoveCards((pumps.id,), Place(to)))
    back(desk)
    assert [one.title for one in desk.all(Pursuit)] == ["Pumps"]
    assert desk.one(Pursuit).stage_id == to


def test_a_value_the_rep_changed_since_stays_and_the_others_go_back(desk, tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text("Company,Industry,Website\nTeller Foods,Food,teller.example\n")
    desk.run(AddPursuit("Teller Foods"))
    desk.take(path)
    desk.run(Edit("Account", desk.one(Account).id, (("industry", "Cold chain"),)))
    done = back(desk)
    assert done.label.endswith("keeping what you worked on since: 1 change of yours")
    account = desk.one(Account)
    assert (account.industry, account.domain) == ("Cold chain", "")


def test_what_was_deleted_since_stays_deleted(desk, deals):
    desk.take(deals)
    desk.run(Delete("Account", (desk.one(Account, name="Northwind").id,)))
    back(desk)
    assert desk.all(Account) == []
    assert desk.all(Pursuit) == []


def test_imports_are_taken_back_in_any_order(desk, deals, tmp_path):
    desk.take(deals)
    more = tmp_path / "more.csv"
    more.write_text("Subject,Activity Date,Account Name,Type\nTour,2026-02-01,Teller Foods,Meeting\n")
    desk.take(more, choices=Choices(kind=Kind.TOUCHES))
    assert len(desk.all(Touch)) == 1
    done = back(desk, 0)
    assert "keeping" in done.label  # the touch of the second import hangs on the first's account
    assert len(desk.all(Touch)) == 1
    back(desk)
    assert desk.all(Touch) == []


def test_what_the_imports_taught_stays(desk, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Firma,Was\nTeller Foods,x\n")
    desk.take(path, choices=Choices(kind=Kind.ACCOUNTS, columns={"Firma": "name"}))
    back(desk)
    assert desk.all(Account) == []
    assert any(one.name.startswith("import.mapping.") for one in desk.all(Setting))


def test_an_import_the_journal_has_forgotten_is_refused(desk):
    with desk.board.unit() as unit:
        record = unit.add(ImportRecord(0, desk.clock.now(), ("old.csv",), "{}"))
        unit.commit()
    with pytest.raises(Refused, match="too long ago"):
        desk.run(RevertImport(record.id))


def test_what_an_import_made_goes_though_it_came_to_another_account_by_a_merge(desk, deals):
    mine = desk.run(AddPursuit("Teller")).made[0]
    mine = desk.one(Pursuit, id=mine)
    desk.take(deals)
    desk.run(MergeAccounts(mine.account_id, (desk.one(Account, name="Teller Foods").id,)))
    assert len(desk.all(Pursuit, account_id=mine.account_id)) == 2
    done = back(desk)
    assert done.label == "Take back the import of deals.csv"
    assert [card.id for card in desk.all(Pursuit)] == [mine.id]
    assert [account.id for account in desk.all(Account)] == [mine.account_id]
    assert (desk.all(Contact), desk.all(ExternalId)) == ([], [])


def test_what_came_to_an_imported_account_by_a_merge_keeps_it(desk, deals):
    mine = desk.one(Pursuit, id=desk.run(AddPursuit("Teller")).made[0])
    desk.take(deals)
    imported = desk.one(Account, name="Teller Foods")
    desk.run(MergeAccounts(imported.id, (mine.account_id,)))
    back(desk)
    assert [(card.id, card.account_id) for card in desk.all(Pursuit)] == [(mine.id, imported.id)]
    assert [account.name for account in desk.all(Account)] == ["Teller Foods"]


def test_a_contact_merged_with_an_imported_one_stays_with_what_the_rep_logged(desk, deals):
    desk.run(AddPursuit("Bolt AG"))
    bolt = desk.one(Account)
    (mine,) = desk.run(AddContact(bolt.id, NewContact("D. Fox"))).made
    desk.run(LogTouch(Channel.CALL, contact_id=mine, account_id=bolt.id))
    desk.take(deals)
    dana = desk.one(Contact, name="Dana Fox")
    desk.run(MergeContacts(mine, (dana.id,)))
    assert len(desk.all(Employment, contact_id=mine)) == 2
    back(desk)
    assert [(each.contact_id, each.account_id) for each in desk.all(Employment)] == [(mine, bolt.id)]
    assert desk.one(Touch).contact_id == mine
