"""Exports in the habits of other programs, with what becomes of them."""

# ruff: noqa: E501 - rows are as wide as their programs write them

from datetime import UTC, date, datetime

import pytest

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Contact, Employment, Plan, Pursuit, Quote, Setting, Touch
from dreamboard.domain.values import (
    Channel,
    Direction,
    LossReason,
    Outcome,
    PursuitKind,
    QuoteOutcome,
    RoundOutcome,
)
from dreamboard.exchange.dates import DateOrder
from dreamboard.exchange.importing import Choices, read_files
from dreamboard.exchange.mapping import guess
from dreamboard.services.import_plan import ApplyImport, Kind
from tests.exchange.desk import ImportDesk, counts, reasons

HUBSPOT_DEALS = """\
"Record ID","Deal Name","Pipeline","Deal Stage","Amount","Currency","Close Date","Create Date","Deal owner",\
"Closed Lost Reason","Next Activity Date","Associated Company","Associated Company IDs","Associated Contact",\
"Associated Contact IDs"
"9001","Dock rebuild","Sales","Closed Lost","410000.0","USD","2025-11-15 20:09","2025-01-15 20:09","Ann",\
"Price was 12% too high","","Northwind Docks","501","Dana Reyes (dana@northwind.example)","601"
"9002","Crane lease","Sales","Contract Sent","120000.0","EUR","2026-06-30 00:00","2025-12-01 09:00","Ann",\
"","2026-04-01 10:00","Teller Foods;Teller Ports","502;503","","602"
"9003","Yard lights","Sales","Closed Won","","USD","2025-12-24 12:00","2025-10-01 09:00","Ann","","","","","",""
"9004","Mystery","Sales","Legal limbo","7.5","USD","","2025-10-01 09:00","Ann","","","Bolt GmbH","504","",""
"""
HUBSPOT_COMPANIES = """\
"Record ID","Company name","Company owner","Create Date","Phone Number","City","Country/Region","Industry"
"501","Northwind Docks","Ann","2024-01-01 10:00","","Portland","United States","LOGISTICS"
"502","Teller Foods","Ann","2024-01-01 10:00","","Hamburg","Germany","FOOD"
"505","","Ann","2024-01-01 10:00","","","",""
"""
HUBSPOT_CONTACTS = """\
"Record ID","First Name","Last Name","Email","Phone Number","Contact owner","Job Title","Associated Company",\
"Associated Company IDs"
"601","Dana","Reyes","dana@northwind.example","+1 503 555 0100","Ann","VP Operations","Northwind Docks","501"
"602","","","kai@teller.example","","Ann","","Teller Foods","502"
"""
HUBSPOT_ACTIVITIES = """\
"Record ID","Activity type","Title","Body","Activity date","Associated Contact IDs","Associated Company IDs",\
"Associated Deal IDs","Call outcome"
"1","Call","Follow up","<p>She said <b>not now</b>.<br>Call in Q1</p>","2025-12-01 15:30","601","501","9001",\
"Connected"
"2","Call","Try","","2025-12-02 15:30","601","501","","Left voicemail"
"3","Note","Stray","<img src=file:///etc/passwd>hello","2025-12-03 15:30","","","",""
"4","Email","Hi","","2025-12-04 15:30","602","","",""
"""


