"""Fields edited, rows deleted and restored."""

from dataclasses import fields
from datetime import date

import pytest

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Contact,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Touch,
    TrashItem,
)
from dreamboard.domain.values import Channel, LossReason, StageKind
from dreamboard.services.commands import (
    AddIdea,
    AddPursuit,
    AddQuote,
    AddSignal,
    AddStage,
    ChangeSetting,
    Delete,
    Edit,
    LogTouch,
    NewContact,
    Place,
    PlanTouch,
    RemoveStage,
    RestoreFromTrash,
    SignalKind,
    WinPursuits,
)
from dreamboard.services.handlers.edit_fields import EDITABLE

TODAY = date(2026, 3, 2)


@pytest.fixture
def full(desk):
    """A board with one or more of everything."""
    card = desk.lost(introducer=NewContact("Luis Ortega"), conditions=("net 60",))
    desk.run(AddPursuit("Harbor Steel", contact=NewContact("Dana Whitfield"), title="Docks"))
    desk.run(AddIdea("Dock paper"))
    desk.run(AddQuote(card, 500))
    desk.run(AddSignal(1, SignalKind.NEWS, contact_id=2))
    desk.run(PlanTouch((card,), TODAY, contact_id=2, idea_id=1))
    desk.run(LogTouch(Channel.CALL, contact_id=2, pursuit_id=card, idea_id=1, quote_id=1))
    desk.run(PlanTouch((card,), TODAY, contact_id=2, idea_id=1))
    desk.run(LogTouch(Channel.CALL, account_id=1))
    desk.run(ChangeSetting("day_cap", "10"))
    return desk


def test_every_field_on_the_list_is_one_that_the_rows_have():
    for kind, checks in EDITABLE.items():
        assert checks.keys() <= {field.name for field in fields(kind)}, kind


def test_what_the_program_itself_derives_or_moves_is_never_edited(full):
    for field in ("id", "stage_id", "rank", "touch_count", "retired_on", "created_at", "account_id"):
        with pytest.raises(Refused, match="not edited by hand"):
            full.run(Edit("Pursuit", 1, ((field, 1),)))
    for kind in ("StageMove", "TrashItem", "Setting", "Journal", "Feedback"):
        with pytest.raises(Refused, match="not edited by hand"):
            full.run(Edit(kind, 1, (("id", 1),)))


