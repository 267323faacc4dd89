"""Lines that may be something the board has: sure ones update, doubtful ones are decided."""

import pytest

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Touch
from dreamboard.exchange.importing import Choices
from dreamboard.exchange.planning.likeness import (
    ALIKE,
    companies_alike,
    companies_related,
    company_core,
    people_alike,
    titles_alike,
)
from dreamboard.services.import_plan import DoubtAnswer, Kind
from tests.exchange.desk import ImportDesk, counts

SAME, NEW, SKIP = DoubtAnswer.SAME, DoubtAnswer.NEW, DoubtAnswer.SKIP


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


@pytest.fixture
def known(desk, write):
    """A board with one account, two people there, and a card."""
    desk.take(
        write(
            "first.csv",
            "Account name,Website,Industry\nNorthwind Freight Inc.,northwind.example,Freight\n",
        )
    )
    desk.take(
        write(
            "people.csv",
            "First name,Last name,Company,Email,Phone\n"
            "Dana,Whitfield,Northwind Freight Inc.,dana@northwind.example,+1 503 555 0100\n"
            "Sam,Oduya,Northwind Freight Inc.,,+1 503 555 0199\n",
        )
    )
    desk.take(write("cards.csv", "Deal name,Account name,Stage\nDock paper,Northwind Freight Inc.,New\n"))
    return desk


def decided(plan, answer: DoubtAnswer) -> Choices:
    """All doubts of a plan answered alike."""
    return Choices(doubts={doubt.key: answer for doubt in plan.doubts})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme, Inc.", "ACME Incorporated"),
        ("The Dock Company", "Dock Co."),
        ("Müller & Söhne GmbH", "MULLER und Sohne"),
        ("Grupo Sol S.A. de C.V.", "Grupo Sol SA de CV"),
        ("Krak sp. z o.o.", "Krak"),
    ],
)
def test_a_legal_form_does_not_make_another_company(one, other):
    assert company_core(one) == company_core(other)
    assert companies_alike(one, other) == 100


@pytest.mark.parametrize(
    ("one", "other"), [("Depot 12", "Depot 13"), ("Bolt", "Volt Energy"), ("Inc", "Ltd"), ("", "Acme")]
)
def test_other_names_and_other_numbers_are_other_companies(one, other):
    assert companies_alike(one, other) < ALIKE


def test_a_name_within_another_is_related_and_not_alike():
    assert companies_related("Northwind", "Northwind Docks Ltd")
    assert companies_alike("Northwind", "Northwind Docks Ltd") < ALIKE
    assert not companies_related("Northwind", "Umbrella")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Reyes, Dana", "Dana Reyes", True),
        ("Dr. Dana Reyes", "dana reyes", True),
        ("D. Reyes", "Dana Reyes", True),
        ("Dana M. Reyes", "Dana Reyes", True),
        ("Dana Reyez", "Dana Reyes", True),
        ("Dan Reyes", "Ann Reyes", False),
        ("Dana Reyes", "Dana Whitfield", False),
        ("", "Dana", False),
    ],
)
def test_people_are_told_apart_by_what_they_are_called(one, other, alike):
    assert (people_alike(one, other) >= ALIKE) is alike


def test_another_year_in_a_title_is_another_deal():
    assert titles_alike("Dock papers", "Dock paper") >= ALIKE
    assert titles_alike("Renewal 2024", "Renewal 2025") < ALIKE


def test_a_name_that_differs_by_its_legal_form_is_a_doubt_that_stands_for_the_same(known, write):
    path = write("a.csv", "Account name,Industry,Territory\nNorthwind Freight LLC,Freight,West\n")
    plan = known.plan(path)
    (doubt,) = plan.doubts
    assert (doubt.kind, doubt.line, doubt.theirs, doubt.ours) == (
        Kind.ACCOUNTS,
        2,
        "Northwind Freight LLC",
        "Northwind Freight Inc.",
    )
    assert doubt.why == "the same name but for its form or spelling"
    assert (doubt.default, doubt.answer, plan.undecided()) == (SAME, None, (doubt,))
    told = {fact.label: (fact.theirs, fact.ours, fact.differs) for fact in doubt.facts}
    assert told["Account"] == ("Northwind Freight LLC", "Northwind Freight Inc.", True)
    assert told["Industry"] == ("Freight", "Freight", False)
    assert told["Territory"] == ("West", "", False)
    assert counts(plan, Kind.ACCOUNTS) == {"updated": 1}


