"""Units of work: what they write, what they remember, and how it is taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.figures import figures_held, figures_of
from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    ImportRecord,
    Plan,
    Pursuit,
    Round,
    Stage,
    Touch,
)
from dreamboard.domain.values import Channel, Direction, Outcome, StageKind
from dreamboard.store.journal import KEPT
from tests.store.small_world import NOON, TODAY, a_card, a_touch, everything, log, save


def take_back(board):
    with board.unit() as unit:
        step = unit.take_back(unit.last_step())
        changes = unit.change_set(step)
        unit.commit()
    return changes


def do_again(board):
    with board.unit() as unit:
        unit.take_back(unit.next_step())
        unit.commit()


def test_a_new_board_has_the_six_columns_in_order(board):
    assert [stage.kind for stage in board.queries.rows(Stage)] == list(StageKind)


def test_what_was_written_is_read_the_same(board):
    account = Account(
        0,
        "Ødegård & Søn",
        tags=("far", "hot"),
        preferred_channel=Channel.VISIT,
        not_before=date(2027, 1, 4),
        spend_minor=848 * 10**10,
        do_not_contact=True,
    )
    saved = save(board, account)
    assert board.queries.row(Account, saved.id) == replace(account, id=saved.id)


def test_leaving_without_commit_leaves_everything_as_it_was(board):
    before = everything(board)
    with board.unit() as unit:
        unit.add(Account(0, "Northwind"))
    assert everything(board) == before


def test_an_error_on_the_way_leaves_everything_as_it_was(board):
    before = everything(board)

    def fail():
        with board.unit() as unit:
            unit.add(Account(0, "Northwind"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert everything(board) == before


def test_what_is_not_there_is_not_found_in_words(board):
    with board.unit() as unit, pytest.raises(NotFound, match="card is not on the board"):
        unit.get(Pursuit, 77)
    with board.unit() as unit, pytest.raises(NotFound):
        unit.update(Account(77, "Nobody"))


def test_an_edit_to_the_same_value_changes_nothing(board):
    account = save(board, Account(0, "Northwind"))
    with board.unit() as unit:
        unit.update(account)
        assert unit.changed().images == ()


def test_there_and_back_in_one_unit_changes_nothing(board):
    account = save(board, Account(0, "Northwind"))
    with board.unit() as unit:
        unit.update(replace(account, name="Southwind"))
        unit.update(account)
        added = unit.add(Account(0, "Passing"))
        unit.delete(Account, [added.id])
        assert unit.changed().images == ()


def test_only_what_changed_is_remembered_of_an_edited_row(board):
    account = save(board, Account(0, "Northwind"))
    with board.unit() as unit:
        unit.update(replace(account, name="Southwind"))
        (image,) = unit.changed().images
    assert (image.kind, image.id, image.values) == ("Account", account.id, {"name": "Northwind"})


def test_find_takes_empty_fields_enumerations_and_dates(board):
    card = a_card(board)
    save(board, Plan(0, card.id, TODAY, Channel.CALL), Plan(0, card.id, TODAY))
    with board.unit() as unit:
        assert len(unit.find(Plan, on=TODAY, done_on=None)) == 2
        assert len(unit.find(Plan, channel=Channel.CALL)) == 1
        assert len(unit.find(Plan, channel=None)) == 1


def test_find_in_takes_any_number_of_values(board):
    with board.unit() as unit:
        saved = unit.add_many([Account(0, f"Account {n}") for n in range(12_000)])
        found = unit.find_in(Account, "id", [account.id for account in reversed(saved)])
        assert found == saved
        assert unit.find_in(Account, "id", []) == []


def test_many_rows_get_ids_in_their_order_and_never_one_that_was_given_before(board):
    first = save(board, Account(0, "First"))
    with board.unit() as unit:
        unit.delete(Account, [first.id])
        unit.push_step("Delete", NOON)
        unit.commit()
    with board.unit() as unit:
        saved = unit.add_many([Account(0, name) for name in "abc"])
        assert [account.id for account in saved] == [first.id + 1, first.id + 2, first.id + 3]


def test_names_are_found_as_a_person_would_type_them(board):
    lodz = save(board, Account(0, "Łódź Straße"))
    with board.unit() as unit:
        assert unit.named(Account, "lodz  STRASSE") == [lodz]
        also = unit.add(Account(0, "lodz strasse"))
        assert unit.named(Account, "Łódź Straße") == [lodz, also]
        unit.update(replace(lodz, name="Gdańsk"))
        assert unit.named(Account, "lodz strasse") == [also]


def test_deleting_an_account_takes_what_hangs_on_it_and_leaves_its_people(board):
    card = a_card(board)
    log(board, a_touch(card))
    with board.unit() as unit:
        taken = unit.delete(Account, [card.account_id])
        assert {image.kind for image in taken.images} == {
            "Account",
            "Employment",
            "Pursuit",
            "Round",
            "Touch",
        }
        assert unit.find(Contact)
        assert not unit.find(Touch)
        unit.commit()


def test_a_mere_mention_is_emptied_and_remembered(board):
    card = a_card(board)
    contact = board.queries.rows(Contact)[0]
    (touch,) = log(board, a_touch(card, contact_id=contact.id))
    with board.unit() as unit:
        taken = unit.delete(Contact, [contact.id])
        assert unit.get(Touch, touch.id).contact_id is None
        (looked,) = [image.values for image in taken.images if image.kind == "Touch"]
        assert looked["contact_id"] == contact.id
        (changed,) = [image.values for image in unit.changed().images if image.kind == "Touch"]
        assert changed == {"contact_id": contact.id}
        unit.apply(taken)
        assert unit.changed().images == ()


def test_a_touch_left_with_nothing_goes_with_the_last_of_it(board):
    contact = save(board, Contact(0, "Alone"))
    log(board, a_touch(contact_id=contact.id))
    with board.unit() as unit:
        unit.delete(Contact, [contact.id])
        unit.commit()
    assert board.queries.rows(Touch) == []


def test_a_column_with_cards_is_not_deleted(board):
    card = a_card(board)
    with board.unit() as unit, pytest.raises(Refused, match="in use by cards"):
        unit.delete(Stage, [card.stage_id])


def test_a_column_and_its_cards_are_deleted_when_all_go(board):
    card = a_card(board)
    with board.unit() as unit:
        unit.delete(Pursuit, [card.id])
        unit.delete(Stage, [card.stage_id])
        unit.commit()
    assert board.queries.rows(Pursuit) == []


def test_undo_and_redo_bring_back_the_same_rows_under_the_same_ids(board):
    start = everything(board)
    card = a_card(board)
    log(board, a_touch(card), a_touch(card, 9, Outcome.SPOKE))
    end = everything(board)
    for _ in range(2):
        while board.queries.undo_steps()[0]:
            take_back(board)
        assert everything(board) == start
        while board.queries.undo_steps()[1]:
            do_again(board)
        assert everything(board) == end


def test_a_new_step_ends_what_could_be_done_again(board):
    save(board, Account(0, "First"))
    take_back(board)
    save(board, Account(0, "Second"))
    assert board.queries.undo_steps()[1] is None
    assert [step.label for step in board.queries.steps()] == ["Set up"]


def test_the_journal_keeps_its_newest_steps(board):
    with board.unit() as unit:
        account = unit.add(Account(0, "0"))
        for number in range(KEPT + 20):
            unit.update(replace(account, name=str(number)))
            unit.push_step(str(number), NOON)
        unit.commit()
    steps = board.queries.steps(limit=2 * KEPT)
    assert len(steps) == KEPT
    assert steps[0].label == str(KEPT + 19)


def test_an_import_knows_the_step_that_it_was(board):
    record = save(board, ImportRecord(0, NOON, ("deals.csv",), "{}"))
    assert board.queries.row(ImportRecord, record.id).step_id == board.queries.steps()[0].id


@pytest.mark.parametrize(
    "outcomes",
    [
        [],
        [Outcome.VOICEMAIL],
        [Outcome.VOICEMAIL, Outcome.SPOKE, Outcome.SENT, Outcome.NO_ANSWER],
        [Outcome.NO],
        [Outcome.SENT] * 5,
    ],
)
def test_figures_are_what_the_domain_says_they_are(board, outcomes):
    card, other = a_card(board), a_card(board, "Other")
    touches = [a_touch(card, 10 - day // 2, outcome) for day, outcome in enumerate(outcomes)]
    log(board, *touches, a_touch(other, 3, Outcome.REPLIED, direction=Direction.IN), a_touch(other))
    with board.unit() as unit:
        unit.refresh_figures([card.id, other.id])
        unit.commit()
    for row in board.queries.rows(Pursuit):
        own = [touch for touch in board.queries.rows(Touch) if touch.pursuit_id == row.id]
        assert figures_held(row) == figures_of(own)


def test_a_change_set_names_the_cards_and_accounts_that_look_different(board):
    card, other = a_card(board), a_card(board, "Other")
    contact = board.queries.rows(Contact)[0]

    def changes(change):
        with board.unit() as unit:
            change(unit)
            found = unit.change_set(None)
        return found.pursuits, found.accounts

    of_card = ({card.id}, {card.account_id})
    account = board.queries.row(Account, card.account_id)
    assert changes(lambda unit: unit.update(replace(account, name="New name"))) == of_card
    assert changes(lambda unit: unit.update(replace(contact, name="New name"))) == of_card
    assert changes(lambda unit: unit.add(a_touch(card))) == of_card
    assert changes(lambda unit: unit.add(a_touch(account_id=card.account_id))) == of_card
    assert changes(lambda unit: unit.add(Plan(0, card.id, TODAY))) == of_card
    assert changes(lambda unit: unit.delete(Pursuit, [card.id])) == of_card
    moved = replace(board.queries.rows(Employment)[0], account_id=other.account_id)
    assert changes(lambda unit: unit.update(moved)) == (
        {card.id, other.id},
        {card.account_id, other.account_id},
    )


def test_a_large_change_asks_mirrors_to_read_anew(board):
    with board.unit() as unit:
        unit.add_many([Account(0, str(number)) for number in range(2000)])
        assert unit.change_set(None).bulk


def test_rows_may_come_in_any_order_and_the_commit_judges_the_whole(board):
    with board.unit() as unit:
        unit.add(Round(5, 900, 1, TODAY))
        with pytest.raises(Refused, match="no longer on the board"):
            unit.commit()
    assert board.queries.rows(Round) == []


@pytest.mark.parametrize(
    "row",
    [
        Account(0, "No such channel", preferred_channel="pigeon"),
        Account(0, "No such currency", currency="dollars"),
        Account(0, "Too much", spend_minor=2**70),
        Account(0, "Half a character \ud83d"),
        Touch(0, NOON, Channel.CALL, Direction.OUT, Outcome.SPOKE),
    ],
)
def test_what_the_board_cannot_keep_is_refused_in_words(board, row):
    before = everything(board)
    with board.unit() as unit, pytest.raises(Refused):
        unit.add(row)
    assert everything(board) == before


def test_instants_are_aware_and_keep_their_second(board):
    card = a_card(board)
    with board.unit() as unit, pytest.raises(ValueError, match="no time zone"):
        unit.add(a_touch(card, days_ago=0, note="naive").__class__(
            0, NOON.replace(tzinfo=None), Channel.CALL, Direction.OUT, Outcome.SPOKE, card.account_id
        ))  # fmt: skip
    early = NOON - timedelta(days=40_000)
    (touch,) = log(board, replace(a_touch(card), at=early))
    assert board.queries.row(Touch, touch.id).at == early


def test_the_version_changes_when_another_program_wrote_and_only_then(board, path, clock):
    from dreamboard.store.open import open_board

    before = board.queries.version()
    save(board, Account(0, "Ours"))
    assert board.queries.version() == before
    other = open_board(path, clock)
    save(other, Account(0, "Theirs"))
    other.close()
    assert board.queries.version() != before


def test_a_board_serves_other_threads_with_connections_of_their_own(board):
    from threading import Thread

    found = []

    def work():
        save(board, Account(0, "From aside"))
        found.extend(board.queries.rows(Account))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert [account.name for account in found] == ["From aside"]
