"""Exports as HubSpot and Pipedrive write them for users of other languages, and more habits of many programs."""

# ruff: noqa: E501 - rows are as wide as their programs write them

from datetime import UTC, date, datetime

import pytest

from dreamboard.domain.model import Account, Contact, Employment, Touch
from dreamboard.domain.values import Channel, LossReason
from dreamboard.exchange.importing import Choices, read_files
from dreamboard.exchange.mapping import guess
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import ImportDesk, counts

HUBSPOT_DEALS = {
    "de": (
        (
            "Datensatz-ID,Deal-Name,Pipeline,Deal-Phase,Betrag,Abschlussdatum,Erstellungsdatum,Deal-Inhaber,"
            "Grund für „Abgeschlossen und verloren“,Zugeordnetes Unternehmen,Zugeordnetes Unternehmen IDs"
        ),
        ("Abgeschlossen und verloren", "Abgeschlossen und gewonnen", "Termin vereinbart"),
        "Zu teuer",
    ),
    "es": (
        (
            "ID de registro,Nombre del negocio,Pipeline,Etapa del negocio,Valor,Fecha de cierre,Fecha de creación,Propietario del negocio,"
            "Motivo de pérdida,Empresa asociada,Empresa asociada IDs"
        ),
        ("Cierre perdido", "Cierre ganado", "Cita programada"),
        "Muy caro",
    ),
    "fr": (
        (
            "ID de l'enregistrement,Nom de la transaction,Pipeline,Phase de la transaction,Montant,Date de fermeture,Date de création,Propriétaire de la transaction,"
            "Raison de la perte,Entreprise associée,ID Entreprise associée"
        ),
        ("Fermé perdu", "Fermé gagné", "Rendez-vous planifié"),
        "Trop cher",
    ),
    "pt": (
        (
            "ID do registro,Nome do negócio,Pipeline,Etapa do negócio,Valor,Data de fechamento,Data de criação,Proprietário do negócio,"
            "Motivo do fechamento perdido,Empresa associada,IDs Empresa associada"
        ),
        ("Fechado perdido", "Fechado ganho", "Compromisso agendado"),
        "Preço",
    ),
    "nl": (
        (
            "Record-ID,Dealnaam,Pipeline,Dealfase,Bedrag,Sluitingsdatum,Aanmaakdatum,Eigenaar deal,"
            "Reden verloren,Gekoppeld bedrijf,Gekoppeld bedrijf IDs"
        ),
        ("Gesloten verloren", "Gesloten gewonnen", "Afspraak gepland"),
        "Prijs",
    ),
    "it": (
        (
            "ID record,Nome trattativa,Pipeline,Fase trattativa,Importo,Data di chiusura,Data di creazione,Proprietario trattativa,"
            "Motivo chiusura persa,Azienda associata,ID Azienda associata"
        ),
        ("Chiusa persa", "Chiusa vinta", "Appuntamento fissato"),
        "Prezzo",
    ),
    "ja": (
        "レコードID,取引名,パイプライン,取引ステージ,金額,クローズ日,作成日,取引担当者,失注理由,関連会社,関連会社IDs",
        ("失注", "成約", "アポイント設定"),
        "価格",
    ),
}
PIPEDRIVE_DEALS = {
    "de": (
        (
            "Deal - ID,Deal - Titel,Deal - Besitzer,Deal - Wert,Deal - Währung von Wert,Deal - Organisation,Deal - Kontaktperson,"
            "Deal - Phase,Deal - Status,Deal - Deal erstellt,Deal - Verloren-Zeit,Deal - Grund für den Verlust"
        ),
        ("Verloren", "Gewonnen", "Offen"),
        "Angebot erstellt",
        ('"120.000,50"', "30.01.2025 15:55", "30.09.2025 15:55"),
    ),
    "fr": (
        (
            "Affaire - ID,Affaire - Titre,Affaire - Propriétaire,Affaire - Valeur,Affaire - Devise de Valeur,Affaire - Organisation,Affaire - Personne à contacter,"
            "Affaire - Étape,Affaire - Statut,Affaire - Affaire créée,Affaire - Date de perte,Affaire - Motif de la perte"
        ),
        ("Perdu", "Gagné", "Ouvert"),
        "Proposition faite",
        ('"120 000,50"', "30/01/2025 15:55", "30/09/2025 15:55"),
    ),
    "es": (
        (
            "Trato - ID,Trato - Título,Trato - Propietario,Trato - Valor,Trato - Moneda de Valor,Trato - Organización,Trato - Persona de contacto,"
            "Trato - Etapa,Trato - Estado,Trato - Trato creado,Trato - Fecha de pérdida,Trato - Motivo de pérdida"
        ),
        ("Perdido", "Ganado", "Abierto"),
        "Propuesta hecha",
        ('"120.000,5"', "2025-01-30 15:55:37", "2025-09-30 15:55:37"),
    ),
    "pt": (
        (
            "Negócio - ID,Negócio - Título,Negócio - Proprietário,Negócio - Valor,Negócio - Moeda de Valor,Negócio - Organização,Negócio - Pessoa de contato,"
            "Negócio - Etapa,Negócio - Status,Negócio - Negócio criado em,Negócio - Data da perda,Negócio - Motivo da perda"
        ),
        ("Perdido", "Ganho", "Aberto"),
        "Proposta feita",
        ("120000.5", "2025-01-30 15:55:37", "2025-09-30 15:55:37"),
    ),
}


