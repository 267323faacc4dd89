"""Doubles made one: nothing is lost, the stricter holds, and one undo brings both back."""

import contextlib
import tempfile
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Contact,
    Employment,
    ExternalId,
    Feedback,
    Plan,
    Pursuit,
    Quote,
    Round,
    Setting,
    Signal,
    Touch,
    TrashItem,
)
from dreamboard.domain.plays.follow_the_leaver import friend_evidence
from dreamboard.domain.values import Channel, FeedbackKind, Play, Role, SignalKind
from dreamboard.services.commands import (
    AddContact,
    AddPursuit,
    AddQuote,
    AddSignal,
    ChangeDecisionMaker,
    Delete,
    Edit,
    EndEmployment,
    GiveFeedback,
    LogTouch,
    LosePursuits,
    Loss,
    NewContact,
    Place,
    PlanTouch,
    RestoreFromTrash,
)
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.merging import (
    APART_SETTING,
    CHOICES,
    KeepApart,
    MergeAccounts,
    MergeContacts,
    differing,
    read_apart,
    united_account,
)
from dreamboard.store.open import open_board
from tests.fakes import FakeClock, FakeDesk

NOT_NOW = Place(5)


class RealDesk:
    """A real board on the disk."""

    def __init__(self, path):
        self.clock = FakeClock()
        self.board = open_board(path, self.clock)
        self.dispatcher = Dispatcher(HANDLERS, self.board.unit, self.clock)

    def run(self, command):
        return self.dispatcher.run(command)

    def all(self, kind, /, **equals):
        rows = self.board.queries.rows(kind)
        return [row for row in rows if all(getattr(row, name) == value for name, value in equals.items())]

    def one(self, kind, /, **equals):
        (found,) = self.all(kind, **equals)
        return found

    def add(self, *rows):
        with self.board.unit() as unit:
            for row in rows:
                unit.add(row)
            unit.commit()


class StandIn(FakeDesk):
    """The stand-in board, with rows put down as they are."""

    def add(self, *rows):
        with self.board.unit() as unit:
            for row in rows:
                unit.add(row)
            unit.commit()


@pytest.fixture(params=["stand-in", "real"])
def desk(request, tmp_path):
    if request.param == "stand-in":
        yield StandIn()
        return
    made = RealDesk(tmp_path / "mine.dreamboard")
    yield made
    made.board.close()


def everything(desk):
    return {kind.__name__: desk.all(kind) for kind in ROW_TYPES}


def card(desk, account, contact="", **about):
    new = NewContact(contact) if contact else None
    (made,) = desk.run(AddPursuit(account, contact=new, **about)).made
    return desk.one(Pursuit, id=made)


def account(desk, name):
    return desk.one(Account, name=name)


def contact(desk, name):
    return desk.one(Contact, name=name)


def edit(desk, row, **values):
    desk.run(Edit(type(row).__name__, row.id, tuple(values.items())))


def two_acmes(desk):
    kept, other = card(desk, "Acme Inc", "Dana Fox"), card(desk, "Acme Incorporated", "Bo Li")
    return kept, other


def merge(desk, keep="Acme Inc", other="Acme Incorporated", taking=()):
    return desk.run(MergeAccounts(account(desk, keep).id, (account(desk, other).id,), taking))


