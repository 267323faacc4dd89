"""The play *new decision maker*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Play,
)
from tests.domain.cards import (
    CHANGE,
    DANA,
    PRIYA,
    card,
    dana,
    day,
    next_touch,
    plan,
    priya,
    said,
    touch,
)


def test_the_newcomer_is_called_within_two_weeks():
    found = next_touch(
        card(
            touch(-23, "vm", to=PRIYA),
            touch(-51, "call no", to=PRIYA),
            contacts=(dana(), priya()),
            signals=CHANGE,
        )
    )
    assert (found.play, found.level, found.contact_id) == (Play.NEW_DECISION_MAKER, 3, DANA)
    assert found.latest == day(8)
    assert said(found).splitlines()[:3] == [
        "Call Dana Whitfield today",
        "New VP Operations. Bring something useful to them; no ask yet.",
        "The decision-maker changed 6 days ago: the “no” came from somebody else.",
    ]
    assert found.reasons[0].evidence.signals == (2, 1)


def test_the_newcomer_may_be_called_before_a_promised_day():
    found = next_touch(card(contacts=(dana(), priya()), signals=CHANGE, plans=(plan(20),)))
    assert found.play is Play.NEW_DECISION_MAKER
