"""Rounds lost, won and debriefed."""

from datetime import date, timedelta

import pytest

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Condition, Contact, Employment, Plan, Pursuit, Quote, Round
from dreamboard.domain.values import (
    Answer,
    LossReason,
    QuoteOutcome,
    Role,
    RoundOutcome,
    StageKind,
)
from dreamboard.services.commands import (
    AddContact,
    AddQuote,
    Debrief,
    LosePursuits,
    Loss,
    NewContact,
    Place,
    PlanTouch,
    WinPursuits,
)

TODAY = date(2026, 3, 2)
NOT_NOW, WON = Place(5), Place(6)


class TestLosing:
    def test_the_round_closes_with_everything_the_sheet_asked_and_the_next_opens(self, desk):
        card = desk.card()
        desk.run(
            LosePursuits(
                (card,),
                NOT_NOW,
                Loss(
                    said=LossReason.PRICE,
                    believed=LossReason.RELATIONSHIP,
                    note=" two lines\r\nof it ",
                    confidence=70,
                    rival=" Rival  Corp ",
                    rival_price_minor=900,
                    changeable=Answer.YES,
                    ours_to_change=Answer.UNSURE,
                    come_back_on=date(2026, 9, 1),
                ),
            )
        )
        lost, playing = desk.all(Round)
        assert lost == Round(
            id=1,
            pursuit_id=card,
            number=1,
            opened_on=TODAY,
            closed_on=TODAY,
            outcome=RoundOutcome.LOST,
            reason_said=LossReason.PRICE,
            reason_believed=LossReason.RELATIONSHIP,
            reason_note="two lines\nof it",
            confidence=70,
            rival="Rival Corp",
            rival_price_minor=900,
            changeable=Answer.YES,
            ours_to_change=Answer.UNSURE,
        )
        assert playing == Round(2, card, 2, TODAY)
        assert desk.column(StageKind.NOT_NOW) == [card]
        assert desk.one(Pursuit).come_back_on == date(2026, 9, 1)

    def test_conditions_are_of_the_round_they_would_win(self, desk):
        desk.lost(conditions=("free freight", " ", "net 60", "free freight"))
        assert [(one.round_id, one.text, one.position) for one in desk.all(Condition)] == [
            (2, "free freight", 1),
            (2, "net 60", 2),
        ]

    def test_plans_go_and_promises_stay(self, desk):
        plain, promised = desk.card("A"), desk.card("B")
        desk.run(PlanTouch((plain,), TODAY))
        desk.run(PlanTouch((promised,), TODAY, promised=True))
        desk.run(LosePursuits((plain, promised), NOT_NOW))
        assert desk.one(Plan).pursuit_id == promised

    def test_quotes_on_the_desk_are_lost_with_it(self, desk):
        card = desk.card()
        desk.run(AddQuote(card, 500))
        desk.run(LosePursuits((card,), NOT_NOW))
        assert (desk.one(Quote).outcome, desk.one(Quote).closed_on) == (QuoteOutcome.LOST, TODAY)

    def test_losing_again_on_the_same_day_is_another_round(self, desk):
        card = desk.lost()
        desk.run(LosePursuits((card,), NOT_NOW))
        assert [(one.number, one.outcome) for one in desk.all(Round)] == [
            (1, RoundOutcome.LOST),
            (2, RoundOutcome.LOST),
            (3, None),
        ]

    def test_a_loss_before_the_card_was_added_opens_the_round_that_early(self, desk):
        desk.lost(on=date(2025, 11, 3))
        lost, playing = desk.all(Round)
        assert (lost.opened_on, lost.closed_on) == (date(2025, 11, 3), date(2025, 11, 3))
        assert playing.opened_on == date(2025, 11, 3)

    def test_a_loss_before_the_last_round_ended_is_refused(self, desk):
        card = desk.lost(on=date(2026, 2, 1))
        with pytest.raises(Refused, match=r"Round 1 of Harbor Steel ended on 1 Feb 2026"):
            desk.run(LosePursuits((card,), NOT_NOW, on=date(2026, 1, 1)))

    def test_a_won_card_is_lost_by_a_round_of_its_own(self, desk):
        card = desk.card()
        desk.run(WinPursuits((card,), WON))
        desk.run(LosePursuits((card,), NOT_NOW))
        assert [(one.number, one.outcome) for one in desk.all(Round)] == [
            (1, RoundOutcome.WON),
            (2, RoundOutcome.LOST),
            (3, None),
        ]

    def test_fifty_are_lost_at_once_in_the_order_given(self, desk):
        cards = [desk.card(f"A{number}") for number in range(50)]
        done = desk.run(LosePursuits(tuple(reversed(cards)), NOT_NOW, Loss(conditions=("net 60",))))
        assert done.label == "Move 50 cards to Not now"
        assert desk.column(StageKind.NOT_NOW) == cards[::-1]
        assert len(desk.all(Round)) == 100
        assert len(desk.all(Condition)) == 50

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"place": Place(2)}, "goes to a Not now column, and “Pursuing” is none"),
            ({"on": TODAY + timedelta(days=1)}, "has not come yet"),
            ({"on": date(1969, 1, 1)}, "between 1970 and 2100"),
            ({"loss": Loss(confidence=101)}, "between 0 and 100"),
            ({"loss": Loss(rival_price_minor=-1)}, "less than nothing"),
            ({"loss": Loss(come_back_on=date(2200, 1, 1))}, "between 1970 and 2100"),
            ({"loss": Loss(introducer_id=9)}, "no contact 9"),
            ({"loss": Loss(introducer=NewContact(""))}, "A contact needs a name"),
            ({"pursuit_ids": ()}, "No card"),
        ],
    )
    def test_a_sheet_that_cannot_be_is_refused_and_the_card_stays(self, desk, change, says):
        card = desk.card()
        with pytest.raises(Refused, match=says):
            desk.run(LosePursuits(**({"pursuit_ids": (card,), "place": NOT_NOW} | change)))
        assert desk.column(StageKind.DREAM_LIST) == [card]


