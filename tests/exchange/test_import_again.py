"""Importing a second time: what changed there comes in, what the rep did here stays."""

from dataclasses import replace
from datetime import date

import pytest

from dreamboard.domain.errors import BadInput, Refused
from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    ExternalId,
    ImportRecord,
    Pursuit,
    Quote,
    Touch,
)
from dreamboard.domain.values import PursuitKind, RoundOutcome, StageKind
from dreamboard.exchange.importing import Choices, save_rejected
from dreamboard.services.commands import AddPursuit, Delete, Edit, MoveCards, NewContact, Place
from dreamboard.services.import_plan import ApplyImport, Kind
from dreamboard.services.merging import MergeAccounts, MergeContacts
from tests.exchange.desk import ImportDesk, counts, reasons

HEADER = "Deal ID,Deal Name,Account Name,Stage,Amount,Close Date,Created,Loss Reason\n"


@pytest.fixture
def desk():
    return ImportDesk()


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "deals.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def card(desk: ImportDesk) -> Pursuit:
    return desk.one(Pursuit)


def test_what_changed_in_the_file_is_taken_and_said(desk, write):
    desk.take(write(HEADER + "1,Pumps,Acme,Prospecting,1000,2026-05-01,2025-01-01,\n"))
    plan = desk.take(write(HEADER + "1,Pumps,Acme,Negotiation,1500,2026-05-01,2025-01-01,\n"))
    assert counts(plan, Kind.DEALS) == {"updated": 1}
    assert plan.lines[0].text == "value, to Proposal out"
    assert (card(desk).value_minor, desk.column_of(card(desk))) == (150_000, "Proposal out")


def test_what_the_rep_did_on_the_board_stays_when_the_file_says_nothing_new(desk, write):
    path = write(HEADER + "1,Pumps,Acme,Prospecting,1000,2026-05-01,2025-01-01,\n")
    desk.take(path)
    desk.run(Edit("Pursuit", card(desk).id, (("value_minor", 77),)))
    desk.run(MoveCards((card(desk).id,), Place(desk.stage(StageKind.IN_CONVERSATION).id)))
    desk.run(Edit("Account", desk.one(Account).id, (("name", "Acme Holding"),)))
    assert desk.plan(path).changes_nothing
    plan = desk.take(write(HEADER + "1,Pumps,Acme,Prospecting,1000,2026-05-01,2025-01-01,later\n"))
    assert (card(desk).value_minor, desk.column_of(card(desk))) == (77, "In conversation")
    assert desk.one(Account).name == "Acme Holding"
    assert counts(plan, Kind.DEALS) == {"unchanged": 1}


def test_a_deal_that_is_lost_meanwhile_closes_its_round_and_opens_the_next(desk, write):
    desk.take(write(HEADER + "1,Pumps,Acme,Prospecting,1000,,2025-01-01,\n"))
    plan = desk.take(write(HEADER + "1,Pumps,Acme,Closed Lost,1000,2026-02-01,2025-01-01,Too expensive\n"))
    assert plan.lines[0].text == "lost, to Not now"
    first, second = desk.rounds(card(desk))
    assert (first.outcome, first.closed_on, first.reason_note) == (
        RoundOutcome.LOST,
        date(2026, 2, 1),
        "Too expensive",
    )
    assert (second.number, second.opened_on, second.closed_on) == (2, date(2026, 2, 1), None)
    assert card(desk).kind is PursuitKind.LOST_DEAL
    assert desk.moves()[-1] == ("Pursuing", "Not now")


def test_a_lost_deal_that_is_won_after_all_wins_its_second_round(desk, write):
    desk.take(write(HEADER + "1,Pumps,Acme,Closed Lost,1000,2025-06-01,2025-01-01,price\n"))
    desk.take(write(HEADER + "1,Pumps,Acme,Closed Won,1000,2026-02-01,2025-01-01,price\n"))
    first, second = desk.rounds(card(desk))
    assert (first.outcome, second.outcome, second.won_minor) == (RoundOutcome.LOST, RoundOutcome.WON, 100_000)
    assert desk.column_of(card(desk)) == "Won"


def test_a_won_deal_that_is_open_again_gets_a_new_round(desk, write):
    desk.take(write(HEADER + "1,Pumps,Acme,Closed Won,1000,2025-06-01,2025-01-01,\n"))
    desk.take(write(HEADER + "1,Pumps,Acme,Prospecting,1000,2025-06-01,2025-01-01,\n"))
    assert [one.outcome for one in desk.rounds(card(desk))] == [RoundOutcome.WON, None]
    assert desk.column_of(card(desk)) == "Pursuing"


