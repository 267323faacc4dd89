"""Contacts and their jobs; columns added, moved and removed."""

from datetime import date

import pytest

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Signal, Stage
from dreamboard.domain.values import Role, SignalKind, StageKind
from dreamboard.services.commands import (
    AddContact,
    AddStage,
    ChangeDecisionMaker,
    Edit,
    EndEmployment,
    MoveStage,
    NewContact,
    RemoveStage,
    Retire,
    Unretire,
)

TODAY = date(2026, 3, 2)
DANA = NewContact("Dana Whitfield", "VP Operations", Role.DECISION_MAKER)


class TestContacts:
    @pytest.fixture(autouse=True)
    def dana_decides(self, desk):
        desk.card(contact=DANA)

    def test_a_contact_is_added_once_and_learnt_about(self, desk):
        done = desk.run(AddContact(1, NewContact("DANA WHITFIELD", emails=("dana@harbor.example",))))
        assert done.label == "Add Dana Whitfield at Harbor Steel"
        assert desk.one(Contact).emails == ("dana@harbor.example",)
        assert desk.one(Employment).role is Role.DECISION_MAKER
        assert desk.run(AddContact(1, NewContact("Dana Whitfield"))).changes.step is None

    def test_another_of_the_same_name_elsewhere_is_another(self, desk):
        desk.card("Teller Foods")
        desk.run(AddContact(2, DANA, date(2020, 1, 1)))
        assert [job.account_id for job in desk.all(Employment)] == [1, 2]
        assert desk.all(Employment)[1].since == date(2020, 1, 1)

    def test_who_leaves_keeps_both_histories(self, desk):
        desk.run(EndEmployment(1, TODAY, "Teller Foods", "COO"))
        left, came = desk.all(Employment)
        assert left.until == TODAY
        assert (came.contact_id, came.title, came.since, came.until) == (1, "COO", TODAY, None)
        assert desk.all(Account)[1].name == "Teller Foods"
        signal = desk.one(Signal)
        assert (signal.kind, signal.account_id, signal.contact_id) == (SignalKind.DECISION_MAKER_LEFT, 1, 1)

    def test_that_somebody_else_left_is_no_signal(self, desk):
        desk.run(AddContact(1, NewContact("Sam", role=Role.USER)))
        desk.run(EndEmployment(2))
        assert desk.all(Signal) == []

    @pytest.mark.parametrize(
        ("on", "says"), [(date(2026, 3, 3), "not come yet"), (date(2019, 1, 1), "cannot leave before")]
    )
    def test_a_leaving_that_cannot_be_is_refused(self, desk, on, says):
        desk.run(Edit("Employment", 1, (("since", date(2020, 1, 1)),)))
        with pytest.raises(Refused, match=says):
            desk.run(EndEmployment(1, on))

    def test_nobody_leaves_twice(self, desk):
        desk.run(EndEmployment(1))
        with pytest.raises(Refused, match="left Harbor Steel on 2 Mar 2026 already"):
            desk.run(EndEmployment(1))

    def test_a_change_of_decision_maker_is_one_step(self, desk):
        done = desk.run(
            ChangeDecisionMaker(
                1, left_contact_id=1, left_for="Teller Foods", newcomer=NewContact("Priya Shah", "COO")
            )
        )
        assert done.label == "Priya Shah decides at Harbor Steel now"
        left, elsewhere, came = desk.all(Employment)
        assert (left.until, elsewhere.account_id, elsewhere.since) == (TODAY, 2, TODAY)
        assert (came.contact_id, came.role, came.title, came.since) == (2, Role.DECISION_MAKER, "COO", TODAY)
        assert [(signal.kind, signal.contact_id) for signal in desk.all(Signal)] == [
            (SignalKind.DECISION_MAKER_LEFT, 1),
            (SignalKind.DECISION_MAKER_ARRIVED, 2),
        ]
        desk.dispatcher.undo()
        assert (len(desk.all(Employment)), len(desk.all(Account)), desk.all(Signal)) == (1, 1, [])

    def test_somebody_known_there_becomes_the_decision_maker(self, desk):
        desk.run(AddContact(1, NewContact("Priya Shah")))
        desk.run(ChangeDecisionMaker(1, newcomer_id=2))
        assert desk.all(Employment)[1].role is Role.DECISION_MAKER
        desk.card("Teller Foods")
        desk.run(ChangeDecisionMaker(2, newcomer_id=2))
        assert desk.all(Employment)[2].account_id == 2

    @pytest.mark.parametrize(
        ("who", "says"),
        [
            ({}, "Name at least one"),
            ({"left_contact_id": 9}, "no contact 9"),
            ({"newcomer_id": 9}, "no contact 9"),
            ({"newcomer": NewContact("")}, "A contact needs a name"),
        ],
    )
    def test_a_change_of_nobody_is_refused(self, desk, who, says):
        with pytest.raises(Refused, match=says):
            desk.run(ChangeDecisionMaker(1, **who))

    def test_who_does_not_work_there_cannot_leave(self, desk):
        desk.card("Teller Foods")
        with pytest.raises(Refused, match="does not work at Teller Foods"):
            desk.run(ChangeDecisionMaker(2, left_contact_id=1))