@pytest.fixture
def desk():
    return ImportDesk()


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str, encoding: str = "utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def quoted(*rows: str) -> str:
    """Lines with every cell quoted, as HubSpot writes them."""
    return "".join(",".join(f'"{cell}"' for cell in row.split(",")) + "\n" for row in rows)


@pytest.mark.parametrize("language", HUBSPOT_DEALS)
def test_hubspots_deals_are_read_in_the_users_language(desk, write, language):
    header, (lost, won, first), reason = HUBSPOT_DEALS[language]
    text = quoted(
        header,
        f"1,Dock,Sales,{lost},1000.0,2025-05-05 10:00,2025-01-05 10:00,Ann,{reason},Port SA,5",
        f"2,Quay,Sales,{won},1000.0,2025-05-06 10:00,2025-01-05 10:00,Ann,,Port SA,5",
        f"3,Gate,Sales,{first},1000.0,2027-05-05 10:00,2025-01-05 10:00,Ann,--,Port SA,5",
    )
    plan = desk.take(write("hubspot-crm-exports.csv", text))
    assert (plan.files[0].program, plan.stage_words) == ("HubSpot", ())
    assert len(plan.files[0].left_out) == 2  # the pipeline and the owner
    assert {title: desk.column_of(card) for title, card in desk.cards().items()} == {
        "Port SA: Dock": "Not now",
        "Port SA: Quay": "Won",
        "Port SA: Gate": "Pursuing",
    }
    first_round = desk.rounds(desk.cards()["Port SA: Dock"])[0]
    assert (first_round.closed_on, first_round.reason_said) == (date(2025, 5, 5), LossReason.PRICE)
    assert len(desk.all(Account)) == 1