def test_a_corrected_loss_is_corrected(desk, write):
    desk.take(write(HEADER + "1,Pumps,Acme,Closed Lost,1000,2025-06-01,2025-01-01,price\n"))
    desk.take(write(HEADER + "1,Pumps,Acme,Closed Lost,1000,2025-07-01,2025-01-01,No budget\n"))
    first, second = desk.rounds(card(desk))
    assert (first.closed_on, first.reason_note, second.opened_on) == (
        date(2025, 7, 1),
        "No budget",
        date(2025, 7, 1),
    )


def test_lines_without_ids_are_known_by_account_and_name_and_by_their_order(desk, write):
    text = "Deal,Company,Amount,Stage\nRenewal,Acme,1,Lost\nRenewal,Acme,2,Won\nRenewal,Bolt,3,Lost\n"
    plan = desk.take(write(text))
    assert counts(plan, Kind.DEALS) == {"created": 3}
    assert desk.plan(write(text)).changes_nothing
    plan = desk.take(write(text.replace("Acme,2", "Acme,5")))
    assert counts(plan, Kind.DEALS) == {"updated": 1, "unchanged": 2}


def test_another_header_over_the_same_lines_makes_no_doubles(desk, write):
    desk.take(write("Deal,Company,Amount,Stage\nRenewal,Acme,1,Lost\n"))
    plan = desk.take(write("Company,Opportunity,Value,Stage,Notes\nACME,renewal,7,Lost,hello\n"))
    assert counts(plan, Kind.DEALS) == {"updated": 1}
    assert (card(desk).value_minor, card(desk).note) == (700, "hello")


def test_accounts_and_contacts_on_the_board_are_found_and_completed(desk, write):
    desk.run(AddPursuit("Acme", contact=NewContact("Joe Doe", emails=("joe@acme.example",))))
    accounts = write("Company,Website,Industry\nACME,https://www.acme.example/x,Pumps\n", "a.csv")
    contacts = write(
        "Name,Company,Email,Phone,Job title\nJ. Doe,Acme,JOE@acme.example,555 0100 200,Boss\n", "c.csv"
    )
    plan = desk.take(accounts, contacts)
    assert counts(plan, Kind.ACCOUNTS) == {"updated": 1}
    assert counts(plan, Kind.CONTACTS) == {"updated": 1}
    account, contact = desk.one(Account), desk.one(Contact)
    assert (account.name, account.domain, account.industry) == ("Acme", "acme.example", "Pumps")
    assert (contact.name, contact.telephones, desk.one(Employment).title) == (
        "Joe Doe",
        ("555 0100 200",),
        "Boss",
    )


def test_a_contact_who_moved_there_keeps_both_histories(desk, write):
    header = "Contact ID,First Name,Last Name,Company,Title\n"
    desk.take(write(header + "7,Joe,Doe,Acme,Buyer\n", "c.csv"))
    plan = desk.take(write(header + "7,Joe,Doe,Bolt,Head of buying\n", "c.csv"))
    assert plan.lines[0].text == "now at Bolt"
    old, new = desk.all(Employment)
    assert (old.until, old.title) == (date(2026, 3, 2), "Buyer")
    assert (new.until, new.title) == (None, "Head of buying")


def test_contacts_wait_for_the_account_that_a_later_import_brings(desk, write):
    desk.take(
        write(
            "Id,AccountId,FirstName,LastName,OwnerId\n003A,001A,Joe,Doe,5\n003B,001A,Ann,Lee,5\n",
            "Contact.csv",
        )
    )
    assert desk.all(Employment) == []
    desk.take(write("Id,Name,BillingCity,OwnerId\n001A,Acme,Rome,5\n", "Account.csv"))
    assert len(desk.all(Employment)) == 2


def test_an_account_known_by_id_alone_gets_its_name_later(desk, write):
    deals = write(
        "Id,AccountId,Name,StageName,CloseDate,IsWon\n"
        "006A,001A,Acme - Pumps,Prospecting,2026-05-01,false\n"
        "006B,001A,Acme - Hoses,Prospecting,2026-05-01,false\n",
        "Opportunity.csv",
    )
    desk.take(deals)
    assert desk.one(Account).name == "Acme"
    desk.take(write("Id,Name,BillingCity,OwnerId\n001A,Acme Corporation,Rome,5\n", "Account.csv"))
    assert desk.one(Account).name == "Acme Corporation"
    assert len(desk.all(Pursuit)) == 2
    assert desk.plan(deals).changes_nothing