class TestColumns:
    def names(self, desk) -> list[str]:
        """The columns from left to right."""
        return [stage.name for stage in sorted(desk.all(Stage), key=lambda stage: stage.position)]

    def test_a_column_is_added_to_the_right_of_another_or_at_the_end(self, desk):
        desk.run(AddStage("Demo", StageKind.IN_CONVERSATION, 3, "#aabbcc", 5))
        desk.run(AddStage("Lapsed", StageKind.NOT_NOW))
        assert self.names(desk)[2:5] == ["In conversation", "Demo", "Proposal out"]
        assert self.names(desk)[-1] == "Lapsed"
        assert desk.one(Stage, name="Demo").colour == "#AABBCC"

    def test_many_columns_in_one_place_keep_their_order(self, desk):
        for number in range(30):
            desk.run(AddStage(f"S{number}", StageKind.PURSUING, 2))
        assert self.names(desk)[2:32] == [f"S{number}" for number in reversed(range(30))]

    def test_a_column_is_moved(self, desk):
        desk.run(MoveStage(6, None))
        desk.run(MoveStage(1, 2))
        assert self.names(desk) == [
            "Won",
            "Pursuing",
            "Dream list",
            "In conversation",
            "Proposal out",
            "Not now",
        ]
        assert desk.run(MoveStage(1, 2)).changes.step is None

    @pytest.mark.parametrize(
        ("command", "says"),
        [
            (AddStage(" ", StageKind.WON), "A column needs a name"),
            (AddStage("PURSUING", StageKind.WON), "a column “PURSUING” already"),
            (AddStage("Demo", StageKind.WON, 99), "not on the board"),
            (AddStage("Demo", StageKind.WON, colour="red"), "not a colour"),
            (AddStage("Demo", StageKind.WON, card_limit=0), "limit"),
            (MoveStage(1, 1), "right of itself"),
            (MoveStage(1, 99), "not on the board"),
            (MoveStage(99, 1), "no stage 99"),
            (RemoveStage(1), "last column of its kind"),
            (Edit("Stage", 1, (("name", "won"),)), "a column “won” already"),
            (Edit("Stage", 1, (("kind", StageKind.WON),)), "not edited by hand"),
            (Edit("Stage", 1, (("ideal_days", 9), ("max_days", 8))), "cannot be longer"),
        ],
    )
    def test_a_column_that_cannot_be_is_refused(self, desk, command, says):
        with pytest.raises(Refused, match=says):
            desk.run(command)
        assert len(desk.all(Stage)) == 6

    def test_a_column_is_renamed_in_place(self, desk):
        assert (
            desk.run(Edit("Stage", 1, (("name", "Wish list"),))).label
            == "Change the name of column Dream list"
        )
        desk.run(Edit("Stage", 1, (("name", "WISH LIST"),)))
        assert self.names(desk)[0] == "WISH LIST"

    def test_an_empty_column_goes(self, desk):
        desk.run(AddStage("Demo", StageKind.PURSUING))
        desk.run(RemoveStage(7))
        assert len(desk.all(Stage)) == 6

    def test_the_cards_of_a_removed_column_go_to_the_end_of_another_of_its_kind(self, desk):
        desk.run(AddStage("Demo", StageKind.PURSUING))
        first = desk.card("A", stage_id=2)
        moved = [desk.card(account, stage_id=7) for account in "BC"]
        with pytest.raises(Refused, match="holds 2 cards"):
            desk.run(RemoveStage(7))
        with pytest.raises(Refused, match="same kind"):
            desk.run(RemoveStage(7, 1))
        desk.run(RemoveStage(7, 2))
        assert desk.column(StageKind.PURSUING) == [first, *moved]
        assert desk.moves()[-1] == ("Demo", "Pursuing")

    def test_retired_cards_of_a_removed_column_can_be_brought_back(self, desk):
        desk.run(AddStage("Demo", StageKind.PURSUING))
        card = desk.card("A", stage_id=7)
        desk.run(Retire((card,), "they closed"))
        desk.run(RemoveStage(7))
        desk.run(Unretire((card,)))
        assert desk.one(Pursuit).stage_id == 2

    def test_a_column_gone_is_not_found(self, desk):
        with pytest.raises(NotFound):
            desk.run(RemoveStage(99))
