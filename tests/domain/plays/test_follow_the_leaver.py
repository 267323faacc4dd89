"""The play *follow the leaver*: what is proposed when, in words."""

from dataclasses import replace

from dreamboard.domain.values import (
    Play,
    SignalKind,
)
from tests.domain.cards import (
    CHANGE,
    PRIYA,
    card,
    dana,
    day,
    next_touch,
    priya,
    said,
    signal,
    touch,
)


def test_then_the_one_who_left_is_followed_to_the_new_company():
    found = next_touch(
        card(touch(-1, "call"), contacts=(dana(), priya()), signals=CHANGE, moved_to={PRIYA: "Vantage Rail"})
    )
    assert (found.play, found.contact_id) == (Play.FOLLOW_THE_LEAVER, PRIYA)
    assert "Follow Priya Rao to Vantage Rail today" in said(found)
    assert "make Vantage Rail a dream client" in said(found)


def test_where_they_went_is_found_out_first():
    found = next_touch(card(touch(-1, "call"), contacts=(dana(), priya()), signals=CHANGE))
    assert (found.play, found.channel) == (Play.FOLLOW_THE_LEAVER, None)
    assert str(found.headline) == "Find out where Priya Rao went"


def test_once_the_new_company_is_on_the_board_its_own_card_has_the_following():
    left = card(
        touch(-1, "call"),
        contacts=(dana(), priya()),
        signals=CHANGE,
        moved_to={PRIYA: "Vantage Rail"},
        followed=frozenset({PRIYA}),
    )
    assert next_touch(left).play is Play.RHYTHM
    came = replace(priya(), until=None, since=day(-6))
    there = card(contacts=(came,), decided_at={PRIYA: "Osprey Air"}, created=-6)
    found = next_touch(there)
    assert (found.play, found.level, found.contact_id) == (Play.FOLLOW_THE_LEAVER, 3, PRIYA)
    assert str(found.headline) == "Call Priya Rao today"
    assert "Priya Rao decided at Osprey Air and came here 6 days ago." in said(found)
    assert next_touch(replace(there, touches=(touch(-1, "mail", to=PRIYA),))).play is Play.RHYTHM
    assert next_touch(there, 90).play is Play.RHYTHM


def test_following_ends_after_a_while_and_the_rhythm_has_the_card():
    quiet = card(
        touch(-95, "call"),
        contacts=(dana(), priya(-94)),
        pursuit={"ideal_days": 365},
        signals=(signal(1, SignalKind.DECISION_MAKER_LEFT, -94, PRIYA),),
    )
    assert next_touch(quiet, -5).play is Play.FOLLOW_THE_LEAVER
    after = next_touch(quiet, 0)
    assert after.play is Play.RHYTHM
    assert after.due <= day(0)
