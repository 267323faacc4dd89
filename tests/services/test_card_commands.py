"""Cards added, moved, retired and brought back."""

from datetime import date

import pytest

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Round, StageMove
from dreamboard.domain.values import LossReason, PursuitKind, Role, RoundOutcome, StageKind
from dreamboard.services.commands import (
    AddPursuit,
    Edit,
    LosePursuits,
    MoveCards,
    NewContact,
    Place,
    Retire,
    Unretire,
    WinPursuits,
)

TODAY = date(2026, 3, 2)


def add(desk, *accounts, **about):
    """Cards of these accounts, in order; gives their ids."""
    return [desk.run(AddPursuit(account, **about)).made[0] for account in accounts]


class TestAdding:
    def test_a_dream_client_opens_its_first_round_at_the_end_of_the_dream_list(self, desk):
        first, second = add(desk, "Harbor Steel", "Teller Foods")
        assert desk.column(StageKind.DREAM_LIST) == [first, second]
        (opened,) = desk.all(Round, pursuit_id=first)
        assert (opened.number, opened.opened_on, opened.closed_on) == (1, TODAY, None)
        move = desk.one(StageMove, pursuit_id=first)
        assert (move.from_stage_id, move.from_name, move.to_name) == (None, "", "Dream list")

    def test_a_lost_deal_has_lost_its_first_round_and_plays_the_second(self, desk):
        (card,) = add(desk, "Harbor Steel", kind=PursuitKind.LOST_DEAL)
        assert desk.column(StageKind.NOT_NOW) == [card]
        lost, playing = desk.all(Round)
        assert (lost.outcome, lost.closed_on, lost.reason_said) == (
            RoundOutcome.LOST,
            TODAY,
            LossReason.OTHER,
        )
        assert (playing.number, playing.opened_on, playing.closed_on) == (2, TODAY, None)

    def test_a_lost_deal_goes_where_it_is_told_to(self, desk):
        add(desk, "Harbor Steel", kind=PursuitKind.LOST_DEAL, stage_id=2)
        assert desk.one(Round).closed_on is None

    def test_a_card_added_to_won_has_won_its_round(self, desk):
        add(desk, "Harbor Steel", stage_id=6, value_minor=500)
        won = desk.one(Round)
        assert (won.outcome, won.won_minor) == (RoundOutcome.WON, 500)

    @pytest.mark.parametrize("again", ["Harbor Steel", " harbor  steel ", "HARBOR STÉEL"])
    def test_an_account_is_found_by_its_name_however_typed(self, desk, again):
        add(desk, "Harbor Steel", again)
        assert desk.one(Account).name == "Harbor Steel"

    def test_of_two_that_fold_alike_the_very_name_is_meant(self, desk):
        add(desk, "Acme", "Other")
        desk.run(Edit("Account", 2, (("name", "ACMÉ"),)))
        (card,) = add(desk, "ACMÉ")
        assert desk.one(Pursuit, id=card).account_id == 2

    def test_an_account_may_be_given_by_id(self, desk):
        add(desk, "Harbor Steel")
        desk.run(AddPursuit("", account_id=1, title="Docks"))
        assert [card.account_id for card in desk.all(Pursuit)] == [1, 1]

    def test_a_contact_comes_with_the_card_and_is_not_doubled(self, desk):
        dana = NewContact(" Dana  Whitfield ", "VP", Role.DECISION_MAKER, ("dana@harbor.example",))
        add(desk, "Harbor Steel", contact=dana)
        add(desk, "Harbor Steel", contact=NewContact("dana whitfield", telephones=("+1 555 0100",)))
        contact = desk.one(Contact)
        assert contact.name == "Dana Whitfield"
        assert (contact.emails, contact.telephones) == (("dana@harbor.example",), ("+1 555 0100",))
        job = desk.one(Employment)
        assert (job.title, job.role) == ("VP", Role.DECISION_MAKER)

    @pytest.mark.parametrize("name", ["", "   ", "\n\t", "\x00\x01"])
    def test_a_blank_name_is_refused(self, desk, name):
        with pytest.raises(Refused, match="An account needs a name"):
            add(desk, name)

    def test_a_name_may_have_two_hundred_characters_and_no_more(self, desk):
        add(desk, "x" * 200)
        with pytest.raises(Refused, match="201 characters"):
            add(desk, "x" * 201)

    def test_names_are_kept_as_they_can_be_shown(self, desk):
        add(desk, " 北京\u200d 🏭\r\nSteel\x07 \ud800")
        assert desk.one(Account).name == "北京\u200d 🏭 Steel \N{REPLACEMENT CHARACTER}"

    @pytest.mark.parametrize(
        ("about", "says"),
        [
            ({"value_minor": -1}, "less than nothing"),
            ({"value_minor": 10**15}, "too large"),
            ({"currency": "dollars"}, "three letters"),
            ({"currency": "ÜSD"}, "three letters"),
            ({"stage_id": 99}, "no stage 99"),
            ({"account_id": 99}, "no account 99"),
            ({"contact": NewContact(" ")}, "A contact needs a name"),
            ({"contact": NewContact("Dana", emails=("dana",))}, "not an e-mail address"),
            ({"contact": NewContact("Dana", telephones=("none",))}, "no digit"),
            ({"tags": ("t" * 51,)}, "A tag is 51 characters"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_is_written(self, desk, about, says):
        with pytest.raises(Refused, match=says):
            add(desk, "Harbor Steel", **about)
        assert desk.all(Account) == desk.all(Pursuit) == []

    def test_tags_are_kept_in_lower_case_sorted_and_once(self, desk):
        add(desk, "Harbor Steel", tags=("West", " energy", "west", ""))
        assert desk.one(Pursuit).tags == ("energy", "west")


class TestMoving:
    @pytest.fixture(autouse=True)
    def four_cards(self, desk):
        add(desk, "A", "B", "C", "D")

    @pytest.mark.parametrize(
        ("moving", "above", "below", "order"),
        [
            ((4,), None, 1, [4, 1, 2, 3]),
            ((1,), 2, 3, [2, 1, 3, 4]),
            ((1,), None, None, [2, 3, 4, 1]),
            ((4, 2), None, 1, [4, 2, 1, 3]),
            ((1, 3), 4, None, [2, 4, 1, 3]),
            ((1,), 99, 4, [2, 3, 1, 4]),  # the card above has gone
            ((1,), 3, 99, [2, 3, 1, 4]),  # the card below has gone
            ((1,), 98, 99, [2, 3, 4, 1]),  # both have gone
            ((1,), 2, 4, [2, 1, 3, 4]),  # another stands between them by now
            ((1, 2), 1, 3, [1, 2, 3, 4]),  # dropped on itself
            ((2, 4), 2, 3, [1, 2, 4, 3]),
        ],
    )
    def test_cards_go_between_the_neighbours_that_are_there(self, desk, moving, above, below, order):
        desk.run(MoveCards(moving, Place(1, above, below)))
        assert desk.column(StageKind.DREAM_LIST) == order
        assert len(desk.all(StageMove)) == 4  # those at birth: no stage was changed

    def test_a_move_to_where_it_stands_is_no_step(self, desk):
        for place in (Place(1, 1, 3), Place(1, None, 3), Place(1, 1, None)):
            assert desk.run(MoveCards((2,), place)).changes.step is None

    def test_moving_across_is_remembered_with_the_names_of_the_time(self, desk):
        done = desk.run(MoveCards((2, 1), Place(2)))
        assert desk.column(StageKind.PURSUING) == [2, 1]
        assert desk.moves()[4:] == [("Dream list", "Pursuing")] * 2
        assert done.label == "Move 2 cards to Pursuing"

    def test_labels_name_the_account(self, desk):
        assert desk.run(MoveCards((1,), Place(2))).label == "Move A to Pursuing"
        assert desk.run(MoveCards((2,), Place(1))).label == "Move B within Dream list"

    def test_a_hundred_cards_squeezed_into_one_place_keep_their_order(self, desk):
        for number in range(100):
            (card,) = add(desk, f"N{number}")
            desk.run(MoveCards((card,), Place(1, 1, None)))
        assert desk.column(StageKind.DREAM_LIST) == [1, *range(104, 4, -1), 2, 3, 4]

    @pytest.mark.parametrize("stage", [5, 6])
    def test_a_card_comes_to_not_now_and_won_by_their_sheets_alone(self, desk, stage):
        with pytest.raises(Refused, match="sheet"):
            desk.run(MoveCards((1,), Place(stage)))
        assert desk.column(StageKind.DREAM_LIST) == [1, 2, 3, 4]

    def test_cards_are_ordered_within_not_now(self, desk):
        desk.run(LosePursuits((1, 2), Place(5)))
        desk.run(MoveCards((2,), Place(5, None, 1)))
        assert desk.column(StageKind.NOT_NOW) == [2, 1]

    def test_a_card_that_leaves_won_starts_another_round(self, desk):
        desk.run(WinPursuits((1,), Place(6)))
        desk.run(MoveCards((1,), Place(2)))
        won, playing = desk.all(Round, pursuit_id=1)
        assert won.outcome is RoundOutcome.WON
        assert (playing.number, playing.closed_on) == (2, None)

    def test_a_card_that_leaves_not_now_plays_on(self, desk):
        desk.run(LosePursuits((1,), Place(5)))
        desk.run(MoveCards((1,), Place(2)))
        assert [one.number for one in desk.all(Round, pursuit_id=1)] == [1, 2]

    def test_what_is_gone_or_retired_does_not_move(self, desk):
        with pytest.raises(NotFound):
            desk.run(MoveCards((99,), Place(2)))
        with pytest.raises(NotFound, match="1 of the 2 cards"):
            desk.run(MoveCards((1, 99), Place(2)))
        with pytest.raises(NotFound):
            desk.run(MoveCards((1,), Place(99)))
        with pytest.raises(Refused, match="No card"):
            desk.run(MoveCards((), Place(2)))
        desk.run(Retire((1,), "they closed"))
        with pytest.raises(Refused, match="A is retired"):
            desk.run(MoveCards((1, 2), Place(2)))


class TestRetiring:
    def test_a_retired_card_keeps_its_place_and_comes_back_to_it(self, desk):
        add(desk, "A", "B", "C")
        desk.run(Retire((2,), " they closed "))
        retired = desk.one(Pursuit, id=2)
        assert (retired.retired_on, retired.retired_reason) == (TODAY, "they closed")
        desk.run(Unretire((2,)))
        assert desk.one(Pursuit, id=2).retired_on is None
        assert desk.column(StageKind.DREAM_LIST) == [1, 2, 3]

    def test_retiring_needs_a_reason(self, desk):
        add(desk, "A")
        with pytest.raises(Refused, match="needs a reason"):
            desk.run(Retire((1,), "  "))

    def test_retiring_is_not_dated_ahead(self, desk):
        add(desk, "A")
        with pytest.raises(Refused, match="has not come yet"):
            desk.run(Retire((1,), "they closed", date(2026, 3, 3)))
