"""The play *conditions met*: what is proposed when, in words."""

from dreamboard.domain.values import (
    Intent,
    Play,
)
from tests.domain.cards import (
    DANA,
    LUIS,
    THANKED,
    condition,
    day,
    lost_card,
    next_touch,
    said,
    touch,
)


def test_the_moment_all_are_met_the_buyer_is_called():
    met = tuple(condition(n, text, 0) for n, text in enumerate(("visits", "rate lock", "EDI"), start=1))
    found = next_touch(lost_card(-2, *THANKED, touch(0, "in call spoke", to=LUIS), conditions=met))
    assert (found.play, found.level, found.contact_id, found.due) == (Play.CONDITIONS_MET, 3, DANA, day(0))
    assert found.intent is Intent.ASK
    assert "Call the buyer" in said(found)
    assert str(found.chip) == "Call the buyer"
    assert found.reasons[0].evidence.conditions == (1, 2, 3)


def test_calling_the_buyer_ends_it_and_a_call_that_rang_out_does_not():
    met = (condition(1, "visits", -1),)
    assert (
        next_touch(lost_card(-2, *THANKED, touch(0, "call"), conditions=met)).play is not Play.CONDITIONS_MET
    )
    tried = next_touch(lost_card(-2, *THANKED, touch(0, "rang"), conditions=met))
    assert (tried.play, tried.due) == (Play.CONDITIONS_MET, day(1))