@pytest.fixture
def desk():
    return ImportDesk()


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_hubspots_files_come_in_together_in_any_order(desk, write):
    plan = desk.take(
        write("hubspot-crm-exports-all-deals-2026-02-01.csv", HUBSPOT_DEALS),
        write("hubspot-crm-exports-activities.csv", HUBSPOT_ACTIVITIES),
        write("hubspot-crm-exports-contacts.csv", HUBSPOT_CONTACTS),
        write("hubspot-crm-exports-companies.csv", HUBSPOT_COMPANIES),
    )
    assert {file.program for file in plan.files} == {"HubSpot"}
    assert counts(plan, Kind.DEALS) == {"created": 4}
    assert counts(plan, Kind.ACCOUNTS) == {"created": 2, "rejected": 1}
    assert counts(plan, Kind.CONTACTS) == {"created": 2}
    assert counts(plan, Kind.TOUCHES) == {"created": 3, "rejected": 1}
    cards = desk.cards()
    lost = cards["Northwind Docks: Dock rebuild"]
    assert (lost.kind, lost.value_minor, desk.column_of(lost)) == (
        PursuitKind.LOST_DEAL,
        41_000_000,
        "Not now",
    )
    first, second = desk.rounds(lost)
    assert (first.outcome, first.closed_on, first.reason_said) == (
        RoundOutcome.LOST,
        date(2025, 11, 15),
        LossReason.PRICE,
    )
    assert first.reason_note == "Price was 12% too high"
    assert (second.number, second.closed_on) == (2, None)
    crane = cards["Teller Foods: Crane lease"]
    assert (crane.currency, desk.column_of(crane)) == ("EUR", "Proposal out")
    assert desk.one(Plan).on == date(2026, 4, 1)
    assert desk.column_of(cards["Yard lights: Yard lights"]) == "Won"
    assert [(word.text, word.deals) for word in plan.stage_words] == [("Legal limbo", 1)]
    assert desk.column_of(cards["Bolt GmbH: Mystery"]) == "Pursuing"
    assert desk.one(Account, name="Teller Foods").country == "DE"
    spoke, voicemail, email = desk.all(Touch)
    assert (spoke.outcome, spoke.note, spoke.pursuit_id) == (
        Outcome.SPOKE,
        "She said not now.\nCall in Q1",
        lost.id,
    )
    assert voicemail.outcome is Outcome.VOICEMAIL
    assert desk.one(Contact, id=email.contact_id).name == "kai@teller.example"
    assert lost.touch_count == 2
    assert [line.name for line in plan.unattached()] == ["Stray"]


def test_a_deals_contact_is_made_where_nothing_else_knows_them(desk, write):
    desk.take(write("deals.csv", HUBSPOT_DEALS))
    dana = desk.one(Contact, name="Dana Reyes")
    assert dana.emails == ("dana@northwind.example",)
    at = desk.one(Account, id=desk.one(Employment, contact_id=dana.id).account_id)
    assert at.name == "Northwind Docks"
    desk.take(write("contacts.csv", HUBSPOT_CONTACTS))
    assert len([one for one in desk.all(Contact) if one.name == "Dana Reyes"]) == 1
    assert desk.one(Contact, name="Dana Reyes").telephones == ("+1 503 555 0100",)
    assert desk.one(Employment, contact_id=dana.id).title == "VP Operations"


def test_a_choice_for_a_stage_that_fits_no_column_is_taken(desk, write):
    deals = write("deals.csv", HUBSPOT_DEALS)
    proposal = next(stage for stage in desk.stages() if stage.name == "Proposal out")
    plan = desk.take(deals, choices=Choices(stages={"Legal limbo": proposal.id}))
    assert plan.stage_words == ()
    assert desk.column_of(desk.cards()["Bolt GmbH: Mystery"]) == "Proposal out"


def test_headers_in_the_users_language_are_known(desk, write):
    plan = desk.take(
        write(
            "export.csv",
            '"ID de registro","Nombre del negocio","Etapa del negocio","Valor","Fecha de cierre",'
            '"Fecha de creación","Motivo de cierre perdido","Empresa asociada"\n'
            '"1","Grúa","Cierre perdido","1000.0","2025-05-05 10:00","2025-01-05 10:00","Precio","Puerto SA"\n'
            '"2","Muelle","Cierre ganado","1000.0","2025-05-05 10:00","2025-01-05 10:00","","Puerto SA"\n'
            '"3","Barco","Presentación programada","1.0","2026-05-05 10:00","2025-01-05 10:00","","Mar SL"\n',
        )
    )
    assert plan.files[0].program == "HubSpot"
    columns = {title: desk.column_of(card) for title, card in desk.cards().items()}
    assert columns == {
        "Puerto SA: Grúa": "Not now",
        "Puerto SA: Muelle": "Won",
        "Mar SL: Barco": "In conversation",
    }


