"""Generated books: pursuits with whatever a board can hold around them, and dates to ask about them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from dreamboard.domain.book import Book, ContactAt, Dossier, FollowUps, ReachCount, ReachLog
from dreamboard.domain.follow_ups import cell
from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Feedback,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.values import (
    Channel,
    Direction,
    FeedbackKind,
    IdeaKind,
    Intent,
    LossReason,
    Outcome,
    Play,
    PursuitKind,
    QuoteOutcome,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)

TODAY = date(2026, 11, 25)
NOW = datetime.combine(TODAY, time(9), UTC)

past_days = st.one_of(st.integers(0, 40), st.integers(0, 800))
past = past_days.map(lambda days: TODAY - timedelta(days=days))
coming = st.integers(-60, 400).map(lambda days: TODAY + timedelta(days=days))
names = st.sampled_from(["Dana Whitfield", "Luis", "Ruth Kim", "", "O’Brien, Q.", "x" * 80])
zones = st.sampled_from(
    ["", "America/Chicago", "Asia/Tokyo", "Australia/Lord_Howe", "US/Pacific-New", "Nowhere/Else"]
)
countries = st.sampled_from(["", "", "US", "DE"])


def rarely(draw: st.DrawFn) -> bool:
    """True one time in six."""
    return draw(st.integers(0, 5)) == 5


def perhaps(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """Sometimes nothing."""
    return st.none() | strategy


@st.composite
def touches(draw: st.DrawFn, first_id: int, contact_ids: tuple[int, ...], pursuit: int) -> tuple[Touch, ...]:
    """Up to a dozen past touches, oldest first."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        moment = datetime.combine(draw(past), time(draw(st.integers(0, 23))), UTC)
        found.append(
            Touch(
                first_id + number,
                min(moment, NOW - timedelta(hours=1)),
                draw(st.sampled_from(Channel)),
                draw(st.sampled_from((Direction.OUT, Direction.OUT, Direction.OUT, Direction.IN))),
                draw(st.sampled_from([o for o in Outcome if o is not Outcome.STOP])),
                account_id=pursuit,
                contact_id=draw(perhaps(st.sampled_from(contact_ids))) if contact_ids else None,
                pursuit_id=pursuit,
                intent=draw(perhaps(st.sampled_from(Intent))),
                idea_id=draw(perhaps(st.integers(1, 4))),
            )
        )
    return tuple(sorted(found, key=lambda t: (t.at, t.id)))


@st.composite
def contacts(draw: st.DrawFn, account: int) -> tuple[ContactAt, ...]:
    """Up to three contacts, some of them gone, marked or guarded."""
    return tuple(
        ContactAt(
            Contact(
                account * 10 + number,
                draw(names),
                telephones=draw(st.sampled_from([(), ("1",)])),
                emails=draw(st.sampled_from([(), ("a@b.example",)])),
                do_not_contact=rarely(draw),
                not_before=draw(coming) if rarely(draw) else None,
                min_days_between=draw(perhaps(st.integers(0, 90))),
                preferred_channel=draw(perhaps(st.sampled_from(Channel))),
            ),
            account,
            draw(st.sampled_from(["", "VP Operations"])),
            draw(st.sampled_from((Role.DECISION_MAKER, Role.DECISION_MAKER, None, *Role))),
            since=draw(perhaps(past)),
            until=draw(past) if rarely(draw) else None,
        )
        for number in range(draw(st.sampled_from((0, 1, 1, 2, 3))))
    )


@st.composite
def rounds(draw: st.DrawFn, pursuit: int, contact_ids: tuple[int, ...]) -> tuple[Round, ...]:
    """None, an open one, or closed ones and an open one; the last of the closed perhaps won."""
    closings = sorted(draw(st.lists(past, max_size=2)))
    found = [
        Round(
            pursuit * 10 + number,
            pursuit,
            number,
            draw(past),  # perhaps after it was closed
            closed,
            draw(st.sampled_from((RoundOutcome.LOST, RoundOutcome.LOST, RoundOutcome.WON))),
            draw(perhaps(st.sampled_from(LossReason))),
            draw(perhaps(st.sampled_from(LossReason))),
            rival=draw(st.sampled_from(["", "Atlas"])),
            introducer_id=draw(perhaps(st.sampled_from(contact_ids))) if contact_ids else None,
            debriefed_on=draw(perhaps(st.integers(1, 20).map(lambda d, c=closed: c + timedelta(days=d)))),
        )
        for number, closed in enumerate(closings, start=1)
    ]
    number = len(found) + 1
    return (*found, Round(pursuit * 10 + number, pursuit, number, closings[-1] if closings else draw(past)))


