"""The finder of doubles: what is one, what only looks like it, and that reasons are said in plain words."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.model import Account, Contact, Employment, ExternalId
from dreamboard.services.doubles import Double, Records, Sureness, find_doubles
from dreamboard.services.likeness import companies_alike, company_name, people_alike, person_name

SURE, LIKELY, POSSIBLE = Sureness


def accounts(*rows, **more):
    """Pairs of accounts, given as names or as (name, fields)."""
    made = [
        Account(number, row if isinstance(row, str) else row[0], **({} if isinstance(row, str) else row[1]))
        for number, row in enumerate(rows, 1)
    ]
    return find_doubles(Records(accounts=made, **more))


def contacts(*rows, at=(), external_ids=(), apart=None):
    """Pairs of contacts, given as (name, fields); ``at`` says at which account each works, 1 for all."""
    made = [Contact(number, name, **about) for number, (name, about) in enumerate(rows, 1)]
    where = at or [1] * len(made)
    jobs = [
        Employment(n, contact.id, place)
        for n, (contact, place) in enumerate(zip(made, where, strict=True), 1)
    ]
    firms = [Account(number, f"Firm {string.ascii_uppercase[number]}") for number in sorted(set(where))]
    found = find_doubles(Records(firms, made, jobs, external_ids, apart or {}))
    return [each for each in found if each.kind == "Contact"]


def words(double: Double) -> str:
    return "; ".join(map(str, double.reasons))


def mail(*addresses):
    return {"emails": addresses}


def phone(*numbers):
    return {"telephones": numbers}


# Accounts


def test_no_record_is_its_own_double_whatever_its_words_begin_with():
    assert accounts(("Crestline Credit Union", {"domain": "crestline.example"})) == []
    assert contacts(("Dana Danforth", {})) == []


@pytest.mark.parametrize(
    ("one", "other", "sureness", "why"),
    [
        ("Acme Inc", "ACME Incorporated", LIKELY, "Same name, written otherwise"),
        ("Acme", "Acme", LIKELY, "Same name"),
        ("Müller & Söhne GmbH", "Muller und Sohne", LIKELY, "Same name, written otherwise"),
        ("S.p.A. Fiat", "Fiat SpA", LIKELY, "Same name, written otherwise"),
        ("Teller Foods", "Foods Teller Ltd.", LIKELY, "Same name, written otherwise"),
        ("Data Base Co", "Database", LIKELY, "Same name, written otherwise"),
        ("Polmos Sp. z o.o.", "Polmos", LIKELY, "Same name, written otherwise"),
        ("東京電力株式会社", "東京電力", LIKELY, "Same name, written otherwise"),
        ("ООО Ромашка", "Ромашка", LIKELY, "Same name, written otherwise"),
        ("Northwind Freight", "Nortwhind Freight", POSSIBLE, "Names 94 % alike"),
        ("Acme GmbH", "Acme Ltd", POSSIBLE, "Same name, written otherwise; but another legal form"),
        (
            ("Acme", {"domain": "acme.example"}),
            ("Acme", {"domain": "acme-bakery.example"}),
            POSSIBLE,
            "Same name; but other web sites: acme.example, acme-bakery.example",
        ),
        (("Acme", {"country": "US"}), ("Acme", {"country": "DE"}), POSSIBLE, "Same name; but US and DE"),
        (
            ("Acme Inc", {"domain": "acme.example"}),
            ("Acme", {"domain": "acme.example"}),
            SURE,
            "Same domain: acme.example; Same name, written otherwise",
        ),
        (
            ("Acme", {"domain": "acme.example"}),
            ("Bolt Works", {"domain": "acme.example"}),
            POSSIBLE,
            "Same domain: acme.example",
        ),
    ],
)
def test_accounts_that_may_be_one(one, other, sureness, why):
    (found,) = accounts(one, other)
    assert (found.kind, found.one, found.other) == ("Account", 1, 2)
    assert (found.sureness, words(found)) == (sureness, why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Teller Foods North", "Teller Foods South"),
        ("Plant 1", "Plant 2"),
        ("Acme Steel", "Acme Foods"),
        ("Harbor Steel", "Harbor Steel Boston"),
        ("東京電力", "東京電気"),
        ("Ltd Co", "Inc"),
        ("", "!!!"),
        (("A", {"domain": "gmail.com"}), ("B", {"domain": "gmail.com"})),
        (
            ("Northwind Freight", {"domain": "a.example"}),
            ("Nortwhind Freight", {"domain": "b.example"}),
        ),
    ],
)
def test_accounts_that_are_two(one, other):
    assert accounts(one, other) == []


def test_a_parent_and_its_sites_are_not_doubles_whatever_they_share():
    domain = {"domain": "acme.example"}
    assert (
        accounts(
            ("Acme", domain),
            ("Acme", {**domain, "parent_id": 1}),
            ("Acme Denver", {**domain, "parent_id": 2}),
        )
        == []
    )


def test_sites_of_one_parent_share_its_domain_but_not_their_name():
    site = {"domain": "acme.example", "parent_id": 1}
    found = accounts("Acme", ("Acme Denver", site), ("Acme Dallas", site), ("Acme Denver Inc", site))
    assert [(each.one, each.other, words(each)) for each in found] == [(2, 4, "Same name, written otherwise")]


def test_parents_in_a_circle_end():
    assert len(accounts(("Acme", {"parent_id": 2}), ("Bolt", {"parent_id": 1}), "Acme")) == 1


def test_a_domain_of_a_whole_group_says_nothing_about_two_of_its_companies():
    group = [(name, {"domain": "group.example"}) for name in ("Ash", "Birch", "Cedar", "Elm", "Fir", "Fir")]
    (found,) = accounts(*group)
    assert (found.one, found.other, found.sureness) == (5, 6, SURE)


def test_what_people_write_from_makes_a_name_surer():
    found = find_doubles(
        Records(
            [Account(1, "Acme", domain="acme.example"), Account(2, "Acme Inc")],
            [Contact(1, "Dana Fox", ("dana@acme.example",))],
            [Employment(1, 1, 2)],
        )
    )
    assert [(each.sureness, words(each)) for each in found] == [
        (SURE, "People of both write from acme.example; Same name, written otherwise")
    ]


def test_an_id_given_once_in_the_world_is_sure_whatever_the_names_and_a_number_is_not():
    long = [ExternalId(1, "salesforce", "account", "001Q000001aBcDeIAK", 1)]
    long.append(ExternalId(2, "=header", "account", "001Q000001aBcDe", 2))
    (found,) = accounts("Acme", "Bolt", external_ids=long)
    assert (found.sureness, words(found)) == (SURE, "Same id in another program: 001Q000001aBcDe")
    short = [ExternalId(n, f"source {n}", "account", "1017", n) for n in (1, 2)]
    natural = [ExternalId(n, f"source {n}", "account", "=0123456789abcdef0123.1", n) for n in (1, 2)]
    assert accounts("Acme", "Bolt", external_ids=short + natural) == []


# Contacts


@pytest.mark.parametrize(
    ("one", "other", "sureness", "why"),
    [
        (
            ("Dana Fox", mail("Dana@acme.example")),
            ("D. Fox", mail("dana@acme.example")),
            SURE,
            "Same e-mail: dana@acme.example; Names 90 % alike, both at Firm B",
        ),
        (
            ("Dana Fox", mail("dana@acme.example")),
            ("Ann Ro", mail("dana@acme.example")),
            POSSIBLE,
            "Same e-mail: dana@acme.example",
        ),
        (
            ("Dana Fox", phone("+1 (555) 010-2030")),
            ("Fox, Dana", phone("555 010 2030")),
            SURE,
            "Same telephone: +1 (555) 010-2030; Same name, written otherwise, both at Firm B",
        ),
        (("Dana Fox", {}), ("Dr. Dana Fox", {}), LIKELY, "Same name, written otherwise, both at Firm B"),
        (("Dana Fox", {}), ("Dana Fox", mail("d@x.example")), LIKELY, "Same name, both at Firm B"),
        (("John Smith", {}), ("Jon Smith", {}), POSSIBLE, "Names 95 % alike, both at Firm B"),
        (("Dana Q. Fox", {}), ("Dana Fox", {}), POSSIBLE, "Names 95 % alike, both at Firm B"),
        (("王小明", {}), ("王小明", {}), LIKELY, "Same name, both at Firm B"),
        (
            ("Dana Fox", mail("dana@old.example")),
            ("Dana Fox", mail("dana@new.example")),
            POSSIBLE,
            "Same name, both at Firm B; but other e-mail addresses",
        ),
    ],
)
def test_contacts_that_may_be_one(one, other, sureness, why):
    (found,) = contacts(one, other)
    assert (found.kind, found.sureness, words(found)) == ("Contact", sureness, why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("John Miller", mail("john@acme.example")), ("John Miller", mail("john.jr@acme.example"))),
        (("John Miller", phone("555 0100 200")), ("John Miller Jr.", phone("555 0100 200"))),
        (("John Miller Sr", {}), ("John Miller II", {})),
        (("Dana Fox", phone("555 010 2030")), ("Bo Li", phone("555 010 2030"))),
        (("Dana Fox", mail("info@acme.example")), ("Bo Li", mail("info@acme.example"))),
        (("Dana Fox", phone("12")), ("Bo Li", phone("12"))),
        (("王小明", {}), ("王小朋", {})),
        (("Dana", {}), ("Dan", {})),
    ],
)
def test_contacts_that_are_two(one, other):
    assert contacts(one, other) == []


def test_one_name_at_two_companies_is_two_people_unless_an_address_says_otherwise():
    assert contacts(("Dana Fox", {}), ("Dana Fox", {}), at=(1, 2)) == []
    (found,) = contacts(("Dana Fox", mail("d@x.example")), ("Dana Fox", mail("d@x.example")), at=(1, 2))
    assert (found.sureness, words(found)) == (SURE, "Same e-mail: d@x.example; Same name")


def test_an_address_that_a_whole_office_has_joins_nobody():
    people = [(name, mail("floor2@acme.example")) for name in ("Ann Ro", "Bo Li", "Cy Fu", "Di Po", "Ed Go")]
    assert contacts(*people) == []


def test_a_switchboard_joins_those_of_one_name_alone():
    names = ["Ann Ro", "Bo Li", "Cy Fu", "Di Po", "Ed Go", "Ann Ro"]
    (found,) = contacts(*((name, phone("555 010 2000")) for name in names))
    assert (found.one, found.other) == (1, 6)


def test_those_said_not_to_be_the_same_are_not_shown_again():
    pair = (("Dana Fox", {}), ("Dana Fox", {}))
    assert contacts(*pair, apart={"Account": frozenset({(1, 2)})})
    assert contacts(*pair, apart={"Contact": frozenset({(1, 2)})}) == []


def test_the_surest_come_first():
    found = contacts(
        ("Anne Roth", {}),
        ("Anna Roth", {}),
        ("Bo Li", {}),
        ("Bo Li", {}),
        ("Cy", mail("c@x.y")),
        ("Cy", mail("c@x.y")),
    )
    assert [each.sureness for each in found] == [SURE, LIKELY, POSSIBLE]


def test_looking_can_be_followed_and_stopped():
    class Enough(Exception):
        pass

    told = []

    def step(done, total):
        told.append((done, total))
        if len(told) == 2:
            raise Enough

    many = [Account(number, f"Acme Works {number}") for number in range(200)]
    with pytest.raises(Enough):
        find_doubles(Records(many), step)
    assert told[0][0] < told[1][0] <= told[1][1]


def test_the_pairs_looked_at_grow_with_the_board_and_not_with_its_square():
    """Ten times the people at one company, and about ten times the pairs."""

    def looked_at(count):
        dice = random.Random(7)
        firsts = ["".join(dice.choices(string.ascii_lowercase, k=6)) for _ in range(60)]
        people = [
            Contact(n, f"{dice.choice(firsts)} {dice.choice(firsts)}", telephones=("555 0100 000",))
            for n in range(1, count + 1)
        ]
        jobs = [Employment(person.id, person.id, 1) for person in people]
        totals = []
        find_doubles(Records([Account(1, "One")], people, jobs), lambda _done, total: totals.append(total))
        return totals[-1]

    assert looked_at(5_000) < 15 * looked_at(500)


@given(
    st.lists(
        st.sampled_from(["Acme Inc", "ACME", "Acmee", "Bolt", "北京", "ß", "", " . ", "A B C", "ABC"]),
        max_size=8,
    )
)
def test_pairs_are_ordered_once_each_and_the_same_in_any_order(names):
    made = [Account(number, name) for number, name in enumerate(names, 1)]
    found = find_doubles(Records(made))
    assert all(each.one < each.other for each in found)
    assert len({(each.one, each.other) for each in found}) == len(found)
    assert find_doubles(Records(made[::-1])) == found


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_the_same_both_ways_and_whole_for_a_name_itself(one, other):
    for ready, alike in ((company_name, companies_alike), (person_name, people_alike)):
        a, b = ready(one), ready(other)
        assert alike(a, b) == alike(b, a)
        assert 0 <= alike(a, b) <= 100
        assert alike(a, a) == (100 if a.words else 0)