@pytest.mark.parametrize("language", PIPEDRIVE_DEALS)
def test_pipedrives_deals_are_read_in_the_users_language(desk, write, language):
    header, (lost, won, still_open), stage, (value, created, lost_at) = PIPEDRIVE_DEALS[language]
    text = "\n".join(
        (
            header,
            f"1,Dock,Ann,{value},EUR,Port SA,Luc Roy,{stage},{lost},{created},{lost_at},Zu teuer",
            f"2,Quay,Ann,{value},EUR,Port SA,,{stage},{won},{created},,",
            f"3,Gate,Ann,{value},EUR,Port SA,,{stage},{still_open},{created},,",
        )
    )
    plan = desk.take(write("deals-123-1.csv", text))
    assert plan.files[0].program == "Pipedrive"
    assert len(plan.files[0].left_out) == 1  # the owner
    cards = desk.cards()
    assert {title: desk.column_of(card) for title, card in cards.items()} == {
        "Port SA: Dock": "Not now",
        "Port SA: Quay": "Won",
        "Port SA: Gate": "Proposal out",
    }
    assert (cards["Port SA: Dock"].value_minor, cards["Port SA: Dock"].currency) == (12_000_050, "EUR")
    assert desk.rounds(cards["Port SA: Dock"])[0].closed_on == date(2025, 9, 30)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Datensatz-ID,Vorname,Nachname,E-Mail,Telefonnummer,Für Kontakt zuständiger Mitarbeiter,Position,Zugeordnetes Unternehmen",
            "7,Ana,Ruiz,ana@port.example,+34 600 000 000,Ann,CEO,Port SA",
        ),
        (
            "ID de registro,Nombre,Apellidos,Correo,Número de teléfono,Propietario del contacto,Puesto de trabajo,Empresa asociada",
            "7,Ana,Ruiz,ana@port.example,+34 600 000 000,Ann,CEO,Port SA",
        ),
        (
            "ID de l'enregistrement,Prénom,Nom,E-mail,Numéro de téléphone,Propriétaire du contact,Intitulé du poste,Entreprise associée",
            "7,Ana,Ruiz,ana@port.example,+34 600 000 000,Ann,CEO,Port SA",
        ),
        (
            "レコードID,名,姓,Eメール,電話番号,コンタクト担当者,役職,関連会社",
            "7,Ana,Ruiz,ana@port.example,+34 600 000 000,Ann,CEO,Port SA",
        ),
    ],
)
def test_hubspots_contacts_are_read_in_the_users_language(desk, write, header, row):
    plan = desk.take(write("c.csv", quoted(header, row)))
    assert plan.files[0].program == "HubSpot"
    contact = desk.one(Contact)
    assert (contact.name, contact.emails, contact.telephones) == (
        "Ana Ruiz",
        ("ana@port.example",),
        ("+34 600 000 000",),
    )
    assert desk.one(Employment).title == "CEO"
    assert desk.one(Account).name == "Port SA"


def test_what_stands_for_an_empty_cell_is_no_reason_for_a_loss(desk, write):
    text = quoted(
        "Record ID,Deal Name,Deal Stage,Amount,Closed Lost Reason,Associated Company",
        "1,Crane,Appointment scheduled,--,(No value),--",
    )
    desk.take(write("d.csv", text))
    (card,) = desk.cards().values()
    assert (desk.column_of(card), card.value_minor) == ("Pursuing", None)


def test_a_deal_that_goes_on_again_is_open_whatever_its_old_reason(desk, write):
    text = quoted(
        "Record ID,Deal Name,Deal Stage,Amount,Closed Lost Reason,Associated Company",
        "1,Crane,Contract sent,5.0,Price,Port SA",
    )
    desk.take(write("d.csv", text))
    assert desk.column_of(desk.cards()["Port SA: Crane"]) == "Proposal out"


def test_a_file_that_two_programs_could_have_written_goes_to_the_one_that_fits_more(desk, write):
    plan = desk.take(
        write(
            "Contacts_001.csv",
            "Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Email,Title\n"
            "zcrm_61,zcrm_1,Ann,Lee,Grain,zcrm_51,Grain Co,lee@grain.example,CEO\n",
        ),
        write(
            "Leads_001.csv",
            "Record Id,Lead Owner,Company,First Name,Last Name,Email,Lead Status\n"
            "zcrm_9,Ann,Mill,Jo,Do,jo@mill.example,Contacted\n",
        ),
    )
    assert {file.program for file in plan.files} == {"Zoho CRM"}
    assert {account.name for account in desk.all(Account)} == {"Grain Co", "Mill"}


def test_zohos_calls_and_tasks_are_tied_by_id_in_any_order(desk, write):
    calls = write(
        "Calls.csv",
        "Record Id,Subject,Call Type,Call Start Time,Call Duration,Related To.id,Related To,Contact Name.id,Contact Name,Call Result\n"
        'zcrm_71,Hello,Outbound,"15 Apr, 2021 09:02:00",02:00,zcrm_51,Grain Co,zcrm_61,Lee Grain,Interested\n',
    )
    accounts = write(
        "Accounts.csv",
        "Record Id,Account Owner,Account Name,Website,Annual Revenue\nzcrm_51,Ann,Grain Co,grain.example,$342.09K\n",
    )
    plan = desk.take(calls, accounts)
    assert counts(plan, Kind.TOUCHES) == {"created": 1}
    touch = desk.one(Touch)
    assert (touch.at, touch.account_id) == (datetime(2021, 4, 15, 9, 2, tzinfo=UTC), desk.one(Account).id)
    assert desk.one(Account).spend_minor is None  # what they earn is not what they spend with us