def test_pipedrives_status_stands_above_its_stage(desk, write):
    plan = desk.take(
        write(
            "deals-1234567-1.csv",
            "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Organization ID,"
            "Deal - Contact person,Deal - Contact person ID,Deal - Stage,Deal - Label,Deal - Status,"
            "Deal - Deal created,Deal - Next activity date,Deal - Won time,Deal - Lost time,Deal - Lost reason,"
            "Deal - Expected close date\n"
            "11,Pumps,120 000,EUR,Harbor Steel,31,Kim Lee,41,Negotiations Started,HOT,Lost,2025-01-30 15:55:37,,,"
            "2025-09-30 15:55:37,Went with incumbent,30.09.2025\n"
            "12,Valves,5000,EUR,Harbor Steel,31,Kim Lee,41,Proposal Made,,Open,2025-01-30 15:55:37,2026-03-30,,,,\n",
        ),
        write(
            "activities.csv",
            "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,"
            "Activity - Done,Activity - Note,Activity - Deal ID,Activity - Organization\n"
            "1,Call Kim,call,2025-08-01,15:30,Done,<p>ok</p>,11,Harbor Steel\n"
            "2,Lunch,lunch,2026-05-01,,To do,,12,Harbor Steel\n"
            "3,Old,task,2025-01-01,,To do,,12,Harbor Steel\n",
        ),
    )
    lost = desk.cards()["Harbor Steel: Pumps"]
    assert (lost.value_minor, lost.currency, lost.tags) == (12_000_000, "EUR", ("hot",))
    assert desk.rounds(lost)[0].closed_on == date(2025, 9, 30)
    assert desk.rounds(lost)[0].reason_said is LossReason.RIVAL_CONTRACT
    call = desk.one(Touch)
    assert (call.at, call.channel, call.note) == (
        datetime(2025, 8, 1, 15, 30, tzinfo=UTC),
        Channel.CALL,
        "ok",
    )
    assert {str(one.on) for one in desk.all(Plan)} == {"2026-03-30", "2026-05-01"}
    assert counts(plan, Kind.TOUCHES) == {"created": 2, "skipped": 1}


def test_a_column_of_excels_counts_is_days(desk, write):
    desk.take(
        write("d.csv", "Deal - Title,Deal - Value,Deal - Status,Deal - Lost time\nPumps,100.0,Lost,45631.0\n")
    )
    (card,) = desk.all(Pursuit)
    assert card.value_minor == 10_000
    assert desk.rounds(card)[0].closed_on == date(2024, 12, 5)


def test_zohos_ids_amounts_and_dates_are_read(desk, write):
    desk.take(
        write(
            "Deals_001.csv",
            "Record Id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Created Time,"
            "Contact Name.id,Contact Name,Reason For Loss\n"
            'zcrm_1,Ann,"$22,700.00",Silo,2021-04-20,zcrm_51,Grain Co,Closed Lost to Competition,'
            '"15 Apr, 2021 00:02:00",0,,Competition\n'
            "zcrm_2,Ann,$342.09K,Belt,2026-04-20,zcrm_51,Grain Co,Identify Decision Makers,"
            '"15 Apr, 2025 00:02:00",zcrm_61,Lee Grain,\n',
        )
    )
    cards = desk.cards()
    assert cards["Grain Co: Silo"].value_minor == 2_270_000
    assert desk.rounds(cards["Grain Co: Silo"])[0].reason_said is LossReason.RIVAL_CONTRACT
    assert cards["Grain Co: Belt"].value_minor == 34_209_000
    assert len(desk.all(Account)) == 1
    assert desk.one(Contact).name == "Lee Grain"


def test_closes_leads_are_accounts_with_their_first_contact(desk, write):
    desk.take(
        write(
            "leads.csv",
            "id,display_name,description,url,status_id,status_label,primary_contact_name,primary_contact_title,"
            "primary_contact_primary_phone,primary_contact_primary_email,custom.Industry\n"
            "lead_1,Bluffton,desc,https://www.bluffton.example/x,s1,Potential,Gob,Magician,+18004445555,"
            "gob@bluffton.example,Magic\n",
        )
    )
    account = desk.one(Account)
    assert (account.name, account.domain) == ("Bluffton", "bluffton.example")
    assert desk.one(Contact).emails == ("gob@bluffton.example",)
    assert desk.one(Employment).title == "Magician"


def test_linkedins_connections_come_in_past_the_notes_above_them(desk, write):
    plan = desk.take(
        write(
            "Connections.csv",
            'Notes:\n"When exporting your connection data, some addresses are missing."\n\n'
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Ada,Byron,https://www.linkedin.com/in/ada,,Engines Ltd,CTO,05 Oct 2020\n"
            ",,,,,,01 Jan 2021\n"
            "Bo,Li,https://www.linkedin.com/in/bo,bo@engines.example,,,06 Oct 2020\n",
        )
    )
    assert counts(plan, Kind.CONTACTS) == {"created": 2, "rejected": 1}
    assert plan.rejected()[0].line == 6
    assert desk.one(Employment).title == "CTO"


