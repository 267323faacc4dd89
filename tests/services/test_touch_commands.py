"""Touches logged and edited, and the plans they fulfil or make."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import Account, Contact, Employment, Plan, Pursuit, Touch
from dreamboard.domain.values import Channel, Direction, Outcome
from dreamboard.services.commands import (
    AddContact,
    AddQuote,
    ClearPlans,
    Edit,
    EndEmployment,
    LogTouch,
    NewContact,
    PlanTouch,
    Retire,
)
from tests.factories import instant
from tests.fakes import FakeClock, FakeDesk

TODAY = date(2026, 3, 2)
CALL = Channel.CALL


@pytest.fixture
def card(desk) -> int:
    """Harbor Steel with Dana Whitfield, contact 1."""
    return desk.card(contact=NewContact("Dana Whitfield"))


class TestWhatATouchHangsOn:
    @pytest.mark.parametrize("said", [{"account_id": 1}, {"contact_id": 1}, {"pursuit_id": 1}])
    def test_account_and_card_follow_from_each_other(self, desk, card, said):
        desk.run(LogTouch(CALL, **said))
        touch = desk.one(Touch)
        assert (touch.account_id, touch.pursuit_id) == (1, card)
        assert touch.contact_id == said.get("contact_id")
        assert desk.one(Pursuit).touch_count == 1

    def test_of_two_cards_of_an_account_neither_is_guessed(self, desk, card):
        desk.card()
        desk.run(LogTouch(CALL, contact_id=1))
        assert (desk.one(Touch).account_id, desk.one(Touch).pursuit_id) == (1, None)

    def test_a_retired_card_is_not_meant_where_one_is_on_the_board(self, desk, card):
        desk.run(Retire((desk.card(),), "doubled"))
        desk.run(LogTouch(CALL, account_id=1))
        assert desk.one(Touch).pursuit_id == card

    def test_a_contact_who_left_says_nothing_of_the_account(self, desk, card):
        desk.run(EndEmployment(1))
        desk.run(LogTouch(CALL, contact_id=1))
        assert (desk.one(Touch).account_id, desk.one(Touch).pursuit_id) == (None, None)

    def test_a_contact_from_elsewhere_may_be_touched_on_a_card(self, desk, card):
        desk.card("Another Division", contact=NewContact("Luis Ortega"))
        desk.run(LogTouch(CALL, contact_id=2, pursuit_id=card))
        assert desk.one(Touch).account_id == 1

    def test_a_quote_and_a_plan_name_their_card(self, desk, card):
        desk.card()  # so that the account alone would not do
        desk.run(AddQuote(card, 500))
        desk.run(PlanTouch((card,), date(2026, 4, 1)))
        desk.run(LogTouch(CALL, quote_id=1))
        desk.run(LogTouch(CALL, plan_id=1))
        assert [touch.pursuit_id for touch in desk.all(Touch)] == [card, card]

    @pytest.mark.parametrize(
        ("said", "says"),
        [
            ({}, "needs an account, a contact or a card"),
            ({"contact_id": 9}, "no contact 9"),
            ({"pursuit_id": 1, "account_id": 2}, "one account"),
            ({"quote_id": 1, "pursuit_id": 2}, "one card"),
            ({"account_id": 1, "idea_id": 9}, "no idea 9"),
            ({"account_id": 1, "note": "x" * 100_001}, "100,001 characters"),
            ({"account_id": 3, "next_on": TODAY}, "A next date needs a card"),
        ],
    )
    def test_what_does_not_fit_together_is_refused(self, desk, card, said, says):
        desk.card("Teller Foods")
        desk.run(AddQuote(card, 500))
        for _ in "two cards":
            desk.card("Several Cards")
        with pytest.raises(Refused, match=says):
            desk.run(LogTouch(CALL, **said))
        assert desk.all(Touch) == []


class TestWhenATouchWas:
    def test_without_a_time_it_was_now(self, desk, card):
        desk.run(LogTouch(CALL, pursuit_id=card))
        assert desk.one(Touch).at == desk.clock.now()

    def test_any_zone_will_do_and_seconds_are_whole(self, desk, card):
        at = instant("2026-03-01 09:30").replace(microsecond=5).astimezone(FakeClock(zone="Asia/Tokyo").zone)
        desk.run(LogTouch(CALL, pursuit_id=card, at=at))
        assert desk.one(Touch).at == instant("2026-03-01 09:30")

    @pytest.mark.parametrize(
        ("at", "says"),
        [
            (instant("2026-03-02 15:06"), "plan this touch"),
            (instant("2101-01-01 00:00"), "between 1970 and 2100"),
            (instant("1969-12-31 23:59"), "between 1970 and 2100"),
            (datetime.max.replace(tzinfo=ZoneInfo("America/Chicago")), "between 1970 and 2100"),
            (datetime.min.replace(tzinfo=ZoneInfo("Asia/Tokyo")), "between 1970 and 2100"),
            (instant("2026-03-02 09:00").replace(tzinfo=None), "time zone"),
        ],
    )
    def test_a_time_that_cannot_be_is_refused(self, desk, card, at, says):
        with pytest.raises(Refused, match=says):
            desk.run(LogTouch(CALL, pursuit_id=card, at=at))

    def test_clocks_may_differ_by_minutes(self, desk, card):
        desk.run(LogTouch(CALL, pursuit_id=card, at=instant("2026-03-02 15:05")))


class TestPlansFulfilled:
    def test_a_plan_due_is_done_by_the_touch(self, desk, card):
        desk.run(PlanTouch((card,), TODAY))
        desk.run(LogTouch(CALL, pursuit_id=card))
        assert (desk.one(Plan).done_on, desk.one(Plan).done_touch_id) == (TODAY, 1)

    def test_a_plan_for_later_is_not(self, desk, card):
        desk.run(PlanTouch((card,), TODAY + timedelta(days=1)))
        desk.run(LogTouch(CALL, pursuit_id=card))
        assert desk.one(Plan).done_on is None

    def test_unless_the_rep_says_so(self, desk, card):
        desk.run(PlanTouch((card,), TODAY + timedelta(days=1)))
        desk.run(LogTouch(CALL, plan_id=1))
        assert desk.one(Plan).done_on == TODAY
        with pytest.raises(Refused, match="done already"):
            desk.run(LogTouch(CALL, plan_id=1))

    def test_a_promise_is_ours_to_keep_even_if_they_write_first(self, desk, card):
        desk.run(PlanTouch((card,), TODAY, promised=True))
        desk.run(LogTouch(Channel.EMAIL, Direction.IN, Outcome.REPLIED, pursuit_id=card))
        assert desk.one(Plan).done_on is None

    def test_the_day_is_the_rep_s(self):
        # 03:00 UTC on the 3rd is still the evening of the 2nd in Chicago.
        desk = FakeDesk(clock=FakeClock(instant("2026-03-03 03:00"), "America/Chicago"))
        card = desk.card()
        desk.run(PlanTouch((card,), TODAY))
        desk.run(LogTouch(CALL, pursuit_id=card))
        assert desk.one(Plan).done_on == TODAY


class TestWhatComesNext:
    def test_the_next_date_is_the_card_s_one_plan(self, desk, card):
        desk.run(PlanTouch((card,), date(2026, 5, 1), text="old"))
        desk.run(
            LogTouch(
                CALL,
                contact_id=1,
                next_on=date(2026, 3, 16),
                next_channel=Channel.EMAIL,
                next_text="send the paper",
            )
        )
        plan = desk.one(Plan)
        assert (plan.on, plan.channel, plan.contact_id, plan.text, plan.promised) == (
            date(2026, 3, 16),
            Channel.EMAIL,
            1,
            "send the paper",
            False,
        )

    @pytest.mark.parametrize(
        ("outcome", "promised", "comes_back"),
        [
            (Outcome.NOT_NOW, True, date(2026, 9, 1)),
            (Outcome.NO, True, date(2026, 9, 1)),
            (Outcome.NOT_NOW, False, None),
            (Outcome.SPOKE, True, None),
        ],
    )
    def test_a_date_they_named_with_a_no_is_when_to_come_back(
        self, desk, card, outcome, promised, comes_back
    ):
        desk.run(
            LogTouch(CALL, outcome=outcome, pursuit_id=card, next_on=date(2026, 9, 1), next_promised=promised)
        )
        assert desk.one(Pursuit).come_back_on == comes_back
        assert desk.one(Pursuit).touch_count == 1

    @pytest.mark.parametrize("on", [date(2026, 3, 1), date(2101, 1, 1)])
    def test_a_next_date_past_or_far_is_refused(self, desk, card, on):
        with pytest.raises(Refused):
            desk.run(LogTouch(CALL, pursuit_id=card, next_on=on))

    def test_a_contact_who_asked_to_stop_is_not_contacted(self, desk, card):
        done = desk.run(LogTouch(Channel.EMAIL, Direction.IN, Outcome.STOP, contact_id=1))
        assert done.label == "Log e-mail from Dana Whitfield, who asked to stop: do not contact"
        assert desk.one(Contact).do_not_contact
        assert not desk.one(Account).do_not_contact

    def test_an_account_that_asked_to_stop_is_not_contacted(self, desk, card):
        desk.run(LogTouch(CALL, outcome=Outcome.STOP, pursuit_id=card))
        assert desk.one(Account).do_not_contact


@pytest.mark.parametrize(
    ("touch", "label"),
    [
        ((CALL, Direction.OUT, Outcome.SPOKE), "Log call with Dana Whitfield"),
        ((CALL, Direction.OUT, Outcome.VOICEMAIL), "Log voicemail for Dana Whitfield"),
        ((CALL, Direction.IN, Outcome.SPOKE), "Log call from Dana Whitfield"),
        ((Channel.EMAIL, Direction.OUT, Outcome.SENT), "Log e-mail to Dana Whitfield"),
        ((Channel.MEETING, Direction.OUT, Outcome.SPOKE), "Log meeting with Dana Whitfield"),
    ],
)
def test_the_step_says_what_was_logged(desk, card, touch, label):
    assert desk.run(LogTouch(*touch, contact_id=1)).label == label


def test_seventy_five_voicemails_are_counted_and_an_answer_ends_the_streak(desk, card):
    for _ in range(75):
        desk.run(LogTouch(CALL, outcome=Outcome.VOICEMAIL, pursuit_id=card))
        desk.clock.go_on(days=7)
    assert desk.one(Pursuit).unanswered == 75
    desk.run(LogTouch(CALL, outcome=Outcome.ORDER, pursuit_id=card))
    assert (desk.one(Pursuit).touch_count, desk.one(Pursuit).unanswered) == (76, 0)


class TestEditingATouch:
    @pytest.fixture(autouse=True)
    def a_voicemail(self, desk, card):
        desk.run(LogTouch(CALL, outcome=Outcome.VOICEMAIL, contact_id=1))

    def edit(self, desk, **values):
        return desk.run(Edit("Touch", 1, tuple(values.items())))

    def test_the_figures_follow_the_outcome_and_the_time(self, desk):
        self.edit(desk, outcome=Outcome.SPOKE, at=instant("2026-02-01 10:00"))
        assert desk.one(Pursuit).unanswered == 0
        assert desk.one(Pursuit).last_touch_at == instant("2026-02-01 10:00")

    def test_the_figures_of_both_cards_follow_a_touch_that_was_another_s(self, desk):
        desk.card("Teller Foods")
        self.edit(desk, pursuit_id=2)
        assert desk.one(Touch).account_id == 2
        assert [card.touch_count for card in desk.all(Pursuit)] == [0, 1]

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"at": instant("2026-03-09 10:00")}, "has not come yet"),
            ({"at": date(2026, 3, 1)}, "not what this field holds"),
            ({"account_id": 2}, "one account"),
            ({"pursuit_id": None, "account_id": None, "contact_id": None}, "needs an account"),
            ({"contact_id": 9}, "no contact 9"),
            ({"outcome": "shouted"}, "not one of"),
        ],
    )
    def test_what_a_touch_cannot_be_is_refused(self, desk, values, says):
        desk.card("Teller Foods")
        with pytest.raises(Refused, match=says):
            self.edit(desk, **values)


class TestPlanning:
    def test_a_card_has_one_plan_and_what_is_not_said_stays(self, desk, card):
        desk.run(PlanTouch((card,), TODAY, Channel.CALL, contact_id=1, text="ask them", promised=True))
        done = desk.run(PlanTouch((card,), date(2026, 3, 6)))
        plan = desk.one(Plan)
        assert (plan.id, plan.on, plan.channel, plan.contact_id, plan.text, plan.promised) == (
            1,
            date(2026, 3, 6),
            Channel.CALL,
            1,
            "ask them",
            True,
        )
        assert done.label == "Plan Harbor Steel for 6 Mar 2026"
        assert done.made == ()

    def test_planning_what_is_planned_is_no_step(self, desk, card):
        desk.run(PlanTouch((card,), TODAY))
        assert desk.run(PlanTouch((card,), TODAY)).changes.step is None

    def test_several_cards_are_planned_at_once_and_cleared_at_once(self, desk, card):
        other = desk.card("Teller Foods")
        assert desk.run(PlanTouch((card, other), TODAY)).made == (1, 2)
        desk.run(ClearPlans((card, other)))
        assert desk.all(Plan) == []
        assert desk.run(ClearPlans((card, other))).changes.step is None

    @pytest.mark.parametrize("on", [date(2026, 3, 1), date(2101, 1, 1)])
    def test_a_plan_for_a_day_past_or_far_is_refused(self, desk, card, on):
        with pytest.raises(Refused):
            desk.run(PlanTouch((card,), on))

    def test_a_plan_with_nobody_or_nothing_is_refused(self, desk, card):
        with pytest.raises(NotFound):
            desk.run(PlanTouch((card,), TODAY, contact_id=9))
        with pytest.raises(NotFound):
            desk.run(PlanTouch((card,), TODAY, idea_id=9))

    def test_a_plan_is_moved_to_another_day_by_an_edit_but_not_to_a_past_one(self, desk, card):
        desk.run(PlanTouch((card,), TODAY))
        desk.run(Edit("Plan", 1, (("on", date(2026, 3, 9)),)))
        assert desk.one(Plan).on == date(2026, 3, 9)
        with pytest.raises(Refused, match="past"):
            desk.run(Edit("Plan", 1, (("on", date(2026, 3, 1)),)))
        desk.clock.go_on(days=30)
        desk.run(Edit("Plan", 1, (("text", "late as it is"),)))


def test_a_contact_who_works_at_two_accounts_is_not_guessed_at(desk, card):
    desk.card("Teller Foods")
    desk.run(AddContact(2, NewContact("Dana Whitfield")))
    with desk.board.unit() as unit:
        unit.add(Employment(0, 1, 2))
        unit.commit()
    desk.run(LogTouch(CALL, contact_id=1))
    assert desk.one(Touch).account_id is None