def test_pipedrives_notes_become_touches_at_their_deal(desk, write):
    deals = write(
        "deals.csv", "Deal - ID,Deal - Title,Deal - Organization,Deal - Status\n1,Kran,Hafen AG,Open\n"
    )
    notes = write(
        "notes.csv",
        "Note - ID,Note - Content,Note - Add time,Note - Deal,Note - Deal ID,Note - Organization,Note - User\n"
        "1,<p>Hello <b>there</b></p>,2025-02-01 10:00:00,Kran,1,Hafen AG,Ann\n",
    )
    desk.take(notes, deals)
    touch = desk.one(Touch)
    assert (touch.note, touch.channel) == ("Hello there", Channel.OTHER)
    assert touch.pursuit_id == next(iter(desk.cards().values())).id


def test_outlooks_german_contacts_are_known(desk, write):
    plan = desk.take(
        write(
            "Kontakte.csv",
            "Anrede,Vorname,Nachname,Firma,Position,Ort geschäftlich,Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,Notizen\n"
            "Herr,Jörg,Roe,Roe GmbH,Einkäufer,Köln,+49 221 1000,+49 170 1000,joerg@roe.example,Grüße\n",
            "cp1252",
        )
    )
    assert (plan.files[0].program, plan.files[0].encoding) == ("Outlook", "cp1252")
    joerg = desk.one(Contact)
    assert (joerg.name, joerg.note, len(joerg.telephones)) == ("Jörg Roe", "Grüße", 2)


@pytest.mark.parametrize(
    "last", ["Total,,2469.06,,", "Summe;;2.469,06 €;;", 'Grand Total:,,"2,469.06",,', "合計,,2469,,"]
)
def test_a_last_line_of_totals_is_no_deal(desk, write, last):
    mark = ";" if ";" in last else ","
    head = mark.join(("Company", "Contact", "Amount", "Lost on", "Reason"))
    line = mark.join(("Alpha AG", "Max", "2469", "2025-03-15", "Price"))
    plan = desk.take(write("lost.csv", f"{head}\n{line}\n{last}\n"))
    assert counts(plan, Kind.DEALS) == {"created": 1, "skipped": 1}