def test_googles_contacts_keep_every_address_and_number(desk, write):
    desk.take(
        write(
            "contacts.csv",
            "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,"
            "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value\n"
            "Cy,,Young,Ball Inc,Pitcher,a note,* myContacts ::: Friends,* Work,cy@ball.example,cy2@ball.example,"
            "Mobile,+1 555 010 2000 ::: +1 555 010 2001\n"
            ",,,,,,* myContacts,,lonely@gmail.com,,,\n",
        )
    )
    cy, nameless = desk.all(Contact)
    assert cy.emails == ("cy@ball.example", "cy2@ball.example")
    assert cy.telephones == ("+1 555 010 2000", "+1 555 010 2001")
    assert cy.tags == ("friends",)
    assert nameless.name == "lonely@gmail.com"


def test_a_salesforce_report_loses_its_footer_and_keeps_its_currencies(desk, write):
    plan = desk.take(
        write(
            "report.csv",
            '"Opportunity Name","Account Name","Stage","Amount Currency","Amount","Close Date","Last Activity"\n'
            '"Big\ndeal","Acme","Closed Lost","USD","1,200.50","12/31/2025","1/15/2026"\n'
            '"Other","Acme","Prospecting","EUR","1,000.00","6/30/2026",""\n'
            '"Grand Totals (2 records)","","","","","",""\n'
            '"Confidential Information - Do Not Distribute"\n'
            '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n',
        )
    )
    assert counts(plan, Kind.DEALS) == {"created": 2, "skipped": 3}
    cards = desk.cards()
    assert desk.rounds(cards["Acme: Big deal"])[0].closed_on == date(2025, 12, 31)
    assert (cards["Acme: Other"].value_minor, cards["Acme: Other"].currency) == (100_000, "EUR")


def test_a_list_of_lost_deals_by_hand_becomes_lost_deals(desk, write):
    desk.take(
        write(
            "lost deals.csv",
            "Company;Contact;Amount;Lost on;Reason;Competitor\n"
            "Alpha AG;Max Muster;1.234,56 €;15.03.2025;Preis;Rivalo\n"
            "Beta AG;;12.000,00 €;20.01.2026;Kein Budget;\n",
        )
    )
    cards = desk.cards()
    alpha = desk.rounds(cards["Alpha AG: "])[0]
    assert cards["Alpha AG: "].value_minor == 123_456
    assert (alpha.rival, alpha.reason_said, alpha.reason_note) == ("Rivalo", LossReason.PRICE, "Preis")
    assert desk.rounds(cards["Beta AG: "])[0].reason_said is LossReason.BUDGET


def test_a_files_name_tells_the_fate_where_no_column_does(desk, write):
    desk.take(write("lost 2025.csv", "Company,Deal,Amount,Close date\nAlpha,Pumps,5,2025-03-15\n"))
    assert desk.column_of(desk.cards()["Alpha: Pumps"]) == "Not now"


def test_the_order_of_day_and_month_is_asked_once_and_nothing_planned_before(desk, write):
    path = write(
        "deals.csv",
        'Account,Title,Value,Date closed,Outcome\nGamma,Thing,"1,000",03/04/2025,Lost\nDelta,Thing,2,05/06/2025,Won\n',
    )
    plan = desk.plan(path)
    assert [(one.column, one.sample) for one in plan.open_orders] == [("Date closed", "03/04/2025")]
    assert plan.lines == ()
    with pytest.raises(Refused, match="03/04/2025 in Date closed"):
        desk.run(ApplyImport(plan))
    desk.take(path, choices=Choices(date_order=DateOrder.MDY))
    assert desk.rounds(desk.cards()["Gamma: Thing"])[0].closed_on == date(2025, 3, 4)


def test_another_date_column_of_the_file_may_settle_the_order(desk, write):
    desk.take(write("d.csv", "Account,Deal,Created,Lost on\nA,x,25/12/2024,03/04/2025\n"))
    assert desk.rounds(desk.cards()["A: x"])[0].closed_on == date(2025, 4, 3)


