"""Quotes, conditions, signals, ideas, feedback, settings and batches."""

from datetime import date

import pytest

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import Account, Condition, Feedback, Idea, Quote, Setting, Signal
from dreamboard.domain.values import (
    FeedbackKind,
    IdeaKind,
    LossReason,
    Play,
    QuoteOutcome,
    Role,
    SignalKind,
)
from dreamboard.services import commands
from dreamboard.services.board_settings import KEEP_ATTACHMENTS
from dreamboard.services.commands import (
    AddConditions,
    AddIdea,
    AddPursuit,
    AddQuote,
    AddSignal,
    Batch,
    ChangeSetting,
    CloseQuote,
    GiveFeedback,
    MeetCondition,
    Place,
    WinPursuits,
)
from dreamboard.services.handlers import HANDLERS

TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)


@pytest.fixture
def card(desk) -> int:
    """Harbor Steel, card 1."""
    return desk.card()


def test_every_command_has_its_handler():
    known = {
        kind
        for kind in vars(commands).values()
        if isinstance(kind, type) and kind.__module__ == commands.__name__
    }
    parts = {commands.NewContact, commands.Place, commands.Loss}
    assert known - parts <= set(HANDLERS)


class TestQuotes:
    def test_a_quote_is_put_on_the_desk_and_taken_off_it(self, desk, card):
        desk.run(AddQuote(card, 200_000_000, "eur", date(2026, 2, 1), date(2026, 4, 1), "for two docks"))
        desk.run(CloseQuote(1, QuoteOutcome.WITHDRAWN))
        quote = desk.one(Quote)
        assert (quote.amount_minor, quote.currency, quote.outcome, quote.closed_on) == (
            200_000_000,
            "EUR",
            QuoteOutcome.WITHDRAWN,
            TODAY,
        )
        with pytest.raises(Refused, match="left the desk on 2 Mar 2026"):
            desk.run(CloseQuote(1, QuoteOutcome.WON))

    @pytest.mark.parametrize(
        ("command", "says"),
        [
            (AddQuote(1, -1), "less than nothing"),
            (AddQuote(1, 5, "EURO"), "three letters"),
            (AddQuote(1, 5, sent_on=TOMORROW), "not come yet"),
            (AddQuote(1, 5, valid_until=date(2026, 3, 1)), "run out before"),
            (AddQuote(9, 5), "no pursuit 9"),
            (CloseQuote(9, QuoteOutcome.WON), "no quote 9"),
        ],
    )
    def test_a_quote_that_cannot_be_is_refused(self, desk, card, command, says):
        with pytest.raises(Refused, match=says):
            desk.run(command)

    def test_an_answer_before_the_quote_is_refused(self, desk, card):
        desk.run(AddQuote(card, 5))
        with pytest.raises(Refused, match="answered before"):
            desk.run(CloseQuote(1, QuoteOutcome.WON, date(2026, 3, 1)))


class TestConditions:
    def test_conditions_follow_those_of_the_open_round(self, desk):
        card = desk.lost(conditions=("free freight",))
        desk.run(AddConditions(card, ("net 60", " ", "a spare")))
        assert [(one.text, one.round_id, one.position) for one in desk.all(Condition)] == [
            ("free freight", 2, 1),
            ("net 60", 2, 2),
            ("a spare", 2, 3),
        ]

    def test_a_condition_is_met_and_opened_again(self, desk, card):
        desk.run(AddConditions(card, ("net 60",)))
        desk.run(MeetCondition(1))
        assert desk.one(Condition).met_on == TODAY
        desk.run(MeetCondition(1, met=False))
        assert desk.one(Condition).met_on is None

    def test_conditions_that_cannot_be_are_refused(self, desk, card):
        with pytest.raises(Refused, match="needs words"):
            desk.run(AddConditions(card, (" ",)))
        desk.run(AddConditions(card, ("net 60",)))
        with pytest.raises(Refused, match="not come yet"):
            desk.run(MeetCondition(1, on=TOMORROW))
        desk.run(WinPursuits((card,), Place(6)))
        with pytest.raises(Refused, match="no round is open"):
            desk.run(AddConditions(card, ("more",)))


def test_a_signal_may_lie_ahead(desk, card):
    desk.run(AddSignal(1, SignalKind.CONTRACT_END, date(2027, 1, 1), note="three years"))
    assert desk.one(Signal).on == date(2027, 1, 1)
    for wrong in (AddSignal(9, SignalKind.NEWS), AddSignal(1, SignalKind.NEWS, contact_id=9)):
        with pytest.raises(NotFound):
            desk.run(wrong)


