"""Price rises, news and reorganisations: a reason on what comes next, and an earlier touch on a lost deal."""

from dataclasses import replace

import pytest

from dreamboard.domain.model import Feedback
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import FeedbackKind, Intent, Play, SignalKind
from tests.domain.cards import at_work, card, day, lost_card, next_touch, quote, said, signal, touch

RISE, NEWS, REORGANISED, OTHER = (
    SignalKind.PRICE_RISE,
    SignalKind.NEWS,
    SignalKind.REORGANISATION,
    SignalKind.OTHER,
)
QUIET = (touch(-200, "call"),)


@pytest.mark.parametrize(
    ("kind", "note", "words"),
    [
        (RISE, "", "Atlas raised its prices 12 days ago."),
        (RISE, "12 % on\nrentals", "Atlas raised its prices 12 days ago: “12 % on rentals”."),
        (NEWS, "", "There was news of them 12 days ago."),
        (NEWS, "a second yard", "There was news of them 12 days ago: “a second yard”."),
        (REORGANISED, "", "They reorganised 12 days ago."),
        (OTHER, "new dock.", "You noted a change there 12 days ago: “new dock”."),
    ],
)
def test_a_signal_is_a_reason_that_rests_on_it(kind, note, words):
    told = replace(signal(5, kind, -12), note=note)
    found = next_touch(card(*QUIET, signals=(told,), account={"rival": "Atlas"}))
    assert found.play is Play.RHYTHM
    reason = next(r for r in found.reasons if r.evidence.signals)
    assert str(reason.sentence) == words
    assert reason.evidence.signals == (5,)


def test_without_a_known_rival_the_prices_are_their_suppliers():
    found = next_touch(card(*QUIET, signals=(signal(5, RISE, -1),)))
    assert "Their supplier raised its prices yesterday." in said(found)


def test_a_signal_is_told_on_a_first_move_a_quote_and_groundwork():
    news = (signal(5, NEWS, -3),)
    for dossier, play in (
        (lost_card(-100, signals=news), Play.FIRST_MOVE),
        (card(touch(-9, "call"), quotes=(quote(-4),), signals=news), Play.QUOTE_FOLLOW_UP),
        (card(*QUIET, contacts=(), signals=news), Play.RHYTHM),
    ):
        found = next_touch(dossier)
        assert found.play is play
        assert "There was news of them 3 days ago." in said(found)


def test_an_errand_of_its_own_is_not_talked_over():
    found = next_touch(card(touch(-1, "in mail"), signals=(signal(5, NEWS, -3),)))
    assert found.play is Play.ANSWER
    assert "news" not in said(found)


def test_a_signal_is_told_for_sixty_days_or_as_many_as_the_rep_says():
    old = card(*QUIET, signals=(signal(5, NEWS, -61),))
    assert "news" not in said(next_touch(old))
    assert "news" in said(next_touch(old, settings=Settings(signal_days=90)))
    assert "news" in said(next_touch(card(*QUIET, signals=(signal(5, NEWS, -60),))))


def test_a_signal_is_told_until_somebody_was_reached_since():
    news = (signal(5, NEWS, -50),)
    assert "news" in said(next_touch(card(*QUIET, touch(-49, "vm"), signals=news)))
    assert "news" not in said(next_touch(card(*QUIET, touch(-49, "call spoke"), signals=news)))


def test_the_two_newest_signals_are_told():
    many = tuple(signal(n, NEWS, -n) for n in range(2, 9))
    found = next_touch(card(*QUIET, signals=many))
    assert [r.evidence.signals for r in found.reasons if r.evidence.signals] == [(2,), (3,)]


@pytest.mark.parametrize("kind", [RISE, REORGANISED])
def test_a_price_rise_or_a_reorganisation_pulls_a_lost_deal_forward(kind):
    touches = (touch(-45, "mail give"),)
    assert next_touch(lost_card(-130, *touches)).due == at_work(50)
    found = next_touch(lost_card(-130, *touches, signals=(signal(5, kind, -2),)))
    assert (found.play, found.level, found.due) == (Play.LOST_RHYTHM, 5, day(-1))
    assert found.intent is Intent.GIVE
    assert [r.evidence.signals for r in found.reasons if r.evidence.signals] == [(5,)]


def test_news_alone_does_not_hurry_a_lost_deal():
    touches = (touch(-45, "mail give"),)
    found = next_touch(lost_card(-130, *touches, signals=(signal(5, NEWS, -2),)))
    assert found.due == at_work(50)
    assert "news" in said(found)


def test_an_effort_since_answers_the_signal():
    rise = (signal(5, RISE, -4),)
    assert next_touch(lost_card(-130, touch(-4, "vm"), signals=rise)).due == at_work(50)


def test_thanks_debrief_and_the_week_after_an_effort_come_first():
    early = lost_card(
        -4, touch(-3, "call thank", to=2), touch(-3, "call thank"), signals=(signal(5, RISE, -3),)
    )
    assert next_touch(early).play is Play.DEBRIEF
    soon = lost_card(-130, touch(-3, "mail give"), signals=(signal(5, RISE, -1),))
    assert next_touch(soon).due == at_work(4)


def test_a_signal_of_before_the_loss_pulls_nothing():
    before = lost_card(-130, touch(-45, "mail give"), signals=(signal(5, RISE, -140),))
    assert next_touch(before).due == at_work(50)


def test_a_touch_that_a_signal_made_due_stays_due_when_the_signal_grows_old():
    hurried = lost_card(-130, touch(-45, "mail give"), signals=(signal(5, RISE, -1),))
    for later in range(0, 200, 7):
        assert next_touch(hurried, later).due <= day(later)


def test_a_rhythm_set_aside_comes_back_with_a_new_signal():
    touches = (touch(-185, "mail give"), touch(-100, "mail give"))
    calm = next_touch(lost_card(-190, *touches))
    assert calm.due <= day(0)
    refused = (Feedback(1, 1, FeedbackKind.NOT_THIS, Play.LOST_RHYTHM, day(-1), evidence=calm.evidence),)
    assert next_touch(lost_card(-190, *touches, feedback=refused)).due > day(0)


def test_a_pulled_touch_set_aside_comes_back_with_the_next_signal():
    touches = (touch(-45, "mail give"),)
    rise = signal(5, RISE, -5)
    refused = Feedback(
        1,
        1,
        FeedbackKind.NOT_THIS,
        Play.LOST_RHYTHM,
        day(-3),
        evidence=next_touch(lost_card(-130, *touches, signals=(rise,))).evidence,
    )
    assert next_touch(lost_card(-130, *touches, signals=(rise,), feedback=(refused,))).due > day(0)
    both = (rise, signal(6, REORGANISED, -1))
    assert next_touch(lost_card(-130, *touches, signals=both, feedback=(refused,))).due <= day(0)
