"""What holds for every book and every date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamboard.domain.book import Book, Dossier, FollowUps, ReachLog
from dreamboard.domain.day import arrange
from dreamboard.domain.engine import candidates, rank, suggest
from dreamboard.domain.guards import ANSWERS_THEM, ANY_DAY, BY_HOUR, WHENEVER
from dreamboard.domain.model import Feedback, Idea, Touch
from dreamboard.domain.plays.feedback import KEEPS_THE_CARD
from dreamboard.domain.plays.levels import level_of
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import Channel, Direction, FeedbackKind, IdeaKind, Intent, Outcome, Play
from dreamboard.domain.workdays import is_working_day, zone_of
from tests.domain.books import NOW, books, dossiers, instants, reach_logs

HOLIDAYS = {"": ((12, 25), (1, 1)), "US": ((11, 26), (12, 25), (1, 1)), "DE": ((12, 25), (12, 26), (1, 1))}
RULES = Settings(is_holiday=lambda day, country: (day.month, day.day) in HOLIDAYS[country])
ordinary = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
of_one_card = settings(ordinary, max_examples=100)
LONG = settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
READABLE_CHIP = 14


def no_suggestion_breaks_a_guard(book: Book, at: datetime) -> None:
    """Neither what is for today nor, with nothing more happening until then, what is to come."""
    dossier_of = {d.pursuit.id: d for d in book.dossiers}
    found = suggest(book, at, RULES)
    for each in found:
        assert each.act_on is not None
        assert each.act_on >= max(each.due, at.date())
        keeps_the_guards(dossier_of[each.pursuit_id], each, at)
    assert all(each.act_on == at.date() for each in arrange(found, at.date(), RULES).queue)


def keeps_the_guards(dossier: Dossier, found: Suggestion, at: datetime) -> None:
    """One suggestion, on the day on which it may first be followed."""
    on = found.act_on
    assert on is not None
    assert not dossier.account.do_not_contact
    assert dossier.pursuit.retired_on is None
    if found.channel is None or overruled(dossier, found, at.date()):
        return
    if found.play not in ANY_DAY:
        assert on.weekday() < 5
        assert not RULES.is_holiday(on, dossier.account.country)
    if on == at.date() and found.channel in BY_HOUR and found.play not in ANY_DAY:
        there = at.astimezone(zone_of(dossier.account.time_zone, UTC))
        fit = RULES.quiet_before <= there.time() < RULES.quiet_from
        assert (fit and is_working_day(there.date(), dossier.account.country, RULES)) or found.guard
    contact = next((c.contact for c in dossier.contacts if c.contact.id == found.contact_id), None)
    if found.play is not Play.ANSWER:
        for limit in (dossier.account.not_before, contact.not_before if contact else None):
            assert limit is None or limit <= on
    if contact is None:
        return
    assert not contact.do_not_contact
    before = [
        t
        for t in dossier.touches
        if t.direction is Direction.OUT and t.contact_id in (None, contact.id) and t.at <= at
    ]
    if found.play not in WHENEVER and contact.min_days_between and before:
        assert (on - before[-1].at.date()).days >= contact.min_days_between
    own_rhythm = dossier.pursuit.ideal_days or dossier.pursuit.max_days
    if found.play not in ANSWERS_THEM and not own_rhythm:
        proactive = [t for t in before if t.intent not in (Intent.REPLY, Intent.THANK)]
        for most, days in RULES.caps:
            assert sum((on - t.at.date()).days < days for t in proactive) < most


def overruled(dossier: Dossier, found: Suggestion, on: date) -> bool:
    """Whether the rep said "do it all the same": that lifts every guard but a wish to be left alone."""
    return any(
        f.kind is FeedbackKind.OVERRIDE and f.play is found.play and f.on <= on <= (f.until or f.on)
        for f in dossier.feedback
    )


def a_lower_level_never_comes_after_a_higher(book: Book, at: datetime) -> None:
    found = suggest(book, at, RULES)
    due = [s.level for s in found if s.due <= at.date()]
    assert due == sorted(due)
    assert all(s.level == level_of(s.play) for s in found)
    queue = [s.level for s in arrange(found, at.date(), RULES).queue]
    assert queue == sorted(queue)


def the_day_keeps_its_caps_and_its_counts_add_up(book: Book, at: datetime) -> None:
    # Two cards at every other account.
    shared = tuple(
        replace(d, pursuit=replace(d.pursuit, account_id=n // 2), account=replace(d.account, id=n // 2))
        for n, d in enumerate(book.dossiers, start=2)
    )
    rules = replace(RULES, day_cap=3, play_cap=2)
    found = suggest(replace(book, dossiers=shared), at, rules)
    day = arrange(found, at.date(), rules, done=1)
    assert len(day.queue) <= 2
    accounts = [s.account_id for s in day.queue]
    assert len(accounts) == len(set(accounts))
    plays = [s.play for s in day.queue]
    assert all(plays.count(p) <= 2 for p in plays)
    parts = [*day.queue, *(h.suggestion for h in day.hidden), *day.later]
    assert sorted(s.pursuit_id for s in parts) == sorted(s.pursuit_id for s in found)
    assert all(str(h.why) for h in day.hidden)
    assert all(s.due > at.date() for s in day.later)


def every_card_has_a_next_touch(book: Book, at: datetime) -> None:
    """But for one that is retired, or whose account or everybody there is marked do not contact."""
    have = {s.pursuit_id: s for s in suggest(book, at, RULES)}
    for dossier in book.dossiers:
        there = [
            c
            for c in dossier.contacts
            if c.account_id == dossier.account.id and (c.until is None or c.until > at.date())
        ]
        closed = dossier.pursuit.retired_on is not None or dossier.account.do_not_contact
        if closed:
            assert dossier.pursuit.id not in have
        elif not there or not all(c.contact.do_not_contact for c in there):
            assert have[dossier.pursuit.id].due < date(2100, 1, 1)


def one_card_alone_is_what_it_is_on_the_board(book: Book, at: datetime) -> None:
    together = {s.pursuit_id: s for s in suggest(book, at, RULES)}
    for dossier in book.dossiers:
        alone = suggest(replace(book, dossiers=(dossier,)), at, RULES)
        assert alone == ([together[dossier.pursuit.id]] if dossier.pursuit.id in together else [])


def the_order_of_rows_does_not_matter(book: Book, at: datetime, seed: int) -> None:
    dice = Random(seed)

    def mixed(rows: tuple) -> tuple:
        return tuple(dice.sample(rows, len(rows)))

    def turned(counts: Mapping) -> dict:
        return dict(mixed(tuple(counts.items())))

    log = book.reach
    shuffled = replace(
        book,
        ideas=mixed(book.ideas),
        reach=ReachLog(
            turned(log.cells),
            turned(log.accounts),
            turned(log.contacts),
            FollowUps(
                turned(log.follow_ups.settled), turned(log.follow_ups.waiting), turned(log.follow_ups.delays)
            ),
        ),
        dossiers=mixed(
            tuple(
                replace(
                    d,
                    touches=mixed(d.touches),
                    contacts=mixed(d.contacts),
                    quotes=mixed(d.quotes),
                    rounds=mixed(d.rounds),
                    signals=mixed(d.signals),
                    conditions=mixed(d.conditions),
                    plans=mixed(d.plans),
                    feedback=mixed(d.feedback),
                )
                for d in book.dossiers
            )
        ),
    )
    assert suggest(shuffled, at, RULES) == suggest(book, at, RULES)


def a_touch_elsewhere_changes_nothing_here(book: Book, at: datetime) -> None:
    before = {s.pursuit_id: s for s in suggest(book, at, RULES)}
    elsewhere, *others = book.dossiers
    silent = Touch(9, at - timedelta(hours=1), Channel.CALL, Direction.OUT, Outcome.VOICEMAIL)
    more = replace(elsewhere, touches=(*elsewhere.touches, silent))
    after = {s.pursuit_id: s for s in suggest(replace(book, dossiers=(more, *others)), at, RULES)}
    for dossier in others:
        number = dossier.pursuit.id
        assert after.get(number) == before.get(number)


def more_silence_never_hurries(
    dossier: Dossier, log: ReachLog, at: datetime, outcome: Outcome, intent: Intent | None
) -> None:
    found = suggest(Book((dossier,), reach=log), at, RULES)
    if not found:
        return
    before = found[0]
    silent = Touch(
        10**6,
        at,
        before.channel or Channel.CALL,
        Direction.OUT,
        outcome,
        contact_id=before.contact_id,
        intent=intent,
    )
    after = suggest(Book((replace(dossier, touches=(*dossier.touches, silent)),), reach=log), at, RULES)
    assert after
    if before.guard is not None and after[0].contact_id != before.contact_id:
        return  # after so many unanswered somebody else is proposed, whom no guard of the first one binds
    assert max(after[0].due, at.date()) >= max(before.due, at.date()), (before.play, after[0].play)


def an_account_that_turns_out_larger_never_sinks(dossier: Dossier, at: datetime) -> None:
    def with_sites(number: int) -> list[Suggestion]:
        account = replace(dossier.account, sites_known=1, sites_believed=number)
        return suggest(Book((replace(dossier, account=account),)), at, RULES)

    for before, after in zip(with_sites(1), with_sites(120), strict=True):
        assert rank(after, at.date()) <= rank(before, at.date()), (before.play, after.play)


def a_day_later_what_was_due_is_due(dossier: Dossier, log: ReachLog, at: datetime) -> None:
    book = Book((dossier,), reach=log)
    found = suggest(book, at, RULES)
    if not found or found[0].due > at.date():
        return
    later = suggest(book, at + timedelta(days=1), RULES)
    assert later
    assert later[0].due <= at.date() + timedelta(days=1), (found[0].play, later[0].play, later[0].due)


def every_id_in_a_reason_exists_and_every_text_reads_well(book: Book, at: datetime) -> None:
    dossier_of = {d.pursuit.id: d for d in book.dossiers}
    for found in suggest(book, at, RULES):
        dossier = dossier_of[found.pursuit_id]
        assert found.reasons
        assert found.contact_id is None or found.contact_id in {c.contact.id for c in dossier.contacts}
        assert found.idea_id is None or found.idea_id in {i.id for i in book.ideas}
        assert found.quote_id is None or found.quote_id in {q.id for q in dossier.quotes}
        assert found.plan_id is None or found.plan_id in {p.id for p in dossier.plans}
        told = [found.guard.says, found.guard.lifted_by] if found.guard else []
        for reason in found.reasons:
            rests = reason.evidence
            assert set(rests.touches) <= {t.id for t in dossier.touches}
            assert set(rests.signals) <= {s.id for s in dossier.signals}
            assert set(rests.quotes) <= {q.id for q in dossier.quotes}
            assert set(rests.rounds) <= {r.id for r in dossier.rounds}
            assert set(rests.plans) <= {p.id for p in dossier.plans}
            assert set(rests.conditions) <= {c.id for c in dossier.conditions}
        sentences = [found.headline, found.summary, *(r.sentence for r in found.reasons), *told]
        for sentence in (*sentences, found.chip, found.aside):
            text = str(sentence)
            assert text
            assert text == text.strip()
            assert "None" not in text
            assert "  " not in text
            assert not text.startswith(" ")
            assert all(isinstance(value, str) for value in sentence.values.values())
        for sentence in sentences:
            assert len(str(sentence)) <= 220
        assert len(str(found.chip)) <= READABLE_CHIP
        assert all(str(s)[-1] in ".!?”" for s in sentences[1:])


def everything_considered_says_what_holds_it_back(book: Book, at: datetime) -> None:
    for dossier in book.dossiers:
        considered = candidates(dossier, book, at, RULES)
        proposed = [c for c in considered if c.proposed]
        assert len(proposed) <= 1
        assert all(c.held is not None and str(c.held) for c in considered if not c.proposed)


def an_answer_of_the_rep_is_respected(dossier: Dossier, at: datetime, kind: FeedbackKind, days: int) -> None:
    """With nothing else happening, until ``days`` later: set aside it does not come back, unless it keeps the
    card from being forgotten, which skips a round; snoozed nothing of its level comes before the day;
    another idea is another."""
    ideas = (Idea(1, "Dock delays", IdeaKind.WHITE_PAPER), Idea(2, "Price lock", IdeaKind.BENCHMARK))
    found = suggest(Book((dossier,), ideas), at, RULES)
    if not found or (kind is FeedbackKind.ANOTHER_IDEA and found[0].idea_id is None):
        return
    shown = found[0]
    until = at.date() + timedelta(days=30)
    given = Feedback(
        10**6, 1, kind, shown.play, at.date(), until=until, idea_id=shown.idea_id, evidence=shown.evidence
    )
    answered = replace(dossier, feedback=(*dossier.feedback, given))
    later = at + timedelta(days=days)
    after = suggest(Book((answered,), ideas), later, RULES)
    for each in after:
        if kind is FeedbackKind.ANOTHER_IDEA:
            assert each.idea_id != shown.idea_id or each.plan_id is not None
        elif kind is FeedbackKind.SNOOZE:
            assert each.due >= until or each.level < shown.level
        elif shown.play in KEEPS_THE_CARD:
            assert each.play is not shown.play or each.evidence != shown.evidence or each.due > at.date()
        else:
            assert (each.play, each.evidence) != (shown.play, shown.evidence)


WHOLE_BOOKS = books()
CHECKS = {
    check.__name__: (check, strategies)
    for check, strategies in (
        (no_suggestion_breaks_a_guard, (WHOLE_BOOKS, instants)),
        (a_lower_level_never_comes_after_a_higher, (WHOLE_BOOKS, instants)),
        (the_day_keeps_its_caps_and_its_counts_add_up, (WHOLE_BOOKS, instants)),
        (every_card_has_a_next_touch, (WHOLE_BOOKS, instants)),
        (one_card_alone_is_what_it_is_on_the_board, (WHOLE_BOOKS, instants)),
        (the_order_of_rows_does_not_matter, (WHOLE_BOOKS, instants, st.integers(0, 9))),
        (a_touch_elsewhere_changes_nothing_here, (WHOLE_BOOKS, instants)),
        (
            more_silence_never_hurries,
            (
                dossiers(1),
                reach_logs,
                instants,
                st.sampled_from((Outcome.VOICEMAIL, Outcome.NO_ANSWER, Outcome.SENT)),
                st.sampled_from((Intent.GIVE, Intent.ASK, None)),
            ),
        ),
        (an_account_that_turns_out_larger_never_sinks, (dossiers(1), instants)),
        (a_day_later_what_was_due_is_due, (dossiers(1), reach_logs, instants)),
        (
            an_answer_of_the_rep_is_respected,
            (
                dossiers(1),
                instants,
                st.sampled_from((FeedbackKind.NOT_THIS, FeedbackKind.SNOOZE, FeedbackKind.ANOTHER_IDEA)),
                st.integers(0, 120),
            ),
        ),
        (every_id_in_a_reason_exists_and_every_text_reads_well, (WHOLE_BOOKS, instants)),
        (everything_considered_says_what_holds_it_back, (WHOLE_BOOKS, instants)),
    )
}


@pytest.mark.parametrize("name", CHECKS)
def test_on_generated_books(name):
    check, strategies = CHECKS[name]
    few = ordinary if strategies[0] is WHOLE_BOOKS else of_one_card
    few(given(*strategies)(check))()


@pytest.mark.wide
@pytest.mark.parametrize("name", CHECKS)
def test_on_many_more_generated_books(name):
    check, strategies = CHECKS[name]
    LONG(given(*strategies)(check))()


def test_the_clock_of_the_generator_is_a_wednesday_morning():
    assert datetime.combine(NOW.date(), time(9), UTC) == NOW
    assert NOW.weekday() == 2
