"""Address books: every card is kept, however its program wrote it."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, Contact, Employment
from dreamboard.exchange.vcards import is_vcard, read_vcards
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import ImportDesk, counts


def people(data: bytes, **said):
    """The people of some bytes, a dictionary of what is not empty each."""
    table = read_vcards(data, "a.vcf", **said)[0]
    return [
        {name: cell for name, cell in zip(table.header, record.cells, strict=True) if cell}
        for record in table.records
    ]


def card(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode(encoding)


@pytest.mark.parametrize(
    ("name", "cards", "emails", "account"),
    [
        ("John_Doe_EVOLUTION.vcf", 1, 1, "IBM"),
        ("John_Doe_GMAIL.vcf", 1, 1, "IBM"),
        ("fullcontact.vcf", 1, 5, "Organization1"),
        ("gmail-single.vcf", 1, 1, "TheCompany"),
        ("outlook-2003.vcf", 1, 1, "Company, The"),
        ("rfc2426-example.vcf", 2, 3, "Lotus Development Corporation"),
        ("rfc6350-example.vcf", 1, 1, "Viagenie"),
    ],
)
def test_the_shared_cards_come_in_whole_and_twice_is_as_once(shared_data, name, cards, emails, account):
    path = shared_data / "vcard" / "ez-vcard" / name
    desk = ImportDesk()
    plan = desk.take(path)
    assert counts(plan, Kind.CONTACTS) == {"created": cards}
    assert sum(len(contact.emails) for contact in desk.all(Contact)) == emails
    assert account in {one.name for one in desk.all(Account)}
    assert len(desk.all(Employment)) == cards
    assert desk.plan(path).changes_nothing


def test_every_shared_card_together(shared_data):
    desk = ImportDesk()
    plan = desk.take(*sorted((shared_data / "vcard").rglob("*.vcf")))
    # The two of Mr. Doe's at IBM are one.
    assert counts(plan, Kind.CONTACTS) == {"created": 7, "updated": 1}


def test_quoted_printable_in_the_charset_it_names():
    data = (
        b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\n"
        b"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B6hne =\n& Co\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo: =\n  =C3=A9\nTEL;CELL:+49 30 12345\nEND:VCARD\n"
    )
    assert people(data) == [
        {
            "name": "Jörg Müller",
            "account": "Söhne & Co",
            "note": "one\ntwo:  é",
            "telephones": "+49 30 12345",
        }
    ]


def test_folded_lines_groups_escapes_and_addresses_as_links():
    data = card(
        "VERSION:4.0",
        "FN:Dana",
        " Fox\\, Jr.",
        "item1.EMAIL;type=INTERNET:dana@teller.exa",
        " mple",
        "item1.X-ABLabel:work",
        "ORG:Teller\\; Foods;Cold Chain",
        "TEL;VALUE=uri:tel:+1-202-555-0100;ext=7",
        "CATEGORIES:Food,Vip",
        'ADR;LABEL="1 Main St: top":;;1 Main St;Springfield;;12345;US',
    )
    assert people(data) == [
        {
            "name": "DanaFox, Jr.",
            "emails": "dana@teller.example",
            "account": "Teller; Foods",
            "telephones": "+1-202-555-0100 ext 7",
            "tags": "Food\nVip",
            "note": "1 Main St, Springfield, 12345, US",
        }
    ]


def test_base64_and_pictures():
    said = base64.b64encode("Käthe".encode()).decode()
    data = card(
        f"FN;ENCODING=B:{said}",
        "EMAIL:k@x.example",
        "PHOTO;ENCODING=BASE64:" + "QUJD" * 100_000,
        "  QUJD",
        "",
    )
    assert people(data) == [{"name": "Käthe", "emails": "k@x.example"}]


def test_wrong_charsets_are_read_as_they_most_likely_are():
    assert people(card("FN:Jörg", "EMAIL:j@x.example", encoding="cp1252"))[0]["name"] == "Jörg"
    assert people(card("FN;CHARSET=NOSUCH:Jörg", "EMAIL:j@x.example"))[0]["name"] == "Jörg"
    assert people(card("FN;CHARSET=US-ASCII:Jörg", "EMAIL:j@x.example"))[0]["name"] == "Jörg"
    assert people(card("FN:Жанна", "EMAIL:j@x.example", encoding="utf-16"))[0]["name"] == "Жанна"
    assert people(card("FN:Жанна", encoding="cp1251"), encoding="cp1251")[0]["name"] == "Жанна"
    mixed = card("FN:Jörg") + card("FN:Käthe", encoding="cp1252")
    assert [one["name"] for one in people(mixed)] == ["Jörg", "Käthe"]


def test_cards_without_a_name_are_kept_by_address_or_company(tmp_path):
    path = tmp_path / "mixed.vcf"
    path.write_bytes(
        card("N:;;;;", "EMAIL:only@teller.example", "ORG:Teller Foods")
        + card("FN:", "ORG:Northwind", "URL:https://www.northwind.example", "TEL:+1 202 555 0111")
        + card("X-ABShowAs:COMPANY", "FN:Bolt AG", "ORG:Bolt AG", "EMAIL:hello@bolt.example")
        + card("NOTE:nothing else")
        + card("KIND:group", "FN:Friends", "MEMBER:urn:uuid:1")
    )
    desk = ImportDesk()
    plan = desk.take(path)
    assert counts(plan, Kind.CONTACTS) == {"created": 1, "rejected": 1}
    assert counts(plan, Kind.ACCOUNTS) == {"created": 2}
    assert desk.one(Contact).name == "only@teller.example"
    assert {one.name for one in desk.all(Account)} == {"Teller Foods", "Northwind", "Bolt AG"}
    assert {one.domain for one in desk.all(Account)} == {"", "northwind.example", "bolt.example"}
    assert desk.plan(path).changes_nothing


def test_a_card_without_an_end_does_not_swallow_the_next():
    data = b"BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nEND:VCARD\n~~~ noise\nBEGIN:VCARD\nFN:Three"
    assert [one["name"] for one in people(data)] == ["One", "Two", "Three"]


def test_an_agents_card_inside_another_is_a_card_of_its_own():
    data = b"BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Aide\nEND:VCARD\nEMAIL:b@x.example\nEND:VCARD\n"
    assert people(data) == [{"name": "Aide"}, {"name": "Boss", "emails": "b@x.example"}]


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\nFN:x\nAGENT:\n" * 10_000,
        b"BEGIN:VCARD\nFN" + b";X=Y" * 500_000 + b":x\nEND:VCARD\n",
        b"BEGIN:VCARD\nNOTE:" + b"\\" * 3_000_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\n" + b" folded\n" * 300_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:" + b"=\n" * 300_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nORG:" + b";" * 900_000 + b"\nFN:a\x00b\nEND:VCARD\n",
    ],
    ids=["nested", "parameters", "backslashes", "folds", "soft breaks", "parts"],
)
def test_hostile_cards_are_read_in_time(data, tmp_path):
    path = tmp_path / "hostile.vcf"
    path.write_bytes(data)
    ImportDesk().plan(path)


def test_a_file_of_no_card_is_refused_in_words():
    with pytest.raises(BadInput, match=r"a\.vcf holds no card"):
        read_vcards(b"BEGIN:VCARD\nKIND:group\nFN:Friends\nEND:VCARD", "a.vcf")
    assert not is_vcard(b"FN:Dana")


PIECES = st.sampled_from(
    [
        *(b"BEGIN:VCARD", b"END:VCARD", b"FN:", b"N:a;b", b"TEL:1", b'EMAIL;x="', b"AGENT:", b"ORG:", b":"),
        *(b";CHARSET=utf-16", b";ENCODING=QUOTED-PRINTABLE:", b";BASE64:", b"=", b"\\", b"\xff", b"\0"),
        *(b"\n", b"\r\n "),
    ]
)


@settings(max_examples=300, deadline=2_000)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=8)), max_size=40))
def test_anything_after_a_begin_is_read_or_refused_in_words(pieces):
    try:
        read_vcards(b"BEGIN:VCARD\n" + b"".join(pieces), "a.vcf")
    except BadInput as error:
        told = str(error)
        assert "a.vcf" in told


def test_what_each_shared_card_says(shared_data):
    told = {}
    for path in sorted((shared_data / "vcard" / "ez-vcard").glob("*.vcf")):
        for one in people(path.read_bytes()):
            phones = one.get("telephones", "").count("\n") + ("telephones" in one)
            told[one["name"]] = (one.get("account"), one.get("title"), one["emails"].split("\n")[0], phones)
    assert told == {
        "Mr. John Richter, James Doe Sr.": ("IBM", "Money Counter", "john.doe@ibm.com", 2),
        "Prefix FirstName MiddleName LastName Suffix": ("Organization1", "Title1", "home@example.com", 9),
        "Greg Dartmouth": ("TheCompany", "TheJobTitle", "gdartmouth@hotmail.com", 2),
        "John Doe III": ("Company, The", "The Job Title", "jdoe@hotmail.com", 4),
        "Frank Dawson": ("Lotus Development Corporation", None, "Frank_Dawson@Lotus.com", 2),
        "Tim Howes": ("Netscape Communications Corp.", None, "howes@netscape.com", 2),
        "Simon Perreault": ("Viagenie", None, "simon.perreault@viagenie.ca", 2),
    }


def test_what_is_preferred_comes_first_and_addresses_are_bare():
    data = card(
        "VERSION:4.0",
        "FN:Dana",
        "EMAIL;PREF=2:second@x.example",
        "EMAIL;PREF=1:mailto:first@x.example",
        "EMAIL:Dana <third@x.example>",
        "TEL;TYPE=fax:+1 999",
        'TEL;TYPE="work,pref":+1 111',
    )
    assert people(data) == [
        {
            "name": "Dana",
            "emails": "first@x.example\nsecond@x.example\nthird@x.example",
            "telephones": "+1 111\n+1 999",
        }
    ]


def test_letters_of_windows_under_an_older_name_are_read():
    data = b"BEGIN:VCARD\nFN;CHARSET=ISO-8859-1:Caf\xe9 \x93Fox\x94\nTEL:1\nEND:VCARD\n"
    assert people(data)[0]["name"] == "Café “Fox”"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "VERSION:2.1",
            "N;LANGUAGE=en-us:Fox;Dana;;Dr.",
            "EMAIL;PREF;INTERNET:d@x.example",
            "ORG:Teller;Sales",
        ),
        ("VERSION:2.1", "N:Fox;Dana", "X-ANDROID-CUSTOM:vnd/x;;1", "EMAIL;HOME:d@x.example", "ORG:Teller"),
        ("VERSION:3.0", "N:Fox;Dana;;;", "item1.EMAIL;type=INTERNET;type=pref:d@x.example", "ORG:Teller;"),
        (
            "VERSION:3.0",
            "X-LOTUS-CHARSET:UTF-8",
            "FN:Dana Fox",
            "EMAIL;TYPE=INTERNET:d@x.example",
            "ORG:Teller",
        ),
        ("CATEGORIES:", "CLASS:PUBLIC", "EMAIL:d@x.example", "FN:Dana Fox", "ORG:Teller", "VERSION:3.0"),
        ("version:4.0", "kind:individual", "fn:Dana Fox", "email:d@x.example", 'org;sort-as="T":Teller'),
        ("VERSION:2.1", "N;QUOTED-PRINTABLE:Fox;=", "Dana", "EMAIL:d@x.example", "ORG:Teller"),
        (
            "VERSION:2.1",
            "FN: Dana Fox",
            "PHOTO;BASE64:",
            "QUJD",
            "QU:x==",
            "",
            "EMAIL: d@x.example",
            "ORG: Teller",
        ),
    ],
    ids=["Outlook", "Android", "iPhone", "Notes", "KAddressBook", "4.0", "quoted", "a picture not folded"],
)
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_a_card_says_the_same_whoever_wrote_it(lines, ends):
    assert people(card(*lines).replace(b"\r\n", ends.encode())) == [
        {"name": "Dana Fox", "emails": "d@x.example", "account": "Teller"}
    ]