@pytest.mark.parametrize(
    ("answer", "outcome", "accounts"), [(SAME, "updated", 1), (NEW, "created", 2), (SKIP, "skipped", 1)]
)
def test_each_answer_leads_to_one_outcome_and_is_not_asked_again(known, write, answer, outcome, accounts):
    path = write("a.csv", "Account name,Industry,Territory\nNorthwind Freight LLC,,West\n")
    choices = decided(known.plan(path), answer)
    plan = known.take(path, choices=choices)
    assert plan.undecided() == ()
    assert counts(plan, Kind.ACCOUNTS) == {outcome: 1}
    assert len(known.all(Account)) == accounts
    assert known.one(Account, id=1).name == "Northwind Freight Inc."
    if answer is not SKIP:
        again = known.plan(path)
        assert again.doubts == ()
        assert counts(again, Kind.ACCOUNTS) == {"unchanged": 1}


def test_the_same_name_with_another_web_domain_is_new_unless_the_rep_says_so(known, write):
    path = write("a.csv", "Account name,Website\nNorthwind Freight Inc.,northwind-freight.example\n")
    plan = known.plan(path)
    assert [(doubt.why, doubt.default) for doubt in plan.doubts] == [
        ("the same name but for its form or spelling, another web domain", NEW)
    ]
    assert counts(plan, Kind.ACCOUNTS) == {"created": 1}


def test_the_same_web_domain_under_quite_another_name_is_asked(known, write):
    plan = known.plan(write("a.csv", "Account name,Website\nBlue Whale Lines,www.northwind.example\n"))
    assert [(doubt.why, doubt.default) for doubt in plan.doubts] == [
        ("the same web domain (northwind.example), another name", SAME)
    ]


def test_an_address_that_anybody_may_have_matches_no_account(known, write):
    known.take(write("b.csv", "Account name,Website\nBakery,gmail.com\n"))
    plan = known.plan(write("c.csv", "Account name,Website\nButcher,gmail.com\n"))
    assert plan.doubts == ()
    assert counts(plan, Kind.ACCOUNTS) == {"created": 1}


def test_an_account_that_deals_name_nearly_is_asked_about_once(known, write):
    path = write(
        "deals.csv",
        "Deal name,Account name,Stage\nCrane,Northwind Freight Ltd,New\nHoist,Northwind Freight Ltd,New\n",
    )
    plan = known.plan(path)
    assert [(doubt.line, doubt.kind, doubt.default) for doubt in plan.doubts] == [(2, Kind.ACCOUNTS, SAME)]
    known.take(path, choices=decided(plan, NEW))
    assert len(known.all(Account)) == 2


def test_an_account_said_to_be_the_same_goes_by_that_name_from_then_on(known, write):
    first = write("d.csv", "Deal name,Account name,Stage\nCrane,Northwind Freight Ltd,New\n")
    known.take(first, choices=Choices(doubtful=SAME))
    second = write("e.csv", "Deal name,Account name,Stage\nHoist,Northwind Freight Ltd,New\n")
    touches = write("t.csv", "Date,Company,Type,Notes\n2026-01-15,Northwind Freight Ltd,Phone,hello\n")
    plan = known.take(second, touches)
    assert plan.doubts == ()
    assert len(known.all(Account)) == 1
    assert known.one(Touch).account_id == known.one(Account).id


def test_lines_whose_account_is_left_out_are_left_out_with_it(known, write):
    path = write(
        "d.csv", "Deal name,Account name,Stage\nCrane,Northwind Freight Ltd,New\nPump,Other AG,New\n"
    )
    plan = known.take(path, choices=Choices(doubtful=SKIP))
    assert counts(plan, Kind.DEALS) == {"created": 1, "skipped": 1}
    assert {account.name for account in known.all(Account)} == {"Northwind Freight Inc.", "Other AG"}


def test_the_same_name_in_another_company_is_another_person_without_a_question(known, write):
    plan = known.plan(
        write("p.csv", "First name,Last name,Company,Email\nDana,Whitfield,Volt AG,dana@volt.example\n")
    )
    assert plan.doubts == ()
    assert counts(plan, Kind.CONTACTS) == {"created": 1}