def test_a_company_called_total_is_a_company(desk, write):
    text = "Company,Contact,Amount,Lost on,Reason\nTotal,Luc,5,2025-03-15,Price\n"
    assert counts(desk.plan(write("lost.csv", text)), Kind.DEALS) == {"created": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_every_encoding_and_delimiter_gives_the_same_cells(write, encoding, mark):
    text = f'Company{mark}Deal{mark}Note{mark}{mark}\r\nMüller{mark}Kräne{mark}"a{mark}b\nc"{mark}{mark}\r\n'
    (source,) = read_files([write("d.txt", text, encoding)])
    assert source.table.header == ("Company", "Deal", "Note", "Column 4", "Column 5")
    assert source.table.records[0].cells[:3] == ("Müller", "Kräne", f"a{mark}b\nc")


def test_columns_of_the_same_name_are_told_apart(write):
    (source,) = read_files([write("d.csv", "Company,Phone,Phone,Deal,Stage\nA,1,2,x,New\n")])
    assert source.table.header == ("Company", "Phone", "Phone (2)", "Deal", "Stage")


@pytest.mark.parametrize(
    ("header", "kind", "missed"),
    [
        (
            "Name,Company,Primary Contact,Stage,Status,Value,Close Date,Loss Reason,Copper ID",
            Kind.DEALS,
            set(),
        ),
        (
            "Opportunity,Party,Milestone,Currency,Value,Expected Close,Actual Close,Closed,Lost Reason",
            Kind.DEALS,
            set(),
        ),
        (
            "External ID,Opportunity,Customer,Expected Revenue,Stage,Expected Closing,Lost Reason",
            Kind.DEALS,
            set(),
        ),
        ("Opportunity Name,Account Name,Likely,Expected Close Date,Sales Stage,Status,ID", Kind.DEALS, set()),
        (
            "Titel,Klant,Contactpersoon,Bedrag,Fase,Status,Verwachte sluitingsdatum,Reden van verlies",
            Kind.DEALS,
            set(),
        ),
        ("Empresa,Contacto,Importe,Fecha de pérdida,Motivo,Competidor", Kind.DEALS, set()),
        ("Azienda,Contatto,Importo,Data perdita,Motivo,Concorrente", Kind.DEALS, set()),
        ("Id,First name,Last name,Email,Job title,Mobile,Work,Accounts,Status", Kind.CONTACTS, {"Status"}),
        ("Name,Email,Phone,Title,Company,Deals,Priority", Kind.CONTACTS, {"Deals", "Priority"}),
        ("Interaction,Date and time,Type,Contacts,Notes", Kind.TOUCHES, set()),
        ("Activity Type,Subject,Regarding,Activity Status,Start Date,Description", Kind.TOUCHES, set()),
        ("Quote #,Client,Total (EUR),Sent,Expires,Status", Kind.QUOTES, set()),
    ],
)
def test_headers_of_programs_without_a_preset_are_guessed(header, kind, missed):
    columns = header.split(",")
    guessed = guess(columns)
    assert guessed.kind is kind
    assert set(columns) - set(guessed.columns) == missed


def test_the_currency_behind_a_header_is_that_of_its_amounts(desk, write):
    text = "Company;Deal;Value (EUR);Stage\nHarbor;Pumps;22.700,50;New\nHarbor;Valves;$5;New\n"
    desk.take(write("d.csv", text))
    told = {card.title: (card.value_minor, card.currency) for card in desk.cards().values()}
    assert told == {"Pumps": (2_270_050, "EUR"), "Valves": (500, "USD")}


def test_in_a_list_by_hand_a_reason_for_a_loss_tells_it_whatever_the_stage(desk, write):
    text = "Company,Deal,Value,Stage,Lost reason\nHarbor,Pumps,5,Proposal,Too expensive\n"
    desk.take(write("d.csv", text))
    assert desk.column_of(desk.cards()["Harbor: Pumps"]) == "Not now"


def test_what_an_activity_regards_may_be_an_account_a_deal_or_a_person(desk, write):
    desk.take(
        write("people.csv", "Name,Company,Email\nKim Lee,Harbor,kim@harbor.example\n"),
        write("deals.csv", "Deal name,Company,Stage\nPumps,Harbor,New\n"),
    )
    plan = desk.take(
        write(
            "activities.csv",
            "Activity Type,Subject,Regarding,Start Date\nPhone Call,One,Harbor,2025-12-01\n"
            "Phone Call,Two,Pumps,2025-12-02\nPhone Call,Three,Kim Lee,2025-12-03\nPhone Call,Four,Moon,2025-12-04\n",
        )
    )
    assert counts(plan, Kind.TOUCHES) == {"created": 3, "rejected": 1}
    harbor = desk.one(Account)
    assert [touch.account_id for touch in desk.all(Touch)] == [harbor.id] * 3
    assert desk.all(Touch)[2].contact_id == desk.one(Contact).id


def test_sums_with_their_currency_and_a_count_below_are_no_deals(desk, write):
    text = (
        "Opportunity Name,Account Name,Amount Currency,Amount,Stage,Close Date\n"
        'Big,Acme,EUR,"1,000.50",Closed Lost,2025-12-31\nTotal,,EUR,"1,000.50",,\nCount,1,,,,\n'
    )
    assert counts(desk.plan(write("r.csv", text)), Kind.DEALS) == {"created": 1, "skipped": 2}


def test_what_no_column_takes_is_kept_in_the_note_under_its_name(desk, write):
    text = "Company,Deal,Stage,Notes,Moon,Tide\nHarbor,Pumps,New,hello,full,\n"
    plan = desk.take(write("d.csv", text), choices=Choices(keep_rest=True))
    assert plan.files[0].left_out == ()
    assert desk.cards()["Harbor: Pumps"].note == "hello\nMoon: full"


def test_an_id_follows_from_what_the_field_is_called():
    guessed = guess(("Deal name", "Stage", "Customer", "Customer ID", "Client IDs"))
    assert guessed.columns["Customer"] == "account"
    assert guessed.columns["Customer ID"] == "account_id"