@pytest.mark.parametrize(
    ("kind", "field", "value", "kept"),
    [
        ("Account", "name", " Teller  Foods ", "Teller Foods"),
        ("Account", "domain", "Teller.Example", "teller.example"),
        ("Account", "country", "de", "DE"),
        ("Account", "time_zone", "America/Chicago", "America/Chicago"),
        ("Account", "spend_minor", 10**15 - 1, 10**15 - 1),
        ("Account", "rival_contract_end", date(2027, 1, 1), date(2027, 1, 1)),
        ("Account", "preferred_channel", "email", Channel.EMAIL),
        ("Account", "tags", ["West", "east"], ("east", "west")),
        ("Account", "note", "one\r\ntwo", "one\ntwo"),
        ("Contact", "emails", ["a@b.example", "a@b.example"], ("a@b.example",)),
        ("Contact", "min_days_between", 14, 14),
        ("Contact", "do_not_contact", True, True),
        ("Pursuit", "title", "Mobile generators", "Mobile generators"),
        ("Pursuit", "value_minor", None, None),
        ("Pursuit", "come_back_on", date(2026, 9, 1), date(2026, 9, 1)),
        ("Round", "reason_believed", "timing", LossReason.TIMING),
        ("Quote", "amount_minor", 700, 700),
        ("Condition", "text", "net 90", "net 90"),
        ("Signal", "on", date(2026, 1, 1), date(2026, 1, 1)),
        ("Idea", "retired", True, True),
        ("Idea", "loss_reasons", ["fit", "fit"], (LossReason.FIT,)),
        ("Touch", "note", "they asked for June", "they asked for June"),
        ("Employment", "title", "VP", "VP"),
    ],
)
def test_fields_are_kept_as_checked(full, kind, field, value, kept):
    full.run(Edit(kind, 1, ((field, value),)))
    row_type = next(row for row in ROW_TYPES if row.__name__ == kind)
    assert getattr(full.one(row_type, id=1), field) == kept
    assert full.run(Edit(kind, 1, ((field, value),))).changes.step is None


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        ("Account", {"name": " "}, "An account needs a name"),
        ("Account", {"name": 5}, "not what this field holds"),
        ("Account", {"spend_minor": "5"}, "not what this field holds"),
        ("Account", {"spend_minor": True}, "not what this field holds"),
        ("Account", {"spend_minor": 5.0}, "not what this field holds"),
        ("Account", {"country": "Germany"}, "two letters"),
        ("Account", {"time_zone": "Mars/Olympus"}, "not a time zone"),
        ("Account", {"time_zone": "../etc/passwd"}, "not a time zone"),
        ("Account", {"parent_id": 1}, "its own sites"),
        ("Account", {"parent_id": 9}, "no account 9"),
        ("Account", {"tags": "west"}, "not a list"),
        ("Account", {"sites_known": -1}, "between 0"),
        ("Account", {"sites_believed": 2, "sites_known": 3}, "at least as many"),
        ("Account", {"preferred_channel": "pigeon"}, "not one of"),
        ("Contact", {"emails": ("nobody",)}, "not an e-mail"),
        ("Contact", {"min_days_between": 0}, "between 1"),
        ("Pursuit", {"currency": ""}, "three letters"),
        ("Pursuit", {"ideal_days": 30, "max_days": 14}, "cannot be longer"),
        ("Pursuit", {"come_back_on": "2026-09-01"}, "is a day"),
        ("Employment", {"since": date(2026, 3, 1), "until": date(2026, 2, 1)}, "before its first"),
        ("Employment", {"until": date(2026, 4, 1)}, "not come yet"),
        ("Round", {"closed_on": None}, "is a day"),
        ("Round", {"opened_on": date(2027, 1, 1)}, "not come yet"),
        ("Round", {"closed_on": date(2026, 3, 1)}, "before it opened"),
        ("Quote", {"valid_until": date(2020, 1, 1)}, "run out before"),
        ("Quote", {"outcome": "won"}, "not edited by hand"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(full, kind, values, says):
    before = full.board.dump()
    with pytest.raises(Refused, match=says):
        full.run(Edit(kind, 1, tuple(values.items())))
    assert full.board.dump() == before


def test_a_row_that_is_gone_is_not_found(desk):
    with pytest.raises(NotFound):
        desk.run(Edit("Account", 1, (("name", "Teller Foods"),)))


def test_more_sites_known_than_believed_corrects_the_belief(full):
    full.run(Edit("Account", 1, (("sites_known", 120),)))
    assert full.one(Account).sites_believed == 120


def test_parents_do_not_go_round(full):
    full.card("Teller Foods")
    full.run(Edit("Account", 1, (("parent_id", 2),)))
    with pytest.raises(Refused, match="its own sites"):
        full.run(Edit("Account", 2, (("parent_id", 1),)))


def test_a_parent_knows_at_least_the_sites_on_the_board(full):
    for name in ("Harbor Dock 1", "Harbor Dock 2"):
        full.card(name)
    for site in full.all(Account)[1:]:
        full.run(Edit("Account", site.id, (("parent_id", 1),)))
    parent = full.one(Account, id=1)
    sites = len(full.all(Account)) - 1
    assert (parent.sites_known, parent.sites_believed) == (sites, sites)
    with pytest.raises(Refused, match=f"Harbor Steel has {sites} sites on the board: those are known."):
        full.run(Edit("Account", 1, (("sites_known", 1),)))
    full.run(Edit("Account", 1, (("sites_believed", 120),)))
    assert full.one(Account, id=1).sites_known == sites


def test_the_next_round_opens_when_the_one_before_it_is_said_to_have_ended(full):
    full.run(Edit("Round", 1, (("opened_on", date(2026, 1, 1)), ("closed_on", date(2026, 2, 1)))))
    assert full.one(Round, id=2).opened_on == date(2026, 2, 1)
    with pytest.raises(Refused, match="before the one before it ended"):
        full.run(Edit("Round", 2, (("opened_on", date(2026, 1, 15)),)))
    with pytest.raises(Refused, match="not by an edit"):
        full.run(Edit("Round", 2, (("closed_on", date(2026, 2, 15)),)))


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("Account", "Harbor Steel"),
        ("Contact", "Luis Ortega"),
        ("Pursuit", "Harbor Steel"),
        ("Touch", "the call of 2 Mar 2026"),
        ("Quote", "the quote of Harbor Steel"),
        ("Condition", "the condition “net 60”"),
        ("Signal", "the signal of 2 Mar 2026"),
        ("Idea", "the idea “Dock paper”"),
        ("Plan", "the plan of Harbor Steel"),
        ("Employment", "the job of Luis Ortega"),
    ],
)
def test_what_is_deleted_comes_back_as_it_was(full, kind, label):
    before = full.board.dump()
    done = full.run(Delete(kind, (1,)))
    assert done.label == f"Delete {label}"
    assert full.one(TrashItem).label == label
    deleted = full.board.dump()
    assert 1 not in {row.id for row in deleted[kind]}
    assert full.run(RestoreFromTrash(1)).label == f"Restore {label}"
    assert full.board.dump() == before
    full.dispatcher.undo()
    assert full.board.dump() == deleted
    full.dispatcher.undo()
    assert full.board.dump() == before