def test_quotes_put_money_on_the_desk_and_make_the_cards_they_need(desk, write):
    plan = desk.take(
        write(
            "quotes.csv",
            "Customer,Quote number,Amount,Sent on,Valid until,Status\n"
            'Acme,Q-1,"$800,000",2026-01-10,2026-04-10,Sent\n'
            'Acme,Q-2,"$700,000",2026-01-12,,Accepted\n'
            'Zeta,Q-3,"$500,000",2026-02-01,,\n'
            "Zeta,Q-4,,2026-02-01,,\n"
            "Zeta,Q-5,5,,,\n",
        )
    )
    assert counts(plan, Kind.QUOTES) == {"created": 3, "rejected": 2}
    assert reasons(plan) == ["it says no amount", "it says no day on which it was sent"]
    assert [quote.outcome for quote in desk.all(Quote)] == [None, QuoteOutcome.WON, None]
    assert {card: desk.column_of(row) for card, row in desk.cards().items()} == {
        "Acme: ": "Proposal out",
        "Zeta: ": "Proposal out",
    }


def test_touches_of_a_plain_list_find_account_and_contact_by_name(desk, write):
    desk.take(write("contacts.csv", "Name,Company,Email\nJoe Doe,Acme,joe@acme.example\n"))
    plan = desk.take(
        write(
            "touches.csv",
            "Date,Time,Company,Contact,Type,Direction,Outcome,Notes\n"
            "2026-01-15,14:30,ACME,joe doe,Phone,Outbound,No answer,\n"
            "2026-01-16,,Acme,,Email,Inbound,,They asked\n"
            "2026-01-17,,Nobody,,Email,,,x\n"
            ",,Acme,,Email,,,y\n",
        )
    )
    call, email = desk.all(Touch)
    joe = desk.one(Contact)
    assert (call.contact_id, call.outcome) == (joe.id, Outcome.NO_ANSWER)
    assert call.at == datetime(2026, 1, 15, 14, 30, tzinfo=UTC)
    assert (email.direction, email.outcome, email.contact_id) == (Direction.IN, Outcome.REPLIED, None)
    assert reasons(plan) == ["nothing here or in the files is Nobody", "it says no day"]


def test_the_apis_rows_in_camel_case_are_linked_by_who_and_what(desk, write):
    plan = desk.take(
        write(
            "Task.csv",
            "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,TaskSubtype,CallDisposition,Description,IsDeleted\n"
            "00T1,003x00000000001AAA,006x00000000001AAA,,Call,2024-01-22,Completed,Call,Left Voicemail,hi,false\n"
            "00T2,003x00000000001AAA,,,Email: Your offer,2024-01-23,Completed,Task,,,false\n"
            "00T3,,001x00000000001AAA,,Follow up,2030-01-23,Not Started,Task,,,false\n"
            "00T4,,001x00000000001AAA,,Gone,2024-01-23,Completed,Task,,,1\n",
        ),
        write(
            "Opportunity.csv",
            "Id,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate,IsDeleted\n"
            "006x00000000001AAA,001x00000000001AAA,One,Closed Lost,8.48E10,2024-02-01,1,,"
            "2024-01-22T16:14:25.000+0000,\n",
        ),
        write(
            "Account.csv",
            "\ufeffId,Name,Website,BillingCity,BillingCountry,OwnerId,BillingAddress\n"
            '001x00000000001,Umbrella,www.umbrella.example,Raccoon,USA,005,"{""city"": ""Raccoon""}"\n',
        ),
        write(
            "Contact.csv",
            "Id,AccountId,FirstName,LastName,Email,Title,OwnerId\n"
            "003x00000000001AAA,001x00000000001AAA,Jill,V,jill@umbrella.example,Boss,005\n",
        ),
    )
    assert counts(plan, Kind.TOUCHES) == {"created": 3, "skipped": 1}
    card = desk.cards()["Umbrella: One"]
    assert card.value_minor == 8_480_000_000_000
    voicemail, email = desk.all(Touch)
    assert (voicemail.pursuit_id, voicemail.outcome) == (card.id, Outcome.VOICEMAIL)
    assert (email.channel, email.pursuit_id) == (Channel.EMAIL, card.id)
    assert desk.one(Contact).id == voicemail.contact_id
    assert str(desk.one(Plan).on) == "2030-01-23"


