"""Files that are broken, odd or meant to harm: read, or refused in words, and never half."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, Contact, Pursuit
from dreamboard.exchange.dates import DateOrder
from dreamboard.exchange.fields import FIELDS
from dreamboard.exchange.importing import Choices
from dreamboard.services.import_plan import Kind, LineOutcome
from tests.exchange.desk import ImportDesk, counts, reasons


@pytest.fixture
def desk():
    return ImportDesk()


def test_naughty_strings_come_in_as_names_and_notes(desk, shared_data, tmp_path):
    found = json.loads(next((shared_data / "strings").rglob("*.json")).read_text(encoding="utf-8"))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(["Company", "Deal", "Amount", "Stage", "Notes"])
    writer.writerows([f"Company {number}", text, "1", "Lost", text] for number, text in enumerate(found))
    path = tmp_path / "naughty.csv"
    path.write_bytes(stream.getvalue().encode("utf-8", "surrogatepass"))
    plan = desk.take(path)
    assert counts(plan, Kind.DEALS) == {"created": len(found)}
    assert desk.plan(path).changes_nothing
    assert any("<script>" in card.note for card in desk.all(Pursuit))


def test_a_header_alone_makes_an_empty_plan(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Company,Website\n")
    plan = desk.take(path)
    assert plan.lines == ()
    assert counts(plan, Kind.ACCOUNTS) == {}


def test_duplicated_headers_feed_a_field_once(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Company,Website,Website\nAcme,acme.example,other.example\n")
    desk.take(path)
    assert desk.one(Account).domain == "acme.example"


def test_ragged_lines_are_completed_or_rejected(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Company,Website,Industry\nAcme\nBolt,bolt.example,Steel,,\nCord,cord.example,Rope,what\n"
    )
    plan = desk.take(path)
    assert counts(plan, Kind.ACCOUNTS) == {"created": 2, "rejected": 1}
    assert reasons(plan) == ["it has 4 cells where the header has 3"]
    assert plan.files[0].rejected == (("Cord", "cord.example", "Rope", "what", reasons(plan)[0]),)


def test_lines_in_cp1252_come_in_and_are_said_to_be_a_guess(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Firma;Branche;Webseite\nMüller & Söhne;Stahl;muller.example\n".encode("cp1252"))
    plan = desk.take(path)
    assert desk.one(Account).name == "Müller & Söhne"
    assert plan.files[0].encoding_sure is False


def test_a_megabyte_in_a_cell_is_kept_as_far_as_a_note_goes(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Company,Website,Notes\nAcme,," + "x" * 1_000_000 + "\n")
    desk.take(path)
    note = desk.one(Account).note
    assert len(note) == 100_000
    assert note.endswith("…")


def test_zero_bytes_and_control_characters_do_not_reach_the_board(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Company,Website,Notes\nAc\x00me\x07,,a\x1bb\n")
    desk.take(path)
    assert (desk.one(Account).name, desk.one(Account).note) == ("Acme", "ab")


def test_pictures_and_scripts_in_notes_are_words_or_nothing(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Record ID,Company name,Company owner,Description\n"
        '1,Acme,Ann,"<script>alert(1)</script><p>Hello<br>there &amp; <img src=""http://x/y.png"">you</p>"\n'
    )
    desk.take(path)
    assert desk.one(Account).note == "Hello\nthere & you"


def test_a_parent_knows_the_sites_that_come_with_it_and_later(desk, tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text("Account Name,Parent Account\nHarbor Group,\nDock A,Harbor Group\nDock B,Harbor Group\n")
    desk.take(path)
    known = {account.name: account.sites_known for account in desk.all(Account)}
    assert known == {"Harbor Group": 2, "Dock A": 1, "Dock B": 1}
    path.write_text("Account Name,Parent Account\nDock C,Harbor Group\n")
    desk.take(path)
    group = next(account for account in desk.all(Account) if account.name == "Harbor Group")
    assert (group.sites_known, group.sites_believed) == (3, 3)


def test_two_accounts_that_are_each_others_parent_are_not_tied_in_a_ring(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Account ID,Account Name,Parent ID,Industry\n1,A,2,x\n2,B,1,x\n3,C,3,x\n4,D,1,x\n")
    desk.take(path)
    parents = {account.name: account.parent_id for account in desk.all(Account)}
    assert sum(parent is None for parent in parents.values()) == 2
    assert parents["D"] is not None


def test_an_amount_too_large_for_the_board_rejects_its_line_alone(desk, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("Deal,Company,Amount,Stage\nA,Acme,1E30,Lost\nB,Acme,5,Lost\n")
    plan = desk.take(path)
    assert counts(plan, Kind.DEALS) == {"created": 1, "rejected": 1}
    assert "more than the board can hold" in reasons(plan)[0]


def test_a_column_by_hand_that_there_is_not_is_refused_with_those_there_are(desk, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("Deal,Company,Amount,Stage\nA,Acme,1,Lost\n")
    with pytest.raises(BadInput, match=r"no column Wert\. There are: Deal, Company"):
        desk.plan(path, choices=Choices(columns={"Wert": "value"}))
    with pytest.raises(BadInput, match=r"no field worth for deals\. There are: id, name"):
        desk.plan(path, choices=Choices(columns={"Amount": "worth"}))


def test_contacts_are_never_made_without_a_name_or_address(desk, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("First Name,Last Name,Email,Phone\n,,not an address,none\n,,,+1 555 0100\n")
    plan = desk.take(path)
    assert counts(plan, Kind.CONTACTS) == {"created": 1, "rejected": 1}
    assert desk.one(Contact).name == "+1 555 0100"


WORDS = """ 1 2 Acme acme Bolt Lost Won Closed\xa0Won true false 2025-01-02 13/01/2025 1,200 a@acme.example
b@bolt.example +15550100200 Call Email x;y =1+1 0 45000"""
CELLS = st.one_of(st.sampled_from(["", *WORDS.split(" "), "Closed Won"]), st.text(max_size=8))


@st.composite
def tables(draw):
    kind = draw(st.sampled_from(list(Kind)))
    names = [field.name for field in FIELDS[kind]]
    columns = draw(st.lists(st.sampled_from(names), min_size=1, max_size=8, unique=True))
    body = draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns) + 1), max_size=6))
    return kind, columns, body


def _bytes(columns, body) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerows([columns, *body])
    return stream.getvalue().encode("utf-8", "surrogatepass")


@given(st.lists(tables(), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tables_are_planned_with_every_line_in_one_outcome_and_twice_is_once(tmp_path_factory, drawn):
    folder = tmp_path_factory.mktemp("tables")
    desk = ImportDesk()
    for number, (kind, columns, body) in enumerate(drawn):
        path = folder / f"{number}.csv"
        path.write_bytes(_bytes(columns, body))
        columns = {column: column for column in columns}
        mine = ("me@x.example",)
        choices = Choices(kind=kind, columns=columns, date_order=DateOrder.DMY, mine=mine)
        try:
            plan = desk.take(path, choices=choices)
        except BadInput:
            continue
        filled = [line for line in body if any(cell.replace("\0", "").strip() for cell in line)]
        assert len(plan.lines) == len(filled)
        assert sum(plan.counts()[kind].values()) == len(plan.lines)
        assert len(plan.files[0].rejected) == plan.counts()[kind][LineOutcome.REJECTED]
        before = desk.board.dump()
        again = desk.plan(path, choices=choices)
        assert again.changes_nothing, (again.new, again.changes, [line.text for line in again.lines])
        desk.take(path, choices=choices)
        assert desk.board.dump() == before