def test_everything_of_the_other_account_belongs_to_the_kept_one(desk):
    kept, other = two_acmes(desk)
    desk.run(
        LogTouch(Channel.CALL, account_id=other.account_id, pursuit_id=other.id, next_on=date(2026, 3, 9))
    )
    desk.run(LogTouch(Channel.EMAIL, account_id=other.account_id, contact_id=contact(desk, "Bo Li").id))
    desk.run(AddQuote(other.id, 500_00))
    desk.run(AddSignal(other.account_id, SignalKind.NEWS, note="a new plant"))
    site = card(desk, "Acme Denver")
    edit(desk, account(desk, "Acme Denver"), parent_id=other.account_id)
    desk.add(ExternalId(0, "salesforce", "account", "001A", other.account_id))
    before = {kind: len(desk.all(kind)) for kind in (Touch, Quote, Plan, Signal, Round, Pursuit, Contact)}
    done = merge(desk)
    assert done.label == "Merge Acme Incorporated into Acme Inc"
    (left, _) = sorted(desk.all(Account), key=lambda one: one.id)
    assert left.id == kept.account_id
    assert {one.account_id for one in desk.all(Pursuit)} == {kept.account_id, site.account_id}
    assert {one.account_id for one in desk.all(Touch)} == {kept.account_id}
    assert desk.one(Signal).account_id == kept.account_id
    assert account(desk, "Acme Denver").parent_id == kept.account_id
    assert desk.one(ExternalId).ours == kept.account_id
    assert {one.account_id for one in desk.all(Employment)} == {kept.account_id}
    assert before == {kind: len(desk.all(kind)) for kind in before}
    assert desk.one(Pursuit, id=other.id).touch_count == 2
    assert done.changes.pursuits >= {kept.id, other.id}
    assert done.changes.accounts >= {kept.account_id, other.account_id}


def test_one_undo_brings_both_back_as_they_were(desk):
    _, other = two_acmes(desk)
    desk.run(LogTouch(Channel.CALL, pursuit_id=other.id, account_id=other.account_id))
    edit(desk, account(desk, "Acme Incorporated"), note="a note", tags=("vip",), domain="acme.example")
    before = everything(desk)
    merge(desk)
    after = everything(desk)
    desk.dispatcher.undo()
    assert everything(desk) == before
    desk.dispatcher.redo()
    assert everything(desk) == after


def test_empty_fields_are_filled_notes_put_together_and_the_old_name_and_site_stay_findable(desk):
    two_acmes(desk)
    edit(desk, account(desk, "Acme Inc"), domain="acme.example", note="Likes golf.", tags=("big",))
    edit(
        desk,
        account(desk, "Acme Incorporated"),
        domain="acme-inc.example",
        industry="Steel",
        note="Fiscal year ends in June.",
        tags=("east",),
        spend_minor=90_00,
        currency="EUR",
    )
    merge(desk)
    left = desk.one(Account)
    assert (left.name, left.domain, left.industry) == ("Acme Inc", "acme.example", "Steel")
    assert (left.spend_minor, left.currency) == (90_00, "EUR")
    assert left.tags == ("big", "east")
    assert left.note == (
        "Likes golf.\n\nFiscal year ends in June.\n\nAlso known as: Acme Incorporated\n"
        "Also known as: acme-inc.example"
    )
    if isinstance(desk, RealDesk):
        assert {hit.row_id for hit in desk.board.queries.search("Acme Incorporated")} == {left.id}


def test_where_both_say_something_the_rep_chooses_and_the_kept_one_stands_otherwise(desk):
    two_acmes(desk)
    edit(desk, account(desk, "Acme Inc"), industry="Steel", rival="Atlas")
    edit(desk, account(desk, "Acme Incorporated"), industry="Metals", rival="Bolt")
    other = account(desk, "Acme Incorporated")
    done = merge(desk, taking=(("name", other.id), ("industry", other.id)))
    left = desk.one(Account)
    assert (left.name, left.industry, left.rival) == ("Acme Incorporated", "Metals", "Atlas")
    assert left.note == "Also known as: Acme Inc"
    assert done.label == "Merge Acme Inc into Acme Incorporated"