def test_a_shortened_name_in_the_same_company_is_asked(known, write):
    path = write("p.csv", "First name,Last name,Company,Title\nD.,Whitfield,Northwind Freight Inc.,COO\n")
    plan = known.plan(path)
    (doubt,) = plan.doubts
    assert (doubt.kind, doubt.ours, doubt.default) == (
        Kind.CONTACTS,
        "Dana Whitfield, Northwind Freight Inc.",
        SAME,
    )
    known.take(path)
    assert len(known.all(Contact)) == 2
    dana = known.one(Contact, name="Dana Whitfield")
    assert known.one(Employment, contact_id=dana.id).title == "COO"


def test_one_name_with_another_address_in_one_company_is_new_unless_the_rep_says_so(known, write):
    plan = known.plan(
        write(
            "p.csv",
            "First name,Last name,Company,Email\nDana,Whitfield,Northwind Freight Inc.,dw@else.example\n",
        )
    )
    assert [(doubt.why, doubt.default) for doubt in plan.doubts] == [
        ("the same name at the same account, another e-mail address", NEW)
    ]


def test_an_address_of_somebody_else_is_asked_and_a_general_one_stands_for_new(known, write):
    path = write(
        "p.csv", "First name,Last name,Company,Email\nKim,Lee,Northwind Freight Inc.,dana@northwind.example\n"
    )
    assert [doubt.default for doubt in known.plan(path).doubts] == [SAME]
    known.take(write("o.csv", "First name,Last name,Email\nSam,Oak,office@northwind.example\n"))
    path = write("q.csv", "Name,Email\nKim Lee,office@northwind.example\n")
    assert [doubt.default for doubt in known.plan(path).doubts] == [NEW]


def test_a_switchboards_number_decides_nothing(known, write):
    people = "".join(f"Person{n},Family{n},Northwind Freight Inc.,+1 503 555 0100\n" for n in range(3))
    header = "First name,Last name,Company,Phone\n"
    plan = known.take(write("p.csv", header + people))
    assert plan.doubts == ()
    assert counts(plan, Kind.CONTACTS) == {"created": 3}
    plan = known.plan(write("q.csv", header + "Dora,Whitfeld,Else AG,+1 503 555 0100\n"))
    assert plan.doubts == ()


def test_a_telephone_number_with_nearly_the_name_is_asked(known, write):
    plan = known.plan(write("p.csv", "First name,Last name,Company,Phone\nSam,Oduia,,+1 (503) 555-0199\n"))
    assert [(doubt.why, doubt.default) for doubt in plan.doubts] == [
        ("the same telephone number, nearly the same name", SAME)
    ]


def test_two_people_of_one_shared_address_in_one_file_are_two_people(desk, write):
    desk.take(
        write("p.csv", "First name,Last name,Email\nSam,Oak,office@a.example\nKim,Lee,office@a.example\n")
    )
    assert [contact.name for contact in desk.all(Contact)] == ["Sam Oak", "Kim Lee"]


def test_a_deal_of_nearly_the_same_title_is_asked_and_stands_for_new(known, write):
    path = write("d.csv", "Deal name,Account name,Stage\nDock papers,Northwind Freight Inc.,New\n")
    plan = known.plan(path)
    assert [(doubt.kind, doubt.ours, doubt.default) for doubt in plan.doubts] == [
        (Kind.DEALS, "Dock paper", NEW)
    ]
    known.take(path, choices=decided(plan, SAME))
    assert len(known.all(Pursuit)) == 1


def test_a_program_that_knows_two_things_under_two_ids_is_believed(desk, write):
    header = "id,company,website\n"
    desk.take(write("a.csv", header + "1,Acme Inc,\n2,Acme Ltd,\n"))
    plan = desk.plan(write("b.csv", header + "1,Acme Inc,\n2,Acme Ltd,\n3,Acme GmbH,\n"))
    assert plan.doubts == ()
    assert counts(plan, Kind.ACCOUNTS) == {"created": 1, "unchanged": 2}


def test_every_line_in_doubt_is_counted_once(known, write):
    path = write(
        "p.csv",
        "First name,Last name,Company,Email\n"
        "D.,Whitfield,Northwind Freight LLC,\nNew,Person,Northwind Freight LLC,\n,,,\n",
    )
    plan = known.plan(path)
    assert sum(counts(plan, Kind.CONTACTS).values()) == len(plan.lines) == 2
    assert len({(doubt.file, doubt.line, doubt.kind) for doubt in plan.doubts}) == len(plan.doubts) == 2