def test_several_rows_are_one_item(full):
    before = full.board.dump()
    assert full.run(Delete("Touch", (1, 2))).label == "Delete 2 touches"
    assert [card.touch_count for card in full.all(Pursuit)] == [0, 0]
    full.run(RestoreFromTrash(1))
    assert full.board.dump() == before


def test_the_touches_of_a_deleted_card_stay_with_the_account(full):
    full.run(Delete("Pursuit", (1,)))
    assert [touch.pursuit_id for touch in full.all(Touch)] == [None, None]


def test_what_was_written_since_is_kept_when_a_mention_comes_back(full):
    full.run(Delete("Contact", (2,)))
    full.run(Edit("Touch", 1, (("note", "written since"),)))
    full.run(RestoreFromTrash(1))
    touch = full.one(Touch, id=1)
    assert (touch.contact_id, touch.note) == (2, "written since")


def test_a_mention_that_has_changed_since_stays_changed(full):
    full.run(Delete("Contact", (2,)))
    full.run(Edit("Touch", 1, (("contact_id", 1),)))
    full.run(RestoreFromTrash(1))
    assert full.one(Touch, id=1).contact_id == 1


def test_a_touch_deleted_since_is_not_brought_back_by_another_s_return(full):
    full.run(Delete("Contact", (2,)))
    full.run(Delete("Touch", (1,)))
    full.run(RestoreFromTrash(1))
    assert [touch.id for touch in full.all(Touch)] == [2]
    full.run(RestoreFromTrash(2))
    assert full.one(Touch, id=1).contact_id is None  # it was emptied when the touch went


def test_what_hung_on_something_that_is_gone_waits_for_it(full):
    full.run(Delete("Quote", (1,)))
    full.run(Delete("Account", (1,)))
    with pytest.raises(Refused, match="restore that first"):
        full.run(RestoreFromTrash(1))
    full.run(RestoreFromTrash(2))
    full.run(RestoreFromTrash(1))
    assert full.one(Quote).amount_minor == 500


def test_a_touch_with_a_contact_alone_goes_with_the_contact(desk):
    with desk.board.unit() as unit:
        unit.add(Contact(0, "Nobody's"))
        unit.commit()
    desk.run(LogTouch(Channel.CALL, contact_id=1))
    before = desk.board.dump()
    desk.run(Delete("Contact", (1,)))
    assert desk.all(Touch) == []
    desk.run(RestoreFromTrash(1))
    assert desk.board.dump() == before
    desk.run(Delete("Touch", (1,)))
    desk.run(Delete("Contact", (1,)))
    with pytest.raises(Refused, match="restore that first"):
        desk.run(RestoreFromTrash(2))


@pytest.mark.parametrize(
    ("prepare", "kind", "comes_to"),
    [
        (lambda desk, card: desk.run(WinPursuits((card,), Place(7))), StageKind.WON, 6),
        (lambda desk, card: None, StageKind.PURSUING, 2),
    ],
)
def test_a_card_whose_column_is_gone_comes_to_one_that_suits_it(desk, prepare, kind, comes_to):
    desk.run(AddStage("Another", kind))
    card = desk.card(stage_id=7 if kind is StageKind.PURSUING else 1)
    prepare(desk, card)
    desk.run(Delete("Pursuit", (card,)))
    desk.run(RemoveStage(7))
    desk.run(RestoreFromTrash(1))
    assert desk.one(Pursuit).stage_id == comes_to


def test_a_plan_does_not_come_back_beside_another(full):
    full.run(Delete("Plan", (2,)))
    full.run(PlanTouch((1,), TODAY))
    with pytest.raises(Refused, match="clear that plan first"):
        full.run(RestoreFromTrash(1))
    assert len(full.all(Plan, done_on=None)) == 1


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (Delete("Stage", (1,)), "not deleted by hand"),
        (Delete("Round", (1,)), "not deleted by hand"),
        (Delete("Journal", (1,)), "not deleted by hand"),
        (Delete("Touch", ()), "Nothing is chosen"),
        (Delete("Touch", (99,)), "no touch 99"),
        (Delete("Touch", (1, 99)), "1 of the 2 touches"),
        (RestoreFromTrash(9), "no trashitem 9"),
    ],
)
def test_what_cannot_be_deleted_or_restored_is_refused(full, command, says):
    with pytest.raises(Refused, match=says):
        full.run(command)
    assert len(full.all(Idea)) == 1
