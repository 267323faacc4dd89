"""Finding accounts, contacts and what was written, as a person types it."""

from dataclasses import replace

import pytest

from dreamboard.domain.model import Account, Contact, Employment, Idea, Pursuit, Touch
from dreamboard.domain.values import IdeaKind
from dreamboard.store.search_index import documents, rebuild
from tests.store.small_world import NOON, a_card, a_touch, log, save


def found(board, text, limit=50):
    return [(hit.kind, hit.title) for hit in board.queries.search(text, limit)]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("O’Brien & Sons", "o'brien"),
        ("O'Brien & Sons", "o’brien sons"),
        ("Acme-Corp", "acme-corp"),
        ("Acme-Corp", "corp"),
        ("北京大学", "北京"),
        ("北京大学", "大学"),
        ("株式会社テスト", "テスト"),
        ("Hauptstraße 5 GmbH", "strasse"),
        ("Hauptstraße 5 GmbH", "hauptstr"),
        ("Łódź Steel", "lodz"),
        ("Żółw", "zolw"),
        ("Café Noir", "cafe NOIR"),
        ('"quoted" OR NOT', '"quoted" or not'),
        ("A*B", "a*b"),
        ("near(x)", "near(x"),
        ("AT&T", "at&t"),
        ("Northwind", "n"),
    ],
)
def test_a_name_is_found_however_it_is_typed(board, kept, typed):
    save(board, Account(0, kept), Account(0, "Zzz"))
    assert found(board, typed) == [("account", kept)]


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "&", "--", "()", "OR"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(board, typed):
    save(board, Account(0, "Zebra"))
    assert found(board, typed) == []


def test_ideographs_are_found_in_their_order_only(board):
    save(board, Account(0, "京北"))
    assert found(board, "北京") == []


def test_what_begins_with_the_words_comes_before_what_only_holds_them(board):
    save(board, Account(0, "Great Harbor Steel"), Account(0, "Harbor Steel"), Account(0, "Sharbor"))
    assert found(board, "harbor") == [("account", "Harbor Steel"), ("account", "Great Harbor Steel")]
    assert found(board, "arbor")[0] == ("account", "Great Harbor Steel")


def test_contacts_are_found_by_name_mail_digits_and_title(board):
    account, contact = save(
        board,
        Account(0, "Northwind"),
        Contact(0, "Dana Reed", ("dana@northwind.example",), ("+1 (555) 010-0199",)),
    )
    save(board, Employment(0, contact.id, account.id, "Head of logistics"))
    for typed in ("dana", "reed dana", "dana@northwind.example", "1555010", "logistics"):
        assert ("contact", "Dana Reed") in found(board, typed), typed
    (hit,) = board.queries.search("reed", 5)
    assert (hit.account_id, hit.snippet) == (account.id, "Head of logistics, Northwind")


def test_touches_are_found_newest_first_with_the_words_around(board):
    card = a_card(board)
    note = " ".join(f"word{n}" for n in range(40)) + " dock scheduling " + " ".join("etc" for _ in range(40))
    log(board, a_touch(card, 9, subject="dock paper"), a_touch(card, 1, note=note))
    hits = board.queries.search("dock", 10)
    assert [(hit.kind, hit.title, hit.pursuit_id) for hit in hits] == [("touch", "Northwind", card.id)] * 2
    assert "dock scheduling" in hits[0].snippet
    assert hits[0].snippet.startswith("… word")
    assert hits[1].snippet == "dock paper"


def test_ideas_and_notes_of_cards_are_found(board):
    card = a_card(board, note="They want night deliveries")
    save(board, Idea(0, "Night shift benchmark", IdeaKind.BENCHMARK))
    assert found(board, "night") == [("idea", "Night shift benchmark"), ("note", "Northwind")]
    assert board.queries.search("night", 10)[1].pursuit_id == card.id


def test_the_limit_is_kept(board):
    with board.unit() as unit:
        unit.add_many([Account(0, f"Harbor {n}") for n in range(80)])
        unit.commit()
    assert len(found(board, "harbor", 30)) == 30


def test_the_index_follows_edits_deletions_and_undo(board):
    card = a_card(board)
    account = board.queries.row(Account, card.account_id)
    (touch,) = log(board, a_touch(card, note="pallet"))
    with board.unit() as unit:
        unit.update(replace(account, name="Southwind"))
        unit.update(replace(touch, note="container"))
        unit.push_step("Rename", NOON)
        unit.commit()
    assert found(board, "southwind")
    assert not found(board, "northwind pallet")
    assert not found(board, "pallet")
    with board.unit() as unit:
        unit.take_back(unit.last_step())
        unit.commit()
    assert not found(board, "southwind")
    assert found(board, "pallet") == [("touch", "Northwind")]
    with board.unit() as unit:
        taken = unit.delete(Account, [account.id])
        unit.commit()
    assert not found(board, "pallet")
    with board.unit() as unit:
        unit.apply(taken)
        unit.commit()
    assert found(board, "pallet") == [("touch", "Northwind")]


def test_made_and_changed_in_one_unit_is_indexed_as_it_ended(board):
    with board.unit() as unit:
        account = unit.add(Account(0, "First"))
        unit.update(replace(account, name="Second"))
        passing = unit.add(Account(0, "Passing"))
        unit.delete(Account, [passing.id])
        unit.commit()
    assert [found(board, name) for name in ("first", "passing", "second")] == [
        [],
        [],
        [("account", "Second")],
    ]


def test_emptied_texts_are_found_no_more(board):
    card = a_card(board, note="secret")
    with board.unit() as unit:
        unit.update(replace(unit.get(Pursuit, card.id), note=""))
        unit.commit()
    assert found(board, "secret") == []


def test_the_index_can_be_built_anew(board):
    card = a_card(board)
    log(board, a_touch(card, note="pallet"))
    with board.unit() as unit:
        link = unit._link
        link.backend.search_clear(link.connection)
        unit.commit()
    assert found(board, "northwind") != []  # by looking through the names
    assert found(board, "pallet") == []
    with board.unit() as unit:
        rebuild(unit._link)
        assert len(list(documents(unit._link))) == 4
        unit.commit()
    assert found(board, "pallet") == [("touch", "Northwind")]
    assert board.queries.rows(Touch)