@st.composite
def dossiers(draw: st.DrawFn, number: int, feedback: bool = True) -> Dossier:
    """One pursuit with anything around it."""
    people = draw(contacts(number))
    ids = tuple(c.contact.id for c in people)
    its_rounds = draw(rounds(number, ids))
    rhythm = draw(st.none() | perhaps(st.sampled_from([(7, 10), (14, 21), (30, None), (None, 50)])))
    ideal, maximum = rhythm or (None, None)
    return Dossier(
        Pursuit(
            number,
            number,
            draw(st.sampled_from(PursuitKind)),
            1,
            0,
            datetime.combine(draw(past), time(1), UTC),
            value_minor=draw(perhaps(st.integers(0, 10**12))),
            currency=draw(st.sampled_from(["USD", "EUR", "JPY"])),
            ideal_days=ideal,
            max_days=maximum,
            come_back_on=draw(coming) if rarely(draw) else None,
            retired_on=draw(past) if rarely(draw) and rarely(draw) else None,
        ),
        Account(
            number,
            draw(st.sampled_from(["Northwind Freight", "Ö & Söhne", "y" * 90])),
            time_zone=draw(zones),
            country=draw(countries),
            do_not_contact=rarely(draw) and rarely(draw),
            sites_known=draw(st.integers(0, 12)),
            sites_believed=120 if rarely(draw) else 1,
            rival_contract_end=draw(coming) if rarely(draw) else None,
            not_before=draw(coming) if rarely(draw) else None,
            industry="freight",
        ),
        Stage(1, "A column", draw(st.sampled_from(StageKind)), 0),
        contacts=people,
        rounds=its_rounds,
        conditions=tuple(
            Condition(number * 10 + i, number, its_rounds[-1].id, f"condition {i}", i, draw(perhaps(past)))
            for i in range(draw(st.integers(1, 2)) if rarely(draw) else 0)
        ),
        quotes=tuple(
            Quote(
                number * 10 + i,
                number,
                100_000,
                "USD",
                draw(past),
                draw(perhaps(coming)),
                draw(st.sampled_from((None, None, QuoteOutcome.LOST))),
            )
            for i in range(draw(st.sampled_from((0, 0, 1, 2))))
        ),
        touches=draw(touches(number * 1000, ids, number)),
        signals=tuple(
            Signal(
                number * 10 + i,
                number,
                draw(st.sampled_from(SignalKind)),
                draw(past),
                draw(perhaps(st.sampled_from(ids))) if ids else None,
            )
            for i in range(draw(st.sampled_from((0, 0, 1, 2))))
        ),
        plans=tuple(
            Plan(number * 10 + i, number, draw(coming), promised=draw(st.booleans()))
            for i in range(int(rarely(draw)))
        ),
        feedback=tuple(
            Feedback(
                number * 10 + i,
                number,
                draw(st.sampled_from(FeedbackKind)),
                draw(st.sampled_from(Play)),
                draw(past),
                until=draw(perhaps(coming)),
                idea_id=draw(perhaps(st.integers(1, 4))),
            )
            for i in range(draw(st.sampled_from((0, 0, 1, 2))) if feedback else 0)
        ),
        moved_to={ids[0]: "Vantage Rail"} if ids and draw(st.booleans()) else {},
        followed=frozenset(ids[:1]) if draw(st.booleans()) else frozenset(),
        decided_at={ids[-1]: "Osprey Air"} if ids and draw(st.booleans()) else {},
    )


ideas = st.just(
    (
        Idea(1, "Dock delays", IdeaKind.WHITE_PAPER),
        Idea(
            2,
            "Price lock",
            IdeaKind.BENCHMARK,
            loss_reasons=(LossReason.PRICE,),
            created_on=TODAY - timedelta(20),
        ),
        Idea(3, "Freight case", IdeaKind.CASE, industries=("Freight",), created_on=TODAY - timedelta(90)),
        Idea(4, "For managers", IdeaKind.INSIGHT, roles=(Role.DECISION_MAKER,)),
    )
)
counts = st.builds(
    lambda tried, got: ReachCount(tried, min(tried, got)), st.integers(0, 40), st.integers(0, 40)
)
hours = st.tuples(
    st.sampled_from((Channel.CALL, Channel.CALL, Channel.EMAIL)), st.integers(0, 6), st.integers(7, 18)
)
follow_ups = st.builds(
    FollowUps,
    st.dictionaries(
        st.builds(cell, *[st.integers(0, 60)] * 3, st.sampled_from((500, 20_000))), counts, max_size=6
    ),
    st.just({(cell(0, 3, 3, 1_000), 2): 3}) | st.just({}),
    st.dictionaries(st.integers(0, 7), st.integers(1, 9), max_size=3),
)
reach_logs = st.builds(
    ReachLog,
    st.dictionaries(hours, counts, max_size=9),
    st.dictionaries(st.tuples(st.integers(1, 3), st.just(Channel.CALL)), counts, max_size=2),
    st.dictionaries(st.tuples(st.integers(10, 12), st.just(Channel.EMAIL)), counts, max_size=2),
    st.just(FollowUps()) | follow_ups,
)


@st.composite
def books(draw: st.DrawFn, most: int = 6, feedback: bool = True) -> Book:
    """Some pursuits, ideas and a log."""
    count = draw(st.integers(1, most))
    return Book(
        tuple(draw(dossiers(number, feedback)) for number in range(1, count + 1)),
        draw(ideas),
        draw(reach_logs),
    )


instants = st.integers(0, 40 * 24).map(lambda hours: NOW + timedelta(hours=hours))