class TestIntroducers:
    def test_one_nobody_knows_is_made_at_the_account(self, desk):
        desk.lost(introducer=NewContact("Luis Ortega", "VP Fleet"))
        job = desk.one(Employment)
        assert (job.account_id, job.title, job.role) == (1, "VP Fleet", Role.INTRODUCER)
        assert desk.all(Round)[0].introducer_id == desk.one(Contact, name="Luis Ortega").id

    def test_one_who_works_elsewhere_is_found_and_stays_there(self, desk):
        desk.card("Another Division")
        desk.run(AddContact(1, NewContact("Luis Ortega", role=Role.CHAMPION)))
        desk.lost(introducer=NewContact("luis ortega"))
        assert desk.one(Employment).role is Role.CHAMPION
        assert desk.one(Round, number=1, pursuit_id=2).introducer_id == 1

    def test_of_two_of_one_name_the_one_at_the_account_is_meant(self, desk):
        for account in ("Another", "Harbor Steel"):
            desk.card(account)
        for account_id in (1, 2):
            desk.run(AddContact(account_id, NewContact("Luis Ortega")))
        desk.run(LosePursuits((2,), NOT_NOW, Loss(introducer=NewContact("Luis Ortega"))))
        assert desk.one(Round, number=1, pursuit_id=2).introducer_id == 2

    def test_cards_lost_together_share_the_one_who_introduced_us(self, desk):
        cards = [desk.card("A"), desk.card("B")]
        desk.run(LosePursuits(tuple(cards), NOT_NOW, Loss(introducer=NewContact("Luis"))))
        assert len(desk.all(Contact)) == 1
        assert [one.introducer_id for one in desk.all(Round, number=1)] == [1, 1]


class TestWinning:
    def test_the_round_and_its_quotes_are_won_and_nothing_is_planned(self, desk):
        card = desk.card()
        desk.run(AddQuote(card, 500, sent_on=date(2026, 2, 1)))
        desk.run(PlanTouch((card,), TODAY, promised=True))
        done = desk.run(WinPursuits((card,), WON, 48_000, "EUR"))
        won = desk.one(Round)
        assert (won.outcome, won.closed_on, won.won_minor, won.currency) == (
            RoundOutcome.WON,
            TODAY,
            48_000,
            "EUR",
        )
        assert desk.one(Quote).outcome is QuoteOutcome.WON
        assert desk.all(Plan) == []
        assert desk.column(StageKind.WON) == [card]
        assert done.label == "Move Harbor Steel to Won"

    def test_a_win_out_of_not_now_ends_the_round_that_the_loss_opened(self, desk):
        card = desk.lost(come_back_on=date(2026, 9, 1))
        desk.clock.go_on(days=2)
        desk.run(WinPursuits((card,), WON))
        won = desk.one(Round, number=2)
        assert (won.closed_on - won.opened_on).days == 2
        assert desk.one(Pursuit).come_back_on is None

    def test_without_an_amount_the_currency_stays(self, desk):
        card = desk.card(currency="EUR")
        desk.run(WinPursuits((card,), WON))
        assert (desk.one(Round).won_minor, desk.one(Round).currency) == (None, "EUR")

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"place": Place(5)}, "goes to a Won column"),
            ({"amount_minor": -5}, "less than nothing"),
            ({"currency": ""}, "three letters"),
            ({"on": TODAY + timedelta(days=1)}, "has not come yet"),
        ],
    )
    def test_a_win_that_cannot_be_is_refused(self, desk, change, says):
        card = desk.card()
        with pytest.raises(Refused, match=says):
            desk.run(WinPursuits(**({"pursuit_ids": (card,), "place": WON} | change)))

    def test_nothing_is_won_twice(self, desk):
        card = desk.card()
        desk.run(WinPursuits((card,), WON))
        with pytest.raises(Refused, match="Harbor Steel is won already, on 2 Mar 2026"):
            desk.run(WinPursuits((card,), WON))


class TestDebriefing:
    def test_what_was_learnt_is_kept_with_the_round_that_was_lost(self, desk):
        card = desk.lost(said=LossReason.PRICE)
        desk.clock.go_on(days=8)
        desk.run(
            Debrief(card, believed=LossReason.TIMING, note="they had signed", conditions=("start in May",))
        )
        lost, playing = desk.all(Round)
        assert (lost.debriefed_on, lost.reason_said, lost.reason_believed, lost.debrief_note) == (
            date(2026, 3, 10),
            LossReason.PRICE,
            LossReason.TIMING,
            "they had signed",
        )
        assert desk.one(Condition).round_id == playing.id

    def test_without_a_loss_or_before_it_there_is_no_debrief(self, desk):
        with pytest.raises(Refused, match="has lost no round"):
            desk.run(Debrief(desk.card("Teller Foods")))
        card = desk.lost()
        with pytest.raises(Refused, match="before the loss"):
            desk.run(Debrief(card, on=date(2026, 3, 1)))
