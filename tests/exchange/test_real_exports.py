"""The real files of other programs, with what becomes of their lines."""

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Round, Touch
from dreamboard.domain.values import PursuitKind, RoundOutcome, StageKind
from dreamboard.exchange.importing import read_files
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import ImportDesk, counts, reasons


@pytest.fixture
def crm(shared_data):
    return shared_data / "crm"


def test_the_data_loaders_opportunities_come_in(crm):
    desk = ImportDesk()
    plan = desk.take(crm / "salesforce-dataloader" / "opportunityData.csv")
    assert counts(plan, Kind.DEALS) == {"created": 38}
    assert plan.stage_words == ()
    by_stage = {kind: len(desk.column(kind)) for kind in StageKind}
    assert by_stage == {
        StageKind.DREAM_LIST: 0,
        StageKind.PURSUING: 9,
        StageKind.IN_CONVERSATION: 13,
        StageKind.PROPOSAL_OUT: 8,
        StageKind.NOT_NOW: 0,
        StageKind.WON: 8,
    }
    won = desk.all(Round, outcome=RoundOutcome.WON)
    assert {(one.number, str(one.closed_on)) for one in won} == {(1, "2005-11-09")}
    assert sum(one.won_minor for one in won) == 4 * 500_000_00 + 4 * 50_000_00
    acme = desk.one(Account, name="Acme")
    assert {card.title for card in desk.all(Pursuit, account_id=acme.id)} == {
        "Acme - 600 Widgets",
        "Acme - 1,200 Widgets",
    }


def test_the_data_loaders_results_are_known_again(crm):
    desk = ImportDesk()
    folder = crm / "salesforce-dataloader"
    desk.take(folder / "opportunityData.csv")
    assert counts(desk.plan(folder / "success0413060133.csv"), Kind.DEALS) == {"unchanged": 9}
    errors = desk.plan(folder / "error0413060133.csv")
    assert counts(errors, Kind.DEALS) == {"created": 10, "rejected": 1}
    assert reasons(errors) == ["its id stands on line 2 already, for “George Foundation - 5000 Widgets”"]


def test_the_rows_of_the_api_come_in_together(crm):
    desk = ImportDesk()
    folder = crm / "salesforce-api-rows"
    names = ("account", "contact", "lead", "opportunity", "task", "event")
    plan = desk.take(*(folder / f"sf_{name}_data.csv" for name in names))
    assert counts(plan, Kind.ACCOUNTS) == {"created": 1, "skipped": 9}
    assert counts(plan, Kind.CONTACTS) == {"created": 4, "rejected": 1}
    assert counts(plan, Kind.DEALS) == {"skipped": 10}
    assert counts(plan, Kind.TOUCHES) == {"rejected": 20}
    assert len(plan.unattached()) == 20
    assert {contact.name for contact in desk.all(Contact)} == {"Janet Yellen", "Jerome Powell", "Jerome", "h"}


def test_rows_of_the_api_that_are_not_deleted_are_linked_across_files_in_any_order(crm, tmp_path):
    """The rows as they are, undeleted and with accounts and people of their own."""
    rows = crm / "salesforce-api-rows"
    account = "0011G00000jWVWoQAO"
    contact = "0031G00001S3ckZQAR"
    deal = "0061G00000N38JZQAZ"
    (tmp_path / "task.csv").write_bytes((rows / "sf_task_data.csv").read_bytes())
    (tmp_path / "account.csv").write_text(
        (rows / "sf_account_data.csv")
        .read_text()
        .replace("true", "false")
        .replace("001q000000wW9BeAAK", account)
    )
    (tmp_path / "contact.csv").write_text(
        (rows / "sf_contact_data.csv")
        .read_text()
        .replace("0031G00000q9jPQAQ", contact)
        .replace("0011G00000eM9wvQAC", account)
    )
    (tmp_path / "deal.csv").write_text(
        (rows / "sf_opportunity_data.csv")
        .read_text()
        .replace("true,true,,true", "true,true,,false")
        .replace("false,true,false", "false,false,false")
        .replace("006q000000HddohAAB", deal)
        .replace("9CcfAt8qtZvCTwFvwOFLcg==", account)
    )
    desk = ImportDesk()
    plan = desk.take(*(tmp_path / f"{name}.csv" for name in ("task", "deal", "contact", "account")))
    assert counts(plan, Kind.ACCOUNTS) == {"created": 10}
    touch = desk.all(Touch)[0]
    at = desk.one(Account, id=touch.account_id)
    assert at.name == "Blue Test"
    assert desk.one(Contact, id=touch.contact_id).name == "Janet Yellen"
    assert desk.one(Employment, contact_id=touch.contact_id).account_id == at.id
    assert counts(plan, Kind.TOUCHES)["created"] >= 1


def test_atomic_crms_contacts_come_in(crm):
    desk = ImportDesk()
    plan = desk.take(crm / "atomic-crm" / "contacts_export.csv")
    assert counts(plan, Kind.CONTACTS) == {"created": 2}
    assert plan.made_along() == {"Account": 1}
    john, jane = desk.all(Contact)
    assert john.emails == ("john@doe.example", "john.doe@gmail.com", "jdoe@caramail.com")
    assert john.telephones == ("659-980-2015", "740.645.3807", "(446) 758-2122")
    assert john.tags == ("developer", "influencer")
    assert "linkedin.com/in/johndoe" in john.note
    assert [job.title for job in desk.all(Employment)] == ["Sales Executive", "Designer"]
    assert jane.emails == ("jane@doe.example",)


def test_a_file_of_no_known_kind_is_asked_about_in_words(crm):
    desk = ImportDesk()
    with pytest.raises(
        BadInput, match=r"vehicles\.csv: its columns \(Record ID, .*accounts, contacts, deals"
    ):
        desk.plan(crm / "hubspot-export-format" / "vehicles.csv")
    assert len(read_files([crm / "hubspot-export-format" / "vehicles.csv"])[0].table.records) == 720


def test_lost_deals_are_not_in_these_files_but_in_this_shape(crm, tmp_path):
    text = (crm / "salesforce-dataloader" / "opportunityData.csv").read_text()
    lost = tmp_path / "lost.csv"
    lost.write_text(
        text.replace('"Closed Won"', '"Closed Lost"').replace(
            '"true","true","Closed"', '"true","false","Omitted"'
        )
    )
    desk = ImportDesk()
    desk.take(lost)
    cards = desk.all(Pursuit, kind=PursuitKind.LOST_DEAL)
    assert len(cards) == 8
    for card in cards:
        first, second = desk.rounds(card)
        assert (first.number, first.outcome, str(first.closed_on)) == (1, RoundOutcome.LOST, "2005-11-09")
        assert (second.number, second.closed_on) == (2, None)
        assert desk.column_of(card) == "Not now"