def test_of_what_protects_somebody_the_stricter_holds(desk):
    two_acmes(desk)
    edit(desk, account(desk, "Acme Inc"), not_before=date(2026, 4, 1))
    edit(desk, account(desk, "Acme Incorporated"), do_not_contact=True, not_before=date(2026, 6, 1))
    merge(desk)
    assert (desk.one(Account).do_not_contact, desk.one(Account).not_before) == (True, date(2026, 6, 1))
    first, second = contact(desk, "Dana Fox"), contact(desk, "Bo Li")
    edit(desk, first, min_days_between=14, do_not_contact=True)
    edit(desk, second, min_days_between=30, not_before=date(2026, 5, 1))
    desk.run(MergeContacts(second.id, (first.id,)))
    left = desk.one(Contact)
    assert (left.min_days_between, left.do_not_contact, left.not_before) == (30, True, date(2026, 5, 1))


def test_a_site_kept_instead_of_its_parent_takes_the_parents_place(desk):
    for name in ("Holding", "Acme", "Acme West", "Acme West Dock"):
        card(desk, name)
    for site, parent in (("Acme", "Holding"), ("Acme West", "Acme"), ("Acme West Dock", "Acme West")):
        edit(desk, account(desk, site), parent_id=account(desk, parent).id)
    merge(desk, "Acme West Dock", "Acme")
    kept = account(desk, "Acme West Dock")
    assert kept.parent_id == account(desk, "Holding").id
    assert account(desk, "Acme West").parent_id == kept.id
    assert kept.sites_known >= 1


def test_merging_a_parent_and_its_only_site_leaves_an_account_above_nothing(desk):
    two_acmes(desk)
    edit(desk, account(desk, "Acme Inc"), parent_id=account(desk, "Acme Incorporated").id)
    merge(desk)
    assert desk.one(Account).parent_id is None


def test_sites_known_and_believed_are_the_larger_and_never_fewer_than_there_are(desk):
    two_acmes(desk)
    edit(desk, account(desk, "Acme Inc"), sites_believed=120)
    edit(desk, account(desk, "Acme Incorporated"), sites_believed=12, sites_known=3)
    for name, parent in (("A", "Acme Inc"), ("B", "Acme Inc"), ("C", "Acme Incorporated"), ("D", "Acme Inc")):
        card(desk, name)
        edit(desk, account(desk, name), parent_id=account(desk, parent).id)
    merge(desk)
    left = account(desk, "Acme Inc")
    assert (left.sites_known, left.sites_believed) == (4, 120)


def test_two_jobs_of_one_person_at_one_account_become_one_with_the_earliest_first_day(desk):
    two_acmes(desk)
    dana = contact(desk, "Dana Fox")
    here, there = account(desk, "Acme Inc"), account(desk, "Acme Incorporated")
    desk.run(Edit("Employment", desk.one(Employment, contact_id=dana.id).id, (("since", date(2024, 1, 1)),)))
    desk.add(Employment(0, dana.id, there.id, "Head of buying", Role.DECISION_MAKER, date(2019, 5, 1)))
    merge(desk)
    job = desk.one(Employment, contact_id=dana.id)
    assert (job.account_id, job.title, job.role) == (here.id, "Head of buying", Role.DECISION_MAKER)
    assert (job.since, job.until) == (date(2019, 5, 1), None)


def test_somebody_who_left_and_came_back_keeps_both_spells(desk):
    two_acmes(desk)
    dana = contact(desk, "Dana Fox")
    there = account(desk, "Acme Incorporated")
    desk.add(Employment(0, dana.id, there.id, since=date(2010, 1, 1), until=date(2015, 1, 1)))
    merge(desk)
    assert len(desk.all(Employment, contact_id=dana.id)) == 2