def test_an_idea_is_kept_with_whom_and_what_it_answers(desk):
    desk.run(
        AddIdea(
            " Dock paper ",
            IdeaKind.WHITE_PAPER,
            "Berths\nand cranes",
            industries=("ports", "ports"),
            roles=(Role.USER, Role.USER),
            loss_reasons=(LossReason.FIT,),
        )
    )
    idea = desk.one(Idea)
    assert (idea.title, idea.text, idea.industries, idea.roles, idea.created_on) == (
        "Dock paper",
        "Berths\nand cranes",
        ("ports",),
        (Role.USER,),
        TODAY,
    )
    with pytest.raises(Refused, match="An idea needs a name"):
        desk.run(AddIdea(""))


class TestFeedback:
    @pytest.mark.parametrize(
        ("answer", "label"),
        [
            ({"kind": FeedbackKind.SNOOZE, "until": TOMORROW}, "Snooze {} until 3 Mar 2026"),
            (
                {"kind": FeedbackKind.NOT_THIS, "reason": "too soon"},
                "Set aside a suggestion for Harbor Steel",
            ),
            ({"kind": FeedbackKind.ANOTHER_IDEA, "idea_id": 1}, "Another idea for {}"),
            (
                {"kind": FeedbackKind.OVERRIDE, "reason": "they asked"},
                "Overrule what holds {} back",
            ),
        ],
    )
    def test_every_answer_is_kept(self, desk, card, answer, label):
        desk.run(AddIdea("Dock paper"))
        done = desk.run(GiveFeedback(card, play=Play.RHYTHM, evidence="abc", **answer))
        assert done.label == label.format("Harbor Steel")
        feedback = desk.one(Feedback)
        assert (feedback.on, feedback.play, feedback.evidence) == (TODAY, Play.RHYTHM, "abc")
        assert feedback.until == answer.get("until")

    @pytest.mark.parametrize(
        ("answer", "says"),
        [
            ({"kind": FeedbackKind.SNOOZE}, "a day to come"),
            ({"kind": FeedbackKind.SNOOZE, "until": TODAY}, "a day to come"),
            ({"kind": FeedbackKind.ANOTHER_IDEA}, "Which idea"),
            ({"kind": FeedbackKind.NOT_THIS, "idea_id": 9}, "no idea 9"),
            ({"kind": FeedbackKind.OVERRIDE, "reason": " "}, "say why"),
        ],
    )
    def test_an_answer_that_says_nothing_is_refused(self, desk, card, answer, says):
        with pytest.raises(Refused, match=says):
            desk.run(GiveFeedback(card, play=Play.RHYTHM, **answer))


def test_a_setting_is_changed_and_goes_back_to_its_default(desk):
    desk.run(ChangeSetting("day_cap", "10"))
    assert desk.run(ChangeSetting("day_cap", "10")).changes.step is None
    desk.run(ChangeSetting("day_cap", "12"))
    assert desk.one(Setting).value == "12"
    desk.run(ChangeSetting("day_cap", ""))
    assert desk.all(Setting) == []
    desk.run(ChangeSetting("name", '"\ud800"'))
    assert desk.one(Setting).value == r'"\ud800"'
    with pytest.raises(Refused, match="not JSON"):
        desk.run(ChangeSetting("day_cap", "{"))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("import.own_addresses", "Change which e-mail addresses are your own"),
        ("import.mapping.5f3a", "Change what the columns of a file are"),
        (KEEP_ATTACHMENTS, "Change whether attachments are kept"),
        ("day_cap", "Change the setting day_cap"),
    ],
)
def test_the_change_of_a_setting_is_named_in_words(desk, name, label):
    assert desk.run(ChangeSetting(name, "[]")).label == label


class TestBatches:
    def test_several_commands_are_one_step(self, desk):
        done = desk.run(Batch("Add two", (AddPursuit("A"), AddPursuit("B"))))
        assert (done.label, done.made, done.changes.bulk) == ("Add two", (1, 2), False)
        desk.dispatcher.undo()
        assert desk.all(Account) == []

    def test_all_or_nothing(self, desk):
        with pytest.raises(Refused):
            desk.run(Batch("Add two", (AddPursuit("A"), AddPursuit(" "))))
        assert desk.all(Account) == []

    def test_many_ask_mirrors_to_read_anew(self, desk):
        adding = tuple(AddPursuit(f"A{number}") for number in range(Batch.MANY))
        assert desk.run(Batch("Add many", adding)).changes.bulk

    def test_batches_may_hold_batches_and_long_labels_are_cut(self, desk):
        done = desk.run(Batch("x" * 500, (Batch("Add one", (AddPursuit("A"),)), AddPursuit("B"))))
        assert (len(done.label), done.made) == (200, (1, 2))

    def test_a_batch_of_nothing_is_refused(self, desk):
        with pytest.raises(Refused, match="nothing to do"):
            desk.run(Batch("Nothing", ()))