def test_a_deal_with_no_account_at_all_survives_under_its_own_name(desk, write):
    desk.take(write("Deal,Amount,Stage\nMystery machine,1,Prospecting\n"))
    assert desk.cards().keys() == {"Mystery machine: Mystery machine"}


def test_what_was_deleted_here_does_not_come_back_by_itself(desk, write):
    path = write(HEADER + "1,Pumps,Acme,Prospecting,1000,,2025-01-01,\n")
    desk.take(path)
    desk.run(Delete("Pursuit", (card(desk).id,)))
    plan = desk.take(path)
    assert counts(plan, Kind.DEALS) == {"skipped": 1}
    assert "trash" in plan.lines[0].text
    assert desk.all(Pursuit) == []


def test_an_import_is_one_step_back_and_forth(desk, write):
    desk.run(AddPursuit("Before"))
    before = desk.board.dump()
    desk.take(write(HEADER + "1,Pumps,Acme,Closed Lost,1000,2025-06-01,2025-01-01,price\n"))
    after = desk.board.dump()
    desk.dispatcher.undo()
    assert desk.board.dump() == before
    desk.dispatcher.redo()
    assert desk.board.dump() == after


def test_an_import_that_changes_nothing_leaves_no_step_and_no_record(desk, write):
    path = write(HEADER + "1,Pumps,Acme,Closed Lost,1000,2025-06-01,2025-01-01,price\n")
    desk.take(path)
    done = desk.run(ApplyImport(desk.plan(path)))
    assert done.changes.step is None
    assert len(desk.all(ImportRecord)) == 1


def test_a_plan_is_refused_when_what_it_changes_has_gone_since(desk, write):
    desk.take(write(HEADER + "1,Pumps,Acme,Prospecting,1000,,2025-01-01,\n"))
    plan = desk.plan(write(HEADER + "1,Pumps,Acme,Prospecting,2000,,2025-01-01,\n"))
    desk.run(Delete("Pursuit", (card(desk).id,)))
    before = desk.board.dump()
    with pytest.raises(Refused, match="changed since the preview"):
        desk.run(ApplyImport(plan))
    assert desk.board.dump() == before


def test_new_cards_go_to_the_ends_of_their_columns_in_the_order_of_the_file(desk, write):
    first = desk.run(AddPursuit("There before", stage_id=desk.stage(StageKind.PURSUING).id)).made[0]
    desk.take(write(HEADER + "".join(f"{n},Deal {n},A{n},Prospecting,1,,,\n" for n in range(1, 4))))
    titles = {card.id: card.title for card in desk.all(Pursuit)}
    assert [titles[one] for one in desk.column(StageKind.PURSUING)] == ["", "Deal 1", "Deal 2", "Deal 3"]
    assert desk.column(StageKind.PURSUING)[0] == first


def test_a_rejected_line_tells_all_that_could_be_read_of_it_and_the_first_thing_that_could_not(desk, write):
    (line,) = desk.plan(write(HEADER + "1,Pumps,Acme,Lost,ten,2025-06-01,,soon\n")).rejected()
    assert (line.account, line.day) == ("Acme", date(2025, 6, 1))
    assert line.text == "Amount: “ten” is not an amount"


def test_rejected_lines_are_saved_with_their_reason_and_come_in_once_mended(desk, write, tmp_path):
    path = write(HEADER + '1,Pumps,Acme,Lost,ten,2025-06-01,,"a, b"\n2,Hoses,Acme,Lost,10,2025-06-31,,=1+1\n')
    plan = desk.take(path)
    assert counts(plan, Kind.DEALS) == {"rejected": 2}
    assert reasons(plan) == ["Amount: “ten” is not an amount", "Close Date: there is no day “2025-06-31”"]
    (saved,) = save_rejected(plan)
    assert saved == tmp_path / "deals.rejected.csv"
    assert saved.stat().st_mode & 0o777 == 0o600
    text = saved.read_text(encoding="utf-8")
    assert text.splitlines()[0] == HEADER.strip() + ",Reject reason"
    assert "'=1+1" in text
    assert save_rejected(plan) == (tmp_path / "deals.rejected-2.csv",)
    saved.write_text(text.replace("ten", "10").replace("06-31", "06-30"), encoding="utf-8")
    mended = desk.take(saved)
    assert counts(mended, Kind.DEALS) == {"created": 2}
    assert {one.source for one in desk.all(ExternalId)} == {desk.all(ExternalId)[0].source}
    assert desk.rounds(desk.cards()["Acme: Hoses"])[0].reason_note == "=1+1"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert save_rejected(plan, elsewhere) == (elsewhere / "deals.rejected.csv",)
    with pytest.raises(BadInput, match="no folder"):
        save_rejected(plan, tmp_path / "gone")