def test_everything_of_the_other_contact_belongs_to_the_kept_one(desk):
    first = card(desk, "Acme Inc", "Dana Fox")
    dana = contact(desk, "Dana Fox")
    (twin,) = desk.run(
        AddContact(
            first.account_id, NewContact("Fox, Dana", "COO", None, ("d@acme.example",), ("+1 555 010 2030",))
        )
    ).made
    edit(desk, dana, emails=("Dana@acme.example", "D@acme.example"), telephones=("(555) 010-2030",))
    desk.run(LogTouch(Channel.CALL, contact_id=twin, pursuit_id=first.id, account_id=first.account_id))
    desk.run(PlanTouch((first.id,), date(2026, 3, 9), contact_id=twin, promised=True))
    desk.run(LosePursuits((first.id,), NOT_NOW, Loss(introducer_id=twin)))
    desk.run(AddSignal(first.account_id, SignalKind.OTHER, contact_id=twin))
    desk.add(
        ExternalId(0, "salesforce", "contact", "003A", twin),
        ExternalId(0, "salesforce", "employer", "001 x", twin),
        ExternalId(0, "salesforce", "account", "001", twin),
    )
    before = everything(desk)
    done = desk.run(MergeContacts(dana.id, (twin,)))
    assert done.label == "Merge Fox, Dana into Dana Fox"
    left = desk.one(Contact)
    assert left.emails == ("Dana@acme.example", "D@acme.example")
    assert left.telephones == ("(555) 010-2030",)
    assert left.note == "Also known as: Fox, Dana"
    assert desk.one(Touch).contact_id == dana.id
    assert desk.one(Signal).contact_id == dana.id
    assert {one.introducer_id for one in desk.all(Round)} == {dana.id, None}
    assert {one.ours for one in desk.all(ExternalId) if one.kind != "account"} == {dana.id}
    assert desk.one(ExternalId, kind="account").ours == twin
    assert desk.one(Employment).title == "COO"
    assert len(desk.all(Plan)) == len(before["Plan"])
    desk.dispatcher.undo()
    assert everything(desk) == before


def test_a_friend_set_aside_stays_so_under_the_kept_name(desk):
    first = card(desk, "Acme Inc", "Dana Fox")
    (twin,) = desk.run(AddContact(first.account_id, NewContact("D. Fox"))).made
    for evidence in (friend_evidence(twin), "newcomer 1"):
        desk.run(GiveFeedback(first.id, FeedbackKind.NOT_THIS, Play.FOLLOW_THE_LEAVER, evidence=evidence))
    dana = contact(desk, "Dana Fox")
    desk.run(MergeContacts(dana.id, (twin,)))
    assert [each.evidence for each in desk.all(Feedback)] == [friend_evidence(dana.id), "newcomer 1"]


def test_a_contact_at_two_accounts_keeps_both_histories(desk):
    card(desk, "Acme Inc", "Dana Fox")
    card(desk, "Bolt AG", "D. Fox")
    desk.run(EndEmployment(desk.one(Employment, account_id=account(desk, "Acme Inc").id).id))
    desk.run(MergeContacts(contact(desk, "Dana Fox").id, (contact(desk, "D. Fox").id,)))
    jobs = {job.account_id: job.until for job in desk.all(Employment)}
    assert jobs == {account(desk, "Acme Inc").id: date(2026, 3, 2), account(desk, "Bolt AG").id: None}


def test_what_lies_in_the_trash_comes_back_to_the_kept_one(desk):
    kept, other = two_acmes(desk)
    bo = contact(desk, "Bo Li")
    (touch,) = desk.run(
        LogTouch(Channel.CALL, contact_id=bo.id, pursuit_id=other.id, account_id=other.account_id)
    ).made[:1]
    (of_touch,) = desk.run(Delete("Touch", (touch,))).made
    (of_card,) = desk.run(Delete("Pursuit", (other.id,))).made
    merge(desk)
    desk.run(MergeContacts(contact(desk, "Dana Fox").id, (bo.id,)))
    for item in (of_card, of_touch):
        desk.run(RestoreFromTrash(item))
    assert desk.one(Pursuit, id=other.id).account_id == kept.account_id
    back = desk.one(Touch, id=touch)
    assert (back.account_id, back.contact_id) == (kept.account_id, contact(desk, "Dana Fox").id)
    assert desk.all(TrashItem) == []