def test_columns_can_be_given_by_hand_and_are_remembered(desk, write):
    path = write("x.csv", "Who,How much,Wann\nAcme,5,2026-01-01\n")
    choices = Choices(kind=Kind.DEALS, columns={"who": "account", "How much": "value", "Wann": "lost on"})
    plan = desk.take(path, choices=choices)
    assert counts(plan, Kind.DEALS) == {"created": 1}
    kept = {setting.name: setting.value for setting in desk.all(Setting)}
    again = read_files([path], Choices(remembered=kept))[0]
    assert again.kind is Kind.DEALS
    assert dict(again.columns) == {"Who": "account", "How much": "value", "Wann": "lost_on"}


def test_files_of_no_known_program_are_linked_by_their_ids_too(desk, write):
    accounts = write("accounts.csv", "id,company,website\n1,Acme,acme.example\n2,Bolt,\n")
    people = write("people.csv", "id,account_id,first name,last name,email\n1,2,Ann,Lee,ann@bolt.example\n")
    deals = write("deals.csv", "id,account_id,title,value,stage,close date\n7,2,Pumps,100,lost,2025-05-05\n")
    notes = write(
        "notes.csv",
        "id,contact_id,deal_id,date,type,notes\n1,1,,2025-01-01,call,hello\n2,55,,2025-01-02,call,\n",
    )
    plan = desk.take(notes, deals, people, accounts)
    assert counts(plan, Kind.TOUCHES) == {"created": 1, "rejected": 1}
    assert desk.cards().keys() == {"Bolt: Pumps"}
    touch = desk.one(Touch)
    assert touch.contact_id == desk.one(Contact).id
    assert touch.pursuit_id == desk.one(Pursuit).id
    later = ImportDesk()
    for path in (accounts, people, deals, notes):
        later.take(path)
    assert later.cards().keys() == {"Bolt: Pumps"}
    assert later.one(Touch).pursuit_id == later.one(Pursuit).id


@pytest.mark.parametrize(
    ("header", "kind", "missed"),
    [
        (
            "Topic,Potential Customer,Est. Revenue,Est. Close Date,Status,Status Reason,Actual Close Date,Owner",
            Kind.DEALS,
            {"Owner"},
        ),
        (
            "RecordId,OpportunityName,OpportunityState,OrganizationName,OpportunityValue,ForecastCloseDate",
            Kind.DEALS,
            set(),
        ),
        ("Id,Name,Amount,Expected close,Closed date,Deal stage,Lost reason,Account name", Kind.DEALS, set()),
        ("Opportunity,Company,Primary Contact,Value,Stage,Status,Close Date,Loss Reason", Kind.DEALS, set()),
        ("Firma,Ansprechpartner,Angebotssumme,Status,Verloren am,Grund,Mitbewerber", Kind.DEALS, set()),
        ("Entreprise,Affaire,Montant,Étape,Date de clôture,Raison de la perte", Kind.DEALS, set()),
        ("Client,Project,Price,Date lost,Why", Kind.DEALS, set()),
        ("Nome do negócio,Etapa do negócio,Valor,Data de fechamento", Kind.DEALS, set()),
        ("Angebotsnummer,Kunde,Betrag,Datum,Gültig bis,Status", Kind.QUOTES, set()),
        ("When,Who,Company,How,What happened,Result", Kind.TOUCHES, set()),
        ("Call Date,Call Time,Contact,Company,Duration,Result,Notes", Kind.TOUCHES, {"Duration"}),
        ("Name,Role,Company,Work Email,Mobile", Kind.CONTACTS, set()),
        ("Company Name,Contact First Name,Contact Last Name,Contact Email,Phone", Kind.CONTACTS, set()),
        ("Company,Locations,Industry,Annual spend,Current supplier,Contract end", Kind.ACCOUNTS, set()),
        ("Name,Date", None, {"Name", "Date"}),
        ("column1,column2", None, {"column1", "column2"}),
    ],
)
def test_headers_of_many_habits_are_guessed(header, kind, missed):
    columns = header.split(",")
    guessed = guess(columns)
    assert guessed.kind is kind
    assert set(columns) - set(guessed.columns) == missed