def test_the_same_touches_and_quotes_without_ids_are_known_again_in_any_order(desk, write):
    desk.take(write("Deal,Company,Amount,Stage\nRenewal,Acme,1,Lost\n"))
    header = "Date,Company,Type,Notes\n"
    lines = ["2026-01-15,Acme,Phone,a\n", "2026-01-16,Acme,Email,b\n", "2026-01-16,Acme,Email,b\n"]
    quotes = "Customer,Amount,Sent on,Valid until\nAcme,5,2026-01-01,\nAcme,5,2026-01-01,\n"
    plan = desk.take(write(header + "".join(lines), "t.csv"), write(quotes, "q.csv"))
    assert counts(plan, Kind.TOUCHES) == {"created": 2, "unchanged": 1}
    assert counts(plan, Kind.QUOTES) == {"created": 2}
    plan = desk.take(write(header + "".join(reversed(lines)), "t.csv"), write(quotes, "q.csv"))
    assert counts(plan, Kind.TOUCHES) == {"unchanged": 3}
    assert counts(plan, Kind.QUOTES) == {"unchanged": 2}
    assert (len(desk.all(Touch)), len(desk.all(Quote))) == (2, 2)
    assert card(desk).touch_count == 2


def test_a_preview_is_cancelled_without_a_trace(desk, write, monkeypatch):
    path = write(HEADER + "".join(f"{n},Deal {n},A{n},Prospecting,1,,,\n" for n in range(1, 3_000)))
    from dreamboard.exchange import importing
    from tests.exchange.desk import Asked

    sources = importing.read_files([path])
    snapshot = importing.take_snapshot(Asked(desk))
    seen = []
    plan = importing.plan_import(
        sources, snapshot, Choices(), desk.clock.now(), desk.clock.zone, lambda *step: seen.append(step)
    )
    assert len(plan.lines) == 2_999
    assert seen == sorted(seen)
    assert seen[-1] == (5_998, 5_998)
    with pytest.raises(BadInput, match="cancelled"):
        importing.plan_import(
            sources, snapshot, Choices(), desk.clock.now(), desk.clock.zone, cancelled=lambda: len(seen) > 0
        )


def test_the_word_of_the_rep_for_a_column_stands(desk, write):
    stages = desk.stages()
    proposal = next(stage for stage in stages if stage.kind is StageKind.PROPOSAL_OUT)
    desk.board.tables[type(proposal)][proposal.id] = replace(proposal, name="Auf dem Tisch")
    desk.take(write("Deal,Company,Amount,Stage\nRenewal,Acme,1,auf dem tisch\n"))
    assert desk.column_of(card(desk)) == "Auf dem Tisch"


def test_a_name_or_web_site_that_gave_way_in_a_merge_is_known_again(desk, write):
    for name in ("Teller", "Teller Foods"):
        desk.run(AddPursuit(name, contact=NewContact(f"Dana of {name}")))
    kept, other = desk.all(Account)
    desk.run(Edit("Account", kept.id, (("domain", "teller.example"),)))
    desk.run(Edit("Account", other.id, (("domain", "foods.example"),)))
    desk.run(MergeAccounts(kept.id, (other.id,)))
    desk.take(write(HEADER + "7,Belts,Teller Foods,Prospecting,1000,,2025-01-01,\n"))
    desk.take(write("Company,Website\nFood Brothers,foods.example\n", "accounts.csv"))
    dana, twin = desk.all(Contact)
    desk.run(MergeContacts(dana.id, (twin.id,)))
    desk.take(write("Name,Company,Phone\nDana of Teller Foods,Teller,555 0100\n", "people.csv"))
    assert [account.id for account in desk.all(Account)] == [kept.id]
    assert desk.one(Contact).telephones == ("555 0100",)
    assert {deal.account_id for deal in desk.all(Pursuit)} == {kept.id}