def test_mentions_that_a_deletion_emptied_are_filled_with_the_kept_one(desk):
    two_acmes(desk)
    site = card(desk, "Acme Denver")
    edit(desk, account(desk, "Acme Denver"), parent_id=account(desk, "Acme Incorporated").id)
    (item,) = desk.run(Delete("Account", (site.account_id,))).made
    merge(desk)
    desk.run(RestoreFromTrash(item))
    assert account(desk, "Acme Denver").parent_id == account(desk, "Acme Inc").id


def test_several_at_once_are_one_step(desk):
    for name in ("Acme Inc", "ACME", "Acme Incorporated"):
        card(desk, name)
    ids = [account(desk, name).id for name in ("ACME", "Acme Incorporated")]
    before = everything(desk)
    done = desk.run(MergeAccounts(account(desk, "Acme Inc").id, (*ids, ids[0])))
    assert done.label == "Merge 2 accounts into Acme Inc"
    assert len(desk.all(Pursuit)) == 3
    desk.dispatcher.undo()
    assert everything(desk) == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (MergeAccounts(1, ()), "two different accounts"),
        (MergeAccounts(1, (1,)), "two different accounts"),
        (MergeContacts(1, (1,)), "two different contacts"),
        (MergeAccounts(1, (2,), (("note", 2),)), "united"),
        (MergeAccounts(1, (2,), (("industry", 9),)), "taken of none of them"),
        (KeepApart("Account", (1, 1)), "kept apart"),
        (KeepApart("Pursuit", (1, 2)), "kept apart"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_words(desk, command, words):
    two_acmes(desk)
    before = everything(desk)
    with pytest.raises(Refused, match=words):
        desk.run(command)
    assert everything(desk) == before


def test_an_account_that_is_gone_is_not_merged(desk):
    two_acmes(desk)
    with pytest.raises(NotFound):
        desk.run(MergeAccounts(1, (99,)))


def test_notes_too_long_to_be_one_are_refused_and_nothing_is_lost(desk):
    two_acmes(desk)
    for name, mark in (("Acme Inc", "a"), ("Acme Incorporated", "b")):
        edit(desk, account(desk, name), note=mark * 60_000)
    before = everything(desk)
    with pytest.raises(Refused, match="100,000"):
        merge(desk)
    assert everything(desk) == before


def test_records_that_are_not_the_same_are_remembered_and_it_can_be_undone(desk):
    two_acmes(desk)
    ids = (account(desk, "Acme Incorporated").id, account(desk, "Acme Inc").id)
    done = desk.run(KeepApart("Account", ids))
    assert done.label == "Acme Incorporated and Acme Inc are not the same"
    assert read_apart(desk.one(Setting, name=APART_SETTING).value) == {"Account": {(1, 2)}}
    assert desk.run(KeepApart("Account", ids[::-1])).changes.step is None
    desk.dispatcher.undo()
    assert desk.all(Setting, name=APART_SETTING) == []


def test_what_was_not_the_same_as_the_other_is_not_the_same_as_the_kept_one(desk):
    for name in ("Acme Inc", "Acme Incorporated", "Acme Bakery"):
        card(desk, name)
    desk.run(KeepApart("Account", (2, 3)))
    desk.run(KeepApart("Account", (1, 2)))
    merge(desk)
    assert read_apart(desk.one(Setting, name=APART_SETTING).value) == {"Account": {(1, 3)}}


@pytest.mark.parametrize("value", ["", "[]", "no JSON", '{"Account": [[1]]}', '{"Account": 3}', "3"])
def test_a_setting_that_holds_no_pairs_is_no_pair(value):
    assert read_apart(value) == {}


def test_the_fields_to_choose_in_are_those_where_both_say_something_else():
    one = Account(1, "Acme", industry="Steel", country="US")
    other = Account(2, "Acme", industry="Metals", domain="acme.example", country="US")
    assert differing((one, other)) == ("industry",)


def test_every_field_of_a_record_is_either_chosen_or_united():
    """A field added to the model is decided about here, not lost in silence."""
    united = {
        Account: {
            "id",
            "currency",
            "sites_known",
            "sites_believed",
            "not_before",
            "do_not_contact",
            "tags",
            "note",
        },
        Contact: {
            "id",
            "emails",
            "telephones",
            "do_not_contact",
            "not_before",
            "min_days_between",
            "tags",
            "note",
        },
    }
    for kind, names in united.items():
        assert {field.name for field in fields(kind)} == names | set(CHOICES[kind])


def test_a_merge_with_itself_alone_changes_nothing():
    one = Account(1, "Acme", tags=("a",), note="n", domain="acme.example")
    assert united_account(one, ()) == one
    assert united_account(one, (replace(one, id=2),)) == one


# Any board: nothing is lost, and undo is as if it had not been.

NAMES = ("Acme Inc", "Acme GmbH", "Bolt AG")
PEOPLE = ("Dana Fox", "Bo Li", "Ann Ro")


@st.composite
def happenings(draw):
    """What happened before two records were found to be one."""
    things = st.sampled_from(("touch", "quote", "plan", "person", "signal", "left", "lost", "site", "delete"))
    return draw(st.lists(st.tuples(things, st.integers(0, 2), st.integers(0, 2)), max_size=12))


def happen(desk, thing, where, who):
    accounts, contacts = desk.all(Account), desk.all(Contact)
    here, person = accounts[where % len(accounts)], contacts[who % len(contacts)]
    cards = desk.all(Pursuit, account_id=here.id)
    card_id = cards[0].id if cards else None
    match thing:
        case "touch":
            command = LogTouch(Channel.CALL, account_id=here.id, contact_id=person.id, pursuit_id=card_id)
        case "quote" if card_id:
            command = AddQuote(card_id, 100)
        case "plan" if card_id:
            on = desk.clock.today() + timedelta(days=1)
            command = PlanTouch((card_id,), on, contact_id=person.id)
        case "person":
            command = AddContact(here.id, NewContact(PEOPLE[who]))
        case "signal":
            command = AddSignal(here.id, SignalKind.NEWS, contact_id=person.id)
        case "left":
            command = ChangeDecisionMaker(here.id, newcomer_id=person.id)
        case "lost" if card_id:
            command = LosePursuits((card_id,), NOT_NOW, Loss(introducer_id=person.id))
        case "site":
            command = Edit("Account", here.id, (("parent_id", accounts[who % len(accounts)].id),))
        case "delete" if desk.all(Touch):
            command = Delete("Touch", (desk.all(Touch)[0].id,))
        case _:
            return
    with contextlib.suppress(Refused):
        desk.run(command)


@settings(max_examples=25)
@given(happened=happenings(), keep=st.integers(0, 2), gone=st.integers(0, 2), people=st.booleans())
def test_whatever_is_merged_nothing_is_lost_and_undo_is_as_if_it_had_not_been(happened, keep, gone, people):
    with tempfile.TemporaryDirectory() as folder:
        desk = RealDesk(Path(folder) / "mine.dreamboard")
        try:
            for name, person in zip(NAMES, PEOPLE, strict=True):
                card(desk, name, person)
            for thing in happened:
                happen(desk, *thing)
            kind, command = (Contact, MergeContacts) if people else (Account, MergeAccounts)
            ids = [row.id for row in desk.all(kind)]
            before = everything(desk)
            if keep == gone:
                return
            desk.run(command(ids[keep], (ids[gone],)))
            after = everything(desk)
            for whole in (Touch, Quote, Plan, Signal, Round, Pursuit, TrashItem, ExternalId):
                assert [row.id for row in after[whole.__name__]] == [r.id for r in before[whole.__name__]]
            assert len(after[kind.__name__]) == len(before[kind.__name__]) - 1
            desk.dispatcher.undo()
            assert everything(desk) == before
            desk.dispatcher.redo()
            assert everything(desk) == after
        finally:
            desk.board.close()
